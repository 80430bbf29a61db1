"""Messages that stay on the page: notice, banner, tile of a figure, line of a check list."""

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omp_desktop.gui import shapes
from omp_desktop.gui.announce import announce
from omp_desktop.gui.theme import CARD_RADIUS, CONTROL_RADIUS
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.button import PushButton
from omp_desktop.gui.widgets.label import Icon, Label
from omp_desktop.gui.widgets.marks import kind_colours
from omp_desktop.gui.widgets.properties import choice, icon, words

NOTICE_KINDS: tuple[str, ...] = ("info", "ok", "warn", "err")
_ICONS = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "err": "circle-alert"}
_TONES = {"info": "primary", "ok": "success", "warn": "warning", "err": "danger"}
_BANNER_HEIGHT = 48
_NOTICE_HEIGHT, _VOTER_NOTICE_HEIGHT = 48, 64
_TILE_SIZE = QSize(189, 90)


class Notice(Themed, QFrame):
    """One sentence with its icon on the tint of its meaning; at most one button."""

    kind = choice("kind", NOTICE_KINDS)
    text = words("text")
    iconName = icon("iconName")
    buttonText = words("buttonText")
    measure = choice("measure", ("official", "voter"))
    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon(self)
        self._label = Label(self)
        self._label.setWordWrap(True)
        self._button = PushButton(self)
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        # The height follows the words at the width that there is; a policy that cannot shrink would ask for
        # the height at a narrow width, and pages would need room for lines that are never broken.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._arrange()

    def say(self, kind: str, text: str) -> None:
        """Show another sentence, and say it aloud to screen readers."""
        self.kind = kind
        self.text = text
        announce(self, text)

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        self._arrange()

    def theme_changed(self) -> None:
        super().theme_changed()
        if self.layout() is not None:
            self._arrange()

    def spoken(self) -> str:
        return self.text

    def _arrange(self) -> None:
        voter = self.measure == "voter"
        sizes = self.theme().sizes
        tone = _TONES[self.kind]
        self._icon.iconName = self.iconName or _ICONS[self.kind]
        self._icon.tone = tone
        self._icon.pixels = round(sizes.unit * 1.23) if voter else 20
        self._label.role = "voterMedium" if voter else "medium"
        self._label.tone = tone
        self._label.setText(self.text)
        self._button.setText(self.buttonText)
        self._button.setVisible(bool(self.buttonText))
        self._button.measure = "voterMinor" if voter else "ordinary"
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            right = 7 if self.buttonText and not voter else 24 if voter else 16
            vertical = (sizes.px(13) if voter else 12) if not self.buttonText else 7
            layout.setContentsMargins(24 if voter else 16, vertical, right, vertical)
            layout.setSpacing(sizes.px(12) if voter else 12)

    def minimumSizeHint(self) -> QSize:
        least = _VOTER_NOTICE_HEIGHT if self.measure == "voter" else _NOTICE_HEIGHT
        return QSize(super().minimumSizeHint().width(), least)

    def heightForWidth(self, width: int) -> int:
        least = _VOTER_NOTICE_HEIGHT if self.measure == "voter" else _NOTICE_HEIGHT
        return max(least, super().heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        ink, ground = kind_colours(self.kind, look)
        line = shapes.Line(ink, look.line())
        shapes.rounded(QPainter(self), QRectF(self.rect()), CONTROL_RADIUS, ground, line)


class Banner(Themed, QFrame):
    """A strip over the whole window: what holds everywhere, such as test mode."""

    kind = choice("kind", ("warn", "info", "err"))
    title = words("title")
    text = words("text")
    iconName = icon("iconName")
    buttonText = words("buttonText")
    buttonIcon = icon("buttonIcon")
    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon(self)
        self._title = Label(self)
        self._title.role = "total"
        self._text = Label(self)
        self._text.role = "medium"
        self._text.elide = True
        self._button = PushButton(self)
        self._button.measure = "compact"
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 1)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.setFixedHeight(_BANNER_HEIGHT)
        self._arrange()

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        self._arrange()

    def spoken(self) -> str:
        return f"{self.title}. {self.text}" if self.title else self.text

    def _arrange(self) -> None:
        tone = _TONES[self.kind]
        self._icon.iconName = self.iconName or _ICONS[self.kind]
        for part in (self._title, self._text):
            part.tone = tone
        self._icon.tone = tone
        self._title.setText(self.title)
        self._text.setText(self.text)
        self._button.setText(self.buttonText)
        self._button.setVisible(bool(self.buttonText))
        self._button.iconName = self.buttonIcon

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        ink, ground = kind_colours(self.kind, look)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        painter.fillRect(QRect(0, self.height() - look.line(), self.width(), look.line()), ink)


class Tile(Themed, QFrame):
    """One figure with its label above and a line of context below."""

    label = words("label")
    figure = words("figure")
    sub = words("sub")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._figure, self._sub = Label(self), Label(self), Label(self)
        self._label.role, self._figure.role, self._sub.role = "captionStrong", "figure", "caption"
        self._label.tone = self._sub.tone = "text2"
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 7, 16, 7)
        column.setSpacing(0)
        for part in (self._label, self._figure, self._sub):
            column.addWidget(part)
        column.addStretch(1)

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        for part, text in ((self._label, self.label), (self._figure, self.figure), (self._sub, self.sub)):
            part.setText(text)

    def spoken(self) -> str:
        return ", ".join(part for part in (self.label, self.figure, self.sub) if part)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(_TILE_SIZE)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _TILE_SIZE.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        line = shapes.Line(look.colour("decoration"), look.line())
        shapes.rounded(QPainter(self), QRectF(self.rect()), CARD_RADIUS, look.colour("surface"), line)


class CheckItem(Themed, QWidget):
    """One line of a check list: fulfilled, or a problem with the button that leads to it."""

    text = words("text")
    state = choice("state", ("ok", "problem", "waiting"))
    buttonText = words("buttonText")
    acted = Signal()

    _LOOKS = {  # noqa: RUF012 - never changed
        "ok": ("circle-check", "success", "text", "medium"),
        "problem": ("circle-alert", "danger", "danger", "name"),
        "waiting": ("circle-dashed", "text2", "text", "medium"),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Icon(self)
        self._label = Label(self)
        self._label.setWordWrap(True)
        self._button = PushButton(self)
        self._button.measure = "compact"
        self._button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self.setMinimumHeight(36)
        self._arrange()

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        self._arrange()

    def _arrange(self) -> None:
        sign, icon_tone, tone, role = self._LOOKS[self.state]
        self._icon.iconName, self._icon.tone = sign, icon_tone
        self._label.tone, self._label.role = tone, role
        self._label.setText(self.text)
        self._button.setText(self.buttonText)
        self._button.setVisible(bool(self.buttonText))
        # Several buttons say the same word: the name tells which line each belongs to.
        self._button.setAccessibleName(f"{self.buttonText}: {self.text}")
