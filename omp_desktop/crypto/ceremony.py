"""The trustee's side of the key ceremony, in which nobody can choose a key after having seen the others'.

Promise, reveal, sealed shares, confirmation (ceremony_board.py has what is published of them). A trustee's
secret lives in its `TrusteeState` until the ceremony ends with a `TrusteeSecret`; nobody else ever has it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nacl import bindings as sodium
from nacl import exceptions as sodium_errors

from omp_desktop.crypto.ceremony_board import (
    CEREMONY_ID_BYTES,
    EXCHANGE_KEY_BYTES,
    Board,
    Confirmation,
    Plan,
    Promise,
    Reveal,
    Shares,
    Step,
    promise_value,
)
from omp_desktop.crypto.ceremony_errors import (
    PromiseReplaced,
    SecretOfAnotherCeremony,
    ShareDoesNotFit,
    ShareUnreadable,
)
from omp_desktop.crypto.errors import KeyNotOfThisElection
from omp_desktop.crypto.group import ED25519, ZERO, Group, RandomBytes
from omp_desktop.crypto.trustees import (
    TrusteePublic,
    TrusteeSecret,
    check_secret,
    evaluate,
    generate_trustee,
    value_in_exponent,
)


@dataclass(frozen=True, slots=True, eq=False)
class TrusteeState:
    """What one trustee keeps while the ceremony lasts: never in the store.

    `seen` are the promises of all, in their order, that the trustee had before it revealed anything; empty
    until then. Whoever replaces a promise afterwards is found out by it.
    """

    ceremony_id: bytes
    public: TrusteePublic
    coefficients: tuple[bytes, ...] = field(repr=False)
    exchange_secret: bytes = field(repr=False)
    seen: tuple[bytes, ...] = ()

    @property
    def index(self) -> int:
        """The trustee's number, from 1."""
        return self.public.index

    @property
    def exchange_key(self) -> bytes:
        """E_i, the public half of `exchange_secret`."""
        return sodium.crypto_scalarmult_base(self.exchange_secret)


def begin(
    plan: Plan, index: int, random_bytes: RandomBytes = secrets.token_bytes, group: Group = ED25519
) -> TrusteeState:
    """The trustee draws its secrets. They must be kept before anything of them is published."""
    secret, public = generate_trustee(index, plan.quorum, random_bytes, group)
    return TrusteeState(plan.ceremony_id, public, secret.coefficients, random_bytes(EXCHANGE_KEY_BYTES))


def promise(plan: Plan, state: TrusteeState, group: Group = ED25519) -> Promise:
    """The trustee's first message."""
    value = promise_value(plan, state.public, state.exchange_key, group)
    return Promise(plan.ceremony_id, state.index, value)


def see_promises(board: Board, state: TrusteeState) -> TrusteeState:
    """The trustee remembers what all promised. This too must be kept, before the trustee reveals.

    Raises SecretOfAnotherCeremony, MessageTooEarly, PromiseReplaced.
    """
    _check_own(board, state)
    board.require(Step.PROMISE, board.plan.name(state.index))
    if state.seen:
        _check_seen(board, state)
        return state
    return replace(state, seen=_promises(board))


def reveal(board: Board, state: TrusteeState) -> Reveal:
    """The trustee's second message. Raises as `see_promises`, which must have been called before."""
    _check_seen(board, state)
    return Reveal(board.plan.ceremony_id, state.public, state.exchange_key)


def shares(board: Board, state: TrusteeState) -> Shares:
    """The trustee's third message, sealed anew each time. Raises as `see_promises`."""
    _check_seen(board, state)
    board.require(Step.REVEAL, board.plan.name(state.index))
    boxes = tuple(
        sodium.crypto_box_seal(
            evaluate(board.group, state.coefficients, index), board.reveals[index].exchange_key
        )
        for index in board.plan.places
    )
    return Shares(board.plan.ceremony_id, state.index, boxes)


