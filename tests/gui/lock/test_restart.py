"""What a booth is after the program was killed: out of order if it was, otherwise at the start."""

from __future__ import annotations

from pathlib import Path

from omp_desktop import settings
from tests.gui.lock.conftest import Built
from tests.gui.lock.desktop import Desktop, station, until


def test_a_booth_that_was_out_of_order_is_so_again_after_a_kill(
    desk: Desktop, folder: Path, built: Built
) -> None:
    (booth,) = built.booths

    def kept() -> bool:
        return settings.load(folder).settings.booth(booth).out_of_order

    with station(desk, folder, "kiosk") as first:
        first.wait(place="start")
        first.tell("break")
        first.wait(place="out_of_order")
        until(kept, "it was not kept")
        first.process.kill()
    with station(desk, folder, "kiosk") as second:
        second.wait(place="out_of_order", front=True, whole=True)
        second.tell("release")
        second.wait(place="start")
        until(lambda: not kept(), "it was not kept that an official has seen to it")


def test_a_booth_that_was_in_use_is_at_the_start_after_a_kill(desk: Desktop, folder: Path) -> None:
    with station(desk, folder, "kiosk") as first:
        first.wait(place="start")
        first.tell("look-up")
        first.wait(place="look_up")
        first.process.kill()
    with station(desk, folder, "kiosk") as second:
        second.wait(place="start", front=True, whole=True)
