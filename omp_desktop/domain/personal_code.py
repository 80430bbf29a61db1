"""The personal code (본인 확인 코드) on a voter's letter: sixteen digits, and how often one may be wrong.

Sixteen digits hold 53 bits, fit a number pad, and are read in four groups of four.
"""

import re
import unicodedata
from typing import Final

from omp_desktop.domain.voters_list import roll_key, roll_spellings
from omp_desktop.domain.voting_errors import PersonalCodeInvalid

CODE_DIGITS: Final = 16
TRIES_MOST: Final = 5
GROUP_DIGITS: Final = 4
# A drawn code has fewer different digits once in some ten thousand; one that somebody made up often has.
_FEWEST_DIFFERENT: Final = 5
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2014]")


def parse_personal_code(entered: str) -> str:
    """The sixteen digits of a code, however they were grouped. Raises PersonalCodeInvalid."""
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", entered))
    if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise PersonalCodeInvalid(digits=CODE_DIGITS)
    return digits


def is_guessable(code: str) -> bool:
    """Whether a code has so few different digits that nobody drew it."""
    return len(set(code)) < _FEWEST_DIFFERENT


def grouped_code(digits: str) -> str:
    """Digits in groups of four, as letters and booths show them; also of a code that is not finished.

    >>> grouped_code("483102759")
    '4831 0275 9'
    """
    return " ".join(digits[start : start + GROUP_DIGITS] for start in range(0, len(digits), GROUP_DIGITS))


def is_enterable(roll_number: str) -> bool:
    """Whether a roll number can be entered on a number pad: digits, and a dash between them."""
    return all(sign == "-" or (sign.isascii() and sign.isdigit()) for sign in roll_key(roll_number))


def plain_number(roll_number: str) -> str:
    """The one key under which wrong tries for a roll number are counted, whatever zeros lead."""
    key = roll_key(roll_number)
    return next(roll_spellings(key), key)
