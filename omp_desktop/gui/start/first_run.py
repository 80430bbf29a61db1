"""The first run in an empty folder, and what may stand in the way before a store is open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.help import show_help
from omp_desktop.gui.start.chooser import LANGUAGE_NAMES
from omp_desktop.gui.widgets import Field, Label, LineEdit, Notice, PushButton, SegmentedButtons
from omp_desktop.paths import ProgramIncomplete
from omp_desktop.store.errors import StoreNewer, StoreNotUpgraded
from omp_desktop.store.mirror_state import MirrorMode, MirrorState

# What is mended by installing the program.
_OF_THE_PROGRAM: Final = (ProgramIncomplete, StoreNewer, StoreNotUpgraded)


class StartForm(Form):
    """A screen of the start: brand at the top, languages at the right. F1 shows the guide at `place`."""

    place = "start"
    language_wanted = Signal(str)
    languageButtons: SegmentedButtons

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.languageButtons.set_options(LANGUAGE_NAMES)
        self.languageButtons.current = language.of(self)
        self.languageButtons.chosen.connect(self.language_wanted)
        QShortcut(QKeySequence("F1"), self, lambda: show_help(self, self.place))

    def retranslate(self) -> None:
        self.languageButtons.current = language.of(self)

    @staticmethod
    def _ask_again(fields: tuple[Field, ...]) -> None:
        """Put the focus where the first error stands."""
        wrong = next((field.input() for field in fields if field.error), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)


@dataclass(frozen=True, slots=True)
class Step:
    """Which of how many steps of a set-up a screen is."""

    number: int
    of: int


class StepForm(StartForm):
    """A screen of a guided set-up: it says which step it is, and leads back to the one before."""

    back_asked = Signal()

    stepLabel: Label
    backButton: PushButton

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        self._step = step
        super().__init__(parent)
        self.backButton.clicked.connect(self.back_asked)

    def retranslate(self) -> None:
        super().retranslate()
        step = self._step
        self.stepLabel.setText(self.tr("Step {number} of {of}").format(number=step.number, of=step.of))


class Opening(StartForm):
    """The moment while keys and store are opened."""

    ui = ("start", "opening.ui")
    titleLabel: Label


class FirstRun(StartForm):
    """An empty folder: the demonstration, or a real start as the commission, a polling station, a candidate,
    or from a backup.
    """

    ui = ("start", "first_run.ui")
    demonstration_chosen = Signal()
    set_up_chosen = Signal()
    station_chosen = Signal()
    candidate_chosen = Signal()
    restore_chosen = Signal()

    demoButton: PushButton
    setUpButton: PushButton
    stationButton: PushButton
    candidateButton: PushButton
    restoreButton: PushButton
    folderLabel: Label

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """`folder` is named at the foot, so that nobody sets up in the wrong one."""
        self._folder = folder
        super().__init__(parent)
        self.demoButton.clicked.connect(self.demonstration_chosen)
        self.setUpButton.clicked.connect(self.set_up_chosen)
        self.stationButton.clicked.connect(self.station_chosen)
        self.candidateButton.clicked.connect(self.candidate_chosen)
        self.restoreButton.clicked.connect(self.restore_chosen)

    def retranslate(self) -> None:
        super().retranslate()
        self.folderLabel.setText(self.tr("Data folder: {folder}").format(folder=self._folder))


class CandidateStart(StartForm):
    """What a candidate needs to know, who has nothing to set up."""

    ui = ("start", "candidate.ui")
    place = "start/candidate"
    demonstration_chosen = Signal()
    back_asked = Signal()

    backButton: PushButton
    demoButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.demoButton.clicked.connect(self.demonstration_chosen)
        self.backButton.clicked.connect(self.back_asked)


class FirstAccount(StepForm):
    """Name and PIN of the first account; at a station it belongs to whoever sets the station up."""

    ui = ("start", "account.ui")
    wanted = Signal(str, str)

    whyLabel: Label
    nameField: Field
    nameEdit: LineEdit
    pinField: Field
    pinEdit: LineEdit
    againField: Field
    againEdit: LineEdit
    createButton: PushButton

    def __init__(self, step: Step, parent: QWidget | None = None, *, station: bool = False) -> None:
        """`station`: this PC becomes a polling station."""
        self._station = station
        super().__init__(step, parent)
        for edit in (self.pinEdit, self.againEdit):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.returnPressed.connect(self._create)
        self.createButton.clicked.connect(self._create)

    def retranslate(self) -> None:
        super().retranslate()
        if self._station:
            self.whyLabel.setText(
                self.tr("It is yours, who set up this station: it makes all other accounts here.")
            )

    def refuse(self, error: OmpError) -> None:
        """Say at the PIN what is wrong, and let them try again."""
        self.say_error(self.pinField, error)
        self.createButton.setEnabled(True)
        self._ask_again((self.pinField,))

    def forget(self) -> None:
        """Leave no PIN in the window."""
        self.pinEdit.clear()
        self.againEdit.clear()

    def _create(self) -> None:
        name = self.nameEdit.text().strip()
        self.nameField.set_error("" if name else lambda: self.tr("Enter a name."))
        self.pinField.set_error("")
        same = self.pinEdit.text() == self.againEdit.text()
        self.againField.set_error("" if same else lambda: self.tr("The two PINs differ. Enter them again."))
        self._ask_again((self.nameField, self.againField))
        if name and same and self.createButton.isEnabled():
            # A button that is disabled passes its focus on, to the languages.
            self.pinEdit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.createButton.setEnabled(False)
            self.wanted.emit(name, self.pinEdit.text())


class KeysPassphrase(StartForm):
    """Keys under a pass-phrase: unlocking those that are there, or the way out without a key store."""

    ui = ("start", "passphrase.ui")
    passphrase_given = Signal(str)
    retry_asked = Signal()
    back_asked = Signal()

    titleLabel: Label
    whyLabel: Label
    troubleNotice: Notice
    passphraseField: Field
    passphraseEdit: LineEdit
    againField: Field
    againEdit: LineEdit
    backButton: PushButton
    retryButton: PushButton
    useButton: PushButton

    def __init__(self, trouble: OmpError | None, parent: QWidget | None = None) -> None:
        """`trouble` with the key store offers to make key files; None unlocks those that are there."""
        self._trouble = trouble
        super().__init__(parent)
        self.againField.setVisible(trouble is not None)
        self.retryButton.setVisible(trouble is not None)
        self.backButton.setVisible(trouble is not None)
        self.troubleNotice.setVisible(trouble is not None)
        for edit in (self.passphraseEdit, self.againEdit):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.returnPressed.connect(self._use)
        self.useButton.clicked.connect(self._use)
        self.retryButton.clicked.connect(self.retry_asked)
        self.backButton.clicked.connect(self.back_asked)

    def retranslate(self) -> None:
        super().retranslate()
        if self._trouble is None:
            self.titleLabel.setText(self.tr("Unlock the keys of this PC"))
            self.whyLabel.setText(
                self.tr("They lie in files under the pass-phrase that was chosen at the set-up.")
            )
            self.useButton.setText(self.tr("Unlock"))
            return
        said = self._trouble.describe(language.of(self))
        self.titleLabel.setText(self.tr("The key store cannot be used"))
        self.troubleNotice.text = f"{said.text} {said.next_step}"
        self.whyLabel.setText(
            self.tr(
                "Or keep the keys in files under a pass-phrase. It is asked for at every start, and nobody "
                "can find it again: without it the data of this PC is lost."
            )
        )

    def refuse(self, error: OmpError) -> None:
        """Say what is wrong, and let them try again."""
        self.say_error(self.passphraseField, error)
        self.useButton.setEnabled(True)
        self._ask_again((self.passphraseField,))

    def _use(self) -> None:
        self.passphraseField.set_error("")
        same = self._trouble is None or self.passphraseEdit.text() == self.againEdit.text()
        self.againField.set_error(
            "" if same else lambda: self.tr("The two pass-phrases differ. Enter them again.")
        )
        self._ask_again((self.againField,))
        if same and self.useButton.isEnabled():
            self.passphraseEdit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.useButton.setEnabled(False)
            self.passphrase_given.emit(self.passphraseEdit.text())


class StartTrouble(StartForm):
    """The store cannot be opened: what happened, what to do, and the same again.

    Where a second medium has a copy, one can go on with that. Where only another version of the program
    helps, trying again is not offered.
    """

    ui = ("start", "trouble.ui")
    retry_asked = Signal()
    close_asked = Signal()
    take_over_asked = Signal()
    demonstration_chosen = Signal()

    textLabel: Label
    nextLabel: Label
    codeLabel: Label
    copyNotice: Notice
    retryButton: PushButton
    demoButton: PushButton
    closeButton: PushButton
    takeOverButton: PushButton

    def __init__(
        self, error: OmpError, copy: MirrorState | None = None, parent: QWidget | None = None
    ) -> None:
        """Show `error`; `copy` is what one could go on with."""
        self._error = error
        self._copy = copy
        if isinstance(error, _OF_THE_PROGRAM):
            self.place = "start/program"
        elif error.code.startswith("store."):
            self.place = "start/data"
        self._anew = False
        super().__init__(parent)
        self.copyNotice.setVisible(copy is not None)
        self.takeOverButton.setVisible(copy is not None)
        self.takeOverButton.clicked.connect(self._ask_take_over)
        if copy is not None:
            self.retryButton.kind = "secondary"
        self.retryButton.clicked.connect(self.retry_asked)
        self.closeButton.clicked.connect(self.close_asked)
        self.demoButton.clicked.connect(self._choose_demonstration)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.retryButton.isHidden():
            # Otherwise a key pressed early would begin with throwing something away.
            self.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_here(self) -> None:
        """Trying again does not help: what is left is to close the program."""
        self.retryButton.hide()
        self.closeButton.kind = "primary"

    def offer_demonstration(self, *, anew: bool) -> None:
        """Meanwhile the demonstration can be opened; `anew`: it is what cannot be opened."""
        self._anew = anew
        self.demoButton.show()
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        said = self._error.describe(language.of(self))
        self.textLabel.setText(said.text)
        self.nextLabel.setText(said.next_step)
        self.codeLabel.setText(self._error.code)
        if self._anew:
            self.demoButton.setText(self.tr("Start the demonstration over"))
        if self._copy is not None:
            self.copyNotice.kind = "info" if self._copy.mode is MirrorMode.ON else "warn"
            self.copyNotice.text = self._about_copy(self._copy)

    def _about_copy(self, copy: MirrorState) -> str:
        place = str(Path(copy.path).parent)
        if copy.mode is MirrorMode.ON:
            return self.tr("The second medium has everything that was recorded: {place}").format(place=place)
        return self.tr("The second medium has a copy that lacks what was written last: {place}").format(
            place=place
        )

    def _choose_demonstration(self) -> None:
        if not self._anew:
            self.demonstration_chosen.emit()
            return
        dialogs.confirm(
            self,
            self.tr("Start the demonstration over?"),
            self.tr(
                "Everything in the demonstration is thrown away and made anew. No real election is touched."
            ),
            accept=self.tr("Start over"),
            kind="danger",
            accepted=self.demonstration_chosen.emit,
        )

    def _ask_take_over(self) -> None:
        dialogs.confirm(
            self,
            self.tr("Go on with the copy?"),
            self.tr(
                "The copy is checked and takes the place of the damaged data, which are kept in the folder "
                "evidence. No votes are taken before two people confirm it in the officials' window."
            ),
            accept=self.tr("Go on with the copy"),
            accepted=self.take_over_asked.emit,
        )
