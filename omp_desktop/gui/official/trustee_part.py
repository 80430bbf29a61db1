"""A trustee's part on a PC of their own: a file comes in, a step of the key ceremony or a share goes out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omp_desktop.crypto.ceremony_board import Step
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.ceremony_words import STEPS, CeremonyWords, place
from omp_desktop.gui.official.trustee_form import TrusteeForm
from omp_desktop.gui.official.trustee_share import TrusteeShare
from omp_desktop.gui.widgets import (
    Card,
    CodeDisplay,
    Column,
    ComboBox,
    Field,
    Label,
    Notice,
    PushButton,
    RadioRow,
    TableView,
)
from omp_desktop.services.ceremony import CeremonyService
from omp_desktop.services.ceremony_files import BoardFile
from omp_desktop.services.ceremony_record import Ceremony, CeremonyView, TrusteeStanding, look_at
from omp_desktop.services.opening_files import RequestFile
from omp_desktop.services.openings import OpeningsService
from omp_desktop.services.session import Session
from omp_desktop.services.trustee_files import TrusteeFile, read_trustee_file
from omp_desktop.services.trustee_keeping import InKeyStore, Keep, OnMedium

_BADGE_WIDTH = 48
_PILL_WIDTH = 132


class TrusteePart(CeremonyWords, TrusteeForm):
    """Needs no election on this PC: everything stands in the file."""

    ui = ("official", "trustee_part.ui")

    partPageLayout: QHBoxLayout
    openButton: PushButton
    fileNotice: Notice
    electionLabel: Label
    planLabel: Label
    trusteesTable: TableView
    stepCard: Card
    stepTitle: Label
    stepLabel: Label
    whoField: Field
    whoBox: ComboBox
    codeDisplay: CodeDisplay
    mediumRow: RadioRow
    storeRow: RadioRow
    doneNotice: Notice
    saveKeyButton: PushButton
    actButton: PushButton

    def __init__(
        self, service: CeremonyService, openings: OpeningsService, parent: QWidget | None = None
    ) -> None:
        self._service = service
        self._session: Session | None = None
        self._request: RequestFile | None = None
        self._file: BoardFile | None = None
        self._view: CeremonyView | None = None
        self._saved: Path | None = None
        self._ready = False
        super().__init__(parent)
        self.prepare_entries()
        self.share = TrusteeShare(openings, self.content)
        self.partPageLayout.addWidget(self.share)
        self._ready = True
        self.openButton.clicked.connect(self._ask_file)
        self.whoBox.currentIndexChanged.connect(self._on_who)
        self.mediumRow.toggled.connect(self._show_step)
        self.actButton.clicked.connect(self._ask_where)
        self.saveKeyButton.clicked.connect(self._save_key)
        self._show()

    def show_for(self, session: Session) -> None:
        """Another person is signed in: forget what was typed."""
        if self._session is None or session.account.id != self._session.account.id:
            self.forget()
        self._session = session
        self.share.show_for(session)

    def retranslate(self) -> None:
        if self._ready:
            self._show()

    def _me(self) -> TrusteeStanding | None:
        at = self.whoBox.currentData()
        trustees = self._view.trustees if self._view is not None else ()
        return next((trustee for trustee in trustees if trustee.index == at), None)

    def _ask_file(self) -> None:
        file_choice.ask_file(
            self, self.tr("The file that you were sent"), self.tr("Files for trustees (*.json)"), self._open
        )

    def _open(self, path: Path) -> None:
        self._saved = None
        self.work(
            lambda: read_trustee_file(path), lambda file: self._on_opened(file, path.parent), self._on_refused
        )

    def _on_opened(self, file: TrusteeFile, came_from: Path) -> None:
        if isinstance(file, RequestFile):
            self._put_away()
            self._request = file
            self.share.show_request(file, came_from)
        else:
            self._on_board(file)
        self._show()

    def _put_away(self) -> None:
        """What was opened before is no longer shown, and nothing typed for it stays."""
        self._request = self._file = self._view = None
        self.forget()
        self.share.forget()

    def _on_board(self, file: BoardFile) -> None:
        me = self._me()
        board = file.board
        self._put_away()
        self._file = file
        self._view = look_at(Ceremony(board.plan.count, board.plan.quorum, board), made=False)
        with QSignalBlocker(self.whoBox):
            self.whoBox.clear()
            for trustee in self._view.trustees:
                self.whoBox.addItem(f"{trustee.index}. {trustee.name}", trustee.index)
            if me is not None and me.name in board.plan.names:
                self.whoBox.setCurrentIndex(board.plan.names.index(me.name))

    def _on_refused(self, error: OmpError) -> None:
        said = error.describe(language.of(self))
        self._put_away()
        self._show()
        self.fileNotice.setVisible(True)
        self.fileNotice.say("err", f"{said.text} {said.next_step}")

    def _on_who(self) -> None:
        self.forget()
        self.set_folder(None)
        self._saved = None
        self._show()

    def _show(self) -> None:
        self._show_file()
        self._show_step()

    def _show_file(self) -> None:
        file, view, request = self._file, self._view, self._request
        for part in (self.electionLabel, self.planLabel):
            part.setVisible(view is not None or request is not None)
        self.trusteesTable.setVisible(view is not None)
        self.stepCard.setVisible(request is None)
        self.share.setVisible(request is not None)
        self.fileNotice.setVisible(False)
        if request is not None:
            self._show_request(request)
        elif file is not None and view is not None:
            self._show_board(file, view)

    def _show_request(self, request: RequestFile) -> None:
        self.electionLabel.setText(request.manifest.name.text(language.of(self)))
        self.planLabel.setText(self.share.about(request))
        if few := self.share.few(request):
            self.fileNotice.setVisible(True)
            self.fileNotice.say("warn", few)

    def _show_board(self, file: BoardFile, view: CeremonyView) -> None:
        self.electionLabel.setText(file.name.text(language.of(self)))
        self.planLabel.setText(
            self.tr("{quorum} of {count} open it").format(quorum=view.quorum, count=view.count)
            + " · "
            + (
                self.tr("Step {step} of {steps}").format(step=place(view.step), steps=STEPS)
                if view.running
                else self.tr("The key is made")
            )
        )
        table = self.trusteesTable
        table.setAccessibleName(self.tr("Trustees"))
        table.set_columns(
            [
                Column(self.tr("Number"), width=_BADGE_WIDTH),
                Column(self.tr("Name"), stretch=1),
                Column(self.tr("State"), width=_PILL_WIDTH, align="right"),
            ]
        )
        me = self._me()
        table.set_rows([self.row(view, each, me.index if me is not None else 0) for each in view.trustees])
        if me is not None:
            table.choose(str(me.index))

    def _show_step(self) -> None:
        view, me = self._view, self._me()
        step = view.step if view is not None else None
        mine = view is not None and me is not None and me in view.waiting()
        confirmed = me is not None and me.done is Step.CONFIRMATION
        stored = self.storeRow.isChecked()
        saving = confirmed and stored
        self.whoField.setVisible(view is not None)
        for row in (self.mediumRow, self.storeRow):
            row.setVisible(mine or confirmed)
        self.show_entries(first=saving or step is Step.PROMISE, on_medium=(mine and not stored) or saving)
        self.codeDisplay.setVisible(view is not None and view.transcript is not None and not saving)
        self.codeDisplay.code = ((view.transcript if view is not None else None) or "").upper()
        self.actButton.setVisible(mine)
        self.saveKeyButton.setVisible(saving)
        self.doneNotice.setVisible(self._saved is not None)
        if self._saved is not None:
            self.doneNotice.kind = "ok"
            self.doneNotice.text = self.tr("Saved: {file}. Send it to the commission.").format(
                file=self._saved.name
            )
        self._explain(step, mine=mine, confirmed=confirmed)

    def _explain(self, step: Step | None, *, mine: bool, confirmed: bool) -> None:
        if mine and step is not None:
            words = self.turn_words(step)
            self.stepLabel.setText(words.explanation)
            self.actButton.setText(words.button)
            self.actButton.iconName = words.icon
        elif self._view is None:
            self.stepLabel.setText(self.tr("Choose the file that you were sent first."))
        elif confirmed:
            self.stepLabel.setText(
                self.tr("You have confirmed. A key in the key store is saved as a file for the count.")
            )
        else:
            self.stepLabel.setText(self.tr("Your step is taken. Wait for the commission's next file."))

    def _keep(self) -> Keep | None:
        if self.storeRow.isChecked():
            self.clear_errors()
            return InKeyStore()
        return self.entered()

    def _ask_where(self) -> None:
        keep = self._keep()
        if keep is not None:
            file_choice.ask_folder(
                self,
                self.tr("Where to save the file for the commission"),
                lambda folder: self._act(keep, folder),
            )

    def _act(self, keep: Keep, save_to: Path) -> None:
        service, session, file, me, view = self._service, self._session, self._file, self._me(), self._view
        if session is None or file is None or me is None or view is None:
            return
        compared = view.transcript

        def op() -> Path:
            if view.step is Step.CONFIRMATION and compared is not None:
                return service.confirm_part(session, file, me.index, keep, save_to, compared)
            return service.take_part(session, file, me.index, keep, save_to)

        self.actButton.setEnabled(False)
        self.work(op, self._on_saved, self.refused, settled=lambda: self.actButton.setEnabled(True))

    def _on_saved(self, path: Path) -> None:
        self.forget()
        self._saved = path
        self._show()

    def _save_key(self) -> None:
        service, session, file, me = self._service, self._session, self._file, self._me()
        keep = self.entered()
        if session is None or file is None or me is None or not isinstance(keep, OnMedium):
            return
        self.saveKeyButton.setEnabled(False)
        self.work(
            lambda: service.save_key_file(session, file, me.index, keep),
            self._on_key_saved,
            self.refused,
            settled=lambda: self.saveKeyButton.setEnabled(True),
        )

    def _on_key_saved(self, path: Path) -> None:
        self.forget()
        self._show_step()
        self.doneNotice.setVisible(True)
        self.doneNotice.say("ok", self.tr("The key for the count is saved: {file}").format(file=path.name))
