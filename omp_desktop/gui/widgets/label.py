"""Words: labels with exact line heights, and icons."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from omp_desktop.gui import icons, shapes
from omp_desktop.gui.text_layout import TextBlock, block, elided, width_of
from omp_desktop.gui.typography import DEFAULT_UNIT, ROLES, TextStyle
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice, count, flag, icon

TONES: dict[str, str] = {
    "text": "text",
    "text2": "text2",
    "primary": "primary",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
    "onPrimary": "on_primary",
    "onRail": "on_rail",
}
_BODY_FIRST = ("body", *(role for role in ROLES if role != "body"))
TILE_RADIUS = 14  # px at 56 px; larger tiles keep the proportion
_TILE_PIXELS = 56
_COMFORTABLE_EMS = 30  # width that wrapped text asks for
_LONGEST_WORD_EMS = 10  # longer words may be broken


class Label(Themed, QLabel):
    """Plain text in one of the roles of the type scale.

    With `baseline` it takes the line of another role and stands on its baseline: small text beside a title.
    The text stays whole: its minimum size is the whole text, unless `elide` allows shortening (the tool tip
    then has it all).
    """

    role = choice("role", _BODY_FIRST)
    tone = choice("tone", tuple(TONES))
    elide = flag("elide")
    baseline = choice("baseline", ("", *ROLES))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Names and pledges are data: never read as mark-up.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._block: tuple[tuple[str, TextStyle, int | None], TextBlock] | None = None

    def text_style(self) -> TextStyle:
        """Size, line and weight in force."""
        style = self.theme().style(self.role)
        if self.baseline:
            return TextStyle(style.size, self.theme().style(self.baseline).line, style.weight)
        return style

    def _drop(self) -> float:
        """How much lower than the middle the text stands to share another role's baseline, in px."""
        if not self.baseline:
            return 0.0
        return self.theme().style(self.baseline).baseline() - self.text_style().baseline()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish:
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        """Keep spare height out of a label: lines of a form stay as close as they are drawn."""
        policy = self.sizePolicy()
        if policy.verticalPolicy() == QSizePolicy.Policy.Preferred:
            wrapped = self.wordWrap()
            policy.setVerticalPolicy(QSizePolicy.Policy.Minimum if wrapped else QSizePolicy.Policy.Fixed)
            policy.setHeightForWidth(wrapped)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show another text; nothing of the one before stays in memory here."""
        self._block = None
        super().setText(text)

    def sizeHint(self) -> QSize:
        margins = self.contentsMargins()
        if self.wordWrap():
            width = min(int(width_of(self.text(), self.text_style())) + 1, self._comfortable_width())
            return QSize(width, self.heightForWidth(width)).grownBy(margins)
        return self._text_size().grownBy(margins)

    def _comfortable_width(self) -> int:
        return self.text_style().size * _COMFORTABLE_EMS

    def minimumSizeHint(self) -> QSize:
        margins = self.contentsMargins()
        style = self.text_style()
        if self.elide:
            return QSize(round(width_of("…", style)) + 1, style.line).grownBy(margins)
        if self.wordWrap():
            words = self.text().split() or [""]
            # An endless word is broken inside: it must not ask for a width that no screen has.
            most = style.size * _LONGEST_WORD_EMS
            longest = min(max(width_of(word, style) for word in words), most)
            return QSize(int(longest) + 1, style.line).grownBy(margins)
        return self._text_size().grownBy(margins)

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return block(self.text(), self.text_style(), inner).height + margins.top() + margins.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        area = QRectF(self.contentsRect())
        style = self.text_style()
        text = self.text()
        if self.elide and not self.wordWrap():
            text = elided(text, style, area.width() + 0.5)
        lines = self._lines(text, style, int(area.width()) if self.wordWrap() else None)
        top = area.top()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += (area.height() - lines.height) / 2
        elif self.alignment() & Qt.AlignmentFlag.AlignBottom:
            top += area.height() - lines.height
        painter = QPainter(self)
        lines.draw(
            painter,
            QRectF(area.left(), top + self._drop(), area.width(), lines.height),
            self.theme().colour(TONES[self.tone]),
            self.alignment(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.elide:
            shortened = width_of(self.text(), self.text_style()) > self.contentsRect().width() + 0.5
            self.setToolTip(self.text() if shortened else "")

    def _text_size(self) -> QSize:
        style = self.text_style()
        lines = self._lines(self.text(), style, None)
        # Shortening measures the text as one run, which may be a little wider than as a laid-out line.
        width = max(lines.width, width_of(self.text(), style)) if self.elide else lines.width
        return QSize(int(width) + 1 if self.text() else 0, lines.height)

    def _lines(self, text: str, style: TextStyle, width: int | None) -> TextBlock:
        key = (text, style, width)
        if self._block is None or self._block[0] != key:
            self._block = (key, block(text, style, width))
        return self._block[1]


class Icon(Themed, QWidget):
    """A sign beside words, alone or on a tile. An icon always has a word: to screen readers this one is
    nothing, not even a label without a text.
    """

    iconName = icon("iconName")
    tone = choice("tone", ("primary", *(tone for tone in TONES if tone != "primary")))
    pixels = count("pixels", 20)
    tile = choice("tile", ("none", "square", "circle"))
    tileKind = choice(
        "tileKind",
        ("tint", "neutral", "success", "danger", "primary", "surface", "successTint", "warningTint"),
    )
    tilePixels = count("tilePixels", _TILE_PIXELS)
    measure = choice("measure", ("official", "voter"))

    _GROUNDS = {  # noqa: RUF012 - never changed
        "tint": "tint",
        "neutral": "neutral",
        "success": "success",
        "danger": "danger",
        "primary": "primary",
        "surface": "surface",
        "successTint": "success_tint",
        "warningTint": "warning_tint",
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._scaled(self.pixels if self.tile == "none" else self.tilePixels)
        return QSize(side, side).grownBy(self.contentsMargins())

    def _scaled(self, drawn: int) -> int:
        """On the voter's screen icons grow with the text; `pixels` is meant at the default size."""
        if self.measure == "official":
            return drawn
        return round(drawn * self.theme().sizes.unit / DEFAULT_UNIT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        area = QRectF(self.contentsRect())
        colour = look.colour(TONES[self.tone])
        if self.tile != "none":
            ground = look.colour(self._GROUNDS[self.tileKind])
            on_colour = self.tileKind in {"success", "danger", "primary"}
            if on_colour:
                colour = look.colour("on_status")
            line = shapes.Line(look.colour("border"), 2) if look.high_contrast and not on_colour else None
            radius = area.width() / 2 if self.tile == "circle" else area.width() * TILE_RADIUS / _TILE_PIXELS
            shapes.rounded(painter, area, radius, ground, line)
        if self.iconName:
            side = self._scaled(self.pixels)
            place = QRectF(
                area.left() + (area.width() - side) / 2, area.top() + (area.height() - side) / 2, side, side
            )
            icons.paint(painter, place, self.iconName, colour)
