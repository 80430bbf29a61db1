"""Receipts: what the centre signs in the transaction that takes a batch. Only a receipt acknowledges."""

from __future__ import annotations

from typing import Final

import msgspec

from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.wire.envelope import Sealed, Versioned
from omp_desktop.wire.forms import Count, Hex32, Hex64, HexId, Instant, Word
from omp_desktop.wire.unreachable import CentreNotGenuine, ReceiptWrong

RECEIPT_PURPOSE: Final = "receipt"


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """An item that the centre keeps apart, and why: a code of problem.py. `item` is its place from 0."""

    item: Count
    code: Word


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre has of a station, everything together: permits issued and not used, cancelled
    permits, voters who voted, ballots by what became of them, batches, items that were set aside."""

    issued: Count
    cancelled: Count
    voted: Count
    cast: Count
    tested: Count
    void: Count
    batches: Count
    quarantined: Count


class Receipt(Versioned, frozen=True, kw_only=True):
    """The signed content of a receipt: accepted + duplicate + quarantined = n, always.

    `digest` is the batch's. `countersignature` is the centre's signature of the page (purpose "page"), on
    lane B; the election record takes it up.
    """

    batch_id: HexId
    election_id: HexId
    station_id: HexId
    digest: Hex32
    n: Count
    accepted: Count
    duplicate: Count
    quarantined: list[SetAside]
    totals: Totals
    server_time: Instant
    countersignature: Hex64 | None = None

    @property
    def adds_up(self) -> bool:
        """Whether every item is accounted for once."""
        return self.accepted + self.duplicate + len(self.quarantined) == self.n


def receipt_for(sealed: Sealed, centre_key: bytes, *, batch_id: str, digest: str, n: int) -> Receipt:
    """The receipt, if it acknowledges this batch: signed by the centre, for this id and digest, all of it.

    Raises CentreNotGenuine, ReceiptWrong, MessageMalformed, ProtocolUnknown.
    """
    try:
        sealed.verify(centre_key, RECEIPT_PURPOSE)
    except (SignatureInvalid, SigningKeyInvalid) as problem:
        raise CentreNotGenuine from problem
    receipt = sealed.read(Receipt)
    if (receipt.batch_id, receipt.digest, receipt.n) != (batch_id, digest, n) or not receipt.adds_up:
        raise ReceiptWrong
    return receipt
