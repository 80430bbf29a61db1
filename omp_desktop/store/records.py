"""What the repositories hand out beside the domain's own objects: facts that only the store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.voters_list import Voter

Lane = Literal["S", "P", "B"]
# Inside a class with a field `bytes` the built-in name is no longer a type.
Raw = bytes


@dataclass(frozen=True, slots=True)
class StoredManifest:
    """The canonical bytes of a published definition, their SHA-256 in hex and the commission's signature."""

    bytes: Raw
    hash: str
    signature: Raw


@dataclass(frozen=True, slots=True)
class StoredElectionKey:
    """The trustees' public data as JSON text, and the joint public key in hex."""

    publics: str
    public_key: str


@dataclass(frozen=True, slots=True)
class StoredBallot:
    """A sealed ballot as it lies in the store. `body` and `signature` are the device's bytes, unchanged."""

    ballot_id: str
    election_id: str
    device_id: str
    short_code: str
    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    status: BallotStatus
    station_id: str
    store_epoch: int


@dataclass(frozen=True, slots=True)
class StoredTrustee:
    """A holder of a share: place from 1, name, public data as JSON text."""

    index: int
    name: str
    public: str


@dataclass(frozen=True, slots=True)
class PollEvent:
    """One step in the life of an election. `counts` are whole numbers by name; `actor_ids` account ids."""

    election_id: str
    action: PollAction
    from_state: ElectionState
    to_state: ElectionState
    at: datetime
    actor_ids: tuple[str, ...]
    counts: Mapping[str, int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class VoterHit:
    """A voter that a search found, and how far they are; None when no permit was ever issued."""

    voter: Voter
    state: ParticipationState | None


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """Something that waits to be sent. `position` orders lane S; on the other lanes it is None."""

    lane: Lane
    key: str
    election_id: str
    kind: str
    payload: bytes = field(repr=False)
    position: int | None = None


@dataclass(frozen=True, slots=True)
class UnpagedBallot:
    """A ballot that is cast, tested or void and stands on no page yet. `code`: the whole 32 bytes."""

    ballot_id: str
    device_id: str
    station_id: str
    store_epoch: int
    code: bytes
    status: BallotStatus


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a page stands: election, device, store epoch, and its number from 1 within the epoch."""

    election_id: str
    device_id: str
    store_epoch: int
    number: int


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page; `previous` and `hash` in hex (crypto/pages.py)."""

    place: PagePlace
    station_id: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class StoredClosing:
    """A device's closing value in hex, what it covers as JSON text, and the device's signature if any yet."""

    election_id: str
    device_id: str
    number: int
    value: str
    body: str
    signature: bytes | None


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """Sums that trustees are asked to open, numbered from 1; `body` is JSON."""

    election_id: str
    number: int
    kind: OpeningKind
    body: bytes
