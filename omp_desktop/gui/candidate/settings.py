"""The candidate's settings: language of the window, and their PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language
from omp_desktop.gui.candidate.page import CandidatePage
from omp_desktop.gui.candidate.services import CandidateServices
from omp_desktop.gui.official.sign_in import LANGUAGE_NAMES
from omp_desktop.gui.widgets import Field, LineEdit, Notice, PushButton, SegmentedButtons
from omp_desktop.services.access_errors import LockedOut, WrongPin


class CandidateSettingsPage(CandidatePage):
    """Two cards: language, PIN."""

    ui = ("candidate", "settings.ui")
    key = "settings"
    icon = "settings"

    language_wanted = Signal(str)

    languageButtons: SegmentedButtons
    doneNotice: Notice
    oldPinField: Field
    oldPinEdit: LineEdit
    newPinField: Field
    newPinEdit: LineEdit
    againField: Field
    againEdit: LineEdit
    changeButton: PushButton

    def __init__(self, services: CandidateServices, parent: QWidget | None = None) -> None:
        """Nothing is typed yet."""
        super().__init__(services, parent)
        self._busy = False
        self.languageButtons.set_options(LANGUAGE_NAMES)
        self.languageButtons.chosen.connect(self.language_wanted)
        for field, edit in self._fields():
            edit.textEdited.connect(lambda _, field=field: self._on_typed(field))
            edit.returnPressed.connect(self.change_pin)
        self.changeButton.clicked.connect(self.change_pin)
        self.retranslate()

    def retranslate(self) -> None:
        self.languageButtons.current = language.of(self)
        self.doneNotice.hide()

    def title(self) -> str:
        return self.tr("Settings")

    def help_text(self) -> str:
        return self.tr(
            "Choose the language of this window, and change your PIN. If you forgot your PIN, the election "
            "commission sets a new one."
        )

    def forget(self) -> None:
        """Nothing that was typed or said here stays for the next person."""
        for field, edit in self._fields():
            edit.clear()
            field.set_error("")
        self.doneNotice.hide()

    def change_pin(self) -> None:
        """Ask for the new PIN, if what was typed makes sense."""
        old, new = self.oldPinEdit.text(), self.newPinEdit.text()
        if self._busy or not self._complete(old, new):
            return
        actor = self.session
        self._busy = True
        # A button that is disabled passes its focus on, to another control than the one in use.
        self.oldPinEdit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changeButton.setEnabled(False)
        self.work(
            lambda: self.services.access.change_pin(actor, old, new),
            lambda _: self._on_changed(),
            self._on_refused,
            settled=self._on_settled,
        )

    def _fields(self) -> tuple[tuple[Field, LineEdit], ...]:
        return (
            (self.oldPinField, self.oldPinEdit),
            (self.newPinField, self.newPinEdit),
            (self.againField, self.againEdit),
        )

    def _complete(self, old: str, new: str) -> bool:
        if not old:
            return self._refuse(self.oldPinField, self.oldPinEdit, self.tr("Type the PIN you have now"))
        if not new:
            return self._refuse(self.newPinField, self.newPinEdit, self.tr("Type the new PIN"))
        if self.againEdit.text() != new:
            self.againEdit.clear()
            return self._refuse(
                self.againField, self.againEdit, self.tr("The two are different. Type the new PIN again.")
            )
        return True

    @staticmethod
    def _refuse(field: Field, edit: LineEdit, text: str | Callable[[], str]) -> bool:
        field.set_error(text)
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _on_typed(self, field: Field) -> None:
        field.set_error("")
        self.doneNotice.hide()

    def _on_changed(self) -> None:
        self.forget()
        self.doneNotice.show()
        self.doneNotice.say("ok", self.tr("Your PIN was changed. Use the new one from now on."))

    def _on_refused(self, error: OmpError) -> None:
        def text() -> str:
            return self.in_words(error)

        if isinstance(error, (WrongPin, LockedOut)):
            self.oldPinEdit.clear()
            self._refuse(self.oldPinField, self.oldPinEdit, text)
        else:
            self.againEdit.clear()
            self._refuse(self.newPinField, self.newPinEdit, text)

    def _on_settled(self) -> None:
        self._busy = False
        self.changeButton.setEnabled(True)
