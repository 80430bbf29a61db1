"""Errors at the desk and in the booth. They never hold a choice or a name."""

from omp_desktop.domain.errors import ErrorText, OmpError


class NotOpen(OmpError):
    """The polls are not open."""

    code = "poll.not-open"
    ko = ErrorText("지금은 투표할 수 없습니다. 선거 상태: {state}.", "투표관리관에게 문의하십시오.")
    en = ErrorText(
        "Voting is not possible now. The election is '{state}'.", "Ask the polling station manager."
    )


class OutsideWindow(OmpError):
    """A family: the time is outside all voting windows."""


class BeforeWindow(OutsideWindow):
    """The next window has not begun."""

    code = "poll.before-window"
    ko = ErrorText("아직 투표 시간이 아닙니다.", "{opens}부터 투표할 수 있습니다. 그때까지 기다리십시오.")
    en = ErrorText("Voting has not begun yet.", "It begins at {opens}. Please wait until then.")


class AfterLastWindow(OutsideWindow):
    """The last window is over."""

    code = "poll.after-last-window"
    ko = ErrorText(
        "투표 시간이 끝났습니다({closes}).", "마감 전에 와서 기다리던 분이면 투표관리관에게 말씀하십시오."
    )
    en = ErrorText(
        "Voting ended at {closes}.", "If you were in the queue before then, tell the polling station manager."
    )


class QueueFinished(OmpError):
    """All voters who were waiting at closing time have voted."""

    code = "poll.queue-finished"
    ko = ErrorText(
        "마감 때 기다리던 선거인이 모두 투표했습니다.",
        "번호표를 가진 분이 더 있으면 투표관리관에게 알리십시오. 투표관리관이 대기 인원을 고칩니다.",
    )
    en = ErrorText(
        "Everyone who was waiting at closing time has voted.",
        "If you still hold a queue ticket, tell the polling station manager, who can correct the number.",
    )


class ClockDoubtful(OmpError):
    """The clock is suspect and the end of a window is near, so people must say what time it is."""

    code = "poll.clock-doubtful"
    ko = ErrorText(
        "이 컴퓨터의 시계를 믿을 수 없어 투표 시간 안인지 알 수 없습니다.",
        "투표관리관을 부르십시오. 투표관리관과 다른 한 사람이 시각을 확인하면 계속할 수 있습니다.",
    )
    en = ErrorText(
        "This computer's clock is in doubt, so it is not certain that voting hours are on.",
        "Call the manager. Voting goes on once the manager and a second person have confirmed the time.",
    )


class TooEarlyToOpen(OmpError):
    """The polls were to be opened before a window begins."""

    code = "poll.too-early-to-open"
    ko = ErrorText(
        "아직 투표를 열 수 없습니다. 투표는 {opens}에 시작합니다.", "그 시각이 되면 다시 누르십시오."
    )
    en = ErrorText("It is too early: voting begins at {opens}.", "Try again at that time.")


class TooLateToOpen(OmpError):
    """The polls were to be opened after the last window."""

    code = "poll.too-late-to-open"
    ko = ErrorText(
        "투표 시간이 모두 끝났습니다({closes}).",
        "투표를 마감하십시오. 시간을 늘려야 하면 선거관리위원회가 먼저 연장을 공고해야 합니다.",
    )
    en = ErrorText(
        "All voting hours are over (since {closes}).",
        "Close the polls. If more time is needed, the commission must extend the hours first.",
    )


class TooEarlyToClose(OmpError):
    """The polls were to be closed before the last window ends."""

    code = "poll.too-early-to-close"
    ko = ErrorText(
        "아직 투표를 마감할 수 없습니다. 마지막 투표 시간은 {closes}에 끝납니다.",
        "그 시각이 되면 다시 누르십시오. 오늘만 끝내려면 '투표 중지'를 누르십시오.",
    )
    en = ErrorText(
        "It is too early to close: the last voting hours end at {closes}.",
        "Try again at that time. To stop for today only, press 'Suspend'.",
    )


class ReasonNeeded(OmpError):
    """A step that must be explained was taken without a reason."""

    code = "poll.reason-needed"
    ko = ErrorText("사유를 적어야 합니다: {action}.", "무슨 일이 있었는지 한 줄로 적으십시오.")
    en = ErrorText("This needs a reason: {action}.", "Write in one line what happened.")


class WaitingInvalid(OmpError):
    """The number of people in the queue is impossible."""

    code = "poll.waiting-invalid"
    ko = ErrorText(
        "대기 인원이 맞지 않습니다: {value}.", "기다리는 사람 수를 세어 0에서 {most} 사이로 적으십시오."
    )
    en = ErrorText(
        "This cannot be the number of people waiting: {value}.", "Count them and enter 0 to {most}."
    )


class VoterNotListed(OmpError):
    """The person is not on this station's voters list."""

    code = "voter.not-listed"
    ko = ErrorText(
        "이 투표소의 선거인명부에 없습니다.",
        "성명과 생년월일을 다시 확인하십시오. 그래도 없으면 투표 안내문의 투표소를 확인하도록 안내하십시오.",
    )
    en = ErrorText(
        "Not on this station's voters list.",
        "Check name and birth date again. If still not found, look up the station on the voter's letter.",
    )


class PersonalCodeInvalid(OmpError):
    """What was entered is no personal code; nobody's in particular."""

    code = "voter.personal-code-invalid"
    ko = ErrorText("본인 확인 코드는 숫자 {digits}자리입니다.", "안내문에 적힌 숫자를 모두 누르십시오.")
    en = ErrorText("A personal code has {digits} digits.", "Enter all the digits in the letter.")


