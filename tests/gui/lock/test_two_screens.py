"""Officials at one screen, voters at the other, on one PC: what stands where when cables are pulled."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from omp_desktop import settings
from omp_desktop.gui.lock.choice import desk_of, screen_of_booth, screen_to_return_to
from tests.gui.lock.conftest import Built
from tests.gui.lock.desktop import Desktop, Station, reaches, station, stranger, until
from tests.gui.lock.monitors import LIBRARY, Monitors

DESK, BOOTH, SOCKET = (0, 0, 800, 900), (800, 0, 800, 900), "OTHER-SOCKET"


@pytest.fixture
def monitors(desk: Desktop, request: pytest.FixtureRequest) -> Iterator[Monitors]:
    """Two monitors beside each other: DESK, the main one unless told otherwise, and BOOTH."""
    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        pytest.skip(f"{LIBRARY} is not on this machine (Debian package libxrandr2)")
    made = Monitors(desk.display)
    main = getattr(request, "param", "DESK")
    made.plug("DESK", DESK, main=main == "DESK")
    made.plug("BOOTH", BOOTH, main=main == "BOOTH")
    yield made
    made.close()


@pytest.fixture
def day(monitors: Monitors, desk: Desktop, folder: Path, built: Built) -> Iterator[Station]:
    """A booth that belongs on BOOTH, opened while an official's window stands on DESK."""
    with opened(desk, folder, built) as made:
        yield made


@contextmanager
def opened(desk: Desktop, folder: Path, built: Built, *more: str) -> Iterator[Station]:
    """A booth on BOOTH and an official's window on DESK."""
    settings.change_booth(folder, built.booths[0], screen="BOOTH")
    with station(desk, folder, "kiosk", *more) as made:
        made.wait(place="start", booth="BOOTH", whole=True, alone=False, keyboard=False, chooser="DESK")
        made.tell("open official")
        made.wait(official="DESK")
        yield made


@contextmanager
def covered(desk: Desktop, day: Station) -> Iterator[tuple[int, int]]:
    """Another program has the focus, and stands where the booth's field is. Gives its middle."""
    day.tell("look-up")
    x, y = day.wait(place="look_up", field="")["at"]
    with stranger(desk, x - 100, y - 50, "ordinary"):
        until(lambda: at_the_front(desk) == "stranger", "the other program did not come")
        yield x, y


def at_the_front(desk: Desktop) -> str:
    """Title of the window that has the focus."""
    return desk.do("getactivewindow", "getwindowname")


def test_each_window_stands_on_its_own_screen(day: Station, desk: Desktop) -> None:
    assert day.seen["booth"] == "BOOTH"
    # The official types at the desk: the booth leaves the focus there.
    day.tell("focus")
    day.wait(front=False)
    day.tell("call")
    assert day.wait(official="DESK", booth="BOOTH", whole=True)["front"] is False


def test_a_booth_whose_screen_goes_is_put_away_and_comes_back_where_it_was(
    day: Station, monitors: Monitors
) -> None:
    day.tell("look-up")
    monitors.unplug("BOOTH")
    day.wait(booth="", official="DESK", place="look_up")
    monitors.plug("BOOTH", BOOTH)
    day.wait(booth="BOOTH", whole=True, official="DESK", place="look_up")
    monitors.unplug("BOOTH")
    day.wait(booth="")
    # The same screen at another socket has another name.
    monitors.plug(SOCKET, BOOTH)
    day.wait(booth=SOCKET, whole=True, official="DESK", place="look_up")


@pytest.mark.parametrize("monitors", ["BOOTH"], indirect=True)
def test_officials_windows_are_never_moved_under_or_over_a_booth(day: Station, monitors: Monitors) -> None:
    monitors.unplug("DESK")
    day.wait(booth="BOOTH", whole=True, official="", chooser="", alone=True, keyboard=True)
    monitors.plug("DESK", DESK)
    day.wait(booth="BOOTH", whole=True, official="DESK", chooser="DESK", alone=False, keyboard=False)


def test_nothing_can_be_dropped_into_a_booth(day: Station, desk: Desktop) -> None:
    day.tell("look-up")
    day.wait(place="look_up", field="")
    with stranger(desk, 100, 100) as other:
        desk.drag((150, 150), day.seen["at"])
        day.wait(dragged=True)
        other.end()
    assert day.wait(field="")["dropped"] is False


def test_beside_a_desk_touches_reach_the_booth_and_no_other_program(day: Station, desk: Desktop) -> None:
    with covered(desk, day):
        until(lambda: reaches(day, desk, "1"), "the other program takes the touches")


def test_a_booth_that_does_not_stay_on_top_is_covered(
    monitors: Monitors, desk: Desktop, folder: Path, built: Built
) -> None:
    with opened(desk, folder, built, "unguarded") as day, covered(desk, day) as (x, y):
        # What is given away by dragging is the other program's.
        desk.drag((x, y), (x + 200, y))
        assert day.wait(dragged=True)["pressed"] == 0


ALL = ("DESK", "A", "B")


@pytest.mark.parametrize(
    ("home", "present", "taken", "used", "expected"),
    [
        ("A", ALL, {}, True, "A"),
        ("A", ALL, {"A"}, True, None),
        ("", ALL, {}, True, "A"),
        ("", ALL, {"A"}, True, "B"),
        ("", ALL, {"A", "B"}, True, "DESK"),
        ("C", ALL, {"A"}, True, "B"),
        ("C", ("DESK",), {}, True, None),
        ("C", ("DESK",), {}, False, "DESK"),
        ("", ("DESK",), {}, True, "DESK"),
        ("", ("DESK",), {"DESK"}, False, None),
    ],
)
def test_where_a_booth_opens(
    home: str, present: tuple[str, ...], taken: set[str], used: bool, expected: str | None
) -> None:
    assert screen_of_booth(home, present, set(taken), desk_used=used) == expected


@pytest.mark.parametrize(
    ("homes", "present", "barred", "seen", "expected"),
    [
        (("A", "A"), ("DESK",), {"DESK"}, {"DESK"}, None),
        (("A", "A"), ("DESK", "A"), {"DESK"}, {"DESK"}, "A"),
        (("A", "A"), ("DESK", "NEW"), {"DESK"}, {"DESK"}, "NEW"),
        (("A", "A"), ("DESK", "B"), {"DESK"}, {"DESK", "B"}, None),
        (("A", "A"), ("DESK", "B"), {"DESK", "B"}, {"DESK"}, None),
        (("A", "B"), ("DESK", "B"), {"DESK"}, {"DESK"}, "B"),
        (("", "A"), ("DESK", "A"), {"DESK"}, {"DESK"}, "A"),
    ],
)
def test_where_a_booth_comes_back(
    homes: tuple[str, ...], present: tuple[str, ...], barred: set[str], seen: set[str], expected: str | None
) -> None:
    assert screen_to_return_to(homes, present, barred, seen) == expected


def test_officials_get_the_main_screen_unless_a_booth_has_it() -> None:
    assert [desk_of(ALL, taken) for taken in ({}, {"DESK"}, set(ALL))] == ["DESK", "A", None]
