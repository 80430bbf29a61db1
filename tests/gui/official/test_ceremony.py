"""The key ceremony by clicks and keys: trustee after trustee, interrupted, by files, with mistakes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from omp_desktop.crypto.ceremony_board import Step
from omp_desktop.crypto.key_file import unprotect
from omp_desktop.crypto.trustees import TrusteePublic, check_secret
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.official.ceremony_plan import CeremonyPlan
from omp_desktop.gui.official.ceremony_round import CeremonyRound
from omp_desktop.gui.official.ceremony_words import grouped
from omp_desktop.gui.official.trustee_part import TrusteePart
from omp_desktop.gui.official.trustee_tab import TrusteeTab
from omp_desktop.services.ceremony_record import CeremonyView
from tests.gui.conftest import Show
from tests.gui.official.office import Office, OpenFor, choose_path, open_office
from tests.services.ceremony_scene import NAMES, Ceremony, phrase
from tests.services.scene import Desk, Draft, People, definition


@pytest.fixture
def ceremony(desk: Desk, people: People, draft: Draft, tmp_path: Path) -> Ceremony:
    """Hands beside the window: for what others did before."""
    return Ceremony(desk.core, people.commission, draft.id, tmp_path / "media")


def _show(office: Office, election_id: str) -> None:
    office.elections.refresh()
    office.open(election_id)


def _tab(office: Office) -> TrusteeTab:
    tab = office.tab("key")
    assert isinstance(tab, TrusteeTab)
    return tab


def _plan(office: Office, names: tuple[str, ...], quorum: int) -> TrusteeTab:
    tab = _tab(office)
    office.click(tab.single.severalButton)
    plan = tab.plan
    plan.countBox.setValue(len(names))
    for edit, name in zip(plan.names, names, strict=False):
        office.type(edit, name)
    plan.quorumBox.setValue(quorum)
    office.click(plan.beginButton)
    return tab


def _looks(office: Office) -> CeremonyView:
    tab = office.elections.editor.tab("key")
    return tab.view.ceremony


def _take(office: Office, ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch) -> CeremonyView:
    """The next trustee's turn, as the screen asks for it."""
    tab = office.elections.editor.tab("key")
    assert isinstance(tab, TrusteeTab)
    form = tab.round
    current = form.current
    assert current is not None
    before = _looks(office)
    office.type(form.phraseEdit, phrase(current.index))
    if form.againField.isVisible():
        office.type(form.againEdit, phrase(current.index))
    if form.folder is None:
        choose_path(monkeypatch, ceremony.medium(current.index))
        office.click(form.folderButton)
    office.click(form.actButton)
    office.until(lambda: _looks(office) != before)
    office.until(form.actButton.isEnabled)
    return _looks(office)


def _hold(office: Office, ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch) -> None:
    while _looks(office).running:
        _take(office, ceremony, monkeypatch)


def _reopened(desk: Desk, people: People, draft: Draft, show: Show, qtbot: QtBot) -> Office:
    """The program was closed, and is started again."""
    office = open_office(desk, show, qtbot)
    office.sign_in(people.commission)
    _show(office, draft.id)
    return office


def _check_keys(desk: Desk, draft: Draft, ceremony: Ceremony, count: int) -> None:
    with desk.core.store.read() as uow:
        publics = [TrusteePublic.from_json(json.loads(t.public)) for t in uow.trustees.all(draft.id)]
    assert len(publics) == count
    for index in range(1, count + 1):
        (file,) = ceremony.files(index)
        check_secret(publics, unprotect(file.read_bytes(), phrase(index)))


# --- whole ceremonies ----------------------------------------------------------------------------------


