"""Errors in the booth, beside those of the rules. They never hold a choice, a permit or a ballot."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class KioskUnknown(OmpError):
    """Not a kiosk of this station, or one that was switched off."""

    code = "kiosk.unknown"
    ko = ErrorText(
        "이 투표소에서 쓰고 있는 기표대가 아닙니다.",
        "기표대 목록에서 다시 고르거나 기표대를 먼저 등록하십시오.",
    )
    en = ErrorText(
        "This is not a booth in use at this station.",
        "Choose again from the list of booths, or register it first.",
    )


class BallotNotSealed(OmpError):
    """There is no sealed ballot of this session: it was made void, or never stored."""

    code = "ballot.not-sealed"
    ko = ErrorText(
        "봉한 투표지가 없습니다. 아직 투표하지 않은 상태입니다.",
        "선택 확인 화면으로 돌아가 '투표지 봉하기'를 다시 누르십시오.",
    )
    en = ErrorText(
        "There is no sealed ballot; nothing has been cast.",
        "Go back to the review and press 'Seal my ballot' again.",
    )


class CandidateWithdrewMeanwhile(OmpError):
    """A candidate withdrew after the ballot was sealed; the voter is asked again before it counts."""

    code = "ballot.candidate-withdrew-meanwhile"
    ko = ErrorText(
        "방금 사퇴한 후보자가 있습니다. 아직 투표하지 않은 상태입니다.",
        "선택을 다시 확인하고 '투표지 봉하기'를 누르십시오.",
    )
    en = ErrorText(
        "A candidate has just withdrawn; nothing has been cast.",
        "Look at your choices again, then press 'Seal my ballot'.",
    )


class StoreElsewhere(OmpError):
    """The store was copied, moved or restored: two of them could take ballots of the same voters."""

    code = "poll.store-elsewhere"
    ko = ErrorText(
        "투표소 자료가 복사되었거나 옮겨졌습니다. 이 상태로는 투표를 받을 수 없습니다.",
        "원래 자료를 더 쓰지 않는지 확인하고, 두 사람이 이 자료로 계속하기로 기록하십시오.",
    )
    en = ErrorText(
        "The data of this station were copied or moved, so no votes can be taken with them.",
        "Make sure that the original is no longer used; then two people record that these data go on.",
    )


class LookUpOff(OmpError):
    """The election's policy allows no look-up of confirmation codes."""

    code = "look-up.off"
    ko = ErrorText(
        "이 선거에서는 투표 확인 코드를 조회하지 않습니다.", "궁금한 점은 선거관리위원회에 문의하십시오."
    )
    en = ErrorText(
        "Confirmation codes cannot be looked up in this election.",
        "For questions ask the election commission.",
    )


class OwnVoteNotShown(OmpError):
    """Unknown, used up, expired, or with another receipt: one answer for all of them."""

    code = "own-vote.not-shown"
    ko = ErrorText(
        "이 투표 확인 코드와 확인증 비밀번호로는 투표 내용을 볼 수 없습니다.",
        "확인증과 비교하십시오. 이미 확인했거나 확인 기간이 지났으면 다시 볼 수 없습니다.",
    )
    en = ErrorText(
        "No vote can be shown for this code and receipt.",
        "Compare them with what you wrote down. A vote is shown once only, and only for a limited time.",
    )
