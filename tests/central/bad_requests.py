"""Requests that no program of ours makes: malformed in every way, and forged. Seeded, without an end.

Each is a method, an address, headers and a body. Malformed ones carry a good signature of a device that may
ask, because only they reach what reads them; forged ones say they come from one and do not.
"""

from __future__ import annotations

import json
import random
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from omp_desktop.crypto import signing
from omp_desktop.wire.batch import BATCH_PURPOSE, Batch
from omp_desktop.wire.envelope import CONTENT_BYTES_MOST, ENVELOPE_BYTES_MOST, decode, pack
from omp_desktop.wire.errors import MessageMalformed
from tests.central.asking import ORIGIN, Scene
from tests.central.senders import Frozen, Sender, batch_path, cast, request, sealed

_DEEP: Final = 20_000
_STRANGE: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 1.5, 2**53, 2**64, 10**40, "", "x", "한", "ab" * 16, "AB" * 16, "ab" * 32,
    "\x00", "../..", "2026-12-02T21:00:00Z", [], {}, [[]], {"": {}}, [None] * 201, "0" * 5000,
)  # fmt: skip
_METHODS: Final = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO")


@dataclass(frozen=True)
class BadRequest:
    """A request and how it came to be, for whoever reads a failure."""

    name: str
    method: str
    path: str
    body: bytes
    headers: dict[str, str]


@lru_cache(maxsize=4)
def _bomb(megabytes: int) -> bytes:
    """Few bytes that unpack to many."""
    return pack(b" " * (CONTENT_BYTES_MOST * megabytes))


