"""The official's window: signing in, the rail, the header, and the pages of the registry."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta, tzinfo
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omp_desktop.domain.access import Role
from omp_desktop.domain.clock import Reading
from omp_desktop.domain.election import Election
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language, theme
from omp_desktop.gui.announce import announce
from omp_desktop.gui.bridge import StatusBridge
from omp_desktop.gui.help import part_in_view, show_help
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.election_chooser import ElectionChooser
from omp_desktop.gui.official.idle import IdleWatch
from omp_desktop.gui.official.medium_banner import MediumBanner
from omp_desktop.gui.official.overview import Overview, most_urgent, read_overview
from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.paper_roll_watch import PaperRollWatch
from omp_desktop.gui.official.registry import PAGES
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.sign_in import SignInScreen
from omp_desktop.gui.official.stacks import show_page
from omp_desktop.gui.official.step_beside import StepBeside
from omp_desktop.gui.official.words import QUALITY_LOOKS, STATE_LOOKS, clock_time, sentence_case, zone
from omp_desktop.gui.sending_words import SendingWords
from omp_desktop.gui.tasks import Job
from omp_desktop.gui.widgets import Banner, HeaderBar, Page, Rail, RailEntry, Sheet
from omp_desktop.services.session import Session

IDLE_MINUTES: Final = 10
CONTENT_MOST: Final = 1440 + 2 * 32  # content and the page's own margins
LEAST_SIZE: Final = QSize(1280, 720)
_TICK_MS = 1000
_READ_EVERY = 5  # ticks


class OfficialWindow(SendingWords):
    """Frame of everything the officials do. Nothing of it is seen before somebody signed in."""

    ui = ("official", "window.ui")
    language_chosen = Signal(str)
    closed = Signal()

    callBanner: Banner
    screens: QStackedWidget
    signInHost: Page
    frameScreen: Page
    rail: Rail
    header: HeaderBar
    pageStack: QWidget

    def __init__(
        self,
        services: OfficialServices,
        pages: Sequence[type[OfficialPage]] = PAGES,
        parent: QWidget | None = None,
    ) -> None:
        """Make all pages; each reads from the store only when it is entered."""
        self._services = services
        self._overview: Overview | None = None
        self._overview_at = 0.0
        self._reading_overview: Job | None = None
        self._session: Session | None = None
        self._election_id: str | None = None
        self._preferred = ""
        self._pages: dict[str, OfficialPage] = {}
        self._calls: list[str] = []
        self._troubles: dict[str, OmpError] = {}
        super().__init__(parent)
        self._sending = StatusBridge(services.sync.board, self)
        self.setMinimumSize(LEAST_SIZE)
        self.media = MediumBanner(services.mirror, lambda: self._session, self)
        self.media.stand_above(self.screens)
        self._sign_in = SignInScreen(services.access, self.signInHost)
        self._host(self._sign_in, self.signInHost)
        self._beside = StepBeside(self.rail, self._pages, self.go, self)
        for kind in pages:
            self._add_page(kind(services, self.pageStack))
        # Now, because a part that comes into a window with a style sheet is dressed at each of its moves.
        theme.dress(self)
        self.retranslate()
        self._idle = IdleWatch(self, IDLE_MINUTES)
        self._roll_watch = PaperRollWatch(services, self)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._ticks = 0
        self._connect()
        self._sign_in.begin()

    def _connect(self) -> None:
        self._sign_in.signed_in.connect(self._on_signed_in)
        self._sign_in.language_wanted.connect(self._on_language)
        self._idle.idle.connect(lambda: self.lock(idle_minutes=IDLE_MINUTES))
        self._clock.timeout.connect(self._on_tick)
        # What waits is read anew: the status alone does not know what was recorded since.
        self._sending.changed.connect(self.refresh)
        self.callBanner.acted.connect(self._answer_calls)
        self.media.page_wanted.connect(self.go)
        self.rail.chosen.connect(self.go)
        self.rail.help_asked.connect(self._show_help)
        self.header.lock_asked.connect(self.lock)
        self.header.queue_asked.connect(lambda: self.go("queue"))
        self.header.election_asked.connect(self._ask_election)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, self._show_help)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)

    @property
    def session(self) -> Session | None:
        """Who is signed in."""
        return self._session

    @property
    def election_id(self) -> str | None:
        """The election that the window works on."""
        return self._election_id

    @property
    def current(self) -> str:
        """Key of the page in view, empty when there is none."""
        return self.rail.current

    def page(self, key: str) -> OfficialPage:
        """The page of that place. Raises KeyError."""
        return self._pages[key]

    def go(self, key: str) -> None:
        """Show another page, or after a slash a part of it. A key that no page has is ignored."""
        key, _, part = key.partition("/")
        page = self._pages.get(key)
        if page is None or self._session is None:
            return
        before = self._pages.get(self.rail.current)
        if before is not None and before is not page:
            before.leave()
        self.rail.current = key
        host = page.parentWidget()
        if host is not None:
            show_page(self.pageStack, host)
        page.enter(self._session, self._election_id)
        self._show_next_step()
        if part:
            page.show_part(part)
        if not _has_visible_focus(self):
            self.rail.focus_current()

    def prefer(self, key: str) -> None:
        """Show that page now, or first when somebody has signed in."""
        self._preferred = "" if self._session is not None else key
        self.go(key)

    def show_pins(self, pins: Mapping[str, str]) -> None:
        """In a demonstration: say the PINs, by name, where somebody signs in."""
        self._sign_in.show_pins(pins)

    def choose_election(self, election_id: str) -> None:
        """Work on another election from now on."""
        self._election_id = election_id
        self._show_next_step()
        self.refresh()
        if self._session is not None and self.current:
            self._pages[self.current].enter(self._session, election_id)

    def lock(self, *, idle_minutes: int = 0) -> None:
        """Hide everything until somebody signs in. What was typed on the pages stays for its author."""
        if self._session is None:
            return
        for sheet in self.findChildren(Sheet):
            sheet.close_sheet()
        file_choice.close_all(self)
        if self.current:
            self._pages[self.current].leave()
        for page in self._pages.values():
            page.locked()
        self._session = None
        self.media.person_changed()
        self._idle.stop()
        self.screens.setCurrentWidget(self.signInHost)
        self._sign_in.begin(idle_minutes)

    def is_locked_for(self, widget: QWidget) -> bool:
        """Whether this part of the window is behind the lock."""
        return self._session is None and self.frameScreen.isAncestorOf(widget)

    def call_official(self, kiosk: str) -> None:
        """Somebody in that booth asks for an official: said until one answers, also while locked."""
        if kiosk not in self._calls:
            self._calls.append(kiosk)
        self._show_calls()
        announce(self, f"{self.callBanner.title} {self.callBanner.text}")

    def tell_trouble(self, booth: str, error: OmpError) -> None:
        """Something beside that booth does not work, like its printer: said until somebody goes there."""
        self._troubles[booth] = error
        self._show_calls()
        announce(self, f"{self.callBanner.title} {self.callBanner.text}")

    def refresh(self) -> None:
        """Read anew what the header shows."""
        if self._reading_overview is None and self._session is not None:
            self._reading_overview = self.work(
                self._overview_reader(), self._on_overview, settled=self._on_overview_settled
            )

    def retranslate(self) -> None:
        self.rail.set_entries([RailEntry(p.key, p.icon, p.title()) for p in self._pages.values()])
        self._show_person()
        self._show_overview()
        self._show_calls()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        if self._session is not None:
            self._idle.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _add_page(self, page: OfficialPage) -> None:
        host = Page(self.pageStack)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(0)
        page.setParent(host)
        page.setMaximumWidth(CONTENT_MOST)
        row.addWidget(page, 1)
        row.addStretch(0)
        host.hide()
        self._host(host, self.pageStack)
        self._pages[page.key] = page
        page.refresh_needed.connect(self.refresh)
        page.refresh_needed.connect(self.media.look)
        page.election_wanted.connect(self.choose_election)
        page.page_wanted.connect(self.go)
        page.language_wanted.connect(self._on_language)

    @staticmethod
    def _host(screen: QWidget, host: QWidget) -> None:
        layout = host.layout()
        if not isinstance(layout, QVBoxLayout):
            raise TypeError(f"{host.objectName()} has no layout")
        layout.addWidget(screen)

    def _on_language(self, chosen: str) -> None:
        language.set_language(self, "en" if chosen == "en" else "ko")
        self.language_chosen.emit(chosen)

    def _on_signed_in(self, session: Session) -> None:
        self._session = session
        self.media.person_changed()
        self._show_person()
        self._idle.start()
        self._roll_watch.start()
        self.work(self._overview_reader(), self._begin)

    def _overview_reader(self) -> Callable[[], Overview]:
        services, election_id = self._services, self._election_id
        return lambda: read_overview(services, election_id)

    def _begin(self, overview: Overview) -> None:
        """Show the page that was asked for, else the one that was in view, else the first one."""
        self._on_overview(overview)
        if self._session is not None:
            self.screens.setCurrentWidget(self.frameScreen)
            self.go(self._preferred or self.current or self._usual_page(self._session.account.role))
            self._preferred = ""

    def _usual_page(self, role: Role) -> str:
        """Where the day of this role happens; the first page where there is no such place."""
        usual = "elections" if role is Role.COMMISSION else "polling"
        return usual if usual in self._pages else next(iter(self._pages), "")

    def _on_overview(self, overview: Overview) -> None:
        self._overview = overview
        self._overview_at = time.monotonic()
        if overview.election(self._election_id) is None:
            chosen = most_urgent(overview.elections)
            self._election_id = chosen.id if chosen is not None else None
        polls = overview.polls_of(self._election_id)
        if polls is not None:
            for page in self._pages.values():
                page.polls_seen(polls)
        self._show_overview()

    def _on_overview_settled(self) -> None:
        self._reading_overview = None
        overview = self._overview
        if overview is not None and overview.polls is not overview.polls_of(self._election_id):
            # Another election was chosen while it was read.
            self.refresh()

    def _on_tick(self) -> None:
        self._ticks += 1
        if self._ticks % _READ_EVERY == 0:
            self.refresh()
        self._show_clock()

    def _answer_calls(self) -> None:
        """Somebody goes to whoever called; what does not work is said after that."""
        (self._calls or self._troubles).clear()
        self._show_calls()

    def _show_calls(self) -> None:
        self.callBanner.setVisible(bool(self._calls or self._troubles))
        if self._calls:
            self.callBanner.title = ", ".join(self._calls)
            self.callBanner.text = self.tr("A voter asks for an official.")
        elif self._troubles:
            booth, error = next(iter(self._troubles.items()))
            self.callBanner.title = booth
            self.callBanner.text = error.describe(language.of(self)).text
        self.callBanner.buttonText = self.tr("I am going")

    def _show_person(self) -> None:
        session = self._session
        if session is not None:
            account = session.account
            self.header.set_person(account.name, sentence_case(account.role.label(language.of(self))))

    def _show_overview(self) -> None:
        overview = self._overview
        if overview is None:
            return
        speak = language.of(self)
        election = overview.election(self._election_id)
        station = overview.station.name if overview.station else self.tr("This computer is no station yet")
        self.header.set_station(station, self._election_line(election))
        self.header.set_choosable(choosable=len(overview.elections) > 1)
        if election is None:
            self.header.set_state("plain", "", "")
        else:
            self.header.set_state(*STATE_LOOKS[election.state], election.state.label(speak))
        light = self.light(self._sending.current, overview.waiting, self._where(overview))
        self.header.set_queue(light.kind, light.icon, light.text)
        self._show_clock()
        self._show_next_step()

    def _show_next_step(self) -> None:
        self._beside.show(self._overview, self._election_id)

    def _election_line(self, election: Election | None) -> str:
        if election is None:
            return self.tr("No election yet")
        name = election.name.text(language.of(self))
        return self.tr("Mock vote · {name}").format(name=name) if election.test_mode else name

    def _show_clock(self) -> None:
        overview = self._overview
        if overview is None:
            return
        # Between two readings the time goes on by this computer's own steady clock.
        since = timedelta(seconds=time.monotonic() - self._overview_at)
        self.header.set_clock(clock_time(overview.reading.now + since, self._where(overview)))
        self.header.set_quality(*self._quality(overview.reading))

    def _where(self, overview: Overview) -> tzinfo:
        """The zone in which times are told: the election's, else this computer's."""
        election = overview.election(self._election_id)
        if election is not None:
            return zone(election.timezone)
        return overview.reading.now.astimezone().tzinfo or zone("UTC")

    def _quality(self, reading: Reading) -> tuple[str, str, str]:
        words = {
            "signed": self.tr("Time exact"),
            "holdover": self.tr("Time exact"),
            "local": self.tr("PC clock"),
            "suspect": self.tr("Check the clock"),
        }
        return (*QUALITY_LOOKS[reading.quality], words[reading.quality.value])

    def _ask_election(self) -> None:
        if self._overview is None or self._election_id is None:
            return
        chooser = ElectionChooser(self._overview.elections, self._election_id, self)
        sheet = Sheet(chooser, self.tr("Which election?"))
        chooser.cancelButton.clicked.connect(sheet.close_sheet)

        def on_chosen(election_id: str) -> None:
            sheet.close_sheet()
            if election_id:
                self.choose_election(election_id)

        chooser.chosen.connect(on_chosen)
        sheet.open_over(self)
        chooser.electionsTable.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_help(self) -> None:
        page = self._pages.get(self.current)
        if self._session is None or page is None:
            show_help(self, "sign-in")
            return
        election = self._overview.election(self._election_id) if self._overview is not None else None
        part = part_in_view(page) or (election.state.value if election is not None else "")
        show_help(self, f"{page.key}/{part}", page.help_text())


def _has_visible_focus(window: QWidget) -> bool:
    """Whether the next key reaches something that is seen."""
    focused: QWidget | None = window.focusWidget()
    return focused is not None and focused.isVisible()
