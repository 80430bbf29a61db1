"""A voter who sees nothing, with headphones and two keys."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.speech.dispatcher import DispatcherSpeaker
from omp_desktop.gui.speech.errors import SpeechMissing, SpeechSilent
from omp_desktop.gui.speech.guide import KEY
from omp_desktop.gui.voter.look_up import LookUpScreen
from omp_desktop.gui.voter.official_access import OfficialAccessSheet
from omp_desktop.gui.voter.outcome import RecordedScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.spoken import SpokenSheet
from omp_desktop.store.errors import StoreBusy
from tests.gui.speech.files import files_with
from tests.gui.speech.heard import HeardSpeaker, Listener
from tests.gui.voter.fit import misfits
from tests.gui.voter.stand_in import (
    AUDITORS,
    CODE,
    HALL,
    PIN,
    PRESIDENT,
    ROLL_NUMBER,
    WITHDRAWN,
    FakeVoting,
)

Listen = Callable[..., Listener]


def begin(voter: Listener) -> str:
    """Switch the guide on in the language of the window, and start; returns what is heard at last."""
    voter.move()
    if language.of(voter.rig.window) == "en":
        voter.move()
    voter.select()
    voter.select()
    voter.rig.until(Place.HOW_TO)
    return voter.speaker.last


def to_contest(voter: Listener) -> str:
    begin(voter)
    voter.move()
    return voter.select()


def to_sealed(voter: Listener, *choices: str) -> str:
    to_contest(voter)
    for choice in choices:
        voter.move_to(choice)
        voter.select()
    while voter.rig.place is Place.CONTEST:
        voter.move_to("Next")
        voter.select()
    voter.move_to("Seal my ballot, button")
    voter.select()
    voter.rig.until(Place.SEALED)
    return voter.speaker.last


def test_a_whole_vote_from_hearing_alone(listen: Listen, voting: FakeVoting) -> None:
    voter = listen("en")
    sealed = to_sealed(voter, "Ra Maba")
    assert "You have not voted yet" in sealed
    assert "7 F 3 A 9" in sealed
    voter.move_to("Put in the ballot box, button")
    voter.select()
    voter.rig.until(Place.RECORDED)
    assert "Your vote is recorded" in voter.speaker.last
    voter.move_to("Done, button")
    voter.select()
    voter.rig.until(Place.START)
    assert list(voting.boxed.values()) == [{"president": {PRESIDENT.options[1].id}}]


def test_the_same_in_korean(listen: Listen, voting: FakeVoting) -> None:
    voter = listen("ko")
    begin(voter)
    for words in ("시작하기", "라마바", "다음", "투표지 봉하기, 단추"):
        voter.move_to(words)
        voter.select()
    voter.rig.until(Place.SEALED)
    voter.move_to("투표함에 넣기, 단추")
    voter.select()
    voter.rig.until(Place.RECORDED)
    assert "투표가 기록되었습니다" in voter.speaker.last
    assert list(voting.boxed.values()) == [{"president": {PRESIDENT.options[1].id}}]
    assert {lang for lang, _ in voter.speaker.heard[3:]} == {"ko"}


def test_the_first_press_of_the_move_key_asks_in_both_languages(listen: Listen) -> None:
    voter = listen("ko")
    assert "한국어" in voter.move()
    voter.speaker.end()
    assert voter.speaker.heard[-1][0] == "en"
    assert "English" in voter.move()
    assert "음성 안내 없이" in voter.move()


def test_whoever_wants_no_guide_is_not_asked_again_and_hears_nothing(listen: Listen) -> None:
    voter = listen("ko")
    for _ in range(3):
        voter.move()
    voter.select()
    assert [voter.move() for _ in range(3)] == ["", "", ""]
    assert voter.rig.sheets() == []
    assert voter.rig.place is Place.START


def test_a_touch_starts_without_any_question(listen: Listen) -> None:
    voter = listen("ko")
    voter.rig.start()
    voter.rig.until(Place.HOW_TO)
    assert voter.speaker.heard == []


def test_without_headphones_nobody_is_asked(listen: Listen, voting: FakeVoting) -> None:
    voter = listen("ko")
    assert voter.rig.booth.guide.offered
    rig = type(voter.rig)(voter.rig.qtbot, voting)
    rig.qtbot.addWidget(rig.window)
    rig.open()
    rig.key(Qt.Key.Key_Tab)
    assert rig.sheets() == []
    rig.window.leave()


def test_one_key_switches_it_on_and_off_anywhere(listen: Listen) -> None:
    voter = listen("en")
    voter.rig.to_contest()
    handle = voter.rig.window.windowHandle()
    QTest.keyClick(handle, KEY)
    voter.rig.settle()
    assert voter.speaker.last.startswith("The spoken guide is on.")
    assert "President" in voter.speaker.last
    QTest.keyClick(handle, KEY)
    assert voter.speaker.last == "The spoken guide is off."
    assert voter.move() == ""


def test_help_switches_it_on_and_off(listen: Listen) -> None:
    voter = listen("en")
    voter.rig.to_contest()
    voter.rig.click(voter.rig.booth.bar.helpButton)
    voter.rig.click(voter.rig.in_sheet("spokenButton"))
    assert voter.speaker.last.startswith("The spoken guide is on.")
    voter.rig.click(voter.rig.booth.bar.helpButton)
    assert "Turn off the spoken guide" in voter.rig.in_sheet("spokenButton").text()
    voter.rig.click(voter.rig.in_sheet("spokenButton"))
    assert not voter.rig.booth.guide.on


def test_a_withdrawn_candidate_is_heard_with_the_screen_and_never_as_a_choice(listen: Listen) -> None:
    voter = listen("en")
    heard = to_contest(voter)
    assert "Number 5, Cha Kata, 너른들당, withdrawn." in heard
    assert PRESIDENT.options[3].id == WITHDRAWN
    round_of = [voter.move() for _ in range(20)]
    assert not any(words.startswith("Number 5") for words in round_of)


def test_a_choice_is_confirmed_with_number_and_name(listen: Listen) -> None:
    voter = listen("en")
    to_contest(voter)
    voter.move_to("Number 2, Ra Maba")
    assert "You chose 2, Ra Maba" in voter.select()
    voter.move_to("Number 4, Sa Aja")
    assert voter.select().startswith("Changed to Sa Aja.")
    assert "chosen" in voter.move_to("Number 4, Sa Aja, 바른길당")
    assert "taken back" in voter.select()


def test_whoever_comes_round_hears_the_whole_screen_again(listen: Listen) -> None:
    voter = listen("en")
    to_contest(voter)
    assert "Choose 1 of 4." in voter.move_to("President. Choose 1 of 4")


def test_a_screen_under_a_sheet_is_not_read_again_when_the_sheet_goes(
    listen: Listen, voting: FakeVoting
) -> None:
    voting.contests = (AUDITORS,)
    voter = listen("en")
    to_contest(voter)
    for name in ("Gaon Deul", "Dasol Bi"):
        voter.move_to(name)
        voter.select()
    voter.move_to("Bo Deure")
    assert "You can choose up to 2." in voter.select()
    assert "You can choose up to 2." in voter.move(), "with one button the move key says it again"
    assert voter.select() == "Number 3, Bo Deure, Independent."


def test_everything_is_reviewed_by_ear_also_what_stands_on_a_later_page(
    listen: Listen, voting: FakeVoting
) -> None:
    voting.contests = (PRESIDENT, AUDITORS, HALL)
    voter = listen("en")
    to_contest(voter)
    for words in ("Sa Aja", "Next", "Gaon Deul", "Next", "Next"):
        voter.move_to(words)
        voter.select()
    heard = voter.speaker.last
    assert voter.rig.booth.current.rows.page_count > 1  # type: ignore[union-attr]
    for words in ("Number 4, Sa Aja", "Gaon Deul", "Build a new village hall", "1 contest has no choice"):
        assert words in heard
    voter.move_to("See the rest, button")
    assert voter.select() == (
        "Page 2 of 2. Build a new village hall, yes or no: Nothing chosen. No choice here counts as invalid. "
        "Build a new village hall, yes or no: Choose, button."
    )


def test_a_failure_is_said_with_what_is_kept_and_what_to_do(listen: Listen, voting: FakeVoting) -> None:
    voter = listen("en")
    to_sealed(voter, "Ra Maba")
    voting.fail("cast", StoreBusy())
    voter.move_to("Put in the ballot box, button")
    voter.select()
    voter.rig.until(Place.FAILED)
    heard = voter.speaker.last
    assert heard.startswith("Not recorded.")
    assert "Your permit is still valid." in heard
    assert "store.busy" not in heard
    voter.move_to("Try again, button")
    voter.select()
    voter.rig.until(Place.RECORDED)
    assert "Your vote is recorded" in voter.speaker.last


def test_pledges_are_read_page_by_page(listen: Listen) -> None:
    voter = listen("ko")
    begin(voter)
    voter.move_to("시작하기")
    voter.select()
    voter.move_to("가나다: 공약")
    first = voter.select()
    assert "마을버스를 10분마다 운행" in first
    voter.move_to("더 보기")
    second = voter.select()
    assert "마을버스" not in second
    assert "공약" in second


def test_the_question_whether_somebody_is_there_is_heard(listen: Listen) -> None:
    voter = listen("en")
    to_contest(voter)
    voter.speaker.end()
    voter.rig.seconds += 121
    voter.rig.booth.attendance.watch()
    voter.rig.settle()
    assert "Do you need more time?" in voter.speaker.last
    assert "I need more time" in voter.speaker.last


def test_whoever_listens_is_there(listen: Listen) -> None:
    voter = listen("en")
    to_contest(voter)
    assert voter.speaker.speaking
    voter.rig.seconds += 110
    voter.rig.booth.guide._attend()
    voter.rig.seconds += 110
    voter.rig.booth.attendance.watch()
    assert voter.rig.sheets() == []
    voter.speaker.end()
    voter.rig.seconds += 11
    voter.rig.booth.guide._attend()
    voter.rig.booth.attendance.watch()
    assert voter.rig.sheets() != [], "silence is no presence"


def test_the_recorded_screen_waits_for_whoever_listens(listen: Listen) -> None:
    voter = listen("en")
    to_sealed(voter, "Ra Maba")
    voter.move_to("Put in the ballot box, button")
    voter.select()
    screen = voter.rig.screen(RecordedScreen)
    for _ in range(14):
        screen.countdown.tick()
    voter.rig.booth.guide._attend()
    assert screen.countdown.remaining == 90
    for _ in range(80):
        screen.countdown.tick()
    voter.move()
    assert screen.countdown.remaining == 90


def test_what_is_typed_is_heard_sign_by_sign(listen: Listen) -> None:
    voter = listen("en")
    QTest.keyClick(voter.rig.window.windowHandle(), KEY)
    voter.rig.click(voter.rig.booth.bar.lookUpButton)
    screen = voter.rig.screen(LookUpScreen)
    voter.new()
    voter.rig.click(screen.keys["7"])
    QTest.mouseClick(voter.rig.window.windowHandle(), Qt.MouseButton.LeftButton)
    voter.rig.settle()
    assert voter.new().startswith("7.")


def test_another_language_is_read_at_once(listen: Listen) -> None:
    voter = listen("ko")
    begin(voter)
    voter.rig.click(voter.rig.booth.bar.englishButton)
    assert voter.speaker.heard[-1][0] == "en"
    assert "How to vote" in voter.speaker.last


def test_a_permit_that_comes_is_said_with_the_key_to_press(listen: Listen, voting: FakeVoting) -> None:
    voter = listen("en")
    voting.permits = []
    voter.rig.look()
    voter.move()
    voter.move()
    assert "Check in at the desk first" in voter.select()
    voting.issue()
    voter.new()
    voter.rig.look()
    voter.rig.settle()
    heard = voter.new()
    assert "Press the select key to begin." in heard
    assert "ouch" not in heard


def test_the_next_voter_begins_without_it_and_nothing_of_it_is_kept(
    listen: Listen, voting: FakeVoting
) -> None:
    voter = listen("en")
    to_sealed(voter, "Ra Maba")
    voter.rig.booth.break_down()
    voter.rig.booth.release()
    voter.rig.until(Place.START)
    guide = voter.rig.booth.guide
    assert not guide.on
    assert not guide.asked
    assert voter.speaker.calls[-2:] == ["shut", "open"], "what spoke ends with the voter"
    assert not voter.speaker.speaking
    gc.collect()
    for holder in (guide, guide._view, voter.speaker):
        kept = {name: value for name, value in vars(holder).items() if name != "heard"}
        for words in ("Ra Maba", "라마바", CODE[:5], " ".join(CODE[:5])):
            assert words not in repr(kept), holder


def test_nothing_that_is_said_is_logged(listen: Listen, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    voter = listen("en")
    to_sealed(voter, "Ra Maba")
    assert caplog.text == ""


@pytest.mark.parametrize("error", [SpeechMissing(), SpeechSilent()])
def test_speech_that_does_not_work_is_said_to_officials_at_the_opening_and_once_for_each_voter(
    listen: Listen, voting: FakeVoting, error: Exception
) -> None:
    speaker = HeardSpeaker()
    speaker.trouble = error  # type: ignore[assignment]
    told: list[tuple[str, str]] = []
    voter = listen("en", speaker, told=told)
    rig = voter.rig
    rig.to_sealed(1)
    QTest.keyClick(rig.window.windowHandle(), KEY)
    for _ in range(3):
        assert voter.move() == ""
    rig.click(rig.booth.current.castButton)  # type: ignore[union-attr]
    rig.until(Place.RECORDED)
    assert told == [("기표대 1", type(error).code)] * 2  # type: ignore[attr-defined]
    assert len(voting.boxed) == 1


def test_speech_that_falls_silent_under_a_voter_does_not_stop_the_vote(
    listen: Listen, voting: FakeVoting
) -> None:
    told: list[tuple[str, str]] = []
    voter = listen("en", told=told)
    to_contest(voter)
    voter.speaker.trouble = SpeechSilent()
    voter.speaker._fail(SpeechSilent())
    voter.rig.key(Qt.Key.Key_Tab)
    voter.rig.click(voter.rig.booth.current.option_rows[1].card)  # type: ignore[union-attr]
    voter.rig.click(voter.rig.booth.current.nextButton)  # type: ignore[union-attr]
    assert voter.rig.place is Place.REVIEW
    assert told == [("기표대 1", "speech.silent")]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("where", ["question", "help"])
def test_its_sheets_fit_with_the_largest_text(listen: Listen, lang: Lang, where: str) -> None:
    voter = listen(lang)
    voter.rig.dress("default", 8.5)
    if where == "question":
        voter.move()
        assert voter.rig.sheets()[-1].findChild(SpokenSheet) is not None
    else:
        voter.rig.click(voter.rig.booth.bar.helpButton)
    voter.rig.settle()
    assert misfits(voter.rig.window, voter.rig.sheets()[-1]) == []


def test_the_letter_is_entered_by_ear(listen: Listen, voting: FakeVoting) -> None:
    voter = listen("en")
    voting.permits = []
    voter.rig.letters.offered = True
    voter.rig.look()
    voter.move()
    voter.move()
    begun = voter.select()
    assert "Press the select key to begin." in begun
    assert "ouch" not in begun
    assert "Roll number: empty" in voter.select()
    for digit in ROLL_NUMBER:
        if digit.isdigit():
            voter.move_to(f"{digit}, button")
            assert voter.select() == f"{digit}."


def test_nothing_that_the_real_one_said_of_a_whole_vote_is_in_any_file(
    listen: Listen, voting: FakeVoting, real: Path
) -> None:
    speaker = DispatcherSpeaker()
    voter = listen("ko", speaker)
    rig = voter.rig
    QTest.keyClick(rig.window.windowHandle(), KEY)
    rig.qtbot.waitUntil(lambda: speaker.speaking)
    rig.to_sealed(1)
    with rig.qtbot.waitSignal(speaker.said):
        pass
    rig.click(rig.booth.current.castButton)  # type: ignore[union-attr]
    with rig.qtbot.waitSignal(speaker.said):
        pass
    assert files_with(PRESIDENT.options[1].name.ko, real) == []
    assert files_with("투표가 기록되었습니다", real) == []
    rig.click(rig.booth.current.doneButton)  # type: ignore[union-attr]
    rig.until(Place.START)
    assert not speaker.speaking


def test_where_one_language_has_no_voice_the_other_asks_alone(listen: Listen) -> None:
    told: list[tuple[str, str]] = []
    voter = listen("ko", HeardSpeaker(frozenset({"en"})), told=told)
    voter.move()
    assert [lang for lang, _ in voter.speaker.heard] == ["en"]
    assert told == [("기표대 1", "speech.language-missing")]


@pytest.mark.parametrize("by", ["touch", "the keys of the keyboard", "the two keys"])
def test_the_pin_of_an_official_is_not_read_to_the_voter(listen: Listen, by: str) -> None:
    voter = listen("en")
    to_contest(voter)
    rig = voter.rig
    rig.booth.let_official_in()
    rig.qtbot.waitUntil(lambda: bool(rig.window.findChildren(OfficialAccessSheet)))
    rig.settle()
    sheet = rig.window.findChild(OfficialAccessSheet)
    assert sheet is not None
    voter.new()
    heard = ""
    if by == "touch":
        for digit in PIN:
            rig.click(sheet.keys[int(digit)])
    elif by == "the two keys":
        # Once round: the voter hears where the way back is, and no digit.
        heard = "".join(voter.move() for _ in range(24))
        assert "Cancel, button" in heard
    else:
        QTest.keyClicks(sheet.pinEdit, PIN)
        rig.settle()
    heard += voter.new()
    assert not any(digit in heard for digit in "0123456789")
    assert sheet.pinEdit.text() == ("" if by == "the two keys" else PIN)
