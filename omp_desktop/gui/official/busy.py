"""A button that cannot be used while what it began goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def make_busy(button: QWidget) -> Callable[[], None]:
    """Take `button` out of use; what is returned puts it back.

    Qt passes its focus on to whatever comes next in the window, which may be the rail. It comes back, unless
    the focus was moved meanwhile.
    """
    window = button.window()
    had_focus = window.focusWidget() is button
    button.setEnabled(False)
    passed_to = window.focusWidget()

    def put_back() -> None:
        button.setEnabled(True)
        if had_focus and button.isVisible() and window.focusWidget() is passed_to:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    return put_back
