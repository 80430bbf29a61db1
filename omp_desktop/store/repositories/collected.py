"""What the commission collected of other stations: batches, their pages and ballots, voters, sums."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, tuple_
from sqlalchemy.dialects.sqlite import insert as upsert

from omp_desktop.crypto.pages import Counts, Entry
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import CollectionFault
from omp_desktop.store.records import (
    ChainLink,
    CollectedBallot,
    CollectedBatch,
    CollectedPage,
    CollectedParticipation,
    CollectedProblem,
    PagePlace,
    StoredPage,
)
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.repositories.settings import BEHIND_IDS, Settings
from omp_desktop.store.schema import (
    BallotRow,
    CollectedBallotRow,
    CollectedBatchRow,
    CollectedPageRow,
    CollectedParticipationRow,
    CollectedProblemRow,
    CollectedSumRow,
    SettingRow,
    StationLeftOutRow,
    VoterRow,
)

_COMPARED = "collected.closing."

Batch, Page, Problem = CollectedBatchRow, CollectedPageRow, CollectedProblemRow
Ballot, Participation, Sum = CollectedBallotRow, CollectedParticipationRow, CollectedSumRow

_PUT_PARTICIPATION = upsert(Participation)
# Who has voted has voted; otherwise the later batch of the station says how far a voter is.
_LATEST = _PUT_PARTICIPATION.on_conflict_do_update(
    set_={
        name: _PUT_PARTICIPATION.excluded[name]
        for name in ("station_id", "state", "hour", "store_epoch", "sequence")
    },
    where=(Participation.state != ParticipationState.CAST.value)
    & or_(
        _PUT_PARTICIPATION.excluded.state == ParticipationState.CAST.value,
        tuple_(_PUT_PARTICIPATION.excluded.store_epoch, _PUT_PARTICIPATION.excluded.sequence)
        > tuple_(Participation.store_epoch, Participation.sequence),
    ),
)
_SUM = upsert(Sum)
_PUT_SUM = _SUM.on_conflict_do_update(set_={"body": _SUM.excluded.body, "ballots": _SUM.excluded.ballots})
_PROBLEM = upsert(Problem)
_PUT_PROBLEM = _PROBLEM.on_conflict_do_update(
    set_={"fault": _PROBLEM.excluded.fault, "station_id": _PROBLEM.excluded.station_id}
)


class Collected(Repository):
    """Batches, pages and ballots are only ever added; nothing here is about this PC's own station."""

    def digests(self, election_id: str) -> dict[str, str]:
        """The digest of every batch that is here, by its id."""
        statement = select(Batch.id, Batch.digest).where(Batch.election_id == election_id)
        return {row.id: row.digest for row in self._rows(statement)}

    def add_batch(self, batch: CollectedBatch) -> None:
        """Stores a batch that was checked, and forgets why it was refused before. Raises RecordExists."""
        self.clear_problems(batch.batch_id)
        self._run(
            insert(Batch),
            {
                "id": batch.batch_id,
                "election_id": batch.election_id,
                "station_id": batch.station_id,
                "device_id": batch.device_id,
                "lane": batch.lane,
                "store_epoch": batch.store_epoch,
                "sequence": batch.sequence,
                "digest": batch.digest,
                "previous": batch.previous,
                "receipt": batch.receipt,
                "body": batch.body,
            },
        )

    def batch(self, batch_id: str) -> CollectedBatch:
        """A batch. Raises RecordMissing."""
        return _batch(self._one("collected_batch", _batches().where(Batch.id == batch_id)))

    def statements(self, election_id: str) -> list[CollectedBatch]:
        """The batches of lane S, each sender's in their order."""
        statement = _batches().where(Batch.election_id == election_id, Batch.lane == "S")
        order = (Batch.station_id, Batch.device_id, Batch.store_epoch, Batch.sequence, Batch.id)
        return [_batch(row) for row in self._rows(statement.order_by(*order))]

    def receipts(self, election_id: str) -> dict[str, bytes]:
        """The centre's receipt of every batch of ballots, by its id."""
        statement = select(Batch.id, Batch.receipt).where(Batch.election_id == election_id, Batch.lane == "B")
        return {row.id: row.receipt for row in self._rows(statement)}

    def chain(self, election_id: str) -> list[ChainLink]:
        """Where every batch stands, by sender, lane, epoch and number."""
        columns = (
            Batch.station_id, Batch.device_id, Batch.lane, Batch.store_epoch, Batch.sequence, Batch.digest,
            Batch.previous, Batch.id,
        )  # fmt: skip
        statement = select(*columns).where(Batch.election_id == election_id).order_by(*columns)
        return [ChainLink(**_link(row)) for row in self._rows(statement)]

    def add_page(self, page: CollectedPage) -> None:
        """Stores a page. Raises RecordExists where one stands at this place already."""
        place = page.page.place
        self._run(
            insert(Page),
            {
                "election_id": place.election_id,
                "device_id": place.device_id,
                "store_epoch": place.store_epoch,
                "number": place.number,
                "station_id": page.page.station_id,
                "batch_id": page.batch_id,
                "previous": page.page.previous,
                "hash": page.page.hash,
                "n_cast": page.counts.cast,
                "n_tested": page.counts.tested,
                "n_void": page.counts.void,
            },
        )

    def page(self, place: PagePlace) -> CollectedPage | None:
        """The page at this place, or None."""
        row = self._row(
            _pages(place.election_id).where(
                Page.device_id == place.device_id,
                Page.store_epoch == place.store_epoch,
                Page.number == place.number,
            )
        )
        return None if row is None else _page(row)

    def station_of(self, election_id: str, device_id: str) -> str | None:
        """The station whose pages of this kiosk are here, or None before the first."""
        statement = select(Page.station_id).where(
            Page.election_id == election_id, Page.device_id == device_id
        )
        row = self._row(statement.limit(1))
        return None if row is None else str(row.station_id)

    def pages(self, election_id: str) -> list[CollectedPage]:
        """Every page, by device, epoch and number."""
        order = (Page.device_id, Page.store_epoch, Page.number)
        return [_page(row) for row in self._rows(_pages(election_id).order_by(*order))]

    def add_ballots(
        self,
        election_id: str,
        station_id: str,
        device_id: str,
        batch_id: str,
        ballots: Sequence[CollectedBallot],
    ) -> None:
        """Notes the ballots of a page. Raises RecordExists for an id or a code that is there."""
        values = {
            "election_id": election_id,
            "station_id": station_id,
            "device_id": device_id,
            "batch_id": batch_id,
        }
        self._run(
            insert(Ballot),
            [
                {
                    **values,
                    "id": each.id,
                    "short_code": each.short_code,
                    "code": each.code,
                    "status": each.status.value,
                }
                for each in ballots
            ],
        )

    def entries(self, election_id: str, device_id: str) -> list[Entry]:
        """Every (code, status) on the pages of a kiosk, in no order that means anything."""
        statement = select(Ballot.code, Ballot.status).where(
            Ballot.election_id == election_id, Ballot.device_id == device_id
        )
        return [Entry(bytes.fromhex(row.code), BallotStatus(row.status)) for row in self._rows(statement)]

    def known(self, election_id: str, ballots: Collection[CollectedBallot]) -> bool:
        """Whether any of these ids or codes is there already, of another station or of this one."""
        ids, codes = [each.id for each in ballots], [each.short_code for each in ballots]
        for table in (Ballot, BallotRow):
            same = or_(table.id.in_(ids), (table.election_id == election_id) & table.short_code.in_(codes))
            if self._row(select(table.id).where(same).limit(1)) is not None:
                return True
        return False

    def sums(self, election_id: str, station_id: str | None = None) -> dict[str, dict[str, bytes]]:
        """The products of each station, or of one, by contest."""
        statement = select(Sum.station_id, Sum.contest_id, Sum.body).where(Sum.election_id == election_id)
        if station_id is not None:
            statement = statement.where(Sum.station_id == station_id)
        sums: dict[str, dict[str, bytes]] = {}
        for row in self._rows(statement.order_by(Sum.station_id, Sum.contest_id)):
            sums.setdefault(row.station_id, {})[row.contest_id] = row.body
        return sums

    def summed(self, election_id: str) -> dict[str, int]:
        """How many ballots are in the sums of each station."""
        statement = select(Sum.station_id, Sum.ballots).where(Sum.election_id == election_id)
        return {row.station_id: row.ballots for row in self._rows(statement)}

    def put_sum(self, election_id: str, station_id: str, contest_id: str, body: bytes, ballots: int) -> None:
        """Stores the product of a station's contest over this many ballots."""
        values = {"election_id": election_id, "station_id": station_id, "contest_id": contest_id}
        self._run(_PUT_SUM, {**values, "body": body, "ballots": ballots})

    def compared(self, election_id: str) -> dict[str, str]:
        """The closing value of each kiosk that was computed from its ballots and found the same."""
        begin = f"{_COMPARED}{election_id}."
        statement = select(SettingRow.key, SettingRow.value).where(
            SettingRow.key >= begin, SettingRow.key < begin + BEHIND_IDS
        )
        return {row.key.removeprefix(begin): row.value for row in self._rows(statement)}

    def note_compared(self, election_id: str, device_id: str, value: str) -> None:
        """Remembers that this closing value is that of the ballots."""
        Settings(self._connection).set(f"{_COMPARED}{election_id}.{device_id}", value)

    def problems(self, election_id: str) -> list[CollectedProblem]:
        """Everything that was not taken over, by station and batch."""
        statement = (
            select(Problem.batch_id, Problem.item, Problem.station_id, Problem.lane, Problem.fault)
            .where(Problem.election_id == election_id)
            .order_by(Problem.station_id, Problem.batch_id, Problem.item)
        )
        return [
            CollectedProblem(row.batch_id, row.item, row.station_id, row.lane, CollectionFault(row.fault))
            for row in self._rows(statement)
        ]

    def put_problem(self, election_id: str, problem: CollectedProblem) -> None:
        """Notes what is not taken over; what was said of it before is replaced."""
        self._run(
            _PUT_PROBLEM,
            {
                "batch_id": problem.batch_id,
                "item": problem.item,
                "election_id": election_id,
                "station_id": problem.station_id,
                "lane": problem.lane,
                "fault": problem.fault.value,
            },
        )

    def clear_problems(self, batch_id: str) -> None:
        """Forgets what was wrong with a batch."""
        self._run(delete(Problem).where(Problem.batch_id == batch_id))


