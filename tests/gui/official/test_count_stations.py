"""Before the count the stations come together on the results page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.sending import CollectionFault
from omp_desktop.gui.official.reason import ReasonForm
from omp_desktop.gui.official.results import ResultsPage
from omp_desktop.services.deliveries import Missing
from tests.gui.conftest import Show
from tests.gui.official.at_the_desk import Hands, open_window
from tests.services.conftest import gathering, sent  # noqa: F401 - fixtures
from tests.services.keeping_centre import Gathering, Kept
from tests.services.scene import Desk


@pytest.fixture
def counting(
    gathering: Gathering,  # noqa: F811 - the fixture above
    show: Show,
    qtbot: QtBot,
    workers: Iterator[None],
) -> Iterator[Hands]:
    """The commission stands before the count; nothing of the second station was collected."""
    del workers
    with gathering.core.store.uow() as uow:
        link = uow.centre.link()
        assert link is not None
        # Nobody listens there: the centre of this test is in its memory.
        uow.centre.set_link(replace(link, url="http://127.0.0.1:9"))
        uow.commit()
    hands = open_window(Desk(gathering.core), show, qtbot)
    hands.results.services = replace(hands.results.services, collecting=gathering.collecting)
    hands.sign_in(gathering.people.commission)
    hands.go("results")
    hands.settle()
    yield hands
    hands.window.close()
    hands.settle()


def arrived(page: ResultsPage) -> list[str]:
    """What the table says of each station."""
    model = page.stations.stationsTable.model()
    return [str(model.index(row, 4).data()) for row in range(model.rowCount())]


def test_the_count_waits_for_a_station_that_has_not_delivered(counting: Hands) -> None:
    page = counting.results
    assert page.stations.isVisible()
    assert not page.counting.isVisible()
    assert not page.stations.goOnButton.isVisible()
    assert arrived(page)[1].lower() == Missing.NOTHING.en
    counting.fits()


def test_after_collecting_the_count_goes_on(counting: Hands) -> None:
    counting.press("Collect now")
    counting.until(counting.results.stations.goOnButton.isVisible)
    counting.settle()
    assert arrived(counting.results) == ["Everything", "Everything"]
    counting.press("Go on to the count")
    assert counting.results.counting.isVisible()
    assert not counting.results.stations.isVisible()


def test_two_people_go_on_without_a_station_and_say_why(
    counting: Hands,
    gathering: Gathering,  # noqa: F811 - the fixture above
) -> None:
    stations = counting.results.stations
    assert not stations.leaveOutButton.isEnabled()
    assert "Choose a station" in stations.detailLabel.text()
    stations.stationsTable.choose(gathering.second_station)
    counting.click(stations.leaveOutButton)
    form = counting.part(counting.window, ReasonForm)
    counting.type(form.reasonEdit, "The line is down")
    counting.click(form.goButton)
    counting.pins()
    counting.until(stations.goOnButton.isVisible)
    counting.settle()
    assert arrived(counting.results)[1].startswith("Counted without it")
    assert stations.stateNotice.kind == "warn"
    assert "without 1 station" in stations.stateNotice.text
    assert gathering.other.left_out == "The line is down"


def test_this_computers_own_station_cannot_be_left_out(
    counting: Hands,
    gathering: Gathering,  # noqa: F811 - the fixture above
) -> None:
    stations = counting.results.stations
    stations.stationsTable.choose(gathering.election.station.id)
    assert not stations.leaveOutButton.isEnabled()


def test_what_was_not_taken_is_said_with_the_reason(
    counting: Hands,
    gathering: Gathering,  # noqa: F811 - the fixture above
) -> None:
    (page,) = gathering.sent("B")
    gathering.centre.kept[page.entry.batch_id] = Kept(page.entry, b"nothing", page.receipt)
    stations = counting.results.stations
    stations.stationsTable.choose(gathering.second_station)
    counting.press("Collect now")
    counting.until(lambda: CollectionFault.MALFORMED.en in stations.detailLabel.text())
    assert Missing.REFUSED.en in stations.detailLabel.text()
    counting.settle()
    counting.fits()
