"""Sending without a network: batches go out on a stick, receipts come back on it.

The same bytes travel as over the network, and only a receipt of the centre acknowledges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from omp_desktop.crypto import signing
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.domain.sending import BatchState, CentreLink
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre_link import Network, connection, device_key, known_link
from omp_desktop.services.centre_port import CentrePort
from omp_desktop.services.core import Core
from omp_desktop.services.relay import CheckList, HandIn, SignList, relay
from omp_desktop.services.sending_port import Sending
from omp_desktop.services.session import OFFICIALS, Session, require_role
from omp_desktop.services.transfer_errors import (
    FileNotPlain,
    NoReceiptsYet,
    NothingToTransfer,
    ReceiptOfAnother,
    TransferListWrong,
)
from omp_desktop.services.transfer_folder import (
    RECEIPT_LIST,
    RefusedFile,
    find_transfers,
    read_list,
    receipts_of,
    write_transfer,
)
from omp_desktop.store.errors import RecordMissing
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.envelope import open_envelope, seal
from omp_desktop.wire.errors import WireRefused
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.transfer import TRANSFER_PURPOSE, TransferList, TransferredFile

_UNACKNOWLEDGED: Final = (BatchState.WAITING, BatchState.SENT, BatchState.HELD)


@dataclass(frozen=True, slots=True)
class Exported:
    """A folder that was written: how many batches are in it, with how many items."""

    folder: Path
    batches: int
    items: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What a stick brought.

    `relayed`: batches that the centre took (the commission's PC alone); `acknowledged`: batches of this PC
    that are confirmed now; `again`: those that were before. `stopped`: why the centre took no more.
    """

    relayed: int = 0
    acknowledged: int = 0
    again: int = 0
    refused: tuple[RefusedFile, ...] = ()
    stopped: OmpError | None = None

    @property
    def taken(self) -> int:
        """Files that were of use."""
        return self.relayed + self.acknowledged + self.again


def relay_all(folders: Iterable[Path], hand_in: HandIn, check: CheckList, sign: SignList) -> Brought:
    """Hands in what is good in these folders, until the centre takes no more. Raises as `relay`."""
    brought = Brought()
    for folder in folders:
        done = relay(folder, hand_in, check, sign)
        relayed, refused = brought.relayed + len(done.receipts), (*brought.refused, *done.refused)
        brought = Brought(relayed=relayed, refused=refused, stopped=done.stopped)
        if done.stopped is not None:
            break
    return brought


