"""The order of the day."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.gui import appearance, language, tasks
from omp_desktop.gui.tour import (
    beginning,
    booths,
    campaign,
    closing,
    letters,
    polling,
    records,
    registering,
    sending,
    voting,
)
from omp_desktop.gui.tour.camera import Camera
from omp_desktop.gui.tour.hands import Hands
from omp_desktop.gui.tour.stage import Stage

Part = Callable[[Stage], object]
DAY: Final[Sequence[Part]] = (
    beginning.set_up,
    sending.enrol,
    beginning.open_demonstration,
    registering.register,
    campaign.write_pledges,
    polling.open_polls,
    polling.check_in,
    voting.first_voter,
    booths.equip,
    letters.check_in,
    voting.two_elections,
    voting.deserted,
    voting.others,
    closing.pause,
    closing.close,
    closing.count,
    closing.close_council,
    booths.break_down,
    voting.leave,
    closing.few_ballots,
    booths.look,
    sending.look,
    records.look,
    records.lock_out,
)


class TourFoundProblems(OmpError):
    """The pictures are taken, and something on them cannot be right. Params: count."""

    code = "tour.problems"
    ko = ErrorText("화면에서 문제 {count}건을 찾았습니다.", "위에 적힌 그림을 보고 화면을 고치십시오.")
    en = ErrorText(
        "{count} problems were seen on the screens.", "Look at the pictures named above and mend the screens."
    )


def take_tour(out: Path, progress: Callable[[str], None]) -> list[Path]:
    """Play the day and save a numbered picture of every screen in `out`; returns the pictures.

    `progress` is told each screen, and at the end what is wrong. Raises TourFoundProblems, OSError, and
    TourStuck when a window does not do what it should.
    """
    if sys.platform.startswith("linux") and not any(
        os.environ.get(d) for d in ("DISPLAY", "WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("pictures need an application with windows")
    application.setQuitOnLastWindowClosed(False)
    # The system's own file dialogs cannot be typed into from here.
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    appearance.prepare(application, language.DEFAULT)
    out.mkdir(parents=True, exist_ok=True)
    camera = play(out, progress)
    for problem in camera.problems:
        progress(f"! {problem}")
    if camera.problems:
        raise TourFoundProblems(count=len(camera.problems))
    return camera.pictures


def play(
    out: Path,
    progress: Callable[[str], None],
    parts: Sequence[Part] = DAY,
    wanted: Collection[str] | None = None,
) -> Camera:
    """Play parts of the day in a folder that is thrown away; `wanted` names the pictures, None takes all."""
    hands = Hands()
    camera = Camera(out, hands, progress, wanted)
    with TemporaryDirectory(prefix="omp-tour-") as folder, tasks.workers(), hands.on_duty():
        stage = Stage(Path(folder), hands, camera)
        try:
            for part in parts:
                part(stage)
        finally:
            stage.end()
    return camera
