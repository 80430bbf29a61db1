"""The ready-made settings with which an operating system locks what the program cannot."""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
import tomllib
import uuid
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.gui.lock.conftest import built, folder  # noqa: F401 - fixtures are found by their names
from tests.gui.lock.desktop import ROOT, desktop, station

PACKAGING = ROOT / "resources" / "packaging"
LINUX = PACKAGING / "linux" / "kiosk"
COMMAND = "omp-desktop kiosk"


def test_under_the_rules_for_two_screens_a_window_manager_takes_no_key(tmp_path: Path, folder: Path) -> None:  # noqa: F811
    with (
        desktop(tmp_path, rules=LINUX / "openbox.xml") as desk,
        station(desk, folder, "kiosk", "unguarded") as booth,
    ):
        # Without the guard, which would hold the keys anyway.
        booth.wait(place="start", front=True)
        for key, seen in (("super+d", "Meta+D"), ("alt+Tab", "Alt+Tab"), ("alt+space", "Alt+Space")):
            desk.do("key", key)
            booth.wait(keys=[seen])
        booth.wait(front=True, exposed=True)
        assert desk.do("get_num_desktops") == "1"


def test_systemd_understands_the_unit() -> None:
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("systemd-analyze is not on this machine (Debian package systemd)")
    unit = LINUX / "omp-desktop-kiosk.service"
    checked = subprocess.run([found, "verify", unit], capture_output=True, text=True, check=False)
    complaints = [line for line in checked.stderr.splitlines() if unit.name in line]
    assert [line for line in complaints if "/usr/bin/cage is not executable" not in line] == []
    lines = unit.read_text(encoding="utf-8").splitlines()
    assert f"ExecStart=/usr/bin/cage -- /usr/bin/{COMMAND}" in lines
    assert {"Restart=always", "StartLimitIntervalSec=0"} <= set(lines)
    # Either would leave nothing of /run/user, without which there is no display.
    assert not [line for line in lines if line.startswith(("ProtectHome=", "ProtectSystem=strict"))]


def test_greetd_starts_the_voters_screen_and_nothing_else() -> None:
    read = tomllib.loads((LINUX / "greetd.toml").read_text(encoding="utf-8"))
    assert read["terminal"] == {"vt": 1}
    # With -s it would let everybody go to another terminal.
    assert read["default_session"]["command"] == f"cage -- /usr/bin/{COMMAND}"
    assert set(read) == {"terminal", "default_session"}


def test_the_session_for_two_screens_is_a_script_that_a_shell_reads() -> None:
    session = LINUX / "omp-desktop-session"
    assert session.stat().st_mode & 0o111
    assert subprocess.run(["/bin/sh", "-n", session], check=False).returncode == 0
    assert COMMAND in session.read_text(encoding="utf-8")


def test_the_x_server_keeps_terminals_and_its_own_end_to_itself() -> None:
    lines = (LINUX / "xorg-no-escape.conf").read_text(encoding="utf-8")
    options = dict(re.findall(r'Option "(\w+)" "(\w+)"', lines))
    assert options["DontVTSwitch"] == options["DontZap"] == "true"


def test_windows_allows_one_program_and_starts_it_as_a_booth() -> None:
    plain = "{http://schemas.microsoft.com/AssignedAccess/2017/config}"
    later = "{http://schemas.microsoft.com/AssignedAccess/201810/config}"
    root = ET.parse(PACKAGING / "kiosk" / "windows" / "assigned-access.xml").getroot()  # noqa: S314 - a file of our own
    (profile,) = root.iter(f"{plain}Profile")
    (program,) = root.iter(f"{plain}App")
    assert uuid.UUID(profile.attrib["Id"])
    assert program.attrib["DesktopAppPath"].endswith("\\omp-desktop-window.exe")
    assert program.attrib[f"{later}AutoLaunch"] == "true"
    assert program.attrib[f"{later}AutoLaunchArguments"] == "kiosk"
    (used,) = root.iter(f"{plain}DefaultProfile")
    assert used.attrib["Id"] == profile.attrib["Id"]
    (bar,) = root.iter(f"{plain}Taskbar")
    assert bar.attrib["ShowTaskbar"] == "false"


def test_macos_starts_the_voters_screen_again_when_it_ends() -> None:
    (file,) = (PACKAGING / "kiosk" / "macos").glob("*.plist")
    read = plistlib.loads(file.read_bytes())
    assert read["Label"] == file.stem
    assert read["ProgramArguments"][-1] == "kiosk"
    assert read["KeepAlive"] is True
    assert read["RunAtLoad"] is True
