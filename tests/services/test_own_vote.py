"""The check of the own vote: receipts at casting, one look, one answer for all that is not shown, an end."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.crypto.ballot_encryption import SealedBallot
from omp_desktop.crypto.errors import CodeInvalid, OwnVoteDiffers, ReceiptInvalid
from omp_desktop.crypto.own_vote import receipt_text, seal_own_vote
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.election import OwnVotePolicy, Policy
from omp_desktop.services import receipts
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.own_vote import OwnVoteService
from omp_desktop.services.voting import Outcome, Recorded, VotingService
from omp_desktop.services.voting_errors import OwnVoteNotShown
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import OwnVotesUnavailable, StoreFailed
from omp_desktop.store.repositories.peppers import Peppers
from omp_desktop.store.repositories.proofs import OwnVoteRecords
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.services.polling_day import AFTER, Day, another_election
from tests.services.scene import OWN_VOTE_KEY, STORE_KEY, Desk, People, SmallElection

Rows = Callable[[], dict[str, list[str]]]
WRONG_RECEIPT = receipt_text(bytes(16))


def vote(day: Day, roll_number: str = "1", *, wanted: bool = True, president: int = 0) -> Recorded:
    """Check-in to recorded, with or without a receipt."""
    token = day.permit(roll_number).token
    day.booth.begin(token)
    sealed = day.booth.seal(token, day.choices(day.election.president[president]))
    return day.booth.cast(token, sealed.ballot_id, receipt_wanted=wanted)


@pytest.fixture
def checks(desk: Desk) -> OwnVoteService:
    return OwnVoteService(desk.core)


def seen(checks: OwnVoteService, people: People, recorded: Recorded) -> dict[str, set[str]]:
    contests = checks.check(people.manager, recorded.code, recorded.receipt)
    return {each.contest.id: {option.id for option in each.chosen} for each in contests}


def peppers(store: Store) -> dict[str, int]:
    with store.own_vote_uow() as uow:
        return uow.peppers.counts()


def records(store: Store) -> int:
    """How many sealed records there are in the store."""
    with store.read() as uow:
        return sum(
            uow.own_votes.get(ballot.ballot_id) is not None
            for election in uow.elections.all()
            for ballot in uow.ballots.bodies(election.id, BallotStatus.CAST)
        )


# Receipts at casting


def test_a_voter_who_wants_a_receipt_sees_the_own_vote_again(
    open_day: Day, checks: OwnVoteService, people: People
) -> None:
    recorded = vote(open_day, president=1)
    assert seen(checks, people, recorded) == {
        "president": {open_day.election.president[1].id},
        "council": {open_day.election.council[0].id},
    }


def test_declining_leaves_the_same_rows_and_bytes(open_day: Day, store: Store) -> None:
    assert vote(open_day, "1", wanted=True).receipt != ""
    assert vote(open_day, "2", wanted=False).receipt == ""
    with store.read() as uow:
        ballots = uow.ballots.bodies(open_day.id, BallotStatus.CAST)
        lengths = {len(uow.own_votes.get(ballot.ballot_id) or b"") for ballot in ballots}
    assert len(lengths) == 1
    assert 0 not in lengths
    assert peppers(store) == {open_day.id: 2}


def test_a_receipt_is_offered_when_the_election_says_so(open_day: Day) -> None:
    token = open_day.permit("1").token
    assert open_day.booth.seal(token, open_day.choices(None)).receipt_offered


@pytest.mark.parametrize("policy", [OwnVotePolicy.OFF, OwnVotePolicy.INCLUSION])
def test_other_policies_keep_nothing_and_give_nothing(
    open_day: Day,
    desk: Desk,
    people: People,
    published: SmallElection,
    store: Store,
    tmp_path: Path,
    policy: OwnVotePolicy,
) -> None:
    other = another_election(desk, people, published, tmp_path, policy=Policy(own_vote=policy))
    day = Day(desk, people, other, open_day.clock).open()
    recorded = vote(day)
    assert (recorded.receipt, recorded.receipt_failed) == ("", True)
    assert peppers(store) == {}
    assert records(store) == 0


def test_a_receipt_shows_in_no_repr(open_day: Day) -> None:
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(None))
    inside = repr(open_day.booth._sealed)
    recorded = open_day.booth.cast(token, sealed.ballot_id, receipt_wanted=True)
    assert recorded.receipt not in repr(recorded)
    assert "secret" not in inside
    assert "nonce" not in inside


@pytest.mark.parametrize("way", ["cast", "test", "give_up", "abandon", "begin", "sweep", "forget"])
def test_nonce_and_receipt_are_forgotten_on_every_way_out(open_day: Day, way: str) -> None:
    booth = open_day.booth
    token = open_day.permit("1").token
    sealed = booth.seal(token, open_day.choices(None))
    assert booth._sealed is not None
    arguments = {"begin": (token,), "sweep": (), "forget": ()}.get(way, (token, sealed.ballot_id))
    getattr(booth, way)(*arguments)
    assert booth._sealed is None


def test_whoever_is_gone_is_forgotten_even_when_the_store_is_busy(
    open_day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(None))

    def fail(_: UnitOfWork) -> UnitOfWork:
        raise StoreFailed(reason="test")

    monkeypatch.setattr(UnitOfWork, "__enter__", fail)
    with pytest.raises(StoreFailed):
        open_day.booth.abandon(token, sealed.ballot_id)
    assert open_day.booth._sealed is None


# When something fails


@pytest.mark.parametrize(
    ("owner", "method"), [(OwnVoteRecords, "put"), (Peppers, "put"), (UnitOfWork, "commit")]
)
def test_a_cast_that_fails_at_the_receipt_leaves_nothing_in_either_file(
    open_day: Day,
    store: Store,
    state_of: Rows,
    monkeypatch: pytest.MonkeyPatch,
    owner: type[Any],
    method: str,
) -> None:
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(None))
    before = state_of()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a step fails")

    with monkeypatch.context() as patch:
        patch.setattr(owner, method, fail)
        with pytest.raises(RuntimeError):
            open_day.booth.cast(token, sealed.ballot_id, receipt_wanted=True)
    assert state_of() == before
    assert peppers(store) == {}


def test_a_cast_whose_answer_was_lost_still_gives_the_receipt(
    open_day: Day, checks: OwnVoteService, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(None))
    commit = UnitOfWork.commit

    def commit_and_fail(self: UnitOfWork) -> None:
        commit(self)
        raise StoreFailed(reason="the answer is lost")

    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", commit_and_fail)
        with pytest.raises(StoreFailed):
            open_day.booth.cast(token, sealed.ballot_id, receipt_wanted=True)
    assert open_day.booth.outcome(token, sealed.ballot_id) is Outcome.RECORDED
    recorded = open_day.booth.cast(token, sealed.ballot_id, receipt_wanted=True)
    assert seen(checks, people, recorded)["president"] == set()


def test_a_file_that_goes_missing_ends_the_receipts_and_not_the_voting(open_day: Day, store: Store) -> None:
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(None))
    store.path.with_name("own_vote.db").unlink()
    recorded = open_day.booth.cast(token, sealed.ballot_id, receipt_wanted=True)
    assert (recorded.receipt, recorded.receipt_failed) == ("", True)
    assert records(store) == 0


def damage(file: Path) -> None:
    """In the last page, which nobody has looked at yet."""
    content = bytearray(file.read_bytes())
    content[-4000] ^= 1
    file.write_bytes(content)


def test_a_file_found_damaged_by_a_cast_ends_the_receipts_and_not_the_voting(
    open_day: Day, store: Store
) -> None:
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(None))
    damage(store.path.with_name("own_vote.db"))
    recorded = open_day.booth.cast(token, sealed.ballot_id, receipt_wanted=True)
    assert (recorded.receipt, recorded.receipt_failed) == ("", True)
    assert store.failure is None
    assert not vote(open_day, "2").receipt


def test_without_the_file_no_receipt_is_offered(open_day: Day, data_dir: Path, clock: FixedClock) -> None:
    core = replace(open_day.desk.core, store=open_store(data_dir, STORE_KEY, reading=clock.read))
    booth = VotingService(core, open_day.election.kiosk.id)
    token = open_day.permit("1").token
    sealed = booth.seal(token, open_day.choices(None))
    assert not sealed.receipt_offered
    assert booth.cast(token, sealed.ballot_id, receipt_wanted=True) == Recorded(
        sealed.code, receipt_failed=True
    )
    with pytest.raises(OwnVotesUnavailable):
        OwnVoteService(core).check(open_day.people.manager, sealed.code, WRONG_RECEIPT)


def test_a_vote_recorded_without_its_receipt_promises_none_later(
    open_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file was away while the vote was written and the answer got lost; now it is back."""
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(None))
    file = store.path.with_name("own_vote.db")
    away = file.rename(file.with_suffix(".away"))
    commit = UnitOfWork.commit

    def commit_and_fail(self: UnitOfWork) -> None:
        commit(self)
        raise StoreFailed(reason="the answer is lost")

    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", commit_and_fail)
        with pytest.raises(StoreFailed):
            open_day.booth.cast(token, sealed.ballot_id, receipt_wanted=True)
    away.rename(file)
    assert open_day.booth.cast(token, sealed.ballot_id, receipt_wanted=True).receipt_failed


