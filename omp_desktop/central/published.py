"""A published election as anybody may know it: what is in force, and where the polls stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from omp_desktop.central.elections import amendments, understood
from omp_desktop.central.schema import ElectionRow, StatementRow, StationRow
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.domain.amendment import Amendment, EffectiveElection, effective
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.manifest import Manifest
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.refusals import ElectionUnknown
from omp_desktop.wire.statements import STATIONS_LEFT_OUT, LeftOutBody

_VOTING: Final = (ElectionState.OPEN, ElectionState.CLOSING, ElectionState.SUSPENDED)
OVER: Final = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station, how many voters are on its list, and where its polls stand."""

    station_id: str
    name: str
    listed: int
    state: ElectionState


@dataclass(frozen=True, slots=True)
class PublishedElection:
    """Everything that was published, and where the polls stand. `signature` is the manifest's, in hex.

    `left_out`: the stations that two people at the commission count without.
    """

    raw: bytes
    signature: str
    manifest: Manifest
    manifest_hash: str
    context: ElectionContext
    amendments: tuple[Amendment, ...]
    effective: EffectiveElection
    stations: tuple[Station, ...]
    left_out: frozenset[str]

    @property
    def id(self) -> str:
        """The election's id."""
        return self.manifest.election_id

    @property
    def voting(self) -> frozenset[str]:
        """The ids of the stations that count and whose polls are open, rest, or close."""
        return frozenset(station.station_id for station in self._counting if station.state in _VOTING)

    @property
    def state(self) -> ElectionState:
        """Where the polls stand as a whole; whether they were counted, an opening says (results.py).

        One open station makes the election open. Some closed and the others never opened: it is closed. A
        station that is left out says nothing: its PC may be lost, and never tell that its polls are closed.
        """
        states = {station.state for station in self._counting}
        first = next((state for state in _VOTING if state in states), None)
        if first is not None:
            return first
        if ElectionState.CERTIFIED in states:
            return ElectionState.CERTIFIED
        return ElectionState.CLOSED if states & OVER else ElectionState.PUBLISHED

    @property
    def _counting(self) -> tuple[Station, ...]:
        return tuple(station for station in self.stations if station.station_id not in self.left_out)


def read_election(session: Session, election_id: str) -> PublishedElection:
    """The election. Raises ElectionUnknown."""
    row = session.execute(_heads().where(ElectionRow.id == election_id)).one_or_none()
    if row is None:
        raise ElectionUnknown
    return _published(session, row)


def read_elections(session: Session) -> Sequence[PublishedElection]:
    """All elections, in the order of their ids."""
    return [_published(session, row) for row in session.execute(_heads().order_by(ElectionRow.id)).all()]


def _heads() -> Any:
    return select(ElectionRow.manifest, ElectionRow.manifest_signature)


def _published(session: Session, row: Row[tuple[bytes, str]]) -> PublishedElection:
    published = understood(row.manifest)
    manifest = published.manifest
    changes = amendments(session, manifest.election_id)
    return PublishedElection(
        row.manifest,
        row.manifest_signature,
        manifest,
        published.manifest_hash,
        published.context,
        changes,
        # They were checked when they came; that pledges came before the opening, when they were drawn up.
        effective(manifest, changes),
        _stations(session, manifest),
        _left_out(session, manifest.election_id),
    )


def _stations(session: Session, manifest: Manifest) -> tuple[Station, ...]:
    rows = session.execute(
        select(StationRow.id, StationRow.poll_state).where(StationRow.election_id == manifest.election_id)
    )
    states = {row.id: row.poll_state for row in rows}
    return tuple(
        Station(station.id, station.name, station.voters, _state(states.get(station.id, "")))
        for station in manifest.stations
    )


def _left_out(session: Session, election_id: str) -> frozenset[str]:
    """What the commission said last; its statements were checked when they came."""
    body = session.scalar(
        select(StatementRow.body)
        .where(StatementRow.election_id == election_id, StatementRow.kind == STATIONS_LEFT_OUT)
        .order_by(StatementRow.store_epoch.desc(), StatementRow.position.desc())
        .limit(1)
    )
    return frozenset() if body is None else frozenset(decode(body, LeftOutBody).stations)


def _state(told: str) -> ElectionState:
    """A station that told nothing, or a state of another version, has not opened."""
    return ElectionState(told) if told in set(ElectionState) else ElectionState.PUBLISHED
