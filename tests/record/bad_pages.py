"""Mutations of pages, closings, participation and countersignatures."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import partial
from typing import Final

from omp_desktop.crypto import signing
from omp_desktop.crypto.pages import CLOSING_PURPOSE, opening_value, page_hash
from omp_desktop.record import layout
from omp_desktop.record.checks import Check
from omp_desktop.record.layout import CLOSINGS, COUNTERSIGNATURES, STATIONS, page_name
from tests.record.bad_ballots import A1, A1_LATER, A1_SECOND, A2, B1
from tests.record.insiders import Change, context, page, put, rehash
from tests.record.mutations import Mutation, add, drop, flip, get, put_value, then
from tests.record.sample import DEVICE_A1, DEVICE_A2, STATION_A, Draft, chain_of

FOREIGN_DEVICE: Final = "ee" * 16


def rename(old: str, new: str) -> Change:
    """A page lies under another name."""

    def change(draft: Draft) -> None:
        draft.json[new] = draft.json.pop(old)

    return change


def swap_order(draft: Draft) -> None:
    """Two ballots exchange their places on the page."""
    ballots = draft.json[A1]["ballots"]
    ballots[0], ballots[1] = ballots[1], ballots[0]


def begin_elsewhere(draft: Draft) -> None:
    """A device's chain begins at another value than the opening value, and is whole from there."""
    known = context(draft)
    chain = chain_of(known, draft.keys, DEVICE_A2)
    before = page(draft, A2)
    entries = [each.entry for each in before.ballots]
    hashed = page_hash(chain, 1, 1, bytes(32), entries)
    put(draft, replace(before, head=replace(before.head, previous=bytes(32), hash=hashed)))


def fork(draft: Draft) -> None:
    """The second page follows on the opening value as well: the first could be left out."""
    chain = chain_of(context(draft), draft.keys, DEVICE_A1)
    second = page(draft, A1_SECOND)
    previous = opening_value(chain, 1)
    hashed = page_hash(chain, 1, 2, previous, [each.entry for each in second.ballots])
    put(draft, replace(second, head=replace(second.head, previous=previous, hash=hashed)))


def crowd(draft: Draft) -> None:
    """A page of 201 ballots."""
    like = draft.json[A2]["ballots"][0]
    draft.json[A2]["ballots"] = [
        {**copy.deepcopy(like), "code": number.to_bytes(32, "big").hex(), "contests": []}
        for number in range(201)
    ]
    rehash(draft)


def other_epoch(draft: Draft) -> None:
    """The page of a later epoch is said to be of one in between."""
    later = page(draft, A1_LATER)
    del draft.json[A1_LATER]
    put(draft, replace(later, head=replace(later.head, store_epoch=2)))
    rehash(draft)


def closing_by(device_id: str) -> Change:
    """The first device's closing is signed by another one."""

    def change(draft: Draft) -> None:
        value = bytes.fromhex(get(draft, CLOSINGS, "closings", 0, "value"))
        signature = signing.sign(draft.keys.devices[device_id].seed, CLOSING_PURPOSE, value)
        put_value(signature.hex(), CLOSINGS, "closings", 0, "signature")(draft)

    return change


def closing_twice(draft: Draft) -> None:
    """A device has two closings."""
    closings = draft.json[CLOSINGS]["closings"]
    closings.append(copy.deepcopy(closings[0]))


def foreign_closing(draft: Draft) -> None:
    """One more closing, of a device that nobody listed."""
    closings = draft.json[CLOSINGS]["closings"]
    closings.append({**copy.deepcopy(closings[0]), "device_id": FOREIGN_DEVICE})


def epochs_reversed(draft: Draft) -> None:
    """The epochs of a closing stand in another order."""
    draft.json[CLOSINGS]["closings"][0]["epochs"].reverse()


def foreign_centre(draft: Draft) -> None:
    """The pages are countersigned by somebody else."""
    other = signing.generate()
    put_value(other.public_key.hex(), COUNTERSIGNATURES, "centre_key")(draft)


def countersigned_elsewhere(draft: Draft) -> None:
    """The centre countersigned a page that the record does not have."""
    signed = layout.Countersignature(DEVICE_A1, 1, 3, bytes(32), b"")
    message = signed.signed_bytes(STATION_A)
    seed = draft.keys.centre.seed
    signature = signing.sign(seed, layout.COUNTERSIGNATURE_PURPOSE, message)
    draft.json[COUNTERSIGNATURES]["pages"].append(replace(signed, signature=signature).to_json())


def countersigned_otherwise(draft: Draft) -> None:
    """The centre countersigned another content of a page."""
    signed = layout.Countersignature(DEVICE_A1, 1, 1, bytes(32), b"")
    message = signed.signed_bytes(STATION_A)
    signature = signing.sign(draft.keys.centre.seed, layout.COUNTERSIGNATURE_PURPOSE, message)
    draft.json[COUNTERSIGNATURES]["pages"][0] = replace(signed, signature=signature).to_json()


