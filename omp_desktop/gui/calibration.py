"""The screen that finds out how large a millimetre is: an official holds a bank card or a ruler to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import dialogs, displays, theme
from omp_desktop.gui.announce import announce
from omp_desktop.gui.displays import Display
from omp_desktop.gui.forms import Form
from omp_desktop.gui.typography import DEFAULT_MILLIMETRES, DESIGN_DPI
from omp_desktop.gui.voter.focus_order import stops
from omp_desktop.gui.widgets import Bar, Gauge, Label, PushButton, SegmentedButtons, Sheet

_LITTLE, _MUCH = 1, 10  # px
_DRAWN: Final = (1280, 800)
# What the screen says of itself is often nonsense; what differs more than this is asked about once.
_DOUBT: Final = 1.15
_LEFT_ALONE_MS: Final = 5 * 60_000


@dataclass(frozen=True, slots=True)
class Held:
    """Something of known length: `millimetres` between the two lines."""

    key: str
    millimetres: float


CARD: Final = Held("card", 85.60)  # ISO/IEC 7810 ID-1: bank cards, identity cards
RULER: Final = Held("ruler", 100.0)
_HELD: Final = {held.key: held for held in (CARD, RULER)}


class CalibrationScreen(Form):
    """Covers a booth's screen while it is measured.

    `measured`: dots per inch, confirmed by the official. `closed`: it goes, whether measured or not.
    """

    ui = ("official", "calibration.ui")
    measured = Signal(float)
    closed = Signal()

    titleLabel: Label
    holdLabel: Label
    pressLabel: Label
    heldSwitch: SegmentedButtons
    gauge: Gauge
    muchLessButton: PushButton
    lessButton: PushButton
    moreButton: PushButton
    muchMoreButton: PushButton
    bottomBar: Bar
    cancelButton: PushButton
    answerLabel: Label
    saveButton: PushButton

    def __init__(
        self, booth: str, display: Display, known: float | None = None, parent: QWidget | None = None
    ) -> None:
        """Begin with what is known or what the screen says of itself.

        Args:
            booth: its name, for the heading.
            display: the screen that is measured.
            known: dots per inch as measured before.
            parent: in whose language it speaks.
        """
        self._booth = booth
        self._display = display
        self._held = CARD
        self._dpi = known or display.claimed_dpi or DESIGN_DPI
        self._over: QWidget | None = None
        self._doubt: Sheet | None = None
        super().__init__(parent)
        # As large as drawn, in millimetres as far as these are known, but never larger than the screen.
        fits = DESIGN_DPI * min(display.width / _DRAWN[0], display.height / _DRAWN[1])
        theme.dress(
            self, palette="default", mm=DEFAULT_MILLIMETRES, dpi=max(DESIGN_DPI, min(self._dpi, fits))
        )
        # The sentence in it may break into lines; the bar stays as high as it is.
        self.bottomBar.setFixedHeight(self.theme().sizes.bottom_bar)
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(_LEFT_ALONE_MS)
        self._alone.timeout.connect(self.give_up)
        self.heldSwitch.chosen.connect(self._hold)
        for button, step in (
            (self.muchLessButton, -_MUCH),
            (self.lessButton, -_LITTLE),
            (self.moreButton, _LITTLE),
            (self.muchMoreButton, _MUCH),
        ):
            button.clicked.connect(lambda _=False, step=step: self._move(step))
        self.cancelButton.clicked.connect(self.give_up)
        self.saveButton.clicked.connect(self._save)
        self.retranslate()

    def cover(self, window: QWidget) -> None:
        """Lie over a window that covers the screen already."""
        self._over = window
        self.setParent(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.moreButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_screen(self) -> None:
        """Stand on the screen as a window of its own."""
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setGeometry(self._display.place)
        self.showFullScreen()
        self.moreButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Go away without a measurement."""
        if self._doubt is not None:
            # It lies over the same window, and would outlive what it asks about.
            self._doubt.close_sheet()
        if self._over is not None:
            self._over.removeEventFilter(self)
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
            self.closed.emit()
            self.deleteLater()
        else:
            self.close()

    @property
    def dpi(self) -> float:
        """Dots per inch as the lines stand now, to a tenth."""
        return round(self._dpi_of(self.gauge.length), 1)

    def retranslate(self) -> None:
        title = (
            self.tr("Measure the screen of {booth}").format(booth=self._booth)
            if self._booth
            else self.tr("Measure this screen")
        )
        self.titleLabel.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.heldSwitch.set_options(
            [(CARD.key, self.tr("Bank card")), (RULER.key, self.tr("Ruler"))], "voterTop"
        )
        self.heldSwitch.current = self._held.key
        self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._alone.start()
        self._stand()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._stand()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        order = stops(self)
        now = self.window().focusWidget()
        place = order.index(now) if now in order else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        order[(place + (1 if forward else -1)) % len(order)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        # No key goes on to the window behind.
        event.accept()

    def _dpi_of(self, length: int) -> float:
        return length / self._held.millimetres * displays.MILLIMETRES_PER_INCH

    def _length_of(self, dpi: float) -> int:
        return round(self._held.millimetres / displays.MILLIMETRES_PER_INCH * dpi)

    def _stand(self) -> None:
        """Draw the lines for what is known, in the middle of the room that there is."""
        self.gauge.length = self._length_of(self._dpi)
        self.gauge.stand()
        self._show()

    def _hold(self, key: str) -> None:
        """Go on with the other thing, from what the lines say now."""
        self._held = _HELD[key]
        self._stand()

    def _move(self, step: int) -> None:
        self._alone.start()
        wanted = min(max(self.gauge.length + step, self._least()), self._most())
        self.gauge.length = wanted
        self._dpi = self._dpi_of(wanted)
        self._show()
        announce(self, self.answerLabel.text())

    def _least(self) -> int:
        # One more: what is rounded down would lie below.
        return self._length_of(displays.LEAST_DPI) + 1

    def _most(self) -> int:
        return min(self._length_of(displays.MOST_DPI) - 1, self.gauge.most())

    def _show(self) -> None:
        self.gauge.shape = self._held.key
        card = self._held is CARD
        self.gauge.caption = self.tr("85.6 × 54 mm") if card else self.tr("10 cm")
        self.holdLabel.setText(
            self.tr("1. Hold a bank card flat to the drawing, its left edge at the left line.")
            if card
            else self.tr("1. Hold a ruler flat to the drawing, its zero at the left line.")
        )
        self.pressLabel.setText(
            self.tr("2. Press the buttons until the card fits exactly between the two lines.")
            if card
            else self.tr("2. Press the buttons until the right line stands at 10 centimetres.")
        )
        width, height = self._display.size_at(self._dpi)
        self.answerLabel.setText(
            self.tr("{dpi} dots per inch, a screen of {width} × {height} mm").format(
                dpi=f"{self.dpi:.1f}", width=width, height=height
            )
        )
        for button, on in (
            (self.muchLessButton, self.gauge.length > self._least()),
            (self.lessButton, self.gauge.length > self._least()),
            (self.moreButton, self.gauge.length < self._most()),
            (self.muchMoreButton, self.gauge.length < self._most()),
        ):
            button.setEnabled(on or not self.isVisible())

    def _save(self) -> None:
        claimed = self._display.claimed_dpi
        if claimed is None or max(claimed, self.dpi) / min(claimed, self.dpi) < _DOUBT:
            self._confirm()
            return
        self._doubt = dialogs.confirm(
            self,
            self.tr("The screen itself says something else"),
            self.tr(
                "Measured were {dpi} dots per inch; by its own account the screen has {claimed}. It may be "
                "wrong. Take {dpi} if the lines fit exactly."
            ).format(dpi=f"{self.dpi:.1f}", claimed=f"{claimed:.0f}"),
            accept=self.tr("The lines fit"),
            accepted=self._confirm,
            kind="warn",
        )

    def _confirm(self) -> None:
        self.measured.emit(self.dpi)
        self.give_up()
