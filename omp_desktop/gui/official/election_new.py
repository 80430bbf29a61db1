"""The sheet that makes a new draft."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.definition import ElectionDefinition
from omp_desktop.domain.election import Election
from omp_desktop.domain.election_errors import TimezoneUnknown
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.time_zones import fill_zones
from omp_desktop.gui.widgets import ComboBox, Field, LineEdit, PushButton
from omp_desktop.services.elections import ElectionsService
from omp_desktop.services.session import Session


class NewElection(Form):
    """Name and time zone; everything else comes on the tabs of the draft."""

    ui = ("official", "election_new.ui")
    created = Signal(str)

    koField: Field
    koEdit: LineEdit
    enEdit: LineEdit
    zoneField: Field
    zoneBox: ComboBox
    cancelButton: PushButton
    createButton: PushButton

    def __init__(self, elections: ElectionsService, session: Session, parent: QWidget | None = None) -> None:
        self._elections, self._session = elections, session
        super().__init__(parent)
        fill_zones(self.zoneBox)
        self._errors = InlineErrors(self, {TextField.ELECTION: self.koField, TimezoneUnknown: self.zoneField})
        self.createButton.clicked.connect(self._create)
        for edit in (self.koEdit, self.enEdit):
            edit.returnPressed.connect(self._create)

    def _create(self) -> None:
        if not self.createButton.isEnabled():
            return
        self._errors.clear()
        definition = ElectionDefinition(
            name=LocalText(self.koEdit.text(), self.enEdit.text()),
            timezone=self.zoneBox.currentText(),
            windows=(),
            contests=(),
        )
        service, session = self._elections, self._session
        self.createButton.setEnabled(False)
        self.work(
            lambda: service.create(session, definition),
            self._on_created,
            self._errors.show,
            settled=lambda: self.createButton.setEnabled(True),
        )

    def _on_created(self, election: Election) -> None:
        self.created.emit(election.id)
