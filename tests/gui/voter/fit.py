"""Whether a voter can read and touch what is shown: nothing cut, covered or too small."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from omp_desktop.gui import theme
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
from tests.gui.voter.spoken import CONTROLS

LEAST_SIDE, LEAST_GAP = 12.7, 2.54  # mm
_INCH = 25.4  # mm
_SHOWN = (Label, PushButton, CandidateCard, CodeDisplay, QrCode, NumberBadge, Pill, QLineEdit)
_TOUCHED = (QAbstractButton, QLineEdit, QComboBox)


def misfits(window: QWidget, top: QWidget) -> list[str]:
    """What is wrong in `top`, the screen or the sheet over it."""
    parts = [part for part in top.findChildren(QWidget) if part.isVisible()]
    shown = [part for part in parts if isinstance(part, _SHOWN)]
    return [
        *_too_small(top),
        *_cut(shown),
        *_outside(window, shown),
        *_overlapping(shown),
        *_hard_to_touch([part for part in parts if isinstance(part, _TOUCHED) and not _for_officials(part)]),
        *_sideways(parts),
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
    places = [_place(part) for part in parts]
    return [
        f"{_name(one)} lies over {_name(other)}"
        for (one, here), (other, there) in combinations(zip(parts, places, strict=True), 2)
        if here.intersects(there) and not one.isAncestorOf(other) and not other.isAncestorOf(one)
    ]


def _hard_to_touch(parts: list[QWidget]) -> list[str]:
    """Touch areas that are too small or too near to another one, in mm of the screen as calibrated."""
    found = []
    for part in parts:
        least = math.ceil(LEAST_SIDE / _INCH * theme.of(part).dpi)
        if min(part.width(), part.height()) < least:
            found.append(f"{_name(part)} is too small to touch: {part.size().toTuple()} of {least}")
    for one, other in combinations(parts, 2):
        gap = math.ceil(LEAST_GAP / _INCH * theme.of(one).dpi)
        if _place(one).adjusted(-gap, -gap, gap, gap).intersects(_place(other)):
            found.append(f"{_name(one)} is too near to {_name(other)}")
    return found


def _sideways(parts: list[QWidget]) -> list[str]:
    return [
        f"{_name(part)} scrolls sideways"
        for part in parts
        if isinstance(part, QAbstractScrollArea) and part.horizontalScrollBar().maximum() > 0
    ]


def _for_officials(part: QWidget) -> bool:
    outer = part.parentWidget()
    while outer is not None:
        if isinstance(outer, OfficialAccessSheet):
            return True
        outer = outer.parentWidget()
    return False


def holes(top: QWidget) -> list[str]:
    """Controls that Tab does not reach, reaches twice, or reaches out of their order on the screen.

    Afterwards the focus is where it was.
    """
    window = top.window()
    began = window.focusWidget()
    wanted = [
        part
        for part in top.findChildren(QWidget)
        if isinstance(part, CONTROLS) and part.isVisible() and part.isEnabled()
    ]
    order: list[QWidget] = []
    for _ in range(len(wanted) + 2):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is None or now in order:
            break
        order.append(now)
    if began is not None:
        began.setFocus(Qt.FocusReason.OtherFocusReason)
    QApplication.processEvents()
    found = [f"Tab does not reach {_name(part)}" for part in wanted if part not in order]
    back = [f"Tab goes back from {_name(a)} to {_name(b)}" for a, b in pairwise(order) if _goes_back(a, b)]
    # Once round, from wherever it began.
    return found + (back if len(back) > 1 else [])


def _goes_back(one: QWidget, other: QWidget) -> bool:
    here, there = _place(one), _place(other)
    above = there.bottom() < here.top()
    beside = there.top() <= here.center().y() <= there.bottom() and there.right() < here.left()
    return above or beside
