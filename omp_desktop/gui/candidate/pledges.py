"""The candidate's own pledges: the list, one being written, and how voters will see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omp_desktop.domain.candidate_errors import PledgesLocked
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.pledge import PLEDGES_MAX, Pledge
from omp_desktop.gui import dialogs
from omp_desktop.gui.announce import announce
from omp_desktop.gui.candidate.page import CandidatePage
from omp_desktop.gui.candidate.pledge_editor import PledgeEditor
from omp_desktop.gui.candidate.pledge_list import PledgeEntry, PledgeList
from omp_desktop.gui.candidate.pledge_preview import PledgePreview
from omp_desktop.gui.candidate.pledge_texts import PledgeTexts, texts_of
from omp_desktop.gui.candidate.services import CandidateServices
from omp_desktop.gui.candidate.situation import (
    PledgeState,
    Situation,
    as_published,
    read_situation,
)
from omp_desktop.gui.candidate.undo import Did, Step
from omp_desktop.gui.candidate.unsaved import ask_unsaved
from omp_desktop.gui.official.words import day_time, zone
from omp_desktop.gui.widgets import Card, Label, Notice, PushButton
from omp_desktop.services.session import Session

NEW = ""  # key of the pledge that was never saved


@dataclass(frozen=True, slots=True)
class _Kept:
    """What somebody was writing when the window was locked."""

    chosen: str
    texts: PledgeTexts


class MyPledgesPage(CandidatePage):
    """List, editor, preview; read only once the polls have opened."""

    ui = ("candidate", "pledges.ui")
    key = "pledges"
    icon = "list"

    undoButton: PushButton
    addButton: PushButton
    stateNotice: Notice
    workArea: QWidget
    emptyCard: Card
    emptyTitle: Label
    emptyText: Label
    firstButton: PushButton

    def __init__(self, services: CandidateServices, parent: QWidget | None = None) -> None:
        """An empty page."""
        self._chosen: str | None = None
        self._steps: list[Step] = []
        self._kept: dict[str, _Kept] = {}
        self._outcome = ""
        self._busy = False
        super().__init__(services, parent)
        self.pledge_list = PledgeList(self.workArea)
        self.editor = PledgeEditor(self.workArea)
        self.preview = PledgePreview(self.workArea)
        row = self.workArea.layout()
        if not isinstance(row, QHBoxLayout):
            raise TypeError("the page has no row for its cards")
        row.addWidget(self.pledge_list)
        row.addWidget(self.editor, 344)
        row.addWidget(self.preview, 328)
        self.pledge_list.chosen.connect(self._on_chosen)
        self.editor.edited.connect(self._on_edited)
        self.editor.save_asked.connect(self.save)
        self.editor.remove_asked.connect(self.remove)
        self.addButton.clicked.connect(self.add)
        self.firstButton.clicked.connect(self.add)
        self.undoButton.clicked.connect(self.undo)
        self.stateNotice.acted.connect(self.undo)
        new_key = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        new_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new_key.activated.connect(self.add)
        self._show()

    def retranslate(self) -> None:
        if hasattr(self, "preview"):
            self._outcome = ""
            self._show()

    def title(self) -> str:
        return self.tr("My pledges")

    def help_text(self) -> str:
        return self.tr(
            "Write your pledges here: a theme, a title and, if you like, a description. What you save is "
            "kept on this computer at once. Voters see it once the election commission has published it. "
            "Until the polls open you can change, delete and take back; afterwards you can only read."
        )

    @property
    def unsaved(self) -> bool:
        """Whether the pledge in the editor differs from the saved one, and could still be saved."""
        return self._chosen is not None and not self._locked and self.editor.unsaved

    @property
    def others_unsaved(self) -> bool:
        """Whether somebody who signed in before has left an unsaved pledge."""
        return bool(self._kept)

    @property
    def _locked(self) -> bool:
        return self._situation is not None and self._situation.locked

    def show_situation(self, session: Session, situation: Situation) -> None:
        if self._session is None or session.account.id != self._session.account.id:
            self._change_person(session, situation)
        super().show_situation(session, situation)

    def situation_changed(self, situation: Situation) -> None:
        edited = self._chosen is not None and self.editor.unsaved
        saved = situation.pledge(self._chosen)
        if self._chosen != NEW and saved is None:
            # Deleted elsewhere: what is being written goes on as a new pledge.
            self._chosen = NEW if edited else next((p.id for p in situation.pledges), None)
            saved = situation.pledge(self._chosen)
        texts = self.editor.texts if edited else texts_of(saved)
        self.editor.show_pledge(texts_of(saved), texts, new=self._chosen == NEW)
        self.editor.set_locked(locked=situation.locked)
        self._show()

    def ask_before_leaving(self, then: Callable[[], object]) -> None:
        """Call `then` once the pledge in the editor is saved or thrown away on purpose."""
        if not self.unsaved:
            self._drop_new()
            then()
            return

        def discard() -> None:
            self._discard()
            then()

        ask_unsaved(self, save=lambda: self._save(then), discard=discard)

    def add(self) -> None:
        """Begin a new pledge."""
        if self._busy or self._locked or self._full():
            return
        self.ask_before_leaving(self._begin_new)

    def save(self) -> None:
        """Save what is in the editor."""
        if self.unsaved:
            self._save(lambda: None)

    def remove(self) -> None:
        """Delete the pledge in the editor; `undo` brings it back."""
        situation = self._situation
        if self._busy or self._locked or situation is None or self._chosen is None:
            return
        if not self.unsaved:
            self._remove()
            return
        new = self._chosen == NEW
        dialogs.confirm(
            self,
            self.tr("Discard this pledge?") if new else self.tr("Delete this pledge?"),
            self.tr("What you wrote since the last save is lost."),
            accept=self.tr("Discard") if new else self.tr("Delete"),
            accepted=self._remove,
            kind="danger",
        )

    def undo(self) -> None:
        """Take back what is not saved; if everything is, the last step."""
        if self._busy or self._locked:
            return
        if self.unsaved:
            dialogs.confirm(
                self,
                self.tr("Take back what is not saved?"),
                self.tr("What you wrote since the last save is lost."),
                accept=self.tr("Take back"),
                accepted=self._discard,
                kind="danger",
            )
        elif self._steps:
            self._take_back(self._steps[-1])

    def forget(self) -> None:
        """Let go of everything that was typed and not saved, whoever wrote it."""
        self._kept.clear()
        if self.unsaved:
            self._discard()

    def _change_person(self, session: Session, situation: Situation) -> None:
        """Keep what was typed for its author; the next person never sees it."""
        before = self._session
        if before is not None and self._chosen is not None and self.unsaved:
            self._kept[before.account.id] = _Kept(self._chosen, self.editor.texts)
        self._steps.clear()
        self._outcome = ""
        kept = self._kept.pop(session.account.id, None)
        self._chosen = kept.chosen if kept else next((p.id for p in situation.pledges), None)
        saved = texts_of(situation.pledge(self._chosen))
        self.editor.show_pledge(saved, kept.texts if kept else saved, new=self._chosen == NEW)

    def _choose(self, key: str | None) -> None:
        self._chosen = key
        saved = texts_of(self._situation.pledge(key)) if self._situation is not None else PledgeTexts()
        self.editor.show_pledge(saved, saved, new=key == NEW)
        self.editor.clear_errors()
        self._show()

    def _on_chosen(self, key: str) -> None:
        if key == self._chosen or self._busy:
            self.pledge_list.mark(self._chosen)
            return
        # Until it is decided the mark stays where the editor is.
        self.pledge_list.mark(self._chosen)
        self.ask_before_leaving(lambda: self._go_to(key))

    def _go_to(self, key: str) -> None:
        self._outcome = ""
        self._choose(key)
        self.pledge_list.card(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self._outcome = ""
        self._show()

    def _begin_new(self) -> None:
        self._outcome = ""
        self._choose(NEW)
        self.editor.begin_writing()

    def _drop_new(self) -> None:
        """A new pledge in which nothing was written goes away by itself."""
        if self._chosen == NEW and not self.unsaved:
            self._choose_first()

    def _choose_first(self) -> None:
        pledges = self._situation.pledges if self._situation is not None else ()
        self._choose(next((p.id for p in pledges), None))

    def _discard(self) -> None:
        if self._chosen == NEW:
            self._choose_first()
        else:
            self._choose(self._chosen)
        announce(self, self.tr("What was not saved was taken back."))

    def _full(self) -> bool:
        return self._situation is not None and len(self._situation.pledges) >= PLEDGES_MAX

    def _save(self, then: Callable[[], object]) -> None:
        situation = self._situation
        if self._busy or situation is None or self._chosen is None or not self.editor.check():
            return
        texts, before = self.editor.texts, situation.pledge(self._chosen)
        pledges, actor, candidate_id = self.services.pledges, self.session, situation.candidate.id

        def saved(pledge: Pledge) -> None:
            step = Step(Did.ADDED, pledge) if before is None else Step(Did.CHANGED, before)
            self._steps.append(step)
            self._outcome = self._saved_text(pledge)
            self._chosen = pledge.id
            self.editor.show_pledge(texts_of(pledge), texts_of(pledge), new=False)

        if before is None:
            self._change(
                lambda: pledges.add(actor, candidate_id, texts.theme, texts.title, texts.description),
                saved,
                then,
            )
        else:
            edited = replace(before, theme=texts.theme, title=texts.title, description=texts.description)
            self._change(lambda: pledges.change(actor, edited), saved, then)

    def _remove(self) -> None:
        situation = self._situation
        pledge = situation.pledge(self._chosen) if situation is not None else None
        if situation is None or pledge is None:
            self._choose_first()
            return
        pledges, actor = self.services.pledges, self.session
        after = _neighbour(situation.pledges, pledge)

        def removed(gone: Pledge) -> None:
            self._steps.append(Step(Did.REMOVED, gone))
            self._outcome = self._removed_text(situation, gone)
            self._chosen = after
            saved = texts_of(situation.pledge(after))
            self.editor.show_pledge(saved, saved, new=False)

        self._change(lambda: pledges.remove(actor, pledge.id), removed, self._focus_list)

    def _take_back(self, step: Step) -> None:
        pledges, actor = self.services.pledges, self.session
        situation = self._situation

        def taken_back(pledge: Pledge) -> None:
            self._steps.remove(step)
            self._outcome = self.tr("Taken back: “{title}”").format(title=pledge.title)
            if step.did is Did.ADDED and situation is not None:
                self._chosen = _neighbour(situation.pledges, pledge)
                saved = texts_of(situation.pledge(self._chosen))
            else:
                self._chosen, saved = pledge.id, texts_of(pledge)
            self.editor.show_pledge(saved, saved, new=False)

        self._change(lambda: step.take_back(pledges, actor), taken_back, self._focus_list)

    def _change(
        self, op: Callable[[], Pledge], done: Callable[[Pledge], None], then: Callable[[], object]
    ) -> None:
        """Change something, then read and show how things stand."""
        services, session = self.services, self.session

        def on_done(result: tuple[Pledge, Situation]) -> None:
            self._set_busy(busy=False)
            pledge, situation = result
            if self._session is None or situation.account_id != self._session.account.id:
                return
            self._situation = situation
            done(pledge)
            self.situation_read.emit(situation)
            if self._outcome:
                announce(self, self._outcome)
            then()

        self._set_busy(busy=True)
        self.work(lambda: (op(), read_situation(services, session)), on_done, self._on_refused)

    def _on_refused(self, error: OmpError) -> None:
        self._set_busy(busy=False)
        self.show_error(error)
        if isinstance(error, PledgesLocked):
            services, session = self.services, self.session
            self.work(lambda: read_situation(services, session), self.situation_read.emit)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.editor.set_busy(busy=busy)
        self._show_buttons()

    def _focus_list(self) -> None:
        """The button that was pressed may be gone or disabled now."""
        if self._chosen:
            self.pledge_list.card(self._chosen).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.firstButton.isVisible():
            self.firstButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        situation = self._situation
        empty = situation is None or (not situation.pledges and self._chosen is None)
        self.workArea.setVisible(not empty)
        self.emptyCard.setVisible(empty)
        self._show_empty()
        self._show_buttons()
        self._show_notice()
        if situation is not None:
            self._show_list(situation)
            self.preview.show_candidate(situation.candidate)
            self.preview.show_texts(self.editor.texts)

    def _show_empty(self) -> None:
        self.emptyTitle.setText(self.tr("No pledges") if self._locked else self.tr("No pledges yet"))
        self.emptyText.setText(
            self.tr("No pledges were registered before the polls opened.")
            if self._locked
            else self.tr(
                "Voters can read here what you promise: a theme, a title and a few sentences. "
                "Begin with the one that matters most; it stands first."
            )
        )
        self.firstButton.setVisible(not self._locked)

    def _show_buttons(self) -> None:
        situation = self._situation
        something = situation is not None and (bool(situation.pledges) or self._chosen is not None)
        self.addButton.setVisible(something and not self._locked)
        self.undoButton.setVisible((something or bool(self._steps)) and not self._locked)
        self.addButton.setEnabled(not self._busy and not self._full() and self._chosen != NEW)
        self.undoButton.setEnabled(not self._busy and (self.unsaved or bool(self._steps)))
        self.undoButton.setToolTip(self._undo_text())
        self.undoButton.setAccessibleDescription(self._undo_text())

    def _show_list(self, situation: Situation) -> None:
        entries = []
        for pledge in situation.pledges:
            entry = PledgeEntry(pledge.id, pledge.theme, pledge.title, self._pill(situation, pledge))
            if pledge.id == self._chosen and self.editor.unsaved:
                entry = self._unsaved_entry(pledge.id)
            entries.append(entry)
        if self._chosen == NEW:
            entries.append(self._unsaved_entry(NEW))
        self.pledge_list.show_entries(entries, self._chosen, len(situation.pledges))

    def _unsaved_entry(self, key: str) -> PledgeEntry:
        texts = self.editor.texts
        title = texts.title.strip() or self.tr("(no title yet)")
        word = self.tr("Was not saved") if self._locked else self.tr("Not saved yet")
        return PledgeEntry(key, texts.theme.strip(), title, ("warn", "pencil", word))

    def _pill(self, situation: Situation, pledge: Pledge) -> tuple[str, str, str]:
        return {
            PledgeState.PUBLISHED: ("ok", "circle-check", self.tr("Published")),
            PledgeState.UNSENT: ("info", "clock", self.tr("Saved here · waiting to be sent")),
            PledgeState.UNPUBLISHED: ("info", "clock", self.tr("Saved here · not published yet")),
            PledgeState.TOO_LATE: ("plain", "ban", self.tr("Was not published")),
        }[situation.state(pledge)]

    def _show_notice(self) -> None:
        situation = self._situation
        self.stateNotice.setVisible(situation is not None)
        if situation is None:
            return
        self.stateNotice.buttonText = ""
        if situation.locked:
            self._notice("warn", "lock", self._locked_text(situation))
        elif self._outcome:
            self._notice("ok", "", self._outcome)
            self.stateNotice.buttonText = self.tr("Undo") if self._steps_end_with_removal() else ""
        elif self._full() and self._chosen != NEW:
            self._notice(
                "info", "", self.tr("All %n places are taken. Delete one to add another.", "", PLEDGES_MAX)
            )
        else:
            self._notice("info", "", self._deadline_text(situation))

    def _notice(self, kind: str, icon_name: str, text: str) -> None:
        self.stateNotice.kind, self.stateNotice.iconName, self.stateNotice.text = kind, icon_name, text

    def _steps_end_with_removal(self) -> bool:
        return bool(self._steps) and self._steps[-1].did is Did.REMOVED

    def _locked_text(self, situation: Situation) -> str:
        text = self.tr(
            "The polls have opened, so pledges can only be read now. Voters see the published ones."
        )
        return f"{text} {self._still_public_text(situation)}".strip()

    def _deadline_text(self, situation: Situation) -> str:
        election = situation.election
        opens = day_time(election.windows[0].opens, zone(election.timezone)) if election.windows else "–"
        text = self.tr("You can change your pledges until the polls open ({opens}).").format(opens=opens)
        return f"{text} {self._still_public_text(situation)}".strip()

    def _still_public_text(self, situation: Situation) -> str:
        """Deleted and earlier texts that voters still read; nothing where there are none."""
        count = situation.still_public
        if not count:
            return ""
        if situation.locked:
            return self.tr("%n deleted or earlier text(s) stay public.", "", count)
        return self.tr(
            "%n deleted or earlier text(s) stay public until the commission publishes again.", "", count
        )

    def _saved_text(self, pledge: Pledge) -> str:
        return self.tr("Saved: “{title}”. Voters see it once the commission has published it.").format(
            title=pledge.title
        )

    def _removed_text(self, before: Situation, gone: Pledge) -> str:
        if as_published(gone) in before.standing.published:
            text = self.tr("Deleted: “{title}”. Voters still see it until the commission publishes again.")
        else:
            text = self.tr("Deleted: “{title}”.")
        return text.format(title=gone.title)

    def _undo_text(self) -> str:
        if self.unsaved:
            return self.tr("Takes back what is not saved")
        if not self._steps:
            return self.tr("Nothing to take back")
        step = self._steps[-1]
        text = {
            Did.ADDED: self.tr("Takes back: added “{title}”"),
            Did.CHANGED: self.tr("Takes back: changed “{title}”"),
            Did.REMOVED: self.tr("Takes back: deleted “{title}”"),
        }[step.did]
        return text.format(title=step.pledge.title)


def _neighbour(pledges: tuple[Pledge, ...], gone: Pledge) -> str | None:
    """The pledge that takes the place of one that goes: the next, or else the one before."""
    ids = [p.id for p in pledges]
    if gone.id not in ids:
        return next(iter(ids), None)
    place = ids.index(gone.id)
    ids.remove(gone.id)
    return ids[min(place, len(ids) - 1)] if ids else None
