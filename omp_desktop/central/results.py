"""Openings that the commission published: proved, compared with the sums at the centre, shown in their time.

An opening proves itself: whoever has not a quorum of trustees cannot make one. What the proofs do not say is
that the sums are those of all ballots; that is compared with the product of the ballots at the centre.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from omp_desktop.central.elections import understood
from omp_desktop.central.public_answers import (
    Confirmation,
    ContestAnswer,
    OptionResult,
    ResultsAnswer,
    text_answer,
)
from omp_desktop.central.published import PublishedElection, read_election
from omp_desktop.central.receipts import totals
from omp_desktop.central.schema import BAD, BallotRow, PageRow, StatementRow, SumRow
from omp_desktop.crypto import aggregate
from omp_desktop.crypto.aggregate import Aggregate
from omp_desktop.crypto.trustees import TrusteePublic
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState, ResultsPolicy
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.domain.opening_rule import LEAST_LIVE, OpeningKind, too_small
from omp_desktop.domain.tally import ContestResult, contest_result
from omp_desktop.record.form import parse_json
from omp_desktop.record.opened import RecordedOpening, RecordedSums, read_openings
from omp_desktop.record.totals import check_opening, check_totals
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.refusals import ResultsWithheld
from omp_desktop.wire.statements import OPENING, POLL_EVENT, OpeningBody, PollEventBody


@dataclass(frozen=True, slots=True)
class NumberedOpening:
    """An opening whose proofs hold. `number` counts the openings that were begun."""

    number: int
    opening: RecordedOpening


@dataclass(frozen=True, slots=True)
class Shown:
    """The opening whose totals anybody may see now, and how far the centre's own sums confirm it."""

    opening: RecordedOpening
    confirmation: Confirmation


def proved_openings(session: Session, election: PublishedElection) -> tuple[NumberedOpening, ...]:
    """The openings of an election whose proofs hold, by their numbers; of two with one number the later."""
    bodies = session.scalars(
        select(StatementRow.body)
        .where(StatementRow.election_id == election.id, StatementRow.kind == OPENING)
        .order_by(StatementRow.cursor)
    )
    proved = {found.number: found for body in bodies if (found := _proved(election.raw, body)) is not None}
    return tuple(proved[number] for number in sorted(proved))


def final_opening(openings: Sequence[NumberedOpening]) -> NumberedOpening | None:
    """The final one; after a second count, that of the second."""
    finals = [each for each in openings if each.opening.kind is OpeningKind.FINAL]
    return finals[-1] if finals else None


def live_openings(
    election: PublishedElection, openings: Sequence[NumberedOpening]
) -> tuple[RecordedOpening, ...]:
    """Those during the vote that the election's rules allow: none shows a piece that is too small.

    One that covers ballots of a station that is left out is not shown any more, and nobody could hold it
    against the record. It was known, so the others are held against it all the same.
    """
    policy = election.manifest.policy
    if policy.results is not ResultsPolicy.LIVE:
        return ()
    shown: list[RecordedOpening] = []
    for each in openings:
        opening = each.opening
        units = [*(earlier.units for earlier in shown), opening.units]
        small = too_small(units, max(policy.minimum_open, LEAST_LIVE))
        if opening.kind is OpeningKind.LIVE and small is None:
            shown.append(opening)
    left_out = election.left_out
    return tuple(each for each in shown if not any(each.units.get(station_id) for station_id in left_out))


def counted(election: PublishedElection, openings: Sequence[NumberedOpening]) -> RecordedOpening | None:
    """The final opening, once no station that counts votes any more."""
    final = final_opening(openings)
    return None if final is None or election.voting else final.opening


def state_of(session: Session, election: PublishedElection) -> ElectionState:
    """Where the election stands, the count included. What nobody can see was counted is not certified."""
    told = election.state
    if told is ElectionState.PUBLISHED:
        return told
    certified = told is ElectionState.CERTIFIED
    if counted(election, proved_openings(session, election)) is None:
        return ElectionState.CLOSED if certified else told
    return ElectionState.CERTIFIED if certified else ElectionState.COUNTED


def shown(session: Session, election: PublishedElection) -> Shown:
    """What may be seen now: the final opening after the count, or the last one during the vote.

    Raises ResultsWithheld with the state of the election and its rule.
    """
    openings = proved_openings(session, election)
    final = counted(election, openings)
    if final is not None:
        return Shown(final, confirmation(session, election, final))
    live = live_openings(election, openings)
    if not live:
        raise withheld(election)
    return Shown(live[-1], confirmation(session, election, live[-1]))


def withheld(election: PublishedElection) -> ResultsWithheld:
    """Why there are no totals: the state of the polls, and when the election's rules allow them."""
    return ResultsWithheld(state=election.state.value, results=election.manifest.policy.results.value)


def contests_of(election: PublishedElection, opening: RecordedOpening) -> tuple[ContestResult, ...]:
    """The results of the contests, in the order of the ballot."""
    results = []
    for contest, shape in zip(election.manifest.contests, election.context.contests, strict=True):
        totals = opening.totals[contest.id]
        votes = dict(zip(shape.option_ids, totals.votes, strict=True))
        withdrawn = election.effective.withdrawn
        results.append(contest_result(contest, votes, totals.blank or 0, opening.ballots, withdrawn))
    return tuple(results)


