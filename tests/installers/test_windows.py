"""The installer for Windows on a computer of wine's, with a bundle that only looks like one.

What is asserted stands in files and in the registry: an exit code says little there.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from resources.packaging import product
from resources.packaging.windows import build
from tests.gui.lock.desktop import Desktop, desktop, needed, until
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
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A fresh Windows, of 700 MB."""
    prefix = tmp_path_factory.mktemp("template") / "wine"
    wine.fresh_windows(prefix)
    yield prefix
    shutil.rmtree(prefix)


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
    windows: Windows, bundle: Path, folder: str = FOLDER, *, foreign: frozenset[str] = frozenset()
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


def version_of(windows: Windows) -> str | None:
    """What Windows takes for the installed version."""
    entry = windows.registry(KEY)
    return None if entry is None else entry["DisplayVersion"]


def into(folder: str) -> list[str]:
    """The last words for an installer: quotation marks around them would be taken for a part of the path."""
    return f"/D={folder}".split(" ")


def in_place() -> list[str]:
    """The last words for an uninstaller that is to remove this folder itself, and not go on in a copy."""
    return f"_?={FOLDER}".split(" ")


@contextmanager
def running(windows: Windows, program: str = rf"{FOLDER}\omp-desktop.exe") -> Iterator[subprocess.Popen[str]]:
    """While the installed program runs; it stands for itself until its input ends."""
    with windows.start(program, "/k", "echo ready") as process:
        assert process.stdout is not None
        assert "ready" in process.stdout.readline()
        yield process


def test_in_korean_its_entries_are_korean(windows: Windows, setups: Setups) -> None:
    windows.run(str(setups["0.1.0"]), "/S", "/LANG=ko")
    assert sorted(contents(windows.path(MENU))) == ["OMP 투표소 시연.lnk", "OMP 투표소.lnk"]
    entry = windows.registry(KEY)
    assert entry is not None
    assert entry["DisplayName"] == "OMP 투표소"


def test_it_installs_into_any_empty_folder(
    windows: Windows, setups: Setups, bundles: dict[str, Path]
) -> None:
    folder = r"C:\선거 2026\투표소 프로그램"
    windows.run(str(setups["0.1.0"]), "/S", *into(folder))
    assert_installed(windows, bundles["0.1.0"], folder)
    assert not windows.path(FOLDER).exists()
    windows.run(rf"{folder}\uninstall.exe", "/S")
    assert list(windows.path(r"C:\선거 2026").iterdir()) == []


def test_a_newer_version_takes_the_place_of_an_older_one(
    windows: Windows, setups: Setups, bundles: dict[str, Path]
) -> None:
    windows.run(str(setups["0.1.0"]), "/S", "/DESKTOP")
    own = {"notes.txt", "_internal/my own.dll"}
    for name in own:
        (windows.path(FOLDER) / name).write_text("mine", encoding="utf-8")
    windows.run(str(setups["0.2.0"]), "/S", "/LANG=ko")
    assert_installed(windows, bundles["0.2.0"], foreign=frozenset(own))
    assert version_of(windows) == "0.2.0"
    assert not (windows.path(FOLDER) / "_internal" / "only-old").exists()
    assert [path.name for path in windows.path(r"C:\users\Public\Desktop").glob("OMP*")] == ["OMP 투표소.lnk"]
    assert sorted(contents(windows.path(MENU))) == ["OMP 투표소 시연.lnk", "OMP 투표소.lnk"]


def test_an_older_version_changes_nothing(windows: Windows, setups: Setups, bundles: dict[str, Path]) -> None:
    windows.run(str(setups["0.2.0"]), "/S")
    before = contents(windows.path(FOLDER))
    assert windows.run(str(setups["0.1.0"]), "/S") == 12
    assert contents(windows.path(FOLDER)) == before
    assert version_of(windows) == "0.2.0"


def test_a_running_program_is_neither_replaced_nor_removed(windows: Windows, setups: Setups) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    before = contents(windows.path(FOLDER))
    with running(windows):
        for command in ([str(setups["0.2.0"]), "/S"], [rf"{FOLDER}\uninstall.exe", "/S", *in_place()]):
            with windows.start(*command) as setup:
                pass
            assert setup.returncode == 15
            assert contents(windows.path(FOLDER)) == before
    windows.wait()
    assert version_of(windows) == "0.1.0"
    windows.run(str(setups["0.2.0"]), "/S")
    assert version_of(windows) == "0.2.0"


