"""F1: the page of the operator guide for what is in view, over the window. Needs no network."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import guide, language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import ComboBox, Label, PushButton, Reader, Sheet, TabStrip


class HelpForm(Form):
    """One page of the guide; the others are a choice away."""

    ui = ("help.ui",)

    titleLabel: Label
    pageBox: ComboBox
    leadLabel: Label
    pageReader: Reader
    closeButton: PushButton

    def __init__(self, place: str, lead: str = "", parent: QWidget | None = None) -> None:
        """`place` as in `guide.PAGES`; `lead` says what one does there."""
        self._place = place
        self._lead = lead
        super().__init__(parent)
        self.pageBox.activated.connect(lambda at: self._show(guide.pages(language.of(self))[at]))
        self.pageReader.followed.connect(self._follow)

    def retranslate(self) -> None:
        speak = language.of(self)
        self.pageBox.clear()
        self.pageBox.addItems([page.title for page in guide.pages(speak)])
        self._show(guide.page_for(self._place, speak))
        self.leadLabel.setText(self._lead)
        self.leadLabel.setVisible(bool(self._lead))

    def _show(self, page: guide.GuidePage) -> None:
        self.titleLabel.setText(page.title)
        self.pageBox.setCurrentIndex(self.pageBox.findText(page.title))
        # It is about the place, not about another page.
        self.leadLabel.hide()
        self.pageReader.show_text(page.text)

    def _follow(self, slug: str) -> None:
        for page in guide.pages(language.of(self)):
            if page.slug == slug:
                self._show(page)


def part_in_view(page: QWidget) -> str:
    """The key of the tab that a page shows; empty on a page without tabs."""
    return next((strip.current for strip in page.findChildren(TabStrip) if strip.isVisible()), "")


def show_help(widget: QWidget, place: str, lead: str = "") -> None:
    """Show the page for the sheet on top of the window, or else for `place`. Help over help is not shown."""
    window = widget.window()
    sheets = [sheet.content for sheet in window.findChildren(Sheet) if sheet.isVisible()]
    if any(isinstance(content, HelpForm) for content in sheets):
        return
    above = type(sheets[-1]).__name__ if sheets else ""
    if above in guide.PAGES:
        place, lead = above, ""
    form = HelpForm(place, lead, window)
    sheet = Sheet(form, form.titleLabel.text())
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(window)
    form.pageReader.setFocus(Qt.FocusReason.OtherFocusReason)
