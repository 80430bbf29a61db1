"""One voter's way through one ballot: choose, review, seal, put in the ballot box. No Qt.

An event that does not fit the place does nothing: a second touch on a button that has acted is never a second
act. Dropping the object drops everything that is known of the voter.
"""

from __future__ import annotations

from collections.abc import Callable

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.manifest import ManifestContest
from omp_desktop.gui.voter.marks import Mark, Marks
from omp_desktop.gui.voter.places import Failure, Place, Stage, Work
from omp_desktop.services.voting import Outcome, Recorded, Sealed, VotingService, VotingSession


class VoterBallot:
    """State of one ballot from the first contest to recorded or not recorded.

    `setback` is an error that cost nothing: the place is the one before.
    """

    def __init__(self, token: str, session: VotingSession, *, explained: bool) -> None:
        """Begin.

        Args:
            token: the permit.
            session: the election as the service gave it.
            explained: the voter has already seen how to vote.
        """
        self.session = session
        self.marks = Marks(session.contests, session.withdrawn)
        self.place = Place.CONTEST if explained else Place.HOW_TO
        self.contest_index = 0
        self.failure: Failure | None = None
        self.work: Work | None = None
        self.setback: OmpError | None = None
        self._token = token
        self._returning = False
        self._sealed: Sealed | None = None

    @property
    def token(self) -> str:
        """The permit that this ballot uses up."""
        return self._token

    @property
    def contest(self) -> ManifestContest:
        """The contest that is shown."""
        return self.session.contests[self.contest_index]

    @property
    def code(self) -> str:
        """The confirmation code once the ballot is sealed, else empty."""
        return "" if self._sealed is None else self._sealed.code

    @property
    def changing(self) -> bool:
        """Whether the contest was opened from the review and leads straight back there."""
        return self._returning

    def understood(self) -> None:
        """How to vote was read."""
        if self.place is Place.HOW_TO:
            self.place = Place.CONTEST

    def touch(self, option_id: str) -> Mark | None:
        """Mark an option of this contest or take its mark away; None where nothing can be marked now."""
        if self.place is not Place.CONTEST:
            return None
        return self.marks.touch(self.contest.id, option_id)

    def forward(self) -> bool:
        """Go on from this contest. False: a choice is needed first."""
        if self.place is not Place.CONTEST:
            return True
        if not self.marks.complete(self.contest.id):
            return False
        if self._returning or self.contest_index + 1 == len(self.session.contests):
            self.place = Place.REVIEW
            self._returning = False
        else:
            self.contest_index += 1
        return True

    def back(self) -> bool:
        """One step back; every mark stays. False: a choice is needed first."""
        if self._returning:
            return self.forward()
        if self.place is Place.REVIEW:
            self.contest_index = len(self.session.contests) - 1
            self.place = Place.CONTEST
        elif self.place is Place.CONTEST and self.contest_index:
            self.contest_index -= 1
        elif self.place is Place.CONTEST:
            self.place = Place.HOW_TO
        return True

    def change(self, contest_index: int) -> None:
        """Choose again in one contest; going on leads straight back to the review."""
        if self.place is Place.REVIEW:
            self.contest_index = contest_index
            self.place = Place.CONTEST
            self._returning = True

    def seal(self) -> None:
        """Seal the ballot as it was reviewed."""
        if self.place is Place.REVIEW:
            self._ask_to_seal()

    def cast(self) -> None:
        """Put the sealed ballot in the ballot box."""
        if self.place is Place.SEALED:
            self._ask_to_cast()

    def unseal(self) -> None:
        """Go back from the sealed ballot, which becomes void; the marks stay."""
        if self.place is Place.SEALED:
            self.place = Place.UNSEALING
            self.setback = None
            self.work = Work(self._give_up(), self._on_given_up, self._on_unsealing_failed)

    def retry(self) -> None:
        """Try again what failed."""
        failure = self.failure
        if self.place is not Place.FAILED or failure is None or not failure.may_retry:
            return
        self.failure = None
        if failure.stage is Stage.SEAL:
            self._ask_to_seal()
        else:
            self._ask_for_outcome(self._on_outcome_before_retry)

    def take_setback(self) -> OmpError | None:
        """An error that cost nothing, once."""
        setback, self.setback = self.setback, None
        return setback

    def leave(self) -> Work | None:
        """End without casting. Returns the work that makes a sealed ballot void, if there is one."""
        if self._sealed is None or self.place is Place.RECORDED:
            return None
        return Work(self._give_up(), lambda _: None, lambda _: None)

    def _give_up(self) -> Callable[[VotingService], object]:
        token, ballot_id = self._token, self._ballot_id()
        return lambda service: service.give_up(token, ballot_id)

    def _ballot_id(self) -> str:
        if self._sealed is None:
            raise RuntimeError("there is no sealed ballot")
        return self._sealed.ballot_id

    def _ask_to_seal(self) -> None:
        self.place = Place.SEALING
        token, selections = self._token, self.marks.selections()
        self.work = Work(
            lambda service: service.seal(token, selections), self._on_sealed, self._on_seal_failed
        )

    def _on_sealed(self, sealed: Sealed) -> None:
        self._sealed = sealed
        self.place = Place.SEALED

    def _on_seal_failed(self, error: OmpError) -> None:
        self._fail_or_review(Failure(Stage.SEAL, error))

    def _ask_to_cast(self) -> None:
        self.place = Place.CASTING
        token, ballot_id = self._token, self._ballot_id()
        self.work = Work(
            lambda service: service.cast(token, ballot_id), self._on_recorded, self._on_cast_failed
        )

    def _on_recorded(self, _: Recorded) -> None:
        self.place = Place.RECORDED

    def _on_cast_failed(self, error: OmpError) -> None:
        # An error can arrive after the ballot was written down: only the store knows. Never a false answer.
        self._ask_for_outcome(lambda outcome: self._on_outcome_after(error, outcome))

    def _ask_for_outcome(self, then: Callable[[Outcome], None]) -> None:
        self.place = Place.CASTING
        token, ballot_id = self._token, self._ballot_id()
        self.work = Work(lambda service: service.outcome(token, ballot_id), then, self._on_outcome_unknown)

    def _on_outcome_after(self, error: OmpError, outcome: Outcome) -> None:
        if outcome is Outcome.RECORDED:
            self.place = Place.RECORDED
        else:
            self._fail_or_review(Failure(Stage.CAST, error))

    def _on_outcome_before_retry(self, outcome: Outcome) -> None:
        if outcome is Outcome.RECORDED:
            self.place = Place.RECORDED
        else:
            self._ask_to_cast()

    def _on_outcome_unknown(self, error: OmpError) -> None:
        self._fail(Failure(Stage.CAST, error, unsure=True))

    def _on_given_up(self, outcome: Outcome) -> None:
        if outcome is Outcome.RECORDED:
            self.place = Place.RECORDED
        else:
            self._sealed = None
            self.place = Place.REVIEW

    def _on_unsealing_failed(self, error: OmpError) -> None:
        # Still sealed, still valid: the voter can put it in the ballot box or try again.
        self.setback = error
        self.place = Place.SEALED

    def _fail_or_review(self, failure: Failure) -> None:
        if not failure.asks_to_review:
            self._fail(failure)
            return
        token = self._token
        self.place = Place.SEALING
        self.work = Work(
            lambda service: service.begin(token),
            lambda session: self._on_renewed(session, failure.error),
            lambda error: self._fail(Failure(failure.stage, error)),
        )

    def _on_renewed(self, session: VotingSession, why: OmpError) -> None:
        """The ballot as it is now; marks stay where they are still possible, and the voter is told."""
        self.session = session
        self.marks = self.marks.renewed(session.contests, session.withdrawn)
        self._sealed = None
        self.setback = why
        self.place = Place.REVIEW

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.place = Place.FAILED
