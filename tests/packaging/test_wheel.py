"""What is in the wheel: the program, its data files and their licences, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAIRS: dict[str, str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
NOT_SHIPPED = {"packaging"}


def test_every_resource_folder_is_shipped_under_its_own_name() -> None:
    folders = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()} - NOT_SHIPPED

    wanted = {"ui": "omp_desktop/_data/ui"}
    wanted |= {f"resources/{name}": f"omp_desktop/_data/{name}" for name in folders}
    guides = [f"operator-guide.{lang}.md" for lang in ("ko", "en")]
    wanted |= {f"docs/{name}": f"omp_desktop/_data/guide/{name}" for name in guides}
    assert wanted == PAIRS


@pytest.fixture(scope="module")
def in_wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built just now, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "omp_desktop/py.typed",
        "omp_desktop/_data/fonts/Pretendard-Regular.ttf",
        "omp_desktop/_data/fonts/OFL.txt",
        "omp_desktop/_data/icons/vote.svg",
        "omp_desktop/_data/icons/LICENSE",
        "omp_desktop/_data/guide/operator-guide.ko.md",
    ],
)
def test_the_wheel_has(in_wheel: set[str], name: str) -> None:
    assert name in in_wheel


def test_every_file_of_the_package_is_in_the_wheel(in_wheel: set[str]) -> None:
    files = [path for path in (ROOT / "omp_desktop").rglob("*") if path.is_file()]

    assert {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"} <= in_wheel


def test_nothing_but_the_program_is_in_the_wheel(in_wheel: set[str]) -> None:
    tops = {name.split("/")[0] for name in in_wheel}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"omp_desktop"}
    assert not [name for name in in_wheel if "/packaging/" in name or "__pycache__" in name]
