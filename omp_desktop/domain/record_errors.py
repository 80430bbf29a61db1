"""Errors of what must not change: canonical bytes, manifest, amendments, the audit log."""

from omp_desktop.domain.errors import ErrorText, OmpError


class NotCanonical(OmpError):
    """A value or file cannot be, or is not, in the one canonical form."""

    code = "record.not-canonical"
    ko = ErrorText(
        "파일이 정해진 형식과 다릅니다({where}: {problem}).",
        "파일을 고치지 말고, 보낸 곳에서 다시 받으십시오.",
    )
    en = ErrorText(
        "The file is not in its exact form ({where}: {problem}).",
        "Do not edit the file; get it again from where it came.",
    )


class ManifestDamaged(OmpError):
    """The manifest's bytes are canonical but do not describe an election."""

    code = "record.manifest-damaged"
    ko = ErrorText(
        "선거 공고 파일을 읽을 수 없습니다({where}).", "선거관리위원회에서 공고 파일을 다시 받으십시오."
    )
    en = ErrorText(
        "The election manifest cannot be read ({where}).", "Get the file again from the commission."
    )


class ManifestNewer(OmpError):
    """The manifest was made by a newer program."""

    code = "record.manifest-newer"
    ko = ErrorText(
        "더 새로운 프로그램에서 만든 선거입니다(형식 {version}).",
        "이 컴퓨터의 프로그램을 새 버전으로 바꾸십시오.",
    )
    en = ErrorText(
        "The election was made by a newer program (format {version}).", "Update the program on this computer."
    )


class AmendmentRefused(OmpError):
    """A family: an amendment does not fit the published election."""


class AmendmentOutOfSequence(AmendmentRefused):
    """An amendment is missing, doubled, changed, or belongs to another election."""

    code = "amendment.out-of-sequence"
    ko = ErrorText(
        "변경 공고 {number}호가 앞의 공고와 이어지지 않습니다.",
        "선거관리위원회에서 변경 공고를 모두 다시 받으십시오.",
    )
    en = ErrorText(
        "Amendment {number} does not follow from the ones before it.",
        "Get all amendments again from the commission.",
    )


class AmendmentMalformed(AmendmentRefused):
    """An amendment's content cannot be read."""

    code = "amendment.malformed"
    ko = ErrorText(
        "변경 공고 {number}호의 내용을 읽을 수 없습니다.", "선거관리위원회에서 변경 공고를 다시 받으십시오."
    )
    en = ErrorText("The content of amendment {number} cannot be read.", "Get it again from the commission.")


class HoursOnlyExtend(AmendmentRefused):
    """Voting hours were to be shortened, or left as they are."""

    code = "amendment.hours-only-extend"
    ko = ErrorText(
        "공고한 투표 시간은 늘릴 수만 있습니다. 지금 마감: {closes}.",
        "지금 마감보다 늦은 시각을 입력하십시오.",
    )
    en = ErrorText(
        "Published voting hours can only be made longer. They end at {closes}.", "Enter a later closing time."
    )


class ExtensionMeetsNextWindow(AmendmentRefused):
    """An extension would run into the next window."""

    code = "amendment.extension-meets-next-window"
    ko = ErrorText(
        "늘린 시간이 다음 투표 시간과 겹칩니다({opens} 시작).", "그보다 이른 마감 시각을 입력하십시오."
    )
    en = ErrorText(
        "The longer hours run into the next ones, which begin at {opens}.", "Enter an earlier closing time."
    )


class NoSuchWindow(AmendmentRefused):
    """The amendment names a window that the election does not have."""

    code = "amendment.no-such-window"
    ko = ErrorText("{number}번째 투표 시간은 없습니다.", "투표 시간 목록에서 다시 고르십시오.")
    en = ErrorText(
        "There are no voting hours number {number}.", "Choose again from the list of voting hours."
    )


class NoSuchOption(AmendmentRefused):
    """The amendment names a candidate who is not on the ballot."""

    code = "amendment.no-such-option"
    ko = ErrorText("공고된 후보자가 아닙니다.", "후보자 목록에서 다시 고르십시오.")
    en = ErrorText(
        "This candidate is not on the published ballot.", "Choose again from the list of candidates."
    )


class WithdrawnTwice(AmendmentRefused):
    """The amendment withdraws a candidate who has withdrawn."""

    code = "amendment.withdrawn-twice"
    ko = ErrorText(
        "이미 사퇴한 후보자입니다(기호 {number}번).", "후보자 목록에서 다른 후보자인지 확인하십시오."
    )
    en = ErrorText(
        "Candidate number {number} has already withdrawn.", "Check the list for the right candidate."
    )


class PledgesAfterOpening(AmendmentRefused):
    """Pledges were to be published after the polls opened."""

    code = "amendment.pledges-after-opening"
    ko = ErrorText("투표가 시작된 뒤에는 공약을 공고할 수 없습니다.", "먼저 공고한 공약이 그대로 쓰입니다.")
    en = ErrorText(
        "Pledges cannot be published once the polls have opened.",
        "The pledges published before stay in force.",
    )


class ChainBroken(OmpError):
    """The audit log was changed, or an entry is missing."""

    code = "audit.chain-broken"
    ko = ErrorText(
        "감사 기록이 {seq}번 항목에서 끊겼습니다. 기록이 바뀌었거나 빠졌습니다.",
        "투표를 멈추고 이 컴퓨터를 그대로 둔 채 선거관리위원회에 알리십시오.",
    )
    en = ErrorText(
        "The audit log breaks at entry {seq}: something was changed or is missing.",
        "Stop voting, leave this computer as it is, and tell the commission.",
    )
