"""Batches that come to the centre on a USB stick: taken like those over HTTP, receipts signed alike."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from omp_desktop.central import ingest
from omp_desktop.central.centre import Centre
from omp_desktop.central.ingest import Place
from omp_desktop.central.schema import DeviceKeyRow
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.envelope import Sealed
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.refusals import BatchSignatureWrong
from omp_desktop.wire.transfer import TRANSFER_PURPOSE, TransferList, TransferredFile


def hand_in(centre: Centre, batch: Batch, packed: bytes) -> bytes:
    """Takes a batch and returns the envelope of its receipt. Raises as `ingest.receive`."""
    return ingest.receive(centre, packed, Place(batch.election_id, batch.station_id, batch.batch_id))


def check_list(centre: Centre, sealed: Sealed, listed: TransferList) -> None:
    """Whether the sender signed the list, with any key that it ever had. Raises BatchSignatureWrong."""
    with centre.store.read() as session:
        keys = session.scalars(
            select(DeviceKeyRow.public_key).where(DeviceKeyRow.device_id == listed.device_id)
        ).all()
    if not any(sealed.signed_by(bytes.fromhex(key), TRANSFER_PURPOSE) for key in keys):
        raise BatchSignatureWrong


def sign_list(centre: Centre, listed: TransferList, files: Mapping[str, TransferredFile]) -> bytes:
    """The list of the receipts of a transfer, signed by the centre."""
    receipts = TransferList(
        protocol=PROTOCOL,
        transfer_id=listed.transfer_id,
        device_id=None,
        made_at=centre.server_time(),
        files=dict(files),
    )
    return centre.seal(receipts, TRANSFER_PURPOSE)
