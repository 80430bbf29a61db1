"""Freezing: what goes when, in which batches, and that nothing is lost on the way from queue to batch."""

from __future__ import annotations

import math
import random
import secrets
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto.signing import generate
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import BatchState
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.records import Lane, PollEvent
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.sync import drawing, outbox
from omp_desktop.sync.drawing import Pace, draw
from omp_desktop.sync.outbox import Freezer, acknowledge
from omp_desktop.wire.batch import ITEMS_MOST, NO_BATCH, Batch, StatementItem, ballots_that_fit
from omp_desktop.wire.envelope import CONTENT_BYTES_MOST, decode, open_envelope, unpack
from omp_desktop.wire.unreachable import CentreNotGenuine, ReceiptWrong
from tests.store.station import open_polls, opened
from tests.sync.sending_station import SendingStation, in_order, simple_pages
from tests.sync.stub_centre import StubCentre

LANES: tuple[Lane, ...] = ("S", "P", "B")
STEPS = ("S", "P", "B", "freeze", "ahead", "receipts", "release", "close")


@given(waiting=st.integers(0, 900), most=st.integers(1, 200))
def test_a_draw_has_twenty_at_least_and_leaves_ten(waiting: int, most: int) -> None:
    ids = [str(number) for number in range(waiting)]
    drawn = draw(ids, most, in_order)
    assert len(set(drawn)) == len(drawn) <= most
    assert set(drawn) <= set(ids)
    if drawn:
        assert len(drawn) >= 20
        assert waiting - len(drawn) >= 10
    else:
        assert waiting < 30 or most < 20


@given(arrivals=st.lists(st.integers(0, 60), max_size=30))
def test_while_polls_are_open_ten_stay_whatever_comes_when(arrivals: list[int]) -> None:
    waiting: list[str] = []
    for arrived in arrivals:
        waiting += [secrets.token_hex(4) for _ in range(arrived)]
        before = len(waiting)
        while chosen := draw(waiting, ITEMS_MOST, in_order):
            assert len(chosen) >= 20
            waiting = [item for item in waiting if item not in set(chosen)]
        assert len(waiting) == before or len(waiting) >= 10
        assert len(waiting) < 30


def test_every_ballot_is_drawn_as_often_as_any_other() -> None:
    """A ballot that came last is in the batch with the same probability as the first."""
    ids = [str(number) for number in range(40)]
    rounds = 3000
    sample = random.SystemRandom().sample
    seen = Counter(chosen for _ in range(rounds) for chosen in draw(ids, ITEMS_MOST, sample))
    expected = rounds * 30 / 40
    deviation = math.sqrt(rounds * 0.75 * 0.25)
    assert all(abs(seen[one] - expected) < 6 * deviation for one in ids)


def test_statements_go_at_once_in_their_order(station: SendingStation) -> None:
    station.statements(3)
    assert station.freeze() == 1
    (batch,) = station.sent("S")
    items = [decode(item, StatementItem) for item in batch.items]
    assert [item.position for item in items] == [1, 2, 3]
    assert [msgspec.json.decode(item.body)["number"] for item in items] == [0, 1, 2]
    assert {item.kind for item in items} == {"pledge-added"}


def test_statements_stay_in_the_queue_until_they_are_acknowledged(
    station: SendingStation, centre: StubCentre
) -> None:
    station.statements(3)
    station.freeze()
    with station.polls.store.read() as uow:
        assert [item.key for item in uow.outbox.waiting("S")] == ["0", "1", "2"]
    assert station.waits("S") == 3
    _acknowledge_all(station, centre)
    assert station.waits("S") == 0
    with station.polls.store.read() as uow:
        assert uow.outbox.waiting("S") == []


def test_what_a_voter_was_given_goes_at_once_and_that_they_voted_waits_for_others(
    station: SendingStation,
) -> None:
    issued = station.participations(2, ParticipationState.ISSUED)
    cancelled = station.participations(1, ParticipationState.CANCELLED)
    station.participations(29, ParticipationState.CAST)
    assert station.freeze(ahead=True) == 1
    (batch,) = station.sent("P")
    items = station.participations_of(batch)
    assert [item.voter for item in items] == sorted(issued + cancelled)
    assert station.unfrozen("P") == 29


