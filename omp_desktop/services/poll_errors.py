"""Errors of opening, suspending and closing the polls, beside those of the rules."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class ZeroReportNeeded(OmpError):
    """The polls open on a zero report only."""

    code = "poll.zero-report-needed"
    ko = ErrorText(
        "영(0)표 확인서를 먼저 만들어야 투표를 열 수 있습니다.",
        "'영(0)표 확인서'를 눌러 만들고, 참관인과 함께 확인한 다음 투표를 여십시오.",
    )
    en = ErrorText(
        "The polls open on a zero report only.",
        "Make the zero report, look at it together with the observers, then open the polls.",
    )


class NotZero(OmpError):
    """Something has been counted before the polls opened."""

    code = "poll.not-zero"
    ko = ErrorText(
        "아직 투표를 열지 않았는데 0이 아닌 값이 있습니다({what}: {count}).",
        "투표를 열지 말고, 자료를 그대로 둔 채 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "Something is not zero although the polls have not opened ({what}: {count}).",
        "Do not open the polls. Leave the data as they are and tell the commission.",
    )


class VotersStillWaiting(OmpError):
    """The polls were to be closed while people of the queue have not voted."""

    code = "poll.voters-still-waiting"
    ko = ErrorText(
        "마감 때 기다리던 선거인 {count}명이 아직 투표하지 않았습니다.",
        "모두 투표할 때까지 기다리십시오. 돌아갔으면 사유를 적고 마감하십시오.",
    )
    en = ErrorText(
        "{count} people who were waiting at closing time have not voted yet.",
        "Wait until they have. If they left, write down the reason and close.",
    )


class ChangedWhileSuspended(OmpError):
    """What was in the box when voting was suspended is not what is in it now."""

    code = "poll.changed-while-suspended"
    ko = ErrorText(
        "투표를 중지할 때의 투표함과 지금의 투표함이 다릅니다({before} → {now}).",
        "투표를 재개하지 말고, 자료를 그대로 둔 채 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "The ballot box is not what it was when voting was suspended ({before} → {now}).",
        "Do not resume voting. Leave the data as they are and tell the commission.",
    )


class LongWorkWhileOpen(OmpError):
    """Work on a long voters list would keep the store busy while voters cast ballots."""

    code = "poll.long-work-while-open"
    ko = ErrorText(
        "투표가 진행되는 동안에는 선거인이 {limit}명을 넘는 선거를 공고하거나 그 명부를 지울 수 없습니다.",
        "투표가 중지되거나 마감된 뒤에 다시 하십시오.",
    )
    en = ErrorText(
        "While polls are open at this station, an election of more than {limit} voters is neither published "
        "nor is its list emptied.",
        "Do it when voting is suspended or closed.",
    )


class ReportMissing(OmpError):
    """There is no such report of this election yet."""

    code = "poll.report-missing"
    ko = ErrorText("아직 만들지 않은 보고서입니다.", "그 단계를 진행한 다음 다시 여십시오.")
    en = ErrorText("This report has not been made yet.", "Take that step first, then open the report.")
