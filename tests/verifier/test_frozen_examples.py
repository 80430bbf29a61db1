"""The stand-alone verifier and the frozen examples: the same points, ballots, hashes and totals."""

from __future__ import annotations

import copy
import hashlib
import hmac
from pathlib import Path
from typing import Any

import pytest
from nacl import bindings as sodium

from tests.verifier import frozen
from tests.verifier.frozen import BALLOTS, RECORD
from tests.verifier.stranger import findings, omp_verify

every_election = pytest.mark.parametrize("vector", BALLOTS["elections"], ids=lambda vector: vector["name"])
hashed, u32, text = omp_verify.h, omp_verify.u32, omp_verify.text


def point(hexadecimal: str) -> Any:
    found = omp_verify.element(bytes.fromhex(hexadecimal))
    assert found is not None
    return found


# --- one election's ballots ---------------------------------------------------------------------------------


@every_election
def test_everything_in_an_election_holds(vector: dict[str, Any]) -> None:
    frozen.check(vector)


@pytest.mark.parametrize(
    ("vector", "ballot"),
    [
        pytest.param(vector, ballot, id=f"{vector['name']}: {ballot['why']}")
        for vector in BALLOTS["elections"]
        for ballot in vector["refused_ballots"]
    ],
)
def test_a_ballot_that_must_be_refused_is(vector: dict[str, Any], ballot: dict[str, str]) -> None:
    election = frozen.election_of(vector)
    with pytest.raises(omp_verify.Fault):
        frozen.check_ballot(election, bytes.fromhex(ballot["encoded"]))


@pytest.mark.parametrize("example", BALLOTS["refused_points"], ids=lambda example: example["why"])
def test_a_point_that_must_be_refused_is(example: dict[str, str]) -> None:
    assert omp_verify.element(bytes.fromhex(example["point"])) is None


@pytest.mark.parametrize(
    "path",
    [
        ("trustees", 0, "responses", 0),
        ("trustees", 0, "challenge"),
        ("public_key",),
        ("manifest",),
        ("ballots", 0, "encoded"),
        ("sums", "president"),
        ("openings", 0, "contests", "president", 0, "value"),
        ("openings", 0, "contests", "president", 0, "response"),
    ],
)
def test_with_another_bit_nothing_holds(path: tuple[Any, ...]) -> None:
    vector = copy.deepcopy(BALLOTS["elections"][0])
    place = vector
    for step in path[:-1]:
        place = place[step]
    raw = bytearray.fromhex(place[path[-1]])
    raw[-5] ^= 1
    place[path[-1]] = raw.hex()
    with pytest.raises(omp_verify.Fault):
        frozen.check(vector)


def test_a_total_of_one_more_does_not_hold() -> None:
    vector = copy.deepcopy(BALLOTS["elections"][0])
    vector["totals"]["president"]["votes"][0] += 1
    with pytest.raises(omp_verify.Fault):
        frozen.check(vector)


def test_the_frozen_signature_holds_for_its_purpose_only() -> None:
    example = BALLOTS["signature"]
    key, message, signature = (bytes.fromhex(example[n]) for n in ("public_key", "message", "signature"))
    assert omp_verify.signed(key, example["purpose"], message, signature)
    assert not omp_verify.signed(key, "another", message, signature)
    assert not omp_verify.signed(key, example["purpose"], message + b"!", signature)


# --- a whole record -----------------------------------------------------------------------------------------


def test_the_frozen_record_holds(tmp_path: Path) -> None:
    found = findings(frozen.unpacked(tmp_path))
    assert set(found.marks.values()) == {"ok"}, found.words


def test_the_promises_and_the_transcript_of_the_ceremony_follow_from_what_was_revealed() -> None:
    ceremony = RECORD["ceremony"]
    trustees = ceremony["trustees"]
    plan = u32(len(trustees)), u32(ceremony["quorum"])
    ceremony_id = bytes.fromhex(ceremony["ceremony_id"])
    promises = []
    for number, trustee in enumerate(trustees, start=1):
        public = trustee["public"]
        revealed = [*public["commitments"], public["challenge"], *public["responses"]]
        start = ceremony_id, u32(number), *plan, text(trustee["name"])
        values = map(bytes.fromhex, (trustee["exchange_key"], *revealed))
        promises.append(hashed(omp_verify.H_P, 0x11, *start, *values))
    assert [each.hex() for each in promises] == [trustee["promise"] for trustee in trustees]
    key = bytes.fromhex(ceremony["public_key"])
    transcript = hashed(omp_verify.H_P, 0x12, ceremony_id, *plan, *promises, key)
    assert transcript.hex() == ceremony["transcript"]


