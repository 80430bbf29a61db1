"""A centre on each database: SQLite in a folder of its own, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from omp_desktop.central.engine import CentreStore
from tests.central.asking import Application, Scene, application, scene


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Application]:
    """The application of a new centre on SQLite."""
    with application(CentreStore.in_folder(tmp_path)) as asked:
        yield asked


@pytest.fixture
def here(app: Application) -> Scene:
    """A centre on SQLite that has an election."""
    return scene(app)


@pytest.fixture
def here_postgres(database_url: str) -> Iterator[Scene]:
    """The same on PostgreSQL."""
    with application(CentreStore(database_url)) as asked:
        yield scene(asked)


@pytest.fixture(params=["here", "here_postgres"])
def both(request: pytest.FixtureRequest) -> Scene:
    """For what depends on the database: once on each."""
    found: Scene = request.getfixturevalue(request.param)
    return found
