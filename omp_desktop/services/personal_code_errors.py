"""Errors of making personal codes. They never hold a code, a name or a number."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class NobodyNeedsCode(OmpError):
    """The list is empty, or every voter has a code."""

    code = "codes.nobody-needs-one"
    ko = ErrorText(
        "본인 확인 코드를 새로 만들 선거인이 없습니다.",
        "먼저 선거인명부를 가져오십시오. 모두 새로 만들려면 '모두 새로 만들기'를 누르십시오.",
    )
    en = ErrorText(
        "No voter needs a new personal code.",
        "Import the voters list first. To make all of them anew, press 'Make all anew'.",
    )


class LettersFileWrong(OmpError):
    """The file for the letters could not be written."""

    code = "codes.file-not-written"
    ko = ErrorText(
        "안내문 파일을 저장하지 못했습니다({reason}). 본인 확인 코드는 바뀌지 않았습니다.",
        "다른 폴더를 골라 다시 저장하십시오.",
    )
    en = ErrorText(
        "The file for the letters could not be written ({reason}). No code has changed.",
        "Choose another folder and save again.",
    )
