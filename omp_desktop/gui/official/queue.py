"""The queue: how it stands with the centre, what waits, what is held, and whether both sides agree."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Final

from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.sending import BatchState
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.bridge import StatusBridge
from omp_desktop.gui.language import number
from omp_desktop.gui.official.comparison import open_comparison
from omp_desktop.gui.official.queue_sticks import QueueSticks
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonStep
from omp_desktop.gui.official.words import clock_time, zone
from omp_desktop.gui.widgets import Card, Icon, Label, Notice, PushButton, SegmentedButtons, TableView
from omp_desktop.services.queue import BatchLine, QueueView
from omp_desktop.services.reconciliation import Comparison
from omp_desktop.services.session import OFFICIALS, Session
from omp_desktop.sync.status import Connection, SyncStatus

_SEND_EVERYTHING: Final = LocalText("투표 중에 모두 보내기", "send everything while polls are open")
_TILES: Final = {"ok": "successTint", "warn": "warningTint", "err": "surface", "plain": "neutral"}
_TONES: Final = {"ok": "success", "warn": "warning", "err": "danger", "plain": "text"}
# While something waits each change would be worth a comparison.
_COMPARE_SECONDS: Final = 10.0
_ONE_LINE, _TWO_LINES = 40, 52  # px: the name of the election stands below where there are several
_NO_NETWORK: Final = frozenset({Connection.ALONE, Connection.STICK})
_FILTERS: Final = {
    "all": frozenset(BatchState),
    "waiting": frozenset({BatchState.WAITING, BatchState.SENT}),
    "held": frozenset({BatchState.HELD}),
}


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read at one go: the queue, the elections' names, the zone of times, the last comparison."""

    view: QueueView
    elections: Mapping[str, LocalText]
    where: tzinfo
    comparison: Comparison | None


