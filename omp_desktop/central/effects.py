"""What each kind of statement changes at the centre (docs/protocol.md, Lanes and batches).

Batches come in any order: a statement that is older than one about the same thing by the same sender changes
nothing any more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Final, TypeVar

from sqlalchemy import Row, select, tuple_, update

from omp_desktop.central.arrival import Arrival
from omp_desktop.central.elections import allowed, amendments, read_amendment
from omp_desktop.central.quarantine import Alarm, raise_alarm
from omp_desktop.central.rows import insert_into, insert_missing, table_of
from omp_desktop.central.schema import (
    AmendmentRow,
    KioskRow,
    PageRow,
    PledgeRow,
    StatementRow,
    StationRow,
)
from omp_desktop.crypto.group import ED25519
from omp_desktop.crypto.pages import CLOSING_PURPOSE
from omp_desktop.domain.amendment import Amendment
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.domain.pledge import Pledge, check_pledge
from omp_desktop.domain.station import DeviceKind
from omp_desktop.record.authority import signed
from omp_desktop.record.layout import AMENDMENT_PURPOSE
from omp_desktop.wire import statements as kinds
from omp_desktop.wire.batch import StatementItem
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.refusals import (
    ItemDiffers,
    ItemMalformed,
    ItemNotTheirs,
    ItemOfFork,
    ItemSignatureWrong,
)

_PLEDGES: Final = (
    kinds.PLEDGE_ADDED,
    kinds.PLEDGE_CHANGED,
    kinds.PLEDGE_RESTORED,
    kinds.PLEDGE_REMOVED,
)
AMENDMENTS_MOST: Final = 1_000_000
T = TypeVar("T")


def apply(arrival: Arrival, item: StatementItem) -> None:
    """Lets a statement do what it says. Raises ItemSetAside, and has changed nothing then."""
    effect = _EFFECTS.get(item.kind)
    if effect is not None:
        effect(arrival, item)


def _body(item: StatementItem, kind: type[T]) -> T:
    try:
        return decode(bytes(item.body), kind)
    except MessageMalformed:
        raise ItemMalformed from None


def _require_commission(arrival: Arrival) -> None:
    if not arrival.by_commission:
        raise ItemNotTheirs


def _published(arrival: Arrival, item: StatementItem) -> None:
    """The election is there by now: ingest.py takes it in before its items."""
    _require_commission(arrival)
    body = _body(item, kinds.PublishedBody)
    if body.manifest.encode("utf-8") != arrival.election.manifest.to_bytes():
        raise ItemDiffers


def _amended(arrival: Arrival, item: StatementItem) -> None:
    _require_commission(arrival)
    body = _body(item, kinds.AmendmentBody)
    raw = body.amendment.encode("utf-8")
    election_id, key = arrival.batch.election_id, bytes.fromhex(arrival.election.manifest.commission_key)
    try:
        amendment = read_amendment(raw, body.signature)
    except (OmpError, FieldWrong):
        raise ItemMalformed from None
    if amendment.election_id != election_id or not 1 <= amendment.number <= AMENDMENTS_MOST:
        raise ItemMalformed
    if not signed(key, AMENDMENT_PURPOSE, raw, bytes.fromhex(body.signature)):
        raise ItemSignatureWrong
    _require_neighbours(arrival, amendment)
    _require_allowed(arrival, amendment)
    row = {
        "election_id": election_id,
        "number": amendment.number,
        "body": raw,
        "signature": body.signature,
    }
    if not insert_missing(arrival.session, AmendmentRow, [row], "number"):
        there = arrival.session.execute(
            select(AmendmentRow.body).filter_by(election_id=election_id, number=amendment.number)
        ).scalar_one()
        if there != raw:
            raise ItemDiffers


def _require_neighbours(arrival: Arrival, amendment: Amendment) -> None:
    """Those that are there before and behind it must chain with it."""
    rows = arrival.session.execute(
        select(AmendmentRow.number, AmendmentRow.body, AmendmentRow.signature).where(
            AmendmentRow.election_id == amendment.election_id,
            AmendmentRow.number.in_([amendment.number - 1, amendment.number + 1]),
        )
    )
    there = {number: read_amendment(body, signature) for number, body, signature in rows}
    before, behind = there.get(amendment.number - 1), there.get(amendment.number + 1)
    expected = arrival.election.manifest_hash if amendment.number == 1 else before and before.hash
    if expected not in {None, amendment.previous_hash}:
        raise ItemOfFork
    if behind is not None and behind.previous_hash != amendment.hash:
        raise ItemOfFork


def _require_allowed(arrival: Arrival, amendment: Amendment) -> None:
    """If everything before it is there, it must be allowed after that."""
    earlier = amendments(arrival.session, amendment.election_id)
    follows = amendment.number == len(earlier) + 1
    if follows and not allowed(arrival.election, [*earlier, amendment]):
        raise ItemMalformed


def _pledged(arrival: Arrival, item: StatementItem) -> None:
    body = _body(item, kinds.PledgeBody)
    contests = arrival.election.manifest.contests
    if body.candidate not in {option.id for contest in contests for option in contest.options}:
        raise ItemMalformed
    table = table_of(PledgeRow)
    if any(
        _body(StatementItem(position=row.position, kind=row.kind, body=row.body), kinds.PledgeBody).pledge
        == body.pledge
        for row in _later(arrival, item, _PLEDGES)
    ):
        return
    if item.kind == kinds.PLEDGE_REMOVED:
        arrival.session.connection().execute(
            table.delete().where(table.c.election_id == arrival.batch.election_id, table.c.id == body.pledge)
        )
        return
    try:
        pledge = check_pledge(
            Pledge(body.pledge, body.candidate, body.theme, body.title, body.description, body.position)
        )
    except OmpError:
        raise ItemMalformed from None
    values = {
        "candidate_id": pledge.candidate_id,
        "theme": pledge.theme,
        "title": pledge.title,
        "description": pledge.description,
        "position": pledge.position,
    }
    row = {"election_id": arrival.batch.election_id, "id": pledge.id, **values}
    insert, rows = insert_into(arrival.session, PledgeRow, [row])
    statement = insert.on_conflict_do_update(index_elements=[table.c.election_id, table.c.id], set_=values)
    arrival.session.connection().execute(statement, rows)


def _announced(arrival: Arrival, item: StatementItem) -> None:
    """A kiosk belongs to the first station whose statement names it."""
    body = _body(item, kinds.DeviceBody)
    if body.kind != DeviceKind.KIOSK.value:
        return
    if not ED25519.is_element(bytes.fromhex(body.public_key)):
        raise ItemMalformed
    batch = arrival.batch
    row = {
        "election_id": batch.election_id,
        "id": body.device,
        "station_id": batch.station_id,
        "name": body.name,
        "public_key": body.public_key,
    }
    if insert_missing(arrival.session, KioskRow, [row], "id"):
        _look_for_strangers(arrival, body.device)
        return
    there = arrival.session.execute(
        select(KioskRow.station_id, KioskRow.public_key).filter_by(
            election_id=batch.election_id, id=body.device
        )
    ).one()
    if tuple(there) != (batch.station_id, body.public_key):
        raise ItemDiffers


def _look_for_strangers(arrival: Arrival, device_id: str) -> None:
    """Pages that another station brought under this kiosk's id before anybody had named it."""
    batch = arrival.batch
    others = arrival.session.scalars(
        select(PageRow.station_id)
        .distinct()
        .where(
            PageRow.election_id == batch.election_id,
            PageRow.device_id == device_id,
            PageRow.station_id != batch.station_id,
        )
    )
    for station_id in list(others):
        raise_alarm(
            arrival.session,
            Alarm(batch.election_id, station_id, ItemNotTheirs.code, device_id, arrival.at),
        )


