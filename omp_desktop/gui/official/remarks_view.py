"""What was noted about an election, with what stood there before struck through below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.domain.election import Election
from omp_desktop.domain.remark import FIGURES, Remark, RemarkHistory, RemarkKind, figure
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official.remark_form import Noting, RemarkForm, ask_remark
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.words import day_time, sentence_case, zone
from omp_desktop.gui.widgets import (
    ButtonCell,
    Column,
    Label,
    PushButton,
    Row,
    Sheet,
    TableView,
    Text,
)
from omp_desktop.services.session import Session


class RemarksView(Form):
    """Remarks of some kinds: each with time, author and, once corrected, the reason.

    `changed` follows whatever was noted or corrected here.
    """

    ui = ("official", "remarks_view.ui")
    changed = Signal()

    countLabel: Label
    noteButton: PushButton
    remarksTable: TableView
    wholeLabel: Label

    def __init__(
        self, services: OfficialServices, kinds: Sequence[RemarkKind], parent: QWidget | None = None
    ) -> None:
        """Empty until `show_election`."""
        self._services = services
        self._kinds = tuple(kinds)
        self._session: Session | None = None
        self._election: Election | None = None
        self._histories: tuple[RemarkHistory, ...] = ()
        self._names: Mapping[str, str] = {}
        super().__init__(parent)
        self.noteButton.clicked.connect(self._note)
        self.remarksTable.button_pressed.connect(lambda key, _column: self._correct(key))
        self.remarksTable.row_chosen.connect(lambda _: self._show_whole())
        self._show()

    def retranslate(self) -> None:
        self.remarksTable.set_columns(
            [
                Column(self.tr("Time"), width=168),
                Column(self.tr("Noted"), stretch=1),
                Column("", width=112, align="right"),
            ]
        )
        self._show()

    def show_election(self, session: Session, election: Election) -> None:
        """Read what is noted about the election; `session` notes and corrects."""
        self._session, self._election = session, election
        remarks = self._services.remarks
        self.work(lambda: (remarks.all(election.id), remarks.names()), self._take)

    def figure(self, kind: RemarkKind) -> int | None:
        """The number that stands for a kind of figure, once it was read."""
        return figure([history.remark for history in self._histories], kind)

    def _take(self, read: tuple[tuple[RemarkHistory, ...], Mapping[str, str]]) -> None:
        found, self._names = read
        self._histories = tuple(history for history in found if history.remark.kind in self._kinds)
        self._show()

    def _show(self) -> None:
        self.countLabel.setText(self.tr("%n noted", "", len(self._histories)))
        self.noteButton.setEnabled(self._election is not None and bool(self._open_kinds()))
        self.remarksTable.set_rows([row for history in self._histories for row in self._rows(history)])
        self._show_whole()

    def _open_kinds(self) -> tuple[RemarkKind, ...]:
        """Of figures there is one each: what stands is corrected, not noted again."""
        there = {history.remark.kind for history in self._histories}
        return tuple(kind for kind in self._kinds if kind not in there & FIGURES)

    def _rows(self, history: RemarkHistory) -> list[Row]:
        correct = ButtonCell(self.tr("Correct …"))
        return [
            Row(history.remark.id, (*self._cells(history.remark), correct)),
            *(Row(before.id, self._cells(before, struck=True)) for before in history.earlier),
        ]

    def _cells(self, remark: Remark, *, struck: bool = False) -> tuple[Text, Text]:
        where = zone(self._election.timezone if self._election is not None else "UTC")
        return (
            Text(day_time(remark.at, where), weight="body", tone="text2" if struck else "text"),
            Text(
                " ".join(self._said(remark).split()),
                sub=self._about(remark),
                weight="body" if struck else "name",
                tone="text2" if struck else "text",
                struck=struck,
            ),
        )

    def _said(self, remark: Remark) -> str:
        if remark.kind in FIGURES:
            kind = sentence_case(remark.kind.label(language.of(self)))
            return f"{kind}: {number(int(remark.value))}"
        return remark.value

    def _about(self, remark: Remark) -> str:
        name = self._names.get(remark.author, remark.author[:8])
        parts = [name]
        if len(set(self._kinds) - FIGURES) > 1 and remark.kind not in FIGURES:
            parts.insert(0, sentence_case(remark.kind.label(language.of(self))))
        if remark.reason:
            parts.append(self.tr("corrected: {reason}").format(reason=remark.reason))
        return " · ".join(parts)

    def _find(self, key: str) -> Remark | None:
        return next(
            (
                remark
                for history in self._histories
                for remark in (history.remark, *history.earlier)
                if remark.id == key
            ),
            None,
        )

    def _show_whole(self) -> None:
        """A line of the table is short: the chosen one stands below with all its words."""
        chosen = self._find(self.remarksTable.chosen_key)
        shown = chosen is not None and chosen.kind not in FIGURES
        self.wholeLabel.setText(chosen.value if chosen is not None and shown else "")
        self.wholeLabel.setVisible(shown)

    def _note(self) -> None:
        self._ask(self._open_kinds(), None)

    def _correct(self, key: str) -> None:
        before = self._find(key)
        if before is not None:
            self._ask((before.kind,), before)

    def _ask(self, kinds: Sequence[RemarkKind], before: Remark | None) -> None:
        if self._session is None or self._election is None:
            return
        noting = Noting(self._services.remarks, self._session, self._election.id)
        ask_remark(self, RemarkForm(noting, kinds, before=before, parent=self), self._on_kept)

    def _on_kept(self) -> None:
        if self._session is not None and self._election is not None:
            self.show_election(self._session, self._election)
        self.changed.emit()


class RemarksSheet(Form):
    """Remarks of some kinds under a title, with what they are for."""

    ui = ("official", "remarks_sheet.ui")

    titleLabel: Label
    textLabel: Label
    remarksBox: QWidget
    closeButton: PushButton

    def __init__(self, view: RemarksView, title: str, text: str, parent: QWidget | None = None) -> None:
        """`view` shows; `title` and `text` say what."""
        super().__init__(parent)
        self.view = view
        self.titleLabel.setText(title)
        self.textLabel.setText(text)
        column = QVBoxLayout(self.remarksBox)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view)


def show_remarks(widget: QWidget, view: RemarksView, title: str, text: str) -> Sheet:
    """Show remarks over the window of `widget`; what is noted there is asked over them."""
    form = RemarksSheet(view, title, text, widget)
    sheet = Sheet(form, title)
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
