"""How an official ends a lock or leaves the kiosk: asked for a PIN, checked by the access service."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Account
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.voter.official_access import OfficialAccessSheet, OfficialAction, OfficialEntry
from omp_desktop.gui.widgets import Sheet
from omp_desktop.services.access import AccessService
from omp_desktop.services.session import OFFICIALS, Session, require_role


class OfficialDoor(QObject):
    """Opens the sheet over the kiosk's window. `opened`: what is wanted, and by whom, after a right PIN."""

    opened = Signal(object, object)
    closed = Signal()

    def __init__(self, access: AccessService, window: QWidget) -> None:
        """Begin closed.

        Args:
            access: knows the accounts and checks the PIN.
            window: the kiosk's.
        """
        super().__init__(window)
        self._access = access
        self._window = window
        self._content: OfficialAccessSheet | None = None
        self._sheet: Sheet | None = None

    def ask(self, actions: frozenset[OfficialAction]) -> None:
        """Ask for a PIN and which of the actions is wanted; once at a time."""
        if self._sheet is None:
            tasks.run(
                self._access.accounts,
                lambda accounts: self._show(accounts, actions),
                self._on_no_accounts,
                receiver=self,
            )

    def close(self) -> None:
        """Close without an answer."""
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _on_no_accounts(self, error: OmpError) -> None:
        dialogs.show_error(self._window, error)

    def _show(self, accounts: list[Account], actions: frozenset[OfficialAction]) -> None:
        if self._sheet is not None:
            return
        officials = [account for account in accounts if account.role in OFFICIALS]
        content = OfficialAccessSheet(officials, self._check, actions=actions, parent=self._window)
        sheet = Sheet(content, content.titleLabel.text())
        self._content, self._sheet = content, sheet
        content.closed.connect(sheet.close_sheet)
        sheet.closed.connect(self._on_closed)
        sheet.open_over(self._window)
        content.pinEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_closed(self) -> None:
        if self._content is not None:
            self._content.forget()
        self._content = self._sheet = None
        self.closed.emit()

    def _check(self, entry: OfficialEntry) -> None:
        access = self._access

        def sign_in() -> Session:
            session = access.sign_in(entry.account_id, entry.pin)
            require_role(session, OFFICIALS)
            return session

        def on_right(official: Session) -> None:
            self.close()
            self.opened.emit(entry.action, official)

        tasks.run(sign_in, on_right, self._refuse, receiver=self._content)

    def _refuse(self, error: OmpError) -> None:
        if self._content is not None:
            self._content.refuse(error)
