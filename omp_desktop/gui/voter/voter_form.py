"""What the screens, the bar and the sheets of a booth share: they take the room there is.

Spaces are drawn for 96 dots per inch; on a screen of smaller dots they grow like everything else, for between
touch areas they are lengths that fingers need. And where words are higher than the screen whatever gives way
(a long title, a long name, a low screen), the text gets smaller: small words can be read, cut ones cannot.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

from omp_desktop.gui import theme
from omp_desktop.gui.forms import Form
from omp_desktop.gui.typography import MILLIMETRES, VoterSizes
from omp_desktop.gui.voter.measuring import polish
from omp_desktop.gui.widgets import Sheet


@dataclass(frozen=True, slots=True)
class Spaces:
    """The spaces of a layout as they were drawn, in px at 96 dots per inch.

    The layout itself is never kept: those of a .ui file die unnoticed by Python, and what is made later at
    the same address would be taken for the dead one.
    """

    margins: tuple[int, int, int, int]
    across: int
    down: int

    @classmethod
    def of(cls, layout: QLayout) -> Spaces:
        """What a .ui file says."""
        drawn = layout.contentsMargins()
        margins = (drawn.left(), drawn.top(), drawn.right(), drawn.bottom())
        if isinstance(layout, QGridLayout):
            return cls(margins, layout.horizontalSpacing(), layout.verticalSpacing())
        return cls(margins, layout.spacing(), layout.spacing())

    def apply(self, layout: QLayout, sizes: VoterSizes) -> None:
        """Make them as long on this screen."""
        layout.setContentsMargins(*(sizes.px(side) for side in self.margins))
        if isinstance(layout, QGridLayout):
            layout.setHorizontalSpacing(sizes.px(self.across))
            layout.setVerticalSpacing(sizes.px(self.down))
        elif isinstance(layout, QBoxLayout):
            layout.setSpacing(sizes.px(self.across))


class VoterForm(Form):
    """A form whose spaces follow the screen, and whose text is as large as the voter wants it, or as fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Load the form, with its spaces as long as on this screen."""
        self._spaces: dict[str, Spaces] = {}
        self._scale = 1.0
        self._dressing = False
        self._screen = QSize()
        super().__init__(parent)
        self._spaces = {each.objectName(): Spaces.of(each) for each in self.content.findChildren(QLayout)}
        self._space()

    def fit(self) -> None:
        """Take smaller text where the words are higher than the room for them."""
        if not self.isVisible() or self._dressing:
            return
        if self.too_high():
            self.shrink()
            return
        sheet = self._sheet()
        if sheet is not None:
            sheet.make_room()

    def too_high(self) -> bool:
        """Whether it needs more room than it may have. Here: as the content of a sheet."""
        sheet, layout = self._sheet(), self.layout()
        if sheet is None or layout is None:
            return False
        polish(self)
        # What has just changed reaches the outer layouts only with later events.
        for inner in (layout, *self.findChildren(QLayout)):
            inner.invalidate()
        wide = layout.minimumSize().width() > self.width()
        return wide or layout.totalMinimumHeightForWidth(self.width()) > sheet.most_height()

    def shrink(self) -> None:
        """Take the next smaller text and fit again; nothing happens where there is none."""
        smaller = [each for each in MILLIMETRES if each < self.theme().millimetres]
        if smaller:
            self._dressing = True
            theme.dress(self, mm=smaller[-1])
            self._dressing = False
            self.fit()

    def theme_changed(self) -> None:
        if self._dressing:
            super().theme_changed()
            self._space()
            return
        # The window has another look: begin again with the size that the voter chose.
        self._grow_back()
        super().theme_changed()
        self._space()
        if hasattr(self, "content"):
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Only for another screen: its own size changes with its text.
        if self.window().size() != self._screen:
            self._screen = self.window().size()
            self._grow_back()
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "content"):
            # Other words, which may have room.
            self._grow_back()
            self.fit()
        return done

    def _sheet(self) -> Sheet | None:
        outer = self.parentWidget()
        while outer is not None and not isinstance(outer, Sheet):
            outer = outer.parentWidget()
        return outer

    def _grow_back(self) -> None:
        self._dressing = True
        theme.undress(self)
        self._dressing = False

    def _space(self) -> None:
        sizes = self.theme().sizes
        if sizes.scale != self._scale:
            self._scale = sizes.scale
            for name, spaces in self._spaces.items():
                layout = self.content.findChild(QLayout, name)
                if layout is not None:
                    spaces.apply(layout, sizes)
