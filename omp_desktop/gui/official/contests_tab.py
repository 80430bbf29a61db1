"""Contests: what is chosen on the ballot, and how many choices each allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from omp_desktop.domain.election import Contest, ContestKind, Election
from omp_desktop.domain.election_errors import VotesAllowedInvalid
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import (
    ButtonCell,
    Card,
    CheckRow,
    Column,
    ComboBox,
    Field,
    Label,
    LineEdit,
    PushButton,
    Row,
    SpinBox,
    TableView,
    Text,
)

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_ID_MOST = 40


def contest_id(title: LocalText, taken: Collection[str]) -> str:
    """The short name of a new contest, from its English title; without one, "contest" and a number.

    >>> contest_id(LocalText("회장", "President of the council"), [])
    'president-of-the-council'
    >>> contest_id(LocalText("회장", ""), ["contest-1"])
    'contest-2'
    """
    plain = unicodedata.normalize("NFKD", title.en or title.ko).casefold()
    base = _NOT_IN_ID.sub("-", plain).strip("-")[: _ID_MOST - 4].strip("-")
    if base and base not in taken:
        return base
    stem = base or "contest"
    number = 2 if base else 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


class ContestsTab(ElectionTab):
    """The contests of the ballot, and the form for one of them."""

    ui = ("official", "contests_tab.ui")
    key = "contests"

    contestsTable: TableView
    formCard: Card
    formTitle: Label
    koField: Field
    koEdit: LineEdit
    enEdit: LineEdit
    kindBox: ComboBox
    votesField: Field
    votesSpin: SpinBox
    blankCheck: CheckRow
    idLabel: Label
    saveButton: PushButton
    cancelButton: PushButton
    removeButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._edited: str | None = None
        super().__init__(services, parent)
        self._errors = InlineErrors(
            self, {TextField.CONTEST: self.koField, VotesAllowedInvalid: self.votesField}
        )
        self.contestsTable.button_pressed.connect(lambda key, _column: self._edit(key))
        self.contestsTable.row_opened.connect(self._edit)
        self.kindBox.currentIndexChanged.connect(self._on_kind_changed)
        for edit in (self.koEdit, self.enEdit):
            edit.textChanged.connect(self._show_id)
            edit.returnPressed.connect(self._save)
        self.saveButton.clicked.connect(self._save)
        self.cancelButton.clicked.connect(self._start_anew)
        self.removeButton.clicked.connect(self._ask_remove)

    def title(self) -> str:
        return self.tr("Contests")

    def another(self) -> None:
        self._start_anew()

    def showing(self) -> None:
        self._fill_kinds()
        self.contestsTable.set_columns(
            [
                Column(self.tr("Contest"), stretch=1),
                Column(self.tr("Choices"), width=80, align="right"),
                Column(self.tr("Blank ballot"), width=120),
                Column("", width=72, align="right"),
            ]
        )
        self.contestsTable.set_rows([self._row(contest) for contest in self.view.election.contests])
        self.formCard.setVisible(self.draft)
        self._show_form()

    def _fill_kinds(self) -> None:
        speak = language.of(self)
        if not self.kindBox.count():
            for kind in ContestKind:
                self.kindBox.addItem("", kind.value)
        for at, kind in enumerate(ContestKind):
            self.kindBox.setItemText(at, kind.label(speak).capitalize())

    def _row(self, contest: Contest) -> Row:
        speak = language.of(self)
        kind = contest.kind.label(speak).capitalize()
        candidates = sum(c.contest_id == contest.id for c in self.view.candidates)
        facts = [kind]
        if contest.kind is ContestKind.CANDIDATES:
            # Not within the braces of a string: the extractor of texts does not look there.
            facts.append(self.tr("%n candidates", "", candidates))
        return Row(
            contest.id,
            (
                Text(
                    contest.title.text(speak) or contest.id,
                    sub=" · ".join(facts),
                    weight="name",
                ),
                Text(str(contest.votes_allowed)),
                Text(self.tr("Allowed") if contest.blank_allowed else self.tr("Not allowed")),
                ButtonCell(self.tr("Edit")) if self.may_edit else Text(""),
            ),
        )

    def _found(self, key: str | None) -> Contest | None:
        return next((c for c in self.view.election.contests if c.id == key), None)

    def _show_form(self) -> None:
        edited = self._found(self._edited) is not None
        self.formTitle.setText(self.tr("Change the contest") if edited else self.tr("Add a contest"))
        self.saveButton.setText(self.tr("Save the changes") if edited else self.tr("Add the contest"))
        self.saveButton.iconName = "save" if edited else "plus"
        self.cancelButton.setVisible(edited)
        self.removeButton.setVisible(edited)
        for part in (self.koEdit, self.enEdit, self.kindBox, self.blankCheck, self.saveButton):
            part.setEnabled(self.may_edit)
        self._on_kind_changed()
        self._show_id()

    def _on_kind_changed(self) -> None:
        yes_no = self.kindBox.currentData() == ContestKind.YES_NO.value
        if yes_no:
            self.votesSpin.setValue(1)
        self.votesSpin.setEnabled(self._view is not None and self.may_edit and not yes_no)

    def _typed_title(self) -> LocalText:
        return LocalText(self.koEdit.text(), self.enEdit.text())

    def _new_id(self) -> str:
        return self._edited or contest_id(self._typed_title(), [c.id for c in self.view.election.contests])

    def _show_id(self) -> None:
        if self._view is None:
            return
        some = bool(self._edited or self.koEdit.text() or self.enEdit.text())
        self.idLabel.setText(
            self.tr("Short name in files: {name}").format(name=self._new_id()) if some else " "
        )

    def _start_anew(self) -> None:
        self._edited = None
        self._errors.clear()
        self.koEdit.clear()
        self.enEdit.clear()
        self.kindBox.setCurrentIndex(0)
        self.votesSpin.setValue(1)
        self.blankCheck.setChecked(True)
        if self._view is not None:
            self._show_form()

    def _edit(self, key: str) -> None:
        contest = self._found(key)
        if contest is None or not self.may_edit:
            return
        self._edited = contest.id
        self._errors.clear()
        self.koEdit.setText(contest.title.ko)
        self.enEdit.setText(contest.title.en)
        self.kindBox.setCurrentIndex(self.kindBox.findData(contest.kind.value))
        self.votesSpin.setValue(contest.votes_allowed)
        self.blankCheck.setChecked(contest.blank_allowed)
        self._show_form()
        self.koEdit.setFocus()

    def _save(self) -> None:
        if not self.saveButton.isEnabled():
            return
        self._errors.clear()
        if not self._typed_title().text("ko").strip():
            self._errors.say(self.koField, self.tr("Enter a title, for example President."))
            return
        contest = Contest(
            self._new_id(),
            self._typed_title(),
            self.votesSpin.value(),
            self.blankCheck.isChecked(),
            ContestKind(self.kindBox.currentData()),
        )
        contests = list(self.view.election.contests)
        places = [at for at, there in enumerate(contests) if there.id == contest.id]
        if places:
            contests[places[0]] = contest
        else:
            contests.append(contest)
        self._store(replace(self.view.election, contests=tuple(contests)))

    def _store(self, election: Election) -> None:
        self.change_draft(
            election,
            lambda: self.tr("the contests"),
            lambda _election: self._start_anew(),
            self._errors.show,
            busy=self.saveButton,
        )

    def _ask_remove(self) -> None:
        contest = self._found(self._edited)
        if contest is None:
            return
        kept = tuple(c for c in self.view.election.contests if c.id != contest.id)
        dialogs.confirm(
            self,
            self.tr("Remove {title}?").format(title=contest.title.text(language.of(self))),
            self.tr("The contest is taken off the ballot. Undo brings it back while this is a draft."),
            accept=self.tr("Remove the contest"),
            accepted=lambda: self._store(replace(self.view.election, contests=kept)),
            kind="warn",
        )
