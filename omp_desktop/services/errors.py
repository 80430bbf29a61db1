"""Errors that every service may raise."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class NotAllowed(OmpError):
    """The role of the person who is signed in may not do this. `who_can`: the roles in words."""

    code = "access.not-allowed"
    ko = ErrorText(
        "이 작업을 할 권한이 없습니다.", "할 수 있는 사람: {who_can}. 그분이 로그인하여 진행하십시오."
    )
    en = ErrorText("You may not do this.", "This can be done by: {who_can}. Ask them to sign in.")


class NotYourOwn(OmpError):
    """A candidate tried to change what belongs to another candidate."""

    code = "access.not-your-own"
    ko = ErrorText(
        "자신의 공약만 바꿀 수 있습니다.",
        "다른 후보자의 공약은 그 후보자나 선거관리위원회가 바꿉니다.",
    )
    en = ErrorText(
        "You can change your own pledges only.",
        "Those of another candidate are changed by that candidate or the commission.",
    )
