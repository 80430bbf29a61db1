"""Whole votes through the real window and the real services on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.gui import language
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.voter.booth import BoothServices
from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.elections import HowToScreen
from omp_desktop.gui.voter.facts import StationView
from omp_desktop.gui.voter.outcome import NotRecordedScreen, RecordedScreen
from omp_desktop.gui.voter.own_vote import OwnVoteScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.review import ReviewScreen
from omp_desktop.gui.voter.sealed import SealedScreen
from omp_desktop.gui.voter.sheets import QuestionSheet
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.voter.tested import TestedScreen
from omp_desktop.gui.widgets import Label, Sheet
from omp_desktop.services.own_vote import OwnVoteService
from omp_desktop.store import pragmas
from omp_desktop.store.engine import Store
from tests.services.polling_day import Day


@dataclass
class Kiosk:
    """The window on the polling day."""

    day: Day
    window: KioskWindow
    qtbot: QtBot

    @property
    def place(self) -> Place:
        return self.window.booth.flow.place

    def shown(self, kind: type) -> QWidget:
        self.qtbot.waitUntil(lambda: isinstance(self.window.booth.current, kind))
        QApplication.processEvents()
        assert self.window.booth.current is not None
        return self.window.booth.current

    def click(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        QApplication.processEvents()

    def look(self) -> None:
        with self.qtbot.waitSignal(self.window.booth.lookout.seen):
            self.window.booth.lookout.look()

    def counted(self) -> dict[BallotStatus, int]:
        with self.day.desk.core.store.read() as uow:
            return {status: count for status, count in uow.ballots.counts(self.day.id).items() if count}

    def participation(self, roll_number: str) -> ParticipationState:
        with self.day.desk.core.store.read() as uow:
            found = uow.participations.get(self.day.id, self.day.voter(roll_number).id)
        assert found is not None
        return found.state

    def to_sealed(self) -> SealedScreen:
        """The second candidate for president and the first for the council, by clicks."""
        self.look()
        self.click(self.shown(StartScreen).koreanButton)  # type: ignore[attr-defined]
        self.click(self.shown(HowToScreen).goButton)  # type: ignore[attr-defined]
        contest = self.shown(ContestScreen)
        self.click(contest.option_rows[1].card)  # type: ignore[attr-defined]
        self.click(contest.nextButton)  # type: ignore[attr-defined]
        self.qtbot.waitUntil(lambda: self.window.booth.current is not contest)
        council = self.window.booth.current
        self.click(council.option_rows[0].card)  # type: ignore[union-attr]
        self.click(council.nextButton)  # type: ignore[union-attr]
        self.click(self.shown(ReviewScreen).sealButton)  # type: ignore[attr-defined]
        sealed = self.shown(SealedScreen)
        assert isinstance(sealed, SealedScreen)
        return sealed


@pytest.fixture
def kiosk(open_day: Day, qtbot: QtBot, workers: None) -> Iterator[Kiosk]:
    """An open kiosk of the small election."""
    view = StationView(
        open_day.booth,
        open_day.desk.elections,
        open_day.polls,
        open_day.desk.stations,
        OwnVoteService(open_day.desk.core),
    )
    services = BoothServices(open_day.booth, view.observe, view.look_up, view.own_vote)
    window = KioskWindow(services, open_day.desk.access, name=open_day.election.kiosk.name)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.booth.open()
    qtbot.waitUntil(lambda: window.booth.flow.place is Place.START)
    yield Kiosk(open_day, window, qtbot)
    window.leave()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_vote_by_clicks_is_counted(kiosk: Kiosk) -> None:
    kiosk.day.permit("3")
    sealed = kiosk.to_sealed()
    code = sealed.codeDisplay.code
    assert kiosk.counted() == {BallotStatus.COMMITTED: 1}
    kiosk.click(sealed.castButton)
    recorded = kiosk.shown(RecordedScreen)
    assert recorded.codeDisplay.code == code  # type: ignore[attr-defined]
    assert kiosk.counted() == {BallotStatus.CAST: 1}
    assert kiosk.participation("3") is ParticipationState.CAST
    result = kiosk.day.close().count()
    president = next(contest for contest in result.contests if contest.contest_id == "president")
    assert [total.votes for total in president.options] == [0, 1, 0]


def test_a_vote_by_keys_only(kiosk: Kiosk) -> None:
    kiosk.day.permit("4")
    kiosk.look()
    kiosk.shown(StartScreen)
    kiosk.key(Qt.Key.Key_Space)
    kiosk.shown(HowToScreen)
    kiosk.key(Qt.Key.Key_Tab)
    kiosk.key(Qt.Key.Key_Return)
    first = kiosk.shown(ContestScreen)
    for _ in range(2):
        kiosk.key(Qt.Key.Key_Down)
    kiosk.key(Qt.Key.Key_Space)
    assert [row.card.chosen for row in first.option_rows] == [False, True, False]  # type: ignore[attr-defined]
    press(kiosk, "nextButton")
    kiosk.qtbot.waitUntil(lambda: kiosk.window.booth.current is not first)
    kiosk.key(Qt.Key.Key_Tab)
    kiosk.key(Qt.Key.Key_Return)
    press(kiosk, "nextButton")
    kiosk.shown(ReviewScreen)
    press(kiosk, "sealButton")
    kiosk.shown(SealedScreen)
    press(kiosk, "castButton")
    kiosk.shown(RecordedScreen)
    press(kiosk, "doneButton")
    kiosk.shown(StartScreen)
    assert kiosk.counted() == {BallotStatus.CAST: 1}


def press(kiosk: Kiosk, name: str) -> None:
    """Tab to a button and press Enter on it."""
    for _ in range(40):
        kiosk.key(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            kiosk.key(Qt.Key.Key_Return)
            return
    pytest.fail(f"{name} cannot be reached with Tab")


def test_a_double_click_on_the_ballot_box_gives_one_vote(kiosk: Kiosk) -> None:
    kiosk.day.permit("5")
    button = kiosk.to_sealed().castButton
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    kiosk.shown(RecordedScreen)
    assert kiosk.counted() == {BallotStatus.CAST: 1}


def test_a_busy_store_is_said_and_the_retry_gives_one_vote(
    kiosk: Kiosk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.day.permit("6")
    sealed = kiosk.to_sealed()
    monkeypatch.setattr(pragmas, "CAST_BUSY_MS", 20)
    with store.uow():
        kiosk.click(sealed.castButton)
        failed = kiosk.shown(NotRecordedScreen)
    assert failed.headlineLabel.text() == "기록되지 않았습니다"  # type: ignore[attr-defined]
    assert kiosk.counted() == {BallotStatus.COMMITTED: 1}
    assert kiosk.participation("6") is ParticipationState.ISSUED
    kiosk.click(failed.retryButton)  # type: ignore[attr-defined]
    kiosk.shown(RecordedScreen)
    assert kiosk.counted() == {BallotStatus.CAST: 1}
    assert kiosk.participation("6") is ParticipationState.CAST


def test_going_back_makes_the_sealed_ballot_void_and_the_next_one_counts(kiosk: Kiosk) -> None:
    kiosk.day.permit("7")
    sealed = kiosk.to_sealed()
    kiosk.click(sealed.backButton)
    kiosk.click(kiosk.window.findChildren(QuestionSheet)[0].rejectButton)
    review = kiosk.shown(ReviewScreen)
    assert kiosk.counted() == {BallotStatus.VOID: 1}
    kiosk.click(review.sealButton)  # type: ignore[attr-defined]
    again = kiosk.shown(SealedScreen)
    kiosk.click(again.castButton)  # type: ignore[attr-defined]
    kiosk.shown(RecordedScreen)
    assert kiosk.counted() == {BallotStatus.VOID: 1, BallotStatus.CAST: 1}


def test_what_was_sealed_when_the_program_died_is_void_when_the_booth_opens_again(kiosk: Kiosk) -> None:
    kiosk.day.permit("8")
    kiosk.to_sealed()
    kiosk.window.booth.close_down()
    kiosk.window.booth.flow.release()
    kiosk.window.booth.open()
    kiosk.qtbot.waitUntil(lambda: kiosk.place is Place.START)
    assert kiosk.counted() == {BallotStatus.VOID: 1}
    assert kiosk.participation("8") is ParticipationState.ISSUED


def test_a_tested_ballot_is_opened_and_only_the_next_one_counts(kiosk: Kiosk) -> None:
    kiosk.day.permit("12")
    sealed = kiosk.to_sealed()
    kiosk.click(sealed.testButton)
    kiosk.click(kiosk.window.findChildren(QuestionSheet)[0].rejectButton)
    tested = kiosk.shown(TestedScreen)
    said = [label.text() for label in tested.findChildren(Label)]
    assert kiosk.day.election.president[1].name in said
    assert kiosk.day.election.president[0].name not in said
    assert kiosk.counted() == {BallotStatus.TESTED: 1}
    assert kiosk.participation("12") is ParticipationState.ISSUED
    kiosk.click(tested.goButton)  # type: ignore[attr-defined]
    kiosk.click(kiosk.shown(ReviewScreen).sealButton)  # type: ignore[attr-defined]
    kiosk.click(kiosk.shown(SealedScreen).castButton)  # type: ignore[attr-defined]
    kiosk.shown(RecordedScreen)
    assert kiosk.counted() == {BallotStatus.TESTED: 1, BallotStatus.CAST: 1}


def test_a_voter_with_a_receipt_sees_the_own_vote_once(kiosk: Kiosk) -> None:
    kiosk.day.permit("2")
    sealed = kiosk.to_sealed()
    kiosk.click(sealed.receiptButton)
    kiosk.click(kiosk.window.findChildren(QuestionSheet)[0].rejectButton)
    kiosk.click(sealed.castButton)
    recorded = kiosk.shown(RecordedScreen)
    scanned = recorded.qrCode.payload  # type: ignore[attr-defined]
    kiosk.click(recorded.doneButton)  # type: ignore[attr-defined]
    kiosk.shown(StartScreen)
    seen = see_own_vote(kiosk, scanned)
    assert kiosk.day.election.president[1].name in seen
    assert kiosk.day.election.president[0].name not in seen
    assert "볼 수 없습니다" in see_own_vote(kiosk, scanned)


def see_own_vote(kiosk: Kiosk, scanned: str) -> str:
    """What the sheet says after an official let somebody scan code and receipt."""
    kiosk.look()
    kiosk.window.booth.check_own_vote(kiosk.day.people.manager)
    screen = kiosk.shown(OwnVoteScreen)
    screen.codeEdit.setText(scanned)  # type: ignore[attr-defined]
    kiosk.click(screen.findButton)  # type: ignore[attr-defined]
    kiosk.qtbot.waitUntil(lambda: bool(open_sheets(kiosk)))
    QApplication.processEvents()
    (sheet,) = open_sheets(kiosk)
    said = " ".join(label.text() for label in sheet.findChildren(Label))
    sheet.close_sheet()
    if kiosk.place is Place.OWN_VOTE:
        kiosk.click(screen.backButton)  # type: ignore[attr-defined]
    kiosk.shown(StartScreen)
    return said


def open_sheets(kiosk: Kiosk) -> list[Sheet]:
    return [sheet for sheet in kiosk.window.findChildren(Sheet) if sheet.isVisible()]


def test_polls_suspended_while_choosing_are_said_and_voting_goes_on_after_the_resumption(
    kiosk: Kiosk,
) -> None:
    day = kiosk.day
    day.permit("9")
    sealed = kiosk.to_sealed()
    day.polls.suspend(day.people.manager, day.observer, day.id, "정전")
    kiosk.click(sealed.castButton)
    failed = kiosk.shown(NotRecordedScreen)
    assert "투표 중지" in failed.fact1Label.text()  # type: ignore[attr-defined]
    day.polls.resume(day.people.manager, day.observer, day.id)
    kiosk.click(failed.retryButton)  # type: ignore[attr-defined]
    kiosk.shown(RecordedScreen)
    assert kiosk.counted() == {BallotStatus.CAST: 1}


def test_a_permit_cancelled_at_the_desk_is_said_and_nothing_is_cast(kiosk: Kiosk) -> None:
    day = kiosk.day
    day.permit("10")
    sealed = kiosk.to_sealed()
    day.check_in.cancel(day.people.manager, day.id, day.voter("10").id, "잘못 발급")
    kiosk.click(sealed.castButton)
    failed = kiosk.shown(NotRecordedScreen)
    assert "취소된 투표권입니다." in failed.fact1Label.text()  # type: ignore[attr-defined]
    assert not failed.fact2.isVisible()  # type: ignore[attr-defined]
    assert BallotStatus.CAST not in kiosk.counted()


def test_a_voter_in_english(kiosk: Kiosk) -> None:
    kiosk.day.permit("11")
    kiosk.look()
    kiosk.click(kiosk.shown(StartScreen).englishButton)  # type: ignore[attr-defined]
    kiosk.shown(HowToScreen)
    assert language.of(kiosk.window) == "en"
