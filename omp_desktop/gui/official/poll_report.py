"""A report of the polls on the screen: figures, seals, and who was there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.election import Election
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.print_sheet import show_print
from omp_desktop.gui.official.words import day_time, zone
from omp_desktop.gui.print.pages import JOB_TITLE
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.widgets import Column, Label, Pill, PushButton, Row, Sheet, TableView, Text
from omp_desktop.reports.document import Document, Facts, Section, Signatures, Title
from omp_desktop.reports.document import Text as Paragraph
from omp_desktop.reports.happened import mark_of
from omp_desktop.services.poll_reports import ClosingReport, PollReport, ReportKind

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing

_SEAL_SHOWN, _SEAL_GROUP = 16, 4
_PDF_NAMES = "{kind}-report.pdf"
_AROUND = 240  # px of the window that the table leaves
_DENSE = 28  # px: a line of a report that is longer than the window


def seal(digest: str, length: int | None = _SEAL_SHOWN) -> str:
    """The beginning of a digest in groups that two people can read to each other."""
    shown = digest[:length].upper()
    return " ".join(shown[at : at + _SEAL_GROUP] for at in range(0, len(shown), _SEAL_GROUP))


class PollReportView(Form):
    """One report; a closing report has more lines."""

    ui = ("official", "poll_report.ui")

    titleLabel: Label
    statePill: Pill
    textLabel: Label
    figuresTable: TableView
    pdfButton: PushButton
    printButton: PushButton
    closeButton: PushButton

    def __init__(
        self,
        report: PollReport | ClosingReport,
        names: Mapping[str, str],
        election: Election | None,
        parent: QWidget | None = None,
        *,
        printing: Printing | None = None,
    ) -> None:
        """Times are the election's.

        Args:
            report: what was kept.
            names: of accounts and of booths, by id.
            election: whose report it is, where that is known.
            parent: the window below.
            printing: None where nothing prints.
        """
        self._report = report.report if isinstance(report, ClosingReport) else report
        self._closing = report if isinstance(report, ClosingReport) else None
        self._names = names
        self._election = election
        self._zone = zone("UTC" if election is None else election.timezone)
        self._printing = printing
        super().__init__(parent)
        self.pdfButton.clicked.connect(self._ask_pdf)
        self.printButton.setVisible(printing is not None)
        self.printButton.clicked.connect(self._print)
        self.figuresTable.horizontalHeader().hide()
        if parent is not None:
            # All lines at one look, the seals at the end too: closer together rather than scrolled.
            lines, room = self.figuresTable.model().rowCount(), parent.window().height() - _AROUND
            if lines * self.figuresTable.rowPixels > room:
                self.figuresTable.rowPixels = _DENSE
            self.figuresTable.setMinimumHeight(min(lines * self.figuresTable.rowPixels, room))

    def retranslate(self) -> None:
        report = self._report
        self.titleLabel.setText(report.kind.label(language.of(self)))
        if report.counts.agree:
            self.statePill.say("ok", "scale", self.tr("Numbers agree"))
        else:
            self.statePill.say("err", "circle-alert", self.tr("Numbers differ"))
        self.textLabel.setText(self._sentence())
        self.figuresTable.set_columns(
            [Column(self.tr("What"), stretch=1), Column(self.tr("Figure"), stretch=1, align="right")]
        )
        lines = [*self._circumstances(), *self._figures(), *self._seals()]
        self.figuresTable.set_rows(
            [
                Row(str(place), (Text(what), Text(value, weight="name")))
                for place, (what, value) in enumerate(lines)
            ]
        )

    def paper(self) -> Document:
        """The same on paper, with whole seals and a line for everybody to sign on."""
        people = [self._names.get(person, person[:8]) for person in self._report.people]
        return Document(
            JOB_TITLE,
            language.of(self),
            (
                Title(self.titleLabel.text()),
                Paragraph(self.statePill.text()),
                Facts((*self._election_line(), *self._circumstances())),
                Section(self.tr("Figures")),
                Facts(tuple(self._figures()), aligned=True),
                Section(self.tr("Seals")),
                Facts(tuple(self._seals(None))),
                Section(self.tr("Signatures")),
                Signatures((*people, self.tr("Observer"))),
            ),
            mark=mark_of(language.of(self), None, test_mode=self._test_mode),
        )

    @property
    def _test_mode(self) -> bool:
        return self._election is not None and self._election.test_mode

    def _election_line(self) -> tuple[tuple[str, str], ...]:
        if self._election is None:
            return ()
        return ((self.tr("Election"), self._election.name.text(language.of(self))),)

    def save_pdf(self, path: Path) -> None:
        """Write it as PDF."""
        # Painted here: fonts belong to this thread.
        content = to_pdf(self.paper(), A4)
        self.work(
            lambda: file_choice.write_file(path, content), lambda _: self._say_saved(path), lane=tasks.POOL
        )

    def _ask_pdf(self) -> None:
        name = _PDF_NAMES.format(kind=self._report.kind.value)
        file_choice.ask_new_file(
            self, self.tr("Save the report"), name, self.tr("Pages (*.pdf)"), self.save_pdf
        )

    def _say_saved(self, path: Path) -> None:
        dialogs.show_message(self, self.tr("The report is saved"), str(path), kind="ok")

    def _print(self) -> None:
        if self._printing is not None:
            show_print(self, self.titleLabel.text(), self.paper(), self._printing)

    def _sentence(self) -> str:
        if self._report.kind is ReportKind.ZERO:
            return self.tr("Nothing is in the ballot box. Look at it together with the observers.")
        return self.tr("Compare the figures and seals with the observers' notes.")

    def _circumstances(self) -> list[tuple[str, str]]:
        report = self._report
        people = ", ".join(self._names.get(person, person[:8]) for person in report.people)
        lines = [
            (self.tr("Station"), report.station),
            (self.tr("Time"), day_time(report.at, self._zone)),
            (self.tr("People"), people),
        ]
        if report.reason:
            lines.append((self.tr("Reason"), report.reason))
        return lines

    def _figures(self) -> list[tuple[str, str]]:
        counts = self._report.counts
        lines = [
            (self.tr("Voters on the list"), counts.listed),
            (self.tr("Voted"), counts.voted),
            (self.tr("Ballots in the box"), counts.ballots),
            (self.tr("Ballots in the sums"), counts.summed),
            (self.tr("Open permits"), counts.issued),
            (self.tr("Cancelled, not issued again"), counts.cancelled),
            (self.tr("Tested and void ballots"), counts.tested + counts.void),
        ]
        closing = self._closing
        if closing is not None:
            lines += [
                (self.tr("Sealed, never cast, now void"), closing.voided),
                (self.tr("Permits nobody voted with"), closing.permits_cancelled),
                (self.tr("Left the queue without voting"), closing.left_waiting),
            ]
            lines += [
                (self.tr("Identity: {method}").format(method=method.label(language.of(self))), times)
                for method, times in closing.methods.items()
                if times
            ]
        return [(what, number(figure)) for what, figure in lines]

    def _seals(self, length: int | None = _SEAL_SHOWN) -> list[tuple[str, str]]:
        """Seals, shortened to `length` signs unless that is None."""
        report = self._report
        closings = self._closing.closings if self._closing is not None else ()
        return [
            *(
                (
                    self.tr("Closing value of {booth}").format(
                        booth=self._names.get(closing.device_id, closing.device_id[:8])
                    ),
                    seal(closing.value, length),
                )
                for closing in closings
            ),
            (self.tr("Seal of the ballots"), seal(report.codes_digest, length)),
            (self.tr("Seal of the sums"), seal(report.sums_digest, length)),
            (
                self.tr("Audit log, entry {number}").format(number=report.chain_seq),
                seal(report.chain_hash, length),
            ),
        ]


def show_report(
    widget: QWidget,
    report: PollReport | ClosingReport,
    names: Mapping[str, str],
    election: Election | None,
    printing: Printing | None = None,
) -> Sheet:
    """Show it over the window of `widget`; with `printing` it can be printed."""
    view = PollReportView(report, names, election, widget, printing=printing)
    sheet = Sheet(view, view.titleLabel.text())
    view.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    view.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
