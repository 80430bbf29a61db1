"""A station on its way into an election: code or file, the fingerprint to compare, the package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.sending import CentreLink
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.centre_connect import Address, ConnectForm
from omp_desktop.gui.widgets import CodeDisplay, Column, Label, Notice, Pill, PushButton, Row, TableView, Text
from omp_desktop.services.centre import CentreService, EnrolledStation
from omp_desktop.services.packages import PackagesService, PackageView
from omp_desktop.services.session import Session
from omp_desktop.wire.refusals import DeviceUnconfirmed, PackageNotReady

# While somebody at the commission compares the fingerprint nobody here has to press anything.
_ASK_EVERY_MS: Final = 15_000
_FACT_WIDTH: Final = 264
_ROW: Final = 48  # px


@dataclass(frozen=True, slots=True)
class _Standing:
    """How far this station is. Without a link it has not asked yet."""

    link: CentreLink | None
    fingerprint: str = ""
    enrolled: EnrolledStation | None = None
    taken: bool = False

    @property
    def by_network(self) -> bool:
        """Whether the centre can be asked from here; otherwise files are carried."""
        return self.link is not None and self.link.by_network


class EnrolmentForm(Form):
    """Three pages, one at a time: ask to belong to an election, wait to be confirmed, ready."""

    ui = ("official", "enrolment.ui")
    # The station belongs to a centre now, or has taken an election.
    changed = Signal()
    # Another page is shown; whether it is the last one.
    turned = Signal(bool)

    askPage: QWidget
    connectHost: QWidget
    requestButton: PushButton
    packageFileButton: PushButton
    waitPage: QWidget
    waitText: Label
    waitPill: Pill
    printDisplay: CodeDisplay
    waitNotice: Notice
    waitRequestButton: PushButton
    waitPackageButton: PushButton
    otherCodeButton: PushButton
    againButton: PushButton
    readyPage: QWidget
    readyPill: Pill
    factsTable: TableView
    readyNotice: Notice
    newPackageButton: PushButton
    newCodeButton: PushButton
    fetchButton: PushButton

    def __init__(
        self, centre: CentreService, packages: PackagesService, parent: QWidget | None = None
    ) -> None:
        """Nothing is read before `show_for`."""
        self._centre = centre
        self._packages = packages
        self._session: Session | None = None
        self._standing = _Standing(None)
        self._said: OmpError | None = None
        self._just_made = True
        self._fetching = False
        super().__init__(parent)
        self.form = ConnectForm(parent=self.connectHost)
        row = self.connectHost.layout()
        if isinstance(row, QVBoxLayout):
            row.addWidget(self.form)
        self._timer = QTimer(self)
        self._timer.setInterval(_ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask_quietly)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.form.wanted.connect(self._enrol)
        self.form.changed.connect(self._again)
        for button in (self.requestButton, self.waitRequestButton):
            button.clicked.connect(self._ask_request)
        for button in (self.packageFileButton, self.waitPackageButton, self.newPackageButton):
            button.clicked.connect(self._ask_package)
        for button in (self.otherCodeButton, self.newCodeButton):
            # The commission revoked this computer, or the code was for another station.
            button.clicked.connect(lambda: self._turn_to(self.askPage, self.form.codeEdit))
        for button in (self.againButton, self.fetchButton):
            button.clicked.connect(self._ask_now)

    def show_for(self, session: Session) -> None:
        """Read how far the station is and show the page for it."""
        self._session = session
        self.work(self._read, self._show)

    def retranslate(self) -> None:
        if not hasattr(self, "form"):
            return
        self.form.set_hint(self.tr("Thirty characters, from the commission. It works once."))
        self.factsTable.set_columns([Column("", width=_FACT_WIDTH), Column("", stretch=1)])
        self._show_words()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _read(self) -> _Standing:
        link = self._centre.link()
        if link is None:
            return _Standing(None)
        return _Standing(
            link, self._centre.fingerprint(), self._centre.enrolled_for(), self._packages.taken()
        )

    def _show(self, standing: _Standing) -> None:
        before, self._standing = self._standing, standing
        self._show_words()
        if before == standing and not self._just_made:
            return
        self._just_made = False
        self._said = None
        self._show_said()
        if standing.link is None:
            self._turn_to(self.askPage, self.form.codeEdit)
        elif standing.taken:
            self._turn_to(self.readyPage, self.fetchButton)
        else:
            self._turn_to(self.waitPage, self.againButton)

    def _turn_to(self, page: QWidget, first: QWidget) -> None:
        """Show that page; what had the focus is gone with the one before."""
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        for each in (self.askPage, self.waitPage, self.readyPage):
            each.setVisible(each is page)
        self.turned.emit(page is self.readyPage)
        if had_focus:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_words(self) -> None:
        standing = self._standing
        self.printDisplay.code = standing.fingerprint
        by_network = standing.by_network
        self.waitRequestButton.setVisible(not by_network)
        self.againButton.setVisible(by_network)
        self.fetchButton.setVisible(by_network)
        self.waitPill.say("info", "hourglass", self.tr("Waiting for the commission"))
        self.waitText.setText(
            self.tr(
                "Read these characters aloud to the commission, by a telephone number that you know. They "
                "see the same ones beside this station, and confirm it. The election then comes by itself."
            )
            if by_network
            else self.tr(
                "Carry the request file to the commission, and read these characters aloud to them. They "
                "save the package file for this computer: bring it back and take it here."
            )
        )
        self.readyPill.say("ok", "circle-check", self.tr("Package taken"))
        facts = self._facts(standing)
        self.factsTable.setFixedHeight(_ROW * len(facts))
        self.factsTable.set_rows(
            [Row(title, (Text(title, weight="name"), Text(text))) for title, text in facts]
        )
        self._show_said()

    def _facts(self, standing: _Standing) -> list[tuple[str, str]]:
        enrolled, link = standing.enrolled, standing.link
        if link is None:
            return []
        facts = [
            (self.tr("Fingerprint of this computer"), standing.fingerprint),
            (self.tr("Address of the centre"), link.url or self.tr("By stick alone")),
        ]
        if enrolled is not None:
            facts = [
                (self.tr("Polling station"), enrolled.station_name),
                (self.tr("Election"), enrolled.election_name.text(language.of(self))),
                *facts,
            ]
        # The centre may have known no name of the election yet.
        return [(title, text) for title, text in facts if text]

    def _enrol(self, address: Address) -> None:
        session = self._session
        if session is not None:
            self.form.ask(lambda: self._centre.enrol(session, address.url, address.code, address.authority))

    def _again(self) -> None:
        """It is not as it was: read it anew, and let others know."""
        self.changed.emit()
        if self._session is not None:
            self.show_for(self._session)

    def _ask_now(self) -> None:
        """What was answered before goes, so that the same answer can be seen to come anew."""
        self._said = None
        self._show_said()
        self._fetch()

    def _ask_quietly(self) -> None:
        if self.waitPage.isVisible() and self._standing.by_network:
            self._fetch()

    def _fetch(self) -> None:
        session = self._session
        if session is None or self._fetching:
            return
        # The buttons stay as they are: one that is out of use loses the focus.
        self._fetching = True
        self.work(
            lambda: self._packages.fetch(session),
            lambda _taken: self._on_taken(),
            self._say,
            lane=tasks.POOL,
            settled=self._on_fetch_settled,
        )

    def _on_fetch_settled(self) -> None:
        self._fetching = False

    def _on_taken(self) -> None:
        self._said = None
        self._again()

    def _say(self, error: OmpError) -> None:
        self._said = error
        self._show_said()

    def _show_said(self) -> None:
        """The two answers while one waits are no trouble; anything else says what to do."""
        error = self._said
        for notice in (self.waitNotice, self.readyNotice):
            notice.setVisible(error is not None)
            if error is not None:
                patient = isinstance(error, DeviceUnconfirmed | PackageNotReady)
                notice.kind = "info" if patient else "warn"
                notice.text = self.in_words(error)

    def _ask_request(self) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Save the request file"),
            "device-request.json.gz",
            self.tr("Request files (*.gz)"),
            self._write_request,
        )

    def _write_request(self, path: Path) -> None:
        session = self._session
        if session is not None:
            self.work(lambda: self._packages.write_request(session, path), lambda _nothing: self._again())

    def _ask_package(self) -> None:
        file_choice.ask_file(
            self, self.tr("Take a package file"), self.tr("Package files (*.gz)"), self._look_at_package
        )

    def _look_at_package(self, path: Path) -> None:
        self.work(
            lambda: self._packages.look_at_file(path), lambda brings: self._confirm_package(path, brings)
        )

    def _confirm_package(self, path: Path, brings: PackageView) -> None:
        """Say what the file brings, with the fingerprint by which the commission is known."""
        voters = self.tr("%n voter(s) of {station}.", "", brings.voters).format(station=brings.station.name)
        signed = self.tr("Signed by the commission with this fingerprint:")
        dialogs.confirm(
            self,
            self.tr("Take {election}?").format(election=brings.election_name.text(language.of(self))),
            f"{voters}\n{signed}\n{brings.commission}",
            accept=self.tr("Take the package"),
            accepted=lambda: self._take_package(path),
        )

    def _take_package(self, path: Path) -> None:
        session = self._session
        if session is not None:
            self.work(
                lambda: self._packages.take_file(session, path),
                lambda _taken: self._on_taken(),
                lane=tasks.LONG,
            )
