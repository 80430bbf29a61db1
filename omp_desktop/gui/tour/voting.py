"""The voter's screen: from the touch that starts to the code, and everything that may stand in the way."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.tour import polling
from omp_desktop.gui.tour.ballots import (
    COUNCIL,
    DESERTED,
    FIRST_VOTER,
    LIBRARY,
    ONE_ELECTION,
    TWO_ELECTIONS,
    Ballot,
)
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.files import NAME
from omp_desktop.gui.tour.hands import TourStuck, find_all, sheets
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.voter.contest import ContestScreen, OptionRow
from omp_desktop.gui.voter.elections import ElectionRow, ElectionsScreen
from omp_desktop.gui.voter.inactivity import ANSWER_SECONDS, QUIET_SECONDS
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.review import ContestCard
from omp_desktop.gui.widgets import CodeDisplay, PushButton, QrCode

_WRONG_CODE = "00000-00000-00000-00000-00000"
_WRONG_PIN = "135790"


def first_voter(stage: Stage) -> None:
    """The voter whom the demonstration has sent to the booth: every screen of an ordinary vote."""
    hands, camera = stage.hands, stage.camera
    hands.press(stage.window(StartWindow), "kioskButton")
    kiosk = stage.kiosk
    hands.until(lambda: kiosk.booth.flow.permits, "the first voter's permit")
    camera.take(kiosk, "voter-start", Looks.VOTER)
    _menus(stage, kiosk)
    touch(stage, kiosk)
    at(stage, kiosk, Place.HOW_TO)
    camera.take(kiosk, "how-to-vote", Looks.VOTER)
    hands.press(kiosk, "goButton")
    _contests(stage, kiosk, COUNCIL[FIRST_VOTER])
    at(stage, kiosk, Place.SEALED)
    camera.take(kiosk, "sealed", Looks.VOTER)
    camera.take_sheet(kiosk, "choose-again", lambda: hands.press(kiosk, "backButton"))
    hands.press(kiosk, "acceptButton")
    tested = _test_the_machine(stage, kiosk)
    scanned = _take_receipt(stage, kiosk)
    at(stage, kiosk, Place.START)
    hands.until(lambda: not kiosk.booth.flow.permits, "the booth to be free")
    camera.take(kiosk, "check-in-first", Looks.VOTER)
    _look_up(stage, kiosk, scanned.split()[0], tested)
    _see_own_vote(stage, kiosk, scanned)


def two_elections(stage: Stage) -> None:
    """A voter with two permits; the store is held by somebody else while the first ballot is cast."""
    hands, camera, kiosk = stage.hands, stage.camera, stage.kiosk
    polling.issue(stage, TWO_ELECTIONS)
    hands.until(lambda: kiosk.booth.flow.permits, "the permits to reach the booth")
    touch(stage, kiosk)
    at(stage, kiosk, Place.ELECTIONS)
    camera.take(kiosk, "voter-elections", Looks.VOTER)
    begin(stage, kiosk, NAME)
    hands.press(kiosk, "goButton")
    _choose_one(stage, kiosk, LIBRARY[TWO_ELECTIONS][0])
    _choose_one(stage, kiosk, LIBRARY[TWO_ELECTIONS][1])
    camera.take_sheet(kiosk, "choice-needed", lambda: hands.press(kiosk, "nextButton"))
    hands.press(kiosk, "acceptButton")
    _choose_one(stage, kiosk, LIBRARY[TWO_ELECTIONS][2])
    seal(stage, kiosk)
    with stage.store_held():
        hands.click(hands.part(kiosk, PushButton, "castButton"))
        camera.take(kiosk, "casting", Looks.VOTER)
        at(stage, kiosk, Place.FAILED)
    camera.take(kiosk, "not-recorded", Looks.VOTER)
    hands.press(kiosk, "callButton")
    answer(stage, "booth-calls")
    hands.press(kiosk, "retryButton")
    at(stage, kiosk, Place.RECORDED)
    camera.take(kiosk, "recorded-one-of-two", Looks.VOTER)
    hands.press(kiosk, "doneButton")
    choose(stage, kiosk, COUNCIL[TWO_ELECTIONS])
    seal(stage, kiosk)
    hands.press(kiosk, "castButton")
    at(stage, kiosk, Place.RECORDED)
    camera.take(kiosk, "recorded", Looks.VOTER)
    hands.press(kiosk, "doneButton")


def deserted(stage: Stage) -> None:
    """A voter walks away: the question, the lock, an official; then the voter comes back and votes."""
    hands, camera, kiosk = stage.hands, stage.camera, stage.kiosk
    polling.issue(stage, DESERTED)
    _start_library(stage, kiosk)
    hands.click(_options(kiosk)[0].card)
    stage.skip(QUIET_SECONDS)
    hands.until(lambda: sheets(kiosk), "the question whether more time is needed")
    camera.take_live(kiosk, "more-time")
    stage.skip(ANSWER_SECONDS)
    at(stage, kiosk, Place.LOCKED)
    camera.take(kiosk, "locked", Looks.VOTER)
    answer(stage, "locked-booth-calls")
    hands.press(kiosk, "officialButton")
    hands.until(lambda: sheets(kiosk), "the official's door")
    hands.pick(hands.part(kiosk, QComboBox, "personBox"), lambda words: stage.manager.name in words)
    hands.fill(kiosk, "pinEdit", _WRONG_PIN)
    hands.press(kiosk, "releaseButton")
    hands.until(
        lambda: hands.part(kiosk, QWidget, "pinField").property("error"), "the wrong PIN to be refused"
    )
    camera.take(kiosk, "official-access", Looks.VOTER)
    for digit in stage.manager.pin:
        hands.click(hands.part(kiosk, PushButton, f"key{digit}Button"))
    hands.press(kiosk, "releaseButton")
    at(stage, kiosk, Place.START)
    _start_library(stage, kiosk)
    choose(stage, kiosk, LIBRARY[DESERTED])
    seal_and_cast(stage, kiosk)
    choose(stage, kiosk, COUNCIL[DESERTED])
    seal_and_cast(stage, kiosk)


def others(stage: Stage) -> None:
    """Voters who vote in one election, without pictures."""
    for roll in ONE_ELECTION:
        vote(stage, roll, LIBRARY[roll])
    stage.hands.go(stage.official, "queue")
    stage.hands.go(stage.official, "polling")
    stage.camera.take(stage.official, "turnout", Looks.OFFICIAL)


def vote(stage: Stage, roll: str, ballot: Ballot) -> None:
    """From the desk to the ballot box, in one election."""
    kiosk = stage.kiosk
    polling.issue(stage, roll, others=False)
    stage.hands.until(lambda: kiosk.booth.flow.permits, "the permit to reach the booth")
    touch(stage, kiosk)
    at(stage, kiosk, Place.HOW_TO)
    stage.hands.press(kiosk, "goButton")
    choose(stage, kiosk, ballot)
    seal_and_cast(stage, kiosk)


def leave(stage: Stage) -> None:
    """The official closes the voter's screen."""
    be_let_in(stage)
    stage.hands.press(stage.kiosk, "leaveButton")
    stage.camera.take(stage.window(StartWindow), "role-chooser-afterwards")


