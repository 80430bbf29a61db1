"""Somebody in front of the candidate's window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.access import Account
from omp_desktop.domain.pledge import Pledge
from omp_desktop.gui.candidate.window import CandidateWindow
from omp_desktop.gui.widgets import PushButton, Sheet
from omp_desktop.services.session import Session
from tests.gui.conftest import too_small
from tests.services.scene import PIN, Desk


@dataclass
class Seat:
    """Somebody in front of the candidate's window, with a mouse and a keyboard."""

    window: CandidateWindow
    bot: QtBot
    desk: Desk
    account: Account

    @property
    def candidate_id(self) -> str:
        assert self.account.candidate_id is not None
        return self.account.candidate_id

    @property
    def actor(self) -> Session:
        """The candidate as the services know them, for what happens outside of the window."""
        return Session(self.account)

    def click(self, button: QWidget) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the focus is."""
        focused = self.window.focusWidget()
        assert focused is not None
        self.bot.keyClick(focused, key, modifier)

    def write(self, into: QWidget, text: str) -> None:
        """Replace what stands in an input, as an input method does."""
        into.setFocus()
        if isinstance(into, QLineEdit | QTextEdit):
            into.selectAll()
            into.insert(text) if isinstance(into, QLineEdit) else into.insertPlainText(text)
        QApplication.processEvents()

    def until(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=60_000)

    def sign_in(self, account: Account | None = None, pin: str = PIN) -> None:
        """Choose the name, type the PIN, press Enter."""
        wanted = account or self.account
        screen = self.window.sign_in
        self.until(lambda: wanted.id in screen._accounts and screen.pinEdit.isEnabled())
        screen.accountsTable.choose(wanted.id)
        self.bot.keyClicks(screen.pinEdit, pin)
        self.bot.keyClick(screen.pinEdit, Qt.Key.Key_Return)

    def come_in(self) -> Seat:
        """Sign in and wait for the pages."""
        self.sign_in()
        self.until(lambda: self.window.screens.currentWidget() is self.window.frameScreen)
        return self

    @property
    def saved(self) -> list[Pledge]:
        """What the store holds."""
        return self.desk.pledges.of_candidate(self.candidate_id)

    @property
    def titles(self) -> list[str]:
        return [pledge.title for pledge in self.saved]

    def fill(self, theme: str, title: str, description: str = "") -> None:
        """Type a pledge."""
        editor = self.window.pledges.editor
        line = editor.themeCombo.lineEdit()
        assert line is not None
        self.write(line, theme)
        self.write(editor.titleEdit, title)
        self.write(editor.descriptionEdit, description)

    def save(self) -> None:
        """Press "Save" and wait until it is done."""
        page = self.window.pledges
        self.click(page.editor.saveButton)
        self.settle()

    def settle(self) -> None:
        """Until nothing is being saved."""
        self.until(lambda: not self.window.pledges._busy)

    def add(self, theme: str, title: str, description: str = "") -> None:
        """Add a pledge by clicks."""
        page = self.window.pledges
        self.click(page.addButton if page.addButton.isVisible() else page.firstButton)
        self.fill(theme, title, description)
        self.save()

    def choose(self, pledge: Pledge) -> None:
        self.click(self.window.pledges.pledge_list.card(pledge.id))

    def pill(self, pledge: Pledge) -> str:
        return self.window.pledges.pledge_list.card(pledge.id).pillText

    def refresh(self) -> None:
        """As the clock of the window does every few seconds."""
        self.window.refresh()
        self.until(lambda: self.window._reading is None)

    def assert_fits(self) -> None:
        """Every part gets the room that it needs, once what was asked for has been laid out."""

        def settled() -> None:
            assert too_small(self.window) == []

        self.bot.waitUntil(settled, timeout=60_000)

    @property
    def sheet(self) -> Sheet | None:
        return next((s for s in self.window.findChildren(Sheet) if s.isVisible()), None)

    def answer(self, text: str) -> None:
        """Press the button of the open sheet that has this word."""
        self.until(lambda: self.sheet is not None)
        assert self.sheet is not None
        buttons: list[QAbstractButton] = self.sheet.findChildren(PushButton)
        self.click(next(button for button in buttons if button.text() == text))
