"""A page of ballots of another station's kiosk, checked as `verify` checks it: whole, or not at all.

No store here: the work takes seconds, and is done by other processes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from omp_desktop.crypto import aggregate
from omp_desktop.crypto.aggregate import Aggregate
from omp_desktop.crypto.ballot import EncryptedBallot, decode_ballot
from omp_desktop.crypto.codes import short_characters
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import BallotRejected
from omp_desktop.crypto.pages import Chain, page_hash
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.sending import CollectionFault
from omp_desktop.record.errors import RecordBad
from omp_desktop.record.page import PageHead, RecordedPage
from omp_desktop.store.records import CollectedBallot
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.brought import BroughtBallot, page_head, place_of, proved
from omp_desktop.wire.envelope import open_envelope, unpack
from omp_desktop.wire.errors import MessageMalformed, WireRefused


@dataclass(frozen=True, slots=True)
class PagePiece:
    """A page as another process gets it: the packed batch, and the kiosk's key."""

    packed: bytes
    key: bytes


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """What came of a page. With a `fault` nothing of it counts; `sums` are those of its cast ballots."""

    ballots: tuple[CollectedBallot, ...]
    sums: Aggregate
    fault: CollectionFault | None = None


class _PageBad(Exception):
    def __init__(self, fault: CollectionFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def check_page(context: ElectionContext, piece: PagePiece) -> CheckedPage:
    """Checks a page's hash, and of every ballot membership, proofs, code and signature."""
    try:
        batch = open_envelope(unpack(piece.packed)).read(Batch)
        return _checked(context, batch, piece.key)
    except WireRefused:
        fault = CollectionFault.MALFORMED
    except _PageBad as bad:
        fault = bad.fault
    return CheckedPage((), aggregate.empty(context), fault)


def recorded_page(context: ElectionContext, batch: Batch) -> RecordedPage:
    """The page as it stands in the election record. Its ballots were checked when it was taken over."""
    return RecordedPage(page_head(batch), [ballot.entry(context) for ballot in _brought(batch)])


def cast_ballots(context: ElectionContext, batch: Batch) -> Iterator[EncryptedBallot]:
    """The ballots of a page that count, decoded and checked for membership; proofs are not."""
    for ballot in _brought(batch):
        if ballot.item.status is BallotStatus.CAST:
            yield decode_ballot(ballot.body, context)


def _checked(context: ElectionContext, batch: Batch, key: bytes) -> CheckedPage:
    head = page_head(batch)
    place = place_of(context.election_id, head)
    ballots = tuple(_brought(batch))
    if not all(ballot.is_of(place) for ballot in ballots):
        raise _PageBad(CollectionFault.PLACE)
    _check_hash(context, head, ballots, key)
    sums = aggregate.empty(context)
    for ballot in ballots:
        try:
            encrypted = proved(context, {head.device_id: key}, head, ballot)
        except (BallotRejected, RecordBad, MessageMalformed) as bad:
            raise _PageBad(CollectionFault.BALLOT) from bad
        if ballot.item.status is BallotStatus.CAST:
            sums = aggregate.add(context, sums, encrypted)
    return CheckedPage(tuple(map(_collected, ballots)), sums)


def _check_hash(
    context: ElectionContext, head: PageHead, ballots: tuple[BroughtBallot, ...], key: bytes
) -> None:
    chain = Chain(context.base_hash, head.station_id, head.device_id, key)
    entries = [ballot.item.entry for ballot in ballots]
    try:
        computed = page_hash(chain, head.store_epoch, head.number, head.previous, entries)
    except ValueError:  # not sorted, or twice
        raise _PageBad(CollectionFault.PAGE) from None
    if computed != head.hash:
        raise _PageBad(CollectionFault.PAGE)


def _collected(ballot: BroughtBallot) -> CollectedBallot:
    item = ballot.item
    return CollectedBallot(item.ballot, short_characters(bytes.fromhex(item.code)), item.code, item.status)


def _brought(batch: Batch) -> Iterator[BroughtBallot]:
    """Raises MessageMalformed for an item that cannot be read."""
    for raw in batch.items:
        yield BroughtBallot.read(bytes(raw))
