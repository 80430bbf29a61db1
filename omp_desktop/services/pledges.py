"""Pledges (공약): a candidate changes their own, the commission any, until the polls open."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from omp_desktop.domain.access import Role
from omp_desktop.domain.amendment import PublishedPledge
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.pledge import Pledge, check_pledge, check_pledges_editable
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotYourOwn
from omp_desktop.services.publication import queue_set_up, read_published
from omp_desktop.services.session import Session, require_role
from omp_desktop.store.unit_of_work import UnitOfWork

_EDITORS = frozenset({Role.CANDIDATE, Role.COMMISSION})
_CHANGES = frozenset(
    event.value.replace(".", "-")
    for event in (
        AuditEvent.PLEDGE_ADDED,
        AuditEvent.PLEDGE_CHANGED,
        AuditEvent.PLEDGE_REMOVED,
        AuditEvent.PLEDGE_RESTORED,
    )
)


@dataclass(frozen=True, slots=True)
class CandidatePledges:
    """A candidate's pledges as they are kept here, and as voters see them.

    `published` are those last published, none before the election is; `unsent` the ids of the pledges with a
    change, or a deletion, that waits to be sent.
    """

    pledges: tuple[Pledge, ...]
    published: tuple[PublishedPledge, ...]
    unsent: frozenset[str]


class PledgesService:
    """The pledges of all candidates."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def of_candidate(self, candidate_id: str) -> list[Pledge]:
        """The candidate's pledges in their order."""
        with self._core.store.read() as uow:
            return list(uow.pledges.of_candidate(candidate_id))

    def standing(self, candidate_id: str) -> CandidatePledges:
        """The candidate's pledges beside the published ones.

        Raises RecordMissing and the errors of `read_published`.
        """
        with self._core.store.read() as uow:
            election = uow.elections.get(uow.candidates.get(candidate_id).election_id)
            published: tuple[PublishedPledge, ...] = ()
            if election.state is not ElectionState.DRAFT:
                in_force = read_published(uow, election.id).effective
                published = (in_force.pledges or {}).get(candidate_id, ())
            pledges = tuple(uow.pledges.of_candidate(candidate_id))
            return CandidatePledges(pledges, published, _unsent(uow, candidate_id))

    def counts(self, election_id: str) -> dict[str, int]:
        """How many pledges each candidate has, by candidate id."""
        with self._core.store.read() as uow:
            return uow.pledges.counts(election_id)

    def add(self, actor: Session, candidate_id: str, theme: str, title: str, description: str = "") -> Pledge:
        """A new pledge, behind the others.

        Raises NotAllowed, NotYourOwn, PledgesLocked, PledgesFull, TextMissing, TextTooLong, TextForbidden.
        """
        with self._core.store.uow() as uow:
            election = _editable(uow, actor, candidate_id)
            others = uow.pledges.of_candidate(candidate_id)
            drafted = Pledge(self._core.new_id(), candidate_id, theme, title, description, len(others))
            pledge = check_pledge(drafted, others)
            uow.pledges.add(pledge)
            self._record(uow, AuditEvent.PLEDGE_ADDED, actor, election, pledge)
            uow.commit()
        return pledge

    def change(self, actor: Session, pledge: Pledge) -> Pledge:
        """Stores an edited pledge; candidate and place stay. Raises as `add`, and RecordMissing."""
        with self._core.store.uow() as uow:
            before = uow.pledges.get(pledge.id)
            election = _editable(uow, actor, before.candidate_id)
            edited = replace(pledge, candidate_id=before.candidate_id, position=before.position)
            changed = check_pledge(edited, uow.pledges.of_candidate(before.candidate_id))
            uow.pledges.save(changed)
            self._record(uow, AuditEvent.PLEDGE_CHANGED, actor, election, changed)
            uow.commit()
        return changed

    def remove(self, actor: Session, pledge_id: str) -> Pledge:
        """Deletes a pledge and returns it, so that `restore` can undo it.

        Raises NotAllowed, NotYourOwn, PledgesLocked, RecordMissing.
        """
        with self._core.store.uow() as uow:
            pledge = uow.pledges.get(pledge_id)
            election = _editable(uow, actor, pledge.candidate_id)
            uow.pledges.remove(pledge_id)
            _close_ranks(uow, pledge.candidate_id)
            self._record(uow, AuditEvent.PLEDGE_REMOVED, actor, election, pledge)
            uow.commit()
        return pledge

    def restore(self, actor: Session, pledge: Pledge) -> Pledge:
        """Puts a removed pledge back where it was. Raises as `add`, and RecordExists if it is there."""
        with self._core.store.uow() as uow:
            election = _editable(uow, actor, pledge.candidate_id)
            others = uow.pledges.of_candidate(pledge.candidate_id)
            place = min(max(pledge.position, 0), len(others))
            restored = replace(check_pledge(pledge, others), position=place)
            uow.pledges.add(restored)
            order = [other.id for other in others]
            order.insert(place, restored.id)
            uow.pledges.replace_positions(pledge.candidate_id, order)
            self._record(uow, AuditEvent.PLEDGE_RESTORED, actor, election, restored)
            uow.commit()
        return restored

    def _record(
        self, uow: UnitOfWork, event: AuditEvent, actor: Session, election: Election, pledge: Pledge
    ) -> None:
        self._audit.append(
            uow, event, actor, election=election.id, candidate=pledge.candidate_id, pledge=pledge.id
        )
        # A draft's pledges travel with its publication.
        if election.state is not ElectionState.DRAFT:
            _queue(uow, event, election, pledge)


def _queue(uow: UnitOfWork, event: AuditEvent, election: Election, pledge: Pledge) -> None:
    content = {
        "pledge": pledge.id,
        "candidate": pledge.candidate_id,
        "theme": pledge.theme,
        "title": pledge.title,
        "description": pledge.description,
        "position": pledge.position,
    }
    kind = event.value.replace(".", "-")
    queue_set_up(uow, election.id, kind, pledge.id, content)


def _unsent(uow: UnitOfWork, candidate_id: str) -> frozenset[str]:
    waiting = uow.outbox.waiting("S", limit=uow.outbox.count("S"))
    return frozenset(
        item.key
        for item in waiting
        if item.kind in _CHANGES and json.loads(item.payload)["candidate"] == candidate_id
    )


def _editable(uow: UnitOfWork, actor: Session, candidate_id: str) -> Election:
    require_role(actor, _EDITORS)
    candidate: Candidate = uow.candidates.get(candidate_id)
    if actor.account.role is Role.CANDIDATE and actor.account.candidate_id != candidate.id:
        raise NotYourOwn()
    election = uow.elections.get(candidate.election_id)
    check_pledges_editable(election.state)
    return election


def _close_ranks(uow: UnitOfWork, candidate_id: str) -> None:
    uow.pledges.replace_positions(candidate_id, [p.id for p in uow.pledges.of_candidate(candidate_id)])
