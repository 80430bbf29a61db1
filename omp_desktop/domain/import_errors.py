"""Errors of files that people bring: candidates, voters lists, definitions."""

from typing import TYPE_CHECKING, Any

from omp_desktop.domain.errors import ErrorText, OmpError

if TYPE_CHECKING:
    from omp_desktop.domain.line_problem import LineProblem


class BirthDateInvalid(OmpError):
    """A birth date could not be read."""

    code = "voter.birth-date-invalid"
    ko = ErrorText("생년월일을 읽을 수 없습니다.", "연·월·일을 모두 적으십시오. 예: {example}")
    en = ErrorText("This is not a birth date.", "Write year, month and day, like {example}.")


class ProblemsFound(OmpError):
    """A family: a file was refused; `problems` names each bad line."""

    def __init__(self, problems: "tuple[LineProblem, ...]") -> None:
        """Carry the problems, in the order of the file."""
        super().__init__(count=len(problems), first_line=problems[0].line if problems else 1)
        self.problems = problems

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross into another process with the problems."""
        return type(self), (self.problems,)


class DefinitionInvalid(ProblemsFound):
    """The definition file of an election has problems."""

    code = "definition.invalid"
    ko = ErrorText(
        "선거 정의 파일에 고칠 곳이 {count}군데 있습니다. 아무것도 등록하지 않았습니다.",
        "목록의 줄({first_line}번 줄부터)을 고친 뒤 다시 여십시오.",
    )
    en = ErrorText(
        "Problems in the definition file: {count}. Nothing was taken.",
        "Correct the lines in the list (from line {first_line} on), then open the file again.",
    )


class ImportRefused(ProblemsFound):
    """An imported list has bad lines."""

    code = "import.refused"
    ko = ErrorText(
        "가져올 파일에 고칠 곳이 {count}군데 있습니다. 아무것도 가져오지 않았습니다.",
        "목록의 줄({first_line}번 줄부터)을 고친 뒤 다시 가져오십시오. "
        "'건너뛰기'가 보이면 그 줄만 뺄 수 있습니다.",
    )
    en = ErrorText(
        "Problems in the file: {count}. Nothing was taken.",
        "Correct the lines in the list (from line {first_line} on), or skip them where that is offered.",
    )


class ImportFileMissing(OmpError):
    """The file is not there."""

    code = "import.file-missing"
    ko = ErrorText("파일을 찾을 수 없습니다: {file}.", "파일 이름과 위치를 확인하고 다시 고르십시오.")
    en = ErrorText("There is no file {file}.", "Check its name and place, and choose again.")


class ImportFileIsFolder(OmpError):
    """A folder was chosen instead of a file."""

    code = "import.file-is-folder"
    ko = ErrorText("파일이 아니라 폴더입니다: {file}.", "폴더 안의 CSV 파일을 고르십시오.")
    en = ErrorText("{file} is a folder, not a file.", "Choose the CSV file inside it.")


class ImportFileUnreadable(OmpError):
    """The system does not let the program read the file."""

    code = "import.file-unreadable"
    ko = ErrorText(
        "파일을 읽을 수 없습니다: {file}.", "다른 프로그램(예: 엑셀)에서 닫고, 읽기 권한을 확인하십시오."
    )
    en = ErrorText(
        "{file} cannot be read.", "Close it in other programs such as Excel, and check its permissions."
    )


class ImportFileTooLarge(OmpError):
    """The file is larger than any list of this kind."""

    code = "import.file-too-large"
    ko = ErrorText(
        "파일이 너무 큽니다({megabytes}MB, 최대 {limit}MB).",
        "올바른 파일인지 확인하고, 명부라면 여러 파일로 나누십시오.",
    )
    en = ErrorText(
        "The file is too large ({megabytes} MB; at most {limit} MB).",
        "Check that it is the right file; split a long list into several files.",
    )


class ImportIsSpreadsheet(OmpError):
    """The file is a workbook, not a CSV file."""

    code = "import.is-spreadsheet"
    ko = ErrorText(
        "엑셀 파일(xlsx, xls)은 바로 가져올 수 없습니다.",
        "엑셀에서 '다른 이름으로 저장' → 'CSV UTF-8(쉼표로 분리)'로 저장한 뒤 그 파일을 고르십시오.",
    )
    en = ErrorText(
        "A spreadsheet (xlsx, xls) cannot be imported as it is.",
        "In Excel choose 'Save as' and 'CSV UTF-8 (Comma delimited)', then import that file.",
    )


class ImportEncodingUnknown(OmpError):
    """The file's bytes are neither UTF-8 nor CP949."""

    code = "import.encoding-unknown"
    ko = ErrorText(
        "{line}번 줄의 글자를 읽을 수 없습니다. UTF-8도 CP949도 아닙니다.",
        "엑셀에서 'CSV UTF-8(쉼표로 분리)'로 다시 저장하십시오.",
    )
    en = ErrorText(
        "The characters in line {line} cannot be read: neither UTF-8 nor CP949.",
        "Save the file again in Excel as 'CSV UTF-8 (Comma delimited)'.",
    )
