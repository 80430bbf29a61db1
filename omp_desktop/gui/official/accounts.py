"""Accounts: who can sign in at this computer, and in which role."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Account, Role
from omp_desktop.domain.access_errors import (
    PasswordTooShort,
    PasswordWeak,
    PinNotDigits,
    PinTooLong,
    PinTooShort,
    PinWeak,
)
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.election import Election
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.words import sentence_case
from omp_desktop.gui.widgets import (
    ButtonCell,
    Card,
    Column,
    ComboBox,
    Field,
    Label,
    LineEdit,
    PillCell,
    PushButton,
    Row,
    TableView,
    Text,
)
from omp_desktop.services.access_errors import (
    AccountNameTaken,
    CandidateForAccountMissing,
    CandidateHasAccount,
)
from omp_desktop.services.session import Session

# Who gets an account here; trustees act with their key file, not with an account.
ROLES = (Role.MANAGER, Role.OBSERVER, Role.CANDIDATE, Role.COMMISSION)
_PIN_ERRORS = (PinTooShort, PinTooLong, PinNotDigits, PinWeak, PasswordTooShort, PasswordWeak)
_ICONS = {
    Role.COMMISSION: "landmark",
    Role.MANAGER: "shield-check",
    Role.OBSERVER: "eye",
    Role.CANDIDATE: "user-round",
    Role.TRUSTEE: "key-round",
}


@dataclass(frozen=True, slots=True)
class _Read:
    """What the panel shows, read at one go."""

    accounts: tuple[Account, ...]
    candidates: tuple[tuple[Candidate, Election], ...]


class AccountsPanel(Form):
    """The accounts, the form for a new one, and what can be done with the chosen one."""

    ui = ("official", "accounts.ui")

    listTitle: Label
    accountsTable: TableView
    formCard: Card
    nameField: Field
    nameEdit: LineEdit
    roleField: Field
    roleBox: ComboBox
    candidateField: Field
    candidateBox: ComboBox
    roleLabel: Label
    pinsField: Field
    pinEdit: LineEdit
    againEdit: LineEdit
    addButton: PushButton
    chosenCard: Card
    chosenTitle: Label
    chosenRole: Label
    newPinsField: Field
    newPinEdit: LineEdit
    newAgainEdit: LineEdit
    resetButton: PushButton
    deactivateButton: PushButton
    closeButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._services = services
        self._session: Session | None = None
        self._read = _Read((), ())
        self._chosen = ""
        self._adding = False
        super().__init__(parent)
        self._errors = InlineErrors(
            self,
            {
                AccountNameTaken: self.nameField,
                TextField.NAME: self.nameField,
                CandidateHasAccount: self.candidateField,
                CandidateForAccountMissing: self.candidateField,
                **dict.fromkeys(_PIN_ERRORS, self.pinsField),
            },
        )
        self._reset_errors = InlineErrors(self, dict.fromkeys(_PIN_ERRORS, self.newPinsField))
        self.accountsTable.button_pressed.connect(lambda key, _column: self._open(key))
        self.accountsTable.row_opened.connect(self._open)
        self.roleBox.currentIndexChanged.connect(self._on_role)
        # The names of an election and a candidate together may be longer than the card is wide.
        self.candidateBox.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.candidateBox.currentTextChanged.connect(self.candidateBox.setToolTip)
        self.candidateBox.currentIndexChanged.connect(lambda _: self._offer_name())
        self.addButton.clicked.connect(self._add)
        self.resetButton.clicked.connect(self._reset)
        self.deactivateButton.clicked.connect(self._ask_deactivate)
        self.closeButton.clicked.connect(lambda: self._open(""))
        for edit in (self.nameEdit, self.pinEdit, self.againEdit):
            edit.returnPressed.connect(self._add)
        for edit in (self.newPinEdit, self.newAgainEdit):
            edit.returnPressed.connect(self._reset)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the window is locked: a PIN that somebody began to type goes. A window that was
        only made small keeps it.
        """
        super().hideEvent(event)
        if not event.spontaneous():
            for edit in (self.pinEdit, self.againEdit, self.newPinEdit, self.newAgainEdit):
                edit.clear()

    def show_for(self, session: Session) -> None:
        """Read the accounts and show them to the person signed in."""
        self._session = session
        self.work(lambda: _read(self._services), self._show)

    def retranslate(self) -> None:
        speak = language.of(self)
        self._fill_roles()
        self.listTitle.setText(self.tr("%n accounts", "", len(self._read.accounts)))
        self.accountsTable.set_columns(
            [
                Column(self.tr("Name"), stretch=1),
                Column(self.tr("Role"), width=256),
                Column("", width=104, align="right"),
            ]
        )
        can = self._by_commission()
        self.accountsTable.set_rows(
            [
                Row(
                    account.id,
                    (
                        Text(account.name, sub=self._belongs_to(account), weight="name"),
                        PillCell("plain", _ICONS[account.role], sentence_case(account.role.label(speak))),
                        ButtonCell(self.tr("Change")) if can else Text(""),
                    ),
                )
                for account in self._read.accounts
            ]
        )
        self._show_cards()

    def _by_commission(self) -> bool:
        return self._session is not None and self._session.account.role is Role.COMMISSION

    def _belongs_to(self, account: Account) -> str:
        if account.candidate_id is None:
            return ""
        for candidate, election in self._read.candidates:
            if candidate.id == account.candidate_id:
                return self._candidate_words(candidate, election)
        return ""

    def _candidate_words(self, candidate: Candidate, election: Election) -> str:
        name = election.name.text(language.of(self))
        return f"{candidate.number} {candidate.name} · {name}"

    def _fill_roles(self) -> None:
        speak = language.of(self)
        if not self.roleBox.count():
            for role in ROLES:
                self.roleBox.addItem("", role.value)
        for at, role in enumerate(ROLES):
            self.roleBox.setItemText(at, sentence_case(role.label(speak)))

    def _show(self, read: _Read) -> None:
        self._read = read
        before = self.candidateBox.currentData()
        self.candidateBox.clear()
        taken = {account.candidate_id for account in read.accounts}
        for candidate, election in read.candidates:
            if candidate.id not in taken:
                self.candidateBox.addItem(self._candidate_words(candidate, election), candidate.id)
        self.candidateBox.setCurrentIndex(max(0, self.candidateBox.findData(before)))
        if self._chosen not in {account.id for account in read.accounts}:
            self._chosen = ""
        self.retranslate()

    def _show_cards(self) -> None:
        account = next((a for a in self._read.accounts if a.id == self._chosen), None)
        self.formCard.setVisible(account is None)
        self.chosenCard.setVisible(account is not None)
        if account is not None:
            self.chosenTitle.setText(account.name)
            self.chosenRole.setText(sentence_case(account.role.label(language.of(self))))
        for part in (self.nameEdit, self.roleBox, self.pinEdit, self.againEdit, self.addButton):
            part.setEnabled(self._by_commission())
        self._on_role()

    def _role(self) -> Role:
        return Role(self.roleBox.currentData())

    def _on_role(self) -> None:
        if self.roleBox.currentData() is None:
            return
        role = self._role()
        words = {
            Role.COMMISSION: self.tr("Sets elections up, publishes them, adds accounts."),
            Role.MANAGER: self.tr("Opens and closes the polls, checks voters in."),
            Role.OBSERVER: self.tr("Confirms opening and closing with a PIN of their own."),
            Role.CANDIDATE: self.tr("Writes their own pledges."),
        }
        self.candidateField.setVisible(role is Role.CANDIDATE)
        none_left = role is Role.CANDIDATE and not self.candidateBox.count()
        if not self._by_commission():
            self.roleLabel.setText(self.tr("A commission official signs in to add accounts."))
        elif none_left:
            self.roleLabel.setText(
                self.tr("Every candidate has an account, or none is registered yet: register one first.")
            )
        else:
            self.roleLabel.setText(words[role])
        self.addButton.setEnabled(self._by_commission() and not none_left and not self._adding)
        self._offer_name()

    def _offer_name(self) -> None:
        """The account of a candidate has the candidate's name unless another one is typed."""
        self.nameEdit.setPlaceholderText(self._candidate_name() if self._role() is Role.CANDIDATE else "")

    def _candidate_name(self) -> str:
        chosen = self.candidateBox.currentData()
        return next((c.name for c, _ in self._read.candidates if c.id == chosen), "")

    def _open(self, key: str) -> None:
        if key and not self._by_commission():
            return
        self._chosen = key
        self._reset_errors.clear()
        self.newPinEdit.clear()
        self.newAgainEdit.clear()
        self._show_cards()
        (self.newPinEdit if key else self.nameEdit).setFocus()

    def _add(self) -> None:
        session = self._session
        if session is None or not self.addButton.isEnabled():
            return
        self._errors.clear()
        role, pin = self._role(), self.pinEdit.text()
        name = self.nameEdit.text() or self.nameEdit.placeholderText()
        if pin != self.againEdit.text():
            self._refuse_pin(self.pinsField, self.pinEdit, self.againEdit)
            return
        candidate = str(self.candidateBox.currentData()) if role is Role.CANDIDATE else None
        access = self._services.access
        self._set_adding(adding=True)
        self.work(
            lambda: access.add_account(session, name, role, pin, candidate),
            lambda _account: self._on_added(),
            self._errors.show,
            settled=lambda: self._set_adding(adding=False),
        )

    def _set_adding(self, *, adding: bool) -> None:
        """Enter held down, or pressed once more, adds one account."""
        self._adding = adding
        self._on_role()

    def _refuse_pin(self, field: Field, *edits: LineEdit) -> None:
        field.set_error(self.tr("The two PINs differ. Enter the same one twice."))
        edits[-1].setFocus()

    def _on_added(self) -> None:
        for edit in (self.nameEdit, self.pinEdit, self.againEdit):
            edit.clear()
        self._read_again()
        self.nameEdit.setFocus()

    def _read_again(self) -> None:
        if self._session is not None:
            self.show_for(self._session)

    def _reset(self) -> None:
        session, account_id = self._session, self._chosen
        if session is None or not account_id or not self.resetButton.isEnabled():
            return
        self._reset_errors.clear()
        pin = self.newPinEdit.text()
        if pin != self.newAgainEdit.text():
            self._refuse_pin(self.newPinsField, self.newPinEdit, self.newAgainEdit)
            return
        access = self._services.access
        self.resetButton.setEnabled(False)
        self.work(
            lambda: access.reset_pin(session, account_id, pin),
            lambda _nothing: self._on_reset(),
            self._reset_errors.show,
            settled=lambda: self.resetButton.setEnabled(True),
        )

    def _on_reset(self) -> None:
        name = self.chosenTitle.text()
        self._open("")
        dialogs.show_message(
            self,
            self.tr("{name} has a new PIN").format(name=name),
            self.tr("The PIN before does not work any more. Tell the new one to this person alone."),
            kind="ok",
        )

    def _ask_deactivate(self) -> None:
        session, account_id = self._session, self._chosen
        if session is None or not account_id:
            return
        access = self._services.access
        dialogs.confirm(
            self,
            self.tr("Switch off the account of {name}?").format(name=self.chosenTitle.text()),
            self.tr(
                "This person cannot sign in any more. The account cannot be switched on again; a new one "
                "can be added."
            ),
            accept=self.tr("Switch the account off"),
            accepted=lambda: self.work(
                lambda: access.deactivate(session, account_id), lambda _nothing: self._read_again()
            ),
            kind="danger",
        )


def _read(services: OfficialServices) -> _Read:
    """Accounts, and the candidates who may get one: on a worker."""
    candidates = tuple(
        (candidate, election)
        for election in services.elections.all()
        for candidate in services.candidates.in_election(election.id)
    )
    return _Read(tuple(services.access.accounts()), candidates)
