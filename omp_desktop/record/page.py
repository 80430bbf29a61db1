"""Pages of the record and the ballots on them: JSON forms, and the way from and to `EncryptedBallot`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from omp_desktop.crypto.ballot import (
    BALLOT_ID_BYTES,
    ZERO_OR_ONE,
    EncryptedBallot,
    EncryptedContest,
    EncryptedOption,
    sum_range,
)
from omp_desktop.crypto.ballot_encryption import NONCE_BYTES
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.elgamal import Ciphertext
from omp_desktop.crypto.errors import NOWHERE, BallotMalformed, Part
from omp_desktop.crypto.group import POINT_BYTES, SCALAR_BYTES
from omp_desktop.crypto.hashing import HASH_BYTES
from omp_desktop.crypto.pages import STATUS_BYTES, Entry
from omp_desktop.crypto.proofs import RangeProof
from omp_desktop.crypto.signing import SIGNATURE_BYTES
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.record.form import Form
from omp_desktop.record.layout import U32_MOST, page_name

_BALLOT_NAMES: Final = ("code", "status", "ballot_id", "signature", "contests")
_CONTEST_NAMES: Final = ("contest", "options", "challenges", "responses")
_ALL: Final = slice(None)
_OPTION_NAMES: Final = ("alpha", "beta", "challenges", "responses")


@dataclass(frozen=True, slots=True)
class OptionValues:
    """One ciphertext of a ballot with its proof; which option it is follows from its place."""

    ciphertext: Ciphertext
    proof: RangeProof


@dataclass(frozen=True, slots=True)
class ContestValues:
    """One contest of a ballot as it is written."""

    contest_id: str
    options: tuple[OptionValues, ...]
    proof: RangeProof


@dataclass(frozen=True, slots=True)
class RecordedBallot:
    """A ballot on a page. Station, device and epoch are the page's; `nonce` is ξ_B of a tested ballot."""

    code: bytes
    status: BallotStatus
    ballot_id: bytes
    signature: bytes
    contests: tuple[ContestValues, ...]
    nonce: bytes | None = field(default=None, repr=False)

    @staticmethod
    def of(
        ballot: EncryptedBallot, status: BallotStatus, signature: bytes, nonce: bytes | None = None
    ) -> RecordedBallot:
        """The entry of a stored ballot with the device's signature over its encoding."""
        contests = tuple(
            ContestValues(
                contest.contest_id,
                tuple(OptionValues(option.ciphertext, option.proof) for option in contest.options),
                contest.proof,
            )
            for contest in ballot.contests
        )
        return RecordedBallot(ballot.code, status, ballot.ballot_id, signature, contests, nonce)

    @property
    def entry(self) -> Entry:
        """Its line of the page."""
        return Entry(self.code, self.status)

    def to_json(self) -> dict[str, Any]:
        """As it stands on the page."""
        written = {
            "code": self.code.hex(),
            "status": self.status.value,
            "ballot_id": self.ballot_id.hex(),
            "signature": self.signature.hex(),
            "contests": [_contest_json(contest) for contest in self.contests],
        }
        return written if self.nonce is None else {**written, "nonce": self.nonce.hex()}

    def encrypted(self, context: ElectionContext, head: PageHead) -> EncryptedBallot:
        """The ballot with the options of the election. Raises BallotMalformed if it has others, or fewer."""
        if tuple(contest.contest_id for contest in self.contests) != context.contest_ids:
            raise BallotMalformed(contest=NOWHERE, option=NOWHERE, part=Part.CONTESTS)
        contests = []
        for shape, values in zip(context.contests, self.contests, strict=True):
            if len(values.options) != len(shape.labels):
                raise BallotMalformed(contest=shape.contest_id, option=NOWHERE, part=Part.OPTIONS)
            if len(values.proof.challenges) != len(sum_range(shape)):
                raise BallotMalformed(contest=shape.contest_id, option=NOWHERE, part=Part.SUM_PROOF)
            options = tuple(
                EncryptedOption(label, each.ciphertext, each.proof)
                for label, each in zip(shape.labels, values.options, strict=True)
            )
            contests.append(EncryptedContest(shape.contest_id, options, values.proof))
        return EncryptedBallot(
            self.ballot_id,
            context.election_id,
            head.station_id,
            head.device_id,
            head.store_epoch,
            tuple(contests),
            self.code,
        )


