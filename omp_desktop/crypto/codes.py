"""Confirmation codes: the hash of a ballot's ciphertexts, and its short form for people.

Short form: the first 125 bits in Crockford's base32 (https://www.crockford.com/base32.html), five groups of
five. Reading forgives what people write: small letters, spaces, I and L for 1, O for 0.
"""

from __future__ import annotations

from omp_desktop.crypto.errors import CodeInvalid

SHORT_LENGTH = 25
_GROUP_LENGTH = 5
_BITS_PER_CHARACTER = 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans("OIL", "011", "- \t\u2010\u2011\u2012\u2013\u2014")


def short_characters(code: bytes) -> str:
    """The 25 characters without dashes: the form that is stored, searched and compared."""
    bits = int.from_bytes(code, "big") >> (8 * len(code) - SHORT_LENGTH * _BITS_PER_CHARACTER)
    places = range((SHORT_LENGTH - 1) * _BITS_PER_CHARACTER, -1, -_BITS_PER_CHARACTER)
    return "".join(_ALPHABET[bits >> place & (len(_ALPHABET) - 1)] for place in places)


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
    characters = entered.strip().upper().translate(_FORGIVEN)
    if len(characters) != SHORT_LENGTH or not set(characters) <= set(_ALPHABET):
        raise CodeInvalid()
    return characters
