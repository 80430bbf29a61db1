"""Mutations of ballots: flipped bits, values that are none, proofs that lie, copies, moves, tested ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from omp_desktop.crypto.ballot import EncryptedBallot
from omp_desktop.crypto.group import ED25519, ORDER
from omp_desktop.domain.manifest import Manifest
from omp_desktop.record.checks import Check
from omp_desktop.record.layout import MANIFEST, page_name
from omp_desktop.record.manifest_context import context_of
from omp_desktop.record.page import RecordedBallot
from tests.record.insiders import Change, context, page, put, recount, rehash, resign, resum
from tests.record.mutations import Mutation, flip, get, put_value, then
from tests.record.sample import (
    CAST,
    DEVICE_A1,
    DEVICE_A2,
    DEVICE_B1,
    STATION_OF,
    TESTED,
    VOID,
    Draft,
    choices,
    recorded,
    seal,
)
from tests.unit.crypto import reference
from tests.unit.crypto.liars import Liar, rebuilt

A1, A1_SECOND, A1_LATER = (page_name(DEVICE_A1, *place) for place in ((1, 1), (1, 2), (3, 1)))
A2, B1 = page_name(DEVICE_A2, 1, 1), page_name(DEVICE_B1, 1, 1)
FIRST: Final = (A1, "ballots", 0)
OPTION: Final = (*FIRST, "contests", 0, "options", 0)
SMALL_ORDER: Final = reference.encode(reference.torsion()[4]).hex()
IDENTITY: Final = ED25519.identity.hex()
NOT_CANONICAL: Final = (2**255 - 19 + 3).to_bytes(32, "little").hex()  # y = p + 3
OFF_CURVE: Final = (2).to_bytes(32, "little").hex()


def over_l(*path: str | int) -> Change:
    """The scalar at this path plus L: the same number, in an encoding that is none."""

    def change(draft: Draft) -> None:
        number = int.from_bytes(bytes.fromhex(get(draft, *path)), "little") + ORDER
        put_value(number.to_bytes(32, "little").hex(), *path)(draft)

    return change


def signature_over_l(draft: Draft) -> None:
    """The second half of a signature plus L: what a careless verifier takes for a signature as well."""
    raw = bytes.fromhex(get(draft, *FIRST, "signature"))
    number = int.from_bytes(raw[32:], "little") + ORDER
    put_value((raw[:32] + number.to_bytes(32, "little")).hex(), *FIRST, "signature")(draft)


def first_with(draft: Draft, name: str, status: object) -> RecordedBallot:
    """The first ballot of this status on a page."""
    return next(each for each in page(draft, name).ballots if each.status is status)


def lie(make: Callable[[Liar], EncryptedBallot]) -> Change:
    """A device seals what must not be, with the best proofs there are; everybody else goes along with it."""

    def change(draft: Draft) -> None:
        ballot = make(Liar(context(draft)))
        ours = replace(ballot, station_id=STATION_OF[DEVICE_A1], device_id=DEVICE_A1, store_epoch=1)
        resign(draft, A1, ours, first_with(draft, A1, CAST))
        rehash(draft)

    return change


HONEST: Final = {"council": [1, 1, 0, 0], "motion": [1, 0]}


def two_votes(liar: Liar) -> EncryptedBallot:
    """One option holds 2."""
    return liar.ballot(president=[2, 0, 0], **HONEST)


def minus_one(liar: Liar) -> EncryptedBallot:
    """One option holds −1, another 2."""
    return liar.ballot(president=[2, -1, 0], **HONEST)


def too_many(liar: Liar) -> EncryptedBallot:
    """Both candidates where one may be chosen."""
    return liar.ballot(president=[1, 1, 0], **HONEST)


def too_many_in_wide_range(liar: Liar) -> EncryptedBallot:
    """Three where two may be chosen, with a true proof of a wider range."""
    return liar.ballot_with_wide_sums(president=[1, 0, 0], council=[1, 1, 1, 0], motion=[1, 0])


def chosen_and_blank(liar: Liar) -> EncryptedBallot:
    """A candidate and blank."""
    return liar.ballot(president=[1, 0, 1], **HONEST)


def nothing(liar: Liar) -> EncryptedBallot:
    """Neither for nor against, where blank is not allowed."""
    return liar.ballot(president=[1, 0, 0], council=[1, 1, 0, 0], motion=[0, 0])


def small_order(liar: Liar) -> EncryptedBallot:
    """A component of order 2, and proofs that hold where nobody looks for it."""
    return liar.ballot_with_small_order(president=[1, 0, 0], **HONEST)


def identity(liar: Liar) -> EncryptedBallot:
    """A nonce of zero: everybody sees the vote."""
    return liar.ballot_with_identity(president=[1, 0, 0], **HONEST)


def swap_contents(draft: Draft) -> None:
    """Two ballots exchange their contests."""
    one, other = draft.json[A1]["ballots"][0], draft.json[A1]["ballots"][1]
    one["contests"], other["contests"] = other["contests"], one["contests"]


def swap_options(draft: Draft) -> None:
    """Two options of a ballot exchange their ciphertexts and proofs: the vote goes to the other."""
    options = draft.json[A1]["ballots"][0]["contests"][0]["options"]
    options[0], options[1] = options[1], options[0]


def copy_ballot(draft: Draft) -> None:
    """Another device of the station signs a ballot that is in the box already, and casts it again."""
    old, before = first_with(draft, A1, CAST), page(draft, A1)
    resign(draft, A2, replace(old.encrypted(context(draft), before.head), device_id=DEVICE_A2))
    rehash(draft)


def copy_under_new_id(draft: Draft) -> None:
    """The device signs the ciphertexts and proofs of another voter under a new id."""
    old, before = first_with(draft, A1, CAST), page(draft, A1)
    known = context(draft)
    ballot = replace(old.encrypted(known, before.head), ballot_id=bytes(range(32)))
    resign(draft, A1, rebuilt(known, ballot, ballot.contests))
    rehash(draft)


def move(target: str) -> Change:
    """A cast ballot is moved to another page as it is."""

    def change(draft: Draft) -> None:
        moved = first_with(draft, A1, CAST)
        here, there = page(draft, A1), page(draft, target)
        put(draft, replace(here, ballots=[each for each in here.ballots if each.code != moved.code]))
        put(draft, replace(there, ballots=[*there.ballots, moved]))
        rehash(draft)

    return change


def of_another_election(draft: Draft) -> None:
    """A device casts a ballot that was made for another election with the same contests and key."""
    other = draft.copy()
    other.json[MANIFEST]["name"]["en"] = "Another election"
    raw = other.manifest_bytes
    ballot = seal(context_of(raw, Manifest.from_bytes(raw)), DEVICE_A1, 1, choices(1)).ballot
    resign(draft, A1, ballot, first_with(draft, A1, CAST))
    rehash(draft)


def signed_by_another_device(draft: Draft) -> None:
    """The signature of a ballot is of another device of the same station."""
    here = page(draft, A1)
    old = first_with(draft, A1, CAST)
    ballot = old.encrypted(context(draft), here.head)
    keys = replace(draft.keys, devices={**draft.keys.devices, DEVICE_A1: draft.keys.devices[DEVICE_A2]})
    forged = recorded(keys, ballot, CAST)
    put(draft, replace(here, ballots=[forged if each.code == old.code else each for each in here.ballots]))


def remove(draft: Draft) -> None:
    """A cast ballot is taken off its page."""
    here = page(draft, A1)
    gone = first_with(draft, A1, CAST)
    put(draft, replace(here, ballots=[each for each in here.ballots if each != gone]))


def stuff(draft: Draft) -> None:
    """A device casts a ballot of nobody."""
    resign(draft, A1, seal(context(draft), DEVICE_A1, 1, choices(2)).ballot)


def turn(name: str, before: object, after: str, *, keep_nonce: bool = True) -> Change:
    """A ballot's status is changed."""

    def change(draft: Draft) -> None:
        code = first_with(draft, name, before).code.hex()
        (ballot,) = (each for each in draft.json[name]["ballots"] if each["code"] == code)
        ballot["status"] = after
        if not keep_nonce:
            del ballot["nonce"]

    return change


