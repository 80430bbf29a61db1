"""The voters list on paper without any window: for a station whose store cannot be opened any more."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from omp_desktop.domain.language import Lang
from omp_desktop.domain.paper_roll import RollHead
from omp_desktop.gui import appearance
from omp_desktop.gui.official.roll_pages import RollPages, write_roll
from omp_desktop.reports.paper_roll_sheet import RollOpened
from omp_desktop.services.kept_rolls import KeptRolls


def write_kept_list(kept: KeptRolls, head: RollHead, path: Path, speak: Lang) -> int:
    """Write a list that is kept as PDF; how many pages. Whoever opened it writes the name in by hand.

    Raises FileNotWritten and what `KeptRolls.lines` raises; nothing is left of the file then.
    """
    if sys.platform.startswith("linux") and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(application, QApplication):
        appearance.prepare(application, speak)
    pages = RollPages(path, head, RollOpened((), store_failed=True), speak)
    return write_roll(pages, kept.lines(head.election_id))
