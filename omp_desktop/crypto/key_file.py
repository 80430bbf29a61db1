"""A trustee's secret under a pass-phrase, as the bytes of a small JSON file.

A finished key, or what the trustee keeps while the key ceremony lasts; the format tells one from the other.
Argon2id makes a key of the pass-phrase, XChaCha20-Poly1305 seals the secret under it; everything else in the
file is authenticated with it. A checksum tells a damaged file from a wrong pass-phrase.

What is in memory: Python cannot wipe its `bytes`, and libsodium's bindings take nothing else. Pass-phrase,
key and secret stay in the process's memory until that is used again or the process ends.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

from nacl import bindings as sodium
from nacl import exceptions as sodium_errors

from omp_desktop.crypto.ceremony import TrusteeState
from omp_desktop.crypto.ceremony_board import CEREMONY_ID_BYTES, EXCHANGE_KEY_BYTES
from omp_desktop.crypto.errors import KeyFileDamaged, Part, PassphraseMissing, WrongPassphrase
from omp_desktop.crypto.group import ED25519, SCALAR_BYTES, Group, RandomBytes
from omp_desktop.crypto.hashing import HASH_BYTES, u32
from omp_desktop.crypto.proofs import KnowledgeProof
from omp_desktop.crypto.reading import Fields, Reader
from omp_desktop.crypto.trustees import MAX_TRUSTEES, TrusteePublic, TrusteeSecret
from omp_desktop.domain.text import nfc

FORMAT = "omp-desktop trustee key 1"
CEREMONY_FORMAT = "omp-desktop trustee ceremony 1"
SALT_BYTES = sodium.crypto_pwhash_SALTBYTES
NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
CHECKSUM_BYTES = 32
MOST_OPERATIONS = 20
MOST_MEMORY = 2**30  # bytes; more than this a PC of a polling station may not have
_KEY_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_KEYBYTES
_TAG_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
_INTEGER_BYTES = 4
_NAMES = ("format", "trustee", "operations", "memory", "salt", "nonce", "sealed", "checksum")


@dataclass(frozen=True, slots=True)
class PassphraseCost:
    """What a guess of the pass-phrase costs: Argon2id's passes and memory in bytes."""

    operations: int
    memory: int


# RFC 9106, section 4, asks for 3 passes over 64 MiB where memory is scarce. This is four times the memory.
USUAL_COST = PassphraseCost(
    sodium.crypto_pwhash_argon2id_OPSLIMIT_MODERATE, sodium.crypto_pwhash_argon2id_MEMLIMIT_MODERATE
)


def protect(
    secret: TrusteeSecret,
    passphrase: str,
    random_bytes: RandomBytes = secrets.token_bytes,
    *,
    cost: PassphraseCost = USUAL_COST,
) -> bytes:
    """The content of the trustee's key file. Takes about a second. Raises PassphraseMissing."""
    named = {"format": FORMAT, "trustee": secret.index}
    return _seal(named, encode_secret(secret), passphrase, random_bytes, cost)


def unprotect(raw: bytes, passphrase: str, group: Group = ED25519) -> TrusteeSecret:
    """The secret in a key file. Takes about a second. Raises KeyFileDamaged (part) and WrongPassphrase."""
    index, plain = _open(FORMAT, raw, passphrase)
    secret = decode_secret(plain, group)
    if secret.index != index:
        raise _damaged(Part.INDEX)
    return secret


def protect_state(
    state: TrusteeState,
    passphrase: str,
    random_bytes: RandomBytes = secrets.token_bytes,
    *,
    cost: PassphraseCost = USUAL_COST,
) -> bytes:
    """The content of the trustee's file while the ceremony lasts. Otherwise as `protect`."""
    named = {"format": CEREMONY_FORMAT, "trustee": state.index}
    return _seal(named, encode_state(state), passphrase, random_bytes, cost)


def unprotect_state(raw: bytes, passphrase: str, group: Group = ED25519) -> TrusteeState:
    """What `protect_state` made. Otherwise as `unprotect`."""
    index, plain = _open(CEREMONY_FORMAT, raw, passphrase)
    state = decode_state(plain, group)
    if state.index != index:
        raise _damaged(Part.INDEX)
    return state


def is_finished(raw: bytes) -> bool:
    """Whether the file holds a finished key, not one that the ceremony still makes. Raises KeyFileDamaged."""
    _, content = _checked(raw)
    if content["format"] not in (FORMAT, CEREMONY_FORMAT):
        raise _damaged(Part.VERSION)
    return content["format"] == FORMAT


def encode_state(state: TrusteeState) -> bytes:
    """What is sealed in the file while the ceremony lasts; also how a key store of the system keeps it."""
    proof = state.public.proof
    return b"".join(
        (
            u32(state.index),
            u32(state.public.quorum),
            u32(len(state.seen)),
            state.ceremony_id,
            state.exchange_secret,
            *state.coefficients,
            proof.challenge,
            *proof.responses,
            *state.seen,
        )
    )


