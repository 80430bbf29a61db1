"""The head of the official's and the candidate's window."""

from PySide6.QtCore import QMargins, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omp_desktop.gui import icons
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.button import PushButton
from omp_desktop.gui.widgets.label import Icon, Label
from omp_desktop.gui.widgets.marks import Pill
from omp_desktop.gui.widgets.pressable import Pressable
from omp_desktop.gui.widgets.surfaces import Bar, Hairline

_SEPARATOR_HEIGHT = 32


class _PillButton(Pressable):
    """A pill that can be pressed: the light of the queue."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pill = Pill(self)
        self._pill.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, kind: str, icon_name: str, text: str) -> None:
        self._pill.say(kind, icon_name, text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._pill.resize(self._pill.sizeHint())

    def sizeHint(self) -> QSize:
        return self._pill.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def ring_radius(self) -> float:
        return self.height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        self._pill.outlined = self.underMouse() or self.isDown()


class _TwoLines(Themed, QWidget):
    """A strong line over a small one; the small one may have an icon and a meaning's colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.strong, self.small = Label(self), Label(self)
        self.strong.role, self.small.role, self.small.tone = "total", "caption", "text2"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.strong)
        self._sign = Icon(self)
        self._sign.pixels = 16
        self._sign.hide()
        line = QHBoxLayout()
        line.setSpacing(3)
        line.addWidget(self._sign)
        line.addWidget(self.small, 1)
        column.addLayout(line)
        column.addStretch(1)

    def say(self, upper: str, lower: str) -> None:
        self.strong.setText(upper)
        self.small.setText(lower)

    def mean(self, kind: str, icon_name: str, text: str) -> None:
        """Give the small line a meaning."""
        tone = {"ok": "success", "info": "primary", "warn": "warning", "err": "danger"}.get(kind, "text")
        self.small.role, self.small.tone, self._sign.tone = "captionStrong", tone, tone
        self._sign.iconName = icon_name
        self._sign.setVisible(bool(icon_name))
        self.small.setText(text)


