"""Where a booth is, what went wrong, and the work that a step asks the services for. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.voting_errors import (
    AlreadyVoted,
    BeforeWindow,
    ClockDoubtful,
    NotOpen,
    OutsideWindow,
    PermitNotValid,
    QueueFinished,
    WithdrawnChoice,
)
from omp_desktop.services.voting import VotingService
from omp_desktop.services.voting_errors import BallotNotSealed, CandidateWithdrewMeanwhile
from omp_desktop.store.errors import MirrorFailed, StoreBusy, StoreFull

# What may be over in a moment, or after an official has done something: the same ballot can be tried again.
_PASSING = (StoreBusy, StoreFull, MirrorFailed, NotOpen, BeforeWindow, ClockDoubtful)
# The voter mends these: look at the choices again, and seal again.
_TO_REVIEW = (BallotNotSealed, CandidateWithdrewMeanwhile, WithdrawnChoice)
_PERMIT_GONE = (PermitNotValid, AlreadyVoted)
# What a voter can understand and act on, wherever it is met; most else is a problem of the machine.
FOR_VOTERS = (NotOpen, OutsideWindow, QueueFinished, ClockDoubtful)


class Place(StrEnum):
    """What the booth shows."""

    START = "start"
    CHECK_IN = "check_in"
    TO_DESK = "to_desk"
    PREPARING = "preparing"
    ELECTIONS = "elections"
    HOW_TO = "how_to"
    CONTEST = "contest"
    REVIEW = "review"
    SEALING = "sealing"
    SEALED = "sealed"
    UNSEALING = "unsealing"
    TESTING = "testing"
    TESTED = "tested"
    CASTING = "casting"
    RECORDED = "recorded"
    FAILED = "failed"
    LOOK_UP = "look_up"
    OWN_VOTE = "own_vote"
    LOCKED = "locked"
    OUT_OF_ORDER = "out_of_order"


class Greeting(StrEnum):
    """What the start screen asks for."""

    READY = "ready"
    LETTER = "letter"
    DESK = "desk"
    WAITING = "waiting"
    CLOSED = "closed"


# A result is on its way: nothing acts, nothing times out.
BUSY = frozenset({Place.PREPARING, Place.SEALING, Place.UNSEALING, Place.TESTING, Place.CASTING})
# Somebody is at work here: after a while nobody touches it, it asks and then locks.
WATCHED = frozenset({Place.ELECTIONS, Place.HOW_TO, Place.CONTEST, Place.REVIEW, Place.SEALED, Place.TESTED})


class Stage(StrEnum):
    """What was being done when it failed."""

    BEGIN = "begin"
    SEAL = "seal"
    CAST = "cast"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was recorded; with `unsure`, whether anything was could not be found out."""

    stage: Stage
    error: OmpError
    unsure: bool = False

    @property
    def passing(self) -> bool:
        """Whether waiting a moment is all that is needed."""
        return isinstance(self.error, StoreBusy)

    @property
    def asks_to_review(self) -> bool:
        """Whether the voter looks at the choices again and then goes on."""
        return isinstance(self.error, _TO_REVIEW)

    @property
    def may_retry(self) -> bool:
        """Whether the same ballot can be tried again. The outcome of the try before is always asked first."""
        return self.stage is not Stage.BEGIN and (self.unsure or isinstance(self.error, _PASSING))

    @property
    def permit_kept(self) -> bool:
        """Whether the voter can still vote."""
        return not isinstance(self.error, _PERMIT_GONE)


@dataclass(frozen=True, slots=True)
class Work:
    """A question to the services: `run` off the GUI thread, then one of the other two in it."""

    run: Callable[[VotingService], Any]
    done: Callable[[Any], None]
    failed: Callable[[OmpError], None]
