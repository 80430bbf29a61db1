"""A candidate's pledges beside what voters read of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from omp_desktop.domain.access import Role
from omp_desktop.domain.pledge import Pledge
from omp_desktop.services.session import Session
from omp_desktop.store.records import ChainPlace, StoredBatch
from tests.services.scene import PIN, Desk, Draft, People, publish


@pytest.fixture
def candidate(desk: Desk, people: People, draft: Draft) -> Session:
    own = draft.president[0].id
    return Session(desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, own))


@pytest.fixture
def pledge(desk: Desk, candidate: Session, draft: Draft) -> Pledge:
    return desk.pledges.add(candidate, draft.president[0].id, "복지", "쉼터")


def test_nothing_of_a_draft_is_published_or_waits_to_be_sent(desk: Desk, pledge: Pledge) -> None:
    standing = desk.pledges.standing(pledge.candidate_id)
    assert standing.pledges == (pledge,)
    assert standing.published == ()
    assert standing.unsent == frozenset()


def test_what_was_published_with_the_election_is_what_voters_read(
    desk: Desk, people: People, draft: Draft, pledge: Pledge, usb: Path
) -> None:
    publish(desk, people, draft, usb)
    standing = desk.pledges.standing(pledge.candidate_id)
    assert [published.title for published in standing.published] == ["쉼터"]
    assert standing.unsent == frozenset()


def test_a_later_change_and_a_deletion_wait_and_voters_still_read_the_old_text(
    desk: Desk, people: People, draft: Draft, candidate: Session, pledge: Pledge, usb: Path
) -> None:
    publish(desk, people, draft, usb)
    later = desk.pledges.add(candidate, pledge.candidate_id, "교통", "자전거길")
    desk.pledges.remove(candidate, pledge.id)
    standing = desk.pledges.standing(pledge.candidate_id)
    assert [kept.title for kept in standing.pledges] == ["자전거길"]
    assert [published.title for published in standing.published] == ["쉼터"]
    assert standing.unsent == {pledge.id, later.id}


def test_changes_of_a_rival_are_not_mine(
    desk: Desk, people: People, draft: Draft, pledge: Pledge, usb: Path
) -> None:
    publish(desk, people, draft, usb)
    desk.pledges.add(people.commission, draft.president[1].id, "교통", "남의 공약")
    assert desk.pledges.standing(pledge.candidate_id).unsent == frozenset()


def test_a_change_is_unsent_until_the_centre_acknowledged_it(
    desk: Desk, people: People, draft: Draft, candidate: Session, pledge: Pledge, usb: Path
) -> None:
    """That it is in a batch, or went out, says nothing yet."""
    publish(desk, people, draft, usb)
    later = desk.pledges.add(candidate, pledge.candidate_id, "교통", "자전거길")
    with desk.core.store.uow() as uow:
        place = ChainPlace(draft.id, draft.kiosk.id, 1, "S")
        waiting = uow.outbox.statements(draft.id)
        uow.batches.add(StoredBatch("ab" * 16, place, 1, "cd" * 32, len(waiting)), b"frozen")
        uow.outbox.freeze_statements([item.position for item in waiting if item.position], "ab" * 16)
        uow.batches.mark_sent("ab" * 16)
        uow.commit()
    assert desk.pledges.standing(pledge.candidate_id).unsent == {later.id}
    with desk.core.store.uow() as uow:
        uow.batches.acknowledge("ab" * 16, b"receipt")
        uow.commit()
    assert desk.pledges.standing(pledge.candidate_id).unsent == frozenset()
