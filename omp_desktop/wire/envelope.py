"""Signed messages: `{"content": …, "signature": "…"}`, the signature over the exact bytes of the content.

Nothing is written anew before it is checked: fields that this version does not know stay in the signed bytes.
Each kind of message has its purpose, so that a signature is worth nothing in another place
(docs/decisions/0006-every-signature-has-a-purpose.md).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, TypeVar

import msgspec

from omp_desktop.crypto import signing
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.wire.errors import MessageMalformed, MessageTooLarge, ProtocolUnknown
from omp_desktop.wire.forms import OLDEST_PROTOCOL, PROTOCOL, Hex64

CONTENT_BYTES_MOST: Final = 2**20
# What surrounds the content in an envelope.
ENVELOPE_BYTES_MOST: Final = CONTENT_BYTES_MOST + 512
_GZIP: Final = 16 + zlib.MAX_WBITS
# How the library ends its messages.
_AT: Final = re.compile(r" - at `(\$[^`]*)`$")

Message = TypeVar("Message", bound="Versioned")
T = TypeVar("T")


class Versioned(msgspec.Struct, frozen=True, kw_only=True):
    """Every signed content says by which version of the protocol it was made."""

    protocol: int


class _Envelope(msgspec.Struct, frozen=True):
    content: msgspec.Raw
    signature: Hex64


@dataclass(frozen=True, slots=True)
class Sealed:
    """An envelope as it came: the exact bytes of the content, and the signature. Nothing is checked yet."""

    content: bytes
    signature: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the content, in hex: what receipts and chains name."""
        return sha256(self.content).hexdigest()

    @property
    def envelope(self) -> bytes:
        """The envelope again, as `seal` writes it."""
        return _envelope(self.content, self.signature)

    def verify(self, public_key: bytes, purpose: str) -> None:
        """Raises SignatureInvalid or SigningKeyInvalid unless that key signed this content for this."""
        signing.verify(public_key, purpose, self.content, self.signature)

    def signed_by(self, public_key: bytes, purpose: str) -> bool:
        """Whether that key, which may be none at all, signed this content for this."""
        try:
            self.verify(public_key, purpose)
        except (SignatureInvalid, SigningKeyInvalid):
            return False
        return True

    def read(self, kind: type[Message]) -> Message:
        """The content. Raises MessageMalformed, ProtocolUnknown."""
        version = decode(self.content, Versioned).protocol
        if not OLDEST_PROTOCOL <= version <= PROTOCOL:
            raise ProtocolUnknown(protocol=version)
        return decode(self.content, kind)


def seal(content: msgspec.Struct, seed: bytes, purpose: str) -> bytes:
    """The envelope of a message, signed. Raises SigningKeyInvalid."""
    raw = msgspec.json.encode(content)
    return _envelope(raw, signing.sign(seed, purpose, raw))


def open_envelope(raw: bytes, most: int = ENVELOPE_BYTES_MOST) -> Sealed:
    """The parts of an envelope. Raises MessageTooLarge, MessageMalformed."""
    if len(raw) > most:
        raise MessageTooLarge(most=most)
    envelope = decode(raw, _Envelope)
    return Sealed(bytes(envelope.content), bytes.fromhex(envelope.signature))


def decode(raw: bytes, kind: type[T]) -> T:
    """A value of JSON, strictly: no text for a number, all fields of the kind. Raises MessageMalformed.

    Unknown fields are passed over; the bytes that they stand in are kept by whoever keeps the message. Deep
    nesting ends in an error of the library, not in a crash.
    """
    try:
        return msgspec.json.decode(raw, type=kind, strict=True)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise MessageMalformed(where=_place(problem)) from None


def pack(envelope: bytes) -> bytes:
    """The bytes that travel: gzip without a time, so that the same message gives the same bytes."""
    packer = zlib.compressobj(level=6, wbits=_GZIP)
    return packer.compress(envelope) + packer.flush()


def unpack(packed: bytes, most: int = ENVELOPE_BYTES_MOST) -> bytes:
    """What was packed, unpacked no further than `most` bytes. Raises MessageTooLarge, MessageMalformed."""
    unpacker = zlib.decompressobj(wbits=_GZIP)
    try:
        raw = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise MessageMalformed(where="gzip") from None
    if len(raw) > most:
        raise MessageTooLarge(most=most)
    if not unpacker.eof or unpacker.unused_data:
        raise MessageMalformed(where="gzip")
    return raw


def _envelope(content: bytes, signature: bytes) -> bytes:
    return b'{"content":' + content + b',"signature":"' + signature.hex().encode("ascii") + b'"}'


def _place(problem: Exception) -> str:
    """Where it went wrong, without what stood there."""
    found = _AT.search(str(problem))
    return "JSON" if found is None else found[1]
