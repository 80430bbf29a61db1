"""What is left to do before publishing, in one line above every tab of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.publication import Check, CheckKind
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import Label, Pill, PushButton
from omp_desktop.services.elections import ElectionView

# The tab on which each problem is mended; the name stands on the overview itself.
_MENDED_ON: Final[Mapping[CheckKind, str]] = {
    CheckKind.NAME: "overview",
    CheckKind.WINDOWS: "hours",
    CheckKind.CONTESTS: "contests",
    CheckKind.CANDIDATES: "candidates",
    CheckKind.OPTIONS: "candidates",
    CheckKind.RULES: "policy",
    CheckKind.STATIONS: "voters",
    CheckKind.OVERLAP: "voters",
    CheckKind.KEY: "key",
}


def mended_on(check: Check, view: ElectionView) -> str:
    """The key of the tab on which a problem of this election is mended."""
    # A voters list needs its station first.
    return "stations" if check.kind is CheckKind.STATIONS and not view.stations else _MENDED_ON[check.kind]


class CheckStrip(Form):
    """How many problems there are, and the one to mend next: of the tab in view if it has one."""

    ui = ("official", "check_strip.ui")
    tab_wanted = Signal(str)

    countPill: Pill
    problemLabel: Label
    fixButton: PushButton
    allButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view: ElectionView | None = None
        self._tab = ""
        self._place = ""
        super().__init__(parent)
        self.fixButton.clicked.connect(lambda: self.tab_wanted.emit(self._place))
        self.allButton.clicked.connect(lambda: self.tab_wanted.emit("overview"))

    def show_checks(self, view: ElectionView, tab: str) -> None:
        """Show how the election stands, above that tab."""
        self._view, self._tab = view, tab
        self.retranslate()

    def retranslate(self) -> None:
        view = self._view
        if view is None:
            return
        problems = [check for check in view.checks if not check.passed]
        if problems:
            self.countPill.say(
                "err", "circle-alert", self.tr("%n things to fix before publishing", "", len(problems))
            )
        else:
            self.countPill.say("ok", "circle-check", self.tr("Ready to be published"))
        here = [check for check in problems if mended_on(check, view) == self._tab]
        following = next(iter(here or problems), None)
        self.problemLabel.setText(following.describe(language.of(self)).text if following is not None else "")
        self._place = mended_on(following, view) if following is not None else ""
        self.fixButton.setVisible(self._place not in {"", self._tab})
