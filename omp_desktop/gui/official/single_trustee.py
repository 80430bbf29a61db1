"""The key of the count made by one trustee, who keeps the file that opens the count."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access_errors import PasswordTooShort, PasswordWeak, PinTooLong
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui import dialogs
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.passphrase import LEVELS, strength
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import (
    Card,
    Field,
    Label,
    LineEdit,
    Notice,
    PushButton,
    StepItem,
    StepList,
    StrengthMeter,
)
from omp_desktop.services.election_errors import KeyFileUnwritable, KeyFolderInsideData, KeyFolderMissing


class SingleTrustee(ElectionTab):
    """What 1 of 1 means, and the trustee's turn."""

    ui = ("official", "single_trustee.ui")
    key = "key"

    # Several people are to make the key together.
    several_wanted = Signal()

    whyLabel: Label
    severalButton: PushButton
    steps: StepList
    keyNotice: Notice
    formCard: Card
    trusteeField: Field
    trusteeEdit: LineEdit
    phraseField: Field
    phraseEdit: LineEdit
    againField: Field
    againEdit: LineEdit
    strength: StrengthMeter
    strengthLabel: Label
    folderField: Field
    folderEdit: LineEdit
    folderButton: PushButton
    warnNotice: Notice
    makeButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._folder: Path | None = None
        self._saved: Path | None = None
        super().__init__(services, parent)
        self._errors = InlineErrors(
            self,
            {
                TextField.NAME: self.trusteeField,
                PasswordTooShort: self.phraseField,
                PasswordWeak: self.phraseField,
                PinTooLong: self.phraseField,
                KeyFolderMissing: self.folderField,
                KeyFolderInsideData: self.folderField,
                KeyFileUnwritable: self.folderField,
            },
        )
        self.strength.levels = LEVELS
        self.phraseEdit.textChanged.connect(self._on_typed)
        for edit in (self.trusteeEdit, self.phraseEdit, self.againEdit):
            edit.textChanged.connect(self._show_steps)
        self.folderButton.clicked.connect(self._ask_folder)
        self.severalButton.clicked.connect(self.several_wanted)
        self.makeButton.clicked.connect(self._make)

    def title(self) -> str:
        return self.tr("Key of the count")

    def another(self) -> None:
        self._saved = None
        self._folder = None
        self._forget()

    def showing(self) -> None:
        self.formCard.setVisible(self.draft)
        self.severalButton.setVisible(self.draft)
        self.severalButton.setEnabled(self.may_edit)
        self.whyLabel.setText(
            self.tr(
                "Ballots are encrypted with this key, and only it opens the count. One person alone could "
                "open it: choose somebody whom all candidates trust, and keep the file apart from this "
                "computer."
            )
        )
        ready = self.view.key_ready
        self.keyNotice.setVisible(ready)
        # Once the key is made, what to do with it stands in place of what it is.
        self.whyLabel.setVisible(not ready)
        self.keyNotice.kind = "ok"
        if self._saved is not None:
            self.keyNotice.text = self.tr(
                "The key is made. The trustee takes the medium with the file {file} now."
            ).format(file=self._saved.name)
        else:
            self.keyNotice.text = self.tr("The key of the count is made.")
        self.makeButton.setText(self.tr("Make the key again …") if ready else self.tr("Make the key"))
        for part in (self.trusteeEdit, self.phraseEdit, self.againEdit, self.folderButton, self.makeButton):
            part.setEnabled(self.may_edit)
        self._on_typed()
        self._show_steps()

    def _show_steps(self) -> None:
        if self._view is None:
            return
        ready = self.view.key_ready
        phrase = self.phraseEdit.text()
        done = [
            ready or bool(self.trusteeEdit.text().strip()),
            ready or bool(phrase and phrase == self.againEdit.text()),
            ready or self._folder is not None,
            ready,
        ]
        words = [
            (self.tr("Name the trustee"), self.tr("Who keeps the key")),
            (self.tr("Pass-phrase"), self.tr("Known to the trustee alone")),
            (self.tr("The trustee's medium"), self.tr("A USB medium, not this computer")),
            (self.tr("Make the key"), self.tr("The file is written and read back")),
        ]
        now = next((at for at, fulfilled in enumerate(done) if not fulfilled), len(done))
        self.steps.set_steps(
            [
                StepItem(title, sub, "done" if done[at] else "now" if at == now else "todo")
                for at, (title, sub) in enumerate(words)
            ]
        )

    def _on_typed(self) -> None:
        level = strength(self.phraseEdit.text())
        self.strength.level = level
        words = (
            self.tr("Several words are best"),
            self.tr("Weak"),
            self.tr("Fair"),
            self.tr("Good"),
            self.tr("Strong"),
        )
        self.strengthLabel.setText(words[level])

    def _ask_folder(self) -> None:
        file_choice.ask_folder(self, self.tr("A folder on the trustee's medium"), self._on_folder)

    def _on_folder(self, folder: Path) -> None:
        self._folder = folder
        self.folderEdit.setText(str(folder))
        self.folderEdit.setToolTip(str(folder))
        self.folderField.set_error("")
        self._show_steps()

    def _make(self) -> None:
        self._errors.clear()
        self.againField.set_error("")
        if not self.trusteeEdit.text().strip():
            self._errors.say(self.trusteeField, self.tr("Enter who keeps the key."))
        elif not self.phraseEdit.text():
            self._errors.say(self.phraseField, self.tr("Let the trustee enter a pass-phrase."))
        elif self.phraseEdit.text() != self.againEdit.text():
            self._errors.say(self.againField, self.tr("The two pass-phrases differ."))
        elif self._folder is None:
            self.folderField.set_error(self.tr("Choose a folder on the trustee's medium."))
            self.folderButton.setFocus()
        elif self.view.key_ready:
            self._ask_again()
        else:
            self._make_key()

    def _ask_again(self) -> None:
        dialogs.confirm(
            self,
            self.tr("Make the key again?"),
            self.tr(
                "The file made before opens nothing any more. Destroy it, so that nobody takes it for the "
                "key."
            ),
            accept=self.tr("Make a new key"),
            accepted=self._make_key,
            kind="warn",
        )

    def _make_key(self) -> None:
        folder = self._folder
        if folder is None:
            return
        service, session, election_id = self.services.elections, self.session, self.view.election.id
        name, phrase = self.trusteeEdit.text(), self.phraseEdit.text()
        self.change(
            lambda: service.make_single_trustee_key(session, election_id, name, phrase, folder),
            self._on_made,
            self._errors.show,
            busy=self.makeButton,
        )

    def _on_made(self, path: Path) -> None:
        self._saved = path
        self._forget()

    def _forget(self) -> None:
        """Nothing typed stays in memory longer than needed."""
        self._errors.clear()
        self.againField.set_error("")
        for edit in (self.trusteeEdit, self.phraseEdit, self.againEdit):
            edit.clear()
        self._folder = None
        self.folderEdit.clear()
