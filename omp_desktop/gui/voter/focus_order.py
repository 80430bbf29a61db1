"""Tab and arrows go through the controls as they are seen: line by line, each from the left."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget


def in_reading_order(places: Iterable[tuple[QRect, QWidget]]) -> list[QWidget]:
    """Widgets by their places; what has its middle within the height of a line's first is on it."""
    lines: list[tuple[QRect, list[tuple[QRect, QWidget]]]] = []
    for place, widget in sorted(places, key=lambda entry: (entry[0].top(), entry[0].left())):
        if lines and place.center().y() <= lines[-1][0].bottom():
            lines[-1][1].append((place, widget))
        else:
            lines.append((place, [(place, widget)]))
    return [widget for _, line in lines for _, widget in sorted(line, key=lambda entry: entry[0].left())]


def stops(part: QWidget) -> list[QWidget]:
    """Everything in `part` that Tab can reach now, in reading order."""
    found = []
    for widget in part.findChildren(QWidget):
        tabbed = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if tabbed and widget.isEnabled() and widget.isVisibleTo(part) and not widget.isWindow():
            found.append((QRect(widget.mapTo(part, QPoint(0, 0)), widget.size()), widget))
    return in_reading_order(found)


def next_stop(
    part: QWidget, screen: QWidget, *, forward: bool, whole: QWidget | None = None
) -> QWidget | None:
    """Where the focus goes from where it is now.

    Args:
        part: holds all controls.
        screen: from nowhere the focus goes to the first control in here, not to the bar at the top.
        forward: Tab; else Shift+Tab.
        whole: comes once in each round before the first control in `screen`: for voters who hear it then.
    """
    order = stops(part)
    if not order:
        return None
    inner = [widget for widget in order if screen.isAncestorOf(widget)] or order
    if whole is not None:
        order.insert(order.index(inner[0]), whole)
    now = part.window().focusWidget()
    if now in order:
        return order[(order.index(now) + (1 if forward else -1)) % len(order)]
    return inner[0] if forward else inner[-1]
