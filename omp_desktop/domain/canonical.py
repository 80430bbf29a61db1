"""One way to write a value as bytes: RFC 8785 (JSON canonicalization), restricted so that nothing is lost.

Only null, booleans, integers up to 2^53 − 1 on either side of zero, strings in NFC, lists, and objects whose
keys are NFC strings. Floating point is refused: its text form is where implementations differ.
"""

import json
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, NoReturn

import rfc8785

from omp_desktop.domain.record_errors import NotCanonical

INTEGER_MOST: Final = 2**53 - 1
DEPTH_MOST: Final = 64

# A JSON value; deeper types would be recursive, the checks below are exact.
Json = Any


def canonical_bytes(value: Json) -> bytes:
    """The canonical UTF-8 bytes of `value`; tuples count as lists. Raises NotCanonical."""
    return rfc8785.dumps(_checked(value, "$", DEPTH_MOST))


def canonical_hash(value: Json) -> str:
    """SHA-256 of the canonical bytes, in hex."""
    return sha256(canonical_bytes(value)).hexdigest()


def parse_canonical(raw: bytes) -> Json:
    """The value of canonical bytes. Any other spelling of it, and a doubled key, raises NotCanonical."""
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_integer,
        )
    except (ValueError, RecursionError) as error:
        raise NotCanonical(where="$", problem="not JSON") from error
    if canonical_bytes(value) != raw:
        raise NotCanonical(where="$", problem="another spelling")
    return value


def _checked(value: Json, where: str, depth: int) -> Json:
    if depth == 0:
        _refuse(where, "nested too deeply")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _checked_integer(value, where)
    if isinstance(value, str):
        return _checked_text(value, where)
    if isinstance(value, Mapping):
        return {
            _checked_key(key, where): _checked(item, f"{where}.{key}", depth - 1)
            for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_checked(item, f"{where}[{index}]", depth - 1) for index, item in enumerate(value)]
    return _refuse(where, f"a {type(value).__name__}")


def _checked_integer(value: int, where: str) -> int:
    if abs(value) > INTEGER_MOST:
        _refuse(where, "number too large")
    return int(value)


def _checked_key(key: object, where: str) -> str:
    if not isinstance(key, str):
        _refuse(where, "a key that is no text")
    return _checked_text(key, where)


def _checked_text(text: str, where: str) -> str:
    if not unicodedata.is_normalized("NFC", text):
        _refuse(where, "text not in NFC")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Half of a surrogate pair: no UTF-8 can hold it.
        _refuse(where, "half a character")
    return str(text)


def _refuse(where: str, problem: str) -> NoReturn:
    raise NotCanonical(where=where, problem=problem)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("$", "a key twice")
    return found


def _refuse_number(text: str) -> NoReturn:
    _refuse("$", "a number that is no integer")


def _integer(text: str) -> int:
    if len(text) > len(str(-INTEGER_MOST)):
        _refuse("$", "number too large")
    return int(text)
