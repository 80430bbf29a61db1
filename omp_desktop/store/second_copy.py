"""Going on with the second file after the first one was damaged, gone or refused its key.

The damaged file stays: it gets another name in the folder `evidence` and is neither read nor repaired. What
takes its place is a checked copy of the second file, which knows that it is one: no votes are taken before
two people decided to go on with it, in a new epoch (`Store.settle_here`).
"""

from __future__ import annotations

import filecmp
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.files import PRIVATE_FOLDER, sync_folder
from omp_desktop.store import mirror_state
from omp_desktop.store.backup import back_up, discard, make_durable
from omp_desktop.store.checks import integrity_problems, older_problems
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import RawConnection, StoreKey
from omp_desktop.store.errors import MirrorUnusable, StoreNotWritable
from omp_desktop.store.migrations.runner import PACKAGED
from omp_desktop.store.mirror_state import MirrorMode, MirrorState, kept_place
from omp_desktop.store.mirror_trouble import MirrorTrouble
from omp_desktop.store.opening import APPLICATION_ID, store_file
from omp_desktop.store.repositories.settings import MIRROR

FOLDER: Final = "evidence"
_MADE: Final = "taken-over.db"
_READ: Final = "SELECT value FROM setting WHERE key = ?"
_PUT: Final = "UPDATE setting SET value = ? WHERE key = ?"
_REVISION: Final = "SELECT version_num FROM alembic_version"


def second_copy(folder: Path) -> MirrorState | None:
    """The second file that this data folder could go on with; None where there is none, or not here.

    With `MirrorMode.BEHIND` it lacks what was written last.
    """
    state = kept_place(folder)
    return state if state is not None and Path(state.path).exists() else None


def take_second_copy(folder: Path, key: bytes) -> Path:
    """Puts a checked copy of the second file into the place of the store; returns where the evidence is.

    After a crash there is the damaged store with its journal, none, or the whole new one; with the first two
    it is done once more. Raises MirrorUnusable, StoreNotWritable, StoreFull; then nothing has changed.
    """
    state = second_copy(folder)
    if state is None:
        raise MirrorUnusable(reason=MirrorTrouble.AWAY)
    made = folder / f".{_MADE}"
    discard(made)
    try:
        _copy_checked(Path(state.path), StoreKey(key), made)
        evidence = _exchange(store_file(folder), made)
        sync_folder(folder)
    except OSError as error:
        raise StoreNotWritable(reason=error.strerror or type(error).__name__) from error
    finally:
        discard(made)
    mirror_state.keep_place(folder, None)
    return evidence


def _copy_checked(source: Path, key: StoreKey, to: Path) -> None:
    second = Connections(source, key)
    try:
        with second.raw() as connection:
            problem = _problem(connection)
        if problem is None:
            back_up(second, to, second=True, check=_damage)
            with Connections(to, key).raw() as connection:
                said = str(_state_in(connection))
                # One medium from here on: the second file is made anew when people want it.
                connection.execute(_PUT, (_given_up(said), MIRROR))
            make_durable(to)
    except OmpError as error:
        raise MirrorUnusable(reason=MirrorTrouble.told_by(error)) from error
    if problem is not None:
        raise MirrorUnusable(reason=problem)


def _problem(connection: RawConnection) -> MirrorTrouble | None:
    """Why this is no sound second file of a store."""
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        return MirrorTrouble.ANOTHER
    if _damage(connection):
        return MirrorTrouble.DAMAGED
    return MirrorTrouble.ANOTHER if _state_in(connection) is None else None


def _damage(connection: RawConnection) -> tuple[str, ...]:
    """What is wrong with the file, which an earlier version may have left: it is brought up to date later."""
    as_today = connection.execute(_REVISION).fetchone() == (PACKAGED.head,)
    return integrity_problems(connection) if as_today else older_problems(connection)


def _state_in(connection: RawConnection) -> object:
    row = connection.execute(_READ, (MIRROR,)).fetchone()
    return None if row is None else row[0]


def _given_up(said: str) -> str:
    state = mirror_state.parsed(said)
    return MirrorState(state.path, state.file, MirrorMode.OFF).text()


def _exchange(store: Path, made: Path) -> Path:
    """Moves the damaged store into the evidence and `made` into its place; returns where it went.

    The store goes before its journal: without one it could open, and with one the new store would be
    changed. In between there is none, which opens as damaged too. Raises OSError; then all is as it was.
    """
    journal, evidence = _journal_of(store), _place_for(store)
    moves = store.exists()
    if journal.exists():
        shutil.copyfile(journal, _journal_of(evidence))
        make_durable(_journal_of(evidence))
        sync_folder(evidence.parent)
    try:
        if moves:
            store.replace(evidence)
            sync_folder(evidence.parent)
            sync_folder(store.parent)
        journal.unlink(missing_ok=True)
        sync_folder(store.parent)
        made.replace(store)
    except OSError:
        if moves:
            _move_back(evidence, store)
        raise
    return evidence


def _move_back(evidence: Path, store: Path) -> None:
    """What was set aside, its journal first."""
    kept = _journal_of(evidence)
    with suppress(OSError):
        if kept.exists():
            shutil.copyfile(kept, _journal_of(store))
            make_durable(_journal_of(store))
            sync_folder(store.parent)
        if evidence.exists():
            evidence.replace(store)
            sync_folder(store.parent)
        kept.unlink(missing_ok=True)


def _place_for(store: Path) -> Path:
    """A name in the evidence that nothing has; where a crash came in between, the one of that time."""
    place = store.parent / FOLDER
    place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    last, number = None, 1
    while (evidence := place / f"{store.stem}-{number}{store.suffix}").exists() or _journal_of(
        evidence
    ).exists():
        last, number = evidence, number + 1
    return last if last is not None and _left_unfinished(store, last) else evidence


def _left_unfinished(store: Path, evidence: Path) -> bool:
    """Whether it was this store that was being set aside there."""
    journal, kept = _journal_of(store), _journal_of(evidence)
    same = journal.exists() and kept.exists() and filecmp.cmp(journal, kept, shallow=False)
    if store.exists():
        return same and not evidence.exists()
    return evidence.exists() and (same or not journal.exists())


def _journal_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-journal")
