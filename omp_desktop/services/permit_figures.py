"""How many permits were handed out, at this station and at those that were collected.

At this station every permit is known: one that was cancelled and issued again to the same voter was handed
out twice. Of another station the voters are known, and how far each of them is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from omp_desktop.domain.poll import PermitState
from omp_desktop.services.deliveries import Delivery
from omp_desktop.services.identity_counts import method_counts
from omp_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PermitFigures:
    """Permits handed out, and of them those that were cancelled and those that nobody used."""

    issued: int = 0
    cancelled: int = 0
    unused: int = 0


def permit_figures(uow: UnitOfWork, election_id: str, counted: Sequence[Delivery]) -> PermitFigures:
    """Of the stations that are counted; what was handed out is counted apart from what became of it."""
    others = [each for each in counted if not each.here]
    issued = sum(each.voted + each.issued + each.cancelled for each in others)
    cancelled = sum(each.cancelled for each in others)
    unused = sum(each.issued for each in others)
    if len(others) < len(counted):
        here = uow.permits.counts(election_id)
        issued += sum(method_counts(uow, election_id).values())
        cancelled += here[PermitState.CANCELLED]
        unused += here[PermitState.ISSUED]
    return PermitFigures(issued, cancelled, unused)
