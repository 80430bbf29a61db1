"""Domain-separated hashes and the encoding of what goes into them.

H is HMAC-SHA-256, H_q is HMAC-SHA-512 reduced modulo the group's order (reducing 256 bits would be biased).
The key comes first, then one domain byte, then the parts. Every integer has a fixed width, everything of
variable length carries its length, so two different lists of parts never give the same bytes.
"""

from __future__ import annotations

import hmac
from enum import Enum

from omp_desktop.crypto.group import Group

HASH_BYTES = 32


class Domain(Enum):
    """The one list of domain bytes. A byte is never used for two purposes and never used again."""

    PARAMETERS = b"\x01"
    MANIFEST = b"\x02"
    ELECTION = b"\x03"
    TRUSTEE = b"\x10"
    CEREMONY_COMMITMENT = b"\x11"
    CEREMONY_TRANSCRIPT = b"\x12"
    BALLOT = b"\x20"
    NONCE = b"\x21"
    OPTION_PROOF = b"\x22"
    SUM_PROOF = b"\x23"
    CONTEST = b"\x24"
    CODE = b"\x25"
    PAGE = b"\x26"
    OPENING_VALUE = b"\x27"
    ENTRIES = b"\x28"
    CLOSING_VALUE = b"\x29"
    OPENING = b"\x30"


def digest(key: bytes, domain: Domain, *parts: bytes) -> bytes:
    """H: 32 bytes."""
    return hmac.digest(key, domain.value + b"".join(parts), "sha256")


def scalar_digest(group: Group, key: bytes, domain: Domain, *parts: bytes) -> bytes:
    """H_q: a uniform scalar of the group."""
    return group.reduce(hmac.digest(key, domain.value + b"".join(parts), "sha512"))


def u32(number: int) -> bytes:
    """Four bytes, big-endian."""
    return number.to_bytes(4, "big")


def u64(number: int) -> bytes:
    """Eight bytes, big-endian."""
    return number.to_bytes(8, "big")


def sized(data: bytes) -> bytes:
    """The length as u32, then the bytes."""
    return u32(len(data)) + data


def text(value: str) -> bytes:
    """UTF-8 with its length in bytes before it."""
    return sized(value.encode("utf-8"))
