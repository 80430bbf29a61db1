"""The installer for Windows on a computer of wine's, with a bundle that only looks like one.

What is asserted stands in files and in the registry: an exit code says little there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.packaging.windows import build
from tests.installers import wine
from tests.installers.wine import Windows

pytestmark = [
    pytest.mark.installer,
    pytest.mark.timeout(600),
    pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is missing (Debian package nsis)"),
    pytest.mark.skipif(wine.wine() is None, reason="wine64 is missing (Debian package wine64)"),
]

FOLDER = r"C:\Program Files\OMP Desktop"
KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\omp-desktop"
PATHS_KEY = r"Software\Microsoft\Windows\CurrentVersion\App Paths\omp-desktop.exe"
MENU = r"C:\ProgramData\Microsoft\Windows\Start Menu\Programs\OMP Desktop"
LONG_NAME = "_internal/" + "/".join(["a-folder-with-a-long-name"] * 5) + "/and-a-file.txt"

Setups = dict[str, Path]


def bundle(folder: Path, version: str, files: dict[str, str]) -> Path:
    """Something that looks like a bundle: two programs, and other files as given."""
    for name in (build.PROGRAM, build.WINDOW_PROGRAM):
        folder.mkdir(parents=True, exist_ok=True)
        # Whatever follows the sections of a program is no part of it.
        (folder / name).write_bytes(wine.COMMAND_SHELL.read_bytes() + version.encode())
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two versions: the newer lacks a folder of the older one, and has others."""
    folder = tmp_path_factory.mktemp("bundles")
    same = {"_internal/base.dll": "same", "_internal/한글 폴더/안내 $서.txt": "guide", LONG_NAME: "long"}
    old = {**same, "_internal/only-old/a.dll": "a", "_internal/changed.txt": "before"}
    new = {**same, "_internal/only new/나.dll": "b", "_internal/changed.txt": "after"}
    return {
        "0.1.0": bundle(folder / "0.1.0", "0.1.0", old),
        "0.2.0": bundle(folder / "0.2.0", "0.2.0", new),
    }


@pytest.fixture(scope="module")
def setups(bundles: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Setups:
    """An installer of each bundle."""
    out = tmp_path_factory.mktemp("setups")
    return {
        version: build.build(folder, out, version=version, work=out / "work")[0]
        for version, folder in bundles.items()
    }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh Windows."""
    prefix = tmp_path_factory.mktemp("template") / "wine"
    wine.fresh_windows(prefix)
    return prefix


@pytest.fixture
def windows(template: Path, tmp_path: Path) -> Iterator[Windows]:
    """A computer that never saw the program."""
    with wine.copied(template, tmp_path / "wine") as computer:
        yield computer


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, and what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def assert_installed(
    windows: Windows, bundle: Path, folder: str = FOLDER, foreign: frozenset[str] = frozenset()
) -> None:
    """All files of the bundle are there, as they are, and nothing else but what every installation has."""
    found = contents(windows.path(folder))
    assert {name: found.get(name) for name in contents(bundle)} == contents(bundle)
    assert found.keys() - contents(bundle).keys() - foreign == {build.UNINSTALLER, build.LIST}


def test_it_installs_every_file_for_everybody(
    windows: Windows, setups: Setups, bundles: dict[str, Path]
) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    assert_installed(windows, bundles["0.1.0"])
    assert sorted(contents(windows.path(MENU))) == ["OMP Desktop demonstration.lnk", "OMP Desktop.lnk"]
    entry = windows.registry(KEY)
    assert entry is not None
    assert entry["DisplayName"] == "OMP Desktop"
    assert entry["DisplayVersion"] == "0.1.0"
    assert entry["InstallLocation"] == FOLDER
    assert entry["QuietUninstallString"] == rf'"{FOLDER}\uninstall.exe" /S'
    assert windows.registry(PATHS_KEY) == {"@": rf"{FOLDER}\omp-desktop.exe"}
