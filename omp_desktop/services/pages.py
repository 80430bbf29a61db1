"""Freezing ballots into pages, and closing a device's chain of pages.

Everything works inside the caller's transaction. Which ballots share a page is decided by their random ids,
so that neither a page nor its place tells who voted when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from omp_desktop.crypto import signing
from omp_desktop.crypto.pages import (
    CLOSING_PURPOSE,
    NO_CHAIN,
    Chain,
    Counts,
    Entry,
    EpochEnd,
    closing_value,
    opening_value,
    page_hash,
)
from omp_desktop.domain.canonical import canonical_bytes, parse_canonical
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.json_fields import Fields
from omp_desktop.domain.station import Device
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import SigningKeyMissing
from omp_desktop.services.publication import read_published
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.statements import tell_closing
from omp_desktop.store.records import PagePlace, StoredClosing, StoredPage, UnpagedBallot
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.batch import ballots_that_fit

BALLOTS_ON_A_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Closing:
    """A device's closing value with everything that it covers; `value` in hex."""

    device_id: str
    station_id: str
    public_key: str
    epochs: tuple[EpochEnd, ...]
    counts: Counts
    value: str
    signature: bytes | None


def freeze_pages(uow: UnitOfWork, election_id: str) -> None:
    """Puts every ballot that is cast, tested or void, and on no page yet, on a page of its device."""
    _freeze(uow, election_id, uow.pages.unpaged(election_id))


def freeze_drawn(uow: UnitOfWork, election_id: str, ballot_ids: Collection[str]) -> None:
    """The same for these ballots alone: what is drawn of a kiosk's ballots while the polls are open.

    An epoch's pages begin where those of the one before ended, so ballots of an older epoch come first.
    """
    _freeze(uow, election_id, uow.pages.unpaged(election_id, ballot_ids))


def close_chains(uow: UnitOfWork, election_id: str, seeds: Mapping[str, bytes]) -> None:
    """Computes and keeps the closing value of each device that has pages, signed where the key is there.

    The centre is told of each.
    """
    base_hash = read_published(uow, election_id).context.base_hash
    numbers = {closing.device_id: closing.number for closing in uow.pages.closings(election_id)}
    pages = uow.pages.all(election_id)
    for device_id, group in groupby(pages, key=lambda page: page.place.device_id):
        chain = _chain(uow, base_hash, device_id)
        epochs = _epoch_ends(chain, list(group))
        entries = sorted(uow.pages.entries(election_id, device_id), key=_code)
        counts = Counts.of(entries)
        value = closing_value(chain, epochs, counts, entries)
        seed = seeds.get(device_id)
        closing = StoredClosing(
            election_id,
            device_id,
            numbers.get(device_id, 0) + 1,
            value.hex(),
            _body(chain, epochs, counts),
            None if seed is None else signing.sign(seed, CLOSING_PURPOSE, value),
        )
        uow.pages.put_closing(closing)
        tell_closing(uow, closing)


def read_closings(uow: UnitOfWork, election_id: str) -> tuple[Closing, ...]:
    """The latest closing value of each device."""
    return tuple(map(read_closing, uow.pages.closings(election_id)))


def signing_seeds(core: Core, devices: Sequence[Device]) -> dict[str, bytes]:
    """The devices' signing keys that can be had now; a key store that does not answer must stop no closing.

    Not inside a transaction: the key store may wait.
    """
    seeds = {}
    for device in devices:
        try:
            seed = core.secrets_box.get(device_key_name(device.id))
        except OmpError:
            continue
        if seed is not None:
            seeds[device.id] = seed
    return seeds


def sign_missing(uow: UnitOfWork, election_id: str, seeds: Mapping[str, bytes]) -> None:
    """Signs the closing values that have no signature yet. Raises SigningKeyMissing."""
    for closing in uow.pages.closings(election_id):
        if closing.signature is None:
            seed = seeds.get(closing.device_id)
            if seed is None:
                raise SigningKeyMissing
            signature = signing.sign(seed, CLOSING_PURPOSE, bytes.fromhex(closing.value))
            uow.pages.sign_closing(closing, signature)
            tell_closing(uow, replace(closing, signature=signature))


