"""The key ceremony: k of n can open, nobody chooses last, and whoever sends something wrong is named."""

from __future__ import annotations

import hmac
import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings as sodium

from omp_desktop.crypto import ceremony_board
from omp_desktop.crypto.aggregate import product
from omp_desktop.crypto.ceremony import (
    TrusteeState,
    begin,
    confirm,
    finish,
    promise,
    reveal,
    run_ceremony,
    see_promises,
    shares,
)
from omp_desktop.crypto.ceremony_board import (
    BOX_BYTES,
    Board,
    Confirmation,
    Plan,
    Promise,
    Reveal,
    Shares,
    Step,
    message_from_json,
    message_to_json,
)
from omp_desktop.crypto.ceremony_errors import (
    CeremonyMessageMalformed,
    CeremonyPlanInvalid,
    CeremonyQuorumDiffers,
    ExchangeKeyRejected,
    MessageChanged,
    MessageOfAnotherCeremony,
    MessageTooEarly,
    PromiseBroken,
    PromiseReplaced,
    SecretOfAnotherCeremony,
    ShareDoesNotFit,
    ShareUnreadable,
    TranscriptDiffers,
    TrusteeNameTwice,
)
from omp_desktop.crypto.errors import NotEnoughShares, Part, TrusteeKeyRejected
from omp_desktop.crypto.group import ED25519, ZERO
from omp_desktop.crypto.opening import OpenedContest, combine, open_aggregate
from omp_desktop.crypto.trustees import TrusteeSecret, check_secret, joint_key
from tests.unit.crypto.elections import NO_BLANK, election, vote
from tests.unit.crypto.strategies import json_values

NAMES = ("정하늘", "오지훈", "한유진")
PLAN = Plan(b"C" * 16, NAMES, 2)


class Trustees:
    """Three trustees, one after the other, up to the step that a test looks at."""

    def __init__(self, plan: Plan = PLAN) -> None:
        self.states = [begin(plan, index) for index in plan.places]
        self.board = Board(plan)

    def promise(self) -> Trustees:
        for state in self.states:
            self.board = self.board.accept(promise(self.board.plan, state))
        self.states = [see_promises(self.board, state) for state in self.states]
        return self

    def reveal(self) -> Trustees:
        for state in self.promise().states:
            self.board = self.board.accept(reveal(self.board, state))
        return self

    def share(self) -> Trustees:
        for state in self.reveal().states:
            self.board = self.board.accept(shares(self.board, state))
        return self

    def finish(self) -> list[TrusteeSecret]:
        return [finish(self.board, state) for state in self.share().states]


# --- what comes out ------------------------------------------------------------------------------------


def test_every_trustee_s_secret_belongs_to_the_joint_key() -> None:
    publics, secrets, _ = run_ceremony(NAMES, 2)
    assert joint_key(publics)
    for secret in secrets:
        check_secret(publics, secret)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 5).flatmap(lambda count: st.tuples(st.just(count), st.integers(1, count))))
def test_every_k_of_n_open_a_sum_and_no_k_minus_one_do(of: tuple[int, int]) -> None:
    count, quorum = of
    publics, secrets, _ = run_ceremony([f"trustee {i}" for i in range(count)], quorum)
    context = election(NO_BLANK, key=joint_key(publics))
    total = product(context, [vote(context, mayor=["oak"]), vote(context, mayor=["elm"])])
    parts = [open_aggregate(context, total, secret) for secret in secrets]
    for chosen in itertools.combinations(parts, quorum):
        assert combine(context, total, publics, chosen)["mayor"] == OpenedContest((1, 1), None)
    for too_few in itertools.combinations(parts, quorum - 1):
        with pytest.raises(NotEnoughShares):
            combine(context, total, publics, too_few)


def test_k_minus_one_shares_do_not_even_compute_the_secret() -> None:
    _, secrets, _ = run_ceremony(NAMES, 3)
    whole = sum(int.from_bytes(secret.coefficients[0], "little") for secret in secrets) % ED25519.order

    def interpolated(chosen: Sequence[TrusteeSecret]) -> int:
        total = 0
        for one in chosen:
            weight = int.from_bytes(one.share, "little")
            for other in chosen:
                if other is not one:
                    weight *= other.index * pow(other.index - one.index, -1, ED25519.order)
            total += weight
        return total % ED25519.order

    assert interpolated(secrets) == whole
    assert interpolated(secrets[:2]) != whole


