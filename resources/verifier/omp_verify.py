#!/usr/bin/env python3
"""Checks an election record of OMP Desktop. Needs Python 3.8 or newer and nothing else.

    python3 -I omp_verify.py RECORD [--manifest-hash HASH] [--closing FILE]...

RECORD is the zip archive or the unpacked folder. Exit code: 0 everything holds, 1 a check failed,
2 wrong use, 3 the record or a closing file cannot be read.

What is checked, and every byte of it, is described in "Ballot cryptography, byte by byte"
(docs/ballot-crypto.md of the program). This file was written from that description alone and shares nothing
with the program that took the votes. The sections below follow it; CHECKS, near the end, is its table.

선거 기록을 확인합니다. Python 3.8 이상만 있으면 됩니다. 종료 코드: 0 모두 맞음, 1 틀린 것이 있음,
2 사용법이 틀림, 3 기록이나 마감 파일을 읽을 수 없음.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import hmac
import json
import os
import re
import signal
import stat
import sys
import unicodedata
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import (
    Any,
    BinaryIO,
    Callable,
    Dict,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Tuple,
    Union,
)

# --- Limits: a record from a stranger may be anything -------------------------------------------------------

MEMBER_MOST = 64 * 2**20  # bytes of one unpacked file
MEMBERS_MOST = 1_000_000
CLOSING_MOST = 2**20  # bytes of a closing file
VALUES_MOST, BYTES_OF_A_VALUE = 100_000, 8
INTEGER_MOST = 2**53 - 1
DEPTH_MOST = 64
SHOWN_MOST = 80  # characters of a foreign text in a message
OPTIONS_MOST, CONTESTS_MOST, TRUSTEES_MOST, PAGE_MOST = 512, 64, 99, 200
MINIMUM_OPEN_MOST = 1_000_000
PART_MOST = 25  # ballots that are checked at a time
PROCESSES_MOST = 61  # more cannot be waited for on Windows
LISTED_DEVICES_MOST = 50  # in the closing words; all of them are in the record


class Fault(Exception):
    """Something does not hold: in which file, and what, in English and Korean."""

    def __init__(self, place: str, en: str, ko: str) -> None:
        super().__init__(place, en, ko)
        self.place, self.en, self.ko = place, en, ko


class Unreadable(Exception):
    """The record, or a closing file, is not there or is no such thing."""


def _named(place: str, item: Union[str, Tuple[str, str]], en: str, ko: str) -> Fault:
    """A fault of an item in a file; the item's name in both languages, if it differs."""
    in_english, in_korean = (item, item) if isinstance(item, str) else item
    return Fault(place, in_english + ": " + en, in_korean + ": " + ko)


def shown(text: object) -> str:
    """A foreign text for a message: no control characters, which could rule a terminal, and not too long."""
    plain = "".join(c if c.isprintable() else "\\u%04x" % ord(c) for c in str(text)[: SHOWN_MOST + 1])
    return plain if len(plain) <= SHOWN_MOST else plain[:SHOWN_MOST] + "…"


# --- Group --------------------------------------------------------------------------------------------------
# A point is (X, Y, Z, T): x = X/Z, y = Y/Z, x·y = T/Z on −x² + y² = 1 + d·x²·y². The group is written
# multiplicatively, as in the description: `times` is the sum of two points, `power` the multiple of one.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

Point = Tuple[int, int, int, int]
IDENTITY: Point = (0, 1, 1, 0)


def times(left: Point, right: Point) -> Point:
    """The product; right for every pair, also of equal points and with the identity."""
    x1, y1, z1, t1 = left
    x2, y2, z2, t2 = right
    minus = (y1 - x1) * (y2 - x2) % P
    plus = (y1 + x1) * (y2 + x2) % P
    twisted = 2 * D * t1 * t2 % P
    scale = 2 * z1 * z2 % P
    e, f, g, h = plus - minus, scale - twisted, scale + twisted, plus + minus
    return e * f % P, g * h % P, f * g % P, e * h % P


def to_the_16th(point: Point) -> Point:
    """Four squarings; T is needed after the last only."""
    x, y, z, _ = point
    e = f = g = h = 0
    for _ in range(4):
        xx, yy = x * x % P, y * y % P
        g, h = yy - xx, yy + xx
        e = (x + y) ** 2 - h
        f = 2 * z * z - g
        x, y, z = e * f % P, g * h % P, f * g % P
    return x, y, z, e * h % P


def powers(point: Point, exponents: Sequence[int]) -> List[Point]:
    """The point to each exponent (each below 2^256): the squarings are made once for all of them.

    Each exponent is read in digits of four bits. All powers 16^i of the point with the same digit are
    multiplied into one bucket; the bucket of digit d then counts d times.
    """
    buckets: List[List[Optional[Point]]] = [[None] * 16 for _ in exponents]
    digits = [exponent.to_bytes(32, "little") for exponent in exponents]
    for position in range(64):
        for row, number in zip(buckets, digits):
            digit = number[position >> 1] >> 4 & 15 if position & 1 else number[position >> 1] & 15
            if digit:
                held = row[digit]
                row[digit] = point if held is None else times(held, point)
        point = to_the_16th(point)
    return [_emptied(row) for row in buckets]


def _emptied(row: List[Optional[Point]]) -> Point:
    running: Optional[Point] = None
    total = IDENTITY
    for bucket in reversed(row[1:]):
        if bucket is not None:
            running = bucket if running is None else times(running, bucket)
        if running is not None:
            total = times(total, running)
    return total


def power(point: Point, exponent: int) -> Point:
    """The point to one exponent."""
    return powers(point, [exponent % L])[0]


class FixedBase:
    """Powers of a point that is needed all the time: a table of all its powers byte · 256^i."""

    def __init__(self, point: Point) -> None:
        self._rows: List[List[Tuple[int, int, int]]] = []
        for _ in range(32):
            row = [IDENTITY]
            for _ in range(255):
                row.append(times(row[-1], point))
            self._rows.append([_prepared(entry) for entry in row])
            point = times(row[-1], point)

    def power(self, exponent: int) -> Point:
        """The point to any exponent."""
        x, y, z, t = IDENTITY
        for row, byte in zip(self._rows, (exponent % L).to_bytes(32, "little")):
            difference, total, twisted = row[byte]
            minus = (y - x) * difference % P
            plus = (y + x) * total % P
            product = t * twisted % P
            e, f, g, h = plus - minus, 2 * z - product, 2 * z + product, plus + minus
            x, y, z, t = e * f % P, g * h % P, f * g % P, e * h % P
        return x, y, z, t


def _prepared(point: Point) -> Tuple[int, int, int]:
    """y − x, y + x and 2·d·x·y: the parts that a product needs of a fixed factor."""
    x, y = _affine(point)
    return (y - x) % P, (y + x) % P, 2 * D * x * y % P


def _affine(point: Point) -> Tuple[int, int]:
    inverse = pow(point[2], -1, P)
    return point[0] * inverse % P, point[1] * inverse % P


def inverse_of(point: Point) -> Point:
    x, y, z, t = point
    return -x % P, y, z, -t % P


def same(left: Point, right: Point) -> bool:
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P


def encode(point: Point) -> bytes:
    x, y = _affine(point)
    return (y | (x & 1) << 255).to_bytes(32, "little")


def on_curve(raw: bytes) -> Optional[Point]:
    """The point of 32 bytes, or None if they are not the one encoding of a point of the curve."""
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if len(raw) != 32 or y >= P:
        return None
    # x² = u / v; the root of a fraction in one exponentiation, as in RFC 8032, section 5.1.3.
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * ROOT_OF_MINUS_ONE % P
        if v * x * x % P != u:
            return None
    if x == 0 and sign:
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def is_identity(point: Point) -> bool:
    return point[0] % P == 0 and (point[1] - point[2]) % P == 0


@lru_cache(maxsize=4096)
def element(raw: bytes) -> Optional[Point]:
    """A point from outside, or None: canonical, on the curve, of order L, not the identity."""
    point = on_curve(raw)
    if point is None or is_identity(point) or not is_identity(powers(point, [L])[0]):
        return None
    return point


def element_or_identity(raw: bytes) -> Optional[Point]:
    """As `element`; in sums and their openings the identity is allowed."""
    return IDENTITY if raw == encode(IDENTITY) else element(raw)


def scalar(raw: bytes) -> Optional[int]:
    """A scalar from outside, or None: below L."""
    number = int.from_bytes(raw, "little")
    return number if number < L else None


def scalars(values: Sequence[str]) -> Optional[List[int]]:
    """Scalars in hex from outside, or None if one of them is none."""
    found = [scalar(bytes.fromhex(value)) for value in values]
    return None if None in found else [number for number in found if number is not None]


@lru_cache(maxsize=2)
def fixed_base(raw: bytes) -> FixedBase:
    """The table of g or of the election's key, made when it is first needed."""
    point = element(raw)
    if point is None:
        raise ValueError("not an element")
    return FixedBase(point)


