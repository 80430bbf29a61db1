"""Whether the centre knows more of this store than the store itself: then it is a copy, or was put back."""

from __future__ import annotations

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.store.engine import Store
from omp_desktop.store.records import ChainPlace
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.sync.delivery import Centre
from omp_desktop.sync.outbox import Sender
from omp_desktop.wire.station import ChainState, StationState
from omp_desktop.wire.unreachable import CentreUnreachable


def is_copy(store: Store, centre: Centre, sender: Sender) -> bool:
    """Asks the centre for every election. Raises CentreUnreachable.

    An election that the centre does not have, or does not tell this device of, says nothing: sending shows
    that by itself.
    """
    with store.read() as uow:
        elections = [e.id for e in uow.elections.all() if e.state is not ElectionState.DRAFT]
    return any(_knows_more(store, centre, sender, election_id) for election_id in elections)


def _knows_more(store: Store, centre: Centre, sender: Sender, election_id: str) -> bool:
    try:
        state = centre.state(election_id, sender.station_id)
    except CentreUnreachable:
        raise
    except OmpError:
        return False
    return state_knows_more(store, sender, state)


def state_knows_more(store: Store, sender: Sender, state: StationState) -> bool:
    """Whether a chain of this sender is longer at the centre, has other bytes there, or has branches."""
    with store.read() as uow:
        # Of an epoch that was ended people know already: they decided to go on from a copy.
        epoch = uow.settings.store_epoch
        own = [c for c in state.chains if c.device_id == sender.device_id and c.store_epoch >= epoch]
        return any(_differs(uow, state.election_id, chain) for chain in own)


def _differs(uow: UnitOfWork, election_id: str, chain: ChainState) -> bool:
    if chain.forks:
        return True
    if not chain.last:
        return False
    place = ChainPlace(election_id, chain.device_id, chain.store_epoch, chain.lane)
    ours = uow.batches.numbered(place, chain.last)
    return ours is None or ours.digest != chain.digest
