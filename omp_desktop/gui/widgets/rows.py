"""Choices in rows: one of several (radio), yes or no (check), and a group of segments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from omp_desktop.gui import accessible, icons, shapes
from omp_desktop.gui.text_layout import draw_line, width_of
from omp_desktop.gui.theme import CONTROL_RADIUS
from omp_desktop.gui.typography import OFFICIAL, TextStyle
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.button import PushButton
from omp_desktop.gui.widgets.pressable import EnterActs
from omp_desktop.gui.widgets.properties import choice, flag, words

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object

_HEIGHT, _DENSE_HEIGHT = 48, 40
_SIGN, _SIGN_LEFT, _TEXT_LEFT, _RIGHT, _NOTE_GAP = 20, 12, 42, 16, 12
_DOT = 10


class _Row(EnterActs, _Button):
    """A row that is chosen as a whole."""

    note = words("note")
    dense = flag("dense")
    measure = choice("measure", ("official", "voter"))

    _round = True

    def _prepare(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self.update)
        role = QAccessible.Role.RadioButton if self._round else QAccessible.Role.CheckBox
        accessible.tell_choice(self, role)

    def spoken(self) -> str:
        return f"{self.text()}, {self.note}" if self.note else ""

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def _style(self) -> TextStyle:
        return self.theme().style("voterMedium" if self.measure == "voter" else "medium")

    def _scaled(self, drawn: float) -> int:
        """Lengths grow with the text on the voter's screen."""
        if self.measure == "official":
            return round(drawn)
        return round(drawn * self.theme().sizes.unit / OFFICIAL["medium"].size)

    def sizeHint(self) -> QSize:
        height = self.theme().sizes.bottom_button if self.measure == "voter" else self._official_height()
        note = self._scaled(_NOTE_GAP) + width_of(self.note, OFFICIAL["caption"]) if self.note else 0
        width = self._scaled(_TEXT_LEFT) + width_of(self.text(), self._style()) + note + self._scaled(_RIGHT)
        return QSize(int(width) + 1, height)

    def _official_height(self) -> int:
        return _DENSE_HEIGHT if self.dense else _HEIGHT

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        area = QRectF(self.rect())
        chosen, enabled = self.isChecked(), self.isEnabled()
        ink, fill = look.colour("text"), look.colour("surface")
        line = shapes.Line(look.colour("border"), look.line())
        if not enabled:
            fill, line = look.colour("page"), shapes.Line(look.colour("border"), look.line(), dashed=True)
        elif chosen:
            ink, fill = look.colour("selected_text"), look.colour("selected_fill")
            line = shapes.Line(look.colour("selected_border"), 2)
        elif self.isDown():
            fill, line = look.colour("card_pressed_fill"), shapes.Line(look.colour("active_text"), 2)
        elif self.underMouse():
            fill, line = look.colour("hover_fill"), shapes.Line(look.colour("active_text"), look.line())
        shapes.rounded(painter, area, CONTROL_RADIUS, fill, line)
        self._paint_sign(painter, area, ink)
        text = area.adjusted(self._scaled(_TEXT_LEFT), 0, -self._scaled(_RIGHT), 0)
        draw_line(painter, text, self.text(), self._style(), ink)
        if self.note:
            draw_line(painter, text, self.note, OFFICIAL["caption"], ink, Qt.AlignmentFlag.AlignRight)

    def _paint_sign(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        look = self.theme()
        side = self._scaled(_SIGN)
        place = QRectF(self._scaled(_SIGN_LEFT), round((area.height() - side) / 2), side, side)
        if not self.isEnabled() and not self.isChecked():
            icons.paint(painter, place, "ban", look.colour("border"))
            return
        radius = side / 2 if self._round else side / 5
        if not self.isChecked():
            shapes.rounded(
                painter, place, radius, look.colour("surface"), shapes.Line(look.colour("border"), 2)
            )
            return
        mark = look.colour("selected_mark" if self.isEnabled() else "text")
        if self._round:
            shapes.rounded(painter, place, radius, look.colour("selected_fill"), shapes.Line(mark, 2))
            dot = self._scaled(_DOT)
            inset = (side - dot) / 2
            shapes.circle(painter, place.adjusted(inset, inset, -inset, -inset), mark)
        else:
            shapes.rounded(painter, place, radius, mark)
            inset = side * 0.15
            inner = QRectF(place.left() + inset, place.top() + inset, side - 2 * inset, side - 2 * inset)
            icons.paint(painter, inner, "check", look.colour("on_selected_mark"), 3)


class RadioRow(_Row, QRadioButton):
    """One of several that exclude each other, over the full width; rows of one parent are one group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepare()


class CheckRow(_Row, QCheckBox):
    """Yes or no, over the full width."""

    _round = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepare()


class SegmentedButtons(Themed, QWidget):
    """A few buttons of which exactly one is chosen: filters, orders, languages.

    In a .ui file its children are PushButtons of kind `segment`, and their object names are the keys; in code
    `set_options` makes them.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> str:
        """Key of the chosen one, empty when none is."""
        button = self._group.checkedButton()
        return button.objectName() if button is not None else ""

    @current.setter
    def current(self, key: str) -> None:
        for button in self._group.buttons():
            if button.objectName() == key:
                button.setChecked(True)

    def set_options(self, options: Sequence[tuple[str, str]], measure: str = "ordinary") -> None:
        """Show these (key, text); what was chosen stays chosen."""
        before, shown = self.current, self._group.buttons()
        if [button.objectName() for button in shown] == [key for key, _ in options]:
            # The same ones with other words: the focus stays where it is.
            for button, (_, text) in zip(shown, options, strict=True):
                button.setText(text)
            return
        for button in shown:
            self._group.removeButton(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        row = self.layout()
        if row is None:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            # Touch areas of the voter's screen stand at least 2.54 mm apart.
            row.setSpacing(12 if measure.startswith("voter") else 8)
        for key, text in options:
            segment = PushButton(self)
            segment.setObjectName(key)
            segment.setText(text)
            segment.kind, segment.measure = "segment", measure
            row.addWidget(segment)
            self._take(segment)
        self.current = before or (options[0][0] if options else "")

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        child = event.child()
        if event.type() == QEvent.Type.ChildPolished and isinstance(child, PushButton):
            self._take(child)

    def _take(self, button: QAbstractButton) -> None:
        if button not in self._group.buttons():
            button.setCheckable(True)
            self._group.addButton(button)
            accessible.tell_choice(button, QAccessible.Role.RadioButton)

    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.objectName())