def test_two_of_three_make_the_key_by_clicks_and_the_election_is_published(
    office: Office, desk: Desk, draft: Draft, ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    _show(office, draft.id)
    tab = _plan(office, NAMES[:3], 2)
    office.until(tab.round.isVisible)
    _hold(office, ceremony, monkeypatch)
    assert tab.round.stepPill.text() == "The key is made"
    assert tab.round.doneLabel.text() == "3 / 3"
    assert not tab.round.actButton.isVisible()
    assert tab.round.trusteesTable.hasFocus()
    transcript = _looks(office).transcript
    assert transcript is not None
    assert tab.round.codeDisplay.code == transcript.upper()
    _check_keys(desk, draft, ceremony, 3)
    office.until(office.elections.editor.publishButton.isEnabled)
    office.click(office.elections.editor.publishButton)
    office.answer("Publish the election")
    office.until(lambda: desk.elections.get(draft.id).manifest_hash)


def test_three_of_five_go_on_after_the_program_was_closed_in_the_middle(
    office: Office,
    desk: Desk,
    people: People,
    draft: Draft,
    ceremony: Ceremony,
    show: Show,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _show(office, draft.id)
    tab = _plan(office, NAMES, 3)
    office.until(tab.round.isVisible)
    for _ in range(8):
        view = _take(office, ceremony, monkeypatch)
    assert view.step is Step.REVEAL
    office.window.close()
    again = _reopened(desk, people, draft, show, qtbot)
    tab = _tab(again)
    assert tab.round.isVisible()
    assert _looks(again) == view
    assert tab.round.folder is None  # which medium it was is kept nowhere
    _hold(again, ceremony, monkeypatch)
    _check_keys(desk, draft, ceremony, 5)


# --- the plan ------------------------------------------------------------------------------------------


def test_a_definition_that_asks_for_several_shows_as_many_lines(
    office: Office, desk: Desk, people: People, draft: Draft
) -> None:
    election = desk.elections.create(people.commission, replace(definition(), trustees=(4, 3)))
    _show(office, draft.id)
    assert _tab(office).single.isVisible()
    office.click(office.elections.editor.listButton)
    _show(office, election.id)
    plan = _tab(office).plan
    assert plan.isVisible()
    assert (plan.countBox.value(), plan.quorumBox.value()) == (4, 3)
    assert [edit.isVisible() for edit in plan.names].count(True) == 4
    assert plan.names[3].accessibleName() == "Name of trustee 4"


@pytest.mark.parametrize(("count", "majority"), [(2, 2), (3, 2), (4, 3), (5, 3), (20, 11)])
def test_a_majority_is_proposed(office: Office, draft: Draft, count: int, majority: int) -> None:
    _show(office, draft.id)
    tab = _tab(office)
    office.click(tab.single.severalButton)
    tab.plan.countBox.setValue(count)
    assert tab.plan.quorumBox.value() == majority
    assert tab.plan.quorumBox.maximum() == count


def test_what_a_quorum_means_is_said(office: Office, draft: Draft) -> None:
    _show(office, draft.id)
    tab = _tab(office)
    office.click(tab.single.severalButton)
    notice = tab.plan.quorumNotice
    assert (notice.kind, "1 may be missing" in notice.text) == ("info", True)
    tab.plan.quorumBox.setValue(1)
    assert (notice.kind, notice.text) == ("warn", "Each of them alone could open the count.")
    tab.plan.quorumBox.setValue(3)
    assert (notice.kind, "can never be opened" in notice.text) == ("warn", True)


def test_names_that_are_missing_or_twice_are_said_at_their_line(
    office: Office, draft: Draft, ceremony: Ceremony
) -> None:
    _show(office, draft.id)
    tab = _plan(office, ("정하늘", "오지훈", ""), 2)
    plan = tab.plan
    assert plan._fields[2].error == "Enter the name of this trustee."
    assert plan.names[2].accessibleName() == "Name of trustee 3"
    assert plan.names[2].accessibleDescription() == plan._fields[2].error
    assert plan.names[2].hasFocus()
    office.type(plan.names[2], "정 하늘")
    assert plan._fields[2].error == ""
    office.click(plan.beginButton)
    office.until(lambda: plan._fields[2].error)
    assert "Trustees 1 and 3 have the same name" in plan._fields[2].error
    office.type(plan.names[2], "한유진\u202e")
    office.click(plan.beginButton)
    office.until(lambda: plan._fields[2].error)
    office.type(plan.names[2], "가" * 90)
    office.click(plan.beginButton)
    office.until(lambda: plan._fields[2].error)
    assert not ceremony.look().begun


def test_one_person_can_keep_the_key_after_all(office: Office, draft: Draft) -> None:
    _show(office, draft.id)
    tab = _tab(office)
    office.click(tab.single.severalButton)
    assert tab.plan.isVisible()
    office.click(tab.plan.aloneButton)
    assert tab.single.isVisible()
    assert tab.single.trusteeEdit.hasFocus()


# --- mistakes at a turn --------------------------------------------------------------------------------


def _open_round(office: Office, draft: Draft) -> CeremonyRound:
    _show(office, draft.id)
    tab = _tab(office)
    office.until(tab.round.isVisible)
    return tab.round


def _enter(
    office: Office, form: CeremonyRound, folder: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.type(form.phraseEdit, words)
    if form.againField.isVisible():
        office.type(form.againEdit, words)
    choose_path(monkeypatch, folder)
    office.click(form.folderButton)
    office.click(form.actButton)


def test_what_is_not_entered_is_said_one_after_the_other(
    office: Office, draft: Draft, ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    form = _open_round(office, draft)
    office.click(form.actButton)
    assert form.phraseField.error == "Let the trustee enter the pass-phrase."
    office.type(form.phraseEdit, phrase(1))
    office.type(form.againEdit, phrase(2))
    office.click(form.actButton)
    assert form.againField.error == "The two pass-phrases differ."
    office.type(form.againEdit, phrase(1))
    QTest.keyClick(form.againEdit, Qt.Key.Key_Return)
    assert form.folderField.error == "Choose a folder on the trustee's medium."
    assert form.folderButton.hasFocus()
    choose_path(monkeypatch, ceremony.medium(1))
    office.click(form.folderButton)
    assert form.folderField.error == ""
    office.click(form.actButton)
    office.until(lambda: _looks(office).trustees[0].done is Step.PROMISE)
    assert form.phraseEdit.text() == form.againEdit.text() == ""


def test_a_medium_with_another_trustee_s_key_is_refused_at_its_field(
    office: Office, draft: Draft, ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    ceremony.turn(1)
    form = _open_round(office, draft)
    _enter(office, form, ceremony.medium(1), phrase(2), monkeypatch)
    office.until(lambda: form.folderField.error)
    assert "The key file of 정하늘 is in this folder already." in form.folderField.error
    assert ceremony.look().trustees[1].done is None


def test_somebody_else_s_medium_a_lost_file_and_a_wrong_pass_phrase_are_said(
    office: Office, draft: Draft, ceremony: Ceremony, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    for index in (1, 2, 3):
        ceremony.turn(index)
    form = _open_round(office, draft)
    _enter(office, form, ceremony.medium(2), phrase(1), monkeypatch)
    office.until(lambda: form.folderField.error)
    assert "This is the key file of 오지훈, not of 정하늘." in form.folderField.error
    _enter(office, form, tmp_path, phrase(1), monkeypatch)
    office.until(lambda: "is not here" in form.folderField.error)
    _enter(office, form, ceremony.medium(1), phrase(2), monkeypatch)
    office.until(lambda: form.phraseField.error)
    assert "does not open" in form.phraseField.error
    _enter(office, form, ceremony.medium(1), phrase(1), monkeypatch)
    office.until(lambda: _looks(office).trustees[0].done is Step.REVEAL)


def test_another_trustee_who_is_there_first_can_be_chosen(
    office: Office, draft: Draft, ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    ceremony.turn(2)
    form = _open_round(office, draft)
    assert form.turnTitle.text() == "정하늘: your turn"
    form.trusteesTable.choose("2")  # has made a part already
    assert form.turnTitle.text() == "정하늘: your turn"
    office.type(form.phraseEdit, "typed by another")
    form.trusteesTable.choose("3")
    assert form.turnTitle.text() == "한유진: your turn"
    assert form.phraseEdit.text() == ""
    _take(office, ceremony, monkeypatch)
    assert ceremony.look().trustees[2].done is Step.PROMISE
    assert form.turnTitle.text() == "정하늘: your turn"


# --- begun again, given up, by files -------------------------------------------------------------------


def test_it_is_begun_again_after_a_question(office: Office, draft: Draft, ceremony: Ceremony) -> None:
    ceremony.begin()
    ceremony.turn(1)
    form = _open_round(office, draft)
    office.click(form.againButton)
    assert "worth nothing" in office.said()
    office.answer("Begin again")
    office.until(lambda: _looks(office).trustees[0].done is None)


def test_it_is_given_up_and_the_names_can_be_changed(
    office: Office, draft: Draft, ceremony: Ceremony
) -> None:
    ceremony.begin()
    form = _open_round(office, draft)
    office.click(form.giveUpButton)
    office.answer("Give up")
    plan = _tab(office).plan
    office.until(plan.isVisible)
    assert isinstance(plan, CeremonyPlan)
    assert (plan.countBox.value(), plan.quorumBox.value()) == (3, 2)


def test_other_trustees_can_make_another_key_until_publication(
    office: Office, draft: Draft, ceremony: Ceremony, desk: Desk, people: People
) -> None:
    ceremony.begin(2)
    ceremony.finish()
    form = _open_round(office, draft)
    office.click(form.giveUpButton)
    assert "stays in force" in office.said()
    office.answer("Choose others")
    office.until(_tab(office).plan.isVisible)
    assert desk.elections.get(draft.id).key_ready
    desk.elections.publish(people.commission, draft.id)


def test_after_publication_the_value_is_still_there_and_nothing_can_be_changed(
    office: Office, draft: Draft, ceremony: Ceremony, desk: Desk, people: People
) -> None:
    ceremony.begin(2)
    ceremony.finish()
    desk.elections.publish(people.commission, draft.id)
    form = _open_round(office, draft)
    assert form.codeDisplay.isVisible()
    for part in (form.againButton, form.giveUpButton, form.takeInButton, form.sendButton, form.actButton):
        assert not part.isVisible()


def test_whoever_is_not_the_commission_looks_only(
    draft: Draft, ceremony: Ceremony, desk: Desk, people: People, open_for: OpenFor
) -> None:
    ceremony.begin(2)
    office = open_for(desk, people.manager)
    form = _open_round(office, draft)
    assert not form.actButton.isVisible()
    assert not form.phraseEdit.isVisible()
    assert not form.againButton.isEnabled()


def test_a_trustee_takes_part_by_files(
    office: Office, draft: Draft, ceremony: Ceremony, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    form = _open_round(office, draft)
    post = tmp_path / "post"
    post.mkdir()
    choose_path(monkeypatch, post)
    office.click(form.sendButton)
    office.until(form.doneNotice.isVisible)
    (board,) = post.iterdir()
    assert board.name in form.doneNotice.text
    part = _open_part(office)
    _open_file(office, part, board, monkeypatch)
    assert part.electionLabel.text() == "Student council (fictional)"
    part.whoBox.setCurrentIndex(1)
    assert part.stepLabel.text().startswith("Draws this trustee's part")
    office.type(part.phraseEdit, phrase(2))
    office.type(part.againEdit, phrase(2))
    choose_path(monkeypatch, ceremony.medium(2))
    office.click(part.folderButton)
    choose_path(monkeypatch, post)
    office.click(part.actButton)
    office.until(part.doneNotice.isVisible)
    assert part.phraseEdit.text() == ""
    answer = next(path for path in post.iterdir() if "to-commission" in path.name)
    office.click(next(item for item in office.window.rail._items if item.key == "elections"))
    choose_path(monkeypatch, answer)
    office.click(form.takeInButton)
    office.until(lambda: _looks(office).trustees[1].done is Step.PROMISE)


def test_a_file_that_is_none_is_said_and_nothing_changes(
    office: Office, draft: Draft, ceremony: Ceremony, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    form = _open_round(office, draft)
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    choose_path(monkeypatch, wrong)
    office.click(form.takeInButton)
    assert "wrong.json is not a file that belongs here." in office.said()
    office.sheet().close_sheet()
    part = _open_part(office)
    choose_path(monkeypatch, wrong)
    office.click(part.openButton)
    office.until(part.fileNotice.isVisible)
    assert "wrong.json" in part.fileNotice.text
    assert not part.actButton.isVisible()


def _open_part(office: Office) -> TrusteePart:
    office.click(next(item for item in office.window.rail._items if item.key == "settings"))
    office.settings.open_tab("part")
    return office.settings.part


def _open_file(office: Office, part: TrusteePart, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = part._file
    choose_path(monkeypatch, path)
    office.click(part.openButton)
    office.until(lambda: part._file is not before and part.actButton.isEnabled())


def test_the_station_s_own_key_store_keeps_no_trustee_s_key(
    office: Office, draft: Draft, ceremony: Ceremony, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    part = _open_part(office)
    board = ceremony.service.export_board(ceremony.official, draft.id, tmp_path)
    _open_file(office, part, board, monkeypatch)
    office.click(part.storeRow)
    assert not part.phraseEdit.isVisible()
    choose_path(monkeypatch, tmp_path)
    office.click(part.actButton)
    assert "This PC keeps the ballots of this election." in office.said()


def test_a_key_in_the_key_store_is_saved_as_a_file_for_the_count(
    office: Office, ceremony: Ceremony, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin(2)
    part = _open_part(office)
    while ceremony.look().running:
        _open_file(office, part, _of_another_station(ceremony, tmp_path), monkeypatch)
        part.whoBox.setCurrentIndex(1)
        if not part.actButton.isVisible():
            act = ceremony.confirm if ceremony.look().step is Step.CONFIRMATION else ceremony.turn
            act(1)
            continue
        office.click(part.storeRow)
        choose_path(monkeypatch, tmp_path)
        office.click(part.actButton)
        office.until(lambda: part.doneNotice.isVisible() and part.actButton.isEnabled())
        ceremony.service.import_messages(ceremony.official, ceremony.election_id, _answer(ceremony, tmp_path))
    _open_file(office, part, _of_another_station(ceremony, tmp_path), monkeypatch)
    office.until(part.saveKeyButton.isVisible)
    office.type(part.phraseEdit, phrase(2))
    office.type(part.againEdit, phrase(2))
    choose_path(monkeypatch, ceremony.medium(2))
    office.click(part.folderButton)
    office.click(part.saveKeyButton)
    office.until(lambda: ceremony.files(2))
    office.until(lambda: "The key for the count is saved" in part.doneNotice.text)
    with office.desk.core.store.read() as uow:
        publics = [
            TrusteePublic.from_json(json.loads(t.public)) for t in uow.trustees.all(ceremony.election_id)
        ]
    check_secret(publics, unprotect(ceremony.files(2)[0].read_bytes(), phrase(2)))


_ELSEWHERE = "ab" * 16


def _of_another_station(ceremony: Ceremony, folder: Path) -> Path:
    """The commission's file, as if it came from a PC that keeps another store."""
    path = ceremony.service.export_board(ceremony.official, ceremony.election_id, folder)
    path.write_text(path.read_text("utf-8").replace(ceremony.election_id, _ELSEWHERE), "utf-8")
    return path


def _answer(ceremony: Ceremony, folder: Path) -> Path:
    """What the trustee sent, back at the station."""
    path = next(file for file in folder.iterdir() if "to-commission" in file.name)
    path.write_text(path.read_text("utf-8").replace(_ELSEWHERE, ceremony.election_id), "utf-8")
    return path


def test_who_has_taken_the_step_waits_for_the_next_file(
    office: Office, draft: Draft, ceremony: Ceremony, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceremony.begin()
    ceremony.turn(1)
    part = _open_part(office)
    board = ceremony.service.export_board(ceremony.official, draft.id, tmp_path)
    _open_file(office, part, board, monkeypatch)
    assert part.stepLabel.text() == "Your step is taken. Wait for the commission's next file."
    assert not part.actButton.isVisible()
    part.whoBox.setCurrentIndex(2)
    assert part.actButton.isVisible()
    ceremony.until_confirmation()
    _open_file(
        office, part, ceremony.service.export_board(ceremony.official, draft.id, tmp_path), monkeypatch
    )
    office.until(part.codeDisplay.isVisible)
    assert part.whoBox.currentIndex() == 2  # still the same person
    office.type(part.phraseEdit, phrase(3))
    choose_path(monkeypatch, ceremony.medium(3))
    office.click(part.folderButton)
    choose_path(monkeypatch, tmp_path)
    office.click(part.actButton)
    office.until(part.doneNotice.isVisible)


# --- how it looks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoken", language.LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_nothing_is_cut_and_nothing_scrolls(
    office: Office, draft: Draft, ceremony: Ceremony, spoken: Lang, size: tuple[int, int]
) -> None:
    office.window.resize(*size)
    language.set_language(office.window, spoken)
    _show(office, draft.id)
    tab = _tab(office)

    def check() -> None:
        office.fits()
        place = office.elections.editor._places["key"]
        assert isinstance(place, QScrollArea)
        office.until(lambda: place.verticalScrollBar().maximum() == 0)

    check()
    office.click(tab.single.severalButton)
    tab.plan.countBox.setValue(5)
    check()
    ceremony.begin(5, 3)
    office.elections.editor._on_changed()
    office.until(tab.round.isVisible)
    check()
    while ceremony.look().step is Step.PROMISE:
        ceremony.turn(ceremony.look().waiting()[0].index)
    office.elections.editor._on_changed()
    office.until(lambda: _looks(office).step is Step.REVEAL)
    check()
    ceremony.until_confirmation()
    office.elections.editor._on_changed()
    office.until(lambda: _looks(office).step is Step.CONFIRMATION)
    check()
    for index in range(1, 6):
        ceremony.confirm(index)
    office.elections.editor._on_changed()
    office.until(lambda: not _looks(office).running)
    check()


def test_the_focus_goes_from_field_to_field_to_the_button(
    office: Office, draft: Draft, ceremony: Ceremony
) -> None:
    ceremony.begin()
    form = _open_round(office, draft)
    form.phraseEdit.setFocus()
    passed = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        passed.append(focused.objectName() if focused is not None else "")
    assert passed == ["againEdit", "folderEdit", "folderButton", "actButton"]
    assert form.phraseEdit.accessibleName() == "Pass-phrase"
    assert form.trusteesTable.accessibleName() == "Trustees"
    assert form.trusteesTable.model().index(0, 2).data() == "Now"


def test_values_are_compared_in_groups_of_four() -> None:
    assert grouped("3f9a12c7") == "3F9A 12C7"