class _Place(Pressable):
    """Station over election; where there are several elections, a button that leads to the others."""

    _CHEVRON, _GAP = 16, 4

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = _TwoLines(self)
        self.lines.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in (self.lines.strong, self.lines.small):
            part.elide = True
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_choosable(choosable=False)

    def set_choosable(self, *, choosable: bool) -> None:
        """Whether there is another election to choose."""
        self.setEnabled(choosable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choosable else Qt.FocusPolicy.NoFocus)
        # A name that is shortened leaves room for the sign that there are others.
        self._row.setContentsMargins(0, 0, self._GAP + self._CHEVRON if choosable else 0, 0)
        self.update()

    def say(self, station: str, election: str) -> None:
        """Set both lines; the button is named after them."""
        self.lines.say(station, election)
        self.setAccessibleName(f"{station}, {election}" if election else station)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self.lines.sizeHint().grownBy(QMargins(0, 0, self._GAP + self._CHEVRON, 0))

    def minimumSizeHint(self) -> QSize:
        return self.lines.minimumSizeHint().grownBy(QMargins(0, 0, self._GAP + self._CHEVRON, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self.isEnabled():
            return
        painter = QPainter(self)
        lower = self.lines.small
        width = min(lower.sizeHint().width(), lower.width())
        left = self.lines.x() + lower.x() + width + self._GAP
        top = self.lines.y() + lower.y() + (lower.height() - self._CHEVRON) / 2
        strong = self.underMouse() or self.isDown()
        ink = self.theme().colour("active_text" if strong else "primary")
        icons.paint(painter, QRectF(left, top, self._CHEVRON, self._CHEVRON), "chevron-down", ink)
        if strong:
            line = QRectF(left - width - self._GAP, lower.y() + self.lines.y() + lower.height() - 1, width, 1)
            painter.fillRect(line, ink)


class HeaderBar(Bar):
    """Station and election, state of the polls, trusted time, queue, who is logged in, lock.

    Only station and election may be shortened when it gets narrow; the tool tip then has them whole.
    """

    lock_asked = Signal()
    queue_asked = Signal()
    election_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.measure = "header"
        self._place = _Place(self)
        self._place.clicked.connect(self.election_asked)
        self._state = Pill(self)
        self._time = _TwoLines(self)
        self._time.strong.role = "name"
        self._queue = _PillButton(self)
        self._queue.clicked.connect(self.queue_asked)
        self._portrait = Icon(self)
        self._portrait.iconName, self._portrait.tone = "user-round", "text"
        self._portrait.tile, self._portrait.tileKind, self._portrait.tilePixels = "circle", "neutral", 40
        self._person = _TwoLines(self)
        self._person.strong.role = "name"
        self._lock = PushButton(self)
        self._lock.iconName = "lock"
        self._lock.clicked.connect(self.lock_asked)
        self._separators = [self._separator() for _ in range(3)]
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 0, 32, 1)
        row.setSpacing(16)
        row.addWidget(self._place, 1)
        row.addWidget(self._state)
        row.addWidget(self._separators[0])
        row.addWidget(self._time)
        row.addWidget(self._separators[1])
        row.addWidget(self._queue)
        row.addWidget(self._separators[2])
        person = QHBoxLayout()
        person.setSpacing(8)
        person.addWidget(self._portrait)
        person.addWidget(self._person)
        row.addLayout(person)
        row.addWidget(self._lock)
        self._show_parts()
        self.retranslate()

    def _separator(self) -> Hairline:
        line = Hairline(self)
        line.vertical = True
        line.setFixedHeight(_SEPARATOR_HEIGHT)
        return line

    def retranslate(self) -> None:
        self._lock.setText(self.tr("Lock"))
        self._queue.setAccessibleDescription(self.tr("Opens the queue"))
        self._place.setAccessibleDescription(self.tr("Choose another election"))

    def set_station(self, station: str, election: str) -> None:
        """Where and for what: data, never translated."""
        self._place.say(station, election)

    def set_choosable(self, *, choosable: bool) -> None:
        """Whether a press on station and election leads to other elections (`election_asked`)."""
        self._place.set_choosable(choosable=choosable)

    def set_state(self, kind: str, icon_name: str, text: str) -> None:
        """State of the polls; `kind` as of a Pill. An empty text hides it."""
        self._state.say(kind, icon_name, text)
        self._show_parts()

    def set_clock(self, text: str) -> None:
        """Trusted time as 14:32:07."""
        self._time.strong.setText(text)
        self._show_parts()

    def set_quality(self, kind: str, icon_name: str, text: str) -> None:
        """How far the time can be trusted."""
        self._time.mean(kind, icon_name, text)

    def set_queue(self, kind: str, icon_name: str, text: str) -> None:
        """Light of the queue. An empty text hides it."""
        self._queue.say(kind, icon_name, text)
        self._show_parts()

    def set_person(self, name: str, role: str) -> None:
        """Who is logged in; empty: nobody."""
        self._person.say(name, role)
        self._show_parts()

    def queue_light(self) -> QAbstractButton:
        """The pill of the queue, which can be pressed."""
        return self._queue

    def _show_parts(self) -> None:
        shown = (bool(self._state.text()), bool(self._time.strong.text()), bool(self._queue.accessibleName()))
        person = bool(self._person.strong.text())
        self._state.setVisible(shown[0])
        self._time.setVisible(shown[1])
        self._queue.setVisible(shown[2])
        for part in (self._portrait, self._person, self._lock):
            part.setVisible(person)
        # A line stands only between two parts.
        after = (any(shown[1:]) or person, shown[2] or person, person)
        before = (shown[0], any(shown[:2]) and shown[1], any(shown) and shown[2])
        for line, left, right in zip(self._separators, before, after, strict=True):
            line.setVisible(left and right)
