"""Writing a remark or a figure down, or another in the place of one that stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.remark import FIGURES, REMARK_MAX, Remark, RemarkKind
from omp_desktop.domain.remark_errors import FigureInvalid, FigureNoted
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.official.words import sentence_case
from omp_desktop.gui.widgets import ComboBox, Field, Label, LineEdit, PushButton, Sheet, TextEdit
from omp_desktop.services.remarks import RemarksService
from omp_desktop.services.session import Session

_SHOWN_BEFORE: Final = 200  # signs of the text that is replaced


@dataclass(frozen=True, slots=True)
class Noting:
    """Where something is noted, by whom, and about which election."""

    remarks: RemarksService
    session: Session
    election_id: str


class RemarkForm(Form):
    """A text or a figure; a correction asks for its reason and shows what it replaces."""

    ui = ("official", "remark_form.ui")

    titleLabel: Label
    kindField: Field
    kindBox: ComboBox
    beforeLabel: Label
    textField: Field
    textEdit: TextEdit
    figureField: Field
    figureEdit: LineEdit
    reasonField: Field
    reasonEdit: LineEdit
    cancelButton: PushButton
    goButton: PushButton

    def __init__(
        self,
        noting: Noting,
        kinds: Sequence[RemarkKind],
        *,
        before: Remark | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`kinds` to choose from; `before`: the one to be corrected, which decides the kind."""
        self._noting = noting
        self._before = before
        self._kinds = (before.kind,) if before is not None else tuple(kinds)
        super().__init__(parent)
        self._errors = InlineErrors(
            self,
            {
                TextField.TEXT: self.textField,
                TextField.REASON: self.reasonField,
                FigureInvalid: self.figureField,
                FigureNoted: self.figureField,
            },
        )
        self.kindBox.currentIndexChanged.connect(lambda _: self._show_kind())
        if before is not None:
            self.textEdit.setPlainText(before.value)
            self.figureEdit.setText(before.value)
        self._show_kind()

    @property
    def kind(self) -> RemarkKind:
        """What is noted."""
        return self._kinds[max(0, self.kindBox.currentIndex())]

    def retranslate(self) -> None:
        speak = language.of(self)
        correcting = self._before is not None
        self.titleLabel.setText(self.tr("Correct what is noted") if correcting else self.tr("Note"))
        self.goButton.setText(self.tr("Correct") if correcting else self.tr("Note"))
        chosen = max(0, self.kindBox.currentIndex())
        self.kindBox.blockSignals(True)
        self.kindBox.clear()
        self.kindBox.addItems([sentence_case(kind.label(speak)) for kind in self._kinds])
        self.kindBox.setCurrentIndex(chosen)
        self.kindBox.blockSignals(False)
        self._show_kind()

    def first_stop(self) -> QWidget:
        """Where the focus begins."""
        return self.figureEdit if self.kind in FIGURES else self.textEdit

    def keep(self, done: Callable[[], None]) -> None:
        """Note or correct it; `done` once it stands in the store. Nothing while that is under way."""
        if not self.goButton.isEnabled():
            return
        self._errors.clear()
        noting, before, kind = self._noting, self._before, self.kind
        value = self.figureEdit.text() if kind in FIGURES else self.textEdit.toPlainText()
        reason = self.reasonEdit.text()
        self.goButton.setEnabled(False)
        self.work(
            lambda: (
                noting.remarks.note(noting.session, noting.election_id, kind, value)
                if before is None
                else noting.remarks.correct(noting.session, before, value, reason)
            ),
            lambda _: done(),
            self._errors.show,
            settled=lambda: self.goButton.setEnabled(True),
        )

    def _show_kind(self) -> None:
        figure = self.kind in FIGURES
        self.kindField.setVisible(len(self._kinds) > 1)
        self.textField.setVisible(not figure)
        self.figureField.setVisible(figure)
        self.reasonField.setVisible(self._before is not None)
        self.beforeLabel.setVisible(self._before is not None)
        if self._before is not None:
            said = self._before.value
            shown = said if len(said) <= _SHOWN_BEFORE else f"{said[:_SHOWN_BEFORE]}…"
            self.beforeLabel.setText(
                self.tr("Until now: {text} – it stays readable, struck through.").format(text=shown)
            )
        self.textField.hint = self.tr(
            "It goes into the record for good, at most {most} signs. Do not write the name of a voter."
        ).format(most=REMARK_MAX)


def ask_remark(widget: QWidget, form: RemarkForm, done: Callable[[], object]) -> Sheet:
    """Show the form over the window of `widget`; `done` once something was noted and the sheet is away."""
    sheet = Sheet(form, form.titleLabel.text())

    def kept() -> None:
        sheet.close_sheet()
        done()

    form.goButton.clicked.connect(lambda: form.keep(kept))
    for edit in (form.figureEdit, form.reasonEdit):
        edit.returnPressed.connect(lambda: form.keep(kept))
    form.cancelButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
