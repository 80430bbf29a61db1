"""Signing in, locking, closing, and the other two pages of the candidate's window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Account
from omp_desktop.gui import language, theme
from omp_desktop.services.photos import PhotosService
from omp_desktop.services.session import Session
from tests.gui.candidate.seat import Seat
from tests.services.scene import PIN, People, SmallElection

NEW_PIN = "314159"


def test_only_candidates_can_sign_in_here(seat: Seat, people: People) -> None:
    table = seat.window.sign_in.accountsTable
    seat.until(lambda: table.model().rowCount() > 0)
    assert set(seat.window.sign_in._accounts) == {seat.account.id}
    assert people.manager.account.id not in seat.window.sign_in._accounts


def test_a_wrong_pin_opens_nothing(seat: Seat) -> None:
    seat.sign_in(pin="999331")
    seat.until(lambda: bool(seat.window.sign_in.pinField.error))
    assert seat.window.session is None
    assert seat.window.screens.currentWidget() is seat.window.signInHost


def test_the_header_says_who_and_for_what(seat: Seat, published: SmallElection) -> None:
    seat.desk.pledges.add(seat.actor, seat.candidate_id, "교통", "마을버스")
    seat.come_in()
    assert seat.window.header.queue_light().accessibleName() == "연결 안 됨 · 1건 대기"
    seat.click(seat.window.header.queue_light())
    seat.until(lambda: seat.sheet is not None)


def test_my_data_show_everything_and_offer_nothing_to_change(seat: Seat) -> None:
    window = seat.come_in().window
    window.go("data")
    page = window.my_data
    shown = [page.numberValue, page.nameValue, page.partyValue, page.contestValue, page.electionValue]
    assert [label.text() for label in shown] == ["기호 2번", "을순", "다라당", "회장", "가상 학생회 선거"]
    assert page.hoursValue.text() == "2026-12-03 06:00 – 2026-12-03 18:00"
    assert page.statePill.text() == "등록"
    assert "선거관리위원회만" in page.whoNotice.text
    focusable = [
        part
        for part in page.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert focusable == []


def test_a_withdrawn_candidate_reads_it_here(seat: Seat, people: People, published: SmallElection) -> None:
    seat.desk.elections.withdraw_candidate(people.commission, published.id, seat.candidate_id)
    seat.come_in()
    seat.window.go("data")
    assert seat.window.my_data.statePill.text() == "사퇴"
    assert "사퇴한 후보자" in seat.window.my_data.whoNotice.text


def test_the_language_changes_at_once_and_is_told(seat: Seat) -> None:
    window = seat.come_in().window
    window.go("settings")
    told: list[str] = []
    window.language_chosen.connect(told.append)
    button = window.settings.languageButtons.findChildren(QWidget, "en")[0]
    seat.click(button)
    assert told == ["en"]
    assert language.of(window) == "en"
    assert window.pledges.title() == "My pledges"


def change_pin(seat: Seat, old: str, new: str, again: str) -> None:
    """Type three PINs and press Enter."""
    page = seat.window.settings
    for edit, text in ((page.oldPinEdit, old), (page.newPinEdit, new), (page.againEdit, again)):
        edit.clear()
        seat.bot.keyClicks(edit, text)
    seat.bot.keyClick(page.againEdit, Qt.Key.Key_Return)


def test_the_pin_is_changed(seat: Seat) -> None:
    window = seat.come_in().window
    window.go("settings")
    change_pin(seat, PIN, NEW_PIN, NEW_PIN)
    seat.until(window.settings.doneNotice.isVisible)
    assert isinstance(seat.desk.access.sign_in(seat.account.id, NEW_PIN), Session)
    assert window.settings.oldPinEdit.text() == ""


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("999331", NEW_PIN, NEW_PIN, "oldPinField"),
        (PIN, "123456", "123456", "newPinField"),
        (PIN, NEW_PIN, "314158", "againField"),
        ("", NEW_PIN, NEW_PIN, "oldPinField"),
    ],
)
def test_a_pin_that_will_not_do_is_refused_at_its_field(
    seat: Seat, old: str, new: str, again: str, field: str
) -> None:
    window = seat.come_in().window
    window.go("settings")
    change_pin(seat, old, new, again)
    seat.until(lambda: bool(getattr(window.settings, field).error))
    assert isinstance(seat.desk.access.sign_in(seat.account.id, PIN), Session)


def test_while_a_pin_is_changed_the_focus_stays_at_the_pins(seat: Seat) -> None:
    window = seat.come_in().window
    window.go("settings")
    page = window.settings
    for edit, text in ((page.oldPinEdit, PIN), (page.newPinEdit, NEW_PIN), (page.againEdit, NEW_PIN)):
        edit.setText(text)
    page.changeButton.setFocus()
    page.change_pin()
    assert window.focusWidget() is page.oldPinEdit
    seat.until(page.doneNotice.isVisible)


def test_what_was_typed_stays_behind_the_lock_for_its_author_alone(seat: Seat, rival: Account) -> None:
    window = seat.come_in().window
    seat.click(window.pledges.firstButton)
    seat.fill("교통", "아직 비밀", "")
    window.lock()
    seat.sign_in(rival)
    seat.until(lambda: window.screens.currentWidget() is window.frameScreen)
    assert window.pledges.editor.titleEdit.text() == ""
    assert window.pledges.emptyCard.isVisible()
    window.lock()
    seat.come_in()
    assert window.pledges.editor.titleEdit.text() == "아직 비밀"
    seat.save()
    assert seat.titles == ["아직 비밀"]


def test_the_pin_fields_are_empty_after_the_lock(seat: Seat) -> None:
    window = seat.come_in().window
    window.go("settings")
    seat.bot.keyClicks(window.settings.newPinEdit, NEW_PIN)
    window.lock()
    assert window.settings.newPinEdit.text() == ""


def test_a_window_with_something_unsaved_does_not_close_unasked(seat: Seat) -> None:
    window = seat.come_in().window
    seat.click(window.pledges.firstButton)
    seat.fill("교통", "마을버스", "")
    assert not window.close()
    seat.answer("저장")
    seat.until(lambda: not window.isVisible())
    assert seat.titles == ["마을버스"]


def test_a_locked_window_with_something_unsaved_asks_before_it_closes(seat: Seat) -> None:
    window = seat.come_in().window
    seat.click(window.pledges.firstButton)
    seat.fill("교통", "마을버스", "")
    window.lock()
    assert not window.close()
    seat.answer("닫기")
    assert not window.isVisible()
    assert seat.titles == []


def test_nothing_unsaved_closes_at_once(seat: Seat) -> None:
    assert seat.come_in().window.close()


def test_help_is_there_for_every_page(seat: Seat) -> None:
    window = seat.come_in().window
    for key in ("pledges", "data", "settings"):
        window.go(key)
        seat.bot.keyClick(window, Qt.Key.Key_F1)
        assert seat.sheet is not None
        seat.answer("닫기")


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_every_page_fits(seat: Seat, lang: language.Lang, size: tuple[int, int]) -> None:
    window = seat.come_in().window
    language.set_language(window, lang)
    window.resize(*size)
    for palette in ("default", "white_on_black"):
        theme.dress(window, palette=palette)  # type: ignore[arg-type]
        for key in ("pledges", "data", "settings"):
            window.go(key)
            seat.assert_fits()


def test_the_preview_follows_the_contrast_of_the_window(seat: Seat) -> None:
    window = seat.come_in().window
    theme.dress(window, palette="white_on_black")
    assert theme.of(window.pledges.preview.screenCard).name == "white_on_black"
    assert theme.of(window.pledges.preview.screenCard).factor == 0.75


def test_the_candidate_sees_the_photo_that_voters_see_and_nobody_elses(
    seat: Seat, rival: Account, people: People, tmp_path: Path
) -> None:
    picture = QImage(90, 120, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    path = tmp_path / "photo.png"
    assert picture.save(str(path))
    PhotosService(seat.desk.core).put(people.commission, seat.candidate_id, path.read_bytes())
    window = seat.come_in().window
    window.go("data")
    seat.until(window.my_data.photo.isVisible)
    window.go("pledges")
    seat.until(lambda: not window.pledges.preview.photo.isHidden())

    window.lock()
    seat.account = rival
    seat.come_in()
    seat.until(lambda: window.my_data.nameLabel.text() == "갑돌")

    assert not window.my_data.photo.isVisible()
    assert window.pledges.preview.photo.isHidden()
