"""Personal codes for the voters of a draft: drawn, written into one file for the letters, and forgotten.

The file is written first, then what is kept of the codes is stored: whoever has no file has no codes that
anybody could need. The program cannot show a code a second time; new ones take their place.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from omp_desktop.crypto.personal_codes import draw_code, kept_code, station_key
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.csv_table import shown_cell
from omp_desktop.domain.language import Lang
from omp_desktop.domain.personal_code import grouped_code, is_enterable
from omp_desktop.domain.voters_list import Voter, roll_sort_key
from omp_desktop.files import replace_file
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.code_keys import made_code_key
from omp_desktop.services.core import Core
from omp_desktop.services.drafts import read_draft
from omp_desktop.services.personal_code_errors import LettersFileWrong, NobodyNeedsCode
from omp_desktop.services.session import COMMISSION_ONLY, Session, require_role
from omp_desktop.services.voters_first import require_short

_HEADINGS: Final[Mapping[Lang, tuple[str, ...]]] = {
    "ko": ("투표소", "등재번호", "성명", "주소", "본인확인코드"),
    "en": ("station", "roll_number", "name", "address", "personal_code"),
}


@dataclass(frozen=True, slots=True)
class CodesView:
    """How many voters are listed, and how many of them have a code."""

    voters: int
    with_code: int

    @property
    def without(self) -> int:
        """Voters who can check in at the desk only."""
        return self.voters - self.with_code


@dataclass(frozen=True, slots=True)
class MadeCodes:
    """How many codes were made; `desk_only`: of voters whose roll number no number pad can enter."""

    made: int
    desk_only: int


@dataclass(frozen=True, slots=True)
class _Letter:
    voter: Voter = field(repr=False)
    station: str
    code: str = field(repr=False)


class PersonalCodesService:
    """What the commission does for elections in which voters check in themselves."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def view(self, election_id: str) -> CodesView:
        """How far the codes of an election are."""
        with self._core.store.read() as uow:
            return CodesView(uow.voters.count(election_id), uow.codes.count(election_id))

    def make(
        self, actor: Session, election_id: str, file: Path, lang: Lang, *, everybody: bool = False
    ) -> MadeCodes:
        """Draws a code for every voter who has none, or anew for everybody, and writes them to a file.

        A table for the letters, one line for each voter, sorted by station and roll number; readable by
        whoever may open the file. Raises NotAllowed, NotADraft, NobodyNeedsCode, LongWorkWhileOpen,
        LettersFileWrong and the errors of the secrets; then no code has changed.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.read() as uow:
            read_draft(uow, election_id)
            require_short(uow, election_id)
            stations = {station.id: station.name for station in uow.stations.all()}
            have = set() if everybody else uow.codes.voters(election_id)
        voters = [voter for voter in self._voters(election_id) if voter.id not in have]
        if not voters:
            raise NobodyNeedsCode
        voters.sort(key=lambda voter: (stations[voter.station_id], roll_sort_key(voter.roll_number)))
        letters = [
            _Letter(voter, stations[voter.station_id], draw_code(self._core.random)) for voter in voters
        ]
        key = made_code_key(self._core, election_id)
        kept = list(_kept(key, letters))
        before = _write(file, _table(letters, lang))
        try:
            with self._core.store.uow() as uow:
                read_draft(uow, election_id)
                uow.codes.put_many(election_id, kept)
                self._audit.append(
                    uow,
                    AuditEvent.PERSONAL_CODES_MADE,
                    actor,
                    election=election_id,
                    count=len(letters),
                )
                uow.commit()
        except BaseException:
            # Codes that open nothing must not be sent to anybody; those of an earlier file still open.
            _put_back(file, before)
            raise
        return MadeCodes(len(letters), sum(not is_enterable(letter.voter.roll_number) for letter in letters))

    def _voters(self, election_id: str) -> Iterator[Voter]:
        after = ""
        while True:
            with self._core.store.read() as uow:
                page = uow.voters.page(election_id, after)
            if not page:
                return
            yield from page
            after = page[-1].roll_number


def _kept(election_key: bytes, letters: Iterable[_Letter]) -> Iterator[tuple[str, bytes]]:
    keys: dict[str, bytes] = {}
    for letter in letters:
        voter = letter.voter
        key = keys.setdefault(voter.station_id, station_key(election_key, voter.station_id))
        yield voter.id, kept_code(key, voter.id, letter.code)


def _table(letters: Iterable[_Letter], lang: Lang) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADINGS[lang])
    for letter in letters:
        voter = letter.voter
        row = (letter.station, voter.roll_number, voter.name, voter.address)
        writer.writerow((*map(shown_cell, row), grouped_code(letter.code)))
    return text.getvalue().encode("utf-8-sig")


def _write(file: Path, content: bytes) -> bytes | None:
    """Writes the file; returns what stood in it before, None where there was none."""
    try:
        before = file.read_bytes() if file.exists() else None
        replace_file(file, content)
        same = file.read_bytes() == content
    except OSError as problem:
        raise LettersFileWrong(reason=problem.strerror or type(problem).__name__) from problem
    if not same:
        _put_back(file, before)
        raise LettersFileWrong(reason="read back")
    return before


def _put_back(file: Path, before: bytes | None) -> None:
    # Where that fails too, why it came to this is the more important thing to say.
    with suppress(OSError):
        if before is None:
            file.unlink(missing_ok=True)
        else:
            replace_file(file, before)
