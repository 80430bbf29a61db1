"""Why the program does not start, for whoever started it by its icon and sees no terminal."""

from __future__ import annotations

import logging
import os
import sys
from typing import Final

from PySide6.QtCore import QEventLoop, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import appearance, displays, language
from omp_desktop.gui.start.first_run import StartTrouble
from omp_desktop.gui.start.window import StartWindow

_log = logging.getLogger(__name__)
_SIZE: Final = (1280, 800)


class ProgramStopped(OmpError):
    """A fault of the program outside its windows. It is in the log, where there is one."""

    code = "program-stopped"
    ko = ErrorText(
        "프로그램 자체의 오류로 프로그램을 멈추었습니다. 기록된 것은 안전합니다.",
        "다시 시작하십시오. 되풀이되면 프로그램을 다시 설치하고(선거 자료는 그대로 남습니다), "
        "데이터 폴더의 'logs' 폴더를 이 PC를 관리하는 사람에게 주십시오.",
    )
    en = ErrorText(
        "The program met a fault of its own and had to stop. What was recorded is safe.",
        "Start it again. If it happens once more, install the program anew (election data stay as they are), "
        "and give the folder 'logs' of the data folder to whoever looks after this PC.",
    )


def tell_stop(error: OmpError, speak: Lang) -> None:
    """Says in a window what happened and what to do, and returns when it is closed.

    Nothing where nobody would see a window. Where fonts, texts or screens of the program are missing, the
    window is the system's plain one.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if displays.has_display() and chosen not in displays.UNSEEN:
        show_stop(error, speak)


def show_stop(error: OmpError, speak: Lang) -> None:
    """The window itself, whoever sees it."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    try:
        appearance.prepare(application, speak)
        window = StopWindow(error, speak)
    except Exception:  # whatever is missing, the words must be read
        _log.warning("Words of the start are shown without the program's look", exc_info=True)
        _plain(error, speak)
        return
    loop = QEventLoop()
    window.closed.connect(loop.quit)
    window.show()
    window.activateWindow()
    loop.exec()


class StopWindow(StartWindow):
    """The one window of a program that does not start."""

    closed = Signal()

    def __init__(self, error: OmpError, speak: Lang) -> None:
        super().__init__(speak)
        self.resize(*_SIZE)
        self.language_wanted.connect(lambda chosen: language.set_language(self, chosen))
        screen = StartTrouble(error)
        # What stood in the way is looked at anew with the next start.
        screen.end_here()
        screen.close_asked.connect(self.close)
        self.set_screen(screen)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def _plain(error: OmpError, speak: Lang) -> None:
    said = error.describe(speak)
    box = QMessageBox(QMessageBox.Icon.Critical, appearance.NAME, said.text)
    box.setInformativeText(said.next_step)
    box.exec()
