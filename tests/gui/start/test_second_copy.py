"""A store that was damaged or lost: the start offers the copy of the second medium, and goes on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.bootstrap import open_application
from omp_desktop.domain.access import Role
from omp_desktop.gui import tasks
from omp_desktop.gui.program import Program
from omp_desktop.gui.start.chooser import RoleChooser
from omp_desktop.gui.start.first_run import KeysPassphrase, StartTrouble
from omp_desktop.gui.surroundings import Wanted
from omp_desktop.gui.widgets import PushButton, Sheet
from omp_desktop.services.mirror import MirrorService
from omp_desktop.services.secrets import PassphraseSecrets, ThrowawaySecrets
from omp_desktop.services.session import Session
from omp_desktop.store.opening import store_file
from omp_desktop.store.second_copy import FOLDER

PASSPHRASE = "다섯 낱말 battery staple 19"


@pytest.fixture(autouse=True)
def _workers() -> Iterator[None]:
    with tasks.workers():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def used_before(home: Path, box: ThrowawaySecrets | PassphraseSecrets) -> Path:
    """A folder with an account and a second medium; returns the store's file."""
    medium = home.parent / "medium"
    medium.mkdir()
    application = open_application(home, secrets=box)
    account = application.access.first_account("위원", Role.COMMISSION, "271828")
    service = MirrorService(application.core, separate=lambda _folder, _data: True)
    service.make(Session(account), medium)
    application.close()
    return store_file(home)


def damage(file: Path) -> None:
    found = bytearray(file.read_bytes())
    for start in range(4096, len(found), 4096):
        found[start] ^= 1
    file.write_bytes(found)


@pytest.fixture
def begin(qtbot: QtBot, home: Path) -> Iterator[Callable[[], Program]]:
    programs: list[Program] = []

    def begun() -> Program:
        programs.append(Program(home, "en", Wanted()))
        programs[-1].begin()
        return programs[-1]

    yield begun
    for program in programs:
        program.close()
        qtbot.addWidget(program.window)


def arrive(qtbot: QtBot, program: Program, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(program.window.shown, kind), timeout=30_000)
    shown = program.window.shown
    assert shown is not None
    qtbot.waitExposed(program.window)
    return shown


def click(qtbot: QtBot, button: QWidget) -> None:
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled() and button.width() > button.height())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def take_over(qtbot: QtBot, program: Program, trouble: QWidget) -> None:
    """Press the button, and say yes to the question."""
    assert isinstance(trouble, StartTrouble)
    click(qtbot, trouble.takeOverButton)
    qtbot.waitUntil(lambda: any(s.isVisible() for s in program.window.findChildren(Sheet)))
    (sheet,) = (s for s in program.window.findChildren(Sheet) if s.isVisible())
    (accept,) = (b for b in sheet.findChildren(PushButton) if b.text() == "Go on with the copy")
    click(qtbot, accept)


@pytest.mark.parametrize("spoil", [damage, Path.unlink])
def test_the_copy_takes_the_place_of_a_lost_store(
    qtbot: QtBot, home: Path, begin: Callable[[], Program], spoil: Callable[[Path], object]
) -> None:
    spoil(used_before(home, ThrowawaySecrets(home / "keys")))
    program = begin()
    trouble = arrive(qtbot, program, StartTrouble)
    take_over(qtbot, program, trouble)
    arrive(qtbot, program, RoleChooser)
    assert (home / FOLDER).is_dir()
    assert store_file(home).exists()


def test_keys_under_a_pass_phrase_open_the_copy_too(
    qtbot: QtBot, home: Path, begin: Callable[[], Program]
) -> None:
    box = PassphraseSecrets.create(home / "keys", PASSPHRASE, opslimit=1, memlimit=8192)
    damage(used_before(home, box))
    program = begin()
    keys = arrive(qtbot, program, KeysPassphrase)
    assert isinstance(keys, KeysPassphrase)
    keys.passphrase_given.emit(PASSPHRASE)
    trouble = arrive(qtbot, program, StartTrouble)
    take_over(qtbot, program, trouble)
    arrive(qtbot, program, RoleChooser)


def test_without_a_second_medium_there_is_nothing_to_offer(
    qtbot: QtBot, home: Path, begin: Callable[[], Program]
) -> None:
    damage(used_before(home, ThrowawaySecrets(home / "keys")))
    (home.parent / "medium").rename(home.parent / "elsewhere")
    trouble = arrive(qtbot, begin(), StartTrouble)
    assert isinstance(trouble, StartTrouble)
    assert not trouble.takeOverButton.isVisible()
