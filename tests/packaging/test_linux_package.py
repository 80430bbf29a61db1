"""The parts of the packages for Linux: texts, rules, scripts, and what an archive is made from."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import typer

from omp_desktop.cli import app
from omp_desktop.gui.appearance import NAME as WINDOW_CLASS
from omp_desktop.parts import LIST, Part, PartKind
from resources.packaging import product
from resources.packaging.linux import deb, rpm, tree

VALUES = ("NAME", "VERSION", "TITLE", "TITLE_KO", "SUMMARY", "SUMMARY_KO", "IDENTIFIER", "MAKER", "DATE")
LANGUAGES = {"en": "omp-desktop.1", "ko": "omp-desktop.ko.1"}
# They stand once in a page, for all commands.
EVERYWHERE = {"--data-dir", "--lang"}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shape of a bundle."""
    folder = tmp_path_factory.mktemp("bundle") / "omp-desktop"
    licences = folder / "_internal" / "omp_desktop" / "_data" / "licences"
    licences.mkdir(parents=True)
    (licences / LIST).write_text("[]", encoding="utf-8")
    shutil.copyfile(shutil.which("true") or "/bin/true", folder / "omp-desktop")
    library = folder / "_internal" / "libprivate.so.1"
    shutil.copyfile("/bin/true", library)
    library.chmod(0o755)
    (folder / "_internal" / "link.so").symlink_to("libprivate.so.1")
    return folder


@pytest.fixture(scope="module")
def staged(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree.stage(bundle, tmp_path_factory.mktemp("staged") / "tree", "1.2.3")


# --- man pages -------------------------------------------------------------------------------------------


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    """Every command of the program with its options."""
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*words, name))
    if not hasattr(command, "commands"):
        visible = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
        yield " ".join(words), {name for option in visible for name in option.opts} - EVERYWHERE


def documented(page: str) -> dict[str, set[str]]:
    """Every command of a page with its options: the lines under .TP that begin with a small letter."""
    entries = {}
    for tag in re.findall(r"^\.TP\n\.[A-Z]+ (.*)$", page, re.MULTILINE):
        plain = re.sub(r"\\f.|\"", "", tag).replace("\\-", "-")
        found = re.match(r"[a-z][a-z-]*(?: [a-z][a-z-]*)?(?= |$)", plain)
        if found:
            entries[found[0]] = set(re.findall(r"--[a-z-]+", plain))
    return entries


@pytest.mark.parametrize("page", LANGUAGES.values())
def test_a_man_page_names_every_command_and_option_of_the_program(page: str) -> None:
    text = (tree.HERE / "man" / page).read_text(encoding="utf-8")

    assert documented(text) == dict(commands(typer.main.get_command(app)))
    for option in (*EVERYWHERE, "--version"):
        assert option.replace("-", "\\-") in text


