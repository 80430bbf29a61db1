"""Remarks: only ever added."""

from __future__ import annotations

from sqlalchemy import insert, select

from omp_desktop.domain.remark import Remark, RemarkKind
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import RemarkRow


class Remarks(Repository):
    """What people noted about elections, with what it replaced."""

    def add(self, remark: Remark) -> None:
        """Stores a remark. Raises RecordExists for a correction of what was corrected already."""
        self._run(
            insert(RemarkRow),
            {
                "id": remark.id,
                "election_id": remark.election_id,
                "kind": remark.kind.value,
                "value": remark.value,
                "at": remark.at,
                "author": remark.author,
                "replaces": remark.replaces,
                "reason": remark.reason,
            },
        )

    def all(self, election_id: str) -> list[Remark]:
        """All of them, by time."""
        statement = (
            select(*RemarkRow.__table__.columns)
            .where(RemarkRow.election_id == election_id)
            .order_by(RemarkRow.at, RemarkRow.id)
        )
        return [
            Remark(
                id=row.id,
                election_id=row.election_id,
                kind=RemarkKind(row.kind),
                value=row.value,
                at=row.at,
                author=row.author,
                replaces=row.replaces,
                reason=row.reason,
            )
            for row in self._rows(statement)
        ]
