"""The candidate's own pledges: the list, one being written, and how voters will see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.domain.candidate_errors import PledgesLocked
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.pledge import Pledge
from omp_desktop.gui import dialogs
from omp_desktop.gui.announce import announce
from omp_desktop.gui.candidate.page import CandidatePage
from omp_desktop.gui.candidate.pledge_editor import PledgeEditor
from omp_desktop.gui.candidate.pledge_list import NEW, PledgeList
from omp_desktop.gui.candidate.pledge_notice import PledgeNotice
from omp_desktop.gui.candidate.pledge_preview import PledgePreview
from omp_desktop.gui.candidate.pledge_texts import PledgeTexts, texts_of
from omp_desktop.gui.candidate.services import CandidateServices
from omp_desktop.gui.candidate.situation import Situation, read_situation
from omp_desktop.gui.candidate.undo import Did, Step, UndoPart
from omp_desktop.gui.candidate.unsaved import ask_unsaved
from omp_desktop.gui.widgets import Card, Label, PushButton
from omp_desktop.services.session import Session


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

    headLayout: QHBoxLayout
    noticeLayout: QVBoxLayout
    addButton: PushButton
    workArea: QWidget
    emptyCard: Card
    emptyTitle: Label
    emptyText: Label
    firstButton: PushButton

    def __init__(self, services: CandidateServices, parent: QWidget | None = None) -> None:
        """An empty page."""
        self._chosen: str | None = None
        self._kept: dict[str, _Kept] = {}
        self._busy = False
        super().__init__(services, parent)
        self.notice = PledgeNotice(self)
        self.noticeLayout.addWidget(self.notice)
        self.undo_part = UndoPart(self)
        self.headLayout.insertWidget(self.headLayout.indexOf(self.addButton), self.undo_part)
        self.pledge_list = PledgeList(self.workArea)
        self.editor = PledgeEditor(self.workArea)
        self.preview = PledgePreview(services.photos.photo, self.workArea)
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
        self.undo_part.undoButton.clicked.connect(self.undo)
        self.notice.undo_asked.connect(self.undo)
        new_key = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        new_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new_key.activated.connect(self.add)
        self._show()

    def retranslate(self) -> None:
        if hasattr(self, "preview"):
            self.notice.forget()
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

    def entered(self) -> None:
        self.preview.read_photo()

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
        if self._busy or self._locked or self._situation is None or self._situation.full:
            return
        self.ask_before_leaving(self._begin_new)

    def save(self) -> None:
        """Save what is in the editor."""
        if self.unsaved:
            self._save(self._focus_list)

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
        elif self.undo_part.steps:
            self._take_back(self.undo_part.steps[-1])

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
        self.undo_part.steps.clear()
        self.notice.forget()
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
        self.notice.forget()
        self._choose(key)
        self.pledge_list.card(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self.notice.forget()
        self._show()

    def _begin_new(self) -> None:
        self.notice.forget()
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

    def _save(self, then: Callable[[], object]) -> None:
        situation = self._situation
        if self._busy or situation is None or self._chosen is None or not self.editor.check():
            return
        texts, before = self.editor.texts, situation.pledge(self._chosen)
        pledges, actor, candidate_id = self.services.pledges, self.session, situation.candidate.id

        def saved(pledge: Pledge) -> None:
            step = Step(Did.ADDED, pledge) if before is None else Step(Did.CHANGED, before)
            self.undo_part.steps.append(step)
            self.notice.tell_saved(pledge)
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
            self.undo_part.steps.append(Step(Did.REMOVED, gone))
            self.notice.tell_removed(situation, gone)
            self._chosen = after
            saved = texts_of(situation.pledge(after))
            self.editor.show_pledge(saved, saved, new=False)

        self._change(lambda: pledges.remove(actor, pledge.id), removed, self._focus_list)

    def _take_back(self, step: Step) -> None:
        pledges, actor = self.services.pledges, self.session
        situation = self._situation

        def taken_back(pledge: Pledge) -> None:
            self.undo_part.steps.remove(step)
            self.notice.tell_taken_back(pledge)
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
        if situation is not None:
            self.notice.show_situation(situation)
            unsaved = self.editor.texts if self.editor.unsaved else None
            self.pledge_list.show_pledges(situation, self._chosen, unsaved)
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
        self.undo_part.setVisible((something or bool(self.undo_part.steps)) and not self._locked)
        self.addButton.setEnabled(
            not self._busy and not (situation is not None and situation.full) and self._chosen != NEW
        )
        self.undo_part.show_state(unsaved=self.unsaved, busy=self._busy)


def _neighbour(pledges: tuple[Pledge, ...], gone: Pledge) -> str | None:
    """The pledge that takes the place of one that goes: the next, or else the one before."""
    ids = [p.id for p in pledges]
    if gone.id not in ids:
        return next(iter(ids), None)
    place = ids.index(gone.id)
    ids.remove(gone.id)
    return ids[min(place, len(ids) - 1)] if ids else None
