"""Ballots of a machine that lies: each kind is refused. Controls show that the refusal has that reason."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto.ballot import ZERO_OR_ONE, EncryptedBallot, decode_ballot, encode_ballot
from omp_desktop.crypto.ballot_encryption import hash_ballot_id, verify_ballot
from omp_desktop.crypto.election_context import ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import Ciphertext
from omp_desktop.crypto.errors import (
    BallotMalformed,
    BallotOfAnotherElection,
    BallotRejected,
    CodeNotOfBallot,
    Part,
    ProofRejected,
)
from omp_desktop.crypto.group import ED25519, ORDER, ZERO
from omp_desktop.crypto.hashing import Domain
from omp_desktop.crypto.proofs import Binding, RangeProof, range_proof_holds
from tests.unit.crypto import reference
from tests.unit.crypto.elections import (
    DEVICE,
    NO_BLANK,
    ONE_OF_TWO,
    STATION,
    TWO_NO_BLANK,
    TWO_OF_THREE,
    election,
    vote,
)
from tests.unit.crypto.groups import LenientGroup, ReferenceGroup
from tests.unit.crypto.liars import Liar, rebuilt

TWIN = replace(ONE_OF_TWO, contest_id="vice-president")


def where(refusal: pytest.ExceptionInfo[BallotRejected]) -> tuple[object, ...]:
    params = refusal.value.params
    return params["contest"], params["option"], params["part"]


@pytest.mark.parametrize(
    ("shape", "values"),
    [
        (ONE_OF_TWO, (1, 0, 0)),
        (ONE_OF_TWO, (0, 0, 1)),
        (NO_BLANK, (0, 1)),
        (TWO_OF_THREE, (1, 0, 1, 0)),
        (TWO_OF_THREE, (0, 1, 0, 0)),
        (TWO_OF_THREE, (0, 0, 0, 1)),
        (TWO_NO_BLANK, (1, 1, 0)),
    ],
)
def test_control_the_liar_makes_good_ballots_of_allowed_numbers(
    shape: ContestShape, values: tuple[int, ...]
) -> None:
    context = election(shape)
    verify_ballot(context, Liar(context).ballot(**{shape.contest_id: values}))


@pytest.mark.parametrize(
    ("shape", "values", "option"),
    [
        (ONE_OF_TWO, (2, 0, 0), "oak"),
        (ONE_OF_TWO, (0, -1, 0), "elm"),
        (ONE_OF_TWO, (2, -1, 0), "oak"),
        (ONE_OF_TWO, (0, -1, 2), "elm"),
        (ONE_OF_TWO, (0, 0, 2), "blank"),
        (ONE_OF_TWO, (1000, -999, 0), "oak"),
        (TWO_OF_THREE, (2, 0, 0, 0), "oak"),
        (TWO_OF_THREE, (1, 1, 2, -1), "ash"),
        (TWO_NO_BLANK, (2, 1, -1), "oak"),
    ],
)
def test_an_option_that_is_neither_0_nor_1_is_refused(
    shape: ContestShape, values: tuple[int, ...], option: str
) -> None:
    context = election(shape)
    with pytest.raises(ProofRejected) as refusal:
        verify_ballot(context, Liar(context).ballot(**{shape.contest_id: values}))
    assert where(refusal) == (shape.contest_id, option, Part.OPTION_PROOF)


@pytest.mark.parametrize(
    ("shape", "values"),
    [
        (ONE_OF_TWO, (1, 1, 0)),
        (ONE_OF_TWO, (1, 0, 1)),
        (ONE_OF_TWO, (1, 1, 1)),
        (ONE_OF_TWO, (0, 0, 0)),
        (NO_BLANK, (1, 1)),
        (NO_BLANK, (0, 0)),
        (TWO_OF_THREE, (1, 1, 1, 0)),
        (TWO_OF_THREE, (1, 0, 0, 1)),
        (TWO_OF_THREE, (0, 0, 0, 0)),
        (TWO_NO_BLANK, (1, 1, 1)),
        (TWO_NO_BLANK, (0, 0, 0)),
    ],
)
def test_more_votes_than_allowed_or_none_and_not_blank_are_refused(
    shape: ContestShape, values: tuple[int, ...]
) -> None:
    context = election(shape)
    with pytest.raises(ProofRejected) as refusal:
        verify_ballot(context, Liar(context).ballot(**{shape.contest_id: values}))
    assert where(refusal) == (shape.contest_id, "-", Part.SUM_PROOF)


def test_a_true_proof_of_a_larger_sum_is_refused() -> None:
    context = election(ONE_OF_TWO)
    with pytest.raises(ProofRejected) as refusal:
        verify_ballot(context, Liar(context).ballot_with_wide_sums(president=(1, 1, 0)))
    assert where(refusal) == ("president", "-", Part.SUM_PROOF)


def test_the_ciphertexts_and_proofs_of_another_ballot_are_refused() -> None:
    context = election(ONE_OF_TWO)
    copied = vote(context, president=["oak"])
    mine = vote(context, president=["elm"])
    with pytest.raises(ProofRejected):
        verify_ballot(context, rebuilt(context, mine, copied.contests))


def test_one_copied_option_is_refused() -> None:
    context = election(ONE_OF_TWO)
    copied, mine = (vote(context, president=["oak"]) for _ in range(2))
    contest = mine.contests[0]
    options = (copied.contests[0].options[0], *contest.options[1:])
    with pytest.raises(ProofRejected) as refusal:
        verify_ballot(context, rebuilt(context, mine, [replace(contest, options=options)]))
    assert where(refusal) == ("president", "oak", Part.OPTION_PROOF)


def test_a_whole_copied_ballot_has_the_code_of_the_original() -> None:
    context = election(ONE_OF_TWO)
    original = vote(context, president=["oak"])
    copy = replace(original, station_id="77" * 16, device_id="78" * 16)
    verify_ballot(context, copy)  # whoever stores ballots refuses a second one with the same code
    assert copy.code == original.code


def test_a_re_encrypted_copy_is_refused() -> None:
    context = election(ONE_OF_TWO)
    original = vote(context, president=["oak"])
    contest = original.contests[0]
    shift = ED25519.scalar(12345)
    moved = tuple(
        replace(
            option,
            ciphertext=Ciphertext(
                ED25519.multiply(option.ciphertext.alpha, ED25519.power_of_g(shift)),
                ED25519.multiply(option.ciphertext.beta, ED25519.power(context.public_key, shift)),
            ),
        )
        for option in contest.options
    )
    with pytest.raises(ProofRejected):
        verify_ballot(context, rebuilt(context, original, [replace(contest, options=moved)]))


def test_contests_that_change_places_are_refused() -> None:
    context = election(ONE_OF_TWO, TWIN)
    ballot = vote(context, **{"president": ["oak"], "vice-president": ["elm"]})
    first, second = ballot.contests
    swapped = [
        replace(second, contest_id=first.contest_id),
        replace(first, contest_id=second.contest_id),
    ]
    with pytest.raises(ProofRejected):
        verify_ballot(context, rebuilt(context, ballot, swapped))


def test_contests_in_another_order_are_refused() -> None:
    context = election(ONE_OF_TWO, TWIN)
    ballot = vote(context)
    with pytest.raises(BallotMalformed) as refusal:
        verify_ballot(context, rebuilt(context, ballot, ballot.contests[::-1]))
    assert where(refusal) == ("-", "-", Part.CONTESTS)


def test_a_missing_contest_is_refused() -> None:
    context = election(ONE_OF_TWO, TWIN)
    ballot = vote(context)
    with pytest.raises(BallotMalformed):
        verify_ballot(context, rebuilt(context, ballot, ballot.contests[:1]))


def test_options_in_another_order_are_refused() -> None:
    context = election(ONE_OF_TWO)
    ballot = vote(context, president=["oak"])
    contest = ballot.contests[0]
    with pytest.raises(BallotMalformed) as refusal:
        verify_ballot(context, rebuilt(context, ballot, [replace(contest, options=contest.options[::-1])]))
    assert where(refusal) == ("president", "-", Part.OPTIONS)


def test_options_that_change_places_with_their_proofs_are_refused() -> None:
    context = election(ONE_OF_TWO)
    ballot = vote(context, president=["oak"])
    contest = ballot.contests[0]
    oak, elm, blank = contest.options
    options = (replace(elm, option_id="oak"), replace(oak, option_id="elm"), blank)
    with pytest.raises(ProofRejected):
        verify_ballot(context, rebuilt(context, ballot, [replace(contest, options=options)]))


def test_a_ballot_of_an_election_with_another_manifest_is_refused() -> None:
    ballot = vote(election(ONE_OF_TWO, manifest=b"1"), president=["oak"])
    with pytest.raises(ProofRejected):
        verify_ballot(election(ONE_OF_TWO, manifest=b"2"), ballot)


def test_a_ballot_of_another_election_is_refused() -> None:
    context = election(ONE_OF_TWO)
    with pytest.raises(BallotOfAnotherElection):
        verify_ballot(replace(context, election_id="ff" * 16), vote(context))


def test_another_ballot_id_is_refused() -> None:
    context = election(ONE_OF_TWO)
    with pytest.raises(ProofRejected):
        verify_ballot(context, replace(vote(context), ballot_id=secrets.token_bytes(32)))


def test_a_ballot_id_of_another_length_is_refused() -> None:
    context = election(ONE_OF_TWO)
    with pytest.raises(BallotMalformed) as refusal:
        verify_ballot(context, replace(vote(context), ballot_id=bytes(31)))
    assert where(refusal) == ("-", "-", Part.BALLOT_ID)


def test_another_code_is_refused() -> None:
    context = election(ONE_OF_TWO)
    with pytest.raises(CodeNotOfBallot):
        verify_ballot(context, replace(vote(context), code=bytes(32)))


def test_the_code_covers_every_ciphertext() -> None:
    context = election(ONE_OF_TWO, TWIN)
    ballot, other = vote(context), vote(context)
    codes = {ballot.code}
    for contest_index, contest in enumerate(ballot.contests):
        for option_index, option in enumerate(contest.options):
            foreign = other.contests[contest_index].options[option_index].ciphertext
            for ciphertext in (
                replace(option.ciphertext, alpha=foreign.alpha),
                replace(option.ciphertext, beta=foreign.beta),
            ):
                options = list(contest.options)
                options[option_index] = replace(option, ciphertext=ciphertext)
                contests = list(ballot.contests)
                contests[contest_index] = replace(contest, options=tuple(options))
                codes.add(rebuilt(context, ballot, contests).code)
    assert len(codes) == 1 + 2 * 6


# --- elements that are none ---------------------------------------------------------------------------------


def with_ciphertext(
    context: ElectionContext, ballot: EncryptedBallot, ciphertext: Ciphertext
) -> EncryptedBallot:
    contest = ballot.contests[0]
    options = (replace(contest.options[0], ciphertext=ciphertext), *contest.options[1:])
    return rebuilt(context, ballot, [replace(contest, options=options)])


NO_ELEMENTS = {
    "identity": ED25519.identity,
    "zeros": bytes(32),
    "ones": b"\xff" * 32,
    "not canonical": (1 + reference.P).to_bytes(32, "little"),
    **{
        f"small order {index}": reference.encode(point) for index, point in enumerate(reference.torsion()[1:])
    },
    **{
        f"small-order component {index}": reference.encode(reference.add(reference.BASE, point))
        for index, point in enumerate(reference.torsion()[1:])
    },
}


@pytest.mark.parametrize("half", ["alpha", "beta"])
@pytest.mark.parametrize("name", NO_ELEMENTS)
def test_an_element_that_is_none_is_refused_when_read_and_when_checked(name: str, half: str) -> None:
    context = election(ONE_OF_TWO)
    ballot = vote(context, president=["oak"])
    ciphertext = replace(ballot.contests[0].options[0].ciphertext, **{half: NO_ELEMENTS[name]})
    changed = with_ciphertext(context, ballot, ciphertext)
    with pytest.raises(BallotMalformed) as refusal:
        decode_ballot(encode_ballot(changed), context)
    assert where(refusal) == ("president", "oak", Part.CIPHERTEXT)
    with pytest.raises(BallotRejected):
        verify_ballot(context, changed)


def test_a_small_order_component_is_refused_although_its_proofs_hold() -> None:
    context = election(ONE_OF_TWO)
    ballot = Liar(context).ballot_with_small_order(president=(0, 1, 0))
    with pytest.raises(ProofRejected) as refusal:
        verify_ballot(context, ballot)
    assert where(refusal) == ("president", "oak", Part.OPTION_PROOF)


def test_control_without_the_check_of_the_subgroup_that_ballot_verifies() -> None:
    context = election(ONE_OF_TWO)
    verify_ballot(
        replace(context, group=LenientGroup()), Liar(context).ballot_with_small_order(president=(0, 1, 0))
    )


@pytest.mark.parametrize(("numbers", "half"), [((0, 1, 0), "both"), ((1, 0, 0), "alpha only")])
def test_the_identity_is_refused_although_its_proofs_hold(numbers: tuple[int, ...], half: str) -> None:
    context = election(ONE_OF_TWO)
    ballot = Liar(context).ballot_with_identity(president=numbers)
    ciphertext = ballot.contests[0].options[0].ciphertext
    assert (ciphertext.beta == ED25519.identity) == (half == "both")
    with pytest.raises(BallotMalformed) as refusal:
        verify_ballot(context, ballot)
    assert where(refusal) == ("president", "oak", Part.CIPHERTEXT)


def test_control_the_proof_of_an_identity_holds() -> None:
    context = election(ONE_OF_TWO)
    ballot = Liar(context).ballot_with_identity(president=(1, 0, 0))
    option = ballot.contests[0].options[0]
    place = context.place("president", "oak")
    ballot_hash = hash_ballot_id(context, ballot.ballot_id)
    binding = Binding(context.group, ballot_hash, Domain.OPTION_PROOF, place)
    assert range_proof_holds(binding, context.public_key, option.ciphertext, option.proof, ZERO_OR_ONE)


def test_another_implementation_of_the_group_accepts_the_same_ballots() -> None:
    context = election(ONE_OF_TWO)
    verify_ballot(replace(context, group=ReferenceGroup()), vote(context, president=["oak"]))


# --- proofs that are none -----------------------------------------------------------------------------------


def with_proof(ballot: EncryptedBallot, proof: RangeProof) -> EncryptedBallot:
    contest = ballot.contests[0]
    options = (replace(contest.options[0], proof=proof), *contest.options[1:])
    return replace(ballot, contests=(replace(contest, options=options),))


def test_a_scalar_with_the_order_added_is_refused_when_read_and_when_checked() -> None:
    context = election(ONE_OF_TWO)
    ballot = vote(context)
    proof = ballot.contests[0].options[0].proof
    larger = (int.from_bytes(proof.responses[0], "little") + ORDER).to_bytes(32, "little")
    changed = with_proof(ballot, replace(proof, responses=(larger, proof.responses[1])))
    with pytest.raises(BallotMalformed) as refusal:
        decode_ballot(encode_ballot(changed), context)
    assert where(refusal) == ("president", "oak", Part.OPTION_PROOF)
    with pytest.raises(ProofRejected):
        verify_ballot(context, changed)


def test_the_sum_proof_s_scalars_are_checked_too() -> None:
    context = election(ONE_OF_TWO)
    ballot = vote(context)
    contest = ballot.contests[0]
    changed = replace(ballot, contests=(replace(contest, proof=RangeProof((b"\xff" * 32,), (ZERO,))),))
    with pytest.raises(BallotMalformed) as refusal:
        decode_ballot(encode_ballot(changed), context)
    assert where(refusal) == ("president", "-", Part.SUM_PROOF)


@pytest.mark.parametrize(
    "proof",
    [
        RangeProof((), ()),
        RangeProof((ZERO,), (ZERO,)),
        RangeProof((ZERO, ZERO, ZERO), (ZERO, ZERO, ZERO)),
        RangeProof((ZERO, ZERO), (ZERO,)),
        RangeProof((ZERO, b""), (ZERO, ZERO)),
        RangeProof((ZERO, ZERO), (ZERO, ZERO)),
    ],
)
def test_a_proof_of_another_shape_or_of_zeros_is_refused(proof: RangeProof) -> None:
    context = election(ONE_OF_TWO)
    with pytest.raises(ProofRejected):
        verify_ballot(context, with_proof(vote(context), proof))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-2, 3), min_size=3, max_size=3) | st.permutations([0, 0, 1]))
def test_only_numbers_that_mean_an_allowed_choice_verify(values: list[int]) -> None:
    context = election(ONE_OF_TWO)
    allowed = sorted(values) == [0, 0, 1]
    try:
        verify_ballot(context, Liar(context).ballot(president=values))
    except ProofRejected:
        assert not allowed
    else:
        assert allowed


def test_station_and_device_are_for_the_signature_not_for_the_proofs() -> None:
    context = election(ONE_OF_TWO)
    ballot = vote(context)
    assert (ballot.station_id, ballot.device_id) == (STATION, DEVICE)
    verify_ballot(context, replace(ballot, store_epoch=5))
