"""The recovery key: written down on paper, it opens the keys that lie sealed beside every backup.

The program keeps the public half only, so that it can seal and nobody can open without the paper. 160 drawn
bits are 32 characters of base32; three more check them. The signing key that backups are sealed to is made of
them by a hash with a fixed prefix.
"""

from __future__ import annotations

import hashlib

from omp_desktop.crypto.codes import base32, canonical_characters, number_of
from omp_desktop.crypto.errors import RecoveryKeyInvalid
from omp_desktop.crypto.signing import SigningKeyPair, key_pair

RECOVERY_BYTES = 20
RECOVERY_GROUP = 5
_SECRET_CHARACTERS, _CHECK_CHARACTERS = 32, 3
RECOVERY_LENGTH = _SECRET_CHARACTERS + _CHECK_CHARACTERS
_PREFIX = b"omp-desktop recovery key 1"


def recovery_text(secret: bytes) -> str:
    """The key as people write and enter it: seven groups of five, the last three characters check."""
    characters = base32(int.from_bytes(secret, "big"), _SECRET_CHARACTERS) + _check_characters(secret)
    groups = range(0, RECOVERY_LENGTH, RECOVERY_GROUP)
    return "-".join(characters[start : start + RECOVERY_GROUP] for start in groups)


def parse_recovery(entered: str) -> bytes:
    """The 20 bytes of an entered key; forgives how it is written. Raises RecoveryKeyInvalid."""
    characters = canonical_characters(entered)
    if characters is None or len(characters) != RECOVERY_LENGTH:
        raise RecoveryKeyInvalid()
    secret = number_of(characters[:_SECRET_CHARACTERS]).to_bytes(RECOVERY_BYTES, "big")
    if characters[_SECRET_CHARACTERS:] != _check_characters(secret):
        raise RecoveryKeyInvalid()
    return secret


def recovery_pair(secret: bytes) -> SigningKeyPair:
    """What backups are sealed to, and what opens them."""
    return key_pair(hashlib.sha256(_PREFIX + secret).digest())


def _check_characters(secret: bytes) -> str:
    """The first 15 bits of the secret's hash: one typing error in 32,768 is not noticed here."""
    return base32(int.from_bytes(hashlib.sha256(secret).digest()[:2], "big") >> 1, _CHECK_CHARACTERS)
