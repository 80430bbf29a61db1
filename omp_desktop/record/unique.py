"""The check `unique`: no ballot id, no short code and no α stands twice in a record.

Of each value 8 bytes of a keyed hash are kept, in one flat table. The key is drawn anew in every
verification, so nobody can prepare values whose hashes meet; what meets by chance is looked at again in full.
"""

from __future__ import annotations

import hashlib
import secrets
from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from omp_desktop.crypto.codes import short_characters, short_code
from omp_desktop.record.errors import Fault, RecordBad
from omp_desktop.record.page import RecordedBallot, RecordedPage

_MARK_BYTES: Final = 8
_EMPTY: Final = 0
_FIRST_SIZE: Final = 2**12
# A record of copies only would fill the memory with them; the first ones are enough to name one.
_SUSPECTS_MOST: Final = 1_000


class Marks:
    """The marks of all values so far: an open hash table of 8-byte numbers, at most two thirds full."""

    def __init__(self) -> None:
        self.key = secrets.token_bytes(32)
        self._table = array("Q", bytes(_MARK_BYTES * _FIRST_SIZE))
        self._filled = 0
        self._suspects: set[int] = set()

    def add(self, marks: bytes) -> None:
        """Takes what `marks_of` made of a page."""
        for mark in array("Q", marks):
            if len(self._suspects) >= _SUSPECTS_MOST:
                return
            if self._put(mark or 1):
                self._suspects.add(mark or 1)
            elif 3 * self._filled > 2 * len(self._table):
                self._grow()

    @property
    def count(self) -> int:
        """How many values there were, each counted once."""
        return self._filled

    def check(self, pages: Iterable[RecordedPage]) -> None:
        """Looks for the suspects in the pages. Raises RecordBad naming the second of two ballots."""
        if not self._suspects:
            return
        seen: set[bytes] = set()
        for page in pages:
            for ballot in page.ballots:
                for value in marked_values(ballot):
                    if (_mark(value, self.key) or 1) not in self._suspects:
                        continue
                    if value in seen:
                        raise RecordBad(
                            file=page.head.name, item=short_code(ballot.code), fault=Fault.REPEATED
                        )
                    seen.add(value)

    def _put(self, mark: int) -> bool:
        """Whether the mark was there already."""
        table, mask = self._table, len(self._table) - 1
        at = mark & mask
        while (found := table[at]) != _EMPTY:
            if found == mark:
                return True
            at = at + 1 & mask
        table[at] = mark
        self._filled += 1
        return False

    def _grow(self) -> None:
        before = self._table
        self._table = array("Q", bytes(2 * _MARK_BYTES * len(before)))
        self._filled = 0
        for mark in before:
            if mark != _EMPTY:
                self._put(mark)


def marks_of(page: RecordedPage, key: bytes) -> bytes:
    """The marks of everything on the page that must not stand anywhere else."""
    marks = (_mark(value, key) for ballot in page.ballots for value in marked_values(ballot))
    return array("Q", marks).tobytes()


def marked_values(ballot: RecordedBallot) -> Iterator[bytes]:
    """What must be a ballot's alone, each kind with a letter before it."""
    yield b"i" + ballot.ballot_id
    yield b"c" + short_characters(ballot.code).encode("ascii")
    for contest in ballot.contests:
        for option in contest.options:
            yield b"a" + option.ciphertext.alpha


def _mark(value: bytes, key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(value, key=key, digest_size=_MARK_BYTES).digest(), "little")
