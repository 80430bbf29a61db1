"""The .rpm: the files of the .deb, what it asks of a system, and a life in a bare one."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.packaging.linux import rpm
from resources.packaging.linux.tree import SETTINGS, is_plain, stage
from resources.packaging.product import BUNDLE, NAME, VERSION
from tests.installers.chroot import Guest, fresh_guest, good, package

pytestmark = [pytest.mark.installer, pytest.mark.timeout(900)]

OLDER = "0.0.9"


@pytest.fixture(scope="module")
def guest() -> Iterator[Guest]:
    """A system with rpm and what the program needs of a system, but without the program."""
    with fresh_guest("rpm") as fresh:
        good(fresh.apt("install", "rpm", "cpio", fresh.bring(package("deb"))))
        good(fresh.apt("purge", NAME))
        fresh.bring(package("rpm"))
        yield fresh


def ask(guest: Guest, *words: str) -> str:
    return good(guest.run("rpm", *words, f"/srv/{package('rpm').name}", variables={"LC_ALL": "C.UTF-8"}))


def test_every_digest_in_it_holds(guest: Guest) -> None:
    said = ask(guest, "--checksig", "--verbose")

    assert "Payload SHA256 digest: OK" in said
    assert "BAD" not in said


def test_it_asks_for_libraries_of_the_system_and_never_for_its_own(guest: Guest) -> None:
    needed = ask(guest, "-qp", "--requires").splitlines()

    assert "libGL.so.1()(64bit)" in needed
    assert "libfontconfig.so.1()(64bit)" in needed
    assert [line for line in needed if re.match(r"libQt6|libpython|libpyside|libshiboken|libicu", line)] == []
    assert [line for line in needed if line.startswith(("python", "/usr/bin/"))] == []


def test_it_offers_nobody_its_libraries(guest: Guest) -> None:
    offered = ask(guest, "-qp", "--provides").splitlines()

    assert [line for line in offered if ".so" in line or line.startswith("font(")] == []


def test_it_has_the_files_of_the_other_package(guest: Guest, tmp_path: Path) -> None:
    good(guest.shell(f"mkdir ~/out; cd ~/out; rpm2cpio /srv/{package('rpm').name} | cpio -idm --quiet"))
    unpack = ["dpkg-deb", "--extract", str(package("deb")), str(tmp_path)]
    subprocess.run(unpack, check=True)
    # Only Debian's checker reads it.
    (tmp_path / "usr/share/lintian/overrides" / NAME).unlink()

    assert contents(guest.home / "out") == contents(tmp_path)
    program = "~/out/opt/omp-desktop/omp-desktop"
    assert good(guest.shell(f"{program} --version")).strip() == VERSION
    good(guest.shell(f"{program} self-test"))
    shutil.rmtree(guest.home / "out")


def contents(folder: Path) -> dict[str, bytes | str]:
    """Every file and link under a folder, by name."""
    found: dict[str, bytes | str] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif is_plain(path):
            found[name] = path.read_bytes()
    return found


def test_it_is_installed_upgraded_refused_and_removed(guest: Guest, tmp_path: Path) -> None:
    older = rpm.make(stage(BUNDLE, tmp_path / "tree", OLDER), tmp_path, OLDER, strength=1)
    old, new = guest.bring(older), f"/srv/{package('rpm').name}"

    def install(*words: str) -> subprocess.CompletedProcess[str]:
        return guest.run("rpm", *words, "--nodeps", who="root", variables={"LC_ALL": "C.UTF-8"})

    def told(*words: str) -> str:
        return good(guest.run("rpm", *words, NAME, who="root"))

    good(install("--install", old))
    assert good(guest.run("omp-desktop", "--version")).strip() == VERSION  # the program itself is the same

    running = f"""
    omp-desktop central serve --port 0 --data-dir /root/centre > /root/said &
    while ! grep -q http:// /root/said; do sleep 0.1; done
    ! rpm --upgrade --nodeps {new} 2> /root/refused
    """
    good(guest.shell(running, who="root", LC_ALL="C.UTF-8"))

    said = (guest.folder / "root/refused").read_text(encoding="utf-8")
    assert "is running and was not replaced" in said
    assert told("-q").startswith(f"{NAME}-{OLDER}-")

    good(install("--upgrade", new))
    assert told("-q").startswith(f"{NAME}-{VERSION}-")
    assert told("--verify", "--nodeps") == ""

    refused = install("--upgrade", "--oldpackage", old)

    assert refused.returncode != 0
    said = refused.stdout + refused.stderr
    assert f"{VERSION} is installed, and the older {OLDER} is not put over it" in said
    assert "먼저 제거한 뒤 설치하십시오" in said
    assert told("-q").startswith(f"{NAME}-{VERSION}-")
    good(guest.shell("omp-desktop self-test"))
    files = told("-ql").splitlines()
    assert "Election data were not deleted" in good(install("--erase", NAME))
    assert [file for file in files if NAME in file and (guest.folder / file[1:]).exists()] == []
    # As somebody changed them they would be kept under another name; as they came they go.
    assert [name for name in SETTINGS if (guest.folder / name).exists()] == []


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    if shutil.which("rpmbuild") is None:
        pytest.skip("rpmbuild is not on this machine (Debian package rpm)")
    one, two = (
        rpm.make(stage(BUNDLE, tmp_path / name / "tree", VERSION), tmp_path / name, VERSION, strength=1)
        for name in ("one", "two")
    )

    assert one.read_bytes() == two.read_bytes()
