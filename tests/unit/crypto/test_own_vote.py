"""Receipts and records of the own vote: what opens, what does not, and what never shows."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings as sodium

from omp_desktop.crypto.ballot_encryption import SealedBallot
from omp_desktop.crypto.election_context import ContestShape
from omp_desktop.crypto.errors import CheckKeyRejected, OwnVoteDiffers, OwnVoteNotOpened, ReceiptInvalid
from omp_desktop.crypto.own_vote import (
    open_own_vote,
    open_pepper,
    parse_receipt,
    receipt_text,
    record_length,
    seal_own_vote,
    seal_pepper,
)
from tests.unit.crypto.elections import NO_BLANK, ONE_OF_TWO, TWO_OF_THREE, election, seal

MANY = ContestShape("many", tuple(f"option-{number}" for number in range(9)), 9, blank_allowed=True)
CONTEXT = election(ONE_OF_TWO, NO_BLANK, TWO_OF_THREE, MANY)
CHOICE = {
    "president": frozenset[str](),
    "mayor": frozenset({"oak"}),
    "council": frozenset({"oak", "ash"}),
    "many": frozenset({"option-0", "option-8"}),
}
RECEIPT, PEPPER = bytes(range(16)), bytes(range(32, 64))
receipts = st.binary(min_size=16, max_size=16)


@pytest.fixture(scope="module")
def sealed() -> SealedBallot:
    return seal(CONTEXT, CHOICE)


@pytest.fixture(scope="module")
def record(sealed: SealedBallot) -> bytes:
    return seal_own_vote(CONTEXT, sealed, CHOICE, receipt=RECEIPT, pepper=PEPPER)


# Receipts as people see them


def test_a_receipt_has_seven_groups_of_four() -> None:
    assert receipt_text(RECEIPT) == "000G-40R4-0M30-E209-185G-R38E-1WQS"


def test_the_last_two_characters_are_ten_bits_of_the_secret_s_hash() -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    bits = "".join(f"{byte:08b}" for byte in RECEIPT) + "00"
    bits += "".join(f"{byte:08b}" for byte in hashlib.sha256(RECEIPT).digest())[:10]
    expected = "".join(alphabet[int(bits[at : at + 5], 2)] for at in range(0, 140, 5))
    assert receipt_text(RECEIPT).replace("-", "") == expected


@given(receipts)
def test_a_shown_receipt_is_read_back(receipt: bytes) -> None:
    assert parse_receipt(receipt_text(receipt)) == receipt


def test_spelling_is_forgiven() -> None:
    text = receipt_text(RECEIPT)
    for entered in (text.lower(), text.replace("-", " "), text.replace("0", "O").replace("1", "l")):
        assert parse_receipt(f" {entered} ") == RECEIPT


@pytest.mark.parametrize("entered", ["", "0" * 27, "0" * 29, "투표확인증", "0" * 27 + "*"])
def test_what_has_another_form_is_no_receipt(entered: str) -> None:
    with pytest.raises(ReceiptInvalid):
        parse_receipt(entered)


def test_every_wrong_character_but_very_few_is_noticed() -> None:
    text = receipt_text(RECEIPT).replace("-", "")
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    tried = taken = 0
    for place in range(28):
        for character in set(alphabet) - {text[place]}:
            tried += 1
            try:
                parse_receipt(text[:place] + character + text[place + 1 :])
                taken += 1
            except ReceiptInvalid:
                pass
    assert taken <= tried // 200


def test_bits_beyond_the_secret_are_refused() -> None:
    text = receipt_text(bytes(16)).replace("-", "")
    assert text[25] == "0"
    with pytest.raises(ReceiptInvalid):
        parse_receipt(text[:25] + "1" + text[26:])


# Records


def test_receipt_and_pepper_open_the_choices(sealed: SealedBallot, record: bytes) -> None:
    assert open_own_vote(CONTEXT, sealed.ballot, record, receipt=RECEIPT, pepper=PEPPER) == CHOICE


def test_every_choice_gives_a_record_of_the_same_length(sealed: SealedBallot, record: bytes) -> None:
    other = {"mayor": frozenset({"elm"})}
    again = seal(CONTEXT, other)
    assert len(seal_own_vote(CONTEXT, again, other, receipt=RECEIPT, pepper=PEPPER)) == len(record)
    assert len(record) == record_length(CONTEXT)


def test_the_record_is_what_the_page_says(sealed: SealedBallot, record: bytes) -> None:
    code = sealed.ballot.code
    extracted = hmac.digest(code, RECEIPT + PEPPER, "sha256")
    key = hmac.digest(extracted, b"omp-desktop own vote 1\x01", "sha256")
    plain = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        record[24:], CONTEXT.base_hash + code, record[:24], key
    )
    assert plain == sealed.nonce + bytes([0b00, 0b01, 0b101, 0b1, 0b1])


def test_neither_half_opens_without_the_other(sealed: SealedBallot, record: bytes) -> None:
    for receipt, pepper in ((RECEIPT, bytes(32)), (bytes(16), PEPPER)):
        with pytest.raises(OwnVoteNotOpened):
            open_own_vote(CONTEXT, sealed.ballot, record, receipt=receipt, pepper=pepper)


def test_a_record_opens_only_beside_its_ballot_and_in_its_election(
    sealed: SealedBallot, record: bytes
) -> None:
    other_ballot = seal(CONTEXT, CHOICE).ballot
    other_election = replace(CONTEXT, base_hash=bytes(32))
    for context, ballot in ((CONTEXT, other_ballot), (other_election, sealed.ballot)):
        with pytest.raises(OwnVoteNotOpened):
            open_own_vote(context, ballot, record, receipt=RECEIPT, pepper=PEPPER)


def test_a_record_that_was_changed_does_not_open(sealed: SealedBallot, record: bytes) -> None:
    flipped = record[:-1] + bytes([record[-1] ^ 1])
    for damaged in (b"", record[:-1], record + b"\0", flipped):
        with pytest.raises(OwnVoteNotOpened):
            open_own_vote(CONTEXT, sealed.ballot, damaged, receipt=RECEIPT, pepper=PEPPER)


def test_a_record_that_says_something_else_than_the_ballot_is_found_out(sealed: SealedBallot) -> None:
    for lie in ({**CHOICE, "mayor": frozenset({"elm"})}, {**CHOICE, "many": frozenset[str]()}):
        record = seal_own_vote(CONTEXT, sealed, lie, receipt=RECEIPT, pepper=PEPPER)
        with pytest.raises(OwnVoteDiffers):
            open_own_vote(CONTEXT, sealed.ballot, record, receipt=RECEIPT, pepper=PEPPER)


def test_a_record_with_the_nonce_of_another_ballot_is_found_out(sealed: SealedBallot) -> None:
    swapped = replace(sealed, nonce=secrets.token_bytes(32))
    record = seal_own_vote(CONTEXT, swapped, CHOICE, receipt=RECEIPT, pepper=PEPPER)
    with pytest.raises(OwnVoteDiffers):
        open_own_vote(CONTEXT, sealed.ballot, record, receipt=RECEIPT, pepper=PEPPER)


def test_a_ballot_under_a_code_that_is_not_its_own_is_found_out(sealed: SealedBallot) -> None:
    renamed = replace(sealed, ballot=replace(sealed.ballot, code=bytes(32)))
    record = seal_own_vote(CONTEXT, renamed, CHOICE, receipt=RECEIPT, pepper=PEPPER)
    with pytest.raises(OwnVoteDiffers):
        open_own_vote(CONTEXT, renamed.ballot, record, receipt=RECEIPT, pepper=PEPPER)


def test_bits_of_options_that_do_not_exist_are_found_out(sealed: SealedBallot) -> None:
    shape = replace(ONE_OF_TWO, option_ids=("oak", "elm", "ash"))
    wider = replace(CONTEXT, contests=(shape, *CONTEXT.contests[1:]))
    lie = {**CHOICE, "president": frozenset({"ash"})}
    record = seal_own_vote(wider, sealed, lie, receipt=RECEIPT, pepper=PEPPER)
    with pytest.raises(OwnVoteDiffers):
        open_own_vote(CONTEXT, sealed.ballot, record, receipt=RECEIPT, pepper=PEPPER)


# Peppers for the centre


def test_only_the_holder_of_the_check_key_opens_a_pepper() -> None:
    public, secret = sodium.crypto_box_keypair()
    code = bytes(range(32))
    sealed = seal_pepper(public, code, PEPPER)
    assert open_pepper(secret, code, sealed) == PEPPER
    _, other = sodium.crypto_box_keypair()
    with pytest.raises(OwnVoteNotOpened):
        open_pepper(other, code, sealed)


def test_a_pepper_belongs_to_one_code() -> None:
    public, secret = sodium.crypto_box_keypair()
    with pytest.raises(OwnVoteNotOpened):
        open_pepper(secret, bytes(32), seal_pepper(public, bytes(range(32)), PEPPER))


@pytest.mark.parametrize("sealed", [b"", bytes(47), bytes(112)])
def test_what_is_no_sealed_pepper_does_not_open(sealed: bytes) -> None:
    _, secret = sodium.crypto_box_keypair()
    with pytest.raises(OwnVoteNotOpened):
        open_pepper(secret, bytes(32), sealed)


def test_a_sealed_pepper_of_another_length_is_refused() -> None:
    public, secret = sodium.crypto_box_keypair()
    with pytest.raises(OwnVoteNotOpened):
        open_pepper(secret, bytes(32), sodium.crypto_box_seal(bytes(63), public))


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(32), b"\x01" + bytes(31)])
def test_what_is_no_check_key_seals_nothing(key: bytes) -> None:
    with pytest.raises(CheckKeyRejected):
        seal_pepper(key, bytes(32), PEPPER)
