"""A batch of another station as the centre hands it out: who signed it, and whether its receipt is about it.

Nothing here asks the store or the network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.domain.sending import CollectionFault
from omp_desktop.services.senders import Sender
from omp_desktop.store.records import CollectedBatch
from omp_desktop.wire.batch import BATCH_PURPOSE, Batch
from omp_desktop.wire.envelope import Sealed, open_envelope, unpack
from omp_desktop.wire.errors import WireRefused
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt
from omp_desktop.wire.refusals import ItemOfRevoked
from omp_desktop.wire.station import BatchEntry

_T = TypeVar("_T")
_WRONG: Final = (SignatureInvalid, SigningKeyInvalid)


class BatchRefusedHere(Exception):
    """A batch that is not taken over as a whole."""

    def __init__(self, fault: CollectionFault) -> None:
        """`fault`: why."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Arrived:
    """A batch whose sender and receipt hold. `set_aside`: places of items that the centre keeps apart.

    `of_revoked`: the centre keeps all of it apart because its device was revoked; another one sends it again.
    """

    stored: CollectedBatch
    batch: Batch
    set_aside: frozenset[int]
    of_revoked: bool = False


def read_arrived(  # noqa: PLR0913 - the batch, and what it must fit
    packed: bytes,
    receipt: bytes,
    *,
    entry: BatchEntry,
    election_id: str,
    senders: Mapping[str, Sender],
    centre_key: bytes,
) -> Arrived:
    """The batch that the list names as `entry`. Raises BatchRefusedHere."""
    sealed = _formed(lambda: open_envelope(unpack(packed)))
    sender = senders.get(entry.device_id)
    if sender is None:
        raise BatchRefusedHere(CollectionFault.SENDER)
    if not any(_signed(sealed, key, BATCH_PURPOSE) for key in sender.keys):
        raise BatchRefusedHere(CollectionFault.SIGNATURE)
    batch = _formed(lambda: sealed.read(Batch))
    said = (batch.batch_id, batch.election_id, batch.station_id, batch.device_id, batch.lane)
    if said != (entry.batch_id, election_id, sender.station_id, entry.device_id, entry.lane):
        raise BatchRefusedHere(CollectionFault.PLACE)
    given = read_receipt(receipt, centre_key)
    if (given.batch_id, given.election_id, given.station_id) != said[:3]:
        raise BatchRefusedHere(CollectionFault.RECEIPT)
    if given.digest != sealed.digest:
        raise BatchRefusedHere(CollectionFault.CHANGED)
    if given.n != len(batch.items):
        raise BatchRefusedHere(CollectionFault.RECEIPT)
    stored = CollectedBatch(
        batch_id=batch.batch_id,
        station_id=batch.station_id,
        device_id=batch.device_id,
        lane=batch.lane,
        store_epoch=batch.store_epoch,
        sequence=batch.sequence,
        digest=sealed.digest,
        previous=batch.previous,
        election_id=election_id,
        receipt=receipt,
        body=packed,
    )
    of_revoked = {each.code for each in given.quarantined} == {ItemOfRevoked.code}
    aside = frozenset(each.item for each in given.quarantined)
    return Arrived(stored, batch, aside, of_revoked and len(aside) == given.n)


def read_receipt(raw: bytes, centre_key: bytes) -> Receipt:
    """A receipt that the centre signed and that adds up. Raises BatchRefusedHere (RECEIPT)."""
    try:
        sealed = open_envelope(raw)
        sealed.verify(centre_key, RECEIPT_PURPOSE)
        receipt = sealed.read(Receipt)
    except (WireRefused, *_WRONG) as problem:
        raise BatchRefusedHere(CollectionFault.RECEIPT) from problem
    if not receipt.adds_up:
        raise BatchRefusedHere(CollectionFault.RECEIPT)
    return receipt


def stored_batch(stored: CollectedBatch) -> Batch:
    """The content of a batch that was taken over; it was checked then."""
    return open_envelope(unpack(stored.body)).read(Batch)


def stored_receipt(stored: CollectedBatch) -> Receipt:
    """The receipt of a batch that was taken over."""
    return open_envelope(stored.receipt).read(Receipt)


def _signed(sealed: Sealed, key: bytes, purpose: str) -> bool:
    try:
        sealed.verify(key, purpose)
    except _WRONG:
        return False
    return True


def _formed(read: Callable[[], _T]) -> _T:
    try:
        return read()
    except WireRefused as problem:
        raise BatchRefusedHere(CollectionFault.MALFORMED) from problem
