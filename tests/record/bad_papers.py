"""Mutations of what the commission set up: manifest, amendments, trustees, devices."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from omp_desktop.crypto import signing
from omp_desktop.crypto.trustees import generate_trustee, joint_key
from omp_desktop.domain.amendment import hours_payload
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.record.checks import Check
from omp_desktop.record.layout import AMENDMENTS, DEVICES, MANIFEST, RECORD, RecordHead
from tests.record.bad_ballots import NOT_CANONICAL, SMALL_ORDER
from tests.record.insiders import Change, resign_amendments, resign_manifest
from tests.record.mutations import Mutation, add, drop, flip, put_value, then
from tests.record.sample import DEVICE_A1, STATION_B, Draft
from tests.unit.domain.examples import FIRST

NAME: Final = (MANIFEST, "name", "en")


def spaced(draft: Draft) -> None:
    """The manifest with spaces: the same values in other bytes, signed as they are."""
    raw = json.dumps(draft.json[MANIFEST], ensure_ascii=False, sort_keys=True).encode()
    draft.raw[MANIFEST] = raw
    resign_manifest(draft)


def signed_by_somebody(draft: Draft) -> None:
    """The manifest is signed, but not by the commission key in it."""
    other = signing.generate()
    draft.manifest_signature = signing.sign(other.seed, "manifest", draft.manifest_bytes)


def signed_for_another_purpose(draft: Draft) -> None:
    """The commission signed these bytes as something else."""
    seed = draft.keys.commission.seed
    draft.manifest_signature = signing.sign(seed, "amendment", draft.manifest_bytes)


def of_new_trustees(draft: Draft) -> None:
    """Another set of trustees, with the key of the old one."""
    publics = [generate_trustee(index, 2)[1] for index in (1, 2, 3)]
    draft.json[MANIFEST]["trustees"] = [public.to_json() for public in publics]
    resign_manifest(draft)


def another_key(draft: Draft) -> None:
    """The trustees with another key than theirs."""
    key = joint_key([generate_trustee(1, 1)[1]])
    draft.json[MANIFEST]["public_key"] = key.hex()
    resign_manifest(draft)


def edited(edit: Callable[[dict[str, Any]], object]) -> Change:
    """The commission signs a manifest that was edited."""

    def change(draft: Draft) -> None:
        edit(draft.json[MANIFEST])
        resign_manifest(draft)

    return change


def exchange_trustees(manifest: dict[str, Any]) -> None:
    """Two trustees exchange their proofs."""
    one, other, _ = manifest["trustees"]
    for part in ("challenge", "responses"):
        one[part], other[part] = other[part], one[part]


def shorter_hours(draft: Draft) -> None:
    """The commission signs an amendment that ends the vote earlier."""
    draft.json[AMENDMENTS]["amendments"][1]["payload"] = hours_payload(0, FIRST.opens)
    resign_amendments(draft)


def withdrawn_twice(draft: Draft) -> None:
    """The commission signs the same withdrawal again."""
    amendments = draft.json[AMENDMENTS]["amendments"]
    amendments[1] = copy.deepcopy(amendments[0])
    resign_amendments(draft)


def unsigned_amendment(draft: Draft) -> None:
    """Another candidate is withdrawn under the same signature; the chain is put in order."""
    first, second = draft.json[AMENDMENTS]["amendments"]
    first["payload"]["option_id"] = f"{4:032x}"
    second["previous_hash"] = hashlib.sha256(canonical_bytes(first)).hexdigest()


def double_device(draft: Draft) -> None:
    """A device stands twice, the second time with another key."""
    first = copy.deepcopy(draft.json[DEVICES]["devices"][0])
    draft.json[DEVICES]["devices"].append({**first, "public_key": signing.generate().public_key.hex()})


def another_device_key(draft: Draft) -> None:
    """A device's key is replaced."""
    put_value(signing.generate().public_key.hex(), DEVICES, "devices", 0, "public_key")(draft)


def another_election(draft: Draft) -> None:
    """record.json names another election."""
    head = RecordHead.from_json(json.loads(draft.files()[RECORD]))
    other = RecordHead("0f" * 16, head.manifest_signature, head.files)
    draft.raw[RECORD] = json.dumps(other.to_json()).encode()


_manifest = partial(Mutation, kind="manifest", check=Check.MANIFEST)
_trustee = partial(Mutation, kind="trustee", check=Check.TRUSTEES, names=MANIFEST)
_amendment = partial(Mutation, kind="amendment", check=Check.AMENDMENTS, names=AMENDMENTS)
_device = partial(Mutation, kind="device", check=Check.DEVICES, names=DEVICES)

