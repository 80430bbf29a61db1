"""The checks of the voter's screens see what they are for: each goes red on a screen broken on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QScrollArea, QWidget

from omp_desktop.gui import theme
from omp_desktop.gui.voter import booth
from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.focus_order import stops
from omp_desktop.gui.voter.look_up import LookUpScreen
from tests.gui.voter.look import faults
from tests.gui.voter.painted import Watch, watching
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import FakeVoting, busy_booth


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    with watching(monkeypatch) as seeing:
        yield seeing


@pytest.fixture
def rig(make_rig: Callable[[FakeVoting], Rig]) -> Rig:
    """At a contest of which nothing is wrong."""
    rig = make_rig(busy_booth()).open()
    rig.voting.permits = rig.voting.permits[:1]
    rig.to_contest()
    return rig


def seen(rig: Rig, watch: Watch) -> str:
    """All that is found, without laying anything out again."""
    return "\n".join(faults(rig, watch))


def test_nothing_is_found_on_a_screen_that_is_whole(rig: Rig, watch: Watch) -> None:
    assert seen(rig, watch) == ""


def test_a_button_that_is_too_narrow_for_its_word_is_found(rig: Rig, watch: Watch) -> None:
    button = rig.screen(ContestScreen).nextButton
    button.setFixedWidth(button.sizeHint().width() - 40)
    rig.settle()
    assert f"PushButton nextButton '{button.text()}' is cut" in seen(rig, watch)


def test_text_that_is_painted_shortened_is_found(rig: Rig, watch: Watch) -> None:
    title = rig.screen(ContestScreen).titleLabel
    title.elide = True
    title.setWordWrap(False)
    title.setFixedWidth(title.width() // 3)
    rig.settle()
    assert "of Label titleLabel is shortened" in seen(rig, watch)


def test_text_that_reaches_out_of_its_part_is_found(rig: Rig, watch: Watch) -> None:
    title = rig.screen(ContestScreen).titleLabel
    title.setFixedHeight(title.height() // 3)
    rig.settle()
    assert f"'{title.text()}' of Label titleLabel reaches out of its part" in seen(rig, watch)


def test_a_word_that_is_broken_inside_is_found(rig: Rig, watch: Watch) -> None:
    title = rig.screen(ContestScreen).titleLabel
    title.setWordWrap(True)
    title.setFixedSize(title.width() // 2, 4 * title.height())
    rig.settle()
    assert "is broken inside a word" in seen(rig, watch)


def test_parts_that_lie_over_each_other_are_found(rig: Rig, watch: Watch) -> None:
    screen = rig.screen(ContestScreen)
    screen.titleLabel.move(screen.hintLabel.pos())
    found = seen(rig, watch)
    assert "Label titleLabel '대통령선거' lies over Label hintLabel" in found
    assert f"'대통령선거' lies over '{screen.hintLabel.text()}'" in found


def test_a_touch_area_that_is_too_small_is_found(rig: Rig, watch: Watch) -> None:
    button = rig.screen(ContestScreen).backButton
    button.setFixedHeight(44)
    rig.settle()
    assert "is too small to touch: " in seen(rig, watch)


def test_a_touch_area_that_is_too_small_for_its_screen_is_found(rig: Rig, watch: Watch) -> None:
    # As many px as before, but smaller ones.
    theme.of(rig.window).dpi = 200
    assert "is too small to touch: " in seen(rig, watch)


def test_touch_areas_that_are_too_near_are_found(rig: Rig, watch: Watch) -> None:
    first, second, *_ = rig.screen(ContestScreen).option_rows
    second.move(second.x(), first.geometry().bottom() + 1 + 9)
    assert "is too near to CandidateCard" in seen(rig, watch)


def test_text_that_does_not_stand_out_is_found(rig: Rig, watch: Watch) -> None:
    theme.of(rig.window).colours["text"] = QColor("#4A5260")
    assert "'대통령선거' of Label titleLabel has a contrast of 7." in seen(rig, watch)


def test_text_that_stands_out_too_much_in_low_contrast_is_found(rig: Rig, watch: Watch) -> None:
    rig.dress("low", 4.8)
    theme.of(rig.window).colours["text"] = QColor("#14181F")
    assert "'대통령선거' of Label titleLabel has a contrast of 1" in seen(rig, watch)


def test_a_sign_that_does_not_stand_out_is_found(rig: Rig, watch: Watch) -> None:
    rig.click(rig.screen(ContestScreen).option_rows[0].card)
    theme.of(rig.window).colours["on_selected_mark"] = QColor("#6B7280")
    assert "'a sign' of CandidateCard has a contrast of " in seen(rig, watch)


def test_what_is_proposed_in_an_input_is_looked_at_too(
    make_rig: Callable[[FakeVoting], Rig], watch: Watch
) -> None:
    rig = make_rig(FakeVoting()).open()
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    assert seen(rig, watch) == ""
    screen.codeEdit.setStyleSheet("QLineEdit { placeholder-text-color: #9AA0AA; }")
    assert "of LineEdit codeEdit has a contrast of 2." in seen(rig, watch)


def test_a_control_without_a_name_is_found(rig: Rig, watch: Watch) -> None:
    button = rig.screen(ContestScreen).backButton
    button.setText("")
    button.setAccessibleName("")
    assert "PushButton backButton '' has no name" in seen(rig, watch)


def test_a_name_in_the_other_language_is_found(rig: Rig, watch: Watch) -> None:
    rig.screen(ContestScreen).backButton.setAccessibleName("Back")
    assert "is called 'Back'" in seen(rig, watch)


def test_a_text_in_the_other_language_is_found(rig: Rig, watch: Watch) -> None:
    label = rig.screen(ContestScreen).hintLabel
    label.setText("Choose one")
    assert "'Choose one' is in another language" in seen(rig, watch)


def test_a_korean_name_on_an_english_screen_is_found(
    make_rig: Callable[[FakeVoting], Rig], watch: Watch
) -> None:
    rig = make_rig(FakeVoting()).open(lang="en")
    rig.booth.bar.helpButton.setAccessibleName("도움말")
    assert "is called '도움말'" in seen(rig, watch)


def test_a_hole_in_the_order_of_the_focus_is_found(rig: Rig, watch: Watch) -> None:
    rig.screen(ContestScreen).nextButton.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    assert "Tab does not reach PushButton nextButton" in seen(rig, watch)


def test_an_order_of_the_focus_that_jumps_is_found(
    rig: Rig, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_name(part: QWidget, *_: object, **__: object) -> QWidget:
        order = sorted(stops(part), key=lambda stop: f"{stop.objectName()}{id(stop)}"[::-1])
        now = part.window().focusWidget()
        return order[(order.index(now) + 1) % len(order)] if now in order else order[0]

    monkeypatch.setattr(booth, "next_stop", by_name)
    assert "Tab goes back from " in seen(rig, watch)


def test_a_part_that_scrolls_sideways_is_found(rig: Rig, watch: Watch) -> None:
    screen = rig.screen(ContestScreen)
    area, wide = QScrollArea(screen), QWidget()
    wide.setFixedSize(3000, 100)
    area.setWidget(wide)
    area.setGeometry(0, 0, 500, 120)
    area.show()
    rig.settle()
    assert "scrolls sideways" in seen(rig, watch)


def test_a_part_outside_of_the_window_is_found(rig: Rig, watch: Watch) -> None:
    button = rig.screen(ContestScreen).nextButton
    button.move(button.x() + 200, button.y())
    assert "reaches out of the window" in seen(rig, watch)
