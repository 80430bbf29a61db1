"""Functions that the tests of steps in a process of their own start there; each at the top, to be found."""

from __future__ import annotations

import os
import threading

from omp_desktop.scenarios.self_test.apart import Tell
from omp_desktop.scenarios.self_test.lines import well


def two_lines(tell: Tell) -> None:
    tell(well("trial", "하나", "one"))
    tell(well("trial", "둘", "two"))


def one_line_and_death(tell: Tell) -> None:
    tell(well("trial", "하나", "one"))
    os._exit(7)


def no_answer(tell: Tell) -> None:
    del tell
    threading.Event().wait()
