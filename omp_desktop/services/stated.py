"""What other stations have stated (lane S): their kiosks, closing values, and where their polls stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from omp_desktop.crypto.ballot import ID_BYTES
from omp_desktop.crypto.group import ED25519
from omp_desktop.crypto.hashing import HASH_BYTES
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import Fields, FieldWrong
from omp_desktop.record.layout import U32_MOST
from omp_desktop.services.collected_batch import stored_batch, stored_receipt
from omp_desktop.services.pages import Closing, read_closing
from omp_desktop.services.poll_steps import POLL_EVENT
from omp_desktop.store.records import StoredClosing
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.batch import StatementItem
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.statements import CLOSING, DEVICE

_UNREADABLE: Final = (FieldWrong, OmpError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A kiosk that a station announced; its key, 32 bytes."""

    name: str
    public_key: bytes


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the polls: when it was taken, the state that it led to, and the numbers then."""

    at: str = ""
    state: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass
class Stated:
    """What one station has stated so far.

    `two_keys`: kiosks that were announced with different keys. `steps`: the last one of each sender.
    """

    kiosks: dict[str, Kiosk] = field(default_factory=dict)
    two_keys: set[str] = field(default_factory=set)
    closings: dict[str, Closing] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    # Number of the closing value that is in `closings`.
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def poll_state(self) -> str:
        """A state of the polls, or "" before any news."""
        return self._last.state

    @property
    def counts(self) -> Mapping[str, int]:
        """The numbers of the step that led there."""
        return self._last.counts

    @property
    def _last(self) -> Step:
        """Of a sender the last one, for its clock may have been set back; among several the latest."""
        return max(self.steps.values(), key=lambda step: step.at, default=Step())


def read_stated(uow: UnitOfWork, election_id: str) -> dict[str, Stated]:
    """By station, from the batches that are here.

    What the centre set aside, or what cannot be read, says nothing.
    """
    stations: dict[str, Stated] = {}
    for stored in uow.collected.statements(election_id):
        stated = stations.setdefault(stored.station_id, Stated())
        aside = {each.item for each in stored_receipt(stored).quarantined}
        for place, raw in enumerate(stored_batch(stored).items):
            if place in aside:
                continue
            try:
                _take(stated, stored.device_id, raw)
            except _UNREADABLE:
                continue
    return stations


def _take(stated: Stated, sender: str, raw: msgspec.Raw) -> None:
    item = decode(bytes(raw), StatementItem)
    take = _TAKEN.get(item.kind)
    if take is not None:
        take(stated, sender, Fields(decode(bytes(item.body), dict)))


def _take_kiosk(stated: Stated, _sender: str, fields: Fields) -> None:
    device_id, key = _id(fields, "device"), bytes.fromhex(fields.text("public_key"))
    if not ED25519.is_element(key):
        raise FieldWrong("public_key")
    known = stated.kiosks.setdefault(device_id, Kiosk(fields.text("name"), key))
    if known.public_key != key:
        stated.two_keys.add(device_id)


def _take_closing(stated: Stated, _sender: str, fields: Fields) -> None:
    device_id, number = _id(fields, "device"), fields.integer("number")
    signature = fields.raw("signature")
    stored = StoredClosing(
        "",
        device_id,
        number,
        fields.text("value"),
        fields.text("body"),
        None if signature is None else bytes.fromhex(fields.text("signature")),
    )
    closing = read_closing(stored)
    _require_form(closing)
    before = stated.numbers.get(device_id, 0)
    if number > before or (number == before and stated.closings[device_id].signature is None):
        stated.closings[device_id] = closing
        stated.numbers[device_id] = number


def _take_step(stated: Stated, sender: str, fields: Fields) -> None:
    counts = fields.child("counts").mapping().items()
    numbers = {name: count for name, count in counts if isinstance(count, int)}
    stated.steps[sender] = Step(fields.text("at"), fields.text("to"), numbers)


def _id(fields: Fields, name: str) -> str:
    text = fields.text(name)
    if len(text) != 2 * ID_BYTES or bytes.fromhex(text).hex() != text:
        raise FieldWrong(name)
    return text


def _require_form(closing: Closing) -> None:
    """What can be hashed and stand in a record."""
    counts = closing.counts
    fits = len(bytes.fromhex(closing.value)) == HASH_BYTES
    fits = fits and min(counts.cast, counts.tested, counts.void) >= 0
    for end in closing.epochs:
        fits = fits and end.store_epoch >= 1 and 0 <= end.pages <= U32_MOST
        fits = fits and len(end.opening) == len(end.last) == HASH_BYTES
    if not fits:
        raise FieldWrong("body")


_TAKEN: Final = {DEVICE: _take_kiosk, CLOSING: _take_closing, POLL_EVENT: _take_step}
