"""What officials have set for a booth holds when its voter's screen opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omp_desktop import bootstrap, settings
from omp_desktop.bootstrap import keys_folder
from omp_desktop.domain.access import Role
from omp_desktop.domain.station import Device
from omp_desktop.gui import displays, tasks, theme
from omp_desktop.gui.booths import booths
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.settings import SettingsPage
from omp_desktop.gui.program import Program
from omp_desktop.gui.start.chooser import RoleChooser
from omp_desktop.gui.surroundings import Start, Surroundings, Wanted
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.widgets import Label, Sheet
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.settings import BoothSettings

PIN = "271828"


@pytest.fixture(autouse=True)
def _workers() -> Iterator[None]:
    with tasks.workers():
        yield


@pytest.fixture
def booth(tmp_path: Path) -> Device:
    """The one booth of a station that was set up in `tmp_path`."""
    app = bootstrap.open_application(tmp_path, secrets=ThrowawaySecrets(keys_folder(tmp_path)))
    official = app.access.sign_in(app.access.first_account("이가람", Role.COMMISSION, PIN).id, PIN)
    station = app.stations.add(official, "가상 제1투표소")
    app.stations.add_kiosk(official, station.id)
    (found,) = booths(app)
    app.close()
    return found


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, booth: Device) -> Iterator[Program]:
    """The program on that folder, at the role chooser."""
    del booth
    surroundings = Surroundings(
        lambda folder: bootstrap.open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)))
    )
    program = Program(tmp_path, "en", Wanted(), surroundings)
    program.begin()
    qtbot.waitUntil(lambda: isinstance(program.window.shown, RoleChooser))
    yield program
    program.close()
    qtbot.addWidget(program.window)
    qtbot.waitUntil(tasks.idle)


def open_kiosk(program: Program, qtbot: QtBot) -> KioskWindow:
    """Its voter's screen, waiting for voters."""
    program.open_window(Start.KIOSK)
    qtbot.waitUntil(lambda: bool(program.kiosks))
    (kiosk,) = program.kiosks.values()
    qtbot.waitUntil(lambda: kiosk.booth.flow.place is Place.START)
    return kiosk


def told(program: Program) -> str:
    sheets = program.window.findChildren(Sheet)
    return " ".join(label.text() for sheet in sheets for label in sheet.findChildren(Label))


def test_a_booth_that_was_measured_shows_its_text_in_real_millimetres(
    program: Program, booth: Device, tmp_path: Path, qtbot: QtBot
) -> None:
    here = displays.connected()[0]
    settings.change_booth(tmp_path, booth.id, dpi=144.0, measured=here.mark)

    kiosk = open_kiosk(program, qtbot)

    assert theme.of(kiosk.booth).dpi == 144.0
    assert told(program) == ""


@pytest.mark.parametrize(
    "known", [BoothSettings(), BoothSettings(dpi=144.0, measured="another screen"), BoothSettings(dpi=2.0)]
)
def test_a_booth_that_was_not_measured_opens_and_officials_are_told(
    program: Program, booth: Device, tmp_path: Path, qtbot: QtBot, known: BoothSettings
) -> None:
    settings.change_booth(tmp_path, booth.id, **asdict(known))

    kiosk = open_kiosk(program, qtbot)

    assert theme.of(kiosk.booth).dpi == 96.0
    assert f"The screen of {booth.name} is not measured yet" in told(program)


def test_what_is_measured_at_the_booth_is_kept_for_the_next_time(
    program: Program, booth: Device, tmp_path: Path, qtbot: QtBot
) -> None:
    settings.change_booth(tmp_path, booth.id, printer="slips")
    kiosk = open_kiosk(program, qtbot)

    kiosk.measured.emit(120.5)

    here = displays.connected()[0]
    wanted = BoothSettings(dpi=120.5, measured=here.mark, printer="slips")
    qtbot.waitUntil(lambda: settings.load(tmp_path).settings.booth(booth.id) == wanted)


def test_on_another_screen_the_text_follows_what_is_known_of_it(
    program: Program, booth: Device, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = displays.connected()[0]
    settings.change_booth(tmp_path, booth.id, dpi=144.0, measured=here.mark)
    kiosk = open_kiosk(program, qtbot)
    elsewhere = displays.Display("another", 1280, 800)
    monkeypatch.setattr(displays, "under", lambda _window: elsewhere)

    kiosk.windowHandle().screenChanged.emit(QApplication.primaryScreen())

    qtbot.waitUntil(lambda: theme.of(kiosk.booth).dpi == 96.0)


def test_officials_hear_which_voters_screens_are_open(program: Program, booth: Device, qtbot: QtBot) -> None:
    open_kiosk(program, qtbot)

    program.open_window(Start.OFFICIAL)

    assert program.official is not None
    assert set(program.official._services.open_booths()) == {booth.id}


@pytest.mark.parametrize("known", [BoothSettings(), BoothSettings(printer="slips", spoken=True)])
def test_a_booth_has_the_printer_and_the_voice_that_were_set(
    program: Program, booth: Device, tmp_path: Path, qtbot: QtBot, known: BoothSettings
) -> None:
    settings.change_booth(tmp_path, booth.id, **asdict(known))

    services = open_kiosk(program, qtbot).booth._services

    assert (services.slips.printer if services.slips else "") == known.printer
    assert (services.speaker is not None) is known.spoken


def test_a_station_that_was_just_set_up_begins_with_its_booths(
    program: Program, booth: Device, qtbot: QtBot
) -> None:
    program._way.station_set_up.emit()
    window = program.official
    assert window is not None
    screen = window._sign_in
    qtbot.waitUntil(lambda: bool(screen.accountsTable.model().rowCount()) and screen.pinEdit.isEnabled())
    qtbot.keyClicks(screen.pinEdit, PIN)
    qtbot.keyClick(screen.pinEdit, Qt.Key.Key_Return)

    settings_page = window.page("settings")
    assert isinstance(settings_page, SettingsPage)
    qtbot.waitUntil(settings_page.booths.nameLabel.isVisible)
    assert settings_page.booths.nameLabel.text() == booth.name


def test_no_dialog_with_the_files_of_this_computer_stays_where_a_booth_takes_the_only_screen(
    program: Program, qtbot: QtBot
) -> None:
    file_choice.ask_file(program.window, "Choose a file", "Lists (*.csv)", lambda _: None)
    dialog = program.window.findChild(file_choice.FileDialog)
    assert dialog is not None
    assert dialog.isVisible()

    open_kiosk(program, qtbot)

    qtbot.waitUntil(lambda: program.window.findChild(file_choice.FileDialog) is None)


def test_a_booth_that_the_end_closes_is_gone_and_takes_no_screen(program: Program, qtbot: QtBot) -> None:
    kiosk = open_kiosk(program, qtbot)

    program.close()

    qtbot.waitUntil(lambda: not shiboken6.isValid(kiosk))
    qtbot.waitUntil(tasks.idle)
    # As when another screen is plugged in at that moment.
    program._placing._arrange()
    assert program._placing._taken() == set()
