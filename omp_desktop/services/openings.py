"""Openings: sums that trustees are asked to open, and the shares that they give one after another.

An opening is begun once, on the sums of that moment; every share is checked when it is given, and any quorum
of good ones will do. Nothing is combined here: two people do that (counting.py, live_results.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from omp_desktop.crypto.aggregate import encode_contest
from omp_desktop.crypto.errors import BadShare
from omp_desktop.crypto.opening import (
    OpenedContest,
    PartialOpening,
    combine,
    open_aggregate,
    sums_to_json,
    verify_partial,
)
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, check_secret
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.election import ElectionState, PollAction, ResultsPolicy, next_state
from omp_desktop.domain.opening_rule import LEAST_LIVE, OpeningKind, Piece, shown_by
from omp_desktop.files import replace_file
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Box, Cancelled, Progress, checked_box, never, silently
from omp_desktop.services.core import Core
from omp_desktop.services.counting_errors import (
    LiveNotAllowed,
    LiveNotNow,
    LiveTooSoon,
    OpeningFileUnreadable,
    OpeningNotBegun,
    RequestOutdated,
    ShareMissing,
    ShareTwice,
    TrusteeKeyInsideData,
)
from omp_desktop.services.opening_files import (
    OpeningRequest,
    covered,
    opened_record,
    parse_partial,
    read_secret,
    read_share,
    request_file,
)
from omp_desktop.services.publication import Published, read_published
from omp_desktop.services.session import OFFICIALS, Session, require_active, require_role
from omp_desktop.store.unit_of_work import UnitOfWork

_LIVE_STATES = frozenset({ElectionState.OPEN, ElectionState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class TrusteeTurn:
    """One trustee, and whether the share is there."""

    index: int
    name: str
    gave: bool


@dataclass(frozen=True, slots=True)
class OpeningStatus:
    """How far an opening is. Before it is begun: how it would be if it began now.

    `smallest`: ballots of the smallest piece whose votes it shows, None where it shows nothing new.
    """

    kind: OpeningKind
    begun: bool
    ballots: int
    smallest: int | None
    minimum: int
    quorum: int
    trustees: tuple[TrusteeTurn, ...]

    @property
    def given(self) -> int:
        """How many shares are there."""
        return sum(1 for trustee in self.trustees if trustee.gave)

    @property
    def missing(self) -> tuple[TrusteeTurn, ...]:
        """The trustees who have not given a share."""
        return tuple(trustee for trustee in self.trustees if not trustee.gave)

    @property
    def complete(self) -> bool:
        """Whether enough shares are there."""
        return self.begun and self.given >= self.quorum

    @property
    def small(self) -> bool:
        """Whether the votes of fewer ballots show than the election opens together."""
        return self.smallest is not None and self.smallest < self.minimum

    @property
    def more(self) -> int:
        """How many more ballots are needed before these totals may be opened during the vote."""
        return max(0, self.minimum - (self.smallest or 0))


@dataclass(frozen=True, slots=True)
class Opened:
    """A request, the shares that open it, and its totals. `record`: as it stands in the election record."""

    request: OpeningRequest
    totals: Mapping[str, OpenedContest]
    record: bytes


class OpeningsService:
    """Begins openings and takes the trustees' shares."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)
        # Requests whose sums this process has compared with the ballots.
        self._compared: set[bytes] = set()

    def status(self, election_id: str, kind: OpeningKind) -> OpeningStatus:
        """How far the opening of this kind is. Raises NotPublished, OpeningUnreadable."""
        with self._core.store.read() as uow:
            published = read_published(uow, election_id)
            request = _current(uow, published, kind)
            if request is None:
                gave: Mapping[int, bytes] = {}
                units = _units_now(uow, election_id)
            else:
                gave = uow.opening_requests.shares(election_id, request.number)
                units = request.units
            pieces = _pieces(uow, election_id, units, None if request is None else request.number)
            names = {trustee.index: trustee.name for trustee in uow.trustees.all(election_id)}
        publics = _publics(published)
        return OpeningStatus(
            kind=kind,
            begun=request is not None,
            ballots=sum(units.values()),
            smallest=pieces[0].ballots if pieces else None,
            minimum=_minimum(published, kind),
            quorum=publics[0].quorum,
            trustees=tuple(TrusteeTurn(p.index, names.get(p.index, ""), p.index in gave) for p in publics),
        )

    def begin(
        self,
        actor: Session,
        election_id: str,
        kind: OpeningKind,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> OpeningStatus:
        """Compares the sums with the ballots and asks the trustees to open them; goes on with one begun.

        Raises NotAllowed, AccountInactive, IllegalTransition, LiveNotAllowed, LiveNotNow, LiveTooSoon,
        NumbersDiffer, SumsDiffer, CountCancelled.
        """
        self.prepare(actor, election_id, kind, progress, cancelled)
        return self.status(election_id, kind)

    def prepare(
        self,
        actor: Session,
        election_id: str,
        kind: OpeningKind,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> OpeningRequest:
        """The request that `begin` made or found. Raises as `begin`."""
        with self._core.store.read() as uow:
            published = self.allowed(uow, actor, election_id, kind)
            request = _current(uow, published, kind)
            if kind is OpeningKind.LIVE and request is None:
                _check_live(uow, published, _units_now(uow, election_id))
        if request is not None:
            if kind is OpeningKind.FINAL:
                self._compare(request, progress, cancelled)
            return request
        return self._ask(actor, kind, checked_box(self._core, election_id, progress, cancelled))

    def give_key(
        self, actor: Session, election_id: str, kind: OpeningKind, key_file: Path, passphrase: str
    ) -> OpeningStatus:
        """A trustee gives the share on this PC; key and pass-phrase stay in memory only.

        Raises NotAllowed, OpeningNotBegun, TrusteeKeyInsideData, ShareTwice, and what `read_secret` and the
        check of the state raise.
        """
        self._begun(actor, election_id, kind)
        return self.give_secret(actor, election_id, kind, self.secret_in(election_id, key_file, passphrase))

    def secret_in(self, election_id: str, key_file: Path, passphrase: str) -> TrusteeSecret:
        """A trustee's secret from the key file. A mock vote may keep the file beside the ballots.

        Raises TrusteeKeyInsideData and what `read_secret` raises.
        """
        with self._core.store.read() as uow:
            published = read_published(uow, election_id)
            test_mode = uow.elections.get(election_id).test_mode
        if key_file.resolve().is_relative_to(self._core.data_dir.resolve()) and not test_mode:
            raise TrusteeKeyInsideData
        return read_secret(_publics(published), key_file, passphrase)

    def give_secret(
        self, actor: Session, election_id: str, kind: OpeningKind, secret: TrusteeSecret
    ) -> OpeningStatus:
        """As `give_key`, with a secret that is in memory already (the trustees of a mock vote)."""
        published, request = self._begun(actor, election_id, kind)
        check_secret(_publics(published), secret)
        self._refuse_twice(request, secret.index)
        if kind is OpeningKind.FINAL:
            self._compare(request, silently, never)
        partial = open_aggregate(published.context, request.sums, secret, self._core.random)
        return self._take(actor, published, request, partial)

    def give_share(self, actor: Session, election_id: str, kind: OpeningKind, path: Path) -> OpeningStatus:
        """A trustee's share that was made elsewhere.

        Raises NotAllowed, OpeningNotBegun, OpeningFileUnreadable, OpeningFileWrong, ShareOfAnotherOpening,
        OpeningMalformed, BadShare (trustee), TrusteesDoNotMatch, ShareTwice.
        """
        published, request = self._begun(actor, election_id, kind)
        return self._take(actor, published, request, read_share(request, path))

    def export_request(self, actor: Session, election_id: str, kind: OpeningKind, path: Path) -> None:
        """Writes what a trustee elsewhere needs to make the share. Raises OpeningFileUnreadable."""
        published, request = self._begun(actor, election_id, kind)
        try:
            replace_file(path, request_file(request, published.manifest.to_bytes()))
        except OSError as problem:
            raise OpeningFileUnreadable(reason=problem.strerror or type(problem).__name__) from problem

    def opened(
        self,
        actor: Session,
        election_id: str,
        kind: OpeningKind,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> Opened:
        """The totals, from the shares that were given. Nothing is stored.

        Raises NotAllowed, OpeningNotBegun, RequestOutdated, ShareMissing, BadShare, TotalNotFound, and what
        the check of the state raises.
        """
        published, request = self._begun(actor, election_id, kind)
        with self._core.store.read() as uow:
            shares = uow.opening_requests.shares(election_id, request.number)
        if kind is OpeningKind.FINAL:
            self._compare(request, progress, cancelled)
        return combined(published, request, [parse_partial(share) for share in shares.values()])

    def allowed(self, uow: UnitOfWork, actor: Session, election_id: str, kind: OpeningKind) -> Published:
        """The published election, if this person may open such sums now.

        Raises NotAllowed, AccountInactive, NotPublished, IllegalTransition, LiveNotAllowed, LiveNotNow.
        """
        require_role(actor, OFFICIALS)
        require_active(uow, actor.account)
        published = read_published(uow, election_id)
        state = uow.elections.get(election_id).state
        if kind is OpeningKind.FINAL:
            next_state(state, PollAction.COUNT)
        elif published.manifest.policy.results is not ResultsPolicy.LIVE:
            raise LiveNotAllowed
        elif state not in _LIVE_STATES:
            raise LiveNotNow(state=state)
        return published

    def require_current(self, uow: UnitOfWork, request: OpeningRequest) -> None:
        """Whether these are still the sums to open. Raises OpeningNotBegun, RequestOutdated."""
        published = read_published(uow, request.election_id)
        if _require(uow, published, request.kind) != request:
            raise RequestOutdated

    def _ask(self, actor: Session, kind: OpeningKind, box: Box) -> OpeningRequest:
        election_id = box.published.manifest.election_id
        with self._core.store.uow() as uow:
            published = self.allowed(uow, actor, election_id, kind)
            known = _current(uow, published, kind)
            if known is not None:
                return known
            if kind is OpeningKind.LIVE:
                _check_live(uow, published, box.units)
            elif uow.aggregates.get(election_id) != box.stored:
                raise RequestOutdated
            latest = uow.opening_requests.latest(election_id)
            number = 1 if latest is None else latest.number + 1
            request = OpeningRequest(election_id, number, kind, box.sums, box.units)
            stored = request.stored()
            uow.opening_requests.begin(stored)
            self._audit.append(
                uow,
                AuditEvent.COUNT_BEGUN,
                actor,
                election=election_id,
                kind=kind.value,
                number=number,
                ballots=box.sums.ballots,
            )
            uow.commit()
        self._compared.add(stored.body)
        return request

    def _take(
        self, actor: Session, published: Published, request: OpeningRequest, partial: PartialOpening
    ) -> OpeningStatus:
        self._refuse_twice(request, partial.trustee)
        verify_partial(published.context, _publics(published), request.sums, partial)
        with self._core.store.uow() as uow:
            self.allowed(uow, actor, request.election_id, request.kind)
            if partial.trustee in uow.opening_requests.shares(request.election_id, request.number):
                raise ShareTwice(trustee=partial.trustee)
            body = canonical_bytes(partial.to_json())
            uow.opening_requests.add_share(request.election_id, request.number, partial.trustee, body)
            self._audit.append(
                uow,
                AuditEvent.SHARE_GIVEN,
                actor,
                election=request.election_id,
                number=request.number,
                trustee=partial.trustee,
            )
            uow.commit()
        return self.status(request.election_id, request.kind)

    def _refuse_twice(self, request: OpeningRequest, trustee: int) -> None:
        """Before anything slow is done; asked again when the share is stored."""
        with self._core.store.read() as uow:
            if trustee in uow.opening_requests.shares(request.election_id, request.number):
                raise ShareTwice(trustee=trustee)

    def _begun(self, actor: Session, election_id: str, kind: OpeningKind) -> tuple[Published, OpeningRequest]:
        with self._core.store.read() as uow:
            published = self.allowed(uow, actor, election_id, kind)
            return published, _require(uow, published, kind)

    def _compare(self, request: OpeningRequest, progress: Progress, cancelled: Cancelled) -> None:
        """Once in each process: a request that was put into the store by other means opens nothing."""
        body = request.stored().body
        if body not in self._compared:
            if checked_box(self._core, request.election_id, progress, cancelled).sums != request.sums:
                raise RequestOutdated
            self._compared.add(body)


def combined(published: Published, request: OpeningRequest, partials: Sequence[PartialOpening]) -> Opened:
    """The totals and the record of an opening, from the shares of any quorum whose proofs hold.

    Raises ShareMissing with the numbers of those who have not given a share, BadShare where good ones are too
    few without a bad one, TotalNotFound.
    """
    publics = _publics(published)
    by_trustee = {partial.trustee: partial for partial in partials}
    bad: BadShare | None = None
    while len(by_trustee) >= publics[0].quorum:
        used = [by_trustee[index] for index in sorted(by_trustee)][: publics[0].quorum]
        try:
            # It checks the proofs of every share before it uses it.
            totals = combine(published.context, request.sums, publics, used)
        except BadShare as problem:
            bad = bad or problem
            del by_trustee[int(str(problem.params["trustee"]))]
        else:
            return Opened(request, totals, _record(request, used, totals))
    raise bad or _missing(publics, by_trustee)


def _record(
    request: OpeningRequest, used: Sequence[PartialOpening], totals: Mapping[str, OpenedContest]
) -> bytes:
    return canonical_bytes(
        {
            "kind": request.kind.value,
            "ballots": request.sums.ballots,
            "sums": sums_to_json(request.sums),
            "units": dict(request.units),
            "partials": [partial.to_json() for partial in used],
            "totals": {
                contest_id: {"votes": list(total.votes), "blank": total.blank}
                for contest_id, total in totals.items()
            },
        }
    )


def _missing(publics: Sequence[TrusteePublic], given: Mapping[int, PartialOpening]) -> ShareMissing:
    missing = [str(public.index) for public in publics if public.index not in given]
    needed = publics[0].quorum
    return ShareMissing(needed=needed, given=len(given), missing=", ".join(missing), more=needed - len(given))


def _pieces(
    uow: UnitOfWork, election_id: str, units: Mapping[str, int], number: int | None
) -> tuple[Piece, ...]:
    """Whoever got the shares of an earlier request may have opened it, whether it was published or not."""
    requests = uow.opening_requests.all(election_id)
    earlier = [covered(each) for each in requests if number is None or each.number < number]
    return shown_by(earlier, units)


def _check_live(
    uow: UnitOfWork, published: Published, units: Mapping[str, int], number: int | None = None
) -> None:
    minimum = _minimum(published, OpeningKind.LIVE)
    pieces = _pieces(uow, published.manifest.election_id, units, number)
    smallest = pieces[0].ballots if pieces else 0
    if smallest < minimum:
        raise LiveTooSoon(minimum=minimum, more=minimum - smallest)


def _minimum(published: Published, kind: OpeningKind) -> int:
    minimum = published.manifest.policy.minimum_open
    return max(minimum, LEAST_LIVE) if kind is OpeningKind.LIVE else minimum


def _require(uow: UnitOfWork, published: Published, kind: OpeningKind) -> OpeningRequest:
    """The opening that is under way. Raises OpeningNotBegun, RequestOutdated, LiveTooSoon."""
    request = _current(uow, published, kind)
    if request is None:
        latest = uow.opening_requests.latest(published.manifest.election_id)
        outdated = kind is OpeningKind.FINAL and latest is not None and latest.kind is kind
        raise RequestOutdated if outdated else OpeningNotBegun
    if kind is OpeningKind.LIVE:
        _check_live(uow, published, request.units, request.number)
    return request


def _current(uow: UnitOfWork, published: Published, kind: OpeningKind) -> OpeningRequest | None:
    """The opening of this kind that is under way.

    A final one is over when the sums have changed, one during the vote when it was opened. That one keeps its
    sums while voting goes on: another beside it could show the votes of those few who came in between.
    """
    election_id = published.manifest.election_id
    latest = uow.opening_requests.latest(election_id)
    if latest is None or latest.kind is not kind:
        return None
    request = OpeningRequest.from_stored(published.context, latest)
    if kind is OpeningKind.FINAL:
        now = uow.aggregates.get(election_id)
        asked = {contest: encode_contest(request.sums, contest) for contest in request.sums.contests}
        return request if asked == now else None
    opened = any(_is_of(raw, request) for raw in uow.aggregates.openings(election_id))
    return None if opened else request


def _is_of(record: bytes, request: OpeningRequest) -> bool:
    read = opened_record(record)
    return read.kind is request.kind and dict(read.units) == dict(request.units)


def _units_now(uow: UnitOfWork, election_id: str) -> Mapping[str, int]:
    """What this station's box holds, from the running counts."""
    station = uow.stations.this_station()
    ballots = uow.ballots.counts(election_id)[BallotStatus.CAST]
    return {} if station is None else {station.id: ballots}


def _publics(published: Published) -> list[TrusteePublic]:
    return [TrusteePublic.from_json(trustee) for trustee in published.manifest.trustees]
