"""How many voted lately: known from what the page saw, and kept nowhere. No widgets.

The store knows hours and nothing finer, so that no row tells when somebody voted. An official who has to
know whether the booths keep up needs less than an hour, so the page remembers the number of ballots, which
it shows anyway, once a minute, in memory alone, until the window is locked.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from omp_desktop.domain.poll import SMALLEST_BUCKET

# Minutes that are told.
SPANS: Final = (15, 30, 60)
_MINUTE: Final = 60.0  # seconds
# A figure stands for its span only where the page looked about then: one minute more is no lie.
_LATE: Final = 90.0  # seconds


@dataclass(frozen=True, slots=True)
class _Seen:
    at: float
    cast: int


class Throughput:
    """Counts of one election, one a minute for an hour."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._election_id = ""
        self._seen: deque[_Seen] = deque(maxlen=SPANS[-1] + 2)

    def note(self, election_id: str, cast: int, at: float) -> None:
        """So many had voted at `at`, in seconds of a clock that only goes on."""
        if election_id != self._election_id or (self._seen and cast < self._seen[-1].cast):
            self.forget()
            self._election_id = election_id
        if not self._seen or at - self._seen[-1].at >= _MINUTE:
            self._seen.append(_Seen(at, cast))

    def lately(self) -> tuple[tuple[int, int], ...]:
        """Minutes and voters for each span that was watched; none with fewer voters than an hour may show."""
        if not self._seen:
            return ()
        now = self._seen[-1]
        counts = [(minutes, self._since(now, minutes * _MINUTE)) for minutes in SPANS]
        return tuple(
            (minutes, count) for minutes, count in counts if count is not None and count >= SMALLEST_BUCKET
        )

    def forget(self) -> None:
        """The window is locked, or another election is looked at."""
        self._seen.clear()

    def _since(self, now: _Seen, seconds: float) -> int | None:
        """Voters since then; None where nobody looked then."""
        before = [seen for seen in self._seen if now.at - seen.at >= seconds]
        if not before or now.at - before[-1].at > seconds + _LATE:
            return None
        return now.cast - before[-1].cast
