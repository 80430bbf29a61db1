"""How far an opening is, and whether its sums may be opened; all within the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from omp_desktop.crypto.aggregate import encode_contest
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.trustees import TrusteePublic
from omp_desktop.domain.opening_rule import LEAST_LIVE, OpeningKind, Piece, shown_by
from omp_desktop.services.all_sums import ballots_summed, total_sums
from omp_desktop.services.counting_errors import LiveTooSoon, OpeningNotBegun, RequestOutdated
from omp_desktop.services.opening_files import OpeningRequest, covered, opened_record
from omp_desktop.services.publication import Published, read_published
from omp_desktop.store.records import StoredRequest
from omp_desktop.store.unit_of_work import UnitOfWork


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


def status(uow: UnitOfWork, election_id: str, kind: OpeningKind) -> OpeningStatus:
    """The opening of this kind as it is now. Raises NotPublished, OpeningUnreadable."""
    published = read_published(uow, election_id)
    request = current(uow, published, kind)
    if request is None:
        gave: Mapping[int, bytes] = {}
        units: Mapping[str, int] = ballots_summed(uow, election_id)
    else:
        gave = uow.opening_requests.shares(election_id, request.number)
        units = request.units
    pieces = pieces_shown(uow, election_id, units, None if request is None else request.number)
    names = {trustee.index: trustee.name for trustee in uow.trustees.all(election_id)}
    publics = publics_of(published)
    return OpeningStatus(
        kind=kind,
        begun=request is not None,
        ballots=sum(units.values()),
        smallest=pieces[0].ballots if pieces else None,
        minimum=minimum_of(published, kind),
        quorum=publics[0].quorum,
        trustees=tuple(TrusteeTurn(p.index, names.get(p.index, ""), p.index in gave) for p in publics),
    )


def pieces_shown(
    uow: UnitOfWork, election_id: str, units: Mapping[str, int], number: int | None
) -> tuple[Piece, ...]:
    """The pieces that sums over these units would show beside those of requests before `number`.

    Whoever got the shares of an earlier request may have opened it, whether it was published or not.
    """
    requests = uow.opening_requests.all(election_id)
    earlier = [covered(each) for each in requests if number is None or each.number < number]
    return shown_by(earlier, units)


def check_live(
    uow: UnitOfWork, published: Published, units: Mapping[str, int], number: int | None = None
) -> None:
    """Refuses totals during the vote that show too few ballots (LiveTooSoon).

    `number`: of the request that covers these units; None before it is made.
    """
    minimum = minimum_of(published, OpeningKind.LIVE)
    pieces = pieces_shown(uow, published.manifest.election_id, units, number)
    smallest = pieces[0].ballots if pieces else 0
    if smallest < minimum:
        raise LiveTooSoon(minimum=minimum, more=minimum - smallest)


def minimum_of(published: Published, kind: OpeningKind) -> int:
    """How many ballots the smallest piece must hold; the final count may go on with fewer."""
    minimum = published.manifest.policy.minimum_open
    return max(minimum, LEAST_LIVE) if kind is OpeningKind.LIVE else minimum


def require(uow: UnitOfWork, published: Published, kind: OpeningKind) -> OpeningRequest:
    """The opening that is under way. Raises OpeningNotBegun, RequestOutdated, LiveTooSoon."""
    request = current(uow, published, kind)
    if request is None:
        latest = uow.opening_requests.latest(published.manifest.election_id)
        outdated = kind is OpeningKind.FINAL and latest is not None and latest.kind is kind
        raise RequestOutdated if outdated else OpeningNotBegun
    if kind is OpeningKind.LIVE:
        check_live(uow, published, request.units, request.number)
    return request


def current(uow: UnitOfWork, published: Published, kind: OpeningKind) -> OpeningRequest | None:
    """The opening of this kind that is under way.

    A final one is over when the sums have changed, one during the vote when it was opened. That one keeps its
    sums while voting goes on: another beside it could show the votes of those few who came in between.
    """
    election_id = published.manifest.election_id
    latest = uow.opening_requests.latest(election_id)
    if latest is None or latest.kind is not kind:
        return None
    request = _understood(published.context, latest)
    if kind is OpeningKind.FINAL:
        now = total_sums(uow, published)
        asked = {contest: encode_contest(request.sums, contest) for contest in request.sums.contests}
        return request if asked == now else None
    opened = any(_is_of(raw, request) for raw in uow.aggregates.openings(election_id))
    return None if opened else request


# The points of a request are checked once, not in every transaction that asks for it.
@lru_cache(maxsize=4)
def _understood(context: ElectionContext, stored: StoredRequest) -> OpeningRequest:
    return OpeningRequest.from_stored(context, stored)


def _is_of(record: bytes, request: OpeningRequest) -> bool:
    read = opened_record(record)
    return read.kind is request.kind and dict(read.units) == dict(request.units)


def publics_of(published: Published) -> list[TrusteePublic]:
    """The trustees' public data as they were published."""
    return [TrusteePublic.from_json(trustee) for trustee in published.manifest.trustees]
