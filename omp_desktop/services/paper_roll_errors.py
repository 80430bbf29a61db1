"""Errors of the voters list on paper."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class PaperRollNotNeeded(OmpError):
    """Nobody votes on paper before an election is published, or after the polls are closed."""

    code = "paper-roll.not-needed"
    ko = ErrorText(
        "지금은 종이 명부가 필요하지 않습니다. 선거 상태: {state}.",
        "공고한 뒤부터 투표를 마감할 때까지 만들 수 있습니다.",
    )
    en = ErrorText(
        "No paper voters list is needed now. The election is '{state}'.",
        "It can be made from publication until the polls are closed.",
    )


class PaperRollMissing(OmpError):
    """The store cannot be read, and no list was kept before."""

    code = "paper-roll.missing"
    ko = ErrorText(
        "보관해 둔 종이 명부가 이 컴퓨터에 없습니다.",
        "선거관리위원회에서 받은 선거인명부를 쓰고, 누가 투표했는지는 위원회에 물어보십시오.",
    )
    en = ErrorText(
        "No paper voters list is kept on this computer.",
        "Use the voters list from the commission, and ask the commission who has voted.",
    )


class PaperRollUnreadable(OmpError):
    """The kept list was changed, is cut off, or its key is gone."""

    code = "paper-roll.unreadable"
    ko = ErrorText(
        "보관해 둔 종이 명부를 열 수 없습니다.",
        "저장소가 다시 읽히면 새로 만드십시오. 그 전에는 위원회의 선거인명부를 쓰십시오.",
    )
    en = ErrorText(
        "The paper voters list that is kept here cannot be opened.",
        "Make it anew once the store can be read again; until then use the commission's voters list.",
    )


class PaperRollUnwritable(OmpError):
    """The sealed list cannot be written."""

    code = "paper-roll.unwritable"
    ko = ErrorText(
        "종이 명부를 보관할 수 없습니다({reason}).",
        "이 컴퓨터의 남은 공간과 쓰기 권한을 확인하고 다시 만드십시오.",
    )
    en = ErrorText(
        "The paper voters list cannot be kept ({reason}).",
        "Check the free space and whether the data folder can be written, then make it again.",
    )


class PaperRollCancelled(OmpError):
    """Somebody stopped the making; the list that was kept before is still there."""

    code = "paper-roll.cancelled"
    ko = ErrorText(
        "종이 명부 만들기를 멈추었습니다.", "앞서 보관한 명부는 그대로 있습니다. 다시 만들 수 있습니다."
    )
    en = ErrorText(
        "The making of the paper voters list was stopped.",
        "The one that was kept before is still there. It can be made again.",
    )


class StoreStillWorks(OmpError):
    """One person alone may open the list only while the store cannot be read."""

    code = "paper-roll.store-works"
    ko = ErrorText(
        "저장소를 읽을 수 있으므로 종이 명부는 두 사람이 함께 만듭니다.",
        "'투표 관리'에서 두 사람의 PIN으로 만드십시오.",
    )
    en = ErrorText(
        "The store can be read, so two people make the paper voters list together.",
        "Make it on Polling day with the PINs of both.",
    )