class AlreadyVoted(OmpError):
    """The voter has voted in this election."""

    code = "voter.already-voted"
    ko = ErrorText(
        "이미 투표한 선거인입니다.",
        "투표권을 다시 발급할 수 없습니다. 본인이 아니라고 하면 투표관리관이 사유를 기록하십시오.",
    )
    en = ErrorText(
        "This voter has already voted.",
        "No second permit can be issued. If the voter denies it, the manager records what was said.",
    )


class AlreadyIssued(OmpError):
    """The voter has an open permit in this election."""

    code = "voter.already-issued"
    ko = ErrorText(
        "이미 투표권을 발급한 선거인입니다. 아직 투표하지 않았습니다.",
        "기표대로 안내하십시오. 돌아갔으면 발급을 취소한 뒤 다시 발급하십시오.",
    )
    en = ErrorText(
        "This voter already has a permit and has not voted yet.",
        "Show the way to the booth. If the voter left, cancel the permit and issue it again.",
    )


class PermitNotValid(OmpError):
    """A family with one general member: the permit cannot be voted with."""

    code = "permit.not-valid"
    ko = ErrorText("투표권이 유효하지 않습니다.", "투표사무원에게 가서 다시 확인을 받으십시오.")
    en = ErrorText("This permit is not valid.", "Please go back to the desk.")


class PermitUsed(PermitNotValid):
    """The permit was voted with."""

    code = "permit.used"
    ko = ErrorText(
        "이 투표권으로 이미 투표했습니다.", "더 할 일이 없습니다. 궁금한 점은 투표사무원에게 문의하십시오."
    )
    en = ErrorText(
        "This permit has been used: the vote is in.", "Nothing more to do. For questions ask at the desk."
    )


class PermitCancelled(PermitNotValid):
    """The permit was cancelled at the desk."""

    code = "permit.cancelled"
    ko = ErrorText("취소된 투표권입니다.", "투표사무원에게 가서 다시 발급받으십시오.")
    en = ErrorText("This permit was cancelled.", "Please go back to the desk for a new one.")


class PermitOfOtherStation(PermitNotValid):
    """The permit was issued by another polling station."""

    code = "permit.other-station"
    ko = ErrorText("다른 투표소에서 발급한 투표권입니다.", "투표사무원에게 가서 투표할 곳을 확인하십시오.")
    en = ErrorText("This permit is from another polling station.", "Please ask at the desk where to vote.")


class PermitOfOtherKiosk(PermitNotValid):
    """The permit was issued for another kiosk."""

    code = "permit.other-kiosk"
    ko = ErrorText(
        "다른 기표대로 발급한 투표권입니다.", "안내받은 기표대로 가거나 투표사무원에게 문의하십시오."
    )
    en = ErrorText("This permit is for another booth.", "Please go to your booth, or ask at the desk.")


class PermitOfOtherElection(PermitNotValid):
    """The permit belongs to another election."""

    code = "permit.other-election"
    ko = ErrorText("다른 선거의 투표권입니다.", "처음 화면으로 돌아가 선거를 다시 고르십시오.")
    en = ErrorText(
        "This permit is for another election.", "Go back to the start and choose the election again."
    )


class CastNotCancellable(OmpError):
    """A permit was to be cancelled after the vote was cast."""

    code = "permit.cast-not-cancellable"
    ko = ErrorText(
        "이미 투표한 뒤에는 취소할 수 없습니다.",
        "투표는 그대로 집계됩니다. 사유가 있으면 투표록에 적으십시오.",
    )
    en = ErrorText(
        "A vote that was cast cannot be cancelled.",
        "It stays counted. Write anything unusual in the polling record.",
    )


class NothingToCancel(OmpError):
    """A permit was to be cancelled that was never issued, or is cancelled already."""

    code = "permit.nothing-to-cancel"
    ko = ErrorText("취소할 투표권이 없습니다.", "선거인명부에서 다른 선거인인지 확인하십시오.")
    en = ErrorText("There is no open permit to cancel.", "Check that this is the right voter on the list.")


class TooManyChoices(OmpError):
    """More options were chosen than the contest allows."""

    code = "ballot.too-many-choices"
    ko = ErrorText(
        "{title}: 최대 {limit}개까지 고를 수 있습니다.", "선택한 것 가운데 하나를 먼저 해제하십시오."
    )
    en = ErrorText("{title}: you can choose up to {limit}.", "Take back one of your choices first.")


class WithdrawnChoice(OmpError):
    """An option was chosen whose candidate has withdrawn."""

    code = "ballot.withdrawn-choice"
    ko = ErrorText("{title}: 사퇴한 후보자는 고를 수 없습니다.", "다른 후보자를 고르십시오.")
    en = ErrorText("{title}: a candidate who withdrew cannot be chosen.", "Choose another.")


class UnknownOption(OmpError):
    """A choice that is not on this ballot."""

    code = "ballot.unknown-option"
    ko = ErrorText(
        "이 투표용지에 없는 항목을 골랐습니다.",
        "처음 화면으로 돌아가 다시 고르십시오. 되풀이되면 투표사무원을 부르십시오.",
    )
    en = ErrorText(
        "Something was chosen that is not on this ballot.",
        "Go back to the start and choose again. If it happens again, call an official.",
    )


class BlankNotAllowed(OmpError):
    """Nothing was chosen in a contest that needs a choice."""

    code = "ballot.blank-not-allowed"
    ko = ErrorText("{title}: 하나 이상 골라야 합니다.", "돌아가서 고르십시오.")
    en = ErrorText("{title}: at least one choice is needed.", "Go back and choose.")
