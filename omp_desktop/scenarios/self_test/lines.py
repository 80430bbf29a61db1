"""What a step of the self-test says: well, to be noted, or wrong with what to do next."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LANGS, LocalText
from omp_desktop.logs import without_secrets

INSTALL_AGAIN: Final = LocalText(
    "프로그램을 다시 설치하십시오. 선거 자료는 그대로 남습니다.",
    "Install the program again. Election data stay as they are.",
)
NOTHING: Final = LocalText("", "")
_MESSAGE_MOST: Final = 300


class Outcome(StrEnum):
    """Wrong means that the program is not fit for a polling day here; a note is for whoever installed it."""

    WELL = "well"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was tried, in a step such as `keys`, and what to do next, if anything."""

    step: str
    outcome: Outcome
    text: LocalText
    next_step: LocalText = NOTHING


Look = Callable[[], Iterator[Line]]


def well(step: str, ko: str, en: str) -> Line:
    """It works."""
    return Line(step, Outcome.WELL, LocalText(ko, en))


def wrong(step: str, ko: str, en: str, next_step: LocalText = INSTALL_AGAIN) -> Line:
    """It does not work."""
    return Line(step, Outcome.WRONG, LocalText(ko, en), next_step)


def said(error: OmpError) -> tuple[LocalText, LocalText]:
    """What an error of the program says, and what to do next."""
    ko, en = (error.describe(lang) for lang in LANGS)
    return LocalText(ko.text, en.text), LocalText(ko.next_step, en.next_step)


def guarded(step: str, look: Look) -> Iterator[Line]:
    """The lines of a step. Whatever ends it early is its last line, so that the other steps are made."""
    try:
        yield from look()
    except OmpError as error:
        yield Line(step, Outcome.WRONG, *said(error))
    except Exception as problem:  # of any class: an installation can be incomplete anywhere
        yield _unexpected(step, problem)


def _unexpected(step: str, problem: Exception) -> Line:
    where = traceback.extract_tb(problem.__traceback__)[-1]
    message = " ".join(without_secrets(str(problem)).split())[:_MESSAGE_MOST]
    told = f"{type(problem).__name__}, {Path(where.filename).name}:{where.lineno}: {message}"
    return wrong(step, f"예상하지 못한 오류: {told}", f"An unexpected error: {told}")
