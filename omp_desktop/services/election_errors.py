"""Errors of setting an election up, beside those of the rules."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class NotADraft(OmpError):
    """Only a draft can be edited."""

    code = "election.not-a-draft"
    ko = ErrorText(
        "공고된 선거는 고칠 수 없습니다.",
        "공고한 뒤에는 후보자 사퇴, 투표 시간 연장, 공약 공고만 할 수 있습니다.",
    )
    en = ErrorText(
        "A published election cannot be changed.",
        "After publication only a withdrawal, longer hours and pledges are possible.",
    )


class NotPublished(OmpError):
    """The election is still a draft."""

    code = "election.not-published"
    ko = ErrorText("아직 공고하지 않은 선거입니다.", "점검표를 모두 채운 다음 선거를 공고하십시오.")
    en = ErrorText("The election is not published yet.", "Complete its check list, then publish it.")


class ContestHasCandidates(OmpError):
    """A contest was to be removed, or its short name changed, while candidates stand in it."""

    code = "election.contest-has-candidates"
    ko = ErrorText(
        "후보자가 등록된 선거({contest})는 지우거나 약칭을 바꿀 수 없습니다.",
        "먼저 후보자를 다른 선거로 옮기거나 삭제하십시오.",
    )
    en = ErrorText(
        "The contest {contest} has candidates, so it cannot be removed or get another short name.",
        "Move the candidates to another contest or delete them first.",
    )


class NoSuchContest(OmpError):
    """The election has no contest of this short name."""

    code = "election.no-such-contest"
    ko = ErrorText("이 선거에는 {contest}이(가) 없습니다.", "선거 목록에서 다시 선택하십시오.")
    en = ErrorText("The election has no contest {contest}.", "Choose again from the list.")


class PledgesStand(OmpError):
    """A registration is not taken back while the candidate has pledges: they would go with it."""

    code = "election.pledges-stand"
    ko = ErrorText(
        "이 후보자가 이미 공약을 등록했습니다.",
        "후보자를 정말 삭제하려면 후보자 탭에서 후보자를 열고 후보자 삭제를 누르십시오.",
    )
    en = ErrorText(
        "This candidate has written pledges by now.",
        "To remove the candidate with them, open the candidate on the Candidates tab and remove it there.",
    )


class KeyFolderMissing(OmpError):
    """The folder for the trustee's key file is not there."""

    code = "election.key-folder-missing"
    ko = ErrorText(
        "열쇠 파일을 저장할 폴더를 찾을 수 없습니다.", "USB 저장 장치를 꽂고 그 폴더를 선택하십시오."
    )
    en = ErrorText(
        "The folder for the key file is not there.", "Insert the USB medium and choose a folder on it."
    )


class KeyFolderInsideData(OmpError):
    """The trustee's key must not lie beside the ballots that it opens."""

    code = "election.key-folder-inside-data"
    ko = ErrorText(
        "개표 열쇠를 투표소 자료 폴더 안에 저장할 수 없습니다.",
        "개표 관리인이 보관할 USB 저장 장치의 폴더를 선택하십시오.",
    )
    en = ErrorText(
        "The key of the count cannot be saved in the data folder of the station.",
        "Choose a folder on the medium that the trustee keeps.",
    )


class KeyFileUnwritable(OmpError):
    """The trustee's key file could not be written whole; no key was made."""

    code = "election.key-file-unwritable"
    ko = ErrorText(
        "열쇠 파일을 저장하지 못했습니다({reason}). 열쇠는 만들어지지 않았습니다.",
        "저장 장치의 쓰기 권한과 남은 공간을 확인하고 다시 시도하십시오.",
    )
    en = ErrorText(
        "The key file could not be saved ({reason}). No key was made.",
        "Check that the medium can be written to and has room, and try again.",
    )


class HoursTooLate(OmpError):
    """Hours were to be extended while the queue finishes, or after the count."""

    code = "election.hours-too-late"
    ko = ErrorText(
        "마감하는 동안과 개표한 뒤에는 투표 시간을 늘릴 수 없습니다.",
        "마감하는 중이면 먼저 마감하십시오. 그다음 선거관리위원회가 시간을 늘리고 투표를 다시 엽니다.",
    )
    en = ErrorText(
        "Voting hours cannot be extended while the polls are closing, nor after the count.",
        "If they are closing, close them first; then the commission can extend the hours and re-open them.",
    )


class ClosingTimePast(OmpError):
    """The new closing time is over already."""

    code = "election.closing-time-past"
    ko = ErrorText("새 마감 시각이 이미 지났습니다: {closes}.", "지금보다 늦은 시각을 입력하십시오.")
    en = ErrorText("The new closing time is already past: {closes}.", "Enter a time to come.")


class StationNameTaken(OmpError):
    """Two stations of one name could not be told apart on a report."""

    code = "station.name-taken"
    ko = ErrorText("같은 이름의 투표소가 이미 있습니다.", "다른 이름을 입력하십시오.")
    en = ErrorText("There is already a polling station of this name.", "Enter another name.")


class KioskNameTaken(OmpError):
    """Two kiosks of one name could not be told apart at the desk."""

    code = "station.kiosk-name-taken"
    ko = ErrorText("같은 이름의 기표대가 이미 있습니다.", "다른 이름을 입력하십시오.")
    en = ErrorText("There is already a kiosk of this name.", "Enter another name.")
