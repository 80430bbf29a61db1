"""Pages of ballots, and the values that close a device's chain of pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from omp_desktop.crypto.pages import Entry
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.store.records import PagedBallot, PagePlace, StoredClosing, StoredPage, UnpagedBallot
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import (
    BallotBodyRow,
    BallotRow,
    ClosingValueRow,
    PageBallotRow,
    PageRow,
    TestedBallotRow,
)

# Where the confirmation code stands in an encoded ballot (crypto/ballot.py), counted from 1.
_CODE_AT = 94
_CODE_BYTES = 32
_CODE = func.substr(BallotBodyRow.body, _CODE_AT, _CODE_BYTES).label("code")
_ON_PAGES = (
    select(_CODE, BallotRow.status)
    .select_from(PageBallotRow)
    .join(BallotRow, BallotRow.id == PageBallotRow.id)
    .join(BallotBodyRow, BallotBodyRow.id == PageBallotRow.id)
)


class Pages(Repository):
    """Pages are only ever added; what stands on one has become what it is for good."""

    def unpaged(self, election_id: str, among: Collection[str] | None = None) -> list[UnpagedBallot]:
        """Ballots that are cast, tested or void and stand on no page yet, by their random ids.

        All of the election, or those `among` so many ids.
        """
        statement = (
            select(
                BallotRow.id,
                BallotRow.device_id,
                BallotRow.station_id,
                BallotRow.store_epoch,
                BallotRow.status,
                _CODE,
                func.length(BallotBodyRow.body).label("size"),
            )
            .join(BallotBodyRow, BallotBodyRow.id == BallotRow.id)
            .outerjoin(PageBallotRow, PageBallotRow.id == BallotRow.id)
            .where(
                BallotRow.election_id == election_id,
                BallotRow.status != BallotStatus.COMMITTED.value,
                PageBallotRow.id.is_(None),
            )
            .order_by(BallotRow.id)
        )
        if among is not None:
            statement = statement.where(BallotRow.id.in_(among))
        return [
            UnpagedBallot(
                row.id,
                row.device_id,
                row.station_id,
                row.store_epoch,
                bytes(row.code),
                BallotStatus(row.status),
                row.size,
            )
            for row in self._rows(statement)
        ]

    def add(self, page: StoredPage, ballot_ids: Sequence[str]) -> None:
        """Stores a page with its ballots. Raises RecordExists, RecordProtected."""
        place = page.place
        values = {
            "election_id": place.election_id,
            "device_id": place.device_id,
            "store_epoch": place.store_epoch,
            "number": place.number,
        }
        self._run(
            insert(PageRow),
            {**values, "station_id": page.station_id, "previous": page.previous, "hash": page.hash},
        )
        self._run(insert(PageBallotRow), [{"id": ballot_id, **values} for ballot_id in ballot_ids])

    def all(self, election_id: str) -> list[StoredPage]:
        """Every page, by device, epoch and number."""
        statement = (
            select(*PageRow.__table__.columns)
            .where(PageRow.election_id == election_id)
            .order_by(PageRow.device_id, PageRow.store_epoch, PageRow.number)
        )
        return [_page(row) for row in self._rows(statement)]

    def get(self, place: PagePlace) -> StoredPage:
        """The page. Raises RecordMissing."""
        statement = select(*PageRow.__table__.columns).where(
            PageRow.election_id == place.election_id,
            PageRow.device_id == place.device_id,
            PageRow.store_epoch == place.store_epoch,
            PageRow.number == place.number,
        )
        return _page(self._one("page", statement))

    def ballots(self, place: PagePlace) -> list[PagedBallot]:
        """The ballots of a page with their bytes, sorted by code."""
        statement = (
            select(
                BallotRow.id,
                BallotRow.status,
                BallotBodyRow.body,
                BallotBodyRow.signature,
                TestedBallotRow.nonce,
                _CODE,
            )
            .select_from(PageBallotRow)
            .join(BallotRow, BallotRow.id == PageBallotRow.id)
            .join(BallotBodyRow, BallotBodyRow.id == PageBallotRow.id)
            .outerjoin(TestedBallotRow, TestedBallotRow.id == PageBallotRow.id)
            .where(
                PageBallotRow.election_id == place.election_id,
                PageBallotRow.device_id == place.device_id,
                PageBallotRow.store_epoch == place.store_epoch,
                PageBallotRow.number == place.number,
            )
            .order_by(_CODE)
        )
        return [
            PagedBallot(row.id, row.code, BallotStatus(row.status), row.body, row.signature, row.nonce)
            for row in self._rows(statement)
        ]

    def entries(self, election_id: str, device_id: str) -> list[Entry]:
        """Every (code, status) on the pages of a device, in no order that means anything."""
        statement = _ON_PAGES.where(
            PageBallotRow.election_id == election_id, PageBallotRow.device_id == device_id
        )
        return [Entry(bytes(row.code), BallotStatus(row.status)) for row in self._rows(statement)]

    def put_closing(self, closing: StoredClosing) -> None:
        """Stores a device's next closing value. Raises RecordExists for a number that is taken."""
        self._run(
            insert(ClosingValueRow),
            {
                "election_id": closing.election_id,
                "device_id": closing.device_id,
                "number": closing.number,
                "value": closing.value,
                "body": closing.body,
                "signature": closing.signature,
            },
        )

    def sign_closing(self, closing: StoredClosing, signature: bytes) -> None:
        """Adds a signature that was missing. Raises RecordMissing, RecordProtected."""
        statement = (
            update(ClosingValueRow)
            .where(
                ClosingValueRow.election_id == closing.election_id,
                ClosingValueRow.device_id == closing.device_id,
                ClosingValueRow.number == closing.number,
            )
            .values(signature=signature)
        )
        self._change_one("closing_value", statement)

    def closings(self, election_id: str) -> list[StoredClosing]:
        """The latest closing value of each device."""
        statement = (
            select(*ClosingValueRow.__table__.columns)
            .where(ClosingValueRow.election_id == election_id)
            .order_by(ClosingValueRow.device_id, ClosingValueRow.number)
        )
        latest = {row.device_id: row for row in self._rows(statement)}
        return [_closing(row) for row in latest.values()]


def _page(row: Row[Any]) -> StoredPage:
    place = PagePlace(row.election_id, row.device_id, row.store_epoch, row.number)
    return StoredPage(place, row.station_id, row.previous, row.hash)


def _closing(row: Row[Any]) -> StoredClosing:
    return StoredClosing(row.election_id, row.device_id, row.number, row.value, row.body, row.signature)
