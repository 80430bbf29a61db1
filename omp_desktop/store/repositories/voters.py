"""The voters list. Personal data: nothing of it leaves through an exception, a log or a repr."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, intersect, or_, select

from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.voters_list import (
    Voter,
    name_key,
    roll_key,
    roll_sort_key,
    roll_spellings,
    voter_query,
    voters_digest,
)
from omp_desktop.store.records import VoterHit
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.repositories.counts import RunningCounts
from omp_desktop.store.schema import ElectionRow, ParticipationRow, VoterRow

_CHUNK = 2_000
# Of numbers with many groups of digits, like 1-2-3, those with the most zeros are not looked for.
_SPELLINGS_MOST = 500
# Behind every character that a text can hold.
_LAST = "\U0010ffff"
_COLUMNS = tuple(
    column for column in VoterRow.__table__.columns if column.name not in {"roll_key", "name_key"}
)
_VOTERS = select(*_COLUMNS)
_HITS = select(*_COLUMNS, ParticipationRow.state).outerjoin(
    ParticipationRow,
    and_(ParticipationRow.election_id == VoterRow.election_id, ParticipationRow.voter_id == VoterRow.id),
)


class Voters(Repository):
    """Voters of all elections; a roll number is unique within an election."""

    def add_many(self, voters: Iterable[Voter]) -> int:
        """Stores new voters and returns how many. Raises RecordExists for a roll number that is taken."""
        added = 0
        remaining = iter(voters)
        while chunk := [_values(voter) for voter in islice(remaining, _CHUNK)]:
            self._run(insert(VoterRow), chunk)
            added += len(chunk)
        return added

    def get(self, voter_id: str) -> Voter:
        """The voter. Raises RecordMissing."""
        return _voter(self._one("voter", _VOTERS.where(VoterRow.id == voter_id)))

    def by_roll_number(self, election_id: str, text: str) -> Voter | None:
        """The one voter with this roll number, with more or fewer zeros before its digits too.

        A number written exactly so is meant before one with other zeros; of several others none is. Takes
        one statement, whether somebody is found or not.
        """
        key = roll_key(text)
        spellings = [key, *islice(roll_spellings(key), _SPELLINGS_MOST)]
        statement = _VOTERS.where(VoterRow.election_id == election_id, VoterRow.roll_key.in_(spellings))
        found = [_voter(row) for row in self._rows(statement)]
        exact = [voter for voter in found if roll_key(voter.roll_number) == key]
        return next(iter(exact or found), None) if exact or len(found) == 1 else None

    def count(self, election_id: str, station_id: str | None = None) -> int:
        """How many voters are listed, in all or at one station; does not read the list."""
        return RunningCounts(self._connection).voters(election_id, station_id)

    def search(self, election_id: str, text: str, limit: int = 101) -> list[VoterHit]:
        """Up to `limit` voters whose roll number or name begins with the text, or who were born on that day.

        A whole roll number is found with more or fewer zeros before its digits too: nobody types 0012.
        Sorted by roll number as people sort. When there are more, it is a part of them, a voter with exactly
        this roll number first among it.
        """
        found: dict[str, VoterHit] = {}
        for conditions, order in _conditions(election_id, text):
            for condition in conditions:
                for row in self._rows(_HITS.where(condition).order_by(order).limit(limit)):
                    found.setdefault(row.id, _hit(row))
        return sorted(found.values(), key=lambda hit: roll_sort_key(hit.voter.roll_number))[:limit]

    def count_matches(self, election_id: str, text: str) -> int:
        """How many voters `search` would find without a limit."""
        ways = [conditions for conditions, _ in _conditions(election_id, text)]
        counts = [sum(map(self._count, conditions)) for conditions in ways]
        if len(counts) > 1 and all(counts):
            both = intersect(*(select(VoterRow.id).where(or_(*conditions)) for conditions in ways)).subquery()
            return sum(counts) - int(self._one("voter", select(func.count().label("n")).select_from(both)).n)
        return sum(counts)

    def clear(self, election_id: str) -> int:
        """Empties the list of a draft and returns how many voters it had. Raises RecordProtected."""
        return self._run(delete(VoterRow).where(VoterRow.election_id == election_id)).rowcount

    def roll_numbers(self, election_id: str) -> set[str]:
        """Every roll number of the list."""
        return {
            row.roll_number
            for row in self._run(select(VoterRow.roll_number).where(VoterRow.election_id == election_id))
        }

    def digest(self, election_id: str, station_id: str) -> str:
        """SHA-256 in hex over the station's part of the list; see domain `voters_digest`.

        Sorts in memory, some 0.4 KB for each voter of the station, and takes some 20 µs for each: for the
        time before publication.
        """
        statement = _VOTERS.where(VoterRow.election_id == election_id, VoterRow.station_id == station_id)
        listed = [
            # The ids of the arguments are shared; those of the rows would be as many equal texts.
            replace(_voter(row), election_id=election_id, station_id=station_id)
            for row in self._run(statement)
        ]
        listed.sort(key=lambda voter: roll_sort_key(voter.roll_number))
        return voters_digest(listed)

    def same_person(self, voter: Voter) -> list[Voter]:
        """Entries with the same name and birth date on the lists of other elections."""
        # From the elections to their voters, because the index begins with the election.
        statement = (
            select(*_COLUMNS)
            .select_from(ElectionRow)
            .join(VoterRow, VoterRow.election_id == ElectionRow.id)
            .where(
                ElectionRow.id != voter.election_id,
                VoterRow.name_key == name_key(voter.name),
                VoterRow.birth_date == voter.birth_date,
            )
        )
        return [_voter(row) for row in self._rows(statement)]

    def namesakes(self, voter: Voter, limit: int) -> list[VoterHit]:
        """Up to `limit` others on the same list whose name is the same."""
        same = and_(
            VoterRow.election_id == voter.election_id,
            VoterRow.name_key == name_key(voter.name),
            VoterRow.id != voter.id,
        )
        return [_hit(row) for row in self._rows(_HITS.where(same).limit(limit))]

    def page(self, election_id: str, after: str = "", limit: int = 500) -> list[Voter]:
        """A page in the order of `roll_key`; `after` is the last roll number of the page before."""
        statement = (
            _VOTERS.where(VoterRow.election_id == election_id, VoterRow.roll_key > roll_key(after))
            .order_by(VoterRow.roll_key)
            .limit(limit)
        )
        return [_voter(row) for row in self._rows(statement)]

    def keys(self, election_id: str, station_id: str, after: str, limit: int) -> list[str]:
        """The `roll_key` of voters of one station, in order; `after` is the last one of the page before."""
        statement = (
            select(VoterRow.roll_key)
            .where(
                VoterRow.election_id == election_id,
                VoterRow.roll_key > after,
                VoterRow.station_id == station_id,
            )
            .order_by(VoterRow.roll_key)
            .limit(limit)
        )
        return [row.roll_key for row in self._rows(statement)]

    def with_keys(self, election_id: str, keys: Sequence[str]) -> list[VoterHit]:
        """The voters with these roll keys, in no order, each with how far they are."""
        statement = _HITS.where(VoterRow.election_id == election_id, VoterRow.roll_key.in_(keys))
        return [_hit(row) for row in self._rows(statement)]

    def _count(self, condition: ColumnElement[bool]) -> int:
        return int(self._one("voter", select(func.count().label("n")).where(condition)).n)


def _conditions(
    election_id: str, text: str
) -> Iterator[tuple[list[ColumnElement[bool]], ColumnElement[Any]]]:
    """Each way the text can be meant, as conditions that one index answers, with the order of that index.

    No voter meets two conditions of one way.
    """
    query = voter_query(text)
    here = VoterRow.election_id == election_id
    if query.roll_prefix is not None:
        number = [and_(here, _begins(VoterRow.roll_key, query.roll_prefix))]
        spellings = islice(roll_spellings(query.roll_prefix), _SPELLINGS_MOST)
        others = [key for key in spellings if not key.startswith(query.roll_prefix)]
        if others:
            number.append(and_(here, VoterRow.roll_key.in_(others)))
        yield number, VoterRow.roll_key.expression
    if query.name_prefix is not None:
        yield [and_(here, _begins(VoterRow.name_key, query.name_prefix))], VoterRow.name_key.expression
    if query.birth_date is not None:
        yield [and_(here, VoterRow.birth_date == query.birth_date)], VoterRow.birth_date.expression


def _begins(column: Any, prefix: str) -> ColumnElement[bool]:
    """A range instead of LIKE, which would neither use the index nor leave `%` alone."""
    return and_(column >= prefix, column < prefix + _LAST)


def _values(voter: Voter) -> dict[str, str | date]:
    return {
        "id": voter.id,
        "election_id": voter.election_id,
        "station_id": voter.station_id,
        "roll_number": voter.roll_number,
        "roll_key": roll_key(voter.roll_number),
        "name": voter.name,
        "name_key": name_key(voter.name),
        "birth_date": voter.birth_date,
        "address": voter.address,
    }


def _voter(row: Row[Any]) -> Voter:
    return Voter(
        id=row.id,
        election_id=row.election_id,
        station_id=row.station_id,
        roll_number=row.roll_number,
        name=row.name,
        birth_date=row.birth_date,
        address=row.address,
    )


def _hit(row: Row[Any]) -> VoterHit:
    return VoterHit(_voter(row), None if row.state is None else ParticipationState(row.state))
