from __future__ import annotations

import threading
from pathlib import Path

import pytest
from msgspec.structs import asdict

from omp_desktop import settings
from omp_desktop.paths import DataFolderUnusable
from omp_desktop.settings import BoothSettings, Settings


def test_a_new_folder_has_the_usual_settings(tmp_path: Path) -> None:
    loaded = settings.load(tmp_path)

    assert loaded.settings == Settings(language="ko")
    assert loaded.problem is None


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    settings.save(tmp_path, Settings(language="en"))

    assert settings.load(tmp_path).settings.language == "en"


def test_a_name_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"language": "en", "from_a_later_version": 1}')

    loaded = settings.load(tmp_path)

    assert loaded.settings == Settings(language="en")
    assert loaded.problem is None


DAMAGED = [
    b"",
    b"{",
    b"[]",
    b'{"language": "xx"}',
    b'{"language": 3}',
    b"\xff\xfe\x00",
    b'{"language": "\xff"}',
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)

    loaded = settings.load(tmp_path)

    assert loaded.settings == Settings()
    assert loaded.problem is not None
    assert "settings.json.damaged-1" in loaded.problem.describe("en").text
    assert (tmp_path / "settings.json.damaged-1").read_bytes() == content
    assert settings.load(tmp_path).problem is None


def test_an_earlier_damaged_file_is_not_overwritten(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        (tmp_path / "settings.json").write_bytes(content)
        settings.load(tmp_path)

    assert (tmp_path / "settings.json.damaged-1").read_bytes() == b"first"
    assert (tmp_path / "settings.json.damaged-2").read_bytes() == b"second"


def test_damaged_files_do_not_grow_without_end(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / "settings.json").write_bytes(b"damage %d" % number)
        settings.load(tmp_path)

    assert len(list(tmp_path.iterdir())) == 9
    assert (tmp_path / "settings.json.damaged-9").read_bytes() == b"damage 11"


def test_a_file_that_cannot_be_read_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()

    with pytest.raises(DataFolderUnusable):
        settings.load(tmp_path)

    assert (tmp_path / "settings.json").is_dir()


def test_a_damaged_file_that_cannot_be_moved_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings.json").write_bytes(b"{")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DataFolderUnusable, match="Permission denied"):
        settings.load(tmp_path)


def test_settings_that_cannot_be_saved_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataFolderUnusable):
        settings.save(tmp_path / "not there", Settings())


def test_what_is_known_of_a_booth_and_the_language_leave_each_other(tmp_path: Path) -> None:
    first, second = BoothSettings(dpi=101.5, printer="slips"), BoothSettings(out_of_order=True)
    settings.change_booth(tmp_path, "a" * 32, **asdict(first))
    settings.save_language(tmp_path, "en")
    settings.change_booth(tmp_path, "b" * 32, **asdict(second))
    stored = settings.load(tmp_path).settings
    assert stored.language == "en"
    assert stored.booth("a" * 32) == first
    assert stored.booth("b" * 32) == second
    assert stored.booth("c" * 32) == BoothSettings()


def test_a_change_of_a_booth_leaves_what_somebody_else_wrote_meanwhile(tmp_path: Path) -> None:
    booth = "a" * 32
    settings.change_booth(tmp_path, booth, printer="slips")

    known = settings.change_booth(tmp_path, booth, out_of_order=True)

    assert known == BoothSettings(printer="slips", out_of_order=True)
    assert settings.load(tmp_path).settings.booth(booth) == known


def test_two_who_change_at_once_lose_nothing_of_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth = "a" * 32
    settings.change_booth(tmp_path, booth)
    read, other_done = settings.load, threading.Event()

    def linger(folder: Path) -> settings.Loaded:
        loaded = read(folder)
        if threading.current_thread() is first:
            # As long as it may: with nothing in the way the other has read and written by then.
            second.start()
            other_done.wait(0.2)
        return loaded

    def change_other() -> None:
        settings.change_booth(tmp_path, booth, spoken=True)
        other_done.set()

    first = threading.Thread(target=lambda: settings.change_booth(tmp_path, booth, dpi=120.0))
    second = threading.Thread(target=change_other)
    monkeypatch.setattr(settings, "load", linger)
    first.start()
    first.join()
    second.join()

    assert read(tmp_path).settings.booth(booth) == BoothSettings(dpi=120.0, spoken=True)