class CollectedVoters(Repository):
    """How far the voters of other stations are, by what their stations sent."""

    def listed(self, election_id: str, station_id: str, voter_ids: Collection[str]) -> frozenset[str]:
        """Which of these voters are on the list of that station."""
        statement = select(VoterRow.id).where(
            VoterRow.id.in_(voter_ids), VoterRow.election_id == election_id, VoterRow.station_id == station_id
        )
        return frozenset(row.id for row in self._rows(statement))

    def put(
        self, election_id: str, station_id: str, participations: Iterable[CollectedParticipation]
    ) -> None:
        """Takes over how far voters are: a cast is final, of everything else the latest counts."""
        values = [
            {
                "election_id": election_id,
                "voter_id": each.voter_id,
                "station_id": station_id,
                "state": each.state.value,
                "hour": each.hour,
                "store_epoch": each.store_epoch,
                "sequence": each.sequence,
            }
            for each in participations
        ]
        if values:
            self._run(_LATEST, values)

    def counts(self, election_id: str) -> dict[str, dict[ParticipationState, int]]:
        """Voters of each station by how far they are."""
        statement = (
            select(Participation.station_id, Participation.state, func.count().label("n"))
            .where(Participation.election_id == election_id)
            .group_by(Participation.station_id, Participation.state)
        )
        counts: dict[str, dict[ParticipationState, int]] = {}
        for row in self._rows(statement):
            counts.setdefault(row.station_id, {})[ParticipationState(row.state)] = row.n
        return counts