MUTATIONS: Final = (
    _manifest("a changed manifest", change=put_value("Another election", *NAME)),
    _manifest("a changed manifest in other bytes", change=spaced, names=MANIFEST),
    _manifest(
        "another manifest of the commission",
        change=then(put_value("Another election", *NAME), resign_manifest),
        names=MANIFEST,
        published=True,
    ),
    Mutation(
        "another manifest of the commission, unnoticed",
        kind="manifest",
        check=Check.BALLOTS,
        change=then(put_value("Another election", *NAME), resign_manifest),
        names="pages/",
    ),
    _manifest("a manifest signed by somebody", change=signed_by_somebody),
    _manifest("a manifest signed for another purpose", change=signed_for_another_purpose),
    _manifest("another election in record.json", change=another_election, names=RECORD),
    _manifest("a field too many", change=edited(lambda value: value.update(more=1)), names=MANIFEST),
    _manifest("a field too few", change=edited(lambda value: value.pop("quorum")), names=MANIFEST),
    _manifest(
        "any sum may be opened",
        change=edited(lambda value: value["policy"].update(minimum_open=0)),
        names=MANIFEST,
    ),
    _manifest(
        "a contest twice",
        change=edited(lambda value: value["contests"].append(value["contests"][0])),
        names=MANIFEST,
    ),
    _manifest(
        "a station twice in the manifest",
        change=edited(lambda value: value["stations"].append(value["stations"][0])),
        names=MANIFEST,
    ),
    _manifest("no station", change=edited(lambda value: value["stations"].clear()), names=MANIFEST),
    _manifest(
        "fewer voters than none",
        change=edited(lambda value: value["stations"][0].update(voters=-1)),
        names=MANIFEST,
    ),
    _manifest(
        "an election id that is none",
        change=edited(lambda value: value.update(election_id="election")),
        names=MANIFEST,
    ),
    _manifest(
        "an election key of small order",
        change=edited(lambda value: value.update(public_key=SMALL_ORDER)),
        names=MANIFEST,
    ),
    _trustee("other trustees under the old key", change=of_new_trustees),
    _trustee("another key over the trustees", change=another_key),
    _trustee("a smaller quorum", change=edited(lambda value: value.update(quorum=1))),
    _trustee("a trustee left out", change=edited(lambda value: value["trustees"].pop())),
    _trustee("trustees exchange their proofs", change=edited(exchange_trustees)),
    _trustee(
        "more trustees than there may be",
        change=edited(lambda value: value["trustees"].extend(value["trustees"] * 33)),
    ),
    _trustee(
        "a bit of a trustee's proof",
        change=then(flip(MANIFEST, "trustees", 1, "challenge"), resign_manifest),
    ),
    _trustee(
        "a trustee's commitment of small order",
        change=then(put_value(SMALL_ORDER, MANIFEST, "trustees", 0, "commitments", 1), resign_manifest),
    ),
    _trustee(
        "two trustees of one number",
        change=then(put_value(1, MANIFEST, "trustees", 1, "index"), resign_manifest),
    ),
    _amendment("a bit of an amendment's signature", change=flip(AMENDMENTS, "amendments", 0, "signature")),
    _amendment("a changed amendment", change=unsigned_amendment),
    _amendment(
        "amendments in another order", change=lambda draft: draft.json[AMENDMENTS]["amendments"].reverse()
    ),
    _amendment("the first amendment is removed", change=drop(AMENDMENTS, "amendments", 0)),
    _amendment("an amendment of another number", change=add(1, AMENDMENTS, "amendments", 1, "number")),
    _amendment("hours that end earlier", change=shorter_hours),
    _amendment(
        "hours that end earlier, in a time zone that nobody knows",
        change=then(edited(lambda value: value.update(timezone="Nowhere/Nothing")), shorter_hours),
    ),
    _amendment(
        "hours that end earlier than the last of all days",
        change=then(
            edited(lambda value: value["windows"][0].update(closes="9999-12-31T23:59:59Z")), shorter_hours
        ),
    ),
    _amendment("a candidate withdrawn twice", change=withdrawn_twice),
    _device("a device stands twice", change=double_device),
    _device("a device of no station", change=put_value("ff" * 16, DEVICES, "devices", 0, "station_id")),
    _device(
        "a device's key of small order", change=put_value(SMALL_ORDER, DEVICES, "devices", 0, "public_key")
    ),
    _device(
        "a device's key that is not canonical",
        change=put_value(NOT_CANONICAL, DEVICES, "devices", 0, "public_key"),
    ),
    Mutation(
        "a device's key is replaced",
        kind="device",
        check=Check.BALLOTS,
        change=another_device_key,
        names=DEVICE_A1,
    ),
    Mutation(
        "a device moves to another station",
        kind="device",
        check=Check.PAGES,
        change=put_value(STATION_B, DEVICES, "devices", 0, "station_id"),
        names=DEVICE_A1,
    ),
    Mutation(
        "a device is left out",
        kind="device",
        check=Check.PAGES,
        change=drop(DEVICES, "devices", 0),
        names=DEVICE_A1,
    ),
)