def test_the_shares_of_the_ceremony_are_those_of_the_commitments() -> None:
    trustees = RECORD["ceremony"]["trustees"]
    commitments = [[point(each) for each in trustee["public"]["commitments"]] for trustee in trustees]
    for number, trustee in enumerate(trustees, start=1):
        secret = int.from_bytes(bytes.fromhex(trustee["share"]), "little")
        public = omp_verify.trustee_key(commitments, number)
        assert omp_verify.same(omp_verify.power(omp_verify.BASE, secret), public)


@pytest.mark.parametrize("device", RECORD["devices"], ids=lambda device: device["device_id"])
def test_the_chain_of_a_device_follows_from_its_entries(device: dict[str, Any]) -> None:
    key = bytes.fromhex(device["public_key"])
    base_hash = bytes.fromhex(RECORD["base_hash"])
    election = omp_verify.Election("", b"", base_hash, (), {device["device_id"]: key})
    station, name, closing = device["station_id"], device["device_id"], device["closing"]
    before, entries = bytes(32), []
    for page, end in zip(device["pages"], closing["epochs"], strict=True):
        assert page["store_epoch"] == end["store_epoch"]
        opening = omp_verify.opening_value(election, station, name, page["store_epoch"], before)
        assert opening.hex() == end["opening"] == page["previous"]
        own = [(bytes.fromhex(code), status) for code, status in page["entries"]]
        head = omp_verify.Head("", name, station, page["store_epoch"], 1, page["previous"], "", own)
        before = omp_verify.page_hash(election, head)
        assert before.hex() == end["last"] == page["hash"]
        entries += own
    lines = [code + omp_verify.STATUS_BYTES[status] for code, status in sorted(entries)]
    assert hashed(base_hash, 0x28, *lines).hex() == device["entries"]
    value = omp_verify.closing_value(election, station, name, closing, entries)
    assert value.hex() == closing["value"]
    assert omp_verify.signed(key, "closing", value, bytes.fromhex(closing["signature"]))


def test_a_receipt_secret_is_written_as_the_page_says() -> None:
    example = RECORD["own_vote"]
    secret = bytes.fromhex(example["receipt"])
    number = int.from_bytes(secret, "big") << 2
    check = int.from_bytes(hashlib.sha256(secret).digest(), "big") >> 246
    signs = [number >> 5 * place & 31 for place in reversed(range(26))] + [check >> 5, check & 31]
    written = "".join(omp_verify.BASE32[sign] for sign in signs)
    assert "-".join(written[at : at + 4] for at in range(0, 28, 4)) == example["receipt_text"]


def test_the_record_of_an_own_vote_opens_to_nonce_and_choices() -> None:
    example = RECORD["own_vote"]
    code, record = bytes.fromhex(example["code"]), bytes.fromhex(example["record"])
    halves = bytes.fromhex(example["receipt"] + example["pepper"])
    extracted = hmac.digest(code, halves, "sha256")
    key = hmac.digest(extracted, b"omp-desktop own vote 1\x01", "sha256")
    associated = bytes.fromhex(RECORD["base_hash"]) + code
    opened = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(record[24:], associated, record[:24], key)
    assert opened[:32].hex() == example["xi_B"]
    assert [_chosen(example, contest, opened[32 + at]) for at, contest in enumerate(_contests())] == [
        True
    ] * 2


def _contests() -> list[Any]:
    return list(omp_verify.contests_of(omp_verify.parsed(RECORD["record"]["manifest.json"].encode(), "")))


def _chosen(example: dict[str, Any], contest: Any, packed: int) -> bool:
    options = [label for label in contest.labels if label]
    found = {option for place, option in enumerate(options) if packed >> place & 1}
    return found == set(example["choice"][contest.id])


def test_a_quorum_of_shares_gives_the_votes() -> None:
    example = RECORD["opening"]
    mask = omp_verify.IDENTITY
    for number, share in zip(example["trustees"], example["shares"], strict=True):
        weight = omp_verify.lagrange(number, example["trustees"])
        mask = omp_verify.times(mask, omp_verify.power(point(share), weight))
    key = point(RECORD["ceremony"]["public_key"])
    votes = omp_verify.times(omp_verify.power(key, example["votes"]), mask)
    assert omp_verify.same(votes, point(example["beta"]))
