"""What has to agree before a result is certified, line by line, and what was certified afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.words import day_time, sentence_case
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets import (
    Column,
    Field,
    Label,
    LineEdit,
    Notice,
    Pill,
    PillCell,
    PushButton,
    Row,
    Sheet,
    TableView,
    Text,
)
from omp_desktop.services.certificate import Certificate, Line, Verdict
from omp_desktop.services.certification import Look

VERDICT_LOOKS: Final[Mapping[Verdict, tuple[str, str]]] = {
    Verdict.AGREES: ("ok", "circle-check"),
    Verdict.DIFFERS: ("err", "circle-alert"),
    Verdict.UNKNOWN: ("warn", "circle-dashed"),
}
_AROUND: Final = 420  # px of the window that the table leaves
_LEAST: Final = 3  # lines of the table
_PADDING: Final = 16  # px of a cell, both sides together


class CertifyForm(Form):
    """The lines of a look, or of a certificate. The reason is asked for where not everything agrees."""

    ui = ("official", "certify.ui")
    again_asked = Signal()
    certify_asked = Signal(str)
    report_asked = Signal()

    titleLabel: Label
    verdictPill: Pill
    atLabel: Label
    textLabel: Label
    linesTable: TableView
    wholeLabel: Label
    stopNotice: Notice
    reasonField: Field
    reasonEdit: LineEdit
    againButton: PushButton
    reportButton: PushButton
    closeButton: PushButton
    certifyButton: PushButton

    def __init__(self, shown: Look | Certificate, where: tzinfo, parent: QWidget | None = None) -> None:
        """`where`: the time zone of the election."""
        self._shown = shown
        self._where = where
        self._room = parent.window().height() - _AROUND if parent is not None else _AROUND
        super().__init__(parent)
        self.linesTable.horizontalHeader().hide()
        self.linesTable.row_chosen.connect(lambda _: self._show_whole())
        self.againButton.clicked.connect(self.again_asked)
        self.reportButton.clicked.connect(self.report_asked)
        self.certifyButton.clicked.connect(self._ask)
        self.reasonEdit.returnPressed.connect(self._ask)
        self.reasonEdit.textEdited.connect(lambda _: self.reasonField.set_error(""))

    def set_looking(self, *, looking: bool) -> None:
        """While everything is looked at again, what stands here is not certified."""
        stopped = self.look is not None and bool(self.look.stopped)
        self.againButton.setEnabled(not looking)
        self.certifyButton.setEnabled(not looking and not stopped)

    def show_look(self, shown: Look | Certificate) -> None:
        """Show what was looked at again; a reason that was typed stays."""
        self._shown = shown
        self.retranslate()

    @property
    def look(self) -> Look | None:
        """What is looked at; None where the result is certified already."""
        return self._shown if isinstance(self._shown, Look) else None

    def retranslate(self) -> None:
        look = self.look
        self.titleLabel.setText(self.tr("Certify the result") if look is not None else self.tr("Certified"))
        self.atLabel.setText(day_time(self._shown.at, self._where))
        self._show_lines(self._shown.lines)
        self._show_pill(self._shown.lines)
        self.textLabel.setText(self._sentence())
        for button in (self.againButton, self.certifyButton):
            button.setVisible(look is not None)
        self.reportButton.setVisible(look is None)
        self.closeButton.kind = "secondary" if look is not None else "primary"
        stopped = look is not None and bool(look.stopped)
        self.stopNotice.setVisible(stopped)
        self.stopNotice.text = self.tr(
            "Sums of the result are wrong in themselves. Nobody can certify it: leave this computer as it "
            "is, tell the commission, and verify the election record."
        )
        self.certifyButton.setEnabled(not stopped)
        self.reasonField.setVisible(look is not None and look.needs_reason and not stopped)
        self.reasonField.hint = self.tr("It goes into the record for good. Do not write names.")
        self._show_whole()

    def _sentence(self) -> str:
        """Two lines, whatever stands in them: the lines below stay where they are."""
        shown = self._shown
        if isinstance(shown, Certificate):
            said = self.tr("Certified by {names}.").format(names=", ".join(shown.names))
            reason = self.tr("Reason: {reason}").format(reason=shown.reason) if shown.reason else ""
            seen = self.tr("What they saw stands below.")
            return f"{said}\n{reason or seen}"
        look = self.tr("Look at every line together.")
        if shown.stopped:
            return look
        if shown.needs_reason:
            return self.tr(
                "Not everything agrees or can be known. First put right what can be put right, then look "
                "again. Otherwise two people certify it and write why."
            )
        then = self.tr("The commission and a second person then certify the result.")
        return f"{look}\n{then}"

    def _show_pill(self, lines: Sequence[Line]) -> None:
        differ = sum(line.verdict is Verdict.DIFFERS for line in lines)
        unknown = sum(line.verdict is Verdict.UNKNOWN for line in lines)
        if differ:
            self.verdictPill.say(*VERDICT_LOOKS[Verdict.DIFFERS], self.tr("%n differ(s)", "", differ))
        elif unknown:
            self.verdictPill.say(
                *VERDICT_LOOKS[Verdict.UNKNOWN], self.tr("%n cannot be known here", "", unknown)
            )
        else:
            self.verdictPill.say(*VERDICT_LOOKS[Verdict.AGREES], self.tr("Everything agrees"))

    def _show_lines(self, lines: Sequence[Line]) -> None:
        speak = language.of(self)
        verdicts = [sentence_case(line.verdict.label(speak)) for line in lines]
        self.linesTable.set_columns(
            [Column(self.tr("What"), stretch=1), Column(self.tr("Verdict"), width=208, align="right")]
        )
        self.linesTable.set_rows(
            [
                Row(
                    str(place),
                    (
                        Text(
                            sentence_case(line.check.label(speak)), sub=line.said.text(speak), weight="name"
                        ),
                        PillCell(*VERDICT_LOOKS[line.verdict], said),
                    ),
                )
                for place, (line, said) in enumerate(zip(lines, verdicts, strict=True))
            ]
        )
        most = max(_LEAST, self._room // self.linesTable.rowPixels)
        self.linesTable.setFixedHeight(min(len(lines), most) * self.linesTable.rowPixels)

    def _show_whole(self) -> None:
        """Where a line has no room for all its words, they stand below once it is chosen."""
        key = self.linesTable.chosen_key
        said = self._shown.lines[int(key)].said.text(language.of(self)) if key else ""
        cut = width_of(said, OFFICIAL["caption"]) > self.linesTable.columnWidth(0) - _PADDING
        self.wholeLabel.setText(said if cut else "")
        self.wholeLabel.setVisible(cut)

    def _ask(self) -> None:
        if not self.certifyButton.isEnabled():
            # Enter in the field of the reason is no way around it.
            return
        reason = self.reasonEdit.text().strip()
        if self.reasonField.isVisible() and not reason:
            self.reasonField.set_error(lambda: self.tr("Write in one line why not everything agrees"))
            self.reasonEdit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.certify_asked.emit(reason)


def open_certify(widget: QWidget, form: CertifyForm) -> Sheet:
    """Show it over the window of `widget`."""
    sheet = Sheet(form, form.titleLabel.text())
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    first = form.reasonEdit if form.reasonField.isVisible() else form.closeButton
    if form.look is not None and not form.look.needs_reason:
        first = form.certifyButton
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
