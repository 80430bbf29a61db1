"""The voter's marks on one ballot while it is filled in. They live in memory only and are dropped with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from omp_desktop.domain.manifest import ManifestContest, ManifestOption


class Mark(StrEnum):
    """What a touch on an option did."""

    CHOSEN = "chosen"
    CHANGED = "changed"
    REMOVED = "removed"
    TOO_MANY = "too_many"
    WITHDRAWN = "withdrawn"


class Marks:
    """Which options are marked, by contest. The repr shows none of it."""

    __slots__ = ("_chosen", "_contests", "_withdrawn")

    def __init__(self, contests: Sequence[ManifestContest], withdrawn: Collection[str]) -> None:
        """Begin with an empty ballot.

        Args:
            contests: the contests in the order of the ballot.
            withdrawn: ids of options that cannot be chosen any more, wherever they are withdrawn.
        """
        self._contests = {contest.id: contest for contest in contests}
        self._withdrawn = frozenset(withdrawn) | {
            option.id for contest in contests for option in contest.options if option.withdrawn
        }
        self._chosen: dict[str, set[str]] = {contest.id: set() for contest in contests}

    def renewed(self, contests: Sequence[ManifestContest], withdrawn: Collection[str]) -> Marks:
        """The same marks on the ballot as it is now, without those on options that have withdrawn since."""
        marks = Marks(contests, withdrawn)
        for contest in contests:
            for option in self.chosen(contest.id):
                marks.touch(contest.id, option.id)
        return marks

    def touch(self, contest_id: str, option_id: str) -> Mark:
        """Mark the option, or take its mark away.

        Where one choice is allowed another mark moves; where several are, one too many is refused and nothing
        already marked is taken away.
        """
        chosen = self._chosen[contest_id]
        if option_id in self._withdrawn:
            return Mark.WITHDRAWN
        if option_id in chosen:
            chosen.remove(option_id)
            return Mark.REMOVED
        allowed = self._contests[contest_id].votes_allowed
        if allowed == 1 and chosen:
            chosen.clear()
            chosen.add(option_id)
            return Mark.CHANGED
        if len(chosen) >= allowed:
            return Mark.TOO_MANY
        chosen.add(option_id)
        return Mark.CHOSEN

    def withdrawn(self, option_id: str) -> bool:
        """Whether the option cannot be chosen any more."""
        return option_id in self._withdrawn

    def is_chosen(self, contest_id: str, option_id: str) -> bool:
        """Whether the option is marked."""
        return option_id in self._chosen[contest_id]

    def chosen(self, contest_id: str) -> tuple[ManifestOption, ...]:
        """The marked options in the order of the ballot."""
        chosen = self._chosen[contest_id]
        return tuple(option for option in self._contests[contest_id].options if option.id in chosen)

    def left(self, contest_id: str) -> int:
        """How many more may be marked."""
        return self._contests[contest_id].votes_allowed - len(self._chosen[contest_id])

    def selectable(self, contest_id: str) -> int:
        """How many options of the contest can be chosen."""
        return sum(option.id not in self._withdrawn for option in self._contests[contest_id].options)

    def complete(self, contest_id: str) -> bool:
        """Whether the contest may be left as it is: something is marked, or nothing is allowed."""
        return bool(self._chosen[contest_id]) or self._contests[contest_id].blank_allowed

    def selections(self) -> Mapping[str, frozenset[str]]:
        """All marks, for sealing."""
        return {contest_id: frozenset(chosen) for contest_id, chosen in self._chosen.items()}
