"""How many group operations a ballot takes: the benchmark's floors count the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from omp_desktop.crypto.aggregate import add, decode_aggregate, encode_contest, product
from omp_desktop.crypto.ballot import decode_ballot, encode_ballot
from omp_desktop.crypto.ballot_encryption import verify_ballot
from omp_desktop.crypto.election_context import ContestShape
from omp_desktop.crypto.group import ED25519
from tests.unit.crypto.elections import election, seal, vote

COUNTED = ("power", "power_of_g", "multiply", "divide", "is_element")


@dataclass(eq=False)
class CountingGroup:
    """The program's group, with a tally of what is asked of it."""

    calls: Counter[str] = field(default_factory=Counter)

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name in COUNTED:
            self.calls[name] += 1
        return getattr(ED25519, name)


SHAPE = ContestShape("president", ("oak", "elm", "ash"), votes_allowed=1, blank_allowed=True)
CIPHERTEXTS = 4


@pytest.mark.parametrize("chosen", [[], ["oak"], ["ash"]])
def test_encrypting_takes_three_pairs_for_each_ciphertext_and_two_for_the_sum(chosen: list[str]) -> None:
    group = CountingGroup()
    seal(replace(election(SHAPE), group=group), {"president": chosen})
    pairs = 3 * CIPHERTEXTS + 2
    assert group.calls == {"power_of_g": pairs, "power": pairs}


def test_every_choice_takes_the_same_operations() -> None:
    shape = replace(SHAPE, votes_allowed=2)
    counts = []
    for chosen in ([], ["oak"], ["elm", "ash"]):
        group = CountingGroup()
        seal(replace(election(shape), group=group), {"president": chosen})
        counts.append(group.calls)
    assert counts[0] == counts[1] == counts[2]


def test_reading_checks_each_element_once_and_verifying_relies_on_powers() -> None:
    raw = encode_ballot(vote(election(SHAPE), president=["oak"]))
    group = CountingGroup()
    context = replace(election(SHAPE), group=group)
    ballot = decode_ballot(raw, context)
    assert group.calls == {"is_element": 2 * CIPHERTEXTS}
    group.calls.clear()
    verify_ballot(context, ballot)
    assert group.calls == {
        "power_of_g": 2 * CIPHERTEXTS + 1,
        "power": 6 * CIPHERTEXTS + 3,
        "multiply": 4 * CIPHERTEXTS + 2 * CIPHERTEXTS + 2,
    }


def test_adding_a_ballot_takes_two_products_for_each_ciphertext() -> None:
    group = CountingGroup()
    context = replace(election(SHAPE), group=group)
    ballot = vote(election(SHAPE))
    stored = {"president": encode_contest(product(election(SHAPE), [ballot]), "president")}
    add(context, decode_aggregate(context, stored), ballot)
    assert group.calls == {"multiply": 2 * CIPHERTEXTS, "is_element": 2 * CIPHERTEXTS}
