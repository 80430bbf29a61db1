"""The booths of this computer: their screens, the size of their text, slips and the spoken guide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop import settings
from omp_desktop.domain.station import Device
from omp_desktop.gui import displays
from omp_desktop.gui.announce import announce
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.booth_printer import BoothPrinter
from omp_desktop.gui.official.booth_screen import BoothScreen
from omp_desktop.gui.official.booth_voice import BoothVoice
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import Label, ListCard, Notice
from omp_desktop.services.session import OFFICIALS, Session
from omp_desktop.services.stations import StationView
from omp_desktop.settings import BoothSettings, Settings


@dataclass(frozen=True, slots=True)
class _Read:
    """What the panel shows, read at one go."""

    booths: tuple[Device, ...]
    settings: Settings


class BoothsPanel(Form):
    """The booths in a list, and what can be set for the chosen one. What is changed is kept at once."""

    ui = ("official", "settings_booths.ui")
    changed = Signal()

    emptyLabel: Label
    listHost: QWidget
    partsHost: QWidget
    nameLabel: Label
    openNotice: Notice
    roleNotice: Notice

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._stations = services.stations
        self._folder = services.data_dir
        self._open_booths = services.open_booths
        self._session: Session | None = None
        self._read = _Read((), Settings())
        self._chosen = ""
        self._cards: dict[str, ListCard] = {}
        super().__init__(parent)
        self.screen_part = BoothScreen(self.partsHost)
        self.printer_part = BoothPrinter(services.printing, self.partsHost)
        self.voice_part = BoothVoice(services.speaker, self.partsHost)
        self._parts = (self.screen_part, self.printer_part, self.voice_part)
        for part in self._parts:
            _column(self.partsHost).addWidget(part)
            part.wanted.connect(self._change)
        self._show()

    def show_for(self, session: Session) -> None:
        """Read the booths and what is known of them, and show it to the person signed in."""
        self._session = session
        folder = self._folder
        if folder is not None:
            self.work(lambda: _read(self._stations.all(), folder), self._on_read)

    def leave(self) -> None:
        """Stop what runs only while it is seen: a measurement, a sample of the voice."""
        self.screen_part.leave()
        self.voice_part.leave()

    def retranslate(self) -> None:
        if hasattr(self, "screen_part"):
            self._show()

    def choose(self, device_id: str) -> None:
        """Show another booth. What is measured meanwhile would be the screen of the one before."""
        if device_id != self._chosen:
            self.leave()
        self._chosen = device_id
        self._show()

    def _on_read(self, read: _Read) -> None:
        self._read = read
        ids = [booth.id for booth in read.booths]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        self._show()

    def _known(self, device_id: str) -> BoothSettings:
        return self._read.settings.booth(device_id)

    def _show(self) -> None:
        booths = self._read.booths
        self.emptyLabel.setVisible(not booths)
        self._show_cards()
        booth = next((booth for booth in booths if booth.id == self._chosen), None)
        self.nameLabel.setVisible(booth is not None)
        self.partsHost.setVisible(booth is not None)
        if booth is None or self._session is None:
            self.openNotice.hide()
            self.roleNotice.hide()
            return
        known = self._known(booth.id)
        others = {other.name: self._known(other.id) for other in booths if other.id != booth.id}
        is_open = booth.id in self._open_booths()
        may = self._session.account.role in OFFICIALS
        self.nameLabel.setText(booth.name)
        self.openNotice.setVisible(is_open)
        self.roleNotice.setVisible(not may)
        for part in self._parts:
            part.setEnabled(may)
        self.screen_part.show_booth(booth.name, known, others, is_open=is_open)
        self.printer_part.show_booth(known)
        self.voice_part.show_booth(known, others)

    def _show_cards(self) -> None:
        wanted = [booth.id for booth in self._read.booths]
        if list(self._cards) != wanted:
            for card in self._cards.values():
                card.hide()
                card.deleteLater()
            self._cards = {device_id: self._card(device_id) for device_id in wanted}
        for booth in self._read.booths:
            card = self._cards[booth.id]
            known = self._known(booth.id)
            measured = displays.measured_dpi(known, displays.of_booth(known))
            card.title = booth.name
            card.caption = self._where(known)
            card.pillKind, card.pillIcon = ("ok", "circle-check") if measured else ("warn", "triangle-alert")
            card.pillText = self.tr("Measured") if measured else self.tr("Not measured")
            card.setChecked(booth.id == self._chosen)

    def _card(self, device_id: str) -> ListCard:
        card = ListCard(self.listHost)
        card.clicked.connect(lambda: self.choose(device_id))
        _column(self.listHost).addWidget(card)
        return card

    def _where(self, known: BoothSettings) -> str:
        if not known.screen:
            return self.tr("On any screen")
        return self.tr("On {screen}").format(screen=known.screen)

    def _change(self, changes: dict[str, Any]) -> None:
        folder, device_id = self._folder, self._chosen
        if folder is None or not device_id:
            return
        moved = self._moved_voice(changes)

        def write() -> _Read:
            for other in moved:
                settings.change_booth(folder, other, spoken=False)
            settings.change_booth(folder, device_id, **changes)
            return _read(self._stations.all(), folder)

        def done(read: _Read) -> None:
            self._on_read(read)
            announce(self, self.tr("Saved"))
            self.changed.emit()

        def failed(error: Any) -> None:
            # What is shown was not kept.
            self._show()
            self.show_error(error)

        self.work(write, done, failed)

    def _moved_voice(self, changes: dict[str, Any]) -> list[str]:
        """The booths that lose the spoken guide to this one: a computer has one sound for all of them."""
        if not changes.get("spoken"):
            return []
        return [
            booth.id
            for booth in self._read.booths
            if booth.id != self._chosen and self._known(booth.id).spoken
        ]


def _read(stations: Collection[StationView], folder: Path) -> _Read:
    booths = next((view.devices for view in stations if view.here), ())
    in_use = sorted((booth for booth in booths if booth.active), key=lambda booth: booth.name)
    return _Read(tuple(in_use), settings.load(folder).settings)


def _column(host: QWidget) -> QVBoxLayout:
    layout = host.layout()
    if not isinstance(layout, QVBoxLayout):
        raise TypeError(f"{host.objectName()} has no column")
    return layout
