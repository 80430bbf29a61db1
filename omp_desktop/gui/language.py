"""Korean and English, switched live and per window.

A voter who chooses English must not turn the official's window in the same process to English. So Qt's one
application translator asks which language is in force at this moment: that of the window whose texts are
being made. Code asks with `tr`, which looks at the widget's own window.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QWidget

from omp_desktop import paths
from omp_desktop.domain.language import Lang
from omp_desktop.gui.scope import Scoped

LANGUAGES: tuple[Lang, ...] = get_args(Lang)
DEFAULT: Lang = "ko"


class TranslationMissing(RuntimeError):
    """A compiled translation is not there: run resources/i18n/update.py."""


class _Switch(QTranslator):
    """The only installed translator: passes each question on to the language in force."""

    def __init__(self) -> None:
        super().__init__()
        self.active: Lang = DEFAULT
        self._words: dict[Lang, list[QTranslator]] = {}

    def load_all(self) -> None:
        for language in LANGUAGES:
            words = QTranslator(self)
            if not words.load(str(paths.resource("i18n", f"omp_{language}.qm"))):
                raise TranslationMissing(language)
            # Qt's own words (menus of inputs); English ones are in the code.
            qt_words = QTranslator(self)
            qt_words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._words[language] = [words, qt_words]

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:  # None is Qt's "not here, use the source"
        return self.find(self.active, context, source_text, disambiguation, n)

    def find(
        self, language: Lang, context: str, source: str, disambiguation: str | None, n: int
    ) -> str | None:
        for words in self._words.get(language, ()):
            found = words.translate(context, source, disambiguation, n)
            if found:
                return found
        return None


_scope: Scoped[Lang] = Scoped(DEFAULT)
_switches: list[_Switch] = []


def install(language: Lang = DEFAULT) -> None:
    """Load both languages and let `language` hold where nothing else is set. Call once, after the
    application exists.

    Raises:
        TranslationMissing: a .qm file is not there.
    """
    if not _switches:
        switch = _Switch()
        switch.load_all()
        _switches.append(switch)
        QCoreApplication.installTranslator(switch)
    _scope.default = language
    _switches[0].active = language


def of(widget: QWidget) -> Lang:
    """The language of the window (or part) that `widget` stands in."""
    return _scope.of(widget)


@contextmanager
def speaking(language: Lang) -> Iterator[None]:
    """Texts that Qt asks for inside the block come in `language`."""
    if not _switches:
        yield
        return
    switch = _switches[0]
    before = switch.active
    switch.active = language
    try:
        yield
    finally:
        switch.active = before


def set_language(part: QWidget, language: Lang) -> None:
    """Switch a window, or a part of one, to another language at once; what was typed or chosen stays."""
    _scope.set(part, language)
    refresh(part)


def refresh(part: QWidget) -> None:
    """Let `part` and all in it set their texts again in the language that holds there."""
    with speaking(of(part)):
        QCoreApplication.sendEvent(part, QEvent(QEvent.Type.LanguageChange))


def translate(widget: QWidget, source: str, disambiguation: str | None = None, n: int = -1) -> str:
    """`source` in the language of the widget's window; looked up under the names of the widget's classes.

    Args:
        widget: whose window and class decide.
        source: English text as it stands in the code.
        disambiguation: tells equal English texts apart.
        n: count for plural forms; replaces `%n`, with separators between thousands.
    """
    found = source
    if _switches:
        for kind in type(widget).__mro__:
            words = _switches[0].find(of(widget), kind.__name__, source, disambiguation, n)
            if words:
                found = words
                break
    return found.replace("%n", number(n)) if n >= 0 else found


def number(value: int) -> str:
    """A count as both languages write it: 1,204."""
    return f"{value:,}"
