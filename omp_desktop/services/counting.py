"""The count: the running sums are compared with the ballots, opened by the trustee, and kept with the proofs.

Nothing here opens a ballot. Before the sums are opened they are computed again from every ballot in the box;
the proofs of all ballots are checked by whoever verifies the election record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from omp_desktop.crypto.aggregate import Aggregate, decode_aggregate, product
from omp_desktop.crypto.ballot import EncryptedBallot, decode_ballot
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.key_file import unprotect
from omp_desktop.crypto.opening import OpenedContest, PartialOpening, combine, open_aggregate
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, check_secret
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.canonical import canonical_bytes, parse_canonical
from omp_desktop.domain.election import Election, ElectionState, PollAction
from omp_desktop.domain.json_fields import Fields, FieldWrong
from omp_desktop.domain.poll import Turnout
from omp_desktop.domain.record_errors import NotCanonical
from omp_desktop.domain.station import Station
from omp_desktop.domain.tally import ContestResult, contest_result
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.counting_errors import (
    CountCancelled,
    NumbersDiffer,
    OpeningUnreadable,
    ResultsEmbargoed,
    SmallTotal,
    SumsDiffer,
    TrusteeKeyInsideData,
    TrusteeKeyUnreadable,
)
from omp_desktop.services.poll_reports import ReportKind, count
from omp_desktop.services.poll_steps import PollSteps, Request
from omp_desktop.services.poll_view import turnout
from omp_desktop.services.publication import Published, read_published
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.store.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

OPENING_VERSION: Final = 1
LARGEST_KEY_FILE: Final = 64 * 1024
BALLOTS_AT_ONCE: Final = 100
_COUNTED: Final = frozenset({ElectionState.COUNTED, ElectionState.CERTIFIED})


@dataclass(frozen=True, slots=True)
class StationResult:
    """What one station contributes: its totals are part of the sums and are not opened alone."""

    station: Station
    listed: int
    cast: int


@dataclass(frozen=True, slots=True)
class ElectionResult:
    """The result of an election; `provisional` until it is certified.

    `abstentions` are listed voters who did not vote. A contest whose sums do not agree says so in its
    `identities`; nothing is corrected.
    """

    election_id: str
    contests: tuple[ContestResult, ...]
    listed: int
    cast: int
    turnout: Turnout
    abstentions: int
    provisional: bool
    by_station: tuple[StationResult, ...]

    @property
    def holds(self) -> bool:
        """Whether every sum agrees, in every contest and with the number of voters who voted."""
        return all(contest.holds and contest.ballots == self.cast for contest in self.contests)


@dataclass(frozen=True, slots=True)
class _Box:
    """What is opened: the sums, checked against the ballots, and what they are bound to."""

    published: Published
    sums: Aggregate
    stored: dict[str, bytes]


def _silently(_done: int, _total: int) -> None:
    """Shows nothing."""


def _never() -> bool:
    return False


class CountingService:
    """Opens the totals and gives the result."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)
        self._steps = PollSteps(core)

    def count(  # noqa: PLR0913, PLR0917 - what the guided count asks for, each by name
        self,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        key_file: Path,
        passphrase: str,
        confirm_small: bool = False,
        progress: Progress = _silently,
        cancelled: Cancelled = _never,
    ) -> ElectionResult:
        """Checks the sums, opens them with the trustee's key and stores opening and proofs.

        The key stays in memory and its file where it is. `confirm_small`: both people agreed to open fewer
        ballots than the election wants together. `progress` is told ballots compared, and ballots in all.

        Raises ActionNotAllowed, SamePerson, SecondPersonUnsuitable, IllegalTransition, TrusteeKeyUnreadable,
        TrusteeKeyInsideData, KeyFileDamaged, WrongPassphrase, KeyNotOfThisElection, SmallTotal,
        NumbersDiffer, SumsDiffer, CountCancelled, BadShare, TotalNotFound. Nothing is counted then.
        """
        request = Request(PollAction.COUNT, election_id, actor, second)
        with self._core.store.read() as uow:
            election = self._steps.allowed(uow, request).election
            published = read_published(uow, election_id)
            ballots = uow.ballots.counts(election_id)[BallotStatus.CAST]
        publics = [TrusteePublic.from_json(trustee) for trustee in published.manifest.trustees]
        secret = self._secret(election, publics, key_file, passphrase)
        minimum = published.manifest.policy.minimum_open
        if 0 < ballots < minimum and not confirm_small:
            raise SmallTotal(ballots=ballots, minimum=minimum)
        box = self._checked_box(election_id, progress, cancelled)
        partial = open_aggregate(published.context, box.sums, secret, self._core.random)
        # `combine` checks the proof of every share before it uses it.
        opened = combine(published.context, box.sums, publics, [partial])
        opening = _opening(election_id, box.sums, [partial], opened)
        self._store(request, box, opening)
        return self.result(election_id)

    def result(self, election_id: str) -> ElectionResult:
        """The result, once it was counted. Raises ResultsEmbargoed, OpeningUnreadable."""
        with self._core.store.read() as uow:
            election = uow.elections.get(election_id)
            raw = uow.aggregates.opening(election_id)
            if election.state not in _COUNTED or raw is None:
                raise ResultsEmbargoed(state=election.state)
            return _result(uow, election, raw)

    def verify_aggregate(
        self, election_id: str, progress: Progress = _silently, cancelled: Cancelled = _never
    ) -> int:
        """Computes the sums again from every ballot in the box and compares; returns how many ballots.

        Not while polls are open: casts go on between its pages. Raises NumbersDiffer, SumsDiffer,
        CountCancelled, AggregateMalformed, BallotMalformed.
        """
        return self._checked_box(election_id, progress, cancelled).sums.ballots

    def _checked_box(self, election_id: str, progress: Progress, cancelled: Cancelled) -> _Box:
        with self._core.store.read() as uow:
            published = read_published(uow, election_id)
            stored = uow.aggregates.get(election_id)
            counts = count(uow, election_id, None)
        if not counts.agree:
            raise NumbersDiffer(voted=counts.voted, ballots=counts.ballots, summed=counts.summed)
        context = published.context
        sums = decode_aggregate(context, stored)
        ballots = self._cast_ballots(election_id, context)
        if product(context, _watched(ballots, counts.ballots, progress, cancelled)) != sums:
            raise SumsDiffer
        return _Box(published, sums, stored)

    def _cast_ballots(self, election_id: str, context: ElectionContext) -> Iterator[EncryptedBallot]:
        """Every ballot in the box, in pages of a few milliseconds, decoded and checked for membership."""
        after: str | None = None
        while True:
            with self._core.store.read() as uow:
                page = uow.ballots.bodies(election_id, BallotStatus.CAST, after, BALLOTS_AT_ONCE)
            if not page:
                return
            for ballot in page:
                yield decode_ballot(ballot.body, context)
            after = page[-1].ballot_id

    def _secret(
        self, election: Election, publics: list[TrusteePublic], key_file: Path, passphrase: str
    ) -> TrusteeSecret:
        inside = key_file.resolve().is_relative_to(self._core.data_dir.resolve())
        if inside and not election.test_mode:
            raise TrusteeKeyInsideData
        try:
            with key_file.open("rb") as file:
                raw = file.read(LARGEST_KEY_FILE)
        except OSError as problem:
            raise TrusteeKeyUnreadable(reason=problem.strerror or type(problem).__name__) from problem
        secret = unprotect(raw, passphrase)
        check_secret(publics, secret)
        return secret

    def _store(self, request: Request, box: _Box, opening: bytes) -> None:
        election_id = request.election_id
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, request)
            if uow.aggregates.get(election_id) != box.stored:
                raise SumsDiffer
            uow.aggregates.put_opening(election_id, opening)
            self._steps.take(uow, step, AuditEvent.COUNT_OPENED, ReportKind.COUNTED)
            for contest in _result(uow, uow.elections.get(election_id), opening).contests:
                self._note_differences(uow, request.actor, contest)
            uow.commit()

    def _note_differences(self, uow: UnitOfWork, actor: Session, contest: ContestResult) -> None:
        for identity in contest.identities():
            if not identity.holds:
                self._audit.append(
                    uow,
                    AuditEvent.COUNT_DIFFERS,
                    actor,
                    contest=contest.contest_id,
                    identity=identity.name.value,
                    left=identity.left,
                    right=identity.right,
                )


