"""The chart and the table of the results, saved as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from omp_desktop.domain.errors import OmpError
from omp_desktop.files import replace_file
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official.contest_result import ContestResultView
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.official.station_steps import StationStepsPage
from omp_desktop.gui.widgets import PushButton
from omp_desktop.reports.csv import results_csv
from omp_desktop.services.results import ElectionResult

_ENDINGS = (".png", ".svg", ".csv")
Saver = Callable[[Path], None]


class ResultsSaving(StationStepsPage):
    """A page with a result whose chart and table can be kept."""

    pictureButton: PushButton
    csvButton: PushButton
    _result: ElectionResult | None

    def connect_saving(self, contest: ContestResultView) -> None:
        """Once the view with the chart is there."""
        self.contest = contest
        self._dialog: QFileDialog | None = None
        self.pictureButton.clicked.connect(self._ask_picture)
        self.csvButton.clicked.connect(self._ask_csv)

    def save_picture(self, path: Path) -> None:
        """Write the chart in view: SVG by that ending, else PNG."""
        try:
            self.contest.save_picture(path)
        except OmpError as error:
            self.show_error(error)
            return
        self._say_saved(path)

    def save_csv(self, path: Path) -> None:
        """Write all contests as CSV, with the mark by which spreadsheets know UTF-8."""
        if self._result is None:
            return
        content = results_csv(self._result.contests).encode("utf-8-sig")
        self.work(lambda: _write(path, content), lambda _: self._say_saved(path), lane=tasks.POOL)

    def _ask_picture(self) -> None:
        self._ask_file(
            self.tr("Save the picture"),
            "results.png",
            self.tr("Pictures (*.png);;Drawings (*.svg)"),
            self.save_picture,
        )

    def _ask_csv(self) -> None:
        self._ask_file(self.tr("Save the table"), "results.csv", self.tr("Tables (*.csv)"), self.save_csv)

    def _ask_file(self, title: str, name: str, kinds: str, save: Saver) -> None:
        dialog = QFileDialog(self, title, name, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(name)
        dialog.fileSelected.connect(
            lambda chosen: save(_with_ending(Path(chosen), dialog.selectedNameFilter()))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._dialog = dialog

    def _say_saved(self, path: Path) -> None:
        dialogs.show_message(self, self.tr("Saved"), str(path), kind="ok")


def _with_ending(path: Path, kind: str) -> Path:
    """The path with the ending of the kind of file that was chosen, unless it has one."""
    if path.suffix:
        return path
    return path.with_suffix(next((ending for ending in _ENDINGS if f"*{ending}" in kind), ""))


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as problem:
        raise FileNotWritten(name=path.name) from problem
