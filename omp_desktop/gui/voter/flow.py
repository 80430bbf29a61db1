"""The booth from one voter to the next: start, election, ballot, locked, out of order. No Qt.

Screens show what stands here and pass on what was touched; the work that is asked for is done elsewhere and
reports back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.voting_errors import PersonalCodeInvalid
from omp_desktop.gui.voter.arrivals import Arrivals
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.letter import CheckIn, Letter
from omp_desktop.gui.voter.places import WATCHED, Failure, Place, Stage, Work
from omp_desktop.services.self_check_in_errors import PersonalCodeWrong
from omp_desktop.services.voting import VotingService, VotingSession, WaitingPermit
from omp_desktop.store.errors import StoreBusy

_ENDED_BY_OFFICIALS = frozenset({Place.LOCKED, Place.OUT_OF_ORDER, Place.FAILED})
_ENDED_BY_VOTERS = frozenset(
    {Place.RECORDED, Place.LOOK_UP, Place.OWN_VOTE, Place.ELECTIONS, Place.CHECK_IN, Place.TO_DESK}
)
# The voter enters the letter again, or the same once more in a moment; everything else leads to the desk.
_TO_TRY_AGAIN = (PersonalCodeWrong, PersonalCodeInvalid, StoreBusy)


class KioskFlow:
    """Where the booth is. Holds something of a voter only in `ballot`, which ends with the voter.

    `refusal`: why the last self check-in led nowhere, at CHECK_IN and TO_DESK; `letters_entered`: how many
    were, each on a screen of its own.
    """

    def __init__(self, check_in: CheckIn | None = None) -> None:
        """Begin at the start, with no permit known yet.

        Args:
            check_in: where voters check in themselves; None where they cannot.
        """
        self.arrivals = Arrivals()
        self.refusal: OmpError | None = None
        self.letters_entered = 0
        self._told = True
        self._check_in = check_in
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

    def take_setback(self) -> OmpError | None:
        """What did not work and is to be said once: to a voter with a ballot, or one who enters a letter."""
        if self.ballot is not None:
            return self.ballot.take_setback()
        if self.place is not Place.CHECK_IN or self._told:
            return None
        self._told = True
        return self.refusal

    def permits_seen(
        self, permits: Sequence[WaitingPermit], *, stop: OmpError | None = None, letters: bool = False
    ) -> None:
        """What waits for this booth now, why nobody can vote (None: they can), whether letters serve here.

        A voter who has touched the screen already begins at once.
        """
        if self.place is Place.START:
            self.arrivals.seen(permits, stop, letters=letters and self._check_in is not None)
            if self.arrivals.wanted:
                self.start()

    def start(self) -> None:
        """The screen was touched. Without a permit the booth asks for the letter where that serves.

        Else it remembers the touch and begins by itself.
        """
        if self.place is Place.START:
            permits = self.arrivals.touch()
            if permits or not self.arrivals.letters:
                self._to_ballot(permits)
            else:
                self._place = Place.CHECK_IN

    def check_in(self, letter: Letter) -> None:
        """A voter has entered the letter."""
        if self.place is Place.CHECK_IN and self._check_in is not None:
            asked = self._check_in
            self.refusal = None
            self.letters_entered += 1
            self._prepare(
                Work(
                    lambda _: asked.check_in(letter.number, letter.code),
                    self._on_checked_in,
                    self._on_not_checked_in,
                )
            )

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
            left = self._check_in is not None and bool(self.permits)
            self._drop_voter(Place.START)
            if left:
                self._clear(lambda _: self._give_back())

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
            self._clear(self._sweep)

    def recover(self, *, out_of_order: bool = False) -> None:
        """At the start of the program: make void whatever this booth sealed and did not cast.

        A booth that was `out_of_order` when the program ended is so again, until an official sees to it.
        """
        if self.place is Place.START:
            self._clear(self._recover, Place.OUT_OF_ORDER if out_of_order else Place.START)

    def look_up(self) -> None:
        """Somebody wants to look a confirmation code up."""
        if self.place is Place.START:
            self._drop_voter(Place.LOOK_UP)

    def check_own_vote(self) -> None:
        """An official has let somebody see the own vote again."""
        if self.place is Place.START:
            self._drop_voter(Place.OWN_VOTE)

    def _recover(self, service: VotingService) -> None:
        service.recover()
        self._give_back()

    def _sweep(self, service: VotingService) -> None:
        service.sweep()
        self._give_back()

    def _give_back(self) -> None:
        """What a voter took with a letter ends with the voter: the next one must not find it."""
        if self._check_in is not None:
            self._check_in.give_back()

    def _on_checked_in(self, permits: Sequence[WaitingPermit]) -> None:
        if self._place is Place.PREPARING:
            self.arrivals.seen(permits, None)
            self._to_ballot(self.arrivals.permits)

    def _on_not_checked_in(self, error: OmpError) -> None:
        if self._place is Place.PREPARING:
            _forget_frames(error)
            self.refusal, self._told = error, False
            self._place = Place.CHECK_IN if isinstance(error, _TO_TRY_AGAIN) else Place.TO_DESK

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
        self.refusal = None
        self._place = place


def _forget_frames(error: BaseException) -> None:
    """An error that is kept for its words must not keep the frames of its traceback: they hold the letter."""
    chain: BaseException | None = error
    while chain is not None:
        chain.__traceback__ = None
        chain = chain.__cause__ or chain.__context__
