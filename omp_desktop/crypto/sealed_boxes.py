"""Sealing to a device: whoever has its public key can write to it, only its seed can read.

libsodium's sealed boxes, with the device's Ed25519 key turned into X25519. They hide the content and notice
any change; they do not say who sealed. What says that is the signature around them.
Source: https://doc.libsodium.org/public-key_cryptography/sealed_boxes
"""

from __future__ import annotations

from nacl import bindings as sodium
from nacl import exceptions as sodium_errors

from omp_desktop.crypto.errors import SealedBoxUnreadable, SigningKeyInvalid
from omp_desktop.crypto.group import ED25519
from omp_desktop.crypto.signing import key_pair


def seal_to(public_key: bytes, plain: bytes) -> bytes:
    """`plain`, readable for the owner of this signing key alone. Raises SigningKeyInvalid."""
    if not ED25519.is_element(public_key):
        raise SigningKeyInvalid()
    return sodium.crypto_box_seal(plain, sodium.crypto_sign_ed25519_pk_to_curve25519(public_key))


def open_sealed(seed: bytes, sealed: bytes) -> bytes:
    """What was sealed to the owner of this seed. Raises SealedBoxUnreadable, SigningKeyInvalid."""
    public_key = key_pair(seed).public_key
    secret = sodium.crypto_sign_ed25519_sk_to_curve25519(seed + public_key)
    if len(sealed) < sodium.crypto_box_SEALBYTES:
        raise SealedBoxUnreadable()
    try:
        return sodium.crypto_box_seal_open(
            sealed, sodium.crypto_sign_ed25519_pk_to_curve25519(public_key), secret
        )
    except sodium_errors.CryptoError:
        raise SealedBoxUnreadable() from None
