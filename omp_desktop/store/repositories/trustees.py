"""Trustees' public data; their secrets are never here."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from omp_desktop.store.records import StoredTrustee
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import TrusteeRow


class Trustees(Repository):
    """The trustees of each election by their place, from 1."""

    def put(self, election_id: str, index: int, name: str, public: str) -> None:
        """Stores or, in a draft, replaces a trustee (`public`: JSON text). Raises RecordProtected."""
        self._run(
            delete(TrusteeRow).where(TrusteeRow.election_id == election_id, TrusteeRow.position == index)
        )
        self._run(
            insert(TrusteeRow),
            {"election_id": election_id, "position": index, "name": name, "public": public},
        )

    def clear(self, election_id: str) -> None:
        """Forgets the trustees of a draft: others are to make the key. Raises RecordProtected."""
        self._run(delete(TrusteeRow).where(TrusteeRow.election_id == election_id))

    def all(self, election_id: str) -> list[StoredTrustee]:
        """The trustees in their order."""
        statement = (
            select(TrusteeRow.position, TrusteeRow.name, TrusteeRow.public)
            .where(TrusteeRow.election_id == election_id)
            .order_by(TrusteeRow.position)
        )
        return [StoredTrustee(row.position, row.name, row.public) for row in self._rows(statement)]
