"""Candidates of an election: the list, one at a time, from a file, and withdrawals."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.domain.candidate import NUMBER_LEAST, NUMBER_MOST, Candidate, CandidateState
from omp_desktop.domain.candidate_errors import NameMissing, NumberInvalid, NumberTaken, PartyTaken
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.imports import ImportPreview
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.candidate_photo import CandidatePhoto
from omp_desktop.gui.official.draft_undo import DraftStep
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.import_preview import open_preview
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import (
    BadgeCell,
    ButtonCell,
    Card,
    Column,
    ComboBox,
    Field,
    Label,
    LineEdit,
    PillCell,
    PushButton,
    Row,
    TableView,
    Text,
)

_WITHDRAWAL_STATES = frozenset(
    {ElectionState.PUBLISHED, ElectionState.OPEN, ElectionState.SUSPENDED, ElectionState.CLOSING}
)


class CandidatesTab(ElectionTab):
    """The candidates of one contest, and the form for one of them."""

    ui = ("official", "candidates_tab.ui")
    key = "candidates"

    listTitle: Label
    contestBox: ComboBox
    importButton: PushButton
    candidatesTable: TableView
    formCard: Card
    formTitle: Label
    whoField: Field
    numberField: Field
    numberEdit: LineEdit
    nameField: Field
    nameEdit: LineEdit
    partyField: Field
    partyEdit: LineEdit
    photoHost: QWidget
    registerButton: PushButton
    removeButton: PushButton
    cancelButton: PushButton
    fixedCard: Card
    fixedTitle: Label
    fixedLabel: Label
    contestsButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._edited: Candidate | None = None
        super().__init__(services, parent)
        self._errors = InlineErrors(
            self,
            {
                NameMissing: self.whoField,
                TextField.CANDIDATE: self.whoField,
                PartyTaken: self.partyField,
                TextField.PARTY: self.partyField,
            },
        )
        self.photo = CandidatePhoto(self, self.photoHost)
        row = self.photoHost.layout()
        if not isinstance(row, QVBoxLayout):
            raise TypeError("the place of the photo has no layout")
        row.addWidget(self.photo)
        self.photo.show_candidate(None)
        self.contestBox.currentIndexChanged.connect(self._on_contest_changed)
        self.candidatesTable.button_pressed.connect(lambda key, _column: self._on_pressed(key))
        self.candidatesTable.row_opened.connect(self._on_pressed)
        self.importButton.clicked.connect(self._ask_file)
        self.contestsButton.clicked.connect(lambda: self.tab_wanted.emit("contests"))
        self.registerButton.clicked.connect(self._save)
        self.removeButton.clicked.connect(self._ask_remove)
        self.cancelButton.clicked.connect(self._start_anew)
        for edit in (self.numberEdit, self.nameEdit, self.partyEdit):
            edit.returnPressed.connect(self._save)

    def title(self) -> str:
        return self.tr("Candidates")

    def another(self) -> None:
        self._start_anew()

    def showing(self) -> None:
        self._show_contests()
        shown = self._shown()
        self.listTitle.setText(self.tr("%n candidates", "", len(shown)))
        self.candidatesTable.set_columns(
            [
                Column(self.tr("Number"), width=72),
                Column(self.tr("Name"), stretch=1),
                Column(self.tr("Party"), stretch=1),
                Column(self.tr("Pledges"), width=72, align="right"),
                Column(self.tr("State"), width=132),
                Column("", width=72 if self.may_edit else 120, align="right"),
            ]
        )
        self.candidatesTable.set_rows([self._row(candidate) for candidate in shown])
        self.importButton.setVisible(self.draft)
        self.importButton.setEnabled(self.may_edit and bool(self.view.election.contests))
        self._show_side()
        self._show_form()

    def _show_side(self) -> None:
        """The form; or why there is none."""
        contests = bool(self.view.election.contests)
        self.formCard.setVisible(self.draft and contests)
        self.fixedCard.setVisible(not (self.draft and contests))
        self.contestsButton.setVisible(self.draft)
        if self.draft:
            self.fixedTitle.setText(self.tr("First a contest"))
            self.fixedLabel.setText(
                self.tr("Candidates stand in a contest of the ballot, for example President. Add it first.")
            )
        else:
            self.fixedTitle.setText(self.tr("Candidates are fixed"))
            self.fixedLabel.setText(
                self.tr(
                    "Numbers, names and parties were published and cannot be changed. A candidate who gives "
                    "up withdraws: the name stays on the ballot, marked as withdrawn, and cannot be chosen."
                )
            )

    def _show_contests(self) -> None:
        contests = self.view.election.contests
        speak = language.of(self)
        wanted = [(contest.id, contest.title.text(speak) or contest.id) for contest in contests]
        there = [
            (self.contestBox.itemData(at), self.contestBox.itemText(at))
            for at in range(self.contestBox.count())
        ]
        self.contestBox.setVisible(len(contests) > 1)
        if wanted == there:
            return
        before = self.contest_id
        self.contestBox.blockSignals(True)
        self.contestBox.clear()
        for contest_id, title in wanted:
            self.contestBox.addItem(title, contest_id)
        self.contestBox.setCurrentIndex(max(0, self.contestBox.findData(before)))
        self.contestBox.setAccessibleName(self.tr("Contest"))
        self.contestBox.blockSignals(False)

    @property
    def contest_id(self) -> str:
        """The contest whose candidates are shown; empty while there is none."""
        return str(self.contestBox.currentData() or "")

    def _shown(self) -> list[Candidate]:
        return [c for c in self.view.candidates if c.contest_id == self.contest_id]

    def _row(self, candidate: Candidate) -> Row:
        speak = language.of(self)
        withdrawn = candidate.state is CandidateState.WITHDRAWN
        pill = ("plain", "user-x") if withdrawn else ("ok", "circle-check")
        return Row(
            candidate.id,
            (
                BadgeCell(str(candidate.number)),
                Text(candidate.name, weight="name"),
                Text(candidate.party or self.tr("Independent")),
                Text(language.number(self.view.pledge_counts.get(candidate.id, 0))),
                PillCell(*pill, candidate.state.label(speak).capitalize()),
                self._action(candidate),
            ),
        )

    def _action(self, candidate: Candidate) -> Text | ButtonCell:
        if self.may_edit:
            return ButtonCell(self.tr("Edit"))
        withdrawn = candidate.state is CandidateState.WITHDRAWN
        if self.by_commission and not withdrawn and self.view.election.state in _WITHDRAWAL_STATES:
            return ButtonCell(self.tr("Withdraw …"))
        return Text("")

    def _show_form(self) -> None:
        edited = self._edited
        if edited is not None and edited.id not in {c.id for c in self.view.candidates}:
            self._start_anew()
            return
        self.formTitle.setText(
            self.tr("Change the candidate") if edited is not None else self.tr("Register a candidate")
        )
        self.registerButton.setText(
            self.tr("Save the changes") if edited is not None else self.tr("Register the candidate")
        )
        self.registerButton.iconName = "save" if edited is not None else "user-plus"
        self.removeButton.setVisible(edited is not None)
        self.cancelButton.setVisible(edited is not None)
        can = self.may_edit and bool(self.view.election.contests)
        for part in (self.numberEdit, self.nameEdit, self.partyEdit, self.registerButton, self.removeButton):
            part.setEnabled(can)

    def _start_anew(self) -> None:
        self._edited = None
        self.photo.show_candidate(None)
        self._clear_errors()
        for edit in (self.numberEdit, self.nameEdit, self.partyEdit):
            # Not `clear`, which Ctrl+Z in the input would take back.
            edit.setText("")
        if self._view is not None:
            self._show_form()

    def _clear_errors(self) -> None:
        self._errors.clear()
        self.numberEdit.invalid = self.nameEdit.invalid = False

    def _on_contest_changed(self) -> None:
        if self._view is not None:
            self._start_anew()
            self.showing()

    def _on_pressed(self, key: str) -> None:
        candidate = next((c for c in self.view.candidates if c.id == key), None)
        if candidate is None:
            return
        if self.may_edit:
            self._edit(candidate)
        elif isinstance(self._action(candidate), ButtonCell):
            self._ask_withdraw(candidate)

    def _edit(self, candidate: Candidate) -> None:
        self._edited = candidate
        self._clear_errors()
        self.numberEdit.setText(str(candidate.number))
        self.nameEdit.setText(candidate.name)
        self.partyEdit.setText(candidate.party or "")
        self.photo.show_candidate(candidate)
        self._show_form()
        self.nameEdit.setFocus()

    def _save(self) -> None:
        if not self.registerButton.isEnabled():
            return
        self._clear_errors()
        written = self.numberEdit.text().strip()
        if not (written.isascii() and written.isdigit()):
            self.whoField.set_error(
                lambda: self.tr("Enter a number from {least} to {most}.").format(
                    least=NUMBER_LEAST, most=NUMBER_MOST
                )
            )
            self._ask_number_again()
            return
        service, session, edited = self.services.candidates, self.session, self._edited
        election_id, contest_id = self.view.election.id, self.contest_id
        number, name, party = int(written), self.nameEdit.text(), self.partyEdit.text() or None

        def save() -> Candidate:
            if edited is None:
                return service.register(session, election_id, contest_id, number, name, party)
            return service.update(
                session, Candidate(edited.id, election_id, contest_id, number, name, party, edited.state)
            )

        self.change(
            save,
            lambda _candidate: self._on_saved(),
            self._refused,
            busy=self.registerButton,
            undo=lambda saved: self._step_back(saved, edited),
        )

    def _step_back(self, saved: Candidate, before: Candidate | None) -> DraftStep:
        """What takes a registration or a change back."""
        service, session = self.services.candidates, self.session
        if before is None:
            return DraftStep(
                self.key,
                lambda: self.tr("registered {name}").format(name=saved.name),
                lambda: service.take_back(session, saved.id),
            )
        return DraftStep(
            self.key,
            lambda: self.tr("changed {name}").format(name=saved.name),
            lambda: service.update(session, before),
        )

    def _on_saved(self) -> None:
        self._start_anew()
        self.numberEdit.setFocus()

    def _refused(self, error: OmpError) -> None:
        if isinstance(error, NumberTaken):
            owner = next((c for c in self._shown() if c.number == error.params["number"]), None)
            if owner is not None:
                self.whoField.set_error(
                    lambda: self.tr("Number {number} belongs to {name}.").format(
                        number=owner.number, name=owner.name
                    )
                )
                self._ask_number_again()
                return
        if isinstance(error, NumberInvalid | NumberTaken):
            self.say_error(self.whoField, error)
            self._ask_number_again()
            return
        self._errors.show(error)
        if self.whoField.error:
            self.nameEdit.invalid = True
            self.nameEdit.setFocus()

    def _ask_number_again(self) -> None:
        self.numberEdit.invalid = True
        self.numberEdit.setFocus()

    def _ask_remove(self) -> None:
        candidate = self._edited
        if candidate is None:
            return
        service, session = self.services.candidates, self.session
        pledges = self.view.pledge_counts.get(candidate.id, 0)

        def step(photo: bytes | None) -> DraftStep:
            return DraftStep(
                self.key,
                lambda: self.tr("removed {name}").format(name=candidate.name),
                lambda: service.restore(session, candidate, photo),
            )

        dialogs.confirm(
            self,
            self.tr("Remove {name}?").format(name=candidate.name),
            self.tr(
                "The candidate's pledges are deleted, and the account of the candidate is switched off. "
                "This cannot be undone."
            )
            if pledges
            else self.tr(
                "Undo brings the candidate back while this is a draft; an account of the candidate stays "
                "switched off."
            ),
            accept=self.tr("Remove the candidate"),
            accepted=lambda: self.change(
                lambda: service.remove(session, candidate.id),
                lambda _photo: self._start_anew(),
                undo=lambda photo: None if pledges else step(photo),
            ),
            kind="danger" if pledges else "warn",
        )

    def _ask_withdraw(self, candidate: Candidate) -> None:
        service, session, election_id = self.services.elections, self.session, self.view.election.id
        dialogs.confirm(
            self,
            self.tr("Has {name} withdrawn?").format(name=candidate.name),
            self.tr(
                "From now on nobody can choose number {number}; the name stays on the ballot, marked as "
                "withdrawn. "
                "Votes cast for the candidate before count as invalid. This cannot be undone."
            ).format(number=candidate.number),
            accept=self.tr("Record the withdrawal"),
            accepted=lambda: self.change(
                lambda: service.withdraw_candidate(session, election_id, candidate.id)
            ),
            kind="danger",
        )

    def _ask_file(self) -> None:
        file_choice.ask_file(
            self, self.tr("Import candidates"), self.tr("Lists (*.csv *.txt)"), self._preview
        )

    def _preview(self, path: Path) -> None:
        service, election_id = self.services.candidates, self.view.election.id
        self.work(
            lambda: service.preview_import(path, election_id), lambda preview: self._on_preview(path, preview)
        )

    def _on_preview(self, path: Path, preview: ImportPreview) -> None:
        service, session, election_id = self.services.candidates, self.session, self.view.election.id

        def take(skip_bad: bool) -> None:
            self.change(lambda: service.import_csv(session, election_id, path, skip_bad))

        open_preview(self, path.name, preview, take)
