"""The results saved in the common format for election results, with a word on what it does not hold."""

from __future__ import annotations

from pathlib import Path

from omp_desktop.domain.election import Election
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.station_steps import StationStepsPage
from omp_desktop.gui.widgets import PushButton
from omp_desktop.reports.cdf_results import results_json
from omp_desktop.services.results import ElectionResult


class ResultsInCommonFormat(StationStepsPage):
    """A page with a result that other people's programs can read."""

    cdfButton: PushButton

    def connect_common_format(self) -> None:
        """Once the parts of the page are there."""
        self.cdfButton.clicked.connect(self._ask_cdf)

    def counted(self) -> tuple[Election, ElectionResult] | None:
        """The election with its result; None before the count."""
        raise NotImplementedError

    def save_cdf(self, path: Path) -> None:
        """Write all contests as NIST's JSON; a result that contradicts itself is refused in words."""
        counted = self.counted()
        if counted is None:
            return
        clock = self.services.clock

        def write() -> None:
            text = results_json(*counted, clock.now())
            file_choice.write_file(path, text.encode())

        self.work(write, lambda _: self._say_what_it_holds(path), lane=tasks.POOL)

    def _ask_cdf(self) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Save for other programs"),
            "results.json",
            self.tr("NIST results (*.json)"),
            self.save_cdf,
        )

    def _say_what_it_holds(self, path: Path) -> None:
        said = self.tr(
            "The file holds the votes of every contest and the turnout of every station. It holds no cast "
            "vote records, because single ballots are never decrypted."
        )
        dialogs.show_message(self, self.tr("Saved"), f"{path}\n\n{said}", kind="ok")
