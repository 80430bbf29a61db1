"""Errors of texts that people type or import."""

from omp_desktop.domain.errors import ErrorText, OmpError


class TextTooLong(OmpError):
    """A text has more characters than its field takes."""

    code = "text.too-long"
    ko = ErrorText("{field} 항목이 너무 깁니다({length}자).", "{limit}자 이내로 줄이십시오.")
    en = ErrorText("{field}: too long ({length} characters).", "Shorten it to at most {limit} characters.")


class TextForbidden(OmpError):
    """A text holds a character that cannot be seen or that changes how the line reads."""

    code = "text.forbidden-character"
    ko = ErrorText(
        "{field} 항목의 {position}번째 글자를 쓸 수 없습니다({character}, 보이지 않는 글자).",
        "그 글자를 지우거나, 항목을 처음부터 직접 입력하십시오.",
    )
    en = ErrorText(
        "{field}: character {position} cannot be used ({character}, an invisible character).",
        "Delete it, or type the text again by hand.",
    )


class TextMissing(OmpError):
    """A text that is needed was left empty."""

    code = "text.missing"
    ko = ErrorText("{field} 항목이 비어 있습니다.", "{field} 항목을 입력하십시오.")
    en = ErrorText("{field}: nothing entered.", "Fill it in.")
