"""From the reviewed choices to recorded, tested or not recorded, and what goes wrong in between. No Qt."""

from __future__ import annotations

from collections.abc import Callable

from omp_desktop.crypto.errors import NonceDoesNotFit
from omp_desktop.domain.ballot import Selections
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.voter.places import Failure, Place, Stage, Work
from omp_desktop.services.voting import OpenedBallot, Outcome, Recorded, Sealed, VotingService, VotingSession


class Casting:
    """The two transactions of one ballot, and how they end.

    `place` is None while choices can still be changed. `work` is what is to be asked of the service next.
    `recorded` and `tested` are what came of it. `receipt_wanted`: the voter's answer, for this vote only.
    """

    def __init__(self, token: str, renewed: Callable[[VotingSession, OmpError], None]) -> None:
        """Begin with nothing sealed.

        Args:
            token: the permit.
            renewed: told the election anew, with the error that made it necessary; choices can change again.
        """
        self.place: Place | None = None
        self.work: Work | None = None
        self.failure: Failure | None = None
        self.setback: OmpError | None = None
        self.receipt_wanted = False
        self.recorded: Recorded | None = None
        self.tested: OpenedBallot | None = None
        self._token = token
        self._renewed = renewed
        self._selections: Selections = {}
        self._sealed: Sealed | None = None

    @property
    def code(self) -> str:
        """The confirmation code once the ballot is sealed, else empty."""
        return "" if self._sealed is None else self._sealed.code

    @property
    def receipt_offered(self) -> bool:
        """Whether the voter may have a receipt for the sealed ballot."""
        return self._sealed is not None and self._sealed.receipt_offered

    def seal(self, selections: Selections) -> None:
        """Seal these choices."""
        self._selections = selections
        self._ask_to_seal()

    def cast(self) -> None:
        """Put the sealed ballot in the ballot box; elsewhere nothing happens."""
        if self.place is Place.SEALED:
            self._ask_to_cast()

    def unseal(self) -> None:
        """Go back from the sealed ballot, which becomes void."""
        if self.place is Place.SEALED:
            self.place = Place.UNSEALING
            self.setback = None
            self.work = Work(self._give_up(), self._on_given_up, self._on_unsealing_failed)

    def test(self) -> None:
        """Have the sealed ballot opened, to see what the machine made of the choices."""
        if self.place is Place.SEALED:
            self.place = Place.TESTING
            self.setback = None
            token, ballot_id = self._token, self._ballot_id()
            self.work = Work(
                lambda service: service.test(token, ballot_id), self._on_tested, self._on_test_failed
            )

    def resume(self) -> None:
        """Back to the choices after a test."""
        if self.place is Place.TESTED:
            self.tested = None
            self.place = None

    def retry(self) -> None:
        """Try again what failed; whether it had succeeded after all is asked first."""
        failure = self.failure
        if self.place is not Place.FAILED or failure is None or not failure.may_retry:
            return
        self.failure = None
        if failure.stage is Stage.SEAL:
            self._ask_to_seal()
        else:
            self._ask_for_outcome(self._on_outcome_before_retry)

    def leave(self) -> Work | None:
        """End without casting. Returns the work that makes a sealed ballot void, if there is one."""
        if self._sealed is None or self.place is Place.RECORDED:
            return None
        token, ballot_id = self._token, self._ballot_id()
        return Work(lambda service: service.abandon(token, ballot_id), lambda _: None, lambda _: None)

    def _give_up(self) -> Callable[[VotingService], object]:
        token, ballot_id = self._token, self._ballot_id()
        return lambda service: service.give_up(token, ballot_id)

    def _ballot_id(self) -> str:
        if self._sealed is None:
            raise RuntimeError("there is no sealed ballot")
        return self._sealed.ballot_id

    def _ask_to_seal(self) -> None:
        self.place = Place.SEALING
        token, selections = self._token, self._selections
        self.work = Work(
            lambda service: service.seal(token, selections), self._on_sealed, self._on_seal_failed
        )

    def _on_sealed(self, sealed: Sealed) -> None:
        self._selections = {}
        self._sealed = sealed
        self.place = Place.SEALED

    def _on_seal_failed(self, error: OmpError) -> None:
        self._fail_or_review(Failure(Stage.SEAL, error))

    def _ask_to_cast(self) -> None:
        self.place = Place.CASTING
        self.work = Work(self._cast(), self._on_recorded, self._on_cast_failed)

    def _cast(self) -> Callable[[VotingService], Recorded]:
        token, ballot_id, wanted = self._token, self._ballot_id(), self.receipt_wanted
        return lambda service: service.cast(token, ballot_id, receipt_wanted=wanted)

    def _on_recorded(self, recorded: Recorded) -> None:
        self.recorded = recorded
        self.place = Place.RECORDED

    def _on_tested(self, tested: OpenedBallot) -> None:
        self._sealed = None
        self.tested = tested
        self.place = Place.TESTED

    def _on_test_failed(self, error: OmpError) -> None:
        failure = Failure(Stage.TEST, error)
        if isinstance(error, NonceDoesNotFit):
            self._fail(failure)
        elif failure.asks_to_review:
            self._fail_or_review(failure)
        else:
            # Still sealed or tested already: a second try finds out, and nothing is cast without being asked.
            self.setback = error
            self.place = Place.SEALED

    def _finish(self) -> None:
        """In the box, but the answer was lost: fetches the receipt, and drops what is secret."""
        cast, wanted = self._cast(), self.receipt_wanted

        def finish(service: VotingService) -> Recorded:
            try:
                return cast(service)
            finally:
                service.forget()

        without = Recorded(self.code, receipt_failed=wanted)
        self.place = Place.CASTING
        self.work = Work(finish, self._on_recorded, lambda _: self._on_recorded(without))

    def _on_cast_failed(self, error: OmpError) -> None:
        # An error can arrive after the ballot was written down: only the store knows. Never a false answer.
        self._ask_for_outcome(lambda outcome: self._on_outcome_after(error, outcome))

    def _ask_for_outcome(self, then: Callable[[Outcome], None]) -> None:
        self.place = Place.CASTING
        token, ballot_id = self._token, self._ballot_id()
        self.work = Work(lambda service: service.outcome(token, ballot_id), then, self._on_outcome_unknown)

    def _on_outcome_after(self, error: OmpError, outcome: Outcome) -> None:
        if outcome is Outcome.RECORDED:
            self._finish()
        else:
            self._fail_or_review(Failure(Stage.CAST, error))

    def _on_outcome_before_retry(self, outcome: Outcome) -> None:
        if outcome is Outcome.RECORDED:
            self._finish()
        else:
            self._ask_to_cast()

    def _on_outcome_unknown(self, error: OmpError) -> None:
        self._fail(Failure(Stage.CAST, error, unsure=True))

    def _on_given_up(self, outcome: Outcome) -> None:
        if outcome is Outcome.RECORDED:
            self._finish()
        else:
            self._sealed = None
            self.place = None

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
        self._sealed = None
        self._selections = {}
        self.setback = why
        self.place = None
        self._renewed(session, why)

    def _fail(self, failure: Failure) -> None:
        self.failure = failure
        self.place = Place.FAILED
