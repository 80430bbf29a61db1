"""Errors of certifying a result."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class SumsDisagree(OmpError):
    """A sum of the result is wrong in itself: no reason makes it right."""

    code = "certification.sums-disagree"
    ko = ErrorText(
        "결과의 합이 맞지 않아 확정할 수 없습니다({said}).",
        "이 컴퓨터를 그대로 두고 선거관리위원회에 알리십시오. 개표 기록을 내보내어 검증하십시오.",
    )
    en = ErrorText(
        "The result cannot be certified: its sums do not agree ({said}).",
        "Leave this computer as it is and tell the commission. Export the election record and verify it.",
    )


class LookAgain(OmpError):
    """Something changed between looking and certifying."""

    code = "certification.look-again"
    ko = ErrorText(
        "확인하는 동안 수가 바뀌었습니다.",
        "'확정'을 다시 눌러 지금 수를 확인한 뒤 확정하십시오.",
    )
    en = ErrorText(
        "The figures changed while you were looking at them.",
        "Press Certify again, look at the figures as they are now, then certify.",
    )


class CertifiedElsewhere(OmpError):
    """This PC is one station of an election that a commission holds with a centre."""

    code = "certification.elsewhere"
    ko = ErrorText(
        "이 PC는 투표소의 것이라 여기서 확정할 수 없습니다.",
        "선거를 공고한 선거관리위원회 PC에서 확정하십시오.",
    )
    en = ErrorText(
        "Nothing is certified here: this is the PC of one station.",
        "Certify on the commission's PC, where the election was published.",
    )
