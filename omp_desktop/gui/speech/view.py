"""What the guide says about what is seen now, and what of it is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.speech.reading import ENTRY, reachable, standing, typed
from omp_desktop.gui.speech.words import CAN_BEGIN, LONG, UNSAID, GuideWords
from omp_desktop.gui.voter.focus_order import stops
from omp_desktop.gui.voter.official_access import OfficialAccessSheet
from omp_desktop.gui.voter.outcome import RECEIPT_SECONDS, RecordedScreen
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.widgets import Sheet


class View(QObject):
    """Compares what stands on the screen, or on the sheet over it, with what was said of it before."""

    def __init__(self, screen: Callable[[], VoterScreen | None], words: GuideWords) -> None:
        """Begin with nothing said.

        Args:
            screen: what is shown.
            words: says what is said, in the language of the window.
        """
        super().__init__(words)
        self._screen, self._words = screen, words
        self.forget()

    def forget(self) -> None:
        """Nothing was said yet; of what was, nothing is kept."""
        self._lang: Lang | None = None
        # What was said of the screen, and of the sheet over it.
        self._said: dict[QWidget, list[str]] = {}
        self._focus: QWidget | None = None
        self._control = ""
        self._typed = ""

    def news(self, announced: Sequence[str], *, moved: bool) -> list[str]:
        """What is to be said now, in this order: announcements, what stands there, how to go on, the focus.

        Args:
            announced: what was said to screen readers meanwhile.
            moved: the last key was to move on.
        """
        part, lang = self._now(), language.of(self._words)
        if part is None:
            return list(announced)
        before, focus = self._focus, self._focused()
        if lang != self._lang:
            self._said = {}
        known = self._said.get(part)
        whole = known is None or (moved and _round(part, before, focus))
        entered = self._entered(part, known=known is not None)
        stood = standing(_content(part), _unsaid(part) | {ENTRY}, _belonging(part))
        if known is None or whole:
            said = self._everything(part)
        else:
            said = [words for words in stood if words not in known]
        told_of = focus is not None and reachable(focus) and not _secret(part, focus)
        control = self._words.control(focus) if focus is not None and told_of else ""
        # What was announced tells already what became of the control that did it.
        changed = focus is not before or (control != self._control and not announced and not entered)
        self._lang, self._focus, self._control = lang, focus, control
        # The screen under a sheet is still known when the sheet is gone.
        kept = self._screen() if isinstance(part, Sheet) else None
        self._said = {each: self._said[each] for each in (kept,) if each in self._said} | {part: stood}
        # What was announced can be the new name of the control that did it.
        told = [words for words in self._instead(part, announced) if not control.startswith(words)]
        told = [words for words in (*told, entered) if words and words not in said]
        said = [words for words in said if words not in told]
        return [*told, *said, control] if control and (whole or changed) else [*told, *said]

    def _entered(self, part: QWidget, *, known: bool) -> str:
        """What became of an entry since the last time; of one that was not there before, nothing."""
        before, self._typed = self._typed, typed(part)
        return self._words.entered(before, self._typed) if known and before != self._typed else ""

    def _instead(self, part: QWidget, announced: Sequence[str]) -> list[str]:
        """Announcements; for the one that wants the screen to be touched, which key to press."""
        if not isinstance(part, StartScreen) or part.greeting not in CAN_BEGIN:
            return list(announced)
        touch, press = part.headlineLabel.text(), self._words.hint(part)
        return [press if words == touch else words for words in announced]

    def hold_open(self) -> None:
        """Who listens needs longer than who reads: the screen that goes away by itself stays."""
        screen = self._screen()
        if isinstance(screen, RecordedScreen) and screen.countdown.is_running():
            screen.countdown.start(RECEIPT_SECONDS)

    def _focused(self) -> QWidget | None:
        return self._words.window().focusWidget()

    def _now(self) -> QWidget | None:
        """The sheet that has the focus, else the screen."""
        part = self._focused()
        while part is not None:
            if isinstance(part, Sheet):
                return part
            part = part.parentWidget()
        return self._screen()

    def _everything(self, part: QWidget) -> list[str]:
        """A screen with how to go on; what takes long to hear comes last."""
        if not isinstance(part, VoterScreen):
            return standing(_content(part))
        unsaid, also, hint = _unsaid(part), _belonging(part), self._words.hint(part)
        long = [found for name in LONG if (found := part.content.findChild(QWidget, name)) is not None]
        return [
            *standing(part.content, unsaid | LONG, also),
            *([hint] if hint else []),
            *(words for each in long for words in standing(each, unsaid, also)),
        ]


def _unsaid(part: QWidget) -> frozenset[str]:
    """What is passed over in this part; of the screen that waits, also that it wants to be touched."""
    named = UNSAID.get(type(part), frozenset()) if isinstance(part, VoterScreen) else frozenset()
    ready = isinstance(part, StartScreen) and part.greeting in CAN_BEGIN
    return named | {"headlineLabel"} if ready else named


def _belonging(part: QWidget) -> frozenset[str]:
    """What gave way to large text: it is said all the same."""
    return part.belonging if isinstance(part, VoterScreen) else frozenset()


def _content(part: QWidget) -> QWidget:
    return part.content if isinstance(part, Sheet | VoterScreen) else part


def _secret(part: QWidget, focus: QWidget) -> bool:
    """Whether it is a key for an official's PIN, with the voter's headphones on the voter's head."""
    content = _content(part)
    return isinstance(content, OfficialAccessSheet) and focus in content.keys


def _round(part: QWidget, before: QWidget | None, focus: QWidget | None) -> bool:
    """Whether the voter has been everywhere and begins anew: then everything is said again."""
    if not isinstance(part, Sheet):
        return focus is part or focus is before
    order = stops(part)
    return bool(order) and focus is order[0] and before in {order[0], order[-1]}
