"""The place of the booth where one screen stands at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.gui import accessible
from omp_desktop.gui.announce import announce
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.voter.unseen_touches import appeared


class Showing(QWidget):
    """Shows a screen and throws away the one before, with everything it knew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a screen."""
        super().__init__(parent)
        self.current: VoterScreen | None = None
        self._key: Hashable = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_for(self, key: Hashable, make: Callable[[], VoterScreen]) -> None:
        """Show the screen of a situation; it is made anew unless the situation is the one that is shown."""
        if key != self._key or self.current is None:
            self._key = key
            self._replace(make())

    def clear(self) -> None:
        """Show nothing, and forget what was shown."""
        old, self.current = self.current, None
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _replace(self, screen: VoterScreen) -> None:
        if self.current is not None:
            # In one layout both would have half the room, and the new one would take smaller text for it.
            self._column.removeWidget(self.current)
        self._column.addWidget(screen)
        accessible.tell(screen, screen.told_by)
        screen.show()
        # From here Tab goes to the first control of the screen; Enter pressed twice does nothing twice.
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        # Only now: a control that is hidden with the focus on it would pass it on.
        self.clear()
        self.current = screen
        appeared(self)
        announce(screen, screen.heading())
