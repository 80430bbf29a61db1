"""Settings, Booths: the screen of each booth, its measure, its printer and its spoken guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop import settings
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.domain.station import Device
from omp_desktop.gui import displays, language, tasks
from omp_desktop.gui.calibration import CalibrationScreen
from omp_desktop.gui.displays import Display
from omp_desktop.gui.official.booth_screen import ScreenNumber
from omp_desktop.gui.official.settings import SettingsPage
from omp_desktop.gui.official.settings_booths import BoothsPanel
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.print.document import Code, Document
from omp_desktop.gui.print.errors import PaperOut, PrintingUnavailable
from omp_desktop.gui.print.pages import SPECIMEN_CODE
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.print.system import Order, Printer, Sending
from omp_desktop.gui.speech.errors import SpeechMissing
from omp_desktop.gui.tour.camera import too_small
from omp_desktop.gui.widgets import ComboBox, PushButton
from omp_desktop.services.session import Session
from omp_desktop.settings import BoothSettings
from tests.gui.conftest import Show
from tests.gui.official.office import Office, official_services
from tests.services.scene import Desk, Draft, People

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
class Booths:
    """The page, and hands for it."""

    office: Office
    desk: Desk
    paper: Paper
    voices: list[Voice]
    open_booths: set[str]

    @property
    def panel(self) -> BoothsPanel:
        return self.office.settings.booths

    def kept(self, booth: Device) -> BoothSettings:
        folder = self.desk.core.data_dir
        assert folder is not None
        return settings.load(folder).settings.booth(booth.id)

    def keep(self, booth: Device, known: BoothSettings) -> None:
        folder = self.desk.core.data_dir
        assert folder is not None
        settings.save_booth(folder, booth.id, known)

    def show(self, booth: Device) -> None:
        """Open the page anew, at this booth."""
        self.office.window.go("settings/booths")
        self.office.settle()
        card = self.panel._cards[booth.id]
        self.office.click(card)
        assert self.panel.nameLabel.text() == booth.name

    def pick(self, box: ComboBox, data: str) -> None:
        """Choose with the keyboard, as a person does: `activated` follows."""
        box.setFocus()
        box.setCurrentIndex(0)
        for _ in range(box.findData(data)):
            QTest.keyClick(box, Qt.Key.Key_Down)
        if not box.findData(data):
            QTest.keyClick(box, Qt.Key.Key_Home)
        self.office.settle()

    def calibration(self) -> CalibrationScreen:
        """The window in which is measured."""
        self.office.until(lambda: _windows(CalibrationScreen))
        return _windows(CalibrationScreen)[0]


def _windows(kind: type[QWidget]) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[Display]:
    """The screens that are connected: two of them."""
    found = [INNER, OUTER]
    monkeypatch.setattr(displays, "connected", lambda: list(found))
    return found


OpenPage = Callable[[Session], Booths]


@pytest.fixture
def open_page(
    desk: Desk,
    screens: list[Display],
    show: Show,
    qtbot: QtBot,
    workers: Iterator[None],
) -> Iterator[OpenPage]:
    """Opens the settings for somebody, in English."""
    del workers
    opened: list[OfficialWindow] = []

    def made(session: Session) -> Booths:
        paper, voices, is_open = Paper(), [], set()

        def voice(parent: QObject) -> Voice:
            voices.append(Voice(parent))
            return voices[-1]

        services = replace(
            official_services(desk),
            printing=Printing(paper),
            speaker=voice,  # type: ignore[arg-type]  # stands in for one
            open_booths=lambda: is_open,
        )
        window = OfficialWindow(services, (SettingsPage,))
        show(window, 1280, 800, lang="en")
        opened.append(window)
        office = Office(window, desk, qtbot)
        office.sign_in(session)
        return Booths(office, desk, paper, voices, is_open)

    yield made
    for window in opened:
        window.close()
    qtbot.waitUntil(tasks.idle)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def page(open_page: OpenPage, draft: Draft, people: People) -> Booths:
    """A manager has signed in; there is one booth."""
    del draft
    return open_page(people.manager)


@pytest.fixture
def second(desk: Desk, draft: Draft, people: People) -> Device:
    """Another booth of the station."""
    return desk.stations.add_kiosk(people.commission, draft.station.id)


def test_a_screen_that_is_chosen_is_kept_for_that_booth_alone(
    second: Device, draft: Draft, page: Booths
) -> None:
    page.show(second)

    page.pick(page.panel.screen_part.screenBox, "HDMI-1")

    page.office.until(lambda: page.kept(second).screen == "HDMI-1")
    assert page.kept(draft.kiosk) == BoothSettings()


def test_what_is_measured_is_kept_with_the_screen_it_was_measured_on(page: Booths, draft: Draft) -> None:
    page.keep(draft.kiosk, BoothSettings(screen="HDMI-1", printer="slips"))
    page.show(draft.kiosk)
    part = page.panel.screen_part
    assert part.statePill.text() == "Not measured"

    page.office.click(part.measureButton)
    calibration = page.calibration()
    assert language.of(calibration) == "en"
    assert draft.kiosk.name in calibration.titleLabel.text()
    dpi = calibration.dpi
    page.office.click(calibration.saveButton)

    page.office.until(lambda: page.kept(draft.kiosk).dpi == dpi)
    assert page.kept(draft.kiosk) == BoothSettings(
        dpi=dpi, measured=OUTER.mark, screen="HDMI-1", printer="slips"
    )
    page.office.until(lambda: part.statePill.text() == "Measured")
    assert f"{dpi:.1f}" in part.sizeLabel.text()


def test_where_several_screens_are_connected_one_is_chosen_before_it_is_measured(
    page: Booths, draft: Draft, screens: list[Display]
) -> None:
    page.show(draft.kiosk)
    part = page.panel.screen_part
    assert not part.measureButton.isEnabled()
    assert "Choose the screen" in part.sizeLabel.text()

    screens.remove(OUTER)
    page.show(draft.kiosk)

    assert part.measureButton.isEnabled()


def test_a_measurement_of_another_resolution_is_not_taken(
    page: Booths, draft: Draft, screens: list[Display]
) -> None:
    page.keep(draft.kiosk, BoothSettings(screen="HDMI-1", dpi=101.6, measured=OUTER.mark))
    page.show(draft.kiosk)
    assert page.panel.screen_part.statePill.text() == "Measured"

    screens[:] = [INNER, replace(OUTER, width=1280, height=720)]
    page.show(draft.kiosk)

    assert page.panel.screen_part.statePill.text() == "Not measured"


def test_a_screen_that_is_not_connected_is_said_and_stays_chosen(page: Booths, draft: Draft) -> None:
    page.keep(draft.kiosk, BoothSettings(screen="VGA-7"))

    page.show(draft.kiosk)

    part = page.panel.screen_part
    assert part.screenBox.currentText() == "VGA-7 (not connected)"
    assert "Connect this screen" in part.screenField.error
    assert not part.measureButton.isEnabled()


def test_two_booths_on_one_screen_are_said(page: Booths, draft: Draft, second: Device) -> None:
    for booth in (draft.kiosk, second):
        page.keep(booth, BoothSettings(screen="HDMI-1"))

    page.show(second)

    assert draft.kiosk.name in page.panel.screen_part.screenField.error


def test_a_screen_too_small_for_the_largest_text_is_said(
    page: Booths, draft: Draft, screens: list[Display]
) -> None:
    screens[:] = [SMALL]
    page.keep(draft.kiosk, BoothSettings(dpi=150.0, measured=SMALL.mark))
    page.show(draft.kiosk)
    assert page.panel.screen_part.smallNotice.isVisible()

    page.keep(draft.kiosk, BoothSettings(dpi=96.0, measured=SMALL.mark))
    page.show(draft.kiosk)
    assert not page.panel.screen_part.smallNotice.isVisible()


def test_every_screen_shows_its_number_until_one_is_touched(page: Booths, draft: Draft) -> None:
    page.show(draft.kiosk)

    page.office.click(page.panel.screen_part.numbersButton)
    numbers = _windows(ScreenNumber)
    assert len(numbers) == 2

    QTest.mouseClick(numbers[0], Qt.MouseButton.LeftButton)
    assert _windows(ScreenNumber) == []


def test_a_booth_that_is_open_is_measured_at_the_booth(page: Booths, draft: Draft) -> None:
    page.keep(draft.kiosk, BoothSettings(screen="HDMI-1"))
    page.open_booths.add(draft.kiosk.id)

    page.show(draft.kiosk)

    assert not page.panel.screen_part.measureButton.isEnabled()
    assert page.panel.openNotice.isVisible()


def test_the_window_in_which_is_measured_goes_when_the_official_locks(page: Booths, draft: Draft) -> None:
    page.keep(draft.kiosk, BoothSettings(screen="HDMI-1"))
    page.show(draft.kiosk)
    page.office.click(page.panel.screen_part.measureButton)
    page.calibration()

    page.office.window.lock()

    assert _windows(CalibrationScreen) == []


def test_a_printer_of_the_system_is_chosen_and_tried_with_a_specimen(page: Booths, draft: Draft) -> None:
    page.show(draft.kiosk)
    part = page.panel.printer_part
    assert not part.testButton.isEnabled()
    assert "(stopped)" in part.printerBox.itemText(part.printerBox.findData("office"))

    page.pick(part.printerBox, "slips")
    page.office.until(lambda: page.kept(draft.kiosk).printer == "slips")
    page.office.until(part.testButton.isEnabled)
    page.office.click(part.testButton)

    ((document, printer, sending),) = page.paper.sent
    assert printer == "slips"
    assert [block.code for block in document.blocks if isinstance(block, Code)] == [SPECIMEN_CODE]
    assert part.testNotice.kind == "info"
    assert not part.testButton.isEnabled()
    sending.ended.emit(None)
    assert part.testNotice.kind == "ok"
    assert part.testButton.isEnabled()


def test_a_test_page_that_does_not_come_out_says_why(page: Booths, draft: Draft) -> None:
    page.keep(draft.kiosk, BoothSettings(printer="slips"))
    page.show(draft.kiosk)
    part = page.panel.printer_part
    page.office.click(part.testButton)

    page.paper.sent[0][2].ended.emit(PaperOut(printer="slips"))

    assert part.testNotice.kind == "err"
    assert "out of paper" in part.testNotice.text
    language.set_language(page.office.window, "ko")
    assert "용지가 없습니다" in part.testNotice.text


def test_without_printing_on_this_computer_the_reason_stands_there(page: Booths, draft: Draft) -> None:
    page.paper.error = PrintingUnavailable()
    page.show(draft.kiosk)
    part = page.panel.printer_part
    assert "Printing is not available" in part.testNotice.text

    page.paper.error = None
    page.office.click(part.againButton)

    assert not part.testNotice.isVisible()
    assert part.printerBox.findData("slips") > 0


def test_a_printer_that_is_gone_is_said(page: Booths, draft: Draft) -> None:
    page.keep(draft.kiosk, BoothSettings(printer="old one"))

    page.show(draft.kiosk)

    part = page.panel.printer_part
    assert part.printerBox.currentData() == "old one"
    assert "choose another one" in part.printerField.error


def test_the_spoken_guide_is_offered_where_headphones_are(page: Booths, draft: Draft) -> None:
    page.show(draft.kiosk)
    row = page.panel.voice_part.spokenRow

    page.office.click(row)
    page.office.until(lambda: page.kept(draft.kiosk).spoken)
    page.office.click(row)
    page.office.until(lambda: not page.kept(draft.kiosk).spoken)


def test_only_one_booth_of_a_computer_has_the_spoken_guide(
    page: Booths, draft: Draft, second: Device
) -> None:
    page.keep(draft.kiosk, BoothSettings(spoken=True, printer="slips"))
    page.show(second)
    row = page.panel.voice_part.spokenRow

    page.office.click(row)
    page.office.answer("Cancel")
    assert not row.isChecked()
    page.office.click(row)
    page.office.answer("Move it here")

    page.office.until(lambda: page.kept(second).spoken)
    assert page.kept(draft.kiosk) == BoothSettings(printer="slips")


def test_a_sample_is_heard_in_the_language_of_the_window(page: Booths, draft: Draft) -> None:
    page.show(draft.kiosk)
    part = page.panel.voice_part

    page.office.click(part.sampleButton)
    (voice,) = page.voices
    assert voice.words == [("This is the spoken guide.", "en")]
    assert not part.sampleButton.isEnabled()
    voice.said.emit()
    assert part.sampleNotice.kind == "ok"
    page.office.click(part.sampleButton)
    voice.broken.emit(SpeechMissing())
    assert "no speech" in part.sampleNotice.text

    page.office.window.lock()
    assert voice.closed


def test_an_observer_may_look_and_changes_nothing(open_page: OpenPage, draft: Draft, people: People) -> None:
    page = open_page(people.observer)

    page.show(draft.kiosk)

    assert page.panel.roleNotice.isVisible()
    for name in ("screenBox", "measureButton", "printerBox", "spokenRow", "sampleButton"):
        part = page.panel.findChild(QWidget, name)
        assert part is not None
        assert not part.isEnabled()


def test_what_could_not_be_kept_is_said_and_shown_as_before(
    page: Booths, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show(draft.kiosk)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings, "replace_file", refuse)
    page.office.click(page.panel.voice_part.spokenRow)
    page.office.until(page.office.sheets)

    assert "No space left" in page.office.said()
    assert not page.panel.voice_part.spokenRow.isChecked()


def test_a_station_without_booths_says_where_to_add_one(open_page: OpenPage, people: People) -> None:
    page = open_page(people.manager)

    page.office.window.go("settings/booths")
    page.office.settle()

    assert page.panel.emptyLabel.isVisible()
    assert not page.panel.partsHost.isVisible()


STATES: Mapping[str, BoothSettings] = {
    "new": BoothSettings(),
    "set up": BoothSettings(screen="HDMI-1", dpi=101.6, measured=OUTER.mark, printer="slips", spoken=True),
    "broken": BoothSettings(
        screen="a screen with a long name", printer="a printer that is not there any more"
    ),
}


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_everything_has_room(
    page: Booths, draft: Draft, second: Device, lang: Lang, size: tuple[int, int]
) -> None:
    del second
    page.office.window.resize(*size)
    language.set_language(page.office.window, lang)
    for known in STATES.values():
        page.keep(draft.kiosk, known)
        page.open_booths.symmetric_difference_update({draft.kiosk.id})
        page.show(draft.kiosk)
        # What becomes higher moves its neighbours a moment later.
        page.office.until(lambda: too_small(page.office.window) == [])
        names = [b.accessibleName() or b.text() for b in page.panel.findChildren(PushButton) if b.isVisible()]
        assert all(names)