def test_a_folder_that_holds_other_files_is_not_taken(windows: Windows, setups: Setups) -> None:
    # Another program's, whose files have the names of ours.
    folder = windows.path(r"C:\Tools\_internal")
    folder.mkdir(parents=True)
    (folder / "base.dll").write_text("other", encoding="utf-8")
    for place in (r"C:\Tools", r"C:\Program Files"):
        windows.run(str(setups["0.1.0"]), "/S", *into(place))
    assert contents(folder.parent) == {"_internal/base.dll": b"other"}
    assert not windows.path(r"C:\Program Files\omp-desktop.exe").exists()
    assert version_of(windows) is None


def test_a_second_copy_elsewhere_is_not_made(windows: Windows, setups: Setups) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    assert windows.run(str(setups["0.2.0"]), "/S", *into(r"C:\Elsewhere")) == 13
    assert not windows.path(r"C:\Elsewhere").exists()
    assert version_of(windows) == "0.1.0"


def test_a_folder_too_deep_for_windows_is_not_taken(windows: Windows, setups: Setups) -> None:
    windows.run(str(setups["0.1.0"]), "/S", *into("C:\\" + "deep" * 25))
    assert not list(windows.disk.glob("deep*"))
    assert version_of(windows) is None


def test_what_cannot_be_written_leaves_the_earlier_version(
    windows: Windows, setups: Setups, bundles: dict[str, Path]
) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    before = contents(windows.path(FOLDER))
    # A folder of the name of a file that is to be written.
    (windows.path(FOLDER) / "~new" / "_internal" / "changed.txt").mkdir(parents=True)
    assert windows.run(str(setups["0.2.0"]), "/S") == 16
    assert contents(windows.path(FOLDER)) == before
    assert version_of(windows) == "0.1.0"


def test_what_stands_in_the_way_stays_and_so_does_the_earlier_version(
    windows: Windows, setups: Setups
) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    mine = windows.path(FOLDER) / "_internal" / "only new" / "나.dll"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    before = contents(windows.path(FOLDER))
    assert windows.run(str(setups["0.2.0"]), "/S") == 16
    assert contents(windows.path(FOLDER)) == before
    assert version_of(windows) == "0.1.0"


def test_nothing_is_left_where_a_first_installation_fails(windows: Windows, setups: Setups) -> None:
    # Without a character set, wine makes no file with a Korean name.
    windows.environment["LC_ALL"] = "C"
    assert windows.run(str(setups["0.1.0"]), "/S") == 16
    assert not windows.path(FOLDER).exists()
    assert version_of(windows) is None


def cut_while_putting_aside(folder: Path) -> None:
    """Some of the old files are aside, the list still here."""
    (folder / "~old" / "_internal").mkdir(parents=True)
    for name in ("omp-desktop.exe", "_internal/changed.txt"):
        (folder / name).rename(folder / "~old" / name)


def cut_while_taking_their_places(folder: Path) -> None:
    """All old files are aside, and one of the new ones has its place."""
    aside = folder.parent / "aside"
    folder.rename(aside)
    folder.mkdir()
    (aside / "~new").rename(folder / "~new")
    aside.rename(folder / "~old")
    (folder / "~new" / "omp-desktop.exe").rename(folder / "omp-desktop.exe")


@pytest.mark.parametrize("cut", [cut_while_putting_aside, cut_while_taking_their_places])
@pytest.mark.parametrize("then", ["fails", "succeeds"])
def test_after_a_power_cut_the_next_attempt_ends_with_a_whole_version(
    windows: Windows,
    setups: Setups,
    bundles: dict[str, Path],
    cut: Callable[[Path], None],
    then: str,
) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    folder = windows.path(FOLDER)
    before = contents(folder)
    shutil.copytree(bundles["0.2.0"], folder / "~new")
    files = build.file_list(build.files_of(bundles["0.2.0"]))
    (folder / "~new" / build.LIST).write_bytes(files.encode("utf-16-le"))
    cut(folder)
    if then == "fails":
        (folder / "~new" / "_internal" / "changed.txt").unlink()
        (folder / "~new" / "_internal" / "changed.txt").mkdir()
    windows.run(str(setups["0.2.0"]), "/S")
    if then == "fails":
        assert contents(folder) == before
    else:
        assert_installed(windows, bundles["0.2.0"])


