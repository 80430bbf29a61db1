"""Personal codes are drawn here, and kept only as what a key makes of them.

An HMAC and no slow hash: a list has hundreds of thousands of voters, and 53 bits under a key that is not in
the store need no more. The voter's id goes in, so that equal codes do not look equal. Every station has a key
of its own, which tells nothing of the others'.
"""

from __future__ import annotations

import hmac
from hmac import compare_digest

from omp_desktop.crypto.group import RandomBytes
from omp_desktop.domain.personal_code import CODE_DIGITS, is_guessable

KEY_BYTES = 32
KEPT_BYTES = 32
_MARK_BYTES = 16
_STATION = b"omp-desktop personal codes of a station 1"
_CODE = b"omp-desktop personal code 1"
_NUMBER = b"omp-desktop number on no list 1"
_DRAWN_BYTES, _SPARE_BITS = 7, 2  # 54 bits: more than half of the numbers have sixteen digits


def draw_code(random_bytes: RandomBytes) -> str:
    """A new code: sixteen digits, every possible one as likely as the others."""
    while True:
        number = int.from_bytes(random_bytes(_DRAWN_BYTES), "big") >> _SPARE_BITS
        code = f"{number:0{CODE_DIGITS}}"
        if len(code) == CODE_DIGITS and not is_guessable(code):
            return code


def station_key(election_key: bytes, station_id: str) -> bytes:
    """The key of one station's codes, from the election's."""
    return hmac.digest(election_key, _STATION + bytes.fromhex(station_id), "sha256")


def kept_code(key: bytes, voter_id: str, code: str) -> bytes:
    """What is kept of a voter's code: 32 bytes."""
    return hmac.digest(key, _CODE + bytes.fromhex(voter_id) + code.encode("ascii"), "sha256")


def is_code(key: bytes, voter_id: str, code: str, kept: bytes) -> bool:
    """Whether this is the voter's code; takes as long for a wrong one."""
    return compare_digest(kept_code(key, voter_id, code), kept)


def mark_of_number(key: bytes, number: str) -> str:
    """An id in hex under which tries for a number on no list are counted, as if it were a voter's."""
    return hmac.digest(key, _NUMBER + number.encode("utf-8"), "sha256")[:_MARK_BYTES].hex()
