"""Is the file what the program wrote? Each check returns what is wrong, in SQLite's words; empty is sound.

`quick_check` skips indexes and overflow pages, so that a flipped bit in the middle of a ballot passes it;
SQLCipher's own check reads the authentication code of every page, those in no use included.
https://www.zetetic.net/sqlcipher/sqlcipher-api/#cipher_integrity_check
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from omp_desktop.store.driver import RawConnection

_RECOUNTS = (
    "SELECT election_id, 'voter', lower(hex(station_id)), '', count(*) FROM voter GROUP BY 1, 3",
    "SELECT election_id, 'participation', state, ifnull(hour, ''), count(*) FROM participation"
    " GROUP BY 1, 3, 4",
    "SELECT election_id, 'ballot', status, '', count(*) FROM ballot GROUP BY 1, 3",
    "SELECT election_id, 'waiting', 'S', '', count(*) FROM outbox_ordered GROUP BY 1",
    "SELECT election_id, 'waiting', lane, '', count(*) FROM outbox_mixed GROUP BY 1, 3",
    "SELECT election_id, 'batch', state, '', count(*) FROM outbox_batch GROUP BY 1, 3",
    "SELECT election_id, 'frozen', lane, '', sum(n) FROM outbox_batch"
    " WHERE lane <> 'S' AND state <> 'acknowledged' GROUP BY 1, 3",
)


def quick_problems(connection: RawConnection) -> tuple[str, ...]:
    """The fast look at every start: structure and foreign keys."""
    return (*_words(connection, "PRAGMA quick_check"), *_foreign_keys(connection))


def integrity_problems(connection: RawConnection) -> tuple[str, ...]:
    """The thorough look when polls open and close: each page's authentication, structure, indexes, counts."""
    found = file_problems(connection)
    if found:
        # What cannot be authenticated is not worth reading on.
        return found
    return (*_foreign_keys(connection), *count_problems(connection))


def older_problems(connection: RawConnection) -> tuple[str, ...]:
    """The same for a file of an earlier version, without the counts: it has not all the tables of today."""
    return file_problems(connection) or _foreign_keys(connection)


def file_problems(connection: RawConnection) -> tuple[str, ...]:
    """Each page's authentication and the structure of the file, whatever its tables are."""
    with _nobody_writing(connection):
        pages = _words(connection, "PRAGMA cipher_integrity_check")
    return pages or _words(connection, "PRAGMA integrity_check")


def count_problems(connection: RawConnection) -> tuple[str, ...]:
    """Whether the running counts are what counting every row gives; reads all voters and ballots."""
    with _nobody_writing(connection):
        recounted = {
            _place(row): int(row[4]) for query in _RECOUNTS for row in connection.execute(query).fetchall()
        }
        kept = connection.execute("SELECT election_id, subject, word, hour, n FROM running_count WHERE n > 0")
        running = {_place(row): int(row[4]) for row in kept.fetchall()}
    return tuple(
        f"count of {subject} {word}: {running.get((election, subject, word, hour), 0)} kept, "
        f"{recounted.get((election, subject, word, hour), 0)} counted"
        for election, subject, word, hour in sorted(recounted.keys() | running.keys())
        if recounted.get((election, subject, word, hour)) != running.get((election, subject, word, hour))
    )


@contextmanager
def _nobody_writing(connection: RawConnection) -> Iterator[None]:
    """Keeps every statement of the block on one state of the file; a vote that comes waits for the end.

    A vote between two of them would otherwise look like damage. Each part of a check has a block of its own,
    so that votes come through between them.
    """
    connection.execute("BEGIN")
    # Only a first read takes the lock.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    yield
    # After an error the caller closes the connection, which ends the transaction too.
    connection.execute("ROLLBACK")


def _words(connection: RawConnection, pragma: str) -> tuple[str, ...]:
    found = (str(row[0]) for row in connection.execute(pragma).fetchall())
    return tuple(word for word in found if word != "ok")


def _foreign_keys(connection: RawConnection) -> tuple[str, ...]:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    return tuple(f"a row of {row[0]} refers to a missing row of {row[2]}" for row in broken)


def _place(row: Sequence[Any]) -> tuple[str, str, str, str]:
    return bytes(row[0]).hex(), str(row[1]), str(row[2]), str(row[3])
