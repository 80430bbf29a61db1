"""A trustee makes a share on a PC of their own: no station, the pass-phrase asked for and not shown."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from omp_desktop.domain.clock import FixedClock
from tests.e2e.program import on_a_terminal, run
from tests.services.conftest import (  # noqa: F401 - fixtures
    clock,
    core,
    data_dir,
    desk,
    draft,
    people,
    store,
    usb,
)
from tests.services.scene import Desk, Draft, People
from tests.services.trustees import FINAL, TrusteesDay, trustees_day

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no terminals that a program can make"
)


@pytest.fixture
def day(
    desk: Desk,  # noqa: F811 - the fixtures above
    people: People,  # noqa: F811
    draft: Draft,  # noqa: F811
    clock: FixedClock,  # noqa: F811
    usb: Path,  # noqa: F811
) -> TrusteesDay:
    """Two of three trustees; the polls are closed and the count is begun."""
    made = trustees_day(desk, people, draft, clock, usb)
    made.vote("1", 2)
    made.close()
    made.begin()
    return made


def test_a_share_made_elsewhere_opens_the_count(day: TrusteesDay, tmp_path: Path) -> None:
    request, share = tmp_path / "request.json", tmp_path / "share.json"
    openings, manager = day.counting.openings, day.people.manager
    openings.export_request(manager, day.id, FINAL, request)
    file, passphrase = day.key(3)
    command = ["make-share", str(request), str(file), str(share), "--lang", "en"]
    code, shown = on_a_terminal(command, ("Pass-phrase:", passphrase))
    assert code == 0, shown
    assert "Share of trustee no. 3 saved" in shown
    assert passphrase not in shown
    openings.give_share(manager, day.id, FINAL, share)
    day.give(1)
    assert day.open_sums().contests[0].options[2].votes == 1


def test_what_goes_wrong_is_told_and_nothing_is_overwritten(day: TrusteesDay, tmp_path: Path) -> None:
    request = tmp_path / "request.json"
    day.counting.openings.export_request(day.people.manager, day.id, FINAL, request)
    file, passphrase = day.key(2)
    before = file.read_bytes()
    code, shown = on_a_terminal(
        ["make-share", str(request), str(file), str(tmp_path / "share.json"), "--lang", "en"],
        ("Pass-phrase:", "not this one"),
    )
    assert (code, "does not open the trustee's key file" in shown) == (1, True)
    code, shown = on_a_terminal(
        ["make-share", str(request), str(file), str(file), "--lang", "en"], ("Pass-phrase:", passphrase)
    )
    assert (code, "cannot be read or written" in shown) == (3, True)
    assert file.read_bytes() == before
    assert json.loads(before)["trustee"] == 2


def test_without_a_terminal_nothing_is_made(tmp_path: Path) -> None:
    done = run("make-share", tmp_path / "request.json", tmp_path / "key.json", tmp_path / "share.json")
    assert done.returncode != 0
    assert not (tmp_path / "share.json").exists()
