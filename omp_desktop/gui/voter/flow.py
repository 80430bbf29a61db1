"""The booth from one voter to the next: start, election, ballot, locked, out of order. No Qt.

Screens show what stands here and pass on what was touched; the work that is asked for is done elsewhere and
reports back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.places import BUSY, WATCHED, Failure, Greeting, Place, Stage, Work
from omp_desktop.services.voting import VotingService, VotingSession, WaitingPermit


class KioskFlow:
    """Where the booth is. Holds something of a voter only in `ballot`, which ends with the voter."""

    def __init__(self) -> None:
        """Begin at the start, with no permit known yet."""
        self.permits: tuple[WaitingPermit, ...] = ()
        self.ballot: VoterBallot | None = None
        self.wanted = False
        self._place = Place.START
        self._explained = False
        self._failure: Failure | None = None
        self._work: Work | None = None
        self._token = ""

    @property
    def place(self) -> Place:
        """What is to be shown."""
        return self._place if self.ballot is None else self.ballot.place

    @property
    def failure(self) -> Failure | None:
        """What went wrong, at FAILED."""
        return self._failure if self.ballot is None else self.ballot.failure

    @property
    def busy(self) -> bool:
        """Whether a result is on its way."""
        return self.place in BUSY

    @property
    def watched(self) -> bool:
        """Whether the booth asks, and then locks, when nobody touches it."""
        return self.place in WATCHED

    @property
    def next_permits(self) -> tuple[WaitingPermit, ...]:
        """At RECORDED: the elections in which the voter can still vote."""
        used = "" if self.ballot is None else self.ballot.token
        return tuple(permit for permit in self.permits if permit.token != used)

    def take_work(self) -> Work | None:
        """The work that the last step asked for, once."""
        work, self._work = self._work, None
        if work is None and self.ballot is not None:
            work, self.ballot.work = self.ballot.work, None
        return work

    def permits_seen(self, permits: Sequence[WaitingPermit], *, stop: OmpError | None = None) -> None:
        """What waits for this booth now, and why nobody can vote (None: they can).

        A voter who has touched the screen already begins at once.
        """
        if self.place is not Place.START:
            return
        self.permits = () if stop is not None else tuple(permits)
        if stop is not None:
            self.wanted = False
        elif self.wanted:
            self.start()

    def start(self) -> None:
        """The screen was touched. Without a permit the booth remembers it and begins by itself."""
        if self.place is not Place.START:
            return
        self.wanted = not self.permits
        self._to_ballot(self.permits)

    def greeting(self, stop: OmpError | None) -> Greeting:
        """What the start screen says."""
        if stop is not None:
            return Greeting.CLOSED
        if self.permits:
            return Greeting.READY
        return Greeting.WAITING if self.wanted else Greeting.DESK

    def stop_waiting(self) -> None:
        """Whoever touched the screen before there was a permit is gone."""
        self.wanted = False

    def choose_election(self, token: str) -> None:
        """Vote in the election of this permit first."""
        if self.place is Place.ELECTIONS:
            self._begin(token)

    def next_election(self) -> None:
        """Go on with the voter's next election; how to vote is not explained again."""
        if self.place is Place.RECORDED and self.next_permits:
            self.permits = self.next_permits
            self.ballot = None
            self._to_ballot(self.permits)

    def finish(self) -> None:
        """Back to the start, for the next voter; only where nothing of a vote can be lost."""
        if self.place in {Place.RECORDED, Place.LOOK_UP, Place.ELECTIONS} or self._not_begun():
            self._drop_voter(Place.START)

    def lock(self) -> None:
        """Nobody has answered: drop the choices; a sealed ballot becomes void; the permit stays valid."""
        if self.watched:
            self._drop_voter(Place.LOCKED)

    def break_down(self) -> None:
        """Something happened that the program does not know."""
        self._drop_voter(Place.OUT_OF_ORDER)

    def release(self) -> None:
        """An official has seen to it: start again. What was sealed and never cast becomes void."""
        if self.place in {Place.LOCKED, Place.OUT_OF_ORDER, Place.FAILED}:
            self._drop_voter(Place.START)
            self._clear(lambda service: service.sweep())

    def recover(self) -> None:
        """At the start of the program: make void whatever this booth sealed and did not cast."""
        if self.place is Place.START:
            self._clear(lambda service: service.recover())

    def look_up(self) -> None:
        """Somebody wants to look a confirmation code up."""
        if self.place is Place.START:
            self._drop_voter(Place.LOOK_UP)

    def _to_ballot(self, permits: tuple[WaitingPermit, ...]) -> None:
        if len(permits) == 1:
            self._begin(permits[0].token)
        elif permits:
            self._place = Place.ELECTIONS

    def _begin(self, token: str) -> None:
        self.wanted = False
        self._token = token
        self._place = Place.PREPARING
        self._work = Work(lambda service: service.begin(token), self._on_begun, self._on_begin_failed)

    def _on_begun(self, session: VotingSession) -> None:
        if self._place is Place.PREPARING:
            self.ballot = VoterBallot(self._token, session, explained=self._explained)
            self._explained = True

    def _on_begin_failed(self, error: OmpError) -> None:
        if self._place is Place.PREPARING:
            self._failure = Failure(Stage.BEGIN, error)
            self._place = Place.FAILED

    def _clear(self, run: Callable[[VotingService], object]) -> None:
        self._place = Place.PREPARING
        self._work = Work(run, self._on_recovered, self._on_recovery_failed)

    def _on_recovered(self, _: object) -> None:
        if self._place is Place.PREPARING:
            self._place = Place.START

    def _on_recovery_failed(self, error: OmpError) -> None:
        # A booth that cannot read or write its store takes nobody in.
        if self._place is Place.PREPARING:
            self._failure = Failure(Stage.BEGIN, error)
            self._place = Place.OUT_OF_ORDER

    def _not_begun(self) -> bool:
        return self.place is Place.FAILED and self.ballot is None

    def _drop_voter(self, place: Place) -> None:
        self._work = None if self.ballot is None else self.ballot.leave()
        self.ballot = None
        self.permits = ()
        self.wanted = False
        self._explained = False
        self._failure = None
        self._token = ""
        self._place = place
