"""The frozen examples of tests/vectors, as the stand-alone verifier takes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.verifier.stranger import omp_verify

FOLDER = Path(__file__).parents[1] / "vectors"
BALLOTS: dict[str, Any] = json.loads((FOLDER / "ballot-crypto.json").read_text(encoding="utf-8"))
RECORD: dict[str, Any] = json.loads((FOLDER / "record.json").read_text(encoding="utf-8"))
HEADER = 5 + 16


def unpacked(folder: Path) -> Path:
    """The frozen record as a folder."""
    for name, content in RECORD["record"].items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8"))
    return folder


def election_of(vector: dict[str, Any]) -> Any:
    """The election of a vector. Raises `omp_verify.Fault` for trustees or keys that do not hold."""
    contests = tuple(
        omp_verify.Contest(
            each["id"],
            (*each["options"], "") if each["blank_allowed"] else tuple(each["options"]),
            each["votes_allowed"],
            each["blank_allowed"],
        )
        for each in vector["contests"]
    )
    key = omp_verify.IDENTITY
    for polynomial in commitments_of(vector):
        key = omp_verify.times(key, polynomial[0])
    if omp_verify.encode(key).hex() != vector["public_key"]:
        raise omp_verify.Fault("", "the key is another", "")
    manifest_hash = omp_verify.h(omp_verify.H_P, 0x02, omp_verify.sized(bytes.fromhex(vector["manifest"])))
    base_hash = omp_verify.h(manifest_hash, 0x03, omp_verify.encode(key))
    hashes = {"H_P": omp_verify.H_P.hex(), "H_B": manifest_hash.hex(), "H_E": base_hash.hex()}
    if hashes != vector["hashes"]:
        raise omp_verify.Fault("", "the base hashes are others", "")
    return omp_verify.Election(vector["election_id"], omp_verify.encode(key), base_hash, contests, {})


def commitments_of(vector: dict[str, Any]) -> list[Any]:
    """The commitments of trustees whose proofs hold. Raises `omp_verify.Fault`."""
    trustees = vector["trustees"]
    quorum = len(trustees[0]["commitments"])
    return [omp_verify.trustee_points(each, number, quorum) for number, each in enumerate(trustees, start=1)]


def check(vector: dict[str, Any]) -> None:
    """Everything in a vector: trustees, ballots, sums, openings, totals. Raises `omp_verify.Fault`."""
    election = election_of(vector)
    products = [[(omp_verify.IDENTITY, omp_verify.IDENTITY) for _ in c.labels] for c in election.contests]
    for each in vector["ballots"]:
        sealed = check_ballot(election, bytes.fromhex(each["encoded"]))
        products = [
            [
                (omp_verify.times(a, c), omp_verify.times(b, d))
                for (a, b), (c, d) in zip(product, pairs, strict=True)
            ]
            for product, pairs in zip(products, sealed.ciphertexts, strict=True)
        ]
    sums = _sums(vector, election)
    for contest, product in zip(election.contests, products, strict=True):
        encoded = [{"alpha": _hex(alpha), "beta": _hex(beta)} for alpha, beta in product]
        if sums["contests"][contest.id] != (encoded if vector["ballots"] else []):
            raise omp_verify.Fault("", f"the sums of {contest.id} are others", "")
    raw = {
        "ballots": len(vector["ballots"]),
        "sums": sums,
        "partials": vector["openings"],
        "totals": vector["totals"],
    }
    opening = omp_verify.read_opening(election, 1, raw)
    commitments = commitments_of(vector)
    for partial in vector["openings"]:
        omp_verify.check_partial(election, commitments, opening, partial)
    omp_verify.check_shares_give_totals(election, len(commitments[0]), opening)


def check_ballot(election: Any, raw: bytes) -> Any:
    """The ciphertexts of an encoded ballot that is valid. Raises `omp_verify.Fault`."""
    ballot = ballot_of(raw, election)
    sealed = omp_verify.sealed_ballot(election, ballot)
    omp_verify.check_ballot(election, ballot, sealed)
    return sealed


def ballot_of(raw: bytes, election: Any) -> dict[str, Any]:
    """An encoded ballot as it would stand on a page. Raises `omp_verify.Fault` for length and header."""
    pieces = sum(6 * len(contest.labels) + 2 * contest.votes_allowed for contest in election.contests)
    if len(raw) != HEADER + 16 + 16 + 8 + 64 + 32 * pieces:
        raise omp_verify.Fault("", "the length is another", "")
    if raw[:HEADER] != b"OMPB\x01" + bytes.fromhex(election.id):
        raise omp_verify.Fault("", "the header is another", "")
    words = (raw[at : at + 32].hex() for at in range(HEADER + 40, len(raw), 32))
    return {
        "ballot_id": next(words),
        "code": next(words),
        "contests": [_contest(contest, words) for contest in election.contests],
    }


def _contest(contest: Any, words: Iterator[str]) -> dict[str, Any]:
    options = []
    for _ in contest.labels:
        alpha, beta = next(words), next(words)
        options.append({"alpha": alpha, "beta": beta, **_proof(2, words)})
    return {"contest": contest.id, "options": options, **_proof(contest.votes_allowed, words)}


def _proof(count: int, words: Iterator[str]) -> dict[str, list[str]]:
    pairs = [(next(words), next(words)) for _ in range(count)]
    return {"challenges": [c for c, _ in pairs], "responses": [v for _, v in pairs]}


def _sums(vector: dict[str, Any], election: Any) -> dict[str, Any]:
    contests = {}
    for contest in election.contests:
        raw = bytes.fromhex(vector["sums"][contest.id])
        counts = len(vector["ballots"]).to_bytes(8, "big") + len(contest.labels).to_bytes(4, "big")
        if raw[:17] != b"OMPA\x01" + counts:
            raise omp_verify.Fault("", "the header of a sum is another", "")
        words = [raw[at : at + 32].hex() for at in range(17, len(raw), 32)]
        contests[contest.id] = [
            {"alpha": alpha, "beta": beta} for alpha, beta in zip(words[::2], words[1::2], strict=True)
        ]
    return {"ballots": len(vector["ballots"]), "contests": contests}


def _hex(point: Any) -> str:
    return bytes(omp_verify.encode(point)).hex()
