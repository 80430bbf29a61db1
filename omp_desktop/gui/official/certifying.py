"""Certifying on the page of the results: looking, two people, and the report of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import shiboken6

from omp_desktop.domain.election import TRANSITIONS, PollAction
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.gui import tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.certify import CertifyForm, open_certify
from omp_desktop.gui.official.poll_report import show_report
from omp_desktop.gui.official.remarks_view import RemarksView, show_remarks
from omp_desktop.gui.official.results_saving import ResultsSaving
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonStep
from omp_desktop.gui.official.words import zone
from omp_desktop.gui.widgets import Notice, PushButton, Sheet
from omp_desktop.services.certificate import Certificate
from omp_desktop.services.certification import Look
from omp_desktop.services.certification_errors import LookAgain
from omp_desktop.services.poll_reports import PollReport, ReportKind
from omp_desktop.services.poll_view import PollView

_REMARKS = (RemarkKind.COUNT, RemarkKind.PAPER_ISSUED, RemarkKind.PAPER_CAST)


class CertifyingPage(ResultsSaving):
    """A page with a result that can be certified, and remarks on the count."""

    remarksButton: PushButton
    whyNotice: Notice
    _view: PollView | None

    def connect_certifying(self) -> None:
        """Once the parts of the page are there."""
        self.remarksButton.clicked.connect(self._show_remarks)

    def certify(self) -> None:
        """Look at everything that has to agree, and certify it."""
        self.whyNotice.text = self.tr("Looking at everything that has to agree …")
        self.whyNotice.buttonText = ""
        # Afterwards it says again what comes next.
        self._look_at_lines(self, self._show_look, self.retranslate)

    def show_certificate(self, certificate: Certificate) -> None:
        """What was certified, with the report of it."""
        if self._view is None:
            return
        form = CertifyForm(certificate, zone(self._view.election.timezone), self)
        form.report_asked.connect(self._show_certification)
        open_certify(self, form)

    def _look_at_lines(self, asking: Form, then: Callable[[Look], None], settled: Callable[[], None]) -> None:
        """Asks the centre too, where there is one: it may take a while. `asking` may be gone by then."""
        service, election_id = self.services.certification, self._election()
        asking.work(lambda: service.look(election_id), then, lane=tasks.LONG, settled=settled)

    def _look_again(self, form: CertifyForm) -> None:
        if not shiboken6.isValid(form):
            return
        form.set_looking(looking=True)
        self._look_at_lines(form, form.show_look, lambda: form.set_looking(looking=False))

    def _show_look(self, look: Look) -> None:
        # Somebody may have gone elsewhere, or to another election, while the centre was asked.
        view = self._view
        if view is None or view.election.id != look.election_id or not self.isVisible():
            return
        form = CertifyForm(look, zone(view.election.timezone), self)
        form.again_asked.connect(lambda: self._look_again(form))
        sheet = open_certify(self, form)
        form.certify_asked.connect(lambda reason: self._ask_certifiers(form, sheet, reason))

    def _ask_certifiers(self, form: CertifyForm, sheet: Sheet, reason: str) -> None:
        step = TwoPersonStep(
            PollAction.CERTIFY,
            self.tr("Certify the result"),
            self.tr(
                "Both of you have looked at every line. The result is final after this and is marked as "
                "certified everywhere."
            ),
            TRANSITIONS[PollAction.CERTIFY].roles,
        )
        self.ask_two_people(step, lambda people: self._certify_with(form, sheet, people, reason))

    def _certify_with(self, form: CertifyForm, sheet: Sheet, people: TwoPeople, reason: str) -> None:
        service, look = self.services.certification, form.look
        if look is None:
            return

        def done(certificate: Certificate) -> None:
            del certificate
            sheet.close_sheet()
            self.refresh_needed.emit()
            self.refresh()
            self._show_certification()

        def failed(error: OmpError) -> None:
            self.show_error(error)
            if isinstance(error, LookAgain):
                self._look_again(form)

        self.work(lambda: service.certify(people.first, people.second, look, reason), done, failed)

    def _show_certification(self) -> None:
        services, election_id = self.services, self._election()

        def read() -> tuple[PollReport, Mapping[str, str]]:
            report = services.polls.report(election_id, ReportKind.CERTIFIED)
            return report, services.remarks.names()

        def show(found: tuple[PollReport, Mapping[str, str]]) -> None:
            if not self.isVisible():
                return
            election = None if self._view is None else self._view.election
            show_report(self, *found, election, services.printing)

        self.work(read, show)

    def _show_remarks(self) -> None:
        if self._view is None:
            return
        view = RemarksView(self.services, _REMARKS)
        show_remarks(
            self,
            view,
            self.tr("Remarks on the count"),
            self.tr(
                "What the count sheet is to say besides the figures. Where paper ballots were used, note how "
                "many were handed out and how many were in the box: they are counted by people and are not "
                "in these totals."
            ),
        )
        view.show_election(self.session, self._view.election)