def _polls_changed(arrival: Arrival, item: StatementItem) -> None:
    body = _body(item, kinds.PollEventBody)
    if body.to is ElectionState.CERTIFIED:
        # A result is of all stations: none of them certifies it by itself.
        _require_commission(arrival)
    if _later(arrival, item, (kinds.POLL_EVENT,)):
        return
    arrival.session.execute(
        update(StationRow)
        .where(
            StationRow.election_id == arrival.batch.election_id,
            StationRow.id == arrival.batch.station_id,
        )
        .values(poll_state=body.to.value)
        .execution_options(synchronize_session=False)
    )


def _closed(arrival: Arrival, item: StatementItem) -> None:
    """A closing value is the kiosk's own word, if the kiosk is known already."""
    body = _body(item, kinds.ClosingBody)
    kiosk = arrival.session.execute(
        select(KioskRow.station_id, KioskRow.public_key).filter_by(
            election_id=arrival.batch.election_id, id=body.device
        )
    ).one_or_none()
    if kiosk is None:
        return
    if kiosk.station_id != arrival.batch.station_id:
        raise ItemNotTheirs
    key, value = bytes.fromhex(kiosk.public_key), bytes.fromhex(body.value)
    if body.signature is not None and not signed(key, CLOSING_PURPOSE, value, bytes.fromhex(body.signature)):
        raise ItemSignatureWrong


def _opened(arrival: Arrival, item: StatementItem) -> None:
    _require_commission(arrival)
    _body(item, kinds.OpeningBody)


def _left_out(arrival: Arrival, item: StatementItem) -> None:
    """What is in force, the latest of these statements says (published.py)."""
    _require_commission(arrival)
    body = _body(item, kinds.LeftOutBody)
    if not set(body.stations) <= {station.id for station in arrival.election.manifest.stations}:
        raise ItemMalformed


def _later(arrival: Arrival, item: StatementItem, of: Collection[str]) -> list[Row[int, str, bytes]]:
    """Statements of these kinds that the same sender made after this one, and that came before it."""
    batch, row = arrival.batch, StatementRow
    found = arrival.session.execute(
        select(row.position, row.kind, row.body).where(
            row.election_id == batch.election_id,
            row.device_id == batch.device_id,
            row.kind.in_(of),
            tuple_(row.store_epoch, row.position) > (batch.store_epoch, item.position),
        )
    )
    return list(found)


_EFFECTS: Final[Mapping[str, Callable[[Arrival, StatementItem], None]]] = MappingProxyType(
    {
        kinds.ELECTION_PUBLISHED: _published,
        kinds.AMENDMENT: _amended,
        **dict.fromkeys(_PLEDGES, _pledged),
        kinds.DEVICE: _announced,
        kinds.POLL_EVENT: _polls_changed,
        kinds.CLOSING: _closed,
        kinds.OPENING: _opened,
        kinds.STATIONS_LEFT_OUT: _left_out,
    }
)
