"""What lies on a USB stick: the same batches, and later their receipts, with a signed list."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from omp_desktop.wire.envelope import Versioned
from omp_desktop.wire.forms import Count, Hex32, HexId, Instant

TRANSFER_PURPOSE: Final = "transfer"
LIST: Final = "transfer.json"
BATCHES: Final = "batches"
RECEIPTS: Final = "receipts"
BATCH_SUFFIX: Final = ".batch"
RECEIPT_SUFFIX: Final = ".receipt"
MEMBERS_MOST: Final = 100_000


class TransferredFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the transfer: its size and SHA-256."""

    bytes: Count
    sha256: Hex32


class TransferList(Versioned, frozen=True, kw_only=True):
    """The signed list (purpose "transfer"): by the sending office, or by the centre for receipts."""

    transfer_id: HexId
    device_id: HexId | None
    made_at: Instant
    files: Annotated[dict[str, TransferredFile], Meta(max_length=MEMBERS_MOST)]