def confirmation(session: Session, election: PublishedElection, opening: RecordedOpening) -> Confirmation:
    """Whether the sums that were opened are the product of the good ballots at the centre."""
    own = _ballots_by_station(session, election)
    covered = {station: count for station, count in opening.units.items() if count}
    if own == covered:
        product = product_of(session, election)
        return "confirmed" if RecordedSums.of(product) == opening.sums else "differs"
    if opening.kind is OpeningKind.LIVE:
        return "not-compared"
    too_few = any(count > covered.get(station, 0) for station, count in own.items())
    if too_few or covered.keys() & election.left_out:
        return "differs"
    missing = opening.ballots - sum(own.values())
    return "differs" if missing <= _bad_ballots(session, election) else "waiting"


def product_of(session: Session, election: PublishedElection) -> Aggregate:
    """The sums of all good ballots at the centre, of the stations that count."""
    rows = session.execute(
        select(SumRow.station_id, SumRow.contest_id, SumRow.body)
        .where(SumRow.election_id == election.id, SumRow.station_id.not_in(election.left_out))
        .order_by(SumRow.station_id, SumRow.contest_id)
    )
    return _product(election.raw, tuple((row.station_id, row.contest_id, row.body) for row in rows))


def _ballots_by_station(session: Session, election: PublishedElection) -> Mapping[str, int]:
    """How many good cast ballots of each station that counts are in the sums."""
    rows = session.execute(
        select(SumRow.station_id, func.max(SumRow.ballots).label("ballots"))
        .where(SumRow.election_id == election.id, SumRow.station_id.not_in(election.left_out))
        .group_by(SumRow.station_id)
    )
    return {row.station_id: row.ballots for row in rows}


def _bad_ballots(session: Session, election: PublishedElection) -> int:
    """Cast ballots that were checked and stay out of the sums, of the stations that count."""
    bad_pages = exists().where(PageRow.election_id == election.id, PageRow.checked == BAD)
    found = session.scalar(
        select(func.count())
        .select_from(BallotRow)
        .where(
            bad_pages,
            BallotRow.election_id == election.id,
            BallotRow.proof == BAD,
            BallotRow.status == BallotStatus.CAST.value,
            BallotRow.station_id.not_in(election.left_out),
        )
    )
    return found or 0


# Proofs and products cost a moment, and everybody asks for the same ones.
@lru_cache(maxsize=64)
def _proved(raw: bytes, body: bytes) -> NumberedOpening | None:
    """What a statement of the kind `opening` says; None unless all of it holds."""
    published = understood(raw)
    manifest, context = published.manifest, published.context
    try:
        said = decode(body, OpeningBody)
        (opening,) = read_openings({"openings": [parse_json(bytes(said.opening))]})
        publics = [TrusteePublic.from_json(trustee) for trustee in manifest.trustees]
        check_opening(0, opening, context, publics)
        check_totals([opening], context)
    except (FieldWrong, OmpError):
        return None
    stations = {station.id for station in manifest.stations}
    fits = opening.units.keys() <= stations and sum(opening.units.values()) == opening.ballots
    return NumberedOpening(said.number, opening) if fits and opening.sums.ballots == opening.ballots else None


@lru_cache(maxsize=4)
def _product(raw: bytes, sums: tuple[tuple[str, str, bytes], ...]) -> Aggregate:
    context = understood(raw).context
    product = aggregate.empty(context)
    for _, of_station in groupby(sums, key=lambda row: row[0]):
        bodies = {contest_id: body for _, contest_id, body in of_station}
        product = aggregate.join(context, product, aggregate.decode_aggregate(context, bodies))
    return product


def answer(session: Session, election_id: str) -> ResultsAnswer:
    """The totals that may be seen now. Raises ElectionUnknown, ResultsWithheld."""
    election = read_election(session, election_id)
    now_shown = shown(session, election)
    opening, left_out = now_shown.opening, election.left_out
    state = state_of(session, election)
    voted = {station_id: each.voted for station_id, each in totals(session, election_id).items()}
    return ResultsAnswer(
        election_id=election_id,
        kind="final" if opening.kind is OpeningKind.FINAL else "live",
        state=state,
        certified_at=_certified_at(session, election) if state is ElectionState.CERTIFIED else None,
        confirmation=now_shown.confirmation,
        trustees=[partial.trustee for partial in opening.partials],
        listed=sum(station.listed for station in election.stations),
        voted=sum(count for station_id, count in voted.items() if station_id not in left_out),
        left_out=sorted(left_out),
        ballots=opening.ballots,
        contests=[_contest_answer(each) for each in contests_of(election, opening)],
    )


def _certified_at(session: Session, election: PublishedElection) -> str | None:
    """When the commission said so last."""
    bodies = session.scalars(
        select(StatementRow.body)
        .where(StatementRow.election_id == election.id, StatementRow.kind == POLL_EVENT)
        .order_by(StatementRow.cursor.desc())
    )
    events = (decode(body, PollEventBody) for body in bodies)
    return next((event.at for event in events if event.to is ElectionState.CERTIFIED), None)


def _contest_answer(result: ContestResult) -> ContestAnswer:
    return ContestAnswer(
        contest_id=result.contest_id,
        title=text_answer(result.title),
        votes_allowed=result.votes_allowed,
        ballots=result.ballots,
        valid_votes=result.valid_votes,
        blank=result.blank,
        invalid=result.invalid,
        invalid_withdrawn=result.invalid_withdrawn,
        undervotes=result.undervotes,
        holds=result.holds,
        options=[
            OptionResult(
                candidate_id=option.option_id,
                number=option.number,
                name=text_answer(option.name),
                party=option.party,
                votes=option.votes,
                withdrawn=option.withdrawn,
                share=result.share(option),
            )
            for option in result.options
        ],
    )
