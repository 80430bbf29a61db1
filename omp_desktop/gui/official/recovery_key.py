"""A new recovery key: shown once, to be printed, saved or written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.print_sheet import show_print
from omp_desktop.gui.official.words import local_day_time
from omp_desktop.gui.print.pages import JOB_TITLE
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.print.system import PrintState
from omp_desktop.gui.widgets import CodeDisplay, Label, Notice, PushButton, Sheet
from omp_desktop.reports.document import Code, Document, Facts, Text, Title
from omp_desktop.services.recovery import RecoveryKey

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing


class RecoveryKeyForm(Form):
    """Shows the key large. Whoever goes on does not see it again: `done` comes once they said so."""

    ui = ("official", "recovery_key.ui")
    done = Signal()

    titleLabel: Label
    codeDisplay: CodeDisplay
    valueLabel: Label
    onceNotice: Notice
    saveButton: PushButton
    printButton: PushButton
    doneButton: PushButton

    def __init__(self, key: RecoveryKey, printing: Printing | None, parent: QWidget | None = None) -> None:
        """`printing`: None where nothing can be printed."""
        self._key, self._printing = key, printing
        self._on_paper = False
        super().__init__(parent)
        self.codeDisplay.code = key.text
        self.printButton.setVisible(printing is not None)
        self.saveButton.clicked.connect(self._ask_where)
        self.printButton.clicked.connect(self._print)
        self.doneButton.clicked.connect(self._ask_done)

    def retranslate(self) -> None:
        self.valueLabel.setText(
            self.tr("Value, which tells this key from others: {value}").format(value=self._key.value)
        )
        self.onceNotice.text = self.tr(
            "The key is shown this once. Keep it apart from the backups and from this computer: whoever has "
            "a backup and the key has everything but the own votes of voters."
        )

    def forget(self) -> None:
        """Leave nothing of the key in the program, also not among what can be printed again."""
        for job in () if self._printing is None else self._printing.jobs:
            if any(isinstance(block, Code) and block.code == self._key.text for block in job.document.blocks):
                job.drop()
        self.codeDisplay.code = ""

    def page(self) -> Document:
        """The paper."""
        key = self._key
        return Document(
            JOB_TITLE,
            language.of(self),
            (
                Title(self.titleLabel.text()),
                Text(
                    self.tr(
                        "With this key and a backup the data come back on another computer: start the "
                        "program there in an empty data folder and press “Restore a backup …”."
                    )
                ),
                Facts(
                    (
                        (self.tr("Polling station"), key.station or "–"),
                        (self.tr("Made"), local_day_time(key.made_at)),
                        (self.tr("Value"), key.value),
                    )
                ),
                Code(self.tr("Key"), key.text),
                Text(self.tr("Keep this page apart from the backups, as you would a key.")),
            ),
            large=True,
        )

    def save_page(self, path: Path) -> None:
        """Write the page."""
        # Painted here: fonts belong to this thread. A stick may take its time.
        content = to_pdf(self.page(), A4)
        self.work(
            lambda: file_choice.write_file(path, content), lambda _: self._on_saved(path), lane=tasks.POOL
        )

    def _ask_where(self) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Save the recovery key"),
            "recovery-key.pdf",
            self.tr("Pages (*.pdf)"),
            self.save_page,
        )

    def _on_saved(self, path: Path) -> None:
        self._on_paper = True
        dialogs.show_message(self, self.tr("The key is saved"), str(path), kind="ok")

    def _print(self) -> None:
        printing = self._printing
        if printing is None:
            return
        before = {job.number for job in printing.jobs}
        sheet = show_print(self, self.titleLabel.text(), self.page(), printing, once=True)

        def on_closed() -> None:
            # Whoever only looked at the printers, or whose printer failed, has nothing on paper.
            sent = [job for job in printing.jobs if job.number not in before]
            self._on_paper = self._on_paper or any(job.state is not PrintState.FAILED for job in sent)

        sheet.closed.connect(on_closed)

    def _ask_done(self) -> None:
        if self._on_paper:
            self._finish()
            return
        dialogs.confirm(
            self,
            self.tr("Is the key written down?"),
            self.tr("It was neither saved nor printed here, and nobody can see it again."),
            accept=self.tr("It is written down"),
            accepted=self._finish,
            kind="warn",
        )

    def _finish(self) -> None:
        self.forget()
        self.done.emit()


def show_recovery_key(widget: QWidget, key: RecoveryKey, printing: Printing | None) -> Sheet:
    """Show the key over the window of `widget`; no key but the button closes the sheet."""
    form = RecoveryKeyForm(key, printing, widget)
    sheet = Sheet(form, form.titleLabel.text())
    sheet.dismissable = False
    form.done.connect(sheet.close_sheet)
    # Also where the window was locked over it.
    sheet.closed.connect(form.forget)
    return sheet.open_over(widget)