class Maker:
    """Bad requests for the centre of a scene. The same seed gives the same ones."""

    def __init__(self, here: Scene, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - bad requests, not secrets
        self._here = here
        copied = here.office.copy()
        # Never sent as they are: whatever is made of them is wrong somewhere.
        self._batches = [
            copied.ballots(3),
            copied.participations(cast(3)),
            copied.statements(("whatever", {"a": [1, {"b": None}]})),
            here.commission.copy().publish(),
        ]
        self._contents = [json.loads(batch.sealed.content) for batch in self._batches]

    def malformed(self) -> Iterator[BadRequest]:
        """Signed by a device that may ask, and wrong in one way or in several."""
        ways = (
            self._wrong_type, self._missing_field, self._bytes_changed, self._truncated, self._not_packed,
            self._oversized, self._bomb, self._nested, self._wrong_place, self._wrong_address,
            self._wrong_method, self._wrong_inside, self._wrong_diff, self._wrong_query, self._odd_json,
        )  # fmt: skip
        while True:
            made = self._random.choice(ways)()
            # A change can leave a batch as good as it was, or make one with a bad item, which is taken.
            if made is not None:
                yield made

    def forged(self) -> Iterator[BadRequest]:
        """Whole batches that somebody else made, or that somebody changed on their way."""
        ways = (
            self._other_key, self._other_device, self._no_signature, self._other_body, self._other_path,
            self._inner_signature, self._signature_changed, self._purpose, self._header_changed,
        )  # fmt: skip
        while True:
            yield self._random.choice(ways)()

    # Malformed

    def _wrong_type(self) -> BadRequest | None:
        content = self._content()
        content[self._random.choice(sorted(content))] = self._random.choice(_STRANGE)
        return self._unless_good("wrong type", content)

    def _missing_field(self) -> BadRequest:
        content = self._content()
        required = sorted(content.keys() - {"page"}) if content["lane"] != "B" else sorted(content)
        del content[self._random.choice(required)]
        return self._signed("missing field", content)

    def _bytes_changed(self) -> BadRequest | None:
        raw = bytearray(self._batch().sealed.content)
        for _ in range(self._random.randint(1, 4)):
            raw[self._random.randrange(len(raw))] = self._random.randrange(256)
        return self._unless_good("bytes changed", bytes(raw))

    def _truncated(self) -> BadRequest:
        packed = self._batch().packed
        return self._put("truncated", packed[: self._random.randrange(len(packed))])

    def _not_packed(self) -> BadRequest:
        choices: tuple[Callable[[], bytes], ...] = (
            lambda: b"",
            lambda: self._random.randbytes(self._random.randint(1, 300)),
            lambda: self._batch().envelope,
            lambda: zlib.compress(self._batch().envelope),
            lambda: self._batch().packed + b"more",
            lambda: self._batch().packed * 2,
            lambda: pack(b""),
        )
        return self._put("not packed", self._random.choice(choices)())

    def _oversized(self) -> BadRequest:
        size = self._random.choice((ENVELOPE_BYTES_MOST + 2000, 2 * CONTENT_BYTES_MOST))
        return self._put("oversized", b"x" * size)

    def _bomb(self) -> BadRequest:
        return self._put("bomb", _bomb(self._random.choice((2, 20))))

    def _nested(self) -> BadRequest | None:
        opening, closing = self._random.choice(((b"[", b"]"), (b'{"a":', b"}")))
        depth = self._random.randint(500, _DEEP)
        inside = opening * depth + b"1" + closing * depth
        content = self._content()
        content["items"] = ["HERE"]
        raw = json.dumps(content).encode().replace(b'"HERE"', inside)
        return self._unless_good("nested", raw)

    def _wrong_place(self) -> BadRequest:
        content = self._content()
        name = self._random.choice(("election_id", "station_id", "batch_id"))
        path = batch_path(content["election_id"], content["station_id"], content["batch_id"])
        content[name] = self._random.randbytes(16).hex()
        return self._signed("wrong place", content, path)

    def _wrong_address(self) -> BadRequest:
        parts = self._batch().path.split("/")
        for _ in range(self._random.randint(1, 2)):
            parts[self._random.randrange(1, len(parts))] = self._random.choice(
                ("", "x", "%00", "..", "v2", "ab" * 16, "AB" * 16, "%F0%9F%98%80", "a" * 4000)
            )
        return self._put("wrong address", self._batch().packed, "/".join(parts))

    def _wrong_method(self) -> BadRequest:
        method = self._random.choice([each for each in _METHODS if each != "PUT"])
        return self._put("wrong method", self._batch().packed, method=method)

    def _wrong_inside(self) -> BadRequest:
        """The head of a batch is wrong in a way that only its own rules know."""
        content = self._content()
        changes: tuple[dict[str, Any], ...] = (
            {"protocol": self._random.choice((0, 2, -1))},
            {"lane": "P", "page": {"device_id": "ab" * 16}},
            {"lane": "B", "page": None},
            {"lane": "X"},
            {"items": []},
            {"items": [0] * 201},
            {"sequence": 0},
            {"previous": "ab"},
            {"device_id": self._random.randbytes(16).hex()},
        )
        content.update(self._random.choice(changes))
        return self._signed("wrong inside", content)

    def _wrong_diff(self) -> BadRequest:
        values = (
            b"", b"{}", b"[]", b'{"batches":[]}', b'{"batches":{"x":"y"}}', b"[" * _DEEP, b"\xff\xfe",
            json.dumps({"batches": {"ab" * 16: 1}}).encode(),
            json.dumps({"batches": {f"{n:032x}": "ab" * 32 for n in range(1001)}}).encode(),
        )  # fmt: skip
        path = f"{self._batch().path.rpartition('/batches')[0]}/diff"
        return self._put("wrong diff", self._random.choice(values), path, "POST")

    def _wrong_query(self) -> BadRequest:
        value = self._random.choice(("-1", "x", "1" * 30, "%00", "1%27--", "1.5", "%F0%9F%98%80"))
        name = self._random.choice(("feed?after", "batches?after", "batches?lane"))
        return self._put("wrong query", b"", f"/v1/elections/{self._here.election.id}/{name}={value}", "GET")

    def _odd_json(self) -> BadRequest:
        values = (
            b"NaN", b"Infinity", b'"', b'{"content":', b'{"content":{},"signature":""}', b"null", b"[]",
            b"\x00", b'{"content":1,"signature":"' + b"00" * 64 + b'"}', b"\xef\xbb\xbf{}",
            b'{"content":{"protocol":1}}', b'{"signature":"\\ud800"}',
        )  # fmt: skip
        return self._put("odd json", pack(self._random.choice(values)))

    # Forged

    def _other_key(self) -> BadRequest:
        forger = self._here.office.copy()
        forger.key = signing.generate()
        return self._whole("other key", forger.participations(cast(3)), forger)

    def _other_device(self) -> BadRequest:
        forger = self._here.election.office(0)
        return self._whole("other device", forger.participations(cast(3)), forger)

    def _no_signature(self) -> BadRequest:
        batch = self._fresh()
        kept = self._random.choice(((), ("Signature",), ("Signature-Input",), ("Content-Digest",)))
        headers = {name: value for name, value in self._headers(batch).items() if name in kept}
        return BadRequest("no signature", "PUT", batch.path, batch.packed, headers)

    def _other_body(self) -> BadRequest:
        batch = self._fresh()
        return BadRequest("other body", "PUT", batch.path, self._fresh().packed, self._headers(batch))

    def _other_path(self) -> BadRequest:
        batch, other = self._fresh(), self._fresh()
        return BadRequest("other path", "PUT", other.path, batch.packed, self._headers(batch))

    def _inner_signature(self) -> BadRequest:
        batch = self._here.office.copy().participations(cast(3), seed=signing.generate().seed)
        return self._whole("inner signature", batch, self._here.office)

    def _signature_changed(self) -> BadRequest:
        batch = self._fresh()
        headers = self._headers(batch)
        forged = b64encode(self._random.randbytes(64)).decode("ascii")
        headers["Signature"] = self._random.choice(
            (f"omp=:{forged}:", "omp=:AAAA:", "omp=x", "", f"other=:{forged}:", "omp=:" + "A" * 5000 + ":")
        )
        return BadRequest("signature changed", "PUT", batch.path, batch.packed, headers)

    def _purpose(self) -> BadRequest:
        batch = self._here.office.copy().participations(cast(3), purpose="receipt")
        return self._whole("purpose", batch, self._here.office)

    def _header_changed(self) -> BadRequest:
        batch = self._fresh()
        headers = self._headers(batch)
        given = headers["Signature-Input"]
        headers["Signature-Input"] = self._random.choice(
            (
                given.replace('"@method" ', ""),
                given.replace('"content-digest"', '"date"'),
                given.replace("ed25519", "rsa-v1_5-sha256"),
                given.replace("omp-desktop", "other"),
                given.replace("created=", "created=9"),
                given.replace(self._here.office.device_id, self._here.commission.device_id),
                given + ";expires=1",
                given[: self._random.randrange(len(given))],
                "omp=(" + '"@path" ' * 2000 + ")",
            )
        )
        return BadRequest("header changed", "PUT", batch.path, batch.packed, headers)

    # Parts

    def _batch(self) -> Frozen:
        return self._random.choice(self._batches)

    def _content(self) -> dict[str, Any]:
        return json.loads(json.dumps(self._random.choice(self._contents)))

    def _fresh(self) -> Frozen:
        return self._here.office.copy().participations(cast(3))

    def _headers(self, batch: Frozen) -> dict[str, str]:
        return request(self._here.office, "PUT", ORIGIN + batch.path, batch.packed)

    def _by(self) -> Sender:
        return self._random.choice((self._here.office, self._here.commission))

    def _unless_good(self, name: str, content: Any) -> BadRequest | None:
        raw = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        try:
            decode(raw, Batch)
        except MessageMalformed:
            return self._signed(name, content)
        return None

    def _signed(self, name: str, content: Any, path: str | None = None) -> BadRequest:
        """The content sealed by its sender's key, at the address that it names if it names one."""
        seed = self._here.office.key.seed
        raw = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
        if path is None:
            path = self._batch().path
            if isinstance(content, dict) and all(
                isinstance(content.get(key), str) and content[key].isascii() and content[key].isalnum()
                for key in ("election_id", "station_id", "batch_id")
            ):
                path = batch_path(content["election_id"], content["station_id"], content["batch_id"])
        return self._put(name, pack(sealed(raw, seed, BATCH_PURPOSE)), path)

    def _put(self, name: str, body: bytes, path: str | None = None, method: str = "PUT") -> BadRequest:
        path = path or self._batch().path
        return BadRequest(name, method, path, body, request(self._by(), method, ORIGIN + path, body))

    def _whole(self, name: str, batch: Frozen, by: Sender) -> BadRequest:
        headers = request(by, "PUT", ORIGIN + batch.path, batch.packed)
        return BadRequest(name, "PUT", batch.path, batch.packed, headers)
