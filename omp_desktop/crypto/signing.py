"""Signatures with Ed25519, each for one purpose: a signature made for one is worth nothing for another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from nacl import exceptions as sodium_errors
from nacl.signing import SigningKey, VerifyKey

from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.crypto.group import ED25519, RandomBytes
from omp_desktop.crypto.hashing import text

SEED_BYTES = 32
SIGNATURE_BYTES = 64
_PREFIX = b"omp-desktop signature 1\0"


@dataclass(frozen=True, slots=True, eq=False)
class SigningKeyPair:
    """A device's or the commission's key. `seed` is the secret."""

    seed: bytes = field(repr=False)
    public_key: bytes


def generate(random_bytes: RandomBytes = secrets.token_bytes) -> SigningKeyPair:
    """A new key pair."""
    return key_pair(random_bytes(SEED_BYTES))


def key_pair(seed: bytes) -> SigningKeyPair:
    """The pair that belongs to a stored seed. Raises SigningKeyInvalid."""
    return SigningKeyPair(seed, bytes(_signing_key(seed).verify_key))


def sign(seed: bytes, purpose: str, message: bytes) -> bytes:
    """64 bytes over purpose, a fixed word of the program, and message. Raises SigningKeyInvalid."""
    return _signing_key(seed).sign(_signed_bytes(purpose, message)).signature


def verify(public_key: bytes, purpose: str, message: bytes, signature: bytes) -> None:
    """Raises SignatureInvalid unless the owner of the key signed this message for this purpose.

    Raises SigningKeyInvalid for a key that is no element of the prime-order subgroup.
    """
    if not ED25519.is_element(public_key):
        raise SigningKeyInvalid()
    if len(signature) != SIGNATURE_BYTES:
        raise SignatureInvalid(purpose=purpose)
    try:
        VerifyKey(public_key).verify(_signed_bytes(purpose, message), signature)
    except sodium_errors.BadSignatureError:
        raise SignatureInvalid(purpose=purpose) from None


def _signing_key(seed: bytes) -> SigningKey:
    if len(seed) != SEED_BYTES:
        raise SigningKeyInvalid()
    return SigningKey(seed)


def _signed_bytes(purpose: str, message: bytes) -> bytes:
    return _PREFIX + text(purpose) + message
