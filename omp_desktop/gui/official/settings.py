"""Settings: language and versions, accounts, this computer's station, booths and media, a trustee's part."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from omp_desktop.gui.official.accounts import AccountsPanel
from omp_desktop.gui.official.centre_panel import CentrePanel
from omp_desktop.gui.official.medium_decisions import MediumDecisions
from omp_desktop.gui.official.scrolling import scrolling
from omp_desktop.gui.official.second_medium import SecondMediumPanel
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.settings_booths import BoothsPanel
from omp_desktop.gui.official.settings_general import GeneralSettings
from omp_desktop.gui.official.stations_panel import StationsPanel
from omp_desktop.gui.official.trustee_part import TrusteePart
from omp_desktop.gui.widgets import TabStrip
from omp_desktop.services.session import Session


class SettingsPage(MediumDecisions):
    """What holds for this computer whatever the election."""

    ui = ("official", "settings.ui")
    key = "settings"
    icon = "settings"

    tabs: TabStrip
    tabStack: QStackedWidget

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._tabs: dict[str, QWidget] = {}
        self._places: dict[str, QScrollArea] = {}
        super().__init__(services, parent)
        self.general = GeneralSettings(services.data_dir, services.key_trial, self.tabStack)
        self.accounts = AccountsPanel(services, self.tabStack)
        self.stations = StationsPanel(services.stations, self.tabStack)
        self.booths = BoothsPanel(services, self.tabStack)
        self.centre = CentrePanel(services, self.tabStack)
        self.medium = SecondMediumPanel(services, self.tabStack)
        self.part = TrusteePart(services.ceremony, services.counting.openings, self.tabStack)
        self._tabs = {
            "general": self.general,
            "accounts": self.accounts,
            "stations": self.stations,
            "booths": self.booths,
            "centre": self.centre,
            "medium": self.medium,
            "part": self.part,
        }
        for key, tab in self._tabs.items():
            self._places[key] = scrolling(tab, self.tabStack)
            self.tabStack.addWidget(self._places[key])
        self.retranslate()
        self.tabs.chosen.connect(self.open_tab)
        self.general.language_wanted.connect(self.language_wanted)
        self.stations.changed.connect(self.refresh_needed)
        # Booths that were just added can be set up.
        self.stations.changed.connect(self.refresh)
        self.centre.changed.connect(self.refresh_needed)
        self.medium.changed.connect(self.refresh_needed)
        self.medium.decision_wanted.connect(self.ask_to_decide)

    def title(self) -> str:
        return self.tr("Settings")

    def help_text(self) -> str:
        return self.tr(
            "Give everybody who works here an account of their own with a PIN; candidates get accounts for "
            "their pledges. For each booth choose its screen and measure it, a printer for slips, and the "
            "spoken guide. A second medium keeps every vote twice. Here are also the language, the data "
            "folder and the versions."
        )

    def retranslate(self) -> None:
        if self._tabs:
            self.tabs.set_tabs(
                [
                    ("general", self.tr("General")),
                    ("accounts", self.tr("Accounts")),
                    ("stations", self.tr("This station")),
                    ("booths", self.tr("Booths")),
                    ("centre", self.tr("Centre")),
                    ("medium", self.tr("Second medium")),
                    ("part", self.tr("Trustee's part")),
                ]
            )

    def open_tab(self, key: str) -> None:
        """Show another tab, from its top."""
        self.tabs.current = key
        self.tabStack.setCurrentWidget(self._places[key])
        self._to_top(key)

    def show_part(self, key: str) -> None:
        self.open_tab(key)

    def entered(self, session: Session, election_id: str | None) -> None:
        del election_id
        self.accounts.show_for(session)
        self.stations.show_for(session)
        self.booths.show_for(session)
        self.centre.show_for(session)
        self.medium.show_for(session)
        self.part.show_for(session)

    def left(self) -> None:
        self.booths.leave()
        self._to_top(self.tabs.current)

    def _to_top(self, key: str) -> None:
        self._places[key].verticalScrollBar().setValue(0)
