"""The step that is due, in the rail: seen beside every page but the one that says it itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from omp_desktop.gui.official.overview import Overview
from omp_desktop.gui.official.page import NextPlace, OfficialPage
from omp_desktop.gui.widgets import Rail


class StepBeside(QObject):
    """Asks the pages for the step, and leads to where it is taken."""

    def __init__(
        self, rail: Rail, pages: Mapping[str, OfficialPage], go: Callable[[str], object], parent: QObject
    ) -> None:
        """`go` shows the page of a key."""
        super().__init__(parent)
        self._rail, self._pages, self._go = rail, pages, go
        self._step: NextPlace | None = None
        rail.step_asked.connect(self._lead)

    def show(self, overview: Overview | None, election_id: str | None) -> None:
        """The step of this election; none before it was read, and none where its polls cannot be read."""
        self._step = None if overview is None else self._find(overview, election_id)
        own = self._pages.get(self._rail.current)
        hidden = self._step is None or (own is not None and own.says_next_step)
        self._rail.set_step("" if self._step is None or hidden else self._step.text)

    def _find(self, overview: Overview, election_id: str | None) -> NextPlace | None:
        polls = overview.polls_of(election_id)
        if polls is None and overview.elections:
            return None
        said = (page.next_step(polls) for page in self._pages.values())
        return next((step for step in said if step is not None), None)

    def _lead(self) -> None:
        if self._step is not None:
            self._go(self._step.page)
