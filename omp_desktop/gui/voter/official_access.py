"""The way out of a screen that only an official can end: an account and its PIN, by keys or by touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Account
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import ComboBox, Field, Label, LineEdit, PushButton


class OfficialAction(StrEnum):
    """What the official wants to do."""

    RELEASE = "release"
    LEAVE = "leave"
    OWN_VOTE = "own_vote"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, repr=False)
class OfficialEntry:
    """What was entered. Has no representation, so that it gets into no log."""

    account_id: str
    pin: str
    action: OfficialAction


class OfficialAccessSheet(Form):
    """Asks an official for a PIN and what to do. Shown in the official's sizes whatever the voter chose.

    `keys`: those with the digits of the PIN.
    """

    ui = ("voter", "official_access.ui")
    closed = Signal()

    titleLabel: Label
    textLabel: Label
    personField: Field
    personBox: ComboBox
    pinField: Field
    pinEdit: LineEdit
    clearButton: PushButton
    backspaceButton: PushButton
    cancelButton: PushButton
    measureButton: PushButton
    ownVoteButton: PushButton
    leaveButton: PushButton
    releaseButton: PushButton

    def __init__(
        self,
        officials: Sequence[Account],
        submitted: Callable[[OfficialEntry], None],
        *,
        actions: frozenset[OfficialAction],
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            officials: accounts whose PIN is accepted.
            submitted: gets what was entered; answers with `refuse`, or closes the sheet.
            actions: which buttons are there.
            parent: where it stands.
        """
        self._actions = actions
        self.keys: list[PushButton] = []
        super().__init__(parent)
        self._submitted = submitted
        for account in officials:
            self.personBox.addItem(account.name, account.id)
        self.measureButton.setVisible(OfficialAction.MEASURE in actions)
        self.ownVoteButton.setVisible(OfficialAction.OWN_VOTE in actions)
        self.leaveButton.setVisible(OfficialAction.LEAVE in actions)
        self.releaseButton.setVisible(OfficialAction.RELEASE in actions)
        self.pinEdit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.pinEdit.returnPressed.connect(self._on_return)
        for digit in range(10):
            key = self.content.findChild(PushButton, f"key{digit}Button")
            if key is not None:
                # A touch leaves the focus at the PIN: whatever reads the focus aloud would read the PIN.
                key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                self.keys.append(key)
                key.clicked.connect(lambda _=False, digit=digit: self._type(str(digit)))
        self.clearButton.clicked.connect(self.pinEdit.clear)
        self.backspaceButton.clicked.connect(self.pinEdit.backspace)
        self.cancelButton.clicked.connect(self.closed)
        self.measureButton.clicked.connect(lambda: self._submit(OfficialAction.MEASURE))
        self.ownVoteButton.clicked.connect(lambda: self._submit(OfficialAction.OWN_VOTE))
        self.leaveButton.clicked.connect(lambda: self._submit(OfficialAction.LEAVE))
        self.releaseButton.clicked.connect(lambda: self._submit(OfficialAction.RELEASE))

    def retranslate(self) -> None:
        if OfficialAction.RELEASE in self._actions:
            text = self.tr(
                "The voter's permit stays open. Let the voter begin again, or cancel the permit at the desk "
                "before somebody else uses this booth."
            )
        elif len(self._actions) > 1:
            text = self.tr("Enter your PIN, then press what you want to do.")
        else:
            text = self.tr("Enter your PIN to close the voter's screen.")
        self.textLabel.setText(text)

    def refuse(self, error: OmpError) -> None:
        """The PIN was wrong or may not act: say so and let them try again."""
        self._set_acting(True)
        self.pinEdit.clear()
        self.say_error(self.pinField, error)
        self.pinEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Nothing typed stays in memory longer than needed."""
        self.pinEdit.clear()

    def _type(self, digit: str) -> None:
        self.pinEdit.insert(digit)

    def _on_return(self) -> None:
        self._submit(
            OfficialAction.RELEASE if OfficialAction.RELEASE in self._actions else OfficialAction.LEAVE
        )

    def _submit(self, action: OfficialAction) -> None:
        pin = self.pinEdit.text()
        if not pin or self.personBox.currentData() is None:
            self.pinField.set_error(lambda: self.tr("Enter the PIN"))
            return
        self._set_acting(False)
        self._submitted(OfficialEntry(str(self.personBox.currentData()), pin, action))

    def _set_acting(self, enabled: bool) -> None:
        for button in (self.measureButton, self.ownVoteButton, self.leaveButton, self.releaseButton):
            button.setEnabled(enabled)
