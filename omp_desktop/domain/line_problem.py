"""What is wrong with one line of a file that people bring, in words with an example of right."""

from dataclasses import dataclass, field
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled, Lang, LocalText, Param, fill

_VALUE_SHOWN: Final = 40


class RowProblem(Labelled):
    """The kinds of problems. {value}, {other} and {limit} are filled in."""

    EMPTY_FILE = "row.empty-file", "파일이 비어 있습니다", "the file is empty"
    NO_ROWS = "row.no-rows", "제목 줄 아래에 내용이 없습니다", "there is nothing below the heading"
    HEADER_MISSING = "row.header-missing", "제목 줄에 이 칸이 없습니다", "the heading has no such column"
    HEADER_TWICE = "row.header-twice", "제목 줄에 이 칸이 두 번 있습니다", "the heading has this column twice"
    UNREADABLE = "row.unreadable", '따옴표(")가 맞지 않습니다', 'the quotes (") do not match'
    EXTRA_CELLS = (
        "row.extra-cells",
        '제목보다 칸이 많습니다. 쉼표가 든 내용은 따옴표(")로 묶어야 합니다',
        'more cells than the heading; a text with a comma needs quotes (")',
    )
    LINE_BREAK = (
        "row.line-break",
        '이 줄의 따옴표(")가 {other}번 줄까지 이어집니다. 그 사이의 줄은 모두 이 줄에 들어갑니다',
        'the quotes (") of this line go on to line {other}; all lines between belong to it',
    )
    MISSING = "row.missing", "비어 있습니다", "nothing entered"
    NOT_A_NUMBER = "row.not-a-number", "수가 아닙니다: {value}", "not a number: {value}"
    OUT_OF_RANGE = (
        "row.out-of-range",
        "쓸 수 없는 수입니다: {value}(1~{limit})",
        "not from 1 to {limit}: {value}",
    )
    NUMBER_TWICE = (
        "row.number-twice",
        "{other}번 줄과 기호가 같습니다: {value}",
        "same number as line {other}: {value}",
    )
    NUMBER_REGISTERED = (
        "row.number-registered",
        "이미 등록된 기호입니다: {value}",
        "already registered: {value}",
    )
    PARTY_TWICE = (
        "row.party-twice",
        "{other}번 줄과 정당이 같습니다: {value}",
        "same party as line {other}: {value}",
    )
    PARTY_REGISTERED = (
        "row.party-registered",
        "이 정당의 후보자가 이미 등록되어 있습니다: {value}",
        "this party already has a candidate: {value}",
    )
    ROLL_NUMBER_TWICE = (
        "row.roll-number-twice",
        "{other}번 줄과 등재번호가 같습니다: {value}",
        "same roll number as line {other}: {value}",
    )
    ROLL_NUMBER_LISTED = (
        "row.roll-number-listed",
        "이미 명부에 있는 등재번호입니다: {value}",
        "already on the voters list: {value}",
    )
    PERSON_TWICE = (
        "row.person-twice",
        "{other}번 줄과 같은 사람입니다(성명·생년월일·주소가 같음)",
        "same person as line {other} (name, birth date and address)",
    )
    STATUS_UNKNOWN = "row.status-unknown", "알 수 없는 상태입니다: {value}", "unknown status: {value}"
    CONTEST_UNKNOWN = "row.contest-unknown", "이 선거에 없는 구분입니다: {value}", "no such contest: {value}"
    BIRTH_DATE = "row.birth-date", "생년월일을 읽을 수 없습니다: {value}", "not a birth date: {value}"
    CODE_INVALID = (
        "row.code-invalid",
        "본인 확인 코드가 아닙니다(숫자 {limit}자리)",
        "not a personal code ({limit} digits)",
    )
    CODE_GUESSABLE = (
        "row.code-guessable",
        "쉽게 알아맞힐 수 있는 본인 확인 코드입니다",
        "a personal code that is easily guessed",
    )
    CODE_TWICE = (
        "row.code-twice",
        "{other}번 줄과 본인 확인 코드가 같습니다",
        "same personal code as line {other}",
    )
    TOO_LONG = "row.too-long", "너무 깁니다(최대 {limit}자)", "too long (at most {limit} characters)"
    FORBIDDEN = (
        "row.forbidden-character",
        "보이지 않는 글자가 있습니다({value})",
        "an invisible character ({value})",
    )
    SYNTAX = "row.syntax", "문법이 맞지 않습니다: {value}", "not valid TOML: {value}"
    KEY_MISSING = "row.key-missing", "이 항목이 없습니다", "this entry is missing"
    KEY_UNKNOWN = "row.key-unknown", "알 수 없는 항목입니다: {value}", "unknown entry: {value}"
    WRONG_TYPE = "row.wrong-type", "값의 꼴이 맞지 않습니다: {value}", "a value of the wrong kind: {value}"
    NOT_ONE_OF = "row.not-one-of", "쓸 수 없는 값입니다: {value}", "not one of the allowed values: {value}"


_SAID: Final = {
    "ko": ("{line}번 줄", "'{column}' 칸", "예: {example}"),
    "en": ("Line {line}", "column '{column}'", "for example {example}"),
}


@dataclass(frozen=True, slots=True)
class LineProblem:
    """One problem: where (line from 1, column by its heading), its code, the bad value, and what is right:
    an example, or a sentence on what to do.

    The value may be personal data: it is for the screen of whoever brought the file, never for a log.
    """

    line: int
    column: str
    problem: str
    value: str = field(default="", repr=False)
    example: str = ""
    text: LocalText = field(default_factory=lambda: LocalText("", ""), repr=False)
    next_step: LocalText = field(default_factory=lambda: LocalText("", ""))

    def describe(self, lang: Lang) -> str:
        """Like "Line 3, column '기호': not a number: 둘 – for example 2."."""
        where, column, example = _SAID[lang]
        place = where.format(line=self.line)
        if self.column:
            place = f"{place}, {column.format(column=shortened(self.column))}"
        shown = f" – {example.format(example=self.example)}" if self.example else ""
        return f"{place}: {self.text.text(lang)} {self.next_step.text(lang)}".rstrip() + shown


def row_problem(
    line: int,
    column: str,
    problem: RowProblem,
    *,
    value: str = "",
    example: str = "",
    **params: int,
) -> LineProblem:
    """A problem of the list above, its words filled with `value` and `params`."""
    shown: dict[str, Param] = {"value": shortened(value), **params}
    text = LocalText(fill(problem.ko, shown, "ko"), fill(problem.en, shown, "en"))
    return LineProblem(line, column, problem, value, example, text)


def error_problem(line: int, column: str, error: OmpError, *, value: str = "") -> LineProblem:
    """A rule's error as the problem of a line; its next step takes the place of the example."""
    ko, en = error.describe("ko"), error.describe("en")
    text, next_step = LocalText(ko.text, en.text), LocalText(ko.next_step, en.next_step)
    return LineProblem(line, column, error.code, value, "", text, next_step)


def shortened(value: str) -> str:
    """What a file says, so that it can be shown: at most 40 characters, and none that moves a cursor."""
    plain = "".join(character if character.isprintable() else "·" for character in value)
    return plain if len(plain) <= _VALUE_SHOWN else f"{plain[: _VALUE_SHOWN - 1]}…"