def wrong_nonce(draft: Draft) -> None:
    """A tested ballot is published with the nonce of another ballot."""
    name, tested = A1, first_with(draft, A1, TESTED)
    here = page(draft, name)
    other = seal(context(draft), DEVICE_A1, 1, choices(0)).nonce
    put(
        draft,
        replace(
            here,
            ballots=[
                replace(each, nonce=other) if each.code == tested.code else each for each in here.ballots
            ],
        ),
    )


def nonce_of_cast(draft: Draft) -> None:
    """A cast ballot is published with a nonce."""
    code = first_with(draft, A1, CAST).code.hex()
    (ballot,) = (each for each in draft.json[A1]["ballots"] if each["code"] == code)
    ballot["nonce"] = "00" * 32


def without_nonce(draft: Draft) -> None:
    """A tested ballot is published without its nonce."""
    for ballot in draft.json[A1]["ballots"]:
        ballot.pop("nonce", None)


_B: Final = Check.BALLOTS
_bit = partial(Mutation, kind="flipped bit")
_value = partial(Mutation, kind="value that is none", check=_B, names=A1)
_proof = partial(Mutation, kind="proof that lies", check=_B, names=A1)
_move = partial(Mutation, kind="swapped, copied or moved ballot")
_count = partial(Mutation, kind="removed or added ballot")
_status = partial(Mutation, kind="changed status")
_tested = partial(Mutation, kind="tested ballot", check=Check.TESTED, names=A1)

