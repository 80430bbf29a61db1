"""The strip over the official's window while the media of this computer need somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.announce import announce
from omp_desktop.gui.widgets import Banner
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.services.mirror import MirrorService, MirrorView
from omp_desktop.services.session import Session
from omp_desktop.store.mirror_state import MirrorMode

_LOOK_MS: Final = 5_000
SETTINGS: Final = "settings/medium"


class MediumBanner(Themed, QWidget):
    """Looks every few seconds while somebody is signed in; not there while all is well."""

    page_wanted = Signal(str)

    def __init__(
        self, mirror: MirrorService, session: Callable[[], Session | None], parent: QWidget | None = None
    ) -> None:
        """`session`: who is signed in now."""
        super().__init__(parent)
        self._mirror, self._session = mirror, session
        self._view = MirrorView()
        self._looking: tasks.Job | None = None
        self.banner = Banner(self)
        self.banner.iconName = "hard-drive-download"
        self.banner.acted.connect(self._act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.banner.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def stand_above(self, screens: QWidget) -> None:
        """Take the place right above, in the layout of the window."""
        host = screens.parentWidget()
        layout = None if host is None else host.layout()
        if not isinstance(layout, QVBoxLayout):
            raise TypeError("there is no column to stand in")
        layout.insertWidget(layout.indexOf(screens), self)

    def look(self) -> None:
        """Look how it stands, unless a look is under way or nobody is signed in."""
        if self._looking is None and self._session() is not None:
            self._looking = tasks.run(
                self._mirror.view, self.show_view, lambda _error: None, receiver=self, settled=self._on_looked
            )

    def show_view(self, view: MirrorView) -> None:
        """Show how it stands now; said aloud when that is new."""
        before = self.banner.spoken() if not self.banner.isHidden() else ""
        self._view = view
        self._say()
        said = self.banner.spoken() if not self.banner.isHidden() else ""
        if said and said != before:
            announce(self, said)

    def retranslate(self) -> None:
        self._say()

    def person_changed(self) -> None:
        """Somebody has signed in, or the window was locked."""
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _say(self) -> None:
        view = self._view
        banner = self.banner
        banner.kind = "err" if view.failure or view.problem else "warn"
        if view.failure is not None:
            banner.title = self.tr("Voting has stopped")
            banner.text = view.failure.describe(language.of(self)).text
            banner.buttonText = self.tr("Check and open again")
        elif view.elsewhere:
            banner.title = self.tr("These data were copied or restored")
            banner.text = self.tr("No votes are taken before two people decide to go on with them.")
            banner.buttonText = self.tr("Decide")
        elif view.problem is not None:
            banner.title = self.tr("The second medium does not work")
            banner.text = self.tr("No votes are recorded until it does, or two people go on with one.")
            banner.buttonText = self.tr("What to do")
        elif view.mode is MirrorMode.OFF:
            banner.title = self.tr("One medium only")
            banner.text = self.tr("Votes are written once. Make the copy anew when you can.")
            banner.buttonText = self.tr("Second medium")
        if self._session() is None:
            # Over the sign-in nobody can do anything about it yet.
            banner.buttonText = ""
        banner.setVisible(view.votes_refused or view.mode is MirrorMode.OFF)

    def _act(self) -> None:
        session = self._session()
        if session is None:
            return
        if self._view.failure is None:
            self.page_wanted.emit(SETTINGS)
            return
        self.banner.setEnabled(False)
        tasks.run(
            lambda: self._mirror.reopen(session),
            self.show_view,
            self._show_error,
            lane=tasks.LONG,
            receiver=self,
            settled=lambda: self.banner.setEnabled(True),
        )

    def _show_error(self, error: OmpError) -> None:
        dialogs.show_error(self, error)

    def _on_looked(self) -> None:
        self._looking = None
