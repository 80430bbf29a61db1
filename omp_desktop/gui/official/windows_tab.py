"""Voting hours: windows in the election's time zone, and longer hours after publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Role
from omp_desktop.domain.election import Election, ElectionState, VotingWindow, window_from_local
from omp_desktop.domain.election_errors import (
    WindowEndsFirst,
    WindowsOutOfOrder,
    WindowsOverlap,
    WindowTimeInvalid,
    WindowTimeSkipped,
    WindowTimeTwice,
)
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.record_errors import AmendmentRefused
from omp_desktop.gui import dialogs
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonStep
from omp_desktop.gui.official.words import day_time, zone
from omp_desktop.gui.widgets import (
    ButtonCell,
    Card,
    Column,
    DateTimeEdit,
    Field,
    Label,
    Pill,
    PushButton,
    Row,
    TableView,
    Text,
)
from omp_desktop.services.election_errors import ClosingTimePast

_GROWING = frozenset({ElectionState.PUBLISHED, ElectionState.OPEN, ElectionState.SUSPENDED})
_EXTENSION = LocalText("투표 시간 연장", "extend the voting hours")
_USUAL_OPENING, _USUAL_CLOSING = QTime(6, 0), QTime(18, 0)
_MINUTES = 60


class WindowsTab(ElectionTab):
    """The windows one below the other, and the form for one of them."""

    ui = ("official", "windows_tab.ui")
    key = "hours"
    two_people_wanted = Signal(object, object)

    zonePill: Pill
    windowsTable: TableView
    formCard: Card
    formTitle: Label
    opensField: Field
    opensEdit: DateTimeEdit
    closesField: Field
    closesEdit: DateTimeEdit
    lengthLabel: Label
    saveButton: PushButton
    cancelButton: PushButton
    removeButton: PushButton
    zoneHint: Label

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._edited: int | None = None
        super().__init__(services, parent)
        self._errors = InlineErrors(
            self,
            {
                WindowTimeInvalid: self.opensField,
                WindowTimeSkipped: self.opensField,
                WindowTimeTwice: self.opensField,
                WindowsOutOfOrder: self.opensField,
                WindowsOverlap: self.opensField,
                WindowEndsFirst: self.closesField,
                ClosingTimePast: self.closesField,
                AmendmentRefused: self.closesField,
            },
        )
        self.windowsTable.button_pressed.connect(lambda key, _column: self._edit(int(key)))
        self.windowsTable.row_opened.connect(lambda key: self._edit(int(key)))
        self.opensEdit.dateTimeChanged.connect(self._show_length)
        self.closesEdit.dateTimeChanged.connect(self._show_length)
        for edit in (self.opensEdit, self.closesEdit):
            edit.entered.connect(self.saveButton.click)
        self.saveButton.clicked.connect(self._save)
        self.cancelButton.clicked.connect(self._start_anew)
        self.removeButton.clicked.connect(self._ask_remove)

    def title(self) -> str:
        return self.tr("Voting hours")

    def another(self) -> None:
        self._start_anew()

    @property
    def may_extend(self) -> bool:
        """Whether hours can become longer now, by the person signed in."""
        return self.by_commission and self.view.election.state in _GROWING

    def showing(self) -> None:
        election, where = self.view.election, zone(self.view.election.timezone)
        self.zonePill.setText(election.timezone)
        self.windowsTable.set_columns(
            [
                Column("", width=40, align="right"),
                Column(self.tr("Polls open"), stretch=1),
                Column(self.tr("Polls close"), stretch=1),
                Column(self.tr("Length"), width=112),
                Column("", width=104, align="right"),
            ]
        )
        action = self.tr("Extend …") if self.may_extend else self.tr("Edit")
        can = self.may_edit or self.may_extend
        self.windowsTable.set_rows(
            [
                Row(
                    str(at),
                    (
                        Text(str(at + 1)),
                        Text(day_time(window.opens, where), weight="name"),
                        Text(day_time(window.closes, where), weight="name"),
                        Text(self._length(window.closes - window.opens)),
                        ButtonCell(action) if can else Text(""),
                    ),
                )
                for at, window in enumerate(self.view.windows)
            ]
        )
        self._show_form()

    def _show_form(self) -> None:
        edited, draft = self._edited is not None, self.draft
        self.formCard.setVisible(draft or (edited and self.may_extend))
        if not draft:
            self.formTitle.setText(self.tr("Extend the hours"))
            self.saveButton.setText(self.tr("Extend with two people …"))
            self.saveButton.iconName = "clock"
        else:
            self.formTitle.setText(self.tr("Change the hours") if edited else self.tr("Add voting hours"))
            self.saveButton.setText(self.tr("Save the changes") if edited else self.tr("Add these hours"))
            self.saveButton.iconName = "save" if edited else "plus"
        self.opensEdit.setEnabled(self.may_edit)
        self.closesEdit.setEnabled(self.may_edit or self.may_extend)
        self.saveButton.setEnabled(self.may_edit or self.may_extend)
        self.cancelButton.setVisible(edited)
        self.removeButton.setVisible(edited and draft)
        self.zoneHint.setText(
            self.tr(
                "Times are those of {zone}, wherever this computer stands. The first and the last minute "
                "belong to "
                "the voting hours."
            ).format(zone=self.view.election.timezone)
        )
        self._show_length()

    def _length(self, length: timedelta) -> str:
        minutes = round(length.total_seconds() / _MINUTES)
        hours, rest = divmod(minutes, _MINUTES)
        if not rest:
            return self.tr("%n hours", "", hours)
        if not hours:
            return self.tr("%n minutes", "", rest)
        return self.tr("{hours} h {minutes} min").format(hours=hours, minutes=rest)

    def _show_length(self) -> None:
        seconds = self.opensEdit.dateTime().secsTo(self.closesEdit.dateTime())
        self.lengthLabel.setText(
            self.tr("Polls are open for {length}.").format(length=self._length(timedelta(seconds=seconds)))
            if seconds > 0
            else ""
        )
        self.lengthLabel.setVisible(seconds > 0)

    def _start_anew(self) -> None:
        self._edited = None
        self._errors.clear()
        day = self._next_day()
        self.opensEdit.setDateTime(QDateTime(day, _USUAL_OPENING))
        self.closesEdit.setDateTime(QDateTime(day, _USUAL_CLOSING))
        if self._view is not None:
            self._show_form()

    def _next_day(self) -> QDate:
        """The day after the last window, else tomorrow, in the election's zone."""
        where = zone(self.view.election.timezone)
        last = self.view.windows[-1].closes if self.view.windows else self.services.clock.now()
        after = last.astimezone(where).date() + timedelta(days=1)
        return QDate(after.year, after.month, after.day)

    def _edit(self, at: int) -> None:
        if not (self.may_edit or self.may_extend) or at >= len(self.view.windows):
            return
        self._edited = at
        self._errors.clear()
        where = zone(self.view.election.timezone)
        window = self.view.windows[at]
        for edit, instant in ((self.opensEdit, window.opens), (self.closesEdit, window.closes)):
            local = instant.astimezone(where)
            edit.setDateTime(
                QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
            )
        self._show_form()
        self.closesEdit.setFocus()

    def _typed(self) -> VotingWindow | None:
        """What stands in the form, or None after saying what is wrong."""
        self._errors.clear()
        try:
            return window_from_local(
                _text(self.opensEdit), _text(self.closesEdit), self.view.election.timezone
            )
        except OmpError as error:
            self._errors.show(error)
            return None

    def _save(self) -> None:
        window = self._typed()
        if window is None:
            return
        if not self.draft:
            self._ask_extend(window.closes)
            return
        windows = list(self.view.election.windows)
        if self._edited is not None:
            windows[self._edited] = window
        else:
            windows.append(window)
        self._store(windows)

    def _store(self, windows: list[VotingWindow]) -> None:
        # In order of time, however they were typed.
        ordered = tuple(sorted(windows, key=lambda w: w.opens))
        election = replace(self.view.election, windows=ordered)
        self.change_draft(
            election,
            lambda: self.tr("the voting hours"),
            self._on_stored,
            self._errors.show,
            busy=self.saveButton,
        )

    def _on_stored(self, election: Election) -> None:
        self._view = replace(self.view, election=election, windows=election.windows)
        self._start_anew()
        # The button lost the focus while it could not be used.
        self.opensEdit.setFocus()

    def _ask_remove(self) -> None:
        at = self._edited
        if at is None:
            return
        kept = [window for place, window in enumerate(self.view.election.windows) if place != at]
        dialogs.confirm(
            self,
            self.tr("Remove these voting hours?"),
            self.tr("Nobody can vote in this time then. Undo brings the hours back while this is a draft."),
            accept=self.tr("Remove the hours"),
            accepted=lambda: self._store(kept),
            kind="warn",
        )

    def _ask_extend(self, closes: datetime) -> None:
        at = self._edited
        if at is None:
            return
        where = zone(self.view.election.timezone)
        step = TwoPersonStep(
            action=_EXTENSION,
            title=self.tr("Extend the voting hours"),
            text=self.tr(
                "The polls then close at {closes} instead of {before}. Hours can become longer only: "
                "this cannot be undone."
            ).format(closes=day_time(closes, where), before=day_time(self.view.windows[at].closes, where)),
            roles=frozenset({Role.COMMISSION}),
        )
        service, election_id = self.services.elections, self.view.election.id

        def confirmed(two: TwoPeople) -> None:
            self.change(
                lambda: service.extend_hours(two.first, two.second, election_id, at, closes),
                lambda _windows: self._start_anew(),
                self._errors.show,
            )

        self.two_people_wanted.emit(step, confirmed)


def _text(edit: DateTimeEdit) -> str:
    return edit.dateTime().toString("yyyy-MM-dd HH:mm")
