"""Pictures of windows in both languages, and what can be seen to be wrong while they are taken."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language, theme
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.tour.hands import Hands, front, sheets
from omp_desktop.gui.typography import DEFAULT_MILLIMETRES, MILLIMETRES
from omp_desktop.gui.widgets import CandidateCard, TableView
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.focus_ring import FocusRings

SIZE: Final = (1280, 800)
LARGE: Final = (1920, 1080)
_SPOKEN: Final[tuple[Lang, ...]] = ("ko", "en")


class Looks(Enum):
    """Which pictures besides the two languages."""

    PLAIN = ()
    OFFICIAL = ("large", "white_on_black")
    VOTER = ("large", "white_on_black", "larger", "largest")


@dataclass(frozen=True, slots=True)
class _Look:
    size: tuple[int, int] = SIZE
    palette: PaletteName = "default"
    mm: float = DEFAULT_MILLIMETRES


_LOOKS: Final = {
    "": _Look(),
    "large": _Look(size=LARGE),
    "white_on_black": _Look(palette="white_on_black"),
    "larger": _Look(mm=MILLIMETRES[-2]),
    "largest": _Look(mm=MILLIMETRES[-1]),
}


class Camera:
    """Takes numbered pictures; `problems` is what was seen while taking them."""

    def __init__(
        self,
        out: Path,
        hands: Hands,
        progress: Callable[[str], None],
        wanted: Collection[str] | None = None,
    ) -> None:
        """`wanted` are the names to be taken; None takes all."""
        self._out = out
        self._hands = hands
        self._progress = progress
        self._wanted = wanted
        self._number = 0
        self.pictures: list[Path] = []
        self.problems: list[str] = []

    def take(self, window: QWidget, name: str, looks: Looks = Looks.PLAIN) -> None:
        """The window in both languages, then in the other looks; afterwards it is as it was."""
        self._number += 1
        if self._skipped(name):
            return
        self._hands.rest()
        was = theme.of(window)
        before = _typed(window)
        for look in ("", *looks.value):
            self._shoot_look(window, name, look)
        self._dress(window, _Look(palette=was.name, mm=was.millimetres))
        if _typed(window) != before:
            self._say(name, "something typed or chosen changed with the language or the look")
        self._progress(f"{self._number:03d} {name}")

    def take_sheet(self, window: QWidget, name: str, opened: Callable[[], object]) -> None:
        """A sheet whose words are made when it opens: opened in each language, and left open in Korean."""
        self._number += 1
        if self._skipped(name):
            opened()
            self._hands.until(lambda: sheets(window), f"the sheet {name}")
            return
        for spoken in reversed(_SPOKEN):
            language.set_language(window, spoken)
            self._hands.settle()
            opened()
            self._hands.until(lambda: sheets(window), f"the sheet {name}")
            self._hands.rest()
            self._shoot(window, name, spoken, "", _LOOKS[""])
            if spoken != _SPOKEN[0]:
                sheets(window)[-1].close_sheet()
                self._hands.settle()
        self._progress(f"{self._number:03d} {name}")

    def take_live(self, window: QWidget, name: str) -> None:
        """A sheet that follows the language by itself within seconds, and counts them: no second look."""
        self._number += 1
        if self._skipped(name):
            return
        korean = _words(front(window))
        for spoken in _SPOKEN:
            language.set_language(window, spoken)
            if spoken != _SPOKEN[0]:
                self._hands.until(lambda: _words(front(window)) != korean, "the other language")
                # The sheet takes the room that the other words need.
                self._hands.settle()
            self._shoot(window, name, spoken, "", _LOOKS[""])
        language.set_language(window, _SPOKEN[0])
        self._progress(f"{self._number:03d} {name}")

    def _skipped(self, name: str) -> bool:
        return self._wanted is not None and name not in self._wanted

    def _shoot_look(self, window: QWidget, name: str, look: str) -> None:
        how = _LOOKS[look]
        self._dress(window, how)
        for spoken in _SPOKEN:
            language.set_language(window, spoken)
            self._hands.settle()
            self._shoot(window, name, spoken, look, how)
        language.set_language(window, _SPOKEN[0])

    def _dress(self, window: QWidget, how: _Look) -> None:
        now = theme.of(window)
        if (now.name, now.millimetres) != (how.palette, how.mm):
            theme.dress(window, palette=how.palette, mm=how.mm)
        if window.size().toTuple() != how.size:
            window.resize(*how.size)
        self._hands.settle()

    def _shoot(self, window: QWidget, name: str, spoken: Lang, look: str, how: _Look) -> None:
        ending = f"-{look.replace('_', '-')}" if look else ""
        path = self._out / f"{self._number:03d}-{name}-{spoken}{ending}.png"
        if window.size().toTuple() != how.size:
            self._say(path.stem, f"the window is {window.size().toTuple()} instead of {how.size}")
        for small in too_small(window):
            self._say(path.stem, small)
        application = QApplication.instance()
        for rings in application.findChildren(FocusRings) if application is not None else ():
            # They follow what moved a moment later; a person hardly sees the moment between.
            rings.place()
        if not window.grab().save(str(path)):
            raise OSError(f"{path.name} could not be written")
        self.pictures.append(path)

    def _say(self, where: str, what: str) -> None:
        self.problems.append(f"{where}: {what}")


def too_small(window: QWidget) -> list[str]:
    """Parts of ours that have less room than they need, by name: words would be cut or lie over others."""
    over = sheets(window)
    return [
        f"{part.objectName() or type(part).__name__} has {part.size().toTuple()} of {needs.toTuple()}"
        for part in (window, *window.findChildren(QWidget))
        if isinstance(part, Themed)
        and part.isVisible()
        and (not over or part is over[-1] or over[-1].isAncestorOf(part))
        for needs in [_needs(part)]
        if part.width() < needs.width() or part.height() < needs.height()
    ]


def _needs(part: QWidget) -> QSize:
    """The least size of a part; words that break need less height the wider they stand."""
    least, layout = part.minimumSizeHint(), part.layout()
    if layout is not None and layout.hasHeightForWidth():
        return QSize(least.width(), min(least.height(), layout.totalMinimumHeightForWidth(part.width())))
    if part.hasHeightForWidth():
        return QSize(least.width(), min(least.height(), part.heightForWidth(part.width())))
    return least


def _words(part: QWidget) -> list[str]:
    return [label.text() for label in part.findChildren(QLabel)]


def _typed(window: QWidget) -> list[tuple[str, object]]:
    """What a person has typed, chosen or switched on, wherever it can be seen."""
    found: list[tuple[str, object]] = []
    for part in window.findChildren(QWidget):
        if part.isVisible():
            value = _value(part)
            if value is not None:
                found.append((part.objectName() or type(part).__name__, value))
    return found


def _value(part: QWidget) -> object:
    for kind, read in _READERS.items():
        if isinstance(part, kind):
            return read(part)
    return None


def _checked(button: QAbstractButton) -> bool | None:
    return button.isChecked() if button.isCheckable() else None


def _picked(box: QComboBox) -> str | int:
    return box.currentText() if box.isEditable() else box.currentIndex()


# The first that fits decides: a candidate's card is a button too.
_READERS: Final[dict[type[QWidget], Callable[[Any], object]]] = {
    QLineEdit: QLineEdit.text,
    QTextEdit: QTextEdit.toPlainText,
    QComboBox: _picked,
    QSpinBox: QSpinBox.value,
    CandidateCard: lambda card: card.chosen,
    TableView: lambda table: table.chosen_key,
    QAbstractButton: _checked,
}
