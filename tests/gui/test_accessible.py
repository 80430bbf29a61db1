"""What our parts tell screen readers besides what Qt says of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.gui import accessible
from omp_desktop.gui.widgets import (
    CandidateCard,
    CheckRow,
    ChoiceButton,
    PushButton,
    QrCode,
    RadioRow,
    Rail,
    RailEntry,
    SegmentedButtons,
    Sheet,
)
from omp_desktop.gui.widgets.rail import RailItem

Show = Callable[..., QWidget]


def told(part: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(part)


def press(part: QWidget) -> None:
    """What a screen reader does."""
    found = told(part).actionInterface()
    found.doAction(found.actionNames()[0])


def throw_away(part: QWidget) -> None:
    part.hide()
    part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize(
    ("several", "role"), [(False, QAccessible.Role.RadioButton), (True, QAccessible.Role.CheckBox)]
)
def test_a_card_is_told_by_how_many_may_be_chosen(
    qtbot: QtBot, several: bool, role: QAccessible.Role
) -> None:
    card = CandidateCard()
    qtbot.addWidget(card)
    card.several = several
    assert told(card).role() is role


def test_a_screen_reader_that_presses_a_card_leaves_the_choice_to_the_screen(qtbot: QtBot) -> None:
    card = CandidateCard()
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.clicked):
        press(card)
    assert not told(card).state().checked  # type: ignore[attr-defined]  # not in the stubs


def test_there_is_no_way_to_tick_a_card_behind_the_back_of_its_screen(qtbot: QtBot) -> None:
    card = CandidateCard()
    qtbot.addWidget(card)
    for action in told(card).actionInterface().actionNames():
        told(card).actionInterface().doAction(action)
    assert not card.isChecked()


def test_a_withdrawn_card_cannot_be_pressed(qtbot: QtBot) -> None:
    card = CandidateCard()
    qtbot.addWidget(card)
    card.withdrawn = True
    with qtbot.assertNotEmitted(card.clicked):
        told(card).actionInterface().doAction(accessible.Option(card).pressAction())
    assert accessible.Option(card).pressAction() not in told(card).actionInterface().actionNames()


def test_a_button_of_which_one_holds_is_named_after_its_text_and_holds_when_pressed_twice(
    qtbot: QtBot,
) -> None:
    button = ChoiceButton()
    qtbot.addWidget(button)
    button.setText("Large")
    button.setChecked(True)
    press(button)
    assert told(button).text(QAccessible.Text.Name) == "Large"
    assert told(button).role() is QAccessible.Role.RadioButton
    assert told(button).state().checked  # type: ignore[attr-defined]  # not in the stubs


def test_a_segment_that_a_screen_reader_presses_is_chosen(qtbot: QtBot) -> None:
    segments = SegmentedButtons()
    qtbot.addWidget(segments)
    segments.set_options([("number", "By number"), ("votes", "By votes")])
    other = segments.findChildren(PushButton)[1]
    assert told(other).role() is QAccessible.Role.RadioButton
    with qtbot.waitSignal(segments.chosen) as chosen:
        press(other)
    assert chosen.args == ["votes"]
    assert segments.current == "votes"


@pytest.mark.parametrize(
    ("kind", "role"), [(RadioRow, QAccessible.Role.RadioButton), (CheckRow, QAccessible.Role.CheckBox)]
)
def test_a_row_that_a_screen_reader_presses_is_clicked(
    qtbot: QtBot, kind: type[RadioRow | CheckRow], role: QAccessible.Role
) -> None:
    row = kind()
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.clicked):
        press(row)
    assert told(row).role() is role
    assert row.isChecked()


def test_a_page_of_the_rail_is_gone_to_by_a_screen_reader(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.set_entries([RailEntry("polling", "vote", "Polling day"), RailEntry("queue", "inbox", "Queue")])
    with qtbot.waitSignal(rail.chosen) as chosen:
        press(next(item for item in rail.findChildren(RailItem) if item.key == "queue"))
    assert chosen.args == ["queue"]


def test_a_part_in_a_role_of_its_own_keeps_its_name(qtbot: QtBot) -> None:
    code = QrCode()
    qtbot.addWidget(code)
    code.description = "The code"
    assert told(code).role() is QAccessible.Role.Graphic
    assert told(code).text(QAccessible.Text.Name) == "The code"


def covered(show: Show) -> tuple[QWidget, QWidget, Sheet]:
    """A window with a button behind a sheet."""
    window = QWidget()
    behind = PushButton(window)
    show(window)
    content = QWidget()
    sentence = QLabel("Nothing is lost.", content)
    sentence.setObjectName("textLabel")
    return window, behind, Sheet(content, "Sure?").open_over(window)


def test_what_a_sheet_covers_is_not_in_its_window(show: Show) -> None:
    window, _, sheet = covered(show)
    whole = told(window)
    assert whole.role() is QAccessible.Role.Window
    assert [whole.child(index).object() for index in range(whole.childCount())] == [sheet]
    assert whole.indexOfChild(told(sheet)) == 0


def test_when_a_sheet_closes_all_is_back(show: Show) -> None:
    window, behind, sheet = covered(show)
    sheet.close_sheet()
    whole = told(window)
    parts = [whole.child(index).object() for index in range(whole.childCount())]
    assert behind in parts
    assert whole.indexOfChild(told(behind)) == parts.index(behind)


def test_what_lies_behind_a_sheet_has_no_place_in_the_window(show: Show) -> None:
    window, behind, _ = covered(show)
    assert told(window).indexOfChild(told(behind)) == -1


def test_a_sheet_is_a_dialog_with_its_sentence(show: Show) -> None:
    *_, sheet = covered(show)
    assert told(sheet).role() is QAccessible.Role.Dialog
    assert told(sheet).state().modal  # type: ignore[attr-defined]  # not in the stubs
    assert told(sheet).text(QAccessible.Text.Name) == "Sure?"
    assert told(sheet).text(QAccessible.Text.Description) == "Nothing is lost."


def test_what_is_told_goes_with_its_part() -> None:
    before = set(accessible._kept)
    cards = [CandidateCard() for _ in range(20)]
    mine = set(accessible._kept) - before
    assert len(mine) == 20
    for card in cards:
        throw_away(card)
    assert not mine & set(accessible._kept)


def test_telling_twice_changes_nothing(qtbot: QtBot) -> None:
    card = CandidateCard()
    qtbot.addWidget(card)
    number = QAccessible.uniqueId(told(card))
    accessible.tell(card, accessible.Option)
    assert QAccessible.uniqueId(told(card)) == number
