"""What the program relies on in the Qt binding itself."""

import importlib.util
import sys
from importlib.metadata import distributions

import pytest
from PySide6.QtGui import QImage, QPainter, QPen

GPL_ONLY = ("QtCharts", "QtGraphs", "QtDataVisualization", "QtVirtualKeyboard")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_without_a_result_take_no_reference_from_none() -> None:
    """PySide6 6.12.0 on Python 3.11 dropped one with each call, until the interpreter aborted."""
    painter = QPainter(image := QImage(8, 8, QImage.Format.Format_RGB32))
    pen = QPen()
    painter.setPen(pen)
    before = sys.getrefcount(None)
    for _ in range(500):
        painter.setPen(pen)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert image.width() == 8
    # Other threads and the garbage collector move the count by a few.
    assert lost < 100


@pytest.mark.parametrize("module", GPL_ONLY)
def test_modules_under_the_gpl_alone_are_not_importable(module: str) -> None:
    assert importlib.util.find_spec(f"PySide6.{module}") is None


def test_only_the_essentials_are_installed() -> None:
    names = {str(item.metadata["Name"]).lower().replace("_", "-") for item in distributions()}
    assert "pyside6-essentials" in names
    assert not names & {"pyside6", "pyside6-addons"}
