"""What stands on a screen, as words in the order of reading: the same names that screen readers get."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from omp_desktop.domain.language import Lang
from omp_desktop.gui.voter.focus_order import in_reading_order
from omp_desktop.gui.voter.measuring import height_at
from omp_desktop.gui.voter.paged_rows import PagedRows
from omp_desktop.gui.widgets import Icon, NumberBadge, QrCode

# What is said beside them anyway, like the number in a badge, or is of no use to the ear.
_SILENT = (Icon, QrCode, NumberBadge)

# The label that shows what was entered by keys on the screen.
ENTRY = "entryLabel"
# Codes, and long numbers in groups: a voice would make words and thousands of them.
_SPELT = re.compile(r"\b[0-9A-Z]{4,5}(?:-[0-9A-Z]{4,5}){2,}\b|\b\d{4}(?: \d{1,4})+\b")
# Signs that a voice reads out or runs over.
_SPOKEN = ((re.compile(r"\s*[·\n]\s*"), ", "), (re.compile(r"\.,"), "."))
_SPOKEN_IN: dict[Lang, tuple[tuple[re.Pattern[str], str], ...]] = {
    "ko": ((re.compile(r"(\d) – (\d)"), r"\1에서 \2"), (re.compile(" – "), ", ")),
    "en": (
        (re.compile(r"(\d) – (\d)"), r"\1 to \2"),
        (re.compile(" – "), ", "),
        (re.compile(r"\btouch\b"), "select"),
        (re.compile(r"\bTouch\b"), "Select"),
    ),
}


def name_of(part: QWidget) -> str:
    """The accessible name, as Qt hands it out to screen readers."""
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def reachable(part: QWidget) -> bool:
    """Whether the focus can come here: then it is said when it does, and not with the screen."""
    return bool(part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and part.isEnabled()


def standing(
    part: QWidget, unsaid: Collection[str] = frozenset(), also: Collection[str] = frozenset()
) -> list[str]:
    """Everything that is seen in `part` and that the focus never comes to, one sentence each.

    Args:
        part: a screen, or what is on a sheet.
        unsaid: names of parts that are passed over with all they hold.
        also: names of parts that are said though they are hidden.
    """
    found: list[str] = []
    for child in _children(part):
        name = child.objectName()
        # What stands on a later page is heard with the first: nothing is sealed or missed unheard.
        seen = child.isVisibleTo(part) or name in also or isinstance(part, PagedRows)
        if seen and name not in unsaid and not isinstance(child, _SILENT) and not reachable(child):
            own = child.accessibleName() or (child.text() if isinstance(child, QLabel) else "")
            found.extend([own] if own else standing(child, unsaid, also))
    return found


def _children(part: QWidget) -> list[QWidget]:
    if isinstance(part, PagedRows):
        for row in part.all_rows:
            _lay_out(row, part.width())
        return list(part.all_rows)
    children = [child for child in part.children() if isinstance(child, QWidget) and not child.isWindow()]
    return in_reading_order((QRect(child.pos(), child.size()), child) for child in children)


def _lay_out(row: QWidget, width: int) -> None:
    """Give a row of a later page its places: they tell the order of what stands in it."""
    layout = row.layout()
    if layout is not None and row.isHidden():
        row.resize(width, height_at(row, width))
        layout.activate()


def typed(part: QWidget) -> str:
    """The signs that stand in the entries of `part`; of one that hides them, none."""
    entries = [part] if isinstance(part, QLineEdit) else part.findChildren(QLineEdit)
    normal = QLineEdit.EchoMode.Normal
    shown = [entry.text() for entry in entries if entry.isVisible() and entry.echoMode() is normal]
    shown += [label.text() for label in part.findChildren(QLabel, ENTRY)]
    return "".join(sign for text in shown for sign in text if sign.isalnum())


def spelt(code: str) -> str:
    """A code sign by sign, with a pause between its groups."""
    return ", ".join(" ".join(group) for group in re.split("[- ]", code))


def as_said(sentences: Iterable[str], lang: Lang) -> str:
    """Sentences as one text for a voice, in words for keys; what the one before ends with is left out."""
    ended: list[str] = []
    for sentence in sentences:
        words = _SPELT.sub(lambda code: spelt(code[0]), sentence.strip())
        for sign, spoken in (*_SPOKEN, *_SPOKEN_IN[lang]):
            words = sign.sub(spoken, words)
        if words and not (ended and ended[-1].removesuffix(".").endswith(words.removesuffix("."))):
            ended.append(words if words[-1] in ".?!" else f"{words}.")
    return " ".join(ended)
