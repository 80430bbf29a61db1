"""A centre on each database: SQLite in a folder of its own, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from omp_desktop.central.engine import CentreStore
from tests.central.asking import Application, Scene, Stage, application, scene
from tests.central.postgres import Postgres


@pytest.fixture(scope="session")
def sqlite_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with application(CentreStore.in_folder(tmp_path_factory.mktemp("centre"))) as asked:
        yield Stage(asked)


@pytest.fixture(scope="session")
def postgres_stage(postgres: Postgres) -> Iterator[Stage]:
    with postgres.database() as url, application(CentreStore(url)) as asked:
        yield Stage(asked)


@pytest.fixture
def app(sqlite_stage: Stage) -> Application:
    """The application of a centre that has nothing yet, on SQLite."""
    return sqlite_stage.empty()


@pytest.fixture
def here(sqlite_stage: Stage) -> Scene:
    """A centre on SQLite that has an election."""
    return sqlite_stage.again()


@pytest.fixture
def here_postgres(postgres_stage: Stage) -> Scene:
    """The same on PostgreSQL."""
    return postgres_stage.again()


@pytest.fixture
def own_database(database_url: str) -> Iterator[Scene]:
    """The same on a PostgreSQL database whose tables a test may change."""
    with application(CentreStore(database_url)) as asked:
        yield scene(asked)


@pytest.fixture(params=["here", "here_postgres"])
def both(request: pytest.FixtureRequest) -> Scene:
    """For what depends on the database: once on each."""
    found: Scene = request.getfixturevalue(request.param)
    return found
