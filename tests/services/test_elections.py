"""Drafts: created, edited, checked, removed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.domain.access import Role
from omp_desktop.domain.audit import AuditEvent, describe
from omp_desktop.domain.candidate_errors import CandidateFrozen
from omp_desktop.domain.election import Contest, ElectionState, Policy
from omp_desktop.domain.election_errors import (
    ContestIdInvalid,
    ContestIdTaken,
    MinimumOpenInvalid,
    TimezoneUnknown,
    VotesAllowedInvalid,
    WindowEndsFirst,
    WindowsOutOfOrder,
    WindowsOverlap,
)
from omp_desktop.domain.import_errors import DefinitionInvalid, ImportFileIsFolder, ImportFileTooLarge
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.text_errors import TextForbidden, TextMissing, TextTooLong
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import (
    ContestHasCandidates,
    NotADraft,
)
from omp_desktop.services.elections import read_definition
from omp_desktop.services.errors import NotAllowed
from omp_desktop.store.errors import RecordMissing
from tests.services.scene import (
    CLOSES,
    OPENS,
    PASSPHRASE,
    PIN,
    Desk,
    Draft,
    People,
    SmallElection,
    definition,
)

StateOf = Callable[[], dict[str, list[str]]]
HOUR = timedelta(hours=1)

DEFINITION = """
name.ko = "가상 학생회 선거"
name.en = "Student council"
timezone = "Asia/Seoul"
[[window]]
opens = "2026-12-03 06:00"
closes = "2026-12-03 18:00"
[[contest]]
id = "president"
title.ko = "회장"
title.en = "President"
"""


def test_a_definition_becomes_a_draft_of_the_official_who_registers_it(desk: Desk, people: People) -> None:
    election = desk.elections.create(people.commission, definition())
    assert desk.elections.all() == [election]
    assert election.state is ElectionState.DRAFT
    assert election.name == definition().name
    assert election.windows == (VotingWindow(OPENS, CLOSES),)
    assert election.commissioners == ("위원",)


def test_an_election_can_be_created_before_anything_is_known_about_it(desk: Desk, people: People) -> None:
    bare = replace(definition(), windows=(), contests=())
    election = desk.elections.create(people.commission, bare)
    assert desk.elections.get(election.id).windows == ()


def test_on_throw_away_keys_every_election_is_a_mock_vote(desk: Desk, people: People) -> None:
    assert desk.elections.create(people.commission, definition()).test_mode


def test_on_protected_keys_an_election_is_real_unless_it_is_a_mock_vote(
    real_desk: Desk, real_people: People
) -> None:
    assert not real_desk.elections.create(real_people.commission, definition()).test_mode
    assert real_desk.elections.create_mock(real_people.commission, definition()).test_mode


def test_a_draft_remembers_how_many_trustees_its_definition_asks_for(desk: Desk, people: People) -> None:
    election = desk.elections.create(people.commission, replace(definition(), trustees=(3, 2)))
    ceremony = desk.elections.get(election.id).ceremony
    assert (ceremony.count, ceremony.quorum, ceremony.begun) == (3, 2, False)
    alone = desk.elections.create(people.commission, definition())
    assert desk.elections.get(alone.id).ceremony.count == 1


def test_a_definition_file_is_read_in_each_usual_encoding(tmp_path: Path) -> None:
    path = tmp_path / "election.toml"
    for encoding in ("utf-8", "utf-8-sig", "cp949"):
        path.write_text(DEFINITION, encoding=encoding)
        assert read_definition(path).contests[0].title == LocalText("회장", "President")


def test_a_bad_definition_file_names_each_problem(tmp_path: Path) -> None:
    path = tmp_path / "election.toml"
    path.write_text(DEFINITION.replace("18:00", "05:00").replace('"president"', '"Pres!"'), encoding="utf-8")
    with pytest.raises(DefinitionInvalid) as caught:
        read_definition(path)
    assert len(caught.value.problems) == 2


def test_a_folder_and_a_large_file_are_no_definition(tmp_path: Path) -> None:
    with pytest.raises(ImportFileIsFolder):
        read_definition(tmp_path)
    large = tmp_path / "large.toml"
    large.write_bytes(b"")
    os.truncate(large, 100 * 1024 * 1024)
    with pytest.raises(ImportFileTooLarge):
        read_definition(large)


def test_an_edited_draft_is_stored(desk: Desk, people: People, draft: Draft) -> None:
    edited = replace(
        draft.election,
        name=LocalText("  고친   이름 ", "New name"),
        policy=Policy(minimum_open=20),
        windows=(*draft.election.windows, VotingWindow(CLOSES + HOUR, CLOSES + 2 * HOUR)),
        commissioners=("김위원", " ", "이위원"),
    )
    stored = desk.elections.update_draft(people.commission, edited)
    assert desk.elections.get(draft.id).election == stored
    assert stored.name.ko == "고친 이름"
    assert stored.commissioners == ("김위원", "이위원")
    assert stored.policy.minimum_open == 20
    assert len(stored.windows) == 2


def test_editing_changes_neither_state_nor_test_mode(desk: Desk, people: People, draft: Draft) -> None:
    edited = replace(draft.election, state=ElectionState.OPEN, test_mode=False)
    stored = desk.elections.update_draft(people.commission, edited)
    assert (stored.state, stored.test_mode) == (ElectionState.DRAFT, True)
    assert desk.elections.get(draft.id).election == stored


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": LocalText(" ", "")}, TextMissing),
        ({"name": LocalText("가" * 81, "")}, TextTooLong),
        ({"name": LocalText("선거\u202e", "")}, TextForbidden),
        ({"timezone": "Mars/Olympus"}, TimezoneUnknown),
        ({"windows": (VotingWindow(CLOSES, OPENS),)}, WindowEndsFirst),
        ({"windows": (VotingWindow(OPENS, OPENS),)}, WindowEndsFirst),
        (
            {"windows": (VotingWindow(OPENS, CLOSES), VotingWindow(CLOSES, CLOSES + HOUR))},
            WindowsOverlap,
        ),
        (
            {"windows": (VotingWindow(CLOSES + HOUR, CLOSES + 2 * HOUR), VotingWindow(OPENS, CLOSES))},
            WindowsOutOfOrder,
        ),
        ({"contests": (Contest("Präsident", LocalText("회장", "")),)}, ContestIdInvalid),
        ({"contests": (Contest("a", LocalText("회장", "")),) * 2}, ContestIdTaken),
        ({"contests": (Contest("a", LocalText("회장", ""), votes_allowed=0),)}, VotesAllowedInvalid),
        ({"policy": Policy(minimum_open=0)}, MinimumOpenInvalid),
    ],
)
def test_a_draft_that_breaks_a_rule_is_refused_and_the_old_one_stays(
    desk: Desk,
    people: People,
    draft: Draft,
    state_of: StateOf,
    changes: dict[str, Any],
    problem: type[Exception],
) -> None:
    before = state_of()
    with pytest.raises(problem):
        desk.elections.update_draft(people.commission, replace(draft.election, **changes))
    assert state_of() == before


def test_a_contest_with_candidates_cannot_vanish(
    desk: Desk, people: People, draft: Draft, state_of: StateOf
) -> None:
    before = state_of()
    only_council = replace(draft.election, contests=draft.election.contests[1:])
    with pytest.raises(ContestHasCandidates) as caught:
        desk.elections.update_draft(people.commission, only_council)
    assert caught.value.params["contest"] == "president"
    assert state_of() == before


def test_a_contest_without_candidates_can_be_removed(desk: Desk, people: People, draft: Draft) -> None:
    for candidate in draft.president:
        desk.candidates.remove(people.commission, candidate.id)
    only_council = replace(draft.election, contests=draft.election.contests[1:])
    assert desk.elections.update_draft(people.commission, only_council).contests == only_council.contests


def test_an_election_that_is_not_there_cannot_be_edited(
    desk: Desk, people: People, draft: Draft, state_of: StateOf
) -> None:
    before = state_of()
    with pytest.raises(RecordMissing):
        desk.elections.update_draft(people.commission, replace(draft.election, id="00" * 16))
    assert state_of() == before


def test_only_the_commission_sets_elections_up(
    desk: Desk, people: People, draft: Draft, usb: Path, state_of: StateOf
) -> None:
    before = state_of()
    for actor in (people.manager, people.observer):
        for step in (
            lambda a=actor: desk.elections.create(a, definition()),
            lambda a=actor: desk.elections.create_mock(a, definition()),
            lambda a=actor: desk.elections.update_draft(a, draft.election),
            lambda a=actor: desk.elections.remove_draft(a, draft.id),
            lambda a=actor: desk.elections.publish(a, draft.id),
            lambda a=actor: desk.elections.publish_pledges(a, draft.id),
            lambda a=actor: desk.elections.withdraw_candidate(a, draft.id, draft.president[0].id),
            lambda a=actor: desk.elections.make_single_trustee_key(a, draft.id, "김", PASSPHRASE, usb),
            lambda a=actor: desk.stations.add(a, "다른 투표소"),
        ):
            with pytest.raises(NotAllowed):
                step()
    assert state_of() == before
    assert list(usb.iterdir()) == []


def test_the_page_of_a_draft_shows_all_that_it_has(desk: Desk, draft: Draft) -> None:
    view = desk.elections.get(draft.id)
    assert view.election == draft.election
    assert sorted(c.id for c in view.candidates) == sorted(c.id for c in draft.president + draft.council)
    assert view.stations == ((draft.station, 12),)
    assert (view.voters, view.key_ready, view.manifest_hash) == (12, False, None)
    assert view.pledge_counts == {c.id: 0 for c in draft.president + draft.council}
    assert [check.kind.value for check in view.checks if not check.passed] == ["key"]


def test_an_empty_draft_has_every_problem_in_one_list(desk: Desk, people: People) -> None:
    election = desk.elections.create(people.commission, replace(definition(), windows=()))
    failed = {check.kind.value for check in desk.elections.checks(election.id) if not check.passed}
    assert failed == {"windows", "options", "stations", "key"}
    for check in desk.elections.checks(election.id):
        assert check.describe("ko").text
        assert check.describe("en").text


def test_a_person_on_the_lists_of_two_stations_is_found(
    desk: Desk, people: People, draft: Draft, tmp_path: Path
) -> None:
    other = desk.stations.add(people.commission, "가상 제2투표소")
    path = tmp_path / "second.csv"
    path.write_text(
        "등재번호,성명,생년월일,주소\n"
        "101,강가람,1990-03-14,가상시 가상로 1\n"
        "102,새사람,1990-03-14,가상시 가상로 99\n",
        encoding="utf-8",
    )
    desk.voters_list.import_csv(people.commission, draft.id, other.id, path)
    problems = {c.kind.value: c.problem for c in desk.elections.checks(draft.id) if not c.passed}
    assert problems["overlap"] is not None
    assert problems["overlap"].params["count"] == 1


def test_a_removed_draft_takes_everything_with_it(
    desk: Desk, people: People, draft: Draft, core: Core
) -> None:
    candidate = draft.president[0]
    account = desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, candidate.id)
    desk.elections.remove_draft(people.commission, draft.id)

    assert desk.elections.all() == []
    assert account not in desk.access.accounts()
    with core.store.read() as uow:
        assert uow.candidates.in_election(draft.id) == []
        assert uow.voters.count(draft.id) == 0
        last = uow.audit.last()
    assert last is not None
    assert last.event is AuditEvent.ELECTION_REMOVED


def test_a_published_election_can_neither_be_edited_nor_removed(
    desk: Desk, people: People, published: SmallElection, draft: Draft, usb: Path, state_of: StateOf
) -> None:
    before = state_of()
    for step in (
        lambda: desk.elections.update_draft(people.commission, draft.election),
        lambda: desk.elections.remove_draft(people.commission, published.id),
        lambda: desk.elections.make_single_trustee_key(
            people.commission, published.id, "김", PASSPHRASE, usb
        ),
        lambda: desk.voters_list.clear(people.commission, published.id),
    ):
        with pytest.raises(NotADraft):
            step()
    with pytest.raises(CandidateFrozen):
        desk.candidates.register(people.commission, published.id, "president", 9, "새후보")
    assert state_of() == before
    assert len(list(usb.iterdir())) == 1


def test_every_entry_of_the_log_has_what_its_words_need(
    desk: Desk, people: People, published: SmallElection, core: Core
) -> None:
    with core.store.read() as uow:
        entries = uow.audit.page(0, 1000)
    assert entries
    for entry in entries:
        for lang in ("ko", "en"):
            assert "–" not in describe(entry.event, entry.details, lang)