_BASE = on_curve((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
BASE: Point = _BASE or IDENTITY
BASE_BYTES = encode(BASE)


# --- Notation, Hashes ---------------------------------------------------------------------------------------


def u32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def u64(number: int) -> bytes:
    return number.to_bytes(8, "big")


def sized(raw: bytes) -> bytes:
    return u32(len(raw)) + raw


def text(value: str) -> bytes:
    return sized(value.encode("utf-8"))


def h(key: bytes, domain: int, *parts: bytes) -> bytes:
    return hmac.new(key, bytes([domain]) + b"".join(parts), hashlib.sha256).digest()


def h_q(key: bytes, domain: int, *parts: bytes) -> int:
    raw = hmac.new(key, bytes([domain]) + b"".join(parts), hashlib.sha512).digest()
    return int.from_bytes(raw, "little") % L


VERSION = b"omp-desktop ballot 1" + bytes(12)
H_P = h(VERSION, 0x01, P.to_bytes(32, "little"), L.to_bytes(32, "little"), BASE_BYTES)


# --- Signatures ---------------------------------------------------------------------------------------------


def signed(public_key: bytes, purpose: str, message: bytes, signature: bytes) -> bool:
    """Whether this is the holder's Ed25519 signature over the message for this purpose."""
    key, first, second = element(public_key), element(signature[:32]), scalar(signature[32:])
    if len(signature) != 64 or key is None or first is None or second is None:
        return False
    whole = b"omp-desktop signature 1\x00" + text(purpose) + message
    digest = hashlib.sha512(signature[:32] + public_key + whole).digest()
    challenge = int.from_bytes(digest, "little") % L
    return same(fixed_base(BASE_BYTES).power(second), times(first, power(key, challenge)))


# --- JSON: canonical bytes, and forms -----------------------------------------------------------------------


def parsed(raw: bytes, place: str) -> Any:
    """The value of a JSON file.

    Refuses doubled names, fractions, numbers of 2^53 and more, halves of characters, nesting without end,
    and more values than a file of a record can hold, each of which takes many times its bytes in memory.
    """
    if sum(map(raw.count, (b",", b"[", b"{"))) > VALUES_MOST + len(raw) // BYTES_OF_A_VALUE:
        raise Fault(place, "more values than a record has", "기록에 있을 수 없을 만큼 값이 많음")
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_pairs,
            parse_int=_integer,
            parse_float=_refused,
            parse_constant=_refused,
        )
        if b"\\u" in raw:
            # An escape may be half of a surrogate pair, which has no UTF-8.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise Fault(place, "not JSON of the form described", "정해진 형식의 JSON이 아님") from None
    return value


def _pairs(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name twice")
    return value


def _integer(digits: str) -> int:
    if len(digits) > len(str(-INTEGER_MOST)) or abs(int(digits)) > INTEGER_MOST:
        raise ValueError("too large")
    return int(digits)


def _refused(digits: str) -> Any:
    raise ValueError("not an integer")


def canonical(value: Any, depth: int = DEPTH_MOST) -> bytes:
    """The canonical bytes (RFC 8785, restricted). Raises ValueError for what has none."""
    if depth == 0:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        members = (canonical(name) + b":" + canonical(value[name], depth - 1) for name in names)
        return b"{" + b",".join(members) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(canonical(item, depth - 1) for item in value) + b"]"
    if isinstance(value, str) and unicodedata.normalize("NFC", value) != value:
        raise ValueError("not in normal form C")
    if value is None or isinstance(value, (bool, int, str)):
        return json.dumps(value, ensure_ascii=False).encode("utf-8")
    raise ValueError("no such value")


# A form is a predicate, [form of every item], (predicate of every name, form of every value), or an object
# with exactly these members; a name with a question mark may be missing.
Form = Any


def misfit(value: Any, form: Form, where: str = "$") -> str:
    """Where the value has not the form; empty if it has."""
    if isinstance(form, dict):
        return _misfit_object(value, form, where)
    if isinstance(form, list):
        if not isinstance(value, list):
            return where
        found = (misfit(item, form[0], "%s[%d]" % (where, at)) for at, item in enumerate(value))
        return next((each for each in found if each), "")
    if isinstance(form, tuple):
        if not isinstance(value, dict) or not all(map(form[0], value)):
            return where
        found = (misfit(item, form[1], where + "." + shown(name)) for name, item in value.items())
        return next((each for each in found if each), "")
    return "" if form(value) else where


def _misfit_object(value: Any, form: Dict[str, Form], where: str) -> str:
    names = {name.rstrip("?") for name in form}
    if not isinstance(value, dict) or not names >= value.keys():
        return where
    for name, inner in form.items():
        key = name.rstrip("?")
        place = where + "." + key
        if key not in value:
            if name == key:
                return place
        else:
            found = misfit(value[key], inner, place)
            if found:
                return found
    return ""


def is_text(value: Any) -> bool:
    return isinstance(value, str)


def is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_counted(value: Any) -> bool:
    """A number of store epochs, which begin with 1."""
    return is_number(value) and value >= 1


def is_page_number(value: Any) -> bool:
    return is_counted(value) and value < 2**32


def is_page_count(value: Any) -> bool:
    return is_number(value) and value < 2**32


def is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def is_object(value: Any) -> bool:
    return isinstance(value, dict)


def matching(pattern: str) -> Callable[[Any], bool]:
    fullmatch = re.compile(pattern).fullmatch
    return lambda value: isinstance(value, str) and fullmatch(value) is not None


def hexed(length: int) -> Callable[[Any], bool]:
    return matching("[0-9a-f]{%d}" % (2 * length))


def is_pair(value: Any) -> bool:
    """The challenges, or the responses, of an option."""
    return isinstance(value, list) and len(value) == 2 and all(map(HEX32, value))


def or_null(form: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or form(value)


def is_instant(value: Any) -> bool:
    if not _INSTANT(value):
        return False
    try:
        datetime.strptime(value[:-1] + "+0000", "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return False
    return True


_INSTANT = matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
HEX16, HEX32, HEX64 = hexed(16), hexed(32), hexed(64)
CONTEST_ID, OPTION_ID = matching("[a-z0-9_-]{1,40}"), matching("[a-z0-9_-]{1,64}")
BOTH_LANGUAGES = {"ko": is_text, "en": is_text}

TRUSTEE = {"index": is_number, "commitments": [HEX32], "challenge": HEX32, "responses": [HEX32]}
MANIFEST = {
    "version": is_number,
    "election_id": HEX16,
    "name": BOTH_LANGUAGES,
    "timezone": is_text,
    "windows": [{"opens": is_instant, "closes": is_instant}],
    "policy": {
        "results": matching("after_close|live"),
        "own_vote": matching("off|inclusion|station|anywhere"),
        "identification": matching("attended|self"),
        "minimum_open": is_number,
    },
    "contests": [
        {
            "id": CONTEST_ID,
            "title": BOTH_LANGUAGES,
            "votes_allowed": is_number,
            "blank_allowed": is_flag,
            "kind": matching("candidates|yes_no"),
            "options": [
                {
                    "id": OPTION_ID,
                    "number": is_number,
                    "name": BOTH_LANGUAGES,
                    "party": or_null(is_text),
                    "withdrawn": is_flag,
                }
            ],
        }
    ],
    "stations": [{"id": HEX16, "name": is_text, "voters": is_number, "voters_digest": HEX32}],
    "trustees": [is_object],
    "quorum": is_number,
    "public_key": HEX32,
    "commission_key": HEX32,
    "test_mode": is_flag,
    "commissioners": [is_text],
}
SUMS = {"ballots": is_number, "contests": (is_text, [{"alpha": HEX32, "beta": HEX32}])}
TOTALS = (is_text, {"votes": [is_number], "blank": or_null(is_number)})
PARTIAL = {
    "trustee": is_number,
    "ballots": is_number,
    "contests": (is_text, [{"value": HEX32, "challenge": HEX32, "response": HEX32}]),
}
BALLOT = {
    "code": HEX32,
    "status": matching("cast|tested|void"),
    "ballot_id": HEX32,
    "signature": HEX64,
    "nonce?": HEX32,
    "contests": [
        {
            "contest": is_text,
            "options": [{"alpha": HEX32, "beta": HEX32, "challenges": is_pair, "responses": is_pair}],
            "challenges": [HEX32],
            "responses": [HEX32],
        }
    ],
}
PAGE = {
    "device_id": HEX16,
    "station_id": HEX16,
    "store_epoch": is_counted,
    "number": is_page_number,
    "previous": HEX32,
    "hash": HEX32,
    "ballots": [BALLOT],
}
RECORD = {
    "format": matching("omp-desktop record 1"),
    "election_id": HEX16,
    "manifest_signature": HEX64,
    "files": (is_text, {"bytes": is_number, "sha256": HEX32}),
}
FORMS: Dict[str, Form] = {
    "amendments.json": {
        "amendments": [
            {
                "election_id": HEX16,
                "number": is_number,
                "kind": matching("withdrawal|hours|pledges"),
                "payload": is_object,
                "made_at": is_instant,
                "previous_hash": HEX32,
                "signature": HEX64,
            }
        ]
    },
    "devices.json": {
        "devices": [{"device_id": HEX16, "station_id": HEX16, "name": is_text, "public_key": HEX32}]
    },
    "closings.json": {
        "closings": [
            {
                "device_id": HEX16,
                "epochs": [
                    {"store_epoch": is_counted, "opening": HEX32, "pages": is_page_count, "last": HEX32}
                ],
                "cast": is_number,
                "tested": is_number,
                "void": is_number,
                "value": HEX32,
                "signature": HEX64,
            }
        ]
    },
    "stations.json": {
        "stations": [{"station_id": HEX16, "listed": is_number, "cancelled": is_number, "cast": is_number}]
    },
    "sums.json": SUMS,
    "openings.json": {
        "openings": [
            {
                "kind": matching("final|live"),
                "ballots": is_number,
                "sums": SUMS,
                "units": (HEX16, is_number),
                "partials": [PARTIAL],
                "totals": TOTALS,
            }
        ]
    },
    "countersignatures.json": {
        "centre_key": or_null(HEX32),
        "pages": [
            {
                "device_id": HEX16,
                "store_epoch": is_counted,
                "number": is_page_number,
                "hash": HEX32,
                "signature": HEX64,
            }
        ],
    },
}
CLOSING_FILE = {
    "format": matching("omp-desktop closing 1"),
    "election_id": HEX16,
    "manifest_hash": HEX32,
    "devices": [{"device_id": HEX16, "public_key": HEX32, "value": HEX32}],
}


# --- Election record: the files -----------------------------------------------------------------------------

LIST = "record.json"
MANIFEST_FILE = "manifest.json"
FIXED_NAMES = {*FORMS, LIST, MANIFEST_FILE, "README.txt", "verifier/omp_verify.py"}
PAGE_NAME = re.compile(r"pages/([0-9a-f]{32})-([0-9]{6,16})-([0-9]{6,10})\.json")


ENCRYPTED = 1  # a flag of the zip format


class Archive:
    """The members of a zip archive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("rb")
        self._members: Dict[str, zipfile.ZipInfo] = {}

    def close(self) -> None:
        self._file.close()

    def names(self) -> Iterator[str]:
        if _entries(self._file) > MEMBERS_MOST:
            raise Fault(LIST, "more than 1,000,000 members", "파일이 1,000,000개보다 많음")
        try:
            self._zip = zipfile.ZipFile(self._file)
        except Exception:  # zipfile raises many kinds for bytes that are no archive
            raise Fault(shown(self._path.name), "not a zip archive", "zip 압축 파일이 아님") from None
        members = self._zip.infolist()
        # Members that lie over each other unpack to many times what the archive holds.
        if sum(member.compress_size for member in members) > self._path.stat().st_size:
            raise Fault(LIST, "the members of the archive overlap", "압축 파일 안의 파일이 서로 겹침")
        # zipfile cuts `filename` off at a zero byte.
        self._members = {member.orig_filename: member for member in members}
        return (member.orig_filename for member in members)

    def read(self, name: str) -> bytes:
        member = self._members[name]
        kind = stat.S_IFMT(member.external_attr >> 16)
        packed = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if kind not in (0, stat.S_IFREG) or not packed or member.flag_bits & ENCRYPTED:
            raise Fault(shown(name), "not a plain file of an archive", "압축 파일의 일반 파일이 아님")
        if member.file_size > MEMBER_MOST:
            raise Fault(shown(name), "unpacks to more than 64 MiB", "압축을 풀면 64 MiB보다 큼")
        try:
            with self._zip.open(member) as file:
                return file.read(MEMBER_MOST + 1)
        except Exception:  # whatever zipfile and its decompressors raise for damaged bytes
            raise Fault(shown(name), "damaged in the archive", "압축 파일 안에서 손상됨") from None


def _entries(file: BinaryIO) -> int:
    """How many members an archive names, counted before zipfile makes an object of each."""
    count, before = 0, b""
    for chunk in iter(lambda: file.read(2**20), b""):
        count += (before + chunk).count(b"PK\x01\x02")
        before = chunk[-3:]
    return count


class Folder:
    """The same files in a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def close(self) -> None:
        """Nothing is kept open."""

    def names(self) -> Iterator[str]:
        for folder, inner, files in os.walk(self._path):
            # A link to a folder stands among the folders, and is never followed.
            links = [name for name in inner if Path(folder, name).is_symlink()]
            for name in [*files, *links]:
                yield Path(folder, name).relative_to(self._path).as_posix()

    def read(self, name: str) -> bytes:
        path = self._path.joinpath(*name.split("/"))
        try:
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode):
                raise Fault(shown(name), "a link or another special file", "링크이거나 일반 파일이 아님")
            if status.st_size > MEMBER_MOST:
                raise Fault(shown(name), "larger than 64 MiB", "64 MiB보다 큼")
            with path.open("rb") as file:
                return file.read(MEMBER_MOST + 1)
        except OSError:
            raise Fault(shown(name), "cannot be read", "읽을 수 없음") from None


Source = Union[Archive, Folder]


def opened(path: Path) -> Source:
    """The record at this path; `names` must be asked for before anything is read. Raises Unreadable."""
    try:
        if path.is_dir():
            return Folder(path)
        if path.is_file():
            return Archive(path)
    except (OSError, ValueError) as error:
        raise Unreadable("%s: %s" % (path, getattr(error, "strerror", None) or error)) from None
    raise Unreadable("%s: no such file or folder" % path)


class Head(NamedTuple):
    """What is kept of a page: everything but the contents of its ballots."""

    name: str
    device: str
    station: str
    epoch: int
    number: int
    previous: str
    hash: str
    entries: List[Tuple[bytes, str]]


class Contest(NamedTuple):
    """A contest as the ballots hold it; the empty label is the blank ciphertext."""

    id: str
    labels: Tuple[str, ...]
    votes_allowed: int
    blank_allowed: bool

    @property
    def weights(self) -> List[int]:
        return [1 if label else self.votes_allowed for label in self.labels]


class Election(NamedTuple):
    """What checking a ballot needs; sent to every process."""

    id: str
    key: bytes
    base_hash: bytes
    contests: Tuple[Contest, ...]
    device_keys: Dict[str, bytes]


class Given(NamedTuple):
    """What the record is held against: a published hash, and the values of closing reports."""

    manifest_hash: Optional[str] = None
    closings: Tuple[Dict[str, Any], ...] = ()


class Record:
    """A record while it is checked; every check leaves here what later ones need."""

    def __init__(self, path: Path, source: Source, given: Given, processes: int = 1) -> None:
        self.path, self.source = path, source
        self.given, self.processes = given, processes
        self.listed: Dict[str, Tuple[int, str]] = {}
        self.list: Dict[str, Any] = {}
        self.json: Dict[str, Any] = {}
        self.heads: List[Head] = []
        self.manifest: Dict[str, Any] = {}
        self.manifest_hash = ""
        self.commitments: List[List[Point]] = []
        self.election = Election("", b"", b"", (), {})
        self.double: Optional[Fault] = None
        self.all_ballots: Optional[BallotsResult] = None

    def cast(self) -> Dict[str, int]:
        """The number of cast ballots of each station that has any."""
        return dict(Counter(h.station for h in self.heads for _, status in h.entries if status == "cast"))

    def stations(self) -> Dict[str, str]:
        """The station of each device."""
        return {each["device_id"]: each["station_id"] for each in self.json["devices.json"]["devices"]}


def read_checked(source: Source, name: str, listed: Tuple[int, str]) -> bytes:
    """A file with the size and the hash of the list."""
    raw = source.read(name)
    if (len(raw), hashlib.sha256(raw).hexdigest()) != listed:
        raise Fault(name, "size or hash is not the listed one", "크기나 해시가 목록과 다름")
    return raw


def check_files(record: Record) -> None:
    names = _member_names(record.source)
    if LIST not in names:
        raise Fault(LIST, "missing", "빠져 있음")
    record.list = _formed(parsed(record.source.read(LIST), LIST), RECORD, LIST)
    record.listed = {name: (f["bytes"], f["sha256"]) for name, f in record.list["files"].items()}
    for name in sorted(names):
        if name != LIST and name not in record.listed:
            raise Fault(shown(name), "not in the list", "목록에 없음")
    for name in sorted((FIXED_NAMES - {LIST}) | record.listed.keys()):
        if name not in names or name not in record.listed:
            raise Fault(shown(name), "missing", "빠져 있음")
    once = Once()
    for name in sorted(record.listed, key=_order):
        raw = read_checked(record.source, name, record.listed[name])
        if name in FORMS:
            record.json[name] = _formed(parsed(raw, name), FORMS[name], name)
        elif place_of_page(name):
            page = _formed(parsed(raw, name), PAGE, name)
            record.heads.append(_head(name, page))
            record.double = record.double or once.found_twice(name, page)


def _member_names(source: Source) -> Set[str]:
    names: Set[str] = set()
    for count, name in enumerate(source.names(), start=1):
        if count > MEMBERS_MOST:
            raise Fault(LIST, "more than 1,000,000 members", "파일이 1,000,000개보다 많음")
        if name not in FIXED_NAMES and not place_of_page(name):
            raise Fault(shown(name), "not a file of a record", "기록에 속하지 않는 파일")
        if name in names:
            raise Fault(shown(name), "twice in the archive", "압축 파일 안에 두 번 있음")
        names.add(name)
    return names


def page_name(place: Tuple[str, int, int]) -> str:
    return "pages/%s-%06d-%06d.json" % place


def place_of_page(name: str) -> Optional[Tuple[str, int, int]]:
    """Device, store epoch and number in the name of a page, or None if it is no such name."""
    found = PAGE_NAME.fullmatch(name)
    place = (found[1], int(found[2]), int(found[3])) if found else ("", 0, 0)
    return place if page_name(place) == name else None


def _order(name: str) -> Tuple[str, int, int, str]:
    """The small files first, then the pages of each device in their order."""
    return (*(place_of_page(name) or ("", 0, 0)), name)


def _formed(value: Any, form: Form, name: str) -> Any:
    where = misfit(value, form) or _disagreement(name, value)
    if where:
        raise Fault(name, "not of the form described, at " + where, "정해진 형식과 다름: " + where)
    return value


def _disagreement(name: str, value: Any) -> str:
    """Where two parts of a file of the right form do not go together; empty if all do."""
    if place_of_page(name):
        for at, ballot in enumerate(value["ballots"]):
            for contest in ballot["contests"]:
                if len(contest["challenges"]) != len(contest["responses"]):
                    return "$.ballots[%d].contests" % at
    if name == "countersignatures.json" and value["centre_key"] is None and value["pages"]:
        return "$.centre_key"
    return ""


def _head(name: str, page: Dict[str, Any]) -> Head:
    entries = [(bytes.fromhex(ballot["code"]), ballot["status"]) for ballot in page["ballots"]]
    return Head(
        name,
        page["device_id"],
        page["station_id"],
        page["store_epoch"],
        page["number"],
        page["previous"],
        page["hash"],
        entries,
    )


class Once:
    """Whether a ballot id, a short code or an α was seen before, on any page."""

    def __init__(self) -> None:
        self._ids: Set[bytes] = set()
        self._codes: Set[int] = set()
        self._alphas: Set[bytes] = set()

    def found_twice(self, name: str, page: Dict[str, Any]) -> Optional[Fault]:
        for ballot in page["ballots"]:
            what = self._seen(ballot)
            if what:
                return _named(name, ballot_name(ballot), *what)
        return None

    def _seen(self, ballot: Dict[str, Any]) -> Optional[Tuple[str, str]]:
        code, identity = bytes.fromhex(ballot["code"]), bytes.fromhex(ballot["ballot_id"])
        if identity in self._ids:
            return "the ballot id occurs twice", "투표지 번호가 두 번 나옴"
        if short_number(code) in self._codes:
            return "the code occurs twice", "확인 코드가 두 번 나옴"
        self._ids.add(identity)
        self._codes.add(short_number(code))
        for contest in ballot["contests"]:
            for option in contest["options"]:
                alpha = bytes.fromhex(option["alpha"])
                if alpha in self._alphas:
                    return "an α occurs twice: a copied ballot", "α가 두 번 나옴: 베낀 투표지"
                self._alphas.add(alpha)
        return None


# --- Manifest, amendments -----------------------------------------------------------------------------------


def contests_of(manifest: Dict[str, Any]) -> Tuple[Contest, ...]:
    found = []
    for contest in manifest["contests"]:
        options = [option["id"] for option in contest["options"] if not option["withdrawn"]]
        labels = (*options, "") if contest["blank_allowed"] else tuple(options)
        found.append(Contest(contest["id"], labels, contest["votes_allowed"], contest["blank_allowed"]))
    return tuple(found)


def check_manifest(record: Record) -> None:
    raw = read_checked(record.source, MANIFEST_FILE, record.listed[MANIFEST_FILE])
    record.manifest_hash = hashlib.sha256(raw).hexdigest()
    manifest = parsed(raw, MANIFEST_FILE)
    try:
        is_canonical = canonical(manifest) == raw
    except (ValueError, RecursionError):
        is_canonical = False
    if not is_canonical:
        raise Fault(MANIFEST_FILE, "not in canonical form", "표준 형식(canonical)이 아님")
    _formed(manifest, MANIFEST, MANIFEST_FILE)
    where = _contradiction(manifest)
    if where:
        raise Fault(MANIFEST_FILE, "impossible value at " + where, "있을 수 없는 값: " + where)
    if manifest["election_id"] != record.list["election_id"]:
        raise Fault(LIST, "election_id is not the manifest's", "election_id가 공고와 다름")
    key, signature = manifest["commission_key"], record.list["manifest_signature"]
    if not signed(bytes.fromhex(key), "manifest", raw, bytes.fromhex(signature)):
        raise Fault(MANIFEST_FILE, "not signed by the commission key in it", "위원회 열쇠의 서명이 맞지 않음")
    if record.given.manifest_hash not in (None, record.manifest_hash):
        raise Fault(MANIFEST_FILE, "not the manifest with the given hash", "입력한 해시의 공고가 아님")
    record.manifest = manifest
    election_key = bytes.fromhex(manifest["public_key"])
    base_hash = h(h(H_P, 0x02, sized(raw)), 0x03, election_key)
    record.election = Election(manifest["election_id"], election_key, base_hash, contests_of(manifest), {})


def _contradiction(manifest: Dict[str, Any]) -> str:
    """Where a manifest of the right form cannot be one; empty if it can."""
    contests, stations = manifest["contests"], manifest["stations"]
    wrong = {
        "$.version": manifest["version"] != 1,
        "$.contests": not 1 <= len(contests) <= CONTESTS_MOST or _doubled(each["id"] for each in contests),
        "$.stations": not stations or _doubled(station["id"] for station in stations),
        "$.policy.minimum_open": not 1 <= manifest["policy"]["minimum_open"] <= MINIMUM_OPEN_MOST,
        "$.public_key": element(bytes.fromhex(manifest["public_key"])) is None,
        "$.commission_key": element(bytes.fromhex(manifest["commission_key"])) is None,
    }
    for at, contest in enumerate(contests):
        choices = [option for option in contest["options"] if not option["withdrawn"]]
        twice = _doubled(option["id"] for option in contest["options"])
        wrong["$.contests[%d].options" % at] = twice or not 1 <= len(choices) <= OPTIONS_MOST
        wrong["$.contests[%d].votes_allowed" % at] = not 1 <= contest["votes_allowed"] <= OPTIONS_MOST
    return next((where for where, is_wrong in wrong.items() if is_wrong), "")


def _doubled(values: Iterable[Any]) -> Any:
    """A value that stands there twice, or None."""
    return next((value for value, count in Counter(values).items() if count > 1), None)


def check_amendments(record: Record) -> None:
    name, key = "amendments.json", bytes.fromhex(record.manifest["commission_key"])
    windows = [(window["opens"], window["closes"]) for window in record.manifest["windows"]]
    withdrawn: Set[str] = set()
    before = record.manifest_hash
    for number, amendment in enumerate(record.json[name]["amendments"], start=1):
        item = "amendments[%d]" % (number - 1)
        content = {each: amendment[each] for each in amendment if each != "signature"}
        try:
            message, whole = canonical(content), canonical(amendment)
        except (ValueError, RecursionError):
            raise _named(name, item, "has no canonical form", "표준 형식으로 쓸 수 없음") from None
        place = (amendment["election_id"], amendment["number"], amendment["previous_hash"])
        if place != (record.manifest["election_id"], number, before):
            raise _named(name, item, "does not follow from those before", "앞의 공고와 이어지지 않음")
        if not signed(key, "amendment", message, bytes.fromhex(amendment["signature"])):
            raise _named(name, item, "not signed by the commission", "위원회의 서명이 맞지 않음")
        if not _allowed(record.manifest, windows, withdrawn, amendment["kind"], amendment["payload"]):
            raise _named(name, item, "not allowed", "허용되지 않는 변경")
        before = hashlib.sha256(whole).hexdigest()


def _allowed(
    manifest: Dict[str, Any], windows: List[Tuple[str, str]], withdrawn: Set[str], kind: str, payload: Any
) -> bool:
    """Whether an amendment may follow; changes what is in force if it may."""
    if kind == "withdrawal" and not misfit(payload, {"option_id": is_text}):
        return _withdraw(manifest, withdrawn, payload["option_id"])
    if kind == "hours" and not misfit(payload, {"window": is_number, "closes": is_instant}):
        return _extend(windows, payload["window"], payload["closes"])
    pledge = {"theme": is_text, "title": is_text, "description": is_text}
    if kind == "pledges" and not misfit(payload, {"pledges": (is_text, [pledge])}):
        known = {option["id"] for contest in manifest["contests"] for option in contest["options"]}
        return set(payload["pledges"]) <= known
    return False


def _withdraw(manifest: Dict[str, Any], withdrawn: Set[str], option_id: str) -> bool:
    for contest in manifest["contests"]:
        for option in contest["options"]:
            if option["id"] == option_id:
                both = contest["kind"] == "yes_no"  # without its subject a vote for or against is neither
                gone = {each["id"] for each in contest["options"]} if both else {option_id}
                if option["withdrawn"] or option_id in withdrawn:
                    return False
                withdrawn |= gone
                return True
    return False


def _extend(windows: List[Tuple[str, str]], index: int, closes: str) -> bool:
    """Hours only get longer, and end before the next begin. Instants of one form compare as texts."""
    if index >= len(windows) or closes <= windows[index][1]:
        return False
    if index + 1 < len(windows) and closes >= windows[index + 1][0]:
        return False
    windows[index] = (windows[index][0], closes)
    return True


# --- Election key, devices ----------------------------------------------------------------------------------


def check_trustees(record: Record) -> None:
    trustees, quorum = record.manifest["trustees"], record.manifest["quorum"]
    if not 1 <= quorum <= len(trustees) <= TRUSTEES_MOST:
        raise Fault(MANIFEST_FILE, "impossible quorum", "있을 수 없는 정족수")
    key = IDENTITY
    commitments = []
    for at, trustee in enumerate(trustees):
        where = misfit(trustee, TRUSTEE, "$.trustees[%d]" % at)
        if where:
            raise Fault(
                MANIFEST_FILE, "not of the form described, at " + where, "정해진 형식과 다름: " + where
            )
    for number, trustee in enumerate(sorted(trustees, key=lambda each: each["index"]), start=1):
        points = trustee_points(trustee, number, quorum)
        commitments.append(points)
        key = times(key, points[0])
    if is_identity(key) or encode(key).hex() != record.manifest["public_key"]:
        raise Fault(
            MANIFEST_FILE, "the key is not the trustees' product", "공개 열쇠가 관리인 값의 곱이 아님"
        )
    record.commitments = commitments


def trustee_points(trustee: Dict[str, Any], number: int, quorum: int) -> List[Point]:
    """The commitments of a trustee whose proof of knowledge holds."""
    item = "trustee %d" % number, "개표 관리인 %d" % number
    raws = [bytes.fromhex(each) for each in trustee["commitments"]]
    if trustee["index"] != number or len(raws) != quorum or len(trustee["responses"]) != quorum:
        raise _named(MANIFEST_FILE, item, "number or quorum does not fit", "번호나 정족수가 맞지 않음")
    points = [element(raw) for raw in raws]
    challenge = scalar(bytes.fromhex(trustee["challenge"]))
    responses = [scalar(bytes.fromhex(each)) for each in trustee["responses"]]
    found: List[Point] = []
    proof = []
    for point, response in zip(points, responses):
        if point is None or response is None or challenge is None:
            raise _named(MANIFEST_FILE, item, "not a point or scalar", "점이나 스칼라가 아님")
        found.append(point)
        proof.append(encode(times(power(BASE, response), power(point, challenge))))
    if challenge != h_q(H_P, 0x10, u32(number), u32(quorum), *raws, *proof):
        raise _named(MANIFEST_FILE, item, "the proof does not hold", "증명이 성립하지 않음")
    return found


def check_devices(record: Record) -> None:
    name = "devices.json"
    devices = record.json[name]["devices"]
    stations = {station["id"] for station in record.manifest["stations"]}
    twice = _doubled(device["device_id"] for device in devices)
    if twice:
        raise Fault(name, "device %s twice" % twice, "기기 %s가 두 번 나옴" % twice)
    for device in devices:
        item = "device " + device["device_id"], "기기 " + device["device_id"]
        if device["station_id"] not in stations:
            raise _named(name, item, "at no station of the manifest", "공고에 없는 투표소")
        if element(bytes.fromhex(device["public_key"])) is None:
            raise _named(name, item, "the key is none", "공개 열쇠가 바르지 않음")
    keys = {device["device_id"]: bytes.fromhex(device["public_key"]) for device in devices}
    record.election = record.election._replace(device_keys=keys)


# --- Pages --------------------------------------------------------------------------------------------------

STATUS_BYTES = {"cast": b"\x01", "tested": b"\x02", "void": b"\x03"}


def opening_value(election: Election, station: str, device: str, epoch: int, before: bytes) -> bytes:
    whose = bytes.fromhex(station), bytes.fromhex(device), election.device_keys[device]
    return h(election.base_hash, 0x27, *whose, u64(epoch), before)


def page_hash(election: Election, head: Head) -> bytes:
    whose = bytes.fromhex(head.station), bytes.fromhex(head.device)
    place = u64(head.epoch), u32(head.number), bytes.fromhex(head.previous), u32(len(head.entries))
    return h(election.base_hash, 0x26, *whose, *place, *map(_entry, head.entries))


def closing_value(election: Election, station: str, device: str, closing: Any, entries: Any) -> bytes:
    ends = [
        u64(end["store_epoch"])
        + bytes.fromhex(end["opening"])
        + u32(end["pages"])
        + bytes.fromhex(end["last"])
        for end in closing["epochs"]
    ]
    counts = (u64(closing[status]) for status in STATUS_BYTES)
    everything = h(election.base_hash, 0x28, *map(_entry, sorted(entries)))
    whose = bytes.fromhex(station), bytes.fromhex(device)
    return h(election.base_hash, 0x29, *whose, u32(len(ends)), *ends, *counts, everything)


def _entry(entry: Tuple[bytes, str]) -> bytes:
    return entry[0] + STATUS_BYTES[entry[1]]


def check_pages(record: Record) -> None:
    election = record.election
    stations = record.stations()
    for head in record.heads:
        if head.name != page_name((head.device, head.epoch, head.number)):
            raise Fault(head.name, "the name does not fit", "파일 이름이 내용과 다름")
        if stations.get(head.device) != head.station:
            raise Fault(head.name, "not a page of a device of this record", "이 기록의 기기의 쪽이 아님")
        codes = [code for code, _ in head.entries]
        if codes != sorted(set(codes)) or len(codes) > PAGE_MOST:
            raise Fault(head.name, "not sorted by code, or too long", "확인 코드 순서가 아니거나 너무 김")
        if page_hash(election, head).hex() != head.hash:
            raise Fault(head.name, "the hash is not that of the entries", "해시가 내용과 다름")
    before: Optional[Head] = None
    for head in record.heads:
        _check_link(before, head)
        before = head


def _check_link(before: Optional[Head], head: Head) -> None:
    """Pages of an epoch are numbered from 1 without a gap, and each names the one before.

    What the first names, the opening value, is checked with the closing value: it needs all epochs.
    """
    follows = before is not None and (before.device, before.epoch) == (head.device, head.epoch)
    number = before.number + 1 if before and follows else 1
    if head.number != number:
        raise Fault(head.name, "page %d is missing before it" % number, "그 앞의 %d쪽이 빠짐" % number)
    if before and follows and head.previous != before.hash:
        raise Fault(head.name, "does not follow the page before", "앞 쪽과 이어지지 않음")


# --- Ballots and tested ballots -----------------------------------------------------------------------------
# Some ballots of a page are checked at a time, in another process where there are several.

BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_number(code: bytes) -> int:
    """The first 125 bits of a confirmation code."""
    return int.from_bytes(code[:16], "big") >> 3


def short_code(code: bytes) -> str:
    """The code as people see it: ABCDE-FGHJK-…"""
    signs = "".join(BASE32[short_number(code) >> 5 * place & 31] for place in reversed(range(25)))
    return "-".join(signs[at : at + 5] for at in range(0, 25, 5))


def ballot_name(ballot: Dict[str, Any]) -> str:
    return short_code(bytes.fromhex(ballot["code"]))


class Sealed(NamedTuple):
    """What is left of a ballot whose points are points: α and β of each ciphertext, contest by contest."""

    hash: bytes
    ciphertexts: List[List[Tuple[Point, Point]]]


class PartResult(NamedTuple):
    """Of some ballots: the first fault of each check; the product of the cast ones if all are readable."""

    checked: int
    ballots: Optional[Tuple[str, str, str]]
    tested: Optional[Tuple[str, str, str]]
    products: Optional[List[Tuple[Point, Point]]]


class Part(NamedTuple):
    """Ballots of a page that are checked at a time; `listed` is what the list says of its file."""

    name: str
    listed: Tuple[int, str]
    election: Election
    first: int
    end: int


def part_result(source: Source, part: Part) -> PartResult:
    """Everything about some ballots of one page."""
    page = parsed(read_checked(source, part.name, part.listed), part.name)
    election, products = part.election, _nothing(part.election.contests)
    first: Dict[str, Tuple[str, str, str]] = {}
    readable = True
    ballots = page["ballots"][part.first : part.end]
    for ballot in ballots:
        item = ballot_name(ballot)
        sealed = None
        try:
            sealed = sealed_ballot(election, ballot)
            check_ballot(election, ballot, sealed)
            check_signature(election, page, ballot)
        except Fault as fault:
            first.setdefault("ballots", _named(part.name, item, fault.en, fault.ko).args)
        try:
            check_tested(election, ballot)
        except Fault as fault:
            first.setdefault("tested", _named(part.name, item, fault.en, fault.ko).args)
        if ballot["status"] == "cast":
            readable = readable and sealed is not None
            if sealed is not None:
                flat = [pair for contest in sealed.ciphertexts for pair in contest]
                products = [(times(a, c), times(b, d)) for (a, b), (c, d) in zip(products, flat)]
    return PartResult(len(ballots), first.get("ballots"), first.get("tested"), products if readable else None)


def _nothing(contests: Sequence[Contest]) -> List[Tuple[Point, Point]]:
    return [(IDENTITY, IDENTITY) for contest in contests for _ in contest.labels]


def sealed_ballot(election: Election, ballot: Dict[str, Any]) -> Sealed:
    """Reads the ciphertexts: the right number of them, every one a pair of points."""
    shapes = [(contest.id, len(contest.labels)) for contest in election.contests]
    if [(contest["contest"], len(contest["options"])) for contest in ballot["contests"]] != shapes:
        raise Fault("", "not the contests and options of the manifest", "공고의 선거·선택지와 다름")
    ciphertexts = []
    for contest, shape in zip(ballot["contests"], election.contests):
        pairs = []
        for option, label in zip(contest["options"], shape.labels):
            # Whether they are of order L is seen together with their other powers, in `range_holds`.
            alpha, beta = (on_curve(bytes.fromhex(option[half])) for half in ("alpha", "beta"))
            if alpha is None or beta is None:
                raise _at(shape, label, "not a point", "점이 아님")
            pairs.append((alpha, beta))
        ciphertexts.append(pairs)
    return Sealed(h(election.base_hash, 0x20, bytes.fromhex(ballot["ballot_id"])), ciphertexts)


def _at(contest: Contest, label: str, en: str, ko: str) -> Fault:
    return _named("", "%s/%s" % (contest.id, label or "(blank)"), en, ko)


def check_ballot(election: Election, ballot: Dict[str, Any], sealed: Sealed) -> None:
    """*What makes a ballot valid*."""
    hashes = []
    for at, shape in enumerate(election.contests):
        contest = ballot["contests"][at]
        _check_contest(election, shape, contest, sealed.hash, sealed.ciphertexts[at])
        points = (bytes.fromhex(option[half]) for option in contest["options"] for half in ("alpha", "beta"))
        hashes.append(h(sealed.hash, 0x24, text(shape.id), u32(len(shape.labels)), *points))
    if h(sealed.hash, 0x25, u32(len(hashes)), *hashes).hex() != ballot["code"]:
        raise Fault("", "the code is not that of the ciphertexts", "확인 코드가 암호문과 다름")


def check_signature(election: Election, page: Dict[str, Any], ballot: Dict[str, Any]) -> None:
    key = election.device_keys.get(page["device_id"], b"")
    if not signed(key, "ballot", encoded_ballot(election, page, ballot), bytes.fromhex(ballot["signature"])):
        raise Fault("", "the device's signature does not hold", "기기의 서명이 맞지 않음")


def _check_contest(
    election: Election,
    shape: Contest,
    contest: Dict[str, Any],
    ballot_hash: bytes,
    ciphertexts: Sequence[Tuple[Point, Point]],
) -> None:
    total = IDENTITY, IDENTITY
    for label, weight, option, pair in zip(shape.labels, shape.weights, contest["options"], ciphertexts):
        key = ballot_hash, 0x22, text(shape.id) + text(label)
        if any(map(is_identity, pair)) or not range_holds(election, key, pair, option, range(2)):
            raise _at(
                shape,
                label,
                "no point of the group, or no proof of 0 or 1",
                "군의 점이 아니거나 0·1 증명이 틀림",
            )
        alpha, beta = pair if weight == 1 else (power(pair[0], weight), power(pair[1], weight))
        total = times(total[0], alpha), times(total[1], beta)
    key = ballot_hash, 0x23, text(shape.id)
    if not range_holds(election, key, total, contest, range(1, shape.votes_allowed + 1)):
        raise _named("", shape.id, "the proof of the sum does not hold", "합의 증명이 성립하지 않음")


def range_holds(
    election: Election,
    key: Tuple[bytes, int, bytes],
    pair: Tuple[Point, Point],
    proof: Dict[str, Any],
    allowed: Sequence[int],
) -> bool:
    """Whether α, β are of order L, and the proof shows that they hold one of the allowed numbers."""
    challenges, responses = scalars(proof["challenges"]), scalars(proof["responses"])
    if not challenges or not responses or len(challenges) != len(allowed):
        return False
    *alphas, alpha_to_l = powers(pair[0], [*challenges, L])
    *betas, beta_to_l = powers(pair[1], [*challenges, L])
    if not (is_identity(alpha_to_l) and is_identity(beta_to_l)):
        return False
    commitments = []
    g, k = fixed_base(BASE_BYTES), fixed_base(election.key)
    for number, c, v, alpha, beta in zip(allowed, challenges, responses, alphas, betas):
        commitments.append(encode(times(g.power(v), alpha)))
        commitments.append(encode(times(k.power(v - number * c), beta)))
    ballot_hash, domain, place = key
    expected = h_q(ballot_hash, domain, place, encode(pair[0]), encode(pair[1]), *commitments)
    return sum(challenges) % L == expected


def encoded_ballot(election: Election, page: Dict[str, Any], ballot: Dict[str, Any]) -> bytes:
    """The bytes that the device signed."""
    parts = [b"OMPB\x01"]
    parts += map(bytes.fromhex, (election.id, page["station_id"], page["device_id"]))
    parts.append(u64(page["store_epoch"]))
    parts += map(bytes.fromhex, (ballot["ballot_id"], ballot["code"]))
    for contest in ballot["contests"]:
        for option in contest["options"]:
            parts += map(bytes.fromhex, (option["alpha"], option["beta"]))
            parts += map(bytes.fromhex, _pairs_of(option))
        parts += map(bytes.fromhex, _pairs_of(contest))
    return b"".join(parts)


def _pairs_of(proof: Dict[str, Any]) -> Iterator[str]:
    for challenge, response in zip(proof["challenges"], proof["responses"]):
        yield challenge
        yield response


def check_tested(election: Election, ballot: Dict[str, Any]) -> None:
    """A tested ballot opens under its nonce to allowed choices; no other ballot has one."""
    if (ballot["status"] == "tested") != ("nonce" in ballot):
        raise Fault(
            "", "a nonce where none belongs, or none", "난수가 있어야 할 곳에 없거나 없어야 할 곳에 있음"
        )
    if "nonce" not in ballot:
        return
    sealed, nonce = sealed_ballot(election, ballot), bytes.fromhex(ballot["nonce"])
    g, k = fixed_base(BASE_BYTES), fixed_base(election.key)
    for shape, pairs in zip(election.contests, sealed.ciphertexts):
        total = 0
        for label, weight, (alpha, beta) in zip(shape.labels, shape.weights, pairs):
            xi = h_q(sealed.hash, 0x21, text(shape.id), text(label), nonce)
            fits = [number for number in (0, 1) if same(beta, k.power(number + xi))]
            if not same(alpha, g.power(xi)) or not fits:
                raise _at(shape, label, "does not open under the nonce", "공개한 난수로 열리지 않음")
            total += weight * fits[0]
        if not 1 <= total <= shape.votes_allowed:
            raise _named("", shape.id, "opens to what is not allowed", "허용되지 않는 선택으로 열림")


class BallotsResult(NamedTuple):
    """The same of all pages together."""

    ballots: Optional[Fault]
    tested: Optional[Fault]
    products: Optional[List[Tuple[Point, Point]]]


def all_ballots(record: Record) -> BallotsResult:
    """What came out for all pages; computed when it is first asked for."""
    if record.all_ballots is None:
        record.all_ballots = _all_ballots(record)
    return record.all_ballots


def _all_ballots(record: Record) -> BallotsResult:
    everything = sum(len(head.entries) for head in record.heads)
    done, ballots, tested = 0, None, None
    products: Optional[List[Tuple[Point, Point]]] = _nothing(record.election.contests)
    for result in results(record, list(_parts(record))):
        done += result.checked
        say_progress(done, everything)
        ballots, tested = ballots or result.ballots, tested or result.tested
        if products is None or result.products is None:
            products = None
        else:
            products = [(times(a, c), times(b, d)) for (a, b), (c, d) in zip(products, result.products)]
    return BallotsResult(ballots and Fault(*ballots), tested and Fault(*tested), products)


def check_ballots(record: Record) -> None:
    fault = all_ballots(record).ballots
    if fault:
        raise fault


def _parts(record: Record) -> Iterator[Part]:
    for head in record.heads:
        for first in range(0, len(head.entries), PART_MOST):
            yield Part(head.name, record.listed[head.name], record.election, first, first + PART_MOST)


def results(record: Record, parts: List[Part]) -> Iterator[PartResult]:
    """The results in the order of the parts, from several processes where that is worth it."""
    pool = None
    if record.processes > 1 and len(parts) > 1:
        processes = min(record.processes, len(parts), PROCESSES_MOST)
        # Some systems have not what it takes.
        with contextlib.suppress(ImportError, NotImplementedError, OSError):
            pool = ProcessPoolExecutor(processes, initializer=_begin_work, initargs=(record.path,))
    if pool is None:
        for part in parts:
            yield part_result(record.source, part)
    else:
        with pool:
            yield from pool.map(_work, parts)


# In another process: the record, opened once.
_open_there: List[Source] = []


def _begin_work(path: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that prints
    source = opened(path)
    source.names()
    _open_there.append(source)


def _work(part: Part) -> PartResult:
    return part_result(_open_there[0], part)


def say_progress(done: int, everything: int) -> None:
    """How far it is, on a terminal only; gone when all is done."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write("\r  %d / %d " % (done, everything) if done < everything else "\r%30s\r" % "")
        sys.stderr.flush()


def check_unique(record: Record) -> None:
    if record.double:
        raise record.double


def check_tested_ballots(record: Record) -> None:
    fault = all_ballots(record).tested
    if fault:
        raise fault


# --- Closing values, participation --------------------------------------------------------------------------


def check_closings(record: Record) -> None:
    name, election = "closings.json", record.election
    stations = record.stations()
    closings = {closing["device_id"]: closing for closing in record.json[name]["closings"]}
    twice = _doubled(closing["device_id"] for closing in record.json[name]["closings"])
    if twice:
        raise Fault(name, "device %s twice" % twice, "기기 %s가 두 번 나옴" % twice)
    for device in sorted(closings.keys() | {head.device for head in record.heads}):
        item = "device " + device, "기기 " + device
        if device not in closings:
            raise _named(name, item, "has pages and no closing value", "쪽은 있으나 마감 값이 없음")
        if device not in stations:
            raise _named(name, item, "not a device of this record", "이 기록의 기기가 아님")
        _check_closing(record, election, stations[device], closings[device], item)
    for given in record.given.closings:
        _check_report(record, closings, given)
    reported = {device["device_id"] for given in record.given.closings for device in given["devices"]}
    reporting = {stations[device] for device in reported}
    for device in sorted(closings.keys() - reported):
        if stations[device] in reporting:
            item = "device " + device, "기기 " + device
            words = "the report of its station does not name it", "투표소의 마감 보고서에 없는 기기"
            raise _named(name, item, *words)


def _check_closing(
    record: Record, election: Election, station: str, closing: Dict[str, Any], item: Tuple[str, str]
) -> None:
    name, device = "closings.json", closing["device_id"]
    own = [head for head in record.heads if head.device == device]
    entries = [entry for head in own for entry in head.entries]
    counts = Counter(status for _, status in entries)
    if any(closing[status] != counts[status] for status in STATUS_BYTES):
        raise _named(name, item, "the counts are not those of its pages", "투표지 수가 쪽의 수와 다름")
    epochs = _epochs(election, station, closing, own)
    openings = {end["store_epoch"]: end["opening"] for end in epochs}
    if closing["epochs"] != epochs or any(
        head.previous != openings[head.epoch] for head in own if head.number == 1
    ):
        raise _named(name, item, "the epochs are not those of its pages", "회차가 쪽과 다름")
    if closing_value(election, station, device, closing, entries).hex() != closing["value"]:
        raise _named(name, item, "the closing value is another", "마감 값이 다름")
    value, signature = bytes.fromhex(closing["value"]), bytes.fromhex(closing["signature"])
    if not signed(election.device_keys[device], "closing", value, signature):
        raise _named(name, item, "the device's signature does not hold", "기기의 서명이 맞지 않음")


def _epochs(
    election: Election, station: str, closing: Dict[str, Any], own: Sequence[Head]
) -> List[Dict[str, Any]]:
    """The ends of the epochs as they must be: those of the pages, and listed ones without any."""
    epochs = {head.epoch for head in own} | {end["store_epoch"] for end in closing["epochs"]}
    found = []
    last = bytes(32).hex()
    for epoch in sorted(epochs):
        opening = opening_value(election, station, closing["device_id"], epoch, bytes.fromhex(last)).hex()
        hashes = [head.hash for head in own if head.epoch == epoch]
        last = hashes[-1] if hashes else opening
        found.append({"store_epoch": epoch, "opening": opening, "pages": len(hashes), "last": last})
    return found


def _check_report(record: Record, closings: Dict[str, Any], given: Dict[str, Any]) -> None:
    """The values of a closing report, which somebody kept outside the record."""
    if (given["election_id"], given["manifest_hash"]) != (
        record.manifest["election_id"],
        record.manifest_hash,
    ):
        raise Fault(given["place"], "the report of another election", "다른 선거의 마감 보고서")
    keys = {each["device_id"]: each["public_key"] for each in record.json["devices.json"]["devices"]}
    for device in given["devices"]:
        name = device["device_id"]
        item = "device " + name, "기기 " + name
        if name not in closings or keys.get(name) != device["public_key"]:
            raise _named(
                "closings.json", item, "of the report is not in the record", "보고서의 기기가 기록에 없음"
            )
        if closings[name]["value"] != device["value"]:
            raise _named("closings.json", item, "not the value of the report", "보고서의 마감 값과 다름")


def check_participation(record: Record) -> None:
    name = "stations.json"
    stations = record.json[name]["stations"]
    listed = sorted((station["id"], station["voters"]) for station in record.manifest["stations"])
    if sorted((station["station_id"], station["listed"]) for station in stations) != listed:
        raise Fault(name, "not the stations and voters of the manifest", "공고의 투표소·선거인 수와 다름")
    cast = record.cast()
    for station in stations:
        item = "station " + station["station_id"], "투표소 " + station["station_id"]
        if station["cast"] != cast.get(station["station_id"], 0):
            raise _named(name, item, "not as many voted as ballots were cast", "투표자 수와 투표지 수가 다름")
        if station["cast"] > station["listed"]:
            raise _named(name, item, "more voted than are listed", "투표자가 선거인보다 많음")
    if not cast.keys() <= {station["station_id"] for station in stations}:
        raise Fault(name, "ballots of a station that is not there", "없는 투표소의 투표지가 있음")


# --- Sums, openings, totals ---------------------------------------------------------------------------------


def check_sums(record: Record) -> None:
    name, cast = "sums.json", sum(record.cast().values())
    sums = record.json[name]
    if sums["ballots"] != cast:
        raise Fault(name, "counts other ballots than were cast", "투표지 수가 실제와 다름")
    expected: Dict[str, List[Dict[str, str]]] = {}
    products = iter(all_ballots(record).products or ())
    for contest in record.election.contests:
        pairs = [next(products) for _ in contest.labels]
        expected[contest.id] = [{"alpha": encode(a).hex(), "beta": encode(b).hex()} for a, b in pairs if cast]
    if sums["contests"].keys() != expected.keys():
        raise Fault(name, "not the contests of the manifest", "공고의 선거와 다름")
    for contest in record.election.contests:
        if sums["contests"][contest.id] != expected[contest.id]:
            raise _named(name, contest.id, "not the product of the cast ballots", "투표된 투표지의 곱이 아님")


class Opening(NamedTuple):
    """One opening while it is checked; `item` says which."""

    item: str
    ballots: int
    sums: Dict[str, List[Tuple[Point, Point]]]
    raw: Dict[str, Any]

    def fault(self, part: str, en: str, ko: str) -> Fault:
        return _named("openings.json", self.item + "." + part, en, ko)


def check_openings(record: Record) -> None:
    name, election = "openings.json", record.election
    openings = record.json[name]["openings"]
    kinds = [opening["kind"] for opening in openings]
    if kinds.count("final") != 1 or kinds[-1] != "final":
        raise Fault(
            name, "the last opening, and only that, must be the final one", "마지막 개표만 최종이어야 함"
        )
    if "live" in kinds and record.manifest["policy"]["results"] != "live":
        raise _named(name, "openings[0]", "not allowed during the vote", "투표 중에는 허용되지 않음")
    for at, raw in enumerate(openings):
        opening = read_opening(election, at, raw)
        _check_units(record, opening)
        for partial in raw["partials"]:
            check_partial(election, record.commitments, opening, partial)
        check_shares_give_totals(election, record.manifest["quorum"], opening)
    _check_final(record, openings[-1])
    small = smallest_piece([opening["units"] for opening in openings if opening["kind"] == "live"])
    if small < record.manifest["policy"]["minimum_open"]:
        raise Fault(
            name,
            "published sums differ by %d ballots, too few" % small,
            "공개한 합계의 차이가 투표지 %d장뿐임" % small,
        )


def read_opening(election: Election, at: int, raw: Dict[str, Any]) -> Opening:
    opening = Opening("openings[%d]" % at, raw["ballots"], {}, raw)
    lengths = {contest.id: len(contest.labels) if raw["ballots"] else 0 for contest in election.contests}
    found = {contest: len(values) for contest, values in raw["sums"]["contests"].items()}
    if raw["sums"]["ballots"] != raw["ballots"] or found != lengths:
        raise opening.fault("sums", "its sums are not those of the contests", "합계가 선거와 맞지 않음")
    for contest, values in raw["sums"]["contests"].items():
        opening.sums[contest] = []
        for value in values:
            alpha, beta = (element_or_identity(bytes.fromhex(value[half])) for half in ("alpha", "beta"))
            if alpha is None or beta is None:
                raise opening.fault("sums." + contest, "not a point", "점이 아님")
            opening.sums[contest].append((alpha, beta))
    return opening


def _check_units(record: Record, opening: Opening) -> None:
    units, cast = opening.raw["units"], record.cast()
    stations = {station["id"] for station in record.manifest["stations"]}
    if not stations >= units.keys() or sum(units.values()) != opening.ballots:
        raise opening.fault(
            "units", "the numbers of its stations are not its ballots", "투표소별 수의 합이 맞지 않음"
        )
    if any(count > cast.get(station, 0) for station, count in units.items()):
        raise opening.fault("units", "more ballots of a station than were cast", "투표소의 투표지보다 많음")


def check_partial(
    election: Election, commitments: Sequence[Sequence[Point]], opening: Opening, partial: Dict[str, Any]
) -> None:
    """One trustee's part: the proof of every share."""
    index = partial["trustee"]
    who = "partials: trustee %d" % index
    if not 1 <= index <= len(commitments) or partial["ballots"] != opening.ballots:
        raise opening.fault(who, "not of this opening", "이 개표의 것이 아님")
    lengths = {contest: len(values) for contest, values in partial["contests"].items()}
    if lengths != {contest: len(values) for contest, values in opening.sums.items()}:
        raise opening.fault(who, "not the shares of the sums", "합계와 열쇠 조각의 수가 다름")
    public = trustee_key(commitments, index)
    for contest in election.contests:
        shares = partial["contests"][contest.id]
        for label, pair, share in zip(contest.labels, opening.sums[contest.id], shares):
            where = text(contest.id) + text(label) + u32(index)
            if not share_holds(election, where, public, pair, share):
                place = "%s: %s/%s" % (who, contest.id, label or "(blank)")
                raise opening.fault(place, "the share's proof does not hold", "증명이 성립하지 않음")


def trustee_key(commitments: Sequence[Sequence[Point]], index: int) -> Point:
    """Z_i: what everyone can compute of a trustee's secret."""
    product = IDENTITY
    for polynomial in commitments:
        for exponent, commitment in enumerate(polynomial):
            product = times(product, power(commitment, pow(index, exponent, L)))
    return product


def share_holds(
    election: Election, where: bytes, public: Point, pair: Tuple[Point, Point], share: Dict[str, str]
) -> bool:
    value = element_or_identity(bytes.fromhex(share["value"]))
    c, v = scalar(bytes.fromhex(share["challenge"])), scalar(bytes.fromhex(share["response"]))
    if value is None or c is None or v is None or is_identity(value) != is_identity(pair[0]):
        return False
    a = times(fixed_base(BASE_BYTES).power(v), power(public, c))
    b = times(power(pair[0], v), power(value, c))
    statement = map(encode, (public, *pair, value, a, b))
    return c == h_q(election.base_hash, 0x30, where, *statement)


def check_shares_give_totals(election: Election, quorum: int, opening: Opening) -> None:
    """A quorum's shares, combined, give exactly the numbers that were announced."""
    totals = opening.raw["totals"]
    if totals.keys() != opening.sums.keys():
        raise opening.fault("totals", "totals of other contests", "다른 선거의 결과")
    chosen = opening.raw["partials"][:quorum]
    indices = [partial["trustee"] for partial in opening.raw["partials"]]
    if _doubled(indices) or (opening.ballots and len(chosen) < quorum):
        raise opening.fault("partials", "fewer than the quorum, or one twice", "모자라거나 겹침")
    key = element(election.key) or IDENTITY
    weights = [lagrange(index, indices[: len(chosen)]) for index in indices[: len(chosen)]]
    for contest in election.contests:
        numbers = _numbers(totals[contest.id], contest, opening)
        for at, (_, beta) in enumerate(opening.sums[contest.id]):
            mask = IDENTITY
            for weight, partial in zip(weights, chosen):
                share = element_or_identity(bytes.fromhex(partial["contests"][contest.id][at]["value"]))
                mask = times(mask, power(share or IDENTITY, weight))
            if not same(beta, times(power(key, numbers[at]), mask)):
                raise _total_fault(opening, contest, at)
        if not opening.ballots and any(numbers):
            raise _total_fault(opening, contest, 0)


def _numbers(total: Dict[str, Any], contest: Contest, opening: Opening) -> List[int]:
    """The totals in the order of the ciphertexts, each between 0 and the number of ballots."""
    numbers = list(total["votes"]) + ([total["blank"]] if contest.blank_allowed else [])
    if (
        len(numbers) != len(contest.labels)
        or (total["blank"] is None) == contest.blank_allowed
        or not all(number <= opening.ballots for number in numbers)
    ):
        raise opening.fault(contest.id, "impossible totals", "있을 수 없는 결과")
    return numbers


def _total_fault(opening: Opening, contest: Contest, at: int) -> Fault:
    place = "%s/%s" % (contest.id, contest.labels[at] or "(blank)")
    return opening.fault(place, "the shares give another total", "열쇠 조각의 결과와 다름")


def lagrange(index: int, chosen: Iterable[int]) -> int:
    """w_i: the weight of a trustee among those chosen."""
    weight = 1
    for other in chosen:
        if other != index:
            weight = weight * other * pow(other - index, -1, L) % L
    return weight


def _check_final(record: Record, final: Dict[str, Any]) -> None:
    name = "openings.json"
    if final["sums"] != record.json["sums.json"]:
        raise Fault(name, "the final opening is not over the sums", "최종 개표가 합계와 다름")
    if {station: count for station, count in final["units"].items() if count} != record.cast():
        raise Fault(name, "the final opening is not over all stations", "최종 개표의 투표소별 수가 다름")


def smallest_piece(published: Sequence[Dict[str, int]]) -> float:
    """The number of ballots in the smallest piece that published sums cut out; infinite if there is none.

    A sum covers the first so many ballots of each unit. Between two neighbouring such numbers lies a
    stretch of ballots, covered by the same sums; stretches covered by the same sums are one piece.
    """
    pieces: Dict[Tuple[int, ...], int] = {}
    for unit in {unit for units in published for unit in units}:
        reach = [units.get(unit, 0) for units in published]
        before = 0
        for end in sorted(set(reach) - {0}):
            covering = tuple(at for at, count in enumerate(reach) if count >= end)
            pieces[covering] = pieces.get(covering, 0) + end - before
            before = end
    return min(pieces.values(), default=float("inf"))


def check_totals(record: Record) -> None:
    for at, opening in enumerate(record.json["openings.json"]["openings"]):
        for contest in record.election.contests:
            total = opening["totals"].get(contest.id)
            if total is None or not _possible(contest, total, opening["ballots"]):
                item = "openings[%d].%s" % (at, contest.id)
                raise _named("openings.json", item, "impossible for so many ballots", "투표지 수에 맞지 않음")


def _possible(contest: Contest, total: Dict[str, Any], ballots: int) -> bool:
    blank: int = total["blank"] or 0
    votes: int = sum(total["votes"])
    options = [label for label in contest.labels if label]
    if len(total["votes"]) != len(options) or (total["blank"] is None) == contest.blank_allowed:
        return False
    if contest.votes_allowed == 1 and contest.blank_allowed:
        return votes + blank == ballots
    most = contest.votes_allowed * (ballots - blank)
    return blank <= ballots and votes <= most


# --- Countersignatures --------------------------------------------------------------------------------------


def check_countersignatures(record: Record) -> None:
    name = "countersignatures.json"
    value = record.json[name]
    key = bytes.fromhex(value["centre_key"] or "")
    if value["centre_key"] is not None and element(key) is None:
        raise Fault(name, "the centre's key is none", "중앙의 공개 열쇠가 바르지 않음")
    pages = {(head.device, head.epoch, head.number): head for head in record.heads}
    for page in value["pages"]:
        head = pages.get((page["device_id"], page["store_epoch"], page["number"]))
        item = ("page %s" % page["hash"][:16], "쪽 %s" % page["hash"][:16])
        if head is None or head.hash != page["hash"]:
            raise _named(name, item, "countersigned, and not in the record", "확인 서명된 쪽이 기록에 없음")
        whose = bytes.fromhex(head.station) + bytes.fromhex(head.device)
        message = whose + u64(head.epoch) + u32(head.number) + bytes.fromhex(head.hash)
        if not signed(key, "page", message, bytes.fromhex(page["signature"])):
            raise _named(name, item, "not signed by the centre", "중앙의 서명이 맞지 않음")


# --- What is checked ----------------------------------------------------------------------------------------


class Check(NamedTuple):
    """A line of the table: its name, how it is made, and which others must have passed before."""

    name: str
    run: Callable[[Record], None]
    needs: Tuple[str, ...]


CHECKS = (
    Check("files", check_files, ()),
    Check("manifest", check_manifest, ("files",)),
    Check("amendments", check_amendments, ("manifest",)),
    Check("trustees", check_trustees, ("manifest",)),
    Check("devices", check_devices, ("manifest",)),
    Check("pages", check_pages, ("devices",)),
    Check("ballots", check_ballots, ("devices",)),
    Check("unique", check_unique, ("manifest",)),
    Check("tested", check_tested_ballots, ("devices",)),
    Check("closings", check_closings, ("pages",)),
    Check("participation", check_participation, ("devices",)),
    Check("sums", check_sums, ("ballots",)),
    Check("openings", check_openings, ("trustees", "devices")),
    Check("totals", check_totals, ("manifest",)),
    Check("countersignatures", check_countersignatures, ("devices",)),
)
# What holds if a check passes.
HOLDS = {
    "files": ("all files are there, unchanged", "파일이 빠짐없고 그대로임"),
    "manifest": ("the manifest is complete and signed", "공고가 완전하고 위원회가 서명함"),
    "amendments": ("the amendments follow and are allowed", "변경 공고가 순서대로이고 규칙에 맞음"),
    "trustees": ("the trustees' proofs give the key", "개표 관리인의 증명과 열쇠가 맞음"),
    "devices": ("every device belongs to a station", "모든 기기가 투표소에 등록됨"),
    "pages": ("the pages form whole chains", "쪽이 끊김 없이 이어짐"),
    "ballots": ("every ballot's proofs, code and signature hold", "투표지의 증명·코드·서명이 맞음"),
    "unique": ("no ballot stands twice", "같은 투표지가 두 번 없음"),
    "tested": ("tested ballots open to what they hold", "시험한 투표지가 열림"),
    "closings": ("the closing values are those of the pages", "마감 값이 쪽과 맞음"),
    "participation": ("as many ballots as voters", "투표지와 투표자의 수가 같음"),
    "sums": ("the sums are those of the cast ballots", "합계가 투표지들의 곱임"),
    "openings": ("the sums were opened rightly", "합계를 바르게 열었음"),
    "totals": ("the totals fit the ballots", "득표가 투표지 수에 맞음"),
    "countersignatures": ("countersigned pages are there", "확인 서명된 쪽이 있음"),
}


class Outcome(NamedTuple):
    """What became of a check: passed, failed with a fault, or (neither) not made."""

    check: Check
    passed: bool
    fault: Optional[Fault]


def outcomes(record: Record) -> Iterator[Outcome]:
    """Every check in its order. One that needs a check which did not pass is not made."""
    passed: Set[str] = set()
    for check in CHECKS:
        if not passed.issuperset(check.needs):
            yield Outcome(check, False, None)
            continue
        try:
            check.run(record)
        except Fault as fault:
            yield Outcome(check, False, fault)
        except Unreadable:
            raise
        except Exception as error:  # a check that breaks off, for whatever reason, has not passed
            broken = shown("%s: %s" % (type(error).__name__, error))
            yield Outcome(check, False, Fault("omp_verify.py", "broke off, " + broken, "중단됨, " + broken))
        else:
            passed.add(check.name)
            yield Outcome(check, True, None)


# --- What is printed ----------------------------------------------------------------------------------------


class Speech:
    """Prints in English, Korean, or both side by side."""

    def __init__(self, language: str) -> None:
        self._language = language

    def both(self, en: str, ko: str) -> str:
        return {"en": en, "ko": ko}.get(self._language, en if en == ko else en + " · " + ko)

    def say(self, en: str = "", ko: Optional[str] = None) -> None:
        print(self.both(en, en if ko is None else ko), flush=True)

    def outcome(self, outcome: Outcome) -> None:
        check, fault = outcome.check, outcome.fault
        if outcome.passed:
            mark, words = "ok", self.both(*HOLDS[check.name])
        elif fault is None:
            mark, words = "-", self.both("not checked", "확인하지 못함")
        else:
            mark, words = "FAIL", fault.place + ": " + self.both(fault.en, fault.ko)
        print("%5s  %-18s %s" % (mark, check.name, words), flush=True)


def say_result(speech: Speech, record: Record, failed: Sequence[str], missed: int) -> None:
    speech.say()
    if not failed and not missed:
        say_totals(speech, record)
        say_fingerprints(speech, record)
        speech.say("Everything holds.", "모두 맞습니다.")
        return
    if record.manifest:
        say_fingerprints(speech, record)
    names = ", ".join(failed)
    speech.say("The record does NOT hold: %s." % names, "기록이 맞지 않습니다: %s." % names)


def say_totals(speech: Speech, record: Record) -> None:
    manifest, final = record.manifest, record.json["openings.json"]["openings"][-1]
    name = manifest["name"]
    speech.say(shown(name["en"]), shown(name["ko"]))
    if manifest["test_mode"]:
        speech.say("A MOCK VOTE: nothing in it counts.", "모의투표입니다. 효력이 없습니다.")
    speech.say("%d ballots were cast." % final["ballots"], "투표지 %d장이 투표되었습니다." % final["ballots"])
    for contest in manifest["contests"]:
        print("  " + speech.both(*(shown(contest["title"][language]) for language in ("en", "ko"))))
        total = final["totals"][contest["id"]]
        options = [option for option in contest["options"] if not option["withdrawn"]]
        for option, votes in zip(options, total["votes"]):
            names = (shown(option["name"][language]) for language in ("en", "ko"))
            label = "%d  %s" % (option["number"], speech.both(*names))
            print("%12d  %s" % (votes, label))
        if total["blank"] is not None:
            print("%12d  %s" % (total["blank"], speech.both("blank", "선택 없음")))
    speech.say()


def say_fingerprints(speech: Speech, record: Record) -> None:
    """What only somebody outside the record can vouch for."""
    if record.given.manifest_hash is None:
        speech.say("Compare these with the published notice:", "공고된 값과 비교하십시오:")
        for value, en, ko in (
            (record.manifest_hash, "manifest hash", "공고 해시"),
            (record.manifest["public_key"], "election key", "선거 열쇠"),
            (record.manifest["commission_key"], "commission key", "위원회 열쇠"),
        ):
            print("  %s  %s" % (value, speech.both(en, ko)))
    reported = {device["device_id"] for given in record.given.closings for device in given["devices"]}
    others = [c for c in record.json["closings.json"]["closings"] if c["device_id"] not in reported]
    if others:
        speech.say("Compare these with the closing reports:", "마감 보고서의 값과 비교하십시오:")
        names = {each["device_id"]: each["name"] for each in record.json["devices.json"]["devices"]}
        for closing in others[:LISTED_DEVICES_MOST]:
            device = closing["device_id"]
            print("  %s  %s" % (closing["value"], shown(names.get(device, device))))
        if len(others) > LISTED_DEVICES_MOST:
            more = len(others) - LISTED_DEVICES_MOST
            print("  … %d: closings.json" % more)
    speech.say()


# --- Command ------------------------------------------------------------------------------------------------


def closing_file(path: Path) -> Dict[str, Any]:
    """A closing report as a file. Raises Unreadable."""
    try:
        with path.open("rb") as file:
            raw = file.read(CLOSING_MOST + 1)
        value = parsed(raw, str(path))
    except (OSError, Fault) as error:
        raise Unreadable("%s: %s" % (path, getattr(error, "strerror", None) or "no closing file")) from None
    where = "$" if len(raw) > CLOSING_MOST else misfit(value, CLOSING_FILE)
    if where:
        raise Unreadable("%s: no closing file (%s)" % (path, where))
    value["place"] = shown(path.name)
    return dict(value)


def hash_argument(value: str) -> str:
    found = re.sub(r"[\s-]", "", value).lower()
    if not HEX32(found):
        raise argparse.ArgumentTypeError("64 hexadecimal digits are needed · 16진수 64자가 필요합니다")
    return found


def processes_argument(value: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", value):
        raise argparse.ArgumentTypeError("a number from 1 to 999 is needed · 1에서 999까지의 수가 필요합니다")
    return int(value)


def arguments(given: Optional[Sequence[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="omp_verify.py", description="Checks an election record. · 선거 기록을 확인합니다."
    )
    parser.add_argument("record", type=Path, help="zip archive or unpacked folder · 압축 파일 또는 푼 폴더")
    parser.add_argument("--manifest-hash", type=hash_argument, help="as published · 공고된 해시")
    parser.add_argument(
        "--closing",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="closing report · 마감 보고서",
    )
    parser.add_argument("--lang", choices=("en", "ko", "both"), default="both", help="language · 언어")
    parser.add_argument(
        "--processes", type=processes_argument, default=os.cpu_count() or 1, help="at once · 동시에"
    )
    return parser.parse_args(given)


def main(given: Optional[Sequence[str]] = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    chosen = arguments(given)
    speech = Speech(chosen.lang)
    try:
        return verify(chosen, speech)
    except Unreadable as error:
        speech.say("Cannot be read: %s" % shown(error), "읽을 수 없습니다: %s" % shown(error))
        return 3
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # nobody reads what is printed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def verify(chosen: argparse.Namespace, speech: Speech) -> int:
    closings = tuple(map(closing_file, chosen.closing))
    with contextlib.closing(opened(chosen.record)) as source:
        record = Record(chosen.record, source, Given(chosen.manifest_hash, closings), chosen.processes)
        failed, missed = [], 0
        for outcome in outcomes(record):
            speech.outcome(outcome)
            if outcome.fault:
                failed.append(outcome.check.name)
            missed += not outcome.passed and outcome.fault is None
    say_result(speech, record, failed, missed)
    return 1 if failed or missed else 0


if __name__ == "__main__":
    sys.exit(main())
