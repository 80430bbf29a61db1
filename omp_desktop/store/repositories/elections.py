"""Elections with their windows, contests, manifest and key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from omp_desktop.domain.election import (
    Contest,
    ContestKind,
    Election,
    ElectionState,
    Identification,
    OwnVotePolicy,
    Policy,
    ResultsPolicy,
)
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.store.errors import RecordProtected
from omp_desktop.store.records import StoredElectionKey, StoredManifest
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import (
    Base,
    CandidatePhotoRow,
    CandidateRow,
    CeremonyRow,
    ContestRow,
    ElectionKeyRow,
    ElectionRow,
    ManifestRow,
    RemarkRow,
    RunningCountRow,
    TrusteeRow,
    VoterCodeRow,
    VoterRow,
    WindowRow,
)

_COLUMNS = ElectionRow.__table__.columns
_BY_ID = select(*_COLUMNS).where(ElectionRow.id == bindparam("election_id"))
_WINDOWS = (
    select(WindowRow.opens, WindowRow.closes)
    .where(WindowRow.election_id == bindparam("election_id"))
    .order_by(WindowRow.position)
)
_CONTESTS = (
    select(*ContestRow.__table__.columns)
    .where(ContestRow.election_id == bindparam("election_id"))
    .order_by(ContestRow.position)
)
# What belongs to a draft, children before what they refer to.
_BELONGINGS: tuple[type[Base], ...] = (
    RemarkRow, CandidatePhotoRow, CeremonyRow, VoterCodeRow, VoterRow, CandidateRow, TrusteeRow,
    ElectionKeyRow, ContestRow, WindowRow, RunningCountRow,
)  # fmt: skip


class Elections(Repository):
    """Elections as the commission registered them; what is published no longer changes."""

    def add(self, election: Election) -> None:
        """Stores a new election in whatever state it is. Raises RecordExists."""
        # The guards let windows and contests into drafts only; the centre's package brings published ones.
        self._run(insert(ElectionRow), {**_values(election), "state": ElectionState.DRAFT.value})
        self._put_windows(election.id, election.windows)
        self._put_contests(election.id, election.contests)
        if election.state is not ElectionState.DRAFT:
            self._set_state(election)

    def get(self, election_id: str) -> Election:
        """The election. Raises RecordMissing."""
        return self._whole(self._one("election", _BY_ID, {"election_id": election_id}))

    def all(self) -> list[Election]:
        """Every election, those with the earliest opening first."""
        elections = [self._whole(row) for row in self._rows(select(*_COLUMNS))]
        return sorted(elections, key=lambda e: (e.windows[0].opens.isoformat() if e.windows else "", e.id))

    def save(self, election: Election) -> None:
        """Stores what changed. Raises RecordMissing, and RecordProtected for what publication froze."""
        before = self.get(election.id)
        values = {name: value for name, value in _values(election).items() if name not in {"id", "state"}}
        self._change_one("election", update(ElectionRow).where(ElectionRow.id == election.id), values)
        if election.windows != before.windows:
            self._run(delete(WindowRow).where(WindowRow.election_id == election.id))
            self._put_windows(election.id, election.windows)
        if election.contests != before.contests:
            self._replace_contests(election.id, before.contests, election.contests)
        if election.state is not before.state:
            self._set_state(election)

    def remove_draft(self, election_id: str) -> None:
        """Deletes a draft with everything that hangs on it. Raises RecordMissing, RecordProtected."""
        if self.get(election_id).state is not ElectionState.DRAFT:
            raise RecordProtected(rule="election_kept")
        for table in _BELONGINGS:
            self._run(delete(table).where(table.__table__.c.election_id == election_id))
        self._change_one("election", delete(ElectionRow).where(ElectionRow.id == election_id))

    def manifest(self, election_id: str) -> StoredManifest | None:
        """The frozen definition, or None before publication."""
        row = self._row(select(*ManifestRow.__table__.columns).where(ManifestRow.election_id == election_id))
        return None if row is None else StoredManifest(row.body, row.hash, row.signature)

    def put_manifest(self, election_id: str, manifest: StoredManifest) -> None:
        """Stores the frozen definition, once. Raises RecordExists."""
        self._run(
            insert(ManifestRow),
            {
                "election_id": election_id,
                "body": manifest.bytes,
                "hash": manifest.hash,
                "signature": manifest.signature,
            },
        )

    def key(self, election_id: str) -> StoredElectionKey | None:
        """The public key of the election, or None before the ceremony."""
        row = self._row(
            select(ElectionKeyRow.publics, ElectionKeyRow.public_key).where(
                ElectionKeyRow.election_id == election_id
            )
        )
        return None if row is None else StoredElectionKey(row.publics, row.public_key)

    def put_key(self, election_id: str, key: StoredElectionKey) -> None:
        """Stores or, in a draft, replaces the public key. Raises RecordProtected after publication."""
        self.forget_key(election_id)
        self._run(
            insert(ElectionKeyRow),
            {"election_id": election_id, "publics": key.publics, "public_key": key.public_key},
        )

    def forget_key(self, election_id: str) -> None:
        """Forgets the public key of a draft. Raises RecordProtected after publication."""
        self._run(delete(ElectionKeyRow).where(ElectionKeyRow.election_id == election_id))

    def queue_remaining(self, election_id: str) -> int | None:
        """How many voters of the queue may still vote while closing; None before that."""
        row = self._one("election", select(ElectionRow.queue_remaining).where(ElectionRow.id == election_id))
        count: int | None = row.queue_remaining
        return count

    def set_queue_remaining(self, election_id: str, remaining: int | None) -> None:
        """Sets that number. Raises RecordMissing."""
        self._change_one(
            "election",
            update(ElectionRow).where(ElectionRow.id == election_id),
            {"queue_remaining": remaining},
        )

    def _set_state(self, election: Election) -> None:
        self._change_one(
            "election",
            update(ElectionRow).where(ElectionRow.id == election.id),
            {"state": election.state.value},
        )

    def _put_windows(self, election_id: str, windows: Iterable[VotingWindow]) -> None:
        for position, window in enumerate(windows):
            self._run(
                insert(WindowRow),
                {
                    "election_id": election_id,
                    "position": position,
                    "opens": window.opens,
                    "closes": window.closes,
                },
            )

    def _put_contests(self, election_id: str, contests: Iterable[Contest]) -> None:
        for position, contest in enumerate(contests):
            self._run(insert(ContestRow), _contest_values(election_id, position, contest))

    def _replace_contests(
        self, election_id: str, before: tuple[Contest, ...], after: tuple[Contest, ...]
    ) -> None:
        """Changes those that stay in place, because candidates refer to them."""
        kept = {contest.id for contest in before} & {contest.id for contest in after}
        mine = ContestRow.election_id == election_id
        self._run(delete(ContestRow).where(mine, ContestRow.id.not_in(kept)))
        for position, contest in enumerate(after):
            values = _contest_values(election_id, position, contest)
            if contest.id in kept:
                self._run(update(ContestRow).where(mine, ContestRow.id == contest.id), values)
            else:
                self._run(insert(ContestRow), values)

    def _whole(self, row: Row[Any]) -> Election:
        here = {"election_id": row.id}
        return Election(
            id=row.id,
            name=LocalText(row.name_ko, row.name_en),
            timezone=row.timezone,
            windows=tuple(VotingWindow(w.opens, w.closes) for w in self._rows(_WINDOWS, here)),
            contests=tuple(_contest(c) for c in self._rows(_CONTESTS, here)),
            policy=Policy(
                results=ResultsPolicy(row.results),
                own_vote=OwnVotePolicy(row.own_vote),
                identification=Identification(row.identification),
                minimum_open=row.minimum_open,
            ),
            state=ElectionState(row.state),
            commissioners=row.commissioners,
            test_mode=row.test_mode,
        )


def _values(election: Election) -> dict[str, Any]:
    return {
        "id": election.id,
        "name_ko": election.name.ko,
        "name_en": election.name.en,
        "timezone": election.timezone,
        "results": election.policy.results.value,
        "own_vote": election.policy.own_vote.value,
        "identification": election.policy.identification.value,
        "minimum_open": election.policy.minimum_open,
        "commissioners": election.commissioners,
        "test_mode": election.test_mode,
        "state": election.state.value,
    }


def _contest_values(election_id: str, position: int, contest: Contest) -> dict[str, Any]:
    return {
        "election_id": election_id,
        "id": contest.id,
        "position": position,
        "title_ko": contest.title.ko,
        "title_en": contest.title.en,
        "votes_allowed": contest.votes_allowed,
        "blank_allowed": contest.blank_allowed,
        "kind": contest.kind.value,
    }


def _contest(row: Row[Any]) -> Contest:
    return Contest(
        id=row.id,
        title=LocalText(row.title_ko, row.title_en),
        votes_allowed=row.votes_allowed,
        blank_allowed=row.blank_allowed,
        kind=ContestKind(row.kind),
    )
