"""Voting in one booth: what a voter can do, what is refused, and what is left behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import decode_aggregate, product
from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.crypto.ballot_encryption import verify_ballot
from omp_desktop.crypto.codes import parse_short_code
from omp_desktop.crypto.errors import CodeInvalid
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.election import OwnVotePolicy, Policy
from omp_desktop.domain.poll import ParticipationState, PermitState, hour_of
from omp_desktop.domain.voting_errors import (
    AfterLastWindow,
    AlreadyVoted,
    BeforeWindow,
    BlankNotAllowed,
    ClockDoubtful,
    NotOpen,
    PermitCancelled,
    PermitNotValid,
    PermitOfOtherKiosk,
    PermitOfOtherStation,
    PermitUsed,
    QueueFinished,
    TooManyChoices,
    UnknownOption,
    WithdrawnChoice,
)
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import SigningKeyMissing
from omp_desktop.services.publication import read_published
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.voting import BALLOT_PURPOSE, Inclusion, Outcome, Sealed, VotingService
from omp_desktop.services.voting_errors import (
    BallotNotSealed,
    CandidateWithdrewMeanwhile,
    KioskUnknown,
    LookUpOff,
    StoreElsewhere,
)
from omp_desktop.store import pragmas
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import StoreBusy, StoreFailed
from omp_desktop.store.repositories.ballots import Aggregates, Ballots
from omp_desktop.store.repositories.elections import Elections
from omp_desktop.store.repositories.outbox import Outbox
from omp_desktop.store.repositories.participations import Participations, Permits
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.services.polling_day import AFTER, NOON, Day, another_election
from tests.services.scene import CLOSES, OPENS, PIN, STORE_KEY, VOTERS, Desk, People, SmallElection

Rows = Callable[[], dict[str, list[str]]]
UNKNOWN_TOKEN, UNKNOWN_BALLOT = "ab" * 16, "cd" * 32


def sealed_of(day: Day, roll_number: str = "1", president: int | None = 0) -> tuple[str, Sealed]:
    """A permit's token and the ballot that was sealed with it."""
    permit = day.permit(roll_number)
    candidate = None if president is None else day.election.president[president]
    return permit.token, day.booth.seal(permit.token, day.choices(candidate))


def status_of(store: Store, ballot_id: str) -> BallotStatus:
    with store.read() as uow:
        return uow.ballots.get(ballot_id).status


def votes_counted(day: Day) -> int:
    """How many votes there are, wherever a vote shows: four places that must agree."""
    with day.desk.core.store.read() as uow:
        places = {
            uow.ballots.counts(day.id)[BallotStatus.CAST],
            uow.participations.counts(day.id)[ParticipationState.CAST],
            *uow.aggregates.ballots(day.id).values(),
            sum(b'"cast"' in item.payload for item in uow.outbox.waiting("B")),
            sum(b'"cast"' in item.payload for item in uow.outbox.waiting("P")),
        }
    assert len(places) == 1, places
    return places.pop()


# Waiting and beginning


def test_a_booth_waits_for_nobody_at_first(open_day: Day) -> None:
    assert open_day.booth.waiting() == []


def test_a_booth_shows_the_election_of_a_permit_that_was_issued_to_it(open_day: Day) -> None:
    permit = open_day.permit("1")
    (waiting,) = open_day.booth.waiting()
    assert (waiting.token, waiting.election_id) == (permit.token, open_day.id)
    assert waiting.name.ko == "가상 학생회 선거"


def test_a_permit_for_one_booth_does_not_show_in_another(open_day: Day, desk: Desk, people: People) -> None:
    other = desk.stations.add_kiosk(people.commission, open_day.election.station.id)
    open_day.permit("1")
    assert VotingService(desk.core, other.id).waiting() == []


