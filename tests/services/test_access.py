"""Accounts, signing in, and the second person."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from omp_desktop.domain.access import Role, lockout
from omp_desktop.domain.access_errors import (
    PasswordTooShort,
    PinTooShort,
    PinWeak,
    SamePerson,
    SecondPersonUnsuitable,
)
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.services.access import AccessService, PinHasher
from omp_desktop.services.access_errors import (
    AccountNameTaken,
    CandidateForAccountMissing,
    CandidateHasAccount,
    FirstAccountExists,
    FirstAccountRole,
    LastCommissionAccount,
    LockedOut,
    WrongPin,
)
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.session import Session, require_two
from tests.services.scene import FAST_HASHER, PIN, Desk, Draft, People

WRONG = "314159"
StateOf = Callable[[], dict[str, list[str]]]


def wrong_tries(access: AccessService, account_id: str, count: int) -> None:
    for _ in range(count):
        with pytest.raises((WrongPin, LockedOut)):
            access.sign_in(account_id, WRONG)


def test_the_first_account_can_sign_in(desk: Desk) -> None:
    account = desk.access.first_account("위원", Role.COMMISSION, PIN)
    assert desk.access.sign_in(account.id, PIN) == Session(account)


def test_a_password_of_eight_characters_serves_as_a_pin(desk: Desk) -> None:
    account = desk.access.first_account("위원", Role.COMMISSION, "가나 dara-8")
    assert desk.access.sign_in(account.id, "가나 dara-8").account == account


def test_a_password_fits_however_its_hangul_was_composed(desk: Desk) -> None:
    account = desk.access.first_account("위원", Role.COMMISSION, "열쇠-말-하나-8")
    decomposed = "\u110b\u1167\u11af\u1109\u116c-\u1106\u1161\u11af-\u1112\u1161\u1102\u1161-8"
    assert desk.access.sign_in(account.id, decomposed).account == account


def test_a_second_first_account_is_refused(desk: Desk, people: People, state_of: StateOf) -> None:
    before = state_of()
    with pytest.raises(FirstAccountExists):
        desk.access.first_account("또 위원", Role.COMMISSION, PIN)
    assert state_of() == before


def test_the_first_account_must_be_able_to_add_others(desk: Desk) -> None:
    with pytest.raises(FirstAccountRole):
        desk.access.first_account("관리관", Role.MANAGER, PIN)
    assert desk.access.accounts() == []


@pytest.mark.parametrize(
    ("pin", "problem"),
    [("", PinTooShort), ("12345", PinTooShort), ("123456", PinWeak), ("12a456", PasswordTooShort)],
)
def test_weak_pins_make_no_account(desk: Desk, pin: str, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        desk.access.first_account("위원", Role.COMMISSION, pin)
    assert desk.access.accounts() == []


def test_an_account_needs_a_name(desk: Desk) -> None:
    with pytest.raises(TextMissing):
        desk.access.first_account("  ", Role.COMMISSION, PIN)


def test_accounts_are_listed_by_name_without_those_switched_off(desk: Desk, people: People) -> None:
    desk.access.deactivate(people.commission, people.observer.account.id)
    assert [account.name for account in desk.access.accounts()] == ["관리관", "부관리관", "위원"]


def test_two_accounts_of_one_name_are_refused(desk: Desk, people: People, state_of: StateOf) -> None:
    before = state_of()
    with pytest.raises(AccountNameTaken):
        desk.access.add_account(people.commission, " 관리관 ", Role.OBSERVER, PIN)
    assert state_of() == before


def test_only_the_commission_manages_accounts_and_the_error_says_so(
    desk: Desk, people: People, state_of: StateOf
) -> None:
    before = state_of()
    account_id = people.observer.account.id
    for step in (
        lambda: desk.access.add_account(people.manager, "새 참관인", Role.OBSERVER, PIN),
        lambda: desk.access.reset_pin(people.manager, account_id, "161803"),
        lambda: desk.access.deactivate(people.manager, account_id),
    ):
        with pytest.raises(NotAllowed) as caught:
            step()
        assert "선거관리위원회" in caught.value.describe("ko").next_step
        assert "commission official" in caught.value.describe("en").next_step
    assert state_of() == before


def test_a_candidates_account_belongs_to_a_candidate(desk: Desk, people: People, draft: Draft) -> None:
    candidate = draft.president[0]
    account = desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, candidate.id)
    assert (account.candidate_id, account.election_id) == (candidate.id, draft.id)


def test_a_candidates_account_without_a_candidate_is_refused(
    desk: Desk, people: People, draft: Draft
) -> None:
    with pytest.raises(CandidateForAccountMissing):
        desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN)
    with pytest.raises(CandidateForAccountMissing):
        desk.access.add_account(people.commission, "새 사람", Role.OBSERVER, PIN, draft.president[0].id)


def test_a_candidate_has_one_account(desk: Desk, people: People, draft: Draft) -> None:
    candidate = draft.president[0]
    desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, candidate.id)
    with pytest.raises(CandidateHasAccount):
        desk.access.add_account(people.commission, "갑돌 둘", Role.CANDIDATE, PIN, candidate.id)


def test_each_wrong_pin_says_how_many_tries_are_left(desk: Desk, people: People) -> None:
    left = []
    for _ in range(4):
        with pytest.raises(WrongPin) as caught:
            desk.access.sign_in(people.manager.account.id, WRONG)
        left.append(caught.value.params["left"])
    assert left == [4, 3, 2, 1]


def test_the_fifth_wrong_pin_locks_for_fifteen_seconds(desk: Desk, people: People, clock: FixedClock) -> None:
    account_id = people.manager.account.id
    wrong_tries(desk.access, account_id, 4)
    with pytest.raises(LockedOut) as caught:
        desk.access.sign_in(account_id, WRONG)
    assert caught.value.params["seconds"] == 15

    clock.advance(timedelta(seconds=14))
    with pytest.raises(LockedOut) as caught:
        desk.access.sign_in(account_id, PIN)
    assert caught.value.params["seconds"] == 1

    clock.advance(timedelta(seconds=1))
    assert desk.access.sign_in(account_id, PIN).account.id == account_id


def test_a_further_wrong_pin_doubles_the_lock(desk: Desk, people: People, clock: FixedClock) -> None:
    account_id = people.manager.account.id
    wrong_tries(desk.access, account_id, 5)
    clock.advance(lockout(5))
    with pytest.raises(LockedOut) as caught:
        desk.access.sign_in(account_id, WRONG)
    assert caught.value.params["seconds"] == 30


def test_the_right_pin_starts_the_count_anew(desk: Desk, people: People) -> None:
    account_id = people.manager.account.id
    wrong_tries(desk.access, account_id, 4)
    desk.access.sign_in(account_id, PIN)
    with pytest.raises(WrongPin) as caught:
        desk.access.sign_in(account_id, WRONG)
    assert caught.value.params["left"] == 4


def test_wrong_tries_are_remembered_by_the_next_start(desk: Desk, people: People, core: Core) -> None:
    wrong_tries(desk.access, people.manager.account.id, 4)
    after_restart = AccessService(core, FAST_HASHER)
    with pytest.raises(LockedOut):
        after_restart.sign_in(people.manager.account.id, WRONG)


def test_a_try_counts_before_the_pin_is_looked_at(people: People, core: Core) -> None:
    class Crash(Exception):
        """The program ends here."""

    class Crashing(PinHasher):
        def fits(self, pin: str, hashed: str | None) -> bool:
            raise Crash

    account_id = people.manager.account.id
    for _ in range(5):
        with pytest.raises(Crash):
            AccessService(core, Crashing()).sign_in(account_id, PIN)
    with pytest.raises(LockedOut):
        AccessService(core, FAST_HASHER).sign_in(account_id, PIN)


def test_tries_in_several_windows_at_once_give_no_free_ones(people: People, core: Core) -> None:
    account_id = people.manager.account.id
    looked_at = []
    at_once = threading.Barrier(8)

    class Counting(PinHasher):
        def fits(self, pin: str, hashed: str | None) -> bool:
            looked_at.append(pin)
            return False

    def attempt() -> None:
        at_once.wait()
        with pytest.raises((WrongPin, LockedOut)):
            AccessService(core, Counting()).sign_in(account_id, WRONG)

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(looked_at) == 5


def test_an_unknown_account_looks_like_a_wrong_pin(desk: Desk, people: People) -> None:
    with pytest.raises(WrongPin) as known:
        desk.access.sign_in(people.manager.account.id, WRONG)
    with pytest.raises(WrongPin) as unknown:
        desk.access.sign_in("00" * 16, WRONG)
    assert unknown.value.params == known.value.params


def test_an_unknown_account_costs_as_much_as_a_wrong_pin(people: People, core: Core) -> None:
    class Counting(PinHasher):
        hashed = 0

        def hash(self, pin: str) -> str:
            self.hashed += 1
            return super().hash(pin)

    hasher = Counting(1, 8192)
    access = AccessService(core, hasher)
    with core.store.read() as uow:
        entries = uow.audit.count()
    for account_id in ("00" * 16, people.manager.account.id):
        with pytest.raises(WrongPin):
            access.sign_in(account_id, WRONG)
    # Verifying costs one hash; without an account one is made instead. Both leave one entry.
    assert hasher.hashed == 1
    with core.store.read() as uow:
        assert uow.audit.count() == entries + 2


def test_what_was_entered_as_an_account_is_not_logged(desk: Desk, people: People, core: Core) -> None:
    with pytest.raises(WrongPin):
        desk.access.sign_in("271828 in the wrong field", "x")
    with core.store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    assert last.event is AuditEvent.SIGN_IN_FAILED
    assert last.details == {"account": "unknown", "failures": 1}


def test_an_account_that_was_switched_off_cannot_sign_in(desk: Desk, people: People) -> None:
    desk.access.deactivate(people.commission, people.observer.account.id)
    with pytest.raises(WrongPin):
        desk.access.sign_in(people.observer.account.id, PIN)


def test_the_last_official_of_the_commission_stays(desk: Desk, people: People, state_of: StateOf) -> None:
    before = state_of()
    with pytest.raises(LastCommissionAccount):
        desk.access.deactivate(people.commission, people.commission.account.id)
    assert state_of() == before


def test_one_can_change_ones_own_pin(desk: Desk, people: People) -> None:
    desk.access.change_pin(people.manager, PIN, "161803")
    with pytest.raises(WrongPin):
        desk.access.sign_in(people.manager.account.id, PIN)
    assert desk.access.sign_in(people.manager.account.id, "161803")


def test_a_new_pin_needs_the_old_one_and_must_not_be_weak(desk: Desk, people: People) -> None:
    with pytest.raises(WrongPin):
        desk.access.change_pin(people.manager, WRONG, "161803")
    with pytest.raises(PinWeak):
        desk.access.change_pin(people.manager, PIN, "111111")
    assert desk.access.sign_in(people.manager.account.id, PIN)


def test_the_commission_can_end_a_lock_with_a_new_pin(desk: Desk, people: People) -> None:
    account_id = people.manager.account.id
    wrong_tries(desk.access, account_id, 5)
    desk.access.reset_pin(people.commission, account_id, "161803")
    assert desk.access.sign_in(account_id, "161803").account.id == account_id


def test_a_second_person_confirms_with_their_own_pin(desk: Desk, people: People) -> None:
    second = desk.access.confirm_second(people.manager, people.observer.account.id, PIN)
    require_two(people.manager, second, frozenset({Role.MANAGER}))
    assert second.account == people.observer.account


def test_nobody_confirms_for_themselves(desk: Desk, people: People, state_of: StateOf) -> None:
    before = state_of()
    with pytest.raises(SamePerson):
        desk.access.confirm_second(people.manager, people.manager.account.id, PIN)
    assert state_of() == before


def test_a_wrong_pin_of_the_second_person_counts(desk: Desk, people: People) -> None:
    for _ in range(4):
        with pytest.raises(WrongPin):
            desk.access.confirm_second(people.manager, people.observer.account.id, WRONG)
    with pytest.raises(LockedOut):
        desk.access.confirm_second(people.manager, people.observer.account.id, WRONG)


def test_a_candidate_cannot_be_the_second_person(desk: Desk, people: People, draft: Draft) -> None:
    account = desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, draft.president[0].id)
    with pytest.raises(SecondPersonUnsuitable):
        desk.access.confirm_second(people.manager, account.id, PIN)


def test_a_confirmation_beside_somebody_else_is_worth_nothing(desk: Desk, people: People) -> None:
    second = desk.access.confirm_second(people.manager, people.observer.account.id, PIN)
    with pytest.raises(SamePerson):
        require_two(people.second_manager, second, frozenset({Role.MANAGER}))


def test_no_pin_and_no_hash_of_it_is_logged(desk: Desk, people: People, core: Core) -> None:
    with pytest.raises(WrongPin):
        desk.access.sign_in(people.manager.account.id, "577215")
    with core.store.read() as uow:
        logged = repr(uow.audit.page(0, 1000))
    for secret in (PIN, "577215", "argon2"):
        assert secret not in logged


def test_signing_out_leaves_an_entry(desk: Desk, people: People, core: Core) -> None:
    desk.access.sign_out(people.manager)
    with core.store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.event, last.actor) == (AuditEvent.SIGNED_OUT, people.manager.account.id)


def test_a_lock_leaves_an_entry(desk: Desk, people: People, core: Core) -> None:
    wrong_tries(desk.access, people.manager.account.id, 5)
    with core.store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.event, last.details["seconds"]) == (AuditEvent.LOCKED, 15)


def test_each_step_leaves_its_entry(desk: Desk, people: People, core: Core) -> None:
    desk.access.sign_in(people.manager.account.id, PIN)
    desk.access.reset_pin(people.commission, people.manager.account.id, "161803")
    desk.access.deactivate(people.commission, people.manager.account.id)
    with core.store.read() as uow:
        events = [entry.event for entry in uow.audit.page(0, 1000)]
    assert events == [
        *[AuditEvent.ACCOUNT_ADDED] * 4,
        AuditEvent.SIGNED_IN,
        AuditEvent.PIN_CHANGED,
        AuditEvent.ACCOUNT_DEACTIVATED,
    ]
