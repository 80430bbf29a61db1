"""Settings, Booths: the screen of each booth, its measure, its printer and its spoken guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import TypeVar

import pytest
from msgspec.structs import asdict
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop import settings
from omp_desktop.domain.access import Account, Role
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.gui import displays, language, tasks
from omp_desktop.gui.calibration import CalibrationScreen
from omp_desktop.gui.displays import Display
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.booth_screen import ScreenNumber
from omp_desktop.gui.official.scrolling import scrolling
from omp_desktop.gui.official.settings_booths import BoothsPanel
from omp_desktop.gui.print.errors import PaperOut, PrintingUnavailable
from omp_desktop.gui.print.pages import SPECIMEN_CODE
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.print.system import Order, Printer, Sending
from omp_desktop.gui.speech.errors import SpeechMissing
from omp_desktop.gui.tour.camera import too_small
from omp_desktop.gui.widgets import ComboBox, Label, Page, PushButton, Sheet
from omp_desktop.reports.document import Code, Document
from omp_desktop.services.session import Session
from omp_desktop.services.stations import StationView
from omp_desktop.settings import BoothSettings
from tests.gui.conftest import Show
from tests.gui.official.office import Office
from tests.services.scene import Draft

BOOTH = Device("1" * 32, "s" * 32, "기표대 1", DeviceKind.KIOSK, "0" * 64)
SECOND = Device("2" * 32, "s" * 32, "기표대 2", DeviceKind.KIOSK, "0" * 64)
INNER = Display("eDP-1", 1920, 1080, millimetres=344, place=QRect(0, 0, 800, 800))
OUTER = Display("HDMI-1", 1920, 1080, millimetres=480, place=QRect(0, 0, 800, 800))
SMALL = Display("DP-1", 1280, 800, millimetres=217, place=QRect(0, 0, 800, 800))


@dataclass
class Paper:
    """A system's printing: these printers, or this error; pages wait until the test ends them."""

    printers: tuple[str, ...] = ("slips", "office")
    error: OmpError | None = None
    asked: int = 0
    sent: list[tuple[Document, str, Sending]] = field(default_factory=list)

    def find(
        self,
        found: Callable[[tuple[Printer, ...]], None],
        failed: Callable[[OmpError], None],
        parent: QObject,
    ) -> None:
        del parent
        self.asked += 1
        if self.error is not None:
            failed(self.error)
        else:
            found(tuple(Printer(name, stopped=name == "office") for name in self.printers))

    def send(self, order: Order, parent: QObject) -> Sending:
        sending = Sending(parent)
        self.sent.append((order.document, order.printer, sending))
        return sending


class Voice(QObject):
    """A speaker that keeps what it was to say, and says when it is told to."""

    ready = Signal(object)
    said = Signal()
    broken = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words: list[tuple[str, Lang]] = []
        self.closed = False

    def say(self, text: str, lang: Lang) -> None:
        self.words.append((text, lang))

    def close(self) -> None:
        self.closed = True


@dataclass
class Stations:
    """What the service says of this station and another one."""

    booths: list[Device]

    def all(self) -> list[StationView]:
        other = Device("f" * 32, "t" * 32, "기표대 1", DeviceKind.KIOSK, "0" * 64)
        return [
            StationView(Station("t" * 32, "가상 제2투표소"), (other,), here=False),
            StationView(Station("s" * 32, "가상 제1투표소"), tuple(self.booths), here=True),
        ]


@dataclass
class Booths:
    """The panel over a data folder, and hands for it."""

    window: QWidget
    panel: BoothsPanel
    folder: Path
    session: Session
    qtbot: QtBot
    paper: Paper
    voices: list[Voice]
    open_booths: set[str]

    def kept(self, booth: Device) -> BoothSettings:
        return settings.load(self.folder).settings.booth(booth.id)

    def keep(self, booth: Device, known: BoothSettings) -> None:
        settings.change_booth(self.folder, booth.id, **asdict(known))

    def settle(self) -> None:
        self.qtbot.waitUntil(tasks.idle)
        QApplication.processEvents()

    def click(self, part: QWidget) -> None:
        """Press what can be pressed, and let it be done."""
        assert part.isVisible(), f"{part.objectName()} is not there"
        assert part.isEnabled(), f"{part.objectName()} cannot be pressed"
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        self.settle()

    def show(self, booth: Device | None = None) -> None:
        """Read everything anew, and choose this booth."""
        self.panel.show_for(self.session)
        self.settle()
        if booth is not None:
            self.click(self.panel._cards[booth.id])
            assert self.panel.nameLabel.text() == booth.name

    def pick(self, box: ComboBox, data: str) -> None:
        """Choose with the arrow keys."""
        box.setFocus()
        box.setCurrentIndex(0)
        for _ in range(box.findData(data)):
            QTest.keyClick(box, Qt.Key.Key_Down)
        self.settle()

    def answer(self, words: str) -> None:
        """Press the button of a sheet."""
        (sheet,) = [sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible()]
        self.click(next(b for b in sheet.findChildren(PushButton) if b.text() == words))

    def calibration(self) -> CalibrationScreen:
        """The window in which is measured."""
        (calibration,) = windows(CalibrationScreen)
        return calibration


