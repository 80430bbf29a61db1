"""Errors of what leaves the program as a file."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class ExportInconsistent(OmpError):
    """A file in a common format would contradict itself, so it is not written."""

    code = "report.inconsistent"
    ko = ErrorText(
        "내보낼 파일의 내용이 서로 맞지 않아 저장하지 않았습니다({problem}).",
        "개표 결과의 검산을 먼저 확인하십시오. 지금 숫자는 CSV로 저장할 수 있습니다.",
    )
    en = ErrorText(
        "The file was not written, because what it says does not agree ({problem}).",
        "Look at the checks of the result first. The figures as they are can be saved as CSV.",
    )
