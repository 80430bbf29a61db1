"""The two languages of the program, and texts that exist in both."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

Lang = Literal["ko", "en"]
LANGS: tuple[Lang, ...] = ("ko", "en")


@dataclass(frozen=True, slots=True)
class LocalText:
    """A name or title that people wrote, in one or both languages."""

    ko: str
    en: str

    def text(self, lang: Lang) -> str:
        """The text in `lang`, or in the other language when this one was left empty."""
        return (self.ko or self.en) if lang == "ko" else (self.en or self.ko)


class Labelled(StrEnum):
    """A fixed word of the program: a stable value for files, a label in both languages for people.

    Members are written as `NAME = "value", "한국어", "English"`; the member is the value as a string.
    """

    ko: str
    en: str

    def __new__(cls, value: str, ko: str = "", en: str = "") -> Self:
        """Make a member that equals `value` and carries both labels; `Word("value")` looks it up."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.ko = ko
        member.en = en
        return member

    def label(self, lang: Lang) -> str:
        """The word as a reader of `lang` sees it."""
        return self.ko if lang == "ko" else self.en


Param = str | int | LocalText


def say(value: Param, lang: Lang) -> str:
    """One parameter as a reader of `lang` sees it: labels and local texts are translated, data is not."""
    if isinstance(value, Labelled):
        return value.label(lang)
    if isinstance(value, LocalText):
        return value.text(lang)
    return str(value)


def fill(template: str, params: Mapping[str, Param], lang: Lang) -> str:
    """Put `params` into the {placeholders} of `template`. Raises KeyError when one is missing."""
    return template.format_map({name: say(value, lang) for name, value in params.items()})
