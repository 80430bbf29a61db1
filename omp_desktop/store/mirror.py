"""The second file (사본) on another medium, which every transaction writes as well.

Attached to the store's connection it takes part in the store's transaction: both files have the write or
neither (https://sqlite.org/atomiccommit.html#_multi_file_commit; only in the rollback modes of the journal).
The same statements run once more on the other file, whose own guards and counts stand beside them.

If it fails, the transaction is undone and refused. It is tried once more; after that only what is no vote
goes on in the first file, and the second one counts as behind: it is made anew, never attached again.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import Connection, Executable
from sqlalchemy.sql.dml import UpdateBase

from omp_desktop.domain.errors import OmpError
from omp_desktop.store import mirror_state, pragmas
from omp_desktop.store.backup import back_up, discard, forget_cached
from omp_desktop.store.checks import integrity_problems
from omp_desktop.store.connections import Connections, Mode
from omp_desktop.store.driver import DRIVER_ERRORS, RawConnection
from omp_desktop.store.errors import (
    MirrorFailed,
    MirrorNotFinished,
    StoreBusy,
    StoreDamaged,
    StoreFailed,
    StoreFull,
    StoreKeyWrong,
    StoreNotWritable,
    StoreSettingsWrong,
)
from omp_desktop.store.faults import LATCHING, store_error
from omp_desktop.store.mirror_state import MirrorMode, MirrorState
from omp_desktop.store.mirror_trouble import MirrorTrouble
from omp_desktop.store.repositories.settings import MIRROR, Settings

SCHEMA: Final = "mirror"
# After so many failures in a row what is no vote goes on in one file.
TRIES: Final = 2
_MAKING_TRIES: Final = 5
_ID_BYTES: Final = 4
# More than a vote needs: a medium with less is as good as full.
_ROOM_BYTES: Final = 256 * 1024
_TWICE: Final = {"schema_translate_map": {None: SCHEMA}}
_MAY_BE_ITS_FAULT: Final = (
    StoreFailed, StoreDamaged, StoreKeyWrong, StoreFull, StoreNotWritable, StoreSettingsWrong,
)  # fmt: skip

_IN_STEP: Final = (
    "SELECT count(*) FROM main.setting AS here JOIN mirror.setting AS there USING (key)"
    " WHERE key IN ('mirror', 'mirror_writes') AND here.value = there.value"
)


class Twin:
    """Writes to the second file what was just written to the first one, in the same transaction."""

    def __init__(self, failed: Callable[[MirrorFailed], MirrorFailed]) -> None:
        self._failed = failed

    def repeat(self, connection: Connection, statement: Executable, values: Any, changed: int) -> None:
        """Does nothing for what only reads, or writes to another file.

        Raises MirrorFailed where it changed another number of rows.
        """
        if not isinstance(statement, UpdateBase) or getattr(statement.table, "schema", None) is not None:
            return
        if connection.execute(statement, values, execution_options=_TWICE).rowcount != changed:
            raise self._failed(MirrorFailed(reason=MirrorTrouble.DIFFERS))


class Mirror:
    """The second file of a store: set up, attached, made anew, given up."""

    def __init__(self, main: Connections) -> None:
        """Reads from the first file whether there is one. Raises the errors of the store."""
        self._main = main
        self._failures = 0
        self._lock = Lock()
        self.problem: MirrorFailed | None = None
        # Both files in every transaction that writes.
        self.both = Connections(main.path, main.key, attach=self._attach, twin=Twin(self._failed))
        self.both.judge = self._judged
        self.both.notice = main.notice
        self._state = self._read()

    @property
    def state(self) -> MirrorState | None:
        """As this process knows it; None where no second file was set up."""
        return self._state

    @property
    def path(self) -> Path | None:
        """Where the second file lies, or lay."""
        return Path(self._state.path) if self._state is not None and self._state.path else None

    def for_votes(self) -> Connections:
        """Connections for what may only be written to both files. Raises MirrorFailed while one is behind."""
        if self._mode is MirrorMode.BEHIND:
            raise self.problem or MirrorFailed(reason=MirrorTrouble.BEHIND)
        return self.both if self._mode is MirrorMode.ON else self._main

    def for_all_else(self) -> Connections:
        """Connections for what officials do, which goes on in one file where the other has failed twice."""
        on = self._mode is MirrorMode.ON and self._failures < TRIES
        return self.both if on else self._main

    def try_at_start(self) -> None:
        """When the store is opened: a second file that is not there counts as tried, so that work begins."""
        if self._mode is not MirrorMode.ON:
            return
        try:
            with self.both.raw():
                pass
        except (MirrorFailed, StoreBusy):
            self._failures = TRIES
            return
        if mirror_state.kept_place(self._folder) != self._state:
            self.note_place()

    def before_commit(self, connection: Connection) -> None:
        """Inside each transaction that wrote: counts it in both files, or marks the second one as behind.

        The note beside the store says so before the commit: where that fails, the second file is told to lack
        what it has, until the store is opened again. Afterwards, a crash in between would leave a file that
        lacks votes told as whole.
        """
        state = mirror_state.read_state(connection)
        if state is None or state.mode is not MirrorMode.ON:
            mirror_state.doubt_place(self._folder)
        if state is None:
            return
        both = connection.get_execution_options().get(Connections.TWIN) is not None
        if both and state.mode is not MirrorMode.ON:
            # Another process decided since this one attached the file.
            raise self._failed(MirrorFailed(reason=MirrorTrouble.BEHIND))
        if not both and state.mode is MirrorMode.ON and not self._goes_on_alone(state):
            # It was made while this transaction waited: tried once more, both are written.
            self._state, self._failures = state, 0
            raise self._failed(MirrorFailed(reason=MirrorTrouble.BEHIND))
        if not both and (behind := mirror_state.mark_behind(connection)) is not None:
            self._state = behind
            mirror_state.keep_place(self._folder, behind)
        mirror_state.raise_writes(connection, both=both)
        if both:
            self._failures, self.problem = 0, None

    def make(self, folder: Path) -> Path:
        """Makes the second file anew in `folder`, and writes to both from then on; returns it.

        Votes wait while the copy is taken. Raises MirrorNotFinished where too much was written meanwhile,
        and the errors of a backup.
        """
        before = self._read()
        file = secrets.token_hex(_ID_BYTES)
        if before is None:
            self._put(MirrorState("", "", MirrorMode.OFF))
        to = folder.absolute() / f"station-{file}.db"
        state = MirrorState(str(to), file, MirrorMode.ON)
        mirror_state.doubt_place(self._folder)
        try:
            self._make_in_step(to, state)
        except BaseException:
            self._state = self._read()
            self.note_place()
            if self._state != state:
                # Nobody would write to it, and it would lie there for good.
                with suppress(OSError):
                    discard(to)
            if before is None:
                with self._main.engine(Mode.WRITE, pragmas.WRITE_BUSY_MS).begin() as connection:
                    mirror_state.forget(Settings(connection))
                self._state = None
            raise
        self._failures, self.problem, self._state = 0, None, state
        self.note_place()
        self._remove_older(before, to)
        return to

    def read_again(self) -> None:
        """After it was decided anew what becomes of the second file."""
        self._state = self._read()
        self._failures, self.problem = 0, None
        self.note_place()

    def note_place(self) -> None:
        """Writes down beside the store what it says of its second file; does nothing where it is busy.

        No other process can mark it as behind in between: that waits for the same lock.
        """
        with suppress(OmpError), self._main.engine(Mode.WRITE, pragmas.WRITE_BUSY_MS).begin() as connection:
            mirror_state.keep_place(self._folder, mirror_state.read_state(connection))

    def look(self) -> MirrorFailed | None:
        """A quick look whether the second file can be written now; changes nothing. None where it can be, and
        where there is none.
        """
        state = self._read()
        self._state = state
        if state is None or state.mode is MirrorMode.OFF:
            return None
        if state.mode is MirrorMode.BEHIND:
            return self.problem or MirrorFailed(reason=MirrorTrouble.BEHIND)
        reason = _unwritable(Path(state.path))
        return self.problem if reason is None else MirrorFailed(reason=reason)

    def check(self) -> None:
        """The thorough look when polls open and close: every page, and that both hold as much of everything.

        Raises MirrorFailed; does nothing where there is no second file.
        """
        if self._mode is MirrorMode.BEHIND:
            raise MirrorFailed(reason=MirrorTrouble.BEHIND)
        if self._mode is not MirrorMode.ON or self.path is None:
            return
        with self._as_failed(), Connections(self.path, self._main.key).raw() as connection:
            sound = not integrity_problems(connection)
        if not sound:
            raise self._failed(MirrorFailed(reason=MirrorTrouble.DAMAGED))
        with self.both.raw() as connection:
            same = _same_counts(connection)
        if not same:
            raise self._failed(MirrorFailed(reason=MirrorTrouble.DIFFERS))

    def vacuum(self) -> None:
        """Rewrites the second file, so that it no longer shows what was written when.

        Raises StoreBusy, and MirrorFailed for a file that still shows it. One that two people gave up is
        rewritten too where it can be reached.
        """
        path = self.path
        if path is None or (self._mode is MirrorMode.OFF and not path.exists()):
            return
        with self._as_failed(), Connections(path, self._main.key).raw() as connection:
            connection.execute("VACUUM")

    @property
    def _mode(self) -> MirrorMode | None:
        return None if self._state is None else self._state.mode

    @property
    def _folder(self) -> Path:
        return self._main.path.parent

    def _goes_on_alone(self, state: MirrorState) -> bool:
        """Whether this very file has failed so often here that what is no vote is written without it."""
        known = self._state
        return known is not None and known.file == state.file and self._failures >= TRIES

    def _read(self) -> MirrorState | None:
        with self._main.engine(Mode.READ, pragmas.WRITE_BUSY_MS).begin() as connection:
            return mirror_state.read_state(connection)

    def _put(self, state: MirrorState) -> None:
        with self._main.engine(Mode.WRITE, pragmas.WRITE_BUSY_MS).begin() as connection:
            mirror_state.put_state(connection, state)
        self._state = state

    def _attach(self, connection: RawConnection) -> None:
        """Raises MirrorFailed, and the driver's error when the file is busy."""
        state = self._state
        path = "" if state is None else state.path
        # SQLite opens what it may only read without a word, and then refuses the vote.
        if not os.access(path, os.W_OK):
            raise self._failed(MirrorFailed(reason=_unwritable(Path(path)) or MirrorTrouble.READ_ONLY))
        try:
            _attach(connection, Path(path), self._main)
            found = connection.execute(_IN_STEP).fetchone()
        except StoreSettingsWrong as error:
            raise self._failed(MirrorFailed(reason=MirrorTrouble.told_by(error))) from error
        except DRIVER_ERRORS as error:
            known = store_error(error)
            if isinstance(known, StoreBusy):
                raise
            raise self._failed(MirrorFailed(reason=MirrorTrouble.told_by(known))) from error
        if found != (2,):
            self._state = self._read()
            raise self._failed(MirrorFailed(reason=MirrorTrouble.BEHIND))

    def _judged(self, error: OmpError) -> OmpError:
        """SQLite does not say which of the two files has failed."""
        if not isinstance(error, _MAY_BE_ITS_FAULT) or self.path is None:
            return error
        try:
            reason = self._fault(self.path)
            if reason is None or (isinstance(error, LATCHING) and self._main_is_unsound()):
                return error
        except StoreBusy:
            return error
        return self._failed(MirrorFailed(reason=reason))

    def _fault(self, path: Path) -> MirrorTrouble | None:
        trouble = _unwritable(path) or _without_room(path.parent)
        if trouble is not None:
            return trouble
        try:
            with Connections(path, self._main.key).raw() as connection:
                return MirrorTrouble.DAMAGED if integrity_problems(connection) else None
        except StoreBusy:
            raise
        except OmpError as error:
            return MirrorTrouble.told_by(error)

    def _main_is_unsound(self) -> bool:
        """Reads what is really on the disk: after a failed sync the system may have dropped it."""
        forget_cached(self._main.path)
        try:
            with Connections(self._main.path, self._main.key).raw() as connection:
                return bool(integrity_problems(connection))
        except StoreBusy:
            raise
        except OmpError:
            return True

    def _failed(self, problem: MirrorFailed) -> MirrorFailed:
        with self._lock:
            self._failures += 1
            self.problem = problem
        return problem

    @contextmanager
    def _as_failed(self) -> Iterator[None]:
        try:
            yield
        except (MirrorFailed, StoreBusy):
            raise
        except OmpError as error:
            raise self._failed(MirrorFailed(reason=MirrorTrouble.told_by(error))) from error

    def _make_in_step(self, to: Path, state: MirrorState) -> None:
        """Copies again where something was written between the copy and its being attached."""
        for _ in range(_MAKING_TRIES):
            back_up(self._main, to, second=True)
            beside = Connections(
                self._main.path, self._main.key, attach=partial(_attach_file, to, self._main)
            )
            with beside.engine(Mode.WRITE, pragmas.WRITE_BUSY_MS).begin() as connection:
                if connection.exec_driver_sql(_SAME_WRITES).scalar() == 1:
                    for schema in ("main", SCHEMA):
                        connection.exec_driver_sql(_PUT_STATE[schema], (MIRROR, state.text()))
                    return
            discard(to)
        raise MirrorNotFinished

    def _remove_older(self, before: MirrorState | None, made: Path) -> None:
        """The file that the new one replaces, unless it could hold what the store does not."""
        if before is None or not before.path or before.path == str(made):
            return
        older = Path(before.path)
        try:
            with Connections(older, self._main.key).raw() as connection:
                row = connection.execute(_WRITES_THERE).fetchone()
            with self._main.engine(Mode.READ, pragmas.WRITE_BUSY_MS).begin() as connection:
                here = mirror_state.read_writes(connection)
        except OmpError:
            return
        if row is not None and here is not None and int(row[0]) <= here:
            discard(older)


