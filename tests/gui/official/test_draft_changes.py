"""Drafts: what was changed is taken back, and what is left to do is seen on every tab."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from omp_desktop.domain.access import Role
from omp_desktop.domain.definition import ElectionDefinition
from omp_desktop.domain.election import ResultsPolicy
from omp_desktop.domain.language import LocalText
from omp_desktop.gui.official.candidates_tab import CandidatesTab
from omp_desktop.gui.official.contests_tab import ContestsTab
from omp_desktop.gui.official.election_overview import OverviewTab
from omp_desktop.gui.official.policy_tab import PolicyTab
from omp_desktop.gui.official.windows_tab import WindowsTab
from omp_desktop.services.election_errors import PledgesStand
from omp_desktop.services.photos import PhotosService
from omp_desktop.services.session import Session
from tests.gui.official.office import Office, choose_path
from tests.services.scene import PIN, SEOUL, Desk, Draft, People, SmallElection, definition

ANOTHER = LocalText("다른 선거", "Another election")


@pytest.fixture
def opened(office: Office, draft: Draft) -> Office:
    """The draft of the small election is open."""
    office.elections.refresh()
    office.open(draft.id)
    return office


def press_undo(office: Office) -> None:
    undo = office.elections.editor.undo
    office.until(undo.undoButton.isEnabled)
    office.click(undo.undoButton)
    office.settle()


def ctrl_z(office: Office) -> None:
    QTest.keyClick(office.window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.settle()


def candidates(office: Office) -> CandidatesTab:
    tab = office.tab("candidates")
    assert isinstance(tab, CandidatesTab)
    return tab


def register(office: Office, number: str, name: str) -> None:
    tab = candidates(office)
    office.type(tab.numberEdit, number)
    office.type(tab.nameEdit, name)
    office.click(tab.registerButton)
    office.until(lambda: not tab.nameEdit.text())
    office.settle()


def names(desk: Desk, draft: Draft) -> list[str]:
    return [candidate.name for candidate in desk.candidates.in_election(draft.id)]


# --- taking back -----------------------------------------------------------------------------------------


def test_nothing_is_offered_before_something_was_changed(opened: Office) -> None:
    assert not opened.elections.editor.undo.isVisible()


def test_a_registration_is_taken_back_by_ctrl_z(opened: Office, draft: Draft) -> None:
    before = names(opened.desk, draft)
    register(opened, "9", "무강")
    undo = opened.elections.editor.undo
    assert undo.lastLabel.text() == "Last change: registered 무강"

    ctrl_z(opened)

    assert names(opened.desk, draft) == before
    assert not undo.isVisible()


def test_ctrl_z_takes_back_what_is_being_typed_before_what_was_saved(opened: Office, draft: Draft) -> None:
    register(opened, "9", "무강")
    tab = candidates(opened)
    opened.type(tab.nameEdit, "typed")

    ctrl_z(opened)

    assert tab.nameEdit.text() == ""
    assert "무강" in names(opened.desk, draft)


def test_changes_are_taken_back_one_after_the_other(opened: Office, draft: Draft) -> None:
    before = names(opened.desk, draft)
    register(opened, "9", "무강")
    register(opened, "10", "기산")

    press_undo(opened)
    assert set(names(opened.desk, draft)) == {*before, "무강"}
    press_undo(opened)

    assert names(opened.desk, draft) == before


def test_a_change_of_a_candidate_is_taken_back_where_it_was_made(opened: Office, draft: Draft) -> None:
    tab = candidates(opened)
    opened.press_row(tab.candidatesTable, 0)
    opened.type(tab.nameEdit, "다른 이름")
    opened.click(tab.registerButton)
    opened.until(lambda: "다른 이름" in names(opened.desk, draft))
    opened.settle()
    opened.tab("hours")

    press_undo(opened)

    assert draft.president[0].name in names(opened.desk, draft)
    opened.until(lambda: opened.elections.editor.tabs.current == "candidates")


def test_a_removed_candidate_without_pledges_comes_back_with_the_photo(
    opened: Office, draft: Draft, people: People, tmp_path: Path
) -> None:
    picture = QImage(30, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    assert picture.save(str(tmp_path / "photo.png"))
    photo = (tmp_path / "photo.png").read_bytes()
    photos = PhotosService(opened.desk.core)
    photos.put(people.commission, draft.president[0].id, photo)
    tab = candidates(opened)
    opened.press_row(tab.candidatesTable, 0)
    opened.click(tab.removeButton)
    assert "Undo brings the candidate back" in opened.said()
    opened.answer("Remove the candidate")
    opened.until(lambda: draft.president[0].name not in names(opened.desk, draft))
    opened.settle()

    press_undo(opened)

    assert draft.president[0] in opened.desk.candidates.in_election(draft.id)
    assert photos.photo(draft.president[0].id) == photo


def test_whoever_has_pledges_is_removed_for_good_and_it_is_said_before(
    office: Office, draft: Draft, people: People
) -> None:
    desk, first = office.desk, draft.president[0]
    account = desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, first.id)
    desk.pledges.add(Session(account), account.candidate_id or "", "분야", "제목", "내용")
    office.elections.refresh()
    office.open(draft.id)
    register(office, "9", "무강")
    tab = candidates(office)
    office.press_row(tab.candidatesTable, 0)
    office.click(tab.removeButton)
    assert "This cannot be undone" in office.said()

    office.answer("Remove the candidate")
    office.until(lambda: first.name not in names(desk, draft))
    office.settle()

    assert not office.elections.editor.undo.isVisible()


def test_hours_contests_and_rules_are_taken_back(opened: Office, draft: Draft) -> None:
    before = opened.desk.elections.get(draft.id).election
    hours = opened.tab("hours")
    assert isinstance(hours, WindowsTab)
    opened.click(hours.saveButton)
    opened.settle()
    contests = opened.tab("contests")
    assert isinstance(contests, ContestsTab)
    opened.type(contests.koEdit, "부회장")
    opened.click(contests.saveButton)
    opened.settle()
    rules = opened.tab("policy")
    assert isinstance(rules, PolicyTab)
    rules.liveRadio.click()
    opened.click(rules.saveButton)
    opened.settle()
    changed = opened.desk.elections.get(draft.id).election
    assert changed.policy.results is ResultsPolicy.LIVE
    assert len(changed.contests) == len(before.contests) + 1
    assert len(changed.windows) == len(before.windows) + 1

    press_undo(opened)
    opened.until(rules.afterCloseRadio.isChecked)
    press_undo(opened)
    press_undo(opened)

    assert opened.desk.elections.get(draft.id).election == before


def test_a_contest_added_right_after_another_one_leaves_it(opened: Office, draft: Draft) -> None:
    before = opened.desk.elections.get(draft.id).election.contests
    contests = opened.tab("contests")
    assert isinstance(contests, ContestsTab)
    for title in ("부회장", "감사"):
        opened.type(contests.koEdit, title)
        opened.click(contests.saveButton)
        opened.until(lambda: contests.saveButton.isEnabled() and not contests.koEdit.text())

    added = opened.desk.elections.get(draft.id).election.contests[len(before) :]

    assert [contest.title.ko for contest in added] == ["부회장", "감사"]


def test_an_import_cannot_be_taken_back_and_nothing_before_it(
    opened: Office, draft: Draft, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(opened, "9", "무강")
    file = lists / "candidates.csv"
    file.write_text("선거,기호,후보자명,정당\n회장,7,새벽,\n회장,8,노을,\n", encoding="utf-8")
    choose_path(monkeypatch, file)
    opened.click(candidates(opened).importButton)
    opened.answer("Take all 2 lines")
    opened.until(lambda: "새벽" in names(opened.desk, draft))
    opened.settle()

    assert not opened.elections.editor.undo.isVisible()


def test_what_cannot_be_taken_back_any_more_is_said_and_not_offered_again(
    opened: Office, draft: Draft, people: People
) -> None:
    register(opened, "9", "무강")
    desk = opened.desk
    new = next(c for c in desk.candidates.in_election(draft.id) if c.name == "무강")
    account = desk.access.add_account(people.commission, "무강", Role.CANDIDATE, PIN, new.id)
    desk.pledges.add(Session(account), account.candidate_id or "", "분야", "제목", "내용")

    press_undo(opened)

    assert PledgesStand.en.text in opened.said()
    assert "무강" in names(desk, draft)
    assert not opened.elections.editor.undo.isVisible()


@pytest.fixture
def another(opened: Office, people: People) -> str:
    """A second draft, that nobody has opened yet."""
    made = opened.desk.elections.create(people.commission, replace(definition(), name=ANOTHER))
    return made.id


def shown(office: Office) -> str:
    return office.elections.editor.titleLabel.text()


def test_what_was_taken_back_does_not_come_over_the_election_chosen_since(
    opened: Office, another: str
) -> None:
    register(opened, "9", "무강")
    typed = opened.elections.editor
    typed.undo.undo()
    opened.elections.open_election(another)
    opened.settle()

    assert shown(opened) == ANOTHER.en
    assert typed.tabs.current == OverviewTab.key


def test_what_was_saved_does_not_come_over_the_election_chosen_since(opened: Office, another: str) -> None:
    tab = candidates(opened)
    opened.type(tab.numberEdit, "9")
    opened.type(tab.nameEdit, "무강")
    tab.registerButton.click()
    opened.elections.open_election(another)
    opened.settle()

    assert shown(opened) == ANOTHER.en
    assert not opened.elections.editor.undo.isVisible()


def test_another_person_is_not_offered_what_the_one_before_did(opened: Office, people: People) -> None:
    register(opened, "9", "무강")

    opened.window.lock()
    opened.sign_in(people.observer)
    opened.settle()

    assert not opened.elections.editor.undo.isVisible()


# --- what is left to do ----------------------------------------------------------------------------------


def test_what_is_left_to_do_is_seen_above_the_tabs_of_a_draft(office: Office, people: People) -> None:
    bare = ElectionDefinition(LocalText("빈 선거", "Bare"), SEOUL, (), ())
    election = office.desk.elections.create(people.commission, bare)
    office.elections.refresh()
    office.open(election.id)
    strip = office.elections.editor.checks
    assert not strip.isVisible()

    office.tab("policy")
    assert strip.countPill.text() == "4 things to fix before publishing"
    assert not strip.problemLabel.elide  # the longest problem takes a second line instead
    office.click(strip.fixButton)
    assert office.elections.editor.tabs.current == "hours"
    assert not strip.fixButton.isVisible()
    assert "hours" in strip.problemLabel.text()

    office.click(strip.allButton)
    assert office.elections.editor.tabs.current == "overview"

    office.tab("key")  # needs the whole height; the count stands in the strip of tabs
    assert not strip.isVisible()


def test_a_published_election_has_no_check_list(office: Office, published: SmallElection) -> None:
    office.elections.refresh()
    office.open(published.id)
    office.tab("candidates")

    assert not office.elections.editor.checks.isVisible()


# --- commissioners ---------------------------------------------------------------------------------------


def test_the_responsible_commissioners_are_entered_with_commas(opened: Office, draft: Draft) -> None:
    tab = opened.elections.editor.tab("overview")
    assert isinstance(tab, OverviewTab)
    before = opened.desk.elections.get(draft.id).election.commissioners
    assert tab.commissionersEdit.text() == ", ".join(before)

    opened.type(tab.commissionersEdit, "한가람, 서나래、도담 ,")
    opened.click(tab.saveButton)
    opened.settle()
    assert opened.desk.elections.get(draft.id).election.commissioners == ("한가람", "서나래", "도담")

    press_undo(opened)
    assert opened.desk.elections.get(draft.id).election.commissioners == before
    opened.until(lambda: tab.commissionersEdit.text() == ", ".join(before))


def test_a_name_that_is_too_long_is_said_at_the_commissioners(opened: Office) -> None:
    tab = opened.elections.editor.tab("overview")
    assert isinstance(tab, OverviewTab)

    opened.type(tab.commissionersEdit, "가" * 100)
    opened.click(tab.saveButton)

    opened.until(lambda: tab.commissionersField.error)
