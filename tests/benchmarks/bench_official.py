"""What officials wait for: the results of three hundred stations, as a page and station by station.

Each row is (what, value in ms, floor, ratio, target); value is a median from entering the page to the last
thing painted. The floor is the same with two stations: what the page costs anyway. How long anybody may wait
stands in the name of the row (numbers.md).
"""

from __future__ import annotations

import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.domain.clock import FixedClock
from omp_desktop.gui import appearance, tasks, theme
from omp_desktop.gui.official.by_station import ByStationForm
from omp_desktop.gui.official.results import ResultsPage
from omp_desktop.gui.role_services import official_services
from omp_desktop.services.collecting import CollectingService
from omp_desktop.services.core import Core
from omp_desktop.services.results import ElectionResult
from omp_desktop.services.session import Session
from omp_desktop.store.driver import RawConnection, StoreKey, connect
from tests.faults.booth_process import settle, wait_for
from tests.services.keeping_centre import KeepingCentre, TwoDays
from tests.services.polling_day import Day
from tests.services.scene import FAST_HASHER, FAST_KEY, STORE_KEY, TWO_DAYS_BEFORE, Desk, voters_file
from tests.services.two_stations import Pair, make_pair

Row = tuple[str, float, float, float, float]

STATIONS = 300
VOTERS = 500  # at each station that was collected
LOOKS = 15
TARGET = 3.0


@dataclass(frozen=True)
class Office:
    """The commission's PC after the count."""

    core: Core
    session: Session
    election_id: str


def rows() -> Iterator[Row]:
    """All rows of this file."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    appearance.prepare(application)
    with tempfile.TemporaryDirectory() as folder, tasks.workers():
        floors = _looks(Path(folder) / "few", 2)
        values = _looks(Path(folder) / "many", STATIONS)
    for what, value, floor in zip(("page", "by station"), values, floors, strict=True):
        name = f"results, {what}, {STATIONS} stations (ms; at most 200)"
        yield name, value, floor, value / floor, TARGET


def _looks(folder: Path, stations: int) -> tuple[float, float]:
    """Medians in ms of the page, and of the sheet by station."""
    opened: list[Core] = []
    office = _office(folder, stations, opened.append)
    services = official_services(Application(office.core, Costs(FAST_HASHER, FAST_KEY)))
    pages, sheets = [], []
    for _ in range(LOOKS):
        page = ResultsPage(services)
        _show(page)
        began = time.perf_counter()
        page.enter(office.session, office.election_id)
        wait_for(lambda page=page: page._result is not None)  # type: ignore[misc]
        page.grab()
        pages.append(time.perf_counter() - began)
        result = page._result
        assert result is not None
        assert len(result.by_station) == stations
        sheets.append(_sheet(result))
        page.close()
        page.deleteLater()
        settle()
    for core in opened:
        core.store.close()
    return 1000 * statistics.median(pages), 1000 * statistics.median(sheets)


def _sheet(result: ElectionResult) -> float:
    began = time.perf_counter()
    form = ByStationForm(result)
    _show(form)
    form.grab()
    seconds = time.perf_counter() - began
    form.close()
    form.deleteLater()
    return seconds


def _show(window: QWidget) -> None:
    theme.dress(window)
    window.resize(1280, 800)
    window.show()


def _office(folder: Path, stations: int, closing: Callable[[Core], None]) -> Office:
    """Counted over two stations that voted; the others are listed, collected and left out of the count."""
    folder.mkdir()
    clock, centre = FixedClock(TWO_DAYS_BEFORE), KeepingCentre()

    def more(desk: Desk, official: Session, election_id: str) -> None:
        lists = folder / "more"
        lists.mkdir()
        for number in range(3, stations + 1):
            station = desk.stations.add(official, f"가상 제{number}투표소", "다구")
            listed = [(f"9{number:03}", "한결", "1980-01-01", f"가상시 다로 {number}")]
            file = voters_file(lists, listed)
            desk.voters_list.import_csv(official, election_id, station.id, file)

    pair = make_pair(folder, clock, closing, centre, finish=more).bring()
    days = _vote(pair, centre, clock)
    core, people = pair.commission.core, pair.commission.people
    CollectingService(core, centre.network).collect(people.commission, days.first.id)
    connection = connect(core.store.path, StoreKey(STORE_KEY), 0)
    _leave_out(connection, days.first.id, days.second_station)
    days.first.count()
    _multiply(connection, days.first.id, days.second_station)
    connection.close()
    return Office(core, people.commission, days.first.id)


def _vote(pair: Pair, centre: KeepingCentre, clock: FixedClock) -> TwoDays:
    station, election = pair.station, pair.election
    kiosk = Desk(station.core).stations.add_kiosk(station.official, pair.second_station.id)
    there = type(election)(
        election.id, pair.second_station, kiosk, election.president, election.council, election.key_file
    )
    first = Day(Desk(pair.commission.core), pair.commission.people, election, clock)
    second = Day(Desk(station.core), station.people, there, clock)
    return TwoDays(pair, centre, first, second).vote().close().send()


def _leave_out(connection: RawConnection, election_id: str, second: str) -> None:
    """Every station but the two that voted."""
    election, kept = bytes.fromhex(election_id), bytes.fromhex(second)
    connection.execute(
        "INSERT INTO station_left_out SELECT ?, id, '회선이 끊김' FROM station WHERE id <> ? AND id NOT IN "
        "(SELECT station_id FROM device)",
        (election, kept),
    )


def _multiply(connection: RawConnection, election_id: str, second: str) -> None:
    """What was collected from the second station, once more for each that was left out, with many voters."""
    election, there = bytes.fromhex(election_id), bytes.fromhex(second)
    left_out = [row[0] for row in connection.execute("SELECT station_id FROM station_left_out").fetchall()]
    batches = connection.execute(
        "SELECT * FROM collected_batch WHERE station_id = ? AND lane = 'S'", (there,)
    ).fetchall()
    pages = connection.execute("SELECT * FROM collected_page WHERE station_id = ?", (there,)).fetchall()
    hours = connection.execute("SELECT * FROM collected_participation WHERE station_id = ?", (there,))
    voter = hours.fetchall()[0]
    connection.execute("BEGIN IMMEDIATE")
    for station in left_out:
        ids = {batch[0]: secrets.token_bytes(16) for batch in batches}
        device = secrets.token_bytes(16)
        for batch in batches:
            copied = (ids[batch[0]], election, station, *batch[3:])
            connection.execute(_insert("collected_batch", len(batch)), copied)
        for page in pages:
            moved = (election, device, *page[2:4], station, next(iter(ids.values())), *page[6:])
            connection.execute(_insert("collected_page", len(page)), moved)
        for _ in range(VOTERS):
            another = (election, secrets.token_bytes(16), station, *voter[3:])
            connection.execute(_insert("collected_participation", len(voter)), another)
    connection.execute("COMMIT")


def _insert(table: str, columns: int) -> str:
    return f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})"  # noqa: S608 - names of tables
