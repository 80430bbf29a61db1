"""Errors of the election itself: life cycle, voting windows, contests, policy."""

from omp_desktop.domain.errors import ErrorText, OmpError


class IllegalTransition(OmpError):
    """The election's state does not allow this step."""

    code = "election.illegal-transition"
    ko = ErrorText(
        "지금은 할 수 없습니다: {action}. 선거 상태가 '{state}'입니다.",
        "화면 위쪽의 선거 상태를 확인하고, 화면에 표시된 다음 단계를 진행하십시오.",
    )
    en = ErrorText(
        "Not possible now: {action}. The election is '{state}'.",
        "Look at the state at the top of the window and take the next step shown there.",
    )


class TimezoneUnknown(OmpError):
    """The name of the time zone is not in the IANA list."""

    code = "election.timezone-unknown"
    ko = ErrorText("시간대를 찾을 수 없습니다: {value}.", "지역 이름으로 적으십시오. 예: Asia/Seoul")
    en = ErrorText("There is no time zone '{value}'.", "Write the name of a region, for example Asia/Seoul.")


class WindowTimeInvalid(OmpError):
    """A time of a window could not be read."""

    code = "election.window-time-invalid"
    ko = ErrorText(
        "투표 시간을 읽을 수 없습니다: {value}.", "날짜와 시·분을 현지 시각으로 적으십시오. 예: {example}"
    )
    en = ErrorText(
        "This is not a voting time: {value}.", "Write date, hour and minute in local time, like {example}."
    )


class WindowTimeSkipped(OmpError):
    """The local time does not exist, because clocks go forward over it."""

    code = "election.window-time-skipped"
    ko = ErrorText(
        "{timezone}에는 {value} 시각이 없습니다. 그때 서머타임으로 시계를 앞으로 돌립니다.",
        "다른 시각으로 정하십시오. 예: {example}",
    )
    en = ErrorText(
        "{value} does not exist in {timezone}: the clocks go forward over it.",
        "Choose another time, for example {example}.",
    )


class WindowTimeTwice(OmpError):
    """The local time happens twice, because clocks go back over it."""

    code = "election.window-time-twice"
    ko = ErrorText(
        "{timezone}에는 {value} 시각이 두 번 있습니다. 그때 서머타임이 끝나 시계를 뒤로 돌립니다.",
        "다른 시각으로 정하십시오. 예: {example}",
    )
    en = ErrorText(
        "{value} happens twice in {timezone}: the clocks go back over it.",
        "Choose another time, for example {example}.",
    )


class WindowEndsFirst(OmpError):
    """A window ends before it begins, or at the same moment."""

    code = "election.window-ends-first"
    ko = ErrorText(
        "투표 마감({closes})이 투표 개시({opens})보다 늦지 않습니다.",
        "마감을 개시보다 뒤로 정하십시오. 예: {example}",
    )
    en = ErrorText(
        "Voting ends ({closes}) before it begins ({opens}).",
        "Set the end after the beginning, like {example}.",
    )


class WindowsMissing(OmpError):
    """An election without voting hours."""

    code = "election.windows-missing"
    ko = ErrorText("투표 시간이 없습니다.", "투표 시간을 하나 이상 입력하십시오.")
    en = ErrorText("There are no voting hours.", "Enter at least one pair of opening and closing time.")


class WindowsOutOfOrder(OmpError):
    """A later window in the list begins before an earlier one."""

    code = "election.windows-out-of-order"
    ko = ErrorText(
        "{second}번째 투표 시간이 {first}번째보다 먼저 시작합니다.", "이른 순서대로 다시 적으십시오."
    )
    en = ErrorText("Voting hours {second} begin before voting hours {first}.", "List them in order of time.")


class WindowsOverlap(OmpError):
    """Two windows share time."""

    code = "election.windows-overlap"
    ko = ErrorText(
        "{first}번째와 {second}번째 투표 시간이 겹치거나 맞닿아 있습니다.",
        "둘을 하나로 합치거나, 앞 시간이 끝난 뒤에 다음 시간이 시작하도록 고치십시오.",
    )
    en = ErrorText(
        "Voting hours {first} and {second} overlap or touch.",
        "Make one of the two, or let the second begin after the first has ended.",
    )


class ContestIdInvalid(OmpError):
    """The short name of a contest has a wrong form."""

    code = "election.contest-id-invalid"
    ko = ErrorText(
        "선거 구분 이름을 쓸 수 없습니다: {value}.",
        "영문 소문자, 숫자, '-', '_'만 써서 40자 이내로 적으십시오. 예: {example}",
    )
    en = ErrorText(
        "This cannot be the short name of a contest: {value}.",
        "Use up to 40 lower-case letters, digits, '-' and '_', like {example}.",
    )


class ContestIdTaken(OmpError):
    """Two contests have one short name."""

    code = "election.contest-id-taken"
    ko = ErrorText("선거 구분 이름이 두 번 쓰였습니다: {value}.", "둘 중 하나의 이름을 바꾸십시오.")
    en = ErrorText("Two contests have the short name {value}.", "Rename one of them.")


class VotesAllowedInvalid(OmpError):
    """The number of choices is below one, or above what a ballot can hold."""

    code = "election.votes-allowed-invalid"
    ko = ErrorText("고를 수 있는 수가 맞지 않습니다: {value}.", "1에서 {most} 사이의 수로 정하십시오.")
    en = ErrorText("This cannot be the number of choices: {value}.", "Use a number from 1 to {most}.")


class MinimumOpenInvalid(OmpError):
    """The smallest number of ballots to open together is out of range."""

    code = "election.minimum-open-invalid"
    ko = ErrorText(
        "함께 개표할 최소 투표수가 맞지 않습니다: {value}.", "1에서 {most} 사이로 정하십시오. 보통 10입니다."
    )
    en = ErrorText(
        "This cannot be the least number of ballots opened together: {value}.",
        "Use a number from 1 to {most}; 10 is usual.",
    )
