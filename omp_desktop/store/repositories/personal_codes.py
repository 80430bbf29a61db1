"""What is kept of personal codes, and how many wrong ones came in a row. No code, and no time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import CodeTryRow, VoterCodeRow, VoterRow

_CHUNK = 2_000
_NEW = insert(VoterCodeRow)
_PUT = _NEW.on_conflict_do_update(index_elements=[VoterCodeRow.voter_id], set_={"code": _NEW.excluded.code})
_OF_VOTER = select(VoterCodeRow.code).where(VoterCodeRow.voter_id == bindparam("voter"))
_COUNT = select(func.count().label("n")).where(VoterCodeRow.election_id == bindparam("election"))
_THIS = (
    CodeTryRow.election_id == bindparam("of_election"),
    CodeTryRow.subject == bindparam("of_subject"),
)  # fmt: skip
_FAILURES = select(CodeTryRow.failures).where(*_THIS)
_FAILED = insert(CodeTryRow).on_conflict_do_update(
    index_elements=[CodeTryRow.election_id, CodeTryRow.subject],
    set_={"failures": CodeTryRow.failures + 1},
)
_FORGIVE = delete(CodeTryRow).where(*_THIS)


class PersonalCodes(Repository):
    """By voter; `kept` is the HMAC of a code. A try's subject is a voter, or a mark of an unknown number."""

    def put_many(self, election_id: str, kept: Iterable[tuple[str, bytes]]) -> int:
        """Keeps codes of voters of a draft, in the place of those before; returns how many.

        Raises RecordProtected for an election that was published.
        """
        put = 0
        remaining = iter(kept)
        while chunk := list(islice(remaining, _CHUNK)):
            self._run(
                _PUT,
                [{"voter_id": voter, "election_id": election_id, "code": code} for voter, code in chunk],
            )
            put += len(chunk)
        return put

    def of_voter(self, voter_id: str) -> bytes | None:
        """What is kept of the voter's code, or None where there is none."""
        row = self._row(_OF_VOTER, {"voter": voter_id})
        return None if row is None else bytes(row.code)

    def of_station(self, election_id: str, station_id: str) -> Mapping[str, bytes]:
        """Everything that is kept for the voters of one station, by voter."""
        statement = (
            select(VoterCodeRow.voter_id, VoterCodeRow.code)
            .join(VoterRow, VoterRow.id == VoterCodeRow.voter_id)
            .where(VoterCodeRow.election_id == election_id, VoterRow.station_id == station_id)
        )
        return {row.voter_id: bytes(row.code) for row in self._run(statement)}

    def voters(self, election_id: str) -> set[str]:
        """Every voter who has a code."""
        statement = select(VoterCodeRow.voter_id).where(VoterCodeRow.election_id == election_id)
        return {row.voter_id for row in self._run(statement)}

    def count(self, election_id: str) -> int:
        """How many voters have a code."""
        return int(self._one("voter_code", _COUNT, {"election": election_id}).n)

    def any(self, election_id: str) -> bool:
        """Whether anybody has a code; does not count them."""
        statement = select(VoterCodeRow.voter_id).where(VoterCodeRow.election_id == election_id).limit(1)
        return self._row(statement) is not None

    def failures(self, election_id: str, subject: str) -> int:
        """Wrong codes in a row."""
        row = self._row(_FAILURES, {"of_election": election_id, "of_subject": subject})
        return 0 if row is None else int(row.failures)

    def note_failure(self, election_id: str, subject: str) -> int:
        """One more wrong code; returns how many there are in a row now."""
        self._run(_FAILED, {"election_id": election_id, "subject": subject, "failures": 1})
        return self.failures(election_id, subject)

    def forgive(self, election_id: str, subject: str) -> None:
        """Forgets the wrong codes of a voter who has shown who they are."""
        self._run(_FORGIVE, {"of_election": election_id, "of_subject": subject})
