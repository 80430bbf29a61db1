"""Who takes part, and the permits with which they vote. One voter, one vote: the table's key says so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from omp_desktop.domain.poll import (
    Participation,
    ParticipationState,
    Permit,
    PermitState,
    check_cancel,
    check_issue,
)
from omp_desktop.domain.voting_errors import AlreadyIssued, PermitNotValid
from omp_desktop.store.errors import RecordExists
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.repositories.counts import RunningCounts
from omp_desktop.store.schema import OwnPermitRow, ParticipationRow, PermitRow

_GET = select(ParticipationRow.state, ParticipationRow.hour).where(
    ParticipationRow.election_id == bindparam("election_id"),
    ParticipationRow.voter_id == bindparam("voter_id"),
)
_INSERT = upsert(ParticipationRow)
# A cancelled permit may be issued again; anything else that is there already leaves the row as it is.
_ISSUE = _INSERT.on_conflict_do_update(
    index_elements=[ParticipationRow.election_id, ParticipationRow.voter_id],
    set_={"state": ParticipationState.ISSUED.value},
    where=ParticipationRow.state == ParticipationState.CANCELLED.value,
)
_CHANGE = (
    update(ParticipationRow)
    .where(
        ParticipationRow.election_id == bindparam("election"),
        ParticipationRow.voter_id == bindparam("voter"),
        ParticipationRow.state == ParticipationState.ISSUED.value,
    )
    .values(state=bindparam("to"), hour=bindparam("at_hour"))
)

_PERMITS = select(*PermitRow.__table__.columns)
_PERMIT = _PERMITS.where(PermitRow.token == bindparam("token"))
_OPEN = PermitRow.state == PermitState.ISSUED.value
_CHANGE_PERMIT = update(PermitRow).where(PermitRow.token == bindparam("of_token"), _OPEN)
_USE = _CHANGE_PERMIT.values(state=PermitState.USED.value, voter_id=None)
_CANCEL = _CHANGE_PERMIT.values(state=PermitState.CANCELLED.value)
_REASSIGN = _CHANGE_PERMIT.values(device_id=bindparam("to_device"))


class Participations(Repository):
    """One row per election and voter, from the first permit to the cast."""

    def get(self, election_id: str, voter_id: str) -> Participation | None:
        """How far the voter is, or None when no permit was ever issued."""
        row = self._row(_GET, {"election_id": election_id, "voter_id": voter_id})
        if row is None:
            return None
        return Participation(election_id, voter_id, ParticipationState(row.state), row.hour)

    def issue(self, election_id: str, voter_id: str) -> None:
        """Marks that a permit is out. Raises AlreadyIssued, AlreadyVoted, RecordProtected for a stranger."""
        values = {"election_id": election_id, "voter_id": voter_id, "state": ParticipationState.ISSUED.value}
        if self._run(_ISSUE, values).rowcount != 1:
            check_issue(self.get(election_id, voter_id))
            raise AlreadyIssued

    def mark_cast(self, election_id: str, voter_id: str, hour: datetime) -> None:
        """Issued to cast, with the UTC hour. Raises PermitNotValid when no permit is out."""
        if not self._change(election_id, voter_id, ParticipationState.CAST, hour):
            raise PermitNotValid

    def cancel(self, election_id: str, voter_id: str) -> None:
        """Issued to cancelled. Raises NothingToCancel, CastNotCancellable."""
        if not self._change(election_id, voter_id, ParticipationState.CANCELLED, None):
            check_cancel(self.get(election_id, voter_id))
            raise PermitNotValid

    def counts(self, election_id: str) -> dict[ParticipationState, int]:
        """Voters in each state; every state is there. Does not read the rows."""
        return RunningCounts(self._connection).participations(election_id)

    def by_hour(self, election_id: str) -> list[tuple[datetime, int]]:
        """Casts per UTC hour in order of time; small numbers are for the caller to merge."""
        return RunningCounts(self._connection).casts_by_hour(election_id)

    def page(self, election_id: str, after: str = "", limit: int = 1_000) -> list[Participation]:
        """A page in the order of voters' random ids; `after` is the last one of the page before."""
        columns = (ParticipationRow.voter_id, ParticipationRow.state, ParticipationRow.hour)
        statement = (
            select(*columns)
            .where(ParticipationRow.election_id == election_id, ParticipationRow.voter_id > after)
            .order_by(ParticipationRow.voter_id)
            .limit(limit)
        )
        return [
            Participation(election_id, row.voter_id, ParticipationState(row.state), row.hour)
            for row in self._rows(statement)
        ]

    def _change(self, election_id: str, voter_id: str, to: ParticipationState, hour: datetime | None) -> bool:
        values = {"election": election_id, "voter": voter_id, "to": to.value, "at_hour": hour}
        return self._run(_CHANGE, values).rowcount == 1