def test_one_trustee_alone_may_hold_the_ceremony() -> None:
    publics, (secret,), _ = run_ceremony(["정하늘"], 1)
    check_secret(publics, secret)


def test_the_same_random_numbers_make_the_same_key_and_transcript() -> None:
    def source() -> Callable[[int], bytes]:
        count = itertools.count()
        return lambda size: next(count).to_bytes(size, "little")

    assert run_ceremony(NAMES, 2, source())[::2] == run_ceremony(NAMES, 2, source())[::2]


def test_the_steps_follow_each_other_and_say_who_is_still_missing() -> None:
    trustees = Trustees()
    assert trustees.board.step is Step.PROMISE
    trustees.board = trustees.board.accept(promise(PLAN, trustees.states[1]))
    assert trustees.board.waiting(Step.PROMISE) == (1, 3)
    secrets = trustees.finish()
    assert trustees.board.step is Step.CONFIRMATION
    for secret in secrets:
        trustees.board = trustees.board.accept(confirm(trustees.board, secret))
    assert trustees.board.step is None


def test_the_transcript_is_the_hash_of_the_page() -> None:
    board = Trustees().reveal().board
    promised = [board.promises[index].value for index in (1, 2, 3)]
    sides = b"".join((b"C" * 16, b"\0\0\0\3", b"\0\0\0\2", *promised, joint_key(board.publics)))
    key = ceremony_board.parameter_hash(ED25519)
    assert board.transcript() == mac(key, b"\x12" + sides)


def test_the_promise_is_the_hash_of_the_page() -> None:
    state = begin(PLAN, 2)
    name = "오지훈".encode()
    inside = b"".join(
        (
            b"C" * 16,
            b"\0\0\0\2\0\0\0\3\0\0\0\2",
            len(name).to_bytes(4, "big") + name,
            state.exchange_key,
            *state.public.commitments,
            state.public.proof.challenge,
            *state.public.proof.responses,
        )
    )
    assert promise(PLAN, state).value == mac(ceremony_board.parameter_hash(ED25519), b"\x11" + inside)


def mac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


# --- nobody chooses last -------------------------------------------------------------------------------


def late_choice(board: Board, state: TrusteeState) -> Reveal:
    """The last trustee has seen what the others revealed, and shows other values than it promised."""
    other = begin(board.plan, state.index)
    return Reveal(board.plan.ceremony_id, other.public, other.exchange_key)


def all_but_the_last_revealed() -> Trustees:
    trustees = Trustees().promise()
    for state in trustees.states[:-1]:
        trustees.board = trustees.board.accept(reveal(trustees.board, state))
    return trustees


def test_whoever_changes_after_the_others_revealed_is_named() -> None:
    trustees = all_but_the_last_revealed()
    with pytest.raises(PromiseBroken) as refusal:
        trustees.board.accept(late_choice(trustees.board, trustees.states[-1]))
    assert refusal.value.params == {"name": "한유진"}


