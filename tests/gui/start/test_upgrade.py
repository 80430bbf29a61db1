"""Data of another version of the program, opened in the window: an older one, a newer one, and no room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from omp_desktop import bootstrap
from omp_desktop.bootstrap import keys_folder
from omp_desktop.domain.access import Role
from omp_desktop.domain.audit_events import AuditEvent
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language, tasks
from omp_desktop.gui.program import Program
from omp_desktop.gui.start.chooser import RoleChooser
from omp_desktop.gui.start.first_run import StartTrouble
from omp_desktop.gui.surroundings import Start, Wanted
from omp_desktop.gui.widgets import Label, PushButton, Sheet
from omp_desktop.scenarios import demonstration
from omp_desktop.services.secrets import STORE_KEY, ThrowawaySecrets
from omp_desktop.settings import SettingsDamaged
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.migrations.runner import PACKAGED
from omp_desktop.store.opening import store_file
from tests.e2e.program import run

OLDER = PACKAGED.all_revisions()[-2]
PIN = "271828"


@pytest.fixture(autouse=True)
def _workers() -> Iterator[None]:
    with tasks.workers():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder in which somebody can sign in."""
    folder = tmp_path / "data"
    application = bootstrap.open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)))
    application.access.first_account("이가람", Role.COMMISSION, PIN)
    application.close()
    return folder


@pytest.fixture
def begun(qtbot: QtBot) -> Iterator[list[Program]]:
    programs: list[Program] = []
    yield programs
    for program in programs:
        program.close()
        qtbot.addWidget(program.window)


@contextmanager
def tables(folder: Path) -> Iterator[Connection]:
    """The tables of the store in a data folder, to be changed as another version would."""
    key = ThrowawaySecrets(keys_folder(folder)).get(STORE_KEY)
    assert key is not None
    with Connections(store_file(folder), StoreKey(key)).migration() as connection:
        yield connection


def make_older(folder: Path) -> None:
    with tables(folder) as connection:
        PACKAGED.downgrade(connection, OLDER)


def make_newer(folder: Path) -> None:
    with tables(folder) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("UPDATE setting SET value = '7.1' WHERE key = 'program'")


def begin(programs: list[Program], folder: Path, wanted: Wanted | None = None) -> Program:
    program = Program(folder, "en", wanted or Wanted())
    programs.append(program)
    program.begin()
    return program


def chooser_of(qtbot: QtBot, program: Program) -> RoleChooser:
    qtbot.waitUntil(lambda: isinstance(program.window.shown, RoleChooser))
    assert isinstance(program.window.shown, RoleChooser)
    return program.window.shown


def trouble_of(qtbot: QtBot, program: Program) -> StartTrouble:
    qtbot.waitUntil(lambda: isinstance(program.window.shown, StartTrouble))
    assert isinstance(program.window.shown, StartTrouble)
    return program.window.shown


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.waitUntil(lambda: button.isVisible() and button.width() > button.height())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(error: OmpError) -> tuple[str, str]:
    words = error.describe("en")
    return words.text, words.next_step


