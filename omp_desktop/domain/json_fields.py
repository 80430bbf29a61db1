"""Reading typed fields out of canonical JSON, with the place of what is wrong."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NoReturn, TypeVar

from omp_desktop.domain.language import Labelled, LocalText

INSTANT_FORMAT: Final = "%Y-%m-%dT%H:%M:%SZ"
_Word = TypeVar("_Word", bound=Labelled)


class FieldWrong(ValueError):
    """A field is missing or of another type. Translated by the caller into its own error."""

    def __init__(self, where: str) -> None:
        """Name the place, like "contests[0].title.ko"."""
        super().__init__(where)
        self.where = where


def instant_text(instant: datetime) -> str:
    """An instant in UTC and whole seconds: "2026-12-02T21:00:00Z"."""
    return instant.astimezone(UTC).strftime(INSTANT_FORMAT)


def local_json(text: LocalText) -> dict[str, str]:
    """A text of both languages as a JSON object."""
    return {"ko": text.ko, "en": text.en}


class Fields:
    """The fields of one JSON object; every method raises FieldWrong."""

    def __init__(self, value: Any, where: str = "$") -> None:
        """Take a decoded JSON value that must be an object."""
        if not isinstance(value, Mapping):
            raise FieldWrong(where)
        self._value: Mapping[str, Any] = value
        self._where = where

    def raw(self, key: str) -> Any:
        """The value under `key`, whatever it is."""
        if key not in self._value:
            self._wrong(key)
        return self._value[key]

    def text(self, key: str) -> str:
        """A string."""
        value = self.raw(key)
        return value if isinstance(value, str) else self._wrong(key)

    def optional_text(self, key: str) -> str | None:
        """A string or null."""
        return None if self.raw(key) is None else self.text(key)

    def integer(self, key: str) -> int:
        """An integer; a boolean is none."""
        value = self.raw(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else self._wrong(key)

    def boolean(self, key: str) -> bool:
        """True or false."""
        value = self.raw(key)
        return value if isinstance(value, bool) else self._wrong(key)

    def instant(self, key: str) -> datetime:
        """An instant as `instant_text` writes it."""
        try:
            return datetime.strptime(self.text(key), INSTANT_FORMAT).replace(tzinfo=UTC)
        except ValueError:
            self._wrong(key)

    def word(self, key: str, words: type[_Word]) -> _Word:
        """One of the fixed words of an enumeration."""
        try:
            return words(self.text(key))
        except ValueError:
            self._wrong(key)

    def local_text(self, key: str) -> LocalText:
        """A text of both languages."""
        inner = self.child(key)
        return LocalText(inner.text("ko"), inner.text("en"))

    def child(self, key: str) -> "Fields":
        """An object inside this one."""
        return Fields(self.raw(key), f"{self._where}.{key}")

    def children(self, key: str) -> Iterator["Fields"]:
        """The objects of a list."""
        for index, item in enumerate(self._list(key)):
            yield Fields(item, f"{self._where}.{key}[{index}]")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        items = self._list(key)
        if not all(isinstance(item, str) for item in items):
            self._wrong(key)
        return tuple(items)

    def mapping(self) -> Mapping[str, Any]:
        """The object itself."""
        return self._value

    def _list(self, key: str) -> list[Any]:
        value = self.raw(key)
        return value if isinstance(value, list) else self._wrong(key)

    def _wrong(self, key: str) -> NoReturn:
        raise FieldWrong(f"{self._where}.{key}")
