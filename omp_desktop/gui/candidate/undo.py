"""What the candidate did since signing in, and how each step is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from omp_desktop.domain.pledge import Pledge
from omp_desktop.services.pledges import PledgesService
from omp_desktop.services.session import Session


class Did(Enum):
    """What was done to a pledge."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `pledge` as it was added, before it was changed, or as it was removed."""

    did: Did
    pledge: Pledge

    def take_back(self, pledges: PledgesService, actor: Session) -> Pledge:
        """Do the opposite: on a worker. Raises what `remove`, `change` and `restore` raise."""
        if self.did is Did.ADDED:
            return pledges.remove(actor, self.pledge.id)
        if self.did is Did.CHANGED:
            return pledges.change(actor, self.pledge)
        return pledges.restore(actor, self.pledge)
