"""The checks of every ballot's content – `ballots`, `tested`, `sums` – page by page, in other processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from omp_desktop.crypto import aggregate
from omp_desktop.crypto.aggregate import Aggregate
from omp_desktop.crypto.ballot import EncryptedBallot, encode_ballot
from omp_desktop.crypto.ballot_encryption import verify_ballot
from omp_desktop.crypto.codes import short_code
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import AggregateMalformed, BallotRejected, NonceDoesNotFit
from omp_desktop.crypto.tested import open_tested
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.language import Param
from omp_desktop.record import layout
from omp_desktop.record.authority import said, signed
from omp_desktop.record.bulk import Workers
from omp_desktop.record.errors import Fault, RecordBad
from omp_desktop.record.files import Progress, RecordFiles, check_listed, read_page
from omp_desktop.record.layout import ListedFile, RecordedDevice
from omp_desktop.record.opened import RecordedSums
from omp_desktop.record.page import PageHead, RecordedBallot
from omp_desktop.record.source import Source

# Below this many ciphertexts the start of other processes takes longer than the work.
_WORTH_PROCESSES: Final = 600
_PIECES_PER_PROCESS: Final = 8
_SMALLEST_PIECE: Final = 10


@dataclass(frozen=True, slots=True)
class Proved:
    """What came of some ballots: the first problem of each check, and the sums of the cast ones."""

    checked: int
    ballots: RecordBad | None
    tested: RecordBad | None
    sums: Aggregate


@dataclass(frozen=True, slots=True)
class Piece:
    """Some ballots of a page, by their places, as another process gets them."""

    name: str
    data: bytes
    listed: ListedFile
    ballots: range


def prove_all(  # noqa: PLR0913 - what is checked, and who does it
    source: Source,
    files: RecordFiles,
    context: ElectionContext,
    devices: Mapping[str, RecordedDevice],
    *,
    workers: Workers,
    progress: Progress,
) -> Proved:
    """Checks every ballot. The first problem of each check is the first in the order of the pages.

    Raises RecordBad for a file that is no longer what it was, VerificationCancelled, VerificationFailed.
    """
    total = files.ballots
    keys = {device.device_id: device.public_key for device in devices.values()}
    step = max(_SMALLEST_PIECE, total // (workers.processes * _PIECES_PER_PROCESS) + 1)
    pieces = ((context, keys, piece) for piece in _pieces(source, files, step))
    ciphertexts = total * sum(len(shape.labels) for shape in context.contests)
    found = Proved(0, None, None, aggregate.empty(context))
    for proved in workers.results(prove, pieces, worth_it=ciphertexts > _WORTH_PROCESSES):
        found = Proved(
            found.checked + proved.checked,
            found.ballots or proved.ballots,
            found.tested or proved.tested,
            aggregate.join(context, found.sums, proved.sums),
        )
        progress(found.checked, total)
    return found


def prove(context: ElectionContext, keys: Mapping[str, bytes], piece: Piece) -> Proved:
    """Checks some ballots of a page. For another process. Raises RecordBad if the file has changed."""
    check_listed(piece.name, piece.data, piece.listed)
    page = read_page(piece.name, piece.data, slice(piece.ballots.start, piece.ballots.stop))
    sums = aggregate.empty(context)
    bad: RecordBad | None = None
    untrue: RecordBad | None = None
    for entry in page.ballots:
        try:
            ballot = checked_ballot(context, keys, page.head, entry)
        except RecordBad as problem:
            bad = bad or problem
        else:
            if entry.status is BallotStatus.CAST:
                sums = aggregate.add(context, sums, ballot)
        try:
            check_tested(context, page.head, entry)
        except RecordBad as problem:
            untrue = untrue or problem
    return Proved(len(piece.ballots), bad, untrue, sums)


def check_sums(recorded: RecordedSums, product: Aggregate, context: ElectionContext) -> None:
    """The sums are the product of the cast ballots. Raises RecordBad."""
    try:
        sums = recorded.aggregate(context)
    except AggregateMalformed as error:
        raise RecordBad(file=layout.SUMS, item=str(error.params["contest"]), fault=said(error)) from error
    if sums.ballots != product.ballots:
        raise RecordBad(file=layout.SUMS, item="ballots", fault=Fault.COUNTS)
    for contest_id in context.contest_ids:
        if sums.contests[contest_id] != product.contests[contest_id]:
            raise RecordBad(file=layout.SUMS, item=contest_id, fault=Fault.PRODUCT)


def _pieces(source: Source, files: RecordFiles, step: int) -> Iterator[Piece]:
    for page in files.pages:
        listed = files.head.files[page.name]
        data = source.read(page.name)
        for start in range(0, page.ballots, step):
            yield Piece(page.name, data, listed, range(start, min(start + step, page.ballots)))


def checked_ballot(
    context: ElectionContext, keys: Mapping[str, bytes], head: PageHead, entry: RecordedBallot
) -> EncryptedBallot:
    """The ballot, if code, proofs and the signature of its device hold. Raises RecordBad.

    `keys` are those of the devices, each a valid one.
    """
    key = keys.get(head.device_id)
    if key is None:
        raise _bad(head, entry, Fault.UNKNOWN_DEVICE)
    try:
        ballot = entry.encrypted(context, head)
        verify_ballot(context, ballot)
    except BallotRejected as error:
        raise _bad(head, entry, said(error)) from error
    if not signed(key, layout.BALLOT_PURPOSE, encode_ballot(ballot), entry.signature):
        raise _bad(head, entry, Fault.SIGNATURE)
    return ballot


def check_tested(context: ElectionContext, head: PageHead, entry: RecordedBallot) -> None:
    """A tested ballot opens under its nonce, and no other has one. Raises RecordBad."""
    if entry.nonce is None:
        if entry.status is BallotStatus.TESTED:
            raise _bad(head, entry, Fault.NONCE_MISSING)
        return
    if entry.status is not BallotStatus.TESTED:
        raise _bad(head, entry, Fault.NONCE_THERE)
    try:
        open_tested(context, entry.encrypted(context, head), entry.nonce)
    except (NonceDoesNotFit, BallotRejected) as error:
        raise _bad(head, entry, said(error)) from error


def _bad(head: PageHead, entry: RecordedBallot, fault: Param) -> RecordBad:
    return RecordBad(file=head.name, item=short_code(entry.code), fault=fault)
