"""Bytes of version 1, to be read and written the same for ever: programs of different years talk."""

from __future__ import annotations

import msgspec

from omp_desktop.crypto import signing
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.wire.batch import BATCH_PURPOSE, NO_BATCH, Batch, ParticipationItem
from omp_desktop.wire.envelope import open_envelope, seal
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt, Totals

KEY = signing.key_pair(bytes(range(32)))
ITEM = b'{"voter":"%s","state":"cast","hour":"2026-12-03T03:00:00Z"}' % (b"07" * 16)
BATCH = (
    b'{"content":{"protocol":1,"batch_id":"01010101010101010101010101010101",'
    b'"election_id":"02020202020202020202020202020202","station_id":"03030303030303030303030303030303",'
    b'"device_id":"04040404040404040404040404040404","store_id":"05050505050505050505050505050505",'
    b'"store_epoch":1,"lane":"P","sequence":1,"previous":"' + b"0" * 64 + b'","items":[' + ITEM
    + b'],"page":null},'
    b'"signature":"'
)  # fmt: skip


def hex_id(byte: int) -> str:
    return f"{byte:02x}" * 16


def a_batch() -> Batch:
    return Batch(
        protocol=1,
        batch_id=hex_id(1),
        election_id=hex_id(2),
        station_id=hex_id(3),
        device_id=hex_id(4),
        store_id=hex_id(5),
        store_epoch=1,
        lane="P",
        sequence=1,
        previous=NO_BATCH,
        items=[msgspec.Raw(ITEM)],
    )


def test_a_batch_is_written_as_ever() -> None:
    assert seal(a_batch(), KEY.seed, BATCH_PURPOSE).startswith(BATCH)


def test_its_digest_is_the_one_that_receipts_of_old_name() -> None:
    sealed = open_envelope(seal(a_batch(), KEY.seed, BATCH_PURPOSE))
    assert sealed.digest == DIGEST


def test_an_item_is_read_as_ever() -> None:
    assert msgspec.json.decode(ITEM, type=ParticipationItem) == ParticipationItem(
        voter=hex_id(7), state=ParticipationState.CAST, hour="2026-12-03T03:00:00Z"
    )


def test_a_receipt_is_written_as_ever() -> None:
    totals = Totals(issued=1, cancelled=2, voted=3, cast=4, tested=5, void=6, batches=7, quarantined=8)
    receipt = Receipt(
        protocol=1,
        batch_id=hex_id(1),
        election_id=hex_id(2),
        station_id=hex_id(3),
        digest=DIGEST,
        n=1,
        accepted=1,
        duplicate=0,
        quarantined=[],
        totals=totals,
        server_time="2026-12-03T03:00:01Z",
    )
    sealed = open_envelope(seal(receipt, KEY.seed, RECEIPT_PURPOSE))
    assert sealed.content == (
        b'{"protocol":1,"batch_id":"01010101010101010101010101010101",'
        b'"election_id":"02020202020202020202020202020202","station_id":"03030303030303030303030303030303",'
        b'"digest":"%s","n":1,"accepted":1,"duplicate":0,"quarantined":[],'
        b'"totals":{"issued":1,"cancelled":2,"voted":3,"cast":4,"tested":5,"void":6,"batches":7,"quarantined":8},'
        b'"server_time":"2026-12-03T03:00:01Z","countersignature":null}' % DIGEST.encode()
    )
    assert receipt.adds_up


DIGEST = "583a4fd7a8060a09fb95f449c744b4e4fee84e534a12efc7e737ddc87d1a0fab"
