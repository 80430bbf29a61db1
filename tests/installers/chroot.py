"""A fresh Debian 12 in a folder, without Python and fonts: what a polling station's PC knows of this program.

Every command runs in namespaces of its own, so that its processes and mounts end with it, whatever it did.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from resources.packaging.product import DIST, NAME, ROOT, VERSION

WORK = ROOT / "build" / "test-installer"
USER = "voter"
# What this machine needs to reach packages is lent to the guest.
_LENT = ("/etc/resolv.conf", "/etc/hosts", "/etc/ssl/certs/ca-certificates.crt")
_NAMESPACES = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# $1: the folder, $2: packages that were fetched once, $3: whose, the rest: the command.
_INSIDE = """
guest=$1 kept=$2 who=$3
shift 3
mount -t proc proc "$guest/proc"
mount --rbind /dev "$guest/dev"
mount -t tmpfs -o mode=1777 tmpfs "$guest/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$guest/tmp"
mount --bind "$kept" "$guest/var/cache/apt/archives"
# Not in place of this shell: who it is changes with the user, and then the end of `unshare` does not end it.
status=0
chroot --userspec="$who:$who" "$guest" "$@" || status=$?
exit $status
"""


def package(kind: str) -> Path:
    """What `make installer` made of that kind: deb or rpm."""
    found = sorted(DIST.glob(f"{NAME}[-_]{VERSION}*.{kind}"))
    if not found:
        pytest.fail(f"{DIST} has no .{kind}: `make installer` makes it")
    return found[0]


def good(done: subprocess.CompletedProcess[str]) -> str:
    """What a command said that had to succeed."""
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


class Guest:
    """The Debian in a folder."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds its root."""
        self.folder = folder

    @property
    def home(self) -> Path:
        """The home of its one user, seen from here."""
        return self.folder / "home" / USER

    @contextmanager
    def started(self, script: str, who: str = USER, **variables: str) -> Iterator[subprocess.Popen[str]]:
        """The script of a shell, going on until the block ends; then everything of it is killed."""
        process = subprocess.Popen(
            self._words(who, ("sh", "-euc", script)),
            env=_environment(who, variables),
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def run(
        self, *command: str, who: str = USER, variables: Mapping[str, str] | None = None, seconds: float = 280
    ) -> subprocess.CompletedProcess[str]:
        """Ends with all that it started. Nothing of this machine's environment is seen inside."""
        return subprocess.run(
            self._words(who, command),
            env=_environment(who, variables or {}),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )

    def _words(self, who: str, command: tuple[str, ...]) -> list[str]:
        kept = WORK / "archives"
        (kept / "partial").mkdir(parents=True, exist_ok=True)
        inside = ["bash", "-euc", _INSIDE, "bash", str(self.folder), str(kept), who, *command]
        return [*_NAMESPACES, *inside]

    def shell(self, script: str, who: str = USER, **variables: str) -> subprocess.CompletedProcess[str]:
        """The same with a script of a shell."""
        return self.run("sh", "-euc", script, who=who, variables=variables)

    def apt(self, *words: str) -> subprocess.CompletedProcess[str]:
        """apt-get as root, which asks nothing and brings nothing that is not needed."""
        quiet = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        options = ("-y", "-q", "--no-install-recommends", "--allow-downgrades")
        return self.run("apt-get", *options, *words, who="root", variables=quiet)

    def bring(self, file: Path) -> str:
        """A copy of a file in the guest; its name there."""
        place = self.folder / "srv" / file.name
        shutil.copyfile(file, place)
        return f"/srv/{file.name}"

    def give(self, folder: Path) -> str:
        """A copy of a folder in the user's home, which belongs to the user; its name there."""
        shutil.copytree(folder, self.home / folder.name)
        owner = self.home.stat()
        for path in (self.home / folder.name, *(self.home / folder.name).rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)
        return f"/home/{USER}/{folder.name}"

    def contents(self, folder: str) -> dict[str, str]:
        """The digest of every file under a folder of the user's home, by name."""
        files = [path for path in (self.home / folder).rglob("*") if path.is_file()]
        assert files, f"{folder} is empty"
        return {
            path.relative_to(self.home).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files
        }


def _environment(who: str, variables: Mapping[str, str]) -> dict[str, str]:
    home = "/root" if who == "root" else f"/home/{who}"
    return {"PATH": _PATH, "HOME": home, "USER": who, **variables}


def base() -> Path:
    """The archive of the fresh Debian, made once."""
    archive = WORK / "bookworm.tar"
    if not archive.exists():
        fresh = WORK / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.parent.mkdir(parents=True, exist_ok=True)
        # What it mounts ends with it, also where it is interrupted.
        make = [*_NAMESPACES, "debootstrap", "--variant=minbase", "bookworm", str(fresh)]
        subprocess.run(make, check=True, capture_output=True)
        half = archive.with_suffix(".half")
        pack = ["tar", "cf", str(half), "-C", str(fresh), "."]
        subprocess.run(pack, check=True)
        half.rename(archive)
        shutil.rmtree(fresh)
    return archive


@contextmanager
def fresh_guest(name: str) -> Iterator[Guest]:
    """A guest that is gone afterwards. Skips the test where there cannot be one."""
    if os.geteuid() != 0:
        pytest.skip("a guest system needs root")
    for program, package in (("debootstrap", "debootstrap"), ("unshare", "util-linux")):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine (Debian package {package})")
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        with tarfile.open(base()) as archive:
            archive.extractall(folder, filter="tar")
        _settle(folder)
        yield Guest(folder)
    finally:
        shutil.rmtree(folder)


def _settle(folder: Path) -> None:
    # Settings only, no commands that run beside an installation.
    apt = [file for file in Path("/etc/apt/apt.conf.d").iterdir() if "Invoke" not in file.read_text()]
    for lent in (*map(Path, _LENT), *apt):
        if lent.exists():
            there = folder / lent.relative_to("/")
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(lent, there)
    guest = Guest(folder)
    made = guest.run("useradd", "--create-home", "--shell", "/bin/sh", USER, who="root")
    assert made.returncode == 0, made.stderr
    updated = guest.apt("update")
    assert updated.returncode == 0, updated.stderr
