"""A centre in this process with a real database, and what the tests of its public side put into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from omp_desktop.central import ingest
from omp_desktop.central.centre import Centre, utc_now
from omp_desktop.central.checker import Checker, Place
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.schema import Base, PageRow, SumRow
from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import Aggregate, product
from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.crypto.opening import combine, open_aggregate
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.record.opened import RecordedOpening
from tests.central.asking import Answer, Application
from tests.central.senders import (
    CAST,
    Body,
    Frozen,
    HeldElection,
    MadeBallot,
    Sender,
    cast,
    poll_event,
    put_row,
)


@dataclass(frozen=True)
class Scene:
    """A centre, an election that it has, the commission and the offices of the stations."""

    centre: Centre
    election: HeldElection
    commission: Sender
    offices: Sequence[Sender]
    app: Application

    def send(self, *batches: Frozen) -> None:
        """The centre takes the batches, as over HTTP behind the signature of the request."""
        for batch in batches:
            election, station, batch_id = batch.path.split("/")[3::2]
            ingest.receive(self.centre, batch.packed, ingest.Place(election, station, batch_id))

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """A GET of anybody."""
        return self.app.ask("GET", path, headers=headers or {})

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """A GET below the address of the election."""
        return self.get(f"/v1/elections/{self.election.id}{path}", headers)

    def vote(self, *counts: int) -> None:
        """So many voters of each station have voted, and their ballots are here and checked."""
        voters = 0
        for office, count in zip(self.offices, counts, strict=True):
            if count:
                self.send(office.ballots(count), office.participations(cast(count, first=voters)))
            voters += count
        self.check()

    @contextmanager
    def at(self, moment: datetime) -> Iterator[Scene]:
        """The same centre at another time."""
        centre = replace(self.centre, now=lambda: moment)
        app = Application(centre)
        try:
            yield replace(self, centre=centre, app=app)
        finally:
            app.close()

    def open_polls(self) -> None:
        self.polls("open", "published", "open")

    def close_polls(self) -> None:
        """Every station has closed, and its kiosks said what they have."""
        self.polls("close", "open", "closed")
        self.send(*(office.statements(office.closing()) for office in self.offices if office.on_pages))

    def cast_ballots(self) -> dict[str, list[MadeBallot]]:
        """By station, in the order in which they were made."""
        return {
            office.station_id: [ballot for ballot, status in office.on_pages if status is CAST]
            for office in self.offices
        }

    def count(self, number: int = 1, without: Sender | None = None) -> None:
        """The trustees open the sums of everything, or of all but one station's; the commission says so."""
        ballots = self.cast_ballots()
        if without is not None:
            del ballots[without.station_id]
        self.send(self.commission.statements(opened(self.election, ballots, number)))

    def leave_out(self, *offices: Sender) -> None:
        """The commission says without which stations it counts from now on."""
        self.send(self.commission.statements(left_out(*offices)))

    def polls(self, action: str, before: str, after: str) -> None:
        """Every station tells of a step of its polls."""
        for office in self.offices:
            self.send(office.statements(("poll-event", poll_event(action, before, after))))

    def check(self) -> int:
        """Every page that waits is checked; how many there were."""
        return self.checker().check_all()

    def checker(self) -> Checker:
        return Checker(self.centre.store, utc_now)

    def rows(self, kind: type[Any]) -> list[Any]:
        """All rows of a table."""
        with self.centre.store.read() as session:
            return list(session.scalars(select(kind)))

    def places(self) -> list[Place]:
        """The keys of the pages."""
        return [(row.election_id, row.device_id, row.store_epoch, row.number) for row in self.rows(PageRow)]

    def ballots_in_sums(self) -> dict[str, int]:
        """By station."""
        return {row.station_id: row.ballots for row in self.rows(SumRow)}


@contextmanager
def scene(url: str | Path, election: HeldElection, *, announced: bool = True) -> Iterator[Scene]:
    """A centre on an empty database that has the election, with an office at every station.

    `announced`: the stations have told of their kiosks.
    """
    store = CentreStore.in_folder(url) if isinstance(url, Path) else CentreStore(url)
    Base.metadata.create_all(store.engine)
    centre = Centre(store, signing.generate())
    commission = election.commission()
    offices = [election.office(at) for at in range(len(election.stations))]
    made = Scene(centre, election, commission, offices, Application(centre))
    try:
        with store.begin() as session:
            put_row(session, commission)
        made.send(commission.publish())
        with store.begin() as session:
            for office in offices:
                put_row(session, office)
        if announced:
            made.send(*(office.announce() for office in offices))
        yield made
    finally:
        made.app.close()
        store.close()


def sums_of(election: HeldElection, ballots: Sequence[MadeBallot]) -> Aggregate:
    """The product of these ballots."""
    return product(election.context, [decode_ballot(each.body, election.context) for each in ballots])


def opened(
    election: HeldElection,
    ballots: Mapping[str, Sequence[MadeBallot]],
    number: int = 1,
    kind: OpeningKind = OpeningKind.FINAL,
) -> tuple[str, Body]:
    """The statement `opening` over these ballots of the stations, made by the first two trustees."""
    everything = [each for of_station in ballots.values() for each in of_station]
    sums = sums_of(election, everything)
    secrets, publics = election.trustees
    partials = [open_aggregate(election.context, sums, secret) for secret in secrets[:2]]
    totals = combine(election.context, sums, publics, partials)
    units = {station: len(of_station) for station, of_station in ballots.items()}
    opening = RecordedOpening.of(kind, sums, units, partials, totals)
    return "opening", {"number": number, "opening": opening.to_json()}


def left_out(*offices: Sender) -> tuple[str, Body]:
    """The statement `stations-left-out` about the stations of these."""
    return "stations-left-out", {"stations": [office.station_id for office in offices]}


def flipped(data: bytes, at: int) -> bytes:
    """One bit of these bytes is another one."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
