"""Fixtures of the store's tests: real files in a private folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from omp_desktop.store.engine import Store
from tests.store.station import Polls, open_polls, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder, with a space and Korean letters in its name."""
    path = tmp_path / "투표소 자료"
    path.mkdir()
    return path


@pytest.fixture
def store(folder: Path) -> Store:
    """A new store."""
    return opened(folder)


@pytest.fixture
def polls(store: Store) -> Polls:
    """A store with an open election and three voters."""
    return open_polls(store)
