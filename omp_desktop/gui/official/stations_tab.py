"""Stations and kiosks among the tabs of an election."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.stations_panel import StationsPanel


class StationsTab(ElectionTab):
    """The stations of this commission: the same for every election."""

    ui = ("official", "stations_tab.ui")
    key = "stations"

    panelHost: QWidget

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.panel = StationsPanel(services.stations, self.panelHost)
        row = QVBoxLayout(self.panelHost)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panel)
        self.panel.changed.connect(self.changed)

    def title(self) -> str:
        return self.tr("Stations")

    def showing(self) -> None:
        self.panel.show_for(self.session)
