"""The polling station: opening with two people, the voters list, permits, and the desk's dialogs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.official.polling_day import PollingDayPage
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.hands import find, find_all, sheets
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.widgets import CheckRow, HeaderBar, LineEdit, PushButton, RadioRow, TableView
from omp_desktop.gui.widgets.pressable import Pressable

# Open from the start of the demonstration.
COUNCIL = "가람마을 주민회 선거"


def open_polls(stage: Stage) -> None:
    """Zero report and opening of the day's own election."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    hands.key(official, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: official.session is None, "the window to lock")
    stage.sign_in(stage.manager)
    hands.go(official, "polling")
    step(stage, "readiness")
    camera.take(official, "before-the-readiness-check", Looks.OFFICIAL)
    hands.press(official, "mainButton")
    hands.until(lambda: find(official, PushButton, "againButton"), "the readiness check")
    camera.take(official, "readiness", Looks.OFFICIAL)
    hands.press(official, "closeButton")
    step(stage, "zero report")
    camera.take(official, "before-the-zero-report", Looks.OFFICIAL)
    hands.press(official, "mainButton")
    hands.until(lambda: find(official, PushButton, "closeButton"), "the zero report")
    camera.take(official, "zero-report")
    _print(stage)
    hands.press(official, "closeButton")
    step(stage, "opening")
    camera.take(official, "ready-to-open")
    camera.take_sheet(official, "two-people", lambda: hands.press(official, "mainButton"))
    stage.enter_pins(official, stage.manager.pin, "135790")
    hands.until(lambda: find(official, LineEdit).invalid or _refused(official), "the wrong PIN to be refused")
    camera.take(official, "two-people-wrong-pin")
    stage.enter_pins(official, stage.manager.pin, stage.observer.pin)
    hands.until(lambda: find(official, PushButton, "closeButton"), "the opening report")
    camera.take(official, "opening-report", Looks.OFFICIAL)
    hands.press(official, "closeButton")
    camera.take(official, "polling-day", Looks.OFFICIAL)
    _look_at_elections(stage)


def _print(stage: Stage) -> None:
    """The report that is shown, on paper."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    camera.take_sheet(official, "print-a-report", lambda: hands.press(official, "printButton"))
    hands.press(official, "printButton")
    hands.until(lambda: stage.printing.sending, "the report to be sent").come_out()
    hands.press(official, "closeButton")
    camera.take_sheet(official, "report-printed", lambda: hands.press(official, "printButton"))
    hands.press(official, "closeButton")


def check_in(stage: Stage) -> None:
    """Every way to find a voter, a permit, and a permit that is taken back."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    search(stage, "0041")
    camera.take(official, "not-on-the-list")
    search(stage, "송")
    hands.until(lambda: rows(official) > 1, "several voters")
    camera.take(official, "several-voters", Looks.OFFICIAL)
    search(stage, "1992-02-21")
    hands.until(lambda: rows(official) == 1, "one voter")
    camera.take(official, "check-in", Looks.OFFICIAL)
    issue(stage, "0004")
    camera.take(official, "permit-issued", Looks.OFFICIAL)
    camera.take_sheet(official, "cancel-permit", lambda: hands.press(official, "cancelButton"))
    hands.press(official, "goButton")
    hands.until(lambda: find(official, PushButton, "issueButton"), "the permit to be cancelled")
    camera.take_sheet(official, "incidents", lambda: hands.press(official, "incidentsButton"))
    hands.press(official, "closeButton")
    camera.take_sheet(official, "polling-day-help", lambda: hands.key(official, Qt.Key.Key_F1))
    hands.key(official, Qt.Key.Key_Escape)


def compare_namesakes(stage: Stage) -> None:
    """People of one name side by side, and a page beside which the next step stands; nobody gets a permit."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    search(stage, "1988-01-09")
    hands.until(lambda: rows(official) == 1, "one of the people of this name")
    camera.take_sheet(official, "namesakes", lambda: hands.press(official, "issueButton"))
    hands.press(official, "cancelButton")
    hands.go(official, "queue")
    camera.take(official, "next-step-beside-the-queue", Looks.OFFICIAL)
    hands.go(official, "polling")


def step(stage: Stage, what: str) -> None:
    """Wait until nothing is being done and a next step is offered."""
    button = stage.hands.part(stage.official, PushButton, "mainButton")
    stage.hands.until(lambda: button.isEnabled() and not sheets(stage.official), what)


def choose_election(stage: Stage, name: str) -> None:
    """Work on another election, by the header."""
    hands, official = stage.hands, stage.official
    hands.click(_place(official))
    hands.row(hands.part(official, TableView, "electionsTable"), name)
    hands.press(official, "chooseButton")
    hands.until(lambda: _view_of(official, name), f"the election {name}")


def search(stage: Stage, text: str) -> None:
    """Type into the search field of the desk and wait for the answer."""
    hands, official = stage.hands, stage.official
    hands.fill(official, "searchEdit", text)
    hands.key(official, Qt.Key.Key_Return)
    hands.rest()


def rows(official: OfficialWindow) -> int:
    """How many voters stand in the list."""
    return find(official, TableView, "votersTable").model().rowCount()


def issue(stage: Stage, roll: str, *, others: bool = True) -> None:  # a voter may vote elsewhere too
    """Find the voter of that number and issue a permit for the first booth.

    `others`: also for the other elections in which the person can vote.
    """
    hands, official = stage.hands, stage.official
    if official.current != "polling" or not _first_booth_free(official):
        # What the page knows of the booths is some seconds old.
        hands.go(official, "queue")
        hands.go(official, "polling")
    search(stage, roll)
    hands.row(hands.part(official, TableView, "votersTable"), roll)
    if not others:
        for row in find_all(official, CheckRow):
            if row.isEnabled() and row.isChecked():
                hands.click(row)
    if _first_booth_free(official):
        # The booth of the permit before stays chosen.
        hands.click(_booths(official)[0])
    hands.press(official, "issueButton")
    hands.until(lambda: find(official, PushButton, "cancelButton"), f"the permit of {roll}")


def _first_booth_free(official: OfficialWindow) -> bool:
    booths = _booths(official)
    return bool(booths) and booths[0].isEnabled()


def _booths(official: OfficialWindow) -> list[RadioRow]:
    return _page(official).panel.kioskBox.findChildren(RadioRow)


def _look_at_elections(stage: Stage) -> None:
    hands, official = stage.hands, stage.official
    hands.click(_place(official))
    hands.until(lambda: sheets(official), "the elections")
    stage.camera.take(official, "which-election")
    hands.key(official, Qt.Key.Key_Escape)


def _refused(official: OfficialWindow) -> bool:
    return any(
        str(part.property("error") or "") for part in official.findChildren(QWidget) if part.isVisible()
    )


def _page(official: OfficialWindow) -> PollingDayPage:
    page = official.page("polling")
    if not isinstance(page, PollingDayPage):
        raise TypeError("the polling day is another page")
    return page


def _view_of(official: OfficialWindow, name: str) -> bool:
    view = _page(official).view
    return view is not None and view.election.name.text("ko") == name


def _place(official: OfficialWindow) -> QWidget:
    return find(official, HeaderBar).findChildren(Pressable)[0]
