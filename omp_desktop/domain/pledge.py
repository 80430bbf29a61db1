"""Pledges (공약) of candidates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from omp_desktop.domain.candidate_errors import PledgesFull, PledgesLocked
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.text import Field, clean_text, required_line

THEME_MAX = 20
TITLE_MAX = 60
DESCRIPTION_MAX = 500
PLEDGES_MAX = 20

_EDITABLE = frozenset({ElectionState.DRAFT, ElectionState.PUBLISHED})


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a candidate promises. `position` orders the pledges of one candidate, from 0."""

    id: str
    candidate_id: str
    theme: str
    title: str
    description: str
    position: int


def check_pledge(pledge: Pledge, existing: Sequence[Pledge] = ()) -> Pledge:
    """The pledge with its texts in their normal form; theme and title are needed, the description is not.

    `existing` are the candidate's pledges; the pledge itself may be among them. Raises PledgesFull,
    TextMissing, TextTooLong, TextForbidden.
    """
    others = sum(other.id != pledge.id for other in existing)
    if others >= PLEDGES_MAX:
        raise PledgesFull(limit=PLEDGES_MAX)
    return replace(
        pledge,
        theme=required_line(pledge.theme, limit=THEME_MAX, field=Field.THEME),
        title=required_line(pledge.title, limit=TITLE_MAX, field=Field.TITLE),
        description=clean_text(pledge.description, limit=DESCRIPTION_MAX, field=Field.DESCRIPTION),
    )


def check_pledges_editable(state: ElectionState) -> None:
    """Refuse changes once the polls have opened (PledgesLocked)."""
    if state not in _EDITABLE:
        raise PledgesLocked
