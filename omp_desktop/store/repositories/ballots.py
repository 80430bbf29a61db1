"""Sealed ballots, their sums, and what was opened. Nothing here knows a voter, a permit or a time."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.store.errors import DuplicateCode, RecordExists
from omp_desktop.store.records import StoredBallot
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.repositories.counts import RunningCounts
from omp_desktop.store.schema import AggregateRow, BallotBodyRow, BallotRow, OpeningRow

_ADD = insert(BallotRow)
_ADD_BODY = insert(BallotBodyRow)
_BALLOTS = select(*BallotRow.__table__.columns, BallotBodyRow.body, BallotBodyRow.signature).join(
    BallotBodyRow, BallotBodyRow.id == BallotRow.id
)
_GET = _BALLOTS.where(BallotRow.id == bindparam("ballot_id"))
_SET_STATUS = (
    update(BallotRow)
    .where(BallotRow.id == bindparam("ballot_id"), BallotRow.status == bindparam("before"))
    .values(status=bindparam("after"))
)
_PAGE = (
    _BALLOTS.where(
        BallotRow.election_id == bindparam("election_id"),
        BallotRow.status == bindparam("status"),
        BallotRow.id > bindparam("after"),
    )
    .order_by(BallotRow.id)
    .limit(bindparam("count"))
)
_CODES = (
    select(BallotRow.short_code)
    .where(
        BallotRow.election_id == bindparam("election_id"),
        BallotRow.status == bindparam("status"),
        BallotRow.short_code > bindparam("after"),
    )
    .order_by(BallotRow.short_code)
    .limit(bindparam("count"))
)
_SUMS = select(AggregateRow.contest_id, AggregateRow.body, AggregateRow.ballots).where(
    AggregateRow.election_id == bindparam("election_id")
)
_SUM = upsert(AggregateRow)
_PUT_SUM = _SUM.on_conflict_do_update(set_={"body": _SUM.excluded.body, "ballots": _SUM.excluded.ballots})


class Ballots(Repository):
    """Ballots by their random id."""

    def add_committed(  # noqa: PLR0913, PLR0917 - the parts of a sealed ballot
        self,
        ballot_id: str,
        election_id: str,
        device_id: str,
        station_id: str,
        epoch: int,
        short_code: str,
        body: bytes,
        signature: bytes,
    ) -> None:
        """Stores a freshly sealed ballot. Raises DuplicateCode, RecordExists."""
        values = {
            "id": ballot_id,
            "election_id": election_id,
            "station_id": station_id,
            "device_id": device_id,
            "store_epoch": epoch,
            "short_code": short_code,
            "status": BallotStatus.COMMITTED.value,
        }
        try:
            self._run(_ADD, values)
        except RecordExists as error:
            raise (DuplicateCode() if "short_code" in error.columns else error) from error
        self._run(_ADD_BODY, {"id": ballot_id, "body": body, "signature": signature})

    def get(self, ballot_id: str) -> StoredBallot:
        """The ballot. Raises RecordMissing."""
        return _ballot(self._one("ballot", _GET, {"ballot_id": ballot_id}))

    def set_status(self, ballot_id: str, from_: BallotStatus, to: BallotStatus) -> None:
        """Moves the ballot from one status to the next.

        Raises RecordMissing when it is not in `from_`, RecordProtected when the step is not allowed.
        """
        values = {"ballot_id": ballot_id, "before": from_.value, "after": to.value}
        self._change_one("ballot", _SET_STATUS, values)

    def by_code(self, election_id: str, short_code: str) -> StoredBallot | None:
        """The ballot with this confirmation code (25 characters), or None."""
        row = self._row(
            _BALLOTS.where(BallotRow.election_id == election_id, BallotRow.short_code == short_code)
        )
        return None if row is None else _ballot(row)

    def committed_of_device(self, device_id: str) -> list[str]:
        """Ids of the ballots that this device sealed and that are neither cast, tested nor void."""
        statement = select(BallotRow.id).where(
            BallotRow.device_id == device_id, BallotRow.status == BallotStatus.COMMITTED.value
        )
        return [row.id for row in self._rows(statement)]

    def counts(self, election_id: str) -> dict[BallotStatus, int]:
        """Ballots in each status; every status is there. Does not read the rows."""
        return RunningCounts(self._connection).ballots(election_id)

    def bodies(
        self, election_id: str, status: BallotStatus, after: str | None = None, limit: int = 100
    ) -> list[StoredBallot]:
        """A page in the order of the random ids; `after` is the last id of the page before."""
        values = {"election_id": election_id, "status": status.value, "after": after or "", "count": limit}
        return [_ballot(row) for row in self._rows(_PAGE, values)]

    def codes(
        self, election_id: str, status: BallotStatus, after: str = "", limit: int = 10_000
    ) -> list[str]:
        """A page of confirmation codes (25 characters), sorted; `after` is the last one of the one before."""
        values = {"election_id": election_id, "status": status.value, "after": after, "count": limit}
        return [row.short_code for row in self._rows(_CODES, values)]


class Aggregates(Repository):
    """The running products, and the openings of sums."""

    def get(self, election_id: str) -> dict[str, bytes]:
        """The product of each contest; contests without a cast ballot are left out."""
        return {row.contest_id: row.body for row in self._rows(_SUMS, {"election_id": election_id})}

    def ballots(self, election_id: str) -> dict[str, int]:
        """How many ballots are in each contest's product."""
        return {row.contest_id: row.ballots for row in self._rows(_SUMS, {"election_id": election_id})}

    def put(self, election_id: str, contest_id: str, body: bytes, ballots: int) -> None:
        """Stores the product of a contest over this many ballots."""
        self._run(
            _PUT_SUM,
            {"election_id": election_id, "contest_id": contest_id, "body": body, "ballots": ballots},
        )

    def put_opening(self, election_id: str, body: bytes) -> None:
        """Adds an opening (JSON bytes) behind the earlier ones, which stay."""
        number = len(self.openings(election_id)) + 1
        self._run(insert(OpeningRow), {"election_id": election_id, "number": number, "body": body})

    def opening(self, election_id: str) -> bytes | None:
        """The latest opening, or None."""
        statement = (
            select(OpeningRow.body)
            .where(OpeningRow.election_id == election_id)
            .order_by(OpeningRow.number.desc())
            .limit(1)
        )
        row = self._row(statement)
        return None if row is None else bytes(row.body)

    def openings(self, election_id: str) -> list[bytes]:
        """Every opening, the first one first."""
        statement = (
            select(OpeningRow.body).where(OpeningRow.election_id == election_id).order_by(OpeningRow.number)
        )
        return [row.body for row in self._rows(statement)]


def _ballot(row: Row[Any]) -> StoredBallot:
    return StoredBallot(
        ballot_id=row.id,
        election_id=row.election_id,
        device_id=row.device_id,
        short_code=row.short_code,
        body=row.body,
        signature=row.signature,
        status=BallotStatus(row.status),
        station_id=row.station_id,
        store_epoch=row.store_epoch,
    )
