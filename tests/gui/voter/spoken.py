"""What a screen reader is told of each part: a name, in the language of the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

from omp_desktop.domain.language import Lang
from omp_desktop.gui.widgets import CodeDisplay, Label, Notice, NumberBadge, Pill, QrCode, StepIndicator

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
_TOLD = (*CONTROLS, Label, Notice, CodeDisplay, QrCode, StepIndicator, Pill, NumberBadge)
# Each language in its own name; what people call these things in both.
_OWN_NAMES = frozenset({"한국어", "English"})
# Codes of errors for officials, confirmation codes, keys.
_SIGNS = re.compile(r"\b([a-z_]+(\.[a-z_]+)+|[0-9A-Z][0-9A-Z-]*)\b")
# The screen that waits greets in both languages.
IN_THE_OTHER = frozenset({"sublineLabel"})
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")


def name_of(part: QWidget) -> str:
    """The accessible name as Qt hands it out."""
    found = QAccessible.queryAccessibleInterface(part)
    return found.text(QAccessible.Text.Name) if found else ""


def unspoken(top: QWidget, lang: Lang, data: Iterable[str]) -> list[str]:
    """Parts without a name, and parts whose name is in another language than the screen's.

    `data`: words that officials, parties and candidates wrote, which stay as they are.
    """
    words, found = tuple(data), []
    for part in top.findChildren(QWidget):
        if not part.isVisible() or not isinstance(part, _TOLD) or _is_empty(part) or _inner(part):
            continue
        name = name_of(part)
        if not name.strip():
            found.append(f"{_called(part)} has no name")
        elif part.objectName() not in IN_THE_OTHER and foreign(name, lang, words):
            found.append(f"{_called(part)} is called {name!r}")
    return found


def foreign(text: str, lang: Lang, data: Iterable[str]) -> bool:
    """Whether a text is in the other language."""
    words = sorted(data, key=len, reverse=True)
    # A line may hold a part of what was written.
    if text.strip() in _OWN_NAMES or any(text.strip() in word for word in words):
        return False
    for word in words:
        text = text.replace(word, "")
    text = _SIGNS.sub("", text)
    if lang == "en":
        return bool(_HANGUL.search(text))
    return any(sign.isalpha() for sign in text) and not _HANGUL.search(text)


def _is_empty(part: QWidget) -> bool:
    return isinstance(part, Label | Pill | NumberBadge) and not part.text()


def _inner(part: QWidget) -> bool:
    """Parts that Qt's own inputs are made of."""
    outer = part.parentWidget()
    return isinstance(outer, QComboBox | QAbstractSpinBox | QLineEdit)


def _called(part: QWidget) -> str:
    text = part.text() if isinstance(part, Label | QAbstractButton) else ""
    return f"{type(part).__name__} {part.objectName()} {text!r}"
