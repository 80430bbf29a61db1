"""The voters list on paper: kept sealed beside the store, opened by two people, by one when the store fails.

One file for each election, replaced in place and as long in every version. It is made from short reads, so
that nobody's vote waits for it, and holds what can be seen at check-in: who is listed, and who took part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.paper_roll import IN_USE, RollHead, RollLine, due, nobody_votes, worth_asking
from omp_desktop.domain.poll import ParticipationState, hour_of
from omp_desktop.domain.text import Field, required_line
from omp_desktop.domain.voters_list import roll_sort_key
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Cancelled, Progress, never, silently
from omp_desktop.services.core import Core
from omp_desktop.services.kept_rolls import KeptRolls
from omp_desktop.services.paper_roll_errors import (
    PaperRollCancelled,
    PaperRollMissing,
    PaperRollNotNeeded,
    PaperRollUnreadable,
    StoreStillWorks,
)
from omp_desktop.services.poll_steps import REASON_MAX
from omp_desktop.services.session import (
    OFFICIALS,
    SecondPerson,
    Session,
    require_active,
    require_role,
    require_two,
)
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.records import VoterHit

_KEYS_AT_ONCE: Final = 2_000
_VOTERS_AT_ONCE: Final = 500
_TOOK_PART: Final = frozenset({ParticipationState.ISSUED, ParticipationState.CAST})


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
        self.kept = KeptRolls(core.data_dir, core.secrets_box)

    def renew(
        self, election_id: str, progress: Progress = silently, cancelled: Cancelled = never
    ) -> RollHead | None:
        """Makes the list anew where that is `due`, for whoever keeps time; forgets it when nobody needs it.

        Raises PaperRollUnwritable, PaperRollCancelled, StoreKeyMissing and the errors of the store.
        """
        now = self._now(election_id)
        if now.state not in IN_USE:
            self.kept.forget(election_id)
            return None
        last = self._last(election_id)
        if due(last, now.state, hour_of(self._core.clock.now()), now.marked):
            return self._write(election_id, now, last, progress, cancelled)
        return last

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
        SecondPersonUnsuitable, AccountInactive, TextMissing, TextTooLong, PaperRollNotNeeded and what `renew`
        raises.
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
            require_active(uow, second.account)
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
        return self._as_it_is_now(head)

    def open_without_store(self, actor: Session, election_id: str) -> RollHead:
        """The list that was kept last, while the store cannot be read and so no second PIN can be checked.

        Nothing can be recorded then: whoever opens it notes it in the polling record by hand. Raises
        NotAllowed, StoreStillWorks, PaperRollMissing, PaperRollUnreadable, StoreKeyMissing.
        """
        require_role(actor, OFFICIALS)
        if self._core.store.failure is None:
            raise StoreStillWorks
        head = self.kept.head(election_id)
        if head is None:
            raise PaperRollMissing
        return head

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

    def _as_it_is_now(self, head: RollHead) -> RollHead:
        """Complete no longer, once people could vote or got permits since it was begun."""
        now = self._now(head.election_id)
        unchanged = nobody_votes(now.state) and now.marked == head.marked
        return replace(head, complete=head.complete and unchanged)

    def _last(self, election_id: str) -> RollHead | None:
        """The version that is kept; one that cannot be read counts as none, and is replaced."""
        try:
            return self.kept.head(election_id)
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
        self.kept.keep(head, self._pages(head, now.station_id, progress, cancelled))
        return head

    def _pages(
        self, head: RollHead, station_id: str, progress: Progress, cancelled: Cancelled
    ) -> Iterator[list[RollLine]]:
        keys = self._keys_in_order(head.election_id, station_id, cancelled)
        for first in range(0, len(keys), _VOTERS_AT_ONCE):
            if cancelled():
                raise PaperRollCancelled
            wanted = keys[first : first + _VOTERS_AT_ONCE]
            with self._core.store.read() as uow:
                found = uow.voters.with_keys(head.election_id, wanted)
            found.sort(key=lambda hit: roll_sort_key(hit.voter.roll_number))
            yield [_line(hit) for hit in found]
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


def _line(hit: VoterHit) -> RollLine:
    voter = hit.voter
    marked = hit.state in _TOOK_PART
    return RollLine(voter.roll_number, voter.name, voter.birth_date, voter.address, marked)
