"""Inputs: Qt's own, dressed by the style sheet, with the sizes of the type scale."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QTextEdit,
    QTimeEdit,
    QWidget,
)

from omp_desktop.gui import icons
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.theme import CONTROL_RADIUS
from omp_desktop.gui.typography import OFFICIAL, TextStyle
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice, flag, icon

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_HEIGHT, _SEARCH_HEIGHT = 48, 56
_CHEVRON, _CHEVRON_RIGHT, _PADDING = 20, 12, 14
_SPIN_PADDING = 10
_OPENER = 40  # width of what opens a list, as in the style sheet
_SEARCH_ICON, _SEARCH_ICON_LEFT, _SEARCH_TEXT_LEFT = 24, 16, 40
_LINE_HEIGHT_PERCENT = 150
_RING_GAP = 1  # px: labels and errors stand close to an input


class _Input(Themed, _Widget):
    """What all inputs share: a wrong value has a border of its own (and a sentence, in the field around
    it).
    """

    invalid = flag("invalid")

    def input_style(self) -> TextStyle:
        """Size of the text in it."""
        return OFFICIAL["body"]

    def input_height(self) -> int:
        """Height in px."""
        return _HEIGHT

    def theme_changed(self) -> None:
        self.setFont(self.input_style().font())
        self.setFixedHeight(self.input_height())
        super().theme_changed()

    def ring_gap(self) -> int:
        return _RING_GAP

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        if name == "invalid":
            # The style sheet chooses by this property only when the widget is polished again.
            self.style().unpolish(self)
            self.style().polish(self)


class LineEdit(_Input, QLineEdit):
    """One line of text; `search` is larger and has room for an icon."""

    measure = choice("measure", ("form", "search", "voter"))
    iconName = icon("iconName")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme_changed()

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        self.theme_changed()

    def input_style(self) -> TextStyle:
        if self.measure == "voter":
            return self.theme().style("voterMedium")
        return OFFICIAL["search" if self.measure == "search" else "body"]

    def input_height(self) -> int:
        if self.measure == "voter":
            return self.theme().sizes.bottom_button
        return _SEARCH_HEIGHT if self.measure == "search" else _HEIGHT

    def theme_changed(self) -> None:
        super().theme_changed()
        self.setTextMargins(_SEARCH_TEXT_LEFT if self.iconName else 0, 0, 0, 0)

    def ring_radius(self) -> float:
        return CONTROL_RADIUS

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            # Nothing was typed: the key is for whatever the window can take back.
            event.ignore()
            return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.iconName:
            y = round((self.height() - _SEARCH_ICON) / 2)
            place = QRectF(_SEARCH_ICON_LEFT, y, _SEARCH_ICON, _SEARCH_ICON)
            icons.paint(QPainter(self), place, self.iconName, self.theme().colour("primary"))


class _Opening(_Input):
    """An input with something to open at the right."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a page over an input must not change what stands in it.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        sign = self.sign()
        if sign:
            place = QRectF(
                self.width() - _CHEVRON - _CHEVRON_RIGHT,
                round((self.height() - _CHEVRON) / 2),
                _CHEVRON,
                _CHEVRON,
            )
            icons.paint(QPainter(self), place, sign, self.theme().colour("primary"))

    def sign(self) -> str:
        """Icon at the right."""
        return "chevron-down"

    def need_room_for(self, sample: str) -> None:
        """Never be narrower than this text and the icon."""
        room = 2 * _PADDING + (_OPENER if self.sign() else 0)
        self.setMinimumWidth(int(width_of(sample, self.input_style())) + room)


class ComboBox(_Opening, QComboBox):
    """One of a list. A text that is longer than the box ends in "…"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme_changed()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        edit = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        # The style cuts the text off; it keeps a pixel free on either side.
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, edit.width() - 2
        )


class _Spinning(_Opening):
    """A number or time: typed, or changed with the arrow keys."""

    def sign(self) -> str:
        return ""

    def keep_clear_of_the_border(self, inner: QLineEdit) -> None:
        """The style sheet's padding does not reach the text of these."""
        inner.setTextMargins(_SPIN_PADDING, 0, _SPIN_PADDING, 0)


class SpinBox(_Spinning, QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keep_clear_of_the_border(self.lineEdit())
        self.theme_changed()


class TimeEdit(_Spinning, QTimeEdit):
    """A time of day as 14:32."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.need_room_for("00:00")
        self.keep_clear_of_the_border(self.lineEdit())
        self.theme_changed()


class DateEdit(_Opening, QDateEdit):
    """A date as 2026-12-03, with a calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd")
        self.need_room_for("0000-00-00")
        self.setCalendarPopup(True)
        self.theme_changed()

    def sign(self) -> str:
        return "calendar"


class DateTimeEdit(_Opening, QDateTimeEdit):
    """A date and a time as 2026-12-03 14:32, with a calendar; a digit takes the place of the part it is
    typed in.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.need_room_for("0000-00-00 00:00")
        self.setCalendarPopup(True)
        self.theme_changed()

    def sign(self) -> str:
        return "calendar"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        inner = self.lineEdit()
        whole = len(inner.text()) == len(self.displayFormat())
        if event.text().isdigit() and whole and not inner.hasSelectedText():
            # Qt has no room for it otherwise, and takes nothing.
            self.setSelectedSection(self.currentSection())
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()


class TextEdit(Themed, QTextEdit):
    """Several lines of plain text, line height 150 %. Tab leaves it."""

    invalid = flag("invalid")
    length_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFont(OFFICIAL["body"].font())
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._on_text_changed)
        self._space_lines()

    def setPlainText(self, text: str) -> None:
        """Show another text."""
        super().setPlainText(text)
        self._space_lines()

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        if name == "invalid":
            self.style().unpolish(self)
            self.style().polish(self)

    def ring_gap(self) -> int:
        return _RING_GAP

    def _space_lines(self) -> None:
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)

    def _on_text_changed(self) -> None:
        self.length_changed.emit(len(self.toPlainText()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self.moveCursor(QTextCursor.MoveOperation.End)
