"""Batches: what a station sends. One lane each, numbered, chained, frozen before the first byte is sent."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from omp_desktop.crypto.pages import STATUS_BYTES, Entry
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.wire.envelope import CONTENT_BYTES_MOST, Versioned
from omp_desktop.wire.forms import Hex32, Hex64, HexId, Instant, LaneName, Number, Number32, Word

BATCH_PURPOSE: Final = "batch"
ITEMS_MOST: Final = 200
# Before the first batch of a chain.
NO_BATCH: Final = "0" * 64

Items = Annotated[list[msgspec.Raw], Meta(min_length=1, max_length=ITEMS_MOST)]
Base64 = Annotated[str, Meta(pattern="^[A-Za-z0-9+/]+={0,2}$")]


# The head of a batch, and what of a ballot's item is not its body.
_HEAD_BYTES: Final = 2048
_BALLOT_BYTES: Final = 512


def item_budget() -> int:
    """Bytes that the items of a batch may have together, commas included."""
    return CONTENT_BYTES_MOST - _HEAD_BYTES


def ballots_that_fit(body_bytes: int) -> int:
    """How many ballots with bodies of at most so many bytes one batch holds: 1 to 200."""
    in_base64 = 4 * -(-body_bytes // 3)
    return max(1, min(ITEMS_MOST, item_budget() // (in_base64 + _BALLOT_BYTES)))


class PageOfBatch(msgspec.Struct, frozen=True, kw_only=True):
    """The page of ballots that a batch of lane B is (docs/ballot-crypto.md, Pages). Hashes in hex."""

    device_id: HexId
    store_epoch: Number
    number: Number32
    previous: Hex32
    hash: Hex32


class Batch(Versioned, frozen=True, kw_only=True):
    """The signed content of a batch.

    `device_id` is the sender, a station's office; `store_id` tells a copied store from another one.
    `sequence` counts from 1 without a gap, and `previous` is the digest of the batch before, within election,
    sender, store epoch and lane. `items` stay as they are: one that cannot be read is set aside by itself.
    """

    batch_id: HexId
    election_id: HexId
    station_id: HexId
    device_id: HexId
    store_id: HexId
    store_epoch: Number
    lane: LaneName
    sequence: Number
    previous: Hex32
    items: Items
    page: PageOfBatch | None = None


class StatementItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of lane S: its place in the sender's queue, what it is, and the JSON of it."""

    position: Number
    kind: Word
    body: msgspec.Raw


class ParticipationItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of lane P: how far a voter is. `hour` is the UTC hour of a cast, and of nothing else."""

    voter: HexId
    state: ParticipationState
    hour: Instant | None = None


class BallotItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item of lane B: a ballot, what became of it, the kiosk's signature; the nonce of a tested one.

    `body` is the encoded ballot (docs/ballot-crypto.md, Encoding of a ballot) in base64.
    """

    ballot: Hex32
    code: Hex32
    status: BallotStatus
    body: Base64
    signature: Hex64
    nonce: Hex32 | None = None

    @property
    def entry(self) -> Entry:
        """Its line of the page. Raises ValueError for a ballot that became nothing yet."""
        if self.status not in STATUS_BYTES:
            raise ValueError("a sealed ballot stands on no page")
        return Entry(bytes.fromhex(self.code), self.status)
