"""The voters list on paper of a very large station: how long it takes, whom it holds up, and what it needs.

Each row is (what, value, floor, ratio, target). What is promised stands in the name of the row; the ratio
holds it against that, because there is no bare way to make such a list.
"""

from __future__ import annotations

import gc
import secrets
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.paper_roll import RollHead, RollLine
from omp_desktop.gui import appearance, tasks
from omp_desktop.gui.official.roll_pages import RollPages
from omp_desktop.gui.official.roll_pdf import RollPdf
from omp_desktop.reports.paper_roll_sheet import RollOpened
from omp_desktop.services.core import Core
from omp_desktop.services.kept_rolls import KeptRolls
from omp_desktop.services.paper_roll import PaperRoll
from omp_desktop.services.secrets import STORE_KEY, ThrowawaySecrets
from omp_desktop.store.engine import Store
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.benchmarks.bench_store import VOTERS, _long_list
from tests.faults.booth_process import wait_for
from tests.store.station import HOUR, KEY

Row = tuple[str, float, float, float, float]

PAINTED = 10_000
VOTERS_AT_ONCE = 500
MOST_SECONDS, MOST_MEGABYTES = 60.0, 200.0
# While a list is read no vote can be recorded; while a page is painted no key is answered.
MOST_READ_MS, MOST_GAP_MS = 200.0, 100.0


class Beginning(KeptRolls):
    """The first voters of a list: every page costs as much as the first."""

    def lines(self, election_id: str) -> Iterator[tuple[RollLine, ...]]:
        return islice(super().lines(election_id), PAINTED // VOTERS_AT_ONCE)


class WatchedStore(Store):
    """Notes how long each of its reads was open."""

    longest = 0.0

    @contextmanager
    def read(self, *given: int) -> Iterator[UnitOfWork]:  # type: ignore[override]
        began = time.perf_counter()
        with super().read(*given) as uow:
            yield uow
        self.longest = max(self.longest, time.perf_counter() - began)


def rows() -> Iterator[Row]:
    """All rows of this file."""
    with tempfile.TemporaryDirectory() as folder:
        store, election_id = _long_list(Path(folder))
        _open_here(store, election_id)
        store.__class__ = WatchedStore
        box = ThrowawaySecrets(Path(folder) / "keys")
        box.put(STORE_KEY, KEY)
        roll = PaperRoll(Core(store, FixedClock(HOUR), secrets.token_bytes, box, Path(folder)))
        roll.kept = Beginning(Path(folder), box)
        # As the program does once its windows are made.
        gc.freeze()
        began = time.perf_counter()
        head = roll.renew(election_id)
        seconds = time.perf_counter() - began
        assert head is not None
        assert isinstance(store, WatchedStore)
        longest = store.longest
        megabytes = _memory(roll, election_id)
        many = f"paper voters list of {VOTERS:,}"
        yield _against(f"{many} (s; at most 60)", seconds, MOST_SECONDS)
        yield _against(f"{many}, memory (MB; at most 200)", megabytes, MOST_MEGABYTES)
        yield _against(f"{many}, longest read (ms; at most 200)", longest * 1_000, MOST_READ_MS)
        yield _against(
            f"{many}, PDF, longest gap (ms; at most 100)", _painted(roll, head, folder), MOST_GAP_MS
        )


def _memory(roll: PaperRoll, election_id: str) -> float:
    """What making it again holds at most, in MB; told apart from the time, which the telling trebles."""
    roll.kept.forget(election_id)
    tracemalloc.start()
    roll.renew(election_id)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most


def _against(what: str, value: float, most: float) -> Row:
    return what, value, most, value / most, 1.0


def _open_here(store: Store, election_id: str) -> None:
    with store.uow() as uow:
        (station,) = uow.stations.all()
        uow.stations.set_this_station(station.id)
        uow.elections.save(replace(uow.elections.get(election_id), state=ElectionState.PUBLISHED))
        uow.commit()


def _painted(roll: PaperRoll, head: RollHead, folder: str) -> float:
    """The longest time in ms in which the window answered nothing while all pages were painted."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    appearance.prepare(application)
    owner, gaps, last = QObject(), [0.0], [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer(owner)
    timer.timeout.connect(tick)
    pages = RollPages(Path(folder) / "list.pdf", head, RollOpened(("가상",), "정전"), "ko")
    ended: list[int] = []
    with tasks.workers():
        timer.start(0)
        pages.begin()
        pdf = RollPdf(pages, owner)
        tasks.run_long(
            lambda progress: pdf.feed(roll.kept, progress),
            lambda _: ended.append(pages.finish()),
            lambda _: ended.append(-1),
            receiver=owner,
        )
        wait_for(lambda: bool(ended))
    return max(gaps) * 1_000
