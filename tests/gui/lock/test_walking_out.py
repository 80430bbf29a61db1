"""Nobody walks out of the voter's screen: keys, the window manager, other programs, a second start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from omp_desktop.gui.single_instance import SingleInstance
from tests.gui.lock.conftest import Built
from tests.gui.lock.desktop import Desktop, Station, reaches, station, stranger, until

# Key as xdotool has it, and as Qt does.
KEYS = {
    "alt+F4": "Alt+F4",
    "ctrl+q": "Ctrl+Q",
    "ctrl+w": "Ctrl+W",
    "alt+Tab": "Alt+Tab",
    "alt+Escape": "Alt+Esc",
    "alt+space": "Alt+Space",
    "super+d": "Meta+D",
    "super+e": "Meta+E",
    "ctrl+alt+Right": "Ctrl+Alt+Right",
    "ctrl+alt+t": "Ctrl+Alt+T",
    "Escape": "Esc",
    "Menu": "Menu",
    "shift+F10": "Shift+F10",
    **{f"F{number}": f"F{number}" for number in range(1, 13)},
}


@pytest.fixture(scope="module")
def alone(desk: Desktop, built: Built) -> Iterator[Station]:
    """A booth on the only screen."""
    with station(desk, built.folder, "kiosk") as made:
        made.wait(place="start", alone=True)
        at_its_place(made)
        yield made


def at_its_place(booth: Station) -> None:
    booth.wait(front=True, whole=True, exposed=True, keyboard=True, chooser="", official="", menu=False)


@pytest.mark.parametrize("key", KEYS)
def test_keys_reach_the_booth_and_not_the_window_manager(alone: Station, desk: Desktop, key: str) -> None:
    def reached() -> bool:
        # A key is lost that comes while the booth is only just taking the keyboard again.
        desk.do("key", key)
        return alone.seen.get("keys") == [KEYS[key]]

    until(reached, f"{key} does not reach the booth")
    at_its_place(alone)


@pytest.mark.parametrize("attack", ["windowminimize", "windowunmap"])
def test_the_booth_comes_back_when_its_window_is_hidden(alone: Station, desk: Desktop, attack: str) -> None:
    before = alone.seen["disturbed"]
    desk.do(attack, desk.window("OMP Desktop"))
    until(lambda: alone.seen["disturbed"] > before, "nothing has happened")
    at_its_place(alone)


def test_the_booth_comes_along_to_another_desktop(alone: Station, desk: Desktop) -> None:
    other = "1" if desk.do("get_desktop") == "0" else "0"
    before = alone.seen["disturbed"]
    desk.do("set_desktop", other)
    until(lambda: alone.seen["disturbed"] > before, "nothing has happened")
    at_its_place(alone)
    assert desk.do("get_desktop") == other


def test_another_program_gets_neither_the_keys_nor_the_focus(alone: Station, desk: Desktop) -> None:
    before = alone.seen["disturbed"]
    with stranger(desk, 100, 100) as other:
        until(lambda: alone.seen["disturbed"] > before, "nobody asked for the focus")
        desk.do("key", "a")
        alone.wait(keys=["A"])
        assert other.end() == ""
    at_its_place(alone)


def test_no_button_but_the_left_does_anything(alone: Station, desk: Desktop) -> None:
    alone.tell("look-up")
    alone.wait(place="look_up", field="")
    with stranger(desk, 0, 0):
        until(lambda: reaches(alone, desk, "1"), "the field takes no touch")
        pressed = alone.seen["pressed"]
        desk.do("click", "2", "click", "3", "click", "8")
        # What is typed comes after what was clicked.
        desk.do("key", "7")
        assert alone.wait(keys=["7"], field="7", menu=False)["pressed"] == pressed
    alone.tell("start")
    at_its_place(alone)


def test_a_second_start_brings_nothing_in_front_of_the_booth(alone: Station, built: Built) -> None:
    for number, start in enumerate(("official", "candidate", "chooser"), alone.seen["asked"] + 1):
        assert SingleInstance(built.folder).hand_over(start)
        alone.wait(asked=number)
    at_its_place(alone)


def test_a_call_for_an_official_brings_nothing_in_front_of_the_booth(alone: Station) -> None:
    alone.tell("call")
    at_its_place(alone)


def test_without_the_guard_another_program_gets_the_focus(desk: Desktop, folder: Path) -> None:
    with station(desk, folder, "kiosk", "unguarded") as booth:
        booth.wait(place="start", front=True)
        with stranger(desk, 0, 0):
            booth.wait(front=False, keyboard=False)
