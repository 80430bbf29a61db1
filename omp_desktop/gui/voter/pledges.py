"""The pledges of one candidate, page by page; nothing can be chosen here and no pledge is cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from omp_desktop.domain.amendment import PublishedPledge
from omp_desktop.domain.manifest import ManifestOption
from omp_desktop.gui import language
from omp_desktop.gui.announce import announce
from omp_desktop.gui.photos import read_photo
from omp_desktop.gui.text_layout import block, width_of
from omp_desktop.gui.voter.paging import page_of, pages
from omp_desktop.gui.voter.unseen_touches import appeared
from omp_desktop.gui.voter.voter_form import VoterForm
from omp_desktop.gui.widgets import Hairline, Label, NumberBadge, Photo, Pill, PushButton
from omp_desktop.gui.widgets.base import Themed

_GAP, _HEAD_GAP, _TEXT_GAP = 24, 16, 8
_LINES_WANTED, _LINES_LEAST = 5, 3
_SHARE = 0.49  # of the window's height: what head and buttons leave at the largest text
_AROUND_BUTTONS = 2 * 40 + 12  # px at 96 dpi: margins of the sheet, and between its two buttons


@dataclass(frozen=True, slots=True)
class Part:
    """A pledge, or the lines of one that is longer than a page. `index`: which pledge, from 0."""

    index: int
    theme: str
    title: str
    text: str


class PledgeView(Themed, QFrame):
    """Theme, title and text of a pledge."""

    def __init__(self, part: Part, width: int, parent: QWidget | None = None) -> None:
        """Lay the part out for a width in px."""
        super().__init__(parent)
        pill = Pill(self)
        pill.measure = "voter"
        pill.setText(part.theme)
        title, text = Label(self), Label(self)
        title.role, text.role = "voterPledgeTitle", "voterPledge"
        for label, words in ((title, part.title), (text, part.text)):
            label.setWordWrap(True)
            label.setText(words)
        text.setVisible(bool(part.text))
        whole = width_of(part.title, title.text_style()) + 1
        beside = pill.sizeHint().width() + _HEAD_GAP + whole <= width
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        head.setSpacing(_HEAD_GAP if beside else _TEXT_GAP)
        head.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_TEXT_GAP)
        column.addLayout(head)
        column.addWidget(text)
        self.setAccessibleName(". ".join(words for words in (part.theme, part.title, part.text) if words))


class PledgePages(Themed, QWidget):
    """As many whole pledges as fit, with a hairline between them."""

    paged = Signal()

    def __init__(self, pledges: Sequence[PublishedPledge], parent: QWidget | None = None) -> None:
        """Begin with the first pledge."""
        super().__init__(parent)
        self._pledges = tuple(pledges)
        self._parts: tuple[Part, ...] = ()
        self._split: tuple[range, ...] = (range(0),)
        self._first = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._measure = Pill(self)
        self._measure.measure = "voter"
        self._measure.hide()
        self._standing: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self._column.addStretch(1)

    @property
    def shown(self) -> tuple[int, int]:
        """First and last pledge on this page, from 1."""
        rows = self._split[self._page()]
        if not rows:
            return 0, 0
        return self._parts[rows.start].index + 1, self._parts[rows.stop - 1].index + 1

    @property
    def left(self) -> int:
        """How many pledges, or ends of pledges, follow on later pages."""
        rows = self._split[self._page()]
        return len({part.index for part in self._parts[rows.stop :]})

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._split)

    def turn(self) -> None:
        """Show the next page; after the last one the first again."""
        following = (self._page() + 1) % len(self._split)
        self._first = self._split[following].start
        self._show()

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        # A pledge of five lines on one page, as far as the screen is high enough.
        line = self.theme().style("voterPledge").line
        wanted = self.theme().sizes.pill + _TEXT_GAP + _LINES_WANTED * line
        return QSize(0, max(_LINES_LEAST * line, min(wanted, round(self.window().height() * _SHARE))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "_column"):
            self._divide()

    def _page(self) -> int:
        return page_of(self._first, self._split)

    def _divide(self) -> None:
        if self.width() <= 0 or self.height() <= 0:
            return
        parts: list[Part] = []
        for index, pledge in enumerate(self._pledges):
            whole = Part(index, pledge.theme, pledge.title, pledge.description)
            parts.extend(self._fitting(whole))
        self._parts = tuple(parts)
        heights = [self._height(part) for part in parts]
        # Two gaps and the line between two pledges.
        self._split = pages(heights, spacing=2 * _GAP + self.theme().line(), room=self.height(), pager=0)
        self._show()

    def _fitting(self, part: Part) -> list[Part]:
        """The part, or where even a page of its own is too small for it, pieces of whole lines."""
        height = self._height(part)
        if height <= self.height() or not part.text:
            return [part]
        style = self.theme().style("voterPledge")
        lines = block(part.text, style, self.width()).line_texts()
        spare = self.height() - (height - len(lines) * style.line)
        per_page = max(1, spare // style.line)
        return [
            replace(part, text="\n".join(lines[start : start + per_page]))
            for start in range(0, len(lines), per_page)
        ]

    def _height(self, part: Part) -> int:
        """What a view of the part takes, without making one."""
        look, width = self.theme(), self.width()
        self._measure.setText(part.theme)
        pill = self._measure.sizeHint()
        title = look.style("voterPledgeTitle")
        if pill.width() + _HEAD_GAP + width_of(part.title, title) + 1 <= width:
            head = max(pill.height(), title.line)
        else:
            head = pill.height() + _TEXT_GAP + block(part.title, title, width).height
        if not part.text:
            return head
        return head + _TEXT_GAP + block(part.text, look.style("voterPledge"), width).height

    def _show(self) -> None:
        # Not through the layout's items: those that it hands out die unnoticed by Python.
        for gone in self._standing:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._standing = []
        for index in self._split[self._page()]:
            if self._standing:
                self._standing.append(Hairline(self))
            self._standing.append(PledgeView(self._parts[index], self.width(), self))
        for place, part in enumerate(self._standing):
            self._column.insertWidget(place, part)
        self.paged.emit()


class PledgesSheet(VoterForm):
    """Who promises what. Closes back to the list."""

    ui = ("voter", "pledges.ui")
    closed = Signal()

    numberBadge: NumberBadge
    nameLabel: Label
    partyLabel: Label
    countLabel: Label
    photo: Photo
    pagesHolder: QWidget
    moreButton: PushButton
    closeButton: PushButton

    def __init__(
        self, option: ManifestOption, pledges: Sequence[PublishedPledge], parent: QWidget | None = None
    ) -> None:
        """Show the pledges of an option."""
        self._option = option
        self._count = len(pledges)
        super().__init__(parent)
        self.numberBadge.setText(str(option.number))
        self.pages = PledgePages(pledges, self.pagesHolder)
        holder = self.pagesHolder.layout()
        if isinstance(holder, QVBoxLayout):
            holder.addWidget(self.pages)
        self.pages.paged.connect(self._show_place)
        self.moreButton.clicked.connect(self._turn)
        self.closeButton.clicked.connect(self.closed)
        self.retranslate()

    def read_photo(self, photo: Callable[[str], bytes | None]) -> None:
        """Show the candidate's photo once it is read, if there is one. Without it nothing is missing."""
        self.work(lambda: read_photo(photo(self._option.id)), self._show_photo, lambda _error: None)

    def _show_photo(self, image: QImage | None) -> None:
        if image is not None:
            name = self._option.name.text(language.of(self))
            self.photo.show_image(image, self.tr("Photo of {name}").format(name=name))
            self.photo.show()

    def retranslate(self) -> None:
        if not hasattr(self, "pages"):
            return
        self.nameLabel.setText(self._option.name.text(language.of(self)))
        party = self._option.party or self.tr("Independent")
        self.partyLabel.setText(
            self.tr("Number {number} · {party}").format(number=self._option.number, party=party)
        )
        self._show_place()

    def _turn(self) -> None:
        self.pages.turn()
        appeared(self)
        announce(self, self.countLabel.text())

    def _show_place(self) -> None:
        self.countLabel.setText(self._place())
        left = self.pages.left
        self._name_more(
            self.tr("More – %n more pledge(s)", "", left) if left else self.tr("From the beginning")
        )
        self.moreButton.iconName = "arrow-down" if left else "arrow-up"
        self.moreButton.setVisible(self.pages.page_count > 1)

    def _name_more(self, text: str) -> None:
        """The long name where there is room beside the other button."""
        self.moreButton.setText(text)
        self.moreButton.setAccessibleName(text)
        room = self.width() - self.closeButton.sizeHint().width() - self.theme().sizes.px(_AROUND_BUTTONS)
        if self.moreButton.sizeHint().width() > room:
            self.moreButton.setText(self.tr("More"))

    def _place(self) -> str:
        first, last = self.pages.shown
        if not self._count:
            return self.tr("No pledges were registered")
        if first == last:
            return self.tr("Pledge {first} of {count}").format(first=first, count=self._count)
        return self.tr("Pledges {first} – {last} of {count}").format(
            first=first, last=last, count=self._count
        )
