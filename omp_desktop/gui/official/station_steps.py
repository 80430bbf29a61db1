"""Bringing the stations together before the count: collecting, and going on without one."""

from __future__ import annotations

from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official.count_stations import CountStationsView
from omp_desktop.gui.official.opening_steps import OpeningStepsPage
from omp_desktop.gui.official.reason import ReasonQuestion, ask_reason
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonStep
from omp_desktop.services.collection_run import Collection
from omp_desktop.services.deliveries import Delivery
from omp_desktop.services.session import COMMISSION_ONLY

_LEAVE_OUT: Final = LocalText("투표소를 빼고 개표", "count without a station")
_TAKE_IN: Final = LocalText("뺀 투표소를 다시 개표에 넣기", "count a station after all")


class StationStepsPage(OpeningStepsPage):
    """A page on which the stations come together before their sums are opened."""

    def connect_stations(self, view: CountStationsView) -> None:
        """Once the view is there."""
        self.stations = view
        self._deliveries: tuple[Delivery, ...] = ()
        self._gone_on = False
        view.collect_asked.connect(self._collect)
        view.leave_out_asked.connect(self._ask_why)
        view.take_in_asked.connect(self._ask_take_in)
        view.go_on_asked.connect(self._go_on)

    def stations_changed(self) -> None:
        """How far they are was read anew, or somebody goes on."""
        raise NotImplementedError

    def read_stations(self) -> None:
        """Read how far every station is."""
        election_id, collecting = self._election(), self.services.collecting
        self.work(lambda: collecting.deliveries(election_id), self._on_stations)

    def forget_stations(self) -> None:
        """Another election, or the page was left."""
        self._deliveries, self._gone_on = (), False

    @property
    def stations_first(self) -> bool:
        """Whether the stations are to be looked at before the trustees give their shares."""
        others = [each for each in self._deliveries if not each.here]
        return bool(others) and (not self._gone_on or any(each.blocks for each in others))

    def _on_stations(self, deliveries: tuple[Delivery, ...]) -> None:
        self._deliveries = deliveries
        self.stations.show_stations(deliveries)
        self.stations_changed()

    def _go_on(self) -> None:
        self._gone_on = True
        self.stations_changed()

    def _collect(self) -> None:
        election_id, session, collecting = self._election(), self.session, self.services.collecting

        def work(progress: tasks.Progress) -> Collection:
            return collecting.collect(session, election_id, progress.report, progress.is_cancelled)

        def failed(error: OmpError) -> None:
            self.show_error(error)
            self.read_stations()

        self.stations.set_busy(busy=True)
        job = self.work_long(
            work,
            lambda _collection: self.read_stations(),
            failed,
            settled=lambda: self.stations.set_busy(busy=False),
        )
        dialogs.show_progress(self, self.tr("Collecting from the centre and checking every ballot"), job)

    def _ask_why(self, station_id: str) -> None:
        name = self._name(station_id)
        question = ReasonQuestion(
            self.tr("Count without {name}").format(name=name),
            self.tr("None of its ballots will count. The reason goes into the audit log for good."),
            (),
            self.tr("Two people confirm …"),
            "danger",
        )
        ask_reason(self, question, lambda reason: self._ask_leave_out(station_id, reason))

    def _ask_leave_out(self, station_id: str, reason: str) -> None:
        election_id, collecting = self._election(), self.services.collecting

        def confirmed(people: TwoPeople) -> None:
            self.work(
                lambda: collecting.leave_out(people.first, people.second, election_id, station_id, reason),
                lambda _done: self.read_stations(),
            )

        title = self.tr("Count without {name}").format(name=self._name(station_id))
        text = self.tr("None of its ballots will count. Two people confirm it.")
        self.ask_two_people(TwoPersonStep(_LEAVE_OUT, title, text, COMMISSION_ONLY), confirmed)

    def _ask_take_in(self, station_id: str) -> None:
        election_id, collecting = self._election(), self.services.collecting

        def confirmed(people: TwoPeople) -> None:
            self.work(
                lambda: collecting.take_in(people.first, people.second, election_id, station_id),
                lambda _done: self.read_stations(),
            )

        title = self.tr("Count {name} after all").format(name=self._name(station_id))
        text = self.tr("Two people confirm that the ballots of this station count.")
        self.ask_two_people(TwoPersonStep(_TAKE_IN, title, text, COMMISSION_ONLY), confirmed)

    def _name(self, station_id: str) -> str:
        return next(each.name for each in self._deliveries if each.station_id == station_id)
