"""The public side of the key ceremony: who makes the key, and everything that they published so far.

All messages of a ceremony make up its board. A message enters it only if it is of this ceremony, in its turn,
and true; a board that was read from a file is built up message by message in the same way.
Byte-exact: docs/ballot-crypto.md, "Key ceremony".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, TypeAlias

from nacl import bindings as sodium
from nacl import exceptions as sodium_errors

from omp_desktop.crypto.ceremony_errors import (
    CeremonyMessageMalformed,
    CeremonyPlanInvalid,
    CeremonyQuorumDiffers,
    ExchangeKeyRejected,
    MessageChanged,
    MessageOfAnotherCeremony,
    MessageTooEarly,
    PromiseBroken,
    TranscriptDiffers,
    TrusteeNameTwice,
)
from omp_desktop.crypto.election_context import parameter_hash
from omp_desktop.crypto.errors import Part
from omp_desktop.crypto.group import ED25519, SCALAR_BYTES, Group
from omp_desktop.crypto.hashing import HASH_BYTES, Domain, digest, text, u32
from omp_desktop.crypto.reading import Fields
from omp_desktop.crypto.trustees import MAX_TRUSTEES, TrusteePublic, check_trustee, product_key
from omp_desktop.domain.text import fold, nfc

CEREMONY_ID_BYTES: Final = 16
EXCHANGE_KEY_BYTES: Final = sodium.crypto_box_PUBLICKEYBYTES
BOX_BYTES: Final = SCALAR_BYTES + sodium.crypto_box_SEALBYTES
# Any secret does: it is not used to keep anything, only to see whether the result is zero.
_ANY_SECRET: Final = bytes(range(1, 33))


class Step(StrEnum):
    """What every trustee does, one step after the other; nobody goes ahead of the slowest."""

    PROMISE = "promise"
    REVEAL = "reveal"
    SHARES = "shares"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Plan:
    """Who makes a key together, by their places from 1, and how many of them will open sums."""

    ceremony_id: bytes
    names: tuple[str, ...]
    quorum: int

    @property
    def count(self) -> int:
        """How many trustees there are."""
        return len(self.names)

    @property
    def places(self) -> range:
        """The numbers of the trustees."""
        return range(1, self.count + 1)

    def name(self, index: int) -> str:
        """The name of trustee `index`, from 1."""
        return self.names[index - 1]

    def check(self) -> None:
        """Raises CeremonyPlanInvalid (part), TrusteeNameTwice."""
        if len(self.ceremony_id) != CEREMONY_ID_BYTES:
            raise CeremonyPlanInvalid(part=Part.LENGTH)
        if not 1 <= self.count <= MAX_TRUSTEES or not all(n and n == nfc(n) for n in self.names):
            raise CeremonyPlanInvalid(part=Part.CONTENT)
        if not 1 <= self.quorum <= self.count:
            raise CeremonyPlanInvalid(part=Part.QUORUM)
        first: dict[str, int] = {}
        for index, name in enumerate(self.names, start=1):
            if (before := first.setdefault(fold(name), index)) != index:
                raise TrusteeNameTwice(first=before, second=index, name=name)

    def to_json(self) -> dict[str, object]:
        """The plan as it stands in a file."""
        return {"ceremony": self.ceremony_id.hex(), "names": list(self.names), "quorum": self.quorum}

    @classmethod
    def from_json(cls, value: object) -> Plan:
        """Reads what `to_json` made. Raises CeremonyMessageMalformed, and as `check`."""
        fields = Fields(value, ("ceremony", "names", "quorum"), _malformed)
        names = fields.value("names")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise _malformed(Part.CONTENT)
        plan = cls(
            fields.data("ceremony", Part.LENGTH, CEREMONY_ID_BYTES),
            tuple(names),
            fields.number("quorum", Part.QUORUM),
        )
        plan.check()
        return plan


@dataclass(frozen=True, slots=True)
class Promise:
    """p_i: binds a trustee to its values before it sees those of the others."""

    ceremony_id: bytes
    index: int
    value: bytes


@dataclass(frozen=True, slots=True)
class Reveal:
    """What was promised: the commitments with their proof, and the key that shares are sealed for."""

    ceremony_id: bytes
    public: TrusteePublic
    exchange_key: bytes

    @property
    def index(self) -> int:
        """Whose values these are."""
        return self.public.index


@dataclass(frozen=True, slots=True)
class Shares:
    """P_i(l) for every trustee l in their order, its own among them, each in a box that only l opens."""

    ceremony_id: bytes
    index: int
    boxes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The trustee's shares all fit, and this is the transcript it has seen."""

    ceremony_id: bytes
    index: int
    transcript: bytes


