"""Lane B: a page of ballots. Their proofs are checked later, by a process of its own (checker.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, select

from omp_desktop.central.arrival import Arrival, Outcome
from omp_desktop.central.rows import insert_missing, table_of
from omp_desktop.central.schema import WAITING, BallotRow, KioskRow, PageRow
from omp_desktop.crypto import signing
from omp_desktop.crypto.ballot import ballot_length
from omp_desktop.crypto.codes import short_characters
from omp_desktop.crypto.pages import Chain, Entry, page_hash
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.record.layout import COUNTERSIGNATURE_PURPOSE, Countersignature
from omp_desktop.wire.batch import PageOfBatch
from omp_desktop.wire.brought import BroughtBallot, page_head, place_of
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.forms import Hex32
from omp_desktop.wire.refusals import (
    ItemDiffers,
    ItemMalformed,
    ItemNotTheirs,
    ItemOfFork,
    ItemPageWrong,
    ItemSetAside,
)

_kiosks = table_of(KioskRow)
_STATION_OF_KIOSK: Final = select(_kiosks.c.station_id).where(
    _kiosks.c.election_id == bindparam("election"), _kiosks.c.id == bindparam("kiosk")
)


class _Line(msgspec.Struct, frozen=True):
    """What stands on the page of an item, whatever else is wrong with it."""

    code: Hex32
    status: BallotStatus


def take(arrival: Arrival) -> Outcome:
    """Takes the page that a batch of lane B is. Raises MessageMalformed for one without the page's head."""
    page = arrival.batch.page
    if page is None:
        raise MessageMalformed(where="$.page")
    outcome = Outcome(len(arrival.items))
    read = _read(arrival, outcome)
    _keep_theirs(arrival, read, outcome)
    wrong = _wrong_page(arrival, page, read)
    if wrong is not None:
        outcome.set_all_aside(wrong)
        return outcome
    ballots = {place: read[place] for place in outcome.open_places()}
    barred = arrival.barred
    if barred is None and not _take_page(arrival, page):
        barred = ItemOfFork
    if barred is None:
        outcome.countersignature = countersignature(arrival, page)
        inserted = _write(arrival, page, ballots)
    else:
        inserted = set()
    _sort_out(arrival, outcome, ballots, inserted, barred or ItemDiffers)
    return outcome


def countersignature(arrival: Arrival, page: PageOfBatch) -> str:
    """The centre's signature of a page that it took, in hex."""
    plain = Countersignature(page.device_id, page.store_epoch, page.number, bytes.fromhex(page.hash), b"")
    message = plain.signed_bytes(arrival.batch.station_id)
    return signing.sign(arrival.centre.keys.seed, COUNTERSIGNATURE_PURPOSE, message).hex()


def _read(arrival: Arrival, outcome: Outcome) -> dict[int, BroughtBallot]:
    """The ballots that can be read, by their places."""
    length = ballot_length(arrival.election.context)
    read: dict[int, BroughtBallot] = {}
    for place, raw in enumerate(arrival.items):
        try:
            ballot = BroughtBallot.read(raw)
        except MessageMalformed:
            outcome.set_aside[place] = ItemMalformed
            continue
        if len(ballot.body) == length:
            read[place] = ballot
        else:
            outcome.set_aside[place] = ItemMalformed
    return read


def _keep_theirs(arrival: Arrival, read: Mapping[int, BroughtBallot], outcome: Outcome) -> None:
    """Sets aside ballots of another place than the page's, and the second one of two with one id."""
    place_of_page = place_of(arrival.batch.election_id, page_head(arrival.batch))
    ids: set[str] = set()
    for place, ballot in read.items():
        if not ballot.is_of(place_of_page):
            outcome.set_aside[place] = ItemNotTheirs
        elif ballot.item.ballot in ids:
            outcome.set_aside[place] = ItemDiffers
        ids.add(ballot.item.ballot)


