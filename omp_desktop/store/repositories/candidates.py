"""Candidates and their pledges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as put

from omp_desktop.domain.candidate import Candidate, CandidateState
from omp_desktop.domain.candidate_errors import NumberTaken, PartyTaken
from omp_desktop.domain.pledge import Pledge
from omp_desktop.store.errors import RecordExists, RecordInvalid
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import CandidatePhotoRow, CandidateRow, PledgeRow

_CANDIDATES = select(*CandidateRow.__table__.columns)
_PLEDGES = select(*PledgeRow.__table__.columns)
_NEW_PHOTO = put(CandidatePhotoRow)
_PUT_PHOTO = _NEW_PHOTO.on_conflict_do_update(
    index_elements=[CandidatePhotoRow.candidate_id], set_={"body": _NEW_PHOTO.excluded.body}
)


class Candidates(Repository):
    """Candidates of all elections; number and party are unique within a contest."""

    def add(self, candidate: Candidate) -> None:
        """Registers a candidate. Raises NumberTaken, PartyTaken, RecordExists."""
        try:
            self._run(insert(CandidateRow), asdict(candidate))
        except RecordExists as error:
            raise self._taken(candidate, error) from error

    def get(self, candidate_id: str) -> Candidate:
        """The candidate. Raises RecordMissing."""
        return _candidate(self._one("candidate", _CANDIDATES.where(CandidateRow.id == candidate_id)))

    def save(self, candidate: Candidate) -> None:
        """Stores what changed; after publication that is a withdrawal only.

        Raises RecordMissing, NumberTaken, PartyTaken, RecordProtected.
        """
        try:
            self._change_one(
                "candidate", update(CandidateRow).where(CandidateRow.id == candidate.id), asdict(candidate)
            )
        except RecordExists as error:
            raise self._taken(candidate, error) from error

    def remove(self, candidate_id: str) -> None:
        """Deletes a candidate of a draft with the pledges. Raises RecordMissing, RecordProtected."""
        self._change_one("candidate", delete(CandidateRow).where(CandidateRow.id == candidate_id))

    def in_election(self, election_id: str) -> list[Candidate]:
        """All candidates, by contest and number."""
        statement = _CANDIDATES.where(CandidateRow.election_id == election_id).order_by(
            CandidateRow.contest_id, CandidateRow.number
        )
        return [_candidate(row) for row in self._rows(statement)]

    def _taken(self, candidate: Candidate, error: RecordExists) -> Exception:
        if "number" in error.columns:
            return NumberTaken(number=candidate.number)
        if "party" not in error.columns or candidate.party is None:
            return error
        rival = self._one(
            "candidate",
            _CANDIDATES.where(
                CandidateRow.election_id == candidate.election_id,
                CandidateRow.contest_id == candidate.contest_id,
                CandidateRow.party == candidate.party,
            ),
        )
        return PartyTaken(party=candidate.party, number=rival.number)

    def put_photo(self, candidate_id: str, photo: bytes) -> None:
        """Keeps a picture file in the place of the one before. Raises RecordMissing, RecordProtected."""
        election_id = self.get(candidate_id).election_id
        self._run(_PUT_PHOTO, {"candidate_id": candidate_id, "election_id": election_id, "body": photo})

    def remove_photo(self, candidate_id: str) -> None:
        """Forgets the picture; a candidate without one is no error. Raises RecordProtected."""
        self._run(delete(CandidatePhotoRow).where(CandidatePhotoRow.candidate_id == candidate_id))

    def photo(self, candidate_id: str) -> bytes | None:
        """The picture file, or None."""
        row = self._row(select(CandidatePhotoRow.body).where(CandidatePhotoRow.candidate_id == candidate_id))
        return None if row is None else bytes(row.body)

    def photos(self, election_id: str) -> dict[str, bytes]:
        """The picture files of an election, by candidate."""
        statement = select(CandidatePhotoRow.candidate_id, CandidatePhotoRow.body).where(
            CandidatePhotoRow.election_id == election_id
        )
        return {row.candidate_id: bytes(row.body) for row in self._rows(statement)}


class Pledges(Repository):
    """Pledges in the order their candidate gave them."""

    def add(self, pledge: Pledge) -> None:
        """Stores a new pledge. Raises RecordExists, RecordInvalid without its candidate."""
        self._run(insert(PledgeRow), asdict(pledge))

    def get(self, pledge_id: str) -> Pledge:
        """The pledge. Raises RecordMissing."""
        return _pledge(self._one("pledge", _PLEDGES.where(PledgeRow.id == pledge_id)))

    def save(self, pledge: Pledge) -> None:
        """Stores what changed. Raises RecordMissing."""
        self._change_one("pledge", update(PledgeRow).where(PledgeRow.id == pledge.id), asdict(pledge))

    def remove(self, pledge_id: str) -> None:
        """Deletes the pledge. Raises RecordMissing."""
        self._change_one("pledge", delete(PledgeRow).where(PledgeRow.id == pledge_id))

    def of_candidate(self, candidate_id: str) -> list[Pledge]:
        """The candidate's pledges in order."""
        statement = _PLEDGES.where(PledgeRow.candidate_id == candidate_id).order_by(
            PledgeRow.position, PledgeRow.id
        )
        return [_pledge(row) for row in self._rows(statement)]

    def counts(self, election_id: str) -> dict[str, int]:
        """How many pledges each candidate of the election has; candidates without one have 0."""
        statement = (
            select(CandidateRow.id, func.count(PledgeRow.id).label("pledges"))
            .outerjoin(PledgeRow, PledgeRow.candidate_id == CandidateRow.id)
            .where(CandidateRow.election_id == election_id)
            .group_by(CandidateRow.id)
        )
        return {row.id: row.pledges for row in self._rows(statement)}

    def replace_positions(self, candidate_id: str, pledge_ids: Sequence[str]) -> None:
        """Puts the candidate's pledges into this order. Raises RecordInvalid unless it names each once."""
        if sorted(pledge_ids) != sorted(p.id for p in self.of_candidate(candidate_id)):
            raise RecordInvalid(kind="pledge")
        for position, pledge_id in enumerate(pledge_ids):
            self._change_one(
                "pledge", update(PledgeRow).where(PledgeRow.id == pledge_id), {"position": position}
            )


def _candidate(row: Row[Any]) -> Candidate:
    return Candidate(
        id=row.id,
        election_id=row.election_id,
        contest_id=row.contest_id,
        number=row.number,
        name=row.name,
        party=row.party,
        state=CandidateState(row.state),
    )


def _pledge(row: Row[Any]) -> Pledge:
    return Pledge(
        id=row.id,
        candidate_id=row.candidate_id,
        theme=row.theme,
        title=row.title,
        description=row.description,
        position=row.position,
    )
