"""Voting windows: given in the election's time zone, kept in UTC, both ends included."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from omp_desktop.domain.election_errors import (
    TimezoneUnknown,
    WindowEndsFirst,
    WindowsMissing,
    WindowsOutOfOrder,
    WindowsOverlap,
    WindowTimeInvalid,
    WindowTimeSkipped,
    WindowTimeTwice,
)

EXAMPLE_TIME = "2026-12-03 06:00"
# The names of regions in the IANA list. Others, such as "localtime", mean something else on every computer.
_REGION = re.compile(r"[A-Z][A-Za-z]+(/[A-Z][A-Za-z0-9_+-]+)+|UTC")
# A year of another millennium is a slip of the fingers, and its instants may not exist in UTC.
_YEARS = range(2000, 3000)
_LOCAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::00)?")


@dataclass(frozen=True, slots=True)
class VotingWindow:
    """Voting hours from `opens` to `closes`, both in UTC and both inside the window."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        """Bring both ends to UTC and whole seconds, as published. Raises ValueError for naive times."""
        for name, instant in (("opens", self.opens), ("closes", self.closes)):
            if instant.tzinfo is None:
                raise ValueError(f"{name} needs a time zone")
            object.__setattr__(self, name, instant.astimezone(UTC).replace(microsecond=0))

    def contains(self, now: datetime) -> bool:
        """Whether `now` is inside; the first and the last instant are."""
        return self.opens <= now <= self.closes


def window_from_local(opens: str | datetime, closes: str | datetime, timezone: str) -> VotingWindow:
    """A window from two local times such as "2026-12-03 06:00" in an IANA zone.

    Raises TimezoneUnknown; WindowTimeInvalid for what is no local date and minute; WindowTimeSkipped and
    WindowTimeTwice where daylight saving leaves no or two meanings; WindowEndsFirst.
    """
    zone = time_zone(timezone)
    window = VotingWindow(_instant(opens, zone), _instant(closes, zone))
    if window.closes <= window.opens:
        later = window.opens + timedelta(hours=12)
        raise WindowEndsFirst(
            opens=local_minute(window.opens, timezone),
            closes=local_minute(window.closes, timezone),
            example=local_minute(later, timezone),
        )
    return window


def time_zone(name: str) -> ZoneInfo:
    """The zone of this IANA name. Raises TimezoneUnknown."""
    if not _REGION.fullmatch(name):
        raise TimezoneUnknown(value=name)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise TimezoneUnknown(value=name) from error


def local_minute(instant: datetime, timezone: str) -> str:
    """The instant as date, hour and minute in the zone: "2026-12-03 06:00"."""
    return instant.astimezone(time_zone(timezone)).strftime("%Y-%m-%d %H:%M")


def format_instant(instant: datetime, timezone: str) -> str:
    """Like `local_minute`, with the zone's name: "2026-12-03 06:00 (Asia/Seoul)"."""
    return f"{local_minute(instant, timezone)} ({timezone})"


def check_windows(windows: Sequence[VotingWindow]) -> None:
    """Refuse no windows, windows out of order, and windows that share an instant."""
    if not windows:
        raise WindowsMissing
    for number, (earlier, later) in enumerate(pairwise(windows), start=1):
        if later.opens < earlier.opens:
            raise WindowsOutOfOrder(first=number, second=number + 1)
        if later.opens <= earlier.closes:
            raise WindowsOverlap(first=number, second=number + 1)


def window_at(windows: Sequence[VotingWindow], now: datetime) -> VotingWindow | None:
    """The window that contains `now`."""
    return next((window for window in windows if window.contains(now)), None)


def next_window(windows: Sequence[VotingWindow], now: datetime) -> VotingWindow | None:
    """The first window that begins after `now`."""
    return next((window for window in windows if window.opens > now), None)


def near_edge(windows: Sequence[VotingWindow], now: datetime, margin: timedelta) -> bool:
    """Whether `now` is at most `margin` away from an opening or closing time."""
    return any(abs(now - edge) <= margin for window in windows for edge in (window.opens, window.closes))


def _instant(value: str | datetime, zone: ZoneInfo) -> datetime:
    local = _local_time(value).replace(tzinfo=zone)
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    exists = first.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None)
    if exists and first == second:
        return first
    # Past the change, whichever way the clocks went.
    example = max(first, second).astimezone(zone) + (timedelta(hours=1) if exists else timedelta(0))
    error = WindowTimeTwice if exists else WindowTimeSkipped
    raise error(value=f"{local:%Y-%m-%d %H:%M}", timezone=zone.key, example=f"{example:%Y-%m-%d %H:%M}")


def _local_time(value: str | datetime) -> datetime:
    local = value if isinstance(value, datetime) else _parsed(value)
    if (
        local is None
        or local.tzinfo is not None
        or local.second
        or local.microsecond
        or local.year not in _YEARS
    ):
        raise WindowTimeInvalid(value=str(value), example=EXAMPLE_TIME)
    return local


def _parsed(text: str) -> datetime | None:
    written = _LOCAL.fullmatch(text.strip())
    if written is None:
        return None
    year, month, day, hour, minute = map(int, written.groups())
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the zone is put on by the caller
    except ValueError:
        return None
