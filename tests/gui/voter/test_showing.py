"""The place of the booth where one screen follows another."""

from __future__ import annotations

from omp_desktop.gui.typography import DEFAULT_MILLIMETRES
from omp_desktop.gui.voter.elections import HowToScreen
from tests.gui.voter.rig import Rig


def test_a_screen_that_follows_another_has_all_the_room_from_the_beginning(rig: Rig) -> None:
    rig.start()
    assert rig.screen(HowToScreen).theme().millimetres == DEFAULT_MILLIMETRES
    rig.click(rig.screen(HowToScreen).goButton)
    assert rig.booth.current is not None
    assert rig.booth.current.theme().millimetres == DEFAULT_MILLIMETRES
