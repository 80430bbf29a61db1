"""Officials at one screen, voters at the other, on one PC: what stands where when cables are pulled."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pytest

from omp_desktop import settings
from omp_desktop.gui.lock.choice import desk_of, screen_of_booth, screen_to_return_to
from tests.gui.lock.conftest import Built
from tests.gui.lock.desktop import Desktop, Station, station, stranger
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
    settings.change_booth(folder, built.booths[0], screen="BOOTH")
    with station(desk, folder, "kiosk") as made:
        made.wait(place="start", booth="BOOTH", whole=True, alone=False, keyboard=False, chooser="DESK")
        made.tell("open official")
        made.wait(official="DESK")
        yield made


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
