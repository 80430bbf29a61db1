"""What can go wrong while the readiness of a station is checked."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class ReadinessMissing(OmpError):
    """Nobody has checked yet."""

    code = "readiness.missing"
    ko = ErrorText(
        "이 선거의 투표 준비를 아직 점검하지 않았습니다.",
        "'투표 진행'에서 '준비 점검'을 누르십시오.",
    )
    en = ErrorText(
        "Nobody has checked yet whether this station is ready for this election.",
        "Press 'Check readiness' on the page Polling day.",
    )


class ReadinessCancelled(OmpError):
    """Somebody stopped the check; nothing is kept."""

    code = "readiness.cancelled"
    ko = ErrorText(
        "준비 점검을 그만두었습니다. 남은 것이 없습니다.",
        "나중에 '투표 진행'에서 '준비 점검'을 다시 누르십시오.",
    )
    en = ErrorText(
        "The readiness check was stopped; nothing of it is kept.",
        "Press 'Check readiness' on the page Polling day again later.",
    )
