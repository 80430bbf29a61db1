"""A long list on a screen that never scrolls: as many whole rows as fit, and big buttons to turn the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omp_desktop.gui.announce import announce
from omp_desktop.gui.voter.focus_order import stops
from omp_desktop.gui.voter.measuring import height_at
from omp_desktop.gui.voter.paging import page_of, pages
from omp_desktop.gui.voter.unseen_touches import appeared
from omp_desktop.gui.widgets import PushButton
from omp_desktop.gui.widgets.base import Themed

_LEAST_WIDTH = 480  # px
_ROUNDS = 3
# px at 96 dpi: between rows, and S from which they stand further apart
_NARROW, _WIDE, _WIDE_FROM = 12, 16, 40


class PagedRows(Themed, QWidget):
    """Rows one below the other, measured anew when room or words change; the first row stays in view."""

    remeasured = Signal()
    arranged = Signal()

    def __init__(
        self,
        more_text: Callable[[int], str],
        parent: QWidget | None = None,
        *,
        told: Callable[[QWidget], str] = lambda _: "",
    ) -> None:
        """Begin empty.

        Args:
            more_text: words of the button that shows the next rows, for the number that is left.
            parent: where it stands.
            told: what of a row the focus never comes to; it is said when the page is turned.
        """
        super().__init__(parent)
        self._told = told
        self._more_text = more_text
        self._rows: tuple[QWidget, ...] = ()
        self._first = 0
        self._split: tuple[range, ...] = (range(0),)
        self._arranging = self._arrange_again = False
        self.earlier_button = self._button("arrow-up", -1)
        self.more_button = self._button("arrow-down", +1)
        pager = QHBoxLayout()
        pager.addWidget(self.earlier_button, 1)
        pager.addWidget(self.more_button, 2)
        self._pager = pager
        self._column = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addLayout(pager)
        outer.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """Show these rows from the first on; rows shown before are thrown away."""
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = tuple(rows)
        self._first = 0
        for row in self._rows:
            self._column.addWidget(row)
        # Screen readers read children in their order: the rows were made after the buttons below them.
        for button in (self.earlier_button, self.more_button):
            button.raise_()
        self._arrange()

    @property
    def all_rows(self) -> tuple[QWidget, ...]:
        """The rows of all pages."""
        return self._rows

    @property
    def at_end(self) -> bool:
        """Whether the last row is on the page that is shown."""
        return page_of(self._first, self._split) == len(self._split) - 1

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._split)

    def show_row(self, index: int) -> None:
        """Turn to the page of a row."""
        self._first = index
        self._arrange()

    def retranslate(self) -> None:
        self.earlier_button.setText(self.tr("Go back up"))
        self._arrange()

    def theme_changed(self) -> None:
        super().theme_changed()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            # Rows are as high as their width lets them be: the screen may have to make room.
            self.remeasured.emit()

    def hasHeightForWidth(self) -> bool:
        # The rows of this page say nothing about the others: what is needed stands in minimumSizeHint.
        return False

    def minimumSizeHint(self) -> QSize:
        # Before the first layout the width says nothing, and so would the heights of rows.
        laid_out = self.width() >= _LEAST_WIDTH
        tallest = max((self._height_of(row) for row in self._rows), default=0) if laid_out else 0
        paged = len(self._rows) > 1
        return QSize(0, tallest + (self._spacing() + self.more_button.sizeHint().height() if paged else 0))

    def _button(self, icon: str, step: int) -> PushButton:
        button = PushButton(self)
        button.measure = "voterTop"
        button.iconName = icon
        button.clicked.connect(lambda: self._turn(step))
        return button

    def _turn(self, step: int) -> None:
        page = min(max(0, page_of(self._first, self._split) + step), len(self._split) - 1)
        self._first = self._split[page].start
        # A button that is hidden with the focus on it would pass it on.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrange()
        appeared(self)
        self._stop_in(self._rows[self._first]).setFocus(Qt.FocusReason.OtherFocusReason)
        turned = self.tr("Page {page} of {pages}").format(page=page + 1, pages=len(self._split))
        told = (self._told(self._rows[index]) for index in self._split[page])
        # One announcement: a second one would cut the first one off.
        announce(self, ". ".join(words for words in (turned, *told) if words))

    def _stop_in(self, row: QWidget) -> QWidget:
        """The row or the first part of it that Tab comes to; else these rows, where no key acts.

        Never the button that goes on: a second press of the same key would go on unseen.
        """
        if row.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return row
        return next(iter(stops(row)), self)

    def _spacing(self) -> int:
        sizes = self.theme().sizes
        return sizes.px(_WIDE if sizes.unit >= sizes.px(_WIDE_FROM) else _NARROW)

    def _height_of(self, row: QWidget) -> int:
        return height_at(row, self.width())

    def _arrange(self) -> None:
        """Show the page of the first row, for the room there is."""
        if self._arranging:
            # A row that is shown may change the room: what is going on would end with the room of before.
            self._arrange_again = True
            return
        self._arranging = True
        try:
            for _ in range(_ROUNDS):
                self._arrange_again = False
                self._divide()
                if not self._arrange_again:
                    break
        finally:
            self._arranging = False

    def _divide(self) -> None:
        spacing = self._spacing()
        self._column.setSpacing(spacing)
        self._pager.setSpacing(spacing)
        self._pager.setContentsMargins(0, spacing, 0, 0)
        outer = self.layout()
        if outer is not None:
            outer.setSpacing(0)
        heights = [self._height_of(row) for row in self._rows]
        pager = self.more_button.sizeHint().height()
        self._split = pages(heights, spacing=spacing, room=self.height(), pager=pager)
        page = page_of(self._first, self._split)
        shown = self._split[page]
        for index, row in enumerate(self._rows):
            row.setVisible(index in shown)
        left = len(self._rows) - shown.stop
        self.more_button.setText(self._more_text(left))
        self.more_button.setVisible(left > 0)
        self.earlier_button.setVisible(shown.start > 0)
        self._pager.setContentsMargins(0, spacing if len(self._split) > 1 else 0, 0, 0)
        self.updateGeometry()
        self.arranged.emit()
