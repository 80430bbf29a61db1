"""From a command to the windows: the Qt application, one program per folder, and its end."""

from __future__ import annotations

import gc
import logging
import sys
import traceback
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from omp_desktop import logs
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import appearance, language, tasks, typography
from omp_desktop.gui.crash_place import concerns_booths
from omp_desktop.gui.displays import has_display
from omp_desktop.gui.program import Program
from omp_desktop.gui.single_instance import SingleInstance
from omp_desktop.gui.start.stop import ProgramStopped, tell_stop
from omp_desktop.gui.surroundings import Start, Surroundings, Wanted
from omp_desktop.paths import DataFolderTaken, ProgramIncomplete
from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre

__all__ = ["Start", "run", "run_demonstration", "tell_stop"]

_log = logging.getLogger(__name__)
# The exit code of Python for an error that nobody took.
DONE, FAULT, UNREACHABLE = 0, 1, 3
_NO_DISPLAY: Final = {
    "ko": "화면이 없어 창을 열 수 없습니다. 화면이 있는 곳에서 다시 실행하거나, "
    "'omp-desktop tour --out 폴더'로 화면 그림을 저장하십시오.",
    "en": "There is no display, so no window can be opened. Run it where there is one, or save pictures "
    "of all screens with 'omp-desktop tour --out FOLDER'.",
}
_HANDED_OVER: Final = {
    "ko": "프로그램이 이미 열려 있어 그 창을 앞으로 가져왔습니다.",
    "en": "The program is already open; its window was brought to the front.",
}


def run(
    folder: Path, speak: Lang, start: Start, *, booth: str | None = None, told: OmpError | None = None
) -> int:
    """Open the program on a data folder; returns the exit code when its last window is closed.

    `told` is what was found before there was a window, and is said in the first one. Raises DataFolderTaken,
    ProgramIncomplete.
    """
    return _run(folder, speak, Wanted(start, booth, told=told))


def run_demonstration(folder: Path, speak: Lang, *, told: OmpError | None = None) -> int:
    """Open the demonstration in `folder`, made there if it is not there yet. The same as `run` otherwise."""
    return _run(folder, speak, Wanted(demonstration=True, told=told))


def _run(folder: Path, speak: Lang, wanted: Wanted) -> int:
    if not has_display():
        _write(_NO_DISPLAY[speak])
        return UNREACHABLE
    try:
        return _open(folder, speak, wanted)
    except OmpError:
        raise
    except Exception:  # started by its icon, the program would be gone without a word
        _log.critical("The program had to stop", exc_info=True)
        traceback.print_exc()
        # Behind them is nothing any more.
        for window in QApplication.topLevelWidgets():
            window.hide()
        tell_stop(ProgramStopped(), speak)
        return FAULT


def _open(folder: Path, speak: Lang, wanted: Wanted) -> int:
    application = QApplication(sys.argv[:1])
    try:
        appearance.prepare(application, speak)
    except (typography.FontMissing, language.TranslationMissing) as missing:
        raise ProgramIncomplete(missing=str(missing)) from missing
    single = SingleInstance(folder)
    if single.hand_over(wanted.words()):
        _write(_HANDED_OVER[speak])
        return DONE
    if not single.hold():
        raise DataFolderTaken(folder=str(folder))
    program = Program(folder, speak, wanted, Surroundings(centre_of=DemonstrationCentre))
    single.asked.connect(program.handed_over)
    program.quit_asked.connect(application.quit)

    def on_crash(crash: logs.Crash) -> None:
        # From any thread, and not in the middle of what has just failed.
        stop = program.break_down if concerns_booths(crash.error) else program.tell_fault
        QTimer.singleShot(0, program, stop)

    # What the program is made of by then stays for good: walking through it, the collector of cycles would
    # now and then stop all windows for a fifth of a second. Once only: later something of a voter could stay.
    program.window_made.connect(gc.freeze, Qt.ConnectionType.SingleShotConnection)
    try:
        with logs.crash_hooks(on_crash), tasks.workers():
            program.begin()
            code = application.exec()
            program.close()
    finally:
        single.release()
    return code


def _write(words: str) -> None:
    """For a terminal; a program of Windows that was started by its icon has none."""
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
