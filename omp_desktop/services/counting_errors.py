"""Errors of the count. They never hold a total."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class ResultsEmbargoed(OmpError):
    """No totals before the polls are closed and the count was opened."""

    code = "count.embargoed"
    ko = ErrorText(
        "투표가 끝나고 개표하기 전에는 득표를 볼 수 없습니다. 지금 상태: {state}.",
        "투표수와 투표율은 지금도 볼 수 있습니다. 마감한 다음 개표하십시오.",
    )
    en = ErrorText(
        "There are no totals before the polls are closed and counted. The election is '{state}'.",
        "Ballots and turnout can be seen now. Close the polls, then count.",
    )


class TrusteeKeyUnreadable(OmpError):
    """The trustee's key file cannot be read."""

    code = "count.key-file-unreadable"
    ko = ErrorText(
        "개표 열쇠 파일을 읽을 수 없습니다({reason}).",
        "개표 관리인의 USB 저장 장치를 꽂고 그 안의 열쇠 파일을 고르십시오.",
    )
    en = ErrorText(
        "The trustee's key file cannot be read ({reason}).",
        "Insert the trustee's medium and choose the key file on it.",
    )


class TrusteeKeyInsideData(OmpError):
    """The trustee's key lies beside the ballots that it opens."""

    code = "count.key-file-inside-data"
    ko = ErrorText(
        "개표 열쇠 파일이 투표소 자료 폴더 안에 있습니다. 투표지와 열쇠는 같은 곳에 있으면 안 됩니다.",
        "열쇠 파일을 개표 관리인의 USB 저장 장치로 옮기고, 거기에서 고르십시오.",
    )
    en = ErrorText(
        "The trustee's key file lies in the data folder of the station: ballots and key must be kept apart.",
        "Move the key file to the trustee's medium and choose it there.",
    )


class SmallTotal(OmpError):
    """So few ballots that their total says much about each of them; two people may go on."""

    code = "count.small-total"
    ko = ErrorText(
        "투표지가 {ballots}장뿐입니다. 이 선거는 {minimum}장 이상을 함께 개표하도록 정했습니다.",
        "득표를 보면 누가 어떻게 투표했는지 짐작할 수 있습니다. 두 사람이 동의하면 확인하고 개표하십시오.",
    )
    en = ErrorText(
        "There are only {ballots} ballots; this election opens at least {minimum} together.",
        "The totals may show how single people voted. If both of you agree, confirm and count.",
    )


class NumbersDiffer(OmpError):
    """Voters who voted, ballots in the box and ballots in the sums are not as many."""

    code = "count.numbers-differ"
    ko = ErrorText(
        "투표한 선거인 {voted}명, 투표지 {ballots}장, 집계에 든 투표지 {summed}장이 서로 다릅니다.",
        "개표하지 말고, 자료를 그대로 둔 채 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "Voters who voted ({voted}), ballots ({ballots}) and ballots in the sums ({summed}) do not agree.",
        "Do not count. Leave the data as they are and tell the commission.",
    )


class SumsDiffer(OmpError):
    """The running sums are not the product of the ballots in the box."""

    code = "count.sums-differ"
    ko = ErrorText(
        "집계 값이 투표함의 투표지에서 다시 계산한 값과 다릅니다.",
        "개표하지 말고, 자료를 그대로 둔 채 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "The running sums are not what the ballots in the box add up to.",
        "Do not count. Leave the data as they are and tell the commission.",
    )


class CountCancelled(OmpError):
    """Somebody stopped the count before anything was opened."""

    code = "count.cancelled"
    ko = ErrorText(
        "개표를 멈추었습니다. 아무것도 열리지 않았습니다.", "준비가 되면 처음부터 다시 시작하십시오."
    )
    en = ErrorText(
        "The count was stopped; nothing was opened.", "Start it again from the beginning when you are ready."
    )


class OpeningUnreadable(OmpError):
    """The stored opening is not what the program wrote."""

    code = "count.opening-unreadable"
    ko = ErrorText(
        "저장된 개표 결과를 읽을 수 없습니다.",
        "자료를 그대로 둔 채 진단을 실행하고 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "The stored opening of the count cannot be read.",
        "Leave the data as they are, run the diagnosis and tell the commission.",
    )