@pytest.mark.parametrize("page", [*LANGUAGES.values(), "omp-desktop-session.1"])
def test_a_man_page_is_read_without_a_warning(page: str) -> None:
    if shutil.which("man") is None:
        pytest.skip("man is not on this machine (Debian package man-db)")
    command = ["man", "--warnings", "-E", "UTF-8", "-Tutf8", "-Z", "-l", str(tree.HERE / "man" / page)]
    env = {**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": "", "MANWIDTH": "80"}
    read = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert (read.returncode, read.stderr) == (0, "")


# --- entries ---------------------------------------------------------------------------------------------


def sections(entry: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in entry.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            lines[key] = value
    return found


def test_the_menu_entry_starts_what_there_is_in_both_languages(staged: Path) -> None:
    entry = sections(staged / "usr/share/applications/omp-desktop.desktop")
    known = dict(commands(typer.main.get_command(app)))

    main = entry["Desktop Entry"]
    assert main["StartupWMClass"] == WINDOW_CLASS
    for action in main["Actions"].strip(";").split(";"):
        lines = entry[f"Desktop Action {action}"]
        assert lines["Exec"] == f"omp-desktop {action}"
        assert action in known
        assert lines["Name"] != lines["Name[ko]"]
    assert {"Name[ko]", "Comment[ko]", "Keywords[ko]"} <= set(main)


@pytest.mark.parametrize(
    "command",
    [
        ("desktop-file-validate", "usr/share/applications/omp-desktop.desktop"),
        ("appstreamcli", "validate", "--no-net", "usr/share/metainfo/org.omp.desktop.metainfo.xml"),
        ("apparmor_parser", "-Q", "-K", "--skip-kernel-load", tree.PROFILE),
    ],
    ids=lambda command: command[0],
)
def test_who_reads_it_understands_it(staged: Path, command: tuple[str, ...]) -> None:
    program, *words = command
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.skip(f"{program} is not on this machine")
    read = subprocess.run([found, *words], cwd=staged, capture_output=True, text=True, check=False)

    assert read.returncode == 0, read.stdout + read.stderr


def test_the_profile_is_not_in_force_and_says_why() -> None:
    profile = (tree.HERE / "files" / "apparmor").read_text(encoding="utf-8")

    assert "complain" in profile.partition("profile omp-desktop")[2].partition("{")[0]
    assert "never tried in force" in profile


def test_nothing_is_put_in_force_by_installing(staged: Path) -> None:
    files = {path.relative_to(staged).as_posix() for path in staged.rglob("*") if not path.is_dir()}

    for name in ("greetd.toml", "omp-desktop-kiosk.service", "xorg-no-escape.conf"):
        assert [file for file in files if file.endswith(name)] == [f"usr/share/doc/omp-desktop/kiosk/{name}"]
    assert {file for file in files if file.startswith("etc/")} == set(tree.SETTINGS)


def test_sessions_are_offered_only_where_they_can_start(staged: Path) -> None:
    needed = {
        "usr/share/xsessions/omp-desktop-x11.desktop": "openbox",
        "usr/share/wayland-sessions/omp-desktop-kiosk.desktop": "cage",
    }
    for file, program in needed.items():
        entry = sections(staged / file)["Desktop Entry"]
        assert entry["TryExec"] == program
        # With it, cage lets everybody go to another terminal.
        assert " -s" not in entry["Exec"]


# --- files -----------------------------------------------------------------------------------------------


def test_every_file_has_one_time_and_a_mode_that_hangs_on_nobody(staged: Path) -> None:
    times = {int(path.lstat().st_mtime) for path in staged.rglob("*")}
    runs = {
        p.relative_to(staged).as_posix()
        for p in staged.rglob("*")
        if tree.is_plain(p) and p.stat().st_mode & 1
    }

    assert times == {product.build_time()}
    assert runs == {"opt/omp-desktop/omp-desktop", "usr/bin/omp-desktop-session"}
    assert (staged / "usr/bin/omp-desktop").readlink() == Path("/opt/omp-desktop/omp-desktop")


def test_the_same_bundle_is_staged_with_the_same_bytes(bundle: Path, staged: Path, tmp_path: Path) -> None:
    again = tree.stage(bundle, tmp_path / "tree", "1.2.3")

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if tree.is_plain(p)
        }

    assert contents(again) == contents(staged)


def test_a_licence_file_names_every_part() -> None:
    text = tree.copyright_file((Part("thing", "1.5", "MIT", PartKind.EMBEDDED),))

    assert " thing 1.5: MIT" in text
    assert "Files: *\nCopyright: " in text


def test_the_news_are_those_of_the_version_or_of_what_comes() -> None:
    text = tree.changelog("99.0")

    assert text.startswith("omp-desktop (99.0) stable; urgency=medium\n\n  * ")
    assert re.search(r"\n -- .+ <.+>  \w{3}, \d\d \w{3} \d{4} 00:00:00 \+0000\n$", text)
    assert max(len(line) for line in text.splitlines() if line.startswith("  ")) <= 80


def test_once_a_version_has_its_heading_an_older_one_still_gets_news(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "# Changelog\n\n## [0.3.0] - 2026-12-01\n\n- Third.\n\n## [0.2.0] - 2026-11-01\n\n- Second.\n"
    (tmp_path / "CHANGELOG.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(tree, "ROOT", tmp_path)

    assert re.findall(r"^  \* .*", tree.changelog("0.2.0"), re.MULTILINE) == ["  * Second."]
    assert re.findall(r"^  \* .*", tree.changelog("0.1.0"), re.MULTILINE) == ["  * Third."]


def test_every_system_puts_this_version_after_the_same_ones() -> None:
    # Of letters, such as those of a candidate for a release, each thinks its own.
    assert re.fullmatch(r"\d+(\.\d+){1,3}", product.VERSION)


@pytest.mark.skipif(shutil.which("dpkg-shlibdeps") is None, reason="dpkg-dev is not on this machine")
def test_a_deb_has_the_same_modes_whoever_builds_it(staged: Path, tmp_path: Path) -> None:
    shutil.copytree(staged, tmp_path / "tree", symlinks=True)
    before = os.umask(0o077)
    try:
        made = deb.make(tmp_path / "tree", tmp_path, "1.2.3", strength=0)
    finally:
        os.umask(before)

    for part in ("--fsys-tarfile", "--ctrl-tarfile"):
        unpack = ["dpkg-deb", part, str(made)]
        archive = subprocess.run(unpack, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
            modes = {entry.name: entry.mode for entry in opened if not entry.issym()}
        assert set(modes.values()) == {0o755, 0o644}


def test_an_rpm_lists_folders_of_the_system_never_and_settings_apart(staged: Path) -> None:
    lines = rpm.listed(staged)

    assert {"/opt/omp-desktop", "/usr/share/doc/omp-desktop", "/usr/bin/omp-desktop"} <= set(lines)
    assert "%dir /etc/omp-desktop" in lines
    assert {f"%config(noreplace) /{name}" for name in tree.SETTINGS} <= set(lines)
    assert [line for line in lines if line in {"/usr", "/usr/bin", "/etc", "/opt"}] == []
    assert rpm.private_libraries(staged) == "libprivate[.]so[.]1"


# --- scripts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["preinst", "postinst", "postrm", "rpm-pre", "rpm-post", "rpm-postun"])
def test_a_script_is_one_that_a_plain_shell_reads(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(tree.script(name, "1.2.3"), encoding="utf-8")

    assert subprocess.run(["/bin/sh", "-n", str(tmp_path / name)], check=False).returncode == 0


def before_installing(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The script before an installation of 1.2.3, as dpkg calls it."""
    file = folder / "preinst"
    file.write_text(tree.script("preinst", "1.2.3"), encoding="utf-8")
    return subprocess.run(["/bin/sh", str(file), *words], capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="dpkg is not on this machine")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("install",), 0),
        (("install", "9.0"), 0),  # removed before, as it was told to
        (("upgrade", "1.2.2"), 0),
        (("upgrade", "1.2.3"), 0),
        (("upgrade", "1.2.4"), 1),
        (("upgrade", "1.10.0"), 1),
    ],
)
def test_only_an_older_version_over_a_newer_one_is_refused(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    done = before_installing(*words, folder=tmp_path)

    assert done.returncode == code
    if code:
        assert f"{words[1]} is installed, and the older 1.2.3 is not put over it" in done.stderr
        assert "먼저 제거한 뒤 설치하십시오" in done.stderr


def before_upgrading_the_rpm(
    installed: str, *, folder: Path, count: str = "2"
) -> subprocess.CompletedProcess[str]:
    """The script before an installation of 1.2.3, as rpm starts it, with an rpm that knows one version."""
    (folder / "rpm").write_text(f"#!/bin/sh\necho {installed}\n", encoding="utf-8")
    (folder / "rpm").chmod(0o755)
    (folder / "rpm-pre").write_text(tree.script("rpm-pre", "1.2.3"), encoding="utf-8")
    return subprocess.run(
        ["/bin/sh", str(folder / "rpm-pre"), count],
        env={"PATH": f"{folder}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("installed", "code"), [("1.2.2", 0), ("1.2.3", 0), ("1.1.10", 0), ("1.2.4", 1), ("1.10.0", 1)]
)
def test_an_rpm_refuses_too_only_to_go_back(installed: str, code: int, tmp_path: Path) -> None:
    done = before_upgrading_the_rpm(installed, folder=tmp_path)

    assert (done.returncode, done.stdout) == (code, "")
    assert (f"{installed} is installed, and the older 1.2.3 is not put over it" in done.stderr) is bool(code)


def test_an_rpm_is_put_where_there_is_none_whatever_was_there_before(tmp_path: Path) -> None:
    assert before_upgrading_the_rpm("9.0", folder=tmp_path, count="1").returncode == 0


@pytest.mark.parametrize("name", ["preinst", "rpm-pre"])
@pytest.mark.parametrize("running", [True, False])
def test_a_program_that_runs_is_not_replaced(name: str, running: bool, tmp_path: Path) -> None:
    program = tmp_path / "omp-desktop"
    shutil.copyfile(shutil.which("sleep") or "/bin/sleep", program)
    program.chmod(0o755)
    (tmp_path / "rpm").symlink_to("/bin/true")
    script = tree.script(name, "1.2.3")
    assert "program=/opt/omp-desktop/omp-desktop\n" in script
    script = script.replace("/opt/omp-desktop/omp-desktop", str(program))
    words = {"preinst": ["upgrade", "1.2.2"], "rpm-pre": ["2"]}[name]
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    command = ["/bin/sh", "-c", script, name, *words]

    with subprocess.Popen([program, "60"]) if running else nullcontext() as process:
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if process is not None:
            process.kill()

    assert done.returncode == (1 if running else 0)
    assert ("is running and was not replaced" in done.stderr) is running
    assert ("실행 중이므로" in done.stderr) is running
