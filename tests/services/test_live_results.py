"""Totals during the vote: only where the rules allow them, only of enough ballots, and what they would show.

The attack by subtraction is carried out here: refused by the rule, and successful without it. The one over
stations stands in tests/unit/crypto/test_subtraction.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop.crypto.opening import combine
from omp_desktop.domain.access_errors import SamePerson
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.opening_rule import Piece
from omp_desktop.services import opened_sums, opening_status
from omp_desktop.services.counting import CountingService
from omp_desktop.services.counting_errors import (
    LiveNotAllowed,
    LiveNotNow,
    LiveTooSoon,
    OpeningNotBegun,
    RequestOutdated,
    ResultsEmbargoed,
    ShareMissing,
    SmallTotal,
)
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.results import LiveResult
from omp_desktop.store.engine import Store
from tests.services.scene import OPENS, Desk, Draft, People
from tests.services.test_counting import votes_of
from tests.services.trustees import LIVE, TrusteesDay, trustees_day

Rows = Callable[[], dict[str, list[str]]]
Make = Callable[..., TrusteesDay]


@pytest.fixture
def make_day(desk: Desk, people: People, draft: Draft, clock: FixedClock, usb: Path) -> Make:
    def make(**changes: object) -> TrusteesDay:
        given = {"live": True, "minimum": 4, **changes}
        return trustees_day(desk, people, draft, clock, usb, **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def day(make_day: Make) -> TrusteesDay:
    """Two of three trustees, results during the vote in steps of at least 4 ballots; the polls are open."""
    return make_day()


def vote(day: TrusteesDay, first: int, last: int, president: int | None = 0) -> None:
    for number in range(first, last + 1):
        day.vote(str(number), president)


def open_live(day: TrusteesDay, *trustees: int) -> LiveResult:
    """The whole sequence: begin, shares, two people."""
    day.begin(LIVE)
    for trustee in trustees or (1, 2):
        day.give(trustee, LIVE)
    return day.counting.live.open(day.people.manager, day.observer, day.id)


def test_totals_are_opened_while_voting_goes_on(day: TrusteesDay) -> None:
    vote(day, 1, 3, 0)
    vote(day, 4, 5, 1)
    result = open_live(day, 3, 1)
    assert result.ballots == 5
    assert votes_of(result.contests[0]) == {1: 3, 2: 2, 4: 0}
    assert day.counting.live.latest(day.id) == result
    day.vote("6", 2)
    assert day.counting.live.latest(day.id) == result


def test_votes_that_come_while_trustees_give_their_shares_are_not_in_the_totals(day: TrusteesDay) -> None:
    vote(day, 1, 4, 0)
    day.begin(LIVE)
    vote(day, 5, 6, 1)
    day.give(1, LIVE)
    vote(day, 7, 8, 1)
    day.give(2, LIVE)
    result = day.counting.live.open(day.people.manager, day.observer, day.id)
    assert (result.ballots, votes_of(result.contests[0])) == (4, {1: 4, 2: 0, 4: 0})


def test_a_vote_that_comes_while_the_sums_are_compared_stays_out(
    day: TrusteesDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote(day, 1, 4, 0)
    came: list[int] = []

    def somebody_votes(_done: int, _total: int) -> None:
        if not came:
            came.append(1)
            day.vote("5", 1)

    service = day.counting.openings
    status = service.begin(day.people.manager, day.id, LIVE, somebody_votes)
    assert status.ballots == 4
    assert open_live(day).ballots == 4


def test_the_final_count_follows_with_everything(day: TrusteesDay) -> None:
    vote(day, 1, 4, 0)
    open_live(day)
    vote(day, 5, 9, 1)
    day.close()
    day.begin()
    day.give(1)
    day.give(2)
    result = day.open_sums(confirm_small=False)
    assert votes_of(result.contests[0]) == {1: 4, 2: 5, 4: 0}
    assert day.counting.result(day.id) == result


def test_without_the_rule_in_the_manifest_nothing_is_opened_during_the_vote(
    make_day: Make, state_of: Rows
) -> None:
    day = make_day(live=False)
    vote(day, 1, 5)
    before = state_of()
    with pytest.raises(LiveNotAllowed):
        day.begin(LIVE)
    with pytest.raises(LiveNotAllowed):
        day.counting.live.open(day.people.manager, day.observer, day.id)
    assert state_of() == before
    assert day.counting.live.latest(day.id) is None


def test_totals_are_opened_while_the_polls_are_suspended_and_not_when_they_are_closing(
    day: TrusteesDay,
) -> None:
    vote(day, 1, 4)
    day.polls.suspend(day.people.manager, day.observer, day.id, "정전")
    assert open_live(day).ballots == 4
    day.polls.resume(day.people.manager, day.observer, day.id)
    vote(day, 5, 8)
    day.begin(LIVE)
    day.polls.begin_closing(day.people.manager, day.id, 1)
    with pytest.raises(LiveNotNow):
        day.give(1, LIVE)


def test_totals_during_the_vote_are_no_result(day: TrusteesDay) -> None:
    vote(day, 1, 4)
    open_live(day)
    with pytest.raises(ResultsEmbargoed):
        day.counting.result(day.id)
    day.close()
    with pytest.raises(ResultsEmbargoed):
        day.counting.result(day.id)


# The rule


def test_too_few_ballots_wait_and_it_is_said_for_how_many(day: TrusteesDay, state_of: Rows) -> None:
    vote(day, 1, 3)
    status = day.counting.openings.status(day.id, LIVE)
    assert (status.begun, status.ballots, status.more) == (False, 3, 1)
    before = state_of()
    with pytest.raises(LiveTooSoon) as refused:
        day.begin(LIVE)
    assert dict(refused.value.params) == {"minimum": 4, "more": 1}
    assert state_of() == before


def test_the_next_totals_wait_for_as_many_new_ballots(day: TrusteesDay) -> None:
    vote(day, 1, 6)
    open_live(day)
    for number, more in ((7, 3), (8, 2), (9, 1)):
        with pytest.raises(LiveTooSoon):
            day.begin(LIVE)
        day.vote(str(number))
        assert day.counting.openings.status(day.id, LIVE).more == more
    day.vote("10")
    assert day.counting.openings.status(day.id, LIVE).more == 0
    assert open_live(day).ballots == 10


def test_totals_without_a_new_ballot_are_not_opened_again(day: TrusteesDay) -> None:
    vote(day, 1, 6)
    open_live(day)
    with pytest.raises(LiveTooSoon) as refused:
        day.begin(LIVE)
    assert refused.value.params["more"] == 4


def test_one_ballot_is_never_opened_during_the_vote_whatever_the_rules_say(make_day: Make) -> None:
    day = make_day(minimum=1)
    day.vote("1")
    with pytest.raises(LiveTooSoon):
        day.begin(LIVE)
    day.vote("2")
    assert open_live(day).ballots == 2


def test_an_opening_that_was_begun_keeps_its_sums_until_it_is_opened(day: TrusteesDay, desk: Desk) -> None:
    """Another beside it could show those few who voted in between, even if the first never ends."""
    vote(day, 1, 4, 0)
    day.begin(LIVE)
    day.give(2, LIVE)
    vote(day, 5, 12, 1)
    day.counting = CountingService(desk.core)
    status = day.begin(LIVE)
    assert (status.ballots, status.given) == (4, 1)
    day.give(3, LIVE)
    assert day.counting.live.open(day.people.manager, day.observer, day.id).ballots == 4
    assert open_live(day).ballots == 12


def test_shares_for_sums_that_nobody_published_count_as_published(
    day: TrusteesDay, clock: FixedClock
) -> None:
    """A final count was begun, then the polls were opened again: whoever has the shares knows the totals."""
    vote(day, 1, 5)
    day.close()
    day.begin()
    day.give(1)
    day.give(2)
    clock.set(OPENS)
    commission = day.people.commission
    second = day.people.beside(commission, day.people.observer)
    day.polls.reopen(commission, second, day.id, "잘못 마감함")
    day.vote("6")
    with pytest.raises(LiveTooSoon) as refused:
        day.begin(LIVE)
    assert refused.value.params["more"] == 3


def test_a_final_total_of_few_new_ballots_is_opened_when_both_people_agree(day: TrusteesDay) -> None:
    vote(day, 1, 6)
    open_live(day)
    day.vote("7")
    day.close()
    assert day.begin().smallest == 1
    day.give(1)
    day.give(2)
    with pytest.raises(SmallTotal) as asked:
        day.open_sums(confirm_small=False)
    assert dict(asked.value.params) == {"ballots": 1, "minimum": 4}
    assert day.open_sums(confirm_small=True).cast == 7


# People


def test_two_people_and_a_quorum_open(day: TrusteesDay, state_of: Rows) -> None:
    vote(day, 1, 4)
    people, live = day.people, day.counting.live
    with pytest.raises(OpeningNotBegun):
        live.open(people.manager, day.observer, day.id)
    day.begin(LIVE)
    day.give(1, LIVE)
    before = state_of()
    with pytest.raises(ShareMissing):
        live.open(people.manager, day.observer, day.id)
    with pytest.raises(SamePerson):
        live.open(people.manager, people.beside(people.manager, people.manager), day.id)
    with pytest.raises(NotAllowed):
        live.open(people.observer, people.beside(people.observer, people.manager), day.id)
    assert state_of() == before
    day.give(2, LIVE)
    beside = people.beside(people.commission, people.manager)
    assert live.open(people.commission, beside, day.id).ballots == 4


def test_the_opening_stands_in_log_and_record_once(day: TrusteesDay, store: Store) -> None:
    vote(day, 1, 4)
    open_live(day)
    with pytest.raises(OpeningNotBegun):
        day.counting.live.open(day.people.manager, day.observer, day.id)
    with store.read() as uow:
        entry = uow.audit.last()
        opened = uow.aggregates.openings(day.id)
    assert entry is not None
    assert (entry.event, entry.details["ballots"]) == (AuditEvent.LIVE_OPENED, 4)
    assert len(opened) == 1
    assert b'"kind":"live"' in opened[0]


def test_totals_that_somebody_else_opened_meanwhile_are_not_stored_again(
    day: TrusteesDay, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened_meanwhile(*given: object) -> object:
        monkeypatch.undo()
        day.counting.live.open(day.people.manager, day.observer, day.id)
        vote(day, 5, 8)
        day.begin(LIVE)
        return combine(*given)  # type: ignore[arg-type]

    vote(day, 1, 4)
    day.begin(LIVE)
    day.give(1, LIVE)
    day.give(2, LIVE)
    monkeypatch.setattr(opened_sums, "combine", opened_meanwhile)
    with pytest.raises(RequestOutdated):
        day.counting.live.open(day.people.manager, day.observer, day.id)
    with store.read() as uow:
        assert len(uow.aggregates.openings(day.id)) == 1


# The attack


def single_choice(more: LiveResult, fewer: LiveResult) -> list[int]:
    """What is left of each option's votes for president when one total is taken from the other."""
    options = zip(more.contests[0].options, fewer.contests[0].options, strict=True)
    return [after.votes - before.votes for after, before in options]


def test_totals_at_n_and_n_plus_one_would_show_one_vote_and_are_refused(day: TrusteesDay) -> None:
    vote(day, 1, 6, 0)
    open_live(day)
    day.vote("7", 2)
    with pytest.raises(LiveTooSoon) as refused:
        open_live(day)
    assert refused.value.params["more"] == 3


def test_without_the_rule_totals_at_n_and_n_plus_one_show_one_vote(
    day: TrusteesDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the seventh voter chose the third candidate."""
    monkeypatch.setattr(opening_status, "shown_by", lambda *_: (Piece(100, frozenset()),))
    vote(day, 1, 6, 0)
    before = open_live(day)
    day.vote("7", 2)
    assert single_choice(open_live(day), before) == [0, 0, 1]
