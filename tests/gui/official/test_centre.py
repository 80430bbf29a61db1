"""Belonging to a centre: the commission connects, a station enrols, two people let it in or out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.gui import tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.centre_panel import CentrePanel
from omp_desktop.gui.official.centre_tab import CentreTab
from omp_desktop.gui.official.elections import ElectionsPage
from omp_desktop.gui.official.settings import SettingsPage
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.role_services import official_services
from omp_desktop.gui.tour.camera import too_small
from omp_desktop.gui.widgets import CheckRow, CodeDisplay
from omp_desktop.services.centre import CentreService
from omp_desktop.services.centre_errors import CodeOfAnotherCentre
from omp_desktop.services.devices import DevicesService
from omp_desktop.wire.enrolment import EnrolmentCode, fingerprint
from omp_desktop.wire.errors import EnrolmentCodeInvalid
from omp_desktop.wire.receipt import Totals
from omp_desktop.wire.refusals import DeviceUnconfirmed, ItemOfFork
from omp_desktop.wire.station import ChainState, Overview, StationOverview
from omp_desktop.wire.unreachable import NoConnection
from tests.gui.conftest import Show
from tests.gui.official.at_the_desk import Hands
from tests.gui.print.pictures import texts
from tests.services.conftest import clock, pair, published_pair  # noqa: F401 - fixtures
from tests.services.little_centre import NOW, URL
from tests.services.scene import FAST_HASHER, FAST_KEY
from tests.services.two_stations import Pair, Pc

Open = Callable[[Pc], Hands]


@pytest.fixture
def at(show: Show, qtbot: QtBot, workers: None) -> Iterator[Open]:
    """The official's window of a PC, in English, with its commission official signed in."""
    del workers
    opened: list[Hands] = []

    def open_window(pc: Pc) -> Hands:
        services = replace(
            official_services(Application(pc.core, Costs(FAST_HASHER, FAST_KEY))),
            centre=pc.centre,
            packages=pc.packages,
            devices=pc.devices,
        )
        window = OfficialWindow(services, (ElectionsPage, SettingsPage))
        show(window, 1280, 800, lang="en")
        hands = Hands(window, qtbot)
        window._on_signed_in(pc.official)
        hands.until(window.frameScreen.isVisible)
        hands.settle()
        opened.append(hands)
        return hands

    yield open_window
    for hands in opened:
        hands.window.close()
    qtbot.waitUntil(lambda: not tasks._running)


def _panel(hands: Hands) -> CentrePanel:
    hands.window.go("settings/centre")
    hands.settle()
    page = hands.window.page("settings")
    assert isinstance(page, SettingsPage)
    return page.centre


def _tab(hands: Hands, pair: Pair) -> CentreTab:  # noqa: F811 - the fixture above
    page = hands.window.page("elections")
    assert isinstance(page, ElectionsPage)
    page.open_election(pair.election.id)
    hands.settle()
    page.editor.go("centre")
    hands.settle()
    tab = page.editor.tab("centre")
    assert isinstance(tab, CentreTab)
    return tab


def _fits(hands: Hands) -> None:
    hands.until(lambda: not too_small(hands.window))


def _facts(panel: CentrePanel) -> list[str]:
    return [row.cells[1].text for row in panel.linkTable.model().rows]


