"""The program's icon: the pictures and containers that the installers take, opened by other readers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

from omp_desktop.gui.app_icon import picture
from resources.packaging import icons

ICOTOOL = shutil.which("icotool")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    icons.make(folder)
    return folder


def _sides(file: Path) -> list[int]:
    """Side lengths of all pictures that Qt finds in a container."""
    reader = QImageReader(str(file))
    found = []
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        image = reader.read()
        assert not image.isNull()
        assert image.width() == image.height()
        found.append(image.width())
    return sorted(found)


def _is_the_icon(image: QImage) -> bool:
    """Whether the corners are empty, the paper is white and the tile has its blue."""
    side = image.width()
    paper, tile = image.pixelColor(side * 5 // 16, side * 3 // 16), image.pixelColor(side // 8, side // 2)
    return image.pixelColor(0, 0).alpha() < 128 and paper.name() == "#ffffff" and tile.name() == "#1f3a68"


def test_each_size_is_a_picture_of_the_icon(made: Path) -> None:
    pictures = {size: QImage(str(made / f"omp-desktop-{size}.png")) for size in icons.SIZES}

    assert {size: image.width() for size, image in pictures.items()} == {size: size for size in icons.SIZES}
    assert [size for size, image in pictures.items() if not _is_the_icon(image)] == []


def test_small_pictures_have_a_drawing_of_their_own() -> None:
    small = picture(32)
    whole = picture(64).scaled(32, 32)

    assert small != whole


def test_the_icon_for_windows_is_read_by_qt(made: Path) -> None:
    assert _sides(made / "omp-desktop.ico") == [16, 24, 32, 48, 64, 128, 256]


@pytest.mark.skipif(ICOTOOL is None, reason="needs icotool (Debian package icoutils)")
def test_the_icon_for_windows_is_read_by_icotool(made: Path, tmp_path: Path) -> None:
    subprocess.run([str(ICOTOOL), "-x", "-o", tmp_path, made / "omp-desktop.ico"], check=True)

    taken_out = {QImage(str(file)).width(): QImage(str(file)) for file in tmp_path.glob("*.png")}
    assert sorted(taken_out) == [16, 24, 32, 48, 64, 128, 256]
    for side, image in taken_out.items():
        assert image.convertToFormat(QImage.Format.Format_ARGB32) == picture(side)


def test_the_icon_for_macos_is_read_by_qt(made: Path) -> None:
    assert _sides(made / "omp-desktop.icns") == [16, 32, 32, 64, 128, 256, 256, 512, 512, 1024]


def test_the_same_drawings_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = icons.make(tmp_path)

    assert [file.name for file in again if file.read_bytes() != (made / file.name).read_bytes()] == []
    assert {file.name for file in again} == {file.name for file in made.iterdir()}