def be_let_in(stage: Stage) -> None:
    """An official enters the PIN at the voter's screen."""
    stage.hands.press(stage.kiosk, "helpButton")
    stage.hands.press(stage.kiosk, "officialButton")
    enter_pin(stage)


def enter_pin(stage: Stage) -> None:
    """Choose a name, and type the PIN."""
    hands, kiosk = stage.hands, stage.kiosk
    hands.pick(hands.part(kiosk, QComboBox, "personBox"), lambda words: stage.manager.name in words)
    hands.fill(kiosk, "pinEdit", stage.manager.pin)


def answer(stage: Stage, name: str) -> None:
    """The official's window tells of a booth, and somebody goes there."""
    hands, banner = stage.hands, stage.official.callBanner
    hands.until(banner.isVisible, "the official to be called")
    stage.camera.take(stage.official, name)
    hands.click(banner.findChildren(PushButton)[0])
    hands.until(lambda: not banner.isVisible(), "the call to be answered")


def touch(stage: Stage, kiosk: KioskWindow) -> None:
    """A touch on the screen that waits."""
    at(stage, kiosk, Place.START)
    stage.hands.press(kiosk, "headlineLabel")


def at(stage: Stage, kiosk: KioskWindow, place: Place) -> None:
    """Wait until the booth is there."""
    stage.hands.until(lambda: kiosk.booth.flow.place is place, f"the booth at {place}")
    stage.hands.settle()


def begin(stage: Stage, kiosk: KioskWindow, name: str) -> None:
    """Touch "Vote" beside an election."""
    at(stage, kiosk, Place.ELECTIONS)
    screen = kiosk.booth.current
    if not isinstance(screen, ElectionsScreen):
        raise TourStuck("the booth does not show the elections")
    names = [permit.name.text("ko") for permit in kiosk.booth.flow.permits]
    rows = find_all(kiosk, ElectionRow)
    stage.hands.click(rows[names.index(name)].button)
    stage.hands.rest()


