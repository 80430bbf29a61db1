"""One of everything that proves the count, for tests of the store."""

from __future__ import annotations

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.store.records import PagePlace, StoredClosing, StoredPage, StoredRequest
from omp_desktop.store.unit_of_work import UnitOfWork


def fill_with_proofs(uow: UnitOfWork, election_id: str, sealed: str) -> None:
    """A tested ballot on a page, a closing value, an own-vote record, a ceremony, a share of an opening.

    `sealed` is a committed ballot, which becomes the tested one.
    """
    uow.ballots.set_status(sealed, BallotStatus.COMMITTED, BallotStatus.TESTED)
    uow.tested.put(sealed, bytes(32))
    uow.own_votes.put(sealed, b"sealed")
    ballot = uow.ballots.get(sealed)
    page = StoredPage(PagePlace(election_id, ballot.device_id, 1, 1), ballot.station_id, "00" * 32, "01" * 32)
    uow.pages.add(page, [sealed])
    uow.pages.put_closing(StoredClosing(election_id, ballot.device_id, 1, "02" * 32, "{}", bytes(64)))
    uow.ceremonies.put(election_id, "{}")
    uow.opening_requests.begin(StoredRequest(election_id, 1, OpeningKind.FINAL, b"{}"))
    uow.opening_requests.add_share(election_id, 1, 1, b"{}")
