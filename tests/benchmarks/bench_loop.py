"""How long the official's window stands still while long work is done in it: taking a voters list over, and
writing the audit log to a file. Everything is done through the window, as an official does it.

Each row is (what, value in ms, most, ratio, target): of the times in which the window answered nothing the
one in which this program worked longest. What other programs of a busy machine took is not counted: the
program's own processor time between two answers is. The paper voters list is in bench_paper_roll.py.
"""

from __future__ import annotations

import gc
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.gui import appearance, language, tasks
from omp_desktop.gui.official.elections import ElectionsPage
from omp_desktop.gui.official.import_preview import ImportPreviewForm
from omp_desktop.gui.official.records import RecordsPage
from omp_desktop.gui.official.voters_tab import VotersTab
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.role_services import official_services
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.store.engine import open_store
from tests.benchmarks.bench_imports import LINES, write_list
from tests.services.scene import FAST_HASHER, FAST_KEY, STORE_KEY, TWO_DAYS_BEFORE, Desk, definition, sign_up

Row = tuple[str, float, float, float, float]

MOST_GAP_MS = 100.0
ENTRIES = 50_000
_ASKED_EVERY_MS = 5
_PATIENCE = 600.0  # seconds


@dataclass
class Watch:
    """Asks the event loop again and again whether it answers."""

    owner: QObject = field(default_factory=QObject)
    longest: float = 0.0
    _answered: tuple[float, float] = (0.0, 0.0)

    def __enter__(self) -> Watch:
        self._answered = _clocks()
        self._timer = QTimer(self.owner)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(_ASKED_EVERY_MS)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = _clocks()
        # Threads side by side use more processor time than passes.
        took = min(after - before for before, after in zip(self._answered, now, strict=True))
        self.longest = max(self.longest, 1_000 * took - _ASKED_EVERY_MS)
        self._answered = now


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def rows() -> Iterator[Row]:
    """All rows of this file."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    appearance.prepare(application)
    with tempfile.TemporaryDirectory() as name, tasks.workers():
        folder = Path(name)
        clock = FixedClock(TWO_DAYS_BEFORE)
        store = open_store(folder, STORE_KEY, reading=clock.read)
        core = Core(store, clock, secrets.token_bytes, ThrowawaySecrets(folder / "keys"), folder)
        for what, gap in _gaps(core, folder):
            yield f"{what}, longest gap (ms; at most 100)", gap, MOST_GAP_MS, gap / MOST_GAP_MS, 1.0
        store.close()


def _gaps(core: Core, folder: Path) -> Iterator[tuple[str, float]]:
    desk = Desk(core)
    official = sign_up(desk).commission
    election = desk.elections.create(official, definition())
    desk.stations.add(official, "가상 제1투표소")
    path = folder / "voters.csv"
    write_list(path)
    services = official_services(Application(core, Costs(FAST_HASHER, FAST_KEY)))
    window = OfficialWindow(services, (ElectionsPage, RecordsPage))
    language.set_language(window, "en")
    window.resize(1280, 800)
    window.show()
    window._on_signed_in(official)
    _until(window.frameScreen.isVisible)
    elections = window.page("elections")
    assert isinstance(elections, ElectionsPage)
    elections.open_election(election.id)
    elections.editor.go("voters")
    tab = elections.editor.tab("voters")
    assert isinstance(tab, VotersTab)
    _until(lambda: tab._view is not None and tab.importButton.isEnabled())
    # As the program does once its windows stand.
    gc.collect()
    gc.freeze()
    yield f"voters list import, {LINES:,} lines", _import(window, tab, path, desk, election.id)
    yield f"audit log export, {ENTRIES:,} entries", _export(window, core, folder / "log.csv")
    gc.unfreeze()
    window.close()


def _import(window: OfficialWindow, tab: VotersTab, path: Path, desk: Desk, election_id: str) -> float:
    with Watch() as watch:
        tab._preview(path)
        _until(lambda: window.findChild(ImportPreviewForm) is not None)
        window.findChild(ImportPreviewForm).taken.emit(False)
        _until(lambda: tab._said is not None and not tasks._running)
    assert desk.voters_list.count(election_id) == LINES
    return watch.longest


def _until(true: Callable[[], object]) -> None:
    """Lets the window live until this holds."""
    deadline = time.monotonic() + _PATIENCE
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > deadline:
            raise TimeoutError


def _export(window: OfficialWindow, core: Core, path: Path) -> float:
    audit = AuditLog(core)
    with core.store.uow() as uow:
        for number in range(ENTRIES):
            audit.append(uow, AuditEvent.ELECTION_CHANGED, None, election=f"{number:032x}")
        uow.commit()
    window.go("records")
    page = window.page("records")
    assert isinstance(page, RecordsPage)
    _until(lambda: not tasks._running)
    with Watch() as watch:
        page.export_log(path)
        _until(lambda: path.exists() and not tasks._running)
    return watch.longest
