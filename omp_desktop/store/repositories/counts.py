"""Counts without counting: what the guards keep in step with the rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import BatchState
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import RunningCountRow as Running

_BY_WORD = (
    select(Running.word, func.sum(Running.n).label("n"))
    .where(Running.election_id == bindparam("election_id", type_=Running.election_id.type))
    .where(Running.subject == bindparam("subject"))
    .group_by(Running.word)
)
_BY_HOUR = (
    select(Running.hour, Running.n)
    .where(Running.election_id == bindparam("election_id", type_=Running.election_id.type))
    .where(Running.subject == "participation", Running.word == ParticipationState.CAST.value, Running.n > 0)
    .order_by(Running.hour)
)
_OVERALL = (
    select(Running.word, func.sum(Running.n).label("n"))
    .where(Running.subject.in_(bindparam("subjects", expanding=True)))
    .group_by(Running.word)
)


class RunningCounts(Repository):
    """How many voters, participations and ballots there are; the same cost for ten and for a million."""

    def voters(self, election_id: str, station_id: str | None = None) -> int:
        """Listed voters, in all or at one station."""
        counts = self._by_word(election_id, "voter")
        return sum(counts.values()) if station_id is None else counts.get(station_id, 0)

    def participations(self, election_id: str) -> dict[ParticipationState, int]:
        """Voters in each state; every state is there."""
        counts = self._by_word(election_id, "participation")
        return {state: counts.get(state.value, 0) for state in ParticipationState}

    def ballots(self, election_id: str) -> dict[BallotStatus, int]:
        """Ballots in each state; every state is there."""
        counts = self._by_word(election_id, "ballot")
        return {status: counts.get(status.value, 0) for status in BallotStatus}

    def casts_by_hour(self, election_id: str) -> list[tuple[datetime, int]]:
        """Voters who voted in each UTC hour, in order of time; hours without one are left out."""
        rows = self._rows(_BY_HOUR, {"election_id": election_id})
        return [(datetime.fromisoformat(row.hour), row.n) for row in rows]

    def unacknowledged(self) -> dict[str, int]:
        """Items that the centre did not acknowledge, frozen or not, by lane, of all elections.

        Lanes without one are left out.
        """
        return self._overall("waiting", "frozen")

    def unacknowledged_of(self, election_id: str) -> int:
        """The same of one election, of all lanes together."""
        counted = (self._by_word(election_id, subject) for subject in ("waiting", "frozen"))
        return sum(sum(by_lane.values()) for by_lane in counted)

    def waiting_in(self) -> list[str]:
        """The elections with an item that waits."""
        statement = (
            select(Running.election_id)
            .where(Running.subject == "waiting", Running.n > 0)
            .distinct()
            .order_by(Running.election_id)
        )
        return [row.election_id for row in self._rows(statement)]

    def batches(self) -> dict[BatchState, int]:
        """Batches in each state, of all elections; every state is there."""
        counts = self._overall("batch")
        return {state: counts.get(state.value, 0) for state in BatchState}

    def _overall(self, *subjects: str) -> dict[str, int]:
        return {row.word: int(row.n) for row in self._rows(_OVERALL, {"subjects": subjects})}

    def _by_word(self, election_id: str, subject: str) -> dict[str, int]:
        rows = self._rows(_BY_WORD, {"election_id": election_id, "subject": subject})
        return {row.word: int(row.n) for row in rows}
