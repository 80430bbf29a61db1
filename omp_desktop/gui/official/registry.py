"""The places of the rail, in their order."""

from __future__ import annotations

from omp_desktop.gui.official.elections import ElectionsPage
from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.polling_day import PollingDayPage
from omp_desktop.gui.official.queue import QueuePage
from omp_desktop.gui.official.records import RecordsPage
from omp_desktop.gui.official.results import ResultsPage
from omp_desktop.gui.official.settings import SettingsPage

PAGES: tuple[type[OfficialPage], ...] = (
    ElectionsPage,
    PollingDayPage,
    ResultsPage,
    QueuePage,
    RecordsPage,
    SettingsPage,
)
