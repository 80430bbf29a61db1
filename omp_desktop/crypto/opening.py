"""Opening sums: each trustee gives M_i = A^z_i with a proof, enough of them give the totals.

Non-interactive: each proof stands alone (Chaum–Pedersen), a bad one is named, any quorum of good ones is
combined by Lagrange's formula; the secret of an absent trustee is never reconstructed (ElectionGuard 2.1,
equations 85–86). Only an `Aggregate` is opened.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from omp_desktop.crypto.aggregate import Aggregate, decode_aggregate, encode_contest
from omp_desktop.crypto.ballot import option_name
from omp_desktop.crypto.discrete_log import small_logarithm
from omp_desktop.crypto.election_context import ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import Ciphertext
from omp_desktop.crypto.errors import (
    NOWHERE,
    AggregateMalformed,
    BadShare,
    NotEnoughShares,
    OpeningMalformed,
    Part,
    TotalNotFound,
    TrusteesDoNotMatch,
)
from omp_desktop.crypto.group import POINT_BYTES, SCALAR_BYTES, RandomBytes
from omp_desktop.crypto.hashing import Domain, u32
from omp_desktop.crypto.proofs import Binding, EqualityProof, equality_proof_holds, prove_equality
from omp_desktop.crypto.reading import Fields
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, joint_key, public_share


@dataclass(frozen=True, slots=True)
class OpenedShare:
    """M_i = A^z_i of one sum, with the proof that z_i is the trustee's secret."""

    value: bytes
    proof: EqualityProof


@dataclass(frozen=True, slots=True)
class PartialOpening:
    """What one trustee gives to an opening: a share for each sum, in the order of `ContestShape.labels`.

    Without ballots there are no sums and no shares.
    """

    trustee: int
    ballots: int
    contests: Mapping[str, tuple[OpenedShare, ...]]

    def to_json(self) -> dict[str, object]:
        """As it stands in the election record: integers, and bytes as lower-case hex."""
        return {
            "trustee": self.trustee,
            "ballots": self.ballots,
            "contests": {
                contest_id: [
                    {
                        "value": share.value.hex(),
                        "challenge": share.proof.challenge.hex(),
                        "response": share.proof.response.hex(),
                    }
                    for share in shares
                ]
                for contest_id, shares in self.contests.items()
            },
        }

    @classmethod
    def from_json(cls, value: object) -> PartialOpening:
        """Reads what `to_json` made. Raises OpeningMalformed; the proofs are checked by `verify_partial`."""

        def refuse(part: Part) -> OpeningMalformed:
            trustee = value.get("trustee") if isinstance(value, Mapping) else None
            return OpeningMalformed(trustee=trustee if isinstance(trustee, int) else "?", part=part)

        fields = Fields(value, ("trustee", "ballots", "contests"), refuse)
        contests = fields.value("contests")
        if not isinstance(contests, Mapping):
            raise refuse(Part.CONTESTS)
        read: dict[str, tuple[OpenedShare, ...]] = {}
        for contest_id, shares in contests.items():
            if not isinstance(contest_id, str) or not isinstance(shares, list | tuple):
                raise refuse(Part.SHARES)
            entries = (Fields(share, ("value", "challenge", "response"), refuse) for share in shares)
            read[contest_id] = tuple(map(_read_share, entries))
        return cls(fields.number("trustee", Part.INDEX), fields.number("ballots", Part.BALLOTS), read)


@dataclass(frozen=True, slots=True)
class OpenedContest:
    """The totals of a contest: votes in the order of the shape's options, and blank ballots if allowed."""

    votes: tuple[int, ...]
    blank: int | None


@dataclass(frozen=True, slots=True)
class _Sum:
    """One sum of an aggregate and its place."""

    shape: ContestShape
    label: str
    ciphertext: Ciphertext