# The order of casting, which the file shows too until it is rewritten


def test_polls_that_close_without_the_key_of_the_file_still_owe_its_rewriting(
    open_day: Day, data_dir: Path, clock: FixedClock
) -> None:
    """Whoever finds the key later would read the codes in the order of the votes."""
    vote(open_day, "1")
    core = replace(open_day.desk.core, store=open_store(data_dir, STORE_KEY, reading=clock.read))
    keyless = Day(replace(open_day.desk, core=core), open_day.people, open_day.election, clock).close()
    assert not keyless.polls.closing_report(open_day.id).order_erased
    with pytest.raises(OwnVotesUnavailable):
        keyless.polls.erase_order(open_day.people.manager)
    assert open_day.polls.status(open_day.id).order_shows
    assert open_day.polls.erase_order(open_day.people.manager)
    assert not open_day.polls.status(open_day.id).order_shows


def test_polls_close_beside_a_damaged_file_and_go_on_owing_its_rewriting(open_day: Day, store: Store) -> None:
    vote(open_day, "1")
    damage(store.path.with_name("own_vote.db"))
    open_day.close()
    assert store.failure is None
    assert not open_day.polls.closing_report(open_day.id).order_erased


# The check


def test_a_vote_is_shown_once(open_day: Day, checks: OwnVoteService, people: People) -> None:
    recorded = vote(open_day)
    seen(checks, people, recorded)
    with pytest.raises(OwnVoteNotShown):
        seen(checks, people, recorded)


