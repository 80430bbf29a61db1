"""A candidate writes pledges, by clicks and keys, into a real store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.pledge import DESCRIPTION_MAX, PLEDGES_MAX
from omp_desktop.gui import language
from tests.gui.candidate.seat import Seat
from tests.services.polling_day import Day
from tests.services.scene import OPENS, Desk, Draft, People, SmallElection, publish


@pytest.fixture
def written(seat: Seat) -> Seat:
    """Signed in, with three pledges in the draft."""
    for number in ("하나", "둘", "셋"):
        seat.desk.pledges.add(seat.actor, seat.candidate_id, "교통", number, f"{number} 설명")
    return seat.come_in()


def test_without_pledges_there_is_one_clear_next_step(seat: Seat) -> None:
    page = seat.come_in().window.pledges
    assert page.emptyCard.isVisible()
    assert page.firstButton.isVisible()
    assert not page.addButton.isVisible()
    assert not page.workArea.isVisible()


def test_after_saving_the_focus_is_on_the_pledge_that_was_saved(written: Seat) -> None:
    page = written.window.pledges
    written.write(page.editor.titleEdit, "마을버스")
    written.save()
    assert written.window.focusWidget() is page.pledge_list.card(written.saved[0].id)


def test_a_time_of_opening_that_is_past_is_not_named(seat: Seat, clock: FixedClock) -> None:
    page = seat.come_in().window.pledges
    assert "2026" in page.notice.text
    clock.set(OPENS)
    seat.refresh()
    seat.until(lambda: "2026" not in page.notice.text)
    assert page.notice.text == "투표를 개시하기 전까지 공약을 고칠 수 있습니다."


def test_the_first_pledge_is_added_by_clicks(seat: Seat) -> None:
    seat.come_in().add("교통", "마을버스", "10분마다 운행합니다.")
    (pledge,) = seat.saved
    assert (pledge.theme, pledge.title, pledge.description) == ("교통", "마을버스", "10분마다 운행합니다.")
    assert seat.window.pledges.pledge_list.countLabel.text() == "1건"


def test_a_pledge_is_added_with_keys_alone(written: Seat) -> None:
    page = written.window.pledges
    page.addButton.setFocus(Qt.FocusReason.TabFocusReason)
    written.press(Qt.Key.Key_Space)
    assert written.window.focusWidget() is page.editor.themeCombo
    written.bot.keyClicks(page.editor.themeCombo, "care")
    written.press(Qt.Key.Key_Tab)
    written.bot.keyClicks(page.editor.titleEdit, "evening classes")
    written.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    written.settle()
    assert written.titles == ["하나", "둘", "셋", "evening classes"]


def test_the_usual_themes_can_be_chosen_from_the_list(written: Seat) -> None:
    combo = written.window.pledges.editor.themeCombo
    combo.setCurrentIndex(combo.findText("주거"))
    written.save()
    assert written.saved[0].theme == "주거"


def test_a_changed_pledge_is_not_saved_until_one_saves(written: Seat) -> None:
    first = written.saved[0]
    written.fill("교통", "하나 고침", "")
    assert written.pill(first) == "저장 전"
    assert written.titles == ["하나", "둘", "셋"]
    written.save()
    assert written.titles == ["하나 고침", "둘", "셋"]
    assert written.pill(first) != "저장 전"


def test_a_pledge_is_deleted_and_brought_back_to_its_place(written: Seat) -> None:
    page = written.window.pledges
    written.choose(written.saved[1])
    written.click(page.editor.removeButton)
    written.settle()
    assert written.titles == ["하나", "셋"]
    written.click(page.undo_part.undoButton)
    written.settle()
    assert written.titles == ["하나", "둘", "셋"]
    assert page.editor.titleEdit.text() == "둘"


def test_the_notice_of_a_deletion_takes_it_back(written: Seat) -> None:
    page = written.window.pledges
    written.click(page.editor.removeButton)
    written.settle()
    assert page.notice.text.startswith("지웠습니다: “하나”")
    page.notice.notice.acted.emit()
    written.settle()
    assert written.titles == ["하나", "둘", "셋"]


def test_undo_takes_back_a_change_and_an_addition(written: Seat) -> None:
    page = written.window.pledges
    written.fill("교통", "하나 고침", "")
    written.save()
    written.add("돌봄", "넷")
    for _ in range(2):
        written.click(page.undo_part.undoButton)
        written.settle()
    assert written.titles == ["하나", "둘", "셋"]
    assert not page.undo_part.undoButton.isEnabled()


def test_the_last_pledge_deleted_comes_back_from_the_empty_page(seat: Seat) -> None:
    seat.come_in().add("교통", "하나")
    page = seat.window.pledges
    seat.click(page.editor.removeButton)
    seat.settle()
    assert page.emptyCard.isVisible()
    seat.click(page.undo_part.undoButton)
    seat.settle()
    assert seat.titles == ["하나"]


def test_leaving_an_unsaved_pledge_asks_first(written: Seat) -> None:
    written.fill("교통", "하나 고침", "")
    written.choose(written.saved[1])
    written.answer("계속 쓰기")
    page = written.window.pledges
    assert page.editor.titleEdit.text() == "하나 고침"
    assert page.pledge_list.card(written.saved[0].id).isChecked()


def test_an_unsaved_pledge_can_be_saved_on_the_way(written: Seat) -> None:
    written.fill("교통", "하나 고침", "")
    written.choose(written.saved[1])
    written.answer("저장")
    written.settle()
    assert written.titles == ["하나 고침", "둘", "셋"]
    assert written.window.pledges.editor.titleEdit.text() == "둘"


def test_an_unsaved_pledge_can_be_thrown_away(written: Seat) -> None:
    written.fill("교통", "하나 고침", "")
    written.window.go("settings")
    written.answer("버리기")
    assert written.window.current == "settings"
    assert written.titles == ["하나", "둘", "셋"]
    assert written.window.pledges.editor.titleEdit.text() == "하나"


def test_arrow_keys_in_the_list_ask_too(written: Seat) -> None:
    first = written.saved[0]
    written.fill("교통", "하나 고침", "")
    written.window.pledges.pledge_list.card(first.id).setFocus(Qt.FocusReason.TabFocusReason)
    written.press(Qt.Key.Key_Down)
    assert written.sheet is not None
    assert written.window.pledges.editor.titleEdit.text() == "하나 고침"


def test_a_new_pledge_without_a_word_goes_away_by_itself(written: Seat) -> None:
    written.click(written.window.pledges.addButton)
    written.choose(written.saved[0])
    assert written.sheet is None
    assert len(written.window.pledges.pledge_list._cards) == 3


def test_what_is_missing_is_said_at_its_field(written: Seat) -> None:
    editor = written.window.pledges.editor
    written.fill("교통", "  ", "")
    written.click(editor.saveButton)
    assert "공약 제목" in editor.titleField.error
    assert editor.themeField.error == ""
    assert written.window.focusWidget() is editor.titleEdit
    assert written.titles == ["하나", "둘", "셋"]


def test_a_description_that_is_too_long_is_not_cut_but_refused(written: Seat) -> None:
    editor = written.window.pledges.editor
    written.fill("교통", "하나", "가" * (DESCRIPTION_MAX + 3))
    assert editor.descriptionField.aside == "503 / 500자"
    assert "500자" in editor.descriptionField.error
    written.click(editor.saveButton)
    assert len(editor.texts.description) == DESCRIPTION_MAX + 3
    assert written.saved[0].description == "하나 설명"


def test_the_preview_follows_every_key(written: Seat) -> None:
    written.fill("안전", "밝은 골목", "가로등을 더 답니다.")
    view = written.window.pledges.preview._view
    assert view is not None
    assert view.accessibleName() == "안전. 밝은 골목. 가로등을 더 답니다."


def test_a_full_list_says_so_and_takes_no_more(seat: Seat) -> None:
    for number in range(PLEDGES_MAX):
        seat.desk.pledges.add(seat.actor, seat.candidate_id, "교통", f"공약 {number}")
    page = seat.come_in().window.pledges
    assert not page.addButton.isEnabled()
    assert "20건이 모두 찼습니다" in page.notice.text


def test_a_pledge_of_a_draft_waits_for_publication(written: Seat) -> None:
    assert [written.pill(p) for p in written.saved] == ["여기에 저장됨 · 공고 대기"] * 3


def test_what_voters_read_is_published_and_a_later_change_waits(
    written: Seat, desk: Desk, people: People, draft: Draft, usb: Path
) -> None:
    publish(desk, people, draft, usb)
    written.refresh()
    assert written.pill(written.saved[0]) == "공개됨"
    written.fill("교통", "하나 고침", "")
    written.save()
    assert written.pill(written.saved[0]) == "여기에 저장됨 · 전송 대기"
    assert written.pill(written.saved[1]) == "공개됨"
    desk.elections.publish_pledges(people.commission, draft.id)
    written.refresh()
    assert written.pill(written.saved[0]) == "공개됨"


def test_a_deleted_pledge_that_is_still_public_is_named(
    written: Seat, desk: Desk, people: People, draft: Draft, usb: Path
) -> None:
    publish(desk, people, draft, usb)
    written.refresh()
    page = written.window.pledges
    written.click(page.editor.removeButton)
    written.settle()
    assert "다시 공고할 때까지 선거인에게 보입니다" in page.notice.text
    written.choose(written.saved[0])
    written.choose(written.saved[1])
    assert "1건은 위원회가 다시 공고할 때까지 공개됩니다" in page.notice.text


def test_after_the_opening_pledges_can_only_be_read(
    written: Seat, published: SmallElection, day: Day
) -> None:
    desk = written.desk
    desk.pledges.add(written.actor, written.candidate_id, "교통", "늦게 저장한 공약")
    day.open()
    written.refresh()
    page = written.window.pledges
    assert "볼 수만 있습니다" in page.notice.text
    assert page.editor.titleEdit.isReadOnly()
    assert page.editor.descriptionEdit.isReadOnly()
    assert not page.editor.themeCombo.isEnabled()
    for button in (
        page.addButton,
        page.undo_part.undoButton,
        page.editor.saveButton,
        page.editor.removeButton,
    ):
        assert not button.isVisible()
    assert [written.pill(p) for p in written.saved] == ["공개됨", "공개됨", "공개됨", "공개되지 않음"]


def test_saving_after_the_polls_opened_elsewhere_is_refused_with_the_reason(
    written: Seat, published: SmallElection, day: Day
) -> None:
    written.refresh()
    written.fill("교통", "하나 고침", "")
    day.open()
    written.save()
    assert written.sheet is not None
    written.until(lambda: "볼 수만 있습니다" in written.window.pledges.notice.text)
    assert written.titles == ["하나", "둘", "셋"]


def test_a_change_by_the_commission_appears_without_touching_what_is_being_written(
    written: Seat, people: People
) -> None:
    first, second, _ = written.saved
    written.fill("교통", "하나 고침", "")
    written.desk.pledges.change(people.commission, replace(second, title="둘, 위원회가 고침"))
    written.refresh()
    page = written.window.pledges
    assert page.pledge_list.card(second.id).title == "둘, 위원회가 고침"
    assert page.editor.titleEdit.text() == "하나 고침"
    assert written.pill(first) == "저장 전"


def test_a_pledge_deleted_by_the_commission_while_being_written_becomes_a_new_one(
    written: Seat, people: People
) -> None:
    written.fill("교통", "하나 고침", "")
    written.desk.pledges.remove(people.commission, written.saved[0].id)
    written.refresh()
    assert written.window.pledges.editor.titleEdit.text() == "하나 고침"
    written.save()
    assert written.titles == ["둘", "셋", "하나 고침"]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_long_pledges_fit(seat: Seat, lang: language.Lang, size: tuple[int, int]) -> None:
    theme = "스무 글자까지 쓸 수 있는 긴 분야 이름"
    for number in range(PLEDGES_MAX):
        seat.desk.pledges.add(
            seat.actor, seat.candidate_id, theme[:20], f"{number} " + "긴제목" * 19, "가" * 500
        )
    seat.come_in()
    language.set_language(seat.window, lang)
    seat.window.resize(*size)
    seat.fill(theme, "", "나" * 530)
    seat.click(seat.window.pledges.editor.saveButton)
    seat.assert_fits()


def test_a_clock_past_the_opening_hour_does_not_lock_pledges_people_do(
    written: Seat, clock: FixedClock
) -> None:
    clock.set(OPENS)
    written.refresh()
    written.fill("교통", "하나 고침", "")
    written.save()
    assert written.titles[0] == "하나 고침"
