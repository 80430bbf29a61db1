"""The overview of an election: the check list before publishing, later what was published."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.publication import Check
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.official.check_strip import mended_on
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.time_zones import fill_zones
from omp_desktop.gui.widgets import (
    Card,
    CheckItem,
    ComboBox,
    Field,
    Label,
    LineEdit,
    Page,
    Pill,
    PushButton,
)

_LINES_SHOWN = 40
_COLUMNS = 2
_HASH_GROUP = 8
_BETWEEN = re.compile("[,，、;]")
_PLEDGES_OPEN = frozenset({ElectionState.PUBLISHED})


class OverviewTab(ElectionTab):
    """What is left to do, the name and the time zone; after publication its fingerprint."""

    ui = ("official", "election_overview.ui")
    key = "overview"
    removed = Signal()

    checkCard: Card
    checkPill: Pill
    checkPage: Page
    publishedCard: Card
    hashLabel: Label
    withdrawLabel: Label
    withdrawButton: PushButton
    hoursLabel: Label
    hoursButton: PushButton
    pledgesLabel: Label
    pledgesButton: PushButton
    nameCard: Card
    koField: Field
    koEdit: LineEdit
    enEdit: LineEdit
    zoneBox: ComboBox
    commissionersField: Field
    commissionersEdit: LineEdit
    saveButton: PushButton
    removeButton: PushButton
    aboutCard: Card
    aboutLabel: Label

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._checks: tuple[tuple[Check, str], ...] = ()
        self._lines: list[CheckItem] = []
        super().__init__(services, parent)
        self._errors = InlineErrors(
            self, {TextField.ELECTION: self.koField, TextField.NAME: self.commissionersField}
        )
        self.saveButton.clicked.connect(self._save)
        self.removeButton.clicked.connect(self._ask_remove)
        self.withdrawButton.clicked.connect(lambda: self.tab_wanted.emit("candidates"))
        self.hoursButton.clicked.connect(lambda: self.tab_wanted.emit("hours"))
        self.pledgesButton.clicked.connect(self._publish_pledges)

    def title(self) -> str:
        return self.tr("Overview")

    def another(self) -> None:
        self._errors.clear()
        name, people = self.view.election.name, self.view.election.commissioners
        texts = (name.ko, name.en, ", ".join(people))
        for edit, text in zip((self.koEdit, self.enEdit, self.commissionersEdit), texts, strict=True):
            edit.setText(text)
            # A long name is read from its beginning.
            edit.setCursorPosition(0)
        fill_zones(self.zoneBox, self.view.election.timezone)

    def showing(self) -> None:
        draft = self.draft
        self.checkCard.setVisible(draft)
        for card in (self.nameCard, self.aboutCard):
            card.setVisible(self.may_edit)
        self.publishedCard.setVisible(not draft)
        if draft:
            self._show_draft()
        else:
            self._show_published()

    def _show_draft(self) -> None:
        problems = sum(not check.passed for check in self.view.checks)
        if problems:
            self.checkPill.kind, self.checkPill.iconName = "err", "circle-alert"
            self.checkPill.setText(self.tr("%n things to fix before publishing", "", problems))
        else:
            self.checkPill.kind, self.checkPill.iconName = "ok", "circle-check"
            self.checkPill.setText(self.tr("Ready to be published"))
        self._show_checks()
        self.aboutLabel.setText(
            self.tr(
                "The commission signs everything as it stands then, and the fingerprint is shown. "
                "Afterwards only "
                "withdrawals, longer voting hours and pledges are possible. The polls open on the page "
                "Polling day."
            )
        )

    def _show_checks(self) -> None:
        speak = language.of(self)
        # Problems first, each in the order of the list.
        checks = sorted(self.view.checks, key=lambda check: check.passed)[:_LINES_SHOWN]
        shown = tuple((check, check.describe(speak).text) for check in checks)
        if shown == self._checks:
            return
        self._checks = shown
        grid = self.checkPage.layout()
        if not isinstance(grid, QGridLayout):
            raise TypeError("the check list has no grid")
        # Not through the grid's items: those that it hands out die unnoticed by Python.
        for gone in self._lines:
            grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._lines = [self._line(check, text) for check, text in shown]
        grid.setHorizontalSpacing(48)
        for place, line in enumerate(self._lines):
            grid.addWidget(line, place // _COLUMNS, place % _COLUMNS)
            # By itself the grid shows it only once control is back at the event loop.
            line.show()
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    def _line(self, check: Check, text: str) -> CheckItem:
        line = CheckItem(self.checkPage)
        line.text = text
        line.state = "ok" if check.passed else "problem"
        if not check.passed:
            line.buttonText = self.tr("Fix")
            line.acted.connect(lambda: self._mend(check))
        return line

    def _mend(self, check: Check) -> None:
        place = mended_on(check, self.view)
        if place == self.key:
            self.koEdit.setFocus()
        else:
            self.tab_wanted.emit(place)

    def _show_published(self) -> None:
        view = self.view
        whole = view.manifest_hash or ""
        self.hashLabel.setText(
            " ".join(whole[at : at + _HASH_GROUP] for at in range(0, len(whole), _HASH_GROUP))
        )
        self.withdrawLabel.setText(
            self.tr("A candidate withdraws: stays listed, and cannot be chosen any more.")
        )
        self.hoursLabel.setText(self.tr("Voting hours become longer, confirmed by two people."))
        editable = view.election.state in _PLEDGES_OPEN
        if not editable:
            text = self.tr("The polls have opened: pledges stay as they were published.")
        elif view.pledges_wait:
            text = self.tr(
                "Pledges were changed since they were last published. Voters see them once published."
            )
        else:
            text = self.tr("Pledges, until the polls open: all changes are published.")
        self.pledgesLabel.setText(text)
        self.pledgesButton.setEnabled(editable and view.pledges_wait and self.by_commission)

    def _save(self) -> None:
        self._errors.clear()
        election = replace(
            self.view.election,
            name=LocalText(self.koEdit.text(), self.enEdit.text()),
            timezone=self.zoneBox.currentText(),
            commissioners=tuple(filter(None, map(str.strip, _BETWEEN.split(self.commissionersEdit.text())))),
        )
        self.change_draft(
            election,
            lambda: self.tr("name, time zone and commissioners"),
            failed=self._errors.show,
            busy=self.saveButton,
        )

    def _ask_remove(self) -> None:
        dialogs.confirm(
            self,
            self.tr("Delete this draft?"),
            self.tr(
                "Its candidates, their pledges and accounts, and its voters list are deleted with it. "
                "This cannot be undone."
            ),
            accept=self.tr("Delete the draft"),
            accepted=self._remove,
            kind="danger",
        )

    def _remove(self) -> None:
        service, session, election_id = self.services.elections, self.session, self.view.election.id
        self.work(lambda: service.remove_draft(session, election_id), lambda _nothing: self.removed.emit())

    def _publish_pledges(self) -> None:
        service, session, election_id = self.services.elections, self.session, self.view.election.id
        self.change(lambda: service.publish_pledges(session, election_id), busy=self.pledgesButton)
