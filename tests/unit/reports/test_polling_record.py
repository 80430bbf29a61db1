"""The polling record: steps, people, counts, incidents, identities, turnout by hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.poll import IdentityMethod, Turnout, merge_small_hours
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.reports.happened import Happened
from omp_desktop.reports.polling_record import Change, LeftOver, PollFacts, PollStep, polling_record
from tests.unit.reports.sheet_text import ELECTION, NAMES, SIX, lines, remark

OPENED = SIX - timedelta(hours=12)
BOTH = ("이가람", "최참관")
HOURS = merge_small_hours({OPENED: 60, OPENED + timedelta(hours=1): 4, OPENED + timedelta(hours=2): 36})
FACTS = PollFacts(
    election=ELECTION,
    station="가람동 투표소",
    timezone="Asia/Seoul",
    windows=(VotingWindow(OPENED, SIX),),
    state=ElectionState.CLOSED,
    turnout=Turnout(200, 100, 0, HOURS),
    ballots=100,
    cancelled=3,
    tested=2,
    zero=Happened(OPENED - timedelta(minutes=30), ("이가람",)),
    steps=(
        PollStep(PollAction.PUBLISH, Happened(OPENED - timedelta(days=9), ("정위원",)), None),
        PollStep(PollAction.OPEN, Happened(OPENED, BOTH), 0),
        PollStep(PollAction.SUSPEND, Happened(OPENED + timedelta(hours=5), BOTH, "정전"), 60),
        PollStep(PollAction.BEGIN_CLOSING, Happened(SIX, ("이가람",)), 98, 6),
        PollStep(PollAction.CLOSE, Happened(SIX + timedelta(minutes=9), BOTH), 100),
    ),
    changes=(),
    methods={IdentityMethod.RESIDENT_CARD: 80, IdentityMethod.PASSPORT: 23, IdentityMethod.SELF: 0},
    left_over=LeftOver(1, 2, 3),
    remarks=(),
    names=NAMES,
)


def record(lang: Lang = "ko", **changes: object) -> list[str]:
    return lines(polling_record(replace(FACTS, **changes), lang))  # type: ignore[arg-type]


def test_the_steps_stand_in_their_order_with_time_people_ballots_and_reason() -> None:
    found = record()
    steps = found[found.index("시각 | 한 일 | 투표지 | 사람") + 1 :][:6]
    assert steps == [
        "2026-11-24 06:00 | 공고 |  | 정위원",
        "2026-12-03 05:30 | 영(0)표 확인 | 0 | 이가람",
        "2026-12-03 06:00 | 투표 개시 | 0 | 이가람, 최참관",
        "2026-12-03 11:00 | 투표 중지. 사유: 정전 | 60 | 이가람, 최참관",
        "2026-12-03 18:00 | 마감 시작 (대기 6명) | 98 | 이가람",
        "2026-12-03 18:09 | 투표 마감 | 100 | 이가람, 최참관",
    ]


def test_changes_of_the_published_election_stand_among_the_steps() -> None:
    longer = Change(SIX - timedelta(hours=1), LocalText("투표 시간 연장: 20:00까지", ""))
    found = record(changes=(longer,))
    at = found.index("2026-12-03 17:00 | 투표 시간 연장: 20:00까지 |  | ")
    assert found[at + 1].startswith("2026-12-03 18:00 | 마감 시작")


def test_without_a_zero_report_there_is_no_line_of_one() -> None:
    assert "영(0)표 확인" not in " ".join(record(zero=None))


def test_the_counts_stand_with_what_was_left_over() -> None:
    found = record("en")
    assert "Electors: 200 | Voters who voted: 100 | Ballots in the box: 100 | Turnout: 50.0%" in found
    assert (
        "Voters given a permit: 103 | Permits not used: 0 | Permits cancelled: 3 | Tested and void ballots: 2"
    ) in found
    assert (
        "Sealed, never cast, now void: 1 | Permits nobody voted with: 2 | Left the queue without voting: 3"
    ) in found


def test_before_the_close_nothing_is_left_over_and_the_record_is_interim() -> None:
    found = record("en", state=ElectionState.SUSPENDED, left_over=None)
    assert found[0].startswith("Interim")
    assert "Sealed" not in " ".join(found)


@pytest.mark.parametrize("state", [ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED])
def test_after_the_close_it_has_no_mark(state: ElectionState) -> None:
    assert record("en", state=state)[0] == "Polling record"


def test_identity_methods_that_were_used_stand_with_their_share() -> None:
    found = record("en")
    assert "Resident registration card | 80 | 77.7%" in found
    assert "Permits issued | 103 | " in found
    assert "Personal code" not in " ".join(found)


def test_permits_that_were_issued_again_are_explained() -> None:
    again = "counts again"
    assert again not in " ".join(record("en"))
    assert again in " ".join(record("en", methods={IdentityMethod.PASSPORT: 104}))


def test_turnout_by_hour_shows_no_small_number() -> None:
    found = record("en")
    assert "2026-12-03 06:00 | 60 | 60 | 30.0%" in found
    assert "2026-12-03 07:00 | 40 | 100 | 50.0%" in found
    assert "2026-12-03 08:00 | counted above |  | " in found
    assert any("fewer than ten" in line for line in found)


def test_with_few_voters_there_are_no_hours_at_all() -> None:
    few = Turnout(200, 9, 0, merge_small_hours({OPENED: 9}))
    assert "Fewer than ten voted, so there are no numbers by hour." in record("en", turnout=few)
    assert "Nobody has voted yet." in record("en", turnout=Turnout(200, 0))


def test_incidents_stand_with_their_corrections() -> None:
    outage = remark(RemarkKind.INCIDENT, "정전 10분", ("정전 3분", "잘못 들음"))
    counted = remark(RemarkKind.COUNT, "개표에 관한 것")
    found = record(remarks=(outage, counted))
    assert "2026-12-03 18:00 | 정전 3분 | 이가람" in found
    assert "2026-12-03 18:05 | 정정: “정전 10분” → “정전 3분”. 사유: 잘못 들음 | 정위원" in found
    assert "개표에 관한 것" not in " ".join(found)
    assert "없음" in record()


def test_every_day_of_voting_has_its_hours() -> None:
    later = VotingWindow(OPENED + timedelta(days=2), SIX + timedelta(days=2))
    found = " ".join(record(windows=(*FACTS.windows, later)))
    assert "2026-12-03 06:00 – 2026-12-03 18:00\n2026-12-05 06:00 – 2026-12-05 18:00" in found


def test_somebody_without_a_name_here_is_called_by_the_beginning_of_the_id() -> None:
    assert "mmmmmmmm" in " ".join(record(names={}, remarks=(remark(RemarkKind.INCIDENT, "정전"),)))
