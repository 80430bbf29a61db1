"""Where ballots stand in files and tables, and whether their places tell in which order they were cast.

Every file is read as it lies there, encrypted databases page by page with their key: what a program would not
show may still be in the bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from omp_desktop.store.driver import RawConnection

PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16
HEX = 64  # characters of an id or a code
FEWEST = 100  # ballots in a place, below which a correlation says nothing
_HEX = re.compile(rb"[0-9a-f]{64}")
_SHORT = re.compile(rb"[0-9A-HJKMNP-TV-Z]{25}")


@dataclass(frozen=True)
class CastBallot:
    """What a ballot can be told by: its id, its code, the short form of the code, its bytes."""

    ballot_id: bytes
    code: bytes
    short_code: str


class Places:
    """Finds ballots in bytes; their order of casting is that of the list."""

    def __init__(self, ballots: Sequence[CastBallot]) -> None:
        self.cast = ballots
        self._raw: dict[bytes, int] = {}
        for at, ballot in enumerate(ballots):
            for token in (ballot.ballot_id, ballot.code):
                self._raw[token] = at
                self._raw[token.hex().encode()] = at
            self._raw[ballot.short_code.encode()] = at

    def in_text(self, content: bytes) -> list[int]:
        """The ballots that are named in readable bytes, each once, in the order in which they come."""
        found = [m.group() for pattern in (_HEX, _SHORT) for m in pattern.finditer(content)]
        return list(dict.fromkeys(self._raw[token] for token in found if token in self._raw))

    def in_bytes(self, content: bytes) -> list[int]:
        """The same for bare bytes of ids and codes, as rows hold them."""
        return list(dict.fromkeys(ballot for _, ballot in self._occurrences(content)))

    def within_pages(self, content: bytes) -> float:
        """The mean ρ within the pages of a database, each page by the freedom of its ballots.

        Rows are sorted into pages by their keys; within a page they lie as they were written.
        """
        pages: dict[int, list[int]] = {}
        for at, ballot in self._occurrences(content):
            pages.setdefault(at // (PAGE - RESERVED), []).append(ballot)
        orders = [list(dict.fromkeys(page)) for page in pages.values()]
        orders = [order for order in orders if len(order) > 1]
        freedom = sum(len(order) - 1 for order in orders)
        return sum((len(order) - 1) * correlation(order) for order in orders) / freedom

    def _occurrences(self, content: bytes) -> list[tuple[int, int]]:
        """Where ids and codes stand as rows hold them, and whose they are, in the order of the bytes."""
        found = []
        for token in self._raw:
            at = -1 if len(token) == HEX else content.find(token)
            while at >= 0:
                found.append((at, self._raw[token]))
                at = content.find(token, at + 1)
        return sorted(found)

    def in_value(self, value: object) -> list[int]:
        """The ballots that a value of a table names."""
        if isinstance(value, bytes):
            if value in self._raw:
                return [self._raw[value]]
            return self.in_text(value)
        return self.in_text(value.encode()) if isinstance(value, str) else []

    def in_tables(self, connection: RawConnection) -> Iterator[tuple[str, list[int]]]:
        """For each table the ballots in the order in which the rows come without being asked for one."""
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - the schema's names
            found = (ballot for row in rows for value in row for ballot in self.in_value(value))
            yield f"table {name}", list(dict.fromkeys(found))

    def in_files(self, folder: Path, keys: Mapping[str, bytes]) -> Iterator[tuple[str, list[int]]]:
        """For each file below a folder; `keys` are those of encrypted databases by name."""
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            content = file.read_bytes()
            if file.name in keys:
                plain = decrypted(content, keys[file.name])
                yield f"bytes of {file.name}", self.in_bytes(plain)
                yield f"texts in {file.name}", self.in_text(plain)
            elif zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as archive:
                    members = b"".join(archive.read(name) for name in archive.namelist())
                yield f"members of {file.name}", self.in_text(members)
            else:
                yield f"file {file.name}", self.in_text(content)


def decrypted(content: bytes, key: bytes) -> bytes:
    """The pages of a SQLCipher file with a raw key (https://www.zetetic.net/sqlcipher/design/)."""
    pages = []
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        first = SALT if start == 0 else 0
        initial = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        cipher = Cipher(algorithms.AES(key), modes.CBC(initial)).decryptor()
        pages.append(cipher.update(page[first : PAGE - RESERVED]))
    return b"".join(pages)


def correlation(order: Sequence[int]) -> float:
    """Spearman's ρ between the places of ballots and their order of casting."""
    ranks = {ballot: rank for rank, ballot in enumerate(sorted(order))}
    n = len(order)
    differences = sum((ranks[ballot] - place) ** 2 for place, ballot in enumerate(order))
    return 1 - 6 * differences / (n * (n * n - 1))
