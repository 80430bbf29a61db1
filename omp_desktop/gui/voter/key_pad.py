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

    That one takes what is left of its row: it carries a word.

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
            key.clicked.connect(erased)
        else:
            key.clicked.connect(lambda _=False, sign=sign: typed(sign))
        row, column = divmod(place, per_row)
        grid.addWidget(key, row, column, 1, per_row - column if sign == ERASE else 1)
    return keys
