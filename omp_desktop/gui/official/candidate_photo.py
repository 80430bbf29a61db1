"""The photo of the candidate in the form: chosen from a file, taken away, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.candidate import Candidate
from omp_desktop.gui import tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.draft_undo import DraftStep
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.photos import make_photo, read_photo
from omp_desktop.gui.widgets import Label, Photo, PushButton


class CandidatePhoto(Form):
    """Shows and changes one photo. Whoever is not registered yet has none."""

    ui = ("official", "candidate_photo.ui")

    photo: Photo
    hintLabel: Label
    chooseButton: PushButton
    removeButton: PushButton

    def __init__(self, tab: ElectionTab, parent: QWidget | None = None) -> None:
        """`tab` makes the changes, and takes them back."""
        self._tab = tab
        self._candidate: Candidate | None = None
        self._kept: bytes | None = None
        super().__init__(parent)
        self.chooseButton.clicked.connect(self._ask_file)
        self.removeButton.clicked.connect(self._remove)

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show the photo of a candidate; None: of nobody."""
        another = candidate is None or self._candidate is None or candidate.id != self._candidate.id
        self._candidate = candidate
        self.setVisible(candidate is not None)
        if another:
            # Nothing of the one before: what is taken back later would be put to the wrong person.
            self._show(None, None)
            self.chooseButton.setEnabled(False)
        if candidate is None:
            return
        service = self._tab.services.photos

        def read() -> tuple[bytes | None, QImage | None]:
            kept = service.photo(candidate.id)
            return kept, read_photo(kept)

        def shown(found: tuple[bytes | None, QImage | None]) -> None:
            # Another candidate may have been chosen meanwhile.
            if self._candidate is candidate:
                self._show(*found)

        self.work(read, shown)

    def retranslate(self) -> None:
        self._show(self._kept, self.photo.image)

    def _show(self, kept: bytes | None, image: QImage | None) -> None:
        self._kept = kept
        name = self._candidate.name if self._candidate is not None else ""
        whose = self.tr("Photo of {name}") if kept else self.tr("No photo of {name}")
        self.photo.show_image(image, whose.format(name=name))
        can = self._candidate is not None and self._tab.may_edit
        self.chooseButton.setEnabled(can)
        self.removeButton.setEnabled(can and kept is not None)

    def _ask_file(self) -> None:
        file_choice.ask_file(
            self, self.tr("Choose a photo"), self.tr("Pictures (*.png *.jpg *.jpeg)"), self._read
        )

    def _read(self, path: Path) -> None:
        candidate = self._candidate
        if candidate is not None:
            # Made small on a worker: a photo of a camera takes a moment.
            self.work(lambda: make_photo(path), lambda photo: self._put(candidate, photo), lane=tasks.POOL)

    def _put(self, candidate: Candidate, photo: bytes) -> None:
        service, session, now = self._tab.services.photos, self._tab.session, self._candidate
        # Whoever chose another candidate meanwhile does not see whose photo it would become.
        if now is not None and now.id == candidate.id:
            self._change(lambda: service.put(session, candidate.id, photo), candidate)

    def _remove(self) -> None:
        candidate, service, session = self._candidate, self._tab.services.photos, self._tab.session
        if candidate is not None:
            self._change(lambda: service.remove(session, candidate.id), candidate)

    def _change(self, op: Callable[[], None], candidate: Candidate) -> None:
        service, session, before = self._tab.services.photos, self._tab.session, self._kept

        def take_back() -> None:
            if before is None:
                service.remove(session, candidate.id)
            else:
                service.put(session, candidate.id, before)

        step = DraftStep(
            self._tab.key, lambda: self.tr("photo of {name}").format(name=candidate.name), take_back
        )
        self._tab.change(op, lambda _nothing: self.show_candidate(candidate), undo=lambda _nothing: step)
