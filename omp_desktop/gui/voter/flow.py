"""The booth from one voter to the next: start, election, ballot, locked, out of order. No Qt.

Screens show what stands here and pass on what was touched; the work that is asked for is done elsewhere and
reports back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.voter.arrivals import Arrivals
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.places import WATCHED, Failure, Place, Stage, Work
from omp_desktop.services.voting import VotingService, VotingSession, WaitingPermit

_ENDED_BY_OFFICIALS = frozenset({Place.LOCKED, Place.OUT_OF_ORDER, Place.FAILED})
_ENDED_BY_VOTERS = frozenset({Place.RECORDED, Place.LOOK_UP, Place.OWN_VOTE, Place.ELECTIONS})


class KioskFlow:
    """Where the booth is. Holds something of a voter only in `ballot`, which ends with the voter."""

    def __init__(self) -> None:
        """Begin at the start, with no permit known yet."""
        self.arrivals = Arrivals()
        self.ballot: VoterBallot | None = None
        self._place = Place.START
        self._explained = False
        self._failure: Failure | None = None
        self._work: Work | None = None

    @property
    def place(self) -> Place:
        """What is to be shown."""
        return self._place if self.ballot is None else self.ballot.place

    @property
    def failure(self) -> Failure | None:
        """What went wrong, at FAILED."""
        return self._failure if self.ballot is None else self.ballot.failure

    @property
    def permits(self) -> tuple[WaitingPermit, ...]:
        """At the start and at ELECTIONS: what can be voted with; at RECORDED: with what besides."""
        return self.arrivals.permits if self.ballot is None else self.arrivals.without(self.ballot.token)

    @property
    def watched(self) -> bool:
        """Whether the booth asks, and then locks, when nobody touches it."""
        return self.place in WATCHED

    def take_work(self) -> Work | None:
        """The work that the last step asked for, once."""
        work, self._work = self._work, None
        if work is None and self.ballot is not None:
            return self.ballot.take_work()
        return work

    def permits_seen(self, permits: Sequence[WaitingPermit], *, stop: OmpError | None = None) -> None:
        """What waits for this booth now, and why nobody can vote (None: they can).

        A voter who has touched the screen already begins at once.
        """
        if self.place is Place.START:
            self.arrivals.seen(permits, stop)
            if self.arrivals.wanted:
                self.start()

    def start(self) -> None:
        """The screen was touched. Without a permit the booth remembers it and begins by itself."""
        if self.place is Place.START:
            self._to_ballot(self.arrivals.touch())

    def choose_election(self, token: str) -> None:
        """Vote in the election of this permit first."""
        if self.place is Place.ELECTIONS:
            self._begin(token)

    def next_election(self) -> None:
        """Go on with the voter's next election; how to vote is not explained again."""
        if self.place is Place.RECORDED and self.permits:
            self.arrivals.seen(self.permits, None)
            self.ballot = None
            self._to_ballot(self.permits)

    def finish(self) -> None:
        """Back to the start, for the next voter; only where nothing of a vote can be lost."""
        not_begun = self.place is Place.FAILED and self.ballot is None
        if self.place in _ENDED_BY_VOTERS or not_begun:
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
        if self.place in _ENDED_BY_OFFICIALS:
            self._drop_voter(Place.START)
            self._clear(lambda service: service.sweep())

    def recover(self, *, out_of_order: bool = False) -> None:
        """At the start of the program: make void whatever this booth sealed and did not cast.

        A booth that was `out_of_order` when the program ended is so again, until an official sees to it.
        """
        if self.place is Place.START:
            self._clear(
                lambda service: service.recover(), Place.OUT_OF_ORDER if out_of_order else Place.START
            )

    def look_up(self) -> None:
        """Somebody wants to look a confirmation code up."""
        if self.place is Place.START:
            self._drop_voter(Place.LOOK_UP)

    def check_own_vote(self) -> None:
        """An official has let somebody see the own vote again."""
        if self.place is Place.START:
            self._drop_voter(Place.OWN_VOTE)

    def _to_ballot(self, permits: tuple[WaitingPermit, ...]) -> None:
        if len(permits) == 1:
            self._begin(permits[0].token)
        elif permits:
            self._place = Place.ELECTIONS

    def _begin(self, token: str) -> None:
        self.arrivals.wanted = False
        self._prepare(
            Work(
                lambda service: service.begin(token),
                lambda session: self._on_begun(token, session),
                self._on_begin_failed,
            )
        )

    def _clear(self, run: Callable[[VotingService], object], then: Place = Place.START) -> None:
        self._prepare(Work(run, lambda _: self._on_cleared(then), self._on_clearing_failed))

    def _prepare(self, work: Work) -> None:
        self._place = Place.PREPARING
        self._work = work

    def _on_begun(self, token: str, session: VotingSession) -> None:
        if self._place is Place.PREPARING:
            self.ballot = VoterBallot(token, session, explained=self._explained)
            self._explained = True

    def _on_cleared(self, then: Place) -> None:
        if self._place is Place.PREPARING:
            self._place = then

    def _on_begin_failed(self, error: OmpError) -> None:
        self._fail(Place.FAILED, error)

    def _on_clearing_failed(self, error: OmpError) -> None:
        # A booth that cannot write to its store takes nobody in.
        self._fail(Place.OUT_OF_ORDER, error)

    def _fail(self, place: Place, error: OmpError) -> None:
        if self._place is Place.PREPARING:
            self._failure = Failure(Stage.BEGIN, error)
            self._place = place

    def _drop_voter(self, place: Place) -> None:
        self._work = None if self.ballot is None else self.ballot.leave()
        self.ballot = None
        self.arrivals.forget()
        self._explained = False
        self._failure = None
        self._place = place