def test_those_who_voted_go_in_a_group_that_leaves_ten_behind(station: SendingStation) -> None:
    station.participations(45)
    station.freeze(ahead=True)
    (batch,) = station.sent("P")
    voters = [item.voter for item in station.participations_of(batch)]
    assert len(voters) == 35
    assert voters == sorted(voters)
    assert station.unfrozen("P") == 10
    assert station.waits("P") == 45


def test_ballots_of_an_open_poll_are_a_page_of_one_kiosk_that_leaves_ten_behind(
    station: SendingStation,
) -> None:
    first = set(station.ballots(31))
    second = set(station.ballots(25, kiosk=station.kiosk()))
    station.freeze(ahead=True)
    (batch,) = station.sent("B")
    assert batch.page is not None
    assert batch.page.device_id == station.polls.kiosk_id
    ballots = station.ballots_of(batch)
    assert len(ballots) == 21
    assert {ballot.ballot for ballot in ballots} < first
    assert [ballot.code for ballot in ballots] == sorted(ballot.code for ballot in ballots)
    assert station.unfrozen("B") == 10 + len(second)


def test_without_the_ten_that_stay_every_ballot_would_go(
    station: SendingStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above."""
    monkeypatch.setattr(drawing, "LEFT_BEHIND", 0)
    station.ballots(31)
    station.freeze(ahead=True)
    assert station.unfrozen("B") == 0


@pytest.mark.parametrize("status", [BallotStatus.TESTED, BallotStatus.VOID])
def test_no_vote_hides_behind_ballots_that_are_none(station: SendingStation, status: BallotStatus) -> None:
    station.ballots(29)
    others = station.ballots(60, status=status)
    assert station.freeze(ahead=True) == 0
    station.ballots(1)
    station.freeze(ahead=True)
    (batch,) = station.sent("B")
    assert Counter(ballot.status for ballot in station.ballots_of(batch)) == {
        BallotStatus.CAST: 20,
        status: len(others),
    }
    assert station.unfrozen("B") == 10


def test_ballots_that_are_no_votes_wait_where_a_page_is_full_of_votes(station: SendingStation) -> None:
    station.ballots(210)
    station.ballots(5, status=BallotStatus.TESTED)
    station.freeze(ahead=True)
    (batch,) = station.sent("B")
    assert {ballot.status for ballot in station.ballots_of(batch)} == {BallotStatus.CAST}
    assert station.unfrozen("B") == 15


def test_closed_polls_send_everything(station: SendingStation) -> None:
    station.statements(1)
    station.participations(450)
    station.ballots(230)
    station.close()
    station.freeze(ahead=True)
    assert [len(batch.items) for batch in station.sent("P")] == [200, 200, 50]
    assert sorted(len(batch.items) for batch in station.sent("B")) == [30, 200]
    assert {lane: station.unfrozen(lane) for lane in LANES} == {"S": 0, "P": 0, "B": 0}
    assert {lane: station.waits(lane) for lane in LANES} == {"S": 1, "P": 450, "B": 230}


def test_a_page_that_was_made_before_is_sent_although_polls_are_open_again(station: SendingStation) -> None:
    station.ballots(3)
    station.close()
    station.polls.set_state(ElectionState.OPEN)
    station.ballots(5)
    assert station.freeze(ahead=True) == 1
    (batch,) = station.sent("B")
    assert len(batch.items) == 3
    assert station.unfrozen("B") == 5


def test_no_page_is_made_once_the_closing_value_covers_them_all(station: SendingStation) -> None:
    station.ballots(300)
    station.polls.set_state(ElectionState.CLOSED)
    assert station.freeze(ahead=True) == 0
    assert station.unfrozen("B") == 300


def test_two_people_can_send_what_waits_and_later_votes_keep_together_again(
    station: SendingStation,
) -> None:
    station.statements(1)
    station.participations(3)
    station.ballots(4)
    release(station)
    assert station.freeze() == 3
    assert {lane: station.unfrozen(lane) for lane in LANES} == {"S": 0, "P": 0, "B": 0}
    station.participations(3)
    station.ballots(4)
    assert station.freeze(ahead=True) == 0


def test_everything_goes_epoch_by_epoch(station: SendingStation) -> None:
    station.ballots(3, epoch=2)
    station.ballots(4, epoch=1)
    other = station.kiosk()
    station.ballots(1, kiosk=other, epoch=1, status=BallotStatus.COMMITTED)
    held_back = station.ballots(2, kiosk=other, epoch=2)
    release(station)
    station.freeze()
    pages = [(batch.page and batch.page.store_epoch, len(batch.items)) for batch in station.sent("B")]
    assert sorted(pages) == [(1, 4), (2, 3)]
    assert station.unfrozen("B") == len(held_back)


def test_a_vote_waits_for_no_more_than_one_batch_of_ballots(
    station: SendingStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each transaction keeps those who cast waiting, and a batch of ballots is large."""
    station.ballots(450)
    release(station)
    made = watch(station, monkeypatch)
    station.freeze()
    assert made == [0, 1, 2, 3, 3]


def test_a_ballot_that_comes_while_everything_is_sent_keeps_to_the_later_ones(
    station: SendingStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = set(station.ballots(450))
    release(station)
    watch(station, monkeypatch, lambda: station.ballots(1))
    station.freeze(ahead=True)
    ballots = {each.ballot for batch in station.sent("B") for each in station.ballots_of(batch)}
    assert ballots == first
    assert station.unfrozen("B") > 1


def test_sending_everything_goes_on_after_a_crash_with_what_waited_at_first(station: SendingStation) -> None:
    first = set(station.ballots(450))
    voters = set(station.participations(3))
    release(station)
    left = iter(range(2))

    def killed(count: int) -> bytes:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return secrets.token_bytes(count)

    with pytest.raises(KeyboardInterrupt):
        Freezer(station.polls.store, simple_pages, station.sample, killed).freeze(station.sender)
    assert len(station.stored("B")) == 1
    station.ballots(5)
    station.participations(5)
    station.freeze(ahead=True)
    ballots = {each.ballot for batch in station.sent("B") for each in station.ballots_of(batch)}
    assert ballots == first
    assert {each.voter for batch in station.sent("P") for each in station.participations_of(batch)} == voters


def test_where_nothing_waits_the_next_ballot_does_not_go_alone(station: SendingStation) -> None:
    station.statements(1)
    release(station)
    station.ballots(1)
    station.participations(1)
    assert station.freeze(ahead=True) == 1
    assert (station.unfrozen("P"), station.unfrozen("B")) == (1, 1)


def test_what_two_people_said_ends_with_the_next_step_of_the_polls(station: SendingStation) -> None:
    """Polls that were closed before it was done, and opened again, keep their ballots together."""
    station.ballots(4)
    with station.polls.store.uow() as uow:
        uow.outbox.release(station.polls.election_id)
        uow.poll_events.add(
            PollEvent(
                station.polls.election_id,
                PollAction.CLOSE,
                ElectionState.CLOSING,
                ElectionState.CLOSED,
                datetime(2026, 12, 3, 9, tzinfo=UTC),
                (),
                {},
            )
        )
        uow.commit()
    assert station.freeze() == 0


def test_nothing_of_a_draft_is_sent(station: SendingStation) -> None:
    with station.polls.store.uow() as uow:
        draft = replace(uow.elections.get(station.polls.election_id), id="ab" * 16, state=ElectionState.DRAFT)
        uow.elections.add(draft)
        uow.outbox.add("S", "pledge-added", b"{}", draft.id, "x")
        uow.outbox.release(draft.id)
        uow.commit()
    assert station.freeze(ahead=True) == 0


def test_one_batch_of_a_lane_is_on_its_way_at_a_time(station: SendingStation) -> None:
    station.participations(1, ParticipationState.ISSUED)
    assert station.freeze() == 1
    station.participations(1, ParticipationState.ISSUED)
    station.participations(1, ParticipationState.ISSUED)
    assert station.freeze() == 0
    assert station.freeze(ahead=True) == 1
    assert [len(batch.items) for batch in station.sent("P")] == [1, 2]


def test_a_newer_state_of_a_voter_is_in_a_later_batch(station: SendingStation) -> None:
    (voter,) = station.participations(1, ParticipationState.ISSUED)
    station.freeze()
    with station.polls.store.uow() as uow:
        payload = b'{"hour":null,"state":"cancelled","voter":"' + voter.encode() + b'"}'
        uow.outbox.add("P", "participation", payload, station.polls.election_id, voter)
        uow.commit()
    station.freeze(ahead=True)
    states = [station.participations_of(batch)[0].state for batch in station.sent("P")]
    assert states == [ParticipationState.ISSUED, ParticipationState.CANCELLED]


def test_batches_are_numbered_and_chained_in_each_lane(station: SendingStation) -> None:
    for _ in range(3):
        station.statements(1)
        station.participations(1, ParticipationState.ISSUED)
        station.freeze(ahead=True)
    for lane in ("S", "P"):
        previous = NO_BATCH
        for number, (content, stored) in enumerate(
            zip(station.sent(lane), station.stored(lane), strict=True), start=1
        ):
            assert (content.sequence, content.previous, content.lane) == (number, previous, lane)
            assert content.batch_id == stored.batch_id
            previous = stored.digest


def test_a_new_epoch_begins_chains_of_its_own(station: SendingStation) -> None:
    station.statements(1)
    station.freeze(ahead=True)
    with station.polls.store.uow() as uow:
        uow.settings.begin_epoch()
        uow.commit()
    station.statements(1)
    station.freeze(ahead=True)
    assert [(b.store_epoch, b.sequence, b.previous) for b in station.sent("S")] == [
        (1, 1, NO_BATCH),
        (2, 1, NO_BATCH),
    ]


def test_a_batch_says_whose_it_is(station: SendingStation) -> None:
    station.statements(1)
    station.freeze()
    (batch,) = station.sent("S")
    with station.polls.store.read() as uow:
        assert batch.store_id == uow.settings.store_id
    assert (batch.election_id, batch.station_id, batch.device_id) == (
        station.polls.election_id,
        station.polls.station_id,
        station.office_id,
    )


def test_a_ballot_travels_with_its_bytes_and_a_tested_one_with_its_nonce(station: SendingStation) -> None:
    station.ballots(1)
    station.ballots(1, status=BallotStatus.TESTED)
    station.ballots(1, status=BallotStatus.VOID)
    station.close()
    station.freeze()
    (batch,) = station.sent("B")
    by_status = {ballot.status: ballot for ballot in station.ballots_of(batch)}
    assert by_status.keys() == {BallotStatus.CAST, BallotStatus.TESTED, BallotStatus.VOID}
    assert by_status[BallotStatus.TESTED].nonce == bytes(range(32)).hex()
    assert by_status[BallotStatus.CAST].nonce is by_status[BallotStatus.VOID].nonce is None
    with station.polls.store.read() as uow:
        for ballot in by_status.values():
            stored = uow.ballots.get(ballot.ballot)
            assert msgspec.json.decode(f'"{ballot.body}"', type=bytes) == stored.body
            assert ballot.code == stored.body[93:125].hex()


def test_two_hundred_items_are_the_most(station: SendingStation) -> None:
    station.statements(401)
    station.freeze(ahead=True)
    assert [len(batch.items) for batch in station.sent("S")] == [200, 200, 1]


def test_large_statements_share_a_batch_only_as_far_as_it_holds_them(station: SendingStation) -> None:
    station.statements(3, size=400_000)
    station.freeze(ahead=True)
    assert [len(batch.items) for batch in station.sent("S")] == [2, 1]
    assert all(_content_bytes(station, batch) <= CONTENT_BYTES_MOST for batch in station.sent("S"))


def test_a_statement_that_is_too_large_goes_alone_and_blocks_nobody(station: SendingStation) -> None:
    station.statements(1, size=CONTENT_BYTES_MOST)
    station.statements(1)
    station.freeze(ahead=True)
    assert [batch.n for batch in station.stored("S")] == [1, 1]


def test_large_ballots_make_smaller_pages(station: SendingStation) -> None:
    size = 15_000
    most = ballots_that_fit(size)
    assert 20 < most < 200
    station.ballots(most + 40, size=size)
    station.freeze(ahead=True)
    batches = station.sent("B")
    assert [len(batch.items) for batch in batches] == [most, 30]
    assert all(_content_bytes(station, batch) <= CONTENT_BYTES_MOST for batch in batches)


@given(size=st.integers(125, 800_000))
def test_a_full_batch_of_ballots_keeps_to_its_size(size: int) -> None:
    count = ballots_that_fit(size)
    # An item without its body, and the head of the batch: counted from real ones.
    assert 1 <= count <= ITEMS_MOST
    if count > 1:
        assert count * (4 * -(-size // 3) + 420) + 1200 <= CONTENT_BYTES_MOST


def test_ballots_of_an_older_epoch_go_first_and_hold_the_newer_ones_back(station: SendingStation) -> None:
    """The pages of an epoch begin where those of the one before ended."""
    station.ballots(15, epoch=1)
    station.ballots(50, epoch=2)
    assert station.freeze(ahead=True) == 0
    station.ballots(20, epoch=1)
    station.freeze(ahead=True)
    (batch,) = station.sent("B")
    assert batch.page is not None
    assert (batch.page.store_epoch, len(batch.items)) == (1, 25)


def test_a_ballot_of_an_older_epoch_that_may_still_be_cast_holds_the_newer_ones_back(
    station: SendingStation,
) -> None:
    station.ballots(1, epoch=1, status=BallotStatus.COMMITTED)
    station.ballots(50, epoch=2)
    assert station.freeze(ahead=True) == 0
    station.ballots(1, kiosk=station.kiosk(), epoch=1, status=BallotStatus.COMMITTED)
    station.ballots(49, epoch=1)
    station.freeze(ahead=True)
    (batch,) = station.sent("B")
    assert batch.page is not None
    assert batch.page.store_epoch == 1


def test_freezing_that_is_broken_off_leaves_the_queue_as_it_was(station: SendingStation) -> None:
    station.ballots(40)
    station.participations(40)
    station.statements(2)

    def broken(uow: UnitOfWork, election_id: str, ids: object) -> None:
        simple_pages(uow, election_id, ids)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    freezer = Freezer(station.polls.store, broken, station.sample, secrets.token_bytes)
    with pytest.raises(KeyboardInterrupt):
        freezer.freeze(station.sender, ahead=True)
    assert station.stored("B") == []
    assert station.unfrozen("B") == 40
    with station.polls.store.read() as uow:
        assert uow.pages.all(station.polls.election_id) == []
    station.freeze(ahead=True)
    assert len(station.stored("B")) == 1


def test_a_page_maker_that_makes_none_makes_no_batch(station: SendingStation) -> None:
    station.ballots(40)
    freezer = Freezer(station.polls.store, lambda *_: None, station.sample, secrets.token_bytes)
    assert freezer.freeze(station.sender) == 0
    assert station.unfrozen("B") == 40


def test_what_another_thread_froze_meanwhile_is_not_frozen_again(
    station: SendingStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking is done without a lock, so that what was seen may be gone when the lock is there."""
    station.statements(1)
    station.participations(1, ParticipationState.ISSUED)
    monkeypatch.setattr(outbox, "is_ready", lambda *_: True)
    assert station.freeze() == 2
    assert len(station.stored()) == 2


def test_the_counts_of_the_store_agree_with_its_rows_at_every_step(
    station: SendingStation, centre: StubCentre
) -> None:
    station.statements(2)
    station.participations(60)
    station.ballots(60)
    for step in (
        lambda: station.freeze(ahead=True),
        lambda: _acknowledge_all(station, centre),
        station.close,
        lambda: station.freeze(ahead=True),
    ):
        step()
        assert station.polls.store.integrity_check() == ()


def test_a_receipt_of_the_centre_acknowledges(station: SendingStation, centre: StubCentre) -> None:
    station.participations(2, ParticipationState.ISSUED)
    station.freeze()
    (batch,) = station.stored("P")
    sealed = open_envelope(centre.receipt_of(_body(station, batch.batch_id)))
    receipt = acknowledge(station.polls.store, batch.batch_id, sealed, centre.key.public_key)
    (after,) = station.stored("P")
    assert (after.state, after.receipt) == (BatchState.ACKNOWLEDGED, sealed.envelope)
    assert receipt.accepted == 2
    assert station.waits("P") == 0


def test_a_receipt_that_comes_again_changes_nothing(station: SendingStation, centre: StubCentre) -> None:
    station.statements(1)
    station.freeze()
    (batch,) = station.stored("S")
    sealed = open_envelope(centre.receipt_of(_body(station, batch.batch_id)))
    for _ in range(2):
        acknowledge(station.polls.store, batch.batch_id, sealed, centre.key.public_key)
    assert station.waits("S") == 0


def test_what_the_centre_set_aside_stays_visible(station: SendingStation, centre: StubCentre) -> None:
    station.statements(2)
    station.freeze()
    (batch,) = station.stored("S")
    raw = centre.receipt_of(_body(station, batch.batch_id), set_aside=["item.malformed"])
    acknowledge(station.polls.store, batch.batch_id, open_envelope(raw), centre.key.public_key)
    with station.polls.store.read() as uow:
        (aside,) = uow.batches.set_aside()
        assert uow.batches.count_set_aside() == 1
    assert (aside.batch_id, aside.problem) == (batch.batch_id, "item.malformed")


@pytest.mark.parametrize(
    "changes", [{"digest": "00" * 32}, {"batch_id": "00" * 16}, {"n": 3}, {"accepted": 1}, {"duplicate": 5}]
)
def test_a_receipt_for_something_else_acknowledges_nothing(
    station: SendingStation, centre: StubCentre, changes: dict[str, object]
) -> None:
    station.statements(2)
    station.freeze()
    (batch,) = station.stored("S")
    sealed = open_envelope(centre.receipt_of(_body(station, batch.batch_id), **changes))
    with pytest.raises(ReceiptWrong):
        acknowledge(station.polls.store, batch.batch_id, sealed, centre.key.public_key)
    assert station.stored("S") == [batch]
    assert station.waits("S") == 2


def test_a_receipt_of_another_centre_acknowledges_nothing(
    station: SendingStation, centre: StubCentre
) -> None:
    station.statements(1)
    station.freeze()
    (batch,) = station.stored("S")
    sealed = open_envelope(centre.receipt_of(_body(station, batch.batch_id)))
    with pytest.raises(CentreNotGenuine):
        acknowledge(station.polls.store, batch.batch_id, sealed, generate().public_key)
    assert station.stored("S") == [batch]


def test_a_receipt_for_a_batch_that_is_not_here_is_refused(
    station: SendingStation, centre: StubCentre
) -> None:
    station.statements(1)
    station.freeze()
    (batch,) = station.stored("S")
    sealed = open_envelope(centre.receipt_of(_body(station, batch.batch_id)))
    with pytest.raises(RecordMissing):
        acknowledge(station.polls.store, "00" * 16, sealed, centre.key.public_key)


def test_an_item_of_the_ordered_lane_without_a_place_is_a_fault(station: SendingStation) -> None:
    station.participations(1)
    with station.polls.store.read() as uow:
        (item,) = uow.outbox.waiting("P")
    with pytest.raises(ValueError, match="place"):
        outbox._position(item)


def test_the_secret_of_a_sender_is_not_in_its_words(station: SendingStation) -> None:
    assert repr(station.key.seed)[2:-1] not in repr(station.sender)
    assert station.key.seed.hex() not in repr(station.sender)


def test_only_closed_and_released_polls_send_the_whole() -> None:
    assert {pace for pace in Pace if pace.whole} == {Pace.RELEASED, Pace.ENDED}


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_whatever_happens_in_which_order_every_item_is_queued_or_in_one_batch(data: st.DataObject) -> None:
    """A model of the whole life of the queue: what came in is queued, frozen once, and never lost."""
    with StubCentre(listen=False) as centre, tempfile.TemporaryDirectory() as folder:
        station = SendingStation.at(open_polls(opened(Path(folder))))
        came: dict[Lane, set[str]] = {"S": set(), "P": set(), "B": set()}
        closed = False
        for _ in range(data.draw(st.integers(3, 10))):
            step = data.draw(st.sampled_from(STEPS))
            if step == "S":
                station.statements(data.draw(st.integers(1, 3)))
            elif step == "P" and not closed:
                came["P"] |= set(station.participations(data.draw(st.integers(1, 40))))
            elif step == "B" and not closed:
                came["B"] |= set(station.ballots(data.draw(st.integers(1, 40))))
            elif step == "receipts":
                _acknowledge_all(station, centre)
            elif step == "release":
                release(station)
            elif step == "close" and not closed:
                station.close()
                closed = True
            elif step in {"freeze", "ahead"}:
                station.freeze(ahead=step == "ahead")
            _check_model(station, came)
        station.polls.store.close()


def release(station: SendingStation) -> None:
    """Two people say that everything goes."""
    with station.polls.store.uow() as uow:
        uow.outbox.release(station.polls.election_id)
        uow.commit()


def watch(
    station: SendingStation, monkeypatch: pytest.MonkeyPatch, behind: Callable[[], object] = lambda: None
) -> list[int]:
    """How many batches of ballots there are after each transaction of the freezer; `behind` happens then."""
    made: list[int] = []
    commit = UnitOfWork.commit
    busy = False

    def watched(uow: UnitOfWork) -> None:
        nonlocal busy
        commit(uow)
        if not busy:
            busy = True
            made.append(len(station.stored("B")))
            behind()
            busy = False

    monkeypatch.setattr(UnitOfWork, "commit", watched)
    return made


def _check_model(station: SendingStation, came: dict[Lane, set[str]]) -> None:
    voters = [i.voter for batch in station.sent("P") for i in station.participations_of(batch)]
    ballots = [i.ballot for batch in station.sent("B") for i in station.ballots_of(batch)]
    with station.polls.store.read() as uow:
        queued = {lane: {item.key for item in uow.outbox.waiting(lane, 10_000)} for lane in ("P", "B")}
    for lane, frozen in (("P", voters), ("B", ballots)):
        assert len(set(frozen)) == len(frozen), "an item is in two batches"
        assert set(frozen) | queued[lane] == came[lane], "an item was lost, or came from nowhere"
        assert not set(frozen) & queued[lane]
    for batch in station.stored():
        assert (batch.state is BatchState.ACKNOWLEDGED) == (batch.receipt is not None)
    assert station.polls.store.integrity_check() == ()


def _acknowledge_all(station: SendingStation, centre: StubCentre) -> None:
    for batch in station.stored():
        if batch.receipt is None:
            raw = centre.receipt_of(_body(station, batch.batch_id))
            acknowledge(station.polls.store, batch.batch_id, open_envelope(raw), centre.key.public_key)


def _body(station: SendingStation, batch_id: str) -> bytes:
    with station.polls.store.read() as uow:
        return uow.batches.body(batch_id)


def _content_bytes(station: SendingStation, batch: Batch) -> int:
    content = open_envelope(unpack(_body(station, batch.batch_id))).content
    assert sha256(content).hexdigest()
    return len(content)
