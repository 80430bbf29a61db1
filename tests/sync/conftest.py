"""A station that sends: a real store with an open election, an office device, and what waits to be sent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.station import file_in, open_polls, opened
from tests.sync.sending_station import SendingStation
from tests.sync.stub_centre import StubCentre


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SendingStation]:
    """The store of an open election at a station whose office may send, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    store = opened(folder)
    station = SendingStation.at(open_polls(store))
    store.close()
    return file_in(folder), station


@pytest.fixture
def station(prepared: tuple[Path, SendingStation], tmp_path: Path) -> Iterator[SendingStation]:
    """An open election at a station whose office may send."""
    file, made = prepared
    shutil.copy(file, file_in(tmp_path))
    store = opened(tmp_path)
    yield replace(made, polls=replace(made.polls, store=store))
    store.close()


@pytest.fixture
def centre() -> Iterator[StubCentre]:
    """A small centre on a real socket that can be told to misbehave."""
    with StubCentre() as stub:
        yield stub
