"""Mutations of sums, openings and totals."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from omp_desktop.crypto.aggregate import Aggregate, product
from omp_desktop.crypto.group import ED25519
from omp_desktop.crypto.opening import open_aggregate
from omp_desktop.crypto.trustees import TrusteeSecret
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.record.checks import Check
from omp_desktop.record.layout import MANIFEST, OPENINGS, SUMS
from omp_desktop.record.opened import RecordedOpening, RecordedSums, read_openings
from tests.record.bad_ballots import IDENTITY, SMALL_ORDER, lie, over_l, too_many
from tests.record.insiders import Change, ballots_of, context, live, recount, resign_manifest, resum
from tests.record.mutations import Mutation, add, drop, flip, put_value, then
from tests.record.sample import LIVE_UNITS, STATION_A, STATION_B, Draft, opened

FINAL: Final = (OPENINGS, "openings", 1)
SHARE: Final = (*FINAL, "partials", 0, "contests", "president", 0)
SUM: Final = (SUMS, "contests", "president", 0)


def also_opened(*more: Mapping[str, int]) -> Change:
    """More openings during the vote, all of them honest and proved."""

    def change(draft: Draft) -> None:
        openings = draft.json[OPENINGS]["openings"]
        openings[-1:-1] = [live(draft, units).to_json() for units in more]

    return change


def also_opened_over(station: str, more: int) -> Change:
    """The count during the vote claims ballots of a station that has fewer."""

    def change(draft: Draft) -> None:
        units = draft.json[OPENINGS]["openings"][0]["units"]
        units[station] += more
        units[STATION_A] -= more

    return change


def one_ballot_less(draft: Draft) -> Any:
    """The final opening over all cast ballots but one."""
    cast = ballots_of(draft)
    ballots = [ballot for found in cast.values() for ballot in found][1:]
    units = {station: len(found) for station, found in cast.items()}
    return opened(
        context(draft), draft.keys, OpeningKind.FINAL, ballots, {**units, STATION_A: units[STATION_A] - 1}
    )


def opens_less(draft: Draft) -> None:
    """The trustees open other sums than those of the record."""
    draft.json[OPENINGS]["openings"][-1] = one_ballot_less(draft).to_json()


def sums_less(draft: Draft) -> None:
    """Sums and final opening leave a ballot out, and count it all the same."""
    opening = one_ballot_less(draft)
    draft.json[SUMS] = {**opening.sums.to_json(), "ballots": opening.sums.ballots + 1}


def other_sums(draft: Draft) -> None:
    """Sums and final opening are of other ballots than those that were cast."""
    opening = one_ballot_less(draft)
    draft.json[SUMS] = opening.sums.to_json()
    draft.json[OPENINGS]["openings"][-1] = opening.to_json()


def exchange_totals(draft: Draft) -> None:
    """Two candidates exchange their votes, nothing else changes."""
    votes = draft.json[OPENINGS]["openings"][-1]["totals"]["council"]["votes"]
    votes[0], votes[2] = votes[2], votes[0]


def exchange_sums_and_totals(draft: Draft) -> None:
    """Two candidates exchange their votes everywhere but in the ballots."""
    final = draft.json[OPENINGS]["openings"][-1]
    parts = [draft.json[SUMS]["contests"]["council"], final["sums"]["contests"]["council"]]
    parts += [partial_["contests"]["council"] for partial_ in final["partials"]]
    for part in (*parts, final["totals"]["council"]["votes"]):
        part[0], part[2] = part[2], part[0]


def exchange_shares(draft: Draft) -> None:
    """Two trustees exchange their shares."""
    one, other = draft.json[OPENINGS]["openings"][-1]["partials"]
    one["contests"], other["contests"] = other["contests"], one["contests"]


def share_of_another_opening(draft: Draft) -> None:
    """A trustee's shares of the count during the vote stand in the final one."""
    first, final = draft.json[OPENINGS]["openings"]
    final["partials"][0]["contests"] = copy.deepcopy(first["partials"][0]["contests"])


def one_trustee_twice(draft: Draft) -> None:
    """The quorum is one trustee, twice."""
    partials = draft.json[OPENINGS]["openings"][-1]["partials"]
    partials[1] = copy.deepcopy(partials[0])


def with_another_secret(draft: Draft) -> None:
    """A trustee opens with a secret that is not of this key, and proves that it did."""
    secret = draft.keys.trustees[0][0]
    other = TrusteeSecret(secret.index, secret.coefficients, secret.coefficients[0])
    everything = [ballot for found in ballots_of(draft).values() for ballot in found]
    known = context(draft)
    part = open_aggregate(known, product(known, everything), other)
    draft.json[OPENINGS]["openings"][-1]["partials"][0] = part.to_json()


def too_much(draft: Draft) -> None:
    """The count during the vote is of sums with fifty votes more than there are ballots."""
    known, group = context(draft), ED25519
    cast = ballots_of(draft)
    sums = product(known, [each for station, count in LIVE_UNITS.items() for each in cast[station][:count]])
    (first, *others) = sums.contests["council"]
    fifty = group.power(known.public_key, group.scalar(50))
    more = replace(first, beta=group.multiply(first.beta, fifty))
    changed = Aggregate(sums.ballots, {**sums.contests, "council": (more, *others)})
    parts = [open_aggregate(known, changed, draft.keys.trustees[0][index]) for index in (0, 2)]
    (during, _) = read_openings(draft.json[OPENINGS])
    opening = RecordedOpening.of(OpeningKind.LIVE, changed, LIVE_UNITS, parts, during.totals)
    draft.json[OPENINGS]["openings"][0] = opening.to_json()


