"""What a second medium costs: the wait for "your vote is recorded", and the copy that is made anew.

Each row is (what, value, floor, ratio, target), times in milliseconds. The floor of a cast is the same cast
on one medium, taken in turns; that of making the copy is one `VACUUM INTO` of the same store. Both files are
on the same disk here, so that a stick's own slowness is not in the figures.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from omp_desktop.domain.election import Contest
from omp_desktop.domain.language import LocalText
from omp_desktop.services.mirror import MirrorService
from omp_desktop.services.voting import VotingService
from tests.faults.station import Site, build, issue, rolls
from tests.services.scene import definition

Row = tuple[str, float, float, float, float]

CASTS = 100
WARM_UP = 5
OPTIONS = 14
COPIES = 3


def rows() -> Iterator[Row]:
    """All rows of this file."""
    with _voting(second=False) as one, _voting(second=True) as two:
        alone, both = _casts(one, two)
        p50, floor = statistics.median(both), statistics.median(alone)
        yield "cast, service call, on two media, p50 (ms; at most 25)", p50, floor, p50 / floor, 2.0
        p99, floor99 = _slowest(both), _slowest(alone)
        yield "cast, service call, on two media, p99 (ms; at most 150)", p99, floor99, p99 / floor99, 2.0
        made, bare = _copies(two)
        size = two.app.store.path.stat().st_size / 1e6
        yield f"copy on the second medium made anew, {size:.1f} MB (ms)", made, bare, made / bare, 12.0


def _casts(one: Site, two: Site) -> tuple[list[float], list[float]]:
    """The casts on one medium and on two, in turns."""
    alone: list[float] = []
    both: list[float] = []
    booths = [(site, site.app.voting(site.place.kiosks[0])) for site in (one, two)]
    for roll in rolls(WARM_UP + CASTS):
        for (site, booth), times in zip(booths, (alone, both), strict=True):
            times.append(_timed(_ready_to_cast(site, booth, roll)))
    two.app.store.mirror.check()
    return alone[WARM_UP:], both[WARM_UP:]


def _copies(site: Site) -> tuple[float, float]:
    """Making the copy anew, and only copying, in turns; the middle of each."""
    service, medium = _service(site), site.place.folder.with_name("medium")
    made: list[float] = []
    bare: list[float] = []
    for number in range(COPIES):
        made.append(_timed(lambda: service.make(site.manager, medium)))
        bare.append(_timed(partial(_copy, site, medium / f"bare-{number}")))
    return statistics.median(made), statistics.median(bare)


def _copy(site: Site, to: Path) -> None:
    with site.app.store._connections.raw() as connection:
        connection.execute("VACUUM INTO ?", (str(to),))


def _service(site: Site) -> MirrorService:
    # Wherever this is measured, the folder counts as another disk.
    return MirrorService(site.app.core, separate=lambda _folder, _data: True)


def _ready_to_cast(site: Site, booth: VotingService, roll: int) -> Callable[[], object]:
    """Everything up to the last touch."""
    token = issue(site.app, site.place, roll, site.place.kiosks[0]).token
    (contest,) = booth.begin(token).contests
    sealed = booth.seal(token, {contest.id: frozenset({contest.options[roll % OPTIONS].id})})
    return lambda: booth.cast(token, sealed.ballot_id)


@contextmanager
def _voting(*, second: bool) -> Iterator[Site]:
    """Open polls with voters who have not voted, on one medium or on two."""
    with tempfile.TemporaryDirectory() as folder:
        told = replace(definition(), contests=(Contest("president", LocalText("대통령", "President")),))
        site = build(Path(folder), WARM_UP + CASTS, 1, told=told, options={"president": OPTIONS})
        if second:
            medium = site.place.folder.with_name("medium")
            medium.mkdir()
            _service(site).make(site.manager, medium)
        yield site
        site.app.close()


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000


def _slowest(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]
