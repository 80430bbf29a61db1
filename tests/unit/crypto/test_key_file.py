"""A trustee's key file: opened by its pass-phrase only, damage told apart from a wrong one."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto import key_file
from omp_desktop.crypto.ceremony import TrusteeState, begin, promise, see_promises
from omp_desktop.crypto.ceremony_board import Board, Plan
from omp_desktop.crypto.errors import KeyFileDamaged, Part, PassphraseMissing, WrongPassphrase
from omp_desktop.crypto.key_file import (
    USUAL_COST,
    PassphraseCost,
    decode_secret,
    decode_state,
    encode_secret,
    encode_state,
    is_finished,
    protect,
    protect_state,
    unprotect,
    unprotect_state,
)
from omp_desktop.crypto.trustees import TrusteeSecret
from tests.unit.crypto.elections import SECRET, threshold_trustees

# The least that libsodium takes: what a guess costs is not what is tested here.
CHEAP = PassphraseCost(operations=1, memory=8192)
PASSPHRASE = "정확한 말 배터리 스테이플"
FILE = protect(SECRET, PASSPHRASE, cost=CHEAP)


def values(secret: TrusteeSecret) -> tuple[object, ...]:
    return secret.index, secret.coefficients, secret.share


def rewritten(**changes: object) -> bytes:
    """The file with other fields and a checksum that fits: changed on purpose, not damaged."""
    content = {**json.loads(FILE), **changes}
    del content["checksum"]
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps({**content, "checksum": hashlib.sha256(canonical).hexdigest()}).encode()


def test_the_pass_phrase_opens_the_file() -> None:
    assert values(unprotect(FILE, PASSPHRASE)) == values(SECRET)


def test_a_threshold_secret_is_read_back() -> None:
    secret = threshold_trustees(2, 3)[0][1]
    assert values(unprotect(protect(secret, "pw", cost=CHEAP), "pw")) == values(secret)


def test_another_pass_phrase_does_not() -> None:
    with pytest.raises(WrongPassphrase):
        unprotect(FILE, PASSPHRASE + " ")


def test_a_keyboard_that_composes_letters_differently_does_not_matter() -> None:
    assert values(unprotect(FILE, unicodedata.normalize("NFD", PASSPHRASE))) == values(SECRET)


def test_an_empty_pass_phrase_is_refused() -> None:
    with pytest.raises(PassphraseMissing):
        protect(SECRET, "", cost=CHEAP)


def test_the_file_shows_the_trustee_and_nothing_secret() -> None:
    content = json.loads(FILE)
    assert content["trustee"] == 1
    for secret in (SECRET.share, *SECRET.coefficients):
        assert secret.hex() not in FILE.decode()


def test_two_files_of_one_secret_have_nothing_in_common() -> None:
    one, other = json.loads(FILE), json.loads(protect(SECRET, PASSPHRASE, cost=CHEAP))
    assert all(one[name] != other[name] for name in ("salt", "nonce", "sealed"))


def test_spaces_in_the_file_do_not_matter() -> None:
    content = json.loads(FILE)
    assert values(unprotect(json.dumps(content, indent=4).encode(), PASSPHRASE)) == values(SECRET)


def test_the_usual_cost_is_more_than_the_standard_s_least() -> None:
    assert USUAL_COST.operations >= 3
    assert USUAL_COST.memory >= 64 * 2**20


def test_the_usual_cost_is_used_unless_told_otherwise() -> None:
    content = json.loads(protect(SECRET, "pw"))
    assert (content["operations"], content["memory"]) == (USUAL_COST.operations, USUAL_COST.memory)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        (b"", Part.FORMAT),
        (b"\xff\xfe\x00", Part.FORMAT),
        (b"[" * 100_000, Part.FORMAT),
        (b"[]", Part.FORMAT),
        (b"{}", Part.FORMAT),
        (FILE[:-20], Part.FORMAT),
        (FILE.replace(b'"trustee": 1', b'"trustee": 2'), Part.CHECKSUM),
        (rewritten(more=1), Part.FORMAT),
        (rewritten(format="another"), Part.VERSION),
        (rewritten(trustee=-1), Part.INDEX),
        (rewritten(operations=0), Part.PROTECTION),
        (rewritten(operations="3"), Part.PROTECTION),
        (rewritten(operations=21), Part.PROTECTION),
        (rewritten(memory=8191), Part.PROTECTION),
        (rewritten(memory=2**40), Part.PROTECTION),
        (rewritten(salt="00"), Part.PROTECTION),
        (rewritten(nonce="00"), Part.PROTECTION),
        (rewritten(sealed="0"), Part.CONTENT),
        (rewritten(sealed=""), Part.CONTENT),
        (rewritten(sealed="00" * 15), Part.CONTENT),
        (json.dumps({**json.loads(FILE), "checksum": 5}).encode(), Part.CHECKSUM),
    ],
)
def test_a_damaged_file_is_told_apart_from_a_wrong_pass_phrase(raw: bytes, part: Part) -> None:
    with pytest.raises(KeyFileDamaged) as refusal:
        unprotect(raw, PASSPHRASE)
    assert refusal.value.params == {"part": part}


@pytest.mark.parametrize(
    "changes", [{"trustee": 2}, {"operations": 2}, {"sealed": "00" * 16}, {"sealed": "00" * 40}]
)
def test_a_file_changed_on_purpose_does_not_open(changes: dict[str, object]) -> None:
    with pytest.raises(WrongPassphrase):
        unprotect(rewritten(**changes), PASSPHRASE)


@pytest.mark.parametrize(
    ("plain", "part"),
    [
        (b"", Part.CONTENT),
        (b"\0\0\0\2\0\0\0\1" + bytes(64), Part.INDEX),
        (b"\0\0\0\1", Part.CONTENT),
        (b"\0\0\0\1\0\0\0\0" + bytes(32), Part.CONTENT),
        (b"\0\0\0\1\0\0\0\1" + bytes(63), Part.CONTENT),
        (b"\0\0\0\1\0\0\0\1" + bytes(65), Part.CONTENT),
        (b"\0\0\0\1\0\0\0\1" + b"\xff" * 64, Part.CONTENT),
        (b"\0\0\0\1\0\0\0\x64" + bytes(101 * 32), Part.CONTENT),
    ],
)
def test_sealed_content_of_another_form_is_refused(
    monkeypatch: pytest.MonkeyPatch, plain: bytes, part: Part
) -> None:
    monkeypatch.setattr(key_file, "encode_secret", lambda _: plain)
    raw = protect(SECRET, "pw", cost=CHEAP)
    with pytest.raises(KeyFileDamaged) as refusal:
        unprotect(raw, "pw")
    assert refusal.value.params == {"part": part}


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(FILE) - 1), st.integers(0, 255))
def test_any_changed_byte_is_refused_with_a_typed_error_or_changes_nothing(at: int, value: int) -> None:
    raw = bytearray(FILE)
    raw[at] = value
    try:
        opened = unprotect(bytes(raw), PASSPHRASE)
    except (KeyFileDamaged, WrongPassphrase):
        return
    assert values(opened) == values(SECRET)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_typed_error(raw: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        unprotect(raw, PASSPHRASE)


# --- while the ceremony lasts --------------------------------------------------------------------------

PLAN = Plan(b"C" * 16, ("정하늘", "오지훈"), 2)


def state_of(*, seen: bool) -> TrusteeState:
    states = [begin(PLAN, index) for index in PLAN.places]
    if not seen:
        return states[0]
    board = Board(PLAN)
    for state in states:
        board = board.accept(promise(PLAN, state))
    return see_promises(board, states[0])


def state_values(state: TrusteeState) -> tuple[object, ...]:
    return state.ceremony_id, state.public, state.coefficients, state.exchange_secret, state.seen


@pytest.mark.parametrize("seen", [False, True])
def test_the_pass_phrase_opens_what_a_trustee_keeps_during_the_ceremony(seen: bool) -> None:
    state = state_of(seen=seen)
    raw = protect_state(state, PASSPHRASE, cost=CHEAP)
    assert state_values(unprotect_state(raw, PASSPHRASE)) == state_values(state)
    with pytest.raises(WrongPassphrase):
        unprotect_state(raw, "another")
    for value in (state.ceremony_id, state.exchange_secret, *state.coefficients):
        assert value.hex() not in raw.decode()


def test_a_finished_key_is_told_from_one_that_the_ceremony_still_makes() -> None:
    running = protect_state(state_of(seen=False), PASSPHRASE, cost=CHEAP)
    assert is_finished(FILE)
    assert not is_finished(running)
    for opens, raw in ((unprotect, running), (unprotect_state, FILE)):
        with pytest.raises(KeyFileDamaged) as refusal:
            opens(raw, PASSPHRASE)
        assert refusal.value.params == {"part": Part.VERSION}


@pytest.mark.parametrize("raw", [rewritten(format="another"), rewritten(format=1)])
def test_a_file_of_a_format_to_come_is_refused(raw: bytes) -> None:
    with pytest.raises(KeyFileDamaged) as refusal:
        is_finished(raw)
    assert refusal.value.params == {"part": Part.VERSION}


def test_a_state_under_another_number_in_its_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    other = encode_state(begin(PLAN, 2))
    monkeypatch.setattr(key_file, "encode_state", lambda _: other)
    raw = protect_state(state_of(seen=False), "pw", cost=CHEAP)
    with pytest.raises(KeyFileDamaged) as refusal:
        unprotect_state(raw, "pw")
    assert refusal.value.params == {"part": Part.INDEX}


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain[:-1],
        lambda plain: plain + b"\0",
        lambda plain: plain[:4] + bytes(4) + plain[8:],
        lambda plain: plain[:4] + b"\0\0\0\x64" + plain[8:],
        lambda plain: plain[:8] + b"\0\0\0\x64" + plain[12:],
        lambda plain: plain[:-32] + b"\xff" * 32,
        lambda plain: b"",
    ],
)
def test_a_state_of_another_form_is_refused(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(KeyFileDamaged) as refusal:
        decode_state(change(encode_state(state_of(seen=False))))
    assert refusal.value.params == {"part": Part.CONTENT}


def test_secrets_and_states_survive_a_key_store() -> None:
    state = state_of(seen=True)
    assert state_values(decode_state(encode_state(state))) == state_values(state)
    assert values(decode_secret(encode_secret(SECRET))) == values(SECRET)
