"""The key ceremony: where it stands, every trustee, and the form of the one whose turn it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.crypto.ceremony_board import Step
from omp_desktop.gui import dialogs
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.ceremony_words import STEPS, CeremonyWords, place
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.trustee_form import TrusteeForm
from omp_desktop.gui.widgets import (
    Card,
    CodeDisplay,
    Column,
    Label,
    Notice,
    Pill,
    PushButton,
    StepList,
    TableView,
)
from omp_desktop.services.ceremony_record import CeremonyView, TrusteeStanding
from omp_desktop.services.trustee_keeping import OnMedium

_BADGE_WIDTH = 44
_PILL_WIDTH = 124


class CeremonyRound(ElectionTab, CeremonyWords, TrusteeForm):
    """Trustee after trustee, until all have confirmed one value."""

    ui = ("official", "ceremony_round.ui")
    key = "key"

    stepPill: Pill
    takeInButton: PushButton
    sendButton: PushButton
    againButton: PushButton
    giveUpButton: PushButton
    steps: StepList
    listTitle: Label
    doneLabel: Label
    trusteesTable: TableView
    turnCard: Card
    turnTitle: Label
    turnLabel: Label
    doneNotice: Notice
    codeDisplay: CodeDisplay
    warnNotice: Notice
    actButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._current = 0
        self._media: dict[int, Path] = {}
        self._sent: Path | None = None
        super().__init__(services, parent)
        self.prepare_entries()
        self.trusteesTable.row_chosen.connect(self._on_chosen)
        self.actButton.clicked.connect(self._act)
        self.phraseEdit.textEdited.connect(lambda _: self._forget_sent())
        for edit in (self.phraseEdit, self.againEdit):
            edit.returnPressed.connect(self._act)
        self.takeInButton.clicked.connect(self._ask_messages)
        self.sendButton.clicked.connect(self._ask_where_to_send)
        self.againButton.clicked.connect(self._ask_again)
        self.giveUpButton.clicked.connect(self._ask_give_up)

    def title(self) -> str:
        return self.tr("Key of the count")

    def another(self) -> None:
        self._current = 0
        self._media.clear()
        self._sent = None
        self.forget()

    @property
    def ceremony(self) -> CeremonyView:
        """Where it stands."""
        return self.view.ceremony

    @property
    def current(self) -> TrusteeStanding | None:
        """Whose turn it is: the one that was chosen among those who are waited for, else the first."""
        waiting = self.ceremony.waiting()
        return next((each for each in waiting if each.index == self._current), next(iter(waiting), None))

    def showing(self) -> None:
        if not self.ceremony.begun:
            return
        self._show_head()
        self._show_list()
        self._show_turn()

    def take_focus(self) -> None:
        """To where the next trustee begins."""
        if self.phraseEdit.isVisible():
            self.phraseEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self) -> None:
        view = self.ceremony
        self.steps.set_steps(self.step_items(view))
        if view.running:
            words = self.tr("Step {step} of {steps}").format(step=place(view.step), steps=STEPS)
            self.stepPill.say("info", "key-round", words)
        else:
            self.stepPill.say("ok", "circle-check", self.tr("The key is made"))
        for button in (self.takeInButton, self.sendButton):
            button.setVisible(self.draft and view.running)
            button.setEnabled(self.may_edit)
        for button in (self.againButton, self.giveUpButton):
            button.setVisible(self.draft)
            button.setEnabled(self.may_edit)
        self.giveUpButton.setText(self.tr("Give up …") if view.running else self.tr("Other trustees …"))
        self.giveUpButton.iconName = "x" if view.running else "user-plus"

    def _show_list(self) -> None:
        view = self.ceremony
        current = self.current
        at = current.index if current is not None else 0
        done = view.count - len(view.waiting())
        self.doneLabel.setText(f"{done} / {view.count}")
        table = self.trusteesTable
        table.setAccessibleName(self.listTitle.text())
        table.set_columns(
            [
                Column(self.tr("Number"), width=_BADGE_WIDTH),
                Column(self.tr("Name"), stretch=1),
                Column(self.tr("State"), width=_PILL_WIDTH, align="right"),
            ]
        )
        table.set_rows([self.row(view, trustee, at) for trustee in view.trustees])
        table.choose(str(at))

    def _show_turn(self) -> None:
        view, current = self.ceremony, self.current
        entering = current is not None and self.may_edit
        focused = QApplication.focusWidget()
        if not entering and isinstance(focused, QWidget) and self.turnCard.isAncestorOf(focused):
            # The fields go; whoever uses the keyboard goes on in the list.
            self.trusteesTable.setFocus(Qt.FocusReason.OtherFocusReason)
        confirming = view.step is Step.CONFIRMATION
        self.show_entries(first=view.step is Step.PROMISE, on_medium=entering)
        self.warnNotice.setVisible(entering and view.step is Step.PROMISE)
        self.codeDisplay.setVisible(confirming or not view.running)
        self.codeDisplay.code = (view.transcript or "").upper()
        self.actButton.setVisible(entering)
        self._say_done()
        if current is None or view.step is None:
            self.turnTitle.setText(self.tr("The key of the count"))
            self.turnLabel.setText(
                self.tr(
                    "Any {quorum} of the {count} trustees open the count with their media. Whoever wants to "
                    "check later compares this value."
                ).format(quorum=view.quorum, count=view.count)
            )
            return
        words = self.turn_words(view.step)
        self.turnTitle.setText(self.tr("{name}: your turn").format(name=current.name))
        self.turnLabel.setText(words.explanation)
        self.actButton.setText(words.button)
        self.actButton.iconName = words.icon
        if self.folder != self._media.get(current.index):
            self.set_folder(self._media.get(current.index))

    def _forget_sent(self) -> None:
        """Another step has begun: that a file was saved takes its room no longer."""
        self._sent = None
        self._say_done()

    def _say_done(self) -> None:
        made = not self.ceremony.running
        self.doneNotice.setVisible(made or self._sent is not None)
        self.doneNotice.kind = "ok"
        if made:
            self.doneNotice.text = self.tr("All trustees confirmed the same value. Each keeps their medium.")
        elif self._sent is not None:
            self.doneNotice.text = self.tr("Saved: {file}").format(file=self._sent.name)

    def set_folder(self, folder: Path | None) -> None:
        super().set_folder(folder)
        current = self.current if self._view is not None else None
        if current is not None and folder is not None:
            self._media[current.index] = folder

    def _on_chosen(self, key: str) -> None:
        waiting = [each.index for each in self.ceremony.waiting()]
        at = self.current
        if at is None or int(key) == at.index:
            return
        if int(key) in waiting:
            self._current = int(key)
            self.forget()
        self.showing()

    def _act(self) -> None:
        current, step = self.current, self.ceremony.step
        keep = self.entered() if current is not None and self.actButton.isEnabled() else None
        if current is None or keep is None or step is None:
            return
        if step is Step.CONFIRMATION:
            self._confirm(current, keep)
            return
        service, session, election_id = self.services.ceremony, self.session, self.view.election.id
        self.change(
            lambda: service.take_turn(session, election_id, current.index, keep),
            self._on_taken,
            self.refused,
            busy=self.actButton,
        )

    def _confirm(self, current: TrusteeStanding, keep: OnMedium) -> None:
        service, session, election_id = self.services.ceremony, self.session, self.view.election.id
        compared = self.ceremony.transcript or ""
        self.change(
            lambda: service.confirm(session, election_id, current.index, keep, compared),
            self._on_taken,
            self.refused,
            busy=self.actButton,
        )

    def _on_taken(self, _view: CeremonyView) -> None:
        self.forget()
        self._current = 0
        self._sent = None
        self.set_folder(None)
        self.take_focus()

    def _ask_messages(self) -> None:
        file_choice.ask_file(
            self, self.tr("The file that a trustee sent"), self.tr("Ceremony files (*.json)"), self._take_in
        )

    def _take_in(self, path: Path) -> None:
        service, session, election_id = self.services.ceremony, self.session, self.view.election.id
        self.change(
            lambda: service.import_messages(session, election_id, path),
            self._on_taken,
            busy=self.takeInButton,
        )

    def _ask_where_to_send(self) -> None:
        file_choice.ask_folder(self, self.tr("Where to save the file for the others"), self._send)

    def _send(self, folder: Path) -> None:
        service, session, election_id = self.services.ceremony, self.session, self.view.election.id
        self.work(lambda: service.export_board(session, election_id, folder), self._on_sent)

    def _on_sent(self, path: Path) -> None:
        self._sent = path
        self.showing()

    def _ask_again(self) -> None:
        dialogs.confirm(
            self,
            self.tr("Begin the ceremony again?"),
            self.tr(
                "The same trustees make new parts. What they made before is worth nothing then: destroy "
                "those files."
            ),
            accept=self.tr("Begin again"),
            accepted=self._again,
            kind="warn",
        )

    def _again(self) -> None:
        service, session, election_id = self.services.ceremony, self.session, self.view.election.id
        names = [trustee.name for trustee in self.ceremony.trustees]
        quorum = self.ceremony.quorum
        self.change(
            lambda: service.begin(session, election_id, names, quorum),
            lambda _view: self.another(),
            busy=self.againButton,
        )

    def _ask_give_up(self) -> None:
        if self.ceremony.running:
            title = self.tr("Give the ceremony up?")
            text = self.tr(
                "What the trustees made so far is worth nothing then. Names and numbers can be changed."
            )
            accept = self.tr("Give up")
        else:
            title = self.tr("Let other trustees make the key?")
            text = self.tr("The key that is made stays in force until the others have made theirs.")
            accept = self.tr("Choose others")
        dialogs.confirm(self, title, text, accept=accept, accepted=self._give_up, kind="warn")

    def _give_up(self) -> None:
        service, session, election_id = self.services.ceremony, self.session, self.view.election.id
        self.change(
            lambda: service.give_up(session, election_id),
            lambda _view: self.another(),
            busy=self.giveUpButton,
        )
