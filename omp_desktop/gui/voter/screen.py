"""What all screens of the booth share: margins, and giving way when the voter's text needs the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import Icon, Label

_SIDE, _WIDE_SIDE, _WIDE_FROM = 48, 64, 1600
_STATUS_CLEARANCE = 8
_Part = TypeVar("_Part", bound=QWidget)


class VoterScreen(Form):
    """One screen of the booth.

    The largest text on the smallest screen leaves no room for everything: parts named in `spare` are then hidden, in
    this order, one after the other, until the rest fits. None of them carries what no other part says.
    """

    spare: ClassVar[tuple[str, ...]] = ()
    icon_scales: ClassVar[Mapping[str, float]] = {}
    tile_scales: ClassVar[Mapping[str, float]] = {}

    def __init__(self, parent: QWidget | None = None) -> None:
        """Load the screen; a subclass sets what its texts need before."""
        self._fitting = False
        self._status_text = ""
        super().__init__(parent)
        self._scale_icons()

    def heading(self) -> str:
        """What a screen reader says when the screen opens."""
        for name in ("titleLabel", "headlineLabel"):
            label = self.content.findChild(Label, name)
            if label is not None:
                return label.text()
        return self.windowTitle()

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "content"):
            self._scale_icons()
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "content"):
            self.fit()

    def say_status(self, icon: str, tone: str, text: str) -> None:
        """Show a sentence in the middle of the bar at the bottom, where there is room for it."""
        self._status_text = text
        sign, label = self._part(Icon, "statusIcon"), self._part(Label, "statusLabel")
        label.setText(text)
        if icon:
            sign.iconName, sign.tone = icon, tone
        sign.setVisible(bool(icon))
        self._fit_status()

    def fit(self) -> None:
        """Set the margins for the width and hide spare parts as far as needed."""
        if self._fitting or self.height() <= 0:
            return
        self._fitting = True
        try:
            self._set_margins()
            self._fit_status()
            self._hide_spares()
        finally:
            self._fitting = False

    def side_margin(self) -> int:
        """Margin at left and right, in px."""
        return _WIDE_SIDE if self.width() >= _WIDE_FROM else _SIDE

    def _set_margins(self) -> None:
        side = self.side_margin()
        for name in ("bodyLayout", "bottomLayout", "footLayout"):
            layout = self.content.findChild(QLayout, name)
            if layout is not None:
                margins = layout.contentsMargins()
                layout.setContentsMargins(side, margins.top(), side, margins.bottom())

    def _hide_spares(self) -> None:
        spares = [self._part(QWidget, name) for name in self.spare]
        for spare in spares:
            spare.show()
        for spare in spares:
            if self._height_needed() <= self.height():
                return
            spare.hide()

    def _height_needed(self) -> int:
        layout = self.content.layout()
        if layout is None:
            return 0
        layout.activate()
        return layout.totalMinimumHeightForWidth(self.width())

    def _fit_status(self) -> None:
        bar = self.content.findChild(QWidget, "bottomBar")
        label = self.content.findChild(Label, "statusLabel")
        if bar is None or label is None:
            return
        sign = self._part(Icon, "statusIcon")
        layout = self.content.findChild(QLayout, "bottomLayout")
        others = [w for w in bar.children() if isinstance(w, QWidget) and w.objectName() != "statusPart"]
        spacing = 0 if layout is None else layout.spacing() * (len(others) + 1)
        room = self.width() - 2 * self.side_margin() - spacing - sum(w.sizeHint().width() for w in others)
        room -= sign.sizeHint().width() + spacing
        fits = room >= label.minimumSizeHint().width() and (
            label.heightForWidth(room) <= bar.sizeHint().height() - _STATUS_CLEARANCE
        )
        label.setVisible(fits and bool(self._status_text))
        if not fits or not self._status_text:
            sign.hide()

    def _scale_icons(self) -> None:
        sizes = self.theme().sizes
        for name, scale in self.icon_scales.items():
            self._part(Icon, name).pixels = round(sizes.unit * scale)
        for name, scale in self.tile_scales.items():
            self._part(Icon, name).tilePixels = round(sizes.unit * scale)

    def _part(self, kind: type[_Part], name: str) -> _Part:
        found = self.content.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found
