"""Size of the bundle and of the Linux package, and how long a start takes, beside a bare bundle of Qt.

The bare one is what PyInstaller makes of an empty window with PySide6-Essentials, with nothing trimmed. Each
row is (what, value, floor, ratio, target). Starts are timed on a screen of Xvfb, from the start of the
process until its window is there; the quickest of several counts. Linux only: elsewhere is no such screen.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from omp_desktop.scenarios.demonstration import open_demonstration
from resources.packaging import inspection, product
from tests.accessibility.desktop import x_server

Row = tuple[str, float, float, float, float]

STARTS = 5
LARGEST_BUNDLE = 200.0  # MB
LARGEST_PACKAGE = 75.0  # MB
MOST_OF_BARE = 1.5
LONGEST_WAIT = 60.0  # seconds

_EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setWindowTitle("bare")
window.resize(1280, 800)
window.show()
app.exec()
"""


def rows() -> Iterator[Row]:
    """All rows of this file; the bundle is made when there is none."""
    if not sys.platform.startswith("linux") or not shutil.which("Xvfb") or not shutil.which("xdotool"):
        return
    if not product.BUNDLE.is_dir():
        subprocess.run([sys.executable, "-m", "resources.packaging.bundle"], cwd=product.ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        bare = _bare_bundle(Path(folder))
        size, floor = _megabytes(product.BUNDLE), _megabytes(bare)
        yield "bundle beside a bare one of Qt (MB)", size, floor, size / floor, LARGEST_BUNDLE / floor
        yield "bundle, whole (MB)", size, LARGEST_BUNDLE, size / LARGEST_BUNDLE, 1.0
        for package in product.DIST.glob(f"{product.NAME}_{product.VERSION}_*.deb"):
            packed = package.stat().st_size / 1e6
            yield "package for Debian (MB)", packed, LARGEST_PACKAGE, packed / LARGEST_PACKAGE, 1.0
        data = Path(folder) / "data"
        open_demonstration(data / "demonstration").close()
        with x_server() as display:
            start = _quickest([product.BUNDLE / product.NAME, "demo", "--data-dir", data], display, data)
            floor = _quickest([bare / "bare"], display, data)
        yield "start of the bundle to its window (ms)", start, floor, start / floor, MOST_OF_BARE


def _bare_bundle(folder: Path) -> Path:
    script = folder / "bare.py"
    script.write_text(_EMPTY, encoding="utf-8")
    command = [sys.executable, "-m", "PyInstaller", "--log-level", "ERROR", "--noconfirm", "--onedir", script]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "dist" / "bare"


def _megabytes(bundle: Path) -> float:
    return sum(file.stat().st_size for file in inspection.files(bundle) if not file.is_symlink()) / 1e6


def _quickest(command: list[Path | str], display: str, home: Path) -> float:
    """Milliseconds until a window is there; the first start only fills the memory with the files."""
    environment = {"DISPLAY": display, "PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    took = []
    for _ in range(STARTS + 1):
        began = time.perf_counter()
        program = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            while not _has_window(display):
                if time.perf_counter() - began > LONGEST_WAIT or program.poll() is not None:
                    raise RuntimeError(f"{command[0]} opened no window")
            took.append(time.perf_counter() - began)
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait()
    return min(took) * 1000


def _has_window(display: str) -> bool:
    command = ["xdotool", "search", "--onlyvisible", "--name", "."]
    found = subprocess.run(command, env={**os.environ, "DISPLAY": display}, capture_output=True, check=False)
    return bool(found.stdout.strip())
