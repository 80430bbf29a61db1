"""The official's window on polling day: real services over a real store, and hands for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.domain.language import Lang
from omp_desktop.gui import tasks
from omp_desktop.gui.dialogs import PinSheet
from omp_desktop.gui.official.file_choice import FileDialog
from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.polling_day import PollingDayPage
from omp_desktop.gui.official.queue import QueuePage
from omp_desktop.gui.official.records import RecordsPage
from omp_desktop.gui.official.results import ResultsPage
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.sign_in import SignInScreen
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.role_services import official_services
from omp_desktop.gui.widgets import ComboBox, Field, Label, LineEdit, PushButton, RadioRow, Sheet
from omp_desktop.services.session import Session
from tests.gui.conftest import Show, too_small
from tests.services.scene import FAST_HASHER, FAST_KEY, PIN, Desk

DAY_PAGES: tuple[type[OfficialPage], ...] = (PollingDayPage, ResultsPage, QueuePage, RecordsPage)
# Layouts in layouts tell each other about a change one after the other.
_NESTED = 6
_Part = TypeVar("_Part", bound=QWidget)


def services_of(desk: Desk) -> OfficialServices:
    """Every service over the desk's core. The thread that sends does not run; it has looked once."""
    application = Application(desk.core, Costs(FAST_HASHER, FAST_KEY))
    application.sync.round()
    return official_services(application)


@dataclass
class Hands:
    """The window, and what a person does with it."""

    window: OfficialWindow
    qtbot: QtBot

    @property
    def polling(self) -> PollingDayPage:
        return self._page("polling", PollingDayPage)

    @property
    def results(self) -> ResultsPage:
        return self._page("results", ResultsPage)

    @property
    def records(self) -> RecordsPage:
        return self._page("records", RecordsPage)

    @property
    def sign_in_screen(self) -> SignInScreen:
        return self.part(self.window, SignInScreen)

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what a worker brings."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=60_000)

    def settle(self) -> None:
        """Wait until no work is under way."""
        self.until(lambda: not tasks._running)
        QApplication.processEvents()

    def choose_file(self, file: Path) -> None:
        """Type the name of a file into the dialog that asks for one, and agree."""
        dialog = self.window.findChild(FileDialog)
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(file))
        dialog.accept()
        self.settle()

    def choose_person(self, session: Session) -> None:
        """Click the line of this person."""
        table = self.sign_in_screen.accountsTable
        self.until(lambda: table.model().rowCount() > 0)
        table.choose(session.account.id)

    def sign_in(self, session: Session, pin: str = PIN) -> None:
        """Choose the person, type the PIN, press Enter."""
        self.choose_person(session)
        self.type(self.sign_in_screen.pinEdit, pin)
        QTest.keyClick(self.sign_in_screen.pinEdit, Qt.Key.Key_Return)
        self.until(self.window.frameScreen.isVisible)
        self.settle()

    def go(self, key: str) -> None:
        """Click an entry of the rail."""
        item = next(item for item in self.window.rail._items if item.key == key)
        self.click(item)
        assert self.window.current == key

    def click(self, button: QWidget) -> None:
        """Press something that can be pressed, and wait for what follows."""
        assert button.isVisible(), f"{button.objectName()} is not there"
        assert button.isEnabled(), f"{button.objectName()} cannot be pressed"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def type(self, edit: QLineEdit, text: str) -> None:
        """Write into a field, in place of what stood there. Keys of a test know no Korean."""
        assert edit.isVisible(), f"{edit.objectName()} is not there"
        assert edit.isEnabled(), f"{edit.objectName()} takes no text"
        edit.setFocus()
        edit.clear()
        if text.isascii():
            QTest.keyClicks(edit, text)
        else:
            edit.insert(text)

    def press(self, words: str) -> None:
        """Press the button with these words: on the sheet if there is one, else in the window."""
        root: QWidget = self.sheets()[-1] if self.sheets() else self.window
        found = [b for b in root.findChildren(PushButton) if b.text() == words and b.isVisible()]
        assert found, (
            f"no button {words!r} among {[b.text() for b in root.findChildren(PushButton) if b.isVisible()]}"
        )
        self.click(found[0])

    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible()]

    def sheet(self) -> Sheet:
        """The sheet over the window."""
        self.until(self.sheets)
        return self.sheets()[-1]

    def said(self) -> str:
        """All words on the sheet."""
        return " ".join(label.text() for label in self.sheet().findChildren(Label))

    def choose_radio(self, words: str) -> None:
        """Choose the row of the sheet with these words."""
        rows = self.sheet().findChildren(RadioRow)
        self.click(next(row for row in rows if row.text() == words))

    def pins(self, first: str = PIN, second: str = PIN, second_person: Session | None = None) -> None:
        """Both people type their PINs and confirm with Enter."""
        self.until(lambda: any(isinstance(sheet, PinSheet) for sheet in self.sheets()))
        sheet = self.sheet()
        if second_person is not None:
            box = sheet.findChildren(ComboBox)[1]
            box.setCurrentIndex(box.findData(second_person.account.id))
        one, two = sheet.findChildren(LineEdit)
        self.type(one, first)
        QTest.keyClick(one, Qt.Key.Key_Return)
        self.type(two, second)
        QTest.keyClick(two, Qt.Key.Key_Return)
        self.settle()

    def pin_errors(self) -> list[str]:
        """What stands below the PINs."""
        fields = self.sheet().findChildren(Field)
        return [field.error for field in fields if field.findChild(LineEdit) is not None]

    def close_sheet(self) -> None:
        """Press Esc."""
        QTest.keyClick(self.sheet(), Qt.Key.Key_Escape)
        QApplication.processEvents()

    def search(self, text: str) -> None:
        """Write into the search field and wait for the answer."""
        self.type(self.polling.check_in.searchEdit, text)
        self.polling.check_in.search_now()
        self.settle()

    def choose_voter(self, voter_id: str) -> None:
        """Choose a line of the list."""
        self.polling.check_in.votersTable.choose(voter_id)
        self.settle()

    def state_read(self) -> None:
        """The page reads anew, as it does every few seconds."""
        self.polling.changed()
        self.settle()

    def fits(self) -> None:
        """Nothing is cut off in what is seen."""
        for _ in range(_NESTED):
            QApplication.processEvents()
        problems = too_small(self.window)
        assert not problems, problems

    @staticmethod
    def part(root: QWidget, kind: type[_Part]) -> _Part:
        """The part of that class."""
        found = root.findChild(kind)
        assert found is not None
        return found

    def _page(self, key: str, kind: type[_Part]) -> _Part:
        page = self.window.page(key)
        assert isinstance(page, kind)
        return page


def open_window(
    desk: Desk, show: Show, qtbot: QtBot, lang: Lang = "en", width: int = 1280, height: int = 800
) -> Hands:
    """The window before anybody signed in."""
    window = OfficialWindow(services_of(desk), DAY_PAGES)
    show(window, width, height, lang=lang)
    hands = Hands(window, qtbot)
    hands.settle()
    return hands
