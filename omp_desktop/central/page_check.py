"""Checking a page of ballots after it came: signatures, codes, proofs – what `verify` checks of each ballot.

No database here: the work takes seconds, and no transaction lasts that long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from omp_desktop.crypto import aggregate
from omp_desktop.crypto.aggregate import Aggregate
from omp_desktop.crypto.ballot import EncryptedBallot
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import BallotRejected
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.record.errors import RecordBad
from omp_desktop.record.form import json_bytes
from omp_desktop.record.layout import ListedFile
from omp_desktop.record.page import PageHead, RecordedPage
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.brought import BroughtBallot, proved
from omp_desktop.wire.envelope import open_envelope, unpack
from omp_desktop.wire.errors import MessageMalformed


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
            yield BroughtBallot.read(bytes(raw))
        except MessageMalformed:
            continue


def check_page(
    context: ElectionContext, keys: Mapping[str, bytes], head: PageHead, ballots: Iterable[BroughtBallot]
) -> Findings:
    """Checks every ballot of the page; `keys` are those of the station's kiosks."""
    all_of_it = tuple(ballots)
    good: list[str] = []
    bad: list[str] = []
    sums = aggregate.empty(context)
    for ballot in all_of_it:
        encrypted = _proved(context, keys, head, ballot)
        (bad if encrypted is None else good).append(ballot.item.ballot)
        if encrypted is not None and ballot.item.status is BallotStatus.CAST:
            sums = aggregate.add(context, sums, encrypted)
    file = recorded_page(context, head, all_of_it)
    listed = None if file is None else ListedFile(len(file), sha256(file).hexdigest())
    return Findings(tuple(good), tuple(bad), sums, listed)


def recorded_page(context: ElectionContext, head: PageHead, ballots: Iterable[BroughtBallot]) -> bytes | None:
    """The page as a file of the record; None where a ballot cannot be read."""
    try:
        entries = [ballot.entry(context) for ballot in ballots]
    except BallotRejected:
        return None
    return json_bytes(RecordedPage(head, sorted(entries, key=lambda entry: entry.code)).to_json())


def _proved(
    context: ElectionContext, keys: Mapping[str, bytes], head: PageHead, ballot: BroughtBallot
) -> EncryptedBallot | None:
    try:
        return proved(context, keys, head, ballot)
    except (BallotRejected, RecordBad, MessageMalformed):
        return None
