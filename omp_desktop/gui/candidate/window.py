"""The candidate's window: signing in, the rail, the header, and three pages."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import dialogs, language, theme
from omp_desktop.gui.bridge import StatusBridge
from omp_desktop.gui.candidate.my_data import MyDataPage
from omp_desktop.gui.candidate.page import CandidatePage
from omp_desktop.gui.candidate.pledges import MyPledgesPage
from omp_desktop.gui.candidate.services import CandidateServices
from omp_desktop.gui.candidate.settings import CandidateSettingsPage
from omp_desktop.gui.candidate.sign_in import CandidateSignIn
from omp_desktop.gui.candidate.situation import Situation, read_situation
from omp_desktop.gui.help import show_help
from omp_desktop.gui.official.idle import IdleWatch
from omp_desktop.gui.official.words import QUALITY_LOOKS, STATE_LOOKS, clock_time, zone
from omp_desktop.gui.sending_words import SendingWords
from omp_desktop.gui.tasks import Job
from omp_desktop.gui.widgets import HeaderBar, Page, Rail, RailEntry, Sheet
from omp_desktop.services.queue import QueueView
from omp_desktop.services.session import Session

IDLE_MINUTES: Final = 10
CONTENT_MOST: Final = 1440 + 2 * 32  # content and the page's own margins
LEAST_SIZE: Final = QSize(1280, 720)
_TICK_MS = 1000
_READ_EVERY = 5  # ticks


class CandidateWindow(SendingWords):
    """What a candidate does. Nothing of it is seen before one signed in."""

    ui = ("candidate", "window.ui")
    language_chosen = Signal(str)
    closed = Signal()

    screens: QStackedWidget
    signInHost: Page
    frameScreen: Page
    rail: Rail
    header: HeaderBar
    pageStack: QStackedWidget

    def __init__(self, services: CandidateServices, parent: QWidget | None = None) -> None:
        """Make all pages; nothing is read from the store but the accounts that can sign in."""
        self._services = services
        self._session: Session | None = None
        self._situation: Situation | None = None
        self._read_at = 0.0
        self._reading: Job | None = None
        self._pages: dict[str, CandidatePage] = {}
        super().__init__(parent)
        self._sending = StatusBridge(services.board, self)
        theme.dress(self)
        self.setMinimumSize(LEAST_SIZE)
        self.sign_in = CandidateSignIn(services.access, self.signInHost)
        _put(self.sign_in, self.signInHost)
        self.pledges = MyPledgesPage(services, self.pageStack)
        self.my_data = MyDataPage(services, self.pageStack)
        self.settings = CandidateSettingsPage(services, self.pageStack)
        for page in (self.pledges, self.my_data, self.settings):
            self._add_page(page)
        self.retranslate()
        self._idle = IdleWatch(self, IDLE_MINUTES)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._ticks = 0
        self._connect()
        self.sign_in.begin()

    def _connect(self) -> None:
        self.sign_in.signed_in.connect(self._on_signed_in)
        self.sign_in.language_wanted.connect(self._on_language)
        self.settings.language_wanted.connect(self._on_language)
        self._idle.idle.connect(lambda: self.lock(idle_minutes=IDLE_MINUTES))
        self._clock.timeout.connect(self._on_tick)
        self._sending.changed.connect(self.refresh)
        self.rail.chosen.connect(self.go)
        self.rail.help_asked.connect(self._show_help)
        self.header.lock_asked.connect(self.lock)
        self.header.queue_asked.connect(self._ask_queue)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, self._show_help)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)

    @property
    def session(self) -> Session | None:
        """Who is signed in."""
        return self._session

    @property
    def current(self) -> str:
        """Key of the page in view, empty when there is none."""
        return self.rail.current

    def go(self, key: str) -> None:
        """Show another page, once nothing unsaved would be left behind."""
        page = self._pages.get(key)
        before = self._pages.get(self.current)
        if page is None or self._session is None or page is before:
            return
        if before is None:
            self._show_page(page)
        else:
            before.ask_before_leaving(lambda: self._show_page(page))

    def lock(self, *, idle_minutes: int = 0) -> None:
        """Hide everything until somebody signs in. What was typed stays for its author."""
        if self._session is None:
            return
        for sheet in self.findChildren(Sheet):
            sheet.close_sheet()
        self.settings.forget()
        self._session = None
        self._idle.stop()
        self.screens.setCurrentWidget(self.signInHost)
        self.sign_in.begin(idle_minutes)

    def refresh(self) -> None:
        """Read anew how things stand."""
        session = self._session
        if self._reading is None and session is not None:
            self._reading = self.work(
                lambda: read_situation(self._services, session),
                self._on_situation,
                settled=self._on_reading_settled,
            )

    def retranslate(self) -> None:
        self.rail.set_entries([RailEntry(p.key, p.icon, p.title()) for p in self._pages.values()])
        self._show_header()

    def leave(self) -> None:
        """Close, past what is unsaved: for the end of the program, or after somebody agreed."""
        self.pledges.forget()
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        if self._session is not None:
            self._idle.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A window with something unsaved closes only when its author, or whoever stands here, agrees."""
        if self._session is not None and self.pledges.unsaved:
            event.ignore()
            self.go(self.pledges.key)
            self.pledges.ask_before_leaving(self.close)
        elif self.pledges.others_unsaved or self.pledges.unsaved:
            event.ignore()
            self._ask_close()
        else:
            super().closeEvent(event)
            self.closed.emit()

    def _ask_close(self) -> None:
        dialogs.confirm(
            self,
            self.tr("Close with a pledge unsaved?"),
            self.tr("The candidate who wrote it can sign in and save it. Otherwise it is lost."),
            accept=self.tr("Close"),
            accepted=self.leave,
            kind="danger",
        )

    def _add_page(self, page: CandidatePage) -> None:
        host = Page(self.pageStack)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(0)
        page.setParent(host)
        page.setMaximumWidth(CONTENT_MOST)
        row.addWidget(page, 1)
        row.addStretch(0)
        self.pageStack.addWidget(host)
        self._pages[page.key] = page
        page.situation_read.connect(self._on_situation)

    def _show_page(self, page: CandidatePage) -> None:
        self.rail.current = page.key
        host = page.parentWidget()
        if host is not None:
            self.pageStack.setCurrentWidget(host)
        page.entered()

    def _on_language(self, chosen: str) -> None:
        language.set_language(self, "en" if chosen == "en" else "ko")
        self.language_chosen.emit(chosen)

    def _on_signed_in(self, session: Session) -> None:
        self._session = session
        self._idle.start()
        self.work(lambda: read_situation(self._services, session), self._begin, self._on_not_begun)

    def _begin(self, situation: Situation) -> None:
        """Show how things stand, on the page that was in view or on the first one."""
        self._on_situation(situation)
        if self._session is not None:
            self.screens.setCurrentWidget(self.frameScreen)
            if not self.current:
                self.go(self.pledges.key)

    def _on_not_begun(self, error: OmpError) -> None:
        self._session = None
        self._idle.stop()
        self.show_error(error)

    def _on_situation(self, situation: Situation) -> None:
        session = self._session
        if session is None or situation.account_id != session.account.id:
            return
        self._situation = situation
        self._read_at = time.monotonic()
        for page in self._pages.values():
            page.show_situation(session, situation)
        self._show_header()

    def _on_reading_settled(self) -> None:
        self._reading = None

    def _on_tick(self) -> None:
        self._ticks += 1
        if self._ticks % _READ_EVERY == 0:
            self.refresh()
        self._show_clock()

    def _show_header(self) -> None:
        situation = self._situation
        if situation is None or self._session is None:
            return
        speak = language.of(self)
        candidate, election = situation.candidate, situation.election
        name = election.name.text(speak)
        if election.test_mode:
            name = self.tr("Mock vote · {name}").format(name=name)
        self.header.set_station(name, candidate.party or self.tr("Independent"))
        self.header.set_state(*STATE_LOOKS[election.state], election.state.label(speak))
        waiting = len(situation.standing.unsent)
        light = self.light(self._sending.current, waiting, zone(election.timezone))
        self.header.set_queue(light.kind, light.icon, light.text)
        role = self.tr("Candidate · number {number}").format(number=candidate.number)
        self.header.set_person(self._session.account.name, role)
        self._show_clock()

    def _show_clock(self) -> None:
        situation = self._situation
        if situation is None:
            return
        # Between two readings the time goes on by this computer's own steady clock.
        since = timedelta(seconds=time.monotonic() - self._read_at)
        reading = situation.reading
        self.header.set_clock(clock_time(reading.now + since, zone(situation.election.timezone)))
        words = {
            "signed": self.tr("Time exact"),
            "holdover": self.tr("Time exact"),
            "local": self.tr("PC clock"),
            "suspect": self.tr("Check the clock"),
        }
        self.header.set_quality(*QUALITY_LOOKS[reading.quality], words[reading.quality.value])

    def _ask_queue(self) -> None:
        self.work(self._services.queue.view, self._show_queue)

    def _show_queue(self, queue: QueueView) -> None:
        if self._session is None or self._situation is None:
            return
        own = self.tr("%n of your changes wait(s) to be sent.", "", len(self._situation.standing.unsent))
        everything = self.tr(
            "On this computer %n statement(s) wait(s) in all. They are kept here safely, and are sent as "
            "soon as there is a connection; you need not do anything.",
            "",
            queue.statements,
        )
        dialogs.show_message(self, self.tr("What waits to be sent"), f"{own}\n{everything}")

    def _show_help(self) -> None:
        page = self._pages.get(self.current)
        if self._session is None or page is None:
            show_help(self, "sign-in")
        else:
            show_help(self, f"candidate/{page.key}", page.help_text())


def _put(screen: QWidget, host: QWidget) -> None:
    layout = host.layout()
    if not isinstance(layout, QVBoxLayout):
        raise TypeError("the place for signing in has no layout")
    layout.addWidget(screen)
