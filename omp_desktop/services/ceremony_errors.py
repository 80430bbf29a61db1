"""Errors of holding the key ceremony: media, files, turns. Those of the messages stand in crypto."""

from __future__ import annotations

from omp_desktop.domain.errors import ErrorText, OmpError


class CeremonyNotBegun(OmpError):
    """The ceremony has not begun, or was given up."""

    code = "ceremony.not-begun"
    ko = ErrorText(
        "이 선거의 열쇠 만들기를 시작하지 않았습니다.",
        "개표 관리인의 이름과 필요한 인원을 정하고 시작하십시오.",
    )
    en = ErrorText(
        "The key ceremony of this election has not begun.",
        "Name the trustees and how many are needed, then begin it.",
    )


class NotEnoughForCeremony(OmpError):
    """One trustee makes the key alone; more than the limit cannot take part."""

    code = "ceremony.count"
    ko = ErrorText(
        "개표 관리인 {count}명으로는 열쇠를 함께 만들 수 없습니다.", "2명 이상 {most}명 이하로 정하십시오."
    )
    en = ErrorText(
        "{count} trustees cannot make a key together.", "Choose at least 2 and at most {most} of them."
    )


class TrusteeFileMissing(OmpError):
    """What the trustee kept at an earlier step is not where it is looked for."""

    code = "ceremony.file-missing"
    ko = ErrorText(
        "여기에 {name}의 열쇠 파일이 없습니다.",
        "앞 단계에서 쓴 저장 장치의 같은 폴더를 고르십시오. 잃어버렸으면 열쇠 만들기를 다시 시작하십시오.",
    )
    en = ErrorText(
        "The key file of {name} is not here.",
        "Choose the folder of the step before, on the same medium. If it is lost, begin the ceremony again.",
    )


class SomebodyElsesFile(OmpError):
    """The medium is another trustee's."""

    code = "ceremony.somebody-elses-file"
    ko = ErrorText(
        "{name}이(가) 아니라 {other}의 열쇠 파일이 있습니다.", "{name}의 저장 장치를 꽂고 다시 고르십시오."
    )
    en = ErrorText(
        "This is the key file of {other}, not of {name}.", "Insert the medium of {name} and choose again."
    )


class MediumTaken(OmpError):
    """Two trustees' keys on one medium: whoever finds it has two of them."""

    code = "ceremony.medium-taken"
    ko = ErrorText(
        "이 폴더에는 이미 {other}의 열쇠 파일이 있습니다.",
        "개표 관리인마다 자기 저장 장치를 쓰십시오. {name}의 저장 장치를 꽂고 고르십시오.",
    )
    en = ErrorText(
        "The key file of {other} is in this folder already.",
        "Every trustee needs a medium of their own: insert the one of {name} and choose it.",
    )


class TrusteeFileUnreadable(OmpError):
    """The trustee's file cannot be read."""

    code = "ceremony.file-unreadable"
    ko = ErrorText(
        "개표 관리인의 열쇠 파일을 읽을 수 없습니다({reason}).", "저장 장치를 다시 꽂고 다시 시도하십시오."
    )
    en = ErrorText(
        "The trustee's key file cannot be read ({reason}).", "Insert the medium again and try once more."
    )


class TrusteeFileUnwritable(OmpError):
    """The trustee's file could not be written whole: the step was not taken."""

    code = "ceremony.file-unwritable"
    ko = ErrorText(
        "열쇠 파일을 저장하지 못했습니다({reason}). 이 단계는 하지 않았고, 전에 저장한 것은 그대로 있습니다.",
        "저장 장치의 쓰기 권한과 남은 공간을 확인하고 다시 누르십시오.",
    )
    en = ErrorText(
        "The key file could not be saved ({reason}). The step was not taken; what was saved before is still "
        "there.",
        "Check that the medium can be written to and has room, and press the button again.",
    )


class CeremonyFileUnwritable(OmpError):
    """The file for the other PC could not be written."""

    code = "ceremony.export-unwritable"
    ko = ErrorText(
        "주고받을 파일을 저장하지 못했습니다({reason}).",
        "다른 폴더를 고르거나 저장 장치의 남은 공간을 확인하십시오.",
    )
    en = ErrorText(
        "The file for the other PC could not be saved ({reason}).",
        "Choose another folder, or check that the medium has room.",
    )


class CeremonyFileWrong(OmpError):
    """A file that is not what was asked for."""

    code = "ceremony.file-wrong"
    ko = ErrorText(
        "{file}은(는) 여기서 받는 파일이 아닙니다.",
        "개표 관리인에게는 위원회가 보낸 파일을, 위원회에는 개표 관리인이 보낸 파일을 넣습니다.",
    )
    en = ErrorText(
        "{file} is not a file that belongs here.",
        "A trustee opens the file that the commission sent; the commission, the one that a trustee sent.",
    )


class CeremonyOfAnotherElection(OmpError):
    """A trustee's file was made for another election."""

    code = "ceremony.another-election"
    ko = ErrorText("다른 선거의 파일입니다.", "이 선거의 개표 관리인이 보낸 파일을 고르십시오.")
    en = ErrorText(
        "This file belongs to another election.", "Choose the file that a trustee of this election sent."
    )


class KeyStoreAtStation(OmpError):
    """A trustee's key was to be kept on the PC that has the ballots."""

    code = "ceremony.key-store-at-station"
    ko = ErrorText(
        "이 PC에는 이 선거의 투표지가 저장됩니다. 개표 관리인의 열쇠를 이 PC에 둘 수 없습니다.",
        "자기 저장 장치에 저장하거나, 개표 관리인 자신의 PC에서 하십시오.",
    )
    en = ErrorText(
        "This PC keeps the ballots of this election. A trustee's key cannot stay on it.",
        "Save it on the trustee's own medium, or do it on the trustee's own PC.",
    )


class ThrowAwayTrustees(OmpError):
    """Trustees made up by the program are for mock votes only."""

    code = "ceremony.throw-away"
    ko = ErrorText(
        "실제 선거의 개표 관리인은 프로그램이 대신할 수 없습니다.",
        "개표 관리인들이 직접 열쇠를 만드십시오. 연습은 모의투표로 하십시오.",
    )
    en = ErrorText(
        "The program cannot stand in for the trustees of a real election.",
        "Let the trustees make the key themselves; try it out in a mock vote.",
    )
