from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from platformdirs import user_data_path

from omp_desktop import paths


def test_a_checkout_has_its_data_files_beside_the_package() -> None:
    assert paths.resource("icons", "vote.svg").is_file()
    assert paths.resource("fonts", "Pretendard-Regular.ttf").is_file()
    assert paths.resource("ui").is_dir()


def test_an_installed_package_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)

    assert paths.resource("icons", "vote.svg") == tmp_path / "_data" / "icons" / "vote.svg"
    assert paths.resource("ui", "voter", "start.ui") == tmp_path / "_data" / "ui" / "voter" / "start.ui"


def test_the_option_goes_before_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_DATA_DIR", str(tmp_path / "variable"))

    assert paths.data_folder(tmp_path / "option") == tmp_path / "option"
    assert paths.data_folder() == tmp_path / "variable"


@pytest.mark.parametrize("value", [None, ""])
def test_without_either_it_is_the_users_folder(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is None:
        monkeypatch.delenv("OMP_DATA_DIR", raising=False)
    else:
        monkeypatch.setenv("OMP_DATA_DIR", value)

    assert paths.data_folder() == user_data_path("omp-desktop", appauthor=False)


def test_a_home_folder_may_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    assert paths.data_folder(Path("~/투표소")) == tmp_path / "투표소"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no mode")
def test_a_new_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = paths.data_folder(tmp_path / "new")

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(paths.DataFolderUnusable) as told:
        paths.data_folder(tmp_path / "taken")

    assert str(tmp_path / "taken") in told.value.describe("ko").text


def test_from_source_python_starts_the_program() -> None:
    assert paths.own_command() == [sys.executable, "-m", "omp_desktop"]


@pytest.mark.parametrize("started", ["omp-desktop", "omp-desktop-window"])
def test_a_bundle_starts_its_own_program_with_a_console(
    started: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / f"{started}.exe"))

    assert paths.own_command() == [str(tmp_path / "omp-desktop.exe")]
