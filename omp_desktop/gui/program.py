"""The windows of one data folder: which one stands when, and what happens when something goes wrong."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop import settings
from omp_desktop.bootstrap import Application, keys_folder, open_application
from omp_desktop.domain.access import Role, check_password
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.domain.station import Device
from omp_desktop.gui import dialogs, language, tasks, theme
from omp_desktop.gui.booths import booths, pick
from omp_desktop.gui.chooser_facts import chooser_facts
from omp_desktop.gui.role_services import candidate_services, official_services
from omp_desktop.gui.start.chooser import ChooserFacts, RoleChooser
from omp_desktop.gui.start.first_run import FirstAccount, FirstRun, KeysPassphrase, Opening, StartTrouble
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.scenarios import demonstration
from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre
from omp_desktop.services import key_errors
from omp_desktop.services.secrets import PassphraseSecrets
from omp_desktop.services.session import Session
from omp_desktop.store.opening import store_file

if TYPE_CHECKING:
    from omp_desktop.gui.candidate.window import CandidateWindow
    from omp_desktop.gui.kiosk import KioskWindow
    from omp_desktop.gui.official.window import OfficialWindow

# The windows of the roles are imported when they are opened: the role chooser stands sooner without them.
# ruff: noqa: PLC0415

_log = logging.getLogger(__name__)
T = TypeVar("T")
WINDOW_SIZE: Final = (1280, 800)
POLLING_PAGE: Final = "polling"
HAND_OVER_MARK: Final = ":"

# With these the keys can be kept in files under a pass-phrase instead.
_WITHOUT_KEY_STORE: Final = (
    key_errors.KeyStoreAbsent,
    key_errors.KeyStoreLocked,
    key_errors.KeyStoreHangs,
    key_errors.KeyStoreUnsafe,
    key_errors.KeyStoreRefused,
    key_errors.KeyStoreFailed,
)


class Start(StrEnum):
    """The window that a start opens."""

    CHOOSER = "chooser"
    OFFICIAL = "official"
    CANDIDATE = "candidate"
    KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for at the start. `booth` names a kiosk; `demonstration`: the folder is one."""

    start: Start = Start.CHOOSER
    booth: str | None = None
    demonstration: bool = False

    def words(self) -> str:
        """What a second start hands over to the first."""
        return f"{self.start}{HAND_OVER_MARK}{self.booth}" if self.booth else str(self.start)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the program gets from outside; others stand in for it only where pictures are taken.

    `monotonic`: seconds of a clock that never goes back, by which a booth notices that nobody touches it.
    `centre_of` makes the centre of a demonstration in this folder; None: demonstrations work alone.
    """

    open_folder: Callable[[Path], Application] = open_application
    open_demonstration: Callable[[Path], Application] = demonstration.open_demonstration
    monotonic: Callable[[], float] = time.monotonic
    centre_of: Callable[[Path], DemonstrationCentre] | None = None


USUAL: Final = Surroundings()


class Program(QObject):
    """Opens the data folder and its windows. Lives as long as the program; `quit_asked` ends it."""

    quit_asked = Signal()
    stood = Signal()

    def __init__(self, folder: Path, speak: Lang, wanted: Wanted, surroundings: Surroundings = USUAL) -> None:
        """Nothing is opened before `begin`."""
        super().__init__()
        self._surroundings = surroundings
        self._home = folder
        self._folder = folder
        self._speak: Lang = speak
        self._wanted = wanted
        self._demonstration = wanted.demonstration
        self._station = False
        self._application: Application | None = None
        self._cable: DemonstrationCentre | None = None
        self.window = StartWindow(speak)
        self.window.language_wanted.connect(self._speak_now)
        self._chooser: RoleChooser | None = None
        self.official: OfficialWindow | None = None
        self.candidate: CandidateWindow | None = None
        self.kiosks: dict[str, KioskWindow] = {}

    # The way to an open store -------------------------------------------------------------------------

    def begin(self) -> None:
        """Show the first window: first run in an empty folder, otherwise what was wanted."""
        self.window.resize(*WINDOW_SIZE)
        self.window.show()
        if self._demonstration:
            self._open_demonstration()
        elif store_file(self._folder).exists() or PassphraseSecrets.exists(keys_folder(self._folder)):
            self._open()
        else:
            self._first_run()

    def _first_run(self) -> None:
        screen = FirstRun(self._folder)
        screen.demonstration_chosen.connect(self._choose_demonstration)
        screen.set_up_chosen.connect(self._open)
        screen.station_chosen.connect(self._choose_station)
        self.window.set_screen(screen)

    def _choose_station(self) -> None:
        self._station = True
        self._open()

    def _choose_demonstration(self) -> None:
        self._demonstration = True
        self._folder = self._home / demonstration.FOLDER
        self._open_demonstration()

    def _open_demonstration(self) -> None:
        self._do(lambda: self._surroundings.open_demonstration(self._folder), self._on_opened)

    def _open(self) -> None:
        self._do(lambda: self._surroundings.open_folder(self._folder), self._on_opened)

    def _open_with(self, keys: Callable[[], PassphraseSecrets]) -> None:
        screen = self.window.shown

        def failed(error: OmpError) -> None:
            if isinstance(screen, KeysPassphrase):
                screen.refuse(error)

        folder = self._folder
        tasks.run(
            lambda: open_application(folder, secrets=keys()), self._on_opened, failed, receiver=self.window
        )

    def _do(self, op: Callable[[], T], done: Callable[[T], None]) -> None:
        self.window.set_screen(Opening())
        tasks.run(op, done, self._on_trouble, receiver=self.window)

    def _on_trouble(self, error: OmpError) -> None:
        if isinstance(error, key_errors.KeysPassphraseNeeded):
            self._ask_passphrase(None)
        elif isinstance(error, _WITHOUT_KEY_STORE) and not store_file(self._folder).exists():
            self._ask_passphrase(error)
        else:
            screen = StartTrouble(error)
            screen.retry_asked.connect(self._open_demonstration if self._demonstration else self._open)
            screen.close_asked.connect(self.quit_asked)
            self.window.set_screen(screen)

    def _ask_passphrase(self, trouble: OmpError | None) -> None:
        """Unlock the key files, or make them where the key store is no help."""
        keys = keys_folder(self._folder)
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
        self.window.set_screen(screen)

    def _on_opened(self, application: Application) -> None:
        self._application = application
        application.sync.start()
        if self._demonstration and self._surroundings.centre_of is not None:
            centre = self._cable = self._surroundings.centre_of(self._folder)
            # Beside everything else: the demonstration can be used meanwhile, as a station can.
            tasks.run(
                partial(centre.start, application),
                lambda _nothing: application.sync.wake(),
                self._show_error,
                lane=tasks.POOL,
                receiver=self.window,
            )
        tasks.run(
            lambda: bool(application.access.accounts()),
            self._on_people,
            self._on_trouble,
            receiver=self.window,
        )

    def _on_people(self, somebody: bool) -> None:
        if not somebody:
            self._ask_first_account()
            return
        self._show_chooser()
        first, self._wanted = self._wanted, Wanted(demonstration=self._demonstration)
        self.open_window(first.start, first.booth)
        self.stood.emit()

    def _ask_first_account(self) -> None:
        screen = FirstAccount(station=self._station)

        def wanted(name: str, pin: str) -> None:
            access = self._opened().access

            def create() -> Session:
                return access.sign_in(access.first_account(name, Role.COMMISSION, pin).id, pin)

            tasks.run(
                create,
                lambda session: self._on_first_account(screen, session),
                screen.refuse,
                receiver=screen,
            )

        screen.wanted.connect(wanted)
        screen.back_asked.connect(self._leave_empty)
        self.window.set_screen(screen)

    def _on_first_account(self, screen: FirstAccount, session: Session) -> None:
        screen.forget()
        if self._station:
            self._enrol(session)
        else:
            self._go_to_official()

    def _enrol(self, session: Session) -> None:
        from omp_desktop.gui.start.station_start import StationStart

        application = self._opened()
        screen = StationStart(application.centre, application.packages, session)
        screen.done.connect(self._go_to_official)
        self.window.set_screen(screen)
        screen.begin()

    def _go_to_official(self) -> None:
        self._show_chooser()
        self.open_window(Start.OFFICIAL)

    def _leave_empty(self) -> None:
        self._station = False
        self._close_application()
        self._first_run()

    # The windows --------------------------------------------------------------------------------------

    def open_window(self, start: Start, booth: str | None = None) -> None:
        """Open a window, or bring the one that is open to the front. The chooser stays behind them."""
        if start is Start.OFFICIAL:
            self._open_official()
        elif start is Start.CANDIDATE:
            self._open_candidate()
        elif start is Start.KIOSK:
            self._open_kiosk(booth)
        else:
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def handed_over(self, words: str) -> None:
        """A second start of the program asked for a window: its name, for a booth with the booth's."""
        start, _, booth = words.partition(HAND_OVER_MARK)
        if start in set(Start) and self._application is not None:
            self.open_window(Start(start), booth or None)
        else:
            self.open_window(Start.CHOOSER)

    def break_down(self) -> None:
        """A fault of the program: voters' screens stop, officials are told."""
        for kiosk in self.kiosks.values():
            kiosk.out_of_order()
        top = next((w for w in (self.official, self.candidate, self.window) if w and w.isVisible()), None)
        if top is not None:
            self.window.tell_fault(top)

    def close(self) -> None:
        """End: close all windows and let the store go."""
        for device_id in list(self.kiosks):
            self.kiosks.pop(device_id).leave()
        for window in (self.official, self.candidate, self.window):
            if window is not None:
                window.blockSignals(True)
                window.close()
        self._close_application()

    def _show_chooser(self) -> None:
        chooser = RoleChooser()
        chooser.role_chosen.connect(self._on_role)
        chooser.kiosk_wanted.connect(lambda: self.open_window(Start.KIOSK))
        chooser.start_over_confirmed.connect(self._start_over)
        self._chooser = chooser
        self.window.set_screen(chooser)
        self._refresh_chooser()

    def _refresh_chooser(self) -> None:
        application, chooser = self._application, self._chooser
        if application is None or chooser is None:
            return
        shown = demonstration.describe(self._folder) if self._demonstration else None
        opened = set(self.kiosks)

        def read() -> ChooserFacts:
            return chooser_facts(application, shown, opened)

        tasks.run(read, chooser.show_facts, chooser.show_error, receiver=chooser)

    def _on_role(self, role: str) -> None:
        if role == Role.CANDIDATE:
            self._open_candidate()
        else:
            self._open_official(POLLING_PAGE if role == Role.MANAGER else None)

    def _open_official(self, page: str | None = None) -> None:
        if self.official is None:
            from omp_desktop.gui.official.window import OfficialWindow

            self.official = OfficialWindow(official_services(self._opened(), self._cable))
            self._dress(self.official)
            self.official.language_chosen.connect(self._keep_language)
            self.official.show_pins(self._shown_pins())
        if page is not None:
            self.official.prefer(page)
        _bring(self.official)

    def _open_candidate(self) -> None:
        if self.candidate is None:
            from omp_desktop.gui.candidate.window import CandidateWindow

            self.candidate = CandidateWindow(candidate_services(self._opened()))
            self._dress(self.candidate)
            self.candidate.language_chosen.connect(self._keep_language)
            self.candidate.sign_in.show_pins(self._shown_pins())
        _bring(self.candidate)

    def _open_kiosk(self, booth: str | None = None) -> None:
        application = self._opened()

        def show(found: list[Device]) -> None:
            device = pick(found, booth, set(self.kiosks))
            if device is None:
                self.window.tell_no_booth()
                return
            self._show_kiosk(application, device)

        tasks.run(lambda: booths(application), show, self._show_error, receiver=self.window)

    def _show_kiosk(self, application: Application, device: Device) -> None:
        from omp_desktop.gui.booth_services import booth_services
        from omp_desktop.gui.kiosk import KioskWindow

        services = replace(booth_services(application, device.id), monotonic=self._surroundings.monotonic)

        kiosk = KioskWindow(services, application.access, name=device.name, speak=self._speak)
        kiosk.closed.connect(lambda: self._on_kiosk_closed(device.id))
        kiosk.official_called.connect(self._on_official_called)
        self.kiosks[device.id] = kiosk
        if self._demonstration:
            # Over the whole screen a newcomer would not see the PIN that leads out again.
            kiosk.open_in_window(*WINDOW_SIZE)
        else:
            kiosk.open_kiosk()
        self._refresh_chooser()

    def _on_kiosk_closed(self, device_id: str) -> None:
        kiosk = self.kiosks.pop(device_id, None)
        if kiosk is None:
            return
        kiosk.deleteLater()
        self._refresh_chooser()
        self.open_window(Start.CHOOSER)

    def _on_official_called(self, booth: str) -> None:
        """In the official's window, where somebody is, also while it is locked; otherwise on the chooser."""
        if self.official is not None:
            self.official.call_official(booth)
            _bring(self.official)
        else:
            self.window.tell_call(booth)

    def _start_over(self) -> None:
        """Throw the demonstration away and make it anew."""
        for device_id in list(self.kiosks):
            self.kiosks.pop(device_id).leave()
        for window in (self.official, self.candidate):
            if window is not None:
                window.close()
                window.deleteLater()
        self.official = self.candidate = None
        application, folder = self._opened(), self._folder
        centre, self._cable = self._cable, None
        self._application = None

        def anew() -> Application:
            # On the store's worker, so after everything that was asked of it before.
            if centre is not None:
                centre.close()
            application.close()
            demonstration.start_over(folder)
            return self._surroundings.open_demonstration(folder)

        self._do(anew, self._on_opened)

    def _show_error(self, error: OmpError) -> None:
        dialogs.show_error(self.window, error)

    def _dress(self, window: QWidget) -> None:
        theme.dress(window)
        language.set_language(window, self._speak)
        window.resize(*WINDOW_SIZE)

    def _speak_now(self, chosen: str) -> None:
        self._keep_language(chosen)
        for window in (self.window, self.official, self.candidate):
            if window is not None:
                language.set_language(window, self._speak)

    def _keep_language(self, chosen: str) -> None:
        self._speak = "en" if chosen == "en" else "ko"
        try:
            settings.save(self._home, settings.Settings(language=self._speak))
        except OmpError:
            # The windows already speak it; only the next start will not.
            _log.warning("The language could not be saved")

    def _shown_pins(self) -> dict[str, str]:
        """PINs by name: a demonstration's only."""
        if not self._demonstration:
            return {}
        return {account.name: account.pin for account in demonstration.describe(self._folder).accounts}

    def _opened(self) -> Application:
        if self._application is None:
            raise RuntimeError("no data folder is open")
        return self._application

    def _close_application(self) -> None:
        if self._cable is not None:
            self._cable.close()
            self._cable = None
        if self._application is not None:
            self._application.close()
            self._application = None


def _new_keys(keys: Path, passphrase: str) -> PassphraseSecrets:
    check_password(passphrase)
    return PassphraseSecrets.create(keys, passphrase)


def _bring(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
