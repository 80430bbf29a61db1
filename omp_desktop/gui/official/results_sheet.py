"""The count sheet of the contest in view."""

from __future__ import annotations

from omp_desktop.gui.official.paper_facts import count_paper
from omp_desktop.gui.official.paper_sheet import show_paper
from omp_desktop.gui.official.station_steps import StationStepsPage
from omp_desktop.gui.widgets import PushButton, TabStrip
from omp_desktop.services.papers import PaperSources
from omp_desktop.services.results import ElectionResult


class ResultsSheet(StationStepsPage):
    """A page with a result whose count sheet can be seen, saved and printed."""

    contestTabs: TabStrip
    sheetButton: PushButton
    _result: ElectionResult | None

    def connect_sheet(self) -> None:
        """Once the parts of the page are there."""
        self.sheetButton.clicked.connect(self._show_sheet)

    def _show_sheet(self) -> None:
        result, services = self._result, self.services
        if result is None:
            return
        chosen = self.contestTabs.current
        contest = next((each for each in result.contests if each.contest_id == chosen), result.contests[0])

        def show(sources: PaperSources) -> None:
            show_paper(self, count_paper(sources, result, contest), services.printing)

        self.work(lambda: services.papers.sources(result.election_id), show)
