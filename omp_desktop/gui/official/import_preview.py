"""What an import would take, with every bad line named: nothing is taken before somebody says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.imports import ImportPreview
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import (
    Column,
    Label,
    LazyRows,
    Notice,
    PushButton,
    Row,
    Sheet,
    TableView,
    Text,
    Tile,
)


class ImportPreviewForm(Form):
    """Figures, bad lines, and the choice: all of it, without the bad lines, or nothing."""

    ui = ("official", "import_preview.ui")
    # Take it; without the bad lines?
    taken = Signal(bool)

    titleLabel: Label
    totalTile: Tile
    goodTile: Tile
    badTile: Tile
    verdict: Notice
    problemsTable: TableView
    notesLabel: Label
    cancelButton: PushButton
    skipButton: PushButton
    takeButton: PushButton

    def __init__(self, file: str, preview: ImportPreview, parent: QWidget | None = None) -> None:
        self._file, self._preview = file, preview
        super().__init__(parent)
        clean = preview.clean and preview.good > 0
        self.problemsTable.setVisible(not preview.clean)
        self.takeButton.setVisible(clean)
        self.skipButton.setVisible(not preview.clean and preview.skippable)
        self.notesLabel.setVisible(bool(preview.notes))
        for tile in (self.totalTile, self.goodTile, self.badTile):
            # A problem of the whole file has no lines to count.
            tile.setVisible(not preview.whole_file)
        self.takeButton.clicked.connect(lambda: self.taken.emit(False))
        self.skipButton.clicked.connect(lambda: self.taken.emit(True))

    def retranslate(self) -> None:
        preview, speak = self._preview, language.of(self)
        self.titleLabel.setText(self._file)
        self.totalTile.figure = language.number(preview.total)
        self.goodTile.figure = language.number(preview.good)
        self.badTile.figure = language.number(preview.bad)
        self._say_verdict(preview)
        self.takeButton.setText(self.tr("Take all %n lines", "", preview.good))
        self.cancelButton.setText(
            self.tr("Cancel") if preview.clean or preview.skippable else self.tr("Close")
        )
        self.skipButton.setText(self.tr("Skip %n bad lines and take the rest", "", preview.bad))
        self.notesLabel.setText(" ".join(note.describe(speak) for note in preview.notes))
        self.problemsTable.set_columns(
            [
                Column(self.tr("Line"), width=88, align="right"),
                Column(self.tr("Column"), width=144),
                Column(self.tr("What is wrong"), stretch=1),
            ]
        )
        self.problemsTable.set_rows(LazyRows(len(preview.problems), self._row, int))

    def _say_verdict(self, preview: ImportPreview) -> None:
        if preview.clean:
            self.verdict.kind = "ok"
            self.verdict.text = self.tr(
                "Every line is good. Nothing has been taken yet. An import cannot be undone."
            )
        elif preview.skippable:
            self.verdict.kind = "warn"
            self.verdict.text = self.tr(
                "Nothing has been taken. Correct the file and choose it again, or leave the bad lines out. "
                "An import cannot be undone."
            )
        else:
            self.verdict.kind = "err"
            self.verdict.text = self.tr("Nothing can be taken. Correct the file and choose it again.")

    def _row(self, place: int) -> Row:
        problem, speak = self._preview.problems[place], language.of(self)
        said = problem.text.text(speak)
        right = problem.next_step.text(speak)
        if problem.example:
            right = self.tr("Right, for example: {example}").format(example=problem.example)
        return Row(
            str(place),
            (
                Text(language.number(problem.line), weight="name"),
                Text(problem.column),
                Text(said[:1].upper() + said[1:], sub=right),
            ),
        )


def open_preview(widget: QWidget, file: str, preview: ImportPreview, take: Callable[[bool], object]) -> Sheet:
    """Show the preview; `take` is called with whether bad lines are left out, or not at all."""
    form = ImportPreviewForm(file, preview, widget)
    sheet = Sheet(form, file)
    form.cancelButton.clicked.connect(sheet.close_sheet)

    def on_taken(skip_bad: bool) -> None:
        sheet.close_sheet()
        take(skip_bad)

    form.taken.connect(on_taken)
    return sheet.open_over(widget)


def open_problems(widget: QWidget, file: str, preview: ImportPreview) -> Sheet:
    """Show the problems of a file of which nothing can be taken."""
    return open_preview(widget, file, preview, lambda _skip: None)
