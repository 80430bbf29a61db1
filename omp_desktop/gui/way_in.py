"""The way to an open store in which somebody can sign in: the screens on it, and what may go wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Signal

from omp_desktop.bootstrap import (
    Application,
    keys_folder,
    open_application,
    restore_application,
    take_over,
)
from omp_desktop.domain.access import check_password
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.start.first_run import CandidateStart, FirstRun, KeysPassphrase, Opening, StartTrouble
from omp_desktop.gui.start.set_up import SetUp
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.surroundings import Surroundings
from omp_desktop.scenarios import demonstration
from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre
from omp_desktop.services import key_errors
from omp_desktop.services.secrets import PassphraseSecrets
from omp_desktop.store.errors import NotAStore, StoreDamaged, StoreFailed, StoreKeyWrong, StoreNewer
from omp_desktop.store.mirror_state import MirrorState, kept_place
from omp_desktop.store.opening import store_file
from omp_desktop.store.second_copy import second_copy

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing

T = TypeVar("T")

# After these one can go on with the copy of the second medium, where there is one.
_STORE_LOST: Final = (StoreDamaged, StoreKeyWrong, NotAStore, StoreFailed)


class WayIn(QObject):
    """Shows its screens in the start window, one after the other, and keeps what it opened.

    `folder` is the one in use, `application` what was opened in it, `cable` a demonstration's centre.
    """

    # A store is open, and somebody can sign in.
    stands = Signal()
    # The same, after a first account was made: whoever made it goes on as an official.
    set_up = Signal()
    # The same, at a polling station, whose booths have to be set up next.
    station_set_up = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        window: StartWindow,
        home: Path,
        surroundings: Surroundings,
        printing: Callable[[], Printing],
        *,
        is_demonstration: bool,
    ) -> None:
        """Nothing is opened before `begin`."""
        super().__init__()
        self._window = window
        self._home = home
        self._surroundings = surroundings
        self._printing = printing
        self._restored = False
        self._station = False
        self._steps: SetUp | None = None
        self.folder = home
        self.is_demonstration = is_demonstration
        self.application: Application | None = None
        self.cable: DemonstrationCentre | None = None

    @property
    def opened(self) -> Application:
        """What is open. Raises RuntimeError before."""
        if self.application is None:
            raise RuntimeError("no data folder is open")
        return self.application

    def begin(self) -> None:
        """First run in an empty folder, otherwise the store that is there."""
        if self.is_demonstration:
            self._open_demonstration()
        elif self._was_used():
            self._open()
        else:
            self._first_run()

    def start_over(self) -> None:
        """Throw the demonstration away and make it anew."""
        application, folder = self.opened, self.folder
        centre, self.cable = self.cable, None
        self.application = None

        def anew() -> Application:
            # On the store's worker, so after everything that was asked of it before.
            if centre is not None:
                centre.close()
            application.close()
            demonstration.start_over(folder)
            return self._surroundings.open_demonstration(folder)

        self._do(anew, self._on_opened)

    def close(self) -> None:
        """Let the store go, and a demonstration's centre."""
        if self.cable is not None:
            self.cable.close()
            self.cable = None
        if self.application is not None:
            self.application.close()
            self.application = None

    def _was_used(self) -> bool:
        """Also where the store itself has gone missing: the keys or the second medium still tell."""
        folder = self.folder
        keys = PassphraseSecrets.exists(keys_folder(folder))
        return store_file(folder).exists() or keys or kept_place(folder) is not None

    def _first_run(self) -> None:
        screen = FirstRun(self.folder)
        screen.demonstration_chosen.connect(self._choose_demonstration)
        screen.set_up_chosen.connect(self._open)
        screen.station_chosen.connect(self._choose_station)
        screen.candidate_chosen.connect(self._show_candidates)
        screen.restore_chosen.connect(self._ask_backup)
        self._window.set_screen(screen)

    def _show_candidates(self) -> None:
        screen = CandidateStart()
        screen.demonstration_chosen.connect(self._choose_demonstration)
        screen.back_asked.connect(self._first_run)
        self._window.set_screen(screen)

    def _ask_backup(self) -> None:
        from omp_desktop.gui.start.restore import RestoreStart  # noqa: PLC0415 - seldom needed

        screen = RestoreStart()
        screen.wanted.connect(lambda backup, key: self._restore(_Restoring(backup, key, screen.refuse)))
        screen.back_asked.connect(self._first_run)
        self._window.set_screen(screen)

    def _restore(self, wanted: _Restoring, keys: Callable[[], PassphraseSecrets] | None = None) -> None:
        """`keys` makes those under a pass-phrase, where the key store is no help."""
        folder = self.folder

        def failed(error: OmpError) -> None:
            if keys is None and isinstance(error, key_errors.WITHOUT_KEY_STORE):
                self._ask_passphrase_for(wanted, error)
            else:
                wanted.refused(error)

        job = tasks.run_long(
            lambda progress: restore_application(
                folder,
                wanted.backup,
                wanted.key,
                secrets=None if keys is None else keys(),
                progress=progress.report,
                cancelled=progress.is_cancelled,
            ),
            self._on_restored,
            failed,
            receiver=self._window,
            settled=self._ask_again,
        )
        dialogs.show_progress(self._window, self._window.restoring_words(), job)

    def _ask_again(self) -> None:
        """Somebody may have stopped it: then it can be tried again."""
        shown = self._window.shown
        if isinstance(shown, KeysPassphrase):
            shown.useButton.setEnabled(True)

    def _ask_passphrase_for(self, wanted: _Restoring, trouble: OmpError) -> None:
        keys = keys_folder(self.folder)
        screen = KeysPassphrase(trouble)
        again = replace(wanted, refused=screen.refuse)
        screen.passphrase_given.connect(
            lambda passphrase: self._restore(again, partial(_kept_keys, keys, passphrase))
        )
        screen.retry_asked.connect(lambda: self._restore(again))
        screen.back_asked.connect(self._ask_backup)
        self._window.set_screen(screen)

    def _on_restored(self, application: Application) -> None:
        self._restored = True
        self._on_opened(application)

    def _choose_station(self) -> None:
        self._station = True
        self._open()

    def _choose_demonstration(self) -> None:
        self.is_demonstration = True
        self.folder = self._home / demonstration.FOLDER
        self._open_demonstration()

    def _open_demonstration(self) -> None:
        self._do(lambda: self._surroundings.open_demonstration(self.folder), self._on_opened)

    def _make_demonstration_anew(self) -> None:
        folder = self.folder

        def anew() -> Application:
            demonstration.start_over(folder)
            return self._surroundings.open_demonstration(folder)

        self._do(anew, self._on_opened)

    def _open(self) -> None:
        self._do(lambda: self._surroundings.open_folder(self.folder), self._on_opened)

    def _open_with(self, keys: Callable[[], PassphraseSecrets]) -> None:
        screen = self._window.shown

        def failed(error: OmpError) -> None:
            if isinstance(error, _STORE_LOST):
                self._look_for_copy(error, keys)
            elif isinstance(screen, KeysPassphrase):
                screen.refuse(error)

        folder = self.folder
        tasks.run(
            lambda: open_application(folder, secrets=keys()), self._on_opened, failed, receiver=self._window
        )

    def _do(self, op: Callable[[], T], done: Callable[[T], None]) -> None:
        self._window.set_screen(Opening())
        tasks.run(op, done, self._on_trouble, receiver=self._window)

    def _on_trouble(self, error: OmpError) -> None:
        if isinstance(error, key_errors.KeysPassphraseNeeded):
            self._ask_passphrase(None)
        elif isinstance(error, key_errors.WITHOUT_KEY_STORE) and not store_file(self.folder).exists():
            self._ask_passphrase(error)
        elif isinstance(error, _STORE_LOST):
            self._look_for_copy(error, None)
        else:
            self._show_trouble(error)

    def _look_for_copy(self, error: OmpError, keys: Callable[[], PassphraseSecrets] | None) -> None:
        """`keys` unlocks those under a pass-phrase."""
        folder = self.folder
        tasks.run(
            lambda: second_copy(folder),
            lambda copy: self._show_trouble(error, copy, keys),
            self._show_error,
            lane=tasks.POOL,
            receiver=self._window,
        )

    def _show_trouble(
        self,
        error: OmpError,
        copy: MirrorState | None = None,
        keys: Callable[[], PassphraseSecrets] | None = None,
    ) -> None:
        screen = StartTrouble(error, copy)
        folder = self.folder
        screen.retry_asked.connect(self._open_demonstration if self.is_demonstration else self._open)
        screen.close_asked.connect(self.quit_asked)
        if isinstance(error, StoreNewer):
            screen.end_here()
            screen.offer_demonstration(anew=self.is_demonstration)
            screen.demonstration_chosen.connect(
                self._make_demonstration_anew if self.is_demonstration else self._choose_demonstration
            )
        screen.take_over_asked.connect(
            lambda: self._do(
                lambda: take_over(folder, secrets=None if keys is None else keys()), self._on_opened
            )
        )
        self._window.set_screen(screen)

    def _show_error(self, error: OmpError) -> None:
        dialogs.show_error(self._window, error)

    def _ask_passphrase(self, trouble: OmpError | None) -> None:
        """Unlock the key files, or make them where the key store is no help."""
        keys = keys_folder(self.folder)
        screen = KeysPassphrase(trouble)
        make = trouble is not None

        def given(passphrase: str) -> None:
            if make:
                self._open_with(partial(_new_keys, keys, passphrase))
            else:
                self._open_with(partial(PassphraseSecrets.unlock, keys, passphrase))

        screen.passphrase_given.connect(given)
        screen.retry_asked.connect(self._open)
        screen.back_asked.connect(self._first_run)
        self._window.set_screen(screen)

    def _on_opened(self, application: Application) -> None:
        self.application = application
        application.sync.start()
        if self.is_demonstration and self._surroundings.centre_of is not None:
            centre = self.cable = self._surroundings.centre_of(self.folder)
            # Beside everything else: the demonstration can be used meanwhile, as a station can.
            tasks.run(
                partial(centre.start, application),
                lambda _nothing: application.sync.wake(),
                self._show_error,
                lane=tasks.POOL,
                receiver=self._window,
            )
        tasks.run(
            lambda: bool(application.access.accounts()),
            self._on_people,
            self._on_trouble,
            receiver=self._window,
        )

    def _on_people(self, somebody: bool) -> None:
        if somebody:
            self.stands.emit()
            if self._restored:
                self._window.tell_restored()
        else:
            self._go_through_set_up()

    def _go_through_set_up(self) -> None:
        steps = self._steps = SetUp(self._window, self.opened, self._printing, station=self._station)
        steps.finished.connect(self.station_set_up if self._station else self.set_up)
        steps.left.connect(self._leave_empty)
        steps.begin()

    def _leave_empty(self) -> None:
        self._station = False
        self._steps = None
        self.close()
        self._first_run()


@dataclass(frozen=True, slots=True)
class _Restoring:
    """A backup and its key; `refused` says on the screen what is wrong."""

    backup: Path
    key: str = field(repr=False)
    refused: Callable[[OmpError], object] = field(repr=False)


def _kept_keys(keys: Path, passphrase: str) -> PassphraseSecrets:
    """Those that an earlier try made, or new ones."""
    if PassphraseSecrets.exists(keys):
        return PassphraseSecrets.unlock(keys, passphrase)
    return _new_keys(keys, passphrase)


def _new_keys(keys: Path, passphrase: str) -> PassphraseSecrets:
    check_password(passphrase)
    return PassphraseSecrets.create(keys, passphrase)
