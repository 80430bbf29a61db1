"""What the program gets from outside, and what was asked for at its start."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from omp_desktop.bootstrap import Application, open_application
from omp_desktop.domain.errors import OmpError
from omp_desktop.scenarios import demonstration
from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from omp_desktop.gui.print.system import PrintSystem
    from omp_desktop.gui.speech.speaker import Speaker

HAND_OVER_MARK: Final = ":"


class Start(StrEnum):
    """The window that a start opens."""

    CHOOSER = "chooser"
    OFFICIAL = "official"
    CANDIDATE = "candidate"
    KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for at the start. `booth` names a kiosk; `demonstration`: the folder is one; `told` was
    found before there was a window, and is said in the first one.
    """

    start: Start = Start.CHOOSER
    booth: str | None = None
    demonstration: bool = False
    told: OmpError | None = None

    def words(self) -> str:
        """What a second start hands over to the first."""
        return f"{self.start}{HAND_OVER_MARK}{self.booth}" if self.booth else str(self.start)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the program gets from outside; others stand in for it only where pictures are taken.

    `monotonic`: seconds of a clock that never goes back, by which a booth notices that nobody touches it.
    `centre_of` makes the centre of a demonstration in this folder; None: demonstrations work alone.
    `print_system`: what prints; `speaker` makes what speaks; None: the system that the program runs on.
    """

    open_folder: Callable[[Path], Application] = open_application
    open_demonstration: Callable[[Path], Application] = demonstration.open_demonstration
    monotonic: Callable[[], float] = time.monotonic
    centre_of: Callable[[Path], DemonstrationCentre] | None = None
    print_system: PrintSystem | None = None
    speaker: Callable[[QObject | None], Speaker] | None = None


USUAL: Final = Surroundings()
