"""Set up, run and check the project: `make TARGET`, or `py dev.py TARGET` on Windows.

Standard library only, because it runs before anything is installed. Exit codes: 0 done, 1 a check failed,
2 wrong use, 3 something this machine lacks.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
BUILD = ROOT / "build"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
VENV_PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
PROGRAM = SCRIPTS / "omp-desktop"
STAMP = VENV / "set-up.stamp"

OLDEST_PYTHON = (3, 11)
PIP_WITH_PYTHON_OPTION = (22, 3)
HAS_ENSUREPIP = importlib.util.find_spec("ensurepip") is not None

DONE, FAILED, WRONG_USE, LACKING = 0, 1, 2, 3


def stop(text: str, code: int) -> NoReturn:
    """Say why, in words, and end."""
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(code)


def say(text: str) -> None:
    print(text, flush=True)


# --- what the machine must have --------------------------------------------------------------------------


class Need(NamedTuple):
    """Something of the system: its Debian package, and the library, program or file that proves it."""

    package: str
    proof: str


QT_LIBRARIES = (
    Need("libglib2.0-0", "libgthread-2.0.so.0"),
    Need("libegl1", "libEGL.so.1"),
    Need("libgl1", "libGL.so.1"),
    Need("libxkbcommon0", "libxkbcommon.so.0"),
    Need("libfontconfig1", "libfontconfig.so.1"),
    Need("libdbus-1-3", "libdbus-1.so.3"),
)
WINDOW_LIBRARIES = (
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    Need("libxcb-cursor0", "libxcb-cursor.so.0"),
    Need("libxcb-icccm4", "libxcb-icccm.so.4"),
    Need("libxcb-image0", "libxcb-image.so.0"),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Need("libxcb-randr0", "libxcb-randr.so.0"),
    Need("libxcb-render-util0", "libxcb-render-util.so.0"),
    Need("libxcb-shape0", "libxcb-shape.so.0"),
    Need("libxcb-xinerama0", "libxcb-xinerama.so.0"),
    Need("libxcb-xkb1", "libxcb-xkb.so.1"),
)
TEST_PROGRAMS = (
    Need("xvfb", "Xvfb"),
    Need("xauth", "xauth"),
    Need("gnome-keyring", "gnome-keyring-daemon"),
    Need("dbus-x11", "dbus-launch"),
    Need("at-spi2-core", "/usr/libexec/at-spi-bus-launcher"),
    Need("openbox", "openbox"),
    Need("xdotool", "xdotool"),
    Need("libxrandr2", "libXrandr.so.2"),
    Need("libxss1", "libXss.so.1"),
    Need("cups-daemon", "/usr/sbin/cupsd"),
    Need("cups-client", "lp"),
    Need("speech-dispatcher", "speech-dispatcher"),
    # What is put into packages is looked at with the tools of those who take packages.
    Need("icoutils", "icotool"),
    Need("shellcheck", "shellcheck"),
    Need("man-db", "man"),
    Need("desktop-file-utils", "desktop-file-validate"),
    Need("appstream", "appstreamcli"),
    Need("apparmor", "/usr/sbin/apparmor_parser"),
    Need("speech-dispatcher-espeak-ng", "/usr/lib/speech-dispatcher-modules/sd_espeak-ng"),
)
# What a bundle is made with, and libraries whose packages the installers have to name.
BUNDLE_NEEDS = (
    *WINDOW_LIBRARIES,
    Need("binutils", "objdump"),
    Need("patchelf", "patchelf"),
    Need("libcups2", "libcups.so.2"),
    Need("libwayland-client0", "libwayland-client.so.0"),
    Need("libwayland-cursor0", "libwayland-cursor.so.0"),
    Need("libxcb-util1", "libxcb-util.so.1"),
)
PACKAGE_NEEDS = (Need("dpkg-dev", "dpkg-shlibdeps"),)
PACKAGE_WISHES = (Need("rpm", "rpmbuild"),)
INSTALLER_TEST_PROGRAMS = (
    Need("debootstrap", "/usr/sbin/debootstrap"),
    Need("lintian", "lintian"),
    Need("rpm", "rpmbuild"),
    Need("nsis", "makensis"),
    Need("wine64", "/usr/lib/wine/wine64"),
    Need("imagemagick", "import"),
)


def is_there(need: Need) -> bool:
    """Whether the library can be loaded, the program found, or the file seen."""
    if need.proof.startswith("/"):
        return Path(need.proof).exists()
    if ".so" not in need.proof:
        return shutil.which(need.proof) is not None
    try:
        ctypes.CDLL(need.proof)
    except OSError:
        return False
    return True


def missing_of(needs: tuple[Need, ...]) -> list[Need]:
    return [need for need in needs if not is_there(need)]


def known_to_apt(packages: list[str]) -> set[str]:
    """Those that could be installed."""
    command = ["apt-cache", "policy", *packages]
    env = {**os.environ, "LC_ALL": "C"}
    answer = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return set(re.findall(r"^(\S+):\n.*\n  Candidate: (?!\(none\))", answer.stdout, re.MULTILINE))


def package_names(needs: list[Need]) -> list[str]:
    """The names on this system: newer ones renamed some libraries for their 64-bit times."""
    names = [need.package for need in needs]
    known = known_to_apt([*names, *(f"{name}t64" for name in names)])
    return [f"{name}t64" if f"{name}t64" in known and name not in known else name for name in names]


def install_command(packages: list[str], as_root: str) -> str:
    """The one command an ordinary user types; `as_root` is what gives a shell command root's rights."""
    apt = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    return f"{as_root} '{apt}'"


