"""Errors that only windows meet."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class FileNotWritten(OmpError):
    """A picture or table could not be saved where it was asked to."""

    code = "file.not-written"
    ko = ErrorText(
        "파일을 저장하지 못했습니다: {name}.",
        "저장할 곳에 남은 공간이 있고 쓸 수 있는지 확인한 뒤, 다른 곳을 골라 다시 저장하십시오.",
    )
    en = ErrorText(
        "The file could not be saved: {name}.",
        "Check that there is room and that you may write there, or choose another place and save again.",
    )
