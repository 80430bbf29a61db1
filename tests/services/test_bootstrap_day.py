"""A real election in one data folder, from the first account to the result, with restarts in between."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from omp_desktop import bootstrap
from omp_desktop.bootstrap import Application, Costs, keys_folder, open_application
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.domain.voting_errors import AlreadyVoted
from omp_desktop.services.secrets import PassphraseSecrets
from omp_desktop.services.session import Session
from tests.services.scene import (
    CLOSES,
    FAST_HASHER,
    FAST_KEY,
    OPENS,
    PASSPHRASE,
    TWO_DAYS_BEFORE,
    People,
    SmallElection,
    prepare,
    publish,
    sign_up,
)

CARD = IdentityMethod.RESIDENT_CARD


class Station:
    """The PC of the station: its folder, its clock, and the program that is started and ended on it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.now = TWO_DAYS_BEFORE
        monkeypatch.setattr(bootstrap, "system_now", lambda: self.now)
        folder.mkdir()
        self.program = self._open(
            PassphraseSecrets.create(keys_folder(folder), PASSPHRASE, opslimit=1, memlimit=8192)
        )

    def restart(self, now: datetime) -> Application:
        """Ends the program, and starts it when the computer's clock says `now`."""
        self.program.close()
        self.now = now
        self.program = self._open(PassphraseSecrets.unlock(keys_folder(self.folder), PASSPHRASE))
        return self.program

    def _open(self, box: PassphraseSecrets) -> Application:
        return open_application(self.folder, secrets=box, costs=Costs(FAST_HASHER, FAST_KEY))


def vote(
    program: Application, manager: Session, election: SmallElection, roll_number: str, chosen: int
) -> None:
    """One voter from the desk to the box."""
    voter = program.check_in.search(election.id, roll_number).hits[0].voter
    program.check_in.issue(manager, [(election.id, voter.id)], election.kiosk.id, CARD)
    booth = program.voting(election.kiosk.id)
    token = booth.waiting()[0].token
    booth.begin(token)
    choices = {
        "president": frozenset({election.president[chosen].id}),
        "council": frozenset({election.council[0].id}),
    }
    booth.cast(token, booth.seal(token, choices).ballot_id)


def test_a_real_election_from_the_first_account_to_the_result(
    tmp_path: Path, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = Station(tmp_path / "real", monkeypatch)
    program = station.program
    people: People = sign_up(program)
    draft = prepare(program, people, tmp_path)
    assert not draft.election.test_mode
    election = publish(program, people, draft, usb)
    manager, beside = people.manager, people.beside(people.manager, people.observer)

    program = station.restart(OPENS)
    program.polls.zero_report(manager, election.id)
    program.polls.open(manager, beside, election.id)
    for roll_number, chosen in (("1", 0), ("2", 1), ("3", 1)):
        vote(program, manager, election, roll_number, chosen)

    program = station.restart(OPENS + timedelta(hours=3))
    with pytest.raises(AlreadyVoted):
        vote(program, manager, election, "1", 0)
    vote(program, manager, election, "4", 1)

    program = station.restart(CLOSES + timedelta(minutes=1))
    program.polls.begin_closing(manager, election.id, 0)
    program.polls.close(manager, beside, election.id)
    result = program.counting.count(
        manager, beside, election.id, election.key_file, PASSPHRASE, confirm_small=True
    )

    president = next(contest for contest in result.contests if contest.contest_id == "president")
    assert [option.votes for option in president.options] == [1, 3, 0]
    assert (result.listed, result.cast) == (12, 4)
    program = station.restart(CLOSES + timedelta(hours=1))
    assert program.elections.get(election.id).election.state is ElectionState.COUNTED
    assert program.counting.result(election.id).contests == result.contests
    assert all(finding.ok for finding in program.diagnostics.doctor())
    assert program.audit_log.verify() is not None
