"""The places of the rail, in their order."""

from __future__ import annotations

from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.polling_day import PollingDayPage
from omp_desktop.gui.official.queue import QueuePage
from omp_desktop.gui.official.records import RecordsPage
from omp_desktop.gui.official.results import ResultsPage

PAGES: tuple[type[OfficialPage], ...] = (PollingDayPage, ResultsPage, QueuePage, RecordsPage)
