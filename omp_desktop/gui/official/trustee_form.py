"""What a trustee enters at a step: pass-phrase, and the folder on the own medium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from omp_desktop.crypto.errors import KeyFileDamaged, WrongPassphrase
from omp_desktop.domain.access_errors import PasswordTooShort, PasswordWeak, PinTooLong
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.passphrase import LEVELS, strength
from omp_desktop.gui.widgets import Field, Label, LineEdit, PushButton, StrengthMeter
from omp_desktop.services.ceremony_errors import (
    MediumTaken,
    SomebodyElsesFile,
    TrusteeFileMissing,
    TrusteeFileUnreadable,
    TrusteeFileUnwritable,
)
from omp_desktop.services.election_errors import KeyFolderInsideData, KeyFolderMissing
from omp_desktop.services.trustee_keeping import OnMedium


class TrusteeForm(Form):
    """The fields of a trustee's step; its .ui file has them all."""

    phraseField: Field
    phraseEdit: LineEdit
    againField: Field
    againEdit: LineEdit
    strength: StrengthMeter
    strengthLabel: Label
    folderField: Field
    folderEdit: LineEdit
    folderButton: PushButton

    def prepare_entries(self) -> None:
        """Connect the fields; once, when the form is made."""
        self._folder: Path | None = None
        self.errors = InlineErrors(
            self,
            {
                PasswordTooShort: self.phraseField,
                PasswordWeak: self.phraseField,
                PinTooLong: self.phraseField,
                WrongPassphrase: self.phraseField,
                KeyFolderMissing: self.folderField,
                KeyFolderInsideData: self.folderField,
                KeyFileDamaged: self.folderField,
                MediumTaken: self.folderField,
                SomebodyElsesFile: self.folderField,
                TrusteeFileMissing: self.folderField,
                TrusteeFileUnreadable: self.folderField,
                TrusteeFileUnwritable: self.folderField,
            },
        )
        self.strength.levels = LEVELS
        self.phraseEdit.textChanged.connect(self.show_strength)
        self.folderButton.clicked.connect(self._ask_folder)
        self.show_strength()

    @property
    def folder(self) -> Path | None:
        """The folder on the trustee's medium; None before one was chosen."""
        return self._folder

    def show_entries(self, *, first: bool, on_medium: bool = True) -> None:
        """Show what this step needs: a new pass-phrase is entered twice."""
        self.againField.setVisible(on_medium and first)
        for new in (self.strength, self.strengthLabel):
            new.setVisible(on_medium and first)
        for part in (self.phraseField, self.folderField, self.folderButton):
            part.setVisible(on_medium)
        self.show_strength()
        self.folderField.label = (
            self.tr("Where to save my part") if first else self.tr("Folder with my key file")
        )

    def set_folder(self, folder: Path | None) -> None:
        """Another trustee's medium, or none yet."""
        self._folder = folder
        self.folderEdit.setText("" if folder is None else str(folder))
        self.folderEdit.setToolTip("" if folder is None else str(folder))
        self.folderField.set_error("")

    def entered(self) -> OnMedium | None:
        """What was entered, or None after saying what is missing."""
        self.clear_errors()
        folder = self._folder
        if not self.phraseEdit.text():
            self.errors.say(self.phraseField, self.tr("Let the trustee enter the pass-phrase."))
        elif self.againField.isVisible() and self.phraseEdit.text() != self.againEdit.text():
            self.errors.say(self.againField, self.tr("The two pass-phrases differ."))
        elif folder is None:
            self.folderField.set_error(self.tr("Choose a folder on the trustee's medium."))
            self.folderButton.setFocus()
        else:
            return OnMedium(folder, self.phraseEdit.text())
        return None

    def refused(self, error: OmpError) -> None:
        """Say what went wrong, at its field."""
        self.errors.show(error)

    def clear_errors(self) -> None:
        """Take all errors back."""
        self.errors.clear()
        self.againField.set_error("")

    def forget(self) -> None:
        """Nothing typed stays in memory longer than needed."""
        self.clear_errors()
        for edit in (self.phraseEdit, self.againEdit):
            edit.clear()

    def show_strength(self) -> None:
        """How strong the new pass-phrase is, in bars and words."""
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

    def ask_folder(self, chosen: Callable[[Path], object]) -> None:
        """Ask for a folder on the trustee's medium."""
        file_choice.ask_folder(self, self.tr("A folder on the trustee's medium"), chosen)

    def _ask_folder(self) -> None:
        self.ask_folder(self.set_folder)
