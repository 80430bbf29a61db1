"""An office to click in: the official's window over real services and a real store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import role_services, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.elections import ElectionsPage
from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.settings import SettingsPage
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.widgets import Label, PushButton, Sheet, TableView
from omp_desktop.services.session import Session
from tests.gui.conftest import Show, too_small
from tests.services.scene import FAST_HASHER, FAST_KEY, PIN, Desk


class NotNeeded:
    """A service that the set-up pages must not call."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"the set-up called {name}")


def official_services(desk: Desk) -> OfficialServices:
    """The services of the set-up; polling day and diagnostics are not there."""
    nothing = NotNeeded()
    return replace(
        role_services.official_services(Application(desk.core, Costs(FAST_HASHER, FAST_KEY))),
        check_in=nothing,  # type: ignore[arg-type]  # must not be called
        diagnostics=nothing,  # type: ignore[arg-type]  # the same
    )


@dataclass
class Office:
    """The window, and hands for it."""

    window: OfficialWindow
    desk: Desk
    qtbot: QtBot

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what a worker brings."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=60_000)

    def sign_in(self, session: Session) -> None:
        """Type the PIN of that person."""
        screen = self.window._sign_in
        self.until(lambda: screen.accountsTable.model().rowCount())
        screen.accountsTable.choose(session.account.id)
        self.type(screen.pinEdit, PIN)
        QTest.keyClick(screen.pinEdit, Qt.Key.Key_Return)
        self.until(lambda: self.window.session is not None and self.window.frameScreen.isVisible())

    @property
    def elections(self) -> ElectionsPage:
        page = self.window.page("elections")
        assert isinstance(page, ElectionsPage)
        return page

    @property
    def settings(self) -> SettingsPage:
        page = self.window.page("settings")
        assert isinstance(page, SettingsPage)
        return page

    def open(self, election_id: str) -> None:
        """Open an election from the list, by its row."""
        table = self.elections.list.electionsTable
        self.until(lambda: self.elections.list.isVisible() and table.model().rowCount())
        table.choose(election_id)
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Return)
        self.until(lambda: self._shows(election_id))

    def _shows(self, election_id: str) -> bool:
        tab = self.elections.editor.tab("overview")
        return tab.isVisible() and tab._view is not None and tab.view.election.id == election_id

    def tab(self, key: str) -> ElectionTab:
        """Click the tab with that key."""
        strip = self.elections.editor.tabs
        index = strip._keys.index(key)
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(index).center())
        assert strip.current == key
        return self.elections.editor.tab(key)

    def click(self, button: QWidget) -> None:
        """Press a button that can be pressed."""
        assert button.isVisible(), f"{button.objectName()} is not there"
        assert button.isEnabled(), f"{button.objectName()} cannot be pressed"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, edit: QLineEdit, text: str) -> None:
        """Type into a field, in place of what stood there."""
        assert edit.isVisible(), f"{edit.objectName()} is not there"
        assert edit.isEnabled(), f"{edit.objectName()} takes no text"
        edit.setFocus()
        edit.selectAll()
        QTest.keyClick(edit, Qt.Key.Key_Delete)
        if text:
            # As an input method does: QTest can press the keys of Latin letters only.
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(edit, event)

    def press_row(self, table: TableView, row: int) -> None:
        """Press the button in a row, with the keyboard."""
        table.setFocus()
        table.selectRow(row)
        QTest.keyClick(table, Qt.Key.Key_Return)

    def sheet(self) -> Sheet:
        """The sheet over the window."""
        self.until(self.sheets)
        return self.sheets()[-1]

    def sheets(self) -> list[Sheet]:
        return [sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible()]

    def answer(self, words: str) -> None:
        """Press the button of a sheet with these words, once it is there."""
        self.until(lambda: self._buttons(words))
        self.click(self._buttons(words)[0])

    def _buttons(self, words: str) -> list[PushButton]:
        return [
            button
            for sheet in self.sheets()
            for button in sheet.findChildren(PushButton)
            if button.text() == words and button.isVisible()
        ]

    def said(self) -> str:
        """All words on the sheet."""
        return " ".join(label.text() for label in self.sheet().findChildren(Label))

    def fits(self) -> None:
        """Nothing is cut off in what is seen, once the layouts have followed."""
        self.settle()
        with suppress(QtTimeoutError):
            self.qtbot.waitUntil(lambda: not too_small(self.window), timeout=10_000)
        cut = too_small(self.window)
        assert not cut, cut

    def settle(self) -> None:
        """Let the workers bring what they were asked for, and the layouts follow."""
        done: list[bool] = []
        tasks.run(lambda: None, lambda _nothing: done.append(True), _raise, receiver=self.window)
        self.until(lambda: done)
        QApplication.processEvents()


OpenFor = Callable[[Desk, Session], Office]


def _raise(error: OmpError) -> None:
    raise error


def choose_path(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The next file or folder that is asked for is this one."""
    monkeypatch.setattr(file_choice, "ask_file", lambda _widget, _title, _kinds, chosen: chosen(path))
    monkeypatch.setattr(file_choice, "ask_folder", lambda _widget, _title, chosen: chosen(path))


def open_office(desk: Desk, show: Show, qtbot: QtBot, *, lang: Lang = "en") -> Office:
    """The window before anybody signed in."""
    pages: tuple[type[OfficialPage], ...] = (ElectionsPage, SettingsPage)
    window = OfficialWindow(official_services(desk), pages)
    show(window, 1280, 800, lang=lang)
    return Office(window, desk, qtbot)