def _watched(
    ballots: Iterator[EncryptedBallot], total: int, progress: Progress, cancelled: Cancelled
) -> Iterator[EncryptedBallot]:
    progress(0, total)
    for done, ballot in enumerate(ballots, start=1):
        if cancelled():
            raise CountCancelled
        yield ballot
        if done % BALLOTS_AT_ONCE == 0 or done == total:
            progress(done, total)


def _opening(
    election_id: str, sums: Aggregate, partials: list[PartialOpening], opened: Mapping[str, OpenedContest]
) -> bytes:
    """The opening as it stands in the record: every trustee's shares with proofs, and the totals."""
    return canonical_bytes(
        {
            "version": OPENING_VERSION,
            "election_id": election_id,
            "ballots": sums.ballots,
            "partials": [partial.to_json() for partial in partials],
            "totals": {
                contest_id: {"votes": list(totals.votes), "blank": totals.blank}
                for contest_id, totals in opened.items()
            },
        }
    )


def _result(uow: UnitOfWork, election: Election, opening: bytes) -> ElectionResult:
    published = read_published(uow, election.id)
    ballots, totals = _totals(opening)
    shapes = {shape.contest_id: shape for shape in published.context.contests}
    contests = []
    for contest in published.manifest.contests:
        opened = totals[contest.id]
        votes = dict(zip(shapes[contest.id].option_ids, opened.votes, strict=True))
        contests.append(
            contest_result(contest, votes, opened.blank or 0, ballots, published.effective.withdrawn)
        )
    here = turnout(uow, election.id)
    station = uow.stations.this_station()
    return ElectionResult(
        election_id=election.id,
        contests=tuple(contests),
        listed=here.listed,
        cast=here.cast,
        turnout=here,
        abstentions=here.listed - here.cast,
        provisional=election.state is not ElectionState.CERTIFIED,
        by_station=() if station is None else (StationResult(station, here.listed, here.cast),),
    )


def _totals(opening: bytes) -> tuple[int, dict[str, OpenedContest]]:
    try:
        fields = Fields(parse_canonical(opening))
        totals = fields.child("totals")
        return fields.integer("ballots"), {
            contest_id: _opened(totals.child(contest_id)) for contest_id in totals.mapping()
        }
    except (NotCanonical, FieldWrong) as problem:
        raise OpeningUnreadable from problem


def _opened(fields: Fields) -> OpenedContest:
    votes, blank = fields.raw("votes"), fields.raw("blank")
    if not isinstance(votes, list) or not all(isinstance(each, int) for each in votes):
        raise FieldWrong("votes")
    return OpenedContest(tuple(votes), None if blank is None else fields.integer("blank"))
