"""The count as a guided sequence: key file, pass-phrase, two people, opening."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from omp_desktop.crypto.errors import KeyFileDamaged, KeyNotOfThisElection, WrongPassphrase
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official.stacks import show_page
from omp_desktop.gui.widgets import (
    CheckRow,
    Field,
    Hairline,
    Label,
    LineEdit,
    Notice,
    PushButton,
    StepItem,
    StepList,
)
from omp_desktop.services.counting_errors import TrusteeKeyInsideData, TrusteeKeyUnreadable

_FILE, _PHRASE, _OPEN = range(3)
_ROOM_FOR_WHY = 480  # px: a lower window shows the steps alone
_FILE_ERRORS = (TrusteeKeyUnreadable, TrusteeKeyInsideData, KeyFileDamaged, KeyNotOfThisElection)


@dataclass(frozen=True, slots=True, repr=False)
class CountWish:
    """What the trustee gave. Has no representation, so that the pass-phrase gets into no log."""

    key_file: Path
    passphrase: str
    confirm_small: bool


class CountingView(Form):
    """Three forms one after the other; nothing is opened before the last one is confirmed."""

    ui = ("official", "counting.ui")
    open_asked = Signal(object)  # CountWish

    stepList: StepList
    stepsLine: Hairline
    whyTitle: Label
    whyText: Label
    formTitle: Label
    formText: Label
    formStack: QWidget
    fileForm: QWidget
    phraseForm: QWidget
    openForm: QWidget
    fileField: Field
    fileEdit: LineEdit
    chooseButton: PushButton
    fileLabel: Label
    phraseField: Field
    phraseEdit: LineEdit
    smallNotice: Notice
    smallCheck: CheckRow
    backButton: PushButton
    nextButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the key file."""
        self._at = _FILE
        self._ballots, self._minimum = 0, 0
        self._busy = False
        super().__init__(parent)
        self._forms = (self.fileForm, self.phraseForm, self.openForm)
        self._dialog: QFileDialog | None = None
        self.chooseButton.clicked.connect(self._choose_file)
        self.fileEdit.textChanged.connect(lambda _: self.fileField.set_error(""))
        self.phraseEdit.textEdited.connect(lambda _: self.phraseField.set_error(""))
        self.fileEdit.returnPressed.connect(self._next)
        self.phraseEdit.returnPressed.connect(self._next)
        self.smallCheck.toggled.connect(self._show)
        self.backButton.clicked.connect(lambda: self._go(self._at - 1))
        self.nextButton.clicked.connect(self._next)
        self._show()

    def retranslate(self) -> None:
        if hasattr(self, "_forms"):
            self._show()

    def begin(self, ballots: int, minimum: int) -> None:
        """How many ballots there are, and how many the election wants to open together at least."""
        self._ballots, self._minimum = ballots, minimum
        self._show()

    def forget(self) -> None:
        """Back to the beginning; the pass-phrase does not stay."""
        self.phraseEdit.clear()
        self.phraseField.set_error("")
        self.smallCheck.setChecked(False)
        self._at = _FILE
        self._show()

    def set_busy(self, *, busy: bool) -> None:
        """The sums are being opened."""
        self._busy = busy
        self._show()

    def refuse(self, error: OmpError) -> bool:
        """Say what is wrong where it was entered; False when it was entered nowhere here."""
        said = error.describe(language.of(self))
        text = f"{said.text} {said.next_step}"
        if isinstance(error, _FILE_ERRORS):
            self._go(_FILE)
            self.fileField.set_error(text)
            return True
        if isinstance(error, WrongPassphrase):
            self.phraseEdit.clear()
            self._go(_PHRASE)
            self.phraseField.set_error(text)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self.stepsLine, self.whyTitle, self.whyText):
            part.setVisible(event.size().height() >= _ROOM_FOR_WHY)

    @property
    def _small(self) -> bool:
        return 0 < self._ballots < self._minimum

    def _go(self, place: int) -> None:
        self._at = min(max(place, _FILE), _OPEN)
        self._show()
        last = self.smallCheck if self._small else self.nextButton
        stop = (self.fileEdit, self.phraseEdit, last)[self._at]
        # After the sheet that is just closing has given the focus back.
        QTimer.singleShot(0, stop, lambda: stop.setFocus(Qt.FocusReason.OtherFocusReason))

    def _next(self) -> None:
        if self._busy:
            return
        if self._at == _FILE:
            if self.fileEdit.text().strip():
                self._go(_PHRASE)
            else:
                self.fileField.set_error(self.tr("Choose the key file on the trustee's medium"))
        elif self._at == _PHRASE:
            if self.phraseEdit.text():
                self._go(_OPEN)
            else:
                self.phraseField.set_error(self.tr("Type the trustee's pass-phrase"))
        elif not self._small or self.smallCheck.isChecked():
            file = Path(self.fileEdit.text().strip())
            self.open_asked.emit(CountWish(file, self.phraseEdit.text(), self._small))

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Key file"), "", self.tr("Key files (*.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.fileEdit.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._dialog = dialog

    def _show(self) -> None:
        at = self._at
        show_page(self.formStack, self._forms[at])
        self.stepList.set_steps(self._steps())
        titles = (
            self.tr("The trustee's key file"),
            self.tr("The trustee's pass-phrase"),
            self.tr("Two people open the count"),
        )
        texts = (
            self.tr("The trustee inserts the medium with the key file and chooses the file."),
            self.tr("Only the trustee types it; everybody else looks away."),
            self.tr("First the sums are compared with every ballot in the box, then they are opened."),
        )
        self.formTitle.setText(titles[at])
        self.formText.setText(texts[at])
        self.fileLabel.setText(Path(self.fileEdit.text()).name)
        self.smallNotice.setVisible(self._small)
        self.smallCheck.setVisible(self._small)
        self.smallNotice.text = self.tr(
            "Only {ballots} ballots; this election opens at least {minimum} together. The totals may show "
            "how single people voted."
        ).format(ballots=number(self._ballots), minimum=number(self._minimum))
        self.backButton.setVisible(at != _FILE)
        self.backButton.setEnabled(not self._busy)
        self.nextButton.setText(self.tr("Open the count") if at == _OPEN else self.tr("Continue"))
        self.nextButton.iconName = "key-round" if at == _OPEN else "arrow-right"
        agreed = at != _OPEN or not self._small or self.smallCheck.isChecked()
        self.nextButton.setEnabled(agreed and not self._busy)

    def _steps(self) -> list[StepItem]:
        words = (
            (self.tr("Key file"), self.tr("on the trustee's medium")),
            (self.tr("Pass-phrase"), self.tr("typed by the trustee")),
            (self.tr("Two people"), self.tr("with PINs of their own")),
            (self.tr("Result"), self.tr("provisional until certified")),
        )
        states = [
            "done" if place < self._at else "now" if place == self._at else "todo" for place in range(4)
        ]
        return [
            StepItem(title, sub, "done" if state == "done" else "now" if state == "now" else "todo")
            for (title, sub), state in zip(words, states, strict=True)
        ]