@dataclass(frozen=True, slots=True)
class PageHead:
    """A page without its ballots."""

    device_id: str
    station_id: str
    store_epoch: int
    number: int
    previous: bytes
    hash: bytes

    @property
    def name(self) -> str:
        """The page's file."""
        return page_name(self.device_id, self.store_epoch, self.number)


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """A page with its ballots, which stand in the order of their codes."""

    head: PageHead
    ballots: Sequence[RecordedBallot]

    def to_json(self) -> dict[str, Any]:
        """As it stands in the page's file."""
        return {
            "device_id": self.head.device_id,
            "station_id": self.head.station_id,
            "store_epoch": self.head.store_epoch,
            "number": self.head.number,
            "previous": self.head.previous.hex(),
            "hash": self.head.hash.hex(),
            "ballots": [each.to_json() for each in self.ballots],
        }

    @staticmethod
    def from_json(value: Any, ballots: slice = _ALL) -> RecordedPage:
        """Reads a page's file, or only some of its ballots."""
        names = ("device_id", "station_id", "store_epoch", "number", "previous", "hash", "ballots")
        form = Form(value, names)
        head = PageHead(
            form.identifier("device_id"),
            form.identifier("station_id"),
            form.number("store_epoch", least=1),
            form.number("number", least=1, most=U32_MOST),
            form.data("previous", HASH_BYTES),
            form.data("hash", HASH_BYTES),
        )
        entries = form.children("ballots", _BALLOT_NAMES, optional=("nonce",), some=ballots)
        return RecordedPage(head, tuple(map(_ballot, entries)))


def _ballot(form: Form) -> RecordedBallot:
    status = form.word("status", BallotStatus)
    if status not in STATUS_BYTES:
        form.refuse("status")
    return RecordedBallot(
        form.data("code", HASH_BYTES),
        status,
        form.data("ballot_id", BALLOT_ID_BYTES),
        form.data("signature", SIGNATURE_BYTES),
        tuple(map(_contest, form.children("contests", _CONTEST_NAMES))),
        form.data("nonce", NONCE_BYTES) if form.has("nonce") else None,
    )


def _contest(form: Form) -> ContestValues:
    return ContestValues(
        form.text("contest"),
        tuple(map(_option, form.children("options", _OPTION_NAMES))),
        _proof(form),
    )


def _option(form: Form) -> OptionValues:
    ciphertext = Ciphertext(form.data("alpha", POINT_BYTES), form.data("beta", POINT_BYTES))
    proof = _proof(form)
    if len(proof.challenges) != len(ZERO_OR_ONE):
        form.refuse("challenges")
    return OptionValues(ciphertext, proof)


def _proof(form: Form) -> RangeProof:
    challenges, responses = (
        form.data_list("challenges", SCALAR_BYTES),
        form.data_list("responses", SCALAR_BYTES),
    )
    if len(challenges) != len(responses):
        form.refuse("responses")
    return RangeProof(challenges, responses)


def _contest_json(contest: ContestValues) -> dict[str, Any]:
    return {
        "contest": contest.contest_id,
        "options": [
            {
                "alpha": option.ciphertext.alpha.hex(),
                "beta": option.ciphertext.beta.hex(),
                **_proof_json(option.proof),
            }
            for option in contest.options
        ],
        **_proof_json(contest.proof),
    }


def _proof_json(proof: RangeProof) -> dict[str, list[str]]:
    return {
        "challenges": [value.hex() for value in proof.challenges],
        "responses": [value.hex() for value in proof.responses],
    }
