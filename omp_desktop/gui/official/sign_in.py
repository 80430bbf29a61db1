"""Signing in: who, and their PIN. Also what a locked window shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Account, Role
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.words import sentence_case
from omp_desktop.gui.widgets import (
    Card,
    Column,
    Field,
    Label,
    LineEdit,
    Notice,
    PushButton,
    Row,
    SegmentedButtons,
    TableView,
    Text,
)
from omp_desktop.services.access import AccessService
from omp_desktop.services.access_errors import LockedOut
from omp_desktop.services.session import Session

OFFICIAL_ROLES = frozenset({Role.COMMISSION, Role.MANAGER, Role.OBSERVER})
# Each language in its own name, whatever the window speaks.
LANGUAGE_NAMES = (("ko", "한국어"), ("en", "English"))


class SignInScreen(Form):
    """A list of the people who may work here, and the PIN of the one who is chosen.

    A window for other people makes a subclass with its own `roles`.
    """

    roles: ClassVar[AbstractSet[Role]] = OFFICIAL_ROLES
    ui = ("official", "sign_in.ui")
    signed_in = Signal(object)
    language_wanted = Signal(str)

    languageButtons: SegmentedButtons
    titleLabel: Label
    reasonNotice: Notice
    accountsTable: TableView
    pinCard: Card
    nameLabel: Label
    roleLabel: Label
    pinField: Field
    pinEdit: LineEdit
    lockNotice: Notice
    signInButton: PushButton

    def __init__(
        self,
        access: AccessService,
        parent: QWidget | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` tells how long a pause after wrong PINs still is."""
        self._access = access
        self._seconds = seconds
        self._accounts: dict[str, Account] = {}
        self._shown_pins: Mapping[str, str] = {}
        self._locked_until: dict[str, float] = {}
        self._idle_minutes = 0
        self._busy = False
        super().__init__(parent)
        self.languageButtons.set_options(LANGUAGE_NAMES)
        self.languageButtons.chosen.connect(self.language_wanted)
        self._ticker = QTimer(self)
        self._ticker.setInterval(1000)
        self._ticker.timeout.connect(self._show_lock)
        self.accountsTable.row_chosen.connect(self._on_chosen)
        # Keys go through the list; whoever has pointed at a name types the PIN next.
        for pointed in (self.accountsTable.row_opened, self.accountsTable.clicked):
            pointed.connect(lambda _: self.pinEdit.setFocus())
        self.pinEdit.returnPressed.connect(self.sign_in)
        self.pinEdit.textEdited.connect(lambda _: self.pinField.set_error(""))
        self.signInButton.clicked.connect(self.sign_in)
        self._show_person()

    def retranslate(self) -> None:
        self.languageButtons.current = language.of(self)
        self.accountsTable.emptyText = self.nobody_text()
        self.accountsTable.set_columns([Column(self.tr("Name and role"), stretch=1)])
        self._show_accounts()
        self._show_reason()
        if hasattr(self, "_ticker"):
            self._show_person()

    def nobody_text(self) -> str:
        """What stands in the list while nobody can sign in."""
        return self.tr("No accounts yet. Set this computer up first.")

    def show_pins(self, pins: Mapping[str, str]) -> None:
        """In a demonstration: say the PIN of whoever is chosen, by name."""
        self._shown_pins = pins
        self._show_person()

    def begin(self, idle_minutes: int = 0) -> None:
        """Ask for a PIN; `idle_minutes` says after how long the window locked by itself, 0 if it did not."""
        self._idle_minutes = idle_minutes
        self._show_reason()
        self.pinEdit.clear()
        self.pinField.set_error("")
        self.work(self._access.accounts, self._on_accounts)

    def sign_in(self) -> None:
        """Check the PIN of the chosen person."""
        account_id, pin = self.accountsTable.chosen_key, self.pinEdit.text()
        if self._busy or not account_id or self._lock_left() > 0:
            return
        if not pin:
            self.pinField.set_error(lambda: self.tr("Type your PIN or password"))
            self.pinEdit.setFocus()
            return
        self._busy = True
        # A button that is disabled passes its focus on, to the languages.
        self.pinEdit.setFocus()
        self.signInButton.setEnabled(False)
        self.work(
            lambda: self._access.sign_in(account_id, pin),
            self._on_signed_in,
            lambda error: self._on_refused(account_id, error),
            settled=self._on_settled,
        )

    def _on_accounts(self, accounts: Sequence[Account]) -> None:
        self._accounts = {a.id: a for a in accounts if a.role in self.roles}
        self._show_accounts()
        if self.accountsTable.chosen_key not in self._accounts:
            self.accountsTable.choose(next(iter(self._accounts), ""))
        self._show_person()
        self.pinEdit.setFocus()

    def _on_chosen(self, _: str) -> None:
        self.pinEdit.clear()
        self.pinField.set_error("")
        self._show_person()

    def _on_signed_in(self, session: Session) -> None:
        self._locked_until.pop(session.account.id, None)
        self.pinEdit.clear()
        self.signed_in.emit(session)

    def _on_refused(self, account_id: str, error: OmpError) -> None:
        self.pinEdit.clear()
        if isinstance(error, LockedOut):
            self._locked_until[account_id] = self._seconds() + int(str(error.params["seconds"]))
            self.pinField.set_error("")
            self._show_person()
            return
        self.say_error(self.pinField, error)
        self.pinEdit.setFocus()

    def _on_settled(self) -> None:
        self._busy = False
        self._show_lock()

    def _show_accounts(self) -> None:
        speak = language.of(self)
        self.accountsTable.set_rows(
            [
                Row(a.id, (Text(a.name, sub=sentence_case(a.role.label(speak)), weight="name"),))
                for a in self._accounts.values()
            ]
        )

    def _show_person(self) -> None:
        account = self._accounts.get(self.accountsTable.chosen_key)
        self.nameLabel.setText(account.name if account else self.tr("Choose your name"))
        self.roleLabel.setText(sentence_case(account.role.label(language.of(self))) if account else "")
        pin = self._shown_pins.get(account.name, "") if account else ""
        self.pinField.set_hint(self.tr("Demonstration: the PIN is {pin}").format(pin=pin) if pin else "")
        self._show_lock()

    def _show_reason(self) -> None:
        self.reasonNotice.setVisible(self._idle_minutes > 0)
        if self._idle_minutes:
            self.reasonNotice.text = self.tr(
                "Nobody used this window for %n minutes, so it was locked. Nothing is lost.",
                "",
                self._idle_minutes,
            )

    def _lock_left(self) -> int:
        until = self._locked_until.get(self.accountsTable.chosen_key, 0.0)
        return max(0, round(until - self._seconds()))

    def _show_lock(self) -> None:
        left = self._lock_left()
        known = self.accountsTable.chosen_key in self._accounts
        if left and self.focusWidget() in {self.pinEdit, self.signInButton}:
            self.accountsTable.setFocus()
        self.pinEdit.setEnabled(known and not left)
        self.signInButton.setEnabled(known and not left and not self._busy)
        was_locked = self.lockNotice.isVisibleTo(self)
        self.lockNotice.setVisible(left > 0)
        if left:
            self.lockNotice.text = self.tr(
                "Too many wrong PINs. Try again in %n seconds. If you forgot your PIN, the commission sets a "
                "new one.",
                "",
                left,
            )
            self._ticker.start()
        else:
            self._ticker.stop()
            if was_locked:
                self.pinEdit.setFocus()
