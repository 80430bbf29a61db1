"""Entries of the logs for tests."""

from __future__ import annotations

from omp_desktop.domain.amendment import Amendment, AmendmentKind
from omp_desktop.domain.audit import AuditEntry, AuditEvent, make_entry
from omp_desktop.domain.remark import Remark, RemarkKind
from tests.store.station import HOUR


def an_amendment(election_id: str, number: int = 1) -> Amendment:
    payload = {"option_id": "ab" * 16, "이유": "사퇴"}
    return Amendment(election_id, number, AmendmentKind.WITHDRAWAL, payload, HOUR, "00" * 32, "cd" * 64)


def an_entry(previous: AuditEntry | None = None) -> AuditEntry:
    return make_entry(
        previous, at=HOUR, actor="system", event=AuditEvent.PROGRAM_STARTED, details={"version": "1.0"}
    )


def a_remark(election_id: str) -> Remark:
    return Remark("0e" * 16, election_id, RemarkKind.INCIDENT, "정전 10분", HOUR, "0a" * 16)
