"""The bundle on this machine, without the environment in which it was made."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from omp_desktop.parts import PartKind, read_parts
from resources.packaging import inspection, product
from tests.accessibility.desktop import x_server

pytestmark = [
    pytest.mark.installer,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="Asks Linux about processes and libraries"
    ),
]


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment that knows neither Python nor a display."""
    home = tmp_path / "home"
    home.mkdir()
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    return {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "offscreen",
    }


def run(bundle: Path, bare: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [bundle / product.NAME, *words],
        env=bare,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=900,
    )


def test_it_says_its_version(bundle: Path, bare: dict[str, str]) -> None:
    done = run(bundle, bare, "--version")

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, product.VERSION, "")


def test_the_self_test_passes_and_names_every_part(bundle: Path, bare: dict[str, str]) -> None:
    done = run(bundle, bare, "self-test", "--lang", "en")

    assert done.returncode == 0, done.stdout + done.stderr
    listed = read_parts(bundle / "_internal" / "omp_desktop" / "_data" / "licences")
    assert {PartKind.QT, PartKind.PYTHON, PartKind.EMBEDDED} < {part.kind for part in listed}
    for part in listed:
        assert f"{part.name} {part.version}".strip() in done.stdout
        assert part.licence in done.stdout


def test_every_part_has_its_licence_text(bundle: Path) -> None:
    folder = bundle / "_internal" / "omp_desktop" / "_data" / "licences"

    assert [part.name for part in read_parts(folder) if not part.texts] == []
    assert [text for part in read_parts(folder) for text in part.texts if not (folder / text).is_file()] == []


def test_nothing_is_inside_that_must_not_be(bundle: Path) -> None:
    assert inspection.complaints(bundle) == []


def test_time_zones_are_there_for_systems_that_have_none(bundle: Path) -> None:
    assert (bundle / "_internal" / "tzdata" / "zoneinfo" / "Asia" / "Seoul").is_file()


def test_libraries_look_for_others_in_the_bundle_alone(bundle: Path) -> None:
    foreign = []
    for file in inspection.elf_files(bundle):
        told = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=True)  # noqa: S607
        paths = re.findall(r"\((?:RUNPATH|RPATH)\).*\[(.*)\]", told.stdout)
        foreign += [
            (file.name, path) for path in ":".join(paths).split(":") if path[:7] not in {"", "$ORIGIN"}
        ]

    assert foreign == []


def test_the_driver_of_another_database_stays_out_and_is_missed_in_words(
    bundle: Path, bare: dict[str, str], tmp_path: Path
) -> None:
    done = run(
        bundle,
        {**bare, "OMP_DATABASE_URL": "postgresql+psycopg://nobody@/nowhere"},
        *("central", "migrate", "--data-dir", str(tmp_path / "centre"), "--lang", "en"),
    )

    assert done.returncode == 2
    assert "keep everything in SQLite" in done.stderr


def test_the_demonstration_runs_with_a_centre_of_its_own_and_both_end(
    bundle: Path, bare: dict[str, str], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    program = subprocess.Popen([bundle / product.NAME, "demo", "--data-dir", data], env=bare)
    try:
        wait_for(lambda: has_sent(data))
        assert children(program.pid) != []
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(60)
    wait_for(lambda: not processes_with(data))


def test_a_killed_demonstration_takes_its_centre_along(
    bundle: Path, bare: dict[str, str], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    program = subprocess.Popen([bundle / product.NAME, "demo", "--data-dir", data], env=bare)
    try:
        wait_for(lambda: children(program.pid) != [])
    finally:
        program.kill()
        program.wait(60)
    wait_for(lambda: not processes_with(data))


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own."""
    with x_server() as name:
        yield name


def test_its_window_opens_on_a_screen(
    bundle: Path, bare: dict[str, str], display: str, tmp_path: Path, pictures: Path
) -> None:
    here = {**bare, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    program = subprocess.Popen(
        [bundle / product.NAME, "demo", "--data-dir", tmp_path / "data"],
        env=here,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        shot = pictures / "bundle.png"
        wait_for(lambda: has_sent(tmp_path / "data"))
        assert colours(display, shot) > 200
    finally:
        program.send_signal(signal.SIGTERM)
        _, said = program.communicate(timeout=60)
    assert said == ""


def has_sent(data: Path) -> bool:
    """Whether the demonstration stands, and its centre has what was cast."""
    logs = (data / "demonstration" / "centre" / "logs").glob("*.log")
    return any("/batches/" in file.read_text() for file in logs)


def colours(display: str, shot: Path) -> int:
    """How many colours the screen shows; an empty one shows one, a window with text hundreds."""
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication; a = QGuiApplication([]);"
        "a.primaryScreen().grabWindow(0).save(sys.argv[1])"
    )
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    subprocess.run([sys.executable, "-c", code, shot], env=env, check=True, capture_output=True)
    image = QImage(str(shot))
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)})


def test_another_build_has_the_same_contents(bundle: Path, tmp_path: Path) -> None:
    """In a clone elsewhere, from the same commit and packages."""
    before = inspection.listing_file(bundle).read_text(encoding="utf-8")
    clone = tmp_path / "elsewhere"
    subprocess.run(["git", "clone", "-q", product.ROOT, clone], check=True)  # noqa: S607
    subprocess.run(
        [sys.executable, "-m", "resources.packaging.bundle"],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(clone)},
        check=True,
    )
    after = inspection.listing_file(clone / "dist" / product.NAME).read_text(encoding="utf-8")

    assert differences(before, after) == []


def differences(before: str, after: str) -> list[str]:
    return sorted(set(before.splitlines()) ^ set(after.splitlines()))


def wait_for(holds: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.2)


def children(pid: int) -> list[int]:
    """Of any of its threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def processes_with(folder: Path) -> list[str]:
    """Processes that name a folder in their environment or words."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(folder) in words:
            found.append(process.name)
    return found
