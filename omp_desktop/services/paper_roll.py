"""The voters list on paper: kept sealed beside the store, opened by two people, by one when the store fails.

One file for each election, replaced in place and as long in every version. It is made from short reads, so
that nobody's vote waits for it, and holds what can be seen at check-in: who is listed, and who took part.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from omp_desktop.crypto.errors import SealedStreamUnreadable
from omp_desktop.crypto.sealed_stream import KEY_BYTES, open_pieces, seal_pieces
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.paper_roll import IN_USE, RollHead, RollLine, due, nobody_votes, worth_asking
from omp_desktop.domain.poll import ParticipationState, hour_of
from omp_desktop.domain.text import Field, required_line
from omp_desktop.domain.voters_list import roll_sort_key
from omp_desktop.files import PRIVATE_FOLDER, replace_file_in_pieces
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Cancelled, Progress, never, silently
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import StoreKeyMissing
from omp_desktop.services.paper_roll_errors import (
    PaperRollCancelled,
    PaperRollMissing,
    PaperRollNotNeeded,
    PaperRollUnreadable,
    PaperRollUnwritable,
    StoreStillWorks,
)
from omp_desktop.services.poll_steps import REASON_MAX
from omp_desktop.services.secrets import STORE_KEY
from omp_desktop.services.session import OFFICIALS, SecondPerson, Session, require_role, require_two
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.records import VoterHit

FOLDER: Final = "paper-roll"
_ENDING: Final = ".sealed"
_PURPOSE: Final = b"omp-desktop paper voters list"
_KEYS_AT_ONCE: Final = 2_000
_VOTERS_AT_ONCE: Final = 500
_TOOK_PART: Final = frozenset({ParticipationState.ISSUED, ParticipationState.CAST})
# Figures keep their length: the sealed file is as long whoever has voted.
_FIGURE: Final = "09d"


@dataclass(frozen=True, slots=True)
class _Now:
    """What the list is made of, as it is in the store at this moment."""

    election: LocalText
    timezone: str
    state: ElectionState
    station_id: str
    station: str
    voters: int
    marked: int


class PaperRoll:
    """Keeps the voters list for paper, and opens it."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)
        self._key: bytes | None = None

    def head(self, election_id: str) -> RollHead | None:
        """Which version is kept; None while there is none. Raises PaperRollUnreadable, StoreKeyMissing."""
        with closing(self._pieces_of(election_id)) as pieces:
            first = next(pieces, None)
        return None if first is None else _head(first)

    def renew(
        self, election_id: str, progress: Progress = silently, cancelled: Cancelled = never
    ) -> RollHead | None:
        """Makes the list anew where that is `due`, for whoever keeps time; forgets it when nobody needs it.

        Raises PaperRollUnwritable, PaperRollCancelled, StoreKeyMissing and the errors of the store.
        """
        now = self._now(election_id)
        if now.state not in IN_USE:
            self.forget(election_id)
            return None
        last = self._last(election_id)
        if due(last, now.state, hour_of(self._core.clock.now()), now.marked):
            return self._write(election_id, now, last, progress, cancelled)
        return last

    def forget(self, election_id: str) -> None:
        """No list is kept any more."""
        self._file(election_id).unlink(missing_ok=True)

    def open_with_two(  # noqa: PLR0913, PLR0917 - two people and their reason, and how the work is watched
        self,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        reason: str,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> RollHead:
        """Two people ask for the list: the one that is kept, or made anew where it is `worth_asking`.

        Complete while nobody can vote; else as old as the hour in its head. Raises NotAllowed, SamePerson,
        SecondPersonUnsuitable, TextMissing, TextTooLong, PaperRollNotNeeded and what `renew` raises.
        """
        require_two(actor, second, OFFICIALS)
        said = required_line(reason, limit=REASON_MAX, field=Field.REASON)
        now, last = self._now(election_id), self._last(election_id)
        if now.state not in IN_USE:
            raise PaperRollNotNeeded(state=now.state)
        head = last
        if head is None or worth_asking(last, now.state, hour_of(self._core.clock.now()), now.marked):
            head = self._write(election_id, now, last, progress, cancelled)
        with self._core.store.uow() as uow:
            self._audit.append(
                uow,
                AuditEvent.PAPER_ROLL_OPENED,
                actor,
                election=election_id,
                version=head.version,
                reason=said,
                second=second.account.id,
            )
            uow.commit()
        return head

    def open_without_store(self, actor: Session, election_id: str) -> RollHead:
        """The list that was kept last, while the store cannot be read and so no second PIN can be checked.

        Nothing can be recorded then: whoever opens it notes it in the polling record by hand. Raises
        NotAllowed, StoreStillWorks, PaperRollMissing, PaperRollUnreadable, StoreKeyMissing.
        """
        require_role(actor, OFFICIALS)
        if self._core.store.failure is None:
            raise StoreStillWorks
        head = self.head(election_id)
        if head is None:
            raise PaperRollMissing
        return head

    def lines(self, election_id: str) -> Iterator[tuple[RollLine, ...]]:
        """The voters of the list that is kept, in the order of the roll, some hundred at a time.

        Raises PaperRollMissing, and PaperRollUnreadable as soon as a piece does not fit: at the end too, when
        the end is missing.
        """
        pieces = self._pieces_of(election_id)
        if next(pieces, None) is None:
            raise PaperRollMissing
        for piece in pieces:
            yield tuple(_line(values) for values in json.loads(piece))

    def _now(self, election_id: str) -> _Now:
        with self._core.store.read() as uow:
            election = uow.elections.get(election_id)
            here = uow.stations.this_station()
            if here is None:
                raise RecordMissing(kind="station")
            states = uow.participations.counts(election_id)
            return _Now(
                election.name,
                election.timezone,
                election.state,
                here.id,
                here.name,
                uow.voters.count(election_id, here.id),
                sum(states[state] for state in _TOOK_PART),
            )

    def _last(self, election_id: str) -> RollHead | None:
        """The version that is kept; one that cannot be read counts as none, and is replaced."""
        try:
            return self.head(election_id)
        except PaperRollUnreadable:
            return None

    def _write(
        self, election_id: str, now: _Now, last: RollHead | None, progress: Progress, cancelled: Cancelled
    ) -> RollHead:
        head = RollHead(
            election_id,
            now.election,
            now.station,
            now.timezone,
            version=1 if last is None else last.version + 1,
            hour=hour_of(self._core.clock.now()),
            voters=now.voters,
            marked=now.marked,
            complete=nobody_votes(now.state),
        )
        pieces = self._pieces(head, now.station_id, progress, cancelled)
        try:
            self._file(election_id).parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            replace_file_in_pieces(self._file(election_id), seal_pieces(self._sealing_key(), pieces))
        except OSError as problem:
            raise PaperRollUnwritable(reason=problem.strerror or type(problem).__name__) from problem
        return head

    def _pieces(
        self, head: RollHead, station_id: str, progress: Progress, cancelled: Cancelled
    ) -> Iterator[bytes]:
        yield _json(_head_values(head))
        keys = self._keys_in_order(head.election_id, station_id, cancelled)
        for first in range(0, len(keys), _VOTERS_AT_ONCE):
            if cancelled():
                raise PaperRollCancelled
            wanted = keys[first : first + _VOTERS_AT_ONCE]
            with self._core.store.read() as uow:
                found = uow.voters.with_keys(head.election_id, wanted)
            found.sort(key=lambda hit: roll_sort_key(hit.voter.roll_number))
            yield _json([_values(hit) for hit in found])
            progress(first + len(wanted), len(keys))

    def _keys_in_order(self, election_id: str, station_id: str, cancelled: Cancelled) -> list[str]:
        """What the station's voters are found by, as people sort roll numbers; some 100 bytes for each."""
        keys: list[str] = []
        while True:
            if cancelled():
                raise PaperRollCancelled
            with self._core.store.read() as uow:
                page = uow.voters.keys(election_id, station_id, keys[-1] if keys else "", _KEYS_AT_ONCE)
            if not page:
                break
            keys.extend(page)
        keys.sort(key=roll_sort_key)
        return keys

    def _pieces_of(self, election_id: str) -> Generator[bytes, None, None]:
        try:
            with self._file(election_id).open("rb") as file:
                yield from open_pieces(self._sealing_key(), file)
        except FileNotFoundError:
            return
        except (SealedStreamUnreadable, OSError) as problem:
            raise PaperRollUnreadable from problem

    def _file(self, election_id: str) -> Path:
        return self._core.data_dir / FOLDER / f"{election_id}{_ENDING}"

    def _sealing_key(self) -> bytes:
        """A key of its own, made from that of the store: the key store is asked once."""
        if self._key is None:
            store_key = self._core.secrets_box.get(STORE_KEY)
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


def _values(hit: VoterHit) -> list[Any]:
    voter = hit.voter
    marked = int(hit.state in _TOOK_PART)
    return [voter.roll_number, voter.name, voter.birth_date.isoformat(), voter.address, marked]


def _line(values: list[Any]) -> RollLine:
    roll_number, name, born, address, marked = values
    return RollLine(roll_number, name, date.fromisoformat(born), address, bool(marked))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
