"""The booth as a voter meets it: touches and keys on the real window, over the stand-in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.domain.manifest import ManifestContest
from omp_desktop.domain.voting_errors import BeforeWindow, NotOpen
from omp_desktop.gui import language, theme
from omp_desktop.gui.text_layout import block
from omp_desktop.gui.typography import MILLIMETRES
from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.elections import ElectionsScreen, HowToScreen
from omp_desktop.gui.voter.look_up import LookUpScreen
from omp_desktop.gui.voter.opened import OpenedSheet
from omp_desktop.gui.voter.outcome import NotRecordedScreen, RecordedScreen, SlipState
from omp_desktop.gui.voter.own_vote import OwnVoteScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.pledges import PledgesSheet
from omp_desktop.gui.voter.review import ContestCard, ReviewScreen
from omp_desktop.gui.voter.sealed import BusyScreen, SealedScreen
from omp_desktop.gui.voter.sheets import QuestionSheet
from omp_desktop.gui.voter.start import BoothFacts, StartScreen
from omp_desktop.gui.voter.tested import TestedScreen
from omp_desktop.gui.widgets import CandidateCard, Label, PushButton
from omp_desktop.services.voting import Inclusion
from omp_desktop.services.voting_errors import CandidateWithdrewMeanwhile
from omp_desktop.store.errors import StoreBusy
from tests.gui.voter.fit import misfits
from tests.gui.voter.rig import FACTS, Rig
from tests.gui.voter.stand_in import (
    AUDITORS,
    CODE,
    HALL,
    LONG_PLEDGE,
    PRESIDENT,
    RECEIPT,
    WITHDRAWN,
    FakeVoting,
    opened,
    option,
)

MakeRig = Callable[[FakeVoting], Rig]
SECOND = PRESIDENT.options[1].id


def asked(rig: Rig) -> QuestionSheet:
    """The question over the screen."""
    found = rig.sheets()[-1].findChild(QuestionSheet)
    assert found is not None
    return found


# --- start


def test_a_touch_anywhere_starts_in_the_language_that_is_marked(rig: Rig) -> None:
    rig.click(rig.screen(StartScreen).headlineLabel)
    rig.screen(HowToScreen)
    assert language.of(rig.window) == "ko"


def test_a_language_button_chooses_and_starts_at_once(rig: Rig) -> None:
    rig.click(rig.screen(StartScreen).englishButton)
    screen = rig.screen(HowToScreen)
    assert language.of(rig.window) == "en"
    assert screen.goButton.text() == "Start"


def test_a_touch_that_just_misses_a_language_button_starts_nothing(rig: Rig) -> None:
    screen = rig.screen(StartScreen)
    below = screen.englishButton.mapTo(screen, QPoint(10, screen.englishButton.height() + 6))
    QTest.mouseClick(screen, Qt.MouseButton.LeftButton, pos=below)
    assert rig.place is Place.START


def test_a_finger_that_leaves_the_screen_starts_nothing(rig: Rig) -> None:
    screen = rig.screen(StartScreen)
    QTest.mousePress(screen, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    QTest.mouseRelease(screen, Qt.MouseButton.LeftButton, pos=QPoint(100, -50))
    assert rig.place is Place.START


def test_space_starts_too(rig: Rig) -> None:
    rig.key(Qt.Key.Key_Space)
    rig.screen(HowToScreen)


def test_without_a_permit_the_screen_sends_the_voter_to_the_desk_and_begins_by_itself(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    permits, voting.permits = voting.permits, []
    rig = make_rig(voting).open()
    rig.look()
    screen = rig.screen(StartScreen)
    assert screen.headlineLabel.text() == "먼저 본인 확인을 받으십시오"
    rig.click(screen.headlineLabel)
    assert screen.headlineLabel.text() == "투표권을 기다리고 있습니다"
    voting.permits = permits
    rig.look()
    rig.screen(HowToScreen)


@pytest.mark.parametrize("stop", [BeforeWindow(opens="2026-12-03 06:00"), NotOpen(state="suspended")])
def test_while_nobody_can_vote_the_screen_says_why_and_starts_nothing(rig: Rig, stop: OmpError) -> None:
    rig.facts = BoothFacts(FACTS.station, FACTS.election, FACTS.hours, stop)
    rig.look()
    screen = rig.screen(StartScreen)
    said = stop.describe("ko")
    assert said.next_step in screen.detailLabel.text()
    # The state of the polls in the words of officials would tell a voter nothing.
    assert (said.text in screen.detailLabel.text()) is not isinstance(stop, NotOpen)
    rig.click(screen.headlineLabel)
    assert rig.place is Place.START


def test_a_store_that_cannot_be_read_shows_at_the_start(rig: Rig, voting: FakeVoting) -> None:
    def fail() -> None:
        raise StoreBusy

    voting.waiting = fail  # type: ignore[method-assign,assignment]
    with rig.qtbot.waitSignal(rig.booth.lookout.failed):
        rig.booth.lookout.look()
    rig.settle()
    assert StoreBusy().describe("ko").text in rig.screen(StartScreen).detailLabel.text()


def test_one_contest_takes_six_touches(rig: Rig) -> None:
    rig.look()
    rig.click(rig.screen(StartScreen).signIcon)
    rig.click(rig.screen(HowToScreen).goButton)
    rig.click(rig.screen(ContestScreen).option_rows[1].card)
    rig.click(rig.screen(ContestScreen).nextButton)
    rig.click(rig.screen(ReviewScreen).sealButton)
    rig.until(Place.SEALED)
    rig.click(rig.screen(SealedScreen).castButton)
    rig.until(Place.RECORDED)


def test_the_review_says_beside_the_button_how_many_contests_have_no_choice(rig: Rig) -> None:
    rig.to_contest()
    while rig.place is Place.CONTEST:
        rig.click(rig.screen(ContestScreen).nextButton)
    contests = len(rig.voting.contests)

    said = rig.screen(ReviewScreen).findChild(Label, "statusLabel")

    assert said is not None
    assert str(contests) in said.text()
    assert said.tone == "warning"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_at_the_largest_text_the_review_still_says_that_a_choice_is_missing(rig: Rig, lang: Lang) -> None:
    rig.to_contest()
    while rig.place is Place.CONTEST:
        rig.click(rig.screen(ContestScreen).nextButton)
    language.set_language(rig.window, lang)
    rig.dress("default", MILLIMETRES[-1])

    said = rig.screen(ReviewScreen).findChild(Label, "statusLabel")

    assert said is not None
    assert said.isVisible()
    assert str(len(rig.voting.contests)) in said.text()


# --- contest


def test_the_choice_shows_on_the_card_and_in_words(rig: Rig) -> None:
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    rig.click(screen.option_rows[1].card)
    assert [row.card.chosen for row in screen.option_rows] == [False, True, False, False, False]
    assert screen.content.findChild(Label, "statusLabel").text() == "2번 라마바 후보를 골랐습니다"


def test_a_withdrawn_candidate_has_no_tick_and_takes_no_touch(rig: Rig) -> None:
    rig.to_contest()
    card = rig.screen(ContestScreen).option_rows[3].card
    assert card.withdrawn
    assert not card.isEnabled()
    rig.click(card)
    assert not card.chosen


def test_the_instruction_counts_those_who_can_be_chosen(rig: Rig) -> None:
    rig.to_contest()
    assert rig.screen(ContestScreen).hintLabel.text() == "4명 가운데 1명을 고르십시오."


def test_one_choice_too_many_is_refused_with_a_message(make_rig: MakeRig, voting: FakeVoting) -> None:
    voting.contests = (AUDITORS,)
    rig = make_rig(voting).open()
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    for row in screen.option_rows[:3]:
        rig.click(row.card)
    assert asked(rig).titleLabel.text() == "2명까지 고를 수 있습니다"
    assert [row.card.chosen for row in screen.option_rows] == [True, True, False, False]
    rig.click(asked(rig).acceptButton)
    assert rig.sheets() == []


def test_going_on_without_a_choice_that_is_needed_is_refused_with_a_message(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    voting.contests = (AUDITORS,)
    rig = make_rig(voting).open()
    rig.to_contest()
    rig.click(rig.screen(ContestScreen).nextButton)
    assert asked(rig).titleLabel.text() == "여기에서는 골라야 합니다"
    assert rig.place is Place.CONTEST


def test_a_yes_or_no_question_has_no_numbers_and_no_pledges(make_rig: MakeRig, voting: FakeVoting) -> None:
    voting.contests = (HALL,)
    rig = make_rig(voting).open()
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    assert [row.card.number for row in screen.option_rows] == ["", ""]
    assert not any(row.pledges_button.isVisible() for row in screen.option_rows)
    assert screen.hintLabel.text() == "하나를 고르십시오."


def test_a_long_list_has_a_big_button_for_the_rest_and_one_back(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    many = tuple(option(n, f"후보{n}", f"Candidate {n}", "가람당") for n in range(1, 15))
    voting.contests = (type(PRESIDENT)("president", PRESIDENT.title, 1, True, PRESIDENT.kind, many),)
    rig = make_rig(voting).open()
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    seen = []
    while True:
        shown = [row.option.number for row in screen.option_rows if row.isVisible()]
        assert misfits(rig.window, rig.window) == []
        seen += shown
        if not screen.rows.more_button.isVisible():
            break
        assert screen.rows.more_button.text() == f"더 보기 – 후보 {14 - shown[-1]}명이 더 있습니다"
        rig.click(screen.rows.more_button)
    assert seen == list(range(1, 15))
    rig.click(screen.rows.earlier_button)
    assert [row.option.number for row in screen.option_rows if row.isVisible()][-1] < seen[-1]


def test_larger_text_keeps_the_choice_and_the_place_in_the_list(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    many = tuple(option(n, f"후보{n}", f"Candidate {n}", "가람당") for n in range(1, 15))
    voting.contests = (type(PRESIDENT)("president", PRESIDENT.title, 1, True, PRESIDENT.kind, many),)
    rig = make_rig(voting).open()
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    rig.click(screen.rows.more_button)
    first = next(row for row in screen.option_rows if row.isVisible())
    rig.click(first.card)
    rig.click(rig.booth.bar.sizeButton)
    rig.click(rig.in_sheet("option4Button"))
    rig.click(rig.in_sheet("closeButton"))
    assert theme.of(rig.window).millimetres == 8.5
    assert rig.booth.current is screen
    assert first.isVisible()
    assert first.card.chosen


def test_another_language_keeps_the_choice(rig: Rig) -> None:
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    rig.click(screen.option_rows[1].card)
    rig.click(rig.booth.bar.englishButton)
    assert rig.booth.current is screen
    assert screen.option_rows[1].card.chosen
    assert screen.option_rows[1].card.name == "Ra Maba"
    assert screen.titleLabel.text() == "President"


def test_another_contrast_keeps_the_choice(rig: Rig) -> None:
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    rig.click(screen.option_rows[1].card)
    rig.click(rig.booth.bar.contrastButton)
    rig.click(rig.in_sheet("option3Button"))
    rig.click(rig.in_sheet("closeButton"))
    assert theme.of(rig.window).name == "white_on_black"
    assert screen.option_rows[1].card.chosen


# --- pledges


def pledges_sheet(rig: Rig) -> PledgesSheet:
    found = rig.sheets()[-1].findChild(PledgesSheet)
    assert found is not None
    return found


def test_pledges_are_read_page_by_page_and_the_list_stays_as_it_was(rig: Rig) -> None:
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    rig.click(screen.option_rows[1].card)
    rig.click(screen.option_rows[1].pledges_button)
    sheet = pledges_sheet(rig)
    assert sheet.nameLabel.text() == "라마바"
    assert sheet.countLabel.text() == "공약 4건 가운데 1 – 2번째"
    rig.click(sheet.moreButton)
    assert sheet.countLabel.text() == "공약 4건 가운데 3 – 4번째"
    rig.click(sheet.moreButton)
    assert sheet.countLabel.text() == "공약 4건 가운데 1 – 2번째"
    rig.click(sheet.closeButton)
    assert rig.sheets() == []
    assert screen.option_rows[1].card.chosen


def test_a_pledge_longer_than_the_sheet_goes_on_over_the_page_and_loses_no_word(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    voting.pledges = {SECOND: (LONG_PLEDGE,)}
    rig = make_rig(voting).open()
    rig.to_contest()
    rig.dress("default", 8.5)
    screen = rig.screen(ContestScreen)
    rig.click(screen.option_rows[1].pledges_button)
    sheet = pledges_sheet(rig)
    read = ""
    for _ in range(sheet.pages.page_count):
        assert misfits(rig.window, rig.sheets()[-1]) == []
        texts = [label.text() for label in sheet.pages.findChildren(Label) if label.role == "voterPledge"]
        read += "".join(texts)
        rig.click(sheet.moreButton)
    assert sheet.pages.page_count > 1
    assert "".join(read.split()) == "".join(LONG_PLEDGE.description.split())


def test_a_candidate_without_pledges_says_so(make_rig: MakeRig, voting: FakeVoting) -> None:
    voting.pledges = {SECOND: (LONG_PLEDGE,)}
    rig = make_rig(voting).open()
    rig.to_contest()
    rig.click(rig.screen(ContestScreen).option_rows[0].pledges_button)
    assert pledges_sheet(rig).countLabel.text() == "등록된 공약이 없습니다"


# --- review


def test_the_review_names_every_contest_and_says_what_was_not_chosen(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    voting.contests = (PRESIDENT, HALL)
    rig = make_rig(voting).open()
    rig.to_contest()
    rig.click(rig.screen(ContestScreen).option_rows[1].card)
    rig.click(rig.screen(ContestScreen).nextButton)
    rig.click(rig.screen(ContestScreen).nextButton)
    texts = [label.text() for label in rig.screen(ReviewScreen).findChildren(Label) if label.isVisible()]
    assert {
        "대통령선거",
        "라마바",
        "한결당",
        "고르지 않았습니다",
        "고르지 않고 봉하면 무효로 셉니다.",
    } <= set(texts)


def test_fewer_choices_than_allowed_are_said(make_rig: MakeRig, voting: FakeVoting) -> None:
    voting.contests = (AUDITORS,)
    rig = make_rig(voting).open()
    rig.to_contest()
    rig.click(rig.screen(ContestScreen).option_rows[0].card)
    rig.click(rig.screen(ContestScreen).nextButton)
    texts = [label.text() for label in rig.screen(ReviewScreen).findChildren(Label) if label.isVisible()]
    assert "1명을 더 고를 수 있습니다." in texts


@pytest.mark.parametrize("mm", [4.8, 8.5])
def test_many_choices_in_one_contest_are_reviewed_on_several_cards(
    make_rig: MakeRig, voting: FakeVoting, mm: float
) -> None:
    many = tuple(option(n, f"후보{n}", f"Candidate {n}", "가람당") for n in range(1, 10))
    voting.contests = (type(AUDITORS)("board", AUDITORS.title, 9, True, AUDITORS.kind, many),)
    rig = make_rig(voting).open()
    rig.to_contest()
    contest = rig.screen(ContestScreen)
    for row in contest.option_rows:
        rig.booth.flow.ballot.touch(row.option.id)  # type: ignore[union-attr]
    rig.click(contest.nextButton)
    rig.dress("default", mm)
    review = rig.screen(ReviewScreen)
    seen: list[str] = []
    while True:
        assert misfits(rig.window, rig.window) == []
        seen += [label.text() for label in review.rows.findChildren(Label) if label.isVisible()]
        if not review.rows.more_button.isVisible():
            break
        rig.click(review.rows.more_button)
    assert [text for text in seen if text.startswith("후보")] == [f"후보{n}" for n in range(1, 10)]


def test_a_change_from_the_review_comes_straight_back(make_rig: MakeRig, voting: FakeVoting) -> None:
    voting.contests = (PRESIDENT, HALL)
    rig = make_rig(voting).open()
    rig.to_contest()
    rig.click(rig.screen(ContestScreen).nextButton)
    rig.click(rig.screen(ContestScreen).nextButton)
    review = rig.screen(ReviewScreen)
    cards = review.rows.findChildren(QWidget, "")
    buttons = [card.button for card in cards if hasattr(card, "change_asked")]
    rig.click(buttons[0])
    contest = rig.screen(ContestScreen)
    assert contest.nextButton.text() == "확인으로"
    rig.click(contest.option_rows[0].card)
    rig.click(contest.nextButton)
    rig.screen(ReviewScreen)


def to_review(make_rig: MakeRig, voting: FakeVoting, *contests: ManifestContest) -> Rig:
    """The first candidate of each contest is chosen."""
    voting.contests = contests
    rig = make_rig(voting).open()
    rig.to_contest()
    for _ in contests:
        contest = rig.screen(ContestScreen)
        rig.click(contest.option_rows[0].card)
        rig.click(contest.nextButton)
    return rig


def long_ballot(make_rig: MakeRig, voting: FakeVoting) -> Rig:
    """At the review of more contests than it shows at once."""
    rig = to_review(make_rig, voting, PRESIDENT, AUDITORS, HALL)
    assert rig.screen(ReviewScreen).rows.page_count > 1
    return rig


def test_what_was_not_shown_yet_is_shown_before_it_is_sealed(make_rig: MakeRig, voting: FakeVoting) -> None:
    rig = long_ballot(make_rig, voting)
    review = rig.screen(ReviewScreen)
    while review.rows.more_button.isVisible():
        assert review.sealButton.text() == "나머지 보기"
        rig.click(review.sealButton)
        assert rig.place is Place.REVIEW
    assert review.sealButton.text() == "투표지 봉하기"
    rig.click(review.sealButton)
    rig.until(Place.SEALED)


def test_a_turned_page_of_the_review_has_the_focus_on_its_first_button(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    rig = long_ballot(make_rig, voting)
    review = rig.screen(ReviewScreen)
    rig.click(review.rows.more_button)
    shown = next(row for row in review.rows.all_rows if row.isVisible())
    assert isinstance(shown, ContestCard)
    assert rig.window.focusWidget() is shown.button


def test_who_has_seen_all_choices_seals_from_any_page_and_after_a_change(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    rig = long_ballot(make_rig, voting)
    review = rig.screen(ReviewScreen)
    while review.rows.more_button.isVisible():
        rig.click(review.rows.more_button)
    rig.click(review.rows.earlier_button)
    assert review.sealButton.text() == "투표지 봉하기"
    rig.booth.step(lambda: rig.booth.flow.ballot.change(0))  # type: ignore[union-attr]
    rig.click(rig.screen(ContestScreen).nextButton)
    rig.click(rig.screen(ReviewScreen).sealButton)
    rig.until(Place.SEALED)


def test_larger_text_that_hides_a_choice_asks_to_look_at_it(make_rig: MakeRig, voting: FakeVoting) -> None:
    rig = to_review(make_rig, voting, PRESIDENT, AUDITORS)
    review = rig.screen(ReviewScreen)
    assert review.sealButton.text() == "투표지 봉하기"
    rig.dress("default", MILLIMETRES[-1])
    assert review.sealButton.text() == "나머지 보기"


# --- seal and cast


def test_the_sealed_screen_shows_the_code_and_that_voting_is_not_over(rig: Rig) -> None:
    rig.to_sealed(1)
    screen = rig.screen(SealedScreen)
    assert screen.codeDisplay.code == CODE
    assert screen.qrCode.payload == CODE
    assert screen.unfinishedNotice.text == "‘투표함에 넣기’를 눌러야 투표가 끝납니다."


def test_a_double_click_on_the_ballot_box_is_one_vote(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    button = rig.screen(SealedScreen).castButton
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    rig.until(Place.RECORDED)
    assert voting.calls.count("cast") == 1
    assert list(voting.boxed.values()) == [{"president": frozenset({SECOND})}]


def test_while_casting_a_sign_says_so_at_once(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    QTest.mouseClick(rig.screen(SealedScreen).castButton, Qt.MouseButton.LeftButton)
    shown = rig.booth.current
    assert isinstance(shown, BusyScreen)
    assert shown.headlineLabel.text() == "투표를 기록하고 있습니다"
    rig.until(Place.RECORDED)


def test_going_back_from_the_sealed_ballot_asks_once(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).backButton)
    rig.click(asked(rig).acceptButton)
    assert rig.place is Place.SEALED
    assert voting.void == []
    rig.click(rig.screen(SealedScreen).backButton)
    rig.click(asked(rig).rejectButton)
    rig.until(Place.REVIEW)
    assert len(voting.void) == 1


def test_escape_keeps_the_sealed_ballot(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).backButton)
    rig.key(Qt.Key.Key_Escape)
    assert rig.sheets() == []
    assert rig.place is Place.SEALED
    assert voting.void == []


def test_recorded_counts_down_fifteen_seconds_and_goes_back(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(RecordedScreen)
    assert screen.codeDisplay.code == CODE
    assert screen.countLabel.text() == "15초 뒤 처음 화면으로 돌아갑니다"
    for _ in range(14):
        screen.countdown.tick()
    assert rig.place is Place.RECORDED
    screen.countdown.tick()
    rig.screen(StartScreen)


@pytest.mark.parametrize("button", ["helpButton", "sizeButton", "contrastButton"])
def test_nobody_is_sent_away_who_reads_a_sheet(rig: Rig, button: str) -> None:
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).castButton)
    countdown = rig.screen(RecordedScreen).countdown
    rig.click(getattr(rig.booth.bar, button))
    for _ in range(20):
        countdown.tick()
    assert (rig.place, countdown.remaining) == (Place.RECORDED, 15)
    rig.click(rig.in_sheet("closeButton"))
    countdown.tick()
    assert countdown.remaining == 14


def test_a_sheet_that_nobody_closes_ends_with_the_voter(rig: Rig) -> None:
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).castButton)
    rig.screen(RecordedScreen)
    rig.click(rig.booth.bar.helpButton)
    rig.seconds += 121
    rig.booth.attendance.watch()
    rig.screen(StartScreen)
    assert rig.sheets() == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_seconds_that_are_left_stand_on_one_line(
    make_rig: MakeRig, voting: FakeVoting, lang: Lang
) -> None:
    voting.issue(2)
    rig = make_rig(voting).open(lang=lang)
    rig.start()
    rig.click(rig.screen(ElectionsScreen).election_rows[0].button)
    rig.click(rig.screen(HowToScreen).goButton)
    while rig.place is Place.CONTEST:
        rig.click(rig.screen(ContestScreen).nextButton)
    rig.click(rig.screen(ReviewScreen).sealButton)
    rig.until(Place.SEALED)
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(RecordedScreen)
    screen.show_slip(SlipState.OFFERED)
    for mm in MILLIMETRES:
        rig.dress("default", mm)
        style = screen.countLabel.text_style()
        assert block(screen.countLabel.text(), style, screen.countLabel.width()).lines == 1


def test_done_goes_back_at_once(rig: Rig) -> None:
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).castButton)
    rig.click(rig.screen(RecordedScreen).doneButton)
    rig.screen(StartScreen)


def test_with_another_permit_the_next_election_follows(make_rig: MakeRig, voting: FakeVoting) -> None:
    voting.issue(2)
    rig = make_rig(voting).open()
    rig.look()
    rig.click(rig.screen(StartScreen).signIcon)
    rig.click(rig.screen(ElectionsScreen).election_rows[1].button)
    rig.click(rig.screen(HowToScreen).goButton)
    rig.click(rig.screen(ContestScreen).nextButton)
    rig.click(rig.screen(ReviewScreen).sealButton)
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(RecordedScreen)
    assert screen.sublineLabel.text() == "투표할 선거가 1개 더 있습니다."
    rig.click(screen.doneButton)
    rig.screen(ContestScreen)
    assert len(voting.permits) == 1


def test_busy_says_wait_keeps_the_choices_and_can_be_tried_again(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    voting.fail("cast", StoreBusy())
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(NotRecordedScreen)
    assert screen.headlineLabel.text() == "기록되지 않았습니다"
    assert screen.sublineLabel.text() == "잠시 기다려 주십시오."
    assert screen.codePill.text() == StoreBusy.code
    rig.click(screen.retryButton)
    rig.until(Place.RECORDED)
    assert list(voting.boxed.values()) == [{"president": frozenset({SECOND})}]


def test_not_recorded_never_goes_away_by_itself(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    voting.fail("cast", StoreBusy())
    rig.click(rig.screen(SealedScreen).castButton)
    rig.screen(NotRecordedScreen)
    rig.seconds += 3600
    rig.booth.attendance.watch()
    rig.settle()
    assert rig.place is Place.FAILED


def test_the_call_button_calls_by_the_name_of_the_booth(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    voting.fail("cast", StoreBusy())
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(NotRecordedScreen)
    rig.click(screen.callButton)
    assert rig.calls == ["기표대 1"]
    assert screen.callButton.text() == "투표사무원을 불렀습니다"


def test_a_candidate_who_withdraws_meanwhile_sends_the_voter_to_the_review_and_says_so(
    rig: Rig, voting: FakeVoting
) -> None:
    rig.to_sealed(1)
    voting.fail("cast", CandidateWithdrewMeanwhile())
    voting.withdrawn = frozenset({WITHDRAWN, SECOND})
    rig.click(rig.screen(SealedScreen).castButton)
    rig.screen(ReviewScreen)
    assert f"{asked(rig).titleLabel.text()}." == CandidateWithdrewMeanwhile().describe("ko").text
    rig.click(asked(rig).acceptButton)
    texts = [label.text() for label in rig.screen(ReviewScreen).findChildren(Label) if label.isVisible()]
    assert "라마바" not in texts
    assert "고르지 않았습니다" in texts


# --- look up


def test_a_code_is_typed_on_the_screen_and_found(rig: Rig, voting: FakeVoting) -> None:
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    for key in list(screen.keys.values())[:6]:
        rig.click(key)
    assert screen.codeEdit.text() == "01234-5"
    rig.click(screen.keys[""])
    assert screen.codeEdit.text() == "01234"
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(screen.answerNotice.isVisible)
    assert screen.answerNotice.text == "이 코드의 투표지가 투표함에 있습니다."
    rig.click(screen.backButton)
    rig.screen(StartScreen)


def test_a_code_that_is_not_there_is_said(rig: Rig, voting: FakeVoting) -> None:
    voting.inclusion = Inclusion(found=False)
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    screen.codeEdit.setText(CODE)
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(screen.answerNotice.isVisible)
    assert screen.answerNotice.kind == "warn"


def test_what_was_found_is_said_in_the_language_that_the_voter_turns_to(rig: Rig) -> None:
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    screen.codeEdit.setText(CODE)
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(screen.answerNotice.isVisible)
    rig.click(rig.booth.bar.englishButton)
    assert screen.answerNotice.text == "The ballot with this code is in the ballot box."


def test_why_nothing_was_looked_up_is_said_in_the_language_that_the_voter_turns_to(
    rig: Rig, voting: FakeVoting
) -> None:
    voting.fail("look_up", StoreBusy())
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    screen.codeEdit.setText(CODE)
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(screen.answerNotice.isVisible)
    rig.click(rig.booth.bar.englishButton)
    assert StoreBusy().describe("en").text in screen.answerNotice.text


def test_a_look_up_that_fails_says_why(rig: Rig, voting: FakeVoting) -> None:
    voting.fail("look_up", StoreBusy())
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    screen.codeEdit.setText(CODE)
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(screen.answerNotice.isVisible)
    assert StoreBusy().describe("ko").text in screen.answerNotice.text


# --- inactivity


def test_after_two_minutes_a_question_and_its_answer_goes_on(rig: Rig) -> None:
    rig.to_contest()
    rig.seconds += 121
    rig.booth.attendance.watch()
    assert asked(rig).titleLabel.text() == "시간이 더 필요하십니까?"
    rig.seconds += 20
    rig.booth.attendance.watch()
    assert "9초" in asked(rig).textLabel.text()
    rig.click(asked(rig).acceptButton)
    rig.seconds += 100
    rig.booth.attendance.watch()
    assert rig.sheets() == []
    assert rig.place is Place.CONTEST


def test_without_an_answer_the_booth_locks_with_nothing_cast(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    rig.seconds += 121
    rig.booth.attendance.watch()
    rig.seconds += 30
    rig.booth.attendance.watch()
    assert rig.place is Place.LOCKED
    assert rig.sheets() == []
    rig.qtbot.waitUntil(lambda: len(voting.void) == 1)
    assert voting.boxed == {}
    assert len(voting.permits) == 1


def test_at_the_start_nobody_is_asked_but_what_a_passer_by_changed_goes_back(rig: Rig) -> None:
    rig.booth.preferences.resize(3)
    rig.booth.preferences.recolour(2)
    rig.seconds += 121
    rig.booth.attendance.watch()
    rig.settle()
    assert rig.sheets() == []
    assert theme.of(rig.window).millimetres == 4.8
    assert theme.of(rig.window).name == "default"


def test_a_forgotten_look_up_goes_back_to_the_start(rig: Rig) -> None:
    rig.click(rig.booth.bar.lookUpButton)
    rig.seconds += 121
    rig.booth.attendance.watch()
    rig.screen(StartScreen)


def test_a_touch_on_the_window_counts(rig: Rig) -> None:
    rig.to_contest()
    rig.seconds += 119
    handle = rig.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPointF(5, 300).toPoint())
    rig.seconds += 60
    rig.booth.attendance.watch()
    assert rig.sheets() == []


# --- keys, focus, names


def test_tab_goes_through_the_controls_line_by_line_and_round(make_rig: MakeRig, voting: FakeVoting) -> None:
    rig = make_rig(voting).open()
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    screen.setFocus()
    reached = []
    for _ in range(14):
        rig.key(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    expected: list[QWidget] = []
    for row in screen.option_rows:
        expected += [row.card] if row.card.isEnabled() else []
        expected.append(row.pledges_button)
    expected += [screen.backButton, screen.nextButton]
    assert reached[: len(expected)] == expected
    assert reached[len(expected)] is rig.booth.bar.koreanButton


def test_arrows_move_the_focus_too(rig: Rig) -> None:
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    screen.setFocus()
    rig.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is screen.option_rows[0].card
    rig.key(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is screen.option_rows[0].pledges_button
    rig.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is screen.option_rows[0].card


def test_enter_pressed_twice_does_nothing_twice(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    screen = rig.screen(SealedScreen)
    screen.castButton.setFocus(Qt.FocusReason.TabFocusReason)
    rig.key(Qt.Key.Key_Return)
    rig.key(Qt.Key.Key_Return)
    rig.key(Qt.Key.Key_Return)
    rig.until(Place.RECORDED)
    rig.key(Qt.Key.Key_Return)
    assert rig.place is Place.RECORDED
    assert len(voting.boxed) == 1


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_control_has_a_name_and_no_two_on_a_screen_share_it(
    make_rig: MakeRig, voting: FakeVoting, lang: str
) -> None:
    voting.contests = (PRESIDENT, HALL)
    voting.issue(2)
    rig = make_rig(voting).open(lang=lang)  # type: ignore[arg-type]
    for name in rig.tour():
        top = rig.sheets()[-1] if rig.sheets() else rig.window
        controls = [
            part
            for part in top.findChildren(QWidget)
            if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        names = [part.accessibleName() or part.text() for part in controls if hasattr(part, "text")]
        assert all(names), name
        buttons = [part for part in controls if isinstance(part, PushButton)]
        assert [part.accessibleName() for part in buttons if not part.text()] == [], name
        assert len(set(names)) == len(names), (name, names)


def test_the_card_tells_a_screen_reader_number_name_party_and_state(rig: Rig) -> None:
    rig.to_contest()
    cards = [row.card for row in rig.screen(ContestScreen).option_rows]
    assert isinstance(cards[1], CandidateCard)
    assert cards[1].accessibleName() == "기호 2번, 라마바, 한결당"
    assert cards[3].accessibleName().endswith("사퇴")
    assert cards[1].isCheckable()


# --- testing the machine, receipts, and seeing the own vote again


def test_the_machine_is_tested_after_a_question_and_the_voter_votes_anew(
    rig: Rig, voting: FakeVoting
) -> None:
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).testButton)
    assert voting.tested == []
    rig.click(rig.in_sheet("rejectButton"))
    tested = rig.screen(TestedScreen)
    rig.settle()
    shown = [label.text() for label in tested.findChildren(Label) if label.isVisible()]
    assert PRESIDENT.options[1].name.ko in shown
    assert PRESIDENT.options[0].name.ko not in shown
    rig.click(tested.goButton)
    rig.click(rig.screen(ReviewScreen).sealButton)
    rig.click(rig.screen(SealedScreen).castButton)
    rig.screen(RecordedScreen)
    assert list(voting.boxed) == [list(voting.sealed)[1]]


def test_escape_tests_nothing(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).testButton)
    rig.key(Qt.Key.Key_Escape)
    assert rig.place is Place.SEALED
    assert voting.tested == []


def test_a_receipt_is_taken_after_a_warning_and_given_back_by_another_touch(
    rig: Rig, voting: FakeVoting
) -> None:
    rig.to_sealed(1)
    screen = rig.screen(SealedScreen)
    rig.click(screen.receiptButton)
    rig.click(rig.in_sheet("acceptButton"))
    assert rig.booth.flow.ballot is not None
    assert not rig.booth.flow.ballot.receipt_wanted
    rig.take_receipt()
    assert rig.booth.flow.ballot.receipt_wanted
    rig.click(screen.receiptButton)
    assert not rig.booth.flow.ballot.receipt_wanted
    assert rig.sheets() == []
    rig.click(screen.castButton)
    assert not rig.screen(RecordedScreen).receiptPart.isVisible()
    assert voting.wanted == [False]


def test_a_receipt_is_shown_with_the_code_and_in_one_thing_to_scan(rig: Rig) -> None:
    rig.to_sealed(1)
    rig.take_receipt()
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(RecordedScreen)
    assert (screen.receiptDisplay.code, screen.qrCode.payload) == (RECEIPT, f"{CODE} {RECEIPT}")
    assert screen.countdown.remaining == 90


def test_a_receipt_that_could_not_be_given_is_said_and_none_is_promised(rig: Rig, voting: FakeVoting) -> None:
    voting.receipt_lost = True
    rig.to_sealed(1)
    rig.take_receipt()
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(RecordedScreen)
    assert "드리지 못했습니다" in screen.sublineLabel.text()
    assert not screen.receiptPart.isVisible()
    assert screen.qrCode.payload == CODE


def test_where_no_receipts_are_given_none_is_offered(make_rig: MakeRig, voting: FakeVoting) -> None:
    voting.receipts = False
    rig = make_rig(voting).open()
    rig.to_sealed(1)
    assert not rig.screen(SealedScreen).receiptButton.isVisible()
    assert rig.screen(SealedScreen).testButton.isVisible()


def test_a_tested_ballot_that_is_looked_up_shows_what_it_held(rig: Rig, voting: FakeVoting) -> None:
    chosen = {"president": {PRESIDENT.options[2].id}}
    voting.inclusion = Inclusion(
        found=True, status=BallotStatus.TESTED, contests=opened((PRESIDENT,), chosen)
    )
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    # As scanned by a voter who took a receipt: the receipt goes nowhere.
    screen.codeEdit.setText(f"{CODE} {RECEIPT}")
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(lambda: bool(rig.sheets()))
    rig.settle()
    shown = [label.text() for label in rig.sheets()[-1].findChildren(Label) if label.isVisible()]
    assert PRESIDENT.options[2].name.ko in shown
    rig.click(rig.in_sheet("closeButton"))
    assert rig.place is Place.LOOK_UP


def test_the_own_vote_is_shown_behind_a_pin_only_and_for_half_a_minute(rig: Rig) -> None:
    rig.look()
    rig.let_official_in("ownVoteButton")
    screen = rig.screen(OwnVoteScreen)
    assert screen.codeEdit.hasFocus()
    screen.codeEdit.setText(CODE)
    rig.key(Qt.Key.Key_Return)
    assert screen.codeEdit.text() == ""
    screen.codeEdit.setText(RECEIPT)
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(lambda: bool(rig.sheets()))
    rig.settle()
    sheet = rig.sheets()[-1].findChild(OpenedSheet)
    assert sheet is not None
    assert sheet.countdown.remaining == 30
    assert [official.account.name for official in rig.own_vote.officials] == ["관리관"]
    for _ in range(30):
        sheet.countdown.tick()
    rig.until(Place.START)
    assert rig.sheets() == []


def test_what_is_not_shown_is_said_and_can_be_entered_again(rig: Rig) -> None:
    rig.look()
    rig.let_official_in("ownVoteButton")
    screen = rig.screen(OwnVoteScreen)
    for text in (CODE, RECEIPT[:-1] + "0"):
        screen.codeEdit.setText(text)
        rig.click(screen.findButton)
    rig.qtbot.waitUntil(lambda: bool(rig.sheets()))
    rig.click(rig.in_sheet("acceptButton"))
    assert (screen.codeEdit.text(), screen.findButton.isEnabled()) == ("", True)
    rig.click(screen.backButton)
    rig.until(Place.START)


def test_no_check_is_offered_while_somebody_votes_or_where_no_receipts_are_given(
    rig: Rig, voting: FakeVoting
) -> None:
    rig.to_contest()
    assert not rig.booth.may_check_own_vote
    rig.booth.break_down()
    rig.booth.release()
    rig.until(Place.START)
    voting.receipts = False
    rig.look()
    assert not rig.booth.may_check_own_vote


def test_a_check_that_somebody_forgot_goes_back_to_the_start(rig: Rig) -> None:
    rig.look()
    rig.let_official_in("ownVoteButton")
    rig.screen(OwnVoteScreen)
    rig.seconds += 200
    rig.booth.attendance.watch()
    rig.until(Place.START)
