"""The places of the rail, in their order."""

from __future__ import annotations

from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.queue import QueuePage

PAGES: tuple[type[OfficialPage], ...] = (QueuePage,)
