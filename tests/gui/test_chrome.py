"""Rail, header, next step, tabs, notices: what stands around a screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.gui import language, theme
from omp_desktop.gui.widgets import (
    Banner,
    CheckItem,
    HeaderBar,
    Label,
    NextStep,
    Notice,
    Pill,
    PushButton,
    Rail,
    RailEntry,
    SegmentedButtons,
    StepItem,
    StepList,
    TabStrip,
    Tile,
)
from omp_desktop.gui.widgets.rail import RailItem
from tests.gui.conftest import Show

ENTRIES = (
    RailEntry("elections", "list-checks", "선거 관리"),
    RailEntry("polling", "calendar-check", "투표 진행"),
)


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail()
    qtbot.addWidget(made)
    theme.dress(made)
    made.set_entries(ENTRIES)
    made.current = "elections"
    made.resize(208, 800)
    made.show()
    return made


def items(rail: Rail) -> list[RailItem]:
    return [item for item in rail.findChildren(RailItem) if item.key != "help"]


def test_an_entry_asks_and_the_window_decides(qtbot: QtBot, rail: Rail) -> None:
    with qtbot.waitSignal(rail.chosen) as heard:
        qtbot.mouseClick(items(rail)[1], Qt.MouseButton.LeftButton)
    assert heard.args == ["polling"]
    assert rail.current == "elections"


def test_the_chosen_entry_stays_when_the_words_change(rail: Rail) -> None:
    rail.set_entries([RailEntry(entry.key, entry.icon, "X") for entry in ENTRIES])
    assert rail.current == "elections"
    assert [item.text() for item in items(rail)] == ["X", "X"]


def test_the_focus_stays_when_the_words_change(rail: Rail) -> None:
    chosen = items(rail)[0]
    chosen.setFocus(Qt.FocusReason.TabFocusReason)
    rail.set_entries([RailEntry(entry.key, entry.icon, "X") for entry in ENTRIES])
    assert rail.focusWidget() is chosen


def test_other_places_take_the_place_of_those_before(rail: Rail) -> None:
    rail.set_entries(ENTRIES[1:])
    assert [item.key for item in items(rail) if not item.isHidden()] == ["polling"]


def test_entries_stand_where_they_are_drawn(rail: Rail) -> None:
    assert [item.geometry().getRect() for item in items(rail)] == [(12, 88, 184, 48), (12, 144, 184, 48)]


def test_entries_are_moved_through_by_keys(qtbot: QtBot, rail: Rail) -> None:
    first, second = items(rail)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert rail.focusWidget() is second


def test_help_is_asked_for(qtbot: QtBot, rail: Rail) -> None:
    helping = next(item for item in rail.findChildren(RailItem) if item.key == "help")
    assert helping.text() == "도움말"
    with qtbot.waitSignal(rail.help_asked):
        qtbot.keyClick(helping, Qt.Key.Key_Space)


@pytest.fixture
def header(qtbot: QtBot) -> HeaderBar:
    made = HeaderBar()
    qtbot.addWidget(made)
    theme.dress(made)
    made.set_station("가람동 제3투표소", "모의 대통령선거")
    made.set_state("ok", "circle-dot", "투표 진행 중")
    made.set_clock("14:32:07")
    made.set_quality("ok", "shield-check", "시각 정확")
    made.set_queue("ok", "cloud-check", "연결됨 · 12건 대기")
    made.set_person("김서윤", "투표관리관")
    made.resize(1072, 72)
    made.show()
    return made


def label(part: QWidget, text: str) -> Label:
    return next(found for found in part.findChildren(Label) if found.text() == text)


def test_the_header_shortens_station_and_election_only(header: HeaderBar) -> None:
    shortened = [found.text() for found in header.findChildren(Label) if found.elide]
    assert shortened == ["가람동 제3투표소", "모의 대통령선거"]


def test_what_is_shortened_is_whole_in_the_tool_tip_and_for_screen_readers(header: HeaderBar) -> None:
    long = "아주 긴 이름을 가진 가람동 제3투표소 별관 2층 대회의실 옆 작은 방"
    header.set_station(long, "선거")
    header.resize(900, 72)
    found = label(header, long)
    header.layout().activate()
    assert found.width() < found.fontMetrics().horizontalAdvance(long)
    assert (found.toolTip(), found.text()) == (long, long)


def test_a_shortened_election_leaves_room_for_the_sign_of_other_elections(header: HeaderBar) -> None:
    long = "아주 긴 이름을 가진 가람동 주민자치회 임원 선거와 감사 선거 그리고 규약 개정 투표"
    header.set_choosable(choosable=True)
    header.set_station("가람동 제3투표소", long)
    header.layout().activate()
    place, lines = header._place, header._place.lines
    place.layout().activate()
    assert label(header, long).sizeHint().width() > lines.width()
    assert place.width() - lines.geometry().right() - 1 == 20


def test_the_header_fits_in_both_languages_at_1280(header: HeaderBar) -> None:
    language.set_language(header, "en")
    header.set_state("ok", "circle-dot", "Polls open")
    header.set_quality("ok", "shield-check", "Time exact")
    header.set_queue("ok", "cloud-check", "Connected · 12 waiting")
    header.set_person("Kim Seoyun", "Polling station manager")
    assert header.minimumSizeHint().width() <= 1072


def test_lock_and_queue_can_be_asked_for(qtbot: QtBot, header: HeaderBar) -> None:
    lock = next(part for part in header.findChildren(PushButton) if part.text() == "잠금")
    with qtbot.waitSignal(header.lock_asked):
        qtbot.keyClick(lock, Qt.Key.Key_Return)
    with qtbot.waitSignal(header.queue_asked):
        qtbot.mouseClick(header.queue_light(), Qt.MouseButton.LeftButton)


def test_nobody_logged_in_shows_no_lock(header: HeaderBar) -> None:
    header.set_person("", "")
    assert not [part for part in header.findChildren(PushButton) if part.isVisible()]


def test_an_empty_state_shows_no_pill(header: HeaderBar) -> None:
    header.set_state("plain", "", "")
    assert [pill.text() for pill in header.findChildren(Pill) if pill.isVisible()] == ["연결됨 · 12건 대기"]


def test_the_next_step_keeps_its_words_clear_of_its_buttons(qtbot: QtBot) -> None:
    step = NextStep()
    qtbot.addWidget(step)
    theme.dress(step)
    step.text = "선거인을 확인하고 투표권을 발급하십시오"
    step.aside = "마감까지 3시간 27분"
    button = PushButton()
    button.setText("투표 마감")
    button.kind, button.measure = "navy", "form"
    step.add_button(button)
    step.resize(1008, 80)
    step.show()
    assert button.geometry().right() == 1008 - 16 - 1
    assert button.geometry().left() >= step.words_right()
    assert step.accessibleName() == "다음 할 일: 선거인을 확인하고 투표권을 발급하십시오"


def test_tabs_are_chosen_by_keys(qtbot: QtBot) -> None:
    tabs = TabStrip()
    qtbot.addWidget(tabs)
    tabs.set_tabs([("a", "개요"), ("b", "후보자")])
    tabs.show()
    with qtbot.waitSignal(tabs.chosen) as heard:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert heard.args == ["b"]
    assert tabs.current == "b"


def test_tabs_keep_the_chosen_one_when_the_words_change(qtbot: QtBot) -> None:
    tabs = TabStrip()
    qtbot.addWidget(tabs)
    tabs.set_tabs([("a", "개요"), ("b", "후보자")])
    tabs.current = "b"
    with qtbot.assertNotEmitted(tabs.chosen):
        tabs.set_tabs([("a", "Overview"), ("b", "Candidates")])
    assert tabs.current == "b"


def test_one_segment_is_chosen(qtbot: QtBot) -> None:
    segments = SegmentedButtons()
    qtbot.addWidget(segments)
    segments.set_options([("number", "기호순"), ("votes", "득표순")])
    segments.show()
    assert segments.current == "number"
    with qtbot.waitSignal(segments.chosen) as heard:
        qtbot.mouseClick(segments.findChildren(PushButton)[1], Qt.MouseButton.LeftButton)
    assert (heard.args, segments.current) == (["votes"], "votes")
    segments.set_options([("number", "By number"), ("votes", "By votes")])
    assert segments.current == "votes"


def test_a_notice_grows_with_its_words(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.text = "암호 문구를 잊으면 조각을 되살릴 수 없습니다. " * 3
    assert notice.heightForWidth(300) > notice.heightForWidth(1200) == 48


def test_a_notice_has_an_icon_for_its_meaning_and_says_its_words(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say("err", "묶음이 보류되었습니다.")
    assert (notice.accessibleName(), notice.kind) == ("묶음이 보류되었습니다.", "err")


@pytest.mark.parametrize("kind", [Notice, Banner, CheckItem])
def test_its_button_is_heard(qtbot: QtBot, kind: type[Notice | Banner | CheckItem]) -> None:
    part = kind()
    qtbot.addWidget(part)
    part.text, part.buttonText = "두 건을 고쳐야 합니다.", "고치기"
    part.show()
    button = part.findChild(PushButton)
    assert button.isVisible()
    with qtbot.waitSignal(part.acted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_button_of_a_check_list_names_its_line(qtbot: QtBot) -> None:
    line = CheckItem()
    qtbot.addWidget(line)
    line.text, line.buttonText = "개표 관리인이 2명뿐입니다", "고치기"
    assert line.findChild(PushButton).accessibleName() == "고치기: 개표 관리인이 2명뿐입니다"


def test_a_tile_is_read_as_one(qtbot: QtBot) -> None:
    tile = Tile()
    qtbot.addWidget(tile)
    tile.label, tile.figure, tile.sub = "투표율", "78.0%", "1,612 / 2,066"
    assert tile.accessibleName() == "투표율, 78.0%, 1,612 / 2,066"
    assert tile.sizeHint().toTuple() == (189, 90)


def test_steps_say_where_one_is(qtbot: QtBot) -> None:
    steps = StepList()
    qtbot.addWidget(steps)
    steps.set_steps([StepItem("정하기", "5명", "done"), StepItem("만들기", "한 사람씩", "now")])
    assert steps.accessibleName() == "1. 정하기 (끝남); 2. 만들기 (지금)"


def test_the_same_segments_with_other_words_keep_the_focus(show: Show) -> None:
    segments = SegmentedButtons()
    segments.set_options([("all", "All 3"), ("held", "Held 0")])
    show(segments, 400, 60)
    held = segments.findChildren(PushButton)[1]
    held.setFocus()
    held.click()
    segments.set_options([("all", "All 3"), ("held", "Held 1")])
    assert segments.current == "held"
    assert [button.text() for button in segments.findChildren(PushButton)] == ["All 3", "Held 1"]
    assert segments.window().focusWidget() is held
