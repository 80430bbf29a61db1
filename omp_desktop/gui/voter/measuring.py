"""How high a part will be before it was ever shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def height_at(part: QWidget, width: int) -> int:
    """Height in px that a part with a layout needs at a width; that of its size hint where it has none."""
    polish(part)
    layout = part.layout()
    if layout is not None and layout.hasHeightForWidth():
        return max(layout.totalHeightForWidth(width), part.minimumHeight())
    return max(part.sizeHint().height(), part.minimumHeight())


def polish(part: QWidget) -> None:
    """Let everything in `part` take on its style now.

    Labels set their size policy when they are polished, which otherwise waits until they are shown.
    """
    for inner in (part, *part.findChildren(QWidget)):
        inner.ensurePolished()
