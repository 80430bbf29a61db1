"""Errors of setting up the second medium."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class MirrorOnSameDisk(OmpError):
    """A copy on the same disk dies with it."""

    code = "mirror.same-disk"
    ko = ErrorText(
        "고른 폴더가 투표소 자료와 같은 디스크에 있습니다. 디스크가 고장 나면 둘 다 잃습니다.",
        "USB 메모리나 다른 디스크의 폴더를 고르십시오.",
    )
    en = ErrorText(
        "The folder is on the same disk as the data of this station, and would be lost with it.",
        "Choose a folder on a USB stick or on another disk.",
    )


class MirrorNotWhileVoting(OmpError):
    """The store is so large that voters would wait for the copy."""

    code = "mirror.not-while-voting"
    ko = ErrorText(
        "투표소 자료가 커서 투표 중에는 사본을 만들 수 없습니다. 선거인이 기다리게 됩니다.",
        "투표를 잠시 멈춘 다음 사본을 만들고 투표를 다시 시작하십시오.",
    )
    en = ErrorText(
        "The data of this station are so large that voters would have to wait for the copy.",
        "Pause voting, make the copy, and go on.",
    )