def apt_install(needs: list[Need]) -> None:
    """As root on Debian and its relatives. A failure is seen by looking again, not by the exit code."""
    say(f"Installing what this machine lacks: {' '.join(need.package for need in needs)}")
    env = child_environment(DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update", "-q"], env=env, stdout=subprocess.DEVNULL, check=False)  # noqa: S607
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *package_names(needs)]
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)


def ensure_system(
    required: tuple[Need, ...], wished: tuple[Need, ...] = (), without: str = "Some tests"
) -> None:
    """Install or name what is missing. Without what is required there is no going on.

    `without` is what there will not be without what is wished.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_of(required + wished)
    if not missing:
        return
    debian = shutil.which("apt-get") is not None
    if debian and os.geteuid() == 0:
        apt_install(missing)
        missing = missing_of(required + wished)
        if not missing:
            return
    if debian:
        as_root = "sudo sh -c" if shutil.which("sudo") else "su -c"
        advice = f"Type this once:\n\n    {install_command(package_names(missing), as_root)}"
    else:
        advice = "Install the packages of your system that hold: " + ", ".join(n.proof for n in missing)
    if any(need in required for need in missing):
        stop(f"This machine lacks libraries that the program needs. {advice}\n", LACKING)
    say(f"{without} will be left out, because this machine lacks what that needs. {advice}\n")


def check_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        have = ".".join(str(part) for part in sys.version_info[:3])
        stop(
            f"OMP Desktop needs Python 3.11 or newer; {sys.executable or 'this one'} is {have}.\n"
            "With a newer one installed, name it:  make PYTHON=python3.12 run",
            LACKING,
        )


# --- the environment -------------------------------------------------------------------------------------


SIGNING_SECRETS = ("OMP_SIGN_PFX", "OMP_MACOS_CERTIFICATE", "OMP_MACOS_NOTARY_KEY")


def child_environment(**more: str) -> dict[str, str]:
    """UTF-8 everywhere (a Korean Windows console is CP949), a pip that asks nothing, no foreign packages.

    What was compiled once is kept: hundreds of processes are started in the tests. What an installer is
    signed with reaches the program that signs, and none of the packages that are installed before.
    """
    dropped = {"PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", *signing_secrets()}
    fixed = {
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_USER": "0",
    }
    return {**{k: v for k, v in os.environ.items() if k not in dropped}, **fixed, **more}


def signing_secrets() -> dict[str, str]:
    """Certificates, keys and their passwords, by variable."""
    return {name: value for name, value in os.environ.items() if name.startswith(SIGNING_SECRETS)}


def run(command: list[str | Path], **environment: str) -> int:
    sys.stdout.flush()
    try:
        return subprocess.run(
            [str(part) for part in command], cwd=ROOT, env=child_environment(**environment), check=False
        ).returncode
    except KeyboardInterrupt:
        return 130


def wanted_stamp() -> str:
    """Changes when the packages, the project's own definition, the Python or the place change."""
    digest = hashlib.sha256()
    for part in (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode()):
        digest.update(hashlib.sha256(part).digest())
    return f"{ROOT}\n{digest.hexdigest()}\n"


