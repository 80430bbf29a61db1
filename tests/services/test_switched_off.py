"""A session does not outlive its account: whoever is switched off meanwhile changes nothing any more.

The account may be switched off in another window or by another process; the session knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from omp_desktop.domain.access import Role
from omp_desktop.domain.access_errors import AccountInactive
from omp_desktop.services.session import Session
from tests.services.polling_day import CARD, Day
from tests.services.scene import CLOSES, PASSPHRASE, PIN, Desk, Draft, People, definition, voters_file

Rows = Callable[[], dict[str, list[str]]]


def gone(desk: Desk, people: People, role: Role) -> Session:
    """Somebody who signed in and was switched off since."""
    account = desk.access.add_account(people.commission, f"떠난 {role.ko}", role, PIN)
    session = desk.access.sign_in(account.id, PIN)
    desk.access.deactivate(people.commission, account.id)
    return session


def all_refused(*calls: Callable[[], object]) -> None:
    for call in calls:
        with pytest.raises(AccountInactive):
            call()


def test_who_was_switched_off_sets_nothing_up(
    desk: Desk, people: People, draft: Draft, usb: Path, tmp_path: Path, state_of: Rows
) -> None:
    official = gone(desk, people, Role.COMMISSION)
    candidate = draft.president[0]
    pledge = desk.pledges.add(people.commission, candidate.id, "복지", "도서관")
    more = voters_file(tmp_path, [("99", "새봄", "1990-01-01", "가상로 99")])
    before = state_of()

    all_refused(
        lambda: desk.elections.create(official, definition()),
        lambda: desk.elections.update_draft(official, draft.election),
        lambda: desk.elections.remove_draft(official, draft.id),
        lambda: desk.elections.make_single_trustee_key(official, draft.id, "개표 관리인", PASSPHRASE, usb),
        lambda: desk.candidates.register(official, draft.id, "president", 9, "구름"),
        lambda: desk.candidates.update(official, replace(candidate, name="구름")),
        lambda: desk.candidates.remove(official, candidate.id),
        lambda: desk.pledges.add(official, candidate.id, "교통", "버스"),
        lambda: desk.pledges.change(official, replace(pledge, title="공원")),
        lambda: desk.pledges.remove(official, pledge.id),
        lambda: desk.voters_list.import_csv(official, draft.id, draft.station.id, more),
        lambda: desk.voters_list.clear(official, draft.id),
        lambda: desk.stations.add(official, "가상 제2투표소"),
        lambda: desk.stations.add_kiosk(official, draft.station.id),
        lambda: desk.access.add_account(official, "새 위원", Role.COMMISSION, PIN),
        lambda: desk.access.reset_pin(official, people.manager.account.id, "314159"),
        lambda: desk.access.deactivate(official, people.manager.account.id),
    )

    assert state_of() == before


def test_a_candidate_who_was_switched_off_changes_no_pledge(
    desk: Desk, people: People, draft: Draft, state_of: Rows
) -> None:
    candidate = draft.president[0]
    account = desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, candidate.id)
    session = desk.access.sign_in(account.id, PIN)
    pledge = desk.pledges.add(session, candidate.id, "복지", "도서관")
    desk.access.deactivate(people.commission, account.id)
    before = state_of()

    all_refused(
        lambda: desk.pledges.add(session, candidate.id, "교통", "버스"),
        lambda: desk.pledges.remove(session, pledge.id),
        lambda: desk.pledges.restore(session, replace(pledge, id="00" * 16)),
    )

    assert state_of() == before


def test_who_was_switched_off_takes_no_step_of_the_polls(day: Day, state_of: Rows) -> None:
    desk, people = day.desk, day.people
    official, manager = gone(desk, people, Role.COMMISSION), gone(desk, people, Role.MANAGER)
    observer = gone(desk, people, Role.OBSERVER)
    after, beside = CLOSES + timedelta(hours=1), people.beside
    voter, kiosk = day.voter("1"), day.election.kiosk.id
    day.open()
    permit = day.permit("2")
    before = state_of()

    all_refused(
        lambda: day.polls.suspend(manager, beside(manager, people.observer), day.id, "점검"),
        lambda: day.polls.suspend(people.manager, beside(people.manager, observer), day.id, "점검"),
        lambda: day.polls.confirm_time(manager, beside(manager, people.observer), day.id, "시계"),
        lambda: day.polls.confirm_time(people.manager, beside(people.manager, observer), day.id, "시계"),
        lambda: day.polls.go_on_here(people.manager, beside(people.manager, observer), "이사"),
        lambda: desk.elections.extend_hours(
            people.commission, beside(people.commission, observer), day.id, 0, after
        ),
        lambda: desk.elections.extend_hours(official, beside(official, people.observer), day.id, 0, after),
        lambda: desk.elections.withdraw_candidate(official, day.id, day.election.president[0].id),
        lambda: day.check_in.issue(manager, [(day.id, voter.id)], kiosk, CARD),
        lambda: day.check_in.move(manager, kiosk, kiosk),
        lambda: day.check_in.cancel(manager, day.id, permit.voter_id or "", "착오"),
    )

    assert state_of() == before


def test_an_account_whose_role_is_another_than_the_sessions_does_nothing(
    day: Day, people: People, state_of: Rows
) -> None:
    forged = Session(replace(people.observer.account, role=Role.MANAGER))
    before = state_of()

    all_refused(lambda: day.polls.zero_report(forged, day.id))

    assert state_of() == before


def test_who_was_switched_off_can_still_leave(desk: Desk, people: People) -> None:
    session = gone(desk, people, Role.MANAGER)

    desk.access.sign_out(session)

    with desk.core.store.read() as uow:
        last = uow.audit.last()
    assert last is not None
    assert (last.event.value, last.actor) == ("account.signed-out", session.account.id)


def test_an_official_may_switch_themselves_off(desk: Desk, people: People) -> None:
    other = desk.access.add_account(people.commission, "다른 위원", Role.COMMISSION, PIN)
    session = desk.access.sign_in(other.id, PIN)

    desk.access.deactivate(session, other.id)

    assert other.id not in {account.id for account in desk.access.accounts()}
