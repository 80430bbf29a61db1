"""Sealing piece by piece."""

from __future__ import annotations

import io

import pytest

from omp_desktop.crypto.errors import SealedStreamUnreadable
from omp_desktop.crypto.sealed_stream import KEY_BYTES, PIECE_MOST, open_pieces, seal_pieces

KEY = bytes(range(KEY_BYTES))
PIECES = [b"head", b"", "명부".encode() * 100]


def sealed(*pieces: bytes, key: bytes = KEY) -> list[bytes]:
    return list(seal_pieces(key, pieces or PIECES))


def opened(*written: bytes, key: bytes = KEY) -> list[bytes]:
    return list(open_pieces(key, io.BytesIO(b"".join(written))))


def test_the_pieces_come_back_as_they_were() -> None:
    assert opened(*sealed()) == PIECES


def test_nothing_of_the_content_can_be_seen() -> None:
    assert PIECES[0] not in b"".join(sealed())


def test_the_same_content_is_sealed_differently_each_time_and_as_long() -> None:
    first, second = b"".join(sealed()), b"".join(sealed())

    assert first != second
    assert len(first) == len(second)


def test_pieces_are_sealed_as_they_come() -> None:
    taken: list[int] = []

    def pieces() -> object:
        for number in range(3):
            taken.append(number)
            yield b"piece"

    stream = seal_pieces(KEY, pieces())  # type: ignore[arg-type]
    next(stream)
    next(stream)

    assert taken == [0]


def test_pieces_are_opened_before_the_end_is_read() -> None:
    head, first, *_ = sealed()

    assert next(open_pieces(KEY, io.BytesIO(head + first))) == PIECES[0]


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(SealedStreamUnreadable):
        opened(*sealed(), key=bytes(KEY_BYTES))


def test_a_changed_byte_is_noticed() -> None:
    written = bytearray(b"".join(sealed()))
    written[-1] ^= 1

    with pytest.raises(SealedStreamUnreadable):
        opened(bytes(written))


def test_a_piece_that_is_left_out_is_noticed() -> None:
    head, _, *rest = sealed()

    with pytest.raises(SealedStreamUnreadable):
        opened(head, *rest)


def test_pieces_that_changed_places_are_noticed() -> None:
    head, first, second, *rest = sealed()

    with pytest.raises(SealedStreamUnreadable):
        opened(head, second, first, *rest)


@pytest.mark.parametrize("left", [0, 10, 30, -1])
def test_a_file_that_is_cut_off_is_noticed(left: int) -> None:
    with pytest.raises(SealedStreamUnreadable):
        opened(b"".join(sealed())[:left])


def test_a_file_without_its_end_is_noticed() -> None:
    with pytest.raises(SealedStreamUnreadable):
        opened(*sealed()[:-1])


def test_what_follows_the_end_is_noticed() -> None:
    with pytest.raises(SealedStreamUnreadable):
        opened(*sealed(), b"more")


@pytest.mark.parametrize("length", [0, 16, PIECE_MOST + 1])
def test_a_piece_of_an_impossible_length_is_not_read(length: int) -> None:
    head, *_ = sealed()

    with pytest.raises(SealedStreamUnreadable):
        opened(head, length.to_bytes(4, "big"), bytes(64))
