"""Before a key ceremony: who takes part, and how many of them open the count."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from omp_desktop.crypto.ceremony_errors import TrusteeNameTwice
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.text import Field as TextField
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.gui import language
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import Field, Label, LineEdit, Notice, NumberBadge, PushButton, SpinBox

_USUAL = 3
_INPUT_HEIGHT = 48
_NAME_LENGTH = 200


class CeremonyPlan(ElectionTab):
    """As many names as there are to be trustees, and the quorum beside them."""

    ui = ("official", "ceremony_plan.ui")
    key = "key"

    # One person is to keep the key after all.
    alone_wanted = Signal()

    countBox: SpinBox
    countLabel: Label
    namesArea: QScrollArea
    quorumBox: SpinBox
    quorumNotice: Notice
    turnsLabel: Label
    aloneButton: PushButton
    beginButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self.names: list[LineEdit] = []
        self._fields: list[Field] = []
        self._lines: list[QWidget] = []
        super().__init__(services, parent)
        self.namesArea.setFrameShape(QFrame.Shape.NoFrame)
        self.namesArea.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.namesArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # It takes the room that is there, and scrolls.
        self.namesArea.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._make_names()
        self.countBox.valueChanged.connect(self._on_count)
        self.quorumBox.valueChanged.connect(self._explain)
        self.aloneButton.clicked.connect(self.alone_wanted)
        self.beginButton.clicked.connect(self._begin)

    def title(self) -> str:
        return self.tr("Key of the count")

    def another(self) -> None:
        ceremony = self.view.ceremony
        several = ceremony.count > 1
        for edit in self.names:
            edit.clear()
        self.countBox.setValue(ceremony.count if several else _USUAL)
        self._on_count()
        if several:
            self.quorumBox.setValue(ceremony.quorum)

    def showing(self) -> None:
        for part in (*self.names, self.countBox, self.quorumBox, self.aloneButton, self.beginButton):
            part.setEnabled(self.may_edit)
        self.countBox.setAccessibleName(self.countLabel.text())
        self.beginButton.setText(self.tr("Begin the key ceremony"))
        self._name_fields()
        self._explain()

    def _make_names(self) -> None:
        """All lines there may be; as many as wanted are seen."""
        inside = QWidget(self.namesArea)
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 8, 8, 8)  # room for the focus ring
        column.setSpacing(12)
        for number in range(1, self.countBox.maximum() + 1):
            column.addWidget(self._make_line(number, inside))
        column.addStretch(1)
        self.namesArea.setWidget(inside)

    def _make_line(self, number: int, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        badge = NumberBadge(line)
        badge.measure = "table"
        badge.setText(str(number))
        field = Field(line)
        edit = LineEdit(field)
        edit.setObjectName(f"name{number}Edit")
        edit.setMaxLength(_NAME_LENGTH)
        edit.textChanged.connect(self._clear_errors)
        box = QVBoxLayout(field)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(edit)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(_beside_input(badge))
        row.addWidget(field, 1)
        self.names.append(edit)
        self._fields.append(field)
        self._lines.append(line)
        return line

    def _name_fields(self) -> None:
        for number, (field, edit) in enumerate(zip(self._fields, self.names, strict=True), start=1):
            name = self.tr("Name of trustee {number}").format(number=number)
            field.setAccessibleName(name)
            edit.setAccessibleName(name)

    def _on_count(self) -> None:
        count = self.countBox.value()
        for number, line in enumerate(self._lines, start=1):
            line.setVisible(number <= count)
        self.quorumBox.setMaximum(count)
        # A majority: some may fall ill, and fewer than half can do nothing.
        self.quorumBox.setValue(count // 2 + 1)
        self._explain()

    def _clear_errors(self) -> None:
        for field in self._fields:
            field.set_error("")

    def _explain(self) -> None:
        count, quorum = self.countBox.value(), self.quorumBox.value()
        spare = count - quorum
        if quorum == 1:
            kind, words = "warn", self.tr("Each of them alone could open the count.")
        elif spare == 0:
            kind = "warn"
            words = self.tr("All {count} are needed: if one key is lost, the count can never be opened.")
        else:
            kind = "info"
            words = self.tr(
                "{quorum} of the {count} together open the count, fewer cannot. {spare} may be missing."
            )
        self.quorumNotice.kind = kind
        self.quorumNotice.text = words.format(count=count, quorum=quorum, spare=spare)
        self.turnsLabel.setText(
            self.tr(
                "Every trustee comes to this PC three or four times with a USB medium of their own, or takes "
                "part from their own PC by files."
            )
        )

    def _begin(self) -> None:
        self._clear_errors()
        service, session, election_id = self.services.ceremony, self.session, self.view.election.id
        names = [edit.text() for edit in self.names[: self.countBox.value()]]
        missing = next((at for at, name in enumerate(names) if not name.strip()), None)
        if missing is not None:
            self._say(missing, self.tr("Enter the name of this trustee."))
            return
        quorum = self.quorumBox.value()
        self.change(
            lambda: service.begin(session, election_id, names, quorum),
            failed=self._on_refused,
            busy=self.beginButton,
        )

    def _on_refused(self, error: OmpError) -> None:
        said = error.describe(language.of(self))
        words = f"{said.text} {said.next_step}"
        second = error.params.get("second")
        if isinstance(error, TrusteeNameTwice) and isinstance(second, int):
            self._say(second - 1, words)
        elif error.params.get("field") is TextField.NAME and not isinstance(error, TextMissing):
            self._say(self._first_refused(), words)
        else:
            self.show_error(error)

    def _first_refused(self) -> int:
        """Where a name has a sign that cannot be seen, or is too long: the longest is the likeliest."""
        names = [edit.text() for edit in self.names[: self.countBox.value()]]
        hidden = next((at for at, name in enumerate(names) if not name.isprintable()), None)
        return hidden if hidden is not None else names.index(max(names, key=len))

    def _say(self, at: int, words: str) -> None:
        self._fields[at].set_error(words)
        self.names[at].setFocus(Qt.FocusReason.OtherFocusReason)
        self.namesArea.ensureWidgetVisible(self.names[at])


def _beside_input(badge: NumberBadge) -> QVBoxLayout:
    """In the middle of the input, also when an error stands below it."""
    column = QVBoxLayout()
    column.addSpacing((_INPUT_HEIGHT - badge.sizeHint().height()) // 2)
    column.addWidget(badge)
    column.addStretch(1)
    return column
