"""Tests of the finished installers: `make test-installer` runs them, after `make installer`."""

from __future__ import annotations

import faulthandler
from pathlib import Path

import pytest

from resources.packaging import product

PICTURES = product.ROOT / "build" / "test-installer"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """They take many minutes and need what was built: left out unless asked for."""
    if config.getoption("markexpr") == "installer":
        return
    left_out = [item for item in items if item.get_closest_marker("installer") is not None]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """No dump of what every thread does after minutes that a test here may take; each has its own limit."""
    if item.get_closest_marker("installer") is not None:
        faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The folder that `make bundle` made."""
    if not product.BUNDLE.is_dir():
        pytest.fail("There is no bundle in dist/. Make it first: make installer")
    return product.BUNDLE


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where pictures are saved, for a look."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
