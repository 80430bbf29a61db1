"""A verifier written from docs/ballot-crypto.md alone: nothing of the program is imported.

It takes the elections of tests/vectors/ballot-crypto.json and either returns the totals or raises Refused.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from tests.unit.crypto.reference import BASE, IDENTITY, L, P, Point, add, decode, encode, multiply

Vector = dict[str, Any]


class Refused(Exception):
    """Something does not hold; the text says what."""


def check(holds: bool, what: str) -> None:
    if not holds:
        raise Refused(what)


# --- encodings and hashes -----------------------------------------------------------------------------------


def u32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def text(value: str) -> bytes:
    return u32(len(value.encode())) + value.encode()


def h(key: bytes, domain: int, *parts: bytes) -> bytes:
    return hmac.new(key, bytes([domain]) + b"".join(parts), hashlib.sha256).digest()


def h_q(key: bytes, domain: int, *parts: bytes) -> int:
    wide = hmac.new(key, bytes([domain]) + b"".join(parts), hashlib.sha512).digest()
    return int.from_bytes(wide, "little") % L


def read_point(raw: bytes, what: str) -> Point:
    point = decode(raw)
    check(point is not None and point != IDENTITY and multiply(L, point) == IDENTITY, f"point: {what}")
    assert point is not None
    return point


def read_sum(raw: bytes, what: str) -> Point:
    return IDENTITY if raw == encode(IDENTITY) else read_point(raw, what)


def read_scalar(raw: bytes, what: str) -> int:
    number = int.from_bytes(raw, "little")
    check(len(raw) == 32 and number < L, f"scalar: {what}")
    return number


def commitment(left: Point, response: int, right: Point, challenge: int) -> bytes:
    """left^response · right^challenge, encoded."""
    return encode(add(multiply(response % L, left), multiply(challenge, right)))


# --- an election --------------------------------------------------------------------------------------------


def verify(election: Vector) -> Vector:
    """Everything that the description asks for; returns the totals in the form of the file."""
    parameters = parameter_hash()
    commitments = [read_trustee(trustee, parameters) for trustee in election["trustees"]]
    check(
        [trustee["index"] for trustee in election["trustees"]] == list(range(1, len(commitments) + 1)),
        "index",
    )
    key = IDENTITY
    for each in commitments:
        key = add(key, each[0])
    check(key != IDENTITY and encode(key).hex() == election["public_key"], "joint key")
    base_hash = election_hash(election, parameters, key)

    ballots = [
        read_ballot(bytes.fromhex(ballot["encoded"]), election, base_hash, key)
        for ballot in election["ballots"]
    ]
    check(len({code for code, _ in ballots}) == len(ballots), "a code twice")
    check_sums(election, [ciphertexts for _, ciphertexts in ballots])
    return open_sums(election, base_hash, key, commitments)


def parameter_hash() -> bytes:
    version = b"omp-desktop ballot 1" + bytes(12)
    return h(version, 0x01, P.to_bytes(32, "little"), L.to_bytes(32, "little"), encode(BASE))


def election_hash(election: Vector, parameters: bytes, key: Point) -> bytes:
    manifest = bytes.fromhex(election["manifest"])
    manifest_hash = h(parameters, 0x02, u32(len(manifest)) + manifest)
    base_hash = h(manifest_hash, 0x03, encode(key))
    hashes = {"H_P": parameters.hex(), "H_B": manifest_hash.hex(), "H_E": base_hash.hex()}
    check(hashes == election["hashes"], "base hashes")
    return base_hash


def read_trustee(trustee: Vector, parameters: bytes) -> list[Point]:
    points = [read_point(bytes.fromhex(value), "commitment") for value in trustee["commitments"]]
    challenge = read_scalar(bytes.fromhex(trustee["challenge"]), "trustee")
    responses = [read_scalar(bytes.fromhex(value), "trustee") for value in trustee["responses"]]
    check(len(responses) == len(points), "responses")
    commitments = [
        commitment(BASE, response, point, challenge)
        for response, point in zip(responses, points, strict=True)
    ]
    numbers = u32(trustee["index"]) + u32(len(points))
    expected = h_q(parameters, 0x10, numbers, *map(encode, points), *commitments)
    check(challenge == expected, "trustee's proof")
    return points


def labels(contest: Vector) -> list[str]:
    return [*contest["options"], ""] if contest["blank_allowed"] else contest["options"]


def read_ballot(
    raw: bytes, election: Vector, base_hash: bytes, key: Point
) -> tuple[bytes, dict[str, list[tuple[Point, Point]]]]:
    """The code and the ciphertexts of a ballot in which everything holds."""
    length = 5 + 16 + 16 + 16 + 8 + 32 + 32
    length += sum(
        192 * len(labels(contest)) + 64 * contest["votes_allowed"] for contest in election["contests"]
    )
    check(len(raw) == length, "length")
    check(raw[:5] == b"OMPB\x01" and raw[5:21].hex() == election["election_id"], "header")
    ballot_hash = h(base_hash, 0x20, raw[61:93])
    code = raw[93:125]
    fields = (raw[at : at + 32] for at in range(125, len(raw), 32))
    ciphertexts, hashes = {}, []
    for contest in election["contests"]:
        ciphertexts[contest["id"]] = read_contest(fields, contest, ballot_hash, key)
        values = (encode(half) for pair in ciphertexts[contest["id"]] for half in pair)
        hashes.append(h(ballot_hash, 0x24, text(contest["id"]), u32(len(labels(contest))), *values))
    check(code == h(ballot_hash, 0x25, u32(len(hashes)), *hashes), "code")
    return code, ciphertexts


def read_contest(
    fields: Iterator[bytes], contest: Vector, ballot_hash: bytes, key: Point
) -> list[tuple[Point, Point]]:
    ciphertexts = []
    total = IDENTITY, IDENTITY
    for label in labels(contest):
        alpha, beta = (read_point(next(fields), f"{contest['id']}/{label}") for _ in range(2))
        place = text(contest["id"]) + text(label)
        check_range(fields, partial(h_q, ballot_hash, 0x22, place), (alpha, beta), key, range(2))
        weight = 1 if label else contest["votes_allowed"]
        total = add(total[0], multiply(weight, alpha)), add(total[1], multiply(weight, beta))
        ciphertexts.append((alpha, beta))
    allowed = range(1, contest["votes_allowed"] + 1)
    check_range(fields, partial(h_q, ballot_hash, 0x23, text(contest["id"])), total, key, allowed)
    return ciphertexts


def check_range(
    fields: Iterator[bytes],
    challenge_of: Callable[..., int],
    ciphertext: tuple[Point, Point],
    key: Point,
    allowed: range,
) -> None:
    alpha, beta = ciphertext
    commitments, challenges = [], 0
    for number in allowed:
        challenge, response = (read_scalar(next(fields), "proof") for _ in range(2))
        commitments.append(commitment(BASE, response, alpha, challenge))
        commitments.append(commitment(key, response - number * challenge, beta, challenge))
        challenges += challenge
    check(challenges % L == challenge_of(encode(alpha), encode(beta), *commitments), "proof")


# --- sums ---------------------------------------------------------------------------------------------------


def read_sums(election: Vector, contest: Vector) -> list[tuple[Point, Point]]:
    raw = bytes.fromhex(election["sums"][contest["id"]])
    check(raw[:5] == b"OMPA\x01", "header of a sum")
    check(int.from_bytes(raw[5:13], "big") == len(election["ballots"]), "ballots of a sum")
    check(int.from_bytes(raw[13:17], "big") == len(labels(contest)), "ciphertexts of a sum")
    points = [read_sum(raw[at : at + 32], "sum") for at in range(17, len(raw), 32)]
    return list(zip(points[::2], points[1::2], strict=True))


def check_sums(election: Vector, ballots: list[dict[str, list[tuple[Point, Point]]]]) -> None:
    for contest in election["contests"]:
        sums = read_sums(election, contest)
        if not ballots:
            check(sums == [], "the sum of nothing")
            continue
        for position, (alpha, beta) in enumerate(sums):
            expected = IDENTITY, IDENTITY
            for ballot in ballots:
                one = ballot[contest["id"]][position]
                expected = add(expected[0], one[0]), add(expected[1], one[1])
            check((alpha, beta) == expected, "sum")


def open_sums(
    election: Vector, base_hash: bytes, key: Point, commitments: list[list[Point]]
) -> dict[str, dict[str, Any]]:
    quorum = len(commitments[0])
    check(len(election["openings"]) >= quorum, "openings")
    chosen = election["openings"][-quorum:]
    result = {}
    for contest in election["contests"]:
        sums = read_sums(election, contest)
        for opening in election["openings"]:
            check_opening(election, contest, opening, base_hash, commitments)
        totals = []
        for position, (_, beta) in enumerate(sums):
            mask = IDENTITY
            for opening in chosen:
                share = read_sum(
                    bytes.fromhex(opening["contests"][contest["id"]][position]["value"]), "share"
                )
                others = [other["trustee"] for other in chosen if other is not opening]
                mask = add(mask, multiply(lagrange(opening["trustee"], others), share))
            power = add(beta, Point(-mask.x % P, mask.y))
            totals.append(logarithm(power, key, len(election["ballots"])))
        totals = totals or [0] * len(labels(contest))
        blank = totals.pop() if contest["blank_allowed"] else None
        result[contest["id"]] = {"votes": totals, "blank": blank}
    return result


def check_opening(
    election: Vector, contest: Vector, opening: Vector, base_hash: bytes, commitments: list[list[Point]]
) -> None:
    index = opening["trustee"]
    public = IDENTITY
    for polynomial in commitments:
        for power, point in enumerate(polynomial):
            public = add(public, multiply(index**power, point))
    sums = read_sums(election, contest)
    for label, (alpha, beta), share in zip(
        labels(contest), sums, opening["contests"][contest["id"]], strict=False
    ):
        value = read_sum(bytes.fromhex(share["value"]), "share")
        challenge = read_scalar(bytes.fromhex(share["challenge"]), "share")
        response = read_scalar(bytes.fromhex(share["response"]), "share")
        place = text(contest["id"]) + text(label) + u32(index)
        statement = map(encode, (public, alpha, beta, value))
        a = commitment(BASE, response, public, challenge)
        b = commitment(alpha, response, value, challenge)
        check(challenge == h_q(base_hash, 0x30, place, *statement, a, b), f"share of trustee {index}")
    check(len(opening["contests"][contest["id"]]) == len(sums), "shares")


def lagrange(index: int, others: list[int]) -> int:
    weight = 1
    for other in others:
        weight = weight * other * pow(other - index, -1, L) % L
    return weight


def logarithm(power: Point, base: Point, bound: int) -> int:
    for number in range(bound + 1):
        if multiply(number, base) == power:
            return number
    raise Refused("total")


def refusal(action: Callable[[], object]) -> str | None:
    """Why something was refused, or None if it was not."""
    try:
        action()
    except Refused as refused:
        return str(refused)
    return None
