"""The key ceremony of a draft as the store has it: who is to make the key, and what they published so far."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from omp_desktop.crypto.ceremony_board import Board, Step
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.store.unit_of_work import UnitOfWork

_FORMAT: Final = 1
_FINGERPRINT_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Ceremony:
    """How many trustees there are to be and how many of them open the count; the board once it began."""

    count: int
    quorum: int
    board: Board | None = None


@dataclass(frozen=True, slots=True)
class TrusteeStanding:
    """Where one trustee stands: `done` is the last step taken, `mark` the first digits of the promise."""

    index: int
    name: str
    done: Step | None
    mark: str | None


@dataclass(frozen=True, slots=True)
class CeremonyView:
    """What the page of the key shows.

    `trustees` is empty before the ceremony began; `step` is what they do now, None before and after;
    `transcript` (hex) is there once all have revealed. `made`: the key of the count is there.
    """

    count: int
    quorum: int
    trustees: tuple[TrusteeStanding, ...]
    step: Step | None
    transcript: str | None
    made: bool

    @property
    def begun(self) -> bool:
        """Whether trustees were named."""
        return bool(self.trustees)

    @property
    def running(self) -> bool:
        """Whether a step is still to be taken."""
        return self.step is not None

    def waiting(self) -> tuple[TrusteeStanding, ...]:
        """The trustees who have not taken the present step."""
        if self.step is None:
            return ()
        before = list(Step)[: list(Step).index(self.step)]
        return tuple(each for each in self.trustees if each.done is None or each.done in before)


ALONE: Final = Ceremony(1, 1)


def read(uow: UnitOfWork, election_id: str) -> Ceremony:
    """The ceremony of an election; one trustee, as long as nothing else was asked for."""
    body = uow.ceremonies.get(election_id)
    if body is None:
        return ALONE
    content = json.loads(body)
    if "board" not in content:
        return Ceremony(content["count"], content["quorum"])
    board = Board.from_json(content["board"])
    return Ceremony(board.plan.count, board.plan.quorum, board)


def ask_for(uow: UnitOfWork, election_id: str, count: int, quorum: int) -> None:
    """Remembers how many trustees the election wants, and forgets a ceremony that had begun."""
    if (count, quorum) == (ALONE.count, ALONE.quorum):
        uow.ceremonies.remove(election_id)
    else:
        _put(uow, election_id, {"count": count, "quorum": quorum})


def keep(uow: UnitOfWork, election_id: str, board: Board) -> None:
    """Stores where the ceremony stands now."""
    _put(uow, election_id, {"board": board.to_json()})


def view(uow: UnitOfWork, election_id: str) -> CeremonyView:
    """What the page of the key shows of an election, draft or published."""
    return look_at(read(uow, election_id), made=uow.elections.key(election_id) is not None)


def look_at(ceremony: Ceremony, *, made: bool) -> CeremonyView:
    """The view of a ceremony; also of one that stands in a file."""
    board = ceremony.board
    if board is None:
        return CeremonyView(ceremony.count, ceremony.quorum, (), None, None, made)
    revealed = not board.waiting(Step.REVEAL)
    return CeremonyView(
        ceremony.count,
        ceremony.quorum,
        tuple(_standing(board, index) for index in board.plan.places),
        board.step,
        board.transcript().hex() if revealed else None,
        made,
    )


def unfinished(ceremony: Ceremony) -> Sequence[str]:
    """The names of the trustees who still have to take the present step."""
    board = ceremony.board
    if board is None or board.step is None:
        return ()
    return tuple(map(board.plan.name, board.waiting(board.step)))


def _standing(board: Board, index: int) -> TrusteeStanding:
    done = [step for step in Step if index not in board.waiting(step)]
    promised = board.promises.get(index)
    return TrusteeStanding(
        index,
        board.plan.name(index),
        done[-1] if done else None,
        None if promised is None else promised.value[:_FINGERPRINT_BYTES].hex(),
    )


def _put(uow: UnitOfWork, election_id: str, content: dict[str, object]) -> None:
    body = canonical_bytes({"format": _FORMAT, **content}).decode("utf-8")
    uow.ceremonies.put(election_id, body)
