"""What the papers are made of: everything of one moment, from a draft to a certified result."""

from __future__ import annotations

from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.gui.official.paper_facts import count_facts
from omp_desktop.services.papers import PapersService
from omp_desktop.services.permit_figures import PermitFigures
from omp_desktop.services.poll_reports import ReportKind
from omp_desktop.services.remarks import RemarksService
from tests.services.polling_day import Day
from tests.services.scene import Desk, Draft, People


def test_of_a_draft_there_is_nothing_but_the_election(desk: Desk, draft: Draft) -> None:
    found = PapersService(desk.core).sources(draft.id)
    assert found.election.state is ElectionState.DRAFT
    assert (found.kept, found.events, found.deliveries, found.certificate) == ({}, (), (), None)
    assert found.last(PollAction.OPEN) is None


def test_after_the_close_steps_reports_people_and_counts_are_there(desk: Desk, open_day: Day) -> None:
    open_day.vote("1")
    RemarksService(desk.core).note(open_day.people.manager, open_day.id, RemarkKind.INCIDENT, "정전")
    open_day.close()
    found = PapersService(desk.core).sources(open_day.id)
    assert {ReportKind.ZERO, ReportKind.OPENED, ReportKind.CLOSED} <= found.kept.keys()
    closed = found.last(PollAction.CLOSE)
    assert closed is not None
    assert [found.names[person] for person in closed.actor_ids] == [
        open_day.people.manager.account.name,
        open_day.people.observer.account.name,
    ]
    assert (found.counts.voted, found.counts.ballots, found.turnout.cast) == (1, 1, 1)
    assert found.methods[IdentityMethod.RESIDENT_CARD] == 1
    assert [each.remark.value for each in found.remarks] == ["정전"]
    assert [each.ballots for each in found.deliveries] == [1]
    assert found.station == found.deliveries[0].name


def test_a_count_sheet_says_as_many_permits_as_were_handed_out(desk: Desk, open_day: Day) -> None:
    manager = open_day.people.manager
    open_day.permit("1")
    open_day.check_in.cancel(manager, open_day.id, open_day.voter("1").id, "잘못 고름")
    open_day.vote("1")
    open_day.close()
    papers = PapersService(desk.core)
    assert papers.sources(open_day.id).permits == PermitFigures()
    result = open_day.count()

    facts = count_facts(papers.sources(open_day.id), result)

    assert (facts.issued, facts.voted, facts.cancelled, facts.unused) == (2, 1, 1, 0)


def test_reading_changes_nothing(desk: Desk, open_day: Day, people: People) -> None:
    del people
    before = PapersService(desk.core).sources(open_day.id)
    assert PapersService(desk.core).sources(open_day.id) == before
