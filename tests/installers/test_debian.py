"""The .deb on a fresh Debian 12 that has neither Python nor fonts: installed, used, upgraded, removed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.packaging.product import DIST, NAME, VERSION
from tests.installers.chroot import Guest, fresh_guest

pytestmark = [pytest.mark.installer, pytest.mark.timeout(900)]


def package() -> Path:
    """The .deb that `make installer` made."""
    found = sorted(DIST.glob(f"{NAME}_{VERSION}_*.deb"))
    if not found:
        pytest.fail(f"{DIST} has no package: `make installer` makes it")
    return found[0]


def good(done: subprocess.CompletedProcess[str]) -> str:
    """What a command said that had to succeed."""
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def guest() -> Iterator[Guest]:
    """A Debian with the package as it is, and no font but the program's own."""
    with fresh_guest("debian") as fresh:
        assert not fresh.shell("command -v python3").stdout
        assert not fonts_of(fresh)
        good(fresh.apt("install", fresh.bring(package())))
        # They come with fontconfig.
        good(fresh.shell("rm -rf /usr/share/fonts", who="root"))
        yield fresh


def fonts_of(guest: Guest) -> list[Path]:
    """Files of fonts that the system has."""
    folder = guest.folder / "usr/share/fonts"
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_says_its_version(guest: Guest) -> None:
    assert good(guest.run("omp-desktop", "--version")).strip() == VERSION
