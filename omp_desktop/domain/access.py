"""Who may do what: roles, accounts, PINs, the lock after wrong tries, and the two-person rule."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from omp_desktop.domain.access_errors import (
    PasswordTooShort,
    PasswordWeak,
    PinNotDigits,
    PinTooLong,
    PinTooShort,
    PinWeak,
)
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.text import nfc

PIN_LEAST = 6
PASSWORD_LEAST = 8
SECRET_MOST = 128
FREE_TRIES = 5
FIRST_LOCK = timedelta(seconds=15)
LONGEST_LOCK = timedelta(hours=1)

_DIGITS = 10
_FEW_DIGITS = 2
_FEW_CHARACTERS = 3


class Role(Labelled):
    """What a person is in the election."""

    COMMISSION = "commission", "선거관리위원회", "commission official"
    MANAGER = "manager", "투표관리관", "polling station manager"
    OBSERVER = "observer", "투표참관인", "polling observer"
    CANDIDATE = "candidate", "후보자", "candidate"
    TRUSTEE = "trustee", "개표 관리인", "trustee"


# Who may confirm a step that somebody else starts.
SECOND_PEOPLE = frozenset({Role.COMMISSION, Role.MANAGER, Role.OBSERVER})


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can sign in. `name` is how they are greeted; the secret's hash lives in the store only."""

    id: str
    name: str
    role: Role
    election_id: str | None = None
    candidate_id: str | None = None
    active: bool = True


def role_names(roles: AbstractSet[Role]) -> LocalText:
    """The roles in words, in the order of the enumeration, for "this can be done by …"."""
    named = [role for role in Role if role in roles]
    return LocalText(ko=", ".join(r.ko for r in named), en=", ".join(r.en for r in named))


def lockout(failures: int) -> timedelta:
    """How long an account stays locked after this many wrong tries in a row.

    The first four cost nothing; the fifth locks for 15 s, and every further one doubles it up to an hour.

    >>> [int(lockout(n).total_seconds()) for n in range(3, 10)]
    [0, 0, 15, 30, 60, 120, 240]
    >>> lockout(13), lockout(10_000)
    (datetime.timedelta(seconds=3600), datetime.timedelta(seconds=3600))

    So six wrong tries at 06:00:00, each made as soon as the lock allows: the first five at 06:00:00, the
    sixth at 06:00:15, and the seventh not before 06:00:45.
    """
    if failures < FREE_TRIES:
        return timedelta(0)
    doublings = failures - FREE_TRIES
    # 15 s doubled eight times is past the hour; larger exponents would only make large numbers.
    return min(FIRST_LOCK * (1 << min(doublings, 8)), LONGEST_LOCK)


def locked_for(failures: int, last_failure: datetime | None, now: datetime) -> timedelta:
    """What is left of the lock at `now`; zero when a try is allowed.

    A clock that went back behind the last failure cannot lengthen the lock beyond its full time.
    """
    if last_failure is None:
        return timedelta(0)
    lock = lockout(failures)
    return min(max(last_failure + lock - now, timedelta(0)), lock)


def check_pin(pin: str) -> None:
    """Refuse a new PIN that is too short or easy to guess (PinTooShort, PinTooLong, PinNotDigits, PinWeak).

    Weak are: a run up or down (also over 9 and 0), a repeated group (111111, 121212, 123123), and fewer than
    three different digits.
    """
    if not (pin.isascii() and (pin.isdigit() or not pin)):
        raise PinNotDigits(least=PIN_LEAST)
    if len(pin) < PIN_LEAST:
        raise PinTooShort(least=PIN_LEAST)
    if len(pin) > SECRET_MOST:
        raise PinTooLong(most=SECRET_MOST)
    if _easy(pin):
        raise PinWeak


def check_password(password: str) -> None:
    """Refuse a new password too short or easy to guess (PasswordTooShort, PinTooLong, PasswordWeak)."""
    characters = nfc(password)
    if len(characters) < PASSWORD_LEAST:
        raise PasswordTooShort(least=PASSWORD_LEAST)
    if len(characters) > SECRET_MOST:
        raise PinTooLong(most=SECRET_MOST)
    digits_only = characters.isascii() and characters.isdigit()
    if len(set(characters)) <= _FEW_CHARACTERS or (digits_only and _easy(characters)):
        raise PasswordWeak


def _easy(digits: str) -> bool:
    steps = {(int(b) - int(a)) % _DIGITS for a, b in pairwise(digits)}
    return steps <= {1} or steps <= {_DIGITS - 1} or len(set(digits)) <= _FEW_DIGITS or _repeats(digits)


def _repeats(digits: str) -> bool:
    # A text that is a repeated group is found inside its own doubling, away from both ends.
    return digits in (digits + digits)[1:-1]
