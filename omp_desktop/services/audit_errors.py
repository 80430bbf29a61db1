"""Errors of reading the audit log."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class AuditReadingCancelled(OmpError):
    """Somebody stopped the reading of the whole log; nothing is left behind."""

    code = "audit.reading-cancelled"
    ko = ErrorText("감사 기록을 읽는 일을 멈추었습니다.", "다시 시작할 수 있습니다.")
    en = ErrorText("The reading of the audit log was stopped.", "It can be started again.")
