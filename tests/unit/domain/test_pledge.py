"""Pledges."""

import pytest

from omp_desktop.domain.candidate_errors import PledgesFull, PledgesLocked
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.pledge import (
    DESCRIPTION_MAX,
    PLEDGES_MAX,
    THEME_MAX,
    TITLE_MAX,
    check_pledge,
    check_pledges_editable,
)
from omp_desktop.domain.text_errors import TextMissing, TextTooLong
from tests.unit.domain.examples import a_pledge


def test_a_pledge_comes_back_in_its_normal_form() -> None:
    clean = check_pledge(a_pledge(0, theme=" 복지 ", title="밥  값", description="첫째\r\n둘째"))
    assert (clean.theme, clean.title, clean.description) == ("복지", "밥 값", "첫째\n둘째")


def test_a_pledge_needs_no_description() -> None:
    assert check_pledge(a_pledge(0, description="")).description == ""


@pytest.mark.parametrize("part", ["theme", "title"])
def test_a_pledge_needs_a_theme_and_a_title(part: str) -> None:
    with pytest.raises(TextMissing) as caught:
        check_pledge(a_pledge(0, **{part: " "}))
    assert caught.value.params["field"] == part


@pytest.mark.parametrize(
    ("part", "limit"), [("theme", THEME_MAX), ("title", TITLE_MAX), ("description", DESCRIPTION_MAX)]
)
def test_each_part_has_its_limit(part: str, limit: int) -> None:
    check_pledge(a_pledge(0, **{part: "가" * limit}))
    with pytest.raises(TextTooLong) as caught:
        check_pledge(a_pledge(0, **{part: "가" * (limit + 1)}))
    assert caught.value.params["field"] == part


def test_a_candidate_has_at_most_twenty_pledges() -> None:
    almost = [a_pledge(position) for position in range(PLEDGES_MAX - 1)]
    check_pledge(a_pledge(PLEDGES_MAX), almost)
    with pytest.raises(PledgesFull):
        check_pledge(a_pledge(PLEDGES_MAX), [*almost, a_pledge(PLEDGES_MAX + 1)])


def test_one_of_twenty_pledges_can_still_be_changed() -> None:
    full = [a_pledge(position) for position in range(PLEDGES_MAX)]
    check_pledge(a_pledge(0, title="새 제목"), full)


@pytest.mark.parametrize("state", list(ElectionState))
def test_pledges_change_until_the_polls_open(state: ElectionState) -> None:
    if state in {ElectionState.DRAFT, ElectionState.PUBLISHED}:
        check_pledges_editable(state)
    else:
        with pytest.raises(PledgesLocked):
            check_pledges_editable(state)
