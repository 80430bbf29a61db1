"""What Prometheus asks for. No metric has an id: not of an election, a station, a voter or a ballot."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from sqlalchemy import func, select

from omp_desktop.central.centre import Centre
from omp_desktop.central.schema import (
    BAD,
    GOOD,
    WAITING,
    AlarmRow,
    BatchRow,
    CountRow,
    ElectionRow,
    PageRow,
    QuarantineRow,
)
from omp_desktop.wire.refusals import CentreUnable

# From a public read out of the cache of the database to a batch that waited for its turn.
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_TABLES: Final = (
    ("elections", ElectionRow),
    ("batches", BatchRow),
    ("quarantined", QuarantineRow),
    ("alarms", AlarmRow),
)


class Metrics:
    """What this server did since it started, and what the database holds when somebody asks."""

    def __init__(self) -> None:
        # Otherwise there is a time beside each of them: when this kind of request came first.
        disable_created_metrics()  # type: ignore[no-untyped-call] # the library leaves it without types
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "omp_requests",
            "Requests by address pattern and status.",
            ["method", "route", "status"],
            registry=registry,
        )
        self._refusals = Counter("omp_refusals", "Refusals by code.", ["code"], registry=registry)
        self._seconds = Histogram(
            "omp_request_seconds",
            "From the head to the end of the answer.",
            ["route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.in_progress = Gauge(
            "omp_requests_in_progress", "Requests that are worked at.", registry=registry
        )
        self.waiting = Gauge("omp_requests_waiting", "Requests that wait for their turn.", registry=registry)
        self._kept = Gauge(
            "omp_kept", "What the database holds, the same on every server.", ["what"], registry=registry
        )
        self._database = Gauge(
            "omp_database_up", "Whether the database answered just now.", registry=registry
        )
        self._draining = Gauge("omp_draining", "Whether this server is about to go.", registry=registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request came to its end. `route` is a pattern, never an address."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def refused(self, code: str) -> None:
        """One request was refused."""
        self._refusals.labels(code).inc()

    def text(self, centre: Centre) -> tuple[bytes, str]:
        """Everything, and its media type."""
        self._draining.set(centre.draining.is_set())
        try:
            for what, n in _kept(centre).items():
                self._kept.labels(what).set(n)
            self._database.set(1)
        except CentreUnable:
            self._database.set(0)
            self._kept.clear()
        return generate_latest(self._registry), CONTENT_TYPE_PLAIN_0_0_4


def _kept(centre: Centre) -> dict[str, int]:
    with centre.store.read() as session:
        found = {
            name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in _TABLES
        }
        pages = session.execute(select(PageRow.checked, func.count()).group_by(PageRow.checked))
        found |= {f"pages_{checked}": 0 for checked in (WAITING, GOOD, BAD)}
        found |= {f"pages_{checked}": n for checked, n in pages}
        counts = session.execute(select(CountRow.name, func.sum(CountRow.n)).group_by(CountRow.name))
        found |= {f"items_{name}": int(n) for name, n in counts}
    return found
