"""Errors of noting and correcting."""

from omp_desktop.domain.errors import ErrorText, OmpError


class NotPublishedYet(OmpError):
    """Nothing happens to an election before it is published."""

    code = "remark.not-published"
    ko = ErrorText("아직 공고하지 않은 선거입니다.", "선거를 공고한 뒤에 기록하십시오.")
    en = ErrorText("The election is not published yet.", "Note it once the election is published.")


class FigureInvalid(OmpError):
    """A figure is not a number that can be."""

    code = "remark.figure-invalid"
    ko = ErrorText("'{value}'은(는) 쓸 수 없는 숫자입니다.", "0부터 {most}까지 숫자만 넣으십시오.")
    en = ErrorText("'{value}' is no figure.", "Enter digits only, from 0 to {most}.")


class FigureNoted(OmpError):
    """A figure stands already."""

    code = "remark.figure-noted"
    ko = ErrorText("{what}은(는) 이미 기록되어 있습니다.", "기록된 값을 고르고 사유를 적어 정정하십시오.")
    en = ErrorText("The figure '{what}' is noted already.", "Choose it and correct it with the reason.")


class FigureCertified(OmpError):
    """A certified result keeps its figures."""

    code = "remark.figure-certified"
    ko = ErrorText(
        "확정된 선거의 숫자는 바꿀 수 없습니다({what}).", "차이가 있으면 개표 특이사항으로 적으십시오."
    )
    en = ErrorText(
        "Figures of a certified election do not change ({what}).",
        "Write what differs as a remark on the count.",
    )


class CorrectedAlready(OmpError):
    """Somebody else corrected the same remark first."""

    code = "remark.corrected-already"
    ko = ErrorText("다른 사람이 먼저 정정했습니다.", "목록을 다시 보고 지금 값에서 정정하십시오.")
    en = ErrorText(
        "Somebody else has corrected this already.", "Look at the list again and correct what stands now."
    )


class NothingCorrected(OmpError):
    """A correction says what stood there before."""

    code = "remark.nothing-corrected"
    ko = ErrorText("정정한 내용이 처음과 같습니다.", "내용을 고치거나 그만두십시오.")
    en = ErrorText("The correction changes nothing.", "Change the text, or leave it.")
