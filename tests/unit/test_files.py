from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from omp_desktop.files import replace_file, replace_file_in_pieces


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b"old")

    replace_file(file, b"new")

    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows files have no mode")
def test_the_file_is_closed_to_others(tmp_path: Path) -> None:
    replace_file(tmp_path / "key", b"secret")

    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_disk_that_fails_while_writing_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(file, b"new")

    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_that_cannot_be_taken_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()

    with pytest.raises(OSError, match=r"settings\.json"):
        replace_file(tmp_path / "settings.json", b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_windows_needs_no_second_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    replace_file(tmp_path / "elsewhere", b"content")
    on_this_system = len(synced)
    monkeypatch.setattr("omp_desktop.files.WINDOWS", True)
    replace_file(tmp_path / "on windows", b"content")

    assert len(synced) - on_this_system == 1


def test_a_file_is_written_as_its_pieces_come(tmp_path: Path) -> None:
    replace_file_in_pieces(tmp_path / "log", (piece for piece in (b"one", b"two")))

    assert (tmp_path / "log").read_bytes() == b"onetwo"


def test_pieces_that_end_in_the_middle_leave_the_old_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"one"
        raise LookupError("the rest is gone")

    with pytest.raises(LookupError, match="the rest is gone"):
        replace_file_in_pieces(file, pieces())

    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
