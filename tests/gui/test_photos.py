"""Photos of candidates: any PNG or JPEG becomes a small JPEG; what cannot be shown is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from omp_desktop.domain.candidate import PHOTO_BYTES_MOST, check_photo
from omp_desktop.domain.candidate_errors import PhotoTooLarge, PhotoUnreadable
from omp_desktop.gui.photos import SIDE_MOST, make_photo, read_photo
from omp_desktop.gui.widgets import Photo
from tests.gui.conftest import Show


def picture(width: int, height: int, colour: str = "#336699") -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def saved(image: QImage, path: Path) -> Path:
    assert image.save(str(path))
    return path


def noise(width: int, height: int) -> QImage:
    """What packs worst: every pixel another colour."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    value = 1
    for y in range(height):
        for x in range(width):
            value = (value * 1_103_515_245 + 12_345) % 2**31
            made.setPixel(x, y, value & 0xFFFFFF)
    return made


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_large_picture_is_made_small_in_its_proportion(tmp_path: Path, ending: str) -> None:
    path = saved(picture(3000, 4000), tmp_path / f"photo.{ending}")

    small = read_photo(make_photo(path))

    assert small is not None
    assert small.size() == QSize(SIDE_MOST * 3 // 4, SIDE_MOST)


def test_a_small_picture_stays_as_large_as_it_is(tmp_path: Path) -> None:
    small = read_photo(make_photo(saved(picture(90, 120), tmp_path / "photo.png")))

    assert small is not None
    assert small.size() == QSize(90, 120)


def test_the_worst_picture_stays_within_what_is_kept(tmp_path: Path) -> None:
    made = make_photo(saved(noise(SIDE_MOST, SIDE_MOST), tmp_path / "photo.png"))

    assert len(made) <= PHOTO_BYTES_MOST
    check_photo(made)


def test_a_photo_taken_sideways_stands_upright_and_tells_nothing_else(tmp_path: Path) -> None:
    packed = QByteArray()
    buffer = QBuffer(packed)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(400, 300).save(buffer, "JPG")
    # What a camera writes into the file: turned by a quarter (6), and the place where it was taken.
    entries = b"\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00Seoul 37.5N"
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08" + entries
    part = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    content = bytes(packed.data())
    path = tmp_path / "camera.jpg"
    path.write_bytes(content[:2] + part + content[2:])

    made = make_photo(path)
    small = read_photo(made)

    assert small is not None
    assert small.size() == QSize(300, 400)
    assert b"Seoul" not in made


def test_what_can_be_seen_through_stands_on_white(tmp_path: Path) -> None:
    clear = QImage(64, 64, QImage.Format.Format_ARGB32)
    clear.fill(QColor(0, 0, 0, 0))

    made = read_photo(make_photo(saved(clear, tmp_path / "clear.png")))

    assert made is not None
    assert made.pixelColor(32, 32).lightness() > 250


@pytest.mark.parametrize(
    "content",
    [b"", b"not a picture", b"GIF89a" + bytes(200), b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ids=["empty", "text", "gif", "svg"],
)
def test_what_is_no_photo_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(content)

    with pytest.raises(PhotoUnreadable):
        make_photo(path)


def test_half_a_picture_is_refused(tmp_path: Path) -> None:
    path = saved(noise(200, 200), tmp_path / "photo.png")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(PhotoUnreadable):
        make_photo(path)


def test_a_line_of_pixels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PhotoUnreadable):
        make_photo(saved(picture(2000, 2), tmp_path / "line.png"))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PhotoUnreadable):
        make_photo(tmp_path / "gone.png")


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    with path.open("wb") as file:
        file.truncate(20_000_001)

    with pytest.raises(PhotoTooLarge):
        make_photo(path)


def test_nothing_kept_is_nothing_to_show() -> None:
    assert read_photo(None) is None
    assert read_photo(b"\x89PNG\r\n\x1a\n broken") is None


def test_the_middle_of_a_photo_fills_its_place(show: Show) -> None:
    wide = picture(400, 100, "#ffffff")
    painter = QPainter(wide)
    painter.fillRect(175, 0, 50, 100, QColor("#ff0000"))
    painter.end()
    photo = Photo()
    show(photo, 72, 96)

    photo.show_image(wide, "Photo of somebody")

    seen = photo.grab().toImage()
    assert seen.pixelColor(36, 48) == QColor("#ff0000")
    assert photo.accessibleName() == "Photo of somebody"


def test_without_a_photo_there_is_a_sign(show: Show) -> None:
    photo = Photo()
    show(photo, 72, 96)
    empty = photo.grab().toImage()

    photo.show_image(picture(72, 96), "")

    assert photo.grab().toImage() != empty
