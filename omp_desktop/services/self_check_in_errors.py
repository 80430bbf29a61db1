"""Errors of the self check-in, in words for voters.

None holds a name, a number or a code, and none tells whether a roll number exists before the code is right.
"""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class PersonalCodeWrong(OmpError):
    """Roll number and personal code do not belong together; which of them is wrong is not told."""

    code = "check-in.code-wrong"
    ko = ErrorText(
        "등재번호와 본인 확인 코드가 맞지 않습니다.",
        "안내문을 보며 처음부터 다시 누르십시오. 안내문이 없으면 투표사무원에게 가십시오.",
    )
    en = ErrorText(
        "Roll number and personal code do not match.",
        "Look at your letter and enter both again. Without a letter, go to the desk.",
    )


class PersonalCodeLocked(OmpError):
    """Too many wrong codes came in a row for this number."""

    code = "check-in.code-locked"
    ko = ErrorText(
        "이 화면에서 여러 번 맞지 않았습니다.",
        "신분증을 가지고 가십시오. 투표할 수 있습니다.",
    )
    en = ErrorText(
        "Too many wrong tries on this screen.",
        "Go to the desk with your photo ID. You can still vote.",
    )


class VotedBefore(OmpError):
    """The code is right, and the voter has voted."""

    code = "check-in.voted-before"
    ko = ErrorText("이 안내문으로 이미 투표했습니다.", "투표하지 않았으면 투표사무원에게 말씀하십시오.")
    en = ErrorText("A vote was already cast with this letter.", "If it was not you, go to the desk.")


class CheckedInBefore(OmpError):
    """The code is right, and a permit is out."""

    code = "check-in.checked-in-before"
    ko = ErrorText("이 안내문으로 이미 본인 확인을 했습니다.", "신분증을 가지고 투표사무원에게 가십시오.")
    en = ErrorText("This letter was already used to check in.", "Go to the desk with your photo ID.")


class SelfCheckInUnavailable(OmpError):
    """The election lets voters check in themselves, and this booth cannot do it now."""

    code = "check-in.self-unavailable"
    ko = ErrorText(
        "지금 이 화면에서는 본인 확인을 할 수 없습니다.", "신분증을 가지고 투표사무원에게 가십시오."
    )
    en = ErrorText("This screen cannot check you in now.", "Go to the desk with your photo ID.")
