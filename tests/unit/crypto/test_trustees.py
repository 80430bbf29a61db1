"""Trustees: keys that prove themselves, and the joint key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.crypto.errors import KeyNotOfThisElection, Part, TrusteeKeyRejected, TrusteesDoNotMatch
from omp_desktop.crypto.group import ED25519, ZERO
from omp_desktop.crypto.proofs import KnowledgeProof
from omp_desktop.crypto.trustees import (
    TrusteePublic,
    check_secret,
    check_trustee,
    generate_trustee,
    joint_key,
    public_share,
)
from tests.unit.crypto.elections import KEY, PUBLIC, SECRET, threshold_trustees
from tests.unit.crypto.strategies import json_values

SECRETS, PUBLICS = threshold_trustees(2, 3)


def test_one_trustee_alone_makes_the_key() -> None:
    assert joint_key([PUBLIC]) == KEY == ED25519.power_of_g(SECRET.share)


def test_a_generated_trustee_passes_its_check() -> None:
    for public in (PUBLIC, *PUBLICS):
        check_trustee(public)


def test_the_joint_key_is_the_product_of_the_first_commitments() -> None:
    exponent = sum(int.from_bytes(secret.coefficients[0], "little") for secret in SECRETS)
    assert joint_key(PUBLICS) == ED25519.power_of_g(ED25519.scalar(exponent))


def test_the_order_of_the_trustees_does_not_matter() -> None:
    assert joint_key(PUBLICS[::-1]) == joint_key(PUBLICS)


@pytest.mark.parametrize("index", [1, 2, 3])
def test_the_public_share_belongs_to_the_secret_share(index: int) -> None:
    assert public_share(PUBLICS, index) == ED25519.power_of_g(SECRETS[index - 1].share)


def test_a_secret_is_known_to_be_of_this_election() -> None:
    check_secret([PUBLIC], SECRET)
    for secret in SECRETS:
        check_secret(PUBLICS, secret)


def test_a_secret_of_another_election_is_refused() -> None:
    other, _ = generate_trustee(1, 1)
    with pytest.raises(KeyNotOfThisElection) as refusal:
        check_secret([PUBLIC], other)
    assert refusal.value.params == {"trustee": 1}


def test_a_secret_before_the_exchange_of_shares_is_refused() -> None:
    alone, public = generate_trustee(3, 2)
    with pytest.raises(KeyNotOfThisElection):
        check_secret([*PUBLICS[:2], public], alone)


def test_a_proof_of_another_trustee_is_refused() -> None:
    with pytest.raises(TrusteeKeyRejected) as refusal:
        check_trustee(replace(PUBLICS[0], proof=PUBLICS[1].proof))
    assert refusal.value.params == {"trustee": 1, "part": Part.PROOF}


def test_another_s_commitments_under_a_number_of_one_s_own_are_refused() -> None:
    with pytest.raises(TrusteeKeyRejected):
        check_trustee(replace(PUBLICS[0], index=2))


def test_a_key_that_cancels_the_others_out_cannot_be_proved() -> None:
    wanted = ED25519.power_of_g(ED25519.scalar(5))
    rogue = ED25519.divide(wanted, KEY)  # the joint key would be one that the liar knows
    _, public = generate_trustee(2, 1)
    with pytest.raises(TrusteeKeyRejected) as refusal:
        joint_key([PUBLIC, replace(public, commitments=(rogue,))])
    assert refusal.value.params == {"trustee": 2, "part": Part.PROOF}


@pytest.mark.parametrize(
    "change",
    [
        {"commitments": ()},
        {"commitments": (ED25519.identity,)},
        {"commitments": (bytes.fromhex("95" + "99" * 31),)},
        {"commitments": (b"short",)},
        {"commitments": (KEY,) * 100},
    ],
)
def test_commitments_that_are_none_are_refused(change: dict[str, tuple[bytes, ...]]) -> None:
    with pytest.raises(TrusteeKeyRejected) as refusal:
        check_trustee(replace(PUBLIC, **change))
    assert refusal.value.params["part"] == Part.COMMITMENTS


@pytest.mark.parametrize("index", [0, -1, 100])
def test_numbers_out_of_range_are_refused(index: int) -> None:
    with pytest.raises(TrusteeKeyRejected) as refusal:
        check_trustee(replace(PUBLIC, index=index))
    assert refusal.value.params["part"] == Part.INDEX


@pytest.mark.parametrize(
    "proof",
    [
        KnowledgeProof(ZERO, ()),
        KnowledgeProof(ZERO, (ZERO,)),
        KnowledgeProof(b"\xff" * 32, (ZERO,)),
        KnowledgeProof(ZERO, (b"\xff" * 32,)),
        replace(PUBLIC.proof, challenge=ZERO),
        replace(PUBLIC.proof, responses=(ZERO,)),
    ],
)
def test_proofs_that_are_none_are_refused(proof: KnowledgeProof) -> None:
    with pytest.raises(TrusteeKeyRejected) as refusal:
        check_trustee(replace(PUBLIC, proof=proof))
    assert refusal.value.params["part"] == Part.PROOF


@pytest.mark.parametrize("publics", [[], PUBLICS[1:], [PUBLIC, PUBLIC], [*PUBLICS[:2], PUBLICS[1]]])
def test_trustees_that_are_not_numbered_from_one_are_refused(publics: list[TrusteePublic]) -> None:
    with pytest.raises(TrusteesDoNotMatch) as refusal:
        joint_key(publics)
    assert refusal.value.params == {"part": Part.INDEX}


def test_a_quorum_larger_than_the_number_of_trustees_is_refused() -> None:
    _, public = generate_trustee(1, 2)
    with pytest.raises(TrusteesDoNotMatch) as refusal:
        joint_key([public])
    assert refusal.value.params == {"part": Part.QUORUM}


def test_quorums_that_differ_are_refused() -> None:
    _, other = generate_trustee(2, 2)
    with pytest.raises(TrusteesDoNotMatch) as refusal:
        joint_key([PUBLIC, other])
    assert refusal.value.params == {"part": Part.QUORUM}


def drawing(*numbers: int) -> Callable[[int], bytes]:
    """A source that gives these numbers, one for each call."""
    left = iter(numbers)
    return lambda size: next(left).to_bytes(size, "little")


def test_a_joint_key_that_is_the_identity_is_refused() -> None:
    _, one = generate_trustee(1, 1, drawing(7, 9))
    _, other = generate_trustee(2, 1, drawing(ED25519.order - 7, 9))
    with pytest.raises(TrusteesDoNotMatch) as refusal:
        joint_key([one, other])
    assert refusal.value.params == {"part": Part.PUBLIC_KEY}


def test_public_data_survive_json() -> None:
    for public in (PUBLIC, *PUBLICS):
        assert TrusteePublic.from_json(json.loads(json.dumps(public.to_json()))) == public


def changed(change: Callable[[dict], object]) -> object:
    value = json.loads(json.dumps(PUBLIC.to_json()))
    result = change(value)
    return value if result is None else result


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda value: [value], Part.FORMAT),
        (lambda value: "text", Part.FORMAT),
        (lambda value: value.pop("index") and None, Part.FORMAT),
        (lambda value: value.update(more=1), Part.FORMAT),
        (lambda value: value.update(index="1"), Part.INDEX),
        (lambda value: value.update(index=True), Part.INDEX),
        (lambda value: value.update(index=-1), Part.INDEX),
        (lambda value: value.update(index=2**53), Part.INDEX),
        (lambda value: value.update(commitments="00"), Part.COMMITMENTS),
        (lambda value: value.update(commitments=[5]), Part.COMMITMENTS),
        (lambda value: value.update(commitments=["zz"]), Part.COMMITMENTS),
        (lambda value: value.update(commitments=["00"]), Part.COMMITMENTS),
        (lambda value: value.update(challenge=value["challenge"].upper() + " "), Part.PROOF),
        (lambda value: value.update(challenge=None), Part.PROOF),
        (lambda value: value.update(responses=[None]), Part.PROOF),
    ],
)
def test_json_of_another_form_is_refused(change: Callable[[dict], object], part: Part) -> None:
    with pytest.raises(TrusteeKeyRejected) as refusal:
        TrusteePublic.from_json(changed(change))
    assert refusal.value.params["part"] == part


@given(
    json_values
    | st.fixed_dictionaries(dict.fromkeys(("index", "commitments", "challenge", "responses"), json_values))
)
def test_any_json_is_refused_with_a_typed_error(value: object) -> None:
    with pytest.raises(TrusteeKeyRejected):
        check_trustee(TrusteePublic.from_json(value))


def test_the_secret_is_not_shown() -> None:
    shown = repr(SECRET)
    for value in (SECRET.share, *SECRET.coefficients):
        assert repr(value) not in shown
        assert value.hex() not in shown


def test_secrets_are_not_compared_by_value() -> None:
    assert replace(SECRET) != SECRET
