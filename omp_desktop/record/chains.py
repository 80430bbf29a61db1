"""The checks of what devices and stations say about the ballots: pages, closings, participation, centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from omp_desktop.crypto.codes import short_code
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.group import ED25519
from omp_desktop.crypto.pages import (
    CLOSING_PURPOSE,
    NO_CHAIN,
    STATUS_BYTES,
    Chain,
    Counts,
    EpochEnd,
    closing_value,
    opening_value,
    page_hash,
)
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.record import layout
from omp_desktop.record.authority import Published, signed
from omp_desktop.record.closing_file import ClosingReport
from omp_desktop.record.errors import WHOLE, Fault, RecordBad
from omp_desktop.record.files import PageSummary, RecordFiles, entry_of
from omp_desktop.record.layout import RecordedClosing, RecordedDevice

Devices = Mapping[str, RecordedDevice]


def chain_of(context: ElectionContext, device: RecordedDevice) -> Chain:
    """Whose pages the device's are."""
    return Chain(context.base_hash, device.station_id, device.device_id, device.public_key)


def check_pages(pages: Sequence[PageSummary], context: ElectionContext, devices: Devices) -> None:
    """Every page is whole, and the pages of each epoch form one chain. Raises RecordBad.

    `pages` are in the order of devices, epochs and numbers.
    """
    for _, epoch in groupby(pages, key=lambda page: (page.head.device_id, page.head.store_epoch)):
        before: PageSummary | None = None
        for page in epoch:
            _check_page(page, context, devices)
            expected = (
                (1, page.head.previous) if before is None else (before.head.number + 1, before.head.hash)
            )
            if (page.head.number, page.head.previous) != expected:
                raise RecordBad(file=page.name, item="previous", fault=Fault.GAP)
            before = page


def _check_page(page: PageSummary, context: ElectionContext, devices: Devices) -> None:
    head = page.head
    if head.name != page.name:
        raise RecordBad(file=page.name, item=WHOLE, fault=Fault.NAME)
    device = devices.get(head.device_id)
    if device is None:
        raise RecordBad(file=page.name, item=head.device_id, fault=Fault.UNKNOWN_DEVICE)
    if device.station_id != head.station_id:
        raise RecordBad(file=page.name, item="station_id", fault=Fault.STATION)
    if page.ballots > layout.PAGE_BALLOTS_MOST:
        raise RecordBad(file=page.name, item="ballots", fault=Fault.PAGE_SIZE)
    entries = page.entries()
    for one, other in pairwise(entries):
        if one.code >= other.code:
            raise RecordBad(file=page.name, item=short_code(other.code), fault=Fault.SORTING)
    chain = chain_of(context, device)
    if page_hash(chain, head.store_epoch, head.number, head.previous, entries) != head.hash:
        raise RecordBad(file=page.name, item="hash", fault=Fault.HASH)


def check_closings(
    files: RecordFiles, published: Published, devices: Devices, reports: Sequence[ClosingReport]
) -> None:
    """Each device's closing is that of its pages, signed, and the one that was reported. Raises RecordBad."""
    closings: dict[str, RecordedClosing] = {}
    for closing in files.closings:
        if closing.device_id in closings:
            raise RecordBad(file=layout.CLOSINGS, item=closing.device_id, fault=Fault.TWICE)
        closings[closing.device_id] = closing
    own = {
        device_id: list(pages)
        for device_id, pages in groupby(files.pages, key=lambda page: page.head.device_id)
    }
    for device_id in [*own, *closings]:
        if device_id not in closings:
            raise RecordBad(file=layout.CLOSINGS, item=device_id, fault=Fault.MISSING)
        if device_id not in devices:
            raise RecordBad(file=layout.CLOSINGS, item=device_id, fault=Fault.UNKNOWN_DEVICE)
    for device_id, closing in closings.items():
        chain = chain_of(published.context, devices[device_id])
        _check_closing(closing, chain, own.get(device_id, []))
    for report in reports:
        _check_report(report, published, devices, closings)
    reported = {device.device_id for report in reports for device in report.devices}
    stations = {devices[device_id].station_id for device_id in reported}
    for device_id in closings:
        if device_id not in reported and devices[device_id].station_id in stations:
            raise RecordBad(file=layout.CLOSINGS, item=device_id, fault=Fault.NOT_REPORTED)


