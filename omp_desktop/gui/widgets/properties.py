"""Properties of widgets that a .ui file can set, checked when they are set.

Qt swallows errors that a property's setter raises while a .ui file is being loaded; so the loader collects
them with `collecting()` and fails itself.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar, cast, overload

from PySide6.QtCore import Property

from omp_desktop.gui import icons

T = TypeVar("T")


class PropertyInvalid(ValueError):
    """A property was given a value that it does not know."""


class Attribute(Generic[T]):
    """What a property is to the type checker; at run time it is a Qt property."""

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> "Attribute[T]": ...
    @overload
    def __get__(self, owner: object, kind: type | None = None) -> T: ...
    def __get__(self, owner: object | None, kind: type | None = None) -> "T | Attribute[T]":
        raise NotImplementedError

    def __set__(self, owner: object, value: T) -> None:
        raise NotImplementedError


class Changing(Protocol):
    """A widget with such properties."""

    def property_changed(self, name: str) -> None: ...


_complaints: list[list[str]] = []


@contextmanager
def collecting() -> Iterator[list[str]]:
    """Collect complaints about invalid values instead of raising them."""
    complaints: list[str] = []
    _complaints.append(complaints)
    try:
        yield complaints
    finally:
        _complaints.pop()


def _complain(owner: object, name: str, problem: str) -> None:
    text = f"{type(owner).__name__}.{name}: {problem}"
    if not _complaints:
        raise PropertyInvalid(text)
    _complaints[-1].append(text)


def _property(
    kind: type[T], name: str, default: T, problem_with: Callable[[T], str] | None = None
) -> Attribute[T]:
    slot = f"_property_{name}"

    def read(owner: Any) -> T:
        return cast(T, owner.__dict__.get(slot, default))

    def write(owner: Any, value: T) -> None:
        problem = problem_with(value) if problem_with else ""
        if problem:
            _complain(owner, name, problem)
        elif read(owner) != value:
            owner.__dict__[slot] = value
            owner.property_changed(name)

    return cast(Attribute[T], Property(kind, read, write))


def words(name: str) -> Attribute[str]:
    """A text that people read."""
    return _property(str, name, "")


def flag(name: str, default: bool = False) -> Attribute[bool]:
    """Yes or no."""
    return _property(bool, name, default)


def count(name: str, default: int = 0) -> Attribute[int]:
    """A whole number, in px where it is a length."""
    return _property(int, name, default)


def choice(name: str, allowed: Sequence[str]) -> Attribute[str]:
    """One word of `allowed`; the first one is the default."""

    def problem_with(value: str) -> str:
        return "" if value in allowed else f"{value!r} is none of {', '.join(allowed)}"

    return _property(str, name, allowed[0], problem_with)


def icon(name: str) -> Attribute[str]:
    """The name of a bundled icon, or nothing."""

    def problem_with(value: str) -> str:
        return "" if not value or icons.exists(value) else f"no icon {value!r}"

    return _property(str, name, "", problem_with)
