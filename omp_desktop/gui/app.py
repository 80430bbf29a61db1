"""From a command to the windows: the Qt application, one program per folder, and its end."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from omp_desktop import logs
from omp_desktop.domain.language import Lang
from omp_desktop.gui import appearance, tasks
from omp_desktop.gui.crash_place import concerns_booths
from omp_desktop.gui.program import Program
from omp_desktop.gui.single_instance import SingleInstance
from omp_desktop.gui.surroundings import Start, Surroundings, Wanted
from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre

__all__ = ["Start", "run", "run_demonstration"]

DONE, UNREACHABLE = 0, 3
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_NO_DISPLAY: Final = {
    "ko": "화면이 없어 창을 열 수 없습니다. 화면이 있는 곳에서 다시 실행하거나, "
    "'make tour'로 화면 그림을 저장하십시오.",
    "en": "There is no display, so no window can be opened. Run it where there is one, or save pictures "
    "of all screens with 'make tour'.",
}
_HANDED_OVER: Final = {
    "ko": "프로그램이 이미 열려 있어 그 창을 앞으로 가져왔습니다.",
    "en": "The program is already open; its window was brought to the front.",
}
_PLACE_TAKEN: Final = {
    "ko": "다른 사용자가 이 데이터 폴더로 프로그램을 열어 두었습니다. 그 창을 닫고 다시 시작하십시오.",
    "en": "Another user has this data folder open. Close that window and start again.",
}


def run(folder: Path, speak: Lang, start: Start, *, booth: str | None = None) -> int:
    """Open the program on a data folder; returns the exit code when its last window is closed."""
    return _run(folder, speak, Wanted(start, booth))


def run_demonstration(folder: Path, speak: Lang) -> int:
    """Open the demonstration in `folder`, made there if it is not there yet."""
    return _run(folder, speak, Wanted(demonstration=True))


def _run(folder: Path, speak: Lang, wanted: Wanted) -> int:
    if not _has_display():
        return _end(_NO_DISPLAY[speak])
    application = QApplication(sys.argv[:1])
    appearance.prepare(application, speak)
    single = SingleInstance(folder)
    if single.hand_over(wanted.words()):
        sys.stderr.write(f"{_HANDED_OVER[speak]}\n")
        return DONE
    if not single.hold():
        return _end(_PLACE_TAKEN[speak])
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
    with logs.crash_hooks(on_crash), tasks.workers():
        program.begin()
        code = application.exec()
        program.close()
    single.release()
    return code


def _has_display() -> bool:
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _DISPLAYS)


def _end(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return UNREACHABLE