def open_aggregate(
    context: ElectionContext,
    aggregate: Aggregate,
    secret: TrusteeSecret,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> PartialOpening:
    """One trustee's part of opening the sums of `aggregate.ballots` ballots.

    Whether so few ballots may be opened is for the caller to decide (policy `minimum_open`). Raises
    GroupValueRejected for an aggregate that did not come from `decode_aggregate`, `add` or `product`.
    """
    group = context.group
    public = group.power_of_g(secret.share)
    shares: dict[str, list[OpenedShare]] = {shape.contest_id: [] for shape in context.contests}
    for each in _sums(context, aggregate):
        value = group.power(each.ciphertext.alpha, secret.share)
        proof = prove_equality(
            _binding(context, each, secret.index),
            each.ciphertext.alpha,
            secret.share,
            (public, each.ciphertext.alpha, each.ciphertext.beta, value),
            random_bytes,
        )
        shares[each.shape.contest_id].append(OpenedShare(value, proof))
    contests = {contest_id: tuple(given) for contest_id, given in shares.items()}
    return PartialOpening(secret.index, aggregate.ballots, contests)


def verify_partial(
    context: ElectionContext,
    publics: Sequence[TrusteePublic],
    aggregate: Aggregate,
    partial: PartialOpening,
) -> None:
    """Checks one trustee's part of an opening against all trustees' public data.

    Raises BadShare (trustee, contest, option), OpeningMalformed if it is for other sums, and
    TrusteesDoNotMatch if there is no such trustee.
    """
    if partial.trustee not in {public.index for public in publics}:
        raise TrusteesDoNotMatch(part=Part.INDEX)
    if partial.ballots != aggregate.ballots:
        raise OpeningMalformed(trustee=partial.trustee, part=Part.BALLOTS)
    expected = {shape.contest_id: len(shape.labels) if aggregate.ballots else 0 for shape in context.contests}
    if {contest_id: len(shares) for contest_id, shares in partial.contests.items()} != expected:
        raise OpeningMalformed(trustee=partial.trustee, part=Part.CONTESTS)
    public = public_share(publics, partial.trustee, context.group)
    for each, share in zip(_sums(context, aggregate), _shares(context, partial), strict=True):
        statement = (public, each.ciphertext.alpha, each.ciphertext.beta, share.value)
        if not equality_proof_holds(
            _binding(context, each, partial.trustee),
            each.ciphertext.alpha,
            (public, share.value),
            statement,
            share.proof,
        ):
            raise BadShare(
                trustee=partial.trustee, contest=each.shape.contest_id, option=option_name(each.label)
            )


def combine(
    context: ElectionContext,
    aggregate: Aggregate,
    publics: Sequence[TrusteePublic],
    partials: Sequence[PartialOpening],
) -> Mapping[str, OpenedContest]:
    """The totals of every contest, from the parts of enough trustees. Every part is checked first.

    No option can have more votes than there are ballots, so that is where the search for a total ends. Raises
    TrusteesDoNotMatch if the trustees do not make up the context's key, BadShare naming a trustee (leave it
    out and call again), NotEnoughShares, TotalNotFound (contest, option).
    """
    group = context.group
    if joint_key(publics, group) != context.public_key:
        raise TrusteesDoNotMatch(part=Part.PUBLIC_KEY)
    for partial in partials:
        verify_partial(context, publics, aggregate, partial)
    quorum = publics[0].quorum
    chosen = list({partial.trustee: partial for partial in partials}.values())[:quorum]
    if len(chosen) < quorum:
        raise NotEnoughShares(needed=quorum, given=len(chosen))
    weights = _lagrange_weights(context, [partial.trustee for partial in chosen])
    sums = list(_sums(context, aggregate))
    totals: dict[str, list[int]] = {shape.contest_id: [] for shape in context.contests}
    for each, *shares in zip(sums, *(_shares(context, partial) for partial in chosen), strict=True):
        mask = group.identity
        for weight, share in zip(weights, shares, strict=True):
            mask = group.multiply(mask, group.power(share.value, weight))
        power = group.divide(each.ciphertext.beta, mask)
        total = small_logarithm(group, context.public_key, power, aggregate.ballots, searches=len(sums))
        if total is None:
            raise TotalNotFound(contest=each.shape.contest_id, option=option_name(each.label))
        totals[each.shape.contest_id].append(total)
    return {shape.contest_id: _opened_contest(shape, totals[shape.contest_id]) for shape in context.contests}


def sums_to_json(aggregate: Aggregate) -> dict[str, object]:
    """The sums as they stand in the election record; empty lists where there are no ballots."""
    return {
        "ballots": aggregate.ballots,
        "contests": {
            contest_id: [
                {"alpha": each.alpha.hex(), "beta": each.beta.hex()}
                for each in ciphertexts
                if each is not None
            ]
            for contest_id, ciphertexts in aggregate.contests.items()
        },
    }


def sums_from_json(context: ElectionContext, value: object) -> Aggregate:
    """Reads what `sums_to_json` made, with every check of `decode_aggregate`. Raises AggregateMalformed."""

    def refuse(_part: Part) -> AggregateMalformed:
        return AggregateMalformed(contest=NOWHERE)

    fields = Fields(value, ("ballots", "contests"), refuse)
    ballots = fields.number("ballots", Part.BALLOTS)
    contests = Fields(fields.value("contests"), context.contest_ids, refuse)
    read = {}
    for shape in context.contests:
        read[shape.contest_id] = _read_sums(shape, ballots, contests.value(shape.contest_id))
    aggregate = Aggregate(ballots, read)
    return decode_aggregate(
        context, {contest_id: encode_contest(aggregate, contest_id) for contest_id in context.contest_ids}
    )


def _read_sums(shape: ContestShape, ballots: int, value: object) -> tuple[Ciphertext | None, ...]:
    def refuse(_part: Part) -> AggregateMalformed:
        return AggregateMalformed(contest=shape.contest_id)

    expected = len(shape.labels) if ballots else 0
    if not isinstance(value, list | tuple) or len(value) != expected:
        raise refuse(Part.FORMAT)
    if not ballots:
        return (None,) * len(shape.labels)
    entries = [Fields(each, ("alpha", "beta"), refuse) for each in value]
    return tuple(
        Ciphertext(*(each.data(name, Part.FORMAT, POINT_BYTES) for name in ("alpha", "beta")))
        for each in entries
    )


def _opened_contest(shape: ContestShape, totals: Sequence[int]) -> OpenedContest:
    found = totals or [0] * len(shape.labels)  # nothing to open where there are no ballots
    if shape.blank_allowed:
        return OpenedContest(tuple(found[:-1]), found[-1])
    return OpenedContest(tuple(found), None)


def _sums(context: ElectionContext, aggregate: Aggregate) -> Iterator[_Sum]:
    for shape in context.contests:
        ciphertexts = aggregate.contests[shape.contest_id]
        for label, ciphertext in zip(shape.labels, ciphertexts, strict=True):
            if ciphertext is not None:
                yield _Sum(shape, label, ciphertext)


def _shares(context: ElectionContext, partial: PartialOpening) -> Iterator[OpenedShare]:
    for shape in context.contests:
        yield from partial.contests[shape.contest_id]


def _binding(context: ElectionContext, each: _Sum, trustee: int) -> Binding:
    place = context.place(each.shape.contest_id, each.label)
    return Binding(context.group, context.base_hash, Domain.OPENING, place + u32(trustee))


def _lagrange_weights(context: ElectionContext, trustees: Sequence[int]) -> list[bytes]:
    """w_i = ∏ l / (l − i) over the other trustees l, modulo the order (equation 85). Public numbers."""
    order = context.group.order
    weights = []
    for index in trustees:
        weight = 1
        for other in trustees:
            if other != index:
                weight = weight * other * pow(other - index, -1, order) % order
        weights.append(context.group.scalar(weight))
    return weights


def _read_share(fields: Fields) -> OpenedShare:
    return OpenedShare(
        fields.data("value", Part.SHARES, POINT_BYTES),
        EqualityProof(
            fields.data("challenge", Part.PROOF, SCALAR_BYTES),
            fields.data("response", Part.PROOF, SCALAR_BYTES),
        ),
    )