class TransferService:
    """Out and in by USB."""

    def __init__(self, core: Core, network: Network, sending: Sending) -> None:
        self._core = core
        self._network = network
        self._sending = sending
        self._audit = AuditLog(core)

    def export(self, actor: Session, to: Path, *, everything: bool = False) -> Exported:
        """Writes what the centre has not acknowledged to a new folder at `to`; with `everything` all batches.

        What may go now is frozen first. Sending goes on over the network meanwhile: what arrives twice counts
        once. Raises NotAllowed, NotConnected (no device yet), NothingToTransfer, TransferUnwritable,
        DeviceKeyMissing, and the errors of the secrets.
        """
        require_role(actor, OFFICIALS)
        link = known_link(self._core)
        key = device_key(self._core, link.device_id)
        self._sending.freeze()
        states = tuple(BatchState) if everything else _UNACKNOWLEDGED
        with self._core.store.read() as uow:
            batches = uow.batches.in_states(*states)
        if not batches:
            raise NothingToTransfer()
        folder = write_transfer(
            to,
            transfer_id := self._core.new_id(),
            self._bodies([batch.batch_id for batch in batches]),
            lambda files: self._list(transfer_id, link, key, files),
        )
        with self._core.store.uow() as uow:
            self._audit.append(uow, AuditEvent.TRANSFER_EXPORTED, actor, batches=len(batches))
            uow.commit()
        return Exported(folder, len(batches), sum(batch.n for batch in batches))

    def take(self, actor: Session, place: Path) -> Brought:
        """Takes what lies on a stick: receipts for this PC's batches; at the commission, which hands in the
        batches of stations over the network, those batches first.

        Files that are not good are named in the result, and everything else is taken. Raises NotAllowed,
        NotConnected, NoTransferThere, NoReceiptsYet, TransferUnreadable, TransferUnwritable,
        DeviceKeyMissing, and the errors of the secrets.
        """
        require_role(actor, OFFICIALS)
        link = known_link(self._core)
        folders = find_transfers(place)
        brought = self._relay_all(link, folders) if link.commission and link.url else Brought()
        if brought.stopped is None:
            brought = self._receipts_of_all(link, folders, brought)
        with self._core.store.uow() as uow:
            self._audit.append(
                uow,
                AuditEvent.TRANSFER_IMPORTED,
                actor,
                taken=brought.taken,
                refused=len(brought.refused),
            )
            uow.commit()
        return brought

    def _relay_all(self, link: CentreLink, folders: list[Path]) -> Brought:
        port = connection(self._core, self._network)
        key = device_key(self._core, link.device_id)
        return relay_all(
            folders,
            lambda batch, packed: _hand_in(port, batch, packed),
            # The centre checks each batch; a station's older keys are known there alone.
            lambda _sealed, _listed: None,
            lambda listed, files: self._list(listed.transfer_id, link, key, files),
        )

    def _receipts_of_all(self, link: CentreLink, folders: list[Path], so_far: Brought) -> Brought:
        acknowledged, again = 0, 0
        refused: list[RefusedFile] = list(so_far.refused)
        seen = False
        for folder in folders:
            try:
                listed = self._receipt_list(link, folder)
            except (FileNotPlain, TransferListWrong, WireRefused) as problem:
                refused.append(RefusedFile(f"{folder.name}/{RECEIPT_LIST}", problem))
                seen = True
                continue
            if listed is None:
                continue
            seen = True
            for each in receipts_of(folder, listed):
                if isinstance(each, RefusedFile):
                    refused.append(each)
                    continue
                try:
                    fresh = self._acknowledge(each.batch_id, each.content)
                except OmpError as problem:
                    # The commission carries sticks of others: their receipts are not for this PC.
                    if not (link.commission and isinstance(problem, ReceiptOfAnother)):
                        refused.append(RefusedFile(each.name, problem))
                    continue
                acknowledged += fresh
                again += not fresh
        if not (seen or link.commission):
            raise NoReceiptsYet()
        return Brought(so_far.relayed, acknowledged, again, tuple(refused))

    def _receipt_list(self, link: CentreLink, folder: Path) -> TransferList | None:
        found = read_list(folder, RECEIPT_LIST)
        if found is None:
            return None
        sealed, listed = found
        if listed.device_id is None:
            try:
                sealed.verify(bytes.fromhex(link.centre_key), TRANSFER_PURPOSE)
            except (SignatureInvalid, SigningKeyInvalid) as problem:
                raise TransferListWrong() from problem
        # A list of the commission's PC tells what is missing; each receipt is signed for itself.
        return listed

    def _acknowledge(self, batch_id: str, envelope: bytes) -> bool:
        """Whether it is acknowledged by this. Raises ReceiptOfAnother and what `acknowledge` raises."""
        try:
            with self._core.store.read() as uow:
                known = uow.batches.get(batch_id).receipt is not None
        except RecordMissing:
            raise ReceiptOfAnother() from None
        self._sending.acknowledge(batch_id, open_envelope(envelope))
        return not known

    def _bodies(self, batch_ids: list[str]) -> Iterator[tuple[str, bytes]]:
        for batch_id in batch_ids:
            # Each by itself: writing to a stick is slow, and a vote does not wait for it.
            with self._core.store.read() as uow:
                body = uow.batches.body(batch_id)
            yield batch_id, body

    def _list(
        self,
        transfer_id: str,
        link: CentreLink,
        key: signing.SigningKeyPair,
        files: Mapping[str, TransferredFile],
    ) -> bytes:
        listed = TransferList(
            protocol=PROTOCOL,
            transfer_id=transfer_id,
            device_id=link.device_id,
            made_at=instant_text(self._core.clock.now()),
            files=dict(files),
        )
        return seal(listed, key.seed, TRANSFER_PURPOSE)


def _hand_in(port: CentrePort, batch: Batch, packed: bytes) -> bytes:
    return port.put_batch(batch.election_id, batch.station_id, batch.batch_id, packed).envelope