def test_a_list_that_was_tampered_with_leads_to_no_other_folder(windows: Windows, setups: Setups) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    other = windows.path(r"C:\Program Files\other.txt")
    other.write_text("other", encoding="utf-8")
    written = windows.path(FOLDER) / build.LIST
    lines = r"..\other.txt" + "\r\n" + other.name + "\r\n" + written.read_bytes().decode("utf-16-le")
    written.write_bytes(lines.encode("utf-16-le"))
    windows.run(str(setups["0.2.0"]), "/S")
    assert version_of(windows) == "0.2.0"
    assert other.read_text(encoding="utf-8") == "other"


def test_it_repairs_a_folder_from_which_files_were_deleted(
    windows: Windows, setups: Setups, bundles: dict[str, Path]
) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    for name in (build.LIST, "omp-desktop.exe", "_internal/base.dll"):
        (windows.path(FOLDER) / name).unlink()
    windows.run(str(setups["0.1.0"]), "/S")
    assert_installed(windows, bundles["0.1.0"])


@pytest.mark.parametrize(
    ("switches", "deleted"),
    [
        ([], False),
        (["/DELETE-ELECTION-DATA"], False),
        (["/NO-VOTE-IN-IT-IS-NEEDED"], False),
        (["/DELETE-ELECTION-DATA", "/NO-VOTE-IN-IT-IS-NEEDED"], True),
    ],
)
def test_it_removes_its_own_files_and_election_data_only_when_told_twice(
    windows: Windows, setups: Setups, switches: list[str], deleted: bool
) -> None:
    windows.run(str(setups["0.1.0"]), "/S", "/DESKTOP")
    mine = windows.path(FOLDER) / "_internal" / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    data = windows.local_data / "omp-desktop" / "store"
    data.mkdir(parents=True)
    (data / "station.db").write_text("votes", encoding="utf-8")
    deep = data.parent / "backups" / "사본 $1 %TEMP%" / "2026"
    deep.mkdir(parents=True)
    (deep / ".copy.db").write_text("votes", encoding="utf-8")
    (deep / ".copy.db").chmod(0o444)
    (deep / "empty").mkdir()
    beside = windows.local_data / "omp-desktop-other"
    beside.mkdir()
    windows.run(rf"{FOLDER}\uninstall.exe", "/S", *switches)
    assert contents(windows.path(FOLDER)) == {"_internal/notes.txt": b"mine"}
    assert not windows.path(MENU).exists()
    assert not list(windows.path(r"C:\users\Public\Desktop").iterdir())
    assert windows.registry(KEY) is None
    assert windows.registry(PATHS_KEY) is None
    assert (data / "station.db").exists() is not deleted
    assert data.parent.exists() is not deleted
    assert beside.is_dir()


def test_deleting_election_data_stops_at_a_link_to_another_folder(windows: Windows, setups: Setups) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    disk = windows.disk / "second disk"
    disk.mkdir()
    (disk / "copy.db").write_text("votes", encoding="utf-8")
    data = windows.local_data / "omp-desktop"
    data.mkdir(parents=True)
    (data / "station.db").write_text("votes", encoding="utf-8")
    (data / "backups").symlink_to(disk)
    both = ["/DELETE-ELECTION-DATA", "/NO-VOTE-IN-IT-IS-NEEDED"]
    windows.run(rf"{FOLDER}\uninstall.exe", "/S", *both)
    assert not (data / "station.db").exists()
    assert contents(disk) == {"copy.db": b"votes"}


def test_an_uninstaller_that_stays_in_its_folder_is_in_the_way_of_nobody(
    windows: Windows, setups: Setups, bundles: dict[str, Path]
) -> None:
    windows.run(str(setups["0.1.0"]), "/S")
    assert windows.run(rf"{FOLDER}\uninstall.exe", "/S", *in_place()) == 0
    assert contents(windows.path(FOLDER)).keys() == {build.UNINSTALLER, f"~old/{build.LIST}"}
    assert version_of(windows) is None
    windows.run(str(setups["0.2.0"]), "/S")
    assert_installed(windows, bundles["0.2.0"])
    windows.run(rf"{FOLDER}\uninstall.exe", "/S", *in_place())
    windows.run(rf"{FOLDER}\uninstall.exe", "/S")
    assert not windows.path(FOLDER).exists()


