"""F1: every place of the windows has its page of the operator guide, in the language spoken there."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Lang
from omp_desktop.gui import guide, help, language
from omp_desktop.gui.candidate.my_data import MyDataPage
from omp_desktop.gui.candidate.pledges import MyPledgesPage
from omp_desktop.gui.candidate.settings import CandidateSettingsPage
from omp_desktop.gui.help import HelpForm, show_help
from omp_desktop.gui.official.election_editor import TABS
from omp_desktop.gui.official.registry import PAGES
from omp_desktop.gui.widgets import Sheet
from tests.gui.conftest import Show, too_small

LANGUAGES: tuple[Lang, ...] = ("ko", "en")


@pytest.fixture
def window(show: Show) -> QWidget:
    return show(QWidget(), lang="en")


def shown(window: QWidget) -> HelpForm:
    (form,) = [form for form in window.findChildren(HelpForm) if form.isVisible()]
    return form


# --- the guide -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_has_a_page_of_the_guide(lang: Lang) -> None:
    there = {page.title for page in guide.pages(lang)}

    assert {heading.text(lang) for heading in guide.PAGES.values()} - there == set()


def test_every_page_and_every_tab_of_the_windows_has_its_place() -> None:
    places = {page.key for page in PAGES} | {f"elections/{tab.key}" for tab in TABS}
    places |= {f"candidate/{page.key}" for page in (MyPledgesPage, MyDataPage, CandidateSettingsPage)}

    assert places - guide.PAGES.keys() == set()


def test_the_two_languages_have_the_same_page_at_the_same_place() -> None:
    korean, english = guide.pages("ko"), guide.pages("en")
    places = [page.title for page in korean]

    assert len(korean) == len(english)
    for heading in guide.PAGES.values():
        assert english[places.index(heading.ko)].title == heading.en


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_inside_the_guide_leads_to_a_page_and_none_leads_out(lang: Lang) -> None:
    links = {link for page in guide.pages(lang) for link in re.findall(r"\]\(([^)]*)\)", page.text)}

    assert links - {f"#{page.slug}" for page in guide.pages(lang)} == set()


@pytest.mark.parametrize("state", ElectionState)
def test_polling_day_has_a_page_for_each_state_of_the_polls(state: ElectionState) -> None:
    assert guide.page_for(f"polling/{state.value}", "en").text


def test_a_part_without_a_page_of_its_own_has_that_of_the_whole() -> None:
    assert guide.page_for("results/president", "en").title == "Results"


def test_a_place_unknown_has_the_first_page() -> None:
    assert guide.page_for("nowhere/at-all", "ko") is guide.pages("ko")[0]


# --- the sheet -------------------------------------------------------------------------------------------


def test_the_page_is_shown_in_the_language_of_the_window(window: QWidget) -> None:
    show_help(window, "elections/candidates", "What one does here.")
    form = shown(window)

    assert form.titleLabel.text() == "Candidates"
    assert form.leadLabel.text() == "What one does here."
    assert "Import CSV" in form.pageReader.toPlainText()

    language.set_language(window, "ko")
    assert form.titleLabel.text() == "후보자"
    assert "CSV 가져오기" in form.pageReader.toPlainText()


def test_another_page_is_a_choice_away(window: QWidget) -> None:
    show_help(window, "queue", "What one does here.")
    form = shown(window)

    at = form.pageBox.findText("Clock")
    form.pageBox.setCurrentIndex(at)
    form.pageBox.activated.emit(at)

    assert form.titleLabel.text() == "Clock"
    assert form.leadLabel.isHidden()


def test_a_link_leads_to_the_page_it_names(window: QWidget) -> None:
    show_help(window, "start")
    form = shown(window)

    form.pageReader.anchorClicked.emit(QUrl("#enrolling-a-station"))

    assert form.titleLabel.text() == "Enrolling a station"
    assert form.pageBox.currentText() == "Enrolling a station"


def test_a_sheet_on_top_has_its_own_page(window: QWidget) -> None:
    class PrintForm(QWidget):
        """Named as the sheet of the program."""

    Sheet(PrintForm(), "Print").open_over(window)

    show_help(window, "polling/open", "What one does here.")

    assert shown(window).titleLabel.text() == "Printing"
    assert shown(window).leadLabel.isHidden()


def test_help_over_help_is_not_shown(window: QWidget) -> None:
    show_help(window, "queue")
    show_help(window, "results")

    assert shown(window).titleLabel.text() == "Queue"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_fits_into_the_smallest_window(show: Show, lang: Lang) -> None:
    window = show(QWidget(), 1280, 720, lang=lang)
    show_help(window, "polling/open", "What one does here. " * 9)
    # Layouts in layouts tell each other about a change one after the other.
    for _ in range(6):
        QApplication.processEvents()

    assert too_small(window) == []


def test_colours_of_links_follow_the_palette(show: Show, window: QWidget) -> None:
    show_help(window, "start")
    reader = shown(window).pageReader
    before = reader.document().toHtml()

    show(window, palette="white_on_black", lang="en")

    assert reader.document().toHtml() != before
    assert help.part_in_view(window) == ""