class QueuePage(QueueSticks):
    """What waits to be sent, in batches; out and in by stick; and the comparison of both sides."""

    ui = ("official", "queue.ui")
    key = "queue"
    icon = "send"

    tryButton: PushButton
    demoNotice: Notice
    findingNotice: Notice
    stateIcon: Icon
    stateLabel: Label
    subLabel: Label
    recordedLabel: Label
    receivedLabel: Label
    waitingLabel: Label
    comparisonNotice: Notice
    holdBackNotice: Notice
    heldCard: Card
    heldTitle: Label
    heldReason: Label
    heldStep: Label
    heldTryButton: PushButton
    looseLabel: Label
    filterButtons: SegmentedButtons
    batchesTable: TableView

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """The queue is read when the page is entered, and again when sending tells of a change."""
        self._read: _Read | None = None
        self._trouble: OmpError | None = None
        self._comparing = False
        self._compared_at = float("-inf")
        super().__init__(services, parent)
        self._bridge = StatusBridge(services.sync.board, self)
        self._bridge.changed.connect(self._on_status)
        self.tryButton.clicked.connect(self._try_now)
        self.usbOutButton.clicked.connect(self._ask_out)
        self.heldUsbButton.clicked.connect(self._ask_out)
        self.usbInButton.clicked.connect(self._ask_in)
        self.heldTryButton.clicked.connect(self._try_now)
        self.holdBackNotice.acted.connect(self._ask_everything)
        self.comparisonNotice.acted.connect(self._show_comparison)
        self.demoNotice.acted.connect(self._change_cable)
        self.filterButtons.chosen.connect(lambda _key: self._show_batches())
        self.batchesTable.button_pressed.connect(lambda key, _column: self._show_details(key))
        self.batchesTable.row_opened.connect(self._show_details)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Queue")

    def help_text(self) -> str:
        return self.tr(
            "Every ballot is kept on this computer until the centre has signed that it has it. Here you see "
            "what waits, what is held and why, and whether station and centre have the same. Voting never "
            "waits for the network; without one, write to a stick and bring the receipts back."
        )

    def retranslate(self) -> None:
        if hasattr(self, "_bridge"):
            self.batchesTable.set_columns(self.batch_columns())
            self._show()

    def entered(self, session: Session, election_id: str | None) -> None:
        del session, election_id
        self._read_again()
        self._compare()

    def _read_again(self) -> None:
        services, election_id = self.services, self.election_id

        def read() -> _Read:
            view, elections = services.queue.view(), services.elections.all()
            names = {election.id: election.name for election in elections}
            here = next((election for election in elections if election.id == election_id), None)
            if here is None:
                return _Read(view, names, UTC, None)
            return _Read(view, names, zone(here.timezone), services.reconciliation.last(here.id))

        self.work(read, self._on_read)

    def _on_read(self, read: _Read) -> None:
        self._read = read
        self._show()

    def _on_status(self, _status: SyncStatus) -> None:
        if not self.isVisible():
            return
        self._read_again()
        known = self._read.comparison if self._read is not None else None
        if (known is None or not known.complete) and time.monotonic() - self._compared_at > _COMPARE_SECONDS:
            self._compare()

    def _show(self) -> None:
        read = self._read
        if read is None:
            return
        self._show_findings()
        self._show_state(read)
        self._show_comparison_notice(read)
        self._show_hold_back(read.view)
        self._show_held(read.view)
        self._show_batches()
        self._show_demonstration()
        self._show_ways()

    @property
    def _by_official(self) -> bool:
        """Whether who is signed in may send, and use sticks; an observer looks."""
        return self._session is not None and self._session.account.role in OFFICIALS

    def _show_ways(self) -> None:
        """The way that is open from here is the main button."""
        official = self._by_official
        for button in (self.usbOutButton, self.usbInButton, self.heldTryButton, self.heldUsbButton):
            button.setEnabled(official)
        connection = self._bridge.current.connection
        by_stick = connection is Connection.STICK
        self.tryButton.kind = "secondary" if by_stick else "primary"
        self.usbOutButton.kind = "primary" if by_stick else "secondary"
        self.tryButton.setEnabled(official and connection not in _NO_NETWORK)

    def _show_findings(self) -> None:
        """What does not go away by itself, such as a copy of this computer's data that sends in its name."""
        findings = self._bridge.current.findings
        self.findingNotice.setVisible(bool(findings))
        self.findingNotice.text = "\n".join(map(self.in_words, findings))

    def _show_state(self, read: _Read) -> None:
        status, view = self._bridge.current, read.view
        light = self.whole(status, view.waiting, read.where)
        self.stateIcon.iconName = light.icon
        self.stateIcon.tone, self.stateIcon.tileKind = _TONES[light.kind], _TILES[light.kind]
        self.stateLabel.setText(light.text)
        self.subLabel.setText(self._sub_line(status, view, read.where))
        # Why there is no connection and when the next try comes take two lines.
        self.subLabel.setWordWrap(status.next_try is not None)
        self.recordedLabel.setText(number(view.recorded))
        self.receivedLabel.setText(number(view.received))
        self.waitingLabel.setText(number(view.waiting))

    def _sub_line(self, status: SyncStatus, view: QueueView, where: tzinfo) -> str:
        if status.unexpected or status.problem is not None:
            return self._trouble_line(status, where)
        if status.connection is Connection.ALONE:
            return self.tr("All is safe here. To send it, connect under Settings, Centre.")
        if status.connection is Connection.STICK:
            return self.tr("All is safe here. Write it to a stick and bring the receipts back.")
        if view.others and not view.waiting:
            return self.tr("No ballot waits, but %n other record(s) do.", "", view.others)
        if status.last_receipt is not None:
            return self.tr("Last signature of the centre at {time}").format(
                time=clock_time(status.last_receipt, where)
            )
        return self.tr("Everything is kept safely on this computer.")

    def _trouble_line(self, status: SyncStatus, where: tzinfo) -> str:
        if status.problem is None:
            said = self.tr("A fault of the program keeps it from sending ({fault}). All is safe here.")
            return said.format(fault=status.unexpected)
        why = status.problem.describe(language.of(self)).text
        if status.connection is not Connection.OFFLINE:
            return why
        said = self.tr("Voting goes on. {why}").format(why=why)
        if status.next_try is None:
            return said
        again = self.tr("Next try at {time}.").format(time=clock_time(status.next_try, where))
        return f"{said} {again}"

    def _show_comparison_notice(self, read: _Read) -> None:
        notice, compared = self.comparisonNotice, read.comparison
        notice.setVisible(compared is not None or self._trouble is not None)
        if compared is None:
            if self._trouble is not None:
                notice.kind, notice.buttonText = "warn", ""
                notice.text = self.tr("Comparison: {why}").format(why=self.in_words(self._trouble))
            return
        ballots = compared.pairs[0]
        notice.kind = "ok" if compared.holds else "err"
        figures = self.tr("Comparison: Station {station} · Centre {centre}").format(
            station=number(ballots.station), centre=number(ballots.centre)
        )
        verdict = self.tr("match") if compared.holds else self.tr("they differ, see Details")
        if compared.holds and ballots.waiting:
            verdict = self.tr("match, %n still waiting", "", ballots.waiting)
        when = self.tr("at {time}").format(time=self._time(compared, read.where))
        notice.text = f"{figures} · {verdict} · {when}"
        notice.buttonText = self.tr("Details")

    @staticmethod
    def _time(compared: Comparison, where: tzinfo) -> str:
        return clock_time(compared.at, where)

    def _show_hold_back(self, view: QueueView) -> None:
        notice = self.holdBackNotice
        # What somebody must do needs the room more; a demonstration has a line of its own above.
        found = bool(self._bridge.current.findings)
        crowded = found or (bool(view.held) and self.services.cable is not None)
        alone = self._bridge.current.connection is Connection.ALONE
        notice.setVisible(view.kept_back and not alone and not crowded)
        notice.text = self.tr(
            "At least 10 ballots stay back until the polls close, so nobody outside can see who votes when."
        )
        offered = self._by_official and view.waiting
        notice.buttonText = self.tr("Send everything now …") if offered else ""

    def _show_held(self, view: QueueView) -> None:
        held = view.held
        self.heldCard.setVisible(bool(held))
        if not held:
            return
        first = held[0]
        title = (
            self.tr("{batch} is held, and %n more", "", len(held) - 1)
            if len(held) > 1
            else self.tr("{batch} is held")
        )
        self.heldTitle.setText(title.format(batch=self.batch_name(first)))
        safe = self.tr("Its %n items stay on this computer.", "", first.items)
        self.heldReason.setText(self.tr("Why – {reason}").format(reason=f"{self.batch_reason(first)} {safe}"))
        step = self.batch_step(first)
        self.heldStep.setText(self.tr("What to do – {step}").format(step=step))

    def _show_batches(self) -> None:
        read = self._read
        if read is None:
            return
        batches = read.view.batches
        counts = {key: sum(b.state in states for b in batches) for key, states in _FILTERS.items()}
        chosen = self.filterButtons.current or "all"
        self.filterButtons.set_options(
            [
                ("all", self.tr("All")),
                ("waiting", self.tr("Waiting {n}").format(n=number(counts["waiting"]))),
                ("held", self.tr("Held {n}").format(n=number(counts["held"]))),
            ],
            "compact",
        )
        self.filterButtons.current = chosen
        self.batchesTable.emptyText = (
            self.tr("Nothing is held.") if chosen == "held" else self.tr("No batch was made yet.")
        )
        several = len({batch.election_id for batch in batches}) > 1
        self.batchesTable.rowPixels = _TWO_LINES if several else _ONE_LINE
        self.batchesTable.set_rows(
            self.batch_rows(
                [batch for batch in batches if batch.state in _FILTERS[chosen]],
                read.elections if several else {},
            )
        )
        view = read.view
        self.looseLabel.setVisible(bool(view.ballots or view.participations or view.statements))
        self.looseLabel.setText(
            self.tr(
                "Not in a batch yet – ballots {ballots}, participation {participations}, other {statements}"
            ).format(
                ballots=number(view.ballots),
                participations=number(view.participations),
                statements=number(view.statements),
            )
        )

    def _show_details(self, batch_id: str) -> None:
        batch = self._batch(batch_id)
        if batch is None:
            return
        kind = "warn" if batch.problem is not None else "info"
        dialogs.show_message(self, self.batch_name(batch), self.batch_details(batch), kind=kind)

    def _batch(self, batch_id: str) -> BatchLine | None:
        batches = self._read.view.batches if self._read is not None else ()
        return next((batch for batch in batches if batch.id == batch_id), None)

    def _try_now(self) -> None:
        sync = self.services.sync
        self.tryButton.setEnabled(False)
        self.work(
            sync.try_now,
            lambda _nothing: self._read_again(),
            settled=self._show,
        )
        self._compare()

    def _ask_everything(self) -> None:
        step = TwoPersonStep(
            _SEND_EVERYTHING,
            self.tr("Send everything now?"),
            self.tr(
                "Also the ballots that stay back while polls are open go to the centre. If only few people "
                "voted since, whoever watches the network may guess when. Do it when this computer might be "
                "lost."
            ),
            OFFICIALS,
        )
        self.ask_two_people(step, self._send_everything)

    def _send_everything(self, both: TwoPeople) -> None:
        queue, election_id = self.services.queue, self.election_id
        if election_id is not None:
            self.work(
                lambda: queue.send_everything(both.first, both.second, election_id),
                lambda _nothing: self._read_again(),
            )

    def _compare(self) -> None:
        election_id, status = self.election_id, self._bridge.current
        if election_id is None or status.connection is not Connection.CONNECTED or self._comparing:
            return
        reconciliation = self.services.reconciliation
        self._comparing, self._compared_at = True, time.monotonic()
        self.work(
            lambda: reconciliation.compare(election_id),
            self._on_compared,
            self._on_not_compared,
            lane=tasks.POOL,
            settled=self._on_compare_settled,
        )

    def _on_compared(self, _compared: Comparison) -> None:
        self._trouble = None
        self._read_again()

    def _on_not_compared(self, error: OmpError) -> None:
        self._trouble = error
        self._show()

    def _on_compare_settled(self) -> None:
        self._comparing = False

    def _show_comparison(self) -> None:
        read = self._read
        if read is not None and read.comparison is not None:
            time_said = self._time(read.comparison, read.where)
            form = open_comparison(self, self.services, read.comparison, time_said)
            form.again_asked.connect(self._compare)

    def _show_demonstration(self) -> None:
        cable, notice = self.services.cable, self.demoNotice
        # Where something is wrong the page needs the room.
        notice.setVisible(cable is not None and not self._bridge.current.findings)
        if cable is None:
            return
        if cable.trouble is not None:
            notice.kind, notice.buttonText = "warn", ""
            notice.text = self.in_words(cable.trouble)
        elif cable.plugged:
            notice.kind, notice.buttonText = "info", self.tr("Pull the cable")
            notice.text = self.tr(
                "Demonstration: a centre runs on this computer. Pull its cable, and watch what happens."
            )
        else:
            notice.kind, notice.buttonText = "warn", self.tr("Plug it in again")
            notice.text = self.tr(
                "Demonstration: the cable is pulled. Voting goes on; everything waits here."
            )

    def _change_cable(self) -> None:
        cable = self.services.cable
        if cable is None:
            return
        if cable.plugged:
            cable.pull()
        else:
            cable.plug_in()
        # Whoever does it looks at the screen: the centre is asked now, and no wait after a failure goes on.
        self.work(self.services.sync.try_now, lambda _nothing: self._read_again())
        self._show_demonstration()
