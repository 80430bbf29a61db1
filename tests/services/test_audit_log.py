"""Reading the whole audit log: to verify it, or to save it."""

from __future__ import annotations

import pytest

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.services import audit_log
from omp_desktop.services.audit_errors import AuditReadingCancelled
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from tests.services.scene import People


@pytest.fixture
def log(core: Core, people: People, monkeypatch: pytest.MonkeyPatch) -> AuditLog:
    """A log of a few pages."""
    monkeypatch.setattr(audit_log, "PAGE", 2)
    made = AuditLog(core)
    while made.count() < 5:
        made.record(AuditEvent.PROGRAM_STARTED, version="1")
    return made


def test_every_entry_comes_once_and_in_order(log: AuditLog) -> None:
    assert [entry.seq for entry in log.walk()] == list(range(1, log.count() + 1))


def test_it_says_how_far_it_is(log: AuditLog) -> None:
    reached: list[tuple[int, int]] = []

    log.verify(lambda done, total: reached.append((done, total)))

    assert reached[0] == (2, log.count())
    assert reached[-1] == (log.count(), log.count())


def test_verifying_ends_when_somebody_asks(log: AuditLog) -> None:
    with pytest.raises(AuditReadingCancelled):
        log.verify(cancelled=lambda: True)


def test_what_is_added_meanwhile_is_left_for_the_next_time(log: AuditLog) -> None:
    read = [log.record(AuditEvent.PROGRAM_STOPPED) and entry.seq for entry in log.walk()]

    assert read == list(range(1, len(read) + 1))
    assert log.count() == 2 * len(read)


def test_that_it_was_saved_stands_in_it(log: AuditLog, people: People) -> None:
    log.exported(people.manager, 7)

    last = list(log.walk())[-1]
    assert (last.event, last.details["count"]) == (AuditEvent.AUDIT_EXPORTED, 7)
    assert last.actor == people.manager.account.id