_SAME_WRITES: Final = (
    "SELECT count(*) FROM main.setting AS here JOIN mirror.setting AS there USING (key)"
    " WHERE key = 'mirror_writes' AND here.value = there.value"
)
_WRITES_THERE: Final = "SELECT value FROM setting WHERE key = 'mirror_writes'"
_PUT_STATE: Final = {
    schema: f"INSERT OR REPLACE INTO {schema}.setting VALUES (?, ?)"  # noqa: S608 - constants
    for schema in ("main", SCHEMA)
}


def _attach_file(path: Path, main: Connections, connection: RawConnection) -> None:
    _attach(connection, path, main)


def _attach(connection: RawConnection, path: Path, main: Connections) -> None:
    """With every safety setting in force: an attached file begins with its own defaults."""
    connection.execute(
        f"ATTACH DATABASE ? AS {SCHEMA} KEY ?",
        (f"{path.absolute().as_uri()}?mode=rw", f"x'{main.key.raw.hex()}'"),
    )
    pragmas.apply_settings(connection, (), SCHEMA)


def _unwritable(path: Path) -> MirrorTrouble | None:
    """Why the file cannot be written, without writing; None where nothing speaks against it."""
    try:
        path.stat()
    except OSError as error:
        return MirrorTrouble.of(error)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return None if writable else MirrorTrouble.READ_ONLY


def _without_room(folder: Path) -> MirrorTrouble | None:
    """Why nothing more can be written on the medium; None where it can be."""
    trial = folder / f".room-{secrets.token_hex(_ID_BYTES)}"
    try:
        with trial.open("xb") as file:
            file.write(bytes(_ROOM_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return MirrorTrouble.of(error)
    finally:
        # A medium that is gone or read-only has no such file, or keeps it.
        with suppress(OSError):
            trial.unlink(missing_ok=True)
    return None


def _same_counts(connection: RawConnection) -> bool:
    """Whether every table has as many rows in the second file."""
    names = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall()
    return all(
        here == there
        for (name,) in names
        for here, there in connection.execute(_COUNTS.format(name=name)).fetchall()
    )


_COUNTS: Final = 'SELECT (SELECT count(*) FROM main."{name}"), (SELECT count(*) FROM mirror."{name}")'
