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
        "투표지 {ballots}장만의 득표가 드러납니다. 이 선거는 {minimum}장 이상을 함께 개표하도록 정했습니다.",
        "득표를 보면 누가 어떻게 투표했는지 짐작할 수 있습니다. 두 사람이 동의하면 확인하고 개표하십시오.",
    )
    en = ErrorText(
        "The votes of only {ballots} ballots would show; this election opens at least {minimum} together.",
        "The totals may show how single people voted. If both of you agree, confirm and count.",
    )


class LiveTooSoon(OmpError):
    """Totals during the vote that would show the votes of too few ballots; the service never opens them."""

    code = "count.live-too-soon"
    ko = ErrorText(
        "아직 열 수 없습니다. 먼저 연 합계와 비교하면 {minimum}장보다 적은 투표지의 득표가 드러납니다.",
        "투표지가 {more}장 더 들어온 다음 다시 여십시오.",
    )
    en = ErrorText(
        "No totals yet: beside earlier ones they would show the votes of fewer than {minimum} ballots.",
        "Open them when there are {more} more ballots.",
    )


class LiveNotAllowed(OmpError):
    """The election's rules do not allow totals during the vote."""

    code = "count.live-not-allowed"
    ko = ErrorText(
        "이 선거는 투표를 마감한 뒤에만 개표하도록 공고되었습니다.",
        "투표수와 투표율은 지금도 볼 수 있습니다. 마감한 다음 개표하십시오.",
    )
    en = ErrorText(
        "This election was published with totals only after the polls close.",
        "Ballots and turnout can be seen now. Close the polls, then count.",
    )


class LiveNotNow(OmpError):
    """Totals during the vote are opened while the polls are open or suspended."""

    code = "count.live-not-now"
    ko = ErrorText(
        "투표 중의 합계는 투표 중이거나 투표를 중지한 동안에만 엽니다. 지금 상태: {state}.",
        "마감한 다음 개표하십시오.",
    )
    en = ErrorText(
        "Totals during the vote are opened while the polls are open or suspended. The election is '{state}'.",
        "Close the polls, then count.",
    )


class OpeningNotBegun(OmpError):
    """There are no sums that trustees are asked to open."""

    code = "count.opening-not-begun"
    ko = ErrorText(
        "아직 개표를 시작하지 않았습니다.", "먼저 개표를 시작하고, 개표 관리인이 차례로 조각을 내십시오."
    )
    en = ErrorText(
        "The count was not begun yet.", "Begin it first; then the trustees give their shares one by one."
    )


class RequestOutdated(OmpError):
    """The sums changed after trustees were asked to open them."""

    code = "count.request-outdated"
    ko = ErrorText(
        "개표를 시작한 뒤에 집계가 바뀌었습니다. 그때 낸 조각은 쓸 수 없습니다.",
        "개표를 다시 시작하고, 개표 관리인이 모두 다시 조각을 내십시오.",
    )
    en = ErrorText(
        "The sums changed after the count was begun; the shares given so far are of no use.",
        "Begin the count again; every trustee gives a new share.",
    )


class ShareMissing(OmpError):
    """Fewer trustees gave their share than the election needs. `missing`: numbers of those who did not."""

    code = "count.share-missing"
    ko = ErrorText(
        "개표 관리인 {needed}명이 필요한데 {given}명이 조각을 냈습니다. 아직 내지 않은 사람: {missing}번.",
        "이 가운데 {more}명이 더 조각을 내야 합니다.",
    )
    en = ErrorText(
        "{needed} trustees are needed, {given} gave a share. Still missing: no. {missing}.",
        "{more} more of these must give a share.",
    )


class ShareTwice(OmpError):
    """A trustee gave the share a second time."""

    code = "count.share-twice"
    ko = ErrorText(
        "개표 관리인 {trustee}번은 이미 조각을 냈습니다.", "아직 내지 않은 개표 관리인이 이어서 내십시오."
    )
    en = ErrorText(
        "Trustee no. {trustee} has given the share already.", "Go on with a trustee who has not given one."
    )


class OpeningFileWrong(OmpError):
    """A file that trustees exchange for an opening is not what the program writes."""

    code = "count.opening-file-wrong"
    ko = ErrorText(
        "개표에 쓰는 파일이 아니거나 손상되었습니다({file}).",
        "파일을 다시 받으십시오. 요청 파일과 조각 파일을 바꾸지 않았는지 확인하십시오.",
    )
    en = ErrorText(
        "This is no file of an opening, or it is damaged ({file}).",
        "Get the file again; check that request and share were not mixed up.",
    )


class OpeningFileUnreadable(OmpError):
    """A file that trustees exchange cannot be read or written."""

    code = "count.opening-file-unreadable"
    ko = ErrorText(
        "파일을 읽거나 쓸 수 없습니다({reason}).", "USB 저장 장치와 파일 이름을 확인하고 다시 하십시오."
    )
    en = ErrorText(
        "The file cannot be read or written ({reason}).", "Check medium and file name, and try again."
    )


class ShareFileTaken(OmpError):
    """A share is not written over a file that is there."""

    code = "count.share-file-taken"
    ko = ErrorText(
        "이 폴더에 {file} 파일이 이미 있습니다. 덮어쓰지 않았습니다.",
        "이미 만든 조각이면 그 파일을 보내십시오. 다시 만들려면 다른 폴더를 고르십시오.",
    )
    en = ErrorText(
        "The folder has a file {file} already; it was not overwritten.",
        "If it is your share, send that file. To make it again, choose another folder.",
    )


class ShareOfAnotherOpening(OmpError):
    """A share that was made for other sums."""

    code = "count.share-of-another-opening"
    ko = ErrorText(
        "이 조각은 다른 개표를 위해 만든 것입니다.",
        "지금 개표의 요청 파일을 개표 관리인에게 주고 조각을 다시 만드십시오.",
    )
    en = ErrorText(
        "This share was made for another opening.",
        "Give the trustee the request file of this opening, and have the share made again.",
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