@pytest.fixture
def overview(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> Overview:  # noqa: F811 - the fixture above
    """What the centre says of two stations, one of them with trouble."""
    first, second = pair.election.station, pair.second_station
    counts = {"issued": 0, "cancelled": 0, "tested": 0, "void": 0}
    chain = ChainState(
        device_id="ab" * 16, store_epoch=1, lane="B", last=5, digest="00" * 32, missing=[3, 4], forks=0
    )
    said = Overview(
        protocol=1,
        election_id=pair.election.id,
        stations=[
            StationOverview(
                station_id=first.id,
                name=first.name,
                listed=12,
                poll_state="open",
                totals=Totals(**counts, voted=6, cast=6, batches=4, quarantined=0),
                chains=[chain],
                pages_checked=1,
                pages_bad=0,
            ),
            StationOverview(
                station_id=second.id,
                name=second.name,
                listed=4,
                poll_state="",
                totals=Totals(**counts, voted=1, cast=0, batches=1, quarantined=2),
                chains=[],
                pages_checked=1,
                pages_bad=1,
            ),
        ],
        alarms=[f"item.chain-fork {second.id} {'cd' * 16} {NOW}", "something-new of a later centre"],
        server_time=NOW,
    )
    monkeypatch.setattr(DevicesService, "overview", lambda *_: said)
    return said


def test_the_commission_connects_with_the_code_of_the_centre(pair: Pair, at: Open) -> None:  # noqa: F811
    hands = at(pair.commission)
    panel = _panel(hands)
    assert panel.commissionCard.isVisible()
    _fits(hands)
    hands.type(panel.form.codeEdit, EnrolmentCode.make(pair.little.key.public_key).text)
    hands.type(panel.form.addressEdit, URL)
    hands.press("Connect")
    link = pair.commission.centre.link()
    assert link is not None
    assert link.commission
    assert not panel.commissionCard.isVisible()
    assert panel.form.codeEdit.text() == ""
    assert _facts(panel)[:2] == [URL, fingerprint(pair.little.key.public_key)]
    _fits(hands)


def test_enter_held_down_uses_a_code_once(pair: Pair, at: Open) -> None:  # noqa: F811
    """A code works once: used twice, the centre would refuse what it has just taken."""
    hands = at(pair.commission)
    panel = _panel(hands)
    wanted: list[object] = []
    panel.form.wanted.connect(wanted.append)
    hands.type(panel.form.codeEdit, EnrolmentCode.make(pair.little.key.public_key).text)
    hands.type(panel.form.addressEdit, URL)

    for _ in range(2):
        QTest.keyClick(panel.form.addressEdit, Qt.Key.Key_Return)
    hands.settle()

    assert len(wanted) == 1
    assert pair.commission.centre.link() is not None
    assert not panel.form.troubleNotice.isVisible()


def test_a_code_that_is_none_is_said_at_the_code(pair: Pair, at: Open) -> None:  # noqa: F811
    hands = at(pair.commission)
    panel = _panel(hands)
    hands.type(panel.form.codeEdit, "ABCDE")
    hands.type(panel.form.addressEdit, URL)
    hands.press("Connect")
    assert EnrolmentCodeInvalid().describe("en").text in panel.form.codeField.error
    assert hands.window.focusWidget() is panel.form.codeEdit


def test_an_empty_form_asks_for_both(pair: Pair, at: Open) -> None:  # noqa: F811
    hands = at(pair.commission)
    panel = _panel(hands)
    hands.press("Connect")
    assert panel.form.codeField.error == "Enter the code."
    assert panel.form.addressField.error == "Enter the address."


@pytest.mark.parametrize("trouble", ["unplugged", "another"])
def test_a_centre_that_is_not_there_or_another_one_is_told_no_secret(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
    trouble: str,
) -> None:
    hands = at(pair.commission)
    panel = _panel(hands)
    pair.little.unplugged = trouble == "unplugged"
    key = bytes(32) if trouble == "another" else pair.little.key.public_key
    hands.type(panel.form.codeEdit, EnrolmentCode.make(key).text)
    hands.type(panel.form.addressEdit, URL)
    hands.press("Connect")
    error = NoConnection(reason="cable") if trouble == "unplugged" else CodeOfAnotherCentre()
    assert error.describe("en").text in panel.form.troubleNotice.text
    assert pair.little.secret_told == []
    assert pair.commission.centre.link() is None
    _fits(hands)


def test_a_scanned_code_brings_the_address_with_it(pair: Pair, at: Open) -> None:  # noqa: F811
    hands = at(pair.commission)
    panel = _panel(hands)
    code = EnrolmentCode.make(pair.little.key.public_key).text
    panel.form.codeEdit.setText(f"{URL}\n{code}")
    hands.press("Connect")
    link = pair.commission.centre.link()
    assert link is not None
    assert link.url == URL


def test_whoever_stops_waiting_finds_what_the_centre_took_all_the_same(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = threading.Event()
    registers = CentreService.register_commission

    def late(*asked: str) -> object:
        answers.wait()
        return registers(*asked)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(CentreService, "register_commission", late)
    hands = at(pair.commission)
    panel = _panel(hands)
    hands.type(panel.form.codeEdit, EnrolmentCode.make(pair.little.key.public_key).text)
    hands.type(panel.form.addressEdit, URL)
    QTest.mouseClick(panel.form.connectButton, Qt.MouseButton.LeftButton)
    hands.until(panel.form.cancelButton.isVisible)
    assert not panel.form.connectButton.isVisible()
    QTest.mouseClick(panel.form.cancelButton, Qt.MouseButton.LeftButton)
    assert panel.form.connectButton.isVisible()
    answers.set()
    hands.settle()
    assert panel.linkCard.isVisible()
    assert _facts(panel)[0] == URL


def test_a_waiting_station_asks_by_itself_and_takes_nobodys_place_at_the_keyboard(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
) -> None:
    pair.connect()
    pair.enrol()
    hands = at(pair.station)
    enrolment = _panel(hands).enrolment
    assert enrolment.waitPage.isVisible()
    enrolment.againButton.setFocus()
    enrolment._timer.timeout.emit()
    assert hands.window.focusWidget() is enrolment.againButton
    hands.settle()
    assert DeviceUnconfirmed().describe("en").text in enrolment.waitNotice.text
    pair.confirm()
    enrolment._timer.timeout.emit()
    hands.settle()
    assert enrolment.readyPage.isVisible()


def test_a_station_enrols_compares_its_fingerprint_and_takes_its_election(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
) -> None:
    pair.connect()
    hands = at(pair.station)
    panel = _panel(hands)
    panel.stationRow.setChecked(True)
    hands.settle()
    _fits(hands)
    form = panel.enrolment.form
    hands.type(form.codeEdit, pair.code())
    hands.type(form.addressEdit, URL)
    hands.press("Connect")
    enrolment = panel.enrolment
    assert enrolment.waitPage.isVisible()
    assert enrolment.printDisplay.code == pair.device.fingerprint
    _fits(hands)

    hands.press("Ask the centre now")
    assert DeviceUnconfirmed().describe("en").text in enrolment.waitNotice.text
    assert enrolment.waitNotice.kind == "info"

    pair.confirm()
    hands.press("Ask the centre now")
    assert enrolment.readyPage.isVisible()
    assert pair.station.packages.taken()
    _fits(hands)


def test_by_stick_a_station_shows_what_a_package_brings_before_it_takes_it(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    request, package = tmp_path / "request.gz", tmp_path / "package.gz"
    monkeypatch.setattr(file_choice, "ask_new_file", lambda _w, _t, _n, _k, chosen: chosen(request))
    monkeypatch.setattr(file_choice, "ask_file", lambda _w, _t, _k, chosen: chosen(package))
    hands = at(pair.station)
    panel = _panel(hands)
    panel.stationRow.setChecked(True)
    hands.settle()
    hands.press("Save the request file …")
    asked = pair.commission.packages.look_at_request(request)
    assert panel.enrolment.printDisplay.code == asked.fingerprint

    pair.commission.packages.export(
        *(pair.commission.official, pair.commission.second, pair.election.id),
        *(pair.second_station.id, asked, package),
    )
    hands.press("Take a package file …")
    assert "4 voters of" in hands.said()
    hands.press("Take the package")
    assert panel.enrolment.readyPage.isVisible()


def test_all_stations_are_shown_with_what_is_wrong(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
    overview: Overview,
) -> None:
    pair.connect()
    hands = at(pair.commission)
    tab = _tab(hands, pair)
    rows = [[cell.text for cell in row.cells] for row in tab.stationsTable.model().rows]
    assert rows[0] == [overview.stations[0].name, "Open", "6 / 12 · 50.0%", "6", "2 missing"]
    assert rows[1][1:] == ["No news yet", "1 / 4 · 25.0%", "0", "2 set aside"]
    assert "2 alarms" in tab.alarmNotice.text
    _fits(hands)
    assert "2026-12-" in tab.alarmNotice.text
    hands.press("What to do")
    assert ItemOfFork().describe("en").next_step in hands.said()
    assert "something-new of a later centre" in hands.said()


def test_a_code_is_shown_large_and_can_be_saved_as_a_page(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
    overview: Overview,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    del overview
    page = tmp_path / "code.pdf"
    monkeypatch.setattr(file_choice, "ask_new_file", lambda _w, _t, _n, _k, chosen: chosen(page))
    pair.connect()
    hands = at(pair.commission)
    tab = _tab(hands, pair)
    hands.press("Computers")
    hands.press("New enrolment code …")
    hands.press("Make the code")
    shown = hands.part(hands.sheet(), CodeDisplay).code
    assert EnrolmentCode.parse(shown).fits(pair.little.key.public_key)
    _fits(hands)
    hands.press("Save as PDF …")
    written = "\n".join(texts(page.read_bytes()))
    assert "".join(sign for sign in shown if sign.isalnum()) in "".join(filter(str.isalnum, written))
    assert URL in written
    hands.close_sheet()  # no key closes it: the code would be gone
    hands.press("Done")
    assert hands.sheets() == []
    pair.station.centre.enrol(pair.station.official, URL, shown)
    hands.press("Ask again")
    assert [row.cells[2].text for row in tab.devicesTable.model().rows] == ["Commission", "To be confirmed"]


def test_two_people_confirm_what_they_heard_and_the_package_goes_out(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
    overview: Overview,
) -> None:
    del overview
    pair.connect()
    pair.enrol()
    hands = at(pair.commission)
    tab = _tab(hands, pair)
    hands.press("Computers · 1 to be confirmed")
    assert tab.devicesHint.text().startswith("Choose a computer")
    tab.devicesTable.choose(pair.device.device_id)
    assert "compare the fingerprint" in tab.devicesHint.text()
    hands.press("Confirm …")
    sheet: QWidget = hands.sheet()
    assert hands.part(sheet, CodeDisplay).code == pair.device.fingerprint
    _fits(hands)
    hands.click(hands.part(sheet, CheckRow))
    hands.press("Confirm with two people …")
    hands.pins()
    assert pair.device.state == "confirmed"
    assert pair.device.device_id in pair.little.packages


def test_a_lost_computer_is_revoked_by_two_people_with_a_reason(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
    overview: Overview,
) -> None:
    del overview
    pair.connect()
    pair.enrol()
    hands = at(pair.commission)
    tab = _tab(hands, pair)
    hands.press("Computers · 1 to be confirmed")
    tab.devicesTable.choose(pair.device.device_id)
    hands.press("Revoke …")
    hands.press("Revoke with two people …")
    hands.pins()
    assert pair.device.state == "revoked"


def test_without_a_centre_the_tab_says_so_and_leads_to_the_connection(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
) -> None:
    hands = at(pair.commission)
    tab = _tab(hands, pair)
    assert "not connected to a centre" in tab.linkNotice.text
    assert not tab.stationsCard.isVisible()
    hands.press("Connect …")
    assert hands.window.current == "settings"
    page = hands.window.page("settings")
    assert isinstance(page, SettingsPage)
    assert page.tabs.current == "centre"


def test_a_centre_that_cannot_be_reached_is_said_on_the_tab(
    pair: Pair,  # noqa: F811 - the fixture above
    at: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pair.connect()

    def unreachable(*_: object) -> Overview:
        raise NoConnection(reason="cable")

    monkeypatch.setattr(DevicesService, "overview", unreachable)
    tab = _tab(at(pair.commission), pair)
    assert "The centre cannot be reached (cable)." in tab.linkNotice.text


def test_the_key_of_a_computer_can_be_changed(pair: Pair, at: Open) -> None:  # noqa: F811
    pair.connect()
    before = pair.commission.centre.fingerprint()
    hands = at(pair.commission)
    panel = _panel(hands)
    _fits(hands)
    hands.press("Change the key …")
    hands.press("Change the key")
    after = pair.commission.centre.fingerprint()
    assert after != before
    assert after in hands.said()
    assert _facts(panel)[2] == after
