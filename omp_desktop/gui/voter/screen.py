"""What all screens of the booth share: margins, and giving way when the voter's text needs the room."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLayout, QWidget

from omp_desktop.gui import accessible
from omp_desktop.gui.text_layout import block, width_of
from omp_desktop.gui.voter.measuring import polish
from omp_desktop.gui.voter.voter_form import VoterForm
from omp_desktop.gui.widgets import Icon, Label, PushButton

_SIDE, _WIDE_SIDE, _WIDE_FROM = 48, 64, 1600
_STATUS_CLEARANCE = 8
_BAR_GAP = 16
_ROUNDS = 3
_Part = TypeVar("_Part", bound=QWidget)


class VoterScreen(VoterForm):
    """One screen of the booth.

    The largest text on the smallest screen leaves no room for everything: parts named in `spare` are then
    hidden, in this order, one after the other, until the rest fits; those for which the last one has made
    room come back. None of them carries what no other part says. `headroom`: px that stay free. `told_by`:
    what tells screen readers of it.
    """

    spare: ClassVar[tuple[str, ...]] = ()
    headroom: ClassVar[int] = 0
    told_by: ClassVar[type[accessible.Screen]] = accessible.Screen

    def __init__(self, parent: QWidget | None = None) -> None:
        """Load the screen; a subclass sets what its texts need before."""
        self._fitting = False
        self._fit_again = False
        self._status_texts: tuple[str, ...] = ()
        self._unwanted: frozenset[str] = frozenset()
        super().__init__(parent)

    def heading(self) -> str:
        """What a screen reader says when the screen opens."""
        for name in ("titleLabel", "headlineLabel"):
            label = self.content.findChild(Label, name)
            if label is not None:
                return label.text()
        return self.windowTitle()

    @property
    def belonging(self) -> frozenset[str]:
        """Names of the parts that may have given way, and belong to the screen all the same."""
        return (frozenset(self.spare) | {"statusLabel"}) - self._unwanted

    def say_status(self, icon: str, tone: str, text: str, short: str = "") -> None:
        """Show a sentence in the middle of the bar at the bottom; `short` where there is no room for it."""
        self._status_texts = tuple(words for words in (text, short) if words)
        sign, label = self._part(Icon, "statusIcon"), self._part(Label, "statusLabel")
        sign.iconName, sign.tone = icon, tone
        # What only informs stays in the colour of text, whatever its sign.
        label.tone = tone if tone == "warning" else "text"
        self._fit_status()

    def show_part(self, name: str, *, wanted: bool) -> None:
        """Show or hide a part that may also have to give way."""
        self._unwanted = self._unwanted - {name} if wanted else self._unwanted | {name}
        self._part(QWidget, name).setVisible(wanted)

    def fit(self) -> None:
        """Set the margins for the width, hide spare parts as far as needed, and then take smaller text."""
        if self._fitting:
            # Parts that got another width while it is being fitted ask again.
            self._fit_again = True
            return
        if self.height() <= 0 or self._dressing:
            return
        self._fitting = True
        try:
            for _ in range(_ROUNDS):
                self._fit_again = False
                self._set_margins()
                self._set_bar_height()
                self._fit_status()
                self._hide_spares()
                if not self._fit_again:
                    break
        finally:
            self._fitting = False
        # A screen that was not laid out yet has some width of its own.
        if self.width() == self.window().width() and self.too_high():
            self.shrink()

    def too_high(self) -> bool:
        # What does not fit makes the screen itself higher than the window shows.
        room = self.window().height() - self.mapTo(self.window(), QPoint(0, 0)).y()
        return self._height_needed() > min(room, self.height()) or self._width_needed() > self.width()

    def side_margin(self) -> int:
        """Margin at left and right, in px."""
        sizes = self.theme().sizes
        return sizes.px(_WIDE_SIDE if self.width() >= sizes.px(_WIDE_FROM) else _SIDE)

    def _set_margins(self) -> None:
        side = self.side_margin()
        for name in ("bodyLayout", "bottomLayout", "footLayout"):
            layout = self.content.findChild(QLayout, name)
            if layout is not None:
                margins = layout.contentsMargins()
                layout.setContentsMargins(side, margins.top(), side, margins.bottom())

    def _set_bar_height(self) -> None:
        bar = self.content.findChild(QWidget, "bottomBar")
        if bar is not None:
            # A label in it may break into lines; the bar stays as high as it is.
            bar.setFixedHeight(self.theme().sizes.bottom_bar)

    def _hide_spares(self) -> None:
        spares = [self._part(QWidget, name) for name in self.spare if name not in self._unwanted]
        for spare in spares:
            spare.show()
        hidden: list[QWidget] = []
        for spare in spares:
            if self._fits():
                break
            spare.hide()
            hidden.append(spare)
        for spare in hidden[-2::-1]:
            spare.show()
            spare.setVisible(self._fits())

    def _fits(self) -> bool:
        high = self._height_needed() + self.headroom <= self.height()
        return high and self._width_needed() <= self.width()

    def _height_needed(self) -> int:
        layout = self.content.layout()
        if layout is None:
            return 0
        polish(self.content)
        # What was just shown or hidden reaches the outer layouts only with later events.
        for inner in (layout, *self.content.findChildren(QLayout)):
            inner.invalidate()
        return layout.totalMinimumHeightForWidth(self.width())

    def _width_needed(self) -> int:
        layout = self.content.layout()
        return 0 if layout is None else layout.minimumSize().width()

    def _fit_status(self) -> None:
        bar = self.content.findChild(QWidget, "bottomBar")
        label = self.content.findChild(Label, "statusLabel")
        if bar is None or label is None:
            return
        sign = self._part(Icon, "statusIcon")
        room = self._status_room(bar, sign)
        style = label.text_style()
        # Whole words only, and no higher than the bar: else the bar does without it.
        fitting = [
            text
            for text in self._status_texts
            if max((width_of(word, style) for word in text.split()), default=0) <= room
            and block(text, style, room).height <= bar.height() - _STATUS_CLEARANCE
        ]
        fits = bool(fitting)
        label.setText(next(iter((*fitting, *self._status_texts)), ""))
        label.setWordWrap(False)
        width = label.sizeHint().width()
        label.setWordWrap(width > room)
        label.setFixedWidth(min(width, room) if fits else 0)
        label.setVisible(fits)
        sign.setVisible(fits and bool(sign.iconName))

    def _status_room(self, bar: QWidget, sign: Icon) -> int:
        """Width in px that is left for the sentence between the buttons of the bar."""
        buttons = [part for part in bar.findChildren(PushButton) if part.isVisibleTo(bar)]
        gap = self.theme().sizes.px(_BAR_GAP)
        gaps = gap * (len(buttons) + 1)
        lead = sign.sizeHint().width() + gap if sign.iconName else 0
        return (
            self.width()
            - 2 * self.side_margin()
            - gaps
            - lead
            - sum(part.sizeHint().width() for part in buttons)
        )

    def _part(self, kind: type[_Part], name: str) -> _Part:
        found = self.content.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found
