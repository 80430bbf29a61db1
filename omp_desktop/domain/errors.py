"""The base of all errors that people are expected to meet, and the one list of them.

Each error has a stable code and, in both languages, what happened and what to do next. The errors of the
rules stand in the `*_errors.py` modules of this package, those of a layer in that layer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import Any, ClassVar

from omp_desktop.domain.language import Lang, Param, fill

__all__ = ["ErrorText", "Lang", "OmpError", "catalogue", "placeholders", "recalled"]

_catalogue: dict[str, type["OmpError"]] = {}


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What happened, and what to do next. Both may hold {param} placeholders."""

    text: str
    next_step: str


class OmpError(Exception):
    """Something the program expects to go wrong. Anything else that is raised is a bug.

    A subclass sets `code`, `ko` and `en`. A subclass that sets no code of its own is a family: it can be
    caught, but not raised. Parameters are shown to people and written to the log, so they never hold a
    PIN, a choice or a person's name but a trustee's, which is public.
    """

    code: ClassVar[str]
    ko: ClassVar[ErrorText]
    en: ClassVar[ErrorText]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Enter the class in the catalogue. Raises TypeError for a code that is already taken."""
        super().__init_subclass__(**kwargs)
        code = cls.__dict__.get("code")
        if code is None:
            return
        if code in _catalogue:
            raise TypeError(f"error code {code!r} is taken by {_catalogue[code].__qualname__}")
        _catalogue[code] = cls

    def __init__(self, **params: Param) -> None:
        """Fill the placeholders with `params`. Raises TypeError when one is missing, or for a family."""
        cls = type(self)
        if "code" not in cls.__dict__:
            raise TypeError(f"{cls.__qualname__} is a family of errors and cannot be raised itself")
        missing = placeholders(cls.en) - params.keys()
        if missing:
            raise TypeError(f"{cls.__qualname__} needs {', '.join(sorted(missing))}")
        self.params: Mapping[str, Param] = MappingProxyType(dict(params))
        super().__init__(cls.code)

    def __str__(self) -> str:
        """The English text and next step."""
        said = self.describe("en")
        return f"{said.text} {said.next_step}"

    def __reduce__(self) -> tuple[Any, ...]:
        """Let the error cross into another process with its parameters."""
        return _rebuild, (type(self), dict(self.params))

    def describe(self, lang: Lang) -> ErrorText:
        """The texts in `lang` with the parameters filled in."""
        source = self.ko if lang == "ko" else self.en
        return ErrorText(fill(source.text, self.params, lang), fill(source.next_step, self.params, lang))


def placeholders(text: ErrorText) -> frozenset[str]:
    """The names between braces in both parts of `text`."""
    parts = (*Formatter().parse(text.text), *Formatter().parse(text.next_step))
    return frozenset(name for _, name, _, _ in parts if name)


def catalogue() -> Mapping[str, type[OmpError]]:
    """Every error class that has been imported, by its code."""
    return MappingProxyType(_catalogue)


def recalled(code: str) -> OmpError | None:
    """The error of a code that was kept, or came from the centre, without its details: dashes stand for them.

    None for a code that is not known, or whose error is made of more than details.
    """
    known = _catalogue.get(code)
    if known is None or known.__init__ is not OmpError.__init__:
        return None
    return known(**dict.fromkeys(placeholders(known.en), "–"))


def _rebuild(cls: type[OmpError], params: dict[str, Param]) -> OmpError:
    return cls(**params)
