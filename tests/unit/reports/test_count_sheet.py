"""The count sheet: every figure with both sides of every sum, its state, its corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.domain.tally import ContestResult
from omp_desktop.reports.count_facts import CountedStation, count_checks
from omp_desktop.reports.count_sheet import count_sheet
from omp_desktop.reports.happened import Happened
from tests.unit.reports.sheet_text import COUNT, PRESIDENT, SIX, contest, lines, option, remark

TWO_SEATS = ContestResult(
    "council",
    LocalText("대의원", "Council"),
    (option(1, 700, "보람"), option(2, 700, "슬기"), option(3, 600, "한결")),
    1057,
    4,
    0,
    106,
    2000,
    4,
    2,
)


def sheet(lang: Lang = "ko", of: ContestResult = PRESIDENT, **changes: object) -> list[str]:
    return lines(count_sheet(replace(COUNT, **changes), of, lang))  # type: ignore[arg-type]


def test_the_ballots_issued_and_cast_stand_with_their_difference_and_its_reason() -> None:
    found = sheet()
    assert "선거인수: 2,044 | 투표용지 교부수 (가): 1,060 | 투표수 (나): 1,057 | 차이 (가−나): 3" in found
    assert "투표율: 51.7% | 기권수: 987 | 차이의 사유: 발급을 취소한 투표권 2, 쓰지 않은 투표권 1" in found


def test_without_a_difference_it_says_so() -> None:
    assert "Difference (A−B): 0" in " ".join(sheet("en", issued=1057, unused=0, cancelled=0))
    assert "Reason of the difference: There is none" in " ".join(
        sheet("en", issued=1057, unused=0, cancelled=0)
    )


def test_every_candidate_has_votes_and_share_and_who_withdrew_has_no_share() -> None:
    found = sheet()
    assert "1 | 푸른당 | 김가온 | 612 | 58.51%" in found
    assert "6 |  | 정마루 (사퇴) | 3 | –" in found


def test_valid_and_invalid_add_up_to_the_ballots_on_the_sheet() -> None:
    found = sheet("en")
    assert " |  | Valid votes | 1,046 | " in found
    assert " |  | Invalid votes | 11 | " in found
    assert " |  | of these nothing chosen | 8 | " in found
    assert " |  | of these for who withdrew | 3 | " in found
    assert " |  | Ballots (valid + invalid) | 1,057 | " in found


def test_both_sides_of_every_sum_are_computed_and_shown() -> None:
    found = sheet("en")
    assert "Issued − cast = cancelled + not used | 1,060 − 1,057 = 3 | 2 + 1 = 3 | Agrees" in found
    assert "Valid votes + invalid votes = ballots | 1,046 + 11 = 1,057 | 1,057 | Agrees" in found
    votes = "Votes + undervotes = (ballots − blank) × votes allowed"
    assert f"{votes} | 1,049 + 0 = 1,049 | 1,057 − 8 = 1,049 | Agrees" in found
    several = sheet("en", TWO_SEATS)
    assert f"{votes} | 2,000 + 106 = 2,106 | (1,057 − 4) × 2\n= 2,106 | Agrees" in several


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_sum_that_does_not_agree_stands_at_the_top_and_in_its_line(lang: Lang) -> None:
    found = sheet(lang, voted=1058)
    mark, verdict = {"ko": ("수가 다름", "다름"), "en": ("numbers differ", "Differs")}[lang]
    assert mark in found[0]
    assert any(line.endswith(f"1,058 | 1,057 | {verdict}") for line in found)
    assert mark not in " ".join(sheet(lang))


def test_a_difference_that_nobody_can_explain_is_named() -> None:
    assert "알 수 없음 -1" in " ".join(sheet(stations=(replace(COUNT.stations[0], ballots=1058),)))


def test_a_permit_that_was_issued_again_is_in_the_difference() -> None:
    again = replace(COUNT, issued=1061, cancelled=3)
    assert all(check.holds for check in count_checks(again, PRESIDENT, "en"))
    said = " ".join(sheet("en", issued=1061, cancelled=3))
    assert "Ballots issued (A): 1,061" in said
    assert "Permits cancelled: 3, permits not used: 1" in said


def test_permits_that_were_handed_out_and_never_explained_differ() -> None:
    assert any("1,062 − 1,057 = 5 | 2 + 1 = 3 | Differs" in line for line in sheet("en", issued=1062))


def test_ballots_that_were_opened_must_be_those_of_the_boxes() -> None:
    one_less = contest(option(1, 1056, "김가온"), ballots=1056, blank=0)
    assert "Ballots opened = ballots cast | 1,056 | 1,057 | Differs" in sheet("en", one_less)


def test_it_is_provisional_until_it_is_certified() -> None:
    assert sheet()[0] == "잠정 – 확정 전"
    done = Happened(SIX + timedelta(hours=1), ("정위원", "최참관"))
    assert sheet(certified=done)[0] == "확정 – 2026-12-03 19:00 · 정위원, 최참관"
    assert sheet("en", certified=done, voted=1058)[0].endswith("numbers differ")


def test_a_test_vote_never_looks_like_a_result() -> None:
    done = Happened(SIX, ("정위원",))
    assert sheet(certified=done, test_mode=True)[0].startswith("시험투표 – 결과가 아님 · 확정 – ")


def test_a_correction_keeps_the_old_value_who_corrected_it_and_why() -> None:
    late = remark(RemarkKind.COUNT, "20:40에 도착", ("20:20에 도착", "시계를 잘못 읽음"))
    paper = remark(RemarkKind.PAPER_ISSUED, "1200", ("1214", "한 묶음을 빠뜨림"))
    found = sheet(remarks=(late, paper))
    assert "2026-12-03 18:00 | 20:20에 도착 | 이가람" in found
    corrected = "정정: “20:40에 도착” → “20:20에 도착”. 사유: 시계를 잘못 읽음"
    assert f"2026-12-03 18:05 | {corrected} | 정위원" in found
    assert "2026-12-03 18:05 | 정정: 1,200 → 1,214. 사유: 한 묶음을 빠뜨림 | 정위원" in found


def test_incidents_of_the_polls_are_for_the_polling_record() -> None:
    assert "정전" not in " ".join(sheet(remarks=(remark(RemarkKind.INCIDENT, "정전"),)))


def test_paper_ballots_that_people_counted_stand_with_their_difference() -> None:
    noted = (remark(RemarkKind.PAPER_ISSUED, "14"), remark(RemarkKind.PAPER_CAST, "13"))
    said = "Paper ballots handed out: 14 | Paper ballots in the box: 13 | Difference of paper ballots: 1"
    assert said in sheet("en", remarks=noted)
    assert "Paper ballots handed out: 14" in sheet("en", remarks=noted[:1])


def test_where_people_voted_on_paper_the_sheet_says_that_they_count_as_abstentions() -> None:
    noted = (remark(RemarkKind.PAPER_ISSUED, "14"), remark(RemarkKind.PAPER_CAST, "13"))
    korean = (
        "투표율과 기권수는 이 프로그램의 투표수로 셈했습니다. 종이로 투표한 선거인은 기권수에 들어 있습니다."
    )
    english = (
        "Turnout and abstentions are of the ballots in this program: whoever voted on paper is among the "
        "abstentions."
    )
    assert korean in sheet(remarks=noted)
    assert english in sheet("en", remarks=noted[1:])
    assert english not in sheet("en")
    assert english not in sheet("en", remarks=(remark(RemarkKind.PAPER_CAST, "0"),))


def test_a_tie_is_said_and_not_broken() -> None:
    found = " ".join(sheet("en", TWO_SEATS))
    assert "Rank 1, a tie of 2: No. 1 보람, No. 2 슬기. Votes each: 700." in found


def test_where_more_may_be_chosen_the_sheet_counts_choices() -> None:
    found = sheet("en", TWO_SEATS)
    assert "Up to 2 could be chosen on one ballot." in found
    assert " | Choices not made | 106 | " in found
    withdrawn = replace(TWO_SEATS, invalid_withdrawn=7)
    assert " | Votes for who withdrew | 7 | " in sheet("en", withdrawn)


def test_several_stations_stand_each_and_together_and_those_left_out_with_the_reason() -> None:
    stations = (
        CountedStation("제1투표소", 700, 500),
        CountedStation("제2투표소", 600, 557),
        CountedStation("제3투표소", 744, 0, "화재로 기록을 잃음"),
    )
    found = sheet(stations=stations)
    assert "제1투표소 | 700 | 500 | 71.4%" in found
    assert "제3투표소 – 개표에서 제외: 화재로 기록을 잃음 | 744 | – | –" in found
    assert "개표한 투표소 계 | 1,300 | 1,057 | 81.3%" in found
    assert "개표한 투표소: 2곳, 제외 1곳" in " ".join(found)


def test_one_station_is_named_and_has_no_table_of_stations() -> None:
    found = sheet()
    assert "개표한 투표소: 가람동 투표소" in " ".join(found)
    assert "투표소별" not in found


def test_the_commissioners_have_lines_and_the_announcement_its_fields() -> None:
    found = sheet(commissioners=("정위원", "한위원"))
    for person in ("위원장", "위원 정위원", "위원 한위원", "책임사무원", "개표참관인"):
        assert f"{person} ____" in found
    assert "공표 시각:  | 공표한 사람 (위원장): " in found
    assert "위원 ____" in sheet(commissioners=())


def test_before_the_count_is_known_its_fields_have_a_dash() -> None:
    assert "Polls closed at: – | Counted at: – | Counted by: –" in sheet("en", closed_at=None, counted=None)


def test_it_says_that_no_single_ballot_was_opened() -> None:
    assert "낱장의 기록은 없습니다" in " ".join(sheet())


def test_the_checks_of_a_sheet_can_be_asked_for_alone() -> None:
    assert all(check.holds for check in count_checks(COUNT, PRESIDENT, "en"))
    assert not all(check.holds for check in count_checks(replace(COUNT, voted=1), PRESIDENT, "en"))


def test_a_certified_sheet_carries_the_seal_of_its_figures_the_reason_and_what_was_in_doubt() -> None:
    done = Happened(SIX, ("정위원", "최참관"), "회선 고장")
    doubts = (LocalText("중앙 서버에 닿지 않음", "The centre was not reached"),)
    found = sheet(certified=done, figures="0123456789abcdef", doubts=doubts)
    assert "확정한 시각: 2026-12-03 18:00 | 확정한 사람: 정위원, 최참관" in found
    assert "확정할 때 맞지 않거나 알 수 없던 것: 중앙 서버에 닿지 않음" in found
    assert "사유: 회선 고장" in found
    assert "확정한 수의 봉인값 (SHA-256): 0123 4567 89AB CDEF" in found
    assert "사유: " not in " ".join(sheet(certified=Happened(SIX, ("정위원",))).copy()).replace(
        "차이의 사유: ", ""
    )


def test_figures_that_changed_after_the_certification_are_marked() -> None:
    found = sheet("en", certified=Happened(SIX, ("정위원",)), changed=True)
    assert found[0].endswith("정위원, figures changed since they were certified")