def choose(stage: Stage, kiosk: KioskWindow, ballot: Ballot) -> None:
    """Choose in every contest, and go on to the review."""
    for places in ballot:
        _choose_one(stage, kiosk, places)
    at(stage, kiosk, Place.REVIEW)


def seal(stage: Stage, kiosk: KioskWindow) -> None:
    """Look at all choices, page by page, and seal them."""
    while kiosk.booth.flow.place is Place.REVIEW:
        stage.hands.press(kiosk, "sealButton")
    at(stage, kiosk, Place.SEALED)


def seal_and_cast(stage: Stage, kiosk: KioskWindow) -> None:
    """From the review to the screen that waits, or to the voter's next election."""
    hands = stage.hands
    seal(stage, kiosk)
    hands.press(kiosk, "castButton")
    at(stage, kiosk, Place.RECORDED)
    hands.press(kiosk, "doneButton")


def _start_library(stage: Stage, kiosk: KioskWindow) -> None:
    stage.hands.until(lambda: kiosk.booth.flow.permits, "the permit to reach the booth")
    touch(stage, kiosk)
    begin(stage, kiosk, NAME)
    at(stage, kiosk, Place.HOW_TO)
    stage.hands.press(kiosk, "goButton")


def _options(kiosk: KioskWindow) -> tuple[OptionRow, ...]:
    screen = kiosk.booth.current
    if not isinstance(screen, ContestScreen):
        raise TourStuck("the booth does not show a contest")
    return screen.option_rows


def _choose_one(stage: Stage, kiosk: KioskWindow, places: tuple[int, ...]) -> None:
    at(stage, kiosk, Place.CONTEST)
    for place in places:
        _touch_option(stage, kiosk, place)
    stage.hands.press(kiosk, "nextButton")


def _touch_option(stage: Stage, kiosk: KioskWindow, place: int) -> None:
    """Turn to the page of an option, and touch it."""
    card = _options(kiosk)[place].card
    hands = stage.hands
    while not card.isVisible():
        more = [b for b in find_all(kiosk, PushButton) if b.iconName == "arrow-down"]
        hands.click(more[0])
    hands.click(card)


def _menus(stage: Stage, kiosk: KioskWindow) -> None:
    hands, camera = stage.hands, stage.camera
    hands.press(kiosk, "sizeButton")
    camera.take(kiosk, "text-size", Looks.VOTER)
    hands.press(kiosk, "option4Button")
    hands.press(kiosk, "option2Button")
    hands.press(kiosk, "closeButton")
    hands.press(kiosk, "contrastButton")
    camera.take(kiosk, "contrast", Looks.VOTER)
    hands.press(kiosk, "option3Button")
    hands.press(kiosk, "option1Button")
    hands.press(kiosk, "closeButton")
    hands.press(kiosk, "helpButton")
    camera.take(kiosk, "voter-help", Looks.VOTER)
    hands.press(kiosk, "closeButton")


def _contests(stage: Stage, kiosk: KioskWindow, ballot: Ballot) -> None:
    hands, camera = stage.hands, stage.camera
    at(stage, kiosk, Place.CONTEST)
    _touch_option(stage, kiosk, ballot[0][0])
    camera.take(kiosk, "contest-choose-one", Looks.VOTER)
    hands.press(kiosk, "englishButton")
    hands.press(kiosk, "koreanButton")
    if not _options(kiosk)[ballot[0][0]].card.chosen:
        raise TourStuck("the choice was lost with the language")
    hands.click(_options(kiosk)[0].pledges_button)
    camera.take(kiosk, "pledges-of-a-candidate", Looks.VOTER)
    hands.press(kiosk, "closeButton")
    hands.press(kiosk, "nextButton")
    for place in ballot[1]:
        _touch_option(stage, kiosk, place)
    spare = next(p for p in range(len(_options(kiosk))) if p not in ballot[1])
    camera.take(kiosk, "contest-choose-two", Looks.VOTER)
    camera.take_sheet(kiosk, "too-many", lambda: _touch_option(stage, kiosk, spare))
    hands.press(kiosk, "acceptButton")
    hands.press(kiosk, "nextButton")
    camera.take(kiosk, "contest-yes-no", Looks.VOTER)
    hands.press(kiosk, "nextButton")
    at(stage, kiosk, Place.REVIEW)
    camera.take(kiosk, "review-nothing-chosen", Looks.VOTER)
    _change_last(stage, kiosk)
    _choose_one(stage, kiosk, ballot[2])
    at(stage, kiosk, Place.REVIEW)
    camera.take(kiosk, "review", Looks.VOTER)
    seal(stage, kiosk)


