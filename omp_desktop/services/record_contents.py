"""What stands in an election record: of this station from its store, of the others from what was collected.

A station that two people count without stands in it with no ballots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import decode_aggregate
from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.domain.canonical import Json, parse_canonical
from omp_desktop.record import layout
from omp_desktop.record.form import json_bytes
from omp_desktop.record.layout import (
    Countersignature,
    Countersignatures,
    RecordedClosing,
    RecordedDevice,
    RecordedStation,
)
from omp_desktop.record.opened import RecordedSums
from omp_desktop.record.page import PageHead, RecordedBallot, RecordedPage
from omp_desktop.services import collected_page
from omp_desktop.services.all_sums import total_sums
from omp_desktop.services.collected_batch import stored_batch
from omp_desktop.services.deliveries import deliveries
from omp_desktop.services.opening_files import opened_record
from omp_desktop.services.pages import Closing, read_closings
from omp_desktop.services.publication import Published
from omp_desktop.services.stated import Stated, read_stated
from omp_desktop.store.records import CollectedPage, StoredPage
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.envelope import open_envelope
from omp_desktop.wire.receipt import Receipt

_WRONG: Final = (SignatureInvalid, SigningKeyInvalid)
AnyPage = StoredPage | CollectedPage


def pages_to_record(uow: UnitOfWork, election_id: str) -> list[AnyPage]:
    """Every page that counts, without its ballots: this station's, then those of the others."""
    return [*uow.pages.all(election_id), *_collected_pages(uow, election_id)]


def recorded_page(uow: UnitOfWork, context: ElectionContext, page: AnyPage) -> RecordedPage:
    """A page with its ballots."""
    if isinstance(page, CollectedPage):
        return collected_page.recorded_page(context, stored_batch(uow.collected.batch(page.batch_id)))
    ballots = [
        RecordedBallot.of(decode_ballot(each.body, context), each.status, each.signature, each.nonce)
        for each in uow.pages.ballots(page.place)
    ]
    place = page.place
    head = PageHead(
        place.device_id,
        page.station_id,
        place.store_epoch,
        place.number,
        bytes.fromhex(page.previous),
        bytes.fromhex(page.hash),
    )
    return RecordedPage(head, ballots)


def small_files(uow: UnitOfWork, published: Published) -> Iterator[tuple[str, bytes]]:
    """Every file but the manifest and the pages, by its name."""
    election_id = published.manifest.election_id
    stated = _counted(uow, election_id, read_stated(uow, election_id))
    sums = decode_aggregate(published.context, total_sums(uow, published))
    closings = [*read_closings(uow, election_id), *_closings(stated)]
    devices = [*_own_devices(uow, election_id), *_devices(stated)]
    yield layout.AMENDMENTS, json_bytes(layout.amendments_json(published.amendments))
    yield layout.DEVICES, json_bytes(layout.devices_json(devices))
    yield layout.CLOSINGS, json_bytes(layout.closings_json(map(_recorded_closing, closings)))
    yield layout.STATIONS, json_bytes(layout.stations_json(_stations(uow, published)))
    yield layout.SUMS, json_bytes(RecordedSums.of(sums).to_json())
    yield layout.OPENINGS, json_bytes({"openings": _openings(uow, election_id)})
    yield layout.COUNTERSIGNATURES, json_bytes(_countersignatures(uow, election_id).to_json())


def _collected_pages(uow: UnitOfWork, election_id: str) -> list[CollectedPage]:
    left_out = uow.left_out.all(election_id)
    return [page for page in uow.collected.pages(election_id) if page.page.station_id not in left_out]


def _counted(uow: UnitOfWork, election_id: str, stated: Mapping[str, Stated]) -> Mapping[str, Stated]:
    left_out = uow.left_out.all(election_id)
    return {station_id: said for station_id, said in stated.items() if station_id not in left_out}


def _openings(uow: UnitOfWork, election_id: str) -> list[Json]:
    """Those that cover no ballot of a station that is left out: the record has no such ballots."""
    left_out = uow.left_out.all(election_id)
    stored = uow.aggregates.openings(election_id)
    return [
        parse_canonical(raw)
        for raw in stored
        if not any(opened_record(raw).units.get(station_id) for station_id in left_out)
    ]


def _own_devices(uow: UnitOfWork, election_id: str) -> Iterator[RecordedDevice]:
    for closing in read_closings(uow, election_id):
        device = uow.devices.get(closing.device_id)
        yield RecordedDevice(device.id, device.station_id, device.name, bytes.fromhex(device.public_key))


def _devices(stated: Mapping[str, Stated]) -> Iterator[RecordedDevice]:
    """The kiosks of other stations that took ballots."""
    for station_id, said in stated.items():
        for device_id in said.closings:
            kiosk = said.kiosks[device_id]
            yield RecordedDevice(device_id, station_id, kiosk.name, kiosk.public_key)


def _closings(stated: Mapping[str, Stated]) -> Iterator[Closing]:
    for said in stated.values():
        yield from said.closings.values()


def _stations(uow: UnitOfWork, published: Published) -> Iterator[RecordedStation]:
    found = {each.station_id: each for each in deliveries(uow, published)}
    for station in published.manifest.stations:
        each = found[station.id]
        # Whose ballots do not count, of those the list alone is in the record.
        counts = (0, 0) if each.left_out else (each.cancelled, each.voted)
        yield RecordedStation(station.id, station.voters, *counts)


def _recorded_closing(closing: Closing) -> RecordedClosing:
    return RecordedClosing(
        closing.device_id,
        closing.epochs,
        closing.counts,
        bytes.fromhex(closing.value),
        closing.signature or b"",
    )


def _countersignatures(uow: UnitOfWork, election_id: str) -> Countersignatures:
    """The centre's signatures of the pages that count, from its receipts; none where there is no centre."""
    link = uow.centre.link()
    if link is None or not link.centre_key:
        return Countersignatures()
    key = bytes.fromhex(link.centre_key)
    signed = [*_own_signed(uow, election_id), *_collected_signed(uow, election_id)]
    return Countersignatures(key, tuple(each for station_id, each in signed if _holds(key, station_id, each)))


def _own_signed(uow: UnitOfWork, election_id: str) -> Iterator[tuple[str, Countersignature]]:
    receipts = {
        batch.page: batch.receipt
        for batch in uow.batches.of_election(election_id)
        if batch.page is not None and batch.receipt is not None
    }
    for page in uow.pages.all(election_id):
        if page.place in receipts:
            yield from _signed(page, open_envelope(receipts[page.place]).read(Receipt))


def _collected_signed(uow: UnitOfWork, election_id: str) -> Iterator[tuple[str, Countersignature]]:
    receipts = uow.collected.receipts(election_id)
    for page in _collected_pages(uow, election_id):
        yield from _signed(page.page, open_envelope(receipts[page.batch_id]).read(Receipt))


def _signed(page: StoredPage, receipt: Receipt) -> Iterator[tuple[str, Countersignature]]:
    if receipt.countersignature is not None:
        place = page.place
        yield (
            page.station_id,
            Countersignature(
                place.device_id,
                place.store_epoch,
                place.number,
                bytes.fromhex(page.hash),
                bytes.fromhex(receipt.countersignature),
            ),
        )


def _holds(key: bytes, station_id: str, each: Countersignature) -> bool:
    """A record with one that does not hold would be refused as a whole."""
    try:
        signing.verify(key, layout.COUNTERSIGNATURE_PURPOSE, each.signed_bytes(station_id), each.signature)
    except _WRONG:
        return False
    return True
