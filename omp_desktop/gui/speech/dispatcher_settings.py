"""The folder of settings that a speech-dispatcher of our own gets: the system's, without what keeps words.

A speech-dispatcher writes what it is told to say to its log from level 5 on, its modules to files of their
own when they are asked to debug, and generic modules pass it on as an argument of a command, where everybody
on the PC can read it. None of that is taken over. The history it keeps in its memory ends with its process.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

# What decides how it sounds and where. Everything else of the system's settings stays behind.
_TAKEN: Final = (
    "DefaultRate",
    "DefaultPitch",
    "DefaultVolume",
    "DefaultVoiceType",
    "SymbolsPreproc",
    "Audio",
    "DefaultModule",
    "LanguageDefaultModule",
)
_OURS: Final = 'LogLevel 0\nLogDir "stdout"\nMaxHistoryMessages 1\n'
_NOT_DEBUGGED: Final = "Debug 0\n"


def own_settings(folder: Path) -> None:
    """Make the settings in this empty folder. Raises OSError."""
    source = next((place for place in _places() if (place / "speechd.conf").is_file()), None)
    taken = _lines(source / "speechd.conf", _is_taken) if source else ""
    (folder / "speechd.conf").write_text(taken + _OURS, encoding="utf-8")
    modules = folder / "modules"
    modules.mkdir()
    for module in _modules():
        kept = _lines(module, lambda line: not line.startswith("debug"))
        (modules / module.name).write_text(kept + _NOT_DEBUGGED, encoding="utf-8")


def _places() -> tuple[Path, ...]:
    """Where a speech-dispatcher looks for its settings, the user's own first."""
    own = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(own) / "speech-dispatcher", Path("/etc/speech-dispatcher")


def _modules() -> list[Path]:
    """The settings of every module that takes words from its standard input."""
    found: dict[str, Path] = {}
    for place in reversed(_places()):
        found.update((file.name, file) for file in (place / "modules").glob("*.conf"))
    return [file for name, file in sorted(found.items()) if "generic" not in name]


def _is_taken(line: str) -> bool:
    return line.startswith(tuple(name.lower() for name in _TAKEN)) and "generic" not in line


def _lines(file: Path, wanted: Callable[[str], bool]) -> str:
    """The lines of a file that are wanted; each is asked for in small letters, without spaces around it."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return "".join(f"{line}\n" for line in lines if wanted(line.strip().lower()))