def swap_counts(draft: Draft) -> None:
    """A station claims a vote of another one."""
    add(1, STATIONS, "stations", 0, "cast")(draft)
    add(-1, STATIONS, "stations", 1, "cast")(draft)


def station_twice(draft: Draft) -> None:
    """A station stands twice."""
    stations = draft.json[STATIONS]["stations"]
    stations.append(copy.deepcopy(stations[0]))


_page = partial(Mutation, kind="page", check=Check.PAGES)
_closing = partial(Mutation, kind="closing", check=Check.CLOSINGS)
_people = partial(Mutation, kind="participation", check=Check.PARTICIPATION, names=STATIONS)
_centre = partial(Mutation, kind="countersignature", check=Check.COUNTERSIGNATURES, names=COUNTERSIGNATURES)

MUTATIONS: Final = (
    _page("a bit of a page's hash", change=flip(A1, "hash"), names=A1),
    _page("a bit of the hash before", change=flip(A1_SECOND, "previous"), names=A1_SECOND),
    _page("two ballots exchange their places", change=swap_order, names=A1),
    _page("the first page of an epoch is removed", change=drop(A1), names=A1_SECOND),
    _page("a fork", change=fork, names=A1_SECOND),
    _page(
        "a page under another number", change=rename(A1_SECOND, page_name(DEVICE_A1, 1, 3)), names="000003"
    ),
    _page(
        "a page under another device's name", change=rename(A2, page_name(DEVICE_A1, 2, 1)), names="000002"
    ),
    _page("a page of another station", change=put_value(STATION_A, B1, "station_id"), names=B1),
    _page(
        "a page of a device that is not listed",
        change=then(put_value(FOREIGN_DEVICE, B1, "device_id"), rename(B1, page_name(FOREIGN_DEVICE, 1, 1))),
        names=FOREIGN_DEVICE,
    ),
    _page("a page of more than 200 ballots", change=crowd, names=A2),
    _closing("the last page is removed", change=drop(A1_SECOND), names=DEVICE_A1),
    _closing("the last epoch is removed", change=drop(A1_LATER), names=DEVICE_A1),
    _closing("all pages of a device are removed", change=drop(A2), names=DEVICE_A2),
    _closing("a chain that begins elsewhere", change=begin_elsewhere, names=DEVICE_A2),
    _closing("a bit of a closing value", change=flip(CLOSINGS, "closings", 0, "value"), names=DEVICE_A1),
    _closing(
        "a bit of a closing's signature", change=flip(CLOSINGS, "closings", 0, "signature"), names=DEVICE_A1
    ),
    _closing(
        "a bit of an opening value",
        change=flip(CLOSINGS, "closings", 0, "epochs", 1, "opening"),
        names=DEVICE_A1,
    ),
    _closing(
        "a bit of the last hash", change=flip(CLOSINGS, "closings", 0, "epochs", 0, "last"), names=DEVICE_A1
    ),
    _closing(
        "a closing counts another page",
        change=add(1, CLOSINGS, "closings", 0, "epochs", 0, "pages"),
        names=DEVICE_A1,
    ),
    _closing(
        "a closing counts another ballot", change=add(1, CLOSINGS, "closings", 0, "cast"), names=DEVICE_A1
    ),
    _closing(
        "a closing without one of its epochs",
        change=drop(CLOSINGS, "closings", 0, "epochs", 1),
        names=DEVICE_A1,
    ),
    _closing("epochs in another order", change=epochs_reversed, names=DEVICE_A1),
    _closing("a closing signed by another device", change=closing_by(DEVICE_A2), names=DEVICE_A1),
    _closing("a device without a closing", change=drop(CLOSINGS, "closings", 1), names=DEVICE_A2),
    _closing("a device with two closings", change=closing_twice, names=DEVICE_A1),
    _closing("a closing of a device that is not listed", change=foreign_closing, names=FOREIGN_DEVICE),
    _people("another number of listed voters", change=add(1, STATIONS, "stations", 0, "listed")),
    _people("another number of votes", change=add(1, STATIONS, "stations", 0, "cast")),
    _people("a vote moves to another station", change=swap_counts),
    _people("a station is missing", change=drop(STATIONS, "stations", 1)),
    _people("a station twice", change=station_twice),
    _people("a station of another id", change=put_value("ff" * 16, STATIONS, "stations", 1, "station_id")),
    _centre("a bit of a countersignature", change=flip(COUNTERSIGNATURES, "pages", 0, "signature")),
    _centre("another centre's key", change=foreign_centre),
    _centre("a countersigned page is not there", change=countersigned_elsewhere),
    _centre("a countersigned page had another content", change=countersigned_otherwise),
    _centre(
        "a centre's key of small order",
        change=put_value("00" * 32, COUNTERSIGNATURES, "centre_key"),
    ),
)
