"""The pledge as the voter will see it, at three quarters of the size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from omp_desktop.domain.candidate import Candidate
from omp_desktop.gui import theme
from omp_desktop.gui.candidate.pledge_texts import PledgeTexts
from omp_desktop.gui.forms import Form
from omp_desktop.gui.photos import read_photo
from omp_desktop.gui.voter.measuring import height_at
from omp_desktop.gui.voter.pledges import Part, PledgeView
from omp_desktop.gui.widgets import Card, Label, NumberBadge, Photo, Pill

FACTOR = 0.75


class PledgePreview(Form):
    """The candidate's number, name and party over one pledge, in the parts of the voter's screen."""

    ui = ("candidate", "pledge_preview.ui")

    screenCard: Card
    photo: Photo
    numberBadge: NumberBadge
    nameLabel: Label
    partyLabel: Label
    pledgeScroll: QScrollArea
    pledgeHolder: QWidget

    def __init__(self, photo: Callable[[str], bytes | None], parent: QWidget | None = None) -> None:
        """Nothing to see yet. `photo` reads that of a candidate, on a worker."""
        self._photo_of = photo
        self._texts = PledgeTexts()
        self._candidate: Candidate | None = None
        self._view: PledgeView | None = None
        super().__init__(parent)
        self.pledgeScroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pledgeScroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pledgeScroll.viewport().installEventFilter(self)
        theme.dress(self.screenCard, factor=FACTOR)
        self._show()

    def retranslate(self) -> None:
        self.pledgeScroll.setAccessibleName(self.tr("As voters will see it"))
        self._show()

    def show_candidate(self, candidate: Candidate) -> None:
        """Whose pledge it is."""
        before = self._candidate
        if candidate == before:
            return
        self._candidate = candidate
        if before is None or before.id != candidate.id:
            self.photo.hide()
            self.read_photo()
        self._show()

    def read_photo(self) -> None:
        """Show the photo that voters see above the pledges, if there is one."""
        candidate, photo_of = self._candidate, self._photo_of
        if candidate is None:
            return

        def shown(image: QImage | None) -> None:
            # Somebody else may have signed in meanwhile.
            if self._candidate is not None and self._candidate.id == candidate.id:
                self.photo.show_image(image, self.tr("Photo of {name}").format(name=candidate.name))
                self.photo.setVisible(image is not None)

        self.work(lambda: read_photo(photo_of(candidate.id)), shown)

    def show_texts(self, texts: PledgeTexts) -> None:
        """The pledge as it is being written."""
        if texts != self._texts:
            self._texts = texts
            self._show_pledge()

    def theme_changed(self) -> None:
        super().theme_changed()
        card = getattr(self, "screenCard", None)
        if card is not None and theme.of(card).name != self.theme().name:
            theme.dress(card, palette=self.theme().name)
            self._show_pledge()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._show_pledge()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        candidate = self._candidate
        if candidate is not None:
            self.numberBadge.setText(str(candidate.number))
            self.nameLabel.setText(candidate.name)
            self.partyLabel.setText(candidate.party or self.tr("Independent"))
        if hasattr(self, "pledgeHolder"):
            self._show_pledge()

    def _show_pledge(self) -> None:
        """Lay the pledge out anew: whether the title stands beside the theme depends on both."""
        column = self.pledgeHolder.layout()
        width = self.pledgeScroll.viewport().width()
        if not isinstance(column, QVBoxLayout) or width <= 0:
            return
        if self._view is not None:
            column.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
        title = self._texts.title.strip() or self.tr("(no title yet)")
        theme_word = self._texts.theme.strip() or self.tr("(no theme yet)")
        part = Part(0, self._fitting(theme_word, width), title, self._texts.description.strip())
        self._view = PledgeView(part, width, self.pledgeHolder)
        column.insertWidget(0, self._view)
        self._view.show()
        # One endless word must not make it wider than the screen is.
        self._view.setFixedSize(width, height_at(self._view, width))

    def _fitting(self, theme_word: str, width: int) -> str:
        """The theme, shortened where this column is narrower than the voter's screen."""
        pill = Pill(self.pledgeHolder)
        pill.measure = "voter"
        shown = theme_word
        pill.setText(shown)
        while pill.sizeHint().width() > width and len(shown) > 1:
            shown = shown.removesuffix("…")[:-1] + "…"
            pill.setText(shown)
        pill.deleteLater()
        return shown
