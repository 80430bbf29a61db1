"""Bringing a station back from a backup, in an empty data folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.crypto.errors import RecoveryKeyInvalid
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.words import local_day_time
from omp_desktop.gui.start.first_run import StartForm
from omp_desktop.gui.widgets import Field, Label, LineEdit, Notice, PushButton
from omp_desktop.services.backup_errors import NoBackupThere, RecoveryKeyOther
from omp_desktop.services.backup_folder import BackupHead
from omp_desktop.services.restoring import look_at


class RestoreStart(StartForm):
    """Asks for the backup and the key, and says what lies there before anything is done.

    `wanted` gives the folder and the key once somebody agreed.
    """

    ui = ("start", "restore.ui")
    place = "start/restore"
    wanted = Signal(object, str)
    back_asked = Signal()

    folderField: Field
    folderLabel: Label
    folderButton: PushButton
    keyField: Field
    keyEdit: LineEdit
    troubleNotice: Notice
    backButton: PushButton
    restoreButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        self._folder: Path | None = None
        self._trouble: OmpError | None = None
        super().__init__(parent)
        self.folderButton.clicked.connect(self._ask_folder)
        self.keyEdit.returnPressed.connect(self._look)
        self.restoreButton.clicked.connect(self._look)
        self.backButton.clicked.connect(self.back_asked)

    def retranslate(self) -> None:
        super().retranslate()
        folder = self._folder
        self.folderLabel.setText(self.tr("None chosen yet") if folder is None else folder.name)
        self.keyField.hint = self.tr("35 characters in groups of five, from the paper.")
        self.troubleNotice.setVisible(self._trouble is not None)
        if self._trouble is not None:
            self.troubleNotice.say("err", self.in_words(self._trouble))

    def choose(self, folder: Path) -> None:
        """This backup."""
        self._folder = folder
        self.folderField.set_error("")
        self.retranslate()
        self.keyEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: OmpError) -> None:
        """Say what is wrong where it can be mended, and let them try again."""
        self.restoreButton.setEnabled(True)
        if isinstance(error, RecoveryKeyInvalid | RecoveryKeyOther):
            self.say_error(self.keyField, error)
            self.keyEdit.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, NoBackupThere):
            self.say_error(self.folderField, error)
            self.folderButton.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._trouble = error
            self.retranslate()

    def _ask_folder(self) -> None:
        file_choice.ask_folder(self, self.tr("Which backup? Choose its folder"), self.choose)

    def _look(self) -> None:
        folder, key = self._folder, self.keyEdit.text().strip()
        self._trouble = None
        self.retranslate()
        self.folderField.set_error("" if folder else lambda: self.tr("Choose the folder of the backup."))
        self.keyField.set_error("" if key else lambda: self.tr("Enter the key."))
        self._ask_again((self.keyField,))
        if folder is None or not key or not self.restoreButton.isEnabled():
            return
        self.restoreButton.setEnabled(False)
        self.work(
            lambda: look_at(folder, key),
            lambda head: self._ask(folder, key, head),
            self.refuse,
            lane=tasks.LONG,
        )

    def _ask(self, folder: Path, key: str, head: BackupHead) -> None:
        self.restoreButton.setEnabled(True)
        text = self.tr(
            "{station}, as it was on {when}. Make sure that the computer it comes from is no longer used: "
            "two copies of one station could both be voted with."
        ).format(station=head.station or "–", when=local_day_time(head.made_at))
        dialogs.confirm(
            self,
            self.tr("Restore this backup here?"),
            text,
            accept=self.tr("Restore"),
            accepted=lambda: self.wanted.emit(folder, key),
            kind="warn",
        )
