"""A candidate writes pledges, and the commission publishes them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.candidate.window import CandidateWindow
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.hands import find, find_all, sheets
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.widgets import ListCard, PushButton

_PLEDGES = (
    (
        "문화",
        "밤 열 시까지 여는 도서관",
        "평일 저녁에 일하는 조합원도 책을 빌릴 수 있도록 밤 열 시까지 엽니다.",
    ),
    (
        "돌봄",
        "토요일 그림책 교실",
        "토요일마다 아이들과 그림책을 읽는 교실을 엽니다. 보호자는 열람실에서 쉽니다.",
    ),
)


def write_pledges(stage: Stage) -> None:
    """Two pledges, one taken back and brought back again; published by the commission."""
    hands, camera = stage.hands, stage.camera
    hands.press(stage.window(StartWindow), "candidateButton")
    window = stage.window(CandidateWindow)
    camera.take(window, "candidate-sign-in", Looks.OFFICIAL)
    stage.sign_in(stage.own_candidate, window)
    hands.until(lambda: find(window, PushButton, "firstButton"), "a candidate without pledges")
    camera.take(window, "pledges-empty", Looks.OFFICIAL)
    hands.press(window, "firstButton")
    for place, pledge in enumerate(_PLEDGES):
        if place:
            hands.press(window, "addButton")
        _write(stage, window, *pledge)
        if not place:
            camera.take(window, "pledge-being-written", Looks.OFFICIAL)
        hands.press(window, "saveButton")
    camera.take(window, "pledges", Looks.OFFICIAL)
    hands.fill(window, "titleEdit", "토요일 그림책")
    hands.go(window, "data")
    hands.until(lambda: sheets(window), "the question about what is unsaved")
    camera.take(window, "pledge-unsaved")
    hands.press(window, "discardButton")
    hands.until(lambda: window.current == "data", "the candidate's data")
    camera.take(window, "candidate-data", Looks.OFFICIAL)
    hands.go(window, "settings")
    camera.take(window, "candidate-settings", Looks.OFFICIAL)
    hands.go(window, "pledges")
    _publish(stage)
    window.refresh()
    hands.settle()
    camera.take(window, "pledges-published", Looks.OFFICIAL)
    hands.press(window, "removeButton")
    if sheets(window):
        hands.key(window, Qt.Key.Key_Return)
    hands.until(lambda: _saved(window) == 1, "the pledge to be deleted")
    camera.take(window, "pledge-deleted")
    hands.press(window, "undoButton")
    hands.until(lambda: _saved(window) == len(_PLEDGES), "the pledge to come back")
    hands.key(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def _write(stage: Stage, window: CandidateWindow, theme: str, title: str, text: str) -> None:
    hands = stage.hands
    hands.fill(window, "themeCombo", theme)
    hands.fill(window, "titleEdit", title)
    hands.fill(window, "descriptionEdit", text)


def _saved(window: CandidateWindow) -> int:
    return len(find_all(window, ListCard))


def _publish(stage: Stage) -> None:
    hands, official = stage.hands, stage.official
    hands.go(official, "elections")
    button = hands.part(official, QWidget, "pledgesButton")
    hands.until(button.isEnabled, "pledges that wait")
    stage.camera.take(official, "pledges-wait")
    hands.click(button)
    hands.until(lambda: not button.isEnabled(), "the pledges to be published")