def test_the_look_is_taken_before_anything_is_opened(
    open_day: Day, checks: OwnVoteService, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = vote(open_day)

    def crash(*_: object) -> None:
        raise RuntimeError("the program ends here")

    with monkeypatch.context() as patch:
        patch.setattr(OwnVoteService, "_open", crash)
        with pytest.raises(RuntimeError):
            seen(checks, people, recorded)
    with pytest.raises(OwnVoteNotShown):
        seen(checks, people, recorded)


def test_unknown_used_up_expired_and_not_fitting_get_the_same_answer(
    open_day: Day, checks: OwnVoteService, people: People, clock: FixedClock
) -> None:
    used, late, other = (vote(open_day, number) for number in ("1", "2", "3"))
    seen(checks, people, used)
    answers = []

    def ask(code: str, receipt: str) -> None:
        with pytest.raises(OwnVoteNotShown) as refused:
            checks.check(people.manager, code, receipt)
        answers.append((str(refused.value), refused.value.params, refused.value.__cause__))

    ask("0" * 25, other.receipt)
    ask(used.code, used.receipt)
    ask(other.code, WRONG_RECEIPT)
    open_day.close()
    clock.set(AFTER + timedelta(days=7, seconds=1))
    ask(late.code, late.receipt)
    assert len(set(map(repr, answers))) == 1


def test_whatever_is_asked_writes_the_same(
    open_day: Day, checks: OwnVoteService, people: People, store: Store
) -> None:
    """Each attempt is one more, and nothing else shows in either file but the look that was taken."""
    recorded = vote(open_day)

    def attempts() -> int:
        with store.own_vote_uow() as uow:
            row = uow._connection.exec_driver_sql("SELECT attempts FROM own_vote.identity").one()  # type: ignore[union-attr]
            return int(row[0])

    for code, receipt in (("0" * 25, recorded.receipt), (recorded.code, recorded.receipt)):
        before = attempts()
        with contextlib.suppress(OwnVoteNotShown):
            checks.check(people.manager, code, receipt)
        assert attempts() == before + 1


def test_a_check_leaves_no_entry_in_the_log(
    open_day: Day, checks: OwnVoteService, people: People, state_of: Rows
) -> None:
    recorded = vote(open_day)
    before = state_of()
    seen(checks, people, recorded)
    with pytest.raises(OwnVoteNotShown):
        checks.check(people.manager, "0" * 25, recorded.receipt)
    after = state_of()
    assert {name for name in before if before[name] != after[name]} <= {"setting"}


@pytest.mark.parametrize(
    ("code", "receipt", "error"),
    [("12345", WRONG_RECEIPT, CodeInvalid), ("0" * 25, "12345", ReceiptInvalid)],
)
def test_what_is_no_code_or_no_receipt_costs_nothing(
    open_day: Day, checks: OwnVoteService, people: People, code: str, receipt: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        checks.check(people.manager, code, receipt)


def test_only_an_official_runs_the_check(open_day: Day, checks: OwnVoteService, people: People) -> None:
    recorded = vote(open_day)
    with pytest.raises(NotAllowed):
        checks.check(people.observer, recorded.code, recorded.receipt)
    seen(checks, people, recorded)


def test_a_record_that_says_something_else_than_the_ballot_is_told_and_logged(
    open_day: Day, checks: OwnVoteService, people: People, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kiosk that shows the voter another choice in the check than the one it encrypted."""
    shown_to_voter = open_day.election.president[0].id

    def lie(context: Any, sealed: SealedBallot, selections: Any, **rest: Any) -> bytes:
        return seal_own_vote(context, sealed, {**selections, "president": {shown_to_voter}}, **rest)

    monkeypatch.setattr(receipts, "seal_own_vote", lie)
    recorded = vote(open_day, president=1)
    with pytest.raises(OwnVoteDiffers):
        seen(checks, people, recorded)
    with store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.event, dict(last.details)) == (AuditEvent.OWN_VOTE_DIFFERS, {})


def test_there_is_something_to_check_where_an_election_gives_receipts(
    day: Day, checks: OwnVoteService
) -> None:
    assert checks.offered()


def test_drafts_give_no_receipts(draft: object, checks: OwnVoteService) -> None:
    assert not checks.offered()


# The end


def test_seven_days_after_closing_all_peppers_are_destroyed_and_that_is_logged_once(
    open_day: Day, checks: OwnVoteService, store: Store, clock: FixedClock
) -> None:
    vote(open_day, "1")
    vote(open_day, "2")
    open_day.close()
    clock.set(AFTER + timedelta(days=7))
    assert checks.destroy_expired() == 0
    clock.advance(timedelta(seconds=1))
    assert checks.destroy_expired() == 2
    assert checks.destroy_expired() == 0
    assert peppers(store) == {}
    with store.read() as uow:
        entries = [e for e in uow.audit.page(0, 1000) if e.event is AuditEvent.OWN_VOTES_DESTROYED]
    assert [dict(entry.details) for entry in entries] == [{"count": 2}]


def test_an_expired_vote_is_not_shown_even_before_it_is_destroyed(
    open_day: Day, checks: OwnVoteService, people: People, clock: FixedClock, store: Store
) -> None:
    recorded = vote(open_day)
    open_day.close()
    clock.set(AFTER + timedelta(days=7, seconds=1))
    with pytest.raises(OwnVoteNotShown):
        seen(checks, people, recorded)
    assert peppers(store) == {open_day.id: 1}


def test_a_doubtful_clock_destroys_nothing(
    open_day: Day, checks: OwnVoteService, store: Store, clock: FixedClock
) -> None:
    vote(open_day)
    open_day.close()
    clock.set(AFTER + timedelta(days=8), ClockQuality.SUSPECT)
    assert checks.destroy_expired() == 0
    assert peppers(store) == {open_day.id: 1}


def test_peppers_of_an_election_that_the_store_does_not_know_are_destroyed(
    checks: OwnVoteService, store: Store
) -> None:
    """As beside an older copy of the store that was put in its place."""
    with store.own_vote_uow() as uow:
        uow.peppers.put("00" * 16, "A" * 25, bytes(32), 1)
        uow.commit()
    assert checks.destroy_expired() == 1
    assert peppers(store) == {}


def test_a_file_that_was_lost_is_made_anew_and_the_log_says_so(
    open_day: Day, data_dir: Path, clock: FixedClock, people: People
) -> None:
    recorded = vote(open_day)
    (data_dir / "own_vote.db").unlink()
    store = open_store(data_dir, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
    checks = OwnVoteService(replace(open_day.desk.core, store=store))
    checks.tidy()
    with store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    assert last.event is AuditEvent.OWN_VOTES_LOST
    with pytest.raises(OwnVoteNotShown):
        checks.check(people.manager, recorded.code, recorded.receipt)


def test_tidying_does_nothing_where_the_file_cannot_be_used(
    open_day: Day, data_dir: Path, clock: FixedClock, state_of: Rows
) -> None:
    store = open_store(data_dir, STORE_KEY, own_vote_key=bytes(32), reading=clock.read)
    before = state_of()
    OwnVoteService(replace(open_day.desk.core, store=store)).tidy()
    assert state_of() == before


def test_no_backup_holds_a_pepper(open_day: Day, store: Store, tmp_path: Path) -> None:
    vote(open_day)
    copy = store.backup(tmp_path / "out" / "copy.db")
    assert [file.name for file in copy.parent.iterdir()] == ["copy.db"]
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(copy).execute("SELECT * FROM sqlite_master")
