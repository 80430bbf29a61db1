"""The order in which rows were written still shows in the bytes of the files' pages.

That holds for tables without row numbers too, and for the peppers of the receipts, which stand by the codes
of ballots, and for the copy on a second medium. Rewriting all files (VACUUM) erases it; that is owed from the
moment the polls close.
"""

from __future__ import annotations

from typing import Final

from omp_desktop.domain.election import ElectionState
from omp_desktop.services.core import Core
from omp_desktop.store.errors import StoreBusy, StoreFull
from omp_desktop.store.unit_of_work import UnitOfWork

_OWED: Final = "polls.order-shows"
# Rewriting a large file takes seconds, in which nobody could cast.
_VOTING: Final = frozenset({ElectionState.OPEN, ElectionState.CLOSING})


def owe_erasing(uow: UnitOfWork) -> None:
    """Marks it in the transaction that closes the polls, so that a crash before the rewriting is noticed."""
    uow.settings.set(_OWED, "yes")


def order_shows(uow: UnitOfWork) -> bool:
    """Whether the rewriting is still owed."""
    return uow.settings.get(_OWED) == "yes"


def erase_order(core: Core) -> bool:
    """Rewrites the files, unless another election is being voted on; returns whether nothing is owed now.

    A busy store or a full disk leaves it owed. Raises StoreFailed, StoreDamaged, and OwnVotesUnavailable or
    MirrorFailed for another file that cannot be rewritten now; it stays owed then, too.
    """
    with core.store.read() as uow:
        if not order_shows(uow):
            return True
        if any(election.state in _VOTING for election in uow.elections.all()):
            return False
    try:
        core.store.vacuum()
        with core.store.uow() as uow:
            uow.settings.set(_OWED, "no")
            uow.commit()
    except (StoreBusy, StoreFull):
        return False
    return True
