"""What can be wrong with a draft that is to be published."""

from omp_desktop.domain.errors import ErrorText, OmpError


class NotReadyToPublish(OmpError):
    """The check list before publishing is not all green."""

    code = "publish.not-ready"
    ko = ErrorText(
        "공고하기 전에 고칠 것이 {count}가지 있습니다.",
        "공고 전 점검표의 항목을 모두 고친 뒤 다시 누르십시오.",
    )
    en = ErrorText(
        "Not ready to publish: {count} to put right.", "Correct each item of the check list first."
    )


class ElectionUnnamed(OmpError):
    """The election has no name."""

    code = "publish.unnamed"
    ko = ErrorText("선거명이 비어 있습니다.", "선거명을 입력하십시오.")
    en = ErrorText("The election has no name.", "Enter its name.")


class WindowOver(OmpError):
    """A window ended in the past."""

    code = "publish.window-over"
    ko = ErrorText(
        "{number}번째 투표 시간이 이미 지났습니다({closes} 마감).", "앞으로 올 시간으로 고치십시오."
    )
    en = ErrorText(
        "Voting hours {number} are over already (they ended at {closes}).", "Set them to a time to come."
    )


class ContestsMissing(OmpError):
    """The election has no contest."""

    code = "publish.contests-missing"
    ko = ErrorText("투표용지에 올릴 선거가 없습니다.", "선거를 하나 이상 추가하십시오. 예: 회장 선거")
    en = ErrorText("There is nothing to vote on.", "Add at least one contest, for example 'President'.")


class ContestUntitled(OmpError):
    """A contest has no title."""

    code = "publish.contest-untitled"
    ko = ErrorText("선거 제목이 비어 있습니다({contest}).", "선거인이 투표용지에서 볼 제목을 입력하십시오.")
    en = ErrorText(
        "A contest has no title ({contest}).", "Enter the title that voters will see on the ballot."
    )


class CandidatesMissing(OmpError):
    """A contest has no candidates."""

    code = "publish.candidates-missing"
    ko = ErrorText("{title}: 등록된 후보자가 없습니다.", "후보자를 등록하십시오.")
    en = ErrorText("{title}: no candidates are registered.", "Register the candidates.")


class TooFewOptions(OmpError):
    """A contest has fewer than two options that can be chosen."""

    code = "publish.too-few-options"
    ko = ErrorText(
        "{title}: 고를 수 있는 후보자가 {count}명뿐입니다.",
        "후보자를 더 등록하거나, 한 명이면 찬반 투표로 바꾸십시오.",
    )
    en = ErrorText(
        "{title}: only {count} can be chosen.",
        "Register more candidates; for a single one make it a for-or-against contest.",
    )


class YesNoOfSeveral(OmpError):
    """A yes/no contest has more than one candidate."""

    code = "publish.yes-no-of-several"
    ko = ErrorText(
        "{title}: 찬반 투표인데 후보자가 {count}명입니다.", "한 명만 남기거나, 후보자 선택으로 바꾸십시오."
    )
    en = ErrorText(
        "{title}: for or against, but there are {count} candidates.",
        "Keep one candidate, or make it a choice of candidates.",
    )


class MoreChoicesThanOptions(OmpError):
    """More choices are allowed than there are options."""

    code = "publish.more-choices-than-options"
    ko = ErrorText(
        "{title}: 최대 {limit}개를 고를 수 있는데 후보자가 {count}명뿐입니다.",
        "고를 수 있는 수를 줄이십시오.",
    )
    en = ErrorText("{title}: {limit} choices are allowed among {count}.", "Allow fewer choices.")


class CandidateWithoutContest(OmpError):
    """A candidate belongs to a contest that the election does not have."""

    code = "publish.candidate-without-contest"
    ko = ErrorText(
        "기호 {number}번 후보자가 없는 선거에 등록되어 있습니다({contest}).",
        "후보자를 다른 선거로 옮기거나 삭제하십시오.",
    )
    en = ErrorText(
        "Candidate number {number} stands in a contest that does not exist ({contest}).",
        "Move the candidate to another contest, or delete the candidate.",
    )


