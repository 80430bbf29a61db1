"""The centre's own look at itself: whatever does not agree is named, and only that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from omp_desktop.central.reconcile import Difference, Subject, elections, reconcile
from omp_desktop.central.schema import (
    BallotRow,
    BatchRow,
    CountRow,
    ElectionRow,
    PageRow,
    QuarantineRow,
    StatementRow,
    SumRow,
)
from tests.central.asking import Scene
from tests.central.outcomes import sent
from tests.central.senders import CAST, TESTED, VOID, cast, participation, poll_event


def differences(here: Scene) -> list[Difference]:
    with here.store.read() as session:
        return reconcile(session, here.election.id, here.app.centre.keys.public_key)


def subjects(here: Scene) -> set[Subject]:
    return {difference.subject for difference in differences(here)}


@pytest.fixture
def voted(here: Scene) -> Scene:
    """Everything has come: three pages, twelve voters, the polls are over."""
    made = here.office.kiosk.ballots(14)
    for start, statuses in ((0, (CAST,) * 5), (5, (CAST, TESTED, VOID, CAST, CAST)), (10, (CAST,) * 4)):
        page = list(zip(made[start : start + len(statuses)], statuses, strict=True))
        sent(here, here.office.page(page))
    sent(here, here.office.participations([participation(40, "issued"), *cast(6)]))
    sent(here, here.office.participations([participation(40, "cancelled"), *cast(6, first=6)]))
    sent(here, here.office.statements(("poll-event", poll_event("close", "closing", "closed"))))
    sent(here, here.office.statements(here.office.closing()))
    return here


def test_what_came_whole_matches(voted: Scene) -> None:
    assert differences(voted) == []


def test_what_was_set_aside_matches_too(voted: Scene) -> None:
    sent(voted, voted.office.frozen("P", [{"voter": "nobody"}]))
    assert differences(voted) == []


def test_it_matches_on_postgresql(here_postgres: Scene) -> None:
    sent(here_postgres, here_postgres.office.ballots(20))
    sent(here_postgres, here_postgres.office.participations(cast(20)))
    assert differences(here_postgres) == []


def test_a_batch_that_did_not_come_is_missing(here: Scene) -> None:
    here.office.participations(cast(3))
    sent(here, here.office.participations(cast(3, first=3)))
    (found,) = differences(here)
    assert (found.subject, found.expected, found.found) == (Subject.MISSING_BATCHES, 2, 1)
    assert found.about == f"{here.office.device_id}-1-P"


def test_a_second_branch_is_named(here: Scene) -> None:
    copied = here.office.copy()
    sent(here, here.office.participations(cast(3)))
    sent(here, copied.participations(cast(4)))
    assert subjects(here) == {Subject.BRANCHES}


def test_a_page_that_did_not_come_is_missing(here: Scene) -> None:
    here.office.ballots(3)
    sent(here, here.office.ballots(3))
    assert [(each.expected, each.found) for each in differences(here) if each.subject is Subject.PAGE] == [
        (1, 2)
    ]


def test_a_page_that_names_another_before_it_is_noticed(voted: Scene) -> None:
    change(voted, update(PageRow).where(PageRow.number == 2).values(previous="00" * 32))
    assert subjects(voted) == {Subject.PAGE}


def test_a_first_page_that_does_not_begin_its_epoch_is_noticed(voted: Scene) -> None:
    change(voted, update(PageRow).where(PageRow.number == 1).values(previous="00" * 32))
    assert subjects(voted) == {Subject.PAGE}


def test_more_voters_than_ballots_are_noticed_when_the_polls_are_over(voted: Scene) -> None:
    sent(voted, voted.office.participations(cast(1, first=90)))
    (found,) = differences(voted)
    assert (found.subject, found.expected, found.found) == (Subject.VOTED, 13, 12)


def test_it_waits_with_voters_until_the_polls_are_over(here: Scene) -> None:
    sent(here, here.office.participations(cast(3)))
    assert differences(here) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (lambda: delete(BallotRow).where(BallotRow.status == "tested"), {Subject.BALLOTS, Subject.COUNT}),
        (
            lambda: update(BallotRow).where(BallotRow.status == "void").values(status="tested"),
            {Subject.COUNT},
        ),
        (lambda: update(CountRow).where(CountRow.name == "tested").values(n=5), {Subject.COUNT}),
        (lambda: delete(StatementRow).where(StatementRow.cursor == 2), {Subject.STATEMENTS}),
        (lambda: update(ElectionRow).values(next_cursor=50), {Subject.STATEMENTS}),
        (lambda: update(BatchRow).where(BatchRow.lane == "P").values(receipt=b"{}"), {Subject.RECEIPT}),
        (lambda: update(BatchRow).where(BatchRow.lane == "P").values(body=b""), {Subject.RECEIPT}),
        (lambda: update(BatchRow).where(BatchRow.lane == "P").values(digest="00" * 32), {Subject.RECEIPT}),
        (lambda: update(BallotRow).values(proof="good"), {Subject.SUMS}),
    ],
)
def test_a_row_that_somebody_changed_is_noticed(
    voted: Scene, changed: Callable[[], object], expected: set[Subject]
) -> None:
    change(voted, changed())
    assert subjects(voted) == expected


def test_what_was_set_aside_and_is_gone_is_noticed(here: Scene) -> None:
    sent(here, here.office.frozen("P", [{"voter": "nobody"}]))
    change(here, delete(QuarantineRow))
    assert subjects(here) == {Subject.SET_ASIDE, Subject.COUNT}


def test_sums_that_hold_more_than_was_cast_are_noticed(voted: Scene) -> None:
    with voted.store.begin() as session:
        station = voted.office.station_id
        session.add(
            SumRow(
                election_id=voted.election.id, station_id=station, contest_id="president", body=b"", ballots=2
            )
        )
    (found,) = differences(voted)
    assert (found.subject, found.expected, found.found) == (Subject.SUMS, 12, 14)


def test_every_subject_has_words_in_both_languages() -> None:
    assert all(each.ko and each.en for each in Subject)


def test_an_election_that_is_not_there_has_no_differences(here: Scene) -> None:
    with here.store.read() as session:
        assert reconcile(session, "ab" * 16, here.app.centre.keys.public_key) == []
        assert elections(session) == [here.election.id]


def change(here: Scene, statement: object) -> None:
    with here.store.begin() as session:
        _execute(session, statement)


def _execute(session: Session, statement: object) -> None:
    session.execute(statement)  # type: ignore[call-overload]
