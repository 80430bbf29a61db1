"""Peppers of the receipts and the looks that are left: rows of the file beside the store (own_votes.py).

Only inside a unit of work that has that file attached.
"""

from __future__ import annotations

from sqlalchemy import bindparam, column, delete, func, insert, select, table, update

from omp_desktop.store.repositories.base import Repository

_PEPPER = table(
    "pepper", column("election_id"), column("code"), column("pepper"), column("looks"), schema="own_vote"
)
_IDENTITY = table("identity", column("attempts"), schema="own_vote")
_THIS = (
    _PEPPER.c.election_id == bindparam("of_election"),
    _PEPPER.c.code == bindparam("of_code"),
)  # fmt: skip
_PUT = insert(_PEPPER)
_GET = select(_PEPPER.c.pepper, _PEPPER.c.looks).where(*_THIS)
_TAKE = update(_PEPPER).where(*_THIS).values(looks=_PEPPER.c.looks - 1)
_REMOVE = delete(_PEPPER).where(*_THIS)
_ATTEMPTED = update(_IDENTITY).values(attempts=_IDENTITY.c.attempts + 1)
_COUNTS = select(_PEPPER.c.election_id, func.count().label("n")).group_by(_PEPPER.c.election_id)


class Peppers(Repository):
    """The station's half of each receipt, by election and confirmation code (25 characters)."""

    def put(self, election_id: str, code: str, pepper: bytes, looks: int) -> None:
        """Keeps the pepper of a ballot that is being cast. Raises RecordExists."""
        self._run(
            _PUT,
            {"election_id": bytes.fromhex(election_id), "code": code, "pepper": pepper, "looks": looks},
        )

    def take_look(self, election_id: str, code: str) -> bytes | None:
        """The pepper, for one look less; None when there is none. With the last look it is destroyed."""
        this = {"of_election": bytes.fromhex(election_id), "of_code": code}
        row = self._row(_GET, this)
        if row is None:
            return None
        self._run(_REMOVE if row.looks == 1 else _TAKE, this)
        return bytes(row.pepper)

    def note_attempt(self) -> None:
        """Writes that there was one, so that one without a pepper takes as long as one with it."""
        self._run(_ATTEMPTED)

    def has(self, election_id: str, code: str) -> bool:
        """Whether there is a look left."""
        return self._row(_GET, {"of_election": bytes.fromhex(election_id), "of_code": code}) is not None

    def counts(self) -> dict[str, int]:
        """How many peppers are left, by election; elections without one are left out."""
        return {bytes(row.election_id).hex(): int(row.n) for row in self._rows(_COUNTS)}

    def destroy(self, election_id: str) -> int:
        """Destroys every pepper of the election; returns how many there were."""
        statement = delete(_PEPPER).where(_PEPPER.c.election_id == bytes.fromhex(election_id))
        return int(self._run(statement).rowcount)