MUTATIONS: Final = (
    _bit("a bit of an alpha", check=_B, change=flip(*OPTION, "alpha"), names=A1),
    _bit("a bit of a beta", check=_B, change=flip(*OPTION, "beta"), names=A1),
    _bit(
        "a bit of an option's challenge", check=_B, change=flip(*OPTION, "challenges", 0), names="president"
    ),
    _bit("a bit of an option's response", check=_B, change=flip(*OPTION, "responses", 1), names="president"),
    _bit(
        "a bit of a sum's challenge",
        check=_B,
        change=flip(*FIRST, "contests", 1, "challenges", 1),
        names="council",
    ),
    _bit(
        "a bit of a sum's response",
        check=_B,
        change=flip(*FIRST, "contests", 1, "responses", 0),
        names="council",
    ),
    _bit("a bit of a ballot's id", check=_B, change=flip(*FIRST, "ballot_id"), names=A1),
    _bit("a bit of a code", check=_B, change=flip(*FIRST, "code"), names=A1),
    _bit("a bit of a ballot's signature", check=_B, change=flip(*FIRST, "signature"), names=A1),
    _value("an alpha of small order", change=put_value(SMALL_ORDER, *OPTION, "alpha")),
    _value("an alpha that is the identity", change=put_value(IDENTITY, *OPTION, "alpha")),
    _value("a beta that is not canonical", change=put_value(NOT_CANONICAL, *OPTION, "beta")),
    _value("a beta off the curve", change=put_value(OFF_CURVE, *OPTION, "beta")),
    _value("a challenge of L or more", change=over_l(*OPTION, "challenges", 0)),
    _value("a response of L or more", change=over_l(*OPTION, "responses", 0)),
    _value("a sum's response of L or more", change=over_l(*FIRST, "contests", 1, "responses", 0)),
    _value("half a signature of L or more", change=signature_over_l),
    _value("a ciphertext with a component of small order", change=lie(small_order)),
    _value("a ciphertext under the nonce zero", change=lie(identity)),
    _value(
        "an option too few", change=lambda draft: draft.json[A1]["ballots"][0]["contests"][0]["options"].pop()
    ),
    _value("a contest too few", change=lambda draft: draft.json[A1]["ballots"][0]["contests"].pop()),
    _proof("two votes for one option", change=lie(two_votes)),
    _proof("a vote of minus one", change=lie(minus_one)),
    _proof("more votes than allowed", change=then(lie(too_many), resum)),
    _proof("more votes under a proof of a wider range", change=lie(too_many_in_wide_range)),
    _proof("a candidate and blank", change=lie(chosen_and_blank)),
    _proof("nothing where blank is not allowed", change=lie(nothing)),
    _move("two ballots exchange their contents", check=_B, change=swap_contents, names=A1),
    _move("two options exchange their ciphertexts", check=_B, change=swap_options, names=A1),
    _move("a ballot stands twice", check=Check.UNIQUE, change=copy_ballot, names=A2),
    _move("a ballot is copied under a new id", check=_B, change=copy_under_new_id, names=A1),
    _move("ciphertexts are copied under a new id", check=Check.UNIQUE, change=copy_under_new_id, names=A1),
    _move("a ballot of another election", check=_B, change=of_another_election, names=A1),
    _move("a ballot moves to another station", check=_B, change=move(B1), names=B1),
    _move("a ballot moves to another device", check=_B, change=move(A2), names=A2),
    _move("a ballot moves to another epoch", check=_B, change=move(A1_LATER), names=A1_LATER),
    _move("a ballot signed by another device", check=_B, change=signed_by_another_device, names=A1),
    _count("a ballot is removed", check=Check.PAGES, change=remove, names=A1),
    _count(
        "a ballot is removed by its device", check=Check.SUMS, change=then(remove, rehash), names="sums.json"
    ),
    _count(
        "a ballot is removed by device and trustees",
        check=Check.PARTICIPATION,
        change=then(remove, rehash, resum),
        names="stations.json",
    ),
    _count(
        "a ballot is removed by everybody",
        check=Check.CLOSINGS,
        change=then(remove, rehash, resum, recount),
        names=DEVICE_A1,
        published=True,
    ),
    _count("a ballot of nobody", check=Check.SUMS, change=then(stuff, rehash), names="sums.json"),
    _count(
        "a ballot of nobody, opened by the trustees",
        check=Check.PARTICIPATION,
        change=then(stuff, rehash, resum),
        names="stations.json",
    ),
    _count(
        "a ballot of nobody, with everybody's help",
        check=Check.CLOSINGS,
        change=then(stuff, rehash, resum, recount),
        names=DEVICE_A1,
        published=True,
    ),
    _status("a cast ballot becomes void", check=Check.PAGES, change=turn(A1, CAST, "void"), names=A1),
    _status(
        "a cast ballot becomes void on its device",
        check=Check.SUMS,
        change=then(turn(A1, CAST, "void"), rehash),
        names="sums.json",
    ),
    _status(
        "a cast ballot becomes void for device and trustees",
        check=Check.PARTICIPATION,
        change=then(turn(A1, CAST, "void"), rehash, resum),
        names="stations.json",
    ),
    _status(
        "a cast ballot becomes void for everybody",
        check=Check.CLOSINGS,
        change=then(turn(A1, CAST, "void"), rehash, resum, recount),
        names=DEVICE_A1,
        published=True,
    ),
    _status(
        "a void ballot is cast",
        check=Check.PARTICIPATION,
        change=then(turn(A1_SECOND, VOID, "cast"), rehash, resum),
        names="stations.json",
    ),
    _status(
        "a tested ballot is cast",
        check=Check.SUMS,
        change=then(turn(A1, TESTED, "cast", keep_nonce=False), rehash),
        names="sums.json",
    ),
    _status(
        "a tested ballot is cast with its nonce",
        check=Check.TESTED,
        change=then(turn(A1, TESTED, "cast"), rehash),
        names=A1,
    ),
    _tested("a tested ballot with the nonce of another", change=wrong_nonce),
    _tested("a cast ballot with a nonce", change=nonce_of_cast),
    _tested("a tested ballot without a nonce", change=without_nonce),
)