def _change_last(stage: Stage, kiosk: KioskWindow) -> None:
    hands = stage.hands
    card = kiosk.findChildren(ContestCard)[-1]
    while not card.isVisible():
        hands.click(next(b for b in find_all(kiosk, PushButton) if b.iconName == "arrow-down"))
    hands.click(card.button)


def _test_the_machine(stage: Stage, kiosk: KioskWindow) -> str:
    """Have the sealed ballot opened, and seal another one; returns the code of the one that was tested."""
    hands, camera = stage.hands, stage.camera
    code = hands.part(kiosk, CodeDisplay, "codeDisplay").code
    camera.take_sheet(kiosk, "test-this-machine", lambda: hands.press(kiosk, "testButton"))
    hands.press(kiosk, "rejectButton")
    at(stage, kiosk, Place.TESTED)
    camera.take(kiosk, "tested", Looks.VOTER)
    hands.press(kiosk, "goButton")
    at(stage, kiosk, Place.REVIEW)
    seal(stage, kiosk)
    return code


def _take_receipt(stage: Stage, kiosk: KioskWindow) -> str:
    """Cast with a receipt; returns what its QR code says."""
    hands, camera = stage.hands, stage.camera
    camera.take_sheet(kiosk, "take-a-receipt", lambda: hands.press(kiosk, "receiptButton"))
    hands.press(kiosk, "rejectButton")
    camera.take(kiosk, "sealed-with-a-receipt", Looks.VOTER)
    hands.press(kiosk, "castButton")
    at(stage, kiosk, Place.RECORDED)
    camera.take(kiosk, "recorded-with-a-receipt", Looks.VOTER)
    scanned = hands.part(kiosk, QrCode, "qrCode").payload
    hands.press(kiosk, "doneButton")
    return scanned


def _see_own_vote(stage: Stage, kiosk: KioskWindow, scanned: str) -> None:
    """The official lets the voter scan the receipt; the second time there is nothing to be seen."""
    hands, camera = stage.hands, stage.camera
    for name in ("own-vote", "own-vote-not-again"):
        at(stage, kiosk, Place.START)
        be_let_in(stage)
        if name == "own-vote":
            camera.take(kiosk, "official-access-own-vote")
        hands.press(kiosk, "ownVoteButton")
        at(stage, kiosk, Place.OWN_VOTE)
        if name == "own-vote":
            camera.take(kiosk, "own-vote-entry", Looks.VOTER)
        if name == "own-vote":
            _scan(stage, kiosk, scanned)
            camera.take(kiosk, name, Looks.VOTER)
            hands.press(kiosk, "closeButton")
        else:
            camera.take_sheet(kiosk, name, lambda: _scan(stage, kiosk, scanned))
            hands.press(kiosk, "acceptButton")
            hands.press(kiosk, "backButton")
    at(stage, kiosk, Place.START)


def _scan(stage: Stage, kiosk: KioskWindow, scanned: str) -> None:
    hands = stage.hands
    hands.fill(kiosk, "codeEdit", scanned)
    hands.press(kiosk, "findButton")
    hands.until(lambda: sheets(kiosk), "the answer")


def _look_up(stage: Stage, kiosk: KioskWindow, code: str, tested: str) -> None:
    hands, camera = stage.hands, stage.camera
    hands.press(kiosk, "lookUpButton")
    at(stage, kiosk, Place.LOOK_UP)
    hands.fill(kiosk, "codeEdit", code)
    hands.press(kiosk, "findButton")
    camera.take(kiosk, "look-up-found", Looks.VOTER)
    hands.fill(kiosk, "codeEdit", tested)
    hands.press(kiosk, "findButton")
    hands.until(lambda: sheets(kiosk), "the tested ballot")
    camera.take(kiosk, "look-up-tested", Looks.VOTER)
    hands.press(kiosk, "closeButton")
    hands.fill(kiosk, "codeEdit", _WRONG_CODE)
    hands.press(kiosk, "findButton")
    camera.take(kiosk, "look-up-unknown", Looks.VOTER)
    hands.press(kiosk, "backButton")
    at(stage, kiosk, Place.START)
