"""Opening sums from the window: beginning, the trustees' shares, the two people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from omp_desktop.domain.election import TRANSITIONS, PollAction
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official.counting import CountingView, KeyWish
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonPage, TwoPersonStep
from omp_desktop.services.opening_status import OpeningStatus
from omp_desktop.services.results import ElectionResult, LiveResult
from omp_desktop.services.session import OFFICIALS, Session

T = TypeVar("T")
Opened = ElectionResult | LiveResult
_LIVE_STEP = LocalText("투표 중 개표", "open totals during the vote")


class OpeningStepsPage(TwoPersonPage):
    """A page on which sums are opened. A subclass says which kind, and shows what was opened."""

    kind = OpeningKind.FINAL

    def was_opened(self, result: Opened) -> None:
        """Two people opened the sums."""
        raise NotImplementedError

    def connect_counting(self, view: CountingView) -> None:
        """Once the view is there."""
        self.counting = view
        self.counting.key_given.connect(self._give_key)
        self.counting.share_taken.connect(lambda path: self._give_share(Path(path)))
        self.counting.request_wanted.connect(lambda path: self._save_request(Path(path)))
        self.counting.open_asked.connect(self._ask_two)

    def read_status(self) -> None:
        """Read how far the opening is, and show it."""
        election_id, kind = self._election(), self.kind
        openings = self.services.counting.openings
        self.work(lambda: openings.status(election_id, kind), self._show_status)

    def _election(self) -> str:
        if self.election_id is None:
            raise LookupError("no election is chosen")
        return self.election_id

    def _asked(self) -> tuple[Session, str, OpeningKind]:
        return self.session, self._election(), self.kind

    def _show_status(self, status: OpeningStatus) -> None:
        if status.kind is self.kind:
            self.counting.show_status(status)

    def _give_key(self, wish: KeyWish) -> None:
        openings, asked = self.services.counting.openings, self._asked()
        self._begin_and(lambda: openings.give_key(*asked, wish.key_file, wish.passphrase))

    def _give_share(self, path: Path) -> None:
        openings, asked = self.services.counting.openings, self._asked()
        self._begin_and(lambda: openings.give_share(*asked, path))

    def _save_request(self, path: Path) -> None:
        openings, asked = self.services.counting.openings, self._asked()

        def save() -> OpeningStatus:
            openings.export_request(*asked, path)
            return openings.status(*asked[1:])

        def saved(status: OpeningStatus) -> None:
            self._show_status(status)
            dialogs.show_message(self, self.tr("Saved"), str(path), kind="ok")

        self._begin_and(save, saved)

    def _begin_and(
        self, step: Callable[[], OpeningStatus], done: Callable[[OpeningStatus], None] | None = None
    ) -> None:
        """The first step of a trustee begins the opening; a later one finds it begun."""
        openings, asked = self.services.counting.openings, self._asked()

        def work(progress: tasks.Progress) -> OpeningStatus:
            openings.prepare(*asked, progress.report, progress.is_cancelled)
            return step()

        self._watch(work, done or self._show_status, self.tr("Comparing the sums with every ballot"))

    def _ask_two(self, confirm_small: bool) -> None:
        live = self.kind is OpeningKind.LIVE
        step = TwoPersonStep(
            _LIVE_STEP if live else PollAction.COUNT,
            self.tr("Open the totals") if live else self.tr("Open the count"),
            self.tr("Two people confirm that totals may be seen while voting goes on.")
            if live
            else self.tr("Two people confirm that the polls are closed and the count may be opened."),
            OFFICIALS if live else TRANSITIONS[PollAction.COUNT].roles,
        )
        self.ask_two_people(step, lambda people: self._open(people, confirm_small=confirm_small))

    def _open(self, people: TwoPeople, *, confirm_small: bool) -> None:
        counting, election_id, live = self.services.counting, self._election(), self.kind is OpeningKind.LIVE

        def work(progress: tasks.Progress) -> Opened:
            watch = (progress.report, progress.is_cancelled)
            if live:
                return counting.live.open(people.first, people.second, election_id, *watch)
            return counting.open(people.first, people.second, election_id, confirm_small, *watch)

        self._watch(work, self.was_opened, self.tr("Opening the sums"))

    def _watch(self, work: Callable[[tasks.Progress], T], done: Callable[[T], None], title: str) -> None:
        self.counting.set_busy(busy=True)
        job = self.work_long(work, done, self._refused, settled=lambda: self.counting.set_busy(busy=False))
        dialogs.show_progress(self, title, job)

    def _refused(self, error: OmpError) -> None:
        if not self.counting.refuse(error):
            self.show_error(error)
            self.read_status()