Message: TypeAlias = Promise | Reveal | Shares | Confirmation


def message_to_json(message: Message) -> dict[str, object]:
    """A message as it stands in a file."""
    head: dict[str, object] = {"ceremony": message.ceremony_id.hex(), "trustee": message.index}
    match message:
        case Promise(value=value):
            return {**head, "step": Step.PROMISE.value, "promise": value.hex()}
        case Reveal(public=public, exchange_key=key):
            return {
                **head,
                "step": Step.REVEAL.value,
                "exchange_key": key.hex(),
                "public": public.to_json(),
            }
        case Shares(boxes=boxes):
            return {**head, "step": Step.SHARES.value, "boxes": [box.hex() for box in boxes]}
        case _:
            return {**head, "step": Step.CONFIRMATION.value, "transcript": message.transcript.hex()}


def message_from_json(value: object) -> Message:
    """Reads what `message_to_json` made. Raises CeremonyMessageMalformed, TrusteeKeyRejected."""
    step = value.get("step") if isinstance(value, Mapping) else None
    if not isinstance(step, str) or step not in _CONTENT:
        raise _malformed(Part.FORMAT)
    fields = Fields(value, ("ceremony", "trustee", "step", *_CONTENT[step]), _malformed)
    ceremony_id = fields.data("ceremony", Part.LENGTH, CEREMONY_ID_BYTES)
    index = fields.number("trustee", Part.INDEX)
    match Step(step):
        case Step.PROMISE:
            return Promise(ceremony_id, index, fields.data("promise", Part.CONTENT, HASH_BYTES))
        case Step.REVEAL:
            public = TrusteePublic.from_json(fields.value("public"))
            if public.index != index:
                raise _malformed(Part.INDEX)
            return Reveal(
                ceremony_id, public, fields.data("exchange_key", Part.PUBLIC_KEY, EXCHANGE_KEY_BYTES)
            )
        case Step.SHARES:
            return Shares(ceremony_id, index, fields.data_list("boxes", Part.SHARES, BOX_BYTES))
        case _:
            return Confirmation(ceremony_id, index, fields.data("transcript", Part.CONTENT, HASH_BYTES))


_CONTENT: Final[Mapping[str, tuple[str, ...]]] = {
    Step.PROMISE.value: ("promise",),
    Step.REVEAL.value: ("exchange_key", "public"),
    Step.SHARES.value: ("boxes",),
    Step.CONFIRMATION.value: ("transcript",),
}


def promise_value(plan: Plan, public: TrusteePublic, exchange_key: bytes, group: Group = ED25519) -> bytes:
    """p_i over everything that the trustee is going to show."""
    return digest(
        parameter_hash(group),
        Domain.CEREMONY_COMMITMENT,
        plan.ceremony_id,
        u32(public.index),
        u32(plan.count),
        u32(plan.quorum),
        text(plan.name(public.index)),
        exchange_key,
        *public.commitments,
        public.proof.challenge,
        *public.proof.responses,
    )


