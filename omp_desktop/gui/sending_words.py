"""How it stands with the centre, in words and one sign: for the headers and the page of the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from omp_desktop.gui.forms import Form
from omp_desktop.sync.status import Connection, SyncStatus

# Kind of the pill and its sign. What needs somebody is told before anything else: held batches first.
_LOOKS: Final[Mapping[Connection, tuple[str, str]]] = {
    Connection.ALONE: ("plain", "cloud-off"),
    Connection.STICK: ("plain", "hard-drive-upload"),
    Connection.BEGINNING: ("plain", "hourglass"),
    Connection.UNCONFIRMED: ("warn", "hourglass"),
    Connection.CONNECTED: ("ok", "cloud-check"),
    Connection.OFFLINE: ("warn", "cloud-off"),
    Connection.UNABLE: ("err", "circle-alert"),
}
_HELD: Final = ("err", "circle-pause")
_FOUND: Final = ("err", "circle-alert")


@dataclass(frozen=True, slots=True)
class Light:
    """Kind and sign of a pill, and its words."""

    kind: str
    icon: str
    text: str


class SendingWords(Form):
    """A window or page that says how it stands with the centre."""

    def light(self, status: SyncStatus, waiting: int, where: tzinfo) -> Light:
        """In few words; `waiting` is what this window counts, `where` the zone in which times are told."""
        if status.queued.held:
            return Light(*_HELD, self.tr("Held: %n batch(es) – show", "", status.queued.held))
        if status.findings:
            return Light(*_FOUND, self.tr("Something is wrong – show"))
        return Light(*_LOOKS[status.connection], self._short(status, waiting, where))

    def whole(self, status: SyncStatus, waiting: int, where: tzinfo) -> Light:
        """In a line of its own, on a page that tells of held batches below."""
        text = self._short(status, waiting, where)
        if status.connection is Connection.OFFLINE and waiting:
            text = self.tr("Offline since {time} · %n waiting, safe here", "", waiting)
            text = text.format(time=self._since(status, where))
        return Light(*_LOOKS[status.connection], text)

    def _short(self, status: SyncStatus, waiting: int, where: tzinfo) -> str:
        texts = {
            Connection.ALONE: self.tr("Not connected · %n waiting", "", waiting),
            Connection.STICK: self.tr("By stick · %n waiting", "", waiting),
            Connection.BEGINNING: self.tr("Connecting · %n waiting", "", waiting),
            Connection.UNCONFIRMED: self.tr("Not confirmed yet · %n waiting", "", waiting),
            Connection.CONNECTED: self.tr("Connected · %n waiting", "", waiting),
            Connection.OFFLINE: self.tr("Offline since {time} · %n waiting", "", waiting),
            Connection.UNABLE: self.tr("Cannot send · %n waiting", "", waiting),
        }
        return texts[status.connection].replace("{time}", self._since(status, where))

    @staticmethod
    def _since(status: SyncStatus, where: tzinfo) -> str:
        return status.since.astimezone(where).strftime("%H:%M") if status.since is not None else "–"
