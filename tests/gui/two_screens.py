"""A program on a computer with two screens: says on which of them its windows stand."""

from __future__ import annotations

import json
import sys

from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.gui import appearance, displays
from omp_desktop.gui.calibration import CalibrationScreen
from omp_desktop.gui.official.booth_screen import ScreenNumber


def main() -> None:
    application = QApplication([])
    appearance.prepare(application, "ko")
    stands: dict[str, list[str]] = {}
    kept: list[QWidget] = []
    for number, display in enumerate(displays.connected(), 1):
        calibration = CalibrationScreen("기표대 1", display)
        calibration.fill_screen()
        kept += [calibration, ScreenNumber(number, display)]
        for _ in range(4):
            application.processEvents()
        covers = calibration.geometry() == display.place
        stands[display.name] = [displays.under(each).name for each in kept[-2:] if covers]
        calibration.give_up()
    json.dump(stands, sys.stdout)


if __name__ == "__main__":
    main()
