"""Errors of taking a list over that are not about one of its lines."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class ImportCancelled(OmpError):
    """The official stopped the import; nothing was taken."""

    code = "import.cancelled"
    ko = ErrorText(
        "가져오기를 취소하여 아무것도 저장하지 않았습니다.", "필요하면 처음부터 다시 가져오십시오."
    )
    en = ErrorText("The import was cancelled, and nothing was taken.", "Start it again when you need it.")


class ImportWhileOpen(OmpError):
    """A long list would keep the store busy while voters cast ballots."""

    code = "import.while-open"
    ko = ErrorText(
        "투표가 진행되는 동안에는 {limit}줄이 넘는 명부를 가져올 수 없습니다.",
        "투표가 중지되거나 마감된 뒤에 가져오십시오.",
    )
    en = ErrorText(
        "A list of more than {limit} lines cannot be imported while polls are open at this station.",
        "Import it when voting is suspended or closed.",
    )
