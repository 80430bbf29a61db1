"""The parts of Qt that the program may have, and the fault that decides which Qt it is."""

from __future__ import annotations

import importlib.util
import sys

import pytest
from PySide6.QtGui import QPainter, QPen, QPixmap
from pytestqt.qtbot import QtBot

GPL_ONLY = ["QtCharts", "QtGraphs", "QtDataVisualization", "QtVirtualKeyboard", "QtNetworkAuth", "QtQuick3D"]
CALLS = 500


@pytest.mark.parametrize("name", GPL_ONLY)
def test_parts_under_another_licence_are_not_there(name: str) -> None:
    assert importlib.util.find_spec(f"PySide6.{name}") is None


def test_a_call_without_a_result_keeps_its_count_of_none(qtbot: QtBot) -> None:
    """Some versions lose a reference to None in each such call; the interpreter then dies while painting."""
    picture = QPixmap(8, 8)
    painter = QPainter(picture)
    pen = QPen()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.setPen(pen)
    lost = before - sys.getrefcount(None)
    painter.end()

    assert lost < CALLS // 5
