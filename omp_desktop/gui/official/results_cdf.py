"""The results saved in the common format for election results, with a word on what it does not hold."""

from __future__ import annotations

from pathlib import Path

from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.station_steps import StationStepsPage
from omp_desktop.gui.widgets import PushButton
from omp_desktop.reports.cdf_results import results_json
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.results import ElectionResult


class ResultsInCommonFormat(StationStepsPage):
    """A page with a result that other people's programs can read."""

    nistButton: PushButton
    _view: PollView | None
    _result: ElectionResult | None

    def connect_common_format(self) -> None:
        """Once the parts of the page are there."""
        self.nistButton.clicked.connect(self._ask_nist)

    def save_nist(self, path: Path) -> None:
        """Write all contests as NIST's JSON; a result that contradicts itself is refused in words."""
        view, result, clock = self._view, self._result, self.services.clock
        if view is None or result is None:
            return

        def write() -> None:
            text = results_json(view.election, result, clock.now())
            file_choice.write_file(path, text.encode())

        self.work(write, lambda _: self._say_what_it_holds(path), lane=tasks.POOL)

    def _ask_nist(self) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Save for other programs"),
            "results.json",
            self.tr("NIST results (*.json)"),
            self.save_nist,
        )

    def _say_what_it_holds(self, path: Path) -> None:
        said = self.tr(
            "The file holds the votes of every contest and the turnout of every station. It holds no cast "
            "vote records, because single ballots are never decrypted."
        )
        dialogs.show_message(self, self.tr("Saved"), f"{path}\n\n{said}", kind="ok")
