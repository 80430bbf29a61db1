"""What every page of the official's window is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class NextPlace:
    """The step that is due, in words, and the key of the page where it is taken."""

    text: str
    page: str


class OfficialPage(Form):
    """One place of the rail: a screen that works for the person signed in, on the chosen election.

    A subclass sets `key` and `icon`, says `title` and `help_text`, and stands in `registry.PAGES`.
    """

    key: ClassVar[str]
    icon: ClassVar[str]
    # Whether the page itself says which step is due.
    says_next_step: ClassVar[bool] = False

    # Something changed that the header or another page shows: state of the polls, elections, queue.
    refresh_needed = Signal()
    # Go on with another election, by its id: the header and all pages follow.
    election_wanted = Signal(str)
    # Go to another page, by its key; "settings/centre" also says which part of it.
    page_wanted = Signal(str)
    # Speak another language in this window, by its code.
    language_wanted = Signal(str)

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Load the page; nothing is read from the store before `entered`."""
        self.services = services
        self._session: Session | None = None
        self._election_id: str | None = None
        super().__init__(parent)

    @property
    def session(self) -> Session:
        """Who is signed in. Raises LookupError before the page was entered."""
        if self._session is None:
            raise LookupError("nobody is signed in")
        return self._session

    @property
    def election_id(self) -> str | None:
        """The chosen election; None while there is none."""
        return self._election_id

    def enter(self, session: Session, election_id: str | None) -> None:
        """Called by the window whenever the page comes into view, another person signs in or another
        election is chosen.
        """
        self._session = session
        self._election_id = election_id
        self.entered(session, election_id)

    def leave(self) -> None:
        """Called by the window when the page goes out of view or the window is locked."""
        self.left()

    def title(self) -> str:
        """The word in the rail."""
        raise NotImplementedError

    def help_text(self) -> str:
        """What one does here, in a few sentences."""
        raise NotImplementedError

    def entered(self, session: Session, election_id: str | None) -> None:
        """Read anew what the page shows. Called again and again: what was typed may stay."""

    def show_part(self, key: str) -> None:
        """Show the part with this key, on a page that has several."""

    def left(self) -> None:
        """Stop what runs only while the page is seen."""

    def locked(self) -> None:
        """Forget what nobody should find who signs in later. Called on every page."""

    def polls_seen(self, view: PollView | None) -> None:
        """The polls of the chosen election as they are now; also while another page is in view."""

    def next_step(self, view: PollView | None) -> NextPlace | None:
        """The step that is due in these polls; None of a page that does not know."""
        del view
        return None

    def refresh(self) -> None:
        """Something that the page shows may have changed elsewhere."""
        if self._session is not None:
            self.entered(self._session, self._election_id)
