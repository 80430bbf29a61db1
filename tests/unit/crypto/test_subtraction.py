"""Totals of stations beside the total of all: what subtracting them shows, with the rule and without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pytest

from omp_desktop.crypto.aggregate import product
from omp_desktop.crypto.ballot import EncryptedBallot
from omp_desktop.crypto.opening import OpenedContest, combine, open_aggregate
from omp_desktop.domain.opening_rule import merge_small, too_small
from tests.unit.crypto.elections import ONE_OF_TWO, PUBLIC, SECRET, election, vote

CONTEXT = election(ONE_OF_TWO)
MINIMUM = 3
OAK, ELM = (vote(CONTEXT, president=["oak"]), vote(CONTEXT, president=["elm"]))
# Only one person voted at the mountain hut: for the elm.
STATIONS: Mapping[str, Sequence[EncryptedBallot]] = {
    "town": [OAK, OAK, ELM],
    "village": [OAK, ELM, ELM],
    "hut": [ELM],
}
EVERYWHERE = frozenset(STATIONS)


class Refused(Exception):
    """The rule was asked, and did not allow it."""


def publish(groups: Iterable[frozenset[str]], *, rule: bool) -> dict[frozenset[str], OpenedContest]:
    """What a centre would publish: the totals of these groups of stations."""
    told = list(groups)
    covered = [{unit: len(STATIONS[unit]) for unit in group} for group in told]
    if rule and too_small(covered, MINIMUM) is not None:
        raise Refused
    return {group: _totals([ballot for unit in group for ballot in STATIONS[unit]]) for group in told}


def _totals(ballots: Sequence[EncryptedBallot]) -> OpenedContest:
    sums = product(CONTEXT, ballots)
    return combine(CONTEXT, sums, [PUBLIC], [open_aggregate(CONTEXT, sums, SECRET)])["president"]


def only_at_the_hut(published: Mapping[frozenset[str], OpenedContest]) -> dict[str, int]:
    """The total of all, less those of the stations that are told alone."""
    told = [total.votes for group, total in published.items() if group != EVERYWHERE and "hut" not in group]
    left = [all_ - sum(parts) for all_, *parts in zip(published[EVERYWHERE].votes, *told, strict=True)]
    return dict(zip(ONE_OF_TWO.option_ids, left, strict=True))


def test_the_total_and_all_stations_but_one_are_refused() -> None:
    with pytest.raises(Refused):
        publish([EVERYWHERE, frozenset({"town"}), frozenset({"village"})], rule=True)


def test_without_the_rule_the_total_less_the_stations_shows_one_vote() -> None:
    """The control: nobody ever opened the hut's ballot, and still everybody knows it."""
    published = publish([EVERYWHERE, frozenset({"town"}), frozenset({"village"})], rule=False)
    assert only_at_the_hut(published) == {"oak": 0, "elm": 1}


def test_a_small_station_joined_to_another_may_be_published_beside_the_total() -> None:
    groups = merge_small({unit: len(ballots) for unit, ballots in STATIONS.items()}, MINIMUM)
    published = publish([EVERYWHERE, *groups], rule=True)
    assert frozenset({"hut"}) not in published
    assert sum(sum(total.votes) for group, total in published.items() if group != EVERYWHERE) == 7
