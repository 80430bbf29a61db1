"""Errors of exporting an election record."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class RecordTooEarly(OmpError):
    """A record holds the count, so there is none before it."""

    code = "record.too-early"
    ko = ErrorText(
        "개표하기 전에는 선거 기록을 내보낼 수 없습니다. 지금 상태: {state}.",
        "투표를 마감하고 개표한 다음 내보내십시오.",
    )
    en = ErrorText(
        "There is no election record before the count. The election is '{state}'.",
        "Close the polls and count, then export the record.",
    )


class RecordUnwritable(OmpError):
    """The file of the record cannot be written."""

    code = "record.unwritable"
    ko = ErrorText(
        "선거 기록을 {file} 파일로 저장할 수 없습니다({reason}).",
        "남은 공간과 쓰기 권한을 확인하거나 다른 곳을 고르십시오.",
    )
    en = ErrorText(
        "The election record cannot be written to {file} ({reason}).",
        "Check the free space and whether you may write there, or choose another place.",
    )


class RecordInsideData(OmpError):
    """What is published does not belong among the data of the station."""

    code = "record.inside-data"
    ko = ErrorText(
        "투표소 자료 폴더 안에는 선거 기록을 저장할 수 없습니다.",
        "USB 저장 장치처럼 다른 곳을 고르십시오.",
    )
    en = ErrorText(
        "The election record cannot be saved in the data folder of this station.",
        "Choose another place, such as a USB medium.",
    )


class RecordExportCancelled(OmpError):
    """Somebody stopped the export; no file is left behind."""

    code = "record.cancelled"
    ko = ErrorText("선거 기록 내보내기를 멈추었습니다.", "다시 내보낼 수 있습니다.")
    en = ErrorText("The export of the election record was stopped.", "It can be started again.")
