"""All parts in all states are painted in every contrast mode."""

from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage

from omp_desktop.gui import icons, palettes
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.widgets import REGISTRY
from tests.gui import components_page, parts_page

PAGES = (components_page, parts_page)


@pytest.mark.parametrize("name", palettes.NAMES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.__name__))
def test_the_page_is_painted(tmp_path: Path, page: ModuleType, name: PaletteName) -> None:
    image = QImage(str(page.picture(tmp_path, name)))
    assert (image.width(), image.height()) == (page.WIDTH, page.HEIGHT)
    assert image.pixelColor(page.WIDTH - 4, 400) == palettes.palette(name)["page"]


@pytest.mark.parametrize("name", ["black_on_white", "white_on_black"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.__name__))
def test_in_high_contrast_nothing_is_grey_but_edges(
    tmp_path: Path, page: ModuleType, name: PaletteName
) -> None:
    image = QImage(str(page.picture(tmp_path, name)))
    points = [image.pixelColor(x, y) for x in range(0, page.WIDTH, 4) for y in range(0, page.HEIGHT, 4)]
    grey = [point for point in points if point.name() not in {"#000000", "#ffffff"}]
    assert all(point.saturation() == 0 for point in grey)
    # Anti-aliased edges of letters and corners.
    assert len(grey) < len(points) * 0.05


@pytest.mark.parametrize("kind", REGISTRY.values(), ids=lambda kind: str(kind.__name__))
def test_every_part_can_be_made_empty(qtbot: object, kind: type) -> None:
    part = kind()
    part.grab()
    assert part.sizeHint().height() >= -1
    part.deleteLater()


def test_an_icon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(icons.IconUnknown, match="nothing"):
        icons.pixmap("nothing", palettes.palette("default")["text"], 20)


def test_an_icon_is_drawn_at_the_resolution_of_the_screen() -> None:
    ink = palettes.palette("default")["text"]
    assert icons.pixmap("vote", ink, 20, 2.0).width() == 40
    assert icons.pixmap("vote", ink, 20, 2.0).cacheKey() == icons.pixmap("vote", ink, 20, 2.0).cacheKey()
