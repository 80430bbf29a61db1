"""One voter's way through one ballot: how to vote, contests, review, then sealing and casting. No Qt.

An event that does not fit the place does nothing: a second touch on a button that has acted is never a second
act. Dropping the object drops everything that is known of the voter.
"""

from __future__ import annotations

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.manifest import ManifestContest
from omp_desktop.gui.voter.casting import Casting
from omp_desktop.gui.voter.marks import Mark, Marks
from omp_desktop.gui.voter.places import Failure, Place, Work
from omp_desktop.services.voting import OpenedBallot, Recorded, VotingSession


class VoterBallot:
    """State of one ballot from the first contest to recorded or not recorded."""

    def __init__(self, token: str, session: VotingSession, *, explained: bool) -> None:
        """Begin.

        Args:
            token: the permit.
            session: the election as the service gave it.
            explained: the voter has already seen how to vote.
        """
        self.token = token
        self.session = session
        self.marks = Marks(session.contests, session.withdrawn)
        self.contest_index = 0
        # Whether the contest was opened from the review and leads straight back there.
        self.changing = False
        # Whether every choice has been on the screen at the review, which may take several pages.
        self.reviewed = False
        self._choosing = Place.CONTEST if explained else Place.HOW_TO
        self._casting = Casting(token, self._on_renewed)

    @property
    def place(self) -> Place:
        """What is to be shown."""
        return self._casting.place or self._choosing

    @property
    def contest(self) -> ManifestContest:
        """The contest that is shown."""
        return self.session.contests[self.contest_index]

    @property
    def code(self) -> str:
        """The confirmation code once the ballot is sealed, else empty."""
        return self._casting.code

    @property
    def receipt_offered(self) -> bool:
        """Whether the voter may have a receipt for the sealed ballot."""
        return self._casting.receipt_offered

    @property
    def receipt_wanted(self) -> bool:
        """Whether the voter asked for one."""
        return self._casting.receipt_wanted

    @property
    def recorded(self) -> Recorded | None:
        """What came of the cast, at RECORDED."""
        return self._casting.recorded

    @property
    def tested(self) -> OpenedBallot | None:
        """What the machine had encrypted, at TESTED."""
        return self._casting.tested

    @property
    def failure(self) -> Failure | None:
        """What went wrong, at FAILED."""
        return self._casting.failure

    def take_work(self) -> Work | None:
        """The work that the last step asked for, once."""
        work, self._casting.work = self._casting.work, None
        return work

    def take_setback(self) -> OmpError | None:
        """An error that cost nothing but has to be said, once."""
        setback, self._casting.setback = self._casting.setback, None
        return setback

    def understood(self) -> None:
        """How to vote was read."""
        if self.place is Place.HOW_TO:
            self._choosing = Place.CONTEST

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
        if self.changing or self.contest_index + 1 == len(self.session.contests):
            self._choosing = Place.REVIEW
            self.changing = False
        else:
            self.contest_index += 1
        return True

    def back(self) -> bool:
        """One step back; every mark stays. False: a choice is needed first."""
        if self.changing:
            return self.forward()
        if self.place is Place.REVIEW:
            self.contest_index = len(self.session.contests) - 1
            self._choosing = Place.CONTEST
        elif self.place is Place.CONTEST and self.contest_index:
            self.contest_index -= 1
        elif self.place is Place.CONTEST:
            self._choosing = Place.HOW_TO
        return True

    def change(self, contest_index: int) -> None:
        """Choose again in one contest; going on leads straight back to the review."""
        if self.place is Place.REVIEW:
            self.contest_index = contest_index
            self._choosing = Place.CONTEST
            self.changing = True

    def seal(self) -> None:
        """Seal the ballot as it was reviewed."""
        if self.place is Place.REVIEW:
            self._casting.seal(self.marks.selections())

    def cast(self) -> None:
        """Put the sealed ballot in the ballot box."""
        self._casting.cast()

    def want_receipt(self, *, wanted: bool) -> None:
        """Ask for a receipt, or do without it."""
        self._casting.receipt_wanted = wanted

    def test(self) -> None:
        """Have the sealed ballot opened instead, to see what the machine encrypted."""
        self._casting.test()

    def resume(self) -> None:
        """Back to the choices after a test; all marks are kept."""
        self._casting.resume()

    def unseal(self) -> None:
        """Go back from the sealed ballot, which becomes void; the marks stay."""
        self._casting.unseal()

    def retry(self) -> None:
        """Try again what failed."""
        self._casting.retry()

    def leave(self) -> Work | None:
        """End without casting. Returns the work that makes a sealed ballot void, if there is one."""
        return self._casting.leave()

    def _on_renewed(self, session: VotingSession, _: OmpError) -> None:
        """The election as it is now; marks stay where they are still possible."""
        self.session = session
        self.marks = self.marks.renewed(session.contests, session.withdrawn)
        self.reviewed = False
        self._choosing = Place.REVIEW
