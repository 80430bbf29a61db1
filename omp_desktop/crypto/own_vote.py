"""What lets voters see their own vote again: a receipt secret, a pepper, and a sealed record of fixed length.

The record opens only with both halves: the voter takes the receipt secret, the station keeps the pepper until
the looks or the time are over. A record that opens is compared with the ballot that was stored. Byte-exact:
docs/ballot-crypto.md, "Check of the own vote".
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from hmac import compare_digest

from nacl import bindings as sodium
from nacl import exceptions as sodium_errors

from omp_desktop.crypto.ballot import EncryptedBallot
from omp_desktop.crypto.ballot_encryption import (
    NONCE_BYTES,
    SealedBallot,
    confirmation_code,
    hash_ballot_id,
    option_nonce,
)
from omp_desktop.crypto.codes import base32, canonical_characters, number_of
from omp_desktop.crypto.election_context import BLANK, ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import encrypt
from omp_desktop.crypto.errors import CheckKeyRejected, OwnVoteDiffers, OwnVoteNotOpened, ReceiptInvalid
from omp_desktop.crypto.group import RandomBytes
from omp_desktop.crypto.hashing import HASH_BYTES
from omp_desktop.crypto.reading import Reader

RECEIPT_BYTES = 16
PEPPER_BYTES = 32
RECEIPT_GROUP = 4
_SECRET_CHARACTERS, _CHECK_CHARACTERS = 26, 2
RECEIPT_LENGTH = _SECRET_CHARACTERS + _CHECK_CHARACTERS
_SPARE_BITS = 2  # 26 characters hold 130 bits, the secret has 128
_INFO = b"omp-desktop own vote 1"
_BITS_PER_BYTE = 8
_CIPHER_NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
_CHECK_KEY_BYTES = sodium.crypto_box_PUBLICKEYBYTES


def receipt_text(receipt: bytes) -> str:
    """The receipt secret as people see and enter it: seven groups of four, the last two characters check."""
    number = int.from_bytes(receipt, "big") << _SPARE_BITS
    characters = base32(number, _SECRET_CHARACTERS) + _check_characters(receipt)
    groups = range(0, RECEIPT_LENGTH, RECEIPT_GROUP)
    return "-".join(characters[start : start + RECEIPT_GROUP] for start in groups)


def parse_receipt(entered: str) -> bytes:
    """The secret of an entered or scanned receipt; forgives how it is written. Raises ReceiptInvalid."""
    characters = canonical_characters(entered)
    if characters is None or len(characters) != RECEIPT_LENGTH:
        raise ReceiptInvalid()
    number = number_of(characters[:_SECRET_CHARACTERS])
    if number % (1 << _SPARE_BITS):
        raise ReceiptInvalid()
    receipt = (number >> _SPARE_BITS).to_bytes(RECEIPT_BYTES, "big")
    if characters[_SECRET_CHARACTERS:] != _check_characters(receipt):
        raise ReceiptInvalid()
    return receipt


def record_length(context: ElectionContext) -> int:
    """The bytes of every record of the election, whatever was chosen."""
    return _CIPHER_NONCE_BYTES + NONCE_BYTES + sum(map(_choice_bytes, context.contests)) + _TAG_BYTES


def seal_own_vote(  # noqa: PLR0913 -- both halves of the key beside what they seal
    context: ElectionContext,
    sealed: SealedBallot,
    selections: Mapping[str, Collection[str]],
    *,
    receipt: bytes,
    pepper: bytes,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> bytes:
    """The record of a ballot: its choices and its nonce, readable only with receipt secret and pepper."""
    code = sealed.ballot.code
    choices = b"".join(_pack(shape, selections.get(shape.contest_id, ())) for shape in context.contests)
    nonce = random_bytes(_CIPHER_NONCE_BYTES)
    return nonce + sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.nonce + choices, context.base_hash + code, nonce, _key(receipt, pepper, code)
    )


def open_own_vote(
    context: ElectionContext, ballot: EncryptedBallot, record: bytes, *, receipt: bytes, pepper: bytes
) -> dict[str, frozenset[str]]:
    """The choices that the stored ballot holds: encrypted again, they give its very ciphertexts.

    Raises OwnVoteNotOpened when receipt, pepper, record and ballot do not belong together, OwnVoteDiffers
    when the record says something else than the ballot.
    """
    plain = _open(context, ballot, record, _key(receipt, pepper, ballot.code))
    reader = Reader(plain)
    nonce = reader.take(NONCE_BYTES)
    selections = {
        shape.contest_id: _unpack(shape, reader.take(_choice_bytes(shape))) for shape in context.contests
    }
    if not _same_ciphertexts(context, ballot, selections, nonce):
        raise OwnVoteDiffers()
    return selections


def seal_pepper(check_key: bytes, code: bytes, pepper: bytes) -> bytes:
    """The pepper of this code for the holder of the check key (X25519) alone. Raises CheckKeyRejected."""
    if len(check_key) != _CHECK_KEY_BYTES:
        raise CheckKeyRejected()
    try:
        return sodium.crypto_box_seal(code + pepper, check_key)
    except sodium_errors.RuntimeError:  # a point of small order
        raise CheckKeyRejected() from None


def open_pepper(check_secret: bytes, code: bytes, sealed: bytes) -> bytes:
    """The pepper that was sealed for this code. Raises OwnVoteNotOpened."""
    check_key = sodium.crypto_scalarmult_base(check_secret)
    try:
        plain = sodium.crypto_box_seal_open(sealed, check_key, check_secret)
    except (sodium_errors.CryptoError, sodium_errors.TypeError):
        raise OwnVoteNotOpened() from None
    if len(plain) != HASH_BYTES + PEPPER_BYTES or not compare_digest(plain[:HASH_BYTES], code):
        raise OwnVoteNotOpened()
    return plain[HASH_BYTES:]


def _check_characters(receipt: bytes) -> str:
    """The first 10 bits of the secret's hash: one typing error in a thousand is not noticed."""
    return base32(int.from_bytes(hashlib.sha256(receipt).digest()[:2], "big") >> 6, _CHECK_CHARACTERS)


