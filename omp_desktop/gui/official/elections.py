"""Elections: the list, a new one, and the set-up of the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from omp_desktop.domain.election import Election
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.import_errors import ProblemsFound
from omp_desktop.domain.imports import ImportPreview
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.election_editor import ElectionEditor
from omp_desktop.gui.official.election_new import NewElection
from omp_desktop.gui.official.elections_list import ElectionsList
from omp_desktop.gui.official.import_preview import open_problems
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonPage, TwoPersonStep
from omp_desktop.gui.widgets import Sheet
from omp_desktop.services.elections import read_definition
from omp_desktop.services.session import Session


class ElectionsPage(TwoPersonPage):
    """Sets elections up: the list, and the tabs of the one that was opened."""

    ui = ("official", "elections.ui")
    key = "elections"
    icon = "list-checks"

    views: QStackedWidget

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._opened = False
        super().__init__(services, parent)
        self.list = ElectionsList(self.views)
        self.editor = ElectionEditor(services, self.views)
        self.views.addWidget(self.list)
        self.views.addWidget(self.editor)
        self.list.chosen.connect(self.open_election)
        self.list.new_wanted.connect(self._ask_new)
        self.list.file_wanted.connect(self._ask_file)
        self.editor.list_wanted.connect(self._show_list)
        self.editor.removed.connect(self._on_removed)
        self.editor.refresh_needed.connect(self.refresh_needed)
        self.editor.two_people_wanted.connect(self._on_two_people_wanted)
        self.editor.connection_wanted.connect(lambda: self.page_wanted.emit("settings/centre"))

    def title(self) -> str:
        return self.tr("Elections")

    def help_text(self) -> str:
        return self.tr(
            "Register an election, then go through its tabs. The overview lists what is still to do before "
            "it "
            "can be published; publishing fixes names, hours, rules and the key of the count."
        )

    def entered(self, session: Session, election_id: str | None) -> None:
        """Show the election that the window works on if one was opened here, else the list."""
        if self._opened and election_id is not None:
            self.editor.open_election(session, election_id)
        else:
            self._show_list()

    def open_election(self, election_id: str) -> None:
        """Open an election's tabs, and let the whole window work on it."""
        self._opened = True
        self.views.setCurrentWidget(self.editor)
        if election_id == self.election_id:
            self.editor.open_election(self.session, election_id)
        else:
            # The window enters this page again with it.
            self.election_wanted.emit(election_id)

    def _show_list(self) -> None:
        self._opened = False
        self.views.setCurrentWidget(self.list)
        self.work(self.services.elections.all, self.list.set_elections)

    def _on_removed(self) -> None:
        self._show_list()
        self.refresh_needed.emit()

    def _on_created(self, election_id: str) -> None:
        self.refresh_needed.emit()
        self.open_election(election_id)

    def _ask_new(self) -> None:
        form = NewElection(self.services.elections, self.session, self)
        sheet = Sheet(form, self.tr("New election"))
        form.cancelButton.clicked.connect(sheet.close_sheet)

        def on_created(election_id: str) -> None:
            sheet.close_sheet()
            self._on_created(election_id)

        form.created.connect(on_created)
        sheet.open_over(self)
        form.koEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_file(self) -> None:
        file_choice.ask_file(
            self,
            self.tr("Open a definition file"),
            self.tr("Definition of an election (*.toml)"),
            self._take_file,
        )

    def _take_file(self, path: Path) -> None:
        service, session = self.services.elections, self.session

        def create() -> Election:
            return service.create(session, read_definition(path))

        self.work(
            create,
            lambda election: self._on_created(election.id),
            lambda error: self._on_file_refused(path, error),
        )

    def _on_file_refused(self, path: Path, error: OmpError) -> None:
        if isinstance(error, ProblemsFound):
            # Nothing of a definition can be skipped: every problem stands for the whole file.
            preview = ImportPreview(len(error.problems), 0, error.problems, whole_file=True)
            open_problems(self, path.name, preview)
        else:
            self.show_error(error)

    def _on_two_people_wanted(self, step: object, confirmed: object) -> None:
        # Signals carry plain objects; the tab sends exactly these two.
        if isinstance(step, TwoPersonStep):
            self.ask_two_people(step, cast("Callable[[TwoPeople], object]", confirmed))