class Permits(Repository):
    """Permits by their random token; a used one no longer knows its voter."""

    def add(self, permit: Permit) -> None:
        """Stores a new permit. Raises AlreadyIssued when the voter has an open one."""
        try:
            self._run(
                insert(PermitRow),
                {
                    "token": permit.token,
                    "election_id": permit.election_id,
                    "station_id": permit.station_id,
                    "device_id": permit.device_id,
                    "voter_id": permit.voter_id,
                    "state": permit.state.value,
                },
            )
        except RecordExists as error:
            if "voter_id" in error.columns:
                raise AlreadyIssued from error
            raise

    def get(self, token: str) -> Permit:
        """The permit. Raises RecordMissing."""
        return _permit(self._one("permit", _PERMIT, {"token": token}))

    def open_for_device(self, device_id: str) -> list[Permit]:
        """The open permits of a kiosk, in no order that tells who came first."""
        statement = _PERMITS.where(PermitRow.device_id == device_id, _OPEN).order_by(PermitRow.token)
        return [_permit(row) for row in self._rows(statement)]

    def mark_own(self, permit: Permit) -> None:
        """Notes that the voter took this permit with a personal code."""
        self._run(insert(OwnPermitRow), {"token": permit.token, "election_id": permit.election_id})

    def forget_own(self, token: str) -> None:
        """The permit is the desk's from now on."""
        self._run(delete(OwnPermitRow).where(OwnPermitRow.token == token))

    def own_of_device(self, device_id: str) -> list[Permit]:
        """The open permits of a kiosk that voters took there themselves."""
        mine = select(OwnPermitRow.token)
        statement = _PERMITS.where(PermitRow.device_id == device_id, _OPEN, PermitRow.token.in_(mine))
        return [_permit(row) for row in self._rows(statement.order_by(PermitRow.token))]

    def open_in_election(self, election_id: str) -> list[Permit]:
        """Every open permit of an election, in no order that tells who came first."""
        statement = _PERMITS.where(PermitRow.election_id == election_id, _OPEN).order_by(PermitRow.token)
        return [_permit(row) for row in self._rows(statement)]

    def counts(self, election_id: str) -> dict[PermitState, int]:
        """Permits of an election in each state; every state is there. Reads a line for each: not while polls
        are open.
        """
        statement = (
            select(PermitRow.state, func.count().label("n"))
            .where(PermitRow.election_id == election_id)
            .group_by(PermitRow.state)
        )
        found = {row.state: int(row.n) for row in self._rows(statement)}
        return {state: found.get(state.value, 0) for state in PermitState}

    def of_voter(self, election_id: str, voter_id: str) -> Permit | None:
        """The voter's open permit."""
        row = self._row(
            _PERMITS.where(PermitRow.election_id == election_id, PermitRow.voter_id == voter_id, _OPEN)
        )
        return None if row is None else _permit(row)

    def use(self, token: str) -> None:
        """Issued to used; the voter is forgotten. Raises PermitNotValid."""
        self._change(_USE, {"of_token": token})

    def cancel(self, token: str) -> None:
        """Issued to cancelled. Raises PermitNotValid."""
        self._change(_CANCEL, {"of_token": token})

    def reassign(self, token: str, device_id: str) -> None:
        """Moves an open permit to another kiosk. Raises PermitNotValid."""
        self._change(_REASSIGN, {"of_token": token, "to_device": device_id})

    def _change(self, statement: Any, values: dict[str, str]) -> None:
        if self._run(statement, values).rowcount != 1:
            raise PermitNotValid


def _permit(row: Row[Any]) -> Permit:
    return Permit(
        token=row.token,
        election_id=row.election_id,
        station_id=row.station_id,
        device_id=row.device_id,
        voter_id=row.voter_id,
        state=PermitState(row.state),
    )
