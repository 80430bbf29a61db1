"""Every tab of the official's window, every screen of the start and every sheet has its page of the guide."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import omp_desktop.gui.official
import omp_desktop.gui.start
from omp_desktop.gui import guide
from omp_desktop.gui.help import HelpForm
from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.start.first_run import StartForm
from omp_desktop.gui.widgets import TabStrip
from tests.gui.official.at_the_desk import Hands
from tests.gui.official.office import Office
from tests.services.scene import People

MODULES = sorted(Path(omp_desktop.gui.official.__file__).parent.parent.rglob("*.py"))


def tabs_of(page: OfficialPage) -> set[str]:
    return {f"{page.key}/{key}" for strip in page.findChildren(TabStrip) for key in strip.keys}


def start_screens(kind: type[StartForm] = StartForm) -> Iterator[type[StartForm]]:
    for screen in kind.__subclasses__():
        yield screen
        yield from start_screens(screen)


def test_every_tab_of_the_records_has_its_page(at_the_door: Hands) -> None:
    assert tabs_of(at_the_door.records) - guide.PAGES.keys() == set()


def test_every_tab_of_elections_and_settings_has_its_page(office: Office) -> None:
    for page in (office.elections, office.settings):
        assert tabs_of(page) - guide.PAGES.keys() == set()


def test_every_screen_of_the_start_has_its_page() -> None:
    for module in pkgutil.iter_modules(omp_desktop.gui.start.__path__):
        importlib.import_module(f"omp_desktop.gui.start.{module.name}")

    assert {screen.place for screen in start_screens()} - guide.PAGES.keys() == set()


def test_every_sheet_with_a_page_of_its_own_is_a_class_of_the_program() -> None:
    named = {place for place in guide.PAGES if place[0].isupper()}
    classes = {
        node.name
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }

    assert named - classes == set()


@pytest.mark.parametrize(
    ("key", "title"), [("polling", "Zero report and opening"), ("results", "Results"), ("queue", "Queue")]
)
def test_f1_shows_the_page_for_what_is_in_view(hands: Hands, key: str, title: str) -> None:
    hands.go(key)
    hands.settle()

    QTest.keyClick(hands.window, Qt.Key.Key_F1)

    form = hands.part(hands.window, HelpForm)
    assert form.titleLabel.text() == title
    assert not form.leadLabel.isHidden()


def test_f1_before_signing_in_tells_how_to_sign_in(at_the_door: Hands) -> None:
    QTest.keyClick(at_the_door.window, Qt.Key.Key_F1)

    assert at_the_door.part(at_the_door.window, HelpForm).titleLabel.text() == "Signing in and locking"


@pytest.mark.usefixtures("published")
def test_f1_over_a_tab_shows_the_page_of_the_tab(at_the_door: Hands, people: People) -> None:
    at_the_door.sign_in(people.manager)
    at_the_door.go("records")
    at_the_door.settle()
    strip = next(strip for strip in at_the_door.records.findChildren(TabStrip) if strip.isVisible())
    strip.current = "record"

    QTest.keyClick(at_the_door.window, Qt.Key.Key_F1)

    form = at_the_door.part(at_the_door.window, HelpForm)
    assert form.titleLabel.text() == "Publishing and verifying the election record"
