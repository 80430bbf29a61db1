"""Trying a backup: asking for the recovery key, and saying line by line what was found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.words import local_day_time
from omp_desktop.gui.widgets import (
    Column,
    Field,
    Label,
    LineEdit,
    Notice,
    Pill,
    PillCell,
    PushButton,
    Row,
    Sheet,
    TableView,
    Text,
)
from omp_desktop.services.backup_trial import BackupCheck, CheckLine

_HEAD, _LINE = 40, 48


class RecoveryEntry(Form):
    """Where the key from the paper is entered."""

    ui = ("official", "recovery_entry.ui")

    titleLabel: Label
    backupLabel: Label
    keyField: Field
    keyEdit: LineEdit
    cancelButton: PushButton
    goButton: PushButton

    def __init__(
        self, backup: str, value: str, given: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        """`backup`: its name; `value`: that of the key it wants, empty where it is not known."""
        self._value = value
        self._given = given
        super().__init__(parent)
        self.backupLabel.setText(backup)
        self.goButton.clicked.connect(self._go)
        self.keyEdit.returnPressed.connect(self._go)

    def retranslate(self) -> None:
        hint = self.tr("35 characters in groups of five.")
        if self._value:
            hint = self.tr("35 characters in groups of five, from the paper with the value {value}.")
        self.keyField.hint = hint.format(value=self._value)

    def refuse(self, error: OmpError) -> None:
        """Say what is wrong with the key, and let them try again."""
        self.goButton.setEnabled(True)
        self.say_error(self.keyField, error)
        self.keyEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        if not self.goButton.isEnabled():
            return
        entered = self.keyEdit.text().strip()
        self.keyField.set_error("" if entered else lambda: self.tr("Enter the key."))
        if entered:
            self._given(entered)


class BackupCheckForm(Form):
    """What was found, and what to do then."""

    ui = ("official", "backup_check.ui")

    titleLabel: Label
    verdictPill: Pill
    backupLabel: Label
    linesTable: TableView
    thenNotice: Notice
    closeButton: PushButton

    def __init__(self, check: BackupCheck, *, drilled: bool, parent: QWidget | None = None) -> None:
        """`drilled`: with the recovery key, as on another computer."""
        self._check, self._drilled = check, drilled
        super().__init__(parent)
        self.linesTable.setFixedHeight(_HEAD + _LINE * len(check.lines) + 4)

    def retranslate(self) -> None:
        drilled, check = self._drilled, self._check
        self.titleLabel.setText(self.tr("Restore drill") if drilled else self.tr("Verified backup"))
        self.backupLabel.setText(
            self.tr("{station}, made {when}").format(
                station=check.head.station or "–", when=local_day_time(check.head.made_at)
            )
        )
        self.linesTable.set_columns(
            [Column(self.tr("Check"), stretch=1), Column(self.tr("State"), width=136, align="right")]
        )
        speak = language.of(self)
        self.linesTable.set_rows([self._row(line, speak) for line in check.lines])
        if not check.holds:
            self.verdictPill.say("err", "circle-alert", self.tr("Not usable"))
            problem = next(line.problem for line in check.lines if line.problem is not None)
            self.thenNotice.say("err", self.in_words(problem))
            return
        self.verdictPill.say("ok", "circle-check", self.tr("Everything is right"))
        if drilled:
            said = self.tr(
                "Another computer could go on from this backup with the paper. Receipts for the own vote are "
                "in no backup: they would end."
            )
        else:
            said = self.tr(
                "The backup is whole. Whether the recovery key on the paper opens it shows a restore drill."
            )
        self.thenNotice.say("ok", said)

    def _row(self, line: CheckLine, speak: Lang) -> Row:
        if line.problem is not None:
            cell = PillCell("err", "circle-alert", self.tr("Wrong"))
        else:
            cell = PillCell("ok", "circle-check", self.tr("Right"))
        found = "" if line.found is None else line.found.text(speak)
        return Row(line.kind.value, (Text(line.kind.label(speak), sub=found), cell))


def ask_recovery_key(
    widget: QWidget, backup: str, value: str, given: Callable[[RecoveryEntry, str], object]
) -> Sheet:
    """Ask for the key over the window of `widget`. `given` may refuse it; it closes nothing itself."""
    asked: list[RecoveryEntry] = []
    form = RecoveryEntry(backup, value, lambda key: given(asked[0], key), widget)
    asked.append(form)
    sheet = Sheet(form, form.titleLabel.text())
    form.cancelButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.keyEdit.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet


def show_check(widget: QWidget, check: BackupCheck, *, drilled: bool) -> Sheet:
    """Show what was found over the window of `widget`."""
    form = BackupCheckForm(check, drilled=drilled, parent=widget)
    sheet = Sheet(form, form.titleLabel.text())
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
