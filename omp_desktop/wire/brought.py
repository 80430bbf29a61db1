"""A ballot as a batch of lane B brings it: read and proved the same way by whoever takes it."""

from __future__ import annotations

import binascii
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from omp_desktop.crypto.ballot import EncryptedBallot, decode_ballot, encode_ballot
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.pages import STATUS_BYTES
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.record.page import PageHead, RecordedBallot
from omp_desktop.record.proving import check_tested, checked_ballot
from omp_desktop.wire.batch import BallotItem, Batch
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.errors import MessageMalformed


@dataclass(frozen=True, slots=True)
class BroughtBallot:
    """An item that can be read, and the encoded ballot in it. Nothing of the ballot is checked yet."""

    item: BallotItem
    body: bytes

    @staticmethod
    def read(raw: bytes) -> BroughtBallot:
        """The ballot of an item. Raises MessageMalformed."""
        item = decode(raw, BallotItem)
        if item.status not in STATUS_BYTES:
            raise MessageMalformed(where="$.status")
        if (item.status is BallotStatus.TESTED) != (item.nonce is not None):
            raise MessageMalformed(where="$.nonce")
        try:
            return BroughtBallot(item, binascii.a2b_base64(item.body, strict_mode=True))
        except binascii.Error:
            raise MessageMalformed(where="$.body") from None

    @property
    def digest(self) -> str:
        """What tells it from another one under its id: SHA-256 over body, signature and status, in hex."""
        signature = bytes.fromhex(self.item.signature)
        return sha256(self.body + signature + STATUS_BYTES[self.item.status]).hexdigest()

    def is_of(self, place: bytes) -> bool:
        """Whether its signed bytes name that page (`place_of`), and the id and the code of the item."""
        return self.body.startswith(place + bytes.fromhex(self.item.ballot + self.item.code))

    def entry(self, context: ElectionContext) -> RecordedBallot:
        """Its entry in the record, under the id and the code of the item. Raises BallotRejected."""
        item = self.item
        read = decode_ballot(self.body, context)
        named = replace(read, ballot_id=bytes.fromhex(item.ballot), code=bytes.fromhex(item.code))
        nonce = None if item.nonce is None else bytes.fromhex(item.nonce)
        return RecordedBallot.of(named, item.status, bytes.fromhex(item.signature), nonce)


def page_head(batch: Batch) -> PageHead:
    """The page that a batch is. Raises MessageMalformed for a batch without one."""
    page = batch.page
    if page is None:
        raise MessageMalformed(where="$.page")
    return PageHead(
        page.device_id,
        batch.station_id,
        page.store_epoch,
        page.number,
        bytes.fromhex(page.previous),
        bytes.fromhex(page.hash),
    )


def place_of(election_id: str, head: PageHead) -> bytes:
    """How every encoded ballot of a page begins, before its id and its code."""
    nothing = EncryptedBallot(
        ballot_id=b"",
        election_id=election_id,
        station_id=head.station_id,
        device_id=head.device_id,
        store_epoch=head.store_epoch,
        contests=(),
        code=b"",
    )
    return encode_ballot(nothing)


def proved(
    context: ElectionContext, keys: Mapping[str, bytes], head: PageHead, ballot: BroughtBallot
) -> EncryptedBallot:
    """The ballot, if everything holds that `verify` checks of one, and its bytes are those that were signed.

    `keys` are those of the kiosks. Raises BallotRejected, RecordBad, MessageMalformed.
    """
    entry = ballot.entry(context)
    checked = checked_ballot(context, keys, head, entry)
    check_tested(context, head, entry)
    if encode_ballot(checked) != ballot.body:
        raise MessageMalformed(where="$.body")
    return checked
