"""Nonces of tested ballots, own-vote records, the key ceremony, and trustees' shares of openings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, delete, insert, select

from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.store.records import StoredRequest
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import (
    CeremonyRow,
    OpeningRequestRow,
    OpeningShareRow,
    OwnVoteRow,
    TestedBallotRow,
)


class TestedBallots(Repository):
    """The nonces that open what voters tested."""

    __test__ = False  # no test class, for pytest

    def put(self, ballot_id: str, nonce: bytes) -> None:
        """Keeps the nonce of a ballot that is tested by now. Raises RecordProtected, RecordExists."""
        self._run(insert(TestedBallotRow), {"id": ballot_id, "nonce": nonce})

    def nonce(self, ballot_id: str) -> bytes | None:
        """The nonce, or None of a ballot that was not tested."""
        row = self._row(select(TestedBallotRow.nonce).where(TestedBallotRow.id == ballot_id))
        return None if row is None else bytes(row.nonce)


class OwnVoteRecords(Repository):
    """What voters can open with their receipt: sealed bytes by the ballot's id."""

    def put(self, ballot_id: str, body: bytes) -> None:
        """Keeps the sealed record of a ballot. Raises RecordExists."""
        self._run(insert(OwnVoteRow), {"id": ballot_id, "body": body})

    def get(self, ballot_id: str) -> bytes | None:
        """The sealed record, or None."""
        row = self._row(select(OwnVoteRow.body).where(OwnVoteRow.id == ballot_id))
        return None if row is None else bytes(row.body)


class Ceremonies(Repository):
    """The public side of each draft's key ceremony, as JSON text."""

    def get(self, election_id: str) -> str | None:
        """What the trustees published so far, or None before it began."""
        row = self._row(select(CeremonyRow.body).where(CeremonyRow.election_id == election_id))
        return None if row is None else str(row.body)

    def put(self, election_id: str, body: str) -> None:
        """Stores where the ceremony stands now. Raises RecordProtected after publication."""
        self.remove(election_id)
        self._run(insert(CeremonyRow), {"election_id": election_id, "body": body})

    def remove(self, election_id: str) -> None:
        """Forgets the ceremony of a draft. Raises RecordProtected after publication."""
        self._run(delete(CeremonyRow).where(CeremonyRow.election_id == election_id))


class OpeningRequests(Repository):
    """Sums that are to be opened, and the shares that trustees gave so far."""

    def begin(self, request: StoredRequest) -> None:
        """Stores the sums that trustees are asked to open. Raises RecordExists."""
        self._run(
            insert(OpeningRequestRow),
            {
                "election_id": request.election_id,
                "number": request.number,
                "kind": request.kind.value,
                "body": request.body,
            },
        )

    def latest(self, election_id: str) -> StoredRequest | None:
        """The request that was begun last, or None."""
        row = self._row(_requests_of(election_id).order_by(OpeningRequestRow.number.desc()).limit(1))
        return None if row is None else _request(row)

    def all(self, election_id: str) -> list[StoredRequest]:
        """Every request, the first one first."""
        statement = _requests_of(election_id).order_by(OpeningRequestRow.number)
        return [_request(row) for row in self._rows(statement)]

    def add_share(self, election_id: str, number: int, trustee: int, body: bytes) -> None:
        """Keeps a trustee's part, once. Raises RecordExists."""
        self._run(
            insert(OpeningShareRow),
            {"election_id": election_id, "number": number, "trustee": trustee, "body": body},
        )

    def shares(self, election_id: str, number: int) -> dict[int, bytes]:
        """The parts given so far, by trustee."""
        statement = (
            select(OpeningShareRow.trustee, OpeningShareRow.body)
            .where(OpeningShareRow.election_id == election_id, OpeningShareRow.number == number)
            .order_by(OpeningShareRow.trustee)
        )
        return {row.trustee: bytes(row.body) for row in self._rows(statement)}


def _requests_of(election_id: str) -> Select[Any]:
    columns = OpeningRequestRow.__table__.columns
    return select(*columns).where(OpeningRequestRow.election_id == election_id)


def _request(row: Row[Any]) -> StoredRequest:
    return StoredRequest(row.election_id, row.number, OpeningKind(row.kind), bytes(row.body))
