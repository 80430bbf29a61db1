"""Whether a voter can read and touch what is shown: nothing cut, covered or too small."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QWidget

from omp_desktop.gui.voter.official_access import OfficialAccessSheet
from omp_desktop.gui.widgets import (
    CandidateCard,
    CodeDisplay,
    Label,
    Notice,
    NumberBadge,
    Pill,
    PushButton,
    QrCode,
)
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.pressable import Pressable

LEAST_SIDE = 48  # px: 12.7 mm at 96 dpi
LEAST_GAP = 9  # px: 2.54 mm at 96 dpi
_SHOWN = (Label, PushButton, CandidateCard, CodeDisplay, QrCode, NumberBadge, Pill, QLineEdit)


def misfits(window: QWidget, top: QWidget) -> list[str]:
    """What is wrong in `top`, the screen or the sheet over it."""
    parts = [part for part in top.findChildren(QWidget) if part.isVisible() and isinstance(part, _SHOWN)]
    return [
        *_too_small(top),
        *_cut(parts),
        *_outside(window, parts),
        *_overlapping(parts),
        *_hard_to_touch(parts),
    ]


def _too_small(top: QWidget) -> list[str]:
    """Parts of ours with less room than they need, where height follows width for the width they have."""
    found = []
    for part in (top, *top.findChildren(QWidget)):
        if not isinstance(part, Themed) or not part.isVisible():
            continue
        needs = part.minimumSizeHint()
        if part.hasHeightForWidth():
            layout = part.layout()
            height = (
                layout.totalMinimumHeightForWidth(part.width())
                if layout
                else part.heightForWidth(part.width())
            )
            needs.setHeight(height)
        if part.width() < needs.width() or part.height() < needs.height():
            found.append(f"{_name(part)}: {part.size().toTuple()} of {needs.toTuple()}")
    return found


def _name(part: QWidget) -> str:
    text = part.text() if isinstance(part, Label | PushButton) else ""
    return f"{type(part).__name__} {part.objectName()} {text!r}"


def _cut(parts: list[QWidget]) -> list[str]:
    found = []
    for part in parts:
        if isinstance(part, Label):
            cut = part.wordWrap() and part.heightForWidth(part.width()) > part.height()
        elif isinstance(part, PushButton):
            cut = part.sizeHint().width() > part.width() or part.sizeHint().height() > part.height() + 1
        elif isinstance(part, CandidateCard | CodeDisplay | Notice):
            cut = part.heightForWidth(part.width()) > part.height()
        else:
            continue
        if cut:
            found.append(f"{_name(part)} is cut: {part.size().toTuple()}")
    return found


def _place(part: QWidget) -> QRect:
    return QRect(part.mapTo(part.window(), QPoint(0, 0)), part.size())


def _outside(window: QWidget, parts: list[QWidget]) -> list[str]:
    return [
        f"{_name(part)} reaches out of the window: {_place(part).getRect()}"
        for part in parts
        if not window.rect().contains(_place(part))
    ]


def _overlapping(parts: list[QWidget]) -> list[str]:
    return [
        f"{_name(one)} lies over {_name(other)}"
        for one, other in combinations(parts, 2)
        if not one.isAncestorOf(other)
        and not other.isAncestorOf(one)
        and _place(one).intersects(_place(other))
    ]


def _hard_to_touch(parts: list[QWidget]) -> list[str]:
    touched = [part for part in parts if isinstance(part, Pressable) and not _for_officials(part)]
    found = [
        f"{_name(part)} is too small to touch: {part.size().toTuple()}"
        for part in touched
        if min(part.width(), part.height()) < LEAST_SIDE
    ]
    for one, other in combinations(touched, 2):
        near = _place(one).adjusted(-LEAST_GAP + 1, -LEAST_GAP + 1, LEAST_GAP - 1, LEAST_GAP - 1)
        if near.intersects(_place(other)):
            found.append(f"{_name(one)} is too near to {_name(other)}")
    return found


def _for_officials(part: QWidget) -> bool:
    outer = part.parentWidget()
    while outer is not None:
        if isinstance(outer, OfficialAccessSheet):
            return True
        outer = outer.parentWidget()
    return False
