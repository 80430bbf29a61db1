"""What the candidate's window works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from omp_desktop.domain.clock import Clock

if TYPE_CHECKING:
    from omp_desktop.services.access import AccessService
    from omp_desktop.services.candidates import CandidatesService
    from omp_desktop.services.elections import ElectionsService
    from omp_desktop.services.photos import PhotosService
    from omp_desktop.services.pledges import PledgesService
    from omp_desktop.services.polls import PollsService
    from omp_desktop.services.queue import QueueService
    from omp_desktop.sync.status import StatusBoard


@dataclass(frozen=True, slots=True)
class CandidateServices:
    """The use cases behind the candidate's window.

    Called on workers only: any of them may wait for the store.
    """

    clock: Clock
    access: AccessService
    elections: ElectionsService
    candidates: CandidatesService
    photos: PhotosService
    pledges: PledgesService
    polls: PollsService
    queue: QueueService
    board: StatusBoard
