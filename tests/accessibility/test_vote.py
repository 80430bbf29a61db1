"""A whole vote at the real program on a real store, by what a screen reader can press and nothing else."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from tests.accessibility.atspi import Bus, Gone, Role, Seen, State, everything
from tests.accessibility.desktop import Desktop
from tests.accessibility.patience import until
from tests.accessibility.station import Outcome, count, make_station
from tests.accessibility.voter import REST, SEAL, Voter

FOUND = "이 코드의 투표지가 투표함에 있습니다."
PIN = "204816"
START = "화면을 눌러 시작하십시오"
FIRST, WITHDRAWN, SECOND = (
    "기호 1번, 나루터, 무소속",
    "기호 3번, 미리내, 무소속, 사퇴",
    "기호 4번, 온새미, 무소속",
)
IN_ENGLISH = "Number 4, 온새미, Independent"


@dataclass
class Vote:
    """What was read and said on the way, by stage, and what the store says in the end."""

    read: dict[str, list[Seen]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    auditors: list[str] = field(default_factory=list)  # as they were pressed
    pages: list[list[Seen]] = field(default_factory=list)  # of the review
    pin: str = ""
    outcome: Outcome | None = None


@pytest.fixture(scope="module")
def vote(desktop: Desktop, reader: Bus, tmp_path_factory: pytest.TempPathFactory) -> Vote:
    """One vote, from the start screen to the start screen."""
    folder = tmp_path_factory.mktemp("station") / "data"
    make_station(folder)
    told = Vote()
    with desktop.program("omp_desktop", "kiosk", "--data-dir", folder, "--lang", "ko") as program:
        _vote(Voter(reader.program(program.pid)), reader, told)
    told.outcome = count(folder)
    return told


def _vote(voter: Voter, reader: Bus, told: Vote) -> None:
    told.read["start"] = voter.waits_for(START)
    voter.presses(START)
    voter.waits_for("투표하는 방법")
    voter.presses("시작하기")
    told.read["chair"] = voter.waits_for("주민회장")
    for action in range(3):
        with suppress(Gone):  # what has no such action gives no answer
            voter.finds(WITHDRAWN).node.act(action)
    reader.announced()
    voter.presses(FIRST)
    told.read["first"] = voter.waits_until(FIRST, checked=True)
    voter.presses(SECOND)
    told.read["second"] = voter.waits_until(SECOND, checked=True)
    told.said["second"] = reader.announced()
    voter.presses("English")
    told.read["english"] = voter.waits_for("Chair of the council")
    voter.presses("Next")
    _choose_auditors(voter, told)
    voter.presses("Next")
    voter.waits_for("Build a new village hall")
    voter.presses("For")
    voter.waits_until("For", checked=True)
    reader.announced()
    voter.presses("Next")
    told.read["review"] = voter.waits_for("Check your choices")
    told.said["review"] = reader.announced()
    told.pages = voter.reviews()
    told.said["pages"] = reader.announced()
    told.read["sealed"] = voter.waits_for("Your ballot is sealed")
    reader.announced()
    voter.presses("Put in the ballot box")
    told.read["recorded"] = voter.waits_for("Your vote is recorded")
    told.said["recorded"] = reader.announced()
    voter.presses("Done")
    voter.waits_for("먼저 본인 확인을 받으십시오")
    told.read["afterwards"] = everything(voter.program)
    _look_up(voter, told)
    _call_official(voter, told)


def _look_up(voter: Voter, told: Vote) -> None:
    voter.presses("확인 코드 찾기")
    voter.waits_for("투표 확인 코드 찾기")
    voter.entry().write(_codes(told.read["recorded"])[0].replace(", ", "-").replace(" ", ""))
    voter.presses("찾기")
    told.read["found"] = voter.waits_for(FOUND)
    voter.presses("처음 화면으로")


def _call_official(voter: Voter, told: Vote) -> None:
    voter.presses("도움말")
    voter.presses("투표사무원 전용")
    for digit in PIN:
        voter.presses(digit)
    entry = voter.entry(Role.PASSWORD_TEXT)
    until(lambda: len(entry.text()) == len(PIN), "all digits of the PIN")
    told.pin = entry.text()


def _choose_auditors(voter: Voter, told: Vote) -> None:
    voter.waits_for("Auditors (up to two)")
    first, second, third, _ = voter.cards()
    for card in (first, second):
        voter.presses(card.name)
        voter.waits_until(card.name, checked=True)
        told.auditors.append(card.name)
    voter.presses(third.name)
    voter.presses("Close")
    told.read["auditors"] = voter.waits_for("Auditors (up to two)")


def test_the_vote_is_in_the_ballot_box_once(vote: Vote) -> None:
    assert vote.outcome is not None
    assert vote.outcome.ballots == {BallotStatus.CAST: 1}
    assert vote.outcome.voter is ParticipationState.CAST


def test_what_was_pressed_is_what_is_counted(vote: Vote) -> None:
    assert vote.outcome is not None
    assert vote.outcome.votes == {
        "chair": {"온새미": 1},
        "auditors": {"가온들": 1, "다솔비": 1},
        "hall": {"찬성": 1},
    }


def test_the_window_and_its_screen_have_the_focus(vote: Vote) -> None:
    (frame,) = [each for each in vote.read["start"] if each.role is Role.FRAME]
    assert State.ACTIVE in frame.states
    assert [each.name for each in vote.read["start"] if State.FOCUSED in each.states] == [START]


def test_a_withdrawn_candidate_cannot_be_chosen_by_a_screen_reader(vote: Vote) -> None:
    (withdrawn,) = [each for each in vote.read["first"] if each.name == WITHDRAWN]
    assert not withdrawn.enabled
    assert not withdrawn.checked


def test_another_choice_takes_the_place_of_the_first_and_is_said(vote: Vote) -> None:
    assert _checked(vote.read["first"]) == [FIRST]
    assert _checked(vote.read["second"]) == [SECOND]
    assert any("온새미" in said for said in vote.said["second"])


def test_another_language_changes_the_names_and_keeps_the_choice(vote: Vote) -> None:
    assert IN_ENGLISH in _checked(vote.read["english"])
    names = {each.name for each in vote.read["english"]}
    assert {"Next", "Back", "Text size", "Contrast", "Help"} <= names
    assert not any("기호" in name for name in names)


def test_one_choice_too_many_is_said_and_not_made(vote: Vote) -> None:
    assert len(_checked(vote.read["auditors"])) == 2


def test_new_screens_and_the_outcome_are_said(vote: Vote) -> None:
    assert "Check your choices" in vote.said["review"]
    assert "Your vote is recorded" in vote.said["recorded"]


def test_every_choice_is_read_on_one_page_of_the_review_before_it_is_sealed(vote: Vote) -> None:
    assert len(vote.pages) > 1, "the choices fit on one page: this test has nothing to turn"
    read = [[each.name for each in page] for page in vote.pages]
    for chosen in (IN_ENGLISH, *vote.auditors, "For"):
        assert sum(chosen in names for names in read) == 1, chosen
    assert [SEAL in names for names in read] == [False] * (len(read) - 1) + [True]
    assert [REST in names for names in read] == [True] * (len(read) - 1) + [False]


def test_what_was_chosen_is_read_after_its_contest_and_before_the_button_that_changes_it(vote: Vote) -> None:
    names = [each.name for page in vote.pages for each in page]
    first = "Chair of the council"
    assert names.index(first) < names.index(IN_ENGLISH) < names.index(f"{first}: Change")


def test_a_turned_page_of_the_review_is_said_with_its_choices(vote: Vote) -> None:
    turned = [said for said in vote.said["pages"] if said.startswith("Page ")]
    assert [said.split(".")[0] for said in turned] == [
        f"Page {page} of {len(vote.pages)}" for page in range(2, len(vote.pages) + 1)
    ]
    for said, page in zip(turned, vote.pages[1:], strict=True):
        read = {each.name for each in page}
        for chosen in (IN_ENGLISH, *vote.auditors, "For"):
            assert (f": {chosen}" in said or f"; {chosen}" in said) is (chosen in read), (chosen, said)


def test_the_code_is_the_same_before_and_after_the_ballot_box(vote: Vote) -> None:
    assert len(_codes(vote.read["sealed"])) == 1
    assert _codes(vote.read["sealed"]) == _codes(vote.read["recorded"])


def test_the_code_is_found_again_by_what_was_read(vote: Vote) -> None:
    assert FOUND in [each.name for each in vote.read["found"] if each.role is Role.LABEL]


def test_the_pin_of_an_official_is_not_read(vote: Vote) -> None:
    assert vote.pin
    assert not set(vote.pin) & set("0123456789")


def test_nothing_of_the_voter_can_be_read_afterwards(vote: Vote) -> None:
    left = " ".join(f"{each.name} {each.description}" for each in vote.read["afterwards"])
    codes = _codes(vote.read["recorded"])
    assert codes
    for word in (*codes, "온새미", "가온들", "찬성", "For", "recorded", "기록"):
        assert word not in left


def _codes(read: list[Seen]) -> list[str]:
    """Confirmation codes among what was read: five groups of five signs."""
    return [each.name for each in read if each.role is Role.LABEL and each.name.count(",") == 4]


def _checked(read: list[Seen]) -> list[str]:
    return [each.name for each in read if each.checked and each.name not in {"한국어", "English"}]
