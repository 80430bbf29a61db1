"""dev.py: what it says and does on machines that lack something."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare_debian(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A Debian with apt and nothing else; what `apt_install` puts there is in the set."""
    installed: set[str] = set()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "is_there", lambda need: need.package in installed)
    monkeypatch.setattr(dev, "known_to_apt", lambda names: {name for name in names if "t64" not in name})
    monkeypatch.setattr(dev.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr(dev, "apt_install", lambda needs: installed.update(need.package for need in needs))
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    return installed


def test_make_and_dev_py_have_the_same_targets(dev: ModuleType) -> None:
    listed = re.search(r"^TARGETS := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert listed
    assert listed[1].split() == list(dev.TARGETS)


def test_root_gets_what_is_missing(dev: ModuleType, bare_debian: set[str]) -> None:
    dev.ensure_system(dev.QT_LIBRARIES, dev.TEST_PROGRAMS)

    assert {"libegl1", "xvfb", "gnome-keyring"} <= bare_debian


@pytest.mark.usefixtures("bare_debian")
def test_an_ordinary_user_gets_the_one_command_to_type(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)

    with pytest.raises(SystemExit) as end:
        dev.ensure_system(dev.QT_LIBRARIES, dev.TEST_PROGRAMS)

    assert end.value.code == dev.LACKING
    (command,) = [line.strip() for line in capsys.readouterr().err.splitlines() if "apt-get" in line]
    assert command.startswith("su -c 'apt-get update && apt-get install -y")
    assert all(need.package in command for need in dev.QT_LIBRARIES + dev.TEST_PROGRAMS)


def test_without_what_only_some_tests_need_it_goes_on(
    dev: ModuleType,
    bare_debian: set[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    bare_debian.update(need.package for need in dev.QT_LIBRARIES)

    dev.ensure_system(dev.QT_LIBRARIES, dev.TEST_PROGRAMS)

    told = capsys.readouterr().out
    assert "Some tests will be left out" in told
    assert "libegl1" not in told


def test_without_what_makes_one_kind_of_package_the_others_are_made(
    dev: ModuleType,
    bare_debian: set[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev, "target_bundle", lambda: dev.FAILED)
    needs = dev.QT_LIBRARIES + dev.bundle_needs() + dev.PACKAGE_NEEDS
    bare_debian.update(need.package for need in needs)

    dev.target_installer()

    told = capsys.readouterr().out
    assert "The .rpm package will be left out" in told
    assert "tests" not in told


@pytest.mark.usefixtures("bare_debian")
def test_a_failed_installation_ends_with_the_command(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "apt_install", lambda _: None)

    with pytest.raises(SystemExit):
        dev.ensure_system(dev.QT_LIBRARIES)

    assert "apt-get install" in capsys.readouterr().err


@pytest.mark.usefixtures("bare_debian")
def test_another_linux_gets_the_names_of_the_libraries(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)

    with pytest.raises(SystemExit):
        dev.ensure_system(dev.QT_LIBRARIES)

    told = capsys.readouterr().err
    assert "libEGL.so.1" in told
    assert "apt-get" not in told


def test_a_library_that_the_newer_system_renamed(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "known_to_apt", lambda _: {"libglib2.0-0t64", "libegl1"})

    assert dev.package_names(list(dev.QT_LIBRARIES[:2])) == ["libglib2.0-0t64", "libegl1"]


def test_where_apt_knows_nothing_the_usual_name_stays(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "known_to_apt", lambda _: set())

    assert dev.package_names(list(dev.QT_LIBRARIES[:1])) == ["libglib2.0-0"]


def test_what_apt_answers_is_understood(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = """libglib2.0-0:
  Installed: (none)
  Candidate: (none)
  Version table:
libglib2.0-0t64:
  Installed: (none)
  Candidate: 2.84.4-3
  Version table:
     2.84.4-3 500
"""
    done = subprocess.CompletedProcess([], 0, stdout=answer)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: done)

    assert dev.known_to_apt(["libglib2.0-0", "libglib2.0-0t64"]) == {"libglib2.0-0t64"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Only Linux leaves these to the system")
def test_what_is_there_is_found(dev: ModuleType) -> None:
    assert dev.is_there(dev.Need("libc6", "libc.so.6"))
    assert not dev.is_there(dev.Need("nothing", "libnothing-of-the-kind.so.0"))
    assert dev.is_there(dev.Need("coreutils", "ls"))
    assert not dev.is_there(dev.Need("nothing", "no-program-of-the-kind"))
    assert dev.is_there(dev.Need("base-files", "/etc"))
    assert not dev.is_there(dev.Need("nothing", "/no/file/of/the/kind"))


def test_no_display_names_the_tour(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(SystemExit) as end:
        dev.main(["run"])

    assert end.value.code == dev.LACKING
    assert "make tour" in capsys.readouterr().err


def test_an_old_python_is_refused_in_words(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))

    with pytest.raises(SystemExit) as end:
        dev.main(["test"])

    assert end.value.code == dev.LACKING
    assert "Python 3.11 or newer" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["nothing"], ["faults", "COUNT"], ["faults", "PATH=1"], ["test", "now"]])
def test_a_wrong_word_is_answered_with_the_list(
    dev: ModuleType, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(words) == dev.WRONG_USE
    assert "test-installer" in capsys.readouterr().out


def test_a_size_reaches_the_tests(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNT", "1")
    seen: list[str] = []
    monkeypatch.setitem(dev.TARGETS, "faults", lambda: seen.append(os.environ["COUNT"]) or dev.DONE)

    dev.main(["faults", "COUNT=2000"])

    assert seen == ["2000"]


@pytest.mark.parametrize("ends", ["DONE", "FAILED"])
def test_an_installer_is_made_of_a_new_bundle_or_not_at_all(
    dev: ModuleType, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = getattr(dev, ends)
    asked: list[str] = []
    monkeypatch.setattr(dev, "ensure_system", lambda *_, **__: None)
    monkeypatch.setattr(dev, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(dev, "run", lambda command, **_: asked.append(command[-1]) or code)

    assert dev.main(["installer"]) == code
    steps = ["resources.packaging.bundle", "resources.packaging.installer"]
    assert asked == (steps if code == dev.DONE else steps[:1])


def test_a_python_without_a_library_of_its_own_needs_the_systems(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"LIBDIR": str(tmp_path), "INSTSONAME": "libpython3.so.1.0"}
    monkeypatch.setattr(dev.sysconfig, "get_config_var", told.get)
    name = f"libpython{sys.version_info.major}.{sys.version_info.minor}"

    assert name in {need.package for need in dev.bundle_needs()}

    (tmp_path / "libpython3.so.1.0").touch()
    assert name not in {need.package for need in dev.bundle_needs()}


@pytest.fixture
def own_folder(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of its own: dev.py looks there instead of here."""
    (tmp_path / "requirements.lock").write_text("pip==26.3 \\\n    --hash=sha256:aa\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    names = {"ROOT": ".", "LOCK": "requirements.lock", "VENV": ".venv", "STAMP": ".venv/set-up.stamp"}
    for name, place in names.items():
        monkeypatch.setattr(dev, name, tmp_path / place)
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(dev, "pip_for", lambda _: ["pip"])
    return tmp_path


@pytest.fixture
def installations(dev: ModuleType, own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have installed something."""
    commands: list[list[str]] = []
    monkeypatch.setattr(dev, "run", lambda command: commands.append(command) or 0)
    return commands


def test_an_unchanged_lock_is_installed_once(dev: ModuleType, installations: list[list[str]]) -> None:
    dev.install_packages()
    assert len(installations) == 2

    dev.install_packages()
    assert len(installations) == 2


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_is_installed_again(
    dev: ModuleType, installations: list[list[str]], own_folder: Path, name: str
) -> None:
    dev.install_packages()
    (own_folder / name).write_text("changed")
    dev.install_packages()

    assert len(installations) == 4


def test_packages_are_installed_by_hash_and_the_project_without_a_network(
    dev: ModuleType, installations: list[list[str]]
) -> None:
    dev.install_packages()

    packages, project = installations
    assert "--require-hashes" in packages
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(map(str, project))


def test_a_failed_installation_is_tried_again_next_time(
    dev: ModuleType, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "run", lambda _: 1)
    with pytest.raises(SystemExit) as end:
        dev.install_packages()

    assert end.value.code == dev.LACKING
    assert not (own_folder / ".venv" / "set-up.stamp").exists()


def test_an_environment_made_elsewhere_is_made_anew(
    dev: ModuleType, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "VENV_PYTHON", Path(sys.executable))
    assert dev.venv_works()

    (own_folder / ".venv" / "set-up.stamp").write_text("/the/folder/before\n0\n")
    assert not dev.venv_works()


def test_the_locked_pip_is_cut_out_with_its_hashes(dev: ModuleType) -> None:
    lock = (
        "packaging==26\npip==26.3 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via x\npipx==1\n"
    )

    assert dev.locked("pip", lock) == "pip==26.3 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"


def test_an_old_system_pip_puts_the_locked_one_in(
    dev: ModuleType, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(dev, "run", lambda command: asked.append(list(map(str, command))) or 0)

    dev.bring_pip_into(Path(sys.executable))

    assert "--target" in asked[0]
    assert "--require-hashes" in asked[0]


def coverage_report(**files: dict[str, object]) -> str:
    return json.dumps(
        {"files": {name.replace("__", "/") + ".py": figures for name, figures in files.items()}}
    )


def test_a_line_never_run_in_the_domain_is_named(dev: ModuleType) -> None:
    report = coverage_report(
        omp_desktop__domain__tally={"missing_lines": [7], "missing_branches": [[7, 8], [12, -9]]},
        omp_desktop__gui__app={"missing_lines": [1, 2], "missing_branches": []},
        omp_desktop__services__voting={"missing_lines": [], "missing_branches": [[3, 5]]},
        omp_desktop__crypto__group={"missing_lines": [], "missing_branches": []},
    )

    assert [str(gap) for gap in dev.coverage_gaps(report)] == [
        "omp_desktop/domain/tally.py: not run: 7, 12→exit",
        "omp_desktop/services/voting.py: not run: 3→5",
    ]


def test_names_from_windows_are_understood(dev: ModuleType) -> None:
    report = json.dumps({"files": {"omp_desktop\\domain\\tally.py": {"missing_lines": [7]}}})

    assert len(dev.coverage_gaps(report)) == 1


def test_skipped_tests_are_counted_by_reason(dev: ModuleType) -> None:
    report = """<testsuites><testsuite>
        <testcase><skipped type="pytest.skip" message="no Xvfb"/></testcase>
        <testcase><skipped type="pytest.skip" message="no Xvfb"/></testcase>
        <testcase><skipped type="pytest.xfail" message="expected"/></testcase>
        <testcase/>
    </testsuite></testsuites>"""

    assert dev.skipped_tests(report) == {"no Xvfb": 2}


@pytest.fixture
def outcome(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """Runs `dev.py test` with checks that only pretend; the one that is named fails."""
    monkeypatch.setattr(dev, "set_up", lambda *_: None)
    monkeypatch.setattr(dev, "BUILD", tmp_path)
    monkeypatch.setattr(dev, "COVERAGE", tmp_path / "coverage.json")
    monkeypatch.setattr(dev, "TEST_REPORT", tmp_path / "tests.xml")

    def pretend(failing: str) -> int:
        def run(command: list[str | Path], **environment: str) -> int:
            assert Path(environment["TMPDIR"]).is_dir()
            if Path(command[0]).name == "pytest":
                (tmp_path / "coverage.json").write_text('{"files": {}}')
                (tmp_path / "tests.xml").write_text("<testsuites/>")
            return int(Path(command[0]).name == failing)

        monkeypatch.setattr(dev, "run", run)
        result: int = dev.main(["test"])
        return result

    return pretend


def test_when_all_checks_pass_the_answer_is_yes(outcome: Callable[[str], int]) -> None:
    assert outcome("none") == 0


@pytest.mark.parametrize("tool", ["ruff", "mypy", "lint-imports", "deptry", "pytest"])
def test_one_failed_check_is_enough_and_the_others_still_run(
    outcome: Callable[[str], int], tool: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(tool) == 1

    summary = capsys.readouterr().out.partition("summary")[2]
    assert "FAILED" in summary
    assert "Skipped tests: 0" in summary
    assert len(re.findall(r"^(?:passed|FAILED)", summary, re.MULTILINE)) == 7


def test_tests_that_never_ran_are_no_full_coverage(
    dev: ModuleType, outcome: Callable[[str], int], tmp_path: Path
) -> None:
    (tmp_path / "coverage.json").write_text('{"files": {}}')
    dev.COVERAGE.unlink()

    assert dev.check_full_coverage() == dev.FAILED


@pytest.mark.skipif(os.name == "nt", reason="Windows calls dev.py without make")
def test_make_alone_shows_the_list() -> None:
    shown = subprocess.run(
        ["make", f"PYTHON={sys.executable}"],  # noqa: S607 - wherever make lies
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "set up and run every check" in shown.stdout


def test_what_an_installer_is_signed_with_is_seen_by_the_program_that_signs_and_by_no_other(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, set[str]] = {}

    def start(command: list[str], *, env: dict[str, str], **_: object) -> subprocess.CompletedProcess[str]:
        seen[command[-1]] = {name for name in env if name.startswith("OMP_")}
        return subprocess.CompletedProcess(command, 0)

    for name in ("OMP_SIGN_PFX_BASE64", "OMP_MACOS_CERTIFICATE_PASSWORD", "OMP_MACOS_NOTARY_KEY"):
        monkeypatch.setenv(name, "secret")
    for name in ("ensure_system", "set_up"):
        monkeypatch.setattr(dev, name, lambda *_: None)
    monkeypatch.setattr(dev.subprocess, "run", start)
    monkeypatch.setattr(dev, "known_to_apt", set)

    dev.apt_install([dev.Need("xvfb", "Xvfb")])
    assert dev.target_installer() == dev.DONE

    assert seen == {
        "-q": set(),
        "xvfb": set(),
        "resources.packaging.bundle": set(),
        "resources.packaging.installer": {
            "OMP_SIGN_PFX_BASE64",
            "OMP_MACOS_CERTIFICATE_PASSWORD",
            "OMP_MACOS_NOTARY_KEY",
        },
    }
