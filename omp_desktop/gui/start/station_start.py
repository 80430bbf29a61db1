"""The first run of a polling station: it enrols, compares its fingerprint, and takes its election."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.gui.official.enrolment import EnrolmentForm
from omp_desktop.gui.start.first_run import Step, StepForm
from omp_desktop.gui.widgets import PushButton
from omp_desktop.services.centre import CentreService
from omp_desktop.services.packages import PackagesService
from omp_desktop.services.session import Session


class StationStart(StepForm):
    """The steps of the enrolment, with the way on to the official's window at any time."""

    ui = ("start", "station.ui")
    place = "start/station"
    done = Signal()

    enrolmentHost: QWidget
    goOnButton: PushButton

    def __init__(
        self,
        step: Step,
        centre: CentreService,
        packages: PackagesService,
        session: Session,
        parent: QWidget | None = None,
    ) -> None:
        """`session` is whoever made the first account."""
        super().__init__(step, parent)
        self.enrolment = EnrolmentForm(centre, packages, self.enrolmentHost)
        column = self.enrolmentHost.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.enrolment)
        self.enrolment.turned.connect(self._on_turned)
        self.goOnButton.clicked.connect(self.done)
        self.enrolment.show_for(session)

    def begin(self) -> None:
        """Once it is in its window: the focus stands at the first thing to do."""
        self.enrolment.form.codeEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_turned(self, ready: bool) -> None:
        """Once the election is here, going on is the next step."""
        self.goOnButton.kind = "primary" if ready else "secondary"
