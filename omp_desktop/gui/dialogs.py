"""Questions, PINs, errors and progress, as sheets over the window. Nothing here blocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language, tasks
from omp_desktop.gui.announce import announce
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.button import PushButton
from omp_desktop.gui.widgets.field import Field
from omp_desktop.gui.widgets.inputs import ComboBox, LineEdit
from omp_desktop.gui.widgets.label import Icon, Label
from omp_desktop.gui.widgets.sheet import Sheet
from omp_desktop.gui.widgets.steps import ProgressBar

_PADDING = 32
_BUTTON_WIDTH = 104
_NAME_LETTERS = 30
_SIGNS = {
    "info": ("info", "primary", "tint"),
    "ok": ("circle-check", "success", "successTint"),
    "warn": ("triangle-alert", "warning", "surface"),
    "danger": ("triangle-alert", "danger", "surface"),
    "err": ("circle-alert", "danger", "surface"),
}


class _Content(Themed, QWidget):
    """Sign, title, text, whatever else, and the buttons at the foot."""

    def __init__(self, widget: QWidget, title: str, text: str, kind: str) -> None:
        # Inside the asking widget until the sheet takes it: so its words come in the right language.
        super().__init__(widget)
        self.hide()
        sign, tone, _ = _SIGNS[kind]
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_PADDING, _PADDING, _PADDING, 24)
        self.column.setSpacing(16)
        head = QHBoxLayout()
        head.setSpacing(12)
        icon = Icon(self)
        icon.iconName, icon.tone, icon.pixels = sign, tone, 28
        heading = Label(self)
        heading.role = "section"
        heading.setWordWrap(True)
        heading.setText(title)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(heading, 1)
        self.column.addLayout(head)
        self.paragraph(text, "body")
        self.foot = QHBoxLayout()
        self.foot.setSpacing(12)
        self.foot.addStretch(1)

    def paragraph(self, text: str, role: str) -> Label:
        """Add text below what stands there."""
        label = Label(self)
        label.role = role
        label.setWordWrap(True)
        label.setText(text)
        label.setVisible(bool(text))
        self.column.addWidget(label)
        return label

    def button(self, text: str, kind: str) -> PushButton:
        """Add a button at the foot."""
        made = PushButton(self)
        made.setText(text)
        made.kind, made.measure = kind, "form"
        made.setMinimumWidth(_BUTTON_WIDTH)
        self.foot.addWidget(made)
        return made

    def end(self) -> None:
        """Close the foot: call last."""
        # Height that the sheet has to spare goes here, not to the heading.
        self.column.addStretch(1)
        self.column.addSpacing(8)
        self.column.addLayout(self.foot)


class _Question(_Content):
    def cancel_text(self) -> str:
        return self.tr("Cancel")


def confirm(  # noqa: PLR0913 - a question has these parts
    widget: QWidget,
    title: str,
    text: str,
    *,
    accept: str,
    accepted: Callable[[], object],
    rejected: Callable[[], object] | None = None,
    kind: str = "info",
) -> Sheet:
    """Ask before something that matters.

    Args:
        widget: in whose window.
        title: the question.
        text: what will follow, and whether it can be undone.
        accept: word of the button that does it: a verb, never "OK".
        accepted: called when it is pressed.
        rejected: called on cancel and Esc.
        kind: `danger` when it cannot be undone: the button is red, and the focus stands on cancel.
    """
    content = _Question(widget, title, text, kind)
    cancel = content.button(content.cancel_text(), "secondary")
    go = content.button(accept, "danger" if kind == "danger" else "primary")
    content.end()
    sheet = Sheet(content, title)
    answered: list[bool] = []

    def yes() -> None:
        answered.append(True)
        sheet.close_sheet()
        accepted()

    def on_closed() -> None:
        if not answered and rejected is not None:
            rejected()

    go.clicked.connect(yes)
    cancel.clicked.connect(sheet.close_sheet)
    sheet.closed.connect(on_closed)
    sheet.open_over(widget)
    (cancel if kind == "danger" else go).setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet


class _Message(_Content):
    def close_text(self) -> str:
        return self.tr("Close")

    def next_step_text(self, text: str) -> str:
        return self.tr("What to do: {step}").format(step=text)


def show_message(widget: QWidget, title: str, text: str, *, kind: str = "info") -> Sheet:
    """Say something that has to be read before going on."""
    content = _Message(widget, title, text, kind)
    return _show(content, widget, title)


def show_error(widget: QWidget, error: OmpError) -> Sheet:
    """Say what happened and what to do next, in the language of the window."""
    described = error.describe(language.of(widget))
    content = _Message(widget, described.text, "", "err")
    content.paragraph(content.next_step_text(described.next_step), "medium")
    code = content.paragraph(error.code, "caption")
    code.tone = "text2"
    announce(widget, f"{described.text} {described.next_step}")
    # Also behind the lock: long work that failed meanwhile would seem to have been done.
    return _show(content, widget, described.text, over_lock=True)


def _show(content: _Message, widget: QWidget, title: str, *, over_lock: bool = False) -> Sheet:
    close = content.button(content.close_text(), "primary")
    content.end()
    sheet = Sheet(content, title)
    sheet.over_lock = over_lock
    close.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    close.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet


@dataclass(frozen=True, slots=True)
class PinPerson:
    """Somebody who has to give a PIN: a label, and whose account it may be, as (account id, name)."""

    label: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class PinEntry:
    """What was typed. Has no representation, so that it gets into no log."""

    account_id: str
    pin: str


class PinSheet(Sheet):
    """Asks one or two people for their PINs."""

    def __init__(self, content: "_Pins", title: str) -> None:
        super().__init__(content, title)
        self._pins = content

    def refuse(self, person: int, text: str) -> None:
        """The PIN of this person (0, 1) was wrong, or may not act: say so and let them try again."""
        self._pins.refuse(person, text)

    def accept(self) -> None:
        """All is well: go away."""
        self.close_sheet()


class _Pins(_Content):
    submitted = Signal()

    def __init__(self, widget: QWidget, title: str, text: str, people: Sequence[PinPerson]) -> None:
        super().__init__(widget, title, text, "info")
        self._boxes: list[ComboBox] = []
        self._edits: list[LineEdit] = []
        self._fields: list[Field] = []
        for person in people:
            self._add(person)
        self.cancel = self.button(self.tr("Cancel"), "secondary")
        self.go = self.button(self.tr("Confirm"), "primary")
        self.go.clicked.connect(self._submit)
        self.end()

    def _add(self, person: PinPerson) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        who = Field(self)
        who.label = person.label
        box = ComboBox(who)
        for account_id, name in person.choices:
            box.addItem(name, account_id)
        # The same for everybody, however long a name: the PINs stand one below the other.
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_NAME_LETTERS)
        QVBoxLayout(who).addWidget(box)
        pin = Field(self)
        pin.label = self.tr("PIN")
        edit = LineEdit(pin)
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setMaxLength(64)
        edit.returnPressed.connect(self._on_return)
        QVBoxLayout(pin).addWidget(edit)
        row.addWidget(who, 3)
        row.addWidget(pin, 2)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self._boxes.append(box)
        self._edits.append(edit)
        self._fields.append(pin)

    def first_edit(self) -> LineEdit:
        return self._edits[0]

    def entries(self) -> list[PinEntry]:
        return [
            PinEntry(str(box.currentData()), edit.text())
            for box, edit in zip(self._boxes, self._edits, strict=True)
        ]

    def _on_return(self) -> None:
        empty = next((edit for edit in self._edits if not edit.text()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._submit()

    def _submit(self) -> None:
        missing = False
        for edit, field in zip(self._edits, self._fields, strict=True):
            field.set_error("" if edit.text() else self.tr("Type the PIN"))
            missing = missing or not edit.text()
        if not missing:
            self.go.setEnabled(False)
            self.submitted.emit()

    def refuse(self, person: int, text: str) -> None:
        self.go.setEnabled(True)
        self._edits[person].clear()
        self._fields[person].set_error(text)
        self._edits[person].setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Nothing typed stays in memory longer than needed."""
        for edit in self._edits:
            edit.clear()


