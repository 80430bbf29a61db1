"""What the voters of the day choose: places in the lists of options from 0, contest by contest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

Ballot: TypeAlias = tuple[tuple[int, ...], ...]

FIRST_VOTER: Final = "0001"
TWO_ELECTIONS: Final = "0005"
DESERTED: Final = "0006"
# Checks in with the letter.
LETTER: Final = "0010"
# In the queue at closing time.
LAST: Final = "0018"

# By roll number. Chair, auditors, evening hours: two auditors end in a tie.
LIBRARY: Final[Mapping[str, Ballot]] = {
    TWO_ELECTIONS: ((0,), (1, 2), (0,)),
    DESERTED: ((1,), (), (0,)),
    "0010": ((0,), (0, 1), (0,)),
    "0011": ((0,), (1,), (1,)),
    "0012": ((2,), (2, 3), (0,)),
    "0013": ((), (0, 2), (0,)),
    "0014": ((1,), (1, 3), (1,)),
    "0015": ((0,), (2,), (0,)),
    "0016": ((2,), (0, 1), (0,)),
    "0017": ((0,), (2, 0), (1,)),
    LAST: ((0,), (3,), (0,)),
}
# Chair, auditors, village hall.
COUNCIL: Final[Mapping[str, Ballot]] = {
    FIRST_VOTER: ((0,), (0, 1), (0,)),
    TWO_ELECTIONS: ((1,), (0,), (1,)),
    DESERTED: ((0,), (), ()),
}
ONE_ELECTION: Final = tuple(roll for roll in LIBRARY if roll not in {*COUNCIL, LAST, LETTER})
