"""The permits that wait for a booth, and what its start screen therefore says. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.voter.places import Greeting
from omp_desktop.services.voting import WaitingPermit


class Arrivals:
    """Who can begin here. `wanted`: somebody has touched the screen before there was a permit.

    `letters`: voters without a permit can check in here themselves.
    """

    def __init__(self) -> None:
        """Begin with no permit known yet."""
        self.permits: tuple[WaitingPermit, ...] = ()
        self.wanted = False
        self.letters = False

    def seen(self, permits: Sequence[WaitingPermit], stop: OmpError | None, *, letters: bool = False) -> None:
        """What waits now, why nobody can vote (None: they can), and whether they can check in themselves."""
        self.permits = () if stop is not None else tuple(permits)
        self.letters = letters and stop is None
        if stop is not None:
            self.wanted = False

    def touch(self) -> tuple[WaitingPermit, ...]:
        """The screen was touched. Returns the permits to begin with; without one the touch is remembered."""
        self.wanted = not self.permits and not self.letters
        return self.permits

    def greeting(self, stop: OmpError | None) -> Greeting:
        """What the start screen says."""
        if stop is not None:
            return Greeting.CLOSED
        if self.permits:
            return Greeting.READY
        if self.letters:
            return Greeting.LETTER
        return Greeting.WAITING if self.wanted else Greeting.DESK

    def without(self, token: str) -> tuple[WaitingPermit, ...]:
        """The permits besides one that is used."""
        return tuple(permit for permit in self.permits if permit.token != token)

    def forget(self) -> None:
        """The voter is gone."""
        self.permits = ()
        self.wanted = False
