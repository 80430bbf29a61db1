"""What can go wrong between a page and its paper. The name of a printer is the system's, never a person's."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class PrintFailed(OmpError):
    """A family: nothing came out of the printer, as far as can be known."""


class PrintingUnavailable(PrintFailed):
    """The system's printing is not installed or not running."""

    code = "print.unavailable"
    ko = ErrorText(
        "이 컴퓨터의 인쇄 기능을 쓸 수 없습니다.",
        "운영체제의 인쇄 서비스(리눅스와 macOS는 CUPS)가 설치되어 실행 중인지 확인하십시오. "
        "투표는 계속할 수 있습니다.",
    )
    en = ErrorText(
        "Printing is not available on this computer.",
        "Check that the system's printing (CUPS on Linux and macOS) is installed and running. "
        "Voting goes on meanwhile.",
    )


class NoPrinter(PrintFailed):
    """Printing works, but the system knows of no printer."""

    code = "print.no-printer"
    ko = ErrorText(
        "이 컴퓨터에 설정된 프린터가 없습니다.",
        "운영체제 설정에서 프린터를 추가하거나, PDF로 저장해 다른 컴퓨터에서 인쇄하십시오. "
        "투표는 계속할 수 있습니다.",
    )
    en = ErrorText(
        "No printer is set up on this computer.",
        "Add one in the system's settings, or save the page as PDF and print it on another computer. "
        "Voting goes on meanwhile.",
    )


class PrinterMissing(PrintFailed):
    """The printer is not known to the system any more."""

    code = "print.printer-missing"
    ko = ErrorText(
        "{printer} 프린터를 찾을 수 없습니다.",
        "프린터가 연결되어 있는지 확인하거나, 설정에서 다른 프린터를 고르십시오. 투표는 계속할 수 있습니다.",
    )
    en = ErrorText(
        "The printer {printer} was not found.",
        "Check that it is connected, or choose another printer in the settings. Voting goes on meanwhile.",
    )


class PaperOut(PrintFailed):
    """The printer says that it has no paper."""

    code = "print.paper-out"
    ko = ErrorText(
        "{printer} 프린터에 용지가 없습니다.",
        "용지를 넣은 뒤 다시 인쇄하십시오. 투표는 계속할 수 있습니다.",
    )
    en = ErrorText(
        "The printer {printer} is out of paper.",
        "Put paper in, then print again. Voting goes on meanwhile.",
    )


class PrinterStopped(PrintFailed):
    """Paused, jammed, open, switched off, or it gave the page up."""

    code = "print.printer-stopped"
    ko = ErrorText(
        "{printer} 프린터가 멈추었습니다.",
        "프린터의 전원, 덮개, 걸린 종이를 살피고 운영체제의 프린터 설정에서 다시 시작한 뒤 "
        "다시 인쇄하십시오. 투표는 계속할 수 있습니다.",
    )
    en = ErrorText(
        "The printer {printer} has stopped.",
        "Look at its power, cover and paper path, start it again in the system's printer settings, and print "
        "again. Voting goes on meanwhile.",
    )


class PrinterSilent(PrintFailed):
    """No answer within the time that a person waits."""

    code = "print.no-answer"
    ko = ErrorText(
        "{printer} 프린터가 응답하지 않습니다.",
        "프린터를 껐다가 다시 켠 뒤 시험 인쇄를 하십시오. 투표는 계속할 수 있습니다.",
    )
    en = ErrorText(
        "The printer {printer} does not answer.",
        "Switch it off and on, then print a test page. Voting goes on meanwhile.",
    )
