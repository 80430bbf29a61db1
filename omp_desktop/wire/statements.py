"""The bodies of statements (lane S) that the centre understands: docs/protocol.md has the list of kinds."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from omp_desktop.domain.election import ElectionState
from omp_desktop.wire.forms import TEXT_MOST, Hex32, Hex64, HexId, Number, Word

ELECTION_PUBLISHED: Final = "election-published"
AMENDMENT: Final = "amendment"
PLEDGE_ADDED: Final = "pledge-added"
PLEDGE_CHANGED: Final = "pledge-changed"
PLEDGE_RESTORED: Final = "pledge-restored"
PLEDGE_REMOVED: Final = "pledge-removed"
DEVICE: Final = "device"
POLL_EVENT: Final = "poll-event"
CLOSING: Final = "closing"
OPENING: Final = "opening"
STATIONS_LEFT_OUT: Final = "stations-left-out"

Place = Annotated[int, Meta(ge=0, le=2**31 - 1)]
# What databases keep as text has no NUL.
Name = Annotated[str, Meta(min_length=1, max_length=TEXT_MOST, pattern=r"^[^\x00]*$")]


class PublishedBody(msgspec.Struct, frozen=True, kw_only=True):
    """`election-published`: the manifest's canonical text and the commission's signature."""

    manifest: str
    signature: Hex64


class AmendmentBody(msgspec.Struct, frozen=True, kw_only=True):
    """`amendment`: the canonical text that was signed, without the signature."""

    amendment: str
    signature: Hex64


class PledgeBody(msgspec.Struct, frozen=True, kw_only=True):
    """A pledge as it stands, or stood before it was removed."""

    pledge: HexId
    candidate: HexId
    theme: str
    title: str
    description: str
    position: Place


class DeviceBody(msgspec.Struct, frozen=True, kw_only=True):
    """`device`: whose ballots the sender brings."""

    device: HexId
    name: Name
    kind: Word
    public_key: Hex32


class PollEventBody(msgspec.Struct, frozen=True, kw_only=True):
    """`poll-event`, as far as the centre reads it: the state of the polls after it, and when that was."""

    to: ElectionState
    at: str = ""


class ClosingBody(msgspec.Struct, frozen=True, kw_only=True):
    """`closing`: a kiosk's closing value; without a signature while the key could not be had."""

    device: HexId
    number: Number
    value: Hex32
    body: str
    signature: Hex64 | None


class OpeningBody(msgspec.Struct, frozen=True, kw_only=True):
    """`opening`: an entry of openings.json of the record."""

    number: Number
    opening: msgspec.Raw


class LeftOutBody(msgspec.Struct, frozen=True, kw_only=True):
    """`stations-left-out`: all stations that are counted without now; none when each counts again."""

    stations: list[HexId]
