"""Searching bytes for what must not be there, in every spelling in which it could lie on a disk."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping

# Random bytes repeat shorter ones by chance.
SHORTEST = 6
_TEXT_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp949")


def spellings(secret: str) -> Mapping[str, bytes]:
    """The secret as text in several encodings, and these as hex, base64 (in every alignment) and JSON."""
    plain = {encoding: secret.encode(encoding) for encoding in _TEXT_ENCODINGS}
    found = dict(plain)
    for encoding in ("utf-8", "cp949", "utf-16-le"):
        found[f"hex of {encoding}"] = plain[encoding].hex().encode()
        found[f"HEX of {encoding}"] = plain[encoding].hex().upper().encode()
        for alignment in range(3):
            found[f"base64+{alignment} of {encoding}"] = _base64(plain[encoding], alignment)
    found["JSON"] = json.dumps(secret)[1:-1].encode()
    return {name: raw for name, raw in found.items() if len(raw) >= SHORTEST}


def leaks(files: Mapping[str, bytes], secrets: Iterable[str]) -> list[tuple[str, str, str]]:
    """Where a secret lies open: the file, the secret, how it is spelled."""
    return list(_leaks(files, secrets))


def _leaks(files: Mapping[str, bytes], secrets: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for secret in secrets:
        for spelling, raw in spellings(secret).items():
            for name, content in files.items():
                if raw in content:
                    yield name, secret, spelling


def _base64(raw: bytes, alignment: int) -> bytes:
    """What every base64 text holds that contains these bytes behind `alignment` others (modulo 3)."""
    encoded = base64.b64encode(bytes(alignment) + raw).rstrip(b"=")
    # The first and the last characters also depend on the bytes beside.
    begin = (0, 2, 3)[alignment]
    end = len(encoded) - (1 if (alignment + len(raw)) % 3 else 0)
    return encoded[begin:end]
