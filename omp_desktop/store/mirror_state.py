"""What the store knows of its second file: where it is, whether it is in step, and how to find it again.

The row `mirror` is in both files while they are in step, and so is the number of writes, which every commit
raises. A file that missed a write has another number and is never attached again. Beside the store lies a
small plain file with the place: without it nobody could find the second file when the first one is damaged.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from omp_desktop.files import replace_file
from omp_desktop.store.repositories.settings import MIRROR, MIRROR_WRITES, Settings

PLACE_FILE: Final = "second-medium.json"

_READ: Final = "SELECT value FROM main.setting WHERE key = ?"
_PUT: Final = "INSERT OR REPLACE INTO main.setting VALUES (?, ?)"
_RAISE: Final = {
    schema: f"UPDATE {schema}.setting SET value = value + 1 WHERE key = ?"  # noqa: S608 - constants
    for schema in ("main", "mirror")
}


class MirrorMode(StrEnum):
    """What becomes of the second file."""

    # Every write goes to both files.
    ON = "on"
    # It missed writes; nobody casts until it is made anew or two people go on without it.
    BEHIND = "behind"
    # Two people went on with one medium, or it was never finished.
    OFF = "off"


@dataclass(frozen=True, slots=True)
class MirrorState:
    """The second file: where it lies, its random name, and whether it is written."""

    path: str
    file: str
    mode: MirrorMode

    def text(self) -> str:
        """As it stands in the store; the same text in both files."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def read_state(connection: Connection) -> MirrorState | None:
    """What the first file says; None where no second one was ever set up."""
    said = connection.exec_driver_sql(_READ, (MIRROR,)).scalar()
    return None if said is None else parsed(str(said))


def parsed(said: str) -> MirrorState:
    """The state as it was written by `MirrorState.text`."""
    found = json.loads(said)
    return MirrorState(str(found["path"]), str(found["file"]), MirrorMode(found["mode"]))


def put_state(connection: Connection, state: MirrorState) -> None:
    """Writes the state to the first file; the count of writes begins with it."""
    connection.exec_driver_sql(_PUT, (MIRROR, state.text()))
    if read_writes(connection) is None:
        connection.exec_driver_sql(_PUT, (MIRROR_WRITES, "0"))


def give_up(settings: Settings) -> None:
    """From now on there is one medium; the place of the other one stays known."""
    said = settings.get(MIRROR)
    if said is not None:
        settings.set(MIRROR, replace(parsed(said), mode=MirrorMode.OFF).text())


def forget(settings: Settings) -> None:
    """There is no second file any more, and none is missed."""
    settings.remove(MIRROR)
    settings.remove(MIRROR_WRITES)


def read_writes(connection: Connection) -> int | None:
    """How many commits there were since a second file was set up."""
    said = connection.exec_driver_sql(_READ, (MIRROR_WRITES,)).scalar()
    return None if said is None else int(str(said))


def raise_writes(connection: Connection, *, both: bool) -> None:
    """One more commit, in one file or in both."""
    for schema in ("main", "mirror") if both else ("main",):
        connection.exec_driver_sql(_RAISE[schema], (MIRROR_WRITES,))


def mark_behind(connection: Connection) -> MirrorState | None:
    """The first file goes on alone: the second one is no longer in step. Returns what that was, if it was."""
    state = read_state(connection)
    if state is None or state.mode is not MirrorMode.ON:
        return None
    behind = replace(state, mode=MirrorMode.BEHIND)
    put_state(connection, behind)
    return behind


def keep_place(folder: Path, state: MirrorState | None) -> None:
    """Writes down beside the store where its second file is; votes are safe also where that fails."""
    file = folder / PLACE_FILE
    with suppress(OSError):
        if state is None or state.mode is MirrorMode.OFF:
            file.unlink(missing_ok=True)
        else:
            replace_file(file, state.text().encode())


def doubt_place(folder: Path) -> None:
    """Before the store goes on without the file that is noted there: it is no longer told to be whole."""
    kept = kept_place(folder)
    if kept is not None and kept.mode is MirrorMode.ON:
        keep_place(folder, replace(kept, mode=MirrorMode.BEHIND))


def kept_place(folder: Path) -> MirrorState | None:
    """Where the second file is, as far as this folder says without its store; None where it has none."""
    try:
        return parsed((folder / PLACE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