def _wrong_page(
    arrival: Arrival, page: PageOfBatch, read: Mapping[int, BroughtBallot]
) -> type[ItemSetAside] | None:
    """Whether the page is a kiosk's of another station, or does not follow from its lines.

    A kiosk whose statement has not come yet is nobody's so far: its page is taken, and its ballots wait.
    """
    given = {"election": arrival.batch.election_id, "kiosk": page.device_id}
    station = arrival.session.connection().execute(_STATION_OF_KIOSK, given).scalar()
    if station not in {None, arrival.batch.station_id}:
        return ItemNotTheirs
    # The key is part of the opening value of a chain, not of its pages.
    base_hash = arrival.election.context.base_hash
    chain = Chain(base_hash, arrival.batch.station_id, page.device_id, public_key=b"")
    try:
        entries = [
            read[place].item.entry if place in read else _entry(raw)
            for place, raw in enumerate(arrival.items)
        ]
        previous = bytes.fromhex(page.previous)
        found = page_hash(chain, page.store_epoch, page.number, previous, entries)
    except (MessageMalformed, KeyError, ValueError):
        return ItemPageWrong
    return None if found.hex() == page.hash else ItemPageWrong


def _entry(raw: bytes) -> Entry:
    """What stands on the page of an item that cannot be read as a ballot. Raises MessageMalformed."""
    line = decode(raw, _Line)
    return Entry(bytes.fromhex(line.code), line.status)


def _take_page(arrival: Arrival, page: PageOfBatch) -> bool:
    """Whether this page has its place: it was free, or this very page is there already."""
    batch = arrival.batch
    place = {
        "election_id": batch.election_id,
        "device_id": page.device_id,
        "store_epoch": page.store_epoch,
        "number": page.number,
    }
    row = {
        **place,
        "station_id": batch.station_id,
        "previous": page.previous,
        "hash": page.hash,
        "batch_id": batch.batch_id,
        "countersignature": countersignature(arrival, page),
        "checked": WAITING,
    }
    if insert_missing(arrival.session, PageRow, [row], "hash"):
        return True
    there = arrival.session.execute(select(PageRow.hash, PageRow.station_id).filter_by(**place)).one()
    return tuple(there) == (page.hash, batch.station_id)


def _write(arrival: Arrival, page: PageOfBatch, ballots: Mapping[int, BroughtBallot]) -> set[str]:
    """Inserts the ballots that the centre does not have; which those were."""
    batch = arrival.batch
    same: dict[str, Any] = {
        "election_id": batch.election_id,
        "station_id": batch.station_id,
        "device_id": page.device_id,
        "store_epoch": page.store_epoch,
        "page": page.number,
        "batch_id": batch.batch_id,
        "proof": WAITING,
    }
    rows = [
        {
            **same,
            "id": ballot.item.ballot,
            "code": ballot.item.code,
            "short_code": short_characters(bytes.fromhex(ballot.item.code)),
            "status": ballot.item.status.value,
            "digest": ballot.digest,
        }
        for ballot in ballots.values()
    ]
    return insert_missing(arrival.session, BallotRow, rows, "id")


def _sort_out(
    arrival: Arrival,
    outcome: Outcome,
    ballots: Mapping[int, BroughtBallot],
    inserted: set[str],
    otherwise: type[ItemSetAside],
) -> None:
    """Counts what was inserted; of the rest, what is there already is a duplicate."""
    rest = {place: ballot for place, ballot in ballots.items() if ballot.item.ballot not in inserted}
    for place in ballots.keys() - rest.keys():
        outcome.changes[ballots[place].item.status.value] += 1
    if not rest:
        return
    there = _there(arrival, [ballot.item.ballot for ballot in rest.values()])
    for place, ballot in rest.items():
        if there.get(ballot.item.ballot) == ballot.digest:
            outcome.duplicates.add(place)
        else:
            outcome.set_aside[place] = otherwise


def _there(arrival: Arrival, ids: list[str]) -> dict[str, str]:
    """Digests of ballots that the centre has."""
    found = arrival.session.execute(
        select(BallotRow.id, BallotRow.digest).where(
            BallotRow.election_id == arrival.batch.election_id, BallotRow.id.in_(ids)
        )
    )
    return {row.id: row.digest for row in found}