@pytest.fixture
def watched(template: Path, tmp_path: Path) -> Iterator[tuple[Windows, Desktop]]:
    """A computer whose windows are on a display, in the program's own font: wine has no Korean one."""
    needed(("import", "imagemagick"))
    fonts = template / "drive_c" / "windows" / "Fonts"
    for font in (product.ROOT / "resources" / "fonts").glob("*.ttf"):
        shutil.copy(font, fonts)
    with (
        desktop(tmp_path, "1024x768") as desk,
        wine.copied(template, tmp_path / "wine", desk.display) as computer,
    ):
        key = r"HKLM\Software\Microsoft\Windows NT\CurrentVersion\FontSubstitutes"
        for name in ("굴림", "MS Shell Dlg", "MS Shell Dlg 2", "Tahoma", "Verdana"):
            computer.run("reg", "add", key, "/v", name, "/d", "Pretendard", "/f")
        yield computer, desk


class Pages:
    """The pages of an installer, one after another, each saved as a picture."""

    def __init__(self, desk: Desktop, pictures: Path, name: str) -> None:
        self.desk = desk
        self.pictures = pictures
        self.name = name
        self.number = 0
        self._last = self._look()

    def next(self) -> None:
        """Waits for a page that is not the last one and has come to rest."""
        before, seen = self._last, b""

        def came_to_rest() -> bool:
            nonlocal seen
            last, seen = seen, self._look()
            return seen == last and seen != before

        until(came_to_rest, f"no page after number {self.number}")
        self._last = seen
        self.number += 1
        (self.pictures / f"windows-{self.name}-{self.number}.png").write_bytes(seen)

    def _look(self) -> bytes:
        command = ["import", "-window", "root", "-depth", "8", "-define", "png:exclude-chunks=all", "png:-"]
        return subprocess.run(command, env=self.desk.environment, capture_output=True, check=True).stdout

    def press(self, *keys: str) -> None:
        """Keys, and the page after them."""
        self.desk.do("key", "--delay", "100", *keys)
        self.next()


# What is answered when it asks about the data. The answer that is offered first, by Return alone, is no.
@pytest.mark.parametrize(("language", "answers"), [("ko", ["no"]), ("en", ["yes", "no"])])
def test_who_clicks_through_the_pages_installs_and_loses_no_data_by_it(
    watched: tuple[Windows, Desktop],
    setups: Setups,
    bundles: dict[str, Path],
    pictures: Path,
    language: str,
    answers: list[str],
) -> None:
    windows, desk = watched
    pages = Pages(desk, pictures, f"install-{language}")
    with windows.start(str(setups["0.1.0"]), f"/LANG={language}"):
        pages.next()
        for _ in ("welcome", "licence", "parts", "folder"):
            pages.press("Return")
        desk.do("key", "Return")
    windows.wait()
    assert_installed(windows, bundles["0.1.0"])
    data = windows.local_data / "omp-desktop" / "station.db"
    data.parent.mkdir(parents=True)
    data.touch()
    pages = Pages(desk, pictures, f"remove-{language}")
    with windows.start(rf"{FOLDER}\uninstall.exe", f"/LANG={language}"):
        pages.next()
        pages.press("Return")
        for answer in answers:
            pages.press(*(["Left"] if answer == "yes" else []), "Return")
        desk.do("key", "Return")
    windows.wait()
    assert not windows.path(FOLDER).exists()
    assert data.exists()


def test_data_are_deleted_after_two_times_yes(
    watched: tuple[Windows, Desktop], setups: Setups, pictures: Path
) -> None:
    windows, desk = watched
    windows.run(str(setups["0.1.0"]), "/S")
    data = windows.local_data / "omp-desktop" / "station.db"
    data.parent.mkdir(parents=True)
    data.touch()
    pages = Pages(desk, pictures, "remove-all")
    with windows.start(rf"{FOLDER}\uninstall.exe", "/LANG=ko"):
        pages.next()
        pages.press("Return")
        pages.press("Left", "Return")
        pages.press("Left", "Return")
        desk.do("key", "Return")
    windows.wait()
    assert windows.local_data.is_dir()
    assert not data.parent.exists()


def test_windows_7_gets_nothing(windows: Windows, setups: Setups) -> None:
    windows.run("winecfg", "-v", "win7")
    assert windows.run(str(setups["0.1.0"]), "/S") == 10
    assert not windows.path(FOLDER).exists()


def test_a_32_bit_installer_would_be_found_out(
    windows: Windows, bundles: dict[str, Path], tmp_path: Path
) -> None:
    made = build.build(bundles["0.1.0"], tmp_path, target="x86-unicode", work=tmp_path / "work")
    windows.run(str(made[0]), "/S")
    with pytest.raises(AssertionError):
        assert_installed(windows, bundles["0.1.0"])
