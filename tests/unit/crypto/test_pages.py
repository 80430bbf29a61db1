"""Pages and closing values: what they cover, and that nothing of it can be changed unnoticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omp_desktop.crypto.pages import (
    Chain,
    Counts,
    Entry,
    EpochEnd,
    closing_value,
    entries_digest,
    opening_value,
    page_hash,
)
from omp_desktop.domain.ballot import BallotStatus

CHAIN = Chain(bytes(32), "1f" * 16, "2f" * 16, bytes(range(32)))
CAST, VOID = Entry(b"\x01" * 32, BallotStatus.CAST), Entry(b"\x02" * 32, BallotStatus.VOID)
END = EpochEnd(1, opening_value(CHAIN, 1), 1, b"\x07" * 32)
COUNTS = Counts(1, 0, 1)


@pytest.mark.parametrize(
    "other",
    [
        replace(CHAIN, base_hash=b"\x01" * 32),
        replace(CHAIN, station_id="00" * 16),
        replace(CHAIN, device_id="00" * 16),
    ],
)
def test_every_value_belongs_to_one_election_station_and_device(other: Chain) -> None:
    assert opening_value(CHAIN, 1) != opening_value(other, 1)
    assert page_hash(CHAIN, 1, 1, bytes(32), [CAST]) != page_hash(other, 1, 1, bytes(32), [CAST])
    assert closing_value(CHAIN, [END], COUNTS, [CAST, VOID]) != closing_value(
        other, [END], COUNTS, [CAST, VOID]
    )


def test_the_opening_value_covers_key_epoch_and_what_came_before() -> None:
    other_key = replace(CHAIN, public_key=bytes(32))
    values = {
        opening_value(CHAIN, 1),
        opening_value(CHAIN, 2),
        opening_value(CHAIN, 1, b"\x01" * 32),
        opening_value(other_key, 1),
    }
    assert len(values) == 4


def test_a_page_covers_its_place_its_codes_and_what_became_of_them() -> None:
    hashes = {
        page_hash(CHAIN, 1, 1, bytes(32), [CAST, VOID]),
        page_hash(CHAIN, 2, 1, bytes(32), [CAST, VOID]),
        page_hash(CHAIN, 1, 2, bytes(32), [CAST, VOID]),
        page_hash(CHAIN, 1, 1, b"\x01" * 32, [CAST, VOID]),
        page_hash(CHAIN, 1, 1, bytes(32), [CAST]),
        page_hash(CHAIN, 1, 1, bytes(32), [replace(CAST, status=BallotStatus.TESTED), VOID]),
    }
    assert len(hashes) == 6


@pytest.mark.parametrize("entries", [[VOID, CAST], [CAST, CAST]])
def test_entries_out_of_order_or_twice_make_no_page_and_no_closing(entries: list[Entry]) -> None:
    with pytest.raises(ValueError, match="sorted"):
        page_hash(CHAIN, 1, 1, bytes(32), entries)
    with pytest.raises(ValueError, match="sorted"):
        entries_digest(CHAIN.base_hash, entries)


@pytest.mark.parametrize(
    ("epochs", "counts", "entries"),
    [
        ([], COUNTS, [CAST, VOID]),
        ([replace(END, pages=2)], COUNTS, [CAST, VOID]),
        ([replace(END, last=bytes(32))], COUNTS, [CAST, VOID]),
        ([END], Counts(2, 0, 0), [CAST, VOID]),
        ([END], COUNTS, [CAST]),
        ([END], COUNTS, [CAST, replace(VOID, status=BallotStatus.CAST)]),
    ],
)
def test_the_closing_value_covers_epochs_counts_and_every_entry(
    epochs: list[EpochEnd], counts: Counts, entries: list[Entry]
) -> None:
    assert closing_value(CHAIN, epochs, counts, entries) != closing_value(CHAIN, [END], COUNTS, [CAST, VOID])


def test_ballots_are_counted_by_what_became_of_them() -> None:
    assert Counts.of([CAST, VOID, VOID]) == Counts(cast=1, tested=0, void=2)