def _check_closing(closing: RecordedClosing, chain: Chain, pages: Sequence[PageSummary]) -> None:
    where = {"file": layout.CLOSINGS, "item": closing.device_id}
    _check_epochs(closing, chain, pages)
    lines = sorted(line for page in pages for line in page.split())
    counts = Counts.of(map(entry_of, lines))
    if closing.counts != counts:
        raise RecordBad(**where, fault=Fault.COUNTS)
    for one, other in pairwise(lines):
        if one[:-1] == other[:-1]:
            raise RecordBad(file=layout.CLOSINGS, item=short_code(one[:-1]), fault=Fault.SORTING)
    if closing_value(chain, closing.epochs, counts, map(entry_of, lines)) != closing.value:
        raise RecordBad(**where, fault=Fault.CLOSING_VALUE)
    if not signed(chain.public_key, CLOSING_PURPOSE, closing.value, closing.signature):
        raise RecordBad(**where, fault=Fault.SIGNATURE)


def _check_epochs(closing: RecordedClosing, chain: Chain, pages: Sequence[PageSummary]) -> None:
    """The listed epochs stand in order, each with its pages; all pages are in one of them."""
    of_epoch = {epoch: list(found) for epoch, found in groupby(pages, key=lambda page: page.head.store_epoch)}
    listed = [end.store_epoch for end in closing.epochs]
    fits = listed == sorted(set(listed)) and of_epoch.keys() <= set(listed)
    before = NO_CHAIN
    for end in closing.epochs:
        opening = opening_value(chain, end.store_epoch, before)
        own = of_epoch.get(end.store_epoch, [])
        last = own[-1].head.hash if own else opening
        fits = fits and end == EpochEnd(end.store_epoch, opening, len(own), last)
        fits = fits and (not own or own[0].head.previous == opening)
        before = end.last
    if not fits:
        raise RecordBad(file=layout.CLOSINGS, item=closing.device_id, fault=Fault.EPOCHS)


def _check_report(
    report: ClosingReport, published: Published, devices: Devices, closings: Mapping[str, RecordedClosing]
) -> None:
    if (report.election_id, report.manifest_hash) != (
        published.manifest.election_id,
        published.manifest_hash,
    ):
        raise RecordBad(file=layout.CLOSINGS, item=WHOLE, fault=Fault.OTHER_REPORT)
    for reported in report.devices:
        closing = closings.get(reported.device_id)
        key = devices[reported.device_id].public_key if closing is not None else None
        if closing is None or (closing.value, key) != (reported.value, reported.public_key):
            raise RecordBad(file=layout.CLOSINGS, item=reported.device_id, fault=Fault.CLOSING_REPORT)


def cast_by_station(pages: Sequence[PageSummary]) -> Mapping[str, int]:
    """How many cast ballots the pages of each station hold."""
    cast: Counter[str] = Counter()
    for page in pages:
        cast[page.head.station_id] += page.count(STATUS_BYTES[BallotStatus.CAST])
    return cast


def check_participation(files: RecordFiles, published: Published) -> None:
    """In each station as many ballots as participations, and no more than voters. Raises RecordBad."""
    cast = cast_by_station(files.pages)
    stations = {station.station_id: station for station in files.stations}
    if len(stations) != len(files.stations):
        raise RecordBad(file=layout.STATIONS, item=WHOLE, fault=Fault.TWICE)
    for station_id in sorted(published.stations.keys() ^ stations.keys() | cast.keys() - stations.keys()):
        raise RecordBad(file=layout.STATIONS, item=station_id, fault=Fault.STATION)
    for station_id, station in stations.items():
        fits = station.cast == cast[station_id] if station_id in cast else not station.cast
        if not fits or station.cast > station.listed or station.listed != published.stations[station_id]:
            raise RecordBad(file=layout.STATIONS, item=station_id, fault=Fault.COUNTS)


def check_countersignatures(files: RecordFiles, devices: Devices) -> None:
    """What the centre signed stands in the record. Raises RecordBad."""
    key = files.countersignatures.centre_key
    if key is None:
        return
    if not ED25519.is_element(key):
        raise RecordBad(file=layout.COUNTERSIGNATURES, item="centre_key", fault=Fault.KEY)
    hashes = {page.name: page.head.hash for page in files.pages}
    for each in files.countersignatures.pages:
        name = layout.page_name(each.device_id, each.store_epoch, each.number)
        where = {"file": layout.COUNTERSIGNATURES, "item": name}
        device = devices.get(each.device_id)
        if device is None or hashes.get(name) != each.page_hash:
            raise RecordBad(**where, fault=Fault.MISSING)
        message = each.signed_bytes(device.station_id)
        if not signed(key, layout.COUNTERSIGNATURE_PURPOSE, message, each.signature):
            raise RecordBad(**where, fault=Fault.SIGNATURE)
