"""Time that can be trusted, and how far.

Trusted now = the last time signed by the centre + monotonic time since (same boot), else the larger of the
system clock and the high-water mark stored with every write. All instants are aware and in UTC.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final, Protocol

from omp_desktop.domain.language import Labelled

# Casting and the polls are careful this close to the ends of a window.
EDGE: Final = timedelta(minutes=5)
BEHIND_MARK: Final = timedelta(minutes=2)
OFF_SIGNED: Final = timedelta(minutes=5)
# How long a signed time counts as fresh; after that the PC's own oscillator carries it.
FRESH: Final = timedelta(minutes=10)


class ClockQuality(Labelled):
    """How far the time can be trusted."""

    SIGNED = "signed", "중앙 서버 확인됨", "confirmed by the centre"
    HOLDOVER = "holdover", "중앙 서버 확인 뒤 이어 재는 중", "carried on since the centre confirmed it"
    SUSPECT = "suspect", "시계 확인 필요", "check the clock"
    LOCAL = "local", "이 컴퓨터의 시계", "this computer's clock"


_FROM_CENTRE: Final = frozenset({ClockQuality.SIGNED, ClockQuality.HOLDOVER})


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the clock."""

    now: datetime
    quality: ClockQuality


class Clock(Protocol):
    """Where the time comes from; injected everywhere."""

    def read(self) -> Reading:
        """The trusted time and its quality."""
        ...

    def now(self) -> datetime:
        """The trusted time alone."""
        ...


@dataclass(frozen=True, slots=True)
class SignedAnchor:
    """A time the centre signed, pinned to this computer's monotonic seconds in one boot."""

    at: datetime
    monotonic: float
    boot_id: str


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """Everything the trusted time follows from. `monotonic` in seconds."""

    system: datetime
    monotonic: float
    boot_id: str
    mark: datetime | None = None
    anchor: SignedAnchor | None = None


def trusted_reading(facts: ClockFacts) -> Reading:
    """The trusted time and its quality.

    SUSPECT when the system clock is behind the mark by more than 2 minutes, or off the signed time by more
    than 5; otherwise SIGNED (signed at most 10 minutes ago), HOLDOVER (longer ago) or LOCAL (no signed time
    in this boot).

    >>> at = datetime(2026, 12, 3, 6, 0, tzinfo=UTC)
    >>> facts = ClockFacts(system=at - timedelta(minutes=3), monotonic=0.0, boot_id="b", mark=at)
    >>> trusted_reading(facts) == Reading(at, ClockQuality.SUSPECT)
    True
    """
    mark = facts.system if facts.mark is None else facts.mark
    age = _since_signed(facts)
    if facts.anchor is None or age is None:
        behind = mark - facts.system > BEHIND_MARK
        return Reading(max(facts.system, mark), ClockQuality.SUSPECT if behind else ClockQuality.LOCAL)
    now = facts.anchor.at + age
    # A mark ahead of the centre was made by a clock that once ran ahead: it is no measure of the clock now.
    behind = min(mark, now) - facts.system > BEHIND_MARK
    if behind or abs(facts.system - now) > OFF_SIGNED:
        return Reading(now, ClockQuality.SUSPECT)
    return Reading(now, ClockQuality.SIGNED if age <= FRESH else ClockQuality.HOLDOVER)


def next_mark(mark: datetime | None, reading: Reading) -> datetime:
    """The high-water mark to store after a write at `reading`.

    It never goes back, except when the time comes from the centre and the mark stood ahead of it.
    """
    if mark is None or reading.quality in _FROM_CENTRE:
        return reading.now
    return max(mark, reading.now)


def _since_signed(facts: ClockFacts) -> timedelta | None:
    """Time since the signed anchor; None when there is none, or when it belongs to another boot."""
    anchor = facts.anchor
    if anchor is None or anchor.boot_id != facts.boot_id or facts.monotonic < anchor.monotonic:
        return None
    return timedelta(seconds=facts.monotonic - anchor.monotonic)


class HighWaterMark(Protocol):
    """Where the highest time ever written is kept."""

    def read(self) -> datetime | None:
        """The mark, or None in a new store."""
        ...


class NoMark:
    """A mark that is not there yet: before a store is open."""

    def read(self) -> datetime | None:
        """Always None."""
        return None


def system_now() -> datetime:
    """The computer's own clock in UTC."""
    return datetime.now(UTC)


class TrustedClock:
    """The clock of a real election, safe to read from several threads.

    While it lives it runs back only when the centre corrects it.
    """

    def __init__(
        self,
        system: Callable[[], datetime],
        monotonic: Callable[[], float],
        boot_id: str,
        mark: HighWaterMark,
        anchor: SignedAnchor | None = None,
    ) -> None:
        """Read `system` (UTC) and `monotonic` (seconds); `anchor` may be from an earlier run of this boot."""
        self._system = system
        self._monotonic = monotonic
        self._boot_id = boot_id
        self._mark = mark
        self._anchor = anchor
        self._highest: datetime | None = None
        self._lock = Lock()

    @property
    def anchor(self) -> SignedAnchor | None:
        """The signed time in use, to be kept for the next run of this boot."""
        return self._anchor

    def accept_signed(self, at: datetime) -> Reading:
        """Take over a time from the centre whose signature was checked; returns the reading that follows."""
        with self._lock:
            self._anchor = SignedAnchor(at, self._monotonic(), self._boot_id)
            # A mark that ran ahead of the centre is corrected by the next write, see next_mark.
            self._highest = None
        return self.read()

    def read(self) -> Reading:
        """The trusted time and its quality."""
        stored = self._mark.read()
        with self._lock:
            marks = [mark for mark in (stored, self._highest) if mark is not None]
            reading = trusted_reading(
                ClockFacts(
                    self._system(), self._monotonic(), self._boot_id, max(marks, default=None), self._anchor
                )
            )
            self._highest = next_mark(self._highest, reading)
            return reading

    def now(self) -> datetime:
        """The trusted time alone."""
        return self.read().now


class FixedClock:
    """A clock that stands still until it is told: for mock votes and tests, never for a real election."""

    def __init__(self, now: datetime, quality: ClockQuality = ClockQuality.LOCAL) -> None:
        """Stand at `now` (aware)."""
        self._reading = Reading(now, quality)

    def read(self) -> Reading:
        """The time it was set to."""
        return self._reading

    def now(self) -> datetime:
        """The time it was set to."""
        return self._reading.now

    def set(self, now: datetime, quality: ClockQuality | None = None) -> None:
        """Stand at `now`, with the same quality unless another is given."""
        self._reading = Reading(now, quality or self._reading.quality)

    def advance(self, by: timedelta) -> None:
        """Go on by this much."""
        self.set(self._reading.now + by)