def test_without_the_promises_the_late_choice_would_go_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control for the test above."""
    trustees = all_but_the_last_revealed()
    late = late_choice(trustees.board, trustees.states[-1])
    promised = trustees.board.promises[3].value
    monkeypatch.setattr(ceremony_board, "promise_value", lambda *_: promised)
    assert trustees.board.accept(late).step is Step.SHARES


def with_another_promise(board: Board, plan: Plan, index: int) -> tuple[Board, TrusteeState]:
    """The same board, on which trustee `index` promised something else."""
    liar = begin(plan, index)
    promises = {**board.promises, index: promise(plan, liar)}
    return Board(plan, promises), liar


def test_a_promise_that_is_replaced_after_somebody_revealed_is_noticed_by_them() -> None:
    trustees = Trustees().promise()
    replaced, _ = with_another_promise(trustees.board, PLAN, 3)
    for act in (reveal, shares, finish, see_promises):
        with pytest.raises(PromiseReplaced) as refusal:
            act(replaced, trustees.states[0])
        assert refusal.value.params == {"name": "한유진"}


def test_without_remembering_the_promises_the_replacement_would_go_through() -> None:
    """The control for the test above."""
    trustees = Trustees().promise()
    replaced, _ = with_another_promise(trustees.board, PLAN, 3)
    forgetful = replace(trustees.states[0], seen=())
    assert reveal(replaced, see_promises(replaced, forgetful))


def test_promises_that_were_kept_before_are_not_kept_again() -> None:
    trustees = Trustees().promise()
    assert see_promises(trustees.board, trustees.states[0]) is trustees.states[0]


def test_nobody_reveals_who_has_not_kept_the_promises() -> None:
    trustees = Trustees().promise()
    with pytest.raises(SecretOfAnotherCeremony):
        reveal(trustees.board, replace(trustees.states[0], seen=()))


def test_a_trustee_notices_when_its_own_promise_is_replaced() -> None:
    trustees = Trustees()
    trustees.board = trustees.board.accept(promise(PLAN, begin(PLAN, 1)))
    with pytest.raises(PromiseReplaced):
        see_promises(trustees.board, trustees.states[0])


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, quorum=3),
        replace(PLAN, names=(*NAMES, "서민재")),
        replace(PLAN, names=("다른 사람", *NAMES[1:])),
    ],
)
def test_a_promise_binds_quorum_number_of_trustees_and_name(plan: Plan) -> None:
    state = begin(PLAN, 1)
    board = Board(plan).accept(promise(PLAN, state))
    with pytest.raises(PromiseReplaced):
        see_promises(board, state)


# --- wrong messages ------------------------------------------------------------------------------------


def test_a_message_twice_changes_nothing() -> None:
    trustees = Trustees().promise()
    assert trustees.board.accept(promise(PLAN, trustees.states[0])) is trustees.board


def test_shares_that_were_sealed_again_change_nothing() -> None:
    trustees = Trustees().share()
    assert trustees.board.accept(shares(trustees.board, trustees.states[0])) is trustees.board


def test_a_second_message_that_differs_is_refused() -> None:
    trustees = Trustees().promise()
    with pytest.raises(MessageChanged) as refusal:
        trustees.board.accept(promise(PLAN, begin(PLAN, 2)))
    assert refusal.value.params == {"name": "오지훈"}


def test_a_message_of_another_ceremony_is_refused() -> None:
    other = replace(PLAN, ceremony_id=b"D" * 16)
    with pytest.raises(MessageOfAnotherCeremony):
        Board(PLAN).accept(promise(other, begin(other, 1)))


def test_a_message_of_somebody_who_is_no_trustee_is_refused() -> None:
    with pytest.raises(CeremonyMessageMalformed) as refusal:
        Board(PLAN).accept(Promise(PLAN.ceremony_id, 4, bytes(32)))
    assert refusal.value.params == {"part": Part.INDEX}


def test_nobody_is_ahead_of_the_others() -> None:
    trustees = Trustees()
    trustees.board = trustees.board.accept(promise(PLAN, trustees.states[0]))
    with pytest.raises(MessageTooEarly) as refusal:
        see_promises(trustees.board, trustees.states[0])
    assert refusal.value.params == {"name": "정하늘", "waiting": "오지훈, 한유진"}
    early = Reveal(PLAN.ceremony_id, trustees.states[0].public, trustees.states[0].exchange_key)
    with pytest.raises(MessageTooEarly):
        trustees.board.accept(early)
    with pytest.raises(MessageTooEarly):
        trustees.board.transcript()
    trustees.promise()
    for act in (shares, finish):
        with pytest.raises(MessageTooEarly):
            act(trustees.board, trustees.states[0])


def test_a_proof_that_does_not_hold_is_refused() -> None:
    trustees = Trustees()
    bad = trustees.states[0]
    proof = replace(bad.public.proof, challenge=ZERO)
    trustees.states[0] = replace(bad, public=replace(bad.public, proof=proof))
    trustees.promise()
    with pytest.raises(TrusteeKeyRejected) as refusal:
        trustees.board.accept(reveal(trustees.board, trustees.states[0]))
    assert refusal.value.params == {"trustee": 1, "part": Part.PROOF}


def test_a_key_for_another_quorum_is_refused() -> None:
    trustees = Trustees().promise()
    other = begin(replace(PLAN, quorum=3), 1)
    with pytest.raises(CeremonyQuorumDiffers) as refusal:
        trustees.board.accept(Reveal(PLAN.ceremony_id, other.public, other.exchange_key))
    assert refusal.value.params == {"name": "정하늘", "quorum": 3, "needed": 2}


@pytest.mark.parametrize("key", [bytes(32), b"\1" + bytes(31)])
def test_an_exchange_key_that_everybody_could_open_boxes_of_is_refused(key: bytes) -> None:
    state = begin(PLAN, 1)
    value = ceremony_board.promise_value(PLAN, state.public, key)
    board = Board(PLAN, {1: Promise(PLAN.ceremony_id, 1, value)})
    for index in (2, 3):
        board = board.accept(promise(PLAN, begin(PLAN, index)))
    with pytest.raises(ExchangeKeyRejected):
        board.accept(Reveal(PLAN.ceremony_id, state.public, key))


def test_too_few_boxes_are_refused() -> None:
    trustees = Trustees().reveal()
    with pytest.raises(CeremonyMessageMalformed):
        trustees.board.accept(Shares(PLAN.ceremony_id, 1, (bytes(BOX_BYTES),)))


def received(board: Board, sender: int, boxes: Sequence[bytes]) -> Board:
    changed = replace(board.shares[sender], boxes=tuple(boxes))
    return replace(board, shares={**board.shares, sender: changed})


def test_shares_that_were_exchanged_are_named_by_whoever_cannot_open_theirs() -> None:
    trustees = Trustees().share()
    one, two, three = trustees.board.shares[1].boxes
    exchanged = received(trustees.board, 1, (one, three, two))
    for at in (1, 2):
        with pytest.raises(ShareUnreadable) as refusal:
            finish(exchanged, trustees.states[at])
        assert refusal.value.params == {"sender": "정하늘", "name": NAMES[at]}
    assert finish(exchanged, trustees.states[0])


@pytest.mark.parametrize("share", [b"\5" + bytes(31), b"\xff" * 32, ZERO])
def test_a_share_that_is_not_on_the_sender_s_polynomial_is_named(share: bytes) -> None:
    trustees = Trustees().share()
    box = sodium.crypto_box_seal(share, trustees.states[1].exchange_key)
    boxes = trustees.board.shares[3].boxes
    wrong = received(trustees.board, 3, (boxes[0], box, boxes[2]))
    with pytest.raises(ShareDoesNotFit) as refusal:
        finish(wrong, trustees.states[1])
    assert refusal.value.params == {"sender": "한유진", "name": "오지훈"}


def test_a_confirmation_of_another_transcript_is_refused() -> None:
    board = Trustees().share().board
    with pytest.raises(TranscriptDiffers) as refusal:
        board.accept(Confirmation(PLAN.ceremony_id, 2, bytes(32)))
    assert refusal.value.params == {"name": "오지훈"}


def test_a_secret_of_another_ceremony_confirms_nothing() -> None:
    trustees = Trustees().share()
    _, others, _ = run_ceremony(NAMES, 2)
    with pytest.raises(SecretOfAnotherCeremony):
        confirm(trustees.board, others[0])


def test_a_state_of_another_ceremony_does_nothing_here() -> None:
    board = Trustees().promise().board
    for other in (replace(PLAN, ceremony_id=b"D" * 16), replace(PLAN, names=(*NAMES, "서민재"))):
        with pytest.raises(SecretOfAnotherCeremony):
            see_promises(board, begin(other, other.count))


# --- plans ---------------------------------------------------------------------------------------------


def test_two_trustees_with_the_same_name_are_refused() -> None:
    with pytest.raises(TrusteeNameTwice) as refusal:
        run_ceremony(["Kim Minseo", "이도현", "kim  minseo"], 2)
    assert refusal.value.params == {"first": 1, "second": 3, "name": "kim  minseo"}


@pytest.mark.parametrize(
    ("plan", "part"),
    [
        (replace(PLAN, ceremony_id=b""), Part.LENGTH),
        (replace(PLAN, names=()), Part.CONTENT),
        (replace(PLAN, names=("",)), Part.CONTENT),
        (replace(PLAN, names=("\u1112\u1161\u11ab",)), Part.CONTENT),  # not in normal form C
        (replace(PLAN, names=tuple(map(str, range(100)))), Part.CONTENT),
        (replace(PLAN, quorum=0), Part.QUORUM),
        (replace(PLAN, quorum=4), Part.QUORUM),
    ],
)
def test_plans_that_make_no_key_are_refused(plan: Plan, part: Part) -> None:
    with pytest.raises(CeremonyPlanInvalid) as refusal:
        plan.check()
    assert refusal.value.params == {"part": part}


# --- files ---------------------------------------------------------------------------------------------


def finished_board() -> Board:
    trustees = Trustees()
    for secret in trustees.finish():
        trustees.board = trustees.board.accept(confirm(trustees.board, secret))
    return trustees.board


FINISHED = finished_board()


def test_a_board_survives_its_file() -> None:
    assert Board.from_json(json.loads(json.dumps(FINISHED.to_json()))) == FINISHED


def test_a_board_that_was_changed_in_its_file_is_refused() -> None:
    content = json.loads(json.dumps(FINISHED.to_json()))
    content["messages"][0]["promise"] = "00" * 32
    with pytest.raises(PromiseBroken):
        Board.from_json(content)


def changed(at: int, **values: object) -> object:
    content = json.loads(json.dumps(FINISHED.to_json()))["messages"][at]
    for name, value in values.items():
        if value is None:
            del content[name]
        else:
            content[name] = value
    return content


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("text", Part.FORMAT),
        ({}, Part.FORMAT),
        (changed(0, step="another"), Part.FORMAT),
        (changed(0, step=5), Part.FORMAT),
        (changed(0, step="reveal"), Part.FORMAT),
        (changed(0, promise=None), Part.FORMAT),
        (changed(0, more=1), Part.FORMAT),
        (changed(0, ceremony="00"), Part.LENGTH),
        (changed(0, trustee="1"), Part.INDEX),
        (changed(0, promise="00"), Part.CONTENT),
        (changed(3, trustee=2), Part.INDEX),
        (changed(3, exchange_key="00"), Part.PUBLIC_KEY),
        (changed(6, boxes=["00"]), Part.SHARES),
        (changed(9, transcript="00"), Part.CONTENT),
    ],
)
def test_messages_of_another_form_are_refused(value: object, part: Part) -> None:
    with pytest.raises(CeremonyMessageMalformed) as refusal:
        message_from_json(value)
    assert refusal.value.params == {"part": part}


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"plan": PLAN.to_json(), "messages": {}},
        {"plan": {}, "messages": []},
        {"plan": {**PLAN.to_json(), "names": "정하늘"}, "messages": []},
        {"plan": {**PLAN.to_json(), "names": [1]}, "messages": []},
    ],
)
def test_boards_of_another_form_are_refused(value: object) -> None:
    with pytest.raises(CeremonyMessageMalformed):
        Board.from_json(value)


@given(json_values | st.fixed_dictionaries({"plan": json_values, "messages": json_values}))
def test_any_json_is_refused_with_a_typed_error(value: object) -> None:
    with pytest.raises(CeremonyMessageMalformed):
        Board.from_json(value)


def test_every_message_survives_json() -> None:
    for step in Step:
        for message in FINISHED._messages(step).values():
            assert message_from_json(json.loads(json.dumps(message_to_json(message)))) == message


def test_neither_states_nor_secrets_are_shown() -> None:
    state = begin(PLAN, 1)
    for value in (*state.coefficients, state.exchange_secret):
        assert repr(value) not in repr(state)
        assert value.hex() not in repr(state)