@dataclass(frozen=True, slots=True)
class Board:
    """A ceremony and what its trustees published, by their numbers. Begins with the plan alone."""

    plan: Plan
    promises: Mapping[int, Promise] = field(default_factory=dict)
    reveals: Mapping[int, Reveal] = field(default_factory=dict)
    shares: Mapping[int, Shares] = field(default_factory=dict)
    confirmations: Mapping[int, Confirmation] = field(default_factory=dict)
    group: Group = field(default=ED25519, repr=False)

    @property
    def step(self) -> Step | None:
        """What the trustees do now; None when all is done."""
        return next((step for step in Step if self.waiting(step)), None)

    def waiting(self, step: Step) -> tuple[int, ...]:
        """The trustees who have not taken the step."""
        taken = self._messages(step)
        return tuple(index for index in self.plan.places if index not in taken)

    @property
    def publics(self) -> tuple[TrusteePublic, ...]:
        """What the trustees revealed so far, by their numbers."""
        return tuple(self.reveals[index].public for index in sorted(self.reveals))

    def public_key(self) -> bytes:
        """K. Raises MessageTooEarly before all have revealed, TrusteesDoNotMatch."""
        self.require(Step.REVEAL, self.plan.name(1))
        return product_key(self.publics, self.group)

    def transcript(self) -> bytes:
        """T, which all trustees compare. Raises as `public_key`."""
        key = self.public_key()
        return digest(
            parameter_hash(self.group),
            Domain.CEREMONY_TRANSCRIPT,
            self.plan.ceremony_id,
            u32(self.plan.count),
            u32(self.plan.quorum),
            *(self.promises[index].value for index in self.plan.places),
            key,
        )

    def require(self, step: Step, name: str) -> None:
        """Raises MessageTooEarly to the trustee of that name while somebody has not taken the step."""
        if waiting := self.waiting(step):
            raise MessageTooEarly(name=name, waiting=", ".join(map(self.plan.name, waiting)))

    def accept(self, message: Message) -> Board:
        """The board with the message on it; the same board if it is there already.

        Raises MessageOfAnotherCeremony, CeremonyMessageMalformed, MessageTooEarly, MessageChanged, and for
        what it says: PromiseBroken, TrusteeKeyRejected, CeremonyQuorumDiffers, ExchangeKeyRejected,
        TranscriptDiffers. Boxes can be judged by their receivers only.
        """
        if message.ceremony_id != self.plan.ceremony_id:
            raise MessageOfAnotherCeremony(trustee=message.index)
        if message.index not in self.plan.places:
            raise _malformed(Part.INDEX)
        step = _STEPS[type(message)]
        name = self.plan.name(message.index)
        before = self._messages(step).get(message.index)
        # Shares are sealed anew each time that the trustee takes the step: the first ones stay.
        if before == message or (before is not None and step is Step.SHARES):
            return self
        if before is not None:
            raise MessageChanged(name=name)
        if step is not Step.PROMISE:
            self.require(_BEFORE[step], name)
        self._check(message, name)
        return self._with(step, message)

    def to_json(self) -> dict[str, object]:
        """The plan and every message, step by step."""
        messages = [self._messages(step)[i] for step in Step for i in sorted(self._messages(step))]
        return {"plan": self.plan.to_json(), "messages": [message_to_json(message) for message in messages]}

    @classmethod
    def from_json(cls, value: object, group: Group = ED25519) -> Board:
        """Reads what `to_json` made, judging every message anew. Raises as `accept` and `Plan.from_json`."""
        fields = Fields(value, ("plan", "messages"), _malformed)
        board = cls(Plan.from_json(fields.value("plan")), group=group)
        messages = fields.value("messages")
        if not isinstance(messages, list):
            raise _malformed(Part.CONTENT)
        for message in messages:
            board = board.accept(message_from_json(message))
        return board

    def _messages(self, step: Step) -> Mapping[int, Message]:
        match step:
            case Step.PROMISE:
                return self.promises
            case Step.REVEAL:
                return self.reveals
            case Step.SHARES:
                return self.shares
            case _:
                return self.confirmations

    def _with(self, step: Step, message: Message) -> Board:
        changed: dict[str, Any] = {_FIELDS[step]: {**self._messages(step), message.index: message}}
        return replace(self, **changed)

    def _check(self, message: Message, name: str) -> None:
        match message:
            case Promise():
                pass  # what it binds to is seen only later
            case Reveal():
                self._check_reveal(message, name)
            case Shares(boxes=boxes):
                if len(boxes) != self.plan.count:
                    raise _malformed(Part.SHARES)
            case _:
                if message.transcript != self.transcript():
                    raise TranscriptDiffers(name=name)

    def _check_reveal(self, message: Reveal, name: str) -> None:
        public = message.public
        if public.quorum != self.plan.quorum:
            raise CeremonyQuorumDiffers(name=name, quorum=public.quorum, needed=self.plan.quorum)
        value = promise_value(self.plan, public, message.exchange_key, self.group)
        if value != self.promises[message.index].value:
            raise PromiseBroken(name=name)
        check_trustee(public, self.group)
        if not _can_seal_for(message.exchange_key):
            raise ExchangeKeyRejected(name=name)


_STEPS: Final[Mapping[type, Step]] = {
    Promise: Step.PROMISE,
    Reveal: Step.REVEAL,
    Shares: Step.SHARES,
    Confirmation: Step.CONFIRMATION,
}
_FIELDS: Final[Mapping[Step, str]] = {
    Step.PROMISE: "promises",
    Step.REVEAL: "reveals",
    Step.SHARES: "shares",
    Step.CONFIRMATION: "confirmations",
}
_BEFORE: Final[Mapping[Step, Step]] = {
    Step.REVEAL: Step.PROMISE,
    Step.SHARES: Step.REVEAL,
    Step.CONFIRMATION: Step.SHARES,
}


def _can_seal_for(exchange_key: bytes) -> bool:
    """A point of small order makes the same box key for everybody; libsodium then refuses to compute it."""
    try:
        sodium.crypto_scalarmult(_ANY_SECRET, exchange_key)
    except sodium_errors.RuntimeError:
        return False
    return True


def _malformed(part: Part) -> CeremonyMessageMalformed:
    return CeremonyMessageMalformed(part=part)
