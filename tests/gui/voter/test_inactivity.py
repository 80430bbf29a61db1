"""When nobody touches the booth."""

from __future__ import annotations

import pytest

from omp_desktop.gui.voter.inactivity import Inactivity, Quiet


class Watch:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("seconds", "quiet"),
    [
        (0, Quiet.ACTIVE),
        (119.9, Quiet.ACTIVE),
        (120, Quiet.ASK),
        (149.9, Quiet.ASK),
        (150, Quiet.LOCK),
        (9999, Quiet.LOCK),
    ],
)
def test_two_minutes_then_a_question_then_the_lock(seconds: float, quiet: Quiet) -> None:
    watch = Watch()
    inactivity = Inactivity(watch)
    watch.now += seconds
    assert inactivity.quiet is quiet


def test_a_touch_begins_the_count_anew() -> None:
    watch = Watch()
    inactivity = Inactivity(watch)
    watch.now += 140
    inactivity.touched()
    watch.now += 119
    assert inactivity.quiet is Quiet.ACTIVE


def test_the_question_counts_down_from_thirty() -> None:
    watch = Watch()
    inactivity = Inactivity(watch)
    watch.now += 120
    assert inactivity.seconds_to_answer == 30
    watch.now += 29
    assert inactivity.seconds_to_answer == 1
    watch.now += 60
    assert inactivity.seconds_to_answer == 0
