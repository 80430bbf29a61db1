"""The devices that this computer knows: whose they are, whether they may sign, and their fingerprints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.busy import make_busy
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.words import sentence_case
from omp_desktop.gui.widgets import Column, Notice, PillCell, PushButton, Row, TableView, Text
from omp_desktop.services.device_list import DeviceState, LastUse, ListedDevice, with_centre
from omp_desktop.wire.enrolment import DeviceView

_LOOKS = {
    DeviceState.ACTIVE: ("ok", "circle-check"),
    DeviceState.WAITING: ("warn", "hourglass"),
    DeviceState.REVOKED: ("err", "ban"),
    DeviceState.KEY_MISSING: ("err", "circle-alert"),
}


class DevicesView(Form):
    """One table. The centre is asked only when somebody wants it."""

    ui = ("official", "devices.ui")

    askButton: PushButton
    devicesNotice: Notice
    devicesTable: TableView

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Nothing is read before `show_election`."""
        self._services = services
        self._election_id: str | None = None
        self._listed: tuple[ListedDevice, ...] = ()
        # What the centre said of them: nothing yet, its states, or why there is no answer.
        self._answer: OmpError | bool = False
        super().__init__(parent)
        self.askButton.clicked.connect(self._ask)

    def show_election(self, election_id: str | None) -> None:
        """Read the devices; the centre would be asked about this election."""
        self._election_id = election_id
        devices, centre = self._services.device_list, self._services.centre
        # Reads the key store too, which may take seconds.
        self.work(lambda: (devices.all(), centre.link() is not None), self._take, lane=tasks.POOL)

    def retranslate(self) -> None:
        self.devicesTable.set_columns(
            [
                Column(self.tr("Device"), stretch=1),
                Column(self.tr("Fingerprint of its key"), width=312),
                Column(self.tr("Last used in"), width=224),
                Column(self.tr("State"), width=152, align="right"),
            ]
        )
        self.devicesTable.emptyText = self.tr("No device is registered yet.")
        self._show()

    def _take(self, read: tuple[Sequence[ListedDevice], bool]) -> None:
        listed, connected = read
        self._listed = tuple(listed)
        # Again the states that are known here.
        self._answer = False
        self.askButton.setVisible(connected and self._election_id is not None)
        self._show()

    def _show(self) -> None:
        speak, answer = language.of(self), self._answer
        self.devicesTable.set_rows([self._row(each, speak) for each in self._listed])
        self.devicesNotice.setVisible(answer is not False)
        if isinstance(answer, OmpError):
            self.devicesNotice.say("warn", self.in_words(answer))
        elif answer:
            self.devicesNotice.say("ok", self.tr("These are the states that the centre has."))

    def _row(self, each: ListedDevice, speak: Lang) -> Row:
        kind = sentence_case(each.kind.label(speak))
        where = self.tr("this computer") if each.here else ""
        sub = " · ".join(part for part in (each.station, kind if kind != each.name else "", where) if part)
        return Row(
            each.id,
            (
                Text(each.name, sub=sub, weight="name"),
                Text(each.fingerprint),
                self._use(each.last, speak),
                PillCell(*_LOOKS[each.state], sentence_case(each.state.label(speak))),
            ),
        )

    def _use(self, last: LastUse | None, speak: Lang) -> Text:
        if last is None:
            return Text(self.tr("Not yet"), tone="text2")
        # The day is that of the election, which may still be to come.
        day = self.tr("Election until {day}").format(day=last.day.isoformat())
        return Text(day, sub=last.election.text(speak))

    def _ask(self) -> None:
        election_id = self._election_id
        if election_id is None:
            return
        service = self._services.devices
        put_back = make_busy(self.askButton)
        self.work(
            lambda: service.all(election_id),
            lambda views: self._on_answer(election_id, views),
            self._on_silence,
            lane=tasks.POOL,
            settled=put_back,
        )

    def _on_answer(self, election_id: str, views: Sequence[DeviceView]) -> None:
        if election_id != self._election_id:
            return
        self._listed, self._answer = tuple(with_centre(self._listed, views)), True
        self._show()

    def _on_silence(self, error: OmpError) -> None:
        self._answer = error
        self._show()