def test_a_session_shows_contests_and_pledges(day: Day, desk: Desk, people: People) -> None:
    candidate = day.election.president[0]
    desk.pledges.add(people.commission, candidate.id, "복지", "도서관", "밤에도 연다")
    desk.elections.publish_pledges(people.commission, day.id)
    day.open()
    session = day.booth.begin(day.permit("1").token)
    assert [contest.id for contest in session.contests] == ["president", "council"]
    assert [pledge.title for pledge in session.pledges[candidate.id]] == ["도서관"]
    assert session.withdrawn == frozenset()


def test_a_session_shows_who_withdrew_and_the_hours_in_force(
    open_day: Day, desk: Desk, people: People
) -> None:
    gone = open_day.election.president[1]
    desk.elections.withdraw_candidate(people.commission, open_day.id, gone.id)
    later = CLOSES + timedelta(hours=1)
    beside = people.beside(people.commission, people.manager)
    desk.elections.extend_hours(people.commission, beside, open_day.id, 0, later)
    session = open_day.booth.begin(open_day.permit("1").token)
    assert session.withdrawn == {gone.id}
    assert session.election.windows[-1].closes == later


def test_a_session_makes_void_what_the_last_one_left_sealed(open_day: Day, store: Store) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.begin(token)
    assert status_of(store, sealed.ballot_id) is BallotStatus.VOID


def test_a_permit_that_does_not_exist_is_refused(open_day: Day) -> None:
    with pytest.raises(PermitNotValid):
        open_day.booth.begin(UNKNOWN_TOKEN)


def test_a_cancelled_permit_is_refused(open_day: Day) -> None:
    token = open_day.permit("1").token
    open_day.check_in.cancel(open_day.people.manager, open_day.id, open_day.voter("1").id, "돌아감")
    with pytest.raises(PermitCancelled):
        open_day.booth.begin(token)