def _key(receipt: bytes, pepper: bytes, code: bytes) -> bytes:
    """HKDF-SHA-256 (RFC 5869) with the code as salt; one block is the whole key."""
    extracted = hmac.digest(code, receipt + pepper, "sha256")
    return hmac.digest(extracted, _INFO + b"\x01", "sha256")


def _open(context: ElectionContext, ballot: EncryptedBallot, record: bytes, key: bytes) -> bytes:
    if len(record) != record_length(context):
        raise OwnVoteNotOpened()
    nonce, sealed = record[:_CIPHER_NONCE_BYTES], record[_CIPHER_NONCE_BYTES:]
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed, context.base_hash + ballot.code, nonce, key
        )
    except sodium_errors.CryptoError:
        raise OwnVoteNotOpened() from None


def _same_ciphertexts(
    context: ElectionContext,
    ballot: EncryptedBallot,
    selections: Mapping[str, frozenset[str]],
    nonce: bytes,
) -> bool:
    ballot_hash = hash_ballot_id(context, ballot.ballot_id)
    for shape, contest in zip(context.contests, ballot.contests, strict=True):
        marked = selections[shape.contest_id] or {BLANK}
        for label, option in zip(shape.labels, contest.options, strict=True):
            secret = option_nonce(context, ballot_hash, shape.contest_id, label, nonce)
            again = encrypt(context.group, context.public_key, int(label in marked), secret)
            if again != option.ciphertext:
                return False
    return compare_digest(ballot.code, confirmation_code(ballot_hash, ballot.contests))


def _choice_bytes(shape: ContestShape) -> int:
    return -(-len(shape.option_ids) // _BITS_PER_BYTE)


def _pack(shape: ContestShape, chosen: Collection[str]) -> bytes:
    """One bit for each option, the first one in the lowest bit of the first byte."""
    bits = sum((option_id in chosen) << place for place, option_id in enumerate(shape.option_ids))
    return bits.to_bytes(_choice_bytes(shape), "little")


def _unpack(shape: ContestShape, packed: bytes) -> frozenset[str]:
    bits = int.from_bytes(packed, "little")
    if bits >> len(shape.option_ids):
        raise OwnVoteDiffers()
    return frozenset(option_id for place, option_id in enumerate(shape.option_ids) if bits >> place & 1)
