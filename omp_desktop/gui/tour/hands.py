"""What a person does at a window: looks for a part, clicks it, types, waits. Nothing is called past Qt."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from omp_desktop.gui import tasks
from omp_desktop.gui.widgets import Rail, Sheet, TableView, TabStrip
from omp_desktop.gui.widgets.rail import RailItem

T = TypeVar("T")
Part = TypeVar("Part", bound=QWidget)
SECONDS: Final = 60.0
_PAUSE_MS = 5
_REST_SECONDS = 1.5
_ROUNDS = 8
_LEFT = Qt.MouseButton.LeftButton


class TourStuck(RuntimeError):
    """Something that should be there did not come: says what."""


class Hands:
    """Mouse and keys, through the native windows, so that whatever lies on top gets them.

    `look` is called before each touch: a booth takes none on what nobody can have seen yet.
    """

    def __init__(self) -> None:
        self.look: Callable[[], object] = lambda: None
        self._crashes: list[BaseException] = []

    @contextmanager
    def on_duty(self) -> Iterator[None]:
        """A fault in a window during the block is told at the next step instead of being printed only."""
        before = sys.excepthook

        def keep(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
            self._crashes.append(fault)
            before(kind, fault, trace)

        sys.excepthook = keep
        try:
            yield
            self.settle()
        finally:
            sys.excepthook = before

    def settle(self) -> None:
        """Let what was asked of Qt be done."""
        for _ in range(_ROUNDS):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if self._crashes:
            raise TourStuck("a window met a fault") from self._crashes[0]

    def rest(self) -> None:
        """Let work in the background come to its end; a moment later go on all the same."""
        end = time.monotonic() + _REST_SECONDS
        self.settle()
        while not tasks.idle() and time.monotonic() < end:
            QTest.qWait(_PAUSE_MS)
        self.settle()

    def until(self, found: Callable[[], T | None], what: str, seconds: float = SECONDS) -> T:
        """Wait until `found` returns something; it may also say "not yet" by LookupError."""
        end = time.monotonic() + seconds
        while True:
            self.settle()
            try:
                answer = found()
            except LookupError:
                answer = None
            if answer:
                return answer
            if time.monotonic() > end:
                raise TourStuck(f"{what} did not come in {seconds:.0f} s")
            QTest.qWait(_PAUSE_MS)

    def part(self, window: QWidget, kind: type[Part], name: str = "") -> Part:
        """The visible part of that kind and name, in the uppermost sheet if one is open."""
        return self.until(lambda: find(window, kind, name), f"{kind.__name__} {name!r}")

    def click(self, part: QWidget, at: QPoint | None = None) -> None:
        """Press and let go in the middle of a part, or at a place in it."""
        self.until(lambda: part.isVisible() and part.isEnabled(), f"{_called(part)} to be usable")
        _into_view(part)
        self.settle()
        place = part.rect().center() if at is None else at
        self._point(part, place)

    def press(self, window: QWidget, name: str) -> None:
        """Click the part of that name, and wait for what comes of it."""
        self.click(self.part(window, QWidget, name))
        self.rest()

    def key(
        self,
        window: QWidget,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is."""
        window.activateWindow()
        self.settle()
        QTest.keyClick(_native(window), key, modifier)
        self.settle()

    def write(self, window: QWidget, text: str) -> None:
        """Type where the focus is: signs without a key of their own come from an input method."""
        target: QWidget | None = window.focusWidget()
        if target is None:
            raise TourStuck("nothing has the focus to be typed into")
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(target, sign)
            else:
                event = QInputMethodEvent()
                event.setCommitString(sign)
                QApplication.sendEvent(target, event)
        self.settle()

    def fill(self, window: QWidget, name: str, text: str) -> None:
        """Click an input, type over what stands in it."""
        edit = self.part(window, QWidget, name)
        self.click(edit)
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.write(window, text)

    def go(self, window: QWidget, key: str) -> None:
        """Click a place of the rail."""
        rail = self.part(window, Rail)
        self.click(next(item for item in rail.findChildren(RailItem) if item.key == key))
        self.until(lambda: rail.current == key or sheets(window), f"the page {key}")
        self.rest()

    def tab(self, window: QWidget, key: str, name: str = "tabs") -> None:
        """Click a tab of the strip."""
        strip = self.part(window, TabStrip, name)
        # The strip leaves a gap at the right of each tab.
        self._point(strip, strip.tabRect(strip.keys.index(key)).center() - QPoint(16, 0))
        self.until(lambda: strip.current == key, f"the tab {key}")
        self.rest()

    def pick(self, box: QComboBox, wanted: Callable[[str], bool]) -> None:
        """Choose with the arrow keys the entry whose words are wanted."""
        self.click(box)
        self.until(lambda: box.view().isVisible(), "the list of choices")
        for _ in range(box.count()):
            QTest.keyClick(box.view(), Qt.Key.Key_Up)
        for _ in range(box.count()):
            if wanted(str(box.view().currentIndex().data())):
                break
            QTest.keyClick(box.view(), Qt.Key.Key_Down)
        QTest.keyClick(box.view(), Qt.Key.Key_Return)
        self.settle()
        if not wanted(box.currentText()):
            raise TourStuck(f"no choice fits in {box.objectName()}")

    def row(self, table: TableView, words: str, column: int = 0) -> None:
        """Click the row in which these words stand."""
        self._point(table.viewport(), self._place(table, words, column))
        self.rest()

    def row_button(self, table: TableView, words: str) -> None:
        """Click the button in the row in which these words stand."""

        def place() -> QPoint | None:
            row = _row_of(table, words)
            for column in range(table.model().columnCount()):
                index = table.model().index(row, column)
                table.scrollTo(index)
                button = table.button_place(index)
                if not button.isEmpty():
                    return button.center().toPoint()
            return None

        self._point(table.viewport(), self.until(place, f"the button of the row {words!r}"))
        self.rest()

    def choose_file(self, path: str) -> None:
        """Type a path into the file dialog and take it."""
        dialog = self.until(_file_dialog, "the file dialog")
        edit = dialog.findChild(QLineEdit, "fileNameEdit")
        buttons = dialog.findChild(QDialogButtonBox)
        if edit is None or buttons is None:
            raise TourStuck("the file dialog has no place for a name")
        edit.setFocus()
        edit.selectAll()
        self.write(dialog, path)
        accept = next(
            b for b in buttons.buttons() if buttons.buttonRole(b) is QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.until(accept.isEnabled, "the dialog to take the path")
        QTest.mouseClick(accept, _LEFT)
        self.until(lambda: _file_dialog() is None, "the file dialog to close")
        self.rest()

    def _place(self, table: TableView, words: str, column: int) -> QPoint:
        def place() -> QPoint | None:
            index = table.model().index(_row_of(table, words), column)
            table.scrollTo(index)
            return table.visualRect(index).center() if index.isValid() else None

        return self.until(place, f"the row {words!r}")

    def _point(self, part: QWidget, at: QPoint) -> None:
        window = part.window()
        window.activateWindow()
        self.settle()
        self.look()
        place = part.mapTo(window, at)
        QTest.mouseClick(_native(window), _LEFT, Qt.KeyboardModifier.NoModifier, place)
        self.settle()
        if shiboken6.isValid(window) and window.isVisible():
            # Away again: what the pointer hovers over looks different in a picture.
            QTest.mouseMove(_native(window), QPoint(2, window.height() - 2))
            self.settle()


def sheets(window: QWidget) -> list[Sheet]:
    """The sheets over a window, the uppermost last."""
    return [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]


def find(window: QWidget, kind: type[Part], name: str = "") -> Part:
    """The first visible part of that kind and name. Raises LookupError."""
    root = front(window)
    for found in root.findChildren(kind, name) if name else root.findChildren(kind):
        if found.isVisible():
            return found
    raise LookupError(name or kind.__name__)


def find_all(window: QWidget, kind: type[Part]) -> list[Part]:
    """All visible parts of that kind, in the uppermost sheet if one is open."""
    return [part for part in front(window).findChildren(kind) if part.isVisible()]


def front(window: QWidget) -> QWidget:
    """The uppermost sheet over a window, else the window."""
    over = sheets(window)
    return over[-1] if over else window


def _native(window: QWidget) -> QWindow:
    handle = window.windowHandle()
    if handle is None:
        raise TourStuck(f"the window {_called(window)} is not shown")
    return handle


def _file_dialog() -> QFileDialog | None:
    return next(
        (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()), None
    )


def _row_of(table: TableView, words: str) -> int:
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            if words in str(model.index(row, column).data() or ""):
                return row
    raise LookupError(words)


def _into_view(part: QWidget) -> None:
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part)
        above = above.parentWidget()


def _called(part: QWidget) -> str:
    return part.objectName() or type(part).__name__
