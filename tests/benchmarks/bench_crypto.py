"""How long the ballot cryptography takes beside the bare libsodium calls that it cannot do without.

Each row is (what, value, floor, ratio, target), times in milliseconds; the ratio counts. The floor makes the
same number of group operations through PyNaCl with fixed operands: `power_of_g` has libsodium's table for g,
`power` has none for the election's key, because libsodium has no table for any other point.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from nacl import bindings as sodium

from omp_desktop.crypto import discrete_log
from omp_desktop.crypto.aggregate import add, decode_aggregate, encode_contest, product
from omp_desktop.crypto.ballot import decode_ballot, encode_ballot
from omp_desktop.crypto.ballot_encryption import encrypt_ballot, verify_ballot
from omp_desktop.crypto.discrete_log import small_logarithm
from omp_desktop.crypto.election_context import ContestShape, election_context
from omp_desktop.crypto.group import ED25519
from omp_desktop.crypto.trustees import generate_trustee, joint_key

Row = tuple[str, float, float, float, float]

OPTIONS = 14
CIPHERTEXTS = OPTIONS + 1  # the blank one
BALLOTS = 10_000_000  # for finding totals
ROUNDS = 7
PER_ROUND = 20

SHAPE = ContestShape(
    "president", tuple(f"option-{number}" for number in range(OPTIONS)), 1, blank_allowed=True
)
KEY = joint_key([generate_trustee(1, 1)[1]])
CONTEXT = election_context(b"{}", "00" * 16, KEY, [SHAPE])
SCALAR = ED25519.scalar(ED25519.order // 3)
POINT = ED25519.power_of_g(SCALAR)


def rows() -> Iterator[Row]:
    """All rows of this file."""
    yield encrypting()
    yield verifying()
    yield adding_to_the_sum()
    yield finding_totals()


def encrypting() -> Row:
    """A ballot of one contest with 14 options and blank, from the choice to the encoded bytes.

    Each ciphertext takes g^ξ and K^(σ+ξ), and for its proof two commitments of a pair each; the sum takes its
    own pair and one commitment.
    """

    def work() -> None:
        sealed = encrypt_ballot(
            CONTEXT,
            {"president": [SHAPE.option_ids[3]]},
            station_id="00" * 16,
            device_id="00" * 16,
            store_epoch=0,
        )
        encode_ballot(sealed.ballot)

    pairs = 3 * CIPHERTEXTS + 2
    return row("encrypt and prove, 14 options (ms)", work, bare(of_g=pairs, powers=pairs), 1.4)


def verifying() -> Row:
    """The same ballot from its bytes to accepted: every element's membership, every proof, the code."""
    raw = _encoded_ballot()

    def work() -> None:
        verify_ballot(CONTEXT, decode_ballot(raw, CONTEXT))

    floor = bare(
        of_g=2 * CIPHERTEXTS + 1,
        powers=6 * CIPHERTEXTS + 3,
        products=4 * CIPHERTEXTS + 2 * (CIPHERTEXTS - 1) + 2,
        memberships=2 * CIPHERTEXTS,
    )
    return row("verify from bytes, 14 options (ms)", work, floor, 1.3)


def adding_to_the_sum() -> Row:
    """What a cast adds to the running sum: read it, multiply, write it. The ballot is at hand."""
    ballot = decode_ballot(_encoded_ballot(), CONTEXT)
    stored = {"president": encode_contest(product(CONTEXT, [ballot] * 3), "president")}

    def work() -> None:
        encode_contest(add(CONTEXT, decode_aggregate(CONTEXT, stored), ballot), "president")

    floor = bare(products=2 * CIPHERTEXTS, memberships=2 * CIPHERTEXTS)
    return row("add a ballot to the running sum (ms)", work, floor, 1.3)


def finding_totals() -> Row:
    """15 totals under ten million ballots from their powers, table included."""
    totals = [BALLOTS - number for number in range(CIPHERTEXTS)]  # the furthest away
    powers = [ED25519.power(KEY, ED25519.scalar(total)) for total in totals]
    table = discrete_log._table_size(BALLOTS, CIPHERTEXTS)
    giant_steps = CIPHERTEXTS * (BALLOTS // table)

    def work() -> None:
        discrete_log._baby_steps.cache_clear()
        for total, power in zip(totals, powers, strict=True):
            if small_logarithm(ED25519, KEY, power, BALLOTS, searches=CIPHERTEXTS) != total:
                raise AssertionError("a total was not found")

    what = f"find {CIPHERTEXTS} totals under {BALLOTS:,} ballots (ms)"
    return row(what, work, bare(products=table + giant_steps), 1.3, rounds=3, per_round=1)


def _encoded_ballot() -> bytes:
    sealed = encrypt_ballot(CONTEXT, {}, station_id="00" * 16, device_id="00" * 16, store_epoch=0)
    return encode_ballot(sealed.ballot)


def bare(*, of_g: int = 0, powers: int = 0, products: int = 0, memberships: int = 0) -> Callable[[], None]:
    def work() -> None:
        for _ in range(of_g):
            sodium.crypto_scalarmult_ed25519_base_noclamp(SCALAR)
        for _ in range(powers):
            sodium.crypto_scalarmult_ed25519_noclamp(SCALAR, KEY)
        for _ in range(products):
            sodium.crypto_core_ed25519_add(KEY, POINT)
        for _ in range(memberships):
            sodium.crypto_core_ed25519_is_valid_point(KEY)

    return work


def row(
    what: str,
    work: Callable[[], None],
    floor: Callable[[], None],
    target: float,
    *,
    rounds: int = ROUNDS,
    per_round: int = PER_ROUND,
) -> Row:
    """The best of some rounds of each, taken in turns, so that a slow moment of the machine meets both."""
    best = {work: float("inf"), floor: float("inf")}
    for _ in range(rounds):
        for action in (work, floor):
            started = time.perf_counter()
            for _ in range(per_round):
                action()
            best[action] = min(best[action], (time.perf_counter() - started) / per_round * 1000)
    return what, best[work], best[floor], best[work] / best[floor], target
