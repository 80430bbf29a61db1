"""The page of the queue, and the light in the header: how it stands, what is held, sticks, comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from omp_desktop.domain.sending import BatchState
from omp_desktop.gui.official.comparison import ComparisonSheet
from omp_desktop.gui.official.paper_sheet import PaperForm
from omp_desktop.gui.official.queue import QueuePage
from omp_desktop.gui.tour.camera import too_small
from omp_desktop.gui.widgets import ButtonCell, Pill, PillCell, TableView, Text
from omp_desktop.services.centre_errors import NotConnected
from omp_desktop.services.reconciliation import Compared, Comparison, Pair
from omp_desktop.services.transfer import Brought, Exported
from omp_desktop.services.transfer_errors import NoReceiptsYet, ReceiptOfAnother
from omp_desktop.services.transfer_folder import RefusedFile
from omp_desktop.store.records import ChainPlace, StoredBatch
from omp_desktop.sync.errors import CopiedStore
from omp_desktop.sync.status import Connection, Queued, StatusBoard, SyncStatus
from omp_desktop.wire.refusals import BatchDigestMismatch, BatchSignatureWrong
from omp_desktop.wire.unreachable import NoConnection
from tests.gui.official.at_the_desk import Hands
from tests.gui.official.office import choose_path
from tests.services.polling_day import Day
from tests.services.scene import Desk, People, SmallElection

AT = datetime(2026, 12, 3, 5, 5, tzinfo=UTC)  # 14:05 in Seoul
Freeze = Callable[..., None]


@pytest.fixture
def queue(hands: Hands) -> QueuePage:
    hands.go("queue")
    hands.settle()
    page = hands.window.page("queue")
    assert isinstance(page, QueuePage)
    return page


@pytest.fixture
def tell(hands: Hands) -> Callable[[SyncStatus], None]:
    """The thread that sends tells of a change."""
    board: StatusBoard = hands.window._services.sync.board

    def put(status: SyncStatus) -> None:
        board.put(status, AT)
        hands.qtbot.wait(1)
        hands.settle()

    return put


@pytest.fixture
def frozen(desk: Desk, published: SmallElection) -> Freeze:
    """Puts a batch into the store as it is after it was tried."""

    def put(number: int, state: BatchState, *, lane: str = "P", problem: str | None = None) -> None:
        chain = ChainPlace(published.id, published.kiosk.id, 1, lane)  # type: ignore[arg-type]
        batch = StoredBatch(f"{number:032x}", chain, number, "ab" * 32, 4, None, BatchState.WAITING)
        with desk.core.store.uow() as uow:
            uow.batches.add(batch, b"frozen")
            if state is not BatchState.WAITING:
                uow.batches.mark_sent(batch.batch_id)
            if state is BatchState.HELD:
                uow.batches.hold(batch.batch_id, problem or "")
            uow.commit()

    return put


def _refreshed(hands: Hands, page: QueuePage) -> QueuePage:
    page.refresh()
    hands.settle()
    return page


def _fits(hands: Hands) -> None:
    """Nothing is cut off; words that break need less height the wider they stand."""
    hands.until(lambda: not too_small(hands.window))


def _rows(page: QueuePage) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells if isinstance(cell, Text | PillCell)]
        for row in page.batchesTable.model().rows
    ]


@pytest.mark.parametrize(
    ("connection", "words"),
    [
        (Connection.ALONE, "Not connected · 0 waiting"),
        (Connection.STICK, "By stick · 0 waiting"),
        (Connection.BEGINNING, "Connecting · 0 waiting"),
        (Connection.UNCONFIRMED, "Not confirmed yet · 0 waiting"),
        (Connection.CONNECTED, "Connected · 0 waiting"),
        (Connection.OFFLINE, "Offline since 14:05 · 0 waiting"),
        (Connection.UNABLE, "Cannot send · 0 waiting"),
    ],
)
def test_page_and_header_say_in_words_how_it_stands(
    hands: Hands, queue: QueuePage, tell: Callable[[SyncStatus], None], connection: Connection, words: str
) -> None:
    tell(SyncStatus(connection))
    hands.until(lambda: queue.stateLabel.text() == words)
    hands.until(lambda: hands.window.header.queue_light().accessibleName() == words)
    _fits(hands)


def test_offline_with_something_waiting_says_that_it_is_safe_here(
    open_day: Day, hands: Hands, queue: QueuePage, tell: Callable[[SyncStatus], None]
) -> None:
    open_day.vote("1")
    tell(SyncStatus(Connection.OFFLINE, problem=NoConnection(reason="cable")))
    _refreshed(hands, queue)
    assert queue.stateLabel.text() == "Offline since 14:05 · 1 waiting, safe here"
    assert queue.subLabel.text() == "Voting goes on. The centre cannot be reached (cable)."
    tell(SyncStatus(Connection.OFFLINE, problem=NoConnection(reason="cable"), next_try=AT))
    _refreshed(hands, queue)
    assert queue.subLabel.text().endswith("Next try at 14:05:00.")
    hands.window.resize(1280, 800)
    label = queue.subLabel
    hands.until(lambda: label.height() >= label.heightForWidth(label.width()) > 0)


def test_what_waits_besides_ballots_is_said(
    hands: Hands, queue: QueuePage, frozen: Freeze, tell: Callable[[SyncStatus], None]
) -> None:
    frozen(1, BatchState.WAITING)
    tell(SyncStatus(Connection.CONNECTED, last_receipt=AT))
    _refreshed(hands, queue)
    assert queue.stateLabel.text() == "Connected · 0 waiting"
    assert queue.subLabel.text().startswith("No ballot waits, but ")


def test_what_does_not_go_away_by_itself_is_said_on_the_page_and_in_the_header(
    hands: Hands, queue: QueuePage, tell: Callable[[SyncStatus], None]
) -> None:
    assert not queue.findingNotice.isVisible()
    tell(SyncStatus(Connection.CONNECTED, findings=(CopiedStore(),)))
    _refreshed(hands, queue)
    said = CopiedStore().describe("en")
    assert queue.findingNotice.isVisible()
    assert queue.findingNotice.text == f"{said.text} {said.next_step}"
    assert queue.stateLabel.text() == "Connected · 0 waiting"
    light = hands.window.header.queue_light()
    hands.until(lambda: light.accessibleName() == "Something is wrong – show")
    _fits(hands)


def test_a_fault_of_the_program_while_it_sends_is_named(
    hands: Hands, queue: QueuePage, tell: Callable[[SyncStatus], None]
) -> None:
    tell(SyncStatus(Connection.UNABLE, unexpected="KeyError"))
    _refreshed(hands, queue)
    assert "KeyError" in queue.subLabel.text()


def test_recorded_is_what_the_centre_has_and_what_waits(
    open_day: Day, hands: Hands, queue: QueuePage
) -> None:
    for voter in ("1", "2", "3"):
        open_day.vote(voter)
    _refreshed(hands, queue)
    shown = [label.text() for label in (queue.recordedLabel, queue.receivedLabel, queue.waitingLabel)]
    assert shown == ["3", "0", "3"]


def test_without_batches_the_table_says_so(hands: Hands, queue: QueuePage) -> None:
    assert _rows(queue) == []
    assert queue.batchesTable.emptyText == "No batch was made yet."
    assert not queue.heldCard.isVisible()
    _fits(hands)


def test_a_held_batch_is_told_first_with_its_reason_and_what_to_do(
    hands: Hands, queue: QueuePage, frozen: Freeze, tell: Callable[[SyncStatus], None]
) -> None:
    frozen(1, BatchState.SENT)
    frozen(2, BatchState.HELD, problem=BatchSignatureWrong.code)
    tell(SyncStatus(Connection.CONNECTED, queued=Queued(held=1)))
    _refreshed(hands, queue)

    said = BatchSignatureWrong().describe("en")
    assert queue.heldCard.isVisible()
    assert queue.heldTitle.text() == "Participation 0002 is held"
    assert said.text in queue.heldReason.text()
    assert said.next_step in queue.heldStep.text()
    assert [row[0] for row in _rows(queue)] == ["Participation 0002", "Participation 0001"]
    assert hands.window.header.queue_light().accessibleName() == "Held: 1 batch – show"
    _fits(hands)


def test_the_table_can_show_the_held_ones_alone(hands: Hands, queue: QueuePage, frozen: Freeze) -> None:
    for number in range(1, 30):
        frozen(number, BatchState.WAITING)
    frozen(30, BatchState.HELD, problem=BatchSignatureWrong.code)
    _refreshed(hands, queue)
    assert len(_rows(queue)) == 30
    hands.press("Held 1")
    assert [row[0] for row in _rows(queue)] == ["Participation 0030"]
    hands.press("Waiting 29")
    assert len(_rows(queue)) == 29


def test_the_details_of_a_batch_name_its_number_and_code(
    hands: Hands, queue: QueuePage, frozen: Freeze
) -> None:
    frozen(7, BatchState.HELD, problem=BatchSignatureWrong.code)
    _refreshed(hands, queue)
    table: TableView = queue.batchesTable
    assert isinstance(table.model().rows[0].cells[-1], ButtonCell)
    table.button_pressed.emit(f"{7:032x}", 5)
    assert f"{7:032x}" in hands.said()
    assert BatchSignatureWrong.code in hands.said()


def test_trying_now_takes_held_batches_up_again(
    desk: Desk, hands: Hands, queue: QueuePage, frozen: Freeze
) -> None:
    frozen(1, BatchState.HELD, problem=BatchSignatureWrong.code)
    _refreshed(hands, queue)
    hands.press("Send again")
    with desk.core.store.read() as uow:
        assert uow.batches.get(f"{1:032x}").state is BatchState.SENT


def test_what_stays_back_while_polls_are_open_is_said_and_two_people_send_it(
    open_day: Day, hands: Hands, queue: QueuePage, tell: Callable[[SyncStatus], None], people: People
) -> None:
    open_day.vote("1")
    tell(SyncStatus(Connection.CONNECTED))
    _refreshed(hands, queue)
    assert queue.holdBackNotice.isVisible()
    assert "At least 10 ballots stay back" in queue.holdBackNotice.text
    _fits(hands)

    hands.press("Send everything now …")
    hands.pins(second_person=people.observer)
    with open_day.desk.core.store.read() as uow:
        assert uow.outbox.released(open_day.election.id)


def test_nothing_is_said_to_stay_back_before_the_polls_open(
    hands: Hands, queue: QueuePage, tell: Callable[[SyncStatus], None]
) -> None:
    tell(SyncStatus(Connection.CONNECTED))
    assert not _refreshed(hands, queue).holdBackNotice.isVisible()


def test_writing_to_a_stick_says_what_to_do_with_it(
    hands: Hands, queue: QueuePage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose_path(monkeypatch, tmp_path)
    written = Exported(tmp_path / "omp-transfer-ab", 3, 40)
    monkeypatch.setattr(type(hands.window._services.transfer), "export", lambda *_: written)
    hands.press("Write to USB")
    assert "3 batches in the folder omp-transfer-ab." in hands.said()
    assert "only the signed receipts" in hands.said()


def test_a_stick_that_cannot_be_written_is_said_with_the_next_step(
    hands: Hands, queue: QueuePage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del queue
    choose_path(monkeypatch, tmp_path)
    hands.press("Write to USB")  # this station belongs to no centre: there is no key to sign the list with
    assert NotConnected().describe("en").text in hands.said()


def test_a_stick_that_was_not_at_the_centre_is_said(
    hands: Hands, queue: QueuePage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del queue
    choose_path(monkeypatch, tmp_path)

    def refuse(*_: object) -> Brought:
        raise NoReceiptsYet()

    monkeypatch.setattr(type(hands.window._services.transfer), "take", refuse)
    hands.press("Read from USB")
    assert NoReceiptsYet().describe("en").next_step in hands.said()


def test_reading_a_stick_names_what_it_brought_and_what_was_left_out(
    hands: Hands, queue: QueuePage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del queue
    choose_path(monkeypatch, tmp_path)
    refused = tuple(RefusedFile(f"receipts/{n}.receipt", ReceiptOfAnother()) for n in range(7))
    brought = Brought(2, 3, 1, refused, NoConnection(reason="cable"))
    monkeypatch.setattr(type(hands.window._services.transfer), "take", lambda *_: brought)
    hands.press("Read from USB")
    said = hands.said()
    assert "2 batches handed to the centre" in said
    assert "3 batches of this computer are confirmed." in said
    assert "receipts/0.receipt" in said
    assert said.count(ReceiptOfAnother().describe("en").text) == 1
    assert "7 files left out" in said
    assert "The centre cannot be reached (cable)." in said


def _comparison(centre: int, waiting: int = 0) -> Comparison:
    pairs = (Pair(Compared.BALLOTS, 1204, centre, waiting), Pair(Compared.VOTED, 1204, 1204))
    return Comparison("ab" * 16, "가람동", AT, pairs)


@pytest.mark.parametrize(
    ("compared", "words", "kind"),
    [
        (_comparison(1204), "Comparison: Station 1,204 · Centre 1,204 · match · at 14:05:00", "ok"),
        (
            _comparison(1192, 12),
            "Comparison: Station 1,204 · Centre 1,192 · match, 12 still waiting · at 14:05:00",
            "ok",
        ),
        (
            _comparison(1190),
            "Comparison: Station 1,204 · Centre 1,190 · they differ, see Details · at 14:05:00",
            "err",
        ),
    ],
)
def test_station_and_centre_are_laid_side_by_side(
    hands: Hands,
    queue: QueuePage,
    tell: Callable[[SyncStatus], None],
    monkeypatch: pytest.MonkeyPatch,
    compared: Comparison,
    words: str,
    kind: str,
) -> None:
    service = hands.window._services.reconciliation
    compared = replace(compared, election_id=queue.election_id)
    monkeypatch.setattr(type(service), "last", lambda *_: compared)
    tell(SyncStatus(Connection.CONNECTED))
    _refreshed(hands, queue)
    assert queue.comparisonNotice.text == words
    assert queue.comparisonNotice.kind == kind
    hands.press("Details")
    assert ("They differ" in _pill_words(hands)) == (kind == "err")
    told = hands.part(hands.sheet(), ComparisonSheet).problemNotice
    assert told.isVisible() == (kind == "err")
    _fits(hands)
    hands.press("As a paper …")
    title = hands.part(hands.sheet(), PaperForm).document().words()
    assert "Reconciliation" in title


def _pill_words(hands: Hands) -> str:
    return " ".join(pill.text() for pill in hands.sheet().findChildren(Pill))


def test_a_comparison_that_fails_says_why(
    hands: Hands, queue: QueuePage, tell: Callable[[SyncStatus], None]
) -> None:
    tell(SyncStatus(Connection.CONNECTED))  # as the thread says; the link is not there
    queue.refresh()
    hands.settle()
    assert NotConnected().describe("en").text in queue.comparisonNotice.text


@pytest.mark.parametrize(
    ("connection", "main", "network"),
    [
        (Connection.CONNECTED, "tryButton", True),
        (Connection.OFFLINE, "tryButton", True),
        (Connection.STICK, "usbOutButton", False),
        (Connection.ALONE, "tryButton", False),
    ],
)
def test_the_main_button_is_the_way_that_is_open(
    queue: QueuePage, tell: Callable[[SyncStatus], None], connection: Connection, main: str, *, network: bool
) -> None:
    tell(SyncStatus(connection))
    kinds = {name: getattr(queue, name).kind for name in ("tryButton", "usbOutButton")}
    assert [name for name, kind in kinds.items() if kind == "primary"] == [main]
    assert queue.tryButton.isEnabled() == network


def test_the_fullest_page_fits(
    open_day: Day, hands: Hands, queue: QueuePage, tell: Callable[[SyncStatus], None], frozen: Freeze
) -> None:
    for number in range(1, 30):
        frozen(number, BatchState.WAITING)
    frozen(30, BatchState.HELD, problem=BatchDigestMismatch.code)
    open_day.vote("1")
    queue.services = replace(queue.services, cable=Plug())  # type: ignore[arg-type]  # stands in for it
    tell(SyncStatus(Connection.CONNECTED, queued=Queued(held=1)))
    _refreshed(hands, queue)
    assert queue.heldCard.isVisible()
    assert queue.demoNotice.isVisible()
    _fits(hands)
    tell(SyncStatus(Connection.CONNECTED, queued=Queued(held=1), findings=(CopiedStore(),)))
    _refreshed(hands, queue)
    assert queue.heldCard.isVisible()
    assert queue.findingNotice.isVisible()
    _fits(hands)


def test_an_observer_can_look_and_do_nothing(open_day: Day, at_the_door: Hands, people: People) -> None:
    del open_day
    at_the_door.sign_in(people.observer)
    at_the_door.go("queue")
    at_the_door.settle()
    page = at_the_door.window.page("queue")
    assert isinstance(page, QueuePage)
    assert not page.tryButton.isEnabled()
    assert not page.usbOutButton.isEnabled()
    assert not page.usbInButton.isEnabled()


class Plug:
    """Stands for the demonstration's centre."""

    def __init__(self) -> None:
        self.plugged = True
        self.trouble = None

    def pull(self) -> None:
        self.plugged = False

    def plug_in(self) -> None:
        self.plugged = True


def test_the_cable_of_a_demonstration_can_be_pulled_and_put_back(hands: Hands, queue: QueuePage) -> None:
    assert not queue.demoNotice.isVisible()
    plug = Plug()
    queue.services = replace(queue.services, cable=plug)  # type: ignore[arg-type]  # stands in for it
    _refreshed(hands, queue)
    hands.press("Pull the cable")
    assert not plug.plugged
    assert "the cable is pulled" in queue.demoNotice.text
    hands.press("Plug it in again")
    assert plug.plugged