def finish(board: Board, state: TrusteeState) -> TrusteeSecret:
    """Opens and checks the shares of all; what they add up to opens sums, together with k − 1 others.

    The secret must be kept before the trustee confirms. Raises as `see_promises`, and ShareUnreadable or
    ShareDoesNotFit for the first share that is wrong.
    """
    _check_seen(board, state)
    board.require(Step.SHARES, board.plan.name(state.index))
    share = ZERO
    for sender in board.plan.places:
        share = board.group.plus(share, _share_from(board, sender, state))
    return TrusteeSecret(state.index, state.coefficients, share)


def confirm(board: Board, secret: TrusteeSecret) -> Confirmation:
    """The trustee's last message. Raises SecretOfAnotherCeremony, MessageTooEarly."""
    name = board.plan.name(secret.index)
    transcript = board.transcript()
    try:
        check_secret(board.publics, secret, board.group)
    except KeyNotOfThisElection:
        raise SecretOfAnotherCeremony(name=name) from None
    return Confirmation(board.plan.ceremony_id, secret.index, transcript)


def run_ceremony(
    names: Sequence[str], quorum: int, random_bytes: RandomBytes = secrets.token_bytes, group: Group = ED25519
) -> tuple[tuple[TrusteePublic, ...], tuple[TrusteeSecret, ...], bytes]:
    """A whole ceremony in memory: publics, secrets and transcript of throw-away trustees.

    For mock votes and tests: whoever calls it has all the secrets. Raises as `Plan.check`.
    """
    plan = Plan(random_bytes(CEREMONY_ID_BYTES), tuple(names), quorum)
    plan.check()
    board = Board(plan, group=group)
    states = [begin(plan, index, random_bytes, group) for index in plan.places]
    for state in states:
        board = board.accept(promise(plan, state, group))
    states = [see_promises(board, state) for state in states]
    for state in states:
        board = board.accept(reveal(board, state))
    for state in states:
        board = board.accept(shares(board, state))
    finished = tuple(finish(board, state) for state in states)
    for secret in finished:
        board = board.accept(confirm(board, secret))
    return board.publics, finished, board.transcript()


def _share_from(board: Board, sender: int, state: TrusteeState) -> bytes:
    group, plan = board.group, board.plan
    names = {"sender": plan.name(sender), "name": plan.name(state.index)}
    box = board.shares[sender].boxes[state.index - 1]
    try:
        share = sodium.crypto_box_seal_open(box, state.exchange_key, state.exchange_secret)
    except sodium_errors.CryptoError:
        raise ShareUnreadable(**names) from None
    published = value_in_exponent(group, board.reveals[sender].public.commitments, state.index)
    if not group.is_scalar(share) or group.power_of_g(share) != published:
        raise ShareDoesNotFit(**names)
    return share


def _check_own(board: Board, state: TrusteeState) -> None:
    """The board has what this trustee promised: same ceremony, number, name, quorum, values."""
    if state.ceremony_id != board.plan.ceremony_id or state.index not in board.plan.places:
        raise SecretOfAnotherCeremony(name=_name(board.plan, state.index))
    on_board = board.promises.get(state.index)
    if on_board is not None and on_board != promise(board.plan, state, board.group):
        raise PromiseReplaced(name=board.plan.name(state.index))


def _check_seen(board: Board, state: TrusteeState) -> None:
    _check_own(board, state)
    board.require(Step.PROMISE, board.plan.name(state.index))
    if len(state.seen) != board.plan.count:
        raise SecretOfAnotherCeremony(name=board.plan.name(state.index))
    for index, seen in zip(board.plan.places, state.seen, strict=True):
        if board.promises[index].value != seen:
            raise PromiseReplaced(name=board.plan.name(index))


def _promises(board: Board) -> tuple[bytes, ...]:
    return tuple(board.promises[index].value for index in board.plan.places)


def _name(plan: Plan, index: int) -> str:
    return plan.name(index) if index in plan.places else str(index)
