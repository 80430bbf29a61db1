"""Which sums may be opened: every difference between two published sums covers nobody or enough ballots.

A sum over units (polling stations) up to some moment, together with the sums published before, cuts the
ballots into pieces; whoever subtracts published sums from each other learns the votes of such pieces. So no
piece may be smaller than the election's `minimum_open`, and a piece of one ballot would show a vote.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from omp_desktop.domain.language import Labelled

# A total during the vote never shows one ballot alone, whatever the election's rules say.
LEAST_LIVE: Final = 2


class OpeningKind(Labelled):
    """What a sum is opened for."""

    FINAL = "final", "최종 개표", "final count"
    LIVE = "live", "투표 중 개표", "count during the vote"


@dataclass(frozen=True, slots=True)
class Piece:
    """Ballots that the same published sums cover, so that only they can be told from all others.

    `units` are those in which some of them lie.
    """

    ballots: int
    units: frozenset[str]


def pieces(published: Sequence[Mapping[str, int]]) -> tuple[Piece, ...]:
    """What subtracting published sums from each other can show, the smallest first.

    Each sum tells how many ballots of each unit it covers; a unit's ballots only ever become more, so a sum
    covers all that a smaller number of the same unit covers. Ballots that no sum covers are in no piece.
    """
    ballots: dict[frozenset[int], int] = defaultdict(int)
    units: dict[frozenset[int], set[str]] = defaultdict(set)
    for unit in {unit for covered in published for unit in covered}:
        counts = [covered.get(unit, 0) for covered in published]
        edges = sorted({0, *counts})
        for lower, upper in pairwise(edges):
            sums = frozenset(place for place, count in enumerate(counts) if count >= upper)
            ballots[sums] += upper - lower
            units[sums].add(unit)
    return _smallest_first(Piece(count, frozenset(units[sums])) for sums, count in ballots.items())


def shown_by(earlier: Sequence[Mapping[str, int]], covered: Mapping[str, int]) -> tuple[Piece, ...]:
    """The pieces that one more sum beside the earlier ones adds or cuts off, the smallest first.

    Nothing where it covers what was covered before. A piece that a final sum showed, however small it was, is
    not shown by what is opened after it.
    """
    added = Counter(pieces([*earlier, covered]))
    added.subtract(pieces(earlier))
    return _smallest_first(piece for piece, count in added.items() if count > 0)


def too_small(published: Sequence[Mapping[str, int]], minimum: int) -> Piece | None:
    """The smallest piece of fewer than `minimum` ballots that these sums would show, or None."""
    smallest = next(iter(pieces(published)), None)
    return smallest if smallest is not None and smallest.ballots < minimum else None


def merge_small(units: Mapping[str, int], minimum: int) -> tuple[frozenset[str], ...]:
    """The units in groups of nobody or at least `minimum` ballots, whose sums can be told one by one.

    The smallest group joins the next larger one until none is too small. All together may still be: then
    there is one group.
    """
    groups = [(count, frozenset({unit})) for unit, count in units.items()]
    while True:
        small, *larger = _by_size(group for group in groups if group[0]) or [(minimum, frozenset())]
        if small[0] >= minimum or not larger:
            return tuple(members for _, members in _by_size(groups))
        joined = (small[0] + larger[0][0], small[1] | larger[0][1])
        groups = [joined, *(group for group in groups if group not in (small, larger[0]))]


def _smallest_first(found: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(sorted(found, key=lambda piece: (piece.ballots, sorted(piece.units))))


def _by_size(groups: Iterable[tuple[int, frozenset[str]]]) -> list[tuple[int, frozenset[str]]]:
    return sorted(groups, key=lambda group: (group[0], sorted(group[1])))
