"""Sealing a long content piece by piece under one key, in memory for one piece.

Nobody reads it without the key, and whoever reads notices a piece that was changed, moved, left out, or cut
off at the end. libsodium's secret streams: XChaCha20-Poly1305 with a key that moves on, and a mark on the
last piece.
Source: https://doc.libsodium.org/secret-key_cryptography/secretstream
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, Final

from nacl import bindings as sodium
from nacl import exceptions as sodium_errors

from omp_desktop.crypto.errors import SealedStreamUnreadable
from omp_desktop.crypto.hashing import u32

KEY_BYTES: Final = sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES
_HEAD_BYTES: Final = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_ADDED: Final = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_MESSAGE: Final = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL: Final = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_LENGTH_BYTES: Final = 4
# More than any piece has: a wrong length must not ask for all the memory there is.
PIECE_MOST: Final = 2**24


def seal_pieces(key: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The sealed file, a piece of it for each piece of the content; an empty piece marks the end."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    tagged = chain(((piece, _MESSAGE) for piece in pieces), [(b"", _FINAL)])
    for piece, tag in tagged:
        sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, tag=tag)
        yield u32(len(sealed)) + sealed


def open_pieces(key: bytes, file: BinaryIO) -> Iterator[bytes]:
    """The pieces of the content as they are read, each of them good; after the last one the file has to end.

    Raises SealedStreamUnreadable as soon as something does not fit, at the end too where the end is missing.
    """
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, _exactly(file, _HEAD_BYTES), key)
    while True:
        length = int.from_bytes(_exactly(file, _LENGTH_BYTES), "big")
        if not _ADDED <= length <= PIECE_MOST:
            raise SealedStreamUnreadable()
        try:
            piece, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, _exactly(file, length))
        except sodium_errors.CryptoError:
            raise SealedStreamUnreadable() from None
        if tag == _FINAL:
            break
        yield piece
    if file.read(1):
        raise SealedStreamUnreadable()


def _exactly(file: BinaryIO, length: int) -> bytes:
    read = file.read(length)
    if len(read) != length:
        raise SealedStreamUnreadable()
    return read