def final_twice(draft: Draft) -> None:
    """There are two final openings."""
    openings = draft.json[OPENINGS]["openings"]
    openings.append(copy.deepcopy(openings[-1]))


def void_counted(draft: Draft) -> None:
    """The sums cover the ballots that the count during the vote covered, and say they cover all."""
    (during, _) = read_openings(draft.json[OPENINGS])
    draft.json[SUMS] = RecordedSums(draft.json[SUMS]["ballots"], during.sums.contests).to_json()


_sum = partial(Mutation, kind="sums", check=Check.SUMS, names=SUMS)
_opening = partial(Mutation, kind="opening", check=Check.OPENINGS, names=OPENINGS)
_piece = partial(Mutation, kind="small piece", check=Check.OPENINGS, names=OPENINGS)
_total = partial(Mutation, kind="totals", names=OPENINGS)

MUTATIONS: Final = (
    _sum("a bit of a sum", change=flip(*SUM, "alpha")),
    _sum("sums of small order", change=put_value(SMALL_ORDER, *SUM, "beta")),
    _sum("sums that count another ballot", change=add(1, SUMS, "ballots")),
    _sum("sums without a contest", change=drop(SUMS, "contests", "motion")),
    _sum("sums without a ciphertext", change=drop(SUMS, "contests", "council", 3)),
    _sum("sums that leave a ballot out", change=sums_less),
    _sum("sums of other ballots", change=void_counted),
    _sum("sums and opening of other ballots", change=other_sums),
    _sum("votes exchanged everywhere but in the ballots", change=exchange_sums_and_totals),
    _opening("a bit of a share", change=flip(*SHARE, "value")),
    _opening("a bit of a share's challenge", change=flip(*SHARE, "challenge")),
    _opening("a bit of a share's response", change=flip(*SHARE, "response")),
    _opening("a share of small order", change=put_value(SMALL_ORDER, *SHARE, "value")),
    _opening("a share that is the identity", change=put_value(IDENTITY, *SHARE, "value")),
    _opening("a share's response of L or more", change=over_l(*SHARE, "response")),
    _opening("a trustee too few", change=drop(*FINAL, "partials", 1)),
    _opening("one trustee twice", change=one_trustee_twice),
    _opening("trustees exchange their shares", change=exchange_shares),
    _opening("a share of another opening", change=share_of_another_opening),
    _opening("a share of another secret", change=with_another_secret),
    _opening("a share of a trustee who is none", change=put_value(4, *FINAL, "partials", 0, "trustee")),
    _opening("an opening of other sums", change=opens_less),
    _opening("an opening that counts other ballots than its sums", change=add(1, *FINAL, "ballots")),
    _opening("units of more ballots than were cast", change=also_opened_over(STATION_B, 3)),
    _opening(
        "an opening during the vote that the policy does not allow",
        change=then(put_value("after_close", MANIFEST, "policy", "results"), resign_manifest),
        names="openings[0]",
    ),
    _opening("an opening of sums that no ballots give", change=too_much, names="council"),
    _opening("no final opening", change=drop(*FINAL)),
    _opening("two final openings", change=final_twice),
    _opening("no opening at all", change=put_value([], OPENINGS, "openings")),
    _opening("units that do not add up", change=add(1, *FINAL, "units", STATION_B)),
    _opening(
        "units of another station",
        change=put_value(0, *FINAL, "units", "ff" * 16),
    ),
    _piece(
        "an opening of two ballots", change=then(drop(OPENINGS, "openings", 0), also_opened({STATION_A: 2}))
    ),
    _piece("openings at N and N+1", change=also_opened({**LIVE_UNITS, STATION_A: LIVE_UNITS[STATION_A] + 1})),
    _piece(
        "a total minus its stations",
        change=then(
            drop(OPENINGS, "openings", 0),
            also_opened({STATION_A: 6}, {STATION_A: 6, STATION_B: 2}),
        ),
    ),
    _total("totals exchanged", check=Check.OPENINGS, change=exchange_totals),
    _total("a vote more", check=Check.OPENINGS, change=add(1, *FINAL, "totals", "president", "votes", 0)),
    _total(
        "a vote more than there are ballots",
        check=Check.TOTALS,
        change=put_value(99, *FINAL, "totals", "president", "votes", 0),
    ),
    _total(
        "more blank ballots than ballots",
        check=Check.TOTALS,
        change=put_value(99, *FINAL, "totals", "council", "blank"),
    ),
    _total(
        "blank where it is not allowed",
        check=Check.OPENINGS,
        change=put_value(0, *FINAL, "totals", "motion", "blank"),
    ),
    _total(
        "no number of blank ballots",
        check=Check.OPENINGS,
        change=put_value(None, *FINAL, "totals", "president", "blank"),
    ),
    _total("totals of a contest too few", check=Check.OPENINGS, change=drop(*FINAL, "totals", "motion")),
    _total(
        "totals of a contest too many",
        check=Check.OPENINGS,
        change=put_value({"votes": [], "blank": None}, *FINAL, "totals", "mayor"),
    ),
    _total(
        "totals that no ballots give, opened by everybody",
        check=Check.TOTALS,
        change=then(lie(too_many), resum, recount),
    ),
    _total(
        "totals of the count during the vote",
        check=Check.OPENINGS,
        change=add(1, OPENINGS, "openings", 0, "totals", "motion", "votes", 0),
    ),
)
