"""The photo of a candidate: chosen in the form, seen in the booth and by the candidate, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from omp_desktop.domain.amendment import PublishedPledge
from omp_desktop.domain.candidate_errors import PhotoUnreadable
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import ManifestOption
from omp_desktop.gui.official.candidates_tab import CandidatesTab
from omp_desktop.gui.voter.pledges import PledgesSheet
from omp_desktop.services.photos import PhotosService
from omp_desktop.store.errors import StoreBusy
from tests.gui.conftest import Show, too_small
from tests.gui.official.office import Office, choose_path
from tests.services.scene import Draft


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    made = QImage(900, 1200, QImage.Format.Format_RGB32)
    made.fill(QColor("#336699"))
    path = tmp_path / "photo.png"
    assert made.save(str(path))
    return path


@pytest.fixture
def at_the_form(office: Office, draft: Draft) -> Office:
    """The first candidate is in the form."""
    office.elections.refresh()
    office.open(draft.id)
    tab = candidates(office)
    assert not tab.photo.isVisible()
    office.press_row(tab.candidatesTable, 0)
    office.until(tab.photo.chooseButton.isEnabled)
    return office


def candidates(office: Office) -> CandidatesTab:
    tab = office.tab("candidates")
    assert isinstance(tab, CandidatesTab)
    return tab


def kept(office: Office, draft: Draft) -> bytes | None:
    return PhotosService(office.desk.core).photo(draft.president[0].id)


def test_a_photo_is_chosen_shown_removed_and_taken_back(
    at_the_form: Office, draft: Draft, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, photo = at_the_form, candidates(at_the_form).photo
    choose_path(monkeypatch, picture)
    office.click(photo.chooseButton)
    office.until(lambda: photo.photo.image is not None and photo.removeButton.isEnabled())
    chosen = kept(office, draft)
    assert chosen is not None
    assert photo.photo.accessibleName() == f"Photo of {draft.president[0].name}"
    # Layouts in layouts tell each other about a change one after the other.
    for _ in range(6):
        office.settle()
    assert too_small(office.window) == []

    office.click(photo.removeButton)
    office.until(lambda: photo.photo.image is None)
    assert kept(office, draft) is None

    undo = office.elections.editor.undo
    office.until(undo.isVisible)
    office.click(undo.undoButton)
    office.until(lambda: kept(office, draft) == chosen)
    office.until(undo.undoButton.isEnabled)
    office.click(undo.undoButton)
    office.until(lambda: kept(office, draft) is None)


def test_a_photo_never_goes_to_a_candidate_who_was_chosen_meanwhile(
    at_the_form: Office, draft: Draft, picture: Path
) -> None:
    office, tab = at_the_form, candidates(at_the_form)
    first, second = draft.president[0], draft.president[1]
    tab.photo._read(picture)
    tab._edit(second)
    assert not tab.photo.chooseButton.isEnabled()
    office.until(tab.photo.chooseButton.isEnabled)
    office.settle()

    photos = PhotosService(office.desk.core)
    assert photos.photo(first.id) is None
    assert photos.photo(second.id) is None


def test_a_file_that_is_no_picture_is_refused_in_words(
    at_the_form: Office, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "photo.png"
    text.write_text("not a picture", encoding="utf-8")
    choose_path(monkeypatch, text)

    at_the_form.click(candidates(at_the_form).photo.chooseButton)

    at_the_form.until(at_the_form.sheets)
    assert PhotoUnreadable.en.text in at_the_form.said()
    assert kept(at_the_form, draft) is None


def test_whoever_is_not_registered_yet_has_no_place_for_a_photo(at_the_form: Office) -> None:
    tab = candidates(at_the_form)

    at_the_form.click(tab.cancelButton)

    assert not tab.photo.isVisible()


# --- in the booth ----------------------------------------------------------------------------------------


@pytest.fixture
def sheet(show: Show, workers: None) -> PledgesSheet:
    del workers
    option = ManifestOption("ab" * 16, 3, LocalText("사아자", "Sa Aja"), "바른길당")
    made = PledgesSheet(option, [PublishedPledge("교육", "작은 학급", "한 반을 줄이겠습니다.")])
    show(made, 1120, 640, lang="en")
    return made


def test_voters_see_the_photo_above_the_pledges(sheet: PledgesSheet, qtbot: QtBot, picture: Path) -> None:
    asked: list[str] = []

    def read(candidate_id: str) -> bytes:
        asked.append(candidate_id)
        return picture.read_bytes()

    sheet.read_photo(read)

    qtbot.waitUntil(sheet.photo.isVisible)
    assert sheet.photo.accessibleName() == "Photo of Sa Aja"
    assert asked == ["ab" * 16]


def test_without_a_photo_the_sheet_is_as_it_was(sheet: PledgesSheet, qtbot: QtBot) -> None:
    asked: list[str] = []

    sheet.read_photo(asked.append)  # type: ignore[arg-type]  # answers None: there is no photo

    qtbot.waitUntil(lambda: bool(asked))
    assert not sheet.photo.isVisible()


def test_a_photo_that_cannot_be_read_holds_up_nobody(sheet: PledgesSheet, qtbot: QtBot) -> None:
    asked: list[str] = []

    def fail(candidate_id: str) -> bytes:
        asked.append(candidate_id)
        raise StoreBusy()

    sheet.read_photo(fail)

    qtbot.waitUntil(lambda: bool(asked))
    assert sheet.window().isVisible()
    assert not sheet.photo.isVisible()
