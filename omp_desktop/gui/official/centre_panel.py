"""The centre that this computer belongs to, and how it comes to belong to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.domain.access import Role
from omp_desktop.domain.sending import CentreLink
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.centre_connect import Address, ConnectForm
from omp_desktop.gui.official.enrolment import EnrolmentForm
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import Card, Column, Label, Pill, PushButton, RadioRow, Row, TableView, Text
from omp_desktop.services.session import Session

_FACT_WIDTH: Final = 264


@dataclass(frozen=True, slots=True)
class _Facts:
    """The link with both fingerprints; without one, whether elections were registered here."""

    link: CentreLink | None
    own: str = ""
    centre: str = ""


class CentrePanel(Form):
    """The commission's computer registers with a code from the centre; a station with one from the
    commission.
    """

    ui = ("official", "centre_panel.ui")
    changed = Signal()

    kindBox: QWidget
    commissionRow: RadioRow
    stationRow: RadioRow
    commissionCard: Card
    connectHost: QWidget
    enrolmentCard: Card
    enrolmentHost: QWidget
    linkCard: Card
    linkPill: Pill
    linkTable: TableView
    aboutText: Label
    keyCard: Card
    rotateButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._centre = services.centre
        self._session: Session | None = None
        self._facts: _Facts | None = None
        super().__init__(parent)
        self.form = ConnectForm(parent=self.connectHost)
        self.enrolment = EnrolmentForm(services.centre, services.packages, self.enrolmentHost)
        for part, host in ((self.form, self.connectHost), (self.enrolment, self.enrolmentHost)):
            column = host.layout()
            if isinstance(column, QVBoxLayout):
                column.addWidget(part)
        self.commissionRow.setChecked(True)
        self.commissionRow.toggled.connect(self._show)
        self.form.wanted.connect(self._register)
        self.form.changed.connect(self._on_changed)
        self.enrolment.changed.connect(self._on_changed)
        self.rotateButton.clicked.connect(self._ask_rotate)
        self.retranslate()

    def show_for(self, session: Session) -> None:
        """Read the link and show what the person signed in can do about it."""
        self._session = session
        self.work(self._read, self._on_facts)

    def retranslate(self) -> None:
        if not hasattr(self, "form"):
            return
        self.form.set_hint(self.tr("Thirty characters, from the first start of the centre. It works once."))
        self.aboutText.setText(
            self.tr(
                "Ballots, participation and the state of the polls of all stations come together at the "
                "centre, to be counted together. Nobody there can read a ballot. Voting and closing go on "
                "without it: what could not be sent waits here, and can be carried on a stick."
            )
        )
        self.linkTable.set_columns([Column("", width=_FACT_WIDTH), Column("", stretch=1)])
        self._show()

    def _read(self) -> _Facts:
        link = self._centre.link()
        if link is None:
            return _Facts(None)
        return _Facts(
            link, self._centre.fingerprint(), self._centre.centre_fingerprint() if link.centre_key else ""
        )

    def _on_facts(self, facts: _Facts) -> None:
        self._facts = facts
        self._show()
        if self._session is not None:
            self.enrolment.show_for(self._session)

    def _show(self) -> None:
        facts, session = self._facts, self._session
        if facts is None or session is None:
            return
        link = facts.link
        commission = self.commissionRow.isChecked() if link is None else link.commission
        may_register = session.account.role is Role.COMMISSION
        self.kindBox.setVisible(link is None)
        self.commissionRow.setEnabled(may_register)
        self.commissionCard.setVisible(link is None and commission)
        self.form.setEnabled(may_register)
        self.enrolmentCard.setVisible(not commission)
        self.linkCard.setVisible(link is not None and commission)
        self.keyCard.setVisible(link is not None and link.by_network and link.confirmed)
        if link is None:
            return
        self.linkPill.say("ok", "cloud-check", self.tr("Registered"))
        rows = (
            (self.tr("Address"), link.url),
            (self.tr("Fingerprint of the centre"), facts.centre),
            (self.tr("Fingerprint of this computer"), facts.own),
            (
                self.tr("Vouching for the server"),
                self.tr("A certificate file")
                if link.authority
                else self.tr("The authorities of this computer"),
            ),
        )
        self.linkTable.set_rows(
            [Row(title, (Text(title, weight="name"), Text(text))) for title, text in rows]
        )

    def _register(self, address: Address) -> None:
        session = self._session
        if session is not None:
            self.form.ask(
                lambda: self._centre.register_commission(
                    session, address.url, address.code, address.authority
                )
            )

    def _on_changed(self) -> None:
        self.changed.emit()
        if self._session is not None:
            self.show_for(self._session)

    def _ask_rotate(self) -> None:
        dialogs.confirm(
            self,
            self.tr("Change the key of this computer?"),
            self.tr(
                "It gets a new key and a new fingerprint; the centre takes nothing more that the old one "
                "signs. Do it when somebody may have copied the old key. What waits here goes on waiting."
            ),
            accept=self.tr("Change the key"),
            accepted=self._rotate,
        )

    def _rotate(self) -> None:
        session = self._session
        if session is None:
            return
        self.rotateButton.setEnabled(False)
        self.work(
            lambda: self._centre.rotate_key(session),
            self._on_rotated,
            lane=tasks.POOL,
            settled=lambda: self.rotateButton.setEnabled(True),
        )

    def _on_rotated(self, fingerprint: str) -> None:
        dialogs.show_message(self, self.tr("The key was changed"), fingerprint, kind="ok")
        self._on_changed()
