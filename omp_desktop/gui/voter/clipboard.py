"""What a voter copied ends with the voter."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget


class CopiedHere(QObject):
    """Notices what was copied in one window. What is copied in the official's window is theirs and stays."""

    def __init__(self, window: QWidget) -> None:
        """Begin with nothing copied in `window`."""
        super().__init__(window)
        self._window = window
        self._copied = False
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)
        # On X11 and Wayland a text that is only marked can be pasted too.
        QGuiApplication.clipboard().selectionChanged.connect(self._on_changed)

    def forget(self) -> None:
        """Clear the clipboard if it was filled here."""
        if self._copied:
            self._copied = False
            for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
                QGuiApplication.clipboard().clear(mode)

    def _on_changed(self) -> None:
        if self._window.isActiveWindow():
            self._copied = True