def ask_pins(
    widget: QWidget,
    title: str,
    text: str,
    *,
    people: Sequence[PinPerson],
    submitted: Callable[[list[PinEntry]], object],
) -> PinSheet:
    """Ask one or two people for their PINs.

    The sheet stays open while the PINs are checked: call `refuse(person, text)` or `accept()` on it.
    """
    content = _Pins(widget, title, text, people)
    sheet = PinSheet(content, title)
    content.submitted.connect(lambda: submitted(content.entries()))
    content.cancel.clicked.connect(sheet.close_sheet)
    sheet.closed.connect(content.forget)
    sheet.open_over(widget)
    content.first_edit().setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet


class _ProgressContent(_Content):
    def __init__(self, widget: QWidget, title: str, job: tasks.Job) -> None:
        super().__init__(widget, title, "", "info")
        self._job = job
        self.bar = ProgressBar(self)
        self.bar.setMaximum(0)
        self.column.addWidget(self.bar)
        self.count = self.paragraph(" ", "caption")
        self.cancel = self.button(self.tr("Cancel"), "secondary")
        self.cancel.clicked.connect(self._on_cancel)
        self.end()
        if job.progress is not None:
            job.progress.moved.connect(self._on_moved)
            if job.progress.reached != (0, 0):
                self._on_moved(*job.progress.reached)

    def _on_moved(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)
        self.count.setText(f"{language.number(done)} / {language.number(total)}")

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.count.setText(self.tr("Stopping …"))
        self._job.cancel()


def show_progress(widget: QWidget, title: str, job: tasks.Job) -> Sheet:
    """Show how far long work has come, with a button that cancels it. Goes away when the work ends."""
    content = _ProgressContent(widget, title, job)
    sheet = Sheet(content, title)
    sheet.dismissable = False
    job.finished.connect(sheet.close_sheet)
    return sheet.open_over(widget)
