"""The second medium of this computer: set up, checked, made anew, and what two people decide about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import Card, Label, Notice, Pill, PushButton
from omp_desktop.services.mirror import MirrorView
from omp_desktop.services.session import OFFICIALS, Session
from omp_desktop.store.mirror_state import MirrorMode


class Decision(Enum):
    """What takes two people."""

    GO_ON = "go on with one medium"
    END = "do without a second medium"
    HERE = "go on with these data"


@dataclass(frozen=True, slots=True)
class _Look:
    """What the panel shows: the words of the state, and the buttons that are there."""

    kind: str
    icon: str
    state: str
    text: str
    buttons: frozenset[str]


class SecondMediumPanel(Form):
    """Officials set it up alone; whatever leaves less of it takes two."""

    ui = ("official", "second_medium.ui")
    # It is another one now: what shows its state reads anew.
    changed = Signal()
    # Two people have to confirm this `Decision`.
    decision_wanted = Signal(object)

    mediumCard: Card
    mediumPill: Pill
    mediumNotice: Notice
    mediumText: Label
    placeLabel: Label
    makeButton: PushButton
    anewButton: PushButton
    checkButton: PushButton
    withoutButton: PushButton
    hereCard: Card
    hereButton: PushButton
    aboutText: Label
    changeCard: Card
    otherButton: PushButton
    endButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._mirror = services.mirror
        self._session: Session | None = None
        self._view: MirrorView | None = None
        super().__init__(parent)
        self._buttons = {
            "make": self.makeButton,
            "anew": self.anewButton,
            "check": self.checkButton,
            "without": self.withoutButton,
        }
        self.makeButton.clicked.connect(self._ask_folder)
        self.otherButton.clicked.connect(self._ask_folder)
        self.anewButton.clicked.connect(self._make_anew)
        self.checkButton.clicked.connect(self._check)
        self.withoutButton.clicked.connect(lambda: self.decision_wanted.emit(Decision.GO_ON))
        self.endButton.clicked.connect(lambda: self.decision_wanted.emit(Decision.END))
        self.hereButton.clicked.connect(lambda: self.decision_wanted.emit(Decision.HERE))
        self.retranslate()

    def show_for(self, session: Session) -> None:
        """Look how it stands, and show what the person signed in can do about it."""
        self._session = session
        self.work(self._mirror.view, self.show_view)

    def show_view(self, view: MirrorView) -> None:
        """Show how it stands now."""
        self._view = view
        self._show()

    def retranslate(self) -> None:
        if not hasattr(self, "_buttons"):
            return
        why = self.tr(
            "Every vote is written to both media in one step, or to neither. If the disk of this computer "
            "fails, the election goes on from the other one without a lost vote."
        )
        what = self.tr(
            "Use a USB stick or another disk that stays connected. What is on it is encrypted, and of no use "
            "without this computer's key. Checks of the own vote are never copied."
        )
        self.aboutText.setText(f"{why}\n\n{what}")
        self._show()

    def _show(self) -> None:
        view, session = self._view, self._session
        if view is None or session is None:
            return
        look = self._look(view)
        allowed = session.account.role in OFFICIALS
        self.mediumPill.say(look.kind, look.icon, look.state)
        self.mediumText.setText(look.text)
        for name, button in self._buttons.items():
            button.setVisible(name in look.buttons)
            button.setEnabled(allowed)
        trouble = view.failure or view.problem
        self.mediumNotice.setVisible(trouble is not None)
        if trouble is not None:
            self.mediumNotice.say("err", trouble.describe(language.of(self)).text)
        self.placeLabel.setVisible(view.path is not None)
        self.placeLabel.setText(str(view.path or ""))
        self.changeCard.setVisible(view.mode is not None)
        self.otherButton.setEnabled(allowed)
        self.endButton.setEnabled(allowed)
        self.hereCard.setVisible(view.elsewhere)
        self.hereButton.setEnabled(allowed)

    def _look(self, view: MirrorView) -> _Look:
        if view.mode is None:
            return _Look(
                "plain",
                "circle-dashed",
                self.tr("Not set up"),
                self.tr("Votes are written to the disk of this computer only."),
                frozenset({"make"}),
            )
        if view.mode is MirrorMode.OFF:
            return _Look(
                "warn",
                "triangle-alert",
                self.tr("One medium only"),
                self.tr(
                    "Voting goes on with the disk of this computer. Connect the medium, or another one, and "
                    "make the copy anew: it takes a moment."
                ),
                frozenset({"anew"} if view.path is not None else {"make"}),
            )
        if view.problem is not None:
            return _Look(
                "err",
                "circle-alert",
                self.tr("Does not work"),
                self.tr(
                    "No votes are recorded now. Connect the medium and make the copy anew, or let two people "
                    "decide to go on with one medium. Nothing that was recorded is lost."
                ),
                frozenset({"anew", "without"}),
            )
        return _Look(
            "ok",
            "circle-check",
            self.tr("Both are written"),
            self.tr("Everything is written to both media, and both are in step."),
            frozenset({"check"}),
        )

    def _ask_folder(self) -> None:
        file_choice.ask_folder(self, self.tr("Folder on the second medium"), self._make)

    def _make(self, folder: Path) -> None:
        session = self._session
        if session is not None:
            self._change(lambda: self._mirror.make(session, folder))

    def _make_anew(self) -> None:
        session = self._session
        if session is not None:
            self._change(lambda: self._mirror.make_anew(session))

    def _change(self, make: Callable[[], MirrorView]) -> None:
        self._set_working(working=True)
        self.work(make, self._on_made, lane=tasks.LONG, settled=lambda: self._set_working(working=False))

    def _on_made(self, view: MirrorView) -> None:
        self.show_view(view)
        self.changed.emit()

    def _check(self) -> None:
        session = self._session
        if session is None:
            return

        def on_done(_nothing: None) -> None:
            dialogs.show_message(
                self,
                self.tr("The copy is sound"),
                self.tr("Every page of it was read, and it holds as much of everything as this computer."),
                kind="ok",
            )

        self._set_working(working=True)
        self.work(lambda: self._mirror.check(session), on_done, lane=tasks.LONG, settled=self._on_checked)

    def _on_checked(self) -> None:
        self._set_working(working=False)
        if self._session is not None:
            self.show_for(self._session)

    def _set_working(self, *, working: bool) -> None:
        for part in (self.mediumCard, self.changeCard):
            part.setEnabled(not working)
