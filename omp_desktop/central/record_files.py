"""The election record out of what the centre has, file by file, in the record's own forms.

Whoever takes all files of the list has a record that `omp-desktop verify` takes: nobody has to believe the
centre. Nothing of a voter is in it, and of a station that is left out nothing but its list's length.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from omp_desktop.central.checker import at_place, ballots_of_page
from omp_desktop.central.page_check import recorded_page
from omp_desktop.central.public_answers import FileEntry, RecordAnswer
from omp_desktop.central.published import PublishedElection
from omp_desktop.central.results import counted, live_openings, product_of, proved_openings, withheld
from omp_desktop.central.schema import (
    WAITING,
    BatchRow,
    KioskRow,
    PageRow,
    ParticipationRow,
    StatementRow,
)
from omp_desktop.crypto.pages import CLOSING_PURPOSE, Counts, EpochEnd
from omp_desktop.domain.canonical import parse_canonical
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import Fields, FieldWrong
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.paths import resource
from omp_desktop.record import layout
from omp_desktop.record.authority import signed
from omp_desktop.record.form import json_bytes
from omp_desktop.record.layout import (
    Countersignature,
    Countersignatures,
    ListedFile,
    RecordedClosing,
    RecordedDevice,
    RecordedStation,
    RecordHead,
)
from omp_desktop.record.opened import RecordedOpening, RecordedSums, openings_json
from omp_desktop.record.page import PageHead
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.refusals import NothingThere
from omp_desktop.wire.statements import CLOSING, ClosingBody


@dataclass(frozen=True, slots=True)
class Counted:
    """An election that was counted: its final opening, and those during the vote before it."""

    election: PublishedElection
    openings: tuple[RecordedOpening, ...]


def require_counted(session: Session, election: PublishedElection) -> Counted:
    """The election with its openings. Raises ResultsWithheld before the count."""
    proved = proved_openings(session, election)
    final = counted(election, proved)
    if final is None:
        raise withheld(election)
    return Counted(election, (*live_openings(election, proved), final))


def record(session: Session, of: Counted, centre_key: bytes) -> RecordAnswer:
    """The files that are here, record.json first."""
    listed = _listed(session, of, centre_key)
    head = _file(_head(of, listed))
    entries = {layout.RECORD: head, **dict(sorted(listed.items()))}
    return RecordAnswer(
        election_id=of.election.id,
        files=[FileEntry(name=name, bytes=f.size, sha256=f.sha256) for name, f in entries.items()],
        pages_waiting=_count(session, of.election, PageRow.checked == WAITING),
        pages_unreadable=_count(
            session, of.election, and_(PageRow.checked != WAITING, PageRow.file_sha256.is_(None))
        ),
    )


def record_file(session: Session, of: Counted, centre_key: bytes, name: str) -> bytes:
    """One of the files. Raises NothingThere for a name that is not in the list."""
    if name == layout.RECORD:
        return _head(of, _listed(session, of, centre_key))
    page = layout.place_of_page(name)
    if page is not None:
        return _page(session, of, *page)
    if name in layout.NOT_JSON:
        return resource("verifier", Path(name).name).read_bytes()
    if name not in _SMALL_FILES:
        raise NothingThere
    return _SMALL_FILES[name](session, of, centre_key)


def _head(of: Counted, listed: Mapping[str, ListedFile]) -> bytes:
    signature = bytes.fromhex(of.election.signature)
    return json_bytes(RecordHead(of.election.id, signature, listed).to_json())


def _listed(session: Session, of: Counted, centre_key: bytes) -> dict[str, ListedFile]:
    files = {name: _file(make(session, of, centre_key)) for name, make in _SMALL_FILES.items()}
    for name in layout.NOT_JSON:
        files[name] = _file(resource("verifier", Path(name).name).read_bytes())
    rows = session.execute(
        select(
            PageRow.device_id, PageRow.store_epoch, PageRow.number, PageRow.file_bytes, PageRow.file_sha256
        ).where(_counts(of.election), PageRow.file_sha256.is_not(None))
    )
    for row in rows:
        name = layout.page_name(row.device_id, row.store_epoch, row.number)
        files[name] = ListedFile(row.file_bytes, row.file_sha256)
    return files


def _file(data: bytes) -> ListedFile:
    return ListedFile(len(data), hashlib.sha256(data).hexdigest())


def _counts(election: PublishedElection) -> ColumnElement[bool]:
    """The condition for pages of the stations that count."""
    return and_(PageRow.election_id == election.id, PageRow.station_id.not_in(election.left_out))


def _devices(session: Session, election: PublishedElection) -> Iterator[RecordedDevice]:
    kiosks = session.scalars(
        select(KioskRow)
        .where(KioskRow.election_id == election.id, KioskRow.station_id.not_in(election.left_out))
        .order_by(KioskRow.id)
    )
    for kiosk in kiosks:
        yield RecordedDevice(kiosk.id, kiosk.station_id, kiosk.name, bytes.fromhex(kiosk.public_key))


def _closings(session: Session, election: PublishedElection) -> list[RecordedClosing]:
    """The last closing of each kiosk that its station told and its key signed.

    Polls that were opened again end with a new one. A statement may have come before that of its kiosk, when
    nobody could say whether it holds.
    """
    kiosks = {device.device_id: device for device in _devices(session, election)}
    said = session.execute(
        select(StatementRow.station_id, StatementRow.body)
        .where(StatementRow.election_id == election.id, StatementRow.kind == CLOSING)
        .order_by(StatementRow.cursor)
    )
    latest: dict[str, tuple[int, RecordedClosing]] = {}
    for station_id, body in said:
        found = _closing(body)
        if found is None or not _by_kiosk(kiosks.get(found[1].device_id), station_id, found[1]):
            continue
        if found[0] >= latest.get(found[1].device_id, found)[0]:
            latest[found[1].device_id] = found
    return [latest[device_id][1] for device_id in sorted(latest)]


def _by_kiosk(kiosk: RecordedDevice | None, station_id: str, closing: RecordedClosing) -> bool:
    return (
        kiosk is not None
        and kiosk.station_id == station_id
        and signed(kiosk.public_key, CLOSING_PURPOSE, closing.value, closing.signature)
    )


def _closing(body: bytes) -> tuple[int, RecordedClosing] | None:
    """Number and closing of a statement; None while it is not signed, and for what is none."""
    try:
        said = decode(body, ClosingBody)
        covered = Fields(parse_canonical(said.body.encode("utf-8")))
        epochs = tuple(
            EpochEnd(
                end.integer("store_epoch"),
                bytes.fromhex(end.text("opening")),
                end.integer("pages"),
                bytes.fromhex(end.text("last")),
            )
            for end in covered.children("epochs")
        )
        counts = Counts(covered.integer("cast"), covered.integer("tested"), covered.integer("void"))
    except (FieldWrong, OmpError, ValueError):
        return None
    if said.signature is None:
        return None
    value, signature = bytes.fromhex(said.value), bytes.fromhex(said.signature)
    return said.number, RecordedClosing(said.device, epochs, counts, value, signature)


def _stations(session: Session, election: PublishedElection) -> Iterator[RecordedStation]:
    rows = session.execute(
        select(ParticipationRow.station_id, ParticipationRow.state, func.count().label("voters"))
        .where(
            ParticipationRow.election_id == election.id,
            ParticipationRow.station_id.not_in(election.left_out),
        )
        .group_by(ParticipationRow.station_id, ParticipationRow.state)
    )
    voters = {(row.station_id, row.state): row.voters for row in rows}
    for station in election.manifest.stations:
        yield RecordedStation(
            station.id,
            station.voters,
            voters.get((station.id, ParticipationState.CANCELLED.value), 0),
            voters.get((station.id, ParticipationState.CAST.value), 0),
        )


def _countersignatures(session: Session, election: PublishedElection) -> Iterator[Countersignature]:
    rows = session.execute(
        select(PageRow.device_id, PageRow.store_epoch, PageRow.number, PageRow.hash, PageRow.countersignature)
        .where(_counts(election), PageRow.file_sha256.is_not(None))
        .order_by(PageRow.device_id, PageRow.store_epoch, PageRow.number)
    )
    for row in rows:
        yield Countersignature(
            row.device_id,
            row.store_epoch,
            row.number,
            bytes.fromhex(row.hash),
            bytes.fromhex(row.countersignature),
        )


def _page(session: Session, of: Counted, device_id: str, store_epoch: int, number: int) -> bytes:
    place = (of.election.id, device_id, store_epoch, number)
    row = session.execute(
        select(PageRow.station_id, PageRow.previous, PageRow.hash, BatchRow.body)
        .join(BatchRow, BatchRow.id == PageRow.batch_id)
        .where(at_place(place), _counts(of.election), PageRow.file_sha256.is_not(None))
    ).one_or_none()
    if row is None:
        raise NothingThere
    head = PageHead(
        device_id,
        row.station_id,
        store_epoch,
        number,
        bytes.fromhex(row.previous),
        bytes.fromhex(row.hash),
    )
    page = recorded_page(of.election.context, head, ballots_of_page(session, place, row.body))
    if page is None:
        raise NothingThere
    return page


def _count(session: Session, election: PublishedElection, which: ColumnElement[bool]) -> int:
    found = session.scalar(select(func.count()).select_from(PageRow).where(_counts(election), which))
    return found or 0


def _manifest(_session: Session, of: Counted, _centre_key: bytes) -> bytes:
    return of.election.raw


def _amendments(_session: Session, of: Counted, _centre_key: bytes) -> bytes:
    return json_bytes(layout.amendments_json(of.election.amendments))


def _devices_file(session: Session, of: Counted, _centre_key: bytes) -> bytes:
    return json_bytes(layout.devices_json(_devices(session, of.election)))


def _closings_file(session: Session, of: Counted, _centre_key: bytes) -> bytes:
    return json_bytes(layout.closings_json(_closings(session, of.election)))


def _stations_file(session: Session, of: Counted, _centre_key: bytes) -> bytes:
    return json_bytes(layout.stations_json(_stations(session, of.election)))


def _sums(session: Session, of: Counted, _centre_key: bytes) -> bytes:
    return json_bytes(RecordedSums.of(product_of(session, of.election)).to_json())


def _openings(_session: Session, of: Counted, _centre_key: bytes) -> bytes:
    return json_bytes(openings_json(of.openings))


def _countersignatures_file(session: Session, of: Counted, centre_key: bytes) -> bytes:
    pages = tuple(_countersignatures(session, of.election))
    return json_bytes(Countersignatures(centre_key, pages).to_json())


# Each by itself: whoever asks for one does not wait for the others.
_SMALL_FILES: Final[Mapping[str, Callable[[Session, Counted, bytes], bytes]]] = MappingProxyType(
    {
        layout.MANIFEST: _manifest,
        layout.AMENDMENTS: _amendments,
        layout.DEVICES: _devices_file,
        layout.CLOSINGS: _closings_file,
        layout.STATIONS: _stations_file,
        layout.SUMS: _sums,
        layout.OPENINGS: _openings,
        layout.COUNTERSIGNATURES: _countersignatures_file,
    }
)
