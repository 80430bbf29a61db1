"""The voters list (선거인명부) of a draft: previewed, taken as a whole or not at all, cleared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from omp_desktop.crypto.personal_codes import kept_code, station_key
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.import_errors import ImportRefused
from omp_desktop.domain.imports import (
    PROBLEMS_KEPT,
    ImportItem,
    ImportNote,
    ImportPreview,
    LineProblem,
    VoterRow,
    brings_codes,
    preview_import,
    read_voters,
)
from omp_desktop.domain.voters_list import Voter
from omp_desktop.domain.voting_window import time_zone
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.candidates import ImportResult
from omp_desktop.services.code_keys import made_code_key
from omp_desktop.services.core import Core
from omp_desktop.services.drafts import read_draft
from omp_desktop.services.session import COMMISSION_ONLY, Session, require_role
from omp_desktop.services.table_errors import ImportCancelled, ImportWhileOpen
from omp_desktop.services.tables import TextFile, read_text_file
from omp_desktop.services.voters_first import require_short
from omp_desktop.store.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

LINES_WHILE_OPEN: Final = 20_000
_STEP: Final = 1_000
_VOTING: Final = frozenset({ElectionState.OPEN, ElectionState.CLOSING})


def _never() -> bool:
    return False


def _silently(_done: int, _total: int) -> None:
    """Nobody watches."""


class VotersListService:
    """Brings voters lists in. Only its own table ever holds what they say about people."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def count(self, election_id: str, station_id: str | None = None) -> int:
        """How many voters are listed, in all or at one station."""
        with self._core.store.read() as uow:
            return uow.voters.count(election_id, station_id)

    def preview(
        self,
        path: Path,
        election_id: str,
        progress: Progress = _silently,
        cancelled: Cancelled = _never,
    ) -> ImportPreview:
        """What an import of this file would take, with every bad line named (the first 10,000).

        `progress` is told lines read and lines in all; the import stops when `cancelled` says so. Raises
        NotADraft, ImportCancelled, RecordMissing and the errors of `read_text_file`.
        """
        file = read_text_file(path)
        with self._core.store.read() as uow:
            election = read_draft(uow, election_id)
            taken = uow.voters.roll_numbers(election_id)
        items = read_voters(file.lines(), taken, self._today(election))
        return preview_import(_watched(items, file, progress, cancelled))

    def import_csv(  # noqa: PLR0913, PLR0917 - what the form and its progress bar know, each by name
        self,
        actor: Session,
        election_id: str,
        station_id: str,
        path: Path,
        skip_bad: bool = False,
        progress: Progress = _silently,
        cancelled: Cancelled = _never,
    ) -> ImportResult:
        """Puts all voters of a file on a station's list, or none; with `skip_bad` those of its good lines.

        Of personal codes in the file only what a key makes of them is kept.

        Raises NotAllowed, NotADraft, ImportRefused (naming every bad line), ImportCancelled,
        ImportWhileOpen, RecordMissing and the errors of `read_text_file` and the secrets.
        """
        require_role(actor, COMMISSION_ONLY)
        file = read_text_file(path)
        codes = _Codes(self._code_key(file, election_id, station_id))
        with self._core.store.uow() as uow:
            election = read_draft(uow, election_id)
            station = uow.stations.get(station_id)
            _spare_voters(uow, file)
            taken = uow.voters.roll_numbers(election_id)
            items = read_voters(file.lines(), taken, self._today(election))
            tally = _Tally()
            rows = tally.good_rows(_watched(items, file, progress, cancelled))
            uow.voters.add_many(self._voters((election_id, station.id), rows, codes))
            uow.codes.put_many(election_id, codes.kept)
            if tally.problems and not (skip_bad and tally.skippable):
                raise ImportRefused(tuple(tally.problems))
            self._audit.append(
                uow,
                AuditEvent.VOTERS_IMPORTED,
                actor,
                election=election_id,
                station=station.id,
                taken=tally.good,
                skipped=tally.bad,
            )
            uow.commit()
        return ImportResult(tally.good, tally.bad, tuple(tally.notes), tuple(tally.problems))

    def clear(self, actor: Session, election_id: str) -> int:
        """Empties the voters list of a draft and returns how many it had.

        Raises NotAllowed, NotADraft, LongWorkWhileOpen.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            read_draft(uow, election_id)
            require_short(uow, election_id)
            removed = uow.voters.clear(election_id)
            self._audit.append(uow, AuditEvent.VOTERS_CLEARED, actor, election=election_id, count=removed)
            uow.commit()
        return removed

    def _code_key(self, file: TextFile, election_id: str, station_id: str) -> bytes | None:
        """The key of the station's codes; only a file that brings some asks the key store for it."""
        if not brings_codes(file.lines()):
            return None
        with self._core.store.read() as uow:
            read_draft(uow, election_id)
        return station_key(made_code_key(self._core, election_id), station_id)

    def _today(self, election: Election) -> date:
        return self._core.clock.now().astimezone(time_zone(election.timezone)).date()

    def _voters(self, place: tuple[str, str], rows: Iterator[VoterRow], codes: _Codes) -> Iterator[Voter]:
        for row in rows:
            voter_id = self._core.new_id()
            codes.keep(voter_id, row.personal_code)
            yield Voter(voter_id, *place, row.roll_number, row.name, row.birth_date, row.address)


class _Codes:
    """What is kept of the codes that a list brings; the codes themselves go with their lines."""

    def __init__(self, key: bytes | None) -> None:
        self._key = key
        self.kept: list[tuple[str, bytes]] = []

    def keep(self, voter_id: str, code: str) -> None:
        """Keeps the code of a voter; an empty one is none."""
        if code and self._key is not None:
            self.kept.append((voter_id, kept_code(self._key, voter_id, code)))


class _Tally:
    """Counts a stream while its good rows run through, so that a list is read once and never held."""

    def __init__(self) -> None:
        self.good = 0
        self.bad = 0
        self.problems: list[LineProblem] = []
        self.notes: list[ImportNote] = []
        self._whole_file = False

    @property
    def skippable(self) -> bool:
        """Whether something is left to take when bad lines are skipped."""
        return self.good > 0 and not self._whole_file

    def good_rows(self, items: Iterator[ImportItem[VoterRow]]) -> Iterator[VoterRow]:
        for item in items:
            if isinstance(item, ImportNote):
                self.notes.append(item)
            elif item.row is not None:
                self.good += 1
                yield item.row
            else:
                self.bad += not item.whole_file
                self._whole_file = self._whole_file or item.whole_file
                self.problems.extend(item.problems[: PROBLEMS_KEPT - len(self.problems)])


def _spare_voters(uow: UnitOfWork, file: TextFile) -> None:
    """A ballot is never kept waiting for a long list. Raises ImportWhileOpen."""
    if file.size > LINES_WHILE_OPEN and any(e.state in _VOTING for e in uow.elections.all()):
        raise ImportWhileOpen(limit=LINES_WHILE_OPEN)


def _watched(
    items: Iterator[ImportItem[VoterRow]], file: TextFile, progress: Progress, cancelled: Cancelled
) -> Iterator[ImportItem[VoterRow]]:
    for number, item in enumerate(items, start=1):
        if number % _STEP == 0:
            if cancelled():
                raise ImportCancelled()
            progress(number, file.size)
        yield item
    if cancelled():
        raise ImportCancelled()
    progress(file.size, file.size)
