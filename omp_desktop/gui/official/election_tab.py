"""What every tab of an election's page is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Role
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.busy import make_busy
from omp_desktop.gui.official.draft_undo import DraftStep
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.services.elections import ElectionView
from omp_desktop.services.session import Session

T = TypeVar("T")


class ElectionTab(Form):
    """A part of the set-up of one election, shown for the person signed in."""

    key: ClassVar[str]

    # The election is not any more what the tabs show.
    changed = Signal()
    # Something was done: the DraftStep that takes it back, or None where nothing can.
    did = Signal(object)
    # Go to another tab, by its key.
    tab_wanted = Signal(str)

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Load the tab; nothing is shown before `show_election`."""
        self.services = services
        self._session: Session | None = None
        self._view: ElectionView | None = None
        super().__init__(parent)

    def title(self) -> str:
        """The word in the strip of tabs."""
        raise NotImplementedError

    def showing(self) -> None:
        """Show `view`; called again and again, and after a change of language."""
        raise NotImplementedError

    def another(self) -> None:
        """Another election comes: forget what was typed."""

    def show_election(self, session: Session, view: ElectionView) -> None:
        """Show an election, or the same one after a change."""
        other = self._view is None or self._view.election.id != view.election.id
        self._session, self._view = session, view
        if other:
            self.another()
        self.showing()

    def retranslate(self) -> None:
        if self._view is not None:
            self.showing()

    @property
    def session(self) -> Session:
        """Who is signed in. Raises LookupError before an election was shown."""
        if self._session is None:
            raise LookupError("nobody is signed in")
        return self._session

    @property
    def view(self) -> ElectionView:
        """The election. Raises LookupError before one was shown."""
        if self._view is None:
            raise LookupError("no election is shown")
        return self._view

    @property
    def draft(self) -> bool:
        """Whether the election is still a draft."""
        return self.view.election.state is ElectionState.DRAFT

    @property
    def may_edit(self) -> bool:
        """Whether the person signed in can change everything: a draft, by the commission."""
        return self.draft and self.by_commission

    @property
    def by_commission(self) -> bool:
        """Whether a commission official is signed in."""
        return self.session.account.role is Role.COMMISSION

    def change(
        self,
        op: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[OmpError], None] | None = None,
        *,
        busy: QWidget | None = None,
        undo: Callable[[T], DraftStep | None] | None = None,
    ) -> None:
        """Change the election on a worker; then `done`, and all tabs show it anew.

        `busy` cannot be used meanwhile. `undo` makes the step that takes it back; without one nothing does.
        """
        put_back = make_busy(busy) if busy is not None else None

        def on_done(result: T) -> None:
            self.did.emit(undo(result) if undo is not None else None)
            if done is not None:
                done(result)
            self.changed.emit()

        self.work(op, on_done, failed, settled=put_back)

    def change_draft(
        self,
        election: Election,
        says: Callable[[], str],
        done: Callable[[Election], object] | None = None,
        failed: Callable[[OmpError], None] | None = None,
        *,
        busy: QWidget | None = None,
    ) -> None:
        """Like `change`, for what stands in the election itself; `says` names what was changed.

        Only what differs from `view` is written, so that a change this tab has not been shown yet stays.
        Taking it back restores what is changed now, and leaves what others changed since.
        """
        service, session, before = self.services.elections, self.session, self.view.election
        names = [f.name for f in fields(Election) if getattr(before, f.name) != getattr(election, f.name)]
        new = {name: getattr(election, name) for name in names}
        old = {name: getattr(before, name) for name in names}

        def write(changes: dict[str, Any]) -> Election:
            return service.update_draft(session, replace(service.get(before.id).election, **changes))

        def on_written(written: Election) -> None:
            # What is saved next builds on this one, also before the election is read anew.
            if self.view.election.id == written.id:
                self._view = replace(self.view, election=written)
            if done is not None:
                done(written)

        self.change(
            lambda: write(new),
            on_written,
            failed,
            busy=busy,
            undo=lambda _election: DraftStep(self.key, says, lambda: write(old)),
        )
