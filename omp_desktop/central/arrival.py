"""A batch inside the transaction that takes it, and what became of its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from omp_desktop.central.centre import Centre
from omp_desktop.record.authority import Published
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.refusals import ItemSetAside


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a lane needs to take the items. `barred`: why nothing new of this batch may have an effect.

    `by_commission`: signed by the device of the commission that published the election.
    """

    session: Session
    centre: Centre
    batch: Batch
    election: Published
    by_commission: bool
    at: str
    barred: type[ItemSetAside] | None = None

    @property
    def items(self) -> Sequence[bytes]:
        """The items as they came."""
        return [bytes(raw) for raw in self.batch.items]


@dataclass(slots=True)
class Outcome:
    """What became of the items, by their places; how the counts of the station change.

    `countersignature`, in hex, of a page that was taken.
    """

    n: int
    duplicates: set[int] = field(default_factory=set)
    set_aside: dict[int, type[ItemSetAside]] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    countersignature: str | None = None

    @property
    def accepted(self) -> int:
        """What is neither a duplicate nor set aside."""
        return self.n - len(self.duplicates) - len(self.set_aside)

    def set_all_aside(self, why: type[ItemSetAside]) -> None:
        """Every item that has no other reason yet."""
        for place in self.open_places():
            self.set_aside[place] = why

    def open_places(self) -> Iterator[int]:
        """The places of items that nothing is wrong with so far."""
        return (place for place in range(self.n) if place not in self.set_aside)
