"""Ballots: their states, and which choices make one."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from omp_desktop.domain.language import Labelled
from omp_desktop.domain.voting_errors import BlankNotAllowed, TooManyChoices, UnknownOption, WithdrawnChoice

if TYPE_CHECKING:
    from omp_desktop.domain.manifest import ManifestContest

Selections = Mapping[str, frozenset[str]]


class BallotStatus(Labelled):
    """What became of a sealed ballot; only CAST is counted."""

    COMMITTED = "committed", "봉함", "sealed"
    CAST = "cast", "투표함에 넣음", "cast"
    TESTED = "tested", "시험함", "tested"
    VOID = "void", "무효 처리", "void"


def check_selections(
    contests: "Sequence[ManifestContest]", selections: Selections, withdrawn: AbstractSet[str] = frozenset()
) -> None:
    """Refuse choices that are no ballot; a contest without an entry counts as nothing chosen.

    `withdrawn` are options withdrawn after publication. Raises UnknownOption, WithdrawnChoice,
    TooManyChoices, BlankNotAllowed; none of them says what was chosen.
    """
    if selections.keys() - {contest.id for contest in contests}:
        raise UnknownOption
    for contest in contests:
        _check_contest(contest, selections.get(contest.id, frozenset()), withdrawn)


def _check_contest(contest: "ManifestContest", chosen: AbstractSet[str], withdrawn: AbstractSet[str]) -> None:
    if chosen - {option.id for option in contest.options}:
        raise UnknownOption
    if chosen & (withdrawn | {option.id for option in contest.options if option.withdrawn}):
        raise WithdrawnChoice(title=contest.title)
    if len(chosen) > contest.votes_allowed:
        raise TooManyChoices(title=contest.title, limit=contest.votes_allowed)
    if not chosen and not contest.blank_allowed:
        raise BlankNotAllowed(title=contest.title)