Part = TypeVar("Part", bound=QWidget)


def windows(kind: type[Part]) -> list[Part]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[Display]:
    """The screens that are connected: two of them."""
    found = [INNER, OUTER]
    monkeypatch.setattr(displays, "connected", lambda: list(found))
    return found


@pytest.fixture
def stations() -> Stations:
    """Two booths here."""
    return Stations([BOOTH, SECOND])


@pytest.fixture
def make_page(
    stations: Stations, screens: list[Display], show: Show, qtbot: QtBot, tmp_path: Path, workers: None
) -> Iterator[Callable[[Role], Booths]]:
    """Makes the panel for somebody of this role, in English."""
    del screens, workers
    paper, voices, is_open = Paper(), list[Voice](), set[str]()

    def voice(parent: QObject) -> Voice:
        voices.append(Voice(parent))
        return voices[-1]

    def made(role: Role) -> Booths:
        services = SimpleNamespace(
            stations=stations,
            data_dir=tmp_path,
            printing=Printing(paper),
            speaker=voice,
            open_booths=lambda: is_open,
        )
        window = Page()
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        language.set_language(window, "en")
        panel = BoothsPanel(services, window)  # type: ignore[arg-type]  # all that it asks of them
        column.addWidget(scrolling(panel, window))
        show(window, 1072, 640, lang="en")
        session = Session(Account("a" * 32, "누군가", role))
        return Booths(window, panel, tmp_path, session, qtbot, paper, voices, is_open)

    yield made
    qtbot.waitUntil(tasks.idle)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def page(make_page: Callable[[Role], Booths]) -> Booths:
    """The panel for a manager."""
    return make_page(Role.MANAGER)


def test_a_screen_that_is_chosen_is_kept_for_that_booth_alone(page: Booths) -> None:
    page.show(SECOND)

    page.pick(page.panel.screen_part.screenBox, "HDMI-1")

    page.qtbot.waitUntil(lambda: page.kept(SECOND).screen == "HDMI-1")
    assert page.kept(BOOTH) == BoothSettings()


def test_what_is_measured_is_kept_with_the_screen_it_was_measured_on(page: Booths) -> None:
    page.keep(BOOTH, BoothSettings(screen="HDMI-1", printer="slips"))
    page.show(BOOTH)
    part = page.panel.screen_part
    assert part.statePill.text() == "Not measured"

    page.click(part.measureButton)
    calibration = page.calibration()
    assert language.of(calibration) == "en"
    assert BOOTH.name in calibration.titleLabel.text()
    dpi = calibration.dpi
    page.click(calibration.saveButton)

    page.qtbot.waitUntil(lambda: page.kept(BOOTH).dpi == dpi)
    assert page.kept(BOOTH) == BoothSettings(dpi=dpi, measured=OUTER.mark, screen="HDMI-1", printer="slips")
    page.qtbot.waitUntil(lambda: part.statePill.text() == "Measured")
    assert f"{dpi:.1f}" in part.sizeLabel.text()


def test_where_several_screens_are_connected_one_is_chosen_before_it_is_measured(
    page: Booths, screens: list[Display]
) -> None:
    page.show(BOOTH)
    part = page.panel.screen_part
    assert not part.measureButton.isEnabled()
    assert "Choose the screen" in part.sizeLabel.text()

    screens.remove(OUTER)
    page.show(BOOTH)

    assert part.measureButton.isEnabled()


def test_a_measurement_of_another_resolution_is_not_taken(page: Booths, screens: list[Display]) -> None:
    page.keep(BOOTH, BoothSettings(screen="HDMI-1", dpi=101.6, measured=OUTER.mark))
    page.show(BOOTH)
    assert page.panel.screen_part.statePill.text() == "Measured"

    screens[:] = [INNER, replace(OUTER, width=1280, height=720)]
    page.show(BOOTH)

    assert page.panel.screen_part.statePill.text() == "Not measured"


def test_a_screen_that_is_not_connected_is_said_and_stays_chosen(page: Booths) -> None:
    page.keep(BOOTH, BoothSettings(screen="VGA-7"))

    page.show(BOOTH)

    part = page.panel.screen_part
    assert part.screenBox.currentText() == "VGA-7 (not connected)"
    assert "Connect this screen" in part.screenField.error
    assert not part.measureButton.isEnabled()