class StationsMissing(OmpError):
    """The election has no polling station."""

    code = "publish.stations-missing"
    ko = ErrorText("투표소가 없습니다.", "투표소를 하나 이상 등록하십시오.")
    en = ErrorText("There is no polling station.", "Register at least one.")


class VotersMissing(OmpError):
    """A polling station has no voters."""

    code = "publish.voters-missing"
    ko = ErrorText("선거인명부가 비어 있습니다: {station}.", "이 투표소의 선거인명부를 가져오십시오.")
    en = ErrorText("The voters list is empty: {station}.", "Import the voters list of this station.")


class VotersShared(OmpError):
    """Voters are on the lists of two stations."""

    code = "publish.voters-shared"
    ko = ErrorText(
        "두 투표소의 명부에 함께 있는 선거인이 {count}명 있습니다.",
        "한 선거인은 한 투표소의 명부에만 있어야 합니다. 한쪽에서 지우십시오.",
    )
    en = ErrorText(
        "Voters on the lists of two stations: {count}.",
        "Every voter belongs to exactly one station: remove them from one list.",
    )


class KeyMissing(OmpError):
    """The key of the count does not exist."""

    code = "publish.key-missing"
    ko = ErrorText("개표 관리인과 개표 열쇠가 없습니다.", "개표 관리인을 정하고 열쇠를 만드십시오.")
    en = ErrorText("There are no trustees and no key for the count.", "Name the trustees and make the key.")


class KeyUnfinished(OmpError):
    """Trustees have begun to make the key, and not all have finished."""

    code = "publish.key-unfinished"
    ko = ErrorText(
        "개표 열쇠를 아직 다 만들지 않았습니다. 남은 사람: {names}.",
        "열쇠 만들기를 이어서 끝내거나 그만두십시오.",
    )
    en = ErrorText(
        "The key of the count is not finished. Still missing: {names}.",
        "Go on with the key ceremony and finish it, or give it up.",
    )


class QuorumInvalid(OmpError):
    """The number of trustees that open the count is impossible."""

    code = "publish.quorum-invalid"
    ko = ErrorText(
        "개표 관리인 {count}명 중 {quorum}명으로는 개표할 수 없습니다.",
        "1명 이상, 전체 수 이하로 정하십시오. 예: 3명 중 2명",
    )
    en = ErrorText(
        "The count cannot be opened by {quorum} of {count} trustees.",
        "Choose from 1 up to all, for example 2 of 3.",
    )


class PersonalCodesMissing(OmpError):
    """Voters were to check in themselves, and none of them has a code."""

    code = "publish.personal-codes-missing"
    ko = ErrorText(
        "선거인이 직접 확인하게 했지만 본인 확인 코드가 하나도 없습니다. 나중에는 만들 수 없습니다.",
        "'선거인명부' 탭에서 코드를 만들거나, '규칙' 탭에서 담당자가 확인하도록 고르십시오.",
    )
    en = ErrorText(
        "Voters are to check in themselves, and none has a personal code. Later none can be made.",
        "Make the codes in the tab 'Voters list', or let an official check voters in, in the tab 'Rules'.",
    )


class OwnVoteNeedsCentre(OmpError):
    """Votes were to be checked anywhere, which takes a centre with a key for it."""

    code = "publish.own-vote-needs-centre"
    ko = ErrorText(
        "투표 내용을 어디서나 확인하게 하려면 중앙 서버가 있어야 하는데, 이 버전에는 없습니다.",
        "'규칙' 탭에서 투표 내용 확인을 '이 투표소에서' 또는 그보다 좁게 고르십시오.",
    )
    en = ErrorText(
        "Checking the own vote anywhere needs a central server, which this version does not have.",
        "In the tab 'Rules' let voters check their vote at this station only, or less.",
    )
