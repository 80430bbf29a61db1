"""What the booth is told. Tokens, ballot ids, receipts and choices have no representation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from omp_desktop.domain.amendment import PublishedPledge
from omp_desktop.domain.ballot import BallotStatus, Selections
from omp_desktop.domain.election import Election
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.manifest import ManifestContest, ManifestOption


class Outcome(Labelled):
    """What became of a cast whose answer was lost."""

    RECORDED = "recorded", "기록됨", "recorded"
    NOT_RECORDED = "not_recorded", "기록되지 않음", "not recorded"


@dataclass(frozen=True, slots=True)
class WaitingPermit:
    """A permit that can be voted with in this booth."""

    token: str = field(repr=False)
    election_id: str
    name: LocalText


@dataclass(frozen=True, slots=True)
class VotingSession:
    """What the voter is shown. `withdrawn`: options that cannot be chosen any more; pledges by option id."""

    token: str = field(repr=False)
    election: Election
    contests: tuple[ManifestContest, ...]
    withdrawn: frozenset[str]
    pledges: Mapping[str, tuple[PublishedPledge, ...]]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A ballot that is stored and can still be given up. `code` is the confirmation code as it is shown.

    `receipt_offered`: whether the voter may have a receipt for seeing the vote again.
    """

    ballot_id: str = field(repr=False)
    code: str
    receipt_offered: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """The ballot is in the box, on the disk. `receipt`: as it is shown, only for a voter who wanted one.

    `receipt_failed`: one was wanted and could not be given.
    """

    code: str
    receipt: str = field(default="", repr=False)
    receipt_failed: bool = False


@dataclass(frozen=True, slots=True)
class ShownContest:
    """A contest with what an opened ballot holds in it; `chosen` is empty for a blank one."""

    contest: ManifestContest
    chosen: tuple[ManifestOption, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedBallot:
    """A ballot that was sealed to test the machine, and what it holds. It is never counted."""

    code: str
    contests: tuple[ShownContest, ...]


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Whether a ballot of this confirmation code is here, and what became of it.

    `contests`: what a tested ballot held; empty for all others, which nobody opens.
    """

    found: bool
    status: BallotStatus | None = None
    contests: tuple[ShownContest, ...] = ()


def shown(contests: tuple[ManifestContest, ...], selections: Selections) -> tuple[ShownContest, ...]:
    """Choices as they are shown: each contest with its chosen options, in the order of the ballot."""
    return tuple(
        ShownContest(
            contest, tuple(option for option in contest.options if option.id in selections[contest.id])
        )
        for contest in contests
    )