def test_data_of_an_older_version_are_brought_up_to_date_and_the_copy_is_named(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    make_older(home)

    program = begin(begun, home)
    chooser = chooser_of(qtbot, program)

    copy = home / "backups" / f"station-{OLDER}.db"
    assert copy.exists()
    assert str(copy) in chooser.upgradeBanner.text
    assert chooser.upgradeBanner.isVisible()
    # Nobody is held up.
    assert not program.window.findChildren(Sheet)
    program.open_window(Start.OFFICIAL)
    assert program.official is not None
    beside = bootstrap.open_application(home, secrets=ThrowawaySecrets(keys_folder(home)))
    last = beside.audit_log.page()[-1]
    beside.close()
    assert (last.event, last.details["backup"]) == (AuditEvent.STORE_UPGRADED.value, copy.name)


def test_the_note_speaks_the_language_of_the_window_and_goes_when_it_was_read(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    make_older(home)
    program = begin(begun, home)
    chooser = chooser_of(qtbot, program)
    english = chooser.upgradeBanner.text

    program.window.language_wanted.emit("ko")
    assert chooser.upgradeBanner.text != english
    assert language.of(chooser) == "ko"

    chooser.upgradeBanner.acted.emit()
    assert not chooser.upgradeBanner.isVisible()


@pytest.mark.parametrize("height", [720, 800])
def test_the_note_pushes_no_card_below_the_foot(
    qtbot: QtBot, begun: list[Program], home: Path, height: int
) -> None:
    make_older(home)
    program = begin(begun, home)
    chooser = chooser_of(qtbot, program)
    program.window.resize(1280, height)

    qtbot.waitUntil(lambda: chooser.height() == height and chooser.upgradeBanner.isVisible())
    qtbot.waitUntil(lambda: chooser.commissionCard.geometry().bottom() < chooser.electionCard.y())


def test_a_command_names_the_copy_too(home: Path) -> None:
    make_older(home)

    ended = run("doctor", "--data-dir", home, "--lang", "en")

    assert str(home / "backups" / f"station-{OLDER}.db") in ended.stderr


def test_nothing_is_said_where_nothing_was_changed(qtbot: QtBot, begun: list[Program], home: Path) -> None:
    chooser = chooser_of(qtbot, begin(begun, home))

    assert not chooser.upgradeBanner.isVisible()
    assert not (home / "backups").exists()


def test_data_of_a_newer_version_are_left_alone_and_the_demonstration_still_opens(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    make_newer(home)
    before = store_file(home).read_bytes()

    program = begin(begun, home)
    trouble = trouble_of(qtbot, program)

    assert "7.1" in trouble.textLabel.text()
    assert "Install" in trouble.nextLabel.text()
    assert not trouble.retryButton.isVisible()
    qtbot.waitUntil(lambda: program.window.focusWidget() is trouble.closeButton)
    click(qtbot, trouble.demoButton)
    chooser = chooser_of(qtbot, program)
    qtbot.waitUntil(chooser.testBanner.isVisible)
    assert store_file(home).read_bytes() == before


def test_a_demonstration_of_a_newer_version_can_be_started_over(
    qtbot: QtBot, begun: list[Program], tmp_path: Path
) -> None:
    folder = tmp_path / "demonstration"
    demonstration.open_demonstration(folder).close()
    make_newer(folder)

    program = begin(begun, folder, Wanted(demonstration=True))
    trouble = trouble_of(qtbot, program)
    assert "over" in trouble.demoButton.text()
    before = store_file(folder).read_bytes()
    click(qtbot, trouble.demoButton)
    (sheet,) = program.window.findChildren(Sheet)
    # Nothing is thrown away before the question is answered.
    assert store_file(folder).read_bytes() == before
    click(qtbot, next(b for b in sheet.findChildren(PushButton) if b.text() == "Start over"))

    chooser = chooser_of(qtbot, program)
    qtbot.waitUntil(chooser.testBanner.isVisible)


def test_without_room_for_the_copy_nothing_is_changed_and_one_tries_again(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    make_older(home)
    before = store_file(home).read_bytes()
    in_the_way = home / "backups"
    in_the_way.touch()

    program = begin(begun, home)
    trouble = trouble_of(qtbot, program)

    assert trouble.codeLabel.text() == "store.not-upgraded"
    assert store_file(home).read_bytes() == before
    in_the_way.unlink()
    click(qtbot, trouble.retryButton)
    assert chooser_of(qtbot, program).upgradeBanner.isVisible()


def test_damaged_settings_are_told_over_the_first_screen(
    qtbot: QtBot, begun: list[Program], home: Path
) -> None:
    damaged = SettingsDamaged(kept="settings.json.damaged-1")

    program = begin(begun, home, Wanted(told=damaged))
    chooser_of(qtbot, program)

    (sheet,) = program.window.findChildren(Sheet)
    shown = " ".join(label.text() for label in sheet.findChildren(Label))
    assert all(part in shown for part in said(damaged))
