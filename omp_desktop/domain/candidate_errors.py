"""Errors of candidates and pledges."""

from omp_desktop.domain.errors import ErrorText, OmpError


class NameMissing(OmpError):
    """A candidate without a name."""

    code = "candidate.name-missing"
    ko = ErrorText("후보자 이름이 비어 있습니다.", "이름을 입력하십시오.")
    en = ErrorText("The candidate has no name.", "Enter the name.")


class NumberInvalid(OmpError):
    """A candidate number outside 1 to 999."""

    code = "candidate.number-invalid"
    ko = ErrorText("기호로 쓸 수 없습니다: {number}.", "{least}에서 {most} 사이의 수를 입력하십시오.")
    en = ErrorText("This cannot be a candidate number: {number}.", "Enter a number from {least} to {most}.")


class NumberTaken(OmpError):
    """Two candidates of a contest with one number."""

    code = "candidate.number-taken"
    ko = ErrorText(
        "기호 {number}번은 이미 있습니다.", "다른 기호를 쓰거나, 먼저 등록한 후보자를 확인하십시오."
    )
    en = ErrorText(
        "Number {number} is already taken.", "Use another number, or check the candidate who has it."
    )


class PartyTaken(OmpError):
    """Two candidates of one party in a contest."""

    code = "candidate.party-taken"
    ko = ErrorText(
        "이 정당의 후보자가 이미 있습니다: {party}(기호 {number}번).",
        "한 정당은 후보자를 한 명만 낼 수 있습니다. 정당을 확인하거나, 무소속이면 정당을 비워 두십시오.",
    )
    en = ErrorText(
        "{party} already has a candidate (number {number}).",
        "A party has one candidate per contest. Check the party, or leave it empty for an independent.",
    )


class RemovalTooLate(OmpError):
    """A candidate was to be deleted after publication."""

    code = "candidate.removal-too-late"
    ko = ErrorText(
        "공고한 뒤에는 후보자를 삭제할 수 없습니다.", "후보자가 그만두었으면 '사퇴'로 처리하십시오."
    )
    en = ErrorText(
        "A candidate cannot be deleted after publication.", "If the candidate steps down, choose 'Withdraw'."
    )


class CandidateFrozen(OmpError):
    """A candidate was to be registered or changed after publication."""

    code = "candidate.frozen"
    ko = ErrorText(
        "공고한 뒤에는 후보자를 등록하거나 고칠 수 없습니다.",
        "사퇴만 처리할 수 있습니다. 잘못이 있으면 위원회에 알리십시오.",
    )
    en = ErrorText(
        "Candidates cannot be added or changed after publication.",
        "Only a withdrawal is possible. If something is wrong, tell the commission.",
    )


class WithdrawalTooEarly(OmpError):
    """A withdrawal while the election is a draft."""

    code = "candidate.withdrawal-too-early"
    ko = ErrorText("아직 공고하지 않은 선거입니다.", "사퇴 처리 대신 후보자를 삭제하십시오.")
    en = ErrorText("The election is not published yet.", "Delete the candidate instead.")


class WithdrawalTooLate(OmpError):
    """A withdrawal after the polls closed."""

    code = "candidate.withdrawal-too-late"
    ko = ErrorText("투표가 마감된 뒤에는 사퇴를 처리할 수 없습니다.", "선거관리위원회에 알리십시오.")
    en = ErrorText("Withdrawals end when the polls close.", "Tell the commission.")


class AlreadyWithdrawn(OmpError):
    """A candidate who withdrew cannot withdraw again."""

    code = "candidate.already-withdrawn"
    ko = ErrorText(
        "이미 사퇴한 후보자입니다(기호 {number}번).", "후보자 목록에서 다른 후보자인지 확인하십시오."
    )
    en = ErrorText(
        "Candidate number {number} has already withdrawn.", "Check the list for the right candidate."
    )


class PledgesFull(OmpError):
    """More pledges than one candidate may have."""

    code = "pledge.too-many"
    ko = ErrorText(
        "공약은 {limit}개까지 등록할 수 있습니다.", "다른 공약을 지우거나 두 공약을 하나로 합치십시오."
    )
    en = ErrorText("A candidate can have {limit} pledges.", "Remove one, or join two into one.")


class PledgesLocked(OmpError):
    """A pledge was to be changed after the polls opened."""

    code = "pledge.locked"
    ko = ErrorText("투표가 시작된 뒤에는 공약을 바꿀 수 없습니다.", "공약은 지금 그대로 선거인에게 보입니다.")
    en = ErrorText(
        "Pledges cannot change once the polls have opened.", "Voters see the pledges as they are now."
    )


class PhotoUnreadable(OmpError):
    """A file that is no picture which can be shown: another kind, damaged, or out of all proportion."""

    code = "candidate.photo-unreadable"
    ko = ErrorText(
        "이 파일은 후보자 사진으로 쓸 수 없습니다.",
        "PNG나 JPEG 사진을 고르십시오. 그런 사진이면 파일이 손상된 것이니 다시 저장한 사진을 고르십시오.",
    )
    en = ErrorText(
        "This file cannot be used as a candidate's photo.",
        "Choose a PNG or JPEG picture. If it is one, the file is damaged: choose a copy that was saved anew.",
    )


class PhotoTooLarge(OmpError):
    """A picture with more bytes than are read, or kept; `size` and `most` with their unit."""

    code = "candidate.photo-too-large"
    ko = ErrorText("사진이 너무 큽니다({size}).", "{most}를 넘지 않는 사진을 고르십시오.")
    en = ErrorText("The photo is too large ({size}).", "Choose a picture of no more than {most}.")
