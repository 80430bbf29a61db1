"""Errors of reading a list (CSV) from a file."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class ListEmpty(OmpError):
    """The file has no rows under its header, or nothing at all."""

    code = "import.list-empty"
    ko = ErrorText(
        "파일 {file}에 자료가 없습니다.",
        "첫 줄에 열 이름, 그 아래 줄마다 한 명씩 적은 파일을 선택하십시오.",
    )
    en = ErrorText(
        "The file {file} has no entries.",
        "Choose a file with the column names on the first line and one entry on each line below.",
    )


class TableBroken(OmpError):
    """The file is not CSV from `line` on (a quotation mark that is not closed, mostly)."""

    code = "import.table-broken"
    ko = ErrorText(
        "파일 {file}의 {line}번째 줄부터 표로 읽을 수 없습니다.",
        '그 줄의 큰따옴표(")가 짝이 맞는지 확인하고 CSV로 다시 저장하십시오.',
    )
    en = ErrorText(
        "The file {file} cannot be read as a table from line {line} on.",
        'Check that the quotation marks (") on this line come in pairs, and save it as CSV again.',
    )


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
