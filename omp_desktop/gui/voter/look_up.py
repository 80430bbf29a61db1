"""Look a confirmation code up: whether the ballot is in the ballot box, never what a cast one holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language
from omp_desktop.gui.voter.key_pad import ERASE, make_keys
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import LineEdit, Notice, PushButton
from omp_desktop.services.voting import Inclusion

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PER_ROW = 12


@dataclass(frozen=True, slots=True)
class Written:
    """How something is written: in so many groups of so many signs."""

    group: int
    length: int

    def grouped(self, signs: str) -> str:
        """Signs in groups, as they are printed."""
        return "-".join(signs[start : start + self.group] for start in range(0, len(signs), self.group))


CODE, RECEIPT = Written(5, 25), Written(4, 28)


def signs_of(text: str) -> str:
    """Letters and digits without dashes and spaces."""
    return "".join(sign for sign in text if sign.isalnum())


class CodeEntryScreen(VoterScreen):
    """Enter a code by touch, by keys or by a scanner that types."""

    spare = ("titleLabel",)
    backed = Signal()

    codeEdit: LineEdit
    keysHolder: QWidget
    answerNotice: Notice
    backButton: PushButton
    findButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty entry."""
        self.form = CODE
        super().__init__(parent)
        self.codeEdit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.keys = make_keys(self.keysHolder, (*_SIGNS, ERASE), _PER_ROW, self._type, self._delete)
        for key in self.keys.values():
            key.measure = "voterTop"
        # A scanner types at once.
        self.setFocusProxy(self.codeEdit)
        self.answerNotice.hide()
        self.codeEdit.textEdited.connect(lambda _: self.answerNotice.hide())
        self.codeEdit.returnPressed.connect(self._ask)
        self.backButton.clicked.connect(self.backed)
        self.findButton.clicked.connect(self._ask)
        self.retranslate()

    def answer(self, kind: str, text: str) -> None:
        """Show what was found."""
        self.findButton.setEnabled(True)
        self.answerNotice.show()
        self.answerNotice.say(kind, text)
        self.fit()

    def retranslate(self) -> None:
        if hasattr(self, "keys"):
            self.keys[ERASE].setText(self.tr("Erase"))
            self.keys[ERASE].setAccessibleName(self.tr("Delete the last sign"))

    def ask(self, entered: str) -> None:
        """What is done with what was entered."""
        raise NotImplementedError

    def _type(self, sign: str) -> None:
        signs = self._entered() + sign
        if len(signs) <= self.form.length:
            self._show(signs)

    def _delete(self) -> None:
        self._show(self._entered()[:-1])

    def _show(self, signs: str) -> None:
        self.codeEdit.setText(self.form.grouped(signs))
        self.answerNotice.hide()

    def _entered(self) -> str:
        return signs_of(self.codeEdit.text())

    def _ask(self) -> None:
        if self.findButton.isEnabled() and self._entered():
            self.ask(self.codeEdit.text())


class LookUpScreen(CodeEntryScreen):
    """Asks for a confirmation code, and says what became of its ballot."""

    ui = ("voter", "look_up.ui")
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing found yet."""
        self._found: Inclusion | OmpError | None = None
        super().__init__(parent)

    def show_inclusion(self, inclusion: Inclusion) -> None:
        """Show whether the ballot of this code is in the ballot box."""
        self._found = inclusion
        self.answer(*self._answer(inclusion))

    def show_failure(self, error: OmpError) -> None:
        """Show why nothing could be looked up."""
        self._found = error
        self.answer(*self._answer(error))

    def retranslate(self) -> None:
        super().retranslate()
        self.codeEdit.setAccessibleName(self.tr("Confirmation code"))
        self.codeEdit.setPlaceholderText(self.tr("25 letters and digits"))
        # What was found stays on the screen when the voter changes the language.
        if self._found is not None and not self.answerNotice.isHidden():
            self.answerNotice.say(*self._answer(self._found))

    def ask(self, entered: str) -> None:
        signs = signs_of(entered)
        self.findButton.setEnabled(False)
        # The QR code of a voter who took a receipt holds both.
        self.asked.emit(signs[: CODE.length] if len(signs) == CODE.length + RECEIPT.length else entered)

    def _answer(self, found: Inclusion | OmpError) -> tuple[str, str]:
        """Kind of notice and sentence, in the language of the screen."""
        if isinstance(found, OmpError):
            said = found.describe(language.of(self))
            return "warn", f"{said.text} {said.next_step}"
        if found.status is None:
            return "warn", self.tr("No ballot has this code. Check each letter and digit.")
        return {
            BallotStatus.CAST: ("ok", self.tr("The ballot with this code is in the ballot box.")),
            BallotStatus.VOID: ("info", self.tr("The ballot with this code is void. It is not counted.")),
            BallotStatus.TESTED: (
                "info",
                self.tr("The ballot with this code was a test. It is not counted."),
            ),
            BallotStatus.COMMITTED: ("warn", self.tr("This ballot is sealed but not in the ballot box.")),
        }[found.status]
