"""Which screen a booth stands on, and how large a millimetre is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import displays, language, shapes, theme
from omp_desktop.gui.calibration import CalibrationScreen
from omp_desktop.gui.displays import Display
from omp_desktop.gui.forms import Form
from omp_desktop.gui.text_layout import draw_line
from omp_desktop.gui.typography import TextStyle
from omp_desktop.gui.widgets import ComboBox, Field, Label, Notice, Page, Pill, PushButton
from omp_desktop.settings import BoothSettings

# Smaller, and the largest text has no room: 1280 × 800 at 96 dots per inch.
_LEAST_MILLIMETRES: Final = (330, 205)
_NUMBERS_MS: Final = 5000
_NUMBER_SIZE: Final = (480, 280)
_NUMBER_STYLE: Final = TextStyle(160, 176, 700)
_NUMBER_TOP: Final = 28


class BoothScreen(Form):
    """The card about the screen of one booth."""

    ui = ("official", "booth_screen.ui")
    wanted = Signal(dict)

    statePill: Pill
    screenField: Field
    screenBox: ComboBox
    numbersButton: PushButton
    sizeLabel: Label
    smallNotice: Notice
    measureButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_booth`."""
        self._booth = ""
        self._known = BoothSettings()
        self._others: Mapping[str, BoothSettings] = {}
        self._open = False
        self._calibration: CalibrationScreen | None = None
        self._numbers: list[ScreenNumber] = []
        super().__init__(parent)
        self.screenBox.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.screenBox.activated.connect(self._on_screen)
        self.numbersButton.clicked.connect(self._show_numbers)
        self.measureButton.clicked.connect(self._measure)
        self._numbers_end = QTimer(self)
        self._numbers_end.setSingleShot(True)
        self._numbers_end.setInterval(_NUMBERS_MS)
        self._numbers_end.timeout.connect(self._hide_numbers)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._show)
            application.screenRemoved.connect(self._show)

    def show_booth(
        self, booth: str, known: BoothSettings, others: Mapping[str, BoothSettings], *, is_open: bool
    ) -> None:
        """Show another booth.

        Args:
            booth: its name.
            known: what is known of it.
            others: the other booths of this computer by name.
            is_open: its voter's screen is open, and can only be measured there.
        """
        self._booth, self._known, self._others, self._open = booth, known, others, is_open
        self._show()

    def leave(self) -> None:
        """Take away what stands on other screens."""
        self._hide_numbers()
        if self._calibration is not None:
            self._calibration.give_up()

    def retranslate(self) -> None:
        if hasattr(self, "_numbers_end"):
            self._show()

    def _show(self) -> None:
        found = displays.connected()
        self._fill(found)
        display = displays.of_booth(self._known)
        dpi = displays.measured_dpi(self._known, display)
        if display is not None and dpi is not None:
            width, height = display.size_at(dpi)
            self.statePill.say("ok", "circle-check", self.tr("Measured"))
            text = self.tr(
                "{dpi} dots per inch, a screen of {width} × {height} mm. Measure it again after a change of "
                "the screen or of its resolution."
            ).format(dpi=f"{dpi:.1f}", width=width, height=height)
        else:
            self.statePill.say("warn", "triangle-alert", self.tr("Not measured"))
            text = self._why_not_measured(found, display)
        self.sizeLabel.setText(text)
        self.measureButton.kind = "secondary" if dpi else "primary"
        self.measureButton.setEnabled(display is not None and not self._open)
        self.smallNotice.setVisible(display is not None and dpi is not None and _is_small(display, dpi))
        self.screenField.set_error(self._complaint(found))

    def _why_not_measured(self, found: list[Display], display: Display | None) -> str:
        if display is None and not self._known.screen and len(found) > 1:
            return self.tr("Choose the screen of this booth first, then measure it.")
        return self.tr(
            "The size of this screen is not known, so the text for voters may be smaller than promised. Hold "
            "a bank card or a ruler to the screen to measure it."
        )

    def _fill(self, found: list[Display]) -> None:
        box, chosen = self.screenBox, self._known.screen
        box.clear()
        box.addItem(self.tr("Any screen that is free"), "")
        for number, display in enumerate(found, 1):
            if display.name:
                words = self.tr("{number}: {name}, {width} × {height}").format(
                    number=number, name=display.name, width=display.width, height=display.height
                )
                box.addItem(words, display.name)
        if box.findData(chosen) < 0:
            box.addItem(self.tr("{name} (not connected)").format(name=chosen), chosen)
        box.setCurrentIndex(box.findData(chosen))

    def _complaint(self, found: list[Display]) -> str:
        chosen = self._known.screen
        if not chosen:
            return ""
        if chosen not in {display.name for display in found}:
            return self.tr("Connect this screen, or choose another one")
        same = next((name for name, other in self._others.items() if other.screen == chosen), "")
        return self.tr("{booth} stands on this screen too").format(booth=same) if same else ""

    def _on_screen(self) -> None:
        self.wanted.emit({"screen": self.screenBox.currentData()})

    def _show_numbers(self) -> None:
        self._hide_numbers()
        for number, display in enumerate(displays.connected(), 1):
            self._numbers.append(ScreenNumber(number, display))
            self._numbers[-1].gone.connect(self._hide_numbers)
        self._numbers_end.start()

    def _hide_numbers(self) -> None:
        self._numbers_end.stop()
        numbers, self._numbers = self._numbers, []
        for number in numbers:
            number.close()
            number.deleteLater()

    def _measure(self) -> None:
        display = displays.of_booth(self._known)
        if self._calibration is not None or display is None:
            return
        self._hide_numbers()
        calibration = CalibrationScreen(self._booth, display, displays.measured_dpi(self._known, display))
        language.set_language(calibration, language.of(self))
        calibration.measured.connect(lambda dpi: self.wanted.emit({"dpi": dpi, "measured": display.mark}))
        calibration.closed.connect(self._on_calibration_closed)
        self._calibration = calibration
        calibration.fill_screen()

    def _on_calibration_closed(self) -> None:
        self._calibration = None
        self.window().activateWindow()


class ScreenNumber(Page):
    """The number of a screen, large, in the middle of it. Goes with a touch."""

    gone = Signal()

    def __init__(self, number: int, display: Display) -> None:
        """Show it."""
        super().__init__()
        self._number, self._name = str(number), display.name
        self.setAccessibleName(f"{number}, {display.name}")
        self.setWindowFlags(
            Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        theme.dress(self)
        self.resize(*_NUMBER_SIZE)
        place = self.rect()
        place.moveCenter(display.place.center())
        self.setGeometry(place)
        self.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.gone.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter, area = self.theme(), QPainter(self), QRectF(self.rect())
        shapes.rounded(painter, area, 0, look.colour("surface"), shapes.Line(look.colour("primary"), 8))
        number = QRectF(0, _NUMBER_TOP, area.width(), _NUMBER_STYLE.line)
        name = QRectF(0, number.bottom(), area.width(), look.style("cardTitle").line)
        middle = Qt.AlignmentFlag.AlignHCenter
        draw_line(painter, number, self._number, _NUMBER_STYLE, look.colour("primary"), middle)
        draw_line(painter, name, self._name, look.style("cardTitle"), look.colour("text"), middle)


def _is_small(display: Display, dpi: float) -> bool:
    size = sorted(display.size_at(dpi))
    least = sorted(_LEAST_MILLIMETRES)
    return any(side < needed for side, needed in zip(size, least, strict=True))
