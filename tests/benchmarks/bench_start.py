"""How long the program takes from its start to the role chooser, beside an empty window with the same font.

Each row is (what, value in ms, floor, ratio, target). Every start is a process of its own on a demonstration
that is there already; the quickest of several counts, because what disturbs only ever makes slower.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from omp_desktop import paths
from omp_desktop.scenarios.demonstration import open_demonstration

Row = tuple[str, float, float, float, float]

STARTS = 5
MOST_OF_FLOOR = 1.5
LONGEST = 1000.0  # ms

_EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
for font in sys.argv[1:]:
    QFontDatabase.addApplicationFont(font)
app.setFont(QFont("Pretendard"))
window = QWidget()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from omp_desktop.gui import appearance, tasks
from omp_desktop.gui.program import Program
from omp_desktop.gui.surroundings import Wanted
app = QApplication([])
appearance.prepare(app, "ko")
program = Program(Path(sys.argv[1]), "ko", Wanted(demonstration=True))
program.stood.connect(lambda: QTimer.singleShot(0, app.quit))
with tasks.workers():
    program.begin()
    app.exec()
    program.close()
"""


def rows() -> Iterator[Row]:
    """All rows of this file."""
    fonts = [str(path) for path in sorted(paths.resource("fonts").glob("*.ttf"))]
    with tempfile.TemporaryDirectory() as folder:
        demonstration = Path(folder) / "demonstration"
        open_demonstration(demonstration).close()
        floor = _quickest(_EMPTY, *fonts)
        value = _quickest(_PROGRAM, str(demonstration))
    yield "start to role chooser (ms)", value, floor, value / floor, MOST_OF_FLOOR
    yield "start to role chooser, whole second (ms)", value, LONGEST, value / LONGEST, 1.0


def _quickest(code: str, *arguments: str) -> float:
    """Milliseconds of the quickest run, from starting the interpreter to its end."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # As installed: Python keeps what it has compiled. The first run is for that.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    took = []
    for _ in range(STARTS + 1):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code, *arguments], env=environment, check=True, capture_output=True
        )
        took.append(time.perf_counter() - began)
    return min(took) * 1000
