"""What stations and the commission ask the centre besides sending: time, state, differences, news."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from omp_desktop.wire.envelope import Versioned
from omp_desktop.wire.forms import Count, Hex32, HexId, Instant, LaneName, Number, Word
from omp_desktop.wire.receipt import Totals

HELLO_PURPOSE: Final = "hello"
STATE_PURPOSE: Final = "state"
FEED_PURPOSE: Final = "feed"
DIFF_MOST: Final = 1000
FEED_MOST: Final = 200

Nonce = Annotated[str, Meta(pattern="^[0-9a-f]{16,64}$")]


class Hello(Versioned, frozen=True, kw_only=True):
    """Who the centre is, what it speaks, and the time (purpose "hello"): signed over the asker's nonce."""

    nonce: Nonce
    oldest_protocol: int
    newest_protocol: int
    centre_key: Hex32
    server_time: Instant
    items_most: int
    body_bytes_most: int


class ChainState(msgspec.Struct, frozen=True, kw_only=True):
    """How far the centre is with a chain of batches: the highest number, its digest, and the gaps."""

    device_id: HexId
    store_epoch: Number
    lane: LaneName
    last: Count
    digest: Hex32
    missing: list[Number]
    forks: Count


class StationState(Versioned, frozen=True, kw_only=True):
    """What the centre has of a station (purpose "state")."""

    election_id: HexId
    station_id: HexId
    listed: Count
    totals: Totals
    chains: list[ChainState]
    pages_checked: Count
    pages_bad: Count
    server_time: Instant


class Diff(msgspec.Struct, frozen=True, kw_only=True):
    """Batches as the station has them: digests by id."""

    batches: Annotated[dict[HexId, Hex32], Meta(max_length=DIFF_MOST)]


class DiffAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Which of them the centre lacks, which it has with another digest, and the receipts of the others.

    A receipt is the envelope as text, byte for byte as it was first given.
    """

    missing: list[HexId]
    differ: list[HexId]
    receipts: dict[HexId, str]


class NewsItem(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of any station, in the order in which the centre took them.

    `store_epoch` and `position` are its place among those of its sender, whose batches may come in any order.
    """

    cursor: Number
    station_id: HexId
    device_id: HexId
    store_epoch: Number
    position: Number
    kind: Word
    body: msgspec.Raw


class News(Versioned, frozen=True, kw_only=True):
    """Statements after a cursor (purpose "feed"). `more`: ask again with the last cursor."""

    election_id: HexId
    after: Count
    items: list[NewsItem]
    more: bool


class StationOverview(msgspec.Struct, frozen=True, kw_only=True):
    """A station as the commission sees it. `poll_state` is a state of the polls, or "" before any news."""

    station_id: HexId
    name: str
    listed: Count
    poll_state: str
    totals: Totals
    chains: list[ChainState]
    pages_checked: Count
    pages_bad: Count


class Overview(Versioned, frozen=True, kw_only=True):
    """All stations of an election, for the commission (purpose "state")."""

    election_id: HexId
    stations: list[StationOverview]
    alarms: list[str]
    server_time: Instant


class BatchEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A batch that the centre has."""

    batch_id: HexId
    station_id: HexId
    device_id: HexId
    lane: LaneName
    digest: Hex32


class BatchList(msgspec.Struct, frozen=True, kw_only=True):
    """Batches in the order of their random ids, for the commission. `more`: ask again after the last one."""

    batches: list[BatchEntry]
    more: bool
