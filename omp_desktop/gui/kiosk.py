"""The kiosk's window: the whole screen, no frame, no way out but an official's PIN."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QGuiApplication, QScreen, QShowEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from omp_desktop.domain.language import Lang
from omp_desktop.gui import accessible, displays, language, theme
from omp_desktop.gui.calibration import CalibrationScreen
from omp_desktop.gui.lock.awake import Awake
from omp_desktop.gui.lock.guard import Guard
from omp_desktop.gui.typography import DESIGN_DPI
from omp_desktop.gui.voter.booth import Booth, BoothServices
from omp_desktop.gui.voter.official_access import OfficialAction
from omp_desktop.gui.voter.official_door import OfficialDoor
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.widgets import Page
from omp_desktop.gui.widgets.pressable import PRESSED
from omp_desktop.services.access import AccessService
from omp_desktop.services.session import Session

_HUMAN = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchEnd,
        QEvent.Type.KeyPress,
        QEvent.Type.TabletPress,
    }
)
_STOPPED = frozenset({Place.LOCKED, Place.FAILED, Place.OUT_OF_ORDER})
_AT_REST = frozenset({Place.START, Place.LOCKED, Place.OUT_OF_ORDER})


class KioskWindow(Page):
    """One booth on one screen.

    `official_called` carries the name of the kiosk: the official's window shows who needs help. `left`: the
    window was left with a PIN and is closing. `closed`: it has closed, whatever the reason. `measured`: dots
    per inch of its screen, as an official has just measured them. `slip_failed`: why a slip did not come out.
    """

    official_called = Signal(str)
    # The name of the kiosk, and the OmpError that tells why its spoken guide is not heard.
    speech_failed = Signal(str, object)
    left = Signal()
    measured = Signal(float)
    slip_failed = Signal(str, object)
    closed = Signal()

    def __init__(  # noqa: PLR0913 - what one kiosk is made of
        self,
        services: BoothServices,
        access: AccessService,
        *,
        name: str = "",
        speak: Lang = language.DEFAULT,
        dpi: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the window; `open_kiosk` shows it.

        Args:
            services: what the booth asks.
            access: checks the PIN of whoever ends a lock or leaves.
            name: what the booth is called at the station.
            speak: language in which it waits for voters.
            dpi: dots per inch of its screen; None as long as nobody has measured them.
            parent: none, except in tests.
        """
        super().__init__(parent)
        self.name = name
        self._may_close = False
        self.guard = Guard(self)
        self._awake = Awake(self)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setWindowTitle("OMP Desktop")
        language.set_language(self, speak)
        self.use_dpi(dpi)
        self.booth = Booth(services, self, speak)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        # The window is the screen: no content makes it grow.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.booth)
        self.booth.speech_failed.connect(lambda error: self.speech_failed.emit(self.name, error))
        self.booth.official_called.connect(lambda: self.official_called.emit(self.name))
        self.booth.official_wanted.connect(self._ask_official)
        self.booth.slip_failed.connect(lambda error: self.slip_failed.emit(self.name, error))
        self._door = OfficialDoor(access, self)
        self._door.opened.connect(self._on_official)
        self._door.closed.connect(self.booth.attendance.touched)
        # Asked for by a voter, or left by an official: whoever comes next is not to find it.
        for gone in (self.booth.attendance.unanswered, self.booth.attendance.deserted):
            gone.connect(self._door.close)

    def open_kiosk(self, screen: QScreen | None = None, *, out_of_order: bool = False) -> None:
        """Show it over the whole of a screen, keep it there and lit, and begin.

        Args:
            screen: which one; without it the computer's main one.
            out_of_order: the booth was when the program ended, and stays so until an official acts.
        """
        self.guard.start(QGuiApplication.primaryScreen() if screen is None else screen)
        self._awake.hold()
        self.booth.open(out_of_order=out_of_order)

    def open_in_window(self, width: int, height: int) -> None:
        """Show it as an ordinary window that can be closed, and begin: for the demonstration."""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, on=False)
        self._may_close = True
        self.resize(width, height)
        self.show()
        self.booth.open()

    def use_dpi(self, dpi: float | None) -> None:
        """Let so many dots of its screen be an inch from now on; None: nobody has measured them."""
        self._dpi = dpi
        theme.dress(self, dpi=dpi or DESIGN_DPI)

    def out_of_order(self) -> None:
        """A bug was met: stop here and call an official. For the program's exception hook."""
        self.booth.break_down()

    @property
    def in_use(self) -> bool:
        """Whether somebody is, or may be, in the middle of something here."""
        return self.booth.flow.place not in _AT_REST

    def put_away(self) -> None:
        """Its screen is gone: hide, wherever the system would show it. Time goes on for whoever was there."""
        self.guard.stop()
        self.hide()

    def leave(self) -> None:
        """Close, past the refusal: for the end of the program, or after a PIN."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            event.ignore()
            return
        self.guard.stop()
        self._awake.let_go()
        self._door.close()
        self.booth.close_down()
        super().closeEvent(event)
        self.closed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        accessible.tell(self, accessible.Window)
        handle = self.windowHandle()
        if handle is not None:
            # All touches and keys pass here first, also those that a control takes for itself.
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HUMAN:
            self.booth.attendance.touched()
        return super().eventFilter(watched, event)

    def customEvent(self, event: QEvent) -> None:
        # A screen reader presses without a key or a touch.
        if event.type() == PRESSED:
            self.booth.attendance.touched()

    def _ask_official(self) -> None:
        actions = {OfficialAction.LEAVE}
        # A demonstration's window has any size: nothing in it is promised in millimetres.
        if self.booth.flow.place is Place.START and not self._may_close:
            actions.add(OfficialAction.MEASURE)
        if self.booth.flow.place in _STOPPED:
            actions.add(OfficialAction.RELEASE)
        if self.booth.may_check_own_vote:
            actions.add(OfficialAction.OWN_VOTE)
        self._door.ask(frozenset(actions))

    def _on_official(self, action: OfficialAction, official: Session) -> None:
        if action is OfficialAction.RELEASE:
            self.booth.release()
        elif action is OfficialAction.OWN_VOTE:
            self.booth.check_own_vote(official)
        elif action is OfficialAction.MEASURE:
            self._measure()
        else:
            self.leave()
            self.left.emit()

    def _measure(self) -> None:
        """Lay the calibration over everything until it is done: nobody votes here meanwhile."""
        calibration = CalibrationScreen(self.name, displays.under(self), self._dpi, self)
        calibration.measured.connect(self._on_measured)
        calibration.cover(self)

    def _on_measured(self, dpi: float) -> None:
        self.use_dpi(dpi)
        self.measured.emit(dpi)
