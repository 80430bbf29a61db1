"""The count: what must be right before anything is opened, and what the result says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.crypto.aggregate import decode_aggregate
from omp_desktop.crypto.errors import (
    KeyFileDamaged,
    KeyNotOfThisElection,
    WrongPassphrase,
)
from omp_desktop.crypto.opening import PartialOpening, verify_partial
from omp_desktop.crypto.trustees import TrusteePublic
from omp_desktop.domain.access_errors import ActionNotAllowed, SamePerson
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.election_errors import IllegalTransition
from omp_desktop.domain.tally import ContestResult
from omp_desktop.services import ballot_box, opened_sums, openings
from omp_desktop.services.counting import CountingService
from omp_desktop.services.counting_errors import (
    CountCancelled,
    NumbersDiffer,
    OpeningUnreadable,
    RequestOutdated,
    ResultsEmbargoed,
    SmallTotal,
    SumsDiffer,
    TrusteeKeyInsideData,
    TrusteeKeyUnreadable,
)
from omp_desktop.services.publication import read_published
from omp_desktop.services.results import ElectionResult
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.store.engine import Store
from tests.services.polling_day import Day
from tests.services.scene import PASSPHRASE, STORE_KEY, Desk, People, definition, prepare, publish
from tests.services.stages import Station

Rows = Callable[[], dict[str, list[str]]]


def votes_of(contest: ContestResult) -> dict[int, int]:
    return {option.number: option.votes for option in contest.options}


def raw(store: Store, statement: str, guard: str, content: bytes = b"") -> None:
    """Changes the file behind the program's back, without one of its guards; "?" stands for `content`."""
    connection = connect(store.path, StoreKey(STORE_KEY), 3000)
    connection.execute(f"DROP TRIGGER IF EXISTS {guard}")
    connection.execute(statement, (content,) if "?" in statement else ())
    connection.close()


@pytest.fixture
def closed_day(station: Station, open_day: Day) -> Day:
    """Eleven of twelve voted: 갑돌 5, 을순 3, 병수 2, one blank; the polls are closed."""

    def vote_and_close() -> None:
        for number, president in enumerate([0] * 5 + [1] * 3 + [2] * 2 + [None], start=1):
            open_day.vote(str(number), president)
        open_day.close()

    station.step("eleven votes and the close", vote_and_close)
    return open_day


def count(day: Day, **changes: object) -> ElectionResult:
    given = {"key_file": day.election.key_file, "passphrase": day.election.passphrase, **changes}
    return day.counting.count(day.people.manager, day.observer, day.id, **given)  # type: ignore[arg-type]


# The result


def test_the_totals_are_those_that_were_cast(closed_day: Day) -> None:
    result = count(closed_day)
    president, council = result.contests
    assert votes_of(president) == {1: 5, 2: 3, 4: 2}
    assert (president.blank, president.ballots, president.valid_votes) == (1, 11, 10)
    assert votes_of(council) == {1: 11, 2: 0, 3: 0, 4: 0}
    assert result.holds
    assert (result.listed, result.cast, result.abstentions, result.provisional) == (12, 11, 1, True)


def test_the_result_can_be_read_again(closed_day: Day) -> None:
    assert count(closed_day) == closed_day.counting.result(closed_day.id)


def test_the_count_moves_the_election_on_and_is_recorded(closed_day: Day, store: Store) -> None:
    count(closed_day)
    assert closed_day.polls.status(closed_day.id).state is ElectionState.COUNTED
    with store.read() as uow:
        entry = uow.audit.last()
    assert entry is not None
    assert (entry.event, entry.details["ballots"]) == (AuditEvent.COUNT_OPENED, 11)
    with pytest.raises(IllegalTransition):
        count(closed_day)


def test_votes_cast_before_a_withdrawal_are_invalid_and_stay_where_they_are(
    open_day: Day, desk: Desk, people: People
) -> None:
    for number in range(1, 5):
        open_day.vote(str(number), 0)
    gone = open_day.election.president[0]
    desk.elections.withdraw_candidate(people.commission, open_day.id, gone.id)
    for number in range(5, 12):
        open_day.vote(str(number), 1)
    president = open_day.close().count().contests[0]
    assert votes_of(president) == {1: 4, 2: 7, 4: 0}
    assert (president.invalid_withdrawn, president.invalid, president.valid_votes) == (4, 4, 7)
    assert president.options[0].withdrawn
    assert president.holds


def test_a_tie_is_shown_and_not_broken(open_day: Day) -> None:
    for number, president in enumerate([0] * 5 + [1] * 5, start=1):
        open_day.vote(str(number), president)
    president = open_day.close().count().contests[0]
    assert [option.number for option in president.leaders()] == [1, 2]


