"""The sealed voters lists of a data folder, as they lie beside the store: they can be opened without it."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from omp_desktop.crypto.errors import SealedStreamUnreadable
from omp_desktop.crypto.sealed_stream import KEY_BYTES, open_pieces, seal_pieces
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.paper_roll import RollHead, RollLine
from omp_desktop.files import PRIVATE_FOLDER, replace_file_in_pieces
from omp_desktop.services.core import SecretsBox
from omp_desktop.services.key_errors import StoreKeyMissing
from omp_desktop.services.paper_roll_errors import (
    PaperRollMissing,
    PaperRollUnreadable,
    PaperRollUnwritable,
)
from omp_desktop.services.secrets import STORE_KEY

FOLDER: Final = "paper-roll"
_ENDING: Final = ".sealed"
_PURPOSE: Final = b"omp-desktop paper voters list"
# Figures keep their length: the sealed file is as long whoever has voted.
_FIGURE: Final = "09d"


class KeptRolls:
    """One sealed file for each election, under a key made from that of the store."""

    def __init__(self, data_dir: Path, secrets_box: SecretsBox) -> None:
        self._folder = data_dir / FOLDER
        self._secrets_box = secrets_box
        self._key: bytes | None = None
        self._swept = False

    def heads(self) -> list[RollHead]:
        """Which lists are kept, those of all elections. Raises PaperRollUnreadable, StoreKeyMissing."""
        files = sorted(self._folder.glob(f"*{_ENDING}"))
        found = [self.head(file.name.removesuffix(_ENDING)) for file in files]
        return [head for head in found if head is not None]

    def head(self, election_id: str) -> RollHead | None:
        """Which version is kept; None while there is none. Raises PaperRollUnreadable, StoreKeyMissing."""
        with closing(self._pieces(election_id)) as pieces:
            first = next(pieces, None)
        return None if first is None else _head(first)

    def lines(self, election_id: str) -> Iterator[tuple[RollLine, ...]]:
        """The voters of a list, in the order of the roll, some hundred at a time.

        Raises PaperRollMissing, StoreKeyMissing, and PaperRollUnreadable as soon as a piece does not fit: at
        the end too, when the end is missing.
        """
        pieces = self._pieces(election_id)
        if next(pieces, None) is None:
            raise PaperRollMissing
        for piece in pieces:
            yield tuple(_line(values) for values in json.loads(piece))

    def keep(self, head: RollHead, pages: Iterable[Iterable[RollLine]]) -> None:
        """Puts a list in the place of the one before, read and sealed page by page: whole or not at all.

        Raises PaperRollUnwritable, StoreKeyMissing, and what making a page raises.
        """
        pieces = self._to_seal(head, pages)
        try:
            self._folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            if not self._swept:
                self._sweep()
                self._swept = True
            replace_file_in_pieces(self._file(head.election_id), seal_pieces(self._sealing_key(), pieces))
        except OSError as problem:
            raise PaperRollUnwritable(reason=problem.strerror or type(problem).__name__) from problem

    def forget(self, election_id: str) -> None:
        """No list of this election is kept any more."""
        self._file(election_id).unlink(missing_ok=True)
        self._sweep(election_id)

    def _sweep(self, election_id: str = "") -> None:
        """What a crash left half written: beside the list it would say who came between the two."""
        for left in self._folder.glob(f".{election_id}*{_ENDING}.*.partial"):
            left.unlink(missing_ok=True)

    @staticmethod
    def _to_seal(head: RollHead, pages: Iterable[Iterable[RollLine]]) -> Iterator[bytes]:
        yield _json(_head_values(head))
        for page in pages:
            yield _json([_values(line) for line in page])

    def _pieces(self, election_id: str) -> Generator[bytes, None, None]:
        try:
            with self._file(election_id).open("rb") as file:
                yield from open_pieces(self._sealing_key(), file)
        except FileNotFoundError:
            return
        except (SealedStreamUnreadable, OSError) as problem:
            raise PaperRollUnreadable from problem

    def _file(self, election_id: str) -> Path:
        return self._folder / f"{election_id}{_ENDING}"

    def _sealing_key(self) -> bytes:
        """The key store is asked once."""
        if self._key is None:
            store_key = self._secrets_box.get(STORE_KEY)
            if store_key is None:
                raise StoreKeyMissing
            self._key = blake2b(_PURPOSE, key=store_key, digest_size=KEY_BYTES).digest()
        return self._key


def _head_values(head: RollHead) -> dict[str, Any]:
    return {
        "election_id": head.election_id,
        "ko": head.election.ko,
        "en": head.election.en,
        "station": head.station,
        "timezone": head.timezone,
        "version": format(head.version, _FIGURE),
        "hour": instant_text(head.hour),
        "voters": format(head.voters, _FIGURE),
        "marked": format(head.marked, _FIGURE),
        "complete": int(head.complete),
    }


def _head(piece: bytes) -> RollHead:
    told = json.loads(piece)
    return RollHead(
        told["election_id"],
        LocalText(told["ko"], told["en"]),
        told["station"],
        told["timezone"],
        int(told["version"]),
        datetime.fromisoformat(told["hour"]),
        int(told["voters"]),
        int(told["marked"]),
        bool(told["complete"]),
    )


def _values(line: RollLine) -> list[Any]:
    return [line.roll_number, line.name, line.birth_date.isoformat(), line.address, int(line.marked)]


def _line(values: list[Any]) -> RollLine:
    roll_number, name, born, address, marked = values
    return RollLine(roll_number, name, date.fromisoformat(born), address, bool(marked))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
