"""What a voter enters from the letter: first the roll number, then the personal code. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from omp_desktop.domain.personal_code import CODE_DIGITS, grouped_code
from omp_desktop.domain.voters_list import ROLL_NUMBER_MAX
from omp_desktop.services.voting import WaitingPermit

DASH = "-"
_SIGNS = frozenset("0123456789" + DASH)


@dataclass(frozen=True, slots=True)
class Letter:
    """Number and code as they were entered. Nothing keeps it longer than the question takes."""

    number: str = field(repr=False)
    code: str = field(repr=False)


class CheckIn(Protocol):
    """Where voters of a booth check in themselves: `services.self_check_in.SelfCheckIn`."""

    def check_in(self, roll_number: str, code: str) -> list[WaitingPermit]:
        """The permits of the voter with this letter."""

    def give_back(self) -> int:
        """Ends what a voter took and did not vote with."""


class Entry:
    """A letter while it is being entered."""

    def __init__(self) -> None:
        """Begin with the number."""
        self.at_code = False
        self._number = ""
        self._code = ""

    @property
    def shown(self) -> str:
        """What stands in the field."""
        return grouped_code(self._code) if self.at_code else self._number

    @property
    def complete(self) -> bool:
        """Whether one can go on."""
        return len(self._code) == CODE_DIGITS if self.at_code else any(map(str.isdigit, self._number))

    def type(self, sign: str) -> bool:
        """One more digit or dash; False where it does not fit."""
        entered = self._code if self.at_code else self._number
        most = CODE_DIGITS if self.at_code else ROLL_NUMBER_MAX
        if sign not in _SIGNS or len(entered) >= most or (self.at_code and sign == DASH):
            return False
        if self.at_code:
            self._code += sign
        else:
            self._number += sign
        return True

    def delete(self) -> None:
        """Take the last sign back."""
        if self.at_code:
            self._code = self._code[:-1]
        else:
            self._number = self._number[:-1]

    def take(self) -> Letter:
        """What was entered: here nothing of it is left."""
        letter = Letter(self._number, self._code)
        self._number = self._code = ""
        return letter

    def forget(self) -> None:
        """Begin again with the number."""
        self.at_code = False
        self._number = self._code = ""
