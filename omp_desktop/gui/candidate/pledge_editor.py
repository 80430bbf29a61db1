"""Writing one pledge."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from omp_desktop.domain.pledge import DESCRIPTION_MAX, THEME_MAX, TITLE_MAX
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.gui import language
from omp_desktop.gui.candidate.pledge_texts import PledgeTexts, TextName, length
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import ComboBox, Field, Label, LineEdit, PushButton, TextEdit


class PledgeEditor(Form):
    """Theme, title and description, each with its limit; save and delete."""

    ui = ("candidate", "pledge_editor.ui")
    edited = Signal()
    save_asked = Signal()
    remove_asked = Signal()

    headingLabel: Label
    themeField: Field
    themeCombo: ComboBox
    titleField: Field
    titleEdit: LineEdit
    descriptionField: Field
    descriptionEdit: TextEdit
    removeButton: PushButton
    saveButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to write yet."""
        self._saved = PledgeTexts()
        self._new = self._locked = self._busy = False
        self._filling = False
        super().__init__(parent)
        self.themeCombo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.themeCombo.lineEdit()
        if line is not None:
            # It would finish words while their syllables are still being typed.
            line.setCompleter(None)  # type: ignore[arg-type] # Qt takes none
        self.themeCombo.editTextChanged.connect(lambda _: self._on_edited())
        self.titleEdit.textChanged.connect(lambda _: self._on_edited())
        self.titleEdit.returnPressed.connect(self.save_asked)
        self.descriptionEdit.textChanged.connect(self._on_edited)
        self.saveButton.clicked.connect(self.save_asked)
        self.removeButton.clicked.connect(self.remove_asked)
        save_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save_key.activated.connect(self.save_asked)
        self._show_state()

    def retranslate(self) -> None:
        self._fill_themes()
        self._show_state()

    @property
    def texts(self) -> PledgeTexts:
        """What stands in the inputs."""
        return PledgeTexts(
            self.themeCombo.currentText(), self.titleEdit.text(), self.descriptionEdit.toPlainText()
        )

    @property
    def unsaved(self) -> bool:
        """Whether it differs from what was saved."""
        return self.texts != self._saved

    def show_pledge(self, saved: PledgeTexts, texts: PledgeTexts, *, new: bool) -> None:
        """Show `texts`, of which `saved` is saved. Where they stand already, place and errors stay."""
        self._saved, self._new = saved, new
        if self.texts != texts:
            self._filling = True
            self.themeCombo.setEditText(texts.theme)
            self.titleEdit.setText(texts.title)
            self.titleEdit.setCursorPosition(0)
            self.descriptionEdit.setPlainText(texts.description)
            self._filling = False
            self._show_problems(also_missing=False)
        self._show_state()

    def clear_errors(self) -> None:
        """Say nothing of gaps any more: another pledge is shown."""
        self._show_problems(also_missing=False)

    def set_locked(self, *, locked: bool) -> None:
        """Whether the texts can only be read."""
        if self._locked != locked:
            self._locked = locked
            self._show_state()

    def set_busy(self, *, busy: bool) -> None:
        """Whether something is being saved just now."""
        self._busy = busy
        self._show_state()

    def check(self) -> bool:
        """Whether this can be saved; says what is wrong, and puts the focus there."""
        first = self._show_problems(also_missing=True)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is None

    def begin_writing(self) -> None:
        """Put the focus where writing begins."""
        self.themeCombo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        if self._filling:
            return
        self._show_problems(also_missing=False)
        self._show_state()
        self.edited.emit()

    def _show_problems(self, *, also_missing: bool) -> QWidget | None:
        """Say what is wrong; the first input with a problem. Nobody is told of a gap while still writing."""
        fields: dict[TextName, tuple[Field, QWidget]] = {
            "theme": (self.themeField, self.themeCombo),
            "title": (self.titleField, self.titleEdit),
            "description": (self.descriptionField, self.descriptionEdit),
        }
        problems = self.texts.problems()
        first = None
        for name, (field, inner) in fields.items():
            problem = problems.get(name)
            if problem is None or (isinstance(problem, TextMissing) and not also_missing):
                text = ""
            else:
                said = problem.describe(language.of(self))
                text = f"{said.text} {said.next_step}"
                first = first or inner
            if field.error != text:
                field.set_error(text)
        return first

    def _show_state(self) -> None:
        heading = self.tr("New pledge") if self._new else self.tr("Change the pledge")
        self.headingLabel.setText(self.tr("The pledge") if self._locked else heading)
        texts = self.texts
        for field, text, most in (
            (self.themeField, texts.theme, THEME_MAX),
            (self.titleField, texts.title, TITLE_MAX),
            (self.descriptionField, texts.description, DESCRIPTION_MAX),
        ):
            field.aside = (
                ""
                if self._locked
                else self.tr("{count} / {most} characters").format(count=length(text), most=most)
            )
        self.themeCombo.setEnabled(not self._locked)
        self.titleEdit.setReadOnly(self._locked)
        self.descriptionEdit.setReadOnly(self._locked)
        self.removeButton.setText(self.tr("Discard") if self._new else self.tr("Delete"))
        self.removeButton.setEnabled(not self._busy)
        self.saveButton.setEnabled(not self._busy and self.unsaved)
        for button in (self.removeButton, self.saveButton):
            button.setVisible(not self._locked)

    def _fill_themes(self) -> None:
        typed = self.themeCombo.currentText()
        self._filling = True
        self.themeCombo.clear()
        self.themeCombo.addItems(self._usual_themes())
        self.themeCombo.setCurrentIndex(-1)
        self.themeCombo.setEditText(typed)
        self._filling = False

    def _usual_themes(self) -> list[str]:
        return [
            self.tr("Economy"),
            self.tr("Jobs"),
            self.tr("Education"),
            self.tr("Care"),
            self.tr("Welfare"),
            self.tr("Housing"),
            self.tr("Transport"),
            self.tr("Environment"),
            self.tr("Safety"),
            self.tr("Health"),
            self.tr("Culture"),
            self.tr("Youth"),
            self.tr("Older people"),
            self.tr("Local development"),
            self.tr("Administration"),
        ]
