"""Elections: from nothing to a published one, by clicks and keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.definition import ElectionDefinition
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import LocalText
from omp_desktop.gui import language
from omp_desktop.gui.official.candidates_tab import CandidatesTab
from omp_desktop.gui.official.contests_tab import ContestsTab
from omp_desktop.gui.official.election_new import NewElection
from omp_desktop.gui.official.election_overview import OverviewTab
from omp_desktop.gui.official.file_choice import FileDialog
from omp_desktop.gui.official.policy_tab import PolicyTab
from omp_desktop.gui.official.single_trustee import SingleTrustee
from omp_desktop.gui.official.stations_tab import StationsTab
from omp_desktop.gui.official.time_zones import fill_zones, zone_names
from omp_desktop.gui.official.trustee_tab import TrusteeTab
from omp_desktop.gui.official.voters_tab import VotersTab
from omp_desktop.gui.official.windows_tab import WindowsTab
from omp_desktop.gui.widgets import CheckItem, ComboBox, PushButton
from tests.gui.official.office import Office, OpenFor, choose_path
from tests.services.scene import PASSPHRASE, SEOUL, Desk, Draft, People, SmallElection, voters_file

TABS = ("overview", "candidates", "contests", "hours", "voters", "stations", "key", "policy")


def _new_election(office: Office, name: str) -> str:
    office.click(office.elections.list.firstButton)
    form = office.sheet().content
    assert isinstance(form, NewElection)
    office.type(form.koEdit, name)
    office.click(form.createButton)
    office.until(lambda: office.elections.editor.isVisible() and office.window.election_id)
    election_id = office.window.election_id
    assert election_id is not None
    office.until(lambda: office._shows(election_id))
    return election_id


def _add_contest(office: Office, ko: str, en: str) -> None:
    tab = office.tab("contests")
    assert isinstance(tab, ContestsTab)
    office.type(tab.koEdit, ko)
    office.type(tab.enEdit, en)
    before = tab.contestsTable.model().rowCount()
    office.click(tab.saveButton)
    office.until(lambda: tab.contestsTable.model().rowCount() == before + 1)


def _register(office: Office, number: str, name: str, party: str) -> CandidatesTab:
    tab = office.tab("candidates")
    assert isinstance(tab, CandidatesTab)
    office.type(tab.numberEdit, number)
    office.type(tab.nameEdit, name)
    office.type(tab.partyEdit, party)
    QTest.keyClick(tab.partyEdit, Qt.Key.Key_Return)
    return tab


def _register_well(office: Office, number: str, name: str, party: str) -> None:
    tab = office.tab("candidates")
    assert isinstance(tab, CandidatesTab)
    before = tab.candidatesTable.model().rowCount()
    _register(office, number, name, party)
    office.until(lambda: tab.candidatesTable.model().rowCount() == before + 1)


def _add_hours(office: Office) -> None:
    tab = office.tab("hours")
    assert isinstance(tab, WindowsTab)
    office.click(tab.saveButton)
    office.until(lambda: tab.windowsTable.model().rowCount() == 1)


def _name_station(office: Office, name: str) -> None:
    tab = office.tab("stations")
    assert isinstance(tab, StationsTab)
    office.type(tab.panel.nameEdit, name)
    office.click(tab.panel.addButton)
    office.until(
        lambda: tab.panel.stationsTable.model().rowCount() == 1 and tab.panel.kioskButton.isEnabled()
    )
    office.click(tab.panel.kioskButton)
    office.until(lambda: tab.panel.kiosksTable.model().rowCount() == 1)


def _import_voters(office: Office, path: Path, monkeypatch: pytest.MonkeyPatch) -> VotersTab:
    tab = office.tab("voters")
    assert isinstance(tab, VotersTab)
    office.until(tab.importButton.isEnabled)
    choose_path(monkeypatch, path)
    office.click(tab.importButton)
    return tab


def _key_form(office: Office) -> SingleTrustee:
    tab = office.tab("key")
    assert isinstance(tab, TrusteeTab)
    return tab.single


def _fill_key_form(office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch) -> SingleTrustee:
    tab = _key_form(office)
    office.type(tab.trusteeEdit, "개표 관리인")
    office.type(tab.phraseEdit, PASSPHRASE)
    office.type(tab.againEdit, PASSPHRASE)
    choose_path(monkeypatch, folder)
    office.click(tab.folderButton)
    office.click(tab.makeButton)
    return tab


def test_from_nothing_to_a_published_election_by_clicks_and_keys(
    office: Office, usb: Path, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.until(office.elections.list.firstButton.isVisible)
    election_id = _new_election(office, "가상 학생회 선거")
    assert not office.elections.editor.publishButton.isEnabled()
    _add_contest(office, "회장", "President")
    _add_hours(office)
    _register_well(office, "1", "갑돌", "가나당")
    _register_well(office, "4", "병수", "")
    _name_station(office, "가상 제1투표소")
    _import_voters(office, voters_file(lists), monkeypatch)
    office.answer("Take all 12 lines")
    office.until(lambda: office.desk.voters_list.count(election_id) == 12)
    _fill_key_form(office, usb, monkeypatch)
    office.until(lambda: list(usb.glob("*.json")))
    office.until(office.elections.editor.publishButton.isEnabled)

    office.click(office.elections.editor.publishButton)
    assert "cannot be undone" in office.said()
    office.answer("Publish the election")

    overview = office.elections.editor.tab("overview")
    assert isinstance(overview, OverviewTab)
    office.until(overview.publishedCard.isVisible)
    view = office.desk.elections.get(election_id)
    assert view.election.state is ElectionState.PUBLISHED
    assert overview.hashLabel.text().replace(" ", "") == view.manifest_hash
    assert not office.elections.editor.publishButton.isVisible()
    office.fits()


def test_a_definition_file_makes_a_draft(
    office: Office, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lists / "election.toml"
    file.write_text(
        'timezone = "Asia/Seoul"\nname.ko = "가상 선거"\nname.en = "Fictional"\n'
        '[[window]]\nopens = "2026-12-03 06:00"\ncloses = "2026-12-03 18:00"\n'
        '[[contest]]\nid = "chair"\ntitle.ko = "대표"\ntitle.en = "Chair"\n',
        encoding="utf-8",
    )
    choose_path(monkeypatch, file)
    office.until(office.elections.list.firstFileButton.isVisible)

    office.click(office.elections.list.firstFileButton)

    office.until(lambda: office.elections.editor.titleLabel.text() == "Fictional")
    assert [e.name.ko for e in office.desk.elections.all()] == ["가상 선거"]


def test_a_bad_definition_file_names_its_lines_and_makes_nothing(
    office: Office, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lists / "election.toml"
    file.write_text('timezone = "Asia/Seoul"\nname.ko = "가상 선거"\ncolour = "red"\n', encoding="utf-8")
    choose_path(monkeypatch, file)
    office.until(office.elections.list.firstFileButton.isVisible)

    office.click(office.elections.list.firstFileButton)

    assert "election.toml" in office.said()
    office.fits()
    office.answer("Close")
    assert office.desk.elections.all() == []


def test_a_new_election_without_a_name_says_so_at_the_name(office: Office) -> None:
    office.until(office.elections.list.firstButton.isVisible)
    office.click(office.elections.list.firstButton)
    form = office.sheet().content
    assert isinstance(form, NewElection)

    office.click(form.createButton)

    office.until(lambda: form.koField.error)
    assert office.desk.elections.all() == []


def test_every_problem_of_the_check_list_leads_to_the_tab_that_mends_it(
    office: Office, people: People
) -> None:
    bare = ElectionDefinition(LocalText("빈 선거", "Bare"), SEOUL, (), ())
    election = office.desk.elections.create(people.commission, bare)
    office.elections.refresh()
    office.open(election.id)
    overview = office.elections.editor.tab("overview")
    places = []
    for _ in range(4):
        office.tab("overview")
        lines = [line for line in overview.findChildren(CheckItem) if line.isVisible()]
        problem = [line for line in lines if line.state == "problem"][len(places)]
        office.click(problem.findChildren(PushButton)[0])
        places.append(office.elections.editor.tabs.current)

    assert places == ["hours", "contests", "stations", "key"]


def test_a_number_that_is_taken_names_its_candidate(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)

    tab = _register(office, "4", "나다라", "")

    office.until(lambda: tab.whoField.error)
    assert tab.whoField.error == "Number 4 belongs to 병수."
    assert tab.numberEdit.hasFocus()
    office.fits()


@pytest.mark.parametrize("number", ["", "둘", "-1", "1000"])
def test_an_impossible_number_is_refused_at_the_number(office: Office, draft: Draft, number: str) -> None:
    office.elections.refresh()
    office.open(draft.id)

    tab = _register(office, number, "나다라", "")

    office.until(lambda: tab.whoField.error)
    assert tab.numberEdit.invalid
    assert len(office.desk.candidates.in_election(draft.id)) == 7


def test_a_second_candidate_of_a_party_is_refused_at_the_party(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)

    tab = _register(office, "9", "나다라", "가나당")

    office.until(lambda: tab.partyField.error)
    office.fits()


def test_a_candidate_is_changed_in_the_form(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("candidates")
    assert isinstance(tab, CandidatesTab)
    office.press_row(tab.candidatesTable, 1)
    assert tab.nameEdit.text() == "을순"

    office.type(tab.nameEdit, "을순이")
    office.click(tab.registerButton)

    office.until(lambda: any(c.name == "을순이" for c in office.desk.candidates.in_election(draft.id)))
    office.until(lambda: not tab.nameEdit.text())


def test_a_candidate_is_removed_after_a_question(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("candidates")
    assert isinstance(tab, CandidatesTab)
    office.press_row(tab.candidatesTable, 0)

    office.click(tab.removeButton)
    office.answer("Remove the candidate")

    office.until(lambda: tab.candidatesTable.model().rowCount() == 2)


def test_bad_lines_of_a_list_are_named_and_left_out_only_when_told(
    office: Office, draft: Draft, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lists / "candidates.csv"
    file.write_text("선거,기호,후보자명,정당\n회장,7,새벽,\n회장,둘,노을,\n회장,1,아침,\n", encoding="utf-8")
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("candidates")
    assert isinstance(tab, CandidatesTab)
    choose_path(monkeypatch, file)
    office.click(tab.importButton)
    office.sheet()
    assert len(office.desk.candidates.in_election(draft.id)) == 7
    office.fits()

    office.answer("Skip 2 bad lines and take the rest")

    office.until(lambda: tab.candidatesTable.model().rowCount() == 4)


def test_after_publication_a_candidate_withdraws_after_a_question(
    office: Office, published: SmallElection
) -> None:
    office.elections.refresh()
    office.open(published.id)
    tab = office.tab("candidates")
    assert isinstance(tab, CandidatesTab)
    office.press_row(tab.candidatesTable, 1)
    assert "cannot be undone" in office.said()

    office.answer("Record the withdrawal")

    withdrawn = published.president[1].id
    office.until(lambda: withdrawn in office.desk.elections.get(published.id).withdrawn)


def test_voting_hours_that_end_first_are_refused_at_the_end(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("hours")
    assert isinstance(tab, WindowsTab)
    tab.closesEdit.setDateTime(tab.opensEdit.dateTime().addSecs(-60))

    office.click(tab.saveButton)

    assert tab.closesField.error
    assert len(office.desk.elections.get(draft.id).windows) == 1
    office.fits()


def test_after_hours_were_added_the_next_ones_can_be_typed_at_once(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("hours")
    assert isinstance(tab, WindowsTab)
    tab.saveButton.setFocus()

    QTest.keyClick(tab.saveButton, Qt.Key.Key_Return)

    office.until(lambda: len(office.desk.elections.get(draft.id).windows) == 2)
    office.settle()
    focused = office.window.focusWidget()
    assert tab.opensEdit.isAncestorOf(focused) or focused is tab.opensEdit


def test_overlapping_voting_hours_are_refused(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("hours")
    assert isinstance(tab, WindowsTab)
    day = QDate(2026, 12, 3)
    tab.opensEdit.setDateTime(QDateTime(day, QTime(12, 0)))
    tab.closesEdit.setDateTime(QDateTime(day, QTime(20, 0)))

    office.click(tab.saveButton)

    office.until(lambda: tab.opensField.error)
    assert len(office.desk.elections.get(draft.id).windows) == 1


def test_hours_are_extended_by_two_people(office: Office, published: SmallElection) -> None:
    office.elections.refresh()
    office.open(published.id)
    tab = office.tab("hours")
    assert isinstance(tab, WindowsTab)
    office.press_row(tab.windowsTable, 0)
    tab.closesEdit.setDateTime(QDateTime(QDate(2026, 12, 3), QTime(19, 0)))
    office.click(tab.saveButton)
    sheet = office.sheet()
    pins = [edit for edit in sheet.findChildren(type(office.window._sign_in.pinEdit)) if edit.isVisible()]
    for edit in pins:
        office.type(edit, "271828")

    office.answer("Confirm")

    office.until(lambda: office.desk.elections.get(published.id).windows[0].closes.hour == 10)


def test_a_list_of_voters_is_not_taken_when_cancelled(
    office: Office, draft: Draft, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.elections.refresh()
    office.open(draft.id)
    more = [("101", "새봄", "1990-03-14", "가상시 가상로 101")]
    _import_voters(office, voters_file(lists, more), monkeypatch)

    office.answer("Cancel")

    assert office.desk.voters_list.count(draft.id) == 12


def test_the_voters_list_is_emptied_after_a_question(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("voters")
    assert isinstance(tab, VotersTab)

    office.click(tab.clearButton)
    office.answer("Empty the list")

    office.until(lambda: office.desk.voters_list.count(draft.id) == 0)


def test_the_key_is_not_made_while_the_pass_phrases_differ(
    office: Office, draft: Draft, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = _key_form(office)
    office.type(tab.trusteeEdit, "개표 관리인")
    office.type(tab.phraseEdit, PASSPHRASE)
    office.type(tab.againEdit, "다른 문구 17")
    choose_path(monkeypatch, usb)
    office.click(tab.folderButton)

    office.click(tab.makeButton)

    assert tab.againField.error
    assert list(usb.iterdir()) == []
    office.fits()


def test_a_folder_inside_the_data_is_refused_for_a_real_election(
    real_desk: Desk, real_people: People, open_for: OpenFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = ElectionDefinition(LocalText("진짜 선거", "Real"), SEOUL, (), ())
    election = real_desk.elections.create(real_people.commission, bare)
    office = open_for(real_desk, real_people.commission)
    office.open(election.id)

    tab = _fill_key_form(office, real_desk.core.data_dir, monkeypatch)

    office.until(lambda: tab.folderField.error)
    assert "medium that the trustee keeps" in tab.folderField.error
    assert not list(real_desk.core.data_dir.glob("omp-trustee-key-*"))
    office.fits()


def test_a_stopped_import_says_that_nothing_was_taken(
    office: Office, draft: Draft, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("voters")
    assert isinstance(tab, VotersTab)
    long_list = [(str(n), f"선거인 {n}", "1990-03-14", f"가상로 {n}") for n in range(1000, 31000)]
    choose_path(monkeypatch, voters_file(lists, long_list))
    office.click(tab.importButton)

    office.answer("Cancel")

    office.until(lambda: "nothing was taken" in tab.notice.text)
    assert office.desk.voters_list.count(draft.id) == 12


def test_a_directory_instead_of_a_list_is_said(
    office: Office, draft: Draft, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("voters")
    assert isinstance(tab, VotersTab)
    choose_path(monkeypatch, lists)

    office.click(tab.importButton)

    office.until(lambda: office.sheets() and "What to do" in office.said())


def test_whoever_cannot_publish_is_told_who_can(
    desk: Desk, people: People, draft: Draft, open_for: OpenFor
) -> None:
    office = open_for(desk, people.manager)
    office.open(draft.id)

    assert not office.elections.editor.publishButton.isEnabled()
    assert "a commission official signs in" in office.elections.editor.notice.text
    for key in TABS:
        office.tab(key)
        office.fits()


def test_the_dialog_for_files_shows_the_kind_that_is_asked_for(office: Office) -> None:
    office.until(office.elections.list.firstFileButton.isVisible)

    office.click(office.elections.list.firstFileButton)

    dialog = next(iter(office.window.findChildren(FileDialog)))
    assert dialog.isVisible()
    assert "*.toml" in dialog.selectedNameFilter()
    dialog.reject()


def test_nothing_of_the_pass_phrase_stays_when_the_key_is_made(
    office: Office, draft: Draft, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.elections.refresh()
    office.open(draft.id)

    tab = _fill_key_form(office, usb, monkeypatch)

    office.until(tab.keyNotice.isVisible)
    assert not tab.phraseEdit.text()
    assert not tab.againEdit.text()
    office.fits()


def test_what_to_do_with_the_new_key_is_in_view(
    office: Office, draft: Draft, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.elections.refresh()
    office.open(draft.id)

    tab = _fill_key_form(office, usb, monkeypatch)

    office.until(tab.keyNotice.isVisible)
    office.until(
        lambda: all(
            part.visibleRegion().boundingRect().height() == part.height()
            for part in (tab.keyNotice, tab.makeButton)
        )
    )


def test_a_long_name_is_shown_from_its_beginning(office: Office, people: People) -> None:
    name = "The residents' cooperative of a fictional village, officers and auditors"
    bare = ElectionDefinition(LocalText("빈 선거", name), SEOUL, (), ())
    election = office.desk.elections.create(people.commission, bare)
    office.elections.refresh()
    office.open(election.id)
    tab = office.elections.editor.tab("overview")
    assert isinstance(tab, OverviewTab)

    assert (tab.enEdit.text(), tab.enEdit.cursorPosition()) == (name, 0)


def test_a_button_that_saved_has_the_focus_again(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.elections.editor.tab("overview")
    assert isinstance(tab, OverviewTab)
    office.type(tab.enEdit, "Another name")
    tab.saveButton.setFocus()

    QTest.keyClick(tab.saveButton, Qt.Key.Key_Return)

    office.until(lambda: office.desk.elections.get(draft.id).election.name.en == "Another name")
    office.settle()
    assert office.window.focusWidget() is tab.saveButton


def test_the_longest_zone_does_not_widen_a_form(qtbot: QtBot) -> None:
    box = ComboBox()
    qtbot.addWidget(box)

    fill_zones(box)

    longest = max(zone_names(), key=len)
    assert box.minimumSizeHint().width() < box.fontMetrics().horizontalAdvance(longest)


def test_rules_are_saved_and_undone(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    tab = office.tab("policy")
    assert isinstance(tab, PolicyTab)
    office.click(tab.offRadio)
    office.click(tab.undoButton)
    assert tab.stationRadio.isChecked()
    office.click(tab.inclusionRadio)

    office.click(tab.saveButton)

    office.until(lambda: office.desk.elections.get(draft.id).election.policy.own_vote.value == "inclusion")


def test_a_draft_is_deleted_after_a_question(office: Office, draft: Draft) -> None:
    office.elections.refresh()
    office.open(draft.id)
    overview = office.elections.editor.tab("overview")
    assert isinstance(overview, OverviewTab)

    office.click(overview.removeButton)
    office.answer("Delete the draft")

    office.until(office.elections.list.firstButton.isVisible)
    assert office.desk.elections.all() == []


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_tab_of_a_draft_fits(office: Office, draft: Draft, lang: str, size: tuple[int, int]) -> None:
    office.window.resize(*size)
    language.set_language(office.window, "ko" if lang == "ko" else "en")
    office.elections.refresh()
    office.open(draft.id)

    for key in TABS:
        office.tab(key)
        office.fits()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_tab_of_a_published_election_fits(office: Office, published: SmallElection, lang: str) -> None:
    language.set_language(office.window, "ko" if lang == "ko" else "en")
    office.elections.refresh()
    office.open(published.id)

    for key in TABS:
        office.tab(key)
        office.fits()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_tab_of_an_empty_draft_fits(office: Office, people: People, lang: str) -> None:
    language.set_language(office.window, "ko" if lang == "ko" else "en")
    bare = ElectionDefinition(LocalText("빈 선거", "Bare"), SEOUL, (), ())
    election = office.desk.elections.create(people.commission, bare)
    office.elections.refresh()
    office.open(election.id)

    for key in TABS:
        office.tab(key)
        office.fits()
