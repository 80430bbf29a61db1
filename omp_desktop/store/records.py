"""What the repositories hand out beside the domain's own objects: facts that only the store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from omp_desktop.crypto.pages import Counts
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import BatchState, CollectionFault
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
class WaitingBallot:
    """A ballot that waits on lane B: its kiosk, the epoch of the store that it was sealed in, what became of
    it, its bytes."""

    ballot_id: str
    device_id: str
    store_epoch: int
    status: BallotStatus
    size: int


@dataclass(frozen=True, slots=True)
class UnpagedBallot:
    """A ballot that is cast, tested or void and stands on no page yet.

    `code`: the whole 32 bytes; `size`: bytes of the encoded ballot.
    """

    ballot_id: str
    device_id: str
    station_id: str
    store_epoch: int
    code: bytes
    status: BallotStatus
    size: int


@dataclass(frozen=True, slots=True)
class PagedBallot:
    """A ballot with everything of it that its page's batch brings; the nonce of a tested one alone."""

    ballot_id: str
    code: bytes
    status: BallotStatus
    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    nonce: bytes | None = field(repr=False)


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
class ChainPlace:
    """Whose chain of batches: election, sender, epoch of the sender's store, lane."""

    election_id: str
    device_id: str
    store_epoch: int
    lane: Lane


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """A frozen batch and how far it is. `digest` in hex; `page` on lane B alone.

    `problem` is the code of the last refusal, or of an item that the centre set aside; `receipt` the centre's
    envelope, byte for byte.
    """

    batch_id: str
    chain: ChainPlace
    sequence: int
    digest: str
    n: int
    page: PagePlace | None = None
    state: BatchState = BatchState.WAITING
    attempts: int = 0
    problem: str | None = None
    receipt: bytes | None = field(default=None, repr=False)


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


@dataclass(frozen=True, slots=True)
class ChainLink:
    """Where a collected batch stands in the chain of its sender. Digests in hex."""

    batch_id: str
    station_id: str
    device_id: str
    lane: Lane
    store_epoch: int
    sequence: int
    digest: str
    previous: str


@dataclass(frozen=True, slots=True)
class CollectedBatch(ChainLink):
    """A batch of another station as it travelled, with the centre's receipt."""

    election_id: str
    receipt: bytes = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CollectedPage:
    """A page of another station's kiosk, the batch that it came in, and what became of its ballots."""

    page: StoredPage
    batch_id: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class CollectedBallot:
    """A ballot of another station: what tells it from all others, and what became of it. `code` in hex."""

    id: str
    short_code: str
    code: str
    status: BallotStatus


@dataclass(frozen=True, slots=True)
class CollectedParticipation:
    """How far a voter of another station is, by a batch of that store epoch and number."""

    voter_id: str
    state: ParticipationState
    hour: datetime | None
    store_epoch: int
    sequence: int


@dataclass(frozen=True, slots=True)
class CollectedProblem:
    """What was not taken over. `item`: its place in the batch from 0, or WHOLE_BATCH."""

    batch_id: str
    item: int
    station_id: str
    lane: Lane
    fault: CollectionFault


WHOLE_BATCH = -1
