"""What anybody may read: no signature, no voter, plain JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

import msgspec
from fastapi import APIRouter, Path, Request, Response
from sqlalchemy.orm import Session

from omp_desktop.central import publish, results
from omp_desktop.central.api.answers import ElectionId, Plain, documented
from omp_desktop.central.api.caching import cached, readable
from omp_desktop.central.public_answers import (
    BallotAnswer,
    CandidatesAnswer,
    CanVoteAnswer,
    ElectionAnswer,
    ElectionsAnswer,
    PledgesAnswer,
    ResultsAnswer,
    TurnoutAnswer,
)
from omp_desktop.central.security import CentreHere
from omp_desktop.wire import http
from omp_desktop.wire.refusals import ElectionUnknown, ResultsWithheld

router = APIRouter()

CandidateId = Annotated[str, Path(alias="c", pattern="^[0-9a-f]{32}$")]
# What people write between and around the characters of a code is forgiven; see crypto/codes.py.
CodeEntered = Annotated[str, Path(alias="code", min_length=25, max_length=80)]

# Seconds that an answer stays good for a browser or a proxy before it.
_SOON: Final = 5
_SELDOM: Final = 60


@router.get("/v1/elections", **readable(ElectionsAnswer))
def get_elections(request: Request, centre: CentreHere) -> Response:
    """Every election at this centre, with the state of its polls and its voting hours."""
    return _answer(request, centre, _SOON, publish.elections)


@router.get("/v1/elections/{e}", **readable(ElectionAnswer, refuses=[ElectionUnknown]))
def get_election(e: ElectionId, request: Request, centre: CentreHere) -> Response:
    """What the commission published: the manifest as it was signed, its hash, and every amendment."""
    return _answer(request, centre, _SOON, lambda session: publish.election(session, e))


@router.get("/v1/elections/{e}/candidates", **readable(CandidatesAnswer, refuses=[ElectionUnknown]))
def get_candidates(e: ElectionId, request: Request, centre: CentreHere) -> Response:
    """Everybody on the ballot with the number of their pledges. Who withdrew stays listed."""
    return _answer(request, centre, _SOON, lambda session: publish.candidates(session, e))


@router.get(
    "/v1/elections/{e}/candidates/{c}/pledges",
    **readable(PledgesAnswer, refuses=[ElectionUnknown]),
)
def get_pledges(e: ElectionId, c: CandidateId, request: Request, centre: CentreHere) -> Response:
    """The pledges of a candidate: as the commission last published them, once it has."""
    return _answer(request, centre, _SELDOM, lambda session: publish.pledges(session, e, c))


@router.get("/v1/elections/{e}/can-vote", **documented(Plain(CanVoteAnswer), refuses=[ElectionUnknown]))
def get_can_vote(e: ElectionId, centre: CentreHere) -> Response:
    """Whether the polls take votes at this moment, and why not. It asks for no voter."""
    with centre.store.read() as session:
        answer = publish.can_vote(session, e, centre.now())
    return Response(msgspec.json.encode(answer), headers={"cache-control": "no-store"}, media_type=http.JSON)


@router.get("/v1/elections/{e}/turnout", **readable(TurnoutAnswer, refuses=[ElectionUnknown]))
def get_turnout(e: ElectionId, request: Request, centre: CentreHere) -> Response:
    """How many have voted, by station and by hour; hours of fewer than 10 are counted with another one."""
    return _answer(request, centre, _SOON, lambda session: publish.turnout(session, e))


@router.get(
    "/v1/elections/{e}/results",
    **readable(ResultsAnswer, refuses=[ElectionUnknown, ResultsWithheld]),
)
def get_results(e: ElectionId, request: Request, centre: CentreHere) -> Response:
    """The totals after the count; during the vote only where the published rules of the election say so.

    Before that 403 `centre.results-withheld`; `params` say where the polls stand and when there are results.
    """
    return _answer(request, centre, _SOON, lambda session: results.answer(session, e))


@router.get("/v1/elections/{e}/ballots/{code}", **readable(BallotAnswer, refuses=[ElectionUnknown]))
def get_ballot(e: ElectionId, code: CodeEntered, request: Request, centre: CentreHere) -> Response:
    """Whether the ballot with this confirmation code is at the centre, what became of it, and its page.

    The code: 25 characters as they stand on the receipt, with or without dashes and spaces, in small or
    capital letters; or all 64 in hex. What a ballot holds, nobody can ask.
    """
    return _answer(request, centre, _SOON, lambda session: publish.ballot(session, e, code))


def _answer(
    request: Request, centre: CentreHere, seconds: int, read: Callable[[Session], msgspec.Struct]
) -> Response:
    with centre.store.read() as session:
        answer = read(session)
    return cached(request, msgspec.json.encode(answer), seconds)
