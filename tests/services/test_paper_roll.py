"""The voters list for paper: kept sealed, made anew on coarse occasions, opened by two people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from omp_desktop.domain.access_errors import AccountInactive, SamePerson
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.paper_roll import RollLine
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.services import kept_rolls, paper_roll
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.key_errors import StoreKeyMissing
from omp_desktop.services.paper_roll import PaperRoll
from omp_desktop.services.paper_roll_errors import (
    PaperRollCancelled,
    PaperRollMissing,
    PaperRollNotNeeded,
    PaperRollUnreadable,
    PaperRollUnwritable,
    StoreStillWorks,
)
from omp_desktop.services.secrets import STORE_KEY
from omp_desktop.services.session import SecondPerson
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import StoreFailed
from tests.services import scene
from tests.services.polling_day import Day
from tests.services.scene import OPENS

WHY = "정전"


@pytest.fixture
def roll(core: Core) -> PaperRoll:
    core.secrets_box.put(STORE_KEY, scene.STORE_KEY)
    return PaperRoll(core)


def lines(roll: PaperRoll, day: Day) -> list[RollLine]:
    return [line for page in roll.kept.lines(day.id) for line in page]


def marked(roll: PaperRoll, day: Day) -> list[str]:
    return [line.roll_number for line in lines(roll, day) if line.marked]


def sealed_file(core: Core, day: Day) -> Path:
    return core.data_dir / kept_rolls.FOLDER / f"{day.id}.sealed"


def take_part(day: Day, count: int) -> None:
    """So many voters got their permit, more than there are booths here."""
    with day.desk.core.store.uow() as uow:
        for number in range(1, count + 1):
            voter = uow.voters.by_roll_number(day.id, str(number))
            assert voter is not None
            uow.participations.issue(day.id, voter.id)
        uow.commit()


def suspend(day: Day) -> None:
    day.polls.suspend(day.people.manager, day.observer, day.id, WHY)


def opened(roll: PaperRoll, day: Day) -> int:
    """The version that two people get."""
    return roll.open_with_two(day.people.manager, day.observer, day.id, WHY).version


def failing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_failure", StoreFailed(reason="disk I/O error"))


def test_it_has_everybody_in_the_order_of_the_roll(roll: PaperRoll, open_day: Day) -> None:
    roll.renew(open_day.id)

    numbers = [line.roll_number for line in lines(roll, open_day)]
    assert len(numbers) > 10
    assert numbers == sorted(numbers, key=int)
    voter = open_day.voter("2")
    line = lines(roll, open_day)[numbers.index("2")]
    assert (line.name, line.birth_date, line.address) == (voter.name, voter.birth_date, voter.address)


def test_it_comes_in_pages_however_long_it_is(
    roll: PaperRoll, open_day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll.renew(open_day.id)
    whole = lines(roll, open_day)
    monkeypatch.setattr(paper_roll, "_KEYS_AT_ONCE", 3)
    monkeypatch.setattr(paper_roll, "_VOTERS_AT_ONCE", 4)
    sealed_file(roll._core, open_day).unlink()
    reached: list[tuple[int, int]] = []

    roll.renew(open_day.id, lambda done, total: reached.append((done, total)))

    assert lines(roll, open_day) == whole
    assert {len(page) for page in list(roll.kept.lines(open_day.id))[:-1]} == {4}
    assert reached[-1] == (len(whole), len(whole))


def test_whoever_has_a_permit_and_whoever_voted_look_the_same(roll: PaperRoll, open_day: Day) -> None:
    open_day.vote("2")
    open_day.permit("10")

    roll.renew(open_day.id)

    assert marked(roll, open_day) == ["2", "10"]


def test_a_cancelled_permit_leaves_no_mark(roll: PaperRoll, open_day: Day) -> None:
    open_day.permit("3")
    open_day.check_in.cancel(open_day.people.manager, open_day.id, open_day.voter("3").id, WHY)

    roll.renew(open_day.id)

    assert marked(roll, open_day) == []


def test_votes_of_one_hour_make_no_new_version(roll: PaperRoll, open_day: Day) -> None:
    first = roll.renew(open_day.id)
    take_part(open_day, 11)

    assert roll.renew(open_day.id) == first
    assert marked(roll, open_day) == []


def test_fewer_than_ten_more_voters_make_no_new_version(roll: PaperRoll, open_day: Day) -> None:
    roll.renew(open_day.id)
    take_part(open_day, 9)
    open_day.clock.set(open_day.clock.now() + timedelta(hours=1))

    renewed = roll.renew(open_day.id)

    assert renewed is not None
    assert (renewed.version, renewed.marked) == (1, 0)


def test_ten_more_voters_in_a_later_hour_make_a_new_version(roll: PaperRoll, open_day: Day) -> None:
    roll.renew(open_day.id)
    take_part(open_day, 10)
    open_day.clock.set(open_day.clock.now() + timedelta(hours=1))

    renewed = roll.renew(open_day.id)

    assert renewed is not None
    assert (renewed.version, renewed.marked, renewed.complete) == (2, 10, False)
    assert len(marked(roll, open_day)) == 10


def test_its_head_says_the_hour_and_nothing_finer(roll: PaperRoll, open_day: Day) -> None:
    open_day.clock.set(OPENS + timedelta(minutes=37, seconds=12))

    head = roll.renew(open_day.id)

    assert head is not None
    assert head.hour == OPENS
    assert roll.kept.head(open_day.id) == head


def test_two_people_get_no_newer_one_while_others_vote(roll: PaperRoll, open_day: Day) -> None:
    roll.renew(open_day.id)
    open_day.vote("2")

    assert opened(roll, open_day) == 1
    assert marked(roll, open_day) == []


def test_while_voting_is_suspended_they_get_a_complete_one(roll: PaperRoll, open_day: Day) -> None:
    roll.renew(open_day.id)
    open_day.vote("2")
    suspend(open_day)

    assert opened(roll, open_day) == 2
    head = roll.kept.head(open_day.id)
    assert head is not None
    assert head.complete
    assert marked(roll, open_day) == ["2"]


def test_it_is_right_where_one_permit_was_cancelled_and_another_one_issued(
    roll: PaperRoll, open_day: Day
) -> None:
    open_day.permit("3")
    suspend(open_day)
    opened(roll, open_day)
    open_day.polls.resume(open_day.people.manager, open_day.observer, open_day.id)
    open_day.check_in.cancel(open_day.people.manager, open_day.id, open_day.voter("3").id, WHY)
    open_day.vote("2")
    suspend(open_day)

    opened(roll, open_day)

    assert marked(roll, open_day) == ["2"]


def test_one_made_before_voting_went_on_is_not_called_complete(roll: PaperRoll, open_day: Day) -> None:
    suspend(open_day)
    whole = roll.open_with_two(open_day.people.manager, open_day.observer, open_day.id, WHY)
    open_day.polls.resume(open_day.people.manager, open_day.observer, open_day.id)
    open_day.vote("2")

    older = roll.open_with_two(open_day.people.manager, open_day.observer, open_day.id, WHY)

    assert (whole.complete, older.complete) == (True, False)
    assert older.version == whole.version


def test_who_was_switched_off_no_longer_confirms(roll: PaperRoll, open_day: Day, core: Core) -> None:
    with core.store.uow() as uow:
        uow.accounts.deactivate(open_day.observer.account.id)
        uow.commit()

    with pytest.raises(AccountInactive):
        opened(roll, open_day)


def left_by_a_crash(core: Core, day: Day) -> Path:
    file = sealed_file(core, day)
    file.parent.mkdir(exist_ok=True)
    left = file.with_name(f".{file.name}.0a1b2c3d.partial")
    left.write_bytes(b"half of a list")
    return left


def test_what_a_crash_left_goes_with_the_next_list(roll: PaperRoll, open_day: Day, core: Core) -> None:
    left = left_by_a_crash(core, open_day)

    roll.renew(open_day.id)

    assert list(left.parent.iterdir()) == [sealed_file(core, open_day)]


def test_what_a_crash_left_goes_when_the_list_is_forgotten(
    roll: PaperRoll, open_day: Day, core: Core
) -> None:
    left = left_by_a_crash(core, open_day)
    open_day.close()

    roll.renew(open_day.id)

    assert list(left.parent.iterdir()) == []


def test_that_it_was_opened_stands_in_the_audit_log(roll: PaperRoll, open_day: Day, core: Core) -> None:
    opened(roll, open_day)

    last = list(AuditLog(core).walk())[-1]
    assert last.event is AuditEvent.PAPER_ROLL_OPENED
    assert (last.actor, last.details["second"]) == (
        open_day.people.manager.account.id,
        open_day.people.observer.account.id,
    )
    assert (last.details["version"], last.details["reason"]) == (1, WHY)


def test_one_person_alone_does_not_get_it(roll: PaperRoll, open_day: Day) -> None:
    manager = open_day.people.manager
    twice = SecondPerson(manager.account, manager.account.id)

    with pytest.raises(SamePerson):
        roll.open_with_two(manager, twice, open_day.id, WHY)


def test_an_observer_does_not_ask_for_it(roll: PaperRoll, open_day: Day) -> None:
    with pytest.raises(NotAllowed):
        roll.open_with_two(open_day.people.observer, open_day.observer, open_day.id, WHY)


def test_it_needs_a_reason(roll: PaperRoll, open_day: Day) -> None:
    with pytest.raises(TextMissing):
        roll.open_with_two(open_day.people.manager, open_day.observer, open_day.id, " ")


def test_nothing_of_a_voter_can_be_seen_in_the_file(roll: PaperRoll, open_day: Day, core: Core) -> None:
    roll.renew(open_day.id)

    content = sealed_file(core, open_day).read_bytes()
    voter = open_day.voter("2")
    assert voter.name.encode() not in content
    assert voter.address.encode() not in content
    assert voter.birth_date.isoformat().encode() not in content


def test_the_file_is_as_long_whoever_has_voted(roll: PaperRoll, open_day: Day, core: Core) -> None:
    roll.renew(open_day.id)
    empty = sealed_file(core, open_day).stat().st_size
    take_part(open_day, 11)
    suspend(open_day)
    opened(roll, open_day)

    assert len(marked(roll, open_day)) == 11
    assert sealed_file(core, open_day).stat().st_size == empty
    assert [file.name for file in (core.data_dir / kept_rolls.FOLDER).iterdir()] == [f"{open_day.id}.sealed"]


def test_a_changed_file_is_noticed_and_replaced(roll: PaperRoll, open_day: Day, core: Core) -> None:
    roll.renew(open_day.id)
    file = sealed_file(core, open_day)
    content = bytearray(file.read_bytes())
    content[60] ^= 1
    file.write_bytes(content)

    with pytest.raises(PaperRollUnreadable):
        roll.kept.head(open_day.id)

    assert roll.renew(open_day.id) is not None
    assert roll.kept.head(open_day.id) is not None


def test_a_file_that_is_cut_off_is_noticed(roll: PaperRoll, open_day: Day, core: Core) -> None:
    roll.renew(open_day.id)
    file = sealed_file(core, open_day)
    file.write_bytes(file.read_bytes()[:-40])

    with pytest.raises(PaperRollUnreadable):
        lines(roll, open_day)


def test_without_the_store_s_key_it_stays_closed(roll: PaperRoll, open_day: Day, core: Core) -> None:
    roll.renew(open_day.id)
    core.secrets_box.delete(STORE_KEY)

    with pytest.raises(StoreKeyMissing):
        PaperRoll(core).kept.head(open_day.id)


def test_another_store_s_key_does_not_open_it(roll: PaperRoll, open_day: Day, core: Core) -> None:
    roll.renew(open_day.id)
    core.secrets_box.put(STORE_KEY, bytes(32))

    with pytest.raises(PaperRollUnreadable):
        PaperRoll(core).kept.head(open_day.id)


def test_when_the_store_fails_one_person_gets_the_list_that_was_kept(
    roll: PaperRoll, open_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_day.vote("2")
    roll.renew(open_day.id)
    failing(store, monkeypatch)

    head = roll.open_without_store(open_day.people.manager, open_day.id)

    assert head.station == open_day.election.station.name
    assert marked(roll, open_day) == ["2"]


def test_while_the_store_works_one_person_alone_is_not_enough(roll: PaperRoll, open_day: Day) -> None:
    roll.renew(open_day.id)

    with pytest.raises(StoreStillWorks):
        roll.open_without_store(open_day.people.manager, open_day.id)


def test_an_observer_does_not_get_it_when_the_store_fails(
    roll: PaperRoll, open_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(store, monkeypatch)

    with pytest.raises(NotAllowed):
        roll.open_without_store(open_day.people.observer, open_day.id)


def test_a_store_that_fails_before_any_list_was_kept_is_said(
    roll: PaperRoll, open_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(store, monkeypatch)

    with pytest.raises(PaperRollMissing):
        roll.open_without_store(open_day.people.manager, open_day.id)
    with pytest.raises(PaperRollMissing):
        list(roll.kept.lines(open_day.id))


def test_once_the_polls_are_closed_it_is_gone(roll: PaperRoll, open_day: Day, core: Core) -> None:
    roll.renew(open_day.id)
    open_day.close()

    assert roll.renew(open_day.id) is None
    assert not sealed_file(core, open_day).exists()
    with pytest.raises(PaperRollNotNeeded):
        opened(roll, open_day)


@pytest.mark.parametrize("after", [0, 1])
def test_making_it_can_be_stopped_and_leaves_the_one_before(
    roll: PaperRoll, open_day: Day, after: int
) -> None:
    before = roll.renew(open_day.id)
    open_day.vote("2")
    suspend(open_day)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(len(asked) >= 2 * after)
        return asked[-1]

    with pytest.raises(PaperRollCancelled):
        roll.open_with_two(open_day.people.manager, open_day.observer, open_day.id, WHY, cancelled=cancelled)

    assert roll.kept.head(open_day.id) == before
    assert len(list(sealed_file(roll._core, open_day).parent.iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_said(roll: PaperRoll, open_day: Day, core: Core) -> None:
    (core.data_dir / kept_rolls.FOLDER).write_bytes(b"in the way")

    with pytest.raises(PaperRollUnwritable):
        roll.renew(open_day.id)


@contextmanager
def counted_reads(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    reads: list[int] = []
    read = store.read
    monkeypatch.setattr(store, "read", lambda *given: reads.append(1) or read(*given))
    yield reads


def test_no_read_is_longer_than_a_page(
    roll: PaperRoll, open_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_roll, "_VOTERS_AT_ONCE", 4)
    with counted_reads(store, monkeypatch) as reads:
        roll.renew(open_day.id)

    assert len(reads) >= len(lines(roll, open_day)) // 4
