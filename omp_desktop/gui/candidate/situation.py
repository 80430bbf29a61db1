"""Everything that the candidate's window shows, read at one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from omp_desktop.domain.amendment import PublishedPledge
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.candidate_errors import PledgesLocked
from omp_desktop.domain.clock import Reading
from omp_desktop.domain.election import Contest, Election
from omp_desktop.domain.pledge import PLEDGES_MAX, Pledge, check_pledges_editable
from omp_desktop.gui.candidate.services import CandidateServices
from omp_desktop.services.pledges import CandidatePledges
from omp_desktop.services.session import Session


class PledgeState(Enum):
    """Where a saved pledge stands on its way to the voters."""

    PUBLISHED = "published"
    UNSENT = "unsent"
    UNPUBLISHED = "unpublished"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Situation:
    """The candidate signed in, their election with the hours in force, their pledges, the trusted time."""

    account_id: str
    candidate: Candidate
    election: Election
    standing: CandidatePledges
    reading: Reading

    @property
    def pledges(self) -> tuple[Pledge, ...]:
        """The pledges as they are kept here, in their order."""
        return self.standing.pledges

    @property
    def locked(self) -> bool:
        """Whether the polls have opened: nothing can be changed any more."""
        try:
            check_pledges_editable(self.election.state)
        except PledgesLocked:
            return True
        return False

    @property
    def full(self) -> bool:
        """Whether no pledge can be added any more."""
        return len(self.pledges) >= PLEDGES_MAX

    @property
    def contest(self) -> Contest | None:
        """What the candidate stands for."""
        return next((c for c in self.election.contests if c.id == self.candidate.contest_id), None)

    def pledge(self, pledge_id: str | None) -> Pledge | None:
        """The pledge with this id."""
        return next((p for p in self.pledges if p.id == pledge_id), None)

    def state(self, pledge: Pledge) -> PledgeState:
        """Published is what voters read word for word; after the opening nothing is published any more."""
        if as_published(pledge) in self.standing.published:
            return PledgeState.PUBLISHED
        if self.locked:
            return PledgeState.TOO_LATE
        return PledgeState.UNSENT if pledge.id in self.standing.unsent else PledgeState.UNPUBLISHED

    @property
    def still_public(self) -> int:
        """How many published texts are not kept here any more: deleted or changed since."""
        return left_over(self.pledges, self.standing.published)


def as_published(pledge: Pledge) -> PublishedPledge:
    """The pledge as voters would see it."""
    return PublishedPledge(pledge.theme, pledge.title, pledge.description)


def left_over(pledges: Sequence[Pledge], published: Sequence[PublishedPledge]) -> int:
    """How many of the published texts none of the pledges has."""
    return sum((Counter(published) - Counter(map(as_published, pledges))).values())


def read_situation(services: CandidateServices, session: Session) -> Situation:
    """Read it from the store: on a worker.

    Raises LookupError for an account that belongs to no candidate, RecordMissing when the candidate is gone.
    """
    candidate_id = session.account.candidate_id
    if candidate_id is None:
        raise LookupError("an account that belongs to no candidate")
    candidate = services.candidates.get(candidate_id)
    polls = services.polls.status(candidate.election_id)
    return Situation(
        account_id=session.account.id,
        candidate=candidate,
        election=polls.election,
        standing=services.pledges.standing(candidate_id),
        reading=polls.reading,
    )
