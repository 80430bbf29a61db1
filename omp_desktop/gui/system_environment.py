"""The environment in which programs of the system are started.

The start of a bundle points libraries and plugins to its own folder. A program of the system that inherits
this loads libraries of another version than it was made for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QProcessEnvironment

from omp_desktop import paths

# What a bundle's start puts there, and what it leaves of the value that was there before.
_LIBRARIES: Final = "LD_LIBRARY_PATH"
_LIBRARIES_BEFORE: Final = "LD_LIBRARY_PATH_ORIG"
_PLUGINS: Final = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_OF_THE_START: Final = "_PYI_"


def system_environment(*, bundled: bool = paths.is_frozen()) -> QProcessEnvironment:
    """This program's environment; of a bundle (`bundled`) without what leads to its own libraries."""
    environment = QProcessEnvironment.systemEnvironment()
    if not bundled:
        return environment
    there = {name: environment.value(name) for name in environment.keys()}  # noqa: SIM118 - not a dict
    environment.clear()
    for name, value in _given_back(there).items():
        environment.insert(name, value)
    return environment


def _given_back(there: Mapping[str, str]) -> dict[str, str]:
    gone = (_LIBRARIES, _LIBRARIES_BEFORE, *_PLUGINS)
    kept = {
        name: value
        for name, value in there.items()
        if name not in gone and not name.startswith(_OF_THE_START)
    }
    if _LIBRARIES_BEFORE in there:
        kept[_LIBRARIES] = there[_LIBRARIES_BEFORE]
    return kept
