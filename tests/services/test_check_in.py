"""Check-in at the desk: whom a permit is issued to, whom not, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import Identification, Policy
from omp_desktop.domain.poll import IdentityMethod, ParticipationState, PermitState
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.domain.voters_list import Voter
from omp_desktop.domain.voting_errors import (
    AfterLastWindow,
    AlreadyIssued,
    AlreadyVoted,
    CastNotCancellable,
    ClockDoubtful,
    NothingToCancel,
    NotOpen,
    QueueFinished,
    VoterNotListed,
)
from omp_desktop.services.check_in import MOST_SHOWN, CheckInService
from omp_desktop.services.check_in_errors import (
    KioskBusy,
    NoStationHere,
    NothingRequested,
    NotOnePerson,
    SelfCheckInOff,
    VoterOfOtherStation,
)
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.self_check_in import SelfCheckIn
from omp_desktop.services.voting_errors import KioskUnknown, StoreElsewhere
from omp_desktop.store.engine import Store
from tests.services.polling_day import AFTER, CARD, NOON, Day, another_election
from tests.services.scene import CLOSES, Desk, People

Rows = Callable[[], dict[str, list[str]]]


def participation(store: Store, voter: Voter) -> ParticipationState | None:
    with store.read() as uow:
        found = uow.participations.get(voter.election_id, voter.id)
    return None if found is None else found.state


@pytest.fixture
def other_day(open_day: Day, desk: Desk, people: People, tmp_path: Path) -> Day:
    """A second election with the same voters at the same station, open too."""
    election = another_election(desk, people, open_day.election, tmp_path)
    return Day(desk, people, election, open_day.clock).open()


# Searching


def test_a_voter_is_found_by_number_name_and_birth_date(open_day: Day) -> None:
    for text in ("3", "도담", "2001-01-30"):
        hits = open_day.check_in.search(open_day.id, text).hits
        assert [hit.voter.roll_number for hit in hits] == ["3"]


def test_a_search_shows_how_far_a_voter_is(open_day: Day) -> None:
    open_day.vote("3")
    (hit,) = open_day.check_in.search(open_day.id, "도담").hits
    assert hit.state is ParticipationState.CAST


def test_more_than_a_hundred_hits_are_only_counted(open_day: Day, store: Store) -> None:
    like = open_day.voter("1")
    with store.uow() as uow:
        uow.voters.add_many(
            replace(like, id=f"{number:032x}", roll_number=str(number)) for number in range(1000, 1150)
        )
        uow.commit()
    result = open_day.check_in.search(open_day.id, "10")
    assert result.hits == ()
    assert result.total == 101
    assert result.total > MOST_SHOWN


def test_a_search_that_fits_nobody_finds_nobody(open_day: Day) -> None:
    assert open_day.check_in.search(open_day.id, "없는이").hits == ()


# Issuing


def test_a_permit_is_issued_to_a_booth(open_day: Day, store: Store) -> None:
    voter = open_day.voter("1")
    permit = open_day.permit("1")
    assert (permit.state, permit.voter_id, permit.device_id) == (
        PermitState.ISSUED,
        voter.id,
        open_day.election.kiosk.id,
    )
    assert participation(store, voter) is ParticipationState.ISSUED
    (kiosk,) = open_day.check_in.kiosks()
    assert kiosk.busy


def test_a_permit_is_not_issued_twice(open_day: Day, state_of: Rows) -> None:
    open_day.permit("1")
    before = state_of()
    with pytest.raises(AlreadyIssued):
        open_day.permit("1")
    assert state_of() == before


def test_somebody_who_voted_gets_no_permit(open_day: Day, state_of: Rows) -> None:
    open_day.vote("1")
    before = state_of()
    with pytest.raises(AlreadyVoted):
        open_day.permit("1")
    assert state_of() == before


@pytest.mark.parametrize("voter_id", ["ab" * 16, None])
def test_somebody_who_is_not_on_this_list_gets_no_permit(
    open_day: Day, other_day: Day, voter_id: str | None
) -> None:
    stranger = voter_id or other_day.voter("1").id
    with pytest.raises(VoterNotListed):
        open_day.check_in.issue(
            open_day.people.manager, [(open_day.id, stranger)], open_day.election.kiosk.id, CARD
        )


def test_a_voter_of_another_station_is_sent_there(
    open_day: Day, desk: Desk, people: People, store: Store
) -> None:
    elsewhere = desk.stations.add(people.commission, "가상 제2투표소")
    their = replace(open_day.voter("1"), id="ab" * 16, roll_number="901", station_id=elsewhere.id)
    with store.uow() as uow:
        uow.voters.add_many([their])
        uow.commit()
    with pytest.raises(VoterOfOtherStation) as refused:
        open_day.permit("901")
    assert "가상 제2투표소" in refused.value.describe("ko").text


def test_a_busy_booth_takes_nobody_else(open_day: Day) -> None:
    open_day.permit("1")
    with pytest.raises(KioskBusy):
        open_day.permit("2")


def test_one_person_gets_the_permits_of_several_elections_in_one_booth(open_day: Day, other_day: Day) -> None:
    requests = [(day.id, day.voter("1").id) for day in (open_day, other_day)]
    kiosk = open_day.election.kiosk.id
    permits = open_day.check_in.issue(open_day.people.manager, requests, kiosk, CARD)
    assert {permit.election_id for permit in permits} == {open_day.id, other_day.id}


def test_the_same_person_may_get_another_permit_in_the_same_booth(open_day: Day, other_day: Day) -> None:
    open_day.permit("1")
    other_day.permit("1")
    assert len(open_day.booth.waiting()) == 2


def test_two_people_do_not_get_permits_together(open_day: Day, other_day: Day, state_of: Rows) -> None:
    requests = [(open_day.id, open_day.voter("1").id), (other_day.id, other_day.voter("2").id)]
    before = state_of()
    with pytest.raises(NotOnePerson):
        open_day.check_in.issue(open_day.people.manager, requests, open_day.election.kiosk.id, CARD)
    assert state_of() == before


def test_all_permits_are_issued_or_none(open_day: Day, other_day: Day, store: Store) -> None:
    other_day.vote("1")
    requests = [(day.id, day.voter("1").id) for day in (open_day, other_day)]
    with pytest.raises(AlreadyVoted):
        open_day.check_in.issue(open_day.people.manager, requests, open_day.election.kiosk.id, CARD)
    assert participation(store, open_day.voter("1")) is None


def test_asking_for_no_permit_is_refused(open_day: Day) -> None:
    with pytest.raises(NothingRequested):
        open_day.check_in.issue(open_day.people.manager, [], open_day.election.kiosk.id, CARD)


def test_an_observer_issues_no_permits(open_day: Day) -> None:
    request = [(open_day.id, open_day.voter("1").id)]
    with pytest.raises(NotAllowed):
        open_day.check_in.issue(open_day.people.observer, request, open_day.election.kiosk.id, CARD)


def test_a_permit_is_issued_to_a_kiosk_of_this_station_only(
    open_day: Day, desk: Desk, people: People
) -> None:
    elsewhere = desk.stations.add(people.commission, "가상 제2투표소")
    theirs = desk.stations.add_kiosk(people.commission, elsewhere.id)
    for device_id in ("ab" * 16, theirs.id):
        with pytest.raises(KioskUnknown):
            open_day.check_in.issue(people.manager, [(open_day.id, open_day.voter("1").id)], device_id, CARD)


def test_no_permits_before_the_polls_open(day: Day) -> None:
    day.clock.set(NOON)
    with pytest.raises(NotOpen):
        day.permit("1")


def test_no_permits_while_voting_is_suspended(open_day: Day) -> None:
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    with pytest.raises(NotOpen):
        open_day.permit("1")


def test_no_permits_outside_the_window(open_day: Day) -> None:
    open_day.clock.set(AFTER)
    with pytest.raises(AfterLastWindow):
        open_day.permit("1")


def test_no_permits_after_the_polls_closed(open_day: Day) -> None:
    open_day.close()
    with pytest.raises(NotOpen):
        open_day.permit("1")


def test_while_closing_no_more_permits_than_people_in_the_queue(open_day: Day) -> None:
    open_day.clock.set(AFTER)
    open_day.polls.begin_closing(open_day.people.manager, open_day.id, 1)
    open_day.permit("1")
    other = open_day.desk.stations.add_kiosk(open_day.people.commission, open_day.election.station.id)
    with pytest.raises(QueueFinished):
        open_day.check_in.issue(
            open_day.people.manager, [(open_day.id, open_day.voter("2").id)], other.id, CARD
        )


def test_a_doubtful_clock_near_the_end_asks_two_people(open_day: Day) -> None:
    open_day.clock.set(CLOSES - timedelta(minutes=1), ClockQuality.SUSPECT)
    with pytest.raises(ClockDoubtful):
        open_day.permit("1")
    open_day.polls.confirm_time(open_day.people.manager, open_day.observer, open_day.id, "벽시계")
    open_day.permit("1")


def test_a_copied_store_issues_no_permits(open_day: Day, core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "elsewhere", True)
    with pytest.raises(StoreElsewhere):
        open_day.permit("1")


def test_a_pc_without_a_station_has_no_desk(core: Core) -> None:
    with pytest.raises(NoStationHere):
        CheckInService(core).kiosks()


def test_identities_are_counted_by_method_and_never_kept_with_a_voter(open_day: Day, state_of: Rows) -> None:
    voter = open_day.voter("1")
    open_day.check_in.issue(
        open_day.people.manager,
        [(open_day.id, voter.id)],
        open_day.election.kiosk.id,
        IdentityMethod.PASSPORT,
    )
    rows = [row for table in state_of().values() for row in table if "passport" in row]
    assert rows == [f"('check-in.{open_day.id}.passport', '1')"]


def test_the_personal_code_serves_where_the_election_says_so_only(
    open_day: Day, desk: Desk, people: People, tmp_path: Path
) -> None:
    request = [(open_day.id, open_day.voter("1").id)]
    kiosk = open_day.election.kiosk.id
    with pytest.raises(SelfCheckInOff):
        open_day.check_in.issue(people.manager, request, kiosk, IdentityMethod.SELF)
    policy, codes = Policy(identification=Identification.SELF), {"1": "7305 1846 2918 0463"}
    election = another_election(desk, people, open_day.election, tmp_path, policy=policy, codes=codes)
    by_code = Day(desk, people, election, open_day.clock).open()
    request = [(by_code.id, by_code.voter("1").id)]
    assert by_code.check_in.issue(people.manager, request, kiosk, IdentityMethod.SELF)


def test_a_letter_serves_nowhere_else(open_day: Day) -> None:
    assert not SelfCheckIn(open_day.desk.core, open_day.election.kiosk.id).offered()


def test_no_log_entry_tells_when_a_permit_was_issued(open_day: Day, store: Store) -> None:
    with store.read() as uow:
        before = uow.audit.count()
    open_day.permit("1")
    with store.read() as uow:
        assert uow.audit.count() == before


# Taking back and moving


def test_a_cancelled_permit_can_be_issued_again(open_day: Day, store: Store) -> None:
    voter = open_day.voter("1")
    first = open_day.permit("1")
    open_day.check_in.cancel(open_day.people.manager, open_day.id, voter.id, "돌아감")
    assert participation(store, voter) is ParticipationState.CANCELLED
    with store.read() as uow:
        assert uow.permits.get(first.token).state is PermitState.CANCELLED
    assert open_day.permit("1").token != first.token


def test_a_cancellation_is_recorded_with_its_reason_and_without_the_voter(
    open_day: Day, store: Store
) -> None:
    voter = open_day.voter("1")
    open_day.permit("1")
    open_day.check_in.cancel(open_day.people.manager, open_day.id, voter.id, "몸이 불편하여 돌아감")
    with store.read() as uow:
        entry = uow.audit.last()
    assert entry is not None
    assert entry.event is AuditEvent.PERMIT_CANCELLED
    assert entry.details == {"election": open_day.id, "reason": "몸이 불편하여 돌아감"}


def test_a_cancellation_needs_a_reason(open_day: Day, state_of: Rows) -> None:
    open_day.permit("1")
    before = state_of()
    with pytest.raises(TextMissing):
        open_day.check_in.cancel(open_day.people.manager, open_day.id, open_day.voter("1").id, "  ")
    assert state_of() == before


def test_a_vote_that_was_cast_is_never_cancelled(open_day: Day, state_of: Rows) -> None:
    open_day.vote("1")
    before = state_of()
    with pytest.raises(CastNotCancellable):
        open_day.check_in.cancel(open_day.people.manager, open_day.id, open_day.voter("1").id, "항의")
    assert state_of() == before


def test_where_no_permit_is_open_there_is_nothing_to_cancel(open_day: Day) -> None:
    manager, voter = open_day.people.manager, open_day.voter("1")
    with pytest.raises(NothingToCancel):
        open_day.check_in.cancel(manager, open_day.id, voter.id, "돌아감")
    open_day.permit("1")
    open_day.check_in.cancel(manager, open_day.id, voter.id, "돌아감")
    with pytest.raises(NothingToCancel):
        open_day.check_in.cancel(manager, open_day.id, voter.id, "돌아감")


def test_a_voter_marked_as_having_a_permit_that_is_gone_can_be_set_right(open_day: Day, store: Store) -> None:
    voter = open_day.voter("1")
    with store.uow() as uow:
        uow.participations.issue(open_day.id, voter.id)
        uow.commit()
    open_day.check_in.cancel(open_day.people.manager, open_day.id, voter.id, "투표권을 찾을 수 없음")
    assert participation(store, voter) is ParticipationState.CANCELLED


def test_an_observer_cancels_nothing(open_day: Day) -> None:
    open_day.permit("1")
    with pytest.raises(NotAllowed):
        open_day.check_in.cancel(open_day.people.observer, open_day.id, open_day.voter("1").id, "돌아감")


def test_a_voter_is_sent_to_another_booth_with_the_same_permit(
    open_day: Day, desk: Desk, people: People
) -> None:
    other = desk.stations.add_kiosk(people.commission, open_day.election.station.id)
    permit = open_day.permit("1")
    (moved,) = open_day.check_in.move(people.manager, open_day.election.kiosk.id, other.id)
    assert (moved.token, moved.device_id) == (permit.token, other.id)
    assert [view.busy for view in open_day.check_in.kiosks()] == [False, True]


def test_nobody_is_sent_to_a_busy_booth(open_day: Day, desk: Desk, people: People) -> None:
    other = desk.stations.add_kiosk(people.commission, open_day.election.station.id)
    open_day.permit("1")
    open_day.check_in.issue(people.manager, [(open_day.id, open_day.voter("2").id)], other.id, CARD)
    with pytest.raises(KioskBusy):
        open_day.check_in.move(people.manager, open_day.election.kiosk.id, other.id)


# Several elections


def test_the_desk_sees_in_which_other_elections_somebody_may_vote(open_day: Day, other_day: Day) -> None:
    (other,) = open_day.check_in.other_elections(open_day.voter("1"))
    assert (other.election_id, other.obstacle) == (other_day.id, None)
    assert other.voter.id == other_day.voter("1").id


def test_the_desk_sees_why_somebody_may_not_vote_in_another_election(open_day: Day, other_day: Day) -> None:
    other_day.vote("1")
    (other,) = open_day.check_in.other_elections(open_day.voter("1"))
    assert isinstance(other.obstacle, AlreadyVoted)


def _permits_for_both(open_day: Day, other_day: Day) -> None:
    requests = [(day.id, day.voter("1").id) for day in (open_day, other_day)]
    open_day.check_in.issue(open_day.people.manager, requests, open_day.election.kiosk.id, CARD)


def test_permits_issued_together_are_cancelled_together(open_day: Day, other_day: Day, store: Store) -> None:
    _permits_for_both(open_day, other_day)
    voter, same = open_day.voter("1"), other_day.voter("1")
    open_day.check_in.cancel(open_day.people.manager, open_day.id, voter.id, "돌아감")
    assert participation(store, voter) is ParticipationState.CANCELLED
    assert participation(store, same) is ParticipationState.CANCELLED
    assert [view.busy for view in open_day.check_in.kiosks()] == [False]
    with store.read() as uow:
        last = uow.audit.count() - 2
        entries = uow.audit.page(last, 2)
    assert {entry.details["election"] for entry in entries} == {open_day.id, other_day.id}
    assert {entry.event for entry in entries} == {AuditEvent.PERMIT_CANCELLED}


def test_a_permit_at_another_booth_stays_open(
    open_day: Day, desk: Desk, people: People, store: Store
) -> None:
    other = desk.stations.add_kiosk(people.commission, open_day.election.station.id)
    open_day.permit("1")
    elsewhere = open_day.voter("2")
    open_day.check_in.issue(people.manager, [(open_day.id, elsewhere.id)], other.id, CARD)
    open_day.check_in.cancel(people.manager, open_day.id, open_day.voter("1").id, "돌아감")
    assert participation(store, elsewhere) is ParticipationState.ISSUED


def test_a_vote_cast_in_another_election_stays_cast(open_day: Day, other_day: Day, store: Store) -> None:
    other_day.vote("1")
    open_day.permit("1")
    open_day.check_in.cancel(open_day.people.manager, open_day.id, open_day.voter("1").id, "돌아감")
    assert participation(store, other_day.voter("1")) is ParticipationState.CAST
    with pytest.raises(CastNotCancellable):
        open_day.check_in.cancel(open_day.people.manager, other_day.id, other_day.voter("1").id, "돌아감")


def test_elections_that_are_not_voted_on_are_not_offered(open_day: Day, other_day: Day) -> None:
    other_day.close()
    assert open_day.check_in.other_elections(open_day.voter("1")) == []
