"""The window of the start: one screen after the other in it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import dialogs, language, theme
from omp_desktop.gui.forms import Form
from omp_desktop.gui.start.chooser import RoleChooser
from omp_desktop.gui.start.first_run import StartForm
from omp_desktop.gui.widgets import Page, Sheet

LEAST_SIZE = QSize(1280, 720)


class StartWindow(Page):
    """Holds the screens of the start."""

    language_wanted = Signal(str)
    came_to_front = Signal()

    def __init__(self, speak: Lang, parent: QWidget | None = None) -> None:
        """Empty until `set_screen`."""
        super().__init__(parent)
        self.setWindowTitle("OMP Desktop")
        self.setMinimumSize(LEAST_SIZE)
        self.shown: Form | None = None
        self._said: dict[str, Sheet] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        language.set_language(self, speak)
        theme.dress(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.came_to_front.emit()

    def set_screen(self, screen: StartForm | RoleChooser) -> None:
        """Show another screen; the one before goes, with everything that was typed into it."""
        old, self.shown = self.shown, screen
        layout = self.layout()
        if layout is not None:
            layout.addWidget(screen)
        screen.language_wanted.connect(self.language_wanted)
        language.refresh(screen)
        screen.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def restoring_words(self) -> str:
        """The title of what is shown while a backup is restored."""
        return self.tr("Restoring the backup")

    def tell_restored(self) -> None:
        """A backup was restored, and nobody has said yet that it is to go on."""
        dialogs.show_message(
            self,
            self.tr("The backup is restored"),
            self.tr(
                "Sign in with the PINs of that station. Voting goes on only once two people have said so: on "
                "Polling day, with the next step. Look at Records, State of this station."
            ),
            kind="ok",
        )

    def tell_no_booth(self) -> None:
        """No voter's screen is left to open."""
        dialogs.show_message(
            self,
            self.tr("No voter's screen can be opened"),
            self.tr(
                "There is no booth, or all are open already. The commission adds booths under Elections, "
                "Stations."
            ),
        )

    def tell_not_measured(self, booth: str) -> None:
        """A booth was opened whose screen nobody has measured."""
        self._say(
            self,
            self.tr("The screen of {booth} is not measured yet").format(booth=booth),
            self.tr(
                "One can vote there. But the text may be smaller than promised, and then not everybody can "
                "read it. Measure the screen in the official's window under Settings, Booths, or at the "
                "booth: Help, For officials, Measure the screen."
            ),
            kind="warn",
        )

    def tell_no_screen(self, booth: str, screen: str) -> None:
        """A booth cannot be opened: `screen`, the one chosen for it (or empty), is missing or taken."""
        if screen:
            text = self.tr(
                "Its screen, {screen}, is not connected, or another booth stands on it. Plug it in, or "
                "choose another one in the official's window under Settings, Booths."
            ).format(screen=screen)
        else:
            text = self.tr("There is a booth on every screen of this PC. Plug in another one.")
        dialogs.show_message(
            self, self.tr("There is no screen for {booth}").format(booth=booth), text, kind="warn"
        )

    def tell_screen_lost(self, booth: str, over: QWidget) -> None:
        """The screen of an open booth was unplugged, or has lost its power."""
        self._say(
            over,
            self.tr("The screen of {booth} is gone").format(booth=booth),
            self.tr(
                "Plug it in again, or switch it on: the voter's screen comes back by itself, where it was. "
                "Nothing of it appears on another screen. Until then send nobody to this booth."
            ),
            kind="warn",
        )

    def tell_call(self, booth: str) -> None:
        """A voter called for an official."""
        title = self.tr("{booth} calls").format(booth=booth)
        self._say(self, title, self.tr("A voter needs help there."), kind="warn")

    def tell_trouble(self, booth: str, error: OmpError) -> None:
        """Something beside a booth does not work, like its printer."""
        said = error.describe(language.of(self))
        self._say(self, f"{booth}: {said.text}", said.next_step, kind="warn")

    def tell_fault(self, over: QWidget) -> None:
        """A fault of the program, over the window that stands in front."""
        self._say(
            over,
            self.tr("The program met a fault of its own"),
            self.tr(
                "Everything that was shown as recorded is safe. Close the window and open it again; if it "
                "happens once more, give the folder 'logs' of the data folder to whoever looks after this PC."
            ),
            kind="err",
        )

    def _say(self, over: QWidget, title: str, text: str, *, kind: str) -> None:
        """Say it once, however often it happens before somebody has read it."""
        said = self._said.get(title)
        if said is None or not shiboken6.isValid(said) or said.isHidden():
            self._said[title] = dialogs.show_message(over, title, text, kind=kind)
