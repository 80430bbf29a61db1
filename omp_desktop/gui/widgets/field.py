"""A labelled input with its hint or its error."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import icons
from omp_desktop.gui.announce import announce
from omp_desktop.gui.text_layout import TextBlock, block, draw_line, width_of
from omp_desktop.gui.typography import OFFICIAL, TextStyle
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice, words

_ICON, _GAP = 16, 6
_LABEL_GAP, _LINE_GAP = 4, 6


class Field(Themed, QWidget):
    """Label above, one input of the .ui file inside, below it a hint or what is wrong and how to mend it.

    The input gets the label as its accessible name and the line below as its description.
    """

    label = words("label")
    hint = words("hint")
    error = words("error")
    aside = words("aside")
    measure = choice("measure", ("official", "voter"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._say: Callable[[], str] | None = None
        self._reserve()

    def set_hint(self, text: str) -> None:
        """A line of help below the input; gives way to an error."""
        self.hint = text

    def set_error(self, said: str | Callable[[], str]) -> None:
        """Say what is wrong, below the input and to screen readers; an empty text takes it back.

        A function is asked for the words again when the window speaks another language.
        """
        self._say = said if callable(said) else None
        self.error = said() if callable(said) else said
        if self.error:
            announce(self, f"{self.label}: {self.error}")

    def retranslate(self) -> None:
        if self._say is not None:
            self.error = self._say()

    def input(self) -> QWidget | None:
        """The input in it."""
        # Not through the layout: the items that it hands out die unnoticed by Python.
        return next((child for child in self.children() if isinstance(child, QWidget)), None)

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        self._reserve()
        self._describe()
        inner = self.input()
        # With the error alone: a layout that comes later leaves what a form has marked itself.
        if name == "error" and inner is not None and hasattr(inner, "invalid"):
            inner.invalid = bool(self.error)

    def theme_changed(self) -> None:
        self._reserve()
        super().theme_changed()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Polish, QEvent.Type.LayoutRequest}:
            layout = self.layout()
            if layout is not None and not layout.contentsMargins().isNull():
                layout.setContentsMargins(0, 0, 0, 0)
            if layout is not None and not layout.alignment():
                # Beside a field with an error, the others stay at the top.
                layout.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._describe()
        elif event.type() == QEvent.Type.Resize:
            self._reserve()
        return super().event(event)

    def _describe(self) -> None:
        inner = self.input()
        if inner is None:
            return
        # Without a label of its own the field has been given a name: one of several in a list.
        inner.setAccessibleName(self.label or self.accessibleName())
        inner.setAccessibleDescription(self.error or self.hint)

    def _label_style(self) -> TextStyle:
        return self.theme().style("voterStrong" if self.measure == "voter" else "name")

    def _line_style(self) -> TextStyle:
        if self.measure == "voter":
            return self.theme().style("voterMedium")
        return OFFICIAL["captionStrong" if self.error else "caption"]

    def _line(self) -> TextBlock | None:
        text = self.error or self.hint
        if not text:
            return None
        lead = _ICON + _GAP if self.error else 0
        return block(text, self._line_style(), max(60, self.width() - lead))

    def _reserve(self) -> None:
        """Keep room for label and line around the input."""
        line = self._line()
        top = self._label_style().line + _LABEL_GAP if self.label else 0
        bottom = line.height + _LINE_GAP if line is not None else 0
        margins = self.contentsMargins()
        if (margins.top(), margins.bottom()) != (top, bottom):
            self.setContentsMargins(0, top, 0, bottom)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        label = width_of(self.label, self._label_style()) + width_of(self.aside, OFFICIAL["caption"])
        return QSize(max(hint.width(), int(label) + 1), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        style = self._label_style()
        head = QRectF(0, 0, self.width(), style.line)
        draw_line(painter, head, self.label, style, look.colour("text"))
        if self.aside:
            aside = width_of(self.aside, OFFICIAL["caption"])
            place = QRectF(self.width() - aside - 1, 2, aside + 1, OFFICIAL["caption"].line)
            draw_line(painter, place, self.aside, OFFICIAL["caption"], look.colour("text2"))
        line = self._line()
        if line is None:
            return
        inner = self.input()
        # Right below the input: a field may have got more height than it needs.
        top = self.height() - line.height if inner is None else inner.geometry().bottom() + 1 + _LINE_GAP
        ink = look.colour("danger" if self.error else "text2")
        left = 0
        if self.error:
            icons.paint(
                painter, QRectF(0, top + (line.style.line - _ICON) / 2, _ICON, _ICON), "circle-alert", ink
            )
            left = _ICON + _GAP
        line.draw(painter, QRectF(left, top, self.width() - left, line.height), ink)
