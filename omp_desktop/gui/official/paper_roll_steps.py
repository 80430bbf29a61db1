"""The voters list on paper: two people ask for it, or one is offered it when the store fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.paper_roll import RollHead
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.reason import ReasonQuestion, ask_reason
from omp_desktop.gui.official.roll_pages import RollPages
from omp_desktop.gui.official.roll_pdf import RollPdf
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonPage, TwoPersonStep
from omp_desktop.gui.widgets import Sheet
from omp_desktop.reports.paper_roll_sheet import RollOpened
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.session import OFFICIALS
from omp_desktop.store.faults import LATCHING

_ACTION = LocalText("종이 명부 열기", "open the voters list on paper")


class PaperRollSteps(TwoPersonPage):
    """A page from which voting can go on on paper."""

    view: PollView | None
    # That the store has failed was told; and it is told just now.
    _told = _offering = False

    def ask_paper_roll(self) -> None:
        """Why, by whom, and into which file."""
        if self.view is None:
            return
        question = ReasonQuestion(
            self.tr("Voters list on paper"),
            self.tr(
                "A PDF with everybody listed here and who got a permit. While people vote it is only as new "
                "as the hour, so that two of them never show who came between; suspend voting first for a "
                "complete one."
            ),
            (
                self.tr("The computers fail or have no power"),
                self.tr("The commission asked for voting on paper"),
            ),
            self.tr("Go on"),
        )
        ask_reason(self, question, self._ask_both)

    def show_error(self, error: OmpError) -> None:
        """Where the store has failed, with the list that was kept."""
        if not isinstance(error, LATCHING):
            super().show_error(error)
        elif not self._offering:
            self._told, self._offering = True, True
            self._offer(error).closed.connect(self._on_offer_closed)

    def store_trouble(self, error: OmpError) -> None:
        """Of what is read again and again by itself: a store that has failed is told once."""
        if not (self._told and isinstance(error, LATCHING)):
            self.show_error(error)

    def _on_offer_closed(self) -> None:
        self._offering = False

    def _offer(self, error: OmpError) -> Sheet:
        described = error.describe(language.of(self))
        paper = self.tr(
            "Voting can go on on paper: the voters list that was kept before can be opened by you alone, "
            "because no second PIN can be checked now."
        )
        return dialogs.confirm(
            self,
            described.text,
            f"{described.next_step}\n\n{paper}",
            accept=self.tr("Open the voters list on paper"),
            accepted=self._open_alone,
            kind="err",
        )

    def _ask_both(self, reason: str) -> None:
        step = TwoPersonStep(
            _ACTION,
            self.tr("Voters list on paper"),
            self.tr("Both of you answer for it: it holds names, birth dates and addresses."),
            OFFICIALS,
        )
        self.ask_two_people(step, lambda people: self._open(people, reason))

    def _open(self, people: TwoPeople, reason: str) -> None:
        if self.view is None:
            return
        roll, election_id = self.services.paper_roll, self.view.election.id
        opened = RollOpened((people.first.account.name, people.second.account.name), reason)
        job = self.work_long(
            lambda progress: roll.open_with_two(
                people.first, people.second, election_id, reason, progress.report, progress.is_cancelled
            ),
            lambda head: self._ask_where(head, opened),
        )
        dialogs.show_progress(self, self.tr("Reading the voters list"), job)

    def _open_alone(self) -> None:
        """Without the store: nothing of it is read, neither people nor polls."""
        roll, actor, election_id = self.services.paper_roll, self.session, self.election_id
        if election_id is None:
            return
        opened = RollOpened((actor.account.name,), store_failed=True)
        self.work(
            lambda: roll.open_without_store(actor, election_id),
            lambda head: self._ask_where(head, opened),
            super().show_error,
        )

    def _ask_where(self, head: RollHead, opened: RollOpened) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Save the voters list on paper"),
            "voters-list.pdf",
            self.tr("Pages (*.pdf)"),
            lambda path: self._write(path, head, opened),
        )

    def _write(self, path: Path, head: RollHead, opened: RollOpened) -> None:
        pages = RollPages(path, head, opened, language.of(self))
        refuse: Callable[[OmpError], None] = super().show_error
        try:
            pages.begin()
        except OmpError as error:
            refuse(error)
            return

        pdf = RollPdf(pages, self)

        def written(_: None) -> None:
            try:
                count = pages.finish()
            except OmpError as error:
                refuse(error)
                return
            self._say_written(path, count)

        def settled() -> None:
            pdf.stop()
            pages.abandon()
            pdf.deleteLater()

        job = self.work_long(
            lambda progress: pdf.feed(self.services.paper_roll.kept, progress),
            written,
            refuse,
            settled=settled,
        )
        dialogs.show_progress(self, self.tr("Writing the pages"), job)

    def _say_written(self, path: Path, pages: int) -> None:
        said = self.tr("%n pages", "", pages)
        then = self.tr(
            "Print the file, then delete it and empty the bin: it holds names, birth dates and addresses. "
            "Note in the incidents of the day when voting on paper began."
        )
        dialogs.show_message(
            self, self.tr("The voters list is saved"), f"{path}\n{said}\n\n{then}", kind="ok"
        )
