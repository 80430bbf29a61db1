"""The file beside the store with the station's half of every receipt: peppers, and looks that are left.

It has a key of its own and is in no backup and no export: a copy of the store opens no vote, and what is
destroyed here is gone. Attached to the store's connection it takes part in the store's transaction, so that a
ballot and its pepper are both there or both not (https://sqlite.org/lang_attach.html; only in the rollback
modes of the journal).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.store import pragmas
from omp_desktop.store.backup import discard, make_durable, place_new_file
from omp_desktop.store.checks import file_problems
from omp_desktop.store.connections import Connections, Mode
from omp_desktop.store.driver import DRIVER_ERRORS, RawConnection, StoreKey
from omp_desktop.store.errors import (
    OwnVotesUnavailable,
    StoreBusy,
    StoreDamaged,
    StoreKeyWrong,
    StoreNotWritable,
    StoreSettingsWrong,
)
from omp_desktop.store.faults import store_error
from omp_desktop.store.repositories.settings import Settings

FILE_NAME: Final = "own_vote.db"
SCHEMA: Final = "own_vote"
# Which file belongs to this store; set in the store once the file is there.
FILE_ID: Final = "own_vote_file"
APPLICATION_ID: Final = 0x4F4D504F  # "OMPO"
VERSION: Final = 1
_PRIVATE = 0o600
_ID_BYTES = 16

# A pepper that was looked at for the last time is deleted with its row: used up, expired and never there are
# one and the same. `attempts` is written by every attempt, so that none of them is faster than another.
_TABLES = (
    "CREATE TABLE identity (id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),"
    " attempts INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE pepper (election_id BLOB NOT NULL CHECK (length(election_id) = 16),"
    " code TEXT NOT NULL CHECK (length(code) = 25), pepper BLOB NOT NULL CHECK (length(pepper) = 32),"
    " looks INTEGER NOT NULL CHECK (looks >= 1), PRIMARY KEY (election_id, code)) STRICT, WITHOUT ROWID",
    "CREATE TRIGGER looks_only_fall BEFORE UPDATE ON pepper"
    " WHEN NEW.looks >= OLD.looks OR NEW.pepper IS NOT OLD.pepper OR NEW.code IS NOT OLD.code"
    " OR NEW.election_id IS NOT OLD.election_id"
    " BEGIN SELECT RAISE(ABORT, 'looks_only_fall'); END",
)


def own_vote_file(folder: Path) -> Path:
    """Where the file of this data folder lies."""
    return folder / FILE_NAME


@dataclass(frozen=True, slots=True)
class OwnVoteFile:
    """The file that belongs to a store."""

    path: Path
    key: StoreKey
    id: bytes

    def attach(self, connection: RawConnection) -> None:
        """Attaches the file to a connection of the store, with every safety setting in force.

        Raises OwnVotesUnavailable, and the driver's error when the file is busy.
        """
        try:
            connection.execute(
                f"ATTACH DATABASE ? AS {SCHEMA} KEY ?",
                (f"{self.path.absolute().as_uri()}?mode=rw", f"x'{self.key.raw.hex()}'"),
            )
            pragmas.apply_settings(connection, (), SCHEMA)
            found = connection.execute(f"SELECT id FROM {SCHEMA}.identity").fetchone()  # noqa: S608 - a constant
        except StoreSettingsWrong as error:
            raise OwnVotesUnavailable(reason=error.code) from error
        except DRIVER_ERRORS as error:
            known = store_error(error)
            if isinstance(known, StoreBusy):
                raise
            raise OwnVotesUnavailable(reason="unreadable" if known is None else known.code) from error
        if found is None or bytes(found[0]) != self.id:
            raise OwnVotesUnavailable(reason=_ANOTHER)


_ANOTHER: Final = "another file"
_NO_KEY: Final = "no key"
_READ_ONLY: Final = "read-only"


class OwnVotes:
    """Whether receipts can be given at this station, and the connections that see both files."""

    def __init__(self, main: Connections, key: StoreKey | None) -> None:
        """Open the file that belongs to the store `main`, or make it where there is none.

        `began_anew`: there had been one, and it is gone with every receipt that was given. Raises StoreBusy
        and the errors of the store; whatever is wrong with this file only sets `problem`.
        """
        self._main, self._key = main, key
        self.began_anew = False
        self._state = self._opened()

    def open(self, main: Connections | None = None) -> None:
        """Look again whether the file can be used, beside `main` from now on where it is given."""
        self._main = main or self._main
        self._state = self._opened()

    @property
    def problem(self) -> OwnVotesUnavailable | None:
        """Why no receipts can be given; None where they can."""
        return self._state if isinstance(self._state, OwnVotesUnavailable) else None

    @property
    def beside(self) -> Connections:
        """The connections of the store beside which the file is attached."""
        return self._main

    @property
    def connections(self) -> Connections:
        """Connections to the store with this file attached. Raises OwnVotesUnavailable."""
        if isinstance(self._state, OwnVotesUnavailable):
            raise OwnVotesUnavailable(**self._state.params)
        return self._state

    def vacuum(self) -> None:
        """Rewrites the file, so that it no longer shows what was written when.

        Raises StoreBusy, and OwnVotesUnavailable for a file that is there and still shows it.
        """
        if self.problem is not None and self._path.exists():
            raise OwnVotesUnavailable(**self.problem.params)
        if self.problem is not None or self._key is None:
            return
        with _as_unavailable(), Connections(self._path, self._key).raw() as connection:
            connection.execute("VACUUM")

    def _opened(self) -> Connections | OwnVotesUnavailable:
        try:
            file = self._file()
        except OwnVotesUnavailable as problem:
            return problem
        main = self._main
        beside = Connections(main.path, main.key, attach=partial(_attach_both, main, file), twin=main.twin)
        beside.judge = partial(self._judged, file.key)
        beside.notice = self._main.notice
        return beside

    def _judged(self, key: StoreKey, error: OmpError) -> OmpError:
        """SQLite does not say which of the two files has failed. If it is this one, only receipts end."""
        if isinstance(error, StoreDamaged | StoreKeyWrong | StoreNotWritable):
            try:
                self._checked_id(key)
            except OwnVotesUnavailable as problem:
                self._state = problem
                return OwnVotesUnavailable(**problem.params)
            except StoreBusy:
                return error
        return self._main.judge(error)

    @property
    def _path(self) -> Path:
        return own_vote_file(self._main.path.parent)

    def _file(self) -> OwnVoteFile:
        if self._key is None:
            raise OwnVotesUnavailable(reason=_NO_KEY)
        with self._main.engine(Mode.READ, pragmas.WRITE_BUSY_MS).begin() as connection:
            belongs = Settings(connection).get(FILE_ID)
        if not self._path.exists():
            self.began_anew = self.began_anew or belongs is not None
            self._make(self._key)
            belongs = None
        found = self._checked_id(self._key)
        if belongs is None:  # new, or the program was killed between making the file and this
            self._settle(found)
        elif belongs != found.hex():
            raise OwnVotesUnavailable(reason=_ANOTHER)
        return OwnVoteFile(self._path, self._key, found)

    def _settle(self, found: bytes) -> None:
        with self._main.engine(Mode.WRITE, pragmas.WRITE_BUSY_MS).begin() as connection:
            Settings(connection).set(FILE_ID, found.hex())

    def _checked_id(self, key: StoreKey) -> bytes:
        # SQLite opens what it may only read without a word, and then refuses the vote.
        if not os.access(self._path, os.W_OK):
            raise OwnVotesUnavailable(reason=_READ_ONLY)
        with _as_unavailable(), Connections(self._path, key).raw() as connection:
            problems = file_problems(connection)
            if problems:
                raise OwnVotesUnavailable(reason=problems[0])
            version = connection.execute("PRAGMA user_version").fetchone()
            kind = connection.execute("PRAGMA application_id").fetchone()
            if version != (VERSION,) or kind != (APPLICATION_ID,):
                raise OwnVotesUnavailable(reason=_ANOTHER)
            row = connection.execute("SELECT id FROM identity").fetchone()
            return b"" if row is None else bytes(row[0])

    def _make(self, key: StoreKey) -> None:
        """After a crash there is a whole file or none."""
        making = self._path.with_name(f".{FILE_NAME}.{secrets.token_hex(4)}.new")
        try:
            os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE))
            with _as_unavailable(), Connections(making, key).migration() as connection:
                for statement in _TABLES:
                    connection.exec_driver_sql(statement)
                connection.exec_driver_sql(
                    "INSERT INTO identity VALUES (?, 0)", (secrets.token_bytes(_ID_BYTES),)
                )
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
            make_durable(making)
            place_new_file(making, self._path)
        except OSError as error:
            raise OwnVotesUnavailable(reason=error.strerror or type(error).__name__) from error
        finally:
            discard(making)


def _attach_both(main: Connections, file: OwnVoteFile, connection: RawConnection) -> None:
    main.attach(connection)
    file.attach(connection)


@contextmanager
def _as_unavailable() -> Iterator[None]:
    """Whatever is wrong with this file keeps nobody from voting: it only ends the receipts."""
    try:
        yield
    except (OwnVotesUnavailable, StoreBusy):
        raise
    except OmpError as error:
        raise OwnVotesUnavailable(reason=error.code) from error
    except DRIVER_ERRORS as error:
        raise OwnVotesUnavailable(reason="unreadable") from error
