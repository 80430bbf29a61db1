"""The focus is visible for keys, and never moves anything."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.gui import theme
from omp_desktop.gui.widgets import LineEdit, PushButton
from omp_desktop.gui.widgets.focus_ring import FocusRings, _Ring


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second, self.edit = PushButton(self), PushButton(self), LineEdit(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 20)
        for part in (self.first, self.second, self.edit):
            self.column.addWidget(part)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(300, 240)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    # Qt gives the first control the focus by itself; start from another one.
    made.edit.setFocus(Qt.FocusReason.MouseFocusReason)
    return made


def ring(window: QWidget) -> QRect | None:
    """Where a ring is seen, after the layout has come to rest."""
    for _ in range(5):
        QApplication.processEvents()
    rings = QApplication.instance().findChild(FocusRings)
    assert rings is not None
    rings.place()
    seen = [part.geometry() for part in window.findChildren(_Ring) if part.isVisible()]
    assert len(seen) <= 1
    return seen[0] if seen else None


def test_tab_shows_the_ring_around_the_control(window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring(window) == window.first.geometry().adjusted(-7, -7, 7, 7)


def test_the_ring_follows_the_focus(qtbot: QtBot, window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(window.first, Qt.Key.Key_Tab)
    assert window.second.hasFocus()
    assert ring(window) == window.second.geometry().adjusted(-7, -7, 7, 7)


def test_a_finger_does_not_make_it_appear(qtbot: QtBot, window: Window) -> None:
    qtbot.mouseClick(window.second, Qt.MouseButton.LeftButton)
    window.second.setFocus(Qt.FocusReason.MouseFocusReason)
    assert window.second.hasFocus()
    assert ring(window) is None


def test_a_text_input_always_shows_it(qtbot: QtBot, window: Window) -> None:
    window.edit.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring(window) == window.edit.geometry().adjusted(-4, -4, 4, 4)


def test_after_a_key_focus_set_by_the_program_is_shown(window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.second.setFocus(Qt.FocusReason.OtherFocusReason)
    assert ring(window) is not None


def test_after_a_finger_it_is_not(window: Window) -> None:
    window.second.setFocus(Qt.FocusReason.MouseFocusReason)
    window.first.setFocus(Qt.FocusReason.OtherFocusReason)
    assert ring(window) is None


def test_the_ring_moves_with_its_control_by_itself(qtbot: QtBot, window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.column.setContentsMargins(60, 60, 20, 20)
    qtbot.waitUntil(lambda: window.first.geometry().left() == 60)
    (shown,) = [part for part in window.findChildren(_Ring) if part.isVisible()]
    qtbot.waitUntil(lambda: shown.geometry() == window.first.geometry().adjusted(-7, -7, 7, 7))


def test_a_focused_scroll_area_can_be_destroyed_at_any_moment(qtbot: QtBot) -> None:
    # In a process of its own: what goes wrong here ends the interpreter.
    code = (
        "from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget\n"
        "from PySide6.QtCore import Qt\n"
        "app = QApplication([])\n"
        "from omp_desktop.gui import appearance\n"
        "appearance.prepare(app, 'ko')\n"
        "for _ in range(4):\n"
        "    w = QWidget(); l = QVBoxLayout(w); s = QScrollArea(w)\n"
        "    s.setFocusPolicy(Qt.FocusPolicy.StrongFocus); s.setWidget(QLabel('x')); l.addWidget(s)\n"
        "    del s, l\n"
        "    w.show()\n"
        "    for _ in range(20): app.processEvents()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_when_its_control_is_hidden_the_ring_goes_with_the_focus(window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.first.hide()
    seen = ring(window)
    assert window.second.hasFocus()
    assert seen == window.second.geometry().adjusted(-7, -7, 7, 7)


def test_the_ring_goes_with_a_control_that_is_deleted(qtbot: QtBot, window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    window.first.deleteLater()
    qtbot.waitUntil(lambda: window.findChild(PushButton) is window.second)
    ring(window)


def test_the_layout_does_not_move_for_it(window: Window) -> None:
    before = [part.geometry() for part in (window.first, window.second, window.edit)]
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    ring(window)
    assert [part.geometry() for part in (window.first, window.second, window.edit)] == before


def test_clicks_go_through_it(qtbot: QtBot, window: Window) -> None:
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    ring(window)
    assert window.childAt(window.first.geometry().center()) is window.first
    assert window.childAt(window.first.geometry().topLeft() - QPoint(5, 5)) is None


@pytest.mark.parametrize(
    ("kind", "role"), [("primary", "focus"), ("navy", "on_primary"), ("inverse", "on_primary")]
)
def test_on_navy_the_ring_is_light(window: Window, kind: str, role: str) -> None:
    window.first.kind = kind
    assert window.first.ring_colour() == role


def test_on_the_voters_screen_the_ring_is_wider(window: Window) -> None:
    window.first.measure = "voterBar"
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring(window) == window.first.geometry().adjusted(-8, -8, 8, 8)


def test_it_does_not_reach_out_of_a_scroll_area(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    theme.dress(area)
    content = QWidget()
    content.setFixedSize(200, 1000)
    button = PushButton(content)
    button.setGeometry(20, 180, 100, 40)
    other = PushButton(content)
    other.setGeometry(20, 20, 100, 40)
    area.setWidget(content)
    area.resize(240, 200)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    area.verticalScrollBar().setValue(0)
    ring(area)
    shown = area.findChild(_Ring)
    lowest = shown.mask().boundingRect().translated(shown.pos()).bottom()
    port = area.viewport().geometry().bottom()
    assert lowest <= port + 7
