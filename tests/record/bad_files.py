"""Mutations of files: listed or not, there or not, and whatever else JSON can be."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Final

from omp_desktop.record.checks import Check
from omp_desktop.record.layout import (
    CLOSINGS,
    COUNTERSIGNATURES,
    DEVICES,
    OPENINGS,
    README,
    RECORD,
    STATIONS,
    SUMS,
    VERIFIER,
    page_name,
)
from tests.record.bad_ballots import A1, A2, OPTION
from tests.record.insiders import Change
from tests.record.mutations import Mutation, drop, get, put_value, then
from tests.record.sample import DEVICE_A1, Draft


def unlisted(change: Callable[[dict[str, bytes]], object]) -> Change:
    """The files change after the list was made."""

    def apply(draft: Draft) -> None:
        draft.whole = draft.files()
        change(draft.whole)

    return apply


def spelled(name: str, spell: Callable[[bytes], bytes]) -> Change:
    """A file in other bytes, listed as they are."""

    def change(draft: Draft) -> None:
        draft.raw[name] = spell(draft.members()[name])
        draft.json.pop(name, None)

    return change


def replaced(name: str, old: bytes, new: bytes) -> Change:
    """The first `old` in a file becomes `new`."""

    def spell(raw: bytes) -> bytes:
        if old not in raw:
            raise AssertionError(f"{old!r} is not in {name}")
        return raw.replace(old, new, 1)

    return spelled(name, spell)


def listed(name: str, data: bytes) -> Change:
    """One more file, which the list names."""

    def change(draft: Draft) -> None:
        draft.raw[name] = data

    return change


def in_capitals(*path: str | int) -> Change:
    """Hex in capitals."""

    def change(draft: Draft) -> None:
        put_value(get(draft, *path).upper(), *path)(draft)

    return change


def list_of_another_format(draft: Draft) -> None:
    """record.json of another format."""
    head = json.loads(draft.files()[RECORD])
    draft.raw[RECORD] = json.dumps({**head, "format": "omp-desktop record 2"}).encode()


_listing = partial(Mutation, kind="listing", check=Check.FILES)
_json = partial(Mutation, kind="wrong JSON", check=Check.FILES)
_form = partial(Mutation, kind="wrong form", check=Check.FILES)
NEST: Final = 100_000

MUTATIONS: Final = (
    _listing(
        "a byte of a page",
        change=unlisted(lambda f: f.update({A1: f[A1].replace(b"cast", b"void", 1)})),
        names=A1,
    ),
    _listing(
        "a byte of the verifier",
        change=unlisted(lambda f: f.update({VERIFIER: f[VERIFIER] + b"\n"})),
        names=VERIFIER,
    ),
    _listing("a listed file is missing", change=unlisted(lambda f: f.pop(A2)), names=A2),
    _listing("a listed text is missing", change=unlisted(lambda f: f.pop(README)), names=README),
    _listing(
        "a file that is not listed",
        change=unlisted(lambda f: f.update({page_name(DEVICE_A1, 9, 1): b"{}"})),
        names=page_name(DEVICE_A1, 9, 1),
    ),
    _listing("no list", change=unlisted(lambda f: f.pop(RECORD)), names=RECORD),
    _listing("a file that no record has", change=listed("notes.txt", b"hello"), names="notes.txt"),
    _listing(
        "a page's name with few digits",
        change=listed(f"pages/{DEVICE_A1}-1-1.json", b"{}"),
        names=f"{DEVICE_A1}-1-1.json",
    ),
    _listing("a file that is neither there nor listed", change=drop(SUMS), names=SUMS),
    _listing("a list of another format", change=list_of_another_format, names=RECORD),
    _listing("a list that is none", change=listed(RECORD, b"[]"), names=RECORD),
    _json("nothing", change=spelled(SUMS, lambda _: b""), names=SUMS),
    _json("half of a file", change=spelled(OPENINGS, lambda raw: raw[: len(raw) // 2]), names=OPENINGS),
    _json("a list in place of an object", change=spelled(A1, lambda _: b"[]"), names=A1),
    _json("a name twice", change=replaced(A1, b'"number":1', b'"number":1,"number":1'), names=A1),
    _json("a fraction", change=replaced(STATIONS, b'"listed":30', b'"listed":30.0'), names=STATIONS),
    _json(
        "a number in scientific notation",
        change=replaced(STATIONS, b'"listed":30', b'"listed":3e1'),
        names=STATIONS,
    ),
    _json(
        "a number that is none", change=replaced(STATIONS, b'"listed":30', b'"listed":NaN'), names=STATIONS
    ),
    _json(
        "a number of 2^53",
        change=replaced(STATIONS, b'"listed":30', b'"listed":9007199254740992'),
        names=STATIONS,
    ),
    _json(
        "a number without end",
        change=replaced(STATIONS, b'"listed":30', b'"listed":' + b"9" * 10_000),
        names=STATIONS,
    ),
    _json("nesting without end", change=spelled(DEVICES, lambda _: b"[" * NEST + b"]" * NEST), names=DEVICES),
    _json(
        "values without end", change=spelled(DEVICES, lambda _: b"[" + b"[]," * NEST + b"[]]"), names=DEVICES
    ),
    _json("a byte order mark", change=spelled(SUMS, lambda raw: b"\xef\xbb\xbf" + raw), names=SUMS),
    _json(
        "another encoding", change=spelled(DEVICES, lambda raw: raw.decode().encode("utf-16")), names=DEVICES
    ),
    _json("bytes that are no text", change=spelled(DEVICES, lambda raw: raw + b"\xff"), names=DEVICES),
    _json("half of a character", change=replaced(DEVICES, "기표소 1".encode(), rb"\ud800"), names=DEVICES),
    _json(
        "a second value after the first", change=spelled(CLOSINGS, lambda raw: raw + b"{}"), names=CLOSINGS
    ),
    _form("a number below zero", change=put_value(-1, STATIONS, "stations", 0, "cancelled"), names=STATIONS),
    _form(
        "a boolean for a number", change=put_value(True, STATIONS, "stations", 0, "cancelled"), names=STATIONS
    ),
    _form("a text for a number", change=put_value("1", A1, "number"), names=A1),
    _form("page number zero", change=put_value(0, A1, "number"), names=A1),
    _form("a page number of 2^32", change=put_value(2**32, A1, "number"), names=A1),
    _form("hex in capitals", change=in_capitals(A1, "hash"), names=A1),
    _form("hex that is too short", change=put_value("00" * 31, A1, "hash"), names=A1),
    _form("hex with spaces", change=put_value(" ".join(["00"] * 32), A1, "hash"), names=A1),
    _form("a name too many", change=put_value(1, A1, "ballots", 0, "time"), names=A1),
    _form("a name too few", change=drop(A1, "ballots", 0, "ballot_id"), names=A1),
    _form(
        "a sealed ballot that was never decided",
        change=put_value("committed", A1, "ballots", 0, "status"),
        names=A1,
    ),
    _form(
        "three challenges of an option",
        change=put_value(["00" * 32] * 3, A1, "ballots", 0, "contests", 0, "options", 0, "challenges"),
        names=A1,
    ),
    _form(
        "a sum's response too few",
        change=drop(A1, "ballots", 0, "contests", 1, "responses", 0),
        names=A1,
    ),
    _form(
        "a contest's sums in place of their list",
        change=put_value({}, SUMS, "contests", "motion"),
        names=SUMS,
    ),
    _form(
        "a share too many names",
        change=put_value(1, OPENINGS, "openings", 0, "partials", 0, "time"),
        names=OPENINGS,
    ),
    _form("an object in place of a text", change=put_value({}, A1, "hash"), names=A1),
    _form(
        "three challenges and responses of an option",
        change=then(
            put_value(["00" * 32] * 3, *OPTION, "challenges"),
            put_value(["00" * 32] * 3, *OPTION, "responses"),
        ),
        names=A1,
    ),
    _form("null in place of a list", change=put_value(None, CLOSINGS, "closings"), names=CLOSINGS),
    _form(
        "an opening of another kind",
        change=put_value("early", OPENINGS, "openings", 0, "kind"),
        names=OPENINGS,
    ),
    _form(
        "shares that are none", change=put_value("none", OPENINGS, "openings", 0, "partials"), names=OPENINGS
    ),
    _form(
        "countersigned pages without a centre",
        change=put_value(None, COUNTERSIGNATURES, "centre_key"),
        names=COUNTERSIGNATURES,
    ),
)