def test_two_booths_on_one_screen_are_said(page: Booths) -> None:
    for booth in (BOOTH, SECOND):
        page.keep(booth, BoothSettings(screen="HDMI-1"))

    page.show(SECOND)

    assert BOOTH.name in page.panel.screen_part.screenField.error


def test_a_screen_too_small_for_the_largest_text_is_said(page: Booths, screens: list[Display]) -> None:
    screens[:] = [SMALL]
    page.keep(BOOTH, BoothSettings(dpi=150.0, measured=SMALL.mark))
    page.show(BOOTH)
    assert page.panel.screen_part.smallNotice.isVisible()

    page.keep(BOOTH, BoothSettings(dpi=96.0, measured=SMALL.mark))
    page.show(BOOTH)
    assert not page.panel.screen_part.smallNotice.isVisible()


def test_every_screen_shows_its_number_until_one_is_touched(page: Booths) -> None:
    page.show(BOOTH)

    page.click(page.panel.screen_part.numbersButton)
    numbers = windows(ScreenNumber)
    assert len(numbers) == 2

    QTest.mouseClick(numbers[0], Qt.MouseButton.LeftButton)
    assert windows(ScreenNumber) == []


def test_a_booth_that_is_open_is_measured_at_the_booth(page: Booths) -> None:
    page.keep(BOOTH, BoothSettings(screen="HDMI-1"))
    page.open_booths.add(BOOTH.id)

    page.show(BOOTH)

    assert not page.panel.screen_part.measureButton.isEnabled()
    assert page.panel.openNotice.isVisible()


def test_the_window_in_which_is_measured_goes_when_the_official_locks(page: Booths) -> None:
    page.keep(BOOTH, BoothSettings(screen="HDMI-1"))
    page.show(BOOTH)
    page.click(page.panel.screen_part.measureButton)
    page.calibration()

    page.panel.leave()

    assert windows(CalibrationScreen) == []


def test_a_measurement_never_goes_to_a_booth_that_was_chosen_meanwhile(page: Booths) -> None:
    page.keep(BOOTH, BoothSettings(screen="HDMI-1"))
    page.show(BOOTH)
    page.click(page.panel.screen_part.measureButton)
    page.calibration()

    page.click(page.panel._cards[SECOND.id])

    assert windows(CalibrationScreen) == []
    assert page.kept(SECOND).dpi is None


def test_a_printer_of_the_system_is_chosen_and_tried_with_a_specimen(page: Booths) -> None:
    page.show(BOOTH)
    part = page.panel.printer_part
    assert not part.testButton.isEnabled()
    assert "(stopped)" in part.printerBox.itemText(part.printerBox.findData("office"))

    page.pick(part.printerBox, "slips")
    page.qtbot.waitUntil(lambda: page.kept(BOOTH).printer == "slips")
    page.qtbot.waitUntil(part.testButton.isEnabled)
    page.click(part.testButton)

    ((document, printer, sending),) = page.paper.sent
    assert printer == "slips"
    assert [block.code for block in document.blocks if isinstance(block, Code)] == [SPECIMEN_CODE]
    assert part.testNotice.kind == "info"
    assert not part.testButton.isEnabled()
    sending.ended.emit(None)
    assert part.testNotice.kind == "ok"
    assert part.testButton.isEnabled()


def test_a_test_page_that_does_not_come_out_says_why(page: Booths) -> None:
    page.keep(BOOTH, BoothSettings(printer="slips"))
    page.show(BOOTH)
    part = page.panel.printer_part
    page.click(part.testButton)

    page.paper.sent[0][2].ended.emit(PaperOut(printer="slips"))

    assert part.testNotice.kind == "err"
    assert "out of paper" in part.testNotice.text
    language.set_language(page.window, "ko")
    assert "용지가 없습니다" in part.testNotice.text


