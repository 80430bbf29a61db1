"""Errors of bringing the stations of an election together."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class NotTheCommission(OmpError):
    """Only the commission's PC may ask the centre for what other stations sent."""

    code = "collect.not-the-commission"
    ko = ErrorText(
        "다른 투표소의 자료는 선거관리위원회 컴퓨터에서만 모을 수 있습니다.",
        "위원회 컴퓨터에서 하십시오.",
    )
    en = ErrorText(
        "Only the commission's computer brings together what the stations sent.",
        "Do this on the commission's computer.",
    )


class CollectingCancelled(OmpError):
    """Somebody stopped; what was taken over stays."""

    code = "collect.cancelled"
    ko = ErrorText("자료 모으기를 멈추었습니다. 이미 받은 것은 그대로 있습니다.", "이어서 다시 하면 됩니다.")
    en = ErrorText("Collecting was stopped. What had arrived stays.", "Start it again to go on.")


class AlreadyCounted(OmpError):
    """What was counted stands; nothing is added to it."""

    code = "collect.already-counted"
    ko = ErrorText(
        "이미 개표한 선거에는 자료를 더할 수 없습니다.",
        "새로 온 자료는 중앙 서버에 그대로 있습니다. 위원회가 처리를 정하십시오.",
    )
    en = ErrorText(
        "The election was counted; nothing is added to it.",
        "Whatever came later is kept at the centre. It is for the commission to decide.",
    )


class StationsIncomplete(OmpError):
    """Some stations have not delivered everything. `stations`: their names, with what is missing."""

    code = "count.stations-incomplete"
    ko = ErrorText(
        "아직 다 오지 않은 투표소가 있습니다: {stations}.",
        "그 투표소의 전송을 기다려 자료를 다시 모으십시오. 빼고 개표하려면 두 사람이 사유를 남겨야 합니다.",
    )
    en = ErrorText(
        "Not everything has arrived from: {stations}.",
        "Wait until they have sent it, then collect again. Two people can go on without one, with a reason.",
    )


class StationNotLeftOut(OmpError):
    """A station that cannot be left out: this one, one that is not of the election, or a complete one."""

    code = "count.station-not-left-out"
    ko = ErrorText(
        "이 투표소는 빼고 개표할 수 없습니다.",
        "다른 투표소 가운데 자료가 다 오지 않은 곳만 뺄 수 있습니다.",
    )
    en = ErrorText(
        "This station cannot be left out of the count.",
        "Only another station that has not delivered everything can be.",
    )