def decode_state(plain: bytes, group: Group = ED25519) -> TrusteeState:
    """Reads what `encode_state` made. Raises KeyFileDamaged."""
    reader = Reader(plain)
    index, quorum, seen = (reader.number(_INTEGER_BYTES) for _ in range(3))
    if not 1 <= quorum <= MAX_TRUSTEES or seen > MAX_TRUSTEES or len(plain) != _state_bytes(quorum, seen):
        raise _damaged(Part.CONTENT)
    ceremony_id, exchange_secret = reader.take(CEREMONY_ID_BYTES), reader.take(EXCHANGE_KEY_BYTES)
    coefficients = tuple(reader.take(SCALAR_BYTES) for _ in range(quorum))
    challenge, *responses = (reader.take(SCALAR_BYTES) for _ in range(quorum + 1))
    if not all(map(group.is_scalar, (*coefficients, challenge, *responses))):
        raise _damaged(Part.CONTENT)
    commitments = tuple(map(group.power_of_g, coefficients))
    public = TrusteePublic(index, commitments, KnowledgeProof(challenge, tuple(responses)))
    promises = tuple(reader.take(HASH_BYTES) for _ in range(seen))
    return TrusteeState(ceremony_id, public, coefficients, exchange_secret, promises)


def encode_secret(secret: TrusteeSecret) -> bytes:
    """What is sealed in a finished key file; also how a key store of the system keeps it."""
    return b"".join((u32(secret.index), u32(len(secret.coefficients)), *secret.coefficients, secret.share))


def decode_secret(plain: bytes, group: Group = ED25519) -> TrusteeSecret:
    """Reads what `encode_secret` made. Raises KeyFileDamaged."""
    reader = Reader(plain)
    index, quorum = (reader.number(_INTEGER_BYTES) for _ in range(2))
    if not 1 <= quorum <= MAX_TRUSTEES or len(plain) != 2 * _INTEGER_BYTES + (quorum + 1) * SCALAR_BYTES:
        raise _damaged(Part.CONTENT)
    *coefficients, share = (reader.take(SCALAR_BYTES) for _ in range(quorum + 1))
    if not all(map(group.is_scalar, (*coefficients, share))):
        raise _damaged(Part.CONTENT)
    return TrusteeSecret(index, tuple(coefficients), share)


def _state_bytes(quorum: int, seen: int) -> int:
    scalars = (2 * quorum + 1) * SCALAR_BYTES
    return 3 * _INTEGER_BYTES + CEREMONY_ID_BYTES + EXCHANGE_KEY_BYTES + scalars + seen * HASH_BYTES


def _seal(
    named: Mapping[str, object],
    plain: bytes,
    passphrase: str,
    random_bytes: RandomBytes,
    cost: PassphraseCost,
) -> bytes:
    if not passphrase:
        raise PassphraseMissing()
    salt, nonce = random_bytes(SALT_BYTES), random_bytes(NONCE_BYTES)
    header = {
        **named,
        "operations": cost.operations,
        "memory": cost.memory,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
    }
    key = _stretch(passphrase, salt, cost)
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, _compact(header), nonce, key)
    content: dict[str, object] = {**header, "sealed": sealed.hex()}
    content["checksum"] = hashlib.sha256(_compact(content)).hexdigest()
    return json.dumps(content, indent=1).encode("ascii") + b"\n"


def _open(file_format: str, raw: bytes, passphrase: str) -> tuple[int, bytes]:
    """The trustee's number and what is sealed."""
    fields, content = _checked(raw)
    if content["format"] != file_format:
        raise _damaged(Part.VERSION)
    index = fields.number("trustee", Part.INDEX)
    operations, memory = (fields.number(name, Part.PROTECTION) for name in ("operations", "memory"))
    salt = fields.data("salt", Part.PROTECTION, SALT_BYTES)
    nonce = fields.data("nonce", Part.PROTECTION, NONCE_BYTES)
    header = {name: value for name, value in content.items() if name != "sealed"}
    sealed = fields.data("sealed", Part.CONTENT)
    if len(sealed) < _TAG_BYTES:
        raise _damaged(Part.CONTENT)
    key = _stretch(passphrase, salt, PassphraseCost(operations, memory))
    try:
        return index, sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, _compact(header), nonce, key)
    except sodium_errors.CryptoError:
        raise WrongPassphrase() from None


def _checked(raw: bytes) -> tuple[Fields, Mapping[str, object]]:
    """The file's fields, and its content without the checksum, which is right."""
    content = _parse(raw)
    fields = Fields(content, _NAMES, _damaged)
    checksum = fields.data("checksum", Part.CHECKSUM, CHECKSUM_BYTES)
    unchecked = {name: value for name, value in content.items() if name != "checksum"}
    if not compare_digest(checksum, hashlib.sha256(_compact(unchecked)).digest()):
        raise _damaged(Part.CHECKSUM)
    return fields, unchecked


def _stretch(passphrase: str, salt: bytes, cost: PassphraseCost) -> bytes:
    if not (
        sodium.crypto_pwhash_argon2id_OPSLIMIT_MIN <= cost.operations <= MOST_OPERATIONS
        and sodium.crypto_pwhash_argon2id_MEMLIMIT_MIN <= cost.memory <= MOST_MEMORY
    ):
        raise _damaged(Part.PROTECTION)
    return sodium.crypto_pwhash_alg(
        _KEY_BYTES,
        nfc(passphrase).encode("utf-8"),
        salt,
        cost.operations,
        cost.memory,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
    )


def _parse(raw: bytes) -> Mapping[str, object]:
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        raise _damaged(Part.FORMAT) from None
    if not isinstance(content, dict):
        raise _damaged(Part.FORMAT)
    return content


def _compact(content: Mapping[str, object]) -> bytes:
    """One spelling of the fields, whatever spaces the file has."""
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")


def _damaged(part: Part) -> KeyFileDamaged:
    return KeyFileDamaged(part=part)
