"""The chart and the table of the results, saved as files."""

from __future__ import annotations

from pathlib import Path

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.contest_result import ContestResultView
from omp_desktop.gui.official.results_cdf import ResultsInCommonFormat
from omp_desktop.gui.widgets import PushButton
from omp_desktop.reports.csv import results_csv
from omp_desktop.reports.result_status import result_status
from omp_desktop.services.results import ElectionResult


class ResultsSaving(ResultsInCommonFormat):
    """A page with a result whose chart and table can be kept."""

    pictureButton: PushButton
    csvButton: PushButton
    _result: ElectionResult | None

    def connect_saving(self, contest: ContestResultView) -> None:
        """Once the view with the chart is there."""
        self.contest = contest
        self.pictureButton.clicked.connect(self._ask_picture)
        self.csvButton.clicked.connect(self._ask_csv)
        self.connect_common_format()

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
        result, view = self._result, self._view
        if result is None or view is None:
            return
        status = result_status(result.certificate, view.election.timezone, as_certified=result.as_certified)
        content = results_csv(result.contests, status).encode("utf-8-sig")
        self.work(
            lambda: file_choice.write_file(path, content), lambda _: self._say_saved(path), lane=tasks.POOL
        )

    def _ask_picture(self) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Save the picture"),
            "results.png",
            self.tr("Pictures (*.png);;Drawings (*.svg)"),
            self.save_picture,
        )

    def _ask_csv(self) -> None:
        file_choice.ask_new_file(
            self, self.tr("Save the table"), "results.csv", self.tr("Tables (*.csv)"), self.save_csv
        )

    def _say_saved(self, path: Path) -> None:
        dialogs.show_message(self, self.tr("Saved"), str(path), kind="ok")
