"""Keys to touch for whoever has no keyboard: one for each sign, and one that takes the last sign back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QGridLayout, QWidget

from omp_desktop.gui.widgets import PushButton

ERASE = ""


def make_keys(
    holder: QWidget,
    signs: Iterable[str],
    per_row: int,
    typed: Callable[[str], object],
    erased: Callable[[], object],
) -> dict[str, PushButton]:
    """Lay keys into the grid of `holder`; returns them by their signs, `ERASE` for the one that takes back.

    Raises TypeError for a holder without a grid.
    """
    grid = holder.layout()
    if not isinstance(grid, QGridLayout):
        raise TypeError("keys need a grid")
    keys: dict[str, PushButton] = {}
    for place, sign in enumerate(signs):
        key = keys[sign] = PushButton(holder)
        key.setText(sign)
        if sign == ERASE:
            key.iconName = "delete"
            key.clicked.connect(erased)
        else:
            key.clicked.connect(lambda _=False, sign=sign: typed(sign))
        grid.addWidget(key, place // per_row, place % per_row)
    return keys
