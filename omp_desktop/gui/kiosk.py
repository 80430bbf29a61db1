"""The kiosk's window: the whole screen, no frame, no way out but an official's PIN."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from omp_desktop.domain.access import Account
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language, tasks, theme
from omp_desktop.gui.typography import DESIGN_DPI
from omp_desktop.gui.voter.booth import Booth, BoothServices
from omp_desktop.gui.voter.official_access import OfficialAccessSheet, OfficialAction, OfficialEntry
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.widgets import Page, Sheet
from omp_desktop.services.access import AccessService
from omp_desktop.services.session import OFFICIALS, Session, require_role

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


class KioskWindow(Page):
    """One booth on one screen.

    `official_called` carries the name of the kiosk: the official's window shows who needs help. `left`: the window
    was left with a PIN and is closing.
    """

    official_called = Signal(str)
    left = Signal()

    def __init__(  # noqa: PLR0913 - what one kiosk is made of
        self,
        services: BoothServices,
        access: AccessService,
        *,
        name: str = "",
        speak: Lang = language.DEFAULT,
        dpi: float = DESIGN_DPI,
        parent: QWidget | None = None,
    ) -> None:
        """Make the window; `open_on` or `open_kiosk` shows it.

        Args:
            services: what the booth asks.
            access: checks the PIN of whoever ends a lock or leaves.
            name: what the booth is called at the station.
            speak: language in which it waits for voters.
            dpi: dots per inch of its screen, as calibrated.
            parent: none, except in tests.
        """
        super().__init__(parent)
        self._access = access
        self._name = name
        self._may_close = False
        self._sheet: Sheet | None = None
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setWindowTitle("OMP Desktop")
        language.set_language(self, speak)
        theme.dress(self, dpi=dpi)
        self.booth = Booth(services, self, speak)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        # The window is the screen: no content makes it grow.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.booth)
        self.booth.official_called.connect(lambda: self.official_called.emit(self._name))
        self.booth.official_wanted.connect(self._ask_official)

    def open_kiosk(self) -> None:
        """Show it over the whole screen and begin."""
        self.showFullScreen()
        self.booth.open()

    def out_of_order(self) -> None:
        """A bug was met: stop here and call an official. For the program's exception hook."""
        self.booth.break_down()

    def leave(self) -> None:
        """Close, past the refusal: for the end of the program, or after a PIN."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            event.ignore()
            return
        self.booth.close_down()
        super().closeEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            # All touches and keys pass here first, also those that a control takes for itself.
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HUMAN:
            self.booth.attendance.touched()
        return super().eventFilter(watched, event)

    def _ask_official(self) -> None:
        if self._sheet is None:
            tasks.run(self._access.accounts, self._show_access, self._on_no_accounts, receiver=self)

    def _on_no_accounts(self, error: OmpError) -> None:
        del error
        self.booth.break_down()

    def _show_access(self, accounts: list[Account]) -> None:
        if self._sheet is not None:
            return
        officials = [account for account in accounts if account.role in OFFICIALS]
        actions = {OfficialAction.LEAVE}
        if self.booth.flow.place in _STOPPED:
            actions.add(OfficialAction.RELEASE)
        content = OfficialAccessSheet(officials, self._check, actions=frozenset(actions), parent=self)
        # In the official's sizes and colours whatever the voter chose.
        self._sheet = Sheet(content, content.windowTitle())
        content.closed.connect(self._sheet.close_sheet)
        self._sheet.closed.connect(self._on_sheet_closed)
        self._sheet.open_over(self)
        content.pinEdit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._content = content

    def _on_sheet_closed(self) -> None:
        self._content.forget()
        self._sheet = None
        self.booth.attendance.touched()

    def _check(self, entry: OfficialEntry) -> None:
        access = self._access

        def sign_in() -> Session:
            session = access.sign_in(entry.account_id, entry.pin)
            require_role(session, OFFICIALS)
            return session

        def on_refused(error: OmpError) -> None:
            said = error.describe(language.of(self))
            self._content.refuse(f"{said.text} {said.next_step}")

        tasks.run(sign_in, lambda _: self._act(entry.action), on_refused, receiver=self._content)

    def _act(self, action: OfficialAction) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
        if action is OfficialAction.RELEASE:
            self.booth.release()
        else:
            self.leave()
            self.left.emit()
