"""A Windows of its own for a test: wine64 with a prefix in a temporary folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = ("/usr/lib/wine/wine64", "/usr/bin/wine64")
_SERVER = Path("/usr/lib/wine/wineserver64")
PATIENCE = 60  # s
# Programs of wine's own, which serve as the programs of a bundle.
_PROGRAMS = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
COMMAND_SHELL = _PROGRAMS / "cmd.exe"


def wine() -> str | None:
    """The 64-bit wine, or None. The script `wine` would look for the 32-bit one first."""
    return next((place for place in _PLACES if Path(place).is_file()), shutil.which("wine64"))


class Windows:
    """One computer: its disk C: lies under `prefix`."""

    def __init__(self, prefix: Path, display: str | None = None) -> None:
        """`display`: an X display, for windows that are looked at."""
        self.prefix = prefix
        self.disk = prefix / "drive_c"
        environment = {key: os.environ[key] for key in ("PATH", "TMPDIR") if key in os.environ}
        self.environment = {
            **environment,
            # Without it a file can have no Korean name.
            "LC_ALL": "C.UTF-8",
            "HOME": str(prefix.parent),
            "USER": "official",
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # Neither .NET nor a browser engine, and nothing written into the menus of this desktop.
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",
            **({"DISPLAY": display} if display else {}),
        }

    def path(self, windows_path: str) -> Path:
        """Where a file of C: lies."""
        drive, _, rest = windows_path.partition(":\\")
        assert drive == "C"
        return self.disk.joinpath(*rest.split("\\"))

    @property
    def local_data(self) -> Path:
        """%LOCALAPPDATA% of the user."""
        return self.disk / "users" / "official" / "AppData" / "Local"

    @contextmanager
    def start(self, *command: str) -> Iterator[subprocess.Popen[str]]:
        """Starts a program and waits for its end; its standard input stays open until then."""
        found = wine()
        assert found is not None
        with subprocess.Popen(
            [found, *command],
            env=self.environment,
            cwd=self.prefix.parent,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                yield process
                process.communicate(timeout=PATIENCE)
            except BaseException:
                self.end()  # or it would be waited for without end
                raise

    def run(self, *command: str) -> int:
        """Runs a program and waits for whatever it leaves running: an uninstaller goes on in a copy."""
        with self.start(*command) as process:
            pass
        self.wait()
        return process.returncode

    def wait(self) -> None:
        """Until nothing runs any more. Only then is the registry in its files."""
        subprocess.run([str(_SERVER), "-w"], env=self.environment, check=True, timeout=PATIENCE)

    def end(self) -> None:
        """Ends whatever runs on this computer only."""
        subprocess.run([str(_SERVER), "-k"], env=self.environment, check=False, timeout=PATIENCE)

    def registry(self, key: str) -> dict[str, str] | None:
        """Values of a key of HKEY_LOCAL_MACHINE in the 64-bit view; None without the key."""
        text = (self.prefix / "system.reg").read_text(encoding="utf-8")
        _, found, rest = text.partition("[" + key.replace("\\", "\\\\") + "]")
        if not found:
            return None
        lines = rest.partition("\n\n")[0].splitlines()
        pairs = (line.partition("=")[::2] for line in lines if line.startswith(('"', "@")))
        return {name.strip('"'): _value(value) for name, value in pairs}


def _value(written: str) -> str:
    """What stands in the file as `"C:\\\\Program Files"` or `"\\xd22c"`."""
    if not written.startswith('"'):
        return written
    return re.sub(
        r"\\(?:x([0-9a-f]{1,4})|(.))", lambda m: chr(int(m[1], 16)) if m[1] else m[2], written[1:-1]
    )


def fresh_windows(prefix: Path) -> None:
    """Makes a Windows 10 in `prefix`; wine's own default is an older one."""
    made = Windows(prefix)
    made.run("wineboot", "-i")
    made.run("winecfg", "-v", "win10")


@contextmanager
def copied(template: Path, prefix: Path, display: str | None = None) -> Iterator[Windows]:
    """A computer like `template`, whose folder of Windows it shares."""
    windows = template / "drive_c" / "windows"
    shutil.copytree(
        template,
        prefix,
        symlinks=True,
        ignore=lambda folder, _names: ["windows"] if Path(folder) == windows.parent else [],
    )
    (prefix / "drive_c" / "windows").symlink_to(windows)
    computer = Windows(prefix, display)
    try:
        yield computer
    finally:
        computer.end()
