"""A page of ballots of another station's kiosk, checked as `verify` checks it: whole, or not at all.

No store here: the work takes seconds, and is done by other processes.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

from omp_desktop.crypto import aggregate
from omp_desktop.crypto.aggregate import Aggregate
from omp_desktop.crypto.ballot import EncryptedBallot, decode_ballot
from omp_desktop.crypto.codes import short_characters
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import BallotRejected
from omp_desktop.crypto.pages import STATUS_BYTES, Chain, page_hash
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.sending import CollectionFault
from omp_desktop.record.errors import RecordBad
from omp_desktop.record.page import PageHead, RecordedBallot, RecordedPage
from omp_desktop.record.proving import check_tested, checked_ballot
from omp_desktop.store.records import CollectedBallot
from omp_desktop.wire.batch import BallotItem, Batch, PageOfBatch
from omp_desktop.wire.envelope import decode, open_envelope, unpack
from omp_desktop.wire.errors import WireRefused


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
    head, _ = _head(batch)
    return RecordedPage(head, [entry for entry, _ in _entries(context, batch, head)])


def cast_ballots(context: ElectionContext, batch: Batch) -> Iterator[EncryptedBallot]:
    """The ballots of a page that count, decoded and checked for membership; proofs are not."""
    for raw in batch.items:
        item = decode(bytes(raw), BallotItem)
        if item.status is BallotStatus.CAST:
            yield decode_ballot(b64decode(item.body), context)


def _checked(context: ElectionContext, batch: Batch, key: bytes) -> CheckedPage:
    head, page = _head(batch)
    keys = {head.device_id: key}
    sums = aggregate.empty(context)
    ballots: list[CollectedBallot] = []
    entries: list[RecordedBallot] = []
    for entry, ballot in _entries(context, batch, head):
        try:
            checked_ballot(context, keys, head, entry)
            check_tested(context, head, entry)
        except RecordBad as bad:
            raise _PageBad(CollectionFault.BALLOT) from bad
        if entry.status is BallotStatus.CAST:
            sums = aggregate.add(context, sums, ballot)
        entries.append(entry)
        ballots.append(
            CollectedBallot(
                entry.ballot_id.hex(), short_characters(entry.code), entry.code.hex(), entry.status
            )
        )
    chain = Chain(context.base_hash, head.station_id, head.device_id, key)
    try:
        computed = page_hash(
            chain, head.store_epoch, head.number, head.previous, [each.entry for each in entries]
        )
    except ValueError:  # not sorted, or twice
        raise _PageBad(CollectionFault.PAGE) from None
    if computed.hex() != page.hash:
        raise _PageBad(CollectionFault.PAGE)
    return CheckedPage(tuple(ballots), sums)


def _head(batch: Batch) -> tuple[PageHead, PageOfBatch]:
    page = batch.page
    if page is None:
        raise _PageBad(CollectionFault.MALFORMED)
    head = PageHead(
        page.device_id,
        batch.station_id,
        page.store_epoch,
        page.number,
        bytes.fromhex(page.previous),
        bytes.fromhex(page.hash),
    )
    return head, page


def _entries(
    context: ElectionContext, batch: Batch, head: PageHead
) -> Iterator[tuple[RecordedBallot, EncryptedBallot]]:
    """Each ballot with its entry. What its signed bytes say of themselves is what page and item say."""
    for raw in batch.items:
        item = decode(bytes(raw), BallotItem)
        if item.status not in STATUS_BYTES:
            raise _PageBad(CollectionFault.MALFORMED)
        try:
            ballot = decode_ballot(b64decode(item.body, validate=True), context)
        except (ValueError, BallotRejected) as bad:
            raise _PageBad(CollectionFault.BALLOT) from bad
        said = (ballot.station_id, ballot.device_id, ballot.store_epoch, ballot.ballot_id, ballot.code)
        place = (head.station_id, head.device_id, head.store_epoch)
        if said != (*place, bytes.fromhex(item.ballot), bytes.fromhex(item.code)):
            raise _PageBad(CollectionFault.PLACE)
        nonce = None if item.nonce is None else bytes.fromhex(item.nonce)
        yield RecordedBallot.of(ballot, item.status, bytes.fromhex(item.signature), nonce), ballot
