"""What anybody may know of an election: what was published, turnout, whether a ballot is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, cast

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from omp_desktop.central.public_answers import (
    AmendmentAnswer,
    BallotAnswer,
    CandidateEntry,
    CandidatesAnswer,
    CanVoteAnswer,
    ElectionAnswer,
    ElectionEntry,
    ElectionsAnswer,
    HourTurnout,
    PageAnswer,
    PledgeEntry,
    PledgesAnswer,
    Proof,
    StationPolls,
    StationTurnout,
    TextAnswer,
    TurnoutAnswer,
    WindowAnswer,
    text_answer,
)
from omp_desktop.central.published import OVER, PublishedElection, Station, read_election, read_elections
from omp_desktop.central.receipts import NOTHING, totals
from omp_desktop.central.results import state_of
from omp_desktop.central.schema import BAD, GOOD, BallotRow, BatchRow, PageRow, ParticipationRow, PledgeRow
from omp_desktop.crypto.codes import grouped, parse_short_code
from omp_desktop.crypto.errors import CodeInvalid
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import INSTANT_FORMAT, instant_text
from omp_desktop.domain.manifest import ManifestContest, ManifestOption
from omp_desktop.domain.poll import ParticipationState, may_cast, merge_small_hours
from omp_desktop.domain.tally import percentage
from omp_desktop.domain.voting_errors import NotOpen
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.wire.refusals import NothingThere

# While polls are open a smaller page would say too much about who has just voted.
FEWEST_ON_A_PAGE: Final = 20
_CODE: Final = re.compile(r"[0-9a-fA-F]{64}")


def elections(session: Session) -> ElectionsAnswer:
    """All elections."""
    return ElectionsAnswer(elections=[_entry(session, each) for each in read_elections(session)])


def election(session: Session, election_id: str) -> ElectionAnswer:
    """What was published. Raises ElectionUnknown."""
    found = read_election(session, election_id)
    manifest = found.manifest
    return ElectionAnswer(
        election_id=found.id,
        name=text_answer(manifest.name),
        state=state_of(session, found),
        test_mode=manifest.test_mode,
        timezone=manifest.timezone,
        windows=_windows(found.effective.windows),
        results=manifest.policy.results,
        manifest=found.raw.decode("utf-8"),
        manifest_hash=found.manifest_hash,
        manifest_signature=found.signature,
        commission_key=manifest.commission_key,
        amendments=[
            AmendmentAnswer(
                number=each.number,
                kind=each.kind,
                amendment=each.signed_bytes().decode("utf-8"),
                signature=each.signature,
            )
            for each in found.amendments
        ],
    )


def candidates(session: Session, election_id: str) -> CandidatesAnswer:
    """Everybody on the ballot. Raises ElectionUnknown."""
    found = read_election(session, election_id)
    counts = _pledge_counts(session, found)
    return CandidatesAnswer(
        election_id=found.id,
        candidates=[
            CandidateEntry(
                candidate_id=option.id,
                contest_id=contest.id,
                contest=text_answer(contest.title),
                number=option.number,
                name=text_answer(option.name),
                party=option.party,
                withdrawn=option.withdrawn or option.id in found.effective.withdrawn,
                pledges=counts.get(option.id, 0),
            )
            for contest, option in _options(found)
        ],
    )


def pledges(session: Session, election_id: str, candidate_id: str) -> PledgesAnswer:
    """A candidate's pledges; those of the last amendment about pledges, once there is one.

    Raises ElectionUnknown, NothingThere.
    """
    found = read_election(session, election_id)
    if candidate_id not in {option.id for _, option in _options(found)}:
        raise NothingThere
    published = found.effective.pledges
    if published is None:
        standing: Iterable[PledgeRow] = session.scalars(
            select(PledgeRow)
            .where(PledgeRow.election_id == election_id, PledgeRow.candidate_id == candidate_id)
            .order_by(PledgeRow.position, PledgeRow.id)
        )
        shown = [_pledge(each.theme, each.title, each.description) for each in standing]
    else:
        shown = [
            _pledge(each.theme, each.title, each.description) for each in published.get(candidate_id, ())
        ]
    return PledgesAnswer(
        election_id=election_id, candidate_id=candidate_id, published=published is not None, pledges=shown
    )


def can_vote(session: Session, election_id: str, now: datetime) -> CanVoteAnswer:
    """Whether votes are taken at `now`, by the hours in force and the polls of the stations.

    Raises ElectionUnknown.
    """
    found = read_election(session, election_id)
    refusals = {station.station_id: _refusal(found, station.state, now) for station in found.stations}
    open_somewhere = any(refusal is None for refusal in refusals.values())
    why = None if open_somewhere else _refusal(found, state_of(session, found), now)
    return CanVoteAnswer(
        election_id=election_id,
        can_vote=open_somewhere,
        code="" if why is None else why.code,
        why=TextAnswer(ko="", en="") if why is None else _said(why),
        server_time=instant_text(now),
        timezone=found.manifest.timezone,
        windows=_windows(found.effective.windows),
        stations=[_polls(station, refusals[station.station_id]) for station in found.stations],
    )


def turnout(session: Session, election_id: str) -> TurnoutAnswer:
    """How many have voted. Raises ElectionUnknown."""
    found = read_election(session, election_id)
    counts = totals(session, election_id)
    voted = {each.station_id: counts.get(each.station_id, NOTHING).voted for each in found.stations}
    listed, everybody = sum(station.listed for station in found.stations), sum(voted.values())
    by_hour = merge_small_hours(_voted_by_hour(session, election_id))
    return TurnoutAnswer(
        election_id=election_id,
        listed=listed,
        voted=everybody,
        percent=percentage(everybody, listed),
        stations=[_station_turnout(each, voted[each.station_id]) for each in found.stations],
        hours=[HourTurnout(hour=instant_text(hour), voted=count) for hour, count in by_hour],
    )


def ballot(session: Session, election_id: str, entered: str) -> BallotAnswer:
    """The ballot with this confirmation code: 25 characters as people write them, or 64 of hex.

    One whose code proved to be another's is shown only if there is no other. While its station votes, ballots
    of pages with fewer than 20 are not shown. Raises ElectionUnknown, NothingThere.
    """
    found = read_election(session, election_id)
    row = session.execute(
        select(BallotRow, PageRow.hash, PageRow.countersignature, BatchRow.n)
        .join(
            PageRow,
            and_(
                PageRow.election_id == BallotRow.election_id,
                PageRow.device_id == BallotRow.device_id,
                PageRow.store_epoch == BallotRow.store_epoch,
                PageRow.number == BallotRow.page,
            ),
        )
        .join(BatchRow, BatchRow.id == PageRow.batch_id)
        .where(BallotRow.election_id == election_id, _named(entered))
        .order_by(BallotRow.proof != GOOD, BallotRow.proof == BAD, BallotRow.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NothingThere
    it: BallotRow = row.BallotRow
    station = next((each for each in found.stations if each.station_id == it.station_id), None)
    if station is None or (row.n < FEWEST_ON_A_PAGE and station.state not in OVER):
        raise NothingThere
    return BallotAnswer(
        election_id=election_id,
        code=it.code,
        short_code=grouped(it.short_code),
        status=BallotStatus(it.status),
        proof=cast(Proof, it.proof),
        station_id=it.station_id,
        station=station.name,
        page=PageAnswer(
            device_id=it.device_id,
            store_epoch=it.store_epoch,
            number=it.page,
            hash=row.hash,
            countersignature=row.countersignature,
        ),
    )


def _entry(session: Session, found: PublishedElection) -> ElectionEntry:
    return ElectionEntry(
        election_id=found.id,
        name=text_answer(found.manifest.name),
        state=state_of(session, found),
        test_mode=found.manifest.test_mode,
        timezone=found.manifest.timezone,
        windows=_windows(found.effective.windows),
    )


def _windows(windows: Sequence[VotingWindow]) -> list[WindowAnswer]:
    return [
        WindowAnswer(opens=instant_text(each.opens), closes=instant_text(each.closes)) for each in windows
    ]


def _options(found: PublishedElection) -> Iterator[tuple[ManifestContest, ManifestOption]]:
    for contest in found.manifest.contests:
        for option in contest.options:
            yield contest, option


def _pledge_counts(session: Session, found: PublishedElection) -> Mapping[str, int]:
    published = found.effective.pledges
    if published is not None:
        return {candidate_id: len(pledges) for candidate_id, pledges in published.items()}
    rows = session.execute(
        select(PledgeRow.candidate_id, func.count().label("pledges"))
        .where(PledgeRow.election_id == found.id)
        .group_by(PledgeRow.candidate_id)
    )
    return {row.candidate_id: row.pledges for row in rows}


def _pledge(theme: str, title: str, description: str) -> PledgeEntry:
    return PledgeEntry(theme=theme, title=title, description=description)


def _refusal(found: PublishedElection, state: ElectionState, now: datetime) -> OmpError | None:
    """Why somebody who comes now cannot vote at polls in this state; None if they can."""
    if state is ElectionState.CLOSING:  # those who stand in the queue still vote, and nobody else
        return NotOpen(state=state)
    try:
        may_cast(state, found.effective.windows, now, timezone=found.manifest.timezone)
    except OmpError as refusal:
        return refusal
    return None


def _polls(station: Station, refusal: OmpError | None) -> StationPolls:
    return StationPolls(
        station_id=station.station_id,
        name=station.name,
        state=station.state,
        can_vote=refusal is None,
        code="" if refusal is None else refusal.code,
    )


def _said(error: OmpError) -> TextAnswer:
    ko, en = error.describe("ko"), error.describe("en")
    return TextAnswer(ko=f"{ko.text} {ko.next_step}", en=f"{en.text} {en.next_step}")


def _station_turnout(station: Station, voted: int) -> StationTurnout:
    return StationTurnout(
        station_id=station.station_id,
        name=station.name,
        listed=station.listed,
        voted=voted,
        percent=percentage(voted, station.listed),
    )


def _voted_by_hour(session: Session, election_id: str) -> Mapping[datetime, int]:
    rows = session.execute(
        select(ParticipationRow.hour, func.count().label("voted"))
        .where(
            ParticipationRow.election_id == election_id,
            ParticipationRow.state == ParticipationState.CAST.value,
            ParticipationRow.hour.is_not(None),
        )
        .group_by(ParticipationRow.hour)
    )
    return {_instant(row.hour): row.voted for row in rows}


def _instant(text: str) -> datetime:
    return datetime.strptime(text, INSTANT_FORMAT).replace(tzinfo=UTC)


def _named(entered: str) -> ColumnElement[bool]:
    """The condition for a code as somebody wrote it. Raises NothingThere for what is no code."""
    if _CODE.fullmatch(entered):
        return BallotRow.code == entered.lower()
    try:
        return BallotRow.short_code == parse_short_code(entered)
    except CodeInvalid:
        raise NothingThere from None