class LeftOut(Repository):
    """The stations that two people count without, and why."""

    def all(self, election_id: str) -> dict[str, str]:
        """The stations that two people count without, and why."""
        statement = select(StationLeftOutRow.station_id, StationLeftOutRow.reason)
        rows = self._rows(statement.where(StationLeftOutRow.election_id == election_id))
        return {row.station_id: row.reason for row in rows}

    def add(self, election_id: str, station_id: str, reason: str) -> None:
        """Counts without a station from now on. Raises RecordExists."""
        values = {"election_id": election_id, "station_id": station_id, "reason": reason}
        self._run(insert(StationLeftOutRow), values)

    def remove(self, election_id: str, station_id: str) -> None:
        """Counts with a station again. Raises RecordMissing."""
        here = StationLeftOutRow.election_id == election_id, StationLeftOutRow.station_id == station_id
        self._change_one("station_left_out", delete(StationLeftOutRow).where(*here))


def _batches() -> Any:
    return select(*Batch.__table__.columns)


def _batch(row: Row[Any]) -> CollectedBatch:
    return CollectedBatch(**_link(row), election_id=row.election_id, receipt=row.receipt, body=row.body)


def _link(row: Row[Any]) -> dict[str, Any]:
    return {
        "batch_id": row.id,
        "station_id": row.station_id,
        "device_id": row.device_id,
        "lane": row.lane,
        "store_epoch": row.store_epoch,
        "sequence": row.sequence,
        "digest": row.digest,
        "previous": row.previous,
    }


def _pages(election_id: str) -> Any:
    return select(*Page.__table__.columns).where(Page.election_id == election_id)


def _page(row: Row[Any]) -> CollectedPage:
    place = PagePlace(row.election_id, row.device_id, row.store_epoch, row.number)
    page = StoredPage(place, row.station_id, row.previous, row.hash)
    return CollectedPage(page, row.batch_id, Counts(row.n_cast, row.n_tested, row.n_void))
