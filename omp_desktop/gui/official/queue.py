"""The queue of what waits to be sent: how much waits, and that it is safe here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from omp_desktop.gui.language import number
from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import Column, Label, Notice, Row, TableView, Text
from omp_desktop.services.queue import QueueView
from omp_desktop.services.session import Session


class QueuePage(OfficialPage):
    """Counts per kind. Sending needs a connection to a centre; without one everything waits here."""

    ui = ("official", "queue.ui")
    key = "queue"
    icon = "send"

    stateLabel: Label
    subLabel: Label
    safeNotice: Notice
    lanesTable: TableView

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Counts are read when the page is entered."""
        self._view: QueueView | None = None
        super().__init__(services, parent)

    def title(self) -> str:
        return self.tr("Queue")

    def help_text(self) -> str:
        return self.tr(
            "Every ballot is kept on this computer until the centre has confirmed it. Here you see how much "
            "is waiting. There is nothing you have to do: voting does not need a connection."
        )

    def retranslate(self) -> None:
        self.lanesTable.set_columns(
            [
                Column(self.tr("What"), stretch=2),
                Column(self.tr("Contents"), stretch=3),
                Column(self.tr("Waiting"), width=120, align="right"),
            ]
        )
        self._show()

    def entered(self, session: Session, election_id: str | None) -> None:
        del session, election_id
        self.work(self.services.queue.view, self._on_view)

    def _on_view(self, view: QueueView) -> None:
        self._view = view
        self._show()

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self.stateLabel.setText(self.tr("Not connected · %n ballots waiting", "", view.waiting))
        rows = (
            (
                "ballots",
                self.tr("Ballots"),
                self.tr("Encrypted ballots, without voter and time"),
                view.ballots,
            ),
            (
                "participations",
                self.tr("Participation"),
                self.tr("Who has a permit or has voted, without the ballot"),
                view.participations,
            ),
            (
                "statements",
                self.tr("Set-up"),
                self.tr("Elections, candidates, pledges and their changes"),
                view.statements,
            ),
        )
        self.lanesTable.set_rows(
            [
                Row(key, (Text(what, weight="name"), Text(contents), Text(number(count), weight="total")))
                for key, what, contents, count in rows
            ]
        )
