"""The fonts and icons that come with the program can be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from omp_desktop import paths

FONTS = sorted(paths.resource("fonts").glob("*.ttf"))
ICONS = sorted(paths.resource("icons").glob("*.svg"))
KOREAN_AND_SIGNS = "가힣뷁투표용지개표ABCxyz0123456789–“”’…·×→✓"


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_each_font_has_the_signs_of_the_screens(qtbot: QtBot, file: Path) -> None:
    font = QRawFont(str(file), 16)

    assert font.isValid()
    assert [sign for sign in KOREAN_AND_SIGNS if not font.supportsCharacter(ord(sign))] == []


def test_the_four_weights_are_one_family(qtbot: QtBot) -> None:
    families = [
        set(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file))))
        for file in FONTS
    ]

    assert len(families) == 4
    assert set.intersection(*families) == {"Pretendard"}


def test_weights_differ_on_the_screen(qtbot: QtBot) -> None:
    for file in FONTS:
        QFontDatabase.addApplicationFont(str(file))
    weights = (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold)
    widths = []
    for weight in weights:
        font = QFont("Pretendard")
        font.setPixelSize(200)
        font.setWeight(weight)
        widths.append(QFontMetrics(font).horizontalAdvance("Ballot paper"))

    assert widths == sorted(set(widths))


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_each_icon_paints_in_the_colour_given(qtbot: QtBot, file: Path) -> None:
    drawing = file.read_text(encoding="utf-8").replace("currentColor", "#ff0000")
    picture = QImage(24, 24, QImage.Format.Format_ARGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()

    colours = {picture.pixelColor(x, y).name() for x in range(24) for y in range(24)}
    assert any(colour.startswith("#ff") and colour != "#ffffff" for colour in colours)


@pytest.mark.parametrize("name", ["fonts/OFL.txt", "icons/LICENSE"])
def test_the_licence_travels_along(name: str) -> None:
    assert paths.resource(*name.split("/")).stat().st_size > 1000
