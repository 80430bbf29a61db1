"""Settings: accounts with their PINs, the language, and this station."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omp_desktop.domain.access import Role
from omp_desktop.gui import language
from omp_desktop.services.access import AccessService
from omp_desktop.services.key_errors import KeyStoreRefused
from omp_desktop.services.key_trial import KeyTrial
from omp_desktop.services.stations import StationsService
from tests.gui.official.office import Office, OpenFor
from tests.services.scene import Desk, Draft, People


def _accounts(office: Office) -> None:
    office.window.go("settings")
    office.settings.open_tab("accounts")
    office.until(lambda: office.settings.accounts.accountsTable.model().rowCount())


def _choose_role(office: Office, role: Role) -> None:
    box = office.settings.accounts.roleBox
    box.setCurrentIndex(box.findData(role.value))


def _fill(office: Office, name: str, pin: str, again: str) -> None:
    panel = office.settings.accounts
    office.type(panel.nameEdit, name)
    office.type(panel.pinEdit, pin)
    office.type(panel.againEdit, again)
    office.click(panel.addButton)


def _names(office: Office) -> list[str]:
    return [account.name for account in office.desk.access.accounts()]


def test_a_manager_gets_an_account_and_can_sign_in(office: Office) -> None:
    _accounts(office)
    _choose_role(office, Role.MANAGER)

    _fill(office, "새 관리관", "314159", "314159")

    office.until(lambda: "새 관리관" in _names(office))
    account = next(a for a in office.desk.access.accounts() if a.name == "새 관리관")
    assert office.desk.access.sign_in(account.id, "314159").account.role is Role.MANAGER
    office.until(lambda: not office.settings.accounts.pinEdit.text())


def test_the_account_of_a_candidate_takes_the_candidates_name(office: Office, draft: Draft) -> None:
    _accounts(office)
    panel = office.settings.accounts
    _choose_role(office, Role.CANDIDATE)
    panel.candidateBox.setCurrentIndex(panel.candidateBox.findData(draft.president[1].id))
    assert panel.nameEdit.placeholderText() == "을순"

    _fill(office, "", "314159", "314159")

    office.until(lambda: "을순" in _names(office))
    _choose_role(office, Role.MANAGER)
    assert panel.nameEdit.placeholderText() == ""


def test_a_pin_that_was_begun_does_not_stay_behind(office: Office) -> None:
    _accounts(office)
    panel = office.settings.accounts
    office.type(panel.nameEdit, "새 관리관")
    office.type(panel.pinEdit, "314159")
    office.window.lock()
    assert panel.pinEdit.text() == ""
    assert panel.nameEdit.text() == "새 관리관"


def test_an_account_of_a_candidate_belongs_to_that_candidate(office: Office, draft: Draft) -> None:
    _accounts(office)
    panel = office.settings.accounts
    _choose_role(office, Role.CANDIDATE)
    panel.candidateBox.setCurrentIndex(panel.candidateBox.findData(draft.president[1].id))
    office.fits()

    _fill(office, "을순", "314159", "314159")

    office.until(lambda: "을순" in _names(office))
    account = next(a for a in office.desk.access.accounts() if a.name == "을순")
    assert account.candidate_id == draft.president[1].id


def test_without_candidates_the_form_says_what_comes_first(office: Office) -> None:
    _accounts(office)

    _choose_role(office, Role.CANDIDATE)

    assert "register one first" in office.settings.accounts.roleLabel.text()
    assert not office.settings.accounts.addButton.isEnabled()
    office.fits()


@pytest.mark.parametrize(
    ("pin", "again"), [("123", "123"), ("111111", "111111"), ("314159", "314158"), ("", "")]
)
def test_a_bad_pin_is_refused_at_the_pin(office: Office, pin: str, again: str) -> None:
    _accounts(office)

    _fill(office, "새 관리관", pin, again)

    office.until(lambda: office.settings.accounts.pinsField.error)
    assert "새 관리관" not in _names(office)
    office.fits()


def test_a_name_that_is_taken_is_refused_at_the_name(office: Office) -> None:
    _accounts(office)

    _fill(office, "참관인", "314159", "314159")

    office.until(lambda: office.settings.accounts.nameField.error)


def test_a_forgotten_pin_is_set_anew(office: Office, people: People) -> None:
    _accounts(office)
    panel = office.settings.accounts
    panel.accountsTable.choose(people.observer.account.id)
    row = panel.accountsTable.currentIndex().row()
    office.press_row(panel.accountsTable, row)
    office.type(panel.newPinEdit, "314159")
    office.type(panel.newAgainEdit, "314159")

    office.click(panel.resetButton)

    office.answer("Close")
    assert office.desk.access.sign_in(people.observer.account.id, "314159")


def _counted(monkeypatch: pytest.MonkeyPatch, service: type, name: str) -> list[object]:
    """Each time that the service is asked for this."""
    real, asked = getattr(service, name), []

    def ask(*given: object) -> object:
        asked.append(given)
        return real(*given)

    monkeypatch.setattr(service, name, ask)
    return asked


def test_enter_held_down_sets_a_pin_anew_once(
    office: Office, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    _accounts(office)
    panel = office.settings.accounts
    panel.accountsTable.choose(people.observer.account.id)
    office.press_row(panel.accountsTable, panel.accountsTable.currentIndex().row())
    office.type(panel.newPinEdit, "314159")
    office.type(panel.newAgainEdit, "314159")
    asked = _counted(monkeypatch, AccessService, "reset_pin")

    for _ in range(2):
        QTest.keyClick(panel.newAgainEdit, Qt.Key.Key_Return)

    office.answer("Close")
    assert len(asked) == 1


def test_enter_held_down_adds_one_account(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    _accounts(office)
    panel = office.settings.accounts
    office.type(panel.nameEdit, "새 관리관")
    office.type(panel.pinEdit, "314159")
    office.type(panel.againEdit, "314159")
    asked = _counted(monkeypatch, AccessService, "add_account")

    QTest.keyClick(panel.againEdit, Qt.Key.Key_Return)
    # Changed while it is written, this shows the form anew.
    _choose_role(office, Role.OBSERVER)
    QTest.keyClick(panel.againEdit, Qt.Key.Key_Return)

    office.until(lambda: "새 관리관" in _names(office) and panel.addButton.isEnabled())
    assert len(asked) == 1
    assert panel.nameField.error == ""


@pytest.mark.parametrize("part", ["nameEdit", "addButton"])
def test_after_a_station_was_registered_the_next_one_can_be_typed_at_once(office: Office, part: str) -> None:
    office.window.go("settings")
    office.settings.open_tab("stations")
    panel = office.settings.stations
    office.until(panel.addButton.isEnabled)
    before = panel.stationsTable.model().rowCount()
    office.type(panel.nameEdit, "제2투표소")
    confirming = getattr(panel, part)
    confirming.setFocus()

    QTest.keyClick(confirming, Qt.Key.Key_Return)

    office.until(lambda: panel.stationsTable.model().rowCount() == before + 1)
    office.settle()
    assert office.window.focusWidget() is panel.nameEdit


def test_a_tab_is_shown_from_its_top(office: Office, draft: Draft) -> None:
    del draft
    office.window.go("settings/booths")
    office.until(office.settings.booths.nameLabel.isVisible)
    bar = office.settings._places["booths"].verticalScrollBar()
    office.until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())

    office.settings.open_tab("general")
    office.settings.open_tab("booths")
    assert bar.value() == 0

    bar.setValue(bar.maximum())
    office.window.go("elections")
    assert bar.value() == 0


def test_enter_held_down_adds_one_station(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.window.go("settings")
    office.settings.open_tab("stations")
    panel = office.settings.stations
    office.until(panel.addButton.isEnabled)
    office.type(panel.nameEdit, "제2투표소")
    asked = _counted(monkeypatch, StationsService, "add")

    for _ in range(2):
        QTest.keyClick(panel.nameEdit, Qt.Key.Key_Return)

    office.until(lambda: any(view.station.name == "제2투표소" for view in panel._views))
    office.until(panel.addButton.isEnabled)
    assert len(asked) == 1
    assert panel.stationNameField.error == ""


def test_an_account_is_switched_off_after_a_question(office: Office, people: People) -> None:
    _accounts(office)
    panel = office.settings.accounts
    panel.accountsTable.choose(people.observer.account.id)
    office.press_row(panel.accountsTable, panel.accountsTable.currentIndex().row())

    office.click(panel.deactivateButton)
    office.answer("Switch the account off")

    office.until(lambda: "참관인" not in _names(office))


def test_the_last_account_of_the_commission_cannot_be_switched_off(office: Office, people: People) -> None:
    _accounts(office)
    panel = office.settings.accounts
    panel.accountsTable.choose(people.commission.account.id)
    office.press_row(panel.accountsTable, panel.accountsTable.currentIndex().row())

    office.click(panel.deactivateButton)
    office.answer("Switch the account off")

    office.until(lambda: "What to do" in office.said())
    assert "위원" in _names(office)


def test_a_manager_may_look_and_is_told_who_can_add(desk: Desk, people: People, open_for: OpenFor) -> None:
    office = open_for(desk, people.manager)

    _accounts(office)

    panel = office.settings.accounts
    assert not panel.addButton.isEnabled()
    assert "commission official" in panel.roleLabel.text()


def test_the_language_of_the_window_is_switched(office: Office) -> None:
    office.window.go("settings")

    office.click(next(b for b in office.settings.general.languageSwitch.children() if b.objectName() == "ko"))

    assert language.of(office.window) == "ko"
    assert office.settings.tabs.tabText(0) == "일반"


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_every_tab_of_the_settings_fits(
    office: Office, draft: Draft, lang: str, size: tuple[int, int]
) -> None:
    del draft
    office.window.resize(*size)
    language.set_language(office.window, "ko" if lang == "ko" else "en")
    office.window.go("settings")

    for key in ("general", "accounts", "stations"):
        office.settings.open_tab(key)
        office.fits()


def test_the_place_of_the_keys_can_be_tried_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.window.go("settings")
    general = office.settings.general
    office.settings.open_tab("general")

    office.click(general.testButton)
    office.until(general.keysNotice.isVisible)
    assert general.keysNotice.kind == "ok"
    office.fits()

    def refuse(_trial: KeyTrial) -> None:
        raise KeyStoreRefused

    monkeypatch.setattr(KeyTrial, "run", refuse)
    office.click(general.testButton)
    office.until(lambda: general.keysNotice.kind == "err")
    assert "did not keep" in general.keysNotice.text or "저장하지" in general.keysNotice.text
