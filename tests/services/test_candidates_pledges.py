"""Pledges: a candidate's own, counted right, undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from omp_desktop.domain.access import Role
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate_errors import PledgesFull
from omp_desktop.domain.pledge import DESCRIPTION_MAX, PLEDGES_MAX, THEME_MAX, TITLE_MAX
from omp_desktop.domain.text_errors import TextForbidden, TextMissing, TextTooLong
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotAllowed, NotYourOwn
from omp_desktop.services.session import Session
from omp_desktop.store.errors import RecordExists, RecordMissing
from tests.services.scene import PIN, Desk, Draft, People, SmallElection

StateOf = Callable[[], dict[str, list[str]]]


@pytest.fixture
def candidate(desk: Desk, people: People, draft: Draft) -> Session:
    """The first candidate for president, signed in."""
    own = draft.president[0].id
    return Session(desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, own))


def own_id(candidate: Session) -> str:
    assert candidate.account.candidate_id is not None
    return candidate.account.candidate_id


def titles(desk: Desk, candidate_id: str) -> list[str]:
    return [pledge.title for pledge in desk.pledges.of_candidate(candidate_id)]


def add(desk: Desk, actor: Session, candidate_id: str, *new: str) -> None:
    for title in new:
        desk.pledges.add(actor, candidate_id, "복지", title)


def test_a_candidate_adds_pledges_in_order(desk: Desk, candidate: Session) -> None:
    own = own_id(candidate)
    pledge = desk.pledges.add(candidate, own, " 복지 ", "쉼터", "첫 줄\r\n둘째 줄")
    add(desk, candidate, own, "자전거길")
    assert (pledge.theme, pledge.description, pledge.position) == ("복지", "첫 줄\n둘째 줄", 0)
    assert titles(desk, own) == ["쉼터", "자전거길"]


def test_the_count_follows_every_change(desk: Desk, candidate: Session, draft: Draft) -> None:
    own = own_id(candidate)
    counted = []
    add(desk, candidate, own, "하나", "둘")
    counted.append(desk.pledges.counts(draft.id)[own])
    gone = desk.pledges.remove(candidate, desk.pledges.of_candidate(own)[0].id)
    counted.append(desk.pledges.counts(draft.id)[own])
    desk.pledges.restore(candidate, gone)
    counted.append(desk.pledges.counts(draft.id)[own])
    assert counted == [2, 1, 2]
    assert set(desk.pledges.counts(draft.id)) == {c.id for c in draft.president + draft.council}


def test_a_removed_pledge_comes_back_where_it_was(desk: Desk, candidate: Session) -> None:
    own = own_id(candidate)
    add(desk, candidate, own, "하나", "둘", "셋")
    middle = desk.pledges.of_candidate(own)[1]
    removed = desk.pledges.remove(candidate, middle.id)
    assert removed == middle
    assert [(p.title, p.position) for p in desk.pledges.of_candidate(own)] == [("하나", 0), ("셋", 1)]
    assert desk.pledges.restore(candidate, removed) == middle
    assert titles(desk, own) == ["하나", "둘", "셋"]


def test_a_pledge_is_not_restored_twice(desk: Desk, candidate: Session, state_of: StateOf) -> None:
    add(desk, candidate, own_id(candidate), "하나")
    there = desk.pledges.of_candidate(own_id(candidate))[0]
    before = state_of()
    with pytest.raises(RecordExists):
        desk.pledges.restore(candidate, there)
    assert state_of() == before


def test_a_changed_pledge_keeps_its_place_and_its_candidate(
    desk: Desk, candidate: Session, draft: Draft
) -> None:
    own = own_id(candidate)
    add(desk, candidate, own, "하나", "둘")
    first = desk.pledges.of_candidate(own)[0]
    edited = replace(first, title="새 제목", position=9, candidate_id=draft.president[1].id)
    desk.pledges.change(candidate, edited)
    assert desk.pledges.of_candidate(own)[0] == replace(first, title="새 제목")


@pytest.mark.parametrize(
    ("theme", "title", "description", "problem"),
    [
        ("", "제목", "", TextMissing),
        ("분야", " ", "", TextMissing),
        ("가" * (THEME_MAX + 1), "제목", "", TextTooLong),
        ("분야", "가" * (TITLE_MAX + 1), "", TextTooLong),
        ("분야", "제목", "가" * (DESCRIPTION_MAX + 1), TextTooLong),
        ("분야", "제목\u202e", "", TextForbidden),
    ],
)
def test_a_pledge_that_breaks_a_rule_is_refused(
    desk: Desk,
    candidate: Session,
    state_of: StateOf,
    theme: str,
    title: str,
    description: str,
    problem: type[Exception],
) -> None:
    own = own_id(candidate)
    add(desk, candidate, own, "하나")
    there = desk.pledges.of_candidate(own)[0]
    before = state_of()
    with pytest.raises(problem):
        desk.pledges.add(candidate, own, theme, title, description)
    with pytest.raises(problem):
        desk.pledges.change(candidate, replace(there, theme=theme, title=title, description=description))
    assert state_of() == before


def test_there_is_a_most_of_pledges_for_adding_and_for_undoing(
    desk: Desk, candidate: Session, state_of: StateOf
) -> None:
    own = own_id(candidate)
    add(desk, candidate, own, "지운 것")
    removed = desk.pledges.remove(candidate, desk.pledges.of_candidate(own)[0].id)
    add(desk, candidate, own, *(f"공약 {number}" for number in range(PLEDGES_MAX)))
    before = state_of()
    with pytest.raises(PledgesFull):
        desk.pledges.add(candidate, own, "복지", "하나 더")
    with pytest.raises(PledgesFull):
        desk.pledges.restore(candidate, removed)
    assert state_of() == before


def test_nobody_touches_the_pledges_of_another_candidate(
    desk: Desk, people: People, candidate: Session, draft: Draft, state_of: StateOf
) -> None:
    other = draft.president[1].id
    add(desk, people.commission, other, "남의 것")
    theirs = desk.pledges.of_candidate(other)[0]
    before = state_of()
    for step in (
        lambda: desk.pledges.add(candidate, other, "복지", "몰래"),
        lambda: desk.pledges.change(candidate, replace(theirs, title="바꿈")),
        lambda: desk.pledges.change(candidate, replace(theirs, title="바꿈", candidate_id=own_id(candidate))),
        lambda: desk.pledges.remove(candidate, theirs.id),
        lambda: desk.pledges.restore(candidate, replace(theirs, id="00" * 16)),
    ):
        with pytest.raises(NotYourOwn):
            step()
    assert state_of() == before


def test_polling_staff_have_no_hand_in_pledges(
    desk: Desk, people: People, draft: Draft, state_of: StateOf
) -> None:
    before = state_of()
    for actor in (people.manager, people.observer):
        with pytest.raises(NotAllowed):
            desk.pledges.add(actor, draft.president[0].id, "복지", "몰래")
    assert state_of() == before


def test_a_pledge_that_is_not_there_is_said_so(desk: Desk, candidate: Session) -> None:
    with pytest.raises(RecordMissing):
        desk.pledges.remove(candidate, "00" * 16)


def test_a_drafts_pledges_wait_for_its_publication(desk: Desk, candidate: Session, core: Core) -> None:
    add(desk, candidate, own_id(candidate), "하나")
    with core.store.read() as uow:
        assert uow.outbox.count("S") == 0


def test_changes_after_publication_are_queued_in_their_order(
    desk: Desk, people: People, published: SmallElection, core: Core
) -> None:
    own = published.president[0].id
    pledge = desk.pledges.add(people.commission, own, "복지", "쉼터")
    desk.pledges.change(people.commission, replace(pledge, title="큰 쉼터"))
    desk.pledges.restore(people.commission, desk.pledges.remove(people.commission, pledge.id))
    with core.store.read() as uow:
        queued = uow.outbox.waiting("S")[-4:]
    assert [item.kind for item in queued] == [
        "pledge-added",
        "pledge-changed",
        "pledge-removed",
        "pledge-restored",
    ]
    assert {item.key for item in queued} == {pledge.id}
    assert json.loads(queued[1].payload)["title"] == "큰 쉼터"


def test_each_change_leaves_its_entry(desk: Desk, candidate: Session, core: Core) -> None:
    own = own_id(candidate)
    pledge = desk.pledges.add(candidate, own, "복지", "쉼터")
    desk.pledges.change(candidate, replace(pledge, title="큰 쉼터"))
    desk.pledges.restore(candidate, desk.pledges.remove(candidate, pledge.id))
    with core.store.read() as uow:
        entries = uow.audit.page(0, 1000)[-4:]
    assert [entry.event for entry in entries] == [
        AuditEvent.PLEDGE_ADDED,
        AuditEvent.PLEDGE_CHANGED,
        AuditEvent.PLEDGE_REMOVED,
        AuditEvent.PLEDGE_RESTORED,
    ]
    assert {entry.actor for entry in entries} == {candidate.account.id}
