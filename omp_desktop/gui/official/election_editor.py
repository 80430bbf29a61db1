"""One election: its tabs, the way to publication, and what stays possible afterwards."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from omp_desktop.domain.access import Role
from omp_desktop.domain.election import ElectionState
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.candidates_tab import CandidatesTab
from omp_desktop.gui.official.centre_tab import CentreTab
from omp_desktop.gui.official.check_strip import CheckStrip
from omp_desktop.gui.official.contests_tab import ContestsTab
from omp_desktop.gui.official.draft_undo import DraftStep, DraftUndo
from omp_desktop.gui.official.election_overview import OverviewTab
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.policy_tab import PolicyTab
from omp_desktop.gui.official.scrolling import scrolling
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.stations_tab import StationsTab
from omp_desktop.gui.official.time_zones import hours_span
from omp_desktop.gui.official.trustee_tab import TrusteeTab
from omp_desktop.gui.official.voters_tab import VotersTab
from omp_desktop.gui.official.windows_tab import WindowsTab
from omp_desktop.gui.official.words import zone
from omp_desktop.gui.widgets import Label, Notice, PushButton, TabStrip
from omp_desktop.services.elections import ElectionView
from omp_desktop.services.session import Session

TABS: tuple[type[ElectionTab], ...] = (
    OverviewTab,
    ContestsTab,
    CandidatesTab,
    WindowsTab,
    VotersTab,
    StationsTab,
    CentreTab,
    TrusteeTab,
    PolicyTab,
)
_WITHOUT_CHECKS: Final = frozenset({OverviewTab.key, TrusteeTab.key})


class ElectionEditor(Form):
    """Head and tabs of one election."""

    ui = ("official", "election_editor.ui")
    list_wanted = Signal()
    removed = Signal()
    refresh_needed = Signal()
    two_people_wanted = Signal(object, object)
    connection_wanted = Signal()

    titleLabel: Label
    datesLabel: Label
    listButton: PushButton
    publishButton: PushButton
    noticeBox: QWidget
    notice: Notice
    tabs: TabStrip
    tabStack: QStackedWidget

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._services = services
        self._session: Session | None = None
        self._view: ElectionView | None = None
        self._wanted = ""  # id of the election that was chosen last, which may still be read
        self._tabs: dict[str, ElectionTab] = {}
        self._places: dict[str, QScrollArea] = {}
        super().__init__(parent)
        self.checks = CheckStrip(self)
        self.undo = DraftUndo(self)
        column = self.content.layout()
        if not isinstance(column, QVBoxLayout):
            raise TypeError("the page of an election is no column")
        column.insertWidget(column.indexOf(self.tabStack), self.checks)
        column.addWidget(self.undo)
        for kind in TABS:
            self._add(kind(services, self.tabStack))
        self.checks.tab_wanted.connect(self.go)
        self.undo.taken_back.connect(self._on_taken_back)
        self.retranslate()
        self.tabs.chosen.connect(self.go)
        self.listButton.clicked.connect(self.list_wanted)
        self.publishButton.clicked.connect(self._ask_publish)

    def tab(self, key: str) -> ElectionTab:
        """The tab of that key. Raises KeyError."""
        return self._tabs[key]

    def go(self, key: str) -> None:
        """Show another tab, from its top."""
        self.tabs.current = key
        self.tabStack.setCurrentWidget(self._places[key])
        self._places[key].verticalScrollBar().setValue(0)
        self._show_checks()

    def open_election(self, session: Session, election_id: str) -> None:
        """Read an election, or the same one again, and show it."""
        other = self._wanted != election_id
        if other or self._session is None or self._session.account.id != session.account.id:
            self.undo.forget()
        self._session, self._wanted = session, election_id
        if other:
            self.go(OverviewTab.key)
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self.work(lambda: self._services.elections.get(election_id), self._show)

    def retranslate(self) -> None:
        if not self._tabs:
            return
        self.tabs.set_tabs([(key, self._tab_title(tab)) for key, tab in self._tabs.items()])
        if self._view is not None:
            self._show_head(self._view)

    def _add(self, tab: ElectionTab) -> None:
        self._places[tab.key] = scrolling(tab, self.tabStack)
        self.tabStack.addWidget(self._places[tab.key])
        self._tabs[tab.key] = tab
        tab.changed.connect(self._on_changed)
        tab.did.connect(self._on_did)
        tab.tab_wanted.connect(self.go)
        if isinstance(tab, OverviewTab):
            tab.removed.connect(self.removed)
        if isinstance(tab, WindowsTab | CentreTab):
            tab.two_people_wanted.connect(self.two_people_wanted)
        if isinstance(tab, CentreTab):
            tab.connection_wanted.connect(self.connection_wanted)

    def _tab_title(self, tab: ElectionTab) -> str:
        left = self._problems()
        return f"{tab.title()} ({left})" if left and tab.key == OverviewTab.key else tab.title()

    def _problems(self) -> int:
        return sum(not check.passed for check in self._view.checks) if self._view is not None else 0

    def _on_changed(self) -> None:
        if self._session is not None and self._view is not None:
            self.open_election(self._session, self._wanted)
        self.refresh_needed.emit()

    def _on_did(self, step: DraftStep | None) -> None:
        """Something was changed; in an election that was left meanwhile nobody takes it back here."""
        if self._view is not None and self._view.election.id == self._wanted:
            self.undo.did(step)

    def _show_checks(self) -> None:
        """Above each tab but the one that has the whole list, and the key's, which needs the whole height."""
        draft = self._view is not None and self._view.election.state is ElectionState.DRAFT
        self.checks.setVisible(draft and self.tabs.current not in _WITHOUT_CHECKS)
        if self._view is not None:
            self.checks.show_checks(self._view, self.tabs.current)

    def _on_taken_back(self, tab: str) -> None:
        """Show it where it was done, without what is still typed there."""
        election_id = self._wanted

        def show(after: ElectionView) -> None:
            if election_id != self._wanted:
                return
            self._show(after)
            self._tabs[tab].another()
            self._tabs[tab].showing()
            self.go(tab)

        self.work(lambda: self._services.elections.get(election_id), show)
        self.refresh_needed.emit()

    def _show(self, view: ElectionView) -> None:
        if self._session is None or view.election.id != self._wanted:
            return
        self._view = view
        if view.election.state is not ElectionState.DRAFT:
            self.undo.forget()
        for tab in self._tabs.values():
            tab.show_election(self._session, view)
        self.retranslate()
        self._show_checks()

    def _show_head(self, view: ElectionView) -> None:
        election = view.election
        self.titleLabel.setText(election.name.text(language.of(self)))
        where = zone(election.timezone)
        self.datesLabel.setText(
            hours_span(view.windows, where) if view.windows else self.tr("No voting hours yet")
        )
        draft = election.state is ElectionState.DRAFT
        by_commission = self._session is not None and self._session.account.role is Role.COMMISSION
        self.publishButton.setVisible(draft)
        self.publishButton.setEnabled(by_commission and not self._problems())
        self.noticeBox.setVisible(draft and not by_commission)
        self.notice.text = self.tr(
            "You can look at everything here. To change it, a commission official signs in."
        )

    def _ask_publish(self) -> None:
        view = self._view
        if view is None:
            return
        dialogs.confirm(
            self,
            self.tr("Publish {name}?").format(name=view.election.name.text(language.of(self))),
            self.tr(
                "Names, candidates, voting hours, voters list, rules and the key of the count are signed and "
                "cannot be changed any more. Only withdrawals, longer voting hours and pledges stay "
                "possible. "
                "This cannot be undone."
            ),
            accept=self.tr("Publish the election"),
            accepted=self._publish,
            kind="warn",
        )

    def _publish(self) -> None:
        session, view = self._session, self._view
        if session is None or view is None:
            return
        self.publishButton.setEnabled(False)
        self.go(OverviewTab.key)
        self.work(
            lambda: self._services.elections.publish(session, view.election.id),
            lambda _hash: self._on_changed(),
            settled=lambda: self.publishButton.setEnabled(not self._problems()),
        )