def test_void_ballots_are_not_counted(open_day: Day) -> None:
    token = open_day.permit("1").token
    open_day.booth.seal(token, open_day.choices(open_day.election.president[2]))
    sealed = open_day.booth.seal(token, open_day.choices(open_day.election.president[0]))
    open_day.booth.cast(token, sealed.ballot_id)
    result = open_day.close().count()
    assert votes_of(result.contests[0]) == {1: 1, 2: 0, 4: 0}


def test_an_election_nobody_voted_in_is_counted_too(open_day: Day) -> None:
    result = count(open_day.close())
    assert votes_of(result.contests[0]) == {1: 0, 2: 0, 4: 0}
    assert (result.cast, result.holds) == (0, True)


def test_the_opening_carries_a_proof_that_anybody_can_check(closed_day: Day, store: Store) -> None:
    count(closed_day)
    with store.read() as uow:
        opening = uow.aggregates.opening(closed_day.id)
        published = read_published(uow, closed_day.id)
        sums = decode_aggregate(published.context, uow.aggregates.get(closed_day.id))
    assert opening is not None
    content = json.loads(opening)
    (partial,) = map(PartialOpening.from_json, content["partials"])
    publics = [TrusteePublic.from_json(each) for each in published.manifest.trustees]
    verify_partial(published.context, publics, sums, partial)
    assert content["totals"]["president"] == {"votes": [5, 3, 2], "blank": 1}


# The embargo


def test_there_are_no_totals_while_polls_are_open_and_none_before_the_count(open_day: Day) -> None:
    open_day.vote("1")
    with pytest.raises(ResultsEmbargoed):
        open_day.counting.result(open_day.id)
    open_day.close()
    with pytest.raises(ResultsEmbargoed):
        open_day.counting.result(open_day.id)


def test_open_polls_are_not_counted(open_day: Day, state_of: Rows) -> None:
    before = state_of()
    with pytest.raises(IllegalTransition):
        count(open_day)
    assert state_of() == before


def test_few_ballots_are_opened_only_when_both_people_agree(open_day: Day, state_of: Rows) -> None:
    for number in range(1, 4):
        open_day.vote(str(number))
    open_day.close()
    before = state_of()
    with pytest.raises(SmallTotal) as asked:
        count(open_day)
    assert (asked.value.params["ballots"], asked.value.params["minimum"]) == (3, 10)
    assert state_of() == before
    assert count(open_day, confirm_small=True).cast == 3


# People and keys


def test_two_people_count(closed_day: Day) -> None:
    people, key = closed_day.people, closed_day.election.key_file
    service, manager = closed_day.counting, people.manager
    with pytest.raises(SamePerson):
        service.count(manager, people.beside(manager, manager), closed_day.id, key, "x")
    stranger = people.beside(people.second_manager, people.observer)
    with pytest.raises(SamePerson):
        service.count(manager, stranger, closed_day.id, key, "x")
    with pytest.raises(ActionNotAllowed):
        service.count(people.observer, people.beside(people.observer, manager), closed_day.id, key, "x")


def test_a_wrong_pass_phrase_opens_nothing(closed_day: Day, state_of: Rows) -> None:
    before = state_of()
    with pytest.raises(WrongPassphrase):
        count(closed_day, passphrase="not this one")
    assert state_of() == before


def test_the_key_of_another_election_opens_nothing(
    closed_day: Day, desk: Desk, people: People, usb: Path
) -> None:
    other = desk.elections.create(people.commission, definition())
    key_file = desk.elections.make_single_trustee_key(
        people.commission, other.id, "다른 관리인", PASSPHRASE, usb
    )
    with pytest.raises(KeyNotOfThisElection):
        count(closed_day, key_file=key_file)


def test_a_key_file_that_is_gone_or_damaged_is_named(closed_day: Day, tmp_path: Path) -> None:
    with pytest.raises(TrusteeKeyUnreadable):
        count(closed_day, key_file=tmp_path / "gone.json")
    with pytest.raises(TrusteeKeyUnreadable):
        count(closed_day, key_file=tmp_path)
    damaged = tmp_path / "damaged.json"
    damaged.write_bytes(closed_day.election.key_file.read_bytes()[:-20])
    with pytest.raises(KeyFileDamaged):
        count(closed_day, key_file=damaged)


def test_the_key_never_comes_into_the_data_folder(closed_day: Day, data_dir: Path) -> None:
    count(closed_day)
    key = json.loads(closed_day.election.key_file.read_bytes())["sealed"].encode()
    assert not [file for file in data_dir.rglob("*") if file.is_file() and key in file.read_bytes()]


