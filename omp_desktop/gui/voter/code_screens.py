"""The two screens off the way of a vote: looking a code up, and seeing the own vote again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import tasks
from omp_desktop.gui.voter.booth_sheets import BoothSheets
from omp_desktop.gui.voter.look_up import LookUpScreen
from omp_desktop.gui.voter.opened import OpenedSheet
from omp_desktop.gui.voter.own_vote import OwnVoteScreen
from omp_desktop.services.own_vote import OwnVoteService
from omp_desktop.services.session import Session
from omp_desktop.services.voting import Inclusion, ShownContest

OWN_VOTE_SECONDS = 30


class CodeScreens:
    """Makes the screens on which a code is entered, and shows what comes of it."""

    def __init__(
        self, sheets: BoothSheets, look_up: Callable[[str], Inclusion], own_vote: OwnVoteService
    ) -> None:
        """Begin with no official.

        Args:
            sheets: where an opened ballot is shown.
            look_up: looks a confirmation code up; runs on the worker for casting, like what is next.
            own_vote: shows the own vote.
        """
        self._sheets, self._look_up, self._own_vote = sheets, look_up, own_vote
        self._official: Session | None = None

    def let_in(self, official: Session) -> None:
        """The official who has entered the PIN for the next check."""
        self._official = official

    def forget(self) -> None:
        """No official has let anybody in."""
        self._official = None

    def look_up(self, parent: QWidget, done: Callable[[], object]) -> LookUpScreen:
        """The screen that tells what became of a ballot; `done` leads back to the start."""
        screen = LookUpScreen(parent)
        screen.backed.connect(done)
        screen.asked.connect(lambda code: self._find(screen, code))
        return screen

    def own_vote(self, parent: QWidget, done: Callable[[], object]) -> OwnVoteScreen:
        """The screen that shows the own vote, once."""
        screen = OwnVoteScreen(parent)
        screen.backed.connect(done)
        screen.asked.connect(lambda code, receipt: self._check(screen, (code, receipt), done))
        return screen

    def _find(self, screen: LookUpScreen, code: str) -> None:
        look_up = self._look_up

        def on_found(inclusion: Inclusion) -> None:
            screen.show_inclusion(inclusion)
            if inclusion.contests:
                self._show(OpenedSheet(inclusion.contests, parent=screen))

        tasks.run(lambda: look_up(code), on_found, screen.show_failure, lane=tasks.CAST, receiver=screen)

    def _check(self, screen: OwnVoteScreen, entered: tuple[str, str], done: Callable[[], object]) -> None:
        service, official = self._own_vote, self._official
        if official is None:  # the booth went back to its start in the meantime
            done()
            return

        def on_found(contests: tuple[ShownContest, ...]) -> None:
            self._show(OpenedSheet(contests, seconds=OWN_VOTE_SECONDS, parent=screen), done)

        def on_failed(error: OmpError) -> None:
            self._sheets.ask(screen.refusal(error))
            screen.begin_again()

        tasks.run(
            lambda: service.check(official, *entered), on_found, on_failed, lane=tasks.CAST, receiver=screen
        )

    def _show(self, content: OpenedSheet, closed: Callable[[], object] | None = None) -> None:
        sheet = self._sheets.show_tall(content, content.titleLabel.text())
        content.closed.connect(sheet.close_sheet)
        if closed is not None:
            sheet.closed.connect(closed)
        content.closeButton.setFocus()
