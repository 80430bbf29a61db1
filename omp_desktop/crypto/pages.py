"""Pages of confirmation codes: a chain for each device that tells no order of voting.

A page holds some ballots' codes with what became of them, sorted by code, and the hash of the page before.
The chain begins with an opening value, and ends with a closing value over everything in it, which stands on
the closing report: a ballot that is taken away or changed afterwards is noticed by whoever has that value.
Byte-exact: docs/ballot-crypto.md, "Pages".
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from omp_desktop.crypto.hashing import HASH_BYTES, Domain, digest, u32, u64
from omp_desktop.domain.ballot import BallotStatus

CLOSING_PURPOSE: Final = "closing"
NO_CHAIN: Final = bytes(HASH_BYTES)
# What can stand on a page, and the byte it is hashed as.
STATUS_BYTES: Final = {BallotStatus.CAST: b"\x01", BallotStatus.TESTED: b"\x02", BallotStatus.VOID: b"\x03"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a page: the confirmation code, 32 bytes, and what became of the ballot."""

    code: bytes
    status: BallotStatus


@dataclass(frozen=True, slots=True)
class Chain:
    """Whose pages: H_E of the election, station, device (ids in hex), the device's public key."""

    base_hash: bytes
    station_id: str
    device_id: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class EpochEnd:
    """What a store epoch's part of the chain came to. `last` is the opening value where there is no page."""

    store_epoch: int
    opening: bytes
    pages: int
    last: bytes


@dataclass(frozen=True, slots=True)
class Counts:
    """Ballots on all pages of a device."""

    cast: int
    tested: int
    void: int

    @staticmethod
    def of(entries: Iterable[Entry]) -> Counts:
        """The numbers of these entries."""
        found = [entry.status for entry in entries]
        return Counts(*(found.count(status) for status in STATUS_BYTES))


def opening_value(chain: Chain, store_epoch: int, before: bytes = NO_CHAIN) -> bytes:
    """Where the pages of an epoch begin; `before` is the last page hash of the epoch before it."""
    parts = (*_whose(chain), chain.public_key, u64(store_epoch), before)
    return digest(chain.base_hash, Domain.OPENING_VALUE, *parts)


def page_hash(
    chain: Chain, store_epoch: int, number: int, previous: bytes, entries: Sequence[Entry]
) -> bytes:
    """The hash of a page. Raises ValueError unless its entries are sorted by code, each code once."""
    _require_sorted(entries)
    place = (*_whose(chain), u64(store_epoch), u32(number), previous, u32(len(entries)))
    return digest(chain.base_hash, Domain.PAGE, *place, *map(_line, entries))


def closing_value(
    chain: Chain, epochs: Sequence[EpochEnd], counts: Counts, entries: Iterable[Entry]
) -> bytes:
    """Over every code and status, the counts and the ends of all epochs. `entries` sorted by code."""
    ends = (part for end in epochs for part in (u64(end.store_epoch), end.opening, u32(end.pages), end.last))
    numbers = (u64(counts.cast), u64(counts.tested), u64(counts.void))
    return digest(
        chain.base_hash,
        Domain.CLOSING_VALUE,
        *_whose(chain),
        u32(len(epochs)),
        *ends,
        *numbers,
        entries_digest(chain.base_hash, entries),
    )


def entries_digest(base_hash: bytes, entries: Iterable[Entry]) -> bytes:
    """H over all entries of a device, sorted by code. Raises ValueError as `page_hash`."""
    state = hmac.new(base_hash, Domain.ENTRIES.value, "sha256")
    before = b""
    for entry in entries:
        if entry.code <= before:
            raise ValueError("the codes are not sorted, or one stands twice")
        state.update(_line(entry))
        before = entry.code
    return state.digest()


def _whose(chain: Chain) -> tuple[bytes, bytes]:
    return bytes.fromhex(chain.station_id), bytes.fromhex(chain.device_id)


def _line(entry: Entry) -> bytes:
    return entry.code + STATUS_BYTES[entry.status]


def _require_sorted(entries: Sequence[Entry]) -> None:
    codes = [entry.code for entry in entries]
    if codes != sorted(set(codes)):
        raise ValueError("the codes are not sorted, or one stands twice")
