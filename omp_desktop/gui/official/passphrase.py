"""How hard a pass-phrase is to guess, roughly: a hint beside the field, never a rule."""

from __future__ import annotations

import math
from typing import Final

LEVELS: Final = 4
# Bits of the naive count below; a word of a small vocabulary brings about 13.
_STEPS: Final = (28, 40, 54)
_WORD_BITS: Final = 13
_CLASSES: Final = ((str.isdigit, 10), (str.islower, 26), (str.isupper, 26))
_OTHER: Final = 32


def strength(text: str) -> int:
    """From 0 (nothing entered) over 1 (weak) to 4 (strong).

    The smaller of two estimates: characters of their classes, and words as a guesser with a word list counts.

    >>> [strength(text) for text in ("", "passwort", "correct horse", "배터리 staple 17 마구간 하늘")]
    [0, 1, 1, 4]
    """
    if not text:
        return 0
    words = text.split()
    bits = min(_character_bits(text), sum(min(_word_bits(word), _character_bits(word)) for word in words))
    return 1 + sum(bits >= step for step in _STEPS)


def _character_bits(text: str) -> float:
    signs = set(text)
    alphabet = sum(size for is_of, size in _CLASSES if any(map(is_of, signs)))
    alphabet += _OTHER if any(not sign.isalnum() for sign in signs) else 0
    alphabet = alphabet or _OTHER
    # Repeated signs add little.
    return min(len(text), 2 * len(signs)) * math.log2(alphabet)


def _word_bits(word: str) -> float:
    plain = word.isalpha()
    return _WORD_BITS if plain else _WORD_BITS + _character_bits("".join(s for s in word if not s.isalpha()))
