"""Reading the JSON of a record: exact names, lower-case hex of fixed length, integers that all readers keep.

Only the form is looked at: whether 32 bytes are a point of the group is for the checks. Every method raises
FieldWrong with the place, like "$.devices[0].public_key".
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, NoReturn, TypeVar

from omp_desktop.domain.canonical import INTEGER_MOST
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.domain.language import Labelled

ID_HEX: Final = 32
_ALL: Final = slice(None)
# A value of two bytes takes up to 72 in memory. Most values of a record are ids, hashes and points in hex.
_VALUES_MOST: Final = 100_000
_VALUE_BYTES: Final = 8
_Word = TypeVar("_Word", bound=Labelled)


class Form:
    """One JSON object that has exactly the given names; those of `optional` may be missing."""

    def __init__(
        self, value: Any, names: Collection[str], where: str = "$", optional: Collection[str] = ()
    ) -> None:
        if not isinstance(value, dict):
            raise FieldWrong(where)
        self._value: dict[str, Any] = value
        self._where = where
        for name in names:
            if name not in value:
                self._wrong(name)
        for name in value:
            if name not in names and name not in optional:
                raise FieldWrong(f"{where}: {name}")

    def has(self, name: str) -> bool:
        """Whether an optional name is there."""
        return name in self._value

    def raw(self, name: str) -> Any:
        """The value as it is."""
        return self._value[name]

    def text(self, name: str) -> str:
        """A string."""
        value = self._value[name]
        return value if isinstance(value, str) else self._wrong(name)

    def word(self, name: str, words: type[_Word]) -> _Word:
        """One of the fixed words of an enumeration."""
        try:
            return words(self.text(name))
        except ValueError:
            self._wrong(name)

    def number(self, name: str, least: int = 0, most: int = INTEGER_MOST) -> int:
        """An integer between two bounds; a boolean is none."""
        return _number(self._value[name], least, most, self._place(name))

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of integers."""
        items = enumerate(self._list(name))
        return tuple(_number(item, 0, INTEGER_MOST, f"{self._place(name)}[{at}]") for at, item in items)

    def number_by_id(self, name: str) -> Mapping[str, int]:
        """An object of ids and integers."""
        found = self.mapping(name)
        place = self._place(name)
        for key in found:
            _hex(key, ID_HEX // 2, f"{place}.{key}")
        return {key: _number(value, 0, INTEGER_MOST, f"{place}.{key}") for key, value in found.items()}

    def identifier(self, name: str) -> str:
        """An id of 16 bytes in hex."""
        return _hex(self._value[name], ID_HEX // 2, self._place(name)).hex()

    def data(self, name: str, size: int) -> bytes:
        """So many bytes in hex."""
        return _hex(self._value[name], size, self._place(name))

    def data_list(self, name: str, size: int) -> tuple[bytes, ...]:
        """A list of such bytes."""
        place = self._place(name)
        return tuple(_hex(item, size, f"{place}[{at}]") for at, item in enumerate(self._list(name)))

    def child(self, name: str, names: Collection[str]) -> Form:
        """An object inside this one."""
        return Form(self._value[name], names, self._place(name))

    def children(
        self, name: str, names: Collection[str], optional: Collection[str] = (), some: slice = _ALL
    ) -> Iterator[Form]:
        """The objects of a list, or some of them."""
        place = self._place(name)
        items = self._list(name)
        for at in range(*some.indices(len(items))):
            yield Form(items[at], names, f"{place}[{at}]", optional)

    def mapping(self, name: str) -> Mapping[str, Any]:
        """An object whose names are data."""
        value = self._value[name]
        return value if isinstance(value, dict) else self._wrong(name)

    def children_by_name(self, name: str, names: Collection[str]) -> Iterator[tuple[str, Form]]:
        """The objects of an object whose names are data."""
        place = self._place(name)
        for key, value in self.mapping(name).items():
            yield key, Form(value, names, f"{place}.{key}")

    def lists_by_name(self, name: str, names: Collection[str]) -> Iterator[tuple[str, list[Form]]]:
        """The lists of objects of an object whose names are data."""
        place = self._place(name)
        for key, items in self.mapping(name).items():
            if not isinstance(items, list):
                raise FieldWrong(f"{place}.{key}")
            yield key, [Form(item, names, f"{place}.{key}[{at}]") for at, item in enumerate(items)]

    def refuse(self, name: str) -> NoReturn:
        """Say that the value under this name is not what it must be."""
        self._wrong(name)

    def _list(self, name: str) -> list[Any]:
        value = self._value[name]
        return value if isinstance(value, list) else self._wrong(name)

    def _place(self, name: str) -> str:
        return f"{self._where}.{name}"

    def _wrong(self, name: str) -> NoReturn:
        raise FieldWrong(self._place(name))


def json_bytes(value: object) -> bytes:
    """The UTF-8 bytes of a file of the record, without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def parse_json(raw: bytes) -> Any:
    """The value of the bytes of a file. Raises FieldWrong for whatever is no JSON that all readers agree on.

    Refused are other encodings, a byte order mark, names that stand twice, fractions, numbers from 2^53,
    halves of characters, nesting without end, and more values than the files of a record can hold.
    """
    if sum(map(raw.count, (b",", b"[", b"{"))) > _VALUES_MOST + len(raw) // _VALUE_BYTES:
        raise FieldWrong("$")
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except FieldWrong:
        raise
    except (ValueError, RecursionError):
        raise FieldWrong("$") from None
    # Half of a surrogate pair can only come in by an escape; no output can hold it.
    if (b"\\ud" in raw or b"\\uD" in raw) and not _is_text(value):
        raise FieldWrong("$")
    return value


def _is_text(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise FieldWrong("$")
    return found


def _integer(text: str) -> int:
    if len(text) > len(str(-INTEGER_MOST)):
        raise FieldWrong("$")
    return int(text)


def _refuse_number(_text: str) -> NoReturn:
    raise FieldWrong("$")


def _number(value: object, least: int, most: int, place: str) -> int:
    if type(value) is not int or not least <= value <= most:
        raise FieldWrong(place)
    return value


def _hex(value: object, size: int, place: str) -> bytes:
    if not isinstance(value, str):
        raise FieldWrong(place)
    try:
        data = bytes.fromhex(value)
    except ValueError:
        raise FieldWrong(place) from None
    # One spelling only: fromhex also takes capitals and spaces.
    if len(data) != size or data.hex() != value:
        raise FieldWrong(place)
    return data
