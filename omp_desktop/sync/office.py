"""This PC's office device as a sender of batches, for the thread that sends and for whoever exports them."""

from __future__ import annotations

from collections.abc import Callable

from omp_desktop.crypto.signing import key_pair
from omp_desktop.domain.sending import CentreLink
from omp_desktop.domain.station import Device
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import RecordMissing
from omp_desktop.sync.errors import KeyDiffers
from omp_desktop.sync.outbox import Freezer, Sender, acknowledge
from omp_desktop.wire.envelope import Sealed
from omp_desktop.wire.receipt import Receipt


class Office:
    """Knows the centre and the device's key. Safe to use from several threads.

    `seed` gives the secret of a device's key, and raises an OmpError where it is not to be had; it may take
    seconds, so it is asked once and again when the key was changed.
    """

    def __init__(self, store: Store, freezer: Freezer, seed: Callable[[str], bytes]) -> None:
        self._store = store
        self._freezer = freezer
        self._seed = seed
        self._known: tuple[Device, Sender] | None = None

    def link(self) -> CentreLink | None:
        """The centre that this PC belongs to, or None where it works alone."""
        with self._store.read() as uow:
            return uow.centre.link()

    def sender(self, link: CentreLink) -> Sender:
        """The sender of that link. Raises KeyDiffers, RecordMissing, and what `seed` raises."""
        with self._store.read() as uow:
            device = uow.devices.get(link.device_id)
        known = self._known
        if known is not None and known[0] == device:
            return known[1]
        seed = self._seed(device.id)
        if key_pair(seed).public_key.hex() != device.public_key:
            raise KeyDiffers
        sender = Sender(device.id, device.station_id, seed)
        self._known = device, sender
        return sender

    def freeze(self, sender: Sender) -> int:
        """Makes the batches that may go next."""
        return self._freezer.freeze(sender)

    def freeze_all(self) -> int:
        """Makes batches of everything that may go now, for a stick; none where this PC works alone.

        Raises as `sender`, and the errors of the store.
        """
        link = self.link()
        return 0 if link is None else self._freezer.freeze(self.sender(link), ahead=True)

    def acknowledge(self, batch_id: str, receipt: Sealed) -> Receipt:
        """Takes a receipt that came on whatever way.

        Raises CentreNotGenuine, ReceiptWrong, MessageMalformed, ProtocolUnknown, RecordMissing.
        """
        link = self.link()
        if link is None:
            raise RecordMissing(kind="centre")
        return acknowledge(self._store, batch_id, receipt, bytes.fromhex(link.centre_key))
