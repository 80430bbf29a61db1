"""The three texts of a pledge while they are being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.pledge import DESCRIPTION_MAX, THEME_MAX, TITLE_MAX, Pledge
from omp_desktop.domain.text import Field, clean_text, nfc, required_line

TextName = Literal["theme", "title", "description"]


@dataclass(frozen=True, slots=True)
class PledgeTexts:
    """Theme, title and description as they stand in the inputs."""

    theme: str = ""
    title: str = ""
    description: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return not (self.theme.strip() or self.title.strip() or self.description.strip())

    def problems(self) -> dict[TextName, OmpError]:
        """What would be refused when it is saved, by the text that it is about."""
        checks: tuple[tuple[TextName, Callable[[], str]], ...] = (
            ("theme", lambda: required_line(self.theme, limit=THEME_MAX, field=Field.THEME)),
            ("title", lambda: required_line(self.title, limit=TITLE_MAX, field=Field.TITLE)),
            (
                "description",
                lambda: clean_text(self.description, limit=DESCRIPTION_MAX, field=Field.DESCRIPTION),
            ),
        )
        found: dict[TextName, OmpError] = {}
        for name, check in checks:
            try:
                check()
            except OmpError as problem:
                found[name] = problem
        return found


def texts_of(pledge: Pledge | None) -> PledgeTexts:
    """The saved texts; empty ones for a pledge that is new."""
    if pledge is None:
        return PledgeTexts()
    return PledgeTexts(pledge.theme, pledge.title, pledge.description)


def length(text: str) -> int:
    """How many characters will be counted when the text is saved."""
    return len(nfc(text.strip()))