def test_a_real_count_refuses_a_key_that_lies_beside_the_ballots(
    real_desk: Desk,
    real_people: People,
    clock: FixedClock,
    usb: Path,
    tmp_path: Path,
    data_dir: Path,
) -> None:
    election = publish(real_desk, real_people, prepare(real_desk, real_people, tmp_path), usb)
    day = Day(real_desk, real_people, election, clock).open().close()
    copied = data_dir / "key.json"
    copied.write_bytes(election.key_file.read_bytes())
    with pytest.raises(TrusteeKeyInsideData):
        count(day, key_file=copied)


# Sums that are not what they should be


def test_sums_that_are_not_those_of_the_ballots_are_not_opened(closed_day: Day, store: Store) -> None:
    with store.read() as uow:
        sums = uow.aggregates.get(closed_day.id)["president"]
    # The ciphertexts of the first two options change places: a valid sum of something else.
    swapped = sums[:17] + sums[81:145] + sums[17:81] + sums[145:]
    assert len(swapped) == len(sums)
    raw(
        store,
        "UPDATE aggregate SET body = ? WHERE contest_id = 'president'",
        "aggregate_while_open_update",
        swapped,
    )
    with pytest.raises(SumsDiffer):
        count(closed_day)
    with pytest.raises(SumsDiffer):
        closed_day.counting.verify_aggregate(closed_day.id)
    assert closed_day.polls.status(closed_day.id).state is ElectionState.CLOSED


def test_a_participation_without_a_ballot_stops_the_count(closed_day: Day, store: Store) -> None:
    with store.uow() as uow:
        uow.participations.issue(closed_day.id, closed_day.voter("12").id)
        uow.commit()
    raw(
        store,
        "UPDATE participation SET state = 'cast', hour = '2026-12-03T00:00:00.000000+00:00'"
        " WHERE state = 'issued'",
        "participation_cast_is_final",
    )
    with pytest.raises(NumbersDiffer):
        count(closed_day)


def test_sums_that_change_while_they_are_opened_are_not_stored(
    closed_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_aggregate = openings.open_aggregate

    def meddle(*given: object) -> object:
        raw(store, "UPDATE aggregate SET body = x'00'", "aggregate_while_open_update")
        return open_aggregate(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(openings, "open_aggregate", meddle)
    with pytest.raises(RequestOutdated):
        count(closed_day)
    with pytest.raises(ResultsEmbargoed):
        closed_day.counting.result(closed_day.id)


def test_recomputing_says_how_many_ballots_it_added_up(closed_day: Day) -> None:
    assert closed_day.counting.verify_aggregate(closed_day.id) == 11


def test_the_count_shows_progress_and_can_be_stopped(closed_day: Day, state_of: Rows) -> None:
    seen: list[tuple[int, int]] = []
    before = state_of()
    with pytest.raises(CountCancelled):
        count(closed_day, progress=lambda *at: seen.append(at), cancelled=lambda: True)
    assert state_of() == before
    count(closed_day, progress=lambda *at: seen.append(at))
    assert seen == [(0, 11), (0, 11), (11, 11)]


def test_more_ballots_than_one_page_are_added_up_too(
    closed_day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballot_box, "BALLOTS_AT_ONCE", 4)
    assert CountingService(closed_day.desk.core).verify_aggregate(closed_day.id) == 11


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"{}",
        b'{"ballots":1,"kind":"final","totals":{"council":{"blank":null,"votes":7}},"units":{"a":1}}',
        b'{"ballots":1,"kind":"final","totals":{},"units":{"a":2}}',
    ],
)
def test_an_opening_that_cannot_be_read_is_named(closed_day: Day, store: Store, content: bytes) -> None:
    count(closed_day)
    raw(store, "UPDATE opening SET body = ?", "opening_never_update", content)
    with pytest.raises(OpeningUnreadable):
        closed_day.counting.result(closed_day.id)


def test_a_sum_that_does_not_agree_is_recorded_and_not_corrected(
    closed_day: Day, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More choices on the council's ballots than two each: no proof would let that through."""
    combine = opened_sums.combine

    def too_many(*given: object) -> object:
        opened = dict(combine(*given))  # type: ignore[arg-type]
        council = opened["council"]
        opened["council"] = replace(council, votes=(11, 11, 11, 11))
        return opened

    monkeypatch.setattr(opened_sums, "combine", too_many)
    result = count(closed_day)
    assert not result.holds
    with store.read() as uow:
        events = [entry.event for entry in uow.audit.page(0, 500)]
    assert AuditEvent.COUNT_DIFFERS in events
