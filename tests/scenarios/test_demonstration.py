"""The demonstration: made once, ready to vote, thrown away on request, and never somebody else's folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop.bootstrap import FOLDER_ID, Application, Costs, keys_folder
from omp_desktop.crypto.key_file import PassphraseCost
from omp_desktop.domain.access import Role
from omp_desktop.domain.election import ElectionState
from omp_desktop.scenarios.demonstration import (
    NotADemonstration,
    describe,
    open_demonstration,
    start_over,
)
from omp_desktop.services.access import PinHasher
from omp_desktop.services.secrets import PassphraseSecrets

CHEAP = Costs(
    pins=PinHasher(opslimit=1, memlimit=8192), trustee_key=PassphraseCost(operations=1, memory=8192)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "demonstration"


def opened(folder: Path) -> Application:
    return open_demonstration(folder, costs=CHEAP)


def test_every_account_that_is_shown_can_sign_in(folder: Path) -> None:
    app = opened(folder)
    try:
        ids = {account.name: account.id for account in app.access.accounts()}
        roles = {app.access.sign_in(ids[a.name], a.pin).account.role for a in describe(folder).accounts}
    finally:
        app.close()

    assert roles == {Role.COMMISSION, Role.MANAGER, Role.OBSERVER, Role.CANDIDATE}


def test_one_election_is_open_and_a_voter_waits_at_a_booth(folder: Path) -> None:
    app = opened(folder)
    try:
        states = {election.name.en: election.state for election in app.elections.all()}
        permits = [kiosk.permits for kiosk in app.check_in.kiosks()]
    finally:
        app.close()

    assert set(states.values()) == {ElectionState.OPEN, ElectionState.PUBLISHED}
    assert sum(permits) == 1


def test_both_elections_are_mock_votes(folder: Path) -> None:
    app = opened(folder)
    try:
        assert [election.test_mode for election in app.elections.all()] == [True, True]
    finally:
        app.close()


def test_opening_it_again_keeps_what_was_done(folder: Path) -> None:
    first = opened(folder)
    before = [election.id for election in first.elections.all()]
    first.close()

    again = opened(folder)
    try:
        assert [election.id for election in again.elections.all()] == before
    finally:
        again.close()


def test_starting_over_makes_it_anew(folder: Path) -> None:
    first = opened(folder)
    before = {election.id for election in first.elections.all()}
    first.close()

    start_over(folder)
    again = opened(folder)
    try:
        assert before.isdisjoint(election.id for election in again.elections.all())
    finally:
        again.close()


def test_one_that_was_never_finished_is_made_anew(folder: Path) -> None:
    opened(folder).close()
    (folder / "ready.txt").unlink()

    app = opened(folder)
    try:
        assert len(app.elections.all()) == 2
    finally:
        app.close()


def test_a_folder_with_something_else_is_neither_used_nor_thrown_away(folder: Path) -> None:
    folder.mkdir()
    (folder / "station.db").write_bytes(b"a real election")

    with pytest.raises(NotADemonstration):
        opened(folder)
    with pytest.raises(NotADemonstration):
        start_over(folder)

    assert (folder / "station.db").read_bytes() == b"a real election"


def with_pass_phrase(folder: Path) -> None:
    PassphraseSecrets.create(keys_folder(folder), "a pass-phrase of the station")


def with_key_store(folder: Path) -> None:
    (folder / FOLDER_ID).write_text("0123456789abcdef")


@pytest.mark.parametrize("keys", [with_pass_phrase, with_key_store])
def test_a_real_start_where_a_demonstration_was_never_finished_is_not_thrown_away(
    folder: Path, keys: Callable[[Path], None]
) -> None:
    folder.mkdir()
    (folder / "demonstration.txt").touch()
    (folder / "station.db").write_bytes(b"a real election")
    keys(folder)

    with pytest.raises(NotADemonstration):
        opened(folder)

    assert (folder / "station.db").read_bytes() == b"a real election"


def test_the_key_of_each_count_lies_where_it_is_said(folder: Path) -> None:
    opened(folder).close()

    assert {name: path.exists() for name, path in describe(folder).key_files.items()} == {
        "president": True,
        "council": True,
    }
