"""How the domain's values lie in columns: ids as bytes, instants as text of one length, words as text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, Integer, LargeBinary, Text, TypeDecorator


class HexId(TypeDecorator[str]):
    """A lower-case hex id, stored as its bytes: half the size in every index."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Bytes of the hex text; ValueError when it is not hex."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Hex text of the bytes."""
        return None if value is None else bytes(value).hex()


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC with microseconds, so that text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Text of the instant; ValueError when it has no time zone."""
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """The instant in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class BirthDate(TypeDecorator[date]):
    """A date as eight digits: what the search compares with the digits that an official types."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """`19900314`."""
        return None if value is None else birth_digits(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        """The date."""
        return None if value is None else date.fromisoformat(value)


class YesNo(TypeDecorator[bool]):
    """A truth value as 0 or 1; strict tables know no other type for it."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool | None:
        """The truth value."""
        return None if value is None else bool(value)


class TextList(TypeDecorator[tuple[str, ...]]):
    """Several short texts in one column, as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | None:
        """The JSON array."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...] | None:
        """The texts."""
        return None if value is None else tuple(json.loads(value))


def instant_text(instant: datetime) -> str:
    """`2026-12-03T06:00:00.000000+00:00`. Raises ValueError for an instant without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def birth_digits(day: date) -> str:
    """The date as eight digits."""
    return f"{day:%Y%m%d}".zfill(8)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """The database itself refuses a word that the rules do not know."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def id_length(column: str, count: int = 16) -> CheckConstraint:
    """The database itself refuses an id of another length, in bytes."""
    return CheckConstraint(f"length({column}) = {count}", name=f"{column}_length")
