"""A trustee's turn: every step that can be taken now, each kept by the trustee before it is published.

The same on the commission's PC and on a trustee's own: it needs the board and what the trustee keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from omp_desktop.crypto import ceremony
from omp_desktop.crypto.ceremony import TrusteeState
from omp_desktop.crypto.ceremony_board import Board, Message, Step
from omp_desktop.crypto.ceremony_errors import SecretOfAnotherCeremony, TranscriptDiffers
from omp_desktop.crypto.trustees import TrusteeSecret
from omp_desktop.services.trustee_keeping import Keeping, Kept

# Confirming is a step of its own: first a person compares what all the others see.
_TAKEN_TOGETHER: Final = frozenset({Step.PROMISE, Step.REVEAL, Step.SHARES})


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of a turn: the messages of the trustee, and the board with them on it."""

    board: Board
    messages: tuple[Message, ...]


def take_turn(board: Board, index: int, keeping: Keeping, random: Callable[[int], bytes]) -> Turn:
    """Takes the trustee's step, and the next ones as long as nobody else has to act in between.

    Raises MessageTooEarly, TrusteeFileMissing, SomebodyElsesFile, MediumTaken, those of `Keeping`, and those
    of the ceremony (crypto/ceremony.py).
    """
    kept = _looked_up(board, index, keeping)
    state = _begun(board, index, keeping, random) if kept is None else _running(board, index, kept)
    messages: list[Message] = []
    while (step := board.step) in _TAKEN_TOGETHER and index in board.waiting(step):
        message, state = _step(board, step, state, keeping)
        board = board.accept(message)
        messages.append(message)
    return Turn(board, tuple(messages))


def confirm(board: Board, index: int, keeping: Keeping, transcript: str) -> Turn:
    """Checks the shares, keeps the finished key, and confirms the transcript (hex) that the trustee compared.

    Raises TranscriptDiffers if the board shows another one by now; otherwise as `take_turn`.
    """
    name = board.plan.name(index)
    board.require(Step.SHARES, name)
    if board.transcript().hex() != transcript:
        raise TranscriptDiffers(name=name)
    kept = keeping.load()
    if kept is None:
        raise keeping.missing()
    if not isinstance(kept, TrusteeSecret):
        kept = ceremony.finish(board, kept)
        keeping.save(kept)
    message = ceremony.confirm(board, kept)
    return Turn(board.accept(message), (message,))


def _looked_up(board: Board, index: int, keeping: Keeping) -> Kept | None:
    """What the trustee kept; None where this is the first step."""
    step = board.step
    if step not in _TAKEN_TOGETHER or index not in board.waiting(step):
        board.require(step or Step.CONFIRMATION, board.plan.name(index))
    kept = keeping.load()
    if kept is None and step is not Step.PROMISE:
        raise keeping.missing()
    return kept


def _begun(board: Board, index: int, keeping: Keeping, random: Callable[[int], bytes]) -> TrusteeState:
    keeping.check_new()
    state = ceremony.begin(board.plan, index, random)
    keeping.save(state)
    return state


def _running(board: Board, index: int, kept: Kept) -> TrusteeState:
    """A state of this ceremony: the program may have ended between keeping it and publishing the step."""
    plan = board.plan
    if (
        isinstance(kept, TrusteeSecret)
        or kept.ceremony_id != plan.ceremony_id
        or kept.public.quorum != plan.quorum
    ):
        raise SecretOfAnotherCeremony(name=plan.name(index))
    return kept


def _step(
    board: Board, step: Step | None, state: TrusteeState, keeping: Keeping
) -> tuple[Message, TrusteeState]:
    match step:
        case Step.PROMISE:
            return ceremony.promise(board.plan, state), state
        case Step.REVEAL:
            seen = ceremony.see_promises(board, state)
            if seen is not state:
                keeping.save(seen)
            return ceremony.reveal(board, seen), seen
        case _:
            return ceremony.shares(board, state), state
