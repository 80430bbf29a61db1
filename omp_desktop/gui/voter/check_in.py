"""Self check-in: roll number and personal code by number pad, and the way to the desk without them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.personal_code import CODE_DIGITS
from omp_desktop.gui import language
from omp_desktop.gui.announce import announce
from omp_desktop.gui.voter.key_pad import ERASE, make_keys
from omp_desktop.gui.voter.letter import DASH, Entry
from omp_desktop.gui.voter.places import FOR_VOTERS
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import Label, PushButton, StepIndicator
from omp_desktop.services.self_check_in_errors import (
    CheckedInBefore,
    PersonalCodeLocked,
    SelfCheckInUnavailable,
    VotedBefore,
)

_PER_ROW = 3
_KEYS = (*"123456789", DASH, "0", ERASE)
_KEY_WIDTH = 1.4  # of its height
_GAP, _AROUND = 12, 48  # px between the keys; above and below them
_FOR_THE_VOTER = (*FOR_VOTERS, PersonalCodeLocked, VotedBefore, CheckedInBefore)
_ENDING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class CheckInScreen(VoterScreen):
    """Asks for the roll number, then for the code. What was entered leaves it with `entered`, a `Letter`."""

    ui = ("voter", "check_in.ui")
    spare = ("stepIndicator", "hintLabel")
    entered = Signal(object)
    # Heading and sentence on what is missing.
    incomplete = Signal(str, str)
    backed = Signal()

    stepIndicator: StepIndicator
    titleLabel: Label
    hintLabel: Label
    entryLabel: Label
    padHolder: QWidget
    backButton: PushButton
    nextButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the number."""
        self._entry = Entry()
        self._sent = False
        self.keys: dict[str, PushButton] = {}
        super().__init__(parent)
        self._make_pad()
        self.backButton.clicked.connect(self._back)
        self.nextButton.clicked.connect(self._go_on)
        self.retranslate()

    def retranslate(self) -> None:
        if not self.keys:
            return
        at_code = self._entry.at_code
        if at_code:
            self.titleLabel.setText(self.tr("Enter your personal code"))
            self.hintLabel.setText(self.tr("The %n digits in your letter.", "", CODE_DIGITS))
            self.nextButton.setText(self.tr("Check in"))
            self.nextButton.iconName = ""
            self.backButton.setText(self.tr("Back"))
        else:
            self.titleLabel.setText(self.tr("Enter your roll number"))
            self.hintLabel.setText(self.tr("It is in your letter. Without a letter, go to the desk."))
            self.nextButton.setText(self.tr("Next"))
            self.nextButton.iconName = "arrow-right"
            self.backButton.setText(self.tr("Back to the start"))
        self.keys[ERASE].setText(self.tr("Erase"))
        self.keys[ERASE].setAccessibleName(self.tr("Delete the last sign"))
        self.keys[DASH].setAccessibleName(self.tr("Dash"))
        self._show()

    def fit(self) -> None:
        sizes = self.theme().sizes
        rows = len(_KEYS) // _PER_ROW
        around = sizes.bottom_bar + self.stepIndicator.sizeHint().height() + _AROUND
        large = rows * sizes.large_button + (rows - 1) * _GAP + around <= self.height()
        for key in self.keys.values():
            key.measure = "voterLarge" if large else "voterAction"
        hint = self.keys[ERASE].sizeHint()
        for key in self.keys.values():
            # All alike, also beside the one with a word.
            key.setMinimumWidth(max(hint.width(), round(hint.height() * _KEY_WIDTH)))
        super().fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        elif event.key() == Qt.Key.Key_Backspace:
            self._delete()
        elif event.key() in _ENDING:
            self._go_on()
        elif not self._type(event.text()):
            super().keyPressEvent(event)

    def _make_pad(self) -> None:
        self.keys = make_keys(self.padHolder, _KEYS, _PER_ROW, self._type, self._delete)
        for key in self.keys.values():
            policy = key.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
            policy.setRetainSizeWhenHidden(True)
            key.setSizePolicy(policy)

    def _type(self, sign: str) -> bool:
        typed = not self._sent and self._entry.type(sign)
        if typed:
            self._show()
        return typed

    def _delete(self) -> None:
        self._entry.delete()
        self._show()

    def _back(self) -> None:
        if not self._entry.at_code:
            self._entry.forget()
            self.backed.emit()
            return
        self._entry.forget()
        self._turn()

    def _go_on(self) -> None:
        if self._sent:
            return
        if not self._entry.complete:
            self.incomplete.emit(*self._missing())
        elif self._entry.at_code:
            letter, self._sent = self._entry.take(), True
            self._show()
            self.entered.emit(letter)
        else:
            self._entry.at_code = True
            self._turn()

    def _turn(self) -> None:
        """The other step of the two."""
        self.retranslate()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleName(self.heading())
        announce(self, self.heading())

    def _show(self) -> None:
        shown, nothing = self._entry.shown, self.tr("empty")
        field = self.tr("Personal code") if self._entry.at_code else self.tr("Roll number")
        self.entryLabel.setText(shown or " ")
        self.entryLabel.setAccessibleName(f"{field}: {shown or nothing}")
        self.keys[DASH].setVisible(not self._entry.at_code)

    def _missing(self) -> tuple[str, str]:
        if self._entry.at_code:
            return (
                self.tr("The code is not complete"),
                self.tr("It has %n digits. Enter all of them.", "", CODE_DIGITS),
            )
        return self.tr("The number is missing"), self.tr("Enter the roll number in your letter.")


class ToDeskScreen(VoterScreen):
    """The booth cannot check this voter in: why, and that the desk can."""

    ui = ("voter", "to_desk.ui")
    spare = ("signIcon",)
    done = Signal()

    textLabel: Label
    nextLabel: Label
    doneButton: PushButton

    def __init__(self, refusal: OmpError, parent: QWidget | None = None) -> None:
        """Show why."""
        self._refusal = refusal
        super().__init__(parent)
        self.doneButton.clicked.connect(self.done)
        self.retranslate()

    def retranslate(self) -> None:
        plain = isinstance(self._refusal, _FOR_THE_VOTER)
        said = (self._refusal if plain else SelfCheckInUnavailable()).describe(language.of(self))
        self.textLabel.setText(said.text)
        self.nextLabel.setText(said.next_step)
