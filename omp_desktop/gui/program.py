"""The windows of one data folder: which one stands when, and their end."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop import settings
from omp_desktop.bootstrap import Application
from omp_desktop.domain.access import Role
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.domain.station import Device
from omp_desktop.gui import dialogs, displays, language, tasks, theme
from omp_desktop.gui.booths import booths, pick
from omp_desktop.gui.chooser_facts import chooser_facts
from omp_desktop.gui.displays import Display
from omp_desktop.gui.lock.placing import Placing
from omp_desktop.gui.role_services import candidate_services, official_services
from omp_desktop.gui.start.chooser import ChooserFacts, RoleChooser
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.surroundings import HAND_OVER_MARK, USUAL, Start, Surroundings, Wanted
from omp_desktop.gui.way_in import WayIn
from omp_desktop.scenarios import demonstration
from omp_desktop.settings import BoothSettings

if TYPE_CHECKING:
    from omp_desktop.gui.candidate.window import CandidateWindow
    from omp_desktop.gui.kiosk import KioskWindow
    from omp_desktop.gui.official.window import OfficialWindow
    from omp_desktop.gui.print.printing import Printing

# The windows of the roles are imported when they are opened: the role chooser stands sooner without them.
# ruff: noqa: PLC0415

_log = logging.getLogger(__name__)
WINDOW_SIZE: Final = (1280, 800)
POLLING_PAGE: Final = "polling"
BOOTHS_PAGE: Final = "settings/booths"


class Program(QObject):
    """Opens the data folder and its windows. Lives as long as the program; `quit_asked` ends it."""

    quit_asked = Signal()
    # A window for officials or candidates was made; it stays, even closed.
    window_made = Signal()
    stood = Signal()

    def __init__(self, folder: Path, speak: Lang, wanted: Wanted, surroundings: Surroundings = USUAL) -> None:
        """Nothing is opened before `begin`."""
        super().__init__()
        self._surroundings = surroundings
        self._home = folder
        self._speak: Lang = speak
        self._wanted = wanted
        self.window = StartWindow(speak)
        self.window.language_wanted.connect(self._speak_now)
        # Meanwhile an election was published, or a booth added.
        self.window.came_to_front.connect(self._refresh_chooser)
        self._way = WayIn(
            self.window,
            folder,
            surroundings,
            lambda: self.printing,
            is_demonstration=wanted.demonstration,
        )
        self._way.stands.connect(self._on_stands)
        self._way.set_up.connect(self._on_set_up)
        self._way.station_set_up.connect(lambda: self._on_set_up(BOOTHS_PAGE))
        self._way.quit_asked.connect(self.quit_asked)
        self._chooser: RoleChooser | None = None
        self.official: OfficialWindow | None = None
        self.candidate: CandidateWindow | None = None
        self.kiosks: dict[str, KioskWindow] = {}
        self._printing: Printing | None = None
        self._placing = Placing()
        self._placing.booth_lost.connect(self._on_booth_lost)
        self._placing.desk_lost.connect(self._on_desk_lost)

    def begin(self) -> None:
        """Show the first window: first run in an empty folder, otherwise what was wanted."""
        self.window.resize(*WINDOW_SIZE)
        self._placing.bring(self.window)
        self._way.begin()

    def _on_stands(self) -> None:
        self._show_chooser()
        first, self._wanted = self._wanted, Wanted()
        self.open_window(first.start, first.booth)
        self.stood.emit()

    def _on_set_up(self, page: str | None = None) -> None:
        self._show_chooser()
        self._open_official(page)

    @property
    def printing(self) -> Printing:
        """All that is printed from this program."""
        if self._printing is None:
            from omp_desktop.gui.print.printing import Printing

            self._printing = Printing(self._surroundings.print_system, self)
        return self._printing

    def open_window(self, start: Start, booth: str | None = None) -> None:
        """Open a window, or bring the one that is open to the front. The chooser stays behind them."""
        if start is Start.OFFICIAL:
            self._open_official()
        elif start is Start.CANDIDATE:
            self._open_candidate()
        elif start is Start.KIOSK:
            self._open_kiosk(booth)
        else:
            self._placing.bring(self.window)

    def handed_over(self, words: str) -> None:
        """A second start of the program asked for a window: its name, for a booth with the booth's."""
        start, _, booth = words.partition(HAND_OVER_MARK)
        if start in set(Start) and self._way.application is not None:
            self.open_window(Start(start), booth or None)
        else:
            self.open_window(Start.CHOOSER)

    def break_down(self) -> None:
        """A fault of the program: voters' screens stop, officials are told."""
        for kiosk in self.kiosks.values():
            kiosk.out_of_order()
        self.tell_fault()

    def tell_fault(self) -> None:
        """A fault in a page of officials or candidates: they are told, and voting goes on."""
        self.window.tell_fault(self._in_front())

    def _in_front(self) -> QWidget:
        """Where officials are told something: what they work in, or the chooser."""
        return next((w for w in (self.official, self.candidate) if w and w.isVisible()), self.window)

    def close(self) -> None:
        """End: close all windows and let the store go."""
        self._leave_kiosks()
        for window in (self.official, self.candidate, self.window):
            if window is not None:
                window.blockSignals(True)
        self._close_roles()
        if self._printing is not None:
            self._printing.close()
        self.window.close()
        for window in (self.official, self.candidate):
            if window is not None:
                window.deleteLater()
        self.official = self.candidate = None
        self._way.close()

    def _leave_kiosks(self) -> None:
        for device_id in list(self.kiosks):
            kiosk = self.kiosks.pop(device_id)
            kiosk.leave()
            self._placing.remove(kiosk)
            # What it still says, as a call, finds nobody.
            kiosk.blockSignals(True)
            kiosk.deleteLater()

    def _close_roles(self) -> None:
        """Also a window that would first ask about something unsaved: its store is about to go."""
        if self.official is not None:
            self.official.close()
        if self.candidate is not None:
            self.candidate.leave()

    def _show_chooser(self) -> None:
        chooser = RoleChooser()
        chooser.role_chosen.connect(self._on_role)
        chooser.kiosk_wanted.connect(lambda: self.open_window(Start.KIOSK))
        chooser.start_over_confirmed.connect(self._start_over)
        self._chooser = chooser
        self.window.set_screen(chooser)
        self._refresh_chooser()
        application = self._way.application
        before = application.store.before_upgrade if application is not None else None
        if before is not None and not self._way.is_demonstration:
            chooser.tell_upgraded(before)
        if self._wanted.told is not None:
            self._show_error(self._wanted.told)

    def _refresh_chooser(self) -> None:
        application, chooser = self._way.application, self._chooser
        if application is None or chooser is None:
            return
        shown = demonstration.describe(self._way.folder) if self._way.is_demonstration else None
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
            from omp_desktop.gui.speech.system import system_speaker

            services = official_services(self._way.opened, self._way.cable)
            self.official = OfficialWindow(
                replace(
                    services,
                    printing=self.printing,
                    speaker=self._surroundings.speaker or system_speaker,
                    open_booths=lambda: set(self.kiosks),
                    seen_booths=lambda: {key for key, kiosk in self.kiosks.items() if kiosk.isVisible()},
                )
            )
            self._dress(self.official)
            self.official.language_chosen.connect(self._keep_language)
            # Whoever opens it next may be somebody else.
            self.official.closed.connect(self.official.lock)
            self.official.show_pins(self._shown_pins())
        if page is not None:
            self.official.prefer(page)
        self._placing.bring(self.official)

    def _open_candidate(self) -> None:
        if self.candidate is None:
            from omp_desktop.gui.candidate.window import CandidateWindow

            self.candidate = CandidateWindow(candidate_services(self._way.opened))
            self._dress(self.candidate)
            self.candidate.language_chosen.connect(self._keep_language)
            self.candidate.closed.connect(self.candidate.lock)
            self.candidate.sign_in.show_pins(self._shown_pins())
        self._placing.bring(self.candidate)

    def _open_kiosk(self, booth: str | None = None) -> None:
        application, folder = self._way.opened, self._way.folder

        def read() -> tuple[list[Device], settings.Settings]:
            return booths(application), settings.load(folder).settings

        def show(found: tuple[list[Device], settings.Settings]) -> None:
            devices, known = found
            device = pick(devices, booth, set(self.kiosks))
            if device is None:
                self.window.tell_no_booth()
                return
            self._show_kiosk(application, device, known.booth(device.id))

        tasks.run(read, show, self._show_error, receiver=self.window)

    def _show_kiosk(self, application: Application, device: Device, known: BoothSettings) -> None:
        from omp_desktop.gui.booth_services import booth_services
        from omp_desktop.gui.kiosk import KioskWindow
        from omp_desktop.gui.print.slips import SlipPrinter
        from omp_desktop.gui.speech.system import system_speaker

        at_work = [window for window in (self.official, self.candidate) if window and window.isVisible()]
        screen = self._placing.screen_for(known.screen, desk_used=bool(at_work))
        if screen is None and not self._way.is_demonstration:
            self.window.tell_no_screen(device.name, known.screen)
            return
        services = replace(
            booth_services(application, device.id),
            monotonic=self._surroundings.monotonic,
            slips=SlipPrinter(self.printing, known.printer) if known.printer else None,
            speaker=partial(self._surroundings.speaker or system_speaker, None) if known.spoken else None,
        )
        if known.printer:
            self.printing.forget(known.printer)
        # A demonstration's window is no larger where more dots go on an inch.
        real = None if screen is None or self._way.is_demonstration else displays.of(screen)
        dpi = displays.measured_dpi(known, real)
        kiosk = KioskWindow(services, application.access, name=device.name, speak=self._speak, dpi=dpi)
        kiosk.measured.connect(lambda dpi: self._keep_measured(device.id, dpi, displays.under(kiosk)))
        kiosk.closed.connect(lambda: self._on_kiosk_closed(device.id))
        kiosk.official_called.connect(self._on_official_called)
        kiosk.speech_failed.connect(self._on_trouble)
        kiosk.slip_failed.connect(self._on_trouble)
        kiosk.booth.out_of_order_changed.connect(partial(self._keep_out_of_order, device.id))
        self.kiosks[device.id] = kiosk
        if self._way.is_demonstration:
            # Over the whole screen a newcomer would not see the PIN that leads out again.
            kiosk.open_in_window(*WINDOW_SIZE)
        else:
            kiosk.open_kiosk(screen, out_of_order=known.out_of_order)
            self._placing.add(kiosk, known.screen)
            kiosk.windowHandle().screenChanged.connect(lambda: self._measure_anew(device.id, kiosk))
            if dpi is None:
                self.window.tell_not_measured(device.name)
        self._refresh_chooser()

    def _keep_out_of_order(self, device_id: str, out_of_order: bool) -> None:
        """For the next start: a booth does not come back into use by being switched off and on."""
        folder = self._way.folder
        tasks.run(
            lambda: settings.change_booth(folder, device_id, out_of_order=out_of_order),
            lambda _known: None,
            self._show_error,
            receiver=self.window,
        )

    def _keep_measured(self, device_id: str, dpi: float, display: Display) -> None:
        folder, mark = self._way.folder, display.mark
        tasks.run(
            lambda: settings.change_booth(folder, device_id, dpi=dpi, measured=mark),
            lambda _known: None,
            self._show_error,
            receiver=self.window,
        )

    def _measure_anew(self, device_id: str, kiosk: KioskWindow) -> None:
        """It stands on another screen now, where a millimetre may be larger."""
        folder = self._way.folder
        tasks.run(
            lambda: settings.load(folder).settings.booth(device_id),
            lambda known: kiosk.use_dpi(displays.measured_dpi(known, displays.under(kiosk))),
            self._show_error,
            receiver=kiosk,
        )

    def _on_kiosk_closed(self, device_id: str) -> None:
        kiosk = self.kiosks.pop(device_id, None)
        if kiosk is None:
            return
        self._placing.remove(kiosk)
        kiosk.deleteLater()
        self._refresh_chooser()
        self.open_window(Start.CHOOSER)

    def _on_booth_lost(self, booth: str) -> None:
        self.window.tell_screen_lost(booth, self._in_front())

    def _on_desk_lost(self, window: QWidget) -> None:
        """Whoever ends the voter's screen may be somebody else than who worked in this window before."""
        for role in (self.official, self.candidate):
            if role is window and role is not None:
                role.lock()

    def _on_official_called(self, booth: str) -> None:
        """In the official's window, where somebody is, also while it is locked; otherwise on the chooser."""
        if self.official is not None:
            self.official.call_official(booth)
            # The voter who called, or whoever helps, goes on typing where they are.
            self._placing.bring(self.official, quietly=bool(self.kiosks))
        else:
            self.window.tell_call(booth)

    def _on_trouble(self, booth: str, error: OmpError) -> None:
        """Something beside a booth does not work; votes are recorded all the same."""
        if self.official is not None:
            self.official.tell_trouble(booth, error)
        else:
            self.window.tell_trouble(booth, error)

    def _start_over(self) -> None:
        """Throw the demonstration away and make it anew."""
        self._leave_kiosks()
        self._close_roles()
        for window in (self.official, self.candidate):
            if window is not None:
                window.deleteLater()
        self.official = self.candidate = None
        self._way.start_over()

    def _show_error(self, error: OmpError) -> None:
        dialogs.show_error(self.window, error)

    def _dress(self, window: QWidget) -> None:
        theme.dress(window)
        language.set_language(window, self._speak)
        window.resize(*WINDOW_SIZE)
        self.window_made.emit()

    def _speak_now(self, chosen: str) -> None:
        self._keep_language(chosen)
        for window in (self.window, self.official, self.candidate):
            if window is not None:
                language.set_language(window, self._speak)

    def _keep_language(self, chosen: str) -> None:
        self._speak = "en" if chosen == "en" else "ko"
        try:
            settings.save_language(self._home, self._speak)
        except OmpError:
            # The windows already speak it; only the next start will not.
            _log.warning("The language could not be saved")

    def _shown_pins(self) -> dict[str, str]:
        """PINs by name: a demonstration's only."""
        if not self._way.is_demonstration:
            return {}
        return {account.name: account.pin for account in demonstration.describe(self._way.folder).accounts}
