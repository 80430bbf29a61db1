"""A trustee's share of a count on a PC of their own: the request and the key come together here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from omp_desktop.crypto.errors import KeyFileDamaged, KeyNotOfThisElection, WrongPassphrase
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.widgets import Field, Label, LineEdit, Notice, PushButton
from omp_desktop.services.counting_errors import (
    OpeningFileUnreadable,
    ShareFileTaken,
    TrusteeKeyInsideData,
    TrusteeKeyUnreadable,
)
from omp_desktop.services.opening_files import RequestFile
from omp_desktop.services.openings import MadeShare, OpeningsService
from omp_desktop.services.session import Session


class TrusteeShare(Form):
    """The form of whoever makes a share; empty until `show_request`."""

    ui = ("official", "trustee_share.ui")

    shareLabel: Label
    keyField: Field
    keyEdit: LineEdit
    keyButton: PushButton
    phraseField: Field
    phraseEdit: LineEdit
    folderField: Field
    folderEdit: LineEdit
    folderButton: PushButton
    doneNotice: Notice
    makeButton: PushButton

    def __init__(self, openings: OpeningsService, parent: QWidget | None = None) -> None:
        self._openings = openings
        self._session: Session | None = None
        self._request: RequestFile | None = None
        self._key: Path | None = None
        self._folder: Path | None = None
        self._made: MadeShare | None = None
        super().__init__(parent)
        self._errors = InlineErrors(
            self,
            {
                TrusteeKeyUnreadable: self.keyField,
                TrusteeKeyInsideData: self.keyField,
                KeyFileDamaged: self.keyField,
                KeyNotOfThisElection: self.keyField,
                WrongPassphrase: self.phraseField,
                ShareFileTaken: self.folderField,
                OpeningFileUnreadable: self.folderField,
            },
        )
        self.keyButton.clicked.connect(self._ask_key)
        self.folderButton.clicked.connect(self._ask_folder)
        self.phraseEdit.returnPressed.connect(self.makeButton.click)
        self.makeButton.clicked.connect(self._make)

    def retranslate(self) -> None:
        self.shareLabel.setText(
            self.tr(
                "Made with your key on this PC. The share holds no secret and opens these sums only. "
                "Everybody else please look away."
            )
        )
        made = self._made
        self.doneNotice.setVisible(made is not None)
        if made is not None:
            words = self.tr("Share of trustee no. {trustee} saved. Send this file to the station:")
            # On a line of its own the name is not broken in two.
            self.doneNotice.say("ok", f"{words.format(trustee=made.trustee)}\n{made.path.name}")

    def show_for(self, session: Session) -> None:
        """Who is signed in. Another person is not to see what was done before."""
        if self._session is None or session.account.id != self._session.account.id:
            self.forget()
            self._tell(None)
        self._session = session

    def show_request(self, file: RequestFile, came_from: Path) -> None:
        """Another request; its share is saved in the folder `came_from` unless another is chosen."""
        self._request = file
        self._set_folder(came_from)
        self._tell(None)
        self.forget()

    def forget(self) -> None:
        """Nothing typed or chosen for the key stays longer than needed."""
        self._errors.clear()
        self.phraseEdit.clear()
        self._set_key(None)

    def about(self, file: RequestFile) -> str:
        """What a request asks for, in a line."""
        what = (
            self.tr("Totals during the vote")
            if file.request.kind is OpeningKind.LIVE
            else self.tr("Count after the close of the polls")
        )
        ballots = self.tr("Sums of %n ballots", "", file.request.sums.ballots)
        return f"{what} · {ballots}"

    def few(self, file: RequestFile) -> str:
        """What the trustee should know before opening so few ballots; empty when they are enough."""
        ballots, minimum = file.request.sums.ballots, file.manifest.policy.minimum_open
        if ballots >= minimum:
            return ""
        return self.tr(
            "Only %n ballots; this election opens at least {minimum} together. The totals may show how "
            "single people voted.",
            "",
            ballots,
        ).format(minimum=number(minimum))

    def _set_key(self, path: Path | None) -> None:
        self._key = path
        _show_path(self.keyEdit, path)
        self.keyField.set_error("")

    def _set_folder(self, path: Path) -> None:
        self._folder = path
        _show_path(self.folderEdit, path)
        self.folderField.set_error("")

    def _ask_key(self) -> None:
        kinds = self.tr("Key files (*.json)")
        file_choice.ask_file(self, self.tr("My key file"), kinds, self._set_key)

    def _ask_folder(self) -> None:
        file_choice.ask_folder(self, self.tr("Where to save my share"), self._set_folder)

    def _tell(self, made: MadeShare | None) -> None:
        self._made = made
        self.retranslate()

    def _make(self) -> None:
        self._errors.clear()
        self._tell(None)
        session, file, key, folder = self._session, self._request, self._key, self._folder
        if session is None or file is None or folder is None:
            return
        if key is None:
            self.keyField.set_error(self.tr("Choose your key file on your medium."))
            self._focus_choice()
            return
        phrase = self.phraseEdit.text()
        if not phrase:
            self._errors.say(self.phraseField, self.tr("Type your pass-phrase."))
            return
        self.makeButton.setEnabled(False)
        self.work(
            lambda: self._openings.make_share(session, file, key, phrase, folder),
            self._on_made,
            self._on_refused,
            settled=self._on_settled,
        )

    def _on_made(self, made: MadeShare) -> None:
        self.forget()
        self._tell(made)

    def _on_refused(self, error: OmpError) -> None:
        if isinstance(error, WrongPassphrase):
            self.phraseEdit.clear()
        self._errors.show(error)
        self._focus_choice()

    def _focus_choice(self) -> None:
        """A path that is wrong is not typed but chosen again."""
        for field, button in ((self.keyField, self.keyButton), (self.folderField, self.folderButton)):
            if field.error:
                # After the error has found its place: the ring would stand where the button was.
                QTimer.singleShot(0, button, button.setFocus)

    def _on_settled(self) -> None:
        self.makeButton.setEnabled(True)
        if self._made is not None:
            self.makeButton.setFocus()  # which it lost while it could not be pressed


def _show_path(edit: LineEdit, path: Path | None) -> None:
    text = "" if path is None else str(path)
    edit.setText(text)
    edit.setToolTip(text)