def _freeze(uow: UnitOfWork, election_id: str, unpaged: Iterable[UnpagedBallot]) -> None:
    base_hash = read_published(uow, election_id).context.base_hash
    for (device_id, _station, epoch), group in groupby(sorted(unpaged, key=_whose), key=_whose):
        ballots = list(group)
        chain = _chain(uow, base_hash, device_id)
        last, number = _end_of(uow, chain, election_id, epoch)
        # A page is a batch too, and a batch has its size (docs/protocol.md).
        most = min(BALLOTS_ON_A_PAGE, ballots_that_fit(max(ballot.size for ballot in ballots)))
        for start in range(0, len(ballots), most):
            number += 1
            batch = ballots[start : start + most]
            entries = sorted((Entry(b.code, b.status) for b in batch), key=_code)
            before, last = last, page_hash(chain, epoch, number, last, entries)
            place = PagePlace(election_id, device_id, epoch, number)
            page = StoredPage(place, chain.station_id, before.hex(), last.hex())
            uow.pages.add(page, [ballot.ballot_id for ballot in batch])


def _whose(ballot: UnpagedBallot) -> tuple[str, str, int]:
    return ballot.device_id, ballot.station_id, ballot.store_epoch


def _code(entry: Entry) -> bytes:
    return entry.code


def _chain(uow: UnitOfWork, base_hash: bytes, device_id: str) -> Chain:
    device = uow.devices.get(device_id)
    return Chain(base_hash, device.station_id, device.id, bytes.fromhex(device.public_key))


def _end_of(uow: UnitOfWork, chain: Chain, election_id: str, epoch: int) -> tuple[bytes, int]:
    """The last hash and the last number of this epoch so far; it begins where the one before ended."""
    own = [page for page in uow.pages.all(election_id) if page.place.device_id == chain.device_id]
    ends = _epoch_ends(chain, [page for page in own if page.place.store_epoch <= epoch])
    if ends and ends[-1].store_epoch == epoch:
        return ends[-1].last, ends[-1].pages
    return opening_value(chain, epoch, ends[-1].last if ends else NO_CHAIN), 0


def _epoch_ends(chain: Chain, pages: Sequence[StoredPage]) -> list[EpochEnd]:
    ends: list[EpochEnd] = []
    for epoch, group in groupby(pages, key=lambda page: page.place.store_epoch):
        *_, last = numbered = list(group)
        opening = opening_value(chain, epoch, ends[-1].last if ends else NO_CHAIN)
        ends.append(EpochEnd(epoch, opening, len(numbered), bytes.fromhex(last.hash)))
    return ends


def _body(chain: Chain, epochs: Sequence[EpochEnd], counts: Counts) -> str:
    return canonical_bytes(
        {
            "station_id": chain.station_id,
            "public_key": chain.public_key.hex(),
            "epochs": [
                {
                    "store_epoch": end.store_epoch,
                    "opening": end.opening.hex(),
                    "pages": end.pages,
                    "last": end.last.hex(),
                }
                for end in epochs
            ],
            "cast": counts.cast,
            "tested": counts.tested,
            "void": counts.void,
        }
    ).decode("utf-8")


def read_closing(stored: StoredClosing) -> Closing:
    """What a closing value covers. Raises FieldWrong, NotCanonical, ValueError for another form."""
    fields = Fields(parse_canonical(stored.body.encode("utf-8")))
    return Closing(
        device_id=stored.device_id,
        station_id=fields.text("station_id"),
        public_key=fields.text("public_key"),
        epochs=tuple(
            EpochEnd(
                end.integer("store_epoch"),
                bytes.fromhex(end.text("opening")),
                end.integer("pages"),
                bytes.fromhex(end.text("last")),
            )
            for end in fields.children("epochs")
        ),
        counts=Counts(fields.integer("cast"), fields.integer("tested"), fields.integer("void")),
        value=stored.value,
        signature=stored.signature,
    )
