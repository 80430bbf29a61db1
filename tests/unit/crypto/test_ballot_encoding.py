"""Ballots as bytes: one length, one spelling, and no bytes that crash the reader."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from omp_desktop.crypto.ballot import EncryptedBallot, ballot_length, decode_ballot, encode_ballot
from omp_desktop.crypto.ballot_encryption import verify_ballot
from omp_desktop.crypto.errors import BallotMalformed, BallotOfAnotherElection, BallotRejected, Part
from omp_desktop.crypto.group import ED25519, ORDER
from tests.unit.crypto.elections import ELECTION, ONE_OF_TWO, TWO_NO_BLANK, TWO_OF_THREE, election, vote

CONTEXT = election(ONE_OF_TWO)
BALLOT = vote(CONTEXT, president=["elm"])
RAW = encode_ballot(BALLOT)
HEADER = 5 + 3 * 16 + 8 + 32 + 32
SIGNED_ONLY = range(5 + 16, 5 + 3 * 16 + 8)  # station, device and epoch: the device's signature covers them


def test_a_ballot_is_read_back() -> None:
    context = election(ONE_OF_TWO, TWO_OF_THREE, TWO_NO_BLANK)
    ballot = replace(vote(context, board=["oak"]), store_epoch=2**64 - 1)
    assert decode_ballot(encode_ballot(ballot), context) == ballot


def test_the_length_is_known_before() -> None:
    context = election(ONE_OF_TWO, TWO_OF_THREE)
    expected = HEADER + 3 * 192 + 64 + 4 * 192 + 2 * 64
    assert ballot_length(context) == expected == len(encode_ballot(vote(context)))


def test_the_header_stands_where_the_description_says() -> None:
    ballot = replace(BALLOT, store_epoch=258)
    raw = encode_ballot(ballot)
    assert raw[:5] == b"OMPB\x01"
    assert raw[5:21].hex() == ELECTION
    assert raw[21:37].hex() == ballot.station_id
    assert raw[37:53].hex() == ballot.device_id
    assert raw[53:61] == bytes(6) + b"\x01\x02"
    assert raw[61:93] == ballot.ballot_id
    assert raw[93:125] == ballot.code
    option = ballot.contests[0].options[0]
    assert raw[125:189] == option.ciphertext.alpha + option.ciphertext.beta
    assert raw[189:253] == option.proof.challenges[0] + option.proof.responses[0]


@pytest.mark.parametrize("change", [RAW[:-1], RAW + b"\0", b"", RAW[:HEADER]])
def test_another_length_is_refused(change: bytes) -> None:
    with pytest.raises(BallotMalformed) as refusal:
        decode_ballot(change, CONTEXT)
    assert refusal.value.params["part"] == Part.LENGTH


def test_another_version_is_refused() -> None:
    with pytest.raises(BallotMalformed) as refusal:
        decode_ballot(b"OMPB\x02" + RAW[5:], CONTEXT)
    assert refusal.value.params["part"] == Part.VERSION


def test_a_ballot_of_another_election_is_refused() -> None:
    with pytest.raises(BallotOfAnotherElection):
        decode_ballot(RAW[:5] + bytes(16) + RAW[21:], CONTEXT)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"station_id": "51"}, Part.STATION),
        ({"station_id": "zz" * 16}, Part.STATION),
        ({"device_id": "DE" * 16}, Part.DEVICE),
        ({"device_id": "de " * 16}, Part.DEVICE),
        ({"election_id": ""}, Part.FORMAT),
        ({"store_epoch": -1}, Part.EPOCH),
        ({"store_epoch": 2**64}, Part.EPOCH),
    ],
)
def test_ids_that_do_not_fit_are_not_written(change: dict[str, object], part: Part) -> None:
    with pytest.raises(BallotMalformed) as refusal:
        encode_ballot(replace(BALLOT, **change))
    assert refusal.value.params["part"] == part


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """The encoded ballot with something changed: bytes, whole fields, places of fields, length."""
    raw = bytearray(RAW)
    kind = draw(st.sampled_from(["bytes", "field", "exchange", "cut", "insert"]))
    if kind == "bytes":
        for at in draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=3)):
            raw[at] = draw(st.integers(0, 255))
    elif kind in {"field", "exchange"}:
        fields = st.integers(0, (len(raw) - HEADER) // 32 - 1).map(lambda index: HEADER + 32 * index)
        here, there = draw(fields), draw(fields)
        special = draw(st.sampled_from(SPECIAL)) if kind == "field" else bytes(raw[there : there + 32])
        if kind == "exchange":
            raw[there : there + 32] = raw[here : here + 32]
        raw[here : here + 32] = special
    elif kind == "cut":
        del raw[draw(st.integers(0, len(raw) - 1)) :]
    else:
        at = draw(st.integers(0, len(raw)))
        raw[at:at] = draw(st.binary(min_size=1, max_size=64))
    return bytes(raw)


SPECIAL = [
    bytes(32),
    b"\xff" * 32,
    ED25519.identity,
    ED25519.generator,
    ORDER.to_bytes(32, "little"),
    (ORDER - 1).to_bytes(32, "little"),
    bytes.fromhex("95" + "99" * 31),
    bytes.fromhex("ec" + "ff" * 30 + "7f"),
]


@settings(max_examples=400, deadline=None)
@given(mutations())
@example(RAW)
def test_every_changed_encoding_is_refused_with_a_typed_error(raw: bytes) -> None:
    try:
        ballot = decode_ballot(raw, CONTEXT)
        verify_ballot(CONTEXT, ballot)
    except BallotRejected:
        assert raw != RAW
        return
    changed = {at for at, (old, new) in enumerate(zip(RAW, raw, strict=True)) if old != new}
    assert changed <= set(SIGNED_ONLY)
    assert encode_ballot(ballot) == raw


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=2 * len(RAW))
    | st.binary(min_size=len(RAW) - 5, max_size=len(RAW) - 5).map(RAW[:5].__add__)
)
def test_any_bytes_are_refused_with_a_typed_error(raw: bytes) -> None:
    with pytest.raises(BallotRejected):
        decode_ballot(raw, CONTEXT)


def test_every_field_of_a_ballot_is_covered_by_a_check() -> None:
    for at in range(HEADER, len(RAW), 32):
        changed = RAW[:at] + bytes([RAW[at] ^ 2]) + RAW[at + 1 :]
        with pytest.raises(BallotRejected):
            verify_ballot(CONTEXT, decode_ballot(changed, CONTEXT))


def test_a_ballot_holds_no_voter_no_time_and_no_order() -> None:
    assert set(EncryptedBallot.__slots__) == {
        "ballot_id",
        "election_id",
        "station_id",
        "device_id",
        "store_epoch",
        "contests",
        "code",
    }
