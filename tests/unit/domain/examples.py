"""Invented elections, candidates and voters that the tests of the domain share."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from omp_desktop.domain.access import Account, Role
from omp_desktop.domain.candidate import Candidate, CandidateState
from omp_desktop.domain.election import Contest, ContestKind, Election, VotingWindow
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import Manifest, ManifestStation, freeze
from omp_desktop.domain.pledge import Pledge
from omp_desktop.domain.voters_list import Voter

SEOUL = "Asia/Seoul"
ELECTION_ID = "e" * 32
STATION_ID = "5" * 32
KIOSK_ID = "d" * 32
# 06:00 to 18:00 in Seoul on two days.
FIRST = VotingWindow(datetime(2026, 12, 2, 21, 0, tzinfo=UTC), datetime(2026, 12, 3, 9, 0, tzinfo=UTC))
LAST = VotingWindow(datetime(2026, 12, 3, 21, 0, tzinfo=UTC), datetime(2026, 12, 4, 9, 0, tzinfo=UTC))
BEFORE = FIRST.opens - timedelta(hours=1)
DURING = FIRST.opens + timedelta(hours=3)
OVERNIGHT = FIRST.closes + timedelta(hours=1)
AFTER = LAST.closes + timedelta(hours=1)

PRESIDENT = Contest("president", LocalText("회장", "President"))
COUNCIL = Contest("council", LocalText("대의원", "Council"), votes_allowed=3)
MOTION = Contest("motion", LocalText("회칙 개정", "New statutes"), kind=ContestKind.YES_NO)


def an_election(**changes: object) -> Election:
    """A draft with two days of voting and one contest."""
    draft = Election(
        id=ELECTION_ID,
        name=LocalText("학생회장 선거", "Student council election"),
        timezone=SEOUL,
        windows=(FIRST, LAST),
        contests=(PRESIDENT,),
    )
    return replace(draft, **changes)


def a_candidate(number: int, party: str | None = None, **changes: object) -> Candidate:
    """A candidate for president whose id follows from the number."""
    plain = Candidate(
        id=f"{number:032x}",
        election_id=ELECTION_ID,
        contest_id="president",
        number=number,
        name=f"가상인물{number}",
        party=party,
    )
    return replace(plain, **changes)


def withdrawn(candidate: Candidate) -> Candidate:
    """The candidate after a withdrawal."""
    return replace(candidate, state=CandidateState.WITHDRAWN)


def a_manifest(
    election: Election | None = None, candidates: tuple[Candidate, ...] = (), **changes: object
) -> Manifest:
    """A frozen manifest with candidates 1, 2 and 5, of whom 5 withdrew before."""
    people = candidates or (a_candidate(1, "가당"), a_candidate(2, "나당"), withdrawn(a_candidate(5)))
    manifest = freeze(
        election or an_election(),
        people,
        [ManifestStation(STATION_ID, "제1투표소", 200, "ab" * 32)],
        trustees=[{"index": 1, "commitments": ["aa"]}],
        quorum=1,
        public_key="bb" * 32,
        commission_key="cc" * 32,
    )
    return replace(manifest, **changes)


def a_pledge(position: int, **changes: object) -> Pledge:
    """A pledge of candidate 1."""
    plain = Pledge(
        id=f"{position:032x}",
        candidate_id=a_candidate(1).id,
        theme="복지",
        title=f"공약 {position}",
        description="설명",
        position=position,
    )
    return replace(plain, **changes)


def an_account(name: str, role: Role, **changes: object) -> Account:
    """An account whose id follows from its name."""
    return replace(Account(id=name, name=name, role=role), **changes)


def a_voter(roll_number: str, **changes: object) -> Voter:
    """A voter of the station."""
    plain = Voter(
        id=f"voter-{roll_number}",
        election_id=ELECTION_ID,
        station_id=STATION_ID,
        roll_number=roll_number,
        name="가상인물",
        birth_date=date(1990, 3, 14),
        address="가상시 가상로 1",
    )
    return replace(plain, **changes)