def test_a_used_permit_is_refused(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.cast(token, sealed.ballot_id)
    with pytest.raises(PermitUsed):
        open_day.booth.begin(token)
    with pytest.raises(PermitUsed):
        open_day.booth.seal(token, open_day.choices(None))


def test_a_permit_of_another_booth_is_refused(open_day: Day, desk: Desk, people: People) -> None:
    other = desk.stations.add_kiosk(people.commission, open_day.election.station.id)
    token = open_day.permit("1").token
    with pytest.raises(PermitOfOtherKiosk):
        VotingService(desk.core, other.id).begin(token)


def test_a_permit_of_another_station_is_refused(open_day: Day, desk: Desk, people: People) -> None:
    elsewhere = desk.stations.add(people.commission, "가상 제2투표소")
    permit = open_day.permit("1")
    with desk.core.store.uow() as uow:
        uow.permits.cancel(permit.token)
        uow.permits.add(replace(permit, token=UNKNOWN_TOKEN, station_id=elsewhere.id))
        uow.commit()
    with pytest.raises(PermitOfOtherStation):
        open_day.booth.begin(UNKNOWN_TOKEN)


def test_a_device_that_is_no_kiosk_of_this_station_takes_no_vote(
    open_day: Day, desk: Desk, people: People
) -> None:
    elsewhere = desk.stations.add(people.commission, "가상 제2투표소")
    their_kiosk = desk.stations.add_kiosk(people.commission, elsewhere.id)
    token = open_day.permit("1").token
    for device_id in (UNKNOWN_TOKEN, their_kiosk.id):
        with pytest.raises(KioskUnknown):
            VotingService(desk.core, device_id).begin(token)


def test_a_kiosk_that_was_switched_off_takes_no_vote(open_day: Day, store: Store) -> None:
    token, sealed = sealed_of(open_day)
    with store.uow() as uow:
        uow.devices.save(replace(uow.devices.get(open_day.election.kiosk.id), active=False))
        uow.commit()
    with pytest.raises(KioskUnknown):
        open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 0


def test_a_copied_store_takes_no_vote(
    open_day: Day, data_dir: Path, tmp_path: Path, clock: FixedClock
) -> None:
    token, sealed = sealed_of(open_day)
    copy = tmp_path / "copy"
    shutil.copytree(data_dir, copy)
    core = replace(open_day.desk.core, store=open_store(copy, STORE_KEY, reading=clock.read))
    booth = VotingService(core, open_day.election.kiosk.id)
    with pytest.raises(StoreElsewhere):
        booth.begin(token)
    with pytest.raises(StoreElsewhere):
        booth.seal(token, open_day.choices(None))
    with pytest.raises(StoreElsewhere):
        booth.cast(token, sealed.ballot_id)


# Sealing


def test_a_sealed_ballot_is_stored_proved_and_signed(open_day: Day, store: Store) -> None:
    _, sealed = sealed_of(open_day)
    with store.read() as uow:
        ballot = uow.ballots.get(sealed.ballot_id)
        context = read_published(uow, open_day.id).context
    assert ballot.status is BallotStatus.COMMITTED
    assert ballot.short_code == parse_short_code(sealed.code)
    verify_ballot(context, decode_ballot(ballot.body, context))
    key = bytes.fromhex(open_day.election.kiosk.public_key)
    signing.verify(key, BALLOT_PURPOSE, ballot.body, ballot.signature)


def test_sealing_counts_nothing_and_uses_no_permit(open_day: Day, store: Store) -> None:
    token, _ = sealed_of(open_day)
    assert votes_counted(open_day) == 0
    with store.read() as uow:
        assert uow.permits.get(token).state is PermitState.ISSUED


def test_every_choice_gives_a_ballot_of_the_same_length(open_day: Day, store: Store) -> None:
    token = open_day.permit("1").token
    president, council = open_day.election.president, open_day.election.council
    lengths = set()
    for choices in (
        open_day.choices(None),
        open_day.choices(president[0]),
        open_day.choices(president[2], council[2:]),
    ):
        sealed = open_day.booth.seal(token, choices)
        with store.read() as uow:
            lengths.add(len(uow.ballots.get(sealed.ballot_id).body))
    assert len(lengths) == 1


@pytest.mark.parametrize(
    ("contest", "chosen", "error"),
    [
        ("president", ["president", "president"], TooManyChoices),
        ("president", ["council"], UnknownOption),
        ("council", [], BlankNotAllowed),
        ("mayor", [], UnknownOption),
    ],
)
def test_choices_that_are_no_ballot_are_refused_and_nothing_is_stored(
    open_day: Day, state_of: Rows, contest: str, chosen: list[str], error: type[Exception]
) -> None:
    token = open_day.permit("1").token
    lists = {"president": open_day.election.president, "council": open_day.election.council}
    ids = frozenset(lists[name][place].id for place, name in enumerate(chosen))
    before = state_of()
    with pytest.raises(error):
        open_day.booth.seal(token, {**open_day.choices(None), contest: ids})
    assert state_of() == before


def test_a_candidate_who_withdrew_cannot_be_chosen(open_day: Day, desk: Desk, people: People) -> None:
    gone = open_day.election.president[0]
    token = open_day.permit("1").token
    desk.elections.withdraw_candidate(people.commission, open_day.id, gone.id)
    with pytest.raises(WithdrawnChoice):
        open_day.booth.seal(token, open_day.choices(gone))


def test_a_withdrawal_while_the_ballot_is_encrypted_stops_the_sealing(
    open_day: Day, desk: Desk, people: People, state_of: Rows
) -> None:
    """The randomness of the encryption is asked for between the two transactions of a sealing."""
    token = open_day.permit("1").token
    gone = open_day.election.president[0]
    withdrawn: list[str] = []

    def random(size: int) -> bytes:
        if not withdrawn:
            withdrawn.append(gone.id)
            desk.elections.withdraw_candidate(people.commission, open_day.id, gone.id)
        return desk.core.random(size)

    booth = VotingService(replace(desk.core, random=random), open_day.election.kiosk.id)
    with pytest.raises(CandidateWithdrewMeanwhile):
        booth.seal(token, open_day.choices(gone))
    assert state_of()["ballot"] == []


def test_sealing_again_makes_the_first_ballot_void(open_day: Day, store: Store) -> None:
    token, first = sealed_of(open_day)
    second = open_day.booth.seal(token, open_day.choices(None))
    assert status_of(store, first.ballot_id) is BallotStatus.VOID
    assert status_of(store, second.ballot_id) is BallotStatus.COMMITTED


def test_a_booth_without_its_signing_key_seals_nothing(open_day: Day, core: Core, state_of: Rows) -> None:
    token = open_day.permit("1").token
    core.secrets_box.delete(device_key_name(open_day.election.kiosk.id))
    before = state_of()
    with pytest.raises(SigningKeyMissing):
        open_day.booth.seal(token, open_day.choices(None))
    assert state_of() == before


def test_the_key_store_is_asked_once_for_a_booth(open_day: Day, core: Core) -> None:
    open_day.vote("1")
    core.secrets_box.delete(device_key_name(open_day.election.kiosk.id))
    open_day.vote("2")
    assert votes_counted(open_day) == 2


# Casting


def test_a_cast_moves_everything_that_a_vote_is(open_day: Day, store: Store, clock: FixedClock) -> None:
    clock.set(NOON + timedelta(minutes=7))
    token, sealed = sealed_of(open_day)
    recorded = open_day.booth.cast(token, sealed.ballot_id)
    assert recorded.code == sealed.code
    assert votes_counted(open_day) == 1
    with store.read() as uow:
        permit = uow.permits.get(token)
        participation = uow.participations.get(open_day.id, open_day.voter("1").id)
    assert (permit.state, permit.voter_id) == (PermitState.USED, None)
    assert participation is not None
    assert participation.hour == hour_of(NOON)


def test_the_sums_are_the_product_of_the_ballots_in_the_box(open_day: Day, store: Store) -> None:
    for number, president in (("1", 0), ("2", None), ("3", 2)):
        open_day.vote(number, president)
    with store.read() as uow:
        context = read_published(uow, open_day.id).context
        ballots = [decode_ballot(b.body, context) for b in uow.ballots.bodies(open_day.id, BallotStatus.CAST)]
        assert decode_aggregate(context, uow.aggregates.get(open_day.id)) == product(context, ballots)


def test_a_cast_that_is_asked_for_twice_counts_once(open_day: Day, state_of: Rows) -> None:
    token, sealed = sealed_of(open_day)
    first = open_day.booth.cast(token, sealed.ballot_id)
    after = state_of()
    assert open_day.booth.cast(token, sealed.ballot_id) == first
    assert state_of() == after


def test_a_voter_who_voted_gets_no_second_permit(open_day: Day) -> None:
    open_day.vote("1")
    with pytest.raises(AlreadyVoted):
        open_day.permit("1")


def test_no_log_has_an_entry_about_a_voter_in_the_booth(open_day: Day, store: Store) -> None:
    with store.read() as uow:
        before = uow.audit.count()
    token, sealed = sealed_of(open_day)
    open_day.booth.give_up(token, sealed.ballot_id)
    open_day.booth.begin(token)
    sealed = open_day.booth.seal(token, open_day.choices(None))
    open_day.booth.cast(token, sealed.ballot_id)
    with store.read() as uow:
        assert uow.audit.count() == before


def test_no_row_holds_a_voter_and_a_ballot(open_day: Day, state_of: Rows) -> None:
    permit = open_day.permit("1")
    voter = open_day.voter("1")
    sealed = open_day.booth.seal(permit.token, open_day.choices(None))
    open_day.booth.cast(permit.token, sealed.ballot_id)

    def spellings(identifier: str) -> tuple[str, str]:
        return identifier, repr(bytes.fromhex(identifier))[2:-1]

    persons = (*spellings(voter.id), *spellings(permit.token))
    ballots = (*spellings(sealed.ballot_id), parse_short_code(sealed.code))
    rows = [row for table in state_of().values() for row in table]
    assert any(person in row for row in rows for person in persons)
    assert any(ballot in row for row in rows for ballot in ballots)
    assert not [row for row in rows if any(p in row for p in persons) and any(b in row for b in ballots)]


def test_no_file_shows_a_voter_a_pin_or_a_candidate(open_day: Day, data_dir: Path) -> None:
    open_day.vote("1")
    open_day.booth.recover()
    names = [row[1] for row in VOTERS] + [c.name for c in open_day.election.president]
    searched = [*(name.encode() for name in names), PIN.encode(), b"election"]
    for file in (path for path in data_dir.rglob("*") if path.is_file()):
        content = file.read_bytes()
        assert not [text for text in searched if text in content], file


def test_a_ballot_that_another_session_sealed_cannot_be_cast(open_day: Day, core: Core) -> None:
    token, sealed = sealed_of(open_day)
    restarted = VotingService(core, open_day.election.kiosk.id)
    with pytest.raises(BallotNotSealed):
        restarted.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 0


def test_a_ballot_that_does_not_exist_cannot_be_cast(open_day: Day) -> None:
    token = open_day.permit("1").token
    with pytest.raises(BallotNotSealed):
        open_day.booth.cast(token, UNKNOWN_BALLOT)


def test_a_ballot_that_was_given_up_cannot_be_cast(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.give_up(token, sealed.ballot_id)
    with pytest.raises(BallotNotSealed):
        open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 0


def test_a_ballot_of_one_election_cannot_be_cast_on_the_permit_of_another(
    open_day: Day, desk: Desk, people: People, tmp_path: Path
) -> None:
    second = another_election(desk, people, open_day.election, tmp_path)
    other = Day(desk, people, second, open_day.clock).open()
    other_token = other.permit("1").token
    _, sealed = sealed_of(open_day)
    with pytest.raises(BallotNotSealed):
        open_day.booth.cast(other_token, sealed.ballot_id)


def test_somebody_votes_in_two_elections_one_after_the_other(
    open_day: Day, desk: Desk, people: People, tmp_path: Path
) -> None:
    second = another_election(desk, people, open_day.election, tmp_path)
    other = Day(desk, people, second, open_day.clock).open()
    open_day.permit("1")
    other.permit("1")
    assert {waiting.election_id for waiting in open_day.booth.waiting()} == {open_day.id, other.id}
    for waiting in open_day.booth.waiting():
        session = open_day.booth.begin(waiting.token)
        first = {contest.id: frozenset({contest.options[0].id}) for contest in session.contests}
        sealed = open_day.booth.seal(waiting.token, first)
        open_day.booth.cast(waiting.token, sealed.ballot_id)
    with desk.core.store.read() as uow:
        assert [uow.ballots.counts(e)[BallotStatus.CAST] for e in (open_day.id, other.id)] == [1, 1]


def test_a_withdrawal_after_the_sealing_asks_the_voter_again(
    open_day: Day, desk: Desk, people: People
) -> None:
    token, sealed = sealed_of(open_day)
    desk.elections.withdraw_candidate(people.commission, open_day.id, open_day.election.president[0].id)
    with pytest.raises(CandidateWithdrewMeanwhile):
        open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 0
    again = open_day.booth.seal(token, open_day.choices(open_day.election.president[1]))
    open_day.booth.cast(token, again.ballot_id)
    assert votes_counted(open_day) == 1


def test_a_permit_that_is_cancelled_after_the_sealing_casts_nothing(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.check_in.cancel(open_day.people.manager, open_day.id, open_day.voter("1").id, "돌아감")
    with pytest.raises(PermitCancelled):
        open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 0


# The window


def test_the_last_moment_of_the_window_is_inside_and_the_next_is_not(
    open_day: Day, clock: FixedClock
) -> None:
    clock.set(CLOSES)
    open_day.vote("1")
    token, sealed = sealed_of(open_day, "2")
    clock.advance(timedelta(microseconds=1))
    with pytest.raises(AfterLastWindow):
        open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 1
    assert open_day.booth.outcome(token, sealed.ballot_id) is Outcome.NOT_RECORDED


def test_nobody_casts_before_the_polls_open_even_with_a_permit(open_day: Day, clock: FixedClock) -> None:
    """A clock that is set back takes the moment out of the window."""
    token, sealed = sealed_of(open_day)
    clock.set(OPENS - timedelta(seconds=1))
    with pytest.raises(BeforeWindow):
        open_day.booth.cast(token, sealed.ballot_id)


def test_nobody_casts_while_voting_is_suspended(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    with pytest.raises(NotOpen):
        open_day.booth.cast(token, sealed.ballot_id)
    open_day.polls.resume(open_day.people.manager, open_day.observer, open_day.id)
    open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 1


def test_after_the_window_only_the_people_in_the_queue_vote(open_day: Day, clock: FixedClock) -> None:
    for number in ("1", "2", "3"):
        open_day.permit(number) if number == "1" else None
    clock.set(AFTER)
    open_day.polls.begin_closing(open_day.people.manager, open_day.id, 2)
    (waiting,) = open_day.booth.waiting()
    sealed = open_day.booth.seal(waiting.token, open_day.choices(None))
    open_day.booth.cast(waiting.token, sealed.ballot_id)
    assert open_day.polls.status(open_day.id).queue_remaining == 1
    token, last = sealed_of(open_day, "2")
    open_day.booth.cast(token, last.ballot_id)
    assert open_day.polls.status(open_day.id).queue_remaining == 0
    assert votes_counted(open_day) == 2
    with pytest.raises(QueueFinished):
        open_day.permit("3")


def test_the_queue_ends_with_the_number_that_was_entered(open_day: Day, clock: FixedClock) -> None:
    token, sealed = sealed_of(open_day)
    clock.set(AFTER)
    open_day.polls.begin_closing(open_day.people.manager, open_day.id, 0)
    with pytest.raises(QueueFinished):
        open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 0


def test_nobody_casts_after_the_polls_closed(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.close()
    with pytest.raises(PermitCancelled):
        open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 0


def test_a_doubtful_clock_does_not_stop_casting_inside_the_window(open_day: Day, clock: FixedClock) -> None:
    clock.set(NOON, ClockQuality.SUSPECT)
    open_day.vote("1")
    assert votes_counted(open_day) == 1


def test_at_the_end_of_the_window_a_doubtful_clock_asks_two_people(open_day: Day, clock: FixedClock) -> None:
    token, sealed = sealed_of(open_day)
    clock.set(CLOSES - timedelta(minutes=4), ClockQuality.SUSPECT)
    with pytest.raises(ClockDoubtful):
        open_day.booth.cast(token, sealed.ballot_id)
    open_day.polls.confirm_time(open_day.people.manager, open_day.observer, open_day.id, "손목시계로 확인")
    open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 1


def test_what_two_people_said_about_the_time_does_not_hold_for_the_day(
    open_day: Day, clock: FixedClock
) -> None:
    token, sealed = sealed_of(open_day)
    clock.set(CLOSES - timedelta(minutes=4), ClockQuality.SUSPECT)
    open_day.polls.confirm_time(open_day.people.manager, open_day.observer, open_day.id, "손목시계로 확인")
    clock.advance(timedelta(minutes=16))
    with pytest.raises(ClockDoubtful):
        open_day.booth.cast(token, sealed.ballot_id)


# When something fails


@pytest.mark.parametrize(
    ("owner", "method"),
    [
        (Ballots, "set_status"),
        (Permits, "use"),
        (Participations, "mark_cast"),
        (Aggregates, "put"),
        (Outbox, "add"),
        (Elections, "set_queue_remaining"),
        (UnitOfWork, "commit"),
    ],
)
def test_a_cast_that_fails_at_any_step_leaves_nothing(
    open_day: Day,
    clock: FixedClock,
    state_of: Rows,
    monkeypatch: pytest.MonkeyPatch,
    owner: type[Any],
    method: str,
) -> None:
    token, sealed = sealed_of(open_day)
    clock.set(AFTER)
    open_day.polls.begin_closing(open_day.people.manager, open_day.id, 1)
    before = state_of()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a step fails")

    with monkeypatch.context() as patch:
        patch.setattr(owner, method, fail)
        with pytest.raises(RuntimeError):
            open_day.booth.cast(token, sealed.ballot_id)
    assert state_of() == before
    assert open_day.booth.outcome(token, sealed.ballot_id) is Outcome.NOT_RECORDED
    open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 1


def test_a_busy_store_records_nothing_and_the_vote_can_be_tried_again(
    open_day: Day, store: Store, state_of: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, sealed = sealed_of(open_day)
    before = state_of()
    monkeypatch.setattr(pragmas, "CAST_BUSY_MS", 20)
    with store.uow(), pytest.raises(StoreBusy):
        open_day.booth.cast(token, sealed.ballot_id)
    assert state_of() == before
    assert open_day.booth.outcome(token, sealed.ballot_id) is Outcome.NOT_RECORDED
    open_day.booth.cast(token, sealed.ballot_id)
    assert votes_counted(open_day) == 1


def test_a_voter_waits_three_seconds_at_most() -> None:
    assert pragmas.CAST_BUSY_MS == 3_000


def test_a_vote_whose_answer_was_lost_is_found_recorded_and_not_counted_twice(
    open_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, sealed = sealed_of(open_day)
    commit = UnitOfWork.commit

    def commit_and_fail(self: UnitOfWork) -> None:
        commit(self)
        raise StoreFailed(reason="the answer is lost")

    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", commit_and_fail)
        with pytest.raises(StoreFailed):
            open_day.booth.cast(token, sealed.ballot_id)
    assert open_day.booth.outcome(token, sealed.ballot_id) is Outcome.RECORDED
    assert open_day.booth.cast(token, sealed.ballot_id).code == sealed.code
    assert votes_counted(open_day) == 1


def test_a_permit_that_lost_its_voter_casts_nothing(
    open_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store keeps the voter of every permit that is not used; should it ever fail to, nothing is cast."""
    token, sealed = sealed_of(open_day)
    get = Permits.get
    monkeypatch.setattr(Permits, "get", lambda self, t: replace(get(self, t), voter_id=None))
    with pytest.raises(PermitNotValid):
        open_day.booth.cast(token, sealed.ballot_id)
    assert status_of(store, sealed.ballot_id) is BallotStatus.COMMITTED


# Outcome, giving up, recovering


def test_the_outcome_of_what_never_happened_is_not_recorded(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    assert open_day.booth.outcome(token, sealed.ballot_id) is Outcome.NOT_RECORDED
    assert open_day.booth.outcome(token, UNKNOWN_BALLOT) is Outcome.NOT_RECORDED
    assert open_day.booth.outcome(UNKNOWN_TOKEN, sealed.ballot_id) is Outcome.NOT_RECORDED


def test_giving_up_makes_the_ballot_void_and_keeps_the_permit(open_day: Day, store: Store) -> None:
    token, sealed = sealed_of(open_day)
    assert open_day.booth.give_up(token, sealed.ballot_id) is Outcome.NOT_RECORDED
    assert status_of(store, sealed.ballot_id) is BallotStatus.VOID
    again = open_day.booth.seal(token, open_day.choices(None))
    open_day.booth.cast(token, again.ballot_id)
    assert votes_counted(open_day) == 1


def test_giving_up_twice_is_as_good_as_once(open_day: Day, store: Store) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.give_up(token, sealed.ballot_id)
    assert open_day.booth.give_up(token, sealed.ballot_id) is Outcome.NOT_RECORDED
    assert status_of(store, sealed.ballot_id) is BallotStatus.VOID


def test_giving_up_a_ballot_that_is_in_the_box_says_that_it_is_recorded(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.cast(token, sealed.ballot_id)
    assert open_day.booth.give_up(token, sealed.ballot_id) is Outcome.RECORDED
    assert votes_counted(open_day) == 1


def test_giving_up_what_is_not_there_does_nothing(open_day: Day, state_of: Rows) -> None:
    before = state_of()
    assert open_day.booth.give_up(UNKNOWN_TOKEN, UNKNOWN_BALLOT) is Outcome.NOT_RECORDED
    assert state_of() == before


def test_a_booth_cannot_give_up_the_ballot_of_another(
    open_day: Day, desk: Desk, people: People, store: Store
) -> None:
    other = desk.stations.add_kiosk(people.commission, open_day.election.station.id)
    token, sealed = sealed_of(open_day)
    VotingService(desk.core, other.id).give_up(token, sealed.ballot_id)
    assert status_of(store, sealed.ballot_id) is BallotStatus.COMMITTED


def test_a_restart_makes_void_what_was_sealed_and_says_so_in_the_log(
    open_day: Day, core: Core, store: Store
) -> None:
    token, sealed = sealed_of(open_day)
    restarted = VotingService(core, open_day.election.kiosk.id)
    assert restarted.recover() == 1
    assert status_of(store, sealed.ballot_id) is BallotStatus.VOID
    with store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.event, last.details["count"]) == (AuditEvent.BALLOTS_VOIDED, 1)
    again = restarted.seal(token, open_day.choices(None))
    restarted.cast(token, again.ballot_id)
    assert votes_counted(open_day) == 1


def test_a_restart_after_everything_was_cast_changes_nothing(
    open_day: Day, core: Core, state_of: Rows
) -> None:
    open_day.vote("1")
    before = state_of()
    assert VotingService(core, open_day.election.kiosk.id).recover() == 0
    assert state_of() == before


def test_a_void_ballot_waits_to_be_sent_as_void(open_day: Day, store: Store) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.give_up(token, sealed.ballot_id)
    with store.read() as uow:
        (item,) = uow.outbox.waiting("B")
    assert b'"void"' in item.payload


# Looking a code up


def test_a_confirmation_code_finds_its_ballot_however_it_is_written(open_day: Day) -> None:
    code = open_day.vote("1").code
    found = Inclusion(found=True, status=BallotStatus.CAST)
    for entered in (code, code.lower(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")):
        assert open_day.booth.look_up(open_day.id, entered) == found


def test_the_code_of_a_ballot_that_was_given_up_says_so(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.give_up(token, sealed.ballot_id)
    assert open_day.booth.look_up(open_day.id, sealed.code).status is BallotStatus.VOID


def test_a_code_that_nobody_has_is_not_found(open_day: Day) -> None:
    assert open_day.booth.look_up(open_day.id, "0" * 25) == Inclusion(found=False)


def test_what_is_no_code_is_refused(open_day: Day) -> None:
    with pytest.raises(CodeInvalid):
        open_day.booth.look_up(open_day.id, "12345")


def test_an_election_can_do_without_look_ups(
    day: Day, desk: Desk, people: People, published: SmallElection, tmp_path: Path
) -> None:
    quiet = another_election(desk, people, published, tmp_path, policy=Policy(own_vote=OwnVotePolicy.OFF))
    with pytest.raises(LookUpOff):
        day.booth.look_up(quiet.id, "0" * 25)


def test_tokens_and_ballots_show_in_no_repr(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    session = open_day.booth.begin(token)
    shown = f"{open_day.booth.waiting()}{session}{sealed}"
    assert token not in shown
    assert sealed.ballot_id not in shown
