"""Confirmation codes: the hash of a ballot's ciphertexts, and its short form for people.

Short form: the first 125 bits in Crockford's base32 (https://www.crockford.com/base32.html), five groups of
five. Reading forgives what people write: small letters, spaces, I and L for 1, O for 0.
"""

from __future__ import annotations

from base64 import b32encode

from omp_desktop.crypto.errors import CodeInvalid

SHORT_LENGTH = 25
_GROUP_LENGTH = 5
_BITS_PER_CHARACTER = 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FROM_RFC4648 = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET.encode("ascii"))
_SHORT_BYTES = 16
_FORGIVEN = str.maketrans("OIL", "011", "- \t\u2010\u2011\u2012\u2013\u2014")


def short_characters(code: bytes) -> str:
    """The 25 characters without dashes: the form that is stored, searched and compared."""
    # The library's own base32 has other characters for the same five bits, and takes a tenth of the time.
    return b32encode(code[:_SHORT_BYTES]).translate(_FROM_RFC4648)[:SHORT_LENGTH].decode("ascii")


def short_code(code: bytes) -> str:
    """The form that is shown and printed: ABCDE-FGHJK-… from the 32 bytes of a confirmation code."""
    return grouped(short_characters(code))


def grouped(characters: str) -> str:
    """The stored 25 characters in the form that is shown and printed."""
    return "-".join(
        characters[start : start + _GROUP_LENGTH] for start in range(0, SHORT_LENGTH, _GROUP_LENGTH)
    )


def parse_short_code(entered: str) -> str:
    """The 25 canonical characters of an entered or scanned code. Raises CodeInvalid."""
    characters = canonical_characters(entered)
    if characters is None or len(characters) != SHORT_LENGTH:
        raise CodeInvalid()
    return characters


def base32(number: int, length: int) -> str:
    """The lowest bits of a number as so many characters, the most significant first."""
    places = range((length - 1) * _BITS_PER_CHARACTER, -1, -_BITS_PER_CHARACTER)
    return "".join(_ALPHABET[number >> place & (len(_ALPHABET) - 1)] for place in places)


def number_of(characters: str) -> int:
    """The number that `base32` wrote; only for characters of the alphabet."""
    number = 0
    for character in characters:
        number = number << _BITS_PER_CHARACTER | _ALPHABET.index(character)
    return number


def canonical_characters(entered: str) -> str | None:
    """What was entered in characters of the alphabet, without spaces and dashes; None for anything else."""
    characters = entered.strip().upper().translate(_FORGIVEN)
    return characters if set(characters) <= set(_ALPHABET) else None
