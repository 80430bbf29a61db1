"""Pages at the end of voting: every ballot on one, closing values that cover them, no order of voting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omp_desktop.crypto import signing
from omp_desktop.crypto.pages import CLOSING_PURPOSE, Chain, Counts, Entry, closing_value, page_hash
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.services import pages
from omp_desktop.services.key_errors import KeyStoreLocked, SigningKeyMissing
from omp_desktop.services.publication import read_published
from omp_desktop.store.errors import RecordProtected
from omp_desktop.store.records import StoredPage
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.services.polling_day import AFTER, Day


def _chain(uow: UnitOfWork, day: Day) -> Chain:
    device = uow.devices.get(day.election.kiosk.id)
    context = read_published(uow, day.id).context
    return Chain(context.base_hash, device.station_id, device.id, bytes.fromhex(device.public_key))


def _entries(uow: UnitOfWork, page: StoredPage) -> list[Entry]:
    entries = [Entry(ballot.body[93:125], ballot.status) for ballot in uow.pages.ballots(page.place)]
    return sorted(entries, key=lambda entry: entry.code)


def _vote_and_leave_some(day: Day) -> None:
    day.open()
    for roll in ("1", "2", "3"):
        day.vote(roll)
    permit = day.permit("4")
    day.booth.begin(permit.token)
    day.booth.seal(permit.token, day.choices(None))


def test_closing_puts_every_ballot_on_a_page(day: Day) -> None:
    _vote_and_leave_some(day)
    day.close()
    with day.desk.core.store.read() as uow:
        (page,) = uow.pages.all(day.id)
        assert uow.pages.unpaged(day.id) == []
        entries = _entries(uow, page)
        counts = Counts.of(entries)
        assert (counts.cast, counts.void) == (3, 1)
        chain = _chain(uow, day)
        assert page.hash == page_hash(chain, 1, 1, bytes.fromhex(page.previous), entries).hex()


def test_the_closing_value_covers_everything_and_is_signed_by_the_booth(day: Day) -> None:
    _vote_and_leave_some(day)
    day.close()
    with day.desk.core.store.read() as uow:
        (closing,) = pages.read_closings(uow, day.id)
        chain = _chain(uow, day)
        entries = sorted(uow.pages.entries(day.id, chain.device_id), key=lambda entry: entry.code)
        value = closing_value(chain, closing.epochs, closing.counts, entries)
    assert closing.value == value.hex()
    assert closing.signature is not None
    signing.verify(chain.public_key, CLOSING_PURPOSE, value, closing.signature)
    assert day.polls.closing_report(day.id).closings == (closing,)


def test_pages_hold_so_many_ballots_and_are_chained(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "BALLOTS_ON_A_PAGE", 2)
    _vote_and_leave_some(day)
    day.close()
    with day.desk.core.store.read() as uow:
        first, second = uow.pages.all(day.id)
        assert [len(uow.pages.ballots(page.place)) for page in (first, second)] == [2, 2]
        assert (first.place.number, second.place.number) == (1, 2)
        assert second.previous == first.hash
        (closing,) = pages.read_closings(uow, day.id)
        assert closing.epochs[0].last.hex() == second.hash


def test_opened_again_the_chain_goes_on_and_ends_with_another_value(day: Day) -> None:
    day.open()
    day.vote("1")
    day.close()
    beside_commission = day.people.beside(day.people.commission, day.people.manager)
    later = AFTER + timedelta(hours=1)
    day.desk.elections.extend_hours(day.people.commission, beside_commission, day.id, 0, later)
    day.polls.reopen(day.people.commission, beside_commission, day.id, "정전")
    day.vote("2")
    day.clock.set(AFTER + timedelta(hours=2))
    day.polls.begin_closing(day.people.manager, day.id, 0)
    day.polls.close(day.people.manager, day.observer, day.id)
    with day.desk.core.store.read() as uow:
        first, second = uow.pages.all(day.id)
        assert second.previous == first.hash
        (closing,) = pages.read_closings(uow, day.id)
        assert closing.counts == Counts(cast=2, tested=0, void=0)
        assert [stored.number for stored in uow.pages.closings(day.id)] == [2]


def test_a_new_epoch_of_the_store_begins_where_the_one_before_ended(day: Day) -> None:
    day.open()
    day.vote("1")
    with day.desk.core.store.uow() as uow:
        pages.freeze_pages(uow, day.id)
        uow.settings.begin_epoch()
        uow.commit()
    day.vote("2")
    day.close()
    with day.desk.core.store.read() as uow:
        before, after = uow.pages.all(day.id)
        assert (before.place.store_epoch, after.place.store_epoch) == (1, 2)
        (closing,) = pages.read_closings(uow, day.id)
        assert after.previous == closing.epochs[1].opening.hex()
        assert closing.epochs[0].last.hex() == before.hash


def test_a_key_store_that_does_not_answer_stops_no_closing(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.open()
    day.vote("1")

    def locked(_box: object, _name: str) -> bytes | None:
        raise KeyStoreLocked

    monkeypatch.setattr(type(day.desk.core.secrets_box), "get", locked)
    day.close()
    with day.desk.core.store.read() as uow:
        (closing,) = pages.read_closings(uow, day.id)
        assert closing.signature is None
    monkeypatch.undo()
    seeds = pages.signing_seeds(day.desk.core, [day.election.kiosk])
    with day.desk.core.store.uow() as uow:
        pages.sign_missing(uow, day.id, seeds)
        uow.commit()
    with day.desk.core.store.read() as uow:
        (signed,) = pages.read_closings(uow, day.id)
        assert signed.signature is not None


def test_a_closing_value_cannot_be_signed_without_the_key(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.open()
    day.vote("1")
    monkeypatch.setattr(pages, "signing_seeds", lambda _core, _devices: {})
    monkeypatch.setattr("omp_desktop.services.polls.signing_seeds", lambda _core, _devices: {})
    day.close()
    with day.desk.core.store.uow() as uow, pytest.raises(SigningKeyMissing):
        pages.sign_missing(uow, day.id, {})


def test_a_ballot_that_may_still_be_cast_is_on_no_page(day: Day) -> None:
    _vote_and_leave_some(day)
    with day.desk.core.store.uow() as uow:
        pages.freeze_pages(uow, day.id)
        (page,) = uow.pages.all(day.id)
        statuses = {entry.status for entry in _entries(uow, page)}
        assert statuses == {BallotStatus.CAST}
        (sealed,) = uow.ballots.committed_of_device(day.election.kiosk.id)
        with pytest.raises(RecordProtected):
            uow.pages.add(replace(page, place=replace(page.place, number=2)), [sealed])


def test_an_election_without_ballots_has_neither_pages_nor_closing_values(day: Day) -> None:
    day.open()
    day.close()
    with day.desk.core.store.read() as uow:
        assert uow.pages.all(day.id) == []
        assert pages.read_closings(uow, day.id) == ()


def _drawn(day: Day, count: int) -> list[str]:
    with day.desk.core.store.uow() as uow:
        ids = [ballot.ballot_id for ballot in uow.pages.unpaged(day.id)][:count]
        pages.freeze_drawn(uow, day.id, ids)
        uow.commit()
    return ids


def test_ballots_that_were_drawn_are_a_page_while_the_others_wait(day: Day) -> None:
    _vote_and_leave_some(day)
    drawn = _drawn(day, 2)
    with day.desk.core.store.read() as uow:
        (page,) = uow.pages.all(day.id)
        assert {ballot.ballot_id for ballot in uow.pages.ballots(page.place)} == set(drawn)
        assert len(uow.pages.unpaged(day.id)) == 1
        ballots = uow.pages.ballots(page.place)
        assert [ballot.code for ballot in ballots] == [entry.code for entry in _entries(uow, page)]
        assert all(uow.ballots.get(ballot.ballot_id).body == ballot.body for ballot in ballots)


def test_the_chain_of_drawn_pages_goes_on_to_the_closing_value(day: Day) -> None:
    _vote_and_leave_some(day)
    _drawn(day, 2)
    day.close()
    with day.desk.core.store.read() as uow:
        first, second = uow.pages.all(day.id)
        assert second.previous == first.hash
        (closing,) = pages.read_closings(uow, day.id)
        assert (closing.counts.cast, closing.counts.void) == (3, 1)
        assert [(end.pages, end.last.hex()) for end in closing.epochs] == [(2, second.hash)]


def test_large_ballots_make_smaller_pages(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page travels as one batch, and a batch has its size."""
    asked: list[int] = []

    def two_fit(body_bytes: int) -> int:
        asked.append(body_bytes)
        return 2

    monkeypatch.setattr(pages, "ballots_that_fit", two_fit)
    _vote_and_leave_some(day)
    day.close()
    with day.desk.core.store.read() as uow:
        stored = uow.pages.all(day.id)
        assert [len(uow.pages.ballots(page.place)) for page in stored] == [2, 2]
        assert asked == [max(len(ballot.body) for ballot in uow.pages.ballots(stored[0].place))]
