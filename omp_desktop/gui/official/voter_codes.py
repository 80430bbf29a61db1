"""Personal codes of an election in which voters check in themselves: how many there are, and the letters."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.election import Identification
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.widgets import Card, Label, Notice, PushButton
from omp_desktop.services.elections import ElectionView
from omp_desktop.services.personal_codes import CodesView, MadeCodes, PersonalCodesService
from omp_desktop.services.session import Session


class VoterCodesPanel(Form):
    """Makes codes and saves the file for the letters. Hidden where an official checks everybody in."""

    ui = ("official", "voter_codes.ui")
    made = Signal()

    codesCard: Card
    stateLabel: Label
    whyLabel: Label
    notice: Notice
    makeButton: PushButton
    anewButton: PushButton

    def __init__(self, service: PersonalCodesService, parent: QWidget | None = None) -> None:
        """Show nothing yet.

        Args:
            service: makes the codes; called on workers.
            parent: where it stands.
        """
        self._service = service
        self._session: Session | None = None
        self._view: ElectionView | None = None
        self._codes: CodesView | None = None
        self._made: MadeCodes | None = None
        self._may_edit = False
        super().__init__(parent)
        self.makeButton.clicked.connect(lambda: self._ask_file(everybody=False))
        self.anewButton.clicked.connect(self._ask_anew)

    def show_election(self, session: Session, view: ElectionView, *, may_edit: bool) -> None:
        """Show an election, or the same one after a change."""
        if self._view is None or self._view.election.id != view.election.id:
            self._codes, self._made = None, None
        self._session, self._view = session, view
        own_way = view.election.policy.identification is Identification.SELF
        self.setVisible(own_way)
        self._may_edit = may_edit
        self._show()
        if own_way:
            service, election_id = self._service, view.election.id
            self.work(lambda: service.view(election_id), self._on_seen)

    def retranslate(self) -> None:
        if self._view is not None:
            self._show()

    def _on_seen(self, codes: CodesView) -> None:
        self._codes = codes
        self._show()

    def _show(self) -> None:
        codes = self._codes
        self.stateLabel.setText("" if codes is None else self._state(codes))
        without, with_code = (0, 0) if codes is None else (codes.without, codes.with_code)
        for button, useful in ((self.makeButton, without > 0), (self.anewButton, with_code > 0)):
            button.setVisible(self._may_edit and useful)
            button.setEnabled(True)
        self.whyLabel.setVisible(self._made is None)
        self.notice.setVisible(self._made is not None)
        if self._made is not None:
            said = [
                self.tr("%n codes were made and saved.", "", self._made.made),
                self.tr("Delete the file once the letters are printed: the program keeps no code."),
            ]
            if self._made.desk_only:
                said.append(
                    self.tr(
                        "%n voters have a roll number that a number pad cannot enter: "
                        "they check in at the desk.",
                        "",
                        self._made.desk_only,
                    )
                )
            self.notice.text = " ".join(said)

    def _state(self, codes: CodesView) -> str:
        if not codes.voters:
            return self.tr("Import the voters list first.")
        if not codes.without:
            return self.tr("Every voter has a personal code.")
        return self.tr(
            "{some} of {all} voters have a personal code. The others check in at the desk."
        ).format(some=language.number(codes.with_code), all=language.number(codes.voters))

    def _ask_anew(self) -> None:
        dialogs.confirm(
            self,
            self.tr("Make all codes anew?"),
            self.tr("Letters that were already printed or sent are of no use then."),
            accept=self.tr("Make all anew"),
            accepted=lambda: self._ask_file(everybody=True),
            kind="danger",
        )

    def _ask_file(self, *, everybody: bool) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Save the file for the letters"),
            self.tr("letters.csv"),
            self.tr("Lists (*.csv)"),
            lambda file: self._make(file, everybody=everybody),
        )

    def _make(self, file: Path, *, everybody: bool) -> None:
        session, view = self._session, self._view
        if session is None or view is None:
            return
        service, election_id, lang = self._service, view.election.id, language.of(self)
        self._made = None
        for button in (self.makeButton, self.anewButton):
            button.setEnabled(False)
        self.work(
            lambda: service.make(session, election_id, file, lang, everybody=everybody),
            self._on_made,
            settled=self._show,
        )

    def _on_made(self, made: MadeCodes) -> None:
        self._made = made
        self.made.emit()
