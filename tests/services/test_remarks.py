"""Remarks at the polls: who may note and correct, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omp_desktop.domain.access_errors import AccountInactive
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.audit_events import describe
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.domain.remark_errors import CorrectedAlready
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.remarks import RemarksService
from omp_desktop.services.session import Session
from omp_desktop.store.errors import RecordMissing
from tests.services.scene import Desk, People, SmallElection

INCIDENT, PAPER = RemarkKind.INCIDENT, RemarkKind.PAPER_ISSUED


@pytest.fixture
def remarks(core: Core) -> RemarksService:
    return RemarksService(core)


def test_an_observer_may_have_an_objection_noted(
    remarks: RemarksService, published: SmallElection, people: People
) -> None:
    noted = remarks.note(people.observer, published.id, INCIDENT, "참관인 이의: 기표대 위치")
    (standing,) = remarks.all(published.id)
    assert standing.remark == noted
    assert noted.author == people.observer.account.id


def test_figures_are_the_officials(remarks: RemarksService, published: SmallElection, people: People) -> None:
    with pytest.raises(NotAllowed):
        remarks.note(people.observer, published.id, PAPER, "3")
    assert remarks.all(published.id) == ()


def test_a_correction_keeps_the_old_value_the_name_and_the_reason(
    remarks: RemarksService, published: SmallElection, people: People
) -> None:
    first = remarks.note(people.manager, published.id, PAPER, "12")
    second = remarks.correct(people.commission, first, "13", "한 장 더 발견")
    (standing,) = remarks.all(published.id)
    assert standing.remark == second
    assert standing.earlier == (first,)
    assert (second.author, second.reason) == (people.commission.account.id, "한 장 더 발견")


def test_somebody_elses_correction_came_first(
    remarks: RemarksService, published: SmallElection, people: People
) -> None:
    first = remarks.note(people.manager, published.id, PAPER, "12")
    remarks.correct(people.manager, first, "13", "다시 셈")
    with pytest.raises(CorrectedAlready):
        remarks.correct(people.commission, first, "14", "다시 셈")


def test_what_is_not_there_is_not_corrected(
    remarks: RemarksService, published: SmallElection, people: People
) -> None:
    first = remarks.note(people.manager, published.id, PAPER, "12")
    for other in (replace(first, id="0" * 32), replace(first, kind=RemarkKind.COUNT)):
        with pytest.raises(RecordMissing):
            remarks.correct(people.manager, other, "13", "다시 셈")


def test_the_log_says_that_something_was_noted_and_not_what(
    remarks: RemarksService, published: SmallElection, people: People, core: Core
) -> None:
    first = remarks.note(people.manager, published.id, INCIDENT, "정전")
    remarks.correct(people.manager, first, "정전 10분", "길이")
    noted, corrected = AuditLog(core).page()[-2:]
    assert (noted.event, corrected.event) == (AuditEvent.REMARK_NOTED, AuditEvent.REMARK_CORRECTED)
    assert "정전" not in str(noted.details) + str(corrected.details)
    assert describe(noted.event, noted.details, "en") == "Noted (incident)"


def test_who_was_switched_off_notes_nothing(
    remarks: RemarksService, published: SmallElection, people: People, desk: Desk
) -> None:
    observer: Session = people.observer
    desk.access.deactivate(people.commission, observer.account.id)
    with pytest.raises(AccountInactive):
        remarks.note(observer, published.id, INCIDENT, "x")
    assert remarks.all(published.id) == ()
