"""What stands beside the steps of polling day: the readiness check and what is noted about the day."""

from __future__ import annotations

from omp_desktop.domain.election import Election
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.gui import dialogs
from omp_desktop.gui.official.readiness import Shown, find_surroundings, show_readiness
from omp_desktop.gui.official.remarks_view import RemarksView, show_remarks
from omp_desktop.gui.official.two_people import TwoPersonPage
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.readiness import Surroundings
from omp_desktop.services.readiness_errors import ReadinessMissing
from omp_desktop.services.readiness_report import ReadinessReport


class DayChecksPage(TwoPersonPage):
    """A page from which the station can be checked and the day written down."""

    view: PollView | None

    def changed(self) -> None:
        """Something was done: read everything anew."""
        raise NotImplementedError

    def check_readiness(self) -> None:
        """Look at everything that should be in order before the polls open, and show what was found."""
        if self.view is not None:
            find_surroundings(self, self.services, self._examine)

    def show_last_readiness(self) -> None:
        """Show the latest check; make one where there is none."""
        if self.view is None:
            return
        readiness, election = self.services.readiness, self.view.election

        def failed(error: OmpError) -> None:
            if isinstance(error, ReadinessMissing):
                self.check_readiness()
            else:
                self.show_error(error)

        self.work(
            lambda: readiness.last(election.id), lambda report: self._show_readiness(election, report), failed
        )

    def show_incidents(self) -> None:
        """What was noted about the day, to be added to and corrected."""
        if self.view is None:
            return
        view = RemarksView(self.services, (RemarkKind.INCIDENT,))
        view.show_election(self.session, self.view.election)
        show_remarks(
            self,
            view,
            self.tr("Incidents of polling day"),
            self.tr(
                "Note what was unusual: a disturbance, a fault, an objection. It goes into the polling "
                "record with the time and your name. Never write the name of a voter."
            ),
        )

    def _examine(self, around: Surroundings) -> None:
        if self.view is None or not self.isVisible():
            return
        readiness, election, actor = self.services.readiness, self.view.election, self.session

        def done(report: ReadinessReport) -> None:
            self._show_readiness(election, report)
            self.changed()

        job = self.work_long(
            lambda progress: readiness.check(actor, election.id, around, progress.is_cancelled), done
        )
        dialogs.show_progress(self, self.tr("Checking the station"), job)

    def _show_readiness(self, election: Election, report: ReadinessReport) -> None:
        def on_names(names: dict[str, str]) -> None:
            if not self.isVisible():
                # Whoever asked has locked the window, or looks at something else: it is kept all the same.
                return
            shown = Shown(report, election, names)
            show_readiness(self, shown, self.services.printing, self.check_readiness)

        access = self.services.access
        self.work(lambda: {account.id: account.name for account in access.accounts()}, on_names)
