"""Remarks: what may be noted, and that a correction loses nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.remark import (
    FIGURE_MOST,
    REMARK_MAX,
    Remark,
    RemarkKind,
    check_remark,
    current,
    figure,
    histories,
)
from omp_desktop.domain.remark_errors import (
    CorrectedAlready,
    FigureCertified,
    FigureInvalid,
    FigureNoted,
    NothingCorrected,
    NotPublishedYet,
)
from omp_desktop.domain.text_errors import TextMissing, TextTooLong

NINE = datetime(2026, 12, 3, 0, 0, tzinfo=UTC)
OPEN = ElectionState.OPEN
OUTAGE = Remark("a", "e", RemarkKind.INCIDENT, "정전 10분", NINE, "manager")
PAPER = Remark("p", "e", RemarkKind.PAPER_ISSUED, "12", NINE, "manager")


def correction(of: Remark, value: str, reason: str = "잘못 셈", name: str = "c") -> Remark:
    later = of.at + timedelta(minutes=5)
    return replace(of, id=name, value=value, at=later, replaces=of.id, reason=reason)


def test_an_incident_is_noted_in_its_normal_form() -> None:
    noted = check_remark(replace(OUTAGE, value="  정전\t10분 \r\n다시 켜짐 ", reason="x"), OPEN, [])
    assert noted == replace(OUTAGE, value="정전 10분\n다시 켜짐")


@pytest.mark.parametrize("value", ["", "  ", "\n"])
def test_an_empty_remark_is_refused(value: str) -> None:
    with pytest.raises(TextMissing):
        check_remark(replace(OUTAGE, value=value), OPEN, [])


def test_a_remark_has_a_limit() -> None:
    with pytest.raises(TextTooLong):
        check_remark(replace(OUTAGE, value="가" * (REMARK_MAX + 1)), OPEN, [])


def test_nothing_happens_to_a_draft() -> None:
    with pytest.raises(NotPublishedYet):
        check_remark(OUTAGE, ElectionState.DRAFT, [])


@pytest.mark.parametrize(("typed", "kept"), [("12", "12"), (" 1,204 ", "1204"), ("007", "7"), ("0", "0")])
def test_a_figure_is_kept_as_a_number(typed: str, kept: str) -> None:
    assert check_remark(replace(PAPER, value=typed), OPEN, []).value == kept


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "열둘", "１２", str(FIGURE_MOST + 1)])
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(FigureInvalid):
        check_remark(replace(PAPER, value=typed), OPEN, [])


def test_a_figure_stands_once() -> None:
    with pytest.raises(FigureNoted):
        check_remark(replace(PAPER, id="q", value="13"), OPEN, [PAPER])


def test_figures_of_different_kinds_stand_beside_each_other() -> None:
    box = replace(PAPER, id="q", kind=RemarkKind.PAPER_CAST)
    assert check_remark(box, OPEN, [PAPER]) == box


def test_figures_of_a_certified_election_stay_and_remarks_go_on() -> None:
    certified = ElectionState.CERTIFIED
    with pytest.raises(FigureCertified):
        check_remark(correction(PAPER, "13"), certified, [PAPER])
    late = replace(OUTAGE, kind=RemarkKind.COUNT)
    assert check_remark(late, certified, []) == late


def test_a_correction_names_its_reason() -> None:
    with pytest.raises(TextMissing):
        check_remark(correction(PAPER, "13", " "), OPEN, [PAPER])
    assert check_remark(correction(PAPER, "13", " 잘못  셈 "), OPEN, [PAPER]).reason == "잘못 셈"


def test_a_correction_changes_something() -> None:
    with pytest.raises(NothingCorrected):
        check_remark(correction(PAPER, " 12 "), OPEN, [PAPER])


def test_of_two_corrections_of_the_same_the_second_is_refused() -> None:
    first = correction(PAPER, "13")
    with pytest.raises(CorrectedAlready):
        check_remark(correction(PAPER, "14", name="d"), OPEN, [PAPER, first])


def test_what_stood_before_is_kept_the_latest_first() -> None:
    first = correction(PAPER, "13")
    second = correction(first, "14", name="d")
    noted = replace(OUTAGE, at=NINE + timedelta(minutes=1))
    assert current([PAPER, noted, first, second]) == [noted, second]
    paper, outage = histories([PAPER, noted, first, second])
    assert (paper.remark, paper.earlier) == (second, (first, PAPER))
    assert (outage.remark, outage.earlier) == (noted, ())


def test_the_figure_that_stands_is_the_last() -> None:
    assert figure([PAPER, correction(PAPER, "13")], RemarkKind.PAPER_ISSUED) == 13
    assert figure([PAPER], RemarkKind.PAPER_CAST) is None
