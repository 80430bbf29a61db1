"""A paper on the screen as it will be printed, to be saved or printed from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.print_sheet import show_print
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.print.preview import PaperPages
from omp_desktop.gui.widgets import Label, PushButton, Sheet
from omp_desktop.reports.document import Document

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing

_PAGE_WIDTH = 760
_AROUND = 232  # px of the window that the pages leave


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: what people call it, the beginning of its file's name, and how it is laid in a language."""

    name: LocalText
    file_name: str
    lay: Callable[[Lang], Document]


class PaperForm(Form):
    """The pages of a paper. Another language lays it anew."""

    ui = ("official", "paper_sheet.ui")

    titleLabel: Label
    pagesLabel: Label
    pagesScroll: QScrollArea
    pdfButton: PushButton
    printButton: PushButton
    closeButton: PushButton

    def __init__(
        self, paper: Paper, parent: QWidget | None = None, *, printing: Printing | None = None
    ) -> None:
        """`printing`: None where nothing prints."""
        self._paper, self._printing = paper, printing
        super().__init__(parent)
        self.pdfButton.clicked.connect(self._ask_pdf)
        self.printButton.setVisible(printing is not None)
        self.printButton.clicked.connect(self._print)
        room = 560 if parent is None else parent.window().height() - _AROUND
        self.pagesScroll.setMinimumHeight(room)
        self.pagesScroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pagesScroll.viewport().setAutoFillBackground(False)

    def retranslate(self) -> None:
        speak = language.of(self)
        self.titleLabel.setText(self._paper.name.text(speak))
        pages = PaperPages(self.document(), _PAGE_WIDTH)
        self.pagesScroll.setWidget(pages)
        self.pagesScroll.setAccessibleName(self._paper.name.text(speak))
        self.pagesScroll.setAccessibleDescription("\n".join(self.document().words()))
        self.pagesLabel.setText(self.tr("%n pages", "", pages.pages))

    def document(self) -> Document:
        """The paper in the language of the window."""
        return self._paper.lay(language.of(self))

    def save_pdf(self, path: Path) -> None:
        """Write it as PDF."""
        # Painted here: fonts belong to this thread.
        content = to_pdf(self.document(), A4)
        self.work(
            lambda: file_choice.write_file(path, content), lambda _: self._say_saved(path), lane=tasks.POOL
        )

    def _ask_pdf(self) -> None:
        name = f"{self._paper.file_name}.pdf"
        file_choice.ask_new_file(
            self, self.tr("Save the paper"), name, self.tr("Pages (*.pdf)"), self.save_pdf
        )

    def _say_saved(self, path: Path) -> None:
        dialogs.show_message(self, self.tr("The paper is saved"), str(path), kind="ok")

    def _print(self) -> None:
        if self._printing is not None:
            show_print(self, self.titleLabel.text(), self.document(), self._printing)


def show_paper(widget: QWidget, paper: Paper, printing: Printing | None) -> Sheet:
    """Show it over the window of `widget`."""
    form = PaperForm(paper, widget, printing=printing)
    sheet = Sheet(form, form.titleLabel.text())
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
