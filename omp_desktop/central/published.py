"""A published election as the centre has it: read from the tables, understood once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from omp_desktop.central.schema import AmendmentRow, ElectionRow, StationRow
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.trustees import TrusteePublic
from omp_desktop.domain.amendment import Amendment, AmendmentKind, EffectiveElection, effective
from omp_desktop.domain.canonical import parse_canonical
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.json_fields import Fields
from omp_desktop.domain.manifest import Manifest
from omp_desktop.record.manifest_context import context_of
from omp_desktop.wire.refusals import ElectionUnknown

_VOTING = (ElectionState.OPEN, ElectionState.CLOSING, ElectionState.SUSPENDED)
_OVER = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station, how many voters are on its list, and where its polls stand."""

    station_id: str
    name: str
    listed: int
    state: ElectionState


@dataclass(frozen=True, slots=True)
class PublishedElection:
    """Everything that was published, and where the polls stand. `signature` is that of the manifest, hex."""

    raw: bytes
    manifest: Manifest
    manifest_hash: str
    signature: str
    amendments: tuple[Amendment, ...]
    effective: EffectiveElection
    context: ElectionContext
    stations: tuple[Station, ...]

    @property
    def id(self) -> str:
        """The election's id."""
        return self.manifest.election_id

    @property
    def voting(self) -> bool:
        """Whether the polls of some station are open, rest, or close."""
        return any(station.state in _VOTING for station in self.stations)

    @property
    def state(self) -> ElectionState:
        """Where the election stands as a whole; that it was counted, an opening says (results.py).

        One open station makes it open. When some are closed and the others never opened, it is closed.
        """
        states = {station.state for station in self.stations}
        first = next((state for state in _VOTING if state in states), None)
        if first is not None:
            return first
        if ElectionState.CERTIFIED in states:
            return ElectionState.CERTIFIED
        return ElectionState.CLOSED if states & _OVER else ElectionState.PUBLISHED

    def publics(self) -> tuple[TrusteePublic, ...]:
        """The trustees' public data. Raises TrusteeKeyRejected."""
        return tuple(map(TrusteePublic.from_json, self.manifest.trustees))


def read_election(session: Session, election_id: str) -> PublishedElection:
    """The election. Raises ElectionUnknown."""
    row = session.execute(_heads().where(ElectionRow.id == election_id)).one_or_none()
    if row is None:
        raise ElectionUnknown
    return _published(session, row)


def read_elections(session: Session) -> Sequence[PublishedElection]:
    """All elections, in the order of their ids."""
    return [_published(session, row) for row in session.execute(_heads().order_by(ElectionRow.id)).all()]


def read_context(session: Session, election_id: str) -> ElectionContext:
    """What the ballots of an election are bound to. Raises ElectionUnknown."""
    raw = session.scalar(select(ElectionRow.manifest).where(ElectionRow.id == election_id))
    if raw is None:
        raise ElectionUnknown
    return _understood(raw)[1]


def _heads() -> Any:
    return select(ElectionRow.manifest, ElectionRow.manifest_hash, ElectionRow.manifest_signature)


def _published(session: Session, row: Row[tuple[bytes, str, str]]) -> PublishedElection:
    manifest, context = _understood(row.manifest)
    amendments, in_force = _amended(row.manifest, _signed_amendments(session, manifest.election_id))
    return PublishedElection(
        row.manifest,
        manifest,
        row.manifest_hash,
        row.manifest_signature,
        amendments,
        in_force,
        context,
        _stations(session, manifest),
    )


def _signed_amendments(session: Session, election_id: str) -> tuple[tuple[bytes, str], ...]:
    rows = session.execute(
        select(AmendmentRow.body, AmendmentRow.signature)
        .where(AmendmentRow.election_id == election_id)
        .order_by(AmendmentRow.number)
    )
    return tuple((body, signature) for body, signature in rows)


# Every public read stands on the same bytes: they are read from the database each time, understood once.
@lru_cache(maxsize=32)
def _understood(raw: bytes) -> tuple[Manifest, ElectionContext]:
    manifest = Manifest.from_bytes(raw)
    return manifest, context_of(raw, manifest)


@lru_cache(maxsize=32)
def _amended(
    raw: bytes, signed: tuple[tuple[bytes, str], ...]
) -> tuple[tuple[Amendment, ...], EffectiveElection]:
    manifest, _ = _understood(raw)
    amendments = tuple(_amendment(body, signature) for body, signature in signed)
    # They were checked when they came; that pledges came before the opening, when they were drawn up.
    return amendments, effective(manifest, amendments)


def _amendment(body: bytes, signature: str) -> Amendment:
    fields = Fields(parse_canonical(body))
    payload: Mapping[str, Any] = fields.child("payload").mapping()
    return Amendment(
        fields.text("election_id"),
        fields.integer("number"),
        fields.word("kind", AmendmentKind),
        payload,
        fields.instant("made_at"),
        fields.text("previous_hash"),
        signature,
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


def _state(told: str) -> ElectionState:
    """A state that this version does not know is none that it could act on."""
    return ElectionState(told) if told in set(ElectionState) else ElectionState.PUBLISHED
