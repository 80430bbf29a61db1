"""A display with a window manager, and a station's data folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.station import build
from tests.gui.lock.desktop import Desktop, desktop


@dataclass(frozen=True)
class Built:
    """A station's data, and the ids of its booths."""

    folder: Path
    booths: tuple[str, ...]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The data of a station with one booth, whose polls have not opened yet by the clock."""
    folder = tmp_path_factory.mktemp("lock")
    site = build(folder, voters=2, booths=1)
    site.app.close()
    return Built(folder / "data", site.place.kiosks)


@pytest.fixture
def folder(built: Built, tmp_path: Path) -> Path:
    """A copy of these data, for one test."""
    return Path(shutil.copytree(built.folder, tmp_path / "data"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """A display with a window manager."""
    with desktop(tmp_path_factory.mktemp("home")) as made:
        yield made
