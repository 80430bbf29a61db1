"""Reading bytes and JSON objects from outside: every surprise becomes the caller's typed error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from omp_desktop.crypto.errors import Part
from omp_desktop.domain.errors import OmpError

MAX_JSON_INTEGER = 2**53 - 1  # what every JSON reader keeps exact (RFC 8259, section 6)


class Reader:
    """Reads bytes from front to back. Whoever uses it has compared the whole length before."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next bytes."""
        start = self._at
        self._at += size
        return self._raw[start : self._at]

    def number(self, size: int) -> int:
        """The next unsigned integer, big-endian, of so many bytes."""
        return int.from_bytes(self.take(size), "big")


class Fields:
    """Reads a JSON object that must have exactly the given names."""

    def __init__(self, value: object, names: Sequence[str], refuse: Callable[[Part], OmpError]) -> None:
        if not isinstance(value, Mapping) or set(value) != set(names):
            raise refuse(Part.FORMAT)
        self._values: Mapping[str, object] = value
        self._refuse = refuse

    def number(self, name: str, part: Part) -> int:
        """An integer that is not negative."""
        value = self._values[name]
        if type(value) is not int or not 0 <= value <= MAX_JSON_INTEGER:
            self._stop(part)
        return value

    def data(self, name: str, part: Part, size: int | None = None) -> bytes:
        """Bytes written in lower-case hex, of that size if one is given."""
        return self._decode(self._values[name], part, size)

    def data_list(self, name: str, part: Part, size: int) -> tuple[bytes, ...]:
        """A list of such bytes."""
        value = self._values[name]
        if not isinstance(value, list | tuple):
            self._stop(part)
        return tuple(self._decode(item, part, size) for item in value)

    def value(self, name: str) -> object:
        """The value as it is."""
        return self._values[name]

    def _decode(self, value: object, part: Part, size: int | None) -> bytes:
        if not isinstance(value, str):
            self._stop(part)
        try:
            data = bytes.fromhex(value)
        except ValueError:
            self._stop(part)
        # One spelling only: fromhex also takes capitals and spaces.
        if data.hex() != value or size not in (None, len(data)):
            self._stop(part)
        return data

    def _stop(self, part: Part) -> NoReturn:
        raise self._refuse(part)
