"""Pictures of candidates: made small before they are kept, and read back to be shown. On workers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

from omp_desktop.domain.candidate import PHOTO_BYTES_MOST
from omp_desktop.domain.candidate_errors import PhotoTooLarge, PhotoUnreadable

SIDE_MOST = 480  # px of what is kept
_FILE_MOST = 20_000_000  # bytes of what is read
_FILE_MOST_TEXT = "20 MB"
_KINDS = frozenset({b"png", b"jpeg"})
# A line of pixels shows nobody, and a picture of a thousand million pixels would take the memory.
_SIDE_LEAST, _PIXELS_MOST = 32, 100_000_000
_QUALITIES = (88, 75, 60)


def make_photo(path: Path) -> bytes:
    """A picture file as it is kept: JPEG, upright, at most SIDE_MOST px, without anything but the picture.

    Raises PhotoUnreadable, PhotoTooLarge.
    """
    content = QByteArray(_read(path))
    reader_of = QBuffer(content)
    reader_of.open(QIODevice.OpenModeFlag.ReadOnly)
    # By what stands in the file, whatever its name says.
    reader = QImageReader(reader_of)
    reader.setAutoTransform(True)
    kind, size = reader.format().data(), reader.size()
    if kind not in _KINDS or not _sensible(size):
        raise PhotoUnreadable()
    if max(size.width(), size.height()) > SIDE_MOST:
        reader.setScaledSize(size.scaled(SIDE_MOST, SIDE_MOST, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise PhotoUnreadable()
    return _packed(image)


def read_photo(photo: bytes | None) -> QImage | None:
    """The picture of a file that is kept; None without one, or where it cannot be shown."""
    image = QImage.fromData(photo) if photo else QImage()
    return None if image.isNull() else image


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_FILE_MOST + 1)
    except OSError as error:
        raise PhotoUnreadable() from error
    if len(content) > _FILE_MOST:
        raise PhotoTooLarge(size=f"> {_FILE_MOST_TEXT}", most=_FILE_MOST_TEXT)
    return content


def _sensible(size: QSize) -> bool:
    sides = (size.width(), size.height())
    return min(sides) >= _SIDE_LEAST and sides[0] * sides[1] <= _PIXELS_MOST


def _packed(image: QImage) -> bytes:
    # On white, because JPEG knows no transparency.
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(QColor("white"))
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    for quality in _QUALITIES:
        into = QByteArray()
        buffer = QBuffer(into)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setQuality(quality)
        if writer.write(ground) and into.size() <= PHOTO_BYTES_MOST:
            break
    # SIDE_MOST pixels a side are below the limit long before the last quality; whoever keeps it looks again.
    return bytes(into.data())