def test_the_test_page_is_saved_as_a_file_also_without_a_printer(
    page: Booths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show(BOOTH)
    places = iter([tmp_path / "page.pdf", tmp_path / "not there" / "page.pdf"])
    monkeypatch.setattr(
        file_choice, "ask_new_file", lambda _widget, _title, _name, _kinds, chosen: chosen(next(places))
    )

    page.click(page.panel.printer_part.pdfButton)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    page.answer("Close")
    page.click(page.panel.printer_part.pdfButton)

    sheets = [sheet for sheet in page.window.findChildren(Sheet) if sheet.isVisible()]
    assert any("could not be saved" in label.text() for label in sheets[0].findChildren(Label))


def test_without_printing_on_this_computer_the_reason_stands_there(page: Booths) -> None:
    page.paper.error = PrintingUnavailable()
    page.show(BOOTH)
    part = page.panel.printer_part
    assert "Printing is not available" in part.testNotice.text

    page.paper.error = None
    page.click(part.againButton)

    assert not part.testNotice.isVisible()
    assert part.printerBox.findData("slips") > 0


def test_a_printer_that_is_gone_is_said(page: Booths) -> None:
    page.keep(BOOTH, BoothSettings(printer="old one"))

    page.show(BOOTH)

    part = page.panel.printer_part
    assert part.printerBox.currentData() == "old one"
    assert "choose another one" in part.printerField.error


def test_the_spoken_guide_is_offered_where_headphones_are(page: Booths) -> None:
    page.show(BOOTH)
    row = page.panel.voice_part.spokenRow

    page.click(row)
    page.qtbot.waitUntil(lambda: page.kept(BOOTH).spoken)
    page.click(row)
    page.qtbot.waitUntil(lambda: not page.kept(BOOTH).spoken)


def test_only_one_booth_of_a_computer_has_the_spoken_guide(page: Booths) -> None:
    page.keep(BOOTH, BoothSettings(spoken=True, printer="slips"))
    page.show(SECOND)
    row = page.panel.voice_part.spokenRow

    page.click(row)
    page.answer("Cancel")
    assert not row.isChecked()
    page.click(row)
    page.answer("Move it here")

    page.qtbot.waitUntil(lambda: page.kept(SECOND).spoken)
    assert page.kept(BOOTH) == BoothSettings(printer="slips")


def test_a_sample_is_heard_in_the_language_of_the_window(page: Booths) -> None:
    page.show(BOOTH)
    part = page.panel.voice_part

    page.click(part.sampleButton)
    (voice,) = page.voices
    assert voice.words == [("This is the spoken guide.", "en")]
    assert not part.sampleButton.isEnabled()
    voice.said.emit()
    assert part.sampleNotice.kind == "ok"
    page.click(part.sampleButton)
    voice.broken.emit(SpeechMissing())
    assert "no speech" in part.sampleNotice.text

    page.panel.leave()
    assert voice.closed


def test_an_observer_may_look_and_changes_nothing(make_page: Callable[[Role], Booths]) -> None:
    page = make_page(Role.OBSERVER)

    page.show(BOOTH)

    assert page.panel.roleNotice.isVisible()
    for name in ("screenBox", "measureButton", "printerBox", "spokenRow", "sampleButton"):
        part = page.panel.findChild(QWidget, name)
        assert part is not None
        assert not part.isEnabled()


def test_what_could_not_be_kept_is_said_and_shown_as_before(
    page: Booths, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show(BOOTH)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings, "replace_file", refuse)
    page.click(page.panel.voice_part.spokenRow)

    (sheet,) = page.window.findChildren(Sheet)
    assert any("No space left" in label.text() for label in sheet.findChildren(Label))
    assert not page.panel.voice_part.spokenRow.isChecked()


def test_a_station_without_booths_says_where_to_add_one(page: Booths, stations: Stations) -> None:
    stations.booths.clear()

    page.show()

    assert page.panel.emptyLabel.isVisible()
    assert not page.panel.partsHost.isVisible()


def test_a_booth_that_is_not_in_use_any_more_is_not_listed(page: Booths, stations: Stations) -> None:
    stations.booths[1] = replace(SECOND, active=False)

    page.show()

    assert list(page.panel._cards) == [BOOTH.id]


def test_a_manager_finds_the_booths_among_the_settings(office: Office, draft: Draft) -> None:
    office.window.go("settings/booths")
    panel = office.settings.booths
    office.until(panel.nameLabel.isVisible)
    assert panel.nameLabel.text() == draft.kiosk.name

    office.click(panel.screen_part.measureButton)
    (calibration,) = windows(CalibrationScreen)
    office.click(calibration.saveButton)
    folder = office.desk.core.data_dir
    assert folder is not None
    office.until(lambda: settings.load(folder).settings.booth(draft.kiosk.id).dpi)

    office.click(panel.screen_part.measureButton)
    office.window.lock()
    assert windows(CalibrationScreen) == []


STATES: Mapping[str, BoothSettings] = {
    "new": BoothSettings(),
    "set up": BoothSettings(screen="HDMI-1", dpi=101.6, measured=OUTER.mark, printer="slips", spoken=True),
    "broken": BoothSettings(
        screen="a screen with a long name", printer="a printer that is not there any more"
    ),
}


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_everything_has_room(page: Booths, lang: Lang, size: tuple[int, int]) -> None:
    page.window.resize(*size)
    language.set_language(page.window, lang)
    for known in STATES.values():
        page.keep(BOOTH, known)
        page.open_booths.symmetric_difference_update({BOOTH.id})
        page.show(BOOTH)
        # What becomes higher moves its neighbours a moment later.
        page.qtbot.waitUntil(lambda: too_small(page.window) == [])
        names = [b.accessibleName() or b.text() for b in page.panel.findChildren(PushButton) if b.isVisible()]
        assert all(names)
