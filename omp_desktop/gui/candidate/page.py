"""What every page of the candidate's window is."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.candidate.services import CandidateServices
from omp_desktop.gui.candidate.situation import Situation
from omp_desktop.gui.forms import Form
from omp_desktop.services.session import Session


class CandidatePage(Form):
    """One place of the rail, for the candidate signed in. The window reads, the page shows.

    A subclass sets `key` and `icon`, and says `title` and `help_text`.
    """

    key: ClassVar[str]
    icon: ClassVar[str]

    # The page read the situation anew after a change of its own: the window and other pages follow.
    situation_read = Signal(object)

    def __init__(self, services: CandidateServices, parent: QWidget | None = None) -> None:
        """Load the page; it shows nothing before `show_situation`."""
        self.services = services
        self._session: Session | None = None
        self._situation: Situation | None = None
        super().__init__(parent)

    @property
    def session(self) -> Session:
        """Who is signed in. Raises LookupError before anybody was."""
        if self._session is None:
            raise LookupError("nobody is signed in")
        return self._session

    def show_situation(self, session: Session, situation: Situation) -> None:
        """Show how things stand. Called again and again: what was typed stays for its author."""
        self._session, self._situation = session, situation
        self.situation_changed(situation)

    def title(self) -> str:
        """The word in the rail."""
        raise NotImplementedError

    def help_text(self) -> str:
        """What one does here, in a few sentences."""
        raise NotImplementedError

    def situation_changed(self, situation: Situation) -> None:
        """Show another situation."""

    def entered(self) -> None:
        """The page came into view."""

    def ask_before_leaving(self, then: Callable[[], object]) -> None:
        """Call `then` once nothing unsaved would be lost; perhaps never."""
        then()
