"""Checking a page of ballots after it came: signatures, codes, proofs – what `verify` checks of each ballot.

No database here: the work takes seconds, and no transaction lasts that long.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from omp_desktop.crypto import aggregate
from omp_desktop.crypto.aggregate import Aggregate
from omp_desktop.crypto.ballot import EncryptedBallot, decode_ballot, encode_ballot
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import BallotRejected
from omp_desktop.crypto.pages import STATUS_BYTES
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.record.errors import RecordBad
from omp_desktop.record.form import json_bytes
from omp_desktop.record.layout import ListedFile
from omp_desktop.record.page import PageHead, RecordedBallot, RecordedPage
from omp_desktop.record.proving import check_tested, checked_ballot
from omp_desktop.wire.batch import BallotItem, Batch
from omp_desktop.wire.envelope import decode, open_envelope, unpack
from omp_desktop.wire.errors import MessageMalformed


@dataclass(frozen=True, slots=True)
class BroughtBallot:
    """A ballot as a batch brought it. `body`: the encoded ballot, which the kiosk signed."""

    ballot_id: bytes
    code: bytes
    status: BallotStatus
    body: bytes
    signature: bytes
    nonce: bytes | None = field(default=None, repr=False)

    @property
    def digest(self) -> str:
        """What tells it from another one under its id: that of the ballot's row."""
        return hashlib.sha256(self.body + self.signature + STATUS_BYTES[self.status]).hexdigest()


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of a page: the ids of good and of bad ballots, the sums of the good ones that are cast.

    `file`: the page as a file of the record; None where a ballot cannot even be read.
    """

    good: tuple[str, ...]
    bad: tuple[str, ...]
    sums: Aggregate
    file: ListedFile | None


def brought(packed: bytes) -> Iterator[BroughtBallot]:
    """The ballots of a packed batch of lane B; items that cannot be read were set aside when they came.

    Raises WireRefused for what is no batch.
    """
    for raw in open_envelope(unpack(packed)).read(Batch).items:
        try:
            item = decode(bytes(raw), BallotItem)
            body = b64decode(item.body, validate=True)
        except (MessageMalformed, ValueError):
            continue
        if item.status not in STATUS_BYTES:
            continue
        yield BroughtBallot(
            bytes.fromhex(item.ballot),
            bytes.fromhex(item.code),
            item.status,
            body,
            bytes.fromhex(item.signature),
            None if item.nonce is None else bytes.fromhex(item.nonce),
        )


def check_page(
    context: ElectionContext, keys: Mapping[str, bytes], head: PageHead, ballots: Iterable[BroughtBallot]
) -> Findings:
    """Checks every ballot of the page; `keys` are those of the station's kiosks."""
    good: list[str] = []
    bad: list[str] = []
    entries: list[RecordedBallot] = []
    sums = aggregate.empty(context)
    for ballot in ballots:
        entry = _entry(context, ballot)
        encrypted = None if entry is None else _proved(context, keys, head, entry, ballot.body)
        (bad if encrypted is None else good).append(ballot.ballot_id.hex())
        if entry is not None:
            entries.append(entry)
        if encrypted is not None and ballot.status is BallotStatus.CAST:
            sums = aggregate.add(context, sums, encrypted)
    whole = len(entries) == len(good) + len(bad)
    return Findings(tuple(good), tuple(bad), sums, _listed(_file(head, entries)) if whole else None)


def recorded_page(context: ElectionContext, head: PageHead, ballots: Iterable[BroughtBallot]) -> bytes | None:
    """The page as a file of the record; None where a ballot cannot be read."""
    entries = [_entry(context, ballot) for ballot in ballots]
    present = [entry for entry in entries if entry is not None]
    return _file(head, present) if len(present) == len(entries) else None


def _entry(context: ElectionContext, ballot: BroughtBallot) -> RecordedBallot | None:
    """The ballot's entry, by the id and the code that the page has it under; None for no ballot at all."""
    try:
        read = decode_ballot(ballot.body, context)
    except BallotRejected:
        return None
    named = replace(read, ballot_id=ballot.ballot_id, code=ballot.code)
    return RecordedBallot.of(named, ballot.status, ballot.signature, ballot.nonce)


def _proved(
    context: ElectionContext, keys: Mapping[str, bytes], head: PageHead, entry: RecordedBallot, body: bytes
) -> EncryptedBallot | None:
    """The ballot, put together from the page and its entry, if all of it holds and it is what was sent."""
    try:
        ballot = checked_ballot(context, keys, head, entry)
        check_tested(context, head, entry)
    except RecordBad:
        return None
    return ballot if encode_ballot(ballot) == body else None


def _file(head: PageHead, entries: Iterable[RecordedBallot]) -> bytes:
    page = RecordedPage(head, sorted(entries, key=lambda entry: entry.code))
    return json_bytes(page.to_json())


def _listed(data: bytes) -> ListedFile:
    return ListedFile(len(data), hashlib.sha256(data).hexdigest())
