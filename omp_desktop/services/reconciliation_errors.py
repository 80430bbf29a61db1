"""What may be wrong when station and centre are compared, beside numbers that differ."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class AnotherHistory(OmpError):
    """The centre has batches of this station that this PC does not have: a copy, or an old backup."""

    code = "reconcile.another-history"
    ko = ErrorText(
        "중앙 서버에 이 컴퓨터가 모르는 이 투표소의 자료가 있습니다.",
        "자료가 복사되었거나 옛 사본으로 되돌려졌습니다. 두 컴퓨터를 모두 보존하고 위원회에 알리십시오.",
    )
    en = ErrorText(
        "The centre has data of this station that this computer does not know.",
        "Its data was copied, or put back from an old copy. Keep both computers and tell the commission.",
    )


class ConfirmedMissing(OmpError):
    """The centre signed that it has batches, and says now that it lacks them. `count`: batches."""

    code = "reconcile.confirmed-missing"
    ko = ErrorText(
        "중앙 서버가 확인했던 묶음 {count}개가 중앙 서버에 없습니다.",
        "중앙 서버가 옛 사본으로 되돌려졌을 수 있습니다. 위원회에 알리고 USB로 모두 다시 내보내십시오.",
    )
    en = ErrorText(
        "The centre lacks {count} batches that it had confirmed.",
        "It may have been put back from an old copy. Tell the commission, and export everything to a stick.",
    )


class ItemsAreSetAside(OmpError):
    """The centre keeps items of this station apart. `count`: items."""

    code = "reconcile.items-set-aside"
    ko = ErrorText(
        "중앙 서버가 이 투표소의 항목 {count}건을 따로 보관하고 있습니다.",
        "위원회가 중앙 서버에서 까닭을 확인합니다(omp-desktop central quarantine).",
    )
    en = ErrorText(
        "The centre keeps {count} items of this station apart.",
        "The commission looks for the reason at the centre (omp-desktop central quarantine).",
    )


class PagesAreBad(OmpError):
    """Pages whose ballots did not pass the centre's check. `count`: pages."""

    code = "reconcile.pages-bad"
    ko = ErrorText(
        "중앙 서버의 검사를 통과하지 못한 투표지 쪽이 {count}개 있습니다.",
        "이 투표소의 기표대를 보존하고 위원회에 알리십시오.",
    )
    en = ErrorText(
        "{count} pages of ballots did not pass the centre's check.",
        "Keep the booths of this station as they are, and tell the commission.",
    )
