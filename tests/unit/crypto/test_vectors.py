"""The frozen examples: the program makes them again and reads them.

That a stranger's verifier agrees is in tests/verifier/test_frozen_examples.py.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from omp_desktop.crypto.aggregate import decode_aggregate, product
from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.crypto.ballot_encryption import verify_ballot
from omp_desktop.crypto.codes import short_code
from omp_desktop.crypto.election_context import ContestShape, ElectionContext, election_context
from omp_desktop.crypto.errors import BallotRejected
from omp_desktop.crypto.group import ED25519
from omp_desktop.crypto.key_file import unprotect
from omp_desktop.crypto.opening import PartialOpening, combine
from omp_desktop.crypto.signing import key_pair, verify
from omp_desktop.crypto.trustees import TrusteePublic, check_secret, joint_key
from tests.unit.crypto import make_vectors, reference

VECTORS: dict[str, Any] = json.loads(make_vectors.FILE.read_text(encoding="utf-8"))
every_election = pytest.mark.parametrize(
    "election", VECTORS["elections"], ids=lambda election: election["name"]
)


def publics_of(election: dict[str, Any]) -> list[TrusteePublic]:
    return [TrusteePublic.from_json(value) for value in election["trustees"]]


def context_of(election: dict[str, Any]) -> ElectionContext:
    contests = [
        ContestShape(each["id"], tuple(each["options"]), each["votes_allowed"], each["blank_allowed"])
        for each in election["contests"]
    ]
    key = joint_key(publics_of(election))
    return election_context(bytes.fromhex(election["manifest"]), election["election_id"], key, contests)


def test_the_program_makes_the_frozen_examples_again() -> None:
    assert make_vectors.build() == VECTORS


@every_election
def test_the_program_accepts_the_frozen_ballots_and_finds_their_totals(election: dict[str, Any]) -> None:
    context = context_of(election)
    ballots = [decode_ballot(bytes.fromhex(each["encoded"]), context) for each in election["ballots"]]
    for ballot, each in zip(ballots, election["ballots"], strict=True):
        verify_ballot(context, ballot)
        assert (ballot.code.hex(), short_code(ballot.code)) == (each["code"], each["short_code"])
    aggregate = decode_aggregate(
        context, {contest_id: bytes.fromhex(raw) for contest_id, raw in election["sums"].items()}
    )
    assert product(context, ballots) == aggregate
    partials = [PartialOpening.from_json(value) for value in election["openings"]]
    totals = combine(context, aggregate, publics_of(election), partials)
    for contest_id, opened in totals.items():
        assert {"votes": list(opened.votes), "blank": opened.blank} == election["totals"][contest_id]


@every_election
def test_the_totals_are_those_of_the_choices(election: dict[str, Any]) -> None:
    choices = [ballot["choice"] for ballot in election["ballots"]]
    for contest in election["contests"]:
        chosen = [choice[contest["id"]] for choice in choices]
        assert election["totals"][contest["id"]] == {
            "votes": [sum(option in each for each in chosen) for option in contest["options"]],
            "blank": sum(not each for each in chosen) if contest["blank_allowed"] else None,
        }


def refused_ballots() -> list[Any]:
    return [
        pytest.param(election, ballot, id=f"{election['name']}: {ballot['why']}")
        for election in VECTORS["elections"]
        for ballot in election["refused_ballots"]
    ]


@pytest.mark.parametrize(("election", "ballot"), refused_ballots())
def test_a_ballot_that_must_be_refused_is(election: dict[str, Any], ballot: dict[str, str]) -> None:
    raw = bytes.fromhex(ballot["encoded"])
    context = context_of(election)
    with pytest.raises(BallotRejected):
        verify_ballot(context, decode_ballot(raw, context))


@pytest.mark.parametrize("example", VECTORS["refused_points"], ids=lambda example: example["why"])
def test_a_point_that_must_be_refused_is(example: dict[str, str]) -> None:
    raw = bytes.fromhex(example["point"])
    assert not ED25519.is_element(raw)
    assert not reference.is_element(raw)


def test_the_frozen_signature_holds() -> None:
    example = VECTORS["signature"]
    public_key = bytes.fromhex(example["public_key"])
    assert key_pair(bytes.fromhex(example["seed"])).public_key == public_key
    message, signature = bytes.fromhex(example["message"]), bytes.fromhex(example["signature"])
    verify(public_key, example["purpose"], message, signature)


def test_the_frozen_key_file_opens() -> None:
    example = VECTORS["key_file"]
    secret = unprotect(example["file"].encode("ascii"), example["passphrase"])
    assert secret.share.hex() == example["secret"]["share"]
    check_secret([TrusteePublic.from_json(example["trustee"])], secret)