def stamp() -> str:
    return STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""


def venv_works() -> bool:
    """Its Python runs and is the asked one, and it was made in this place (its scripts name the place)."""
    if not VENV_PYTHON.exists() or (stamp() and stamp().splitlines()[0] != str(ROOT)):
        return False
    question = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    try:
        return subprocess.run([VENV_PYTHON, "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Debian without python3-venv has no ensurepip: then an environment without pip, filled from outside."""
    if venv_works():
        return
    if not HAS_ENSUREPIP and importlib.util.find_spec("pip") is None:
        ensure_system((Need("python3-pip", "pip3"),))
    say("Making .venv")
    venv.EnvBuilder(clear=True, with_pip=HAS_ENSUREPIP, symlinks=not WINDOWS).create(VENV)


def has_pip(python: Path) -> bool:
    return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0


def version_of_system_pip() -> tuple[int, ...]:
    command = [sys.executable, "-m", "pip", "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env=child_environment())
    found = re.match(r"pip (\d+)\.(\d+)", answer.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def locked(package: str, lock: str) -> str:
    """One package's lines of the lock, hashes included."""
    found = re.search(rf"^{re.escape(package)}==.*(?:\n {{4}}--hash=.*)*", lock, re.MULTILINE)
    if not found:
        raise ValueError(f"{package} is not in the lock")
    return found[0] + "\n"


def bring_pip_into(python: Path) -> None:
    """For a system pip that cannot install into another environment: put the locked pip there as files."""
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        only_pip = Path(folder) / "pip.txt"
        only_pip.write_text(locked("pip", LOCK.read_text(encoding="utf-8")), encoding="utf-8")
        command: list[str | Path] = [sys.executable, "-m", "pip", "install", "-q", "--target", site]
        if run([*command, "--require-hashes", "--no-deps", "-r", only_pip]) != 0:
            stop("pip could not be put into .venv; its own words are above.", LACKING)


def pip_for(python: Path) -> list[str | Path]:
    """The pip that fills this Python's environment: its own, the system's, or the locked one brought in."""
    if has_pip(python):
        return [python, "-m", "pip"]
    if version_of_system_pip() >= PIP_WITH_PYTHON_OPTION:
        return [sys.executable, "-m", "pip", "--python", python]
    bring_pip_into(python)
    return [python, "-m", "pip"]


def install_packages() -> None:
    if stamp() == wanted_stamp():
        return
    say("Installing the packages of requirements.lock into .venv (once; about a minute)")
    pip = pip_for(VENV_PYTHON)
    # The lock is complete and nothing is resolved: pip would look at newer releases behind an extra first,
    # and refuse them because they are not pinned.
    install = [*pip, "install", "-q", "--require-hashes", "--no-deps", "-r", LOCK]
    if run(install) != 0:
        stop("The packages could not be installed; pip's own words are above.", LACKING)
    # The build backend is already there from the lock, so nothing is fetched for the project itself.
    project = [*pip, "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT]
    if run(project) != 0:
        stop("The project itself could not be installed; pip's own words are above.", LACKING)
    STAMP.write_text(wanted_stamp(), encoding="utf-8")


def set_up(required: tuple[Need, ...], wished: tuple[Need, ...] = ()) -> None:
    ensure_system(required, wished)
    make_venv()
    install_packages()


# --- the checks ------------------------------------------------------------------------------------------

COVERAGE = BUILD / "coverage.json"
TEST_REPORT = BUILD / "tests.xml"
CHECKS: tuple[tuple[str, str, list[str]], ...] = (
    ("ruff check", "ruff", ["check", "."]),
    ("ruff format", "ruff", ["format", "--check", "."]),
    ("mypy", "mypy", []),
    ("import layers", "lint-imports", ["--no-logo"]),
    ("deptry", "deptry", ["omp_desktop"]),
    (
        "tests",
        "pytest",
        [
            # One more at a time than there are cores, because many wait for processes of their own; the tests
            # of one file stay together, like their fixtures.
            f"--numprocesses={(os.cpu_count() or 1) + 1}",
            "--dist=loadfile",
            # Long files go first (tests/conftest.py), not those with many tests.
            "--no-loadscope-reorder",
            "--cov",
            "--cov-report=term",
            f"--cov-report=json:{COVERAGE}",
            f"--junitxml={TEST_REPORT}",
        ],
    ),
)
# Every vote waits for the disk, and thousands of tests wait with it: where there is room in memory their
# folders lie there. What has to do with disks (`make faults`, `make bench`) keeps to the disk.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
MEMORY_NEEDED = 4 * 2**30
# A mistake here costs votes, so each line and each branch has a test.
FULLY_COVERED = ("domain/", "crypto/", "services/voting.py", "sync/outbox.py", "sync/drawing.py")


class CoverageGap(NamedTuple):
    file: str
    lines: list[int]
    branches: list[tuple[int, int]]

    def __str__(self) -> str:
        lines = [str(line) for line in self.lines]
        # A branch that starts on a line never run says nothing new.
        branches = [
            f"{start}→{'exit' if end < 0 else end}" for start, end in self.branches if start not in self.lines
        ]
        return f"{self.file}: not run: {', '.join(lines + branches)}"


def coverage_gaps(report: str) -> list[CoverageGap]:
    """Lines and branches never run in the files that must be covered fully, from coverage's JSON report."""
    gaps = []
    for name, figures in sorted(json.loads(report)["files"].items()):
        inside = name.replace("\\", "/").removeprefix("omp_desktop/")
        if not inside.startswith(FULLY_COVERED):
            continue
        branches = [(start, end) for start, end in figures.get("missing_branches", ())]
        if figures["missing_lines"] or branches:
            gaps.append(CoverageGap(name, figures["missing_lines"], branches))
    return gaps


def skipped_tests(report: str) -> Counter[str]:
    """How many tests were left out, by reason, from pytest's JUnit report."""
    cases = ET.fromstring(report).iter("skipped")  # noqa: S314 - written by our own pytest just now
    skips = (case for case in cases if case.get("type") == "pytest.skip")  # the other type: expected failures
    return Counter(case.get("message", "no reason given") for case in skips)


def check_full_coverage() -> int:
    if not COVERAGE.exists():
        say("There is no coverage report: pytest did not get that far.")
        return FAILED
    gaps = coverage_gaps(COVERAGE.read_text(encoding="utf-8"))
    for gap in gaps:
        say(str(gap))
    return FAILED if gaps else DONE


def say_skipped() -> None:
    if not TEST_REPORT.exists():
        return
    skipped = skipped_tests(TEST_REPORT.read_text(encoding="utf-8"))
    say(f"Skipped tests: {skipped.total()}")
    for reason, count in skipped.most_common():
        say(f"  {count} × {reason}")


# --- the targets -----------------------------------------------------------------------------------------


def target_run() -> int:
    """set up and open the program on a demonstration election"""
    linux = sys.platform.startswith("linux")
    if linux and not any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        stop(
            "This machine has no display, so no window can open.\n"
            "`make tour` goes through every screen without one and leaves pictures in build/tour.",
            LACKING,
        )
    set_up(QT_LIBRARIES + WINDOW_LIBRARIES)
    return run([PROGRAM, "demo"])


def folder_in_memory() -> Path | None:
    """Where files in memory can lie, if there is enough of it; None: where temporary files usually lie."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < MEMORY_NEEDED:
        return None
    return MEMORY


def target_test() -> int:
    """set up and run every check"""
    began = time.monotonic()
    set_up(QT_LIBRARIES, WINDOW_LIBRARIES + TEST_PROGRAMS)
    BUILD.mkdir(exist_ok=True)
    for stale in (COVERAGE, TEST_REPORT):
        stale.unlink(missing_ok=True)
    results: list[tuple[str, bool, float]] = []

    def check(name: str, step: Callable[[], int]) -> None:
        say(f"\n── {name}")
        start = time.monotonic()
        passed = step() == DONE
        results.append((name, passed, time.monotonic() - start))

    with tempfile.TemporaryDirectory(dir=folder_in_memory(), prefix="o") as folder:
        for name, tool, arguments in CHECKS:
            command: list[str | Path] = [SCRIPTS / tool, *arguments]
            check(name, partial(run, command, TMPDIR=folder))
    check("full coverage of " + ", ".join(FULLY_COVERED), check_full_coverage)

    say("\n── summary")
    for name, passed, seconds in results:
        say(f"{'passed' if passed else 'FAILED'}  {seconds:6.1f} s  {name}")
    say_skipped()
    say(f"Total: {time.monotonic() - began:.0f} s")
    return DONE if all(passed for _, passed, _ in results) else FAILED


def target_tour() -> int:
    """go through every screen without a display; pictures in build/tour"""
    set_up(QT_LIBRARIES)
    return run([PROGRAM, "tour", "--out", BUILD / "tour"], QT_QPA_PLATFORM="offscreen")


def target_bench() -> int:
    """measure speed and size; SCALE=N for larger elections"""
    set_up(QT_LIBRARIES + bundle_needs(), TEST_PROGRAMS)
    return run([VENV_PYTHON, "-m", "tests.benchmarks"], QT_QPA_PLATFORM="offscreen")


def target_faults() -> int:
    """crash, cut and lie on purpose; COUNT=N for more rounds"""
    set_up(QT_LIBRARIES, TEST_PROGRAMS)
    return run([SCRIPTS / "pytest", "tests/faults", "-m", "faults"])


def target_bundle() -> int:
    """one folder that runs without Python, in dist/"""
    set_up(QT_LIBRARIES + bundle_needs())
    return run([VENV_PYTHON, "-m", "resources.packaging.bundle"])


def bundle_needs() -> tuple[Need, ...]:
    """What PyInstaller needs of the system, and the libraries that it takes or leaves to the system."""
    shared = Path(sysconfig.get_config_var("LIBDIR") or "") / (sysconfig.get_config_var("INSTSONAME") or "-")
    if shared.exists():
        return BUNDLE_NEEDS
    name = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    return (*BUNDLE_NEEDS, Need(name, f"{name}.so.1.0"))


def target_installer() -> int:
    """an installer for this system, in dist/"""
    ensure_system(QT_LIBRARIES + bundle_needs() + PACKAGE_NEEDS, PACKAGE_WISHES, "The .rpm package")
    bundled = target_bundle()
    if bundled != DONE:
        return bundled
    return run([VENV_PYTHON, "-m", "resources.packaging.installer"], **signing_secrets())


def target_test_installer() -> int:
    """install it on a bare system, use it, upgrade it, remove it (make installer comes first)"""
    set_up(QT_LIBRARIES + bundle_needs(), WINDOW_LIBRARIES + TEST_PROGRAMS + INSTALLER_TEST_PROGRAMS)
    # One after another: they share a system and its installer.
    return run([SCRIPTS / "pytest", "tests/installers", "-m", "installer"])


def target_audit() -> int:
    """look the locked packages up in the list of known weaknesses (needs the network)"""
    with tempfile.TemporaryDirectory() as folder:
        venv.EnvBuilder(with_pip=HAS_ENSUREPIP).create(folder)
        python = Path(folder) / SCRIPTS.name / VENV_PYTHON.name
        if run([*pip_for(python), "install", "-q", "pip-audit"]) != 0:
            stop("pip-audit could not be installed; pip's own words are above.", LACKING)
        return run([python, "-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip", "-r", LOCK])


def target_clean() -> int:
    """remove what was built (not .venv)"""
    names = (
        "build",
        "dist",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".import_linter_cache",
        ".hypothesis",
    )
    for name in names:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for folder in ("omp_desktop", "tests"):
        for cache in (ROOT / folder).rglob("__pycache__"):
            shutil.rmtree(cache, ignore_errors=True)
    return DONE


def target_help() -> int:
    """this list"""
    for name, target in TARGETS.items():
        say(f"  {name:15} {target.__doc__}")
    return DONE


TARGETS: dict[str, Callable[[], int]] = {
    "run": target_run,
    "test": target_test,
    "tour": target_tour,
    "bench": target_bench,
    "faults": target_faults,
    "bundle": target_bundle,
    "installer": target_installer,
    "test-installer": target_test_installer,
    "audit": target_audit,
    "clean": target_clean,
    "help": target_help,
}


def main(arguments: list[str]) -> int:
    """One target, then sizes as NAME=NUMBER (with make they come the same way)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    check_python()
    name, *sizes = arguments or ["help"]
    if name not in TARGETS or not all(re.fullmatch(r"(COUNT|SCALE)=\d+", size) for size in sizes):
        say("Not a target. These are:")
        target_help()
        return WRONG_USE
    for size in sizes:
        key, _, number = size.partition("=")
        os.environ[key] = number
    return TARGETS[name]()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
