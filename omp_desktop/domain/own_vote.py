"""The check of the own vote: how often, and how long after the polls closed."""

from datetime import datetime, timedelta
from typing import Final

from omp_desktop.domain.election import ElectionState, OwnVotePolicy

# How often a voter may look with one receipt: whoever stands beside may look each time too.
LOOKS: Final = 1
# How long after the polls closed; then the station's half of all receipts is destroyed.
KEPT_FOR: Final = timedelta(days=7)

_OVER: Final = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})


def gives_receipts(policy: OwnVotePolicy) -> bool:
    """Whether the station gives receipts. There is no centre yet that would check votes of other stations."""
    return policy is OwnVotePolicy.STATION


def is_over(state: ElectionState, closed_at: datetime | None, now: datetime) -> bool:
    """Whether no vote of this election is shown any more.

    >>> closed = datetime(2026, 12, 3, 18)
    >>> is_over(ElectionState.COUNTED, closed, datetime(2026, 12, 10, 18))
    False
    >>> is_over(ElectionState.COUNTED, closed, datetime(2026, 12, 10, 18, 0, 1))
    True
    """
    return state in _OVER and closed_at is not None and now > closed_at + KEPT_FOR
