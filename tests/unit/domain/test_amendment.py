"""Signed amendments."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from omp_desktop.domain.amendment import (
    Amendment,
    AmendmentKind,
    PublishedPledge,
    draw_up,
    effective,
    hours_payload,
    pledges_payload,
    withdrawal_payload,
)
from omp_desktop.domain.manifest import Manifest
from omp_desktop.domain.record_errors import (
    AmendmentMalformed,
    AmendmentOutOfSequence,
    AmendmentRefused,
    ExtensionMeetsNextWindow,
    HoursOnlyExtend,
    NoSuchOption,
    NoSuchWindow,
    PledgesAfterOpening,
    WithdrawnTwice,
)
from omp_desktop.domain.voting_window import VotingWindow
from tests.unit.domain.examples import (
    BEFORE,
    DURING,
    FIRST,
    LAST,
    MOTION,
    a_candidate,
    a_manifest,
    a_pledge,
    an_election,
)

ONE, TWO, FIVE = (a_candidate(number).id for number in (1, 2, 5))
HOUR = timedelta(hours=1)


def withdrawal(manifest: Manifest, option_id: str, earlier: tuple[Amendment, ...] = ()) -> Amendment:
    return draw_up(
        manifest,
        earlier,
        kind=AmendmentKind.WITHDRAWAL,
        payload=withdrawal_payload(option_id),
        made_at=BEFORE,
    ).signed("aa" * 64)


def extension(
    manifest: Manifest, window: int, closes: datetime, earlier: tuple[Amendment, ...] = ()
) -> Amendment:
    payload = hours_payload(window, closes)
    return draw_up(manifest, earlier, kind=AmendmentKind.HOURS, payload=payload, made_at=DURING).signed(
        "bb" * 64
    )


def publication(
    manifest: Manifest,
    payload: dict[str, Any],
    *,
    made_at: datetime = BEFORE,
    opened_at: datetime | None = None,
) -> Amendment:
    return draw_up(
        manifest, (), kind=AmendmentKind.PLEDGES, payload=payload, made_at=made_at, opened_at=opened_at
    )


def test_without_amendments_the_manifest_is_in_force() -> None:
    in_force = effective(a_manifest(), [])
    assert in_force.windows == (FIRST, LAST)
    assert in_force.withdrawn == frozenset()
    assert in_force.pledges is None


def test_a_withdrawal_takes_one_candidate_out() -> None:
    manifest = a_manifest()
    assert effective(manifest, [withdrawal(manifest, TWO)]).withdrawn == {TWO}


def test_nobody_withdraws_twice() -> None:
    manifest = a_manifest()
    first = withdrawal(manifest, TWO)
    with pytest.raises(WithdrawnTwice):
        withdrawal(manifest, TWO, (first,))
    with pytest.raises(WithdrawnTwice):
        withdrawal(manifest, FIVE)


def test_only_somebody_on_the_ballot_withdraws() -> None:
    with pytest.raises(NoSuchOption):
        withdrawal(a_manifest(), "f" * 32)


def test_when_the_single_candidate_goes_nothing_is_left_to_vote_on() -> None:
    candidate = a_candidate(1, contest_id="motion")
    manifest = a_manifest(an_election(contests=(MOTION,)), (candidate,))
    options = {option.id for option in manifest.contests[0].options}
    assert effective(manifest, [withdrawal(manifest, candidate.id)]).withdrawn == options


def test_hours_get_longer() -> None:
    manifest = a_manifest()
    amendment = extension(manifest, 1, LAST.closes + HOUR)
    assert effective(manifest, [amendment]).windows == (FIRST, VotingWindow(LAST.opens, LAST.closes + HOUR))


def test_hours_get_longer_again_from_where_they_are() -> None:
    manifest = a_manifest()
    first = extension(manifest, 1, LAST.closes + HOUR)
    second = extension(manifest, 1, LAST.closes + 2 * HOUR, (first,))
    assert effective(manifest, [first, second]).windows[1].closes == LAST.closes + 2 * HOUR
    with pytest.raises(HoursOnlyExtend):
        extension(manifest, 1, LAST.closes + HOUR, (first,))


@pytest.mark.parametrize("closes", [LAST.closes, LAST.closes - HOUR])
def test_hours_never_get_shorter(closes: datetime) -> None:
    with pytest.raises(HoursOnlyExtend) as caught:
        extension(a_manifest(), 1, closes)
    assert caught.value.params == {"closes": "2026-12-04 18:00 (Asia/Seoul)"}


@pytest.mark.parametrize("closes", [LAST.opens, LAST.opens + HOUR])
def test_hours_do_not_run_into_the_next_day(closes: datetime) -> None:
    with pytest.raises(ExtensionMeetsNextWindow) as caught:
        extension(a_manifest(), 0, closes)
    assert caught.value.params == {"opens": "2026-12-04 06:00 (Asia/Seoul)"}


@pytest.mark.parametrize("window", [-1, 2])
def test_only_hours_that_exist_get_longer(window: int) -> None:
    with pytest.raises(NoSuchWindow) as caught:
        extension(a_manifest(), window, LAST.closes + HOUR)
    assert caught.value.params == {"number": window + 1}


def test_hours_end_before_the_very_next_window() -> None:
    third = VotingWindow(LAST.closes + 24 * HOUR, LAST.closes + 36 * HOUR)
    manifest = a_manifest(an_election(windows=(FIRST, LAST, third)))
    with pytest.raises(ExtensionMeetsNextWindow) as caught:
        extension(manifest, 0, LAST.opens)
    assert caught.value.params == {"opens": "2026-12-04 06:00 (Asia/Seoul)"}
    assert (
        effective(manifest, [extension(manifest, 1, third.opens - HOUR)]).windows[1].closes
        == third.opens - HOUR
    )


def test_an_amendment_is_dated_to_the_second() -> None:
    late = BEFORE + timedelta(microseconds=999_999)
    assert publication(a_manifest(), pledges_payload([]), made_at=late).made_at == BEFORE


def test_pledges_are_published_in_the_candidates_order() -> None:
    manifest = a_manifest()
    payload = pledges_payload([a_pledge(1), a_pledge(0), a_pledge(2, candidate_id=TWO)])
    pledges = effective(manifest, [publication(manifest, payload)]).pledges
    assert pledges == {
        ONE: (PublishedPledge("복지", "공약 0", "설명"), PublishedPledge("복지", "공약 1", "설명")),
        TWO: (PublishedPledge("복지", "공약 2", "설명"),),
    }


def test_pledges_published_again_take_the_place_of_the_first() -> None:
    manifest = a_manifest()
    first = publication(manifest, pledges_payload([a_pledge(0)]))
    second = draw_up(
        manifest, [first], kind=AmendmentKind.PLEDGES, payload=pledges_payload([]), made_at=BEFORE + HOUR
    )
    assert effective(manifest, [first, second]).pledges == {}


@pytest.mark.parametrize("made_at", [DURING, DURING + HOUR])
def test_pledges_are_not_published_once_the_polls_have_opened(made_at: datetime) -> None:
    with pytest.raises(PledgesAfterOpening):
        publication(a_manifest(), pledges_payload([]), made_at=made_at, opened_at=DURING)


def test_pledges_published_before_the_opening_stay() -> None:
    manifest = a_manifest()
    amendment = publication(manifest, pledges_payload([a_pledge(0)]))
    assert effective(manifest, [amendment], opened_at=DURING).pledges is not None


def test_pledges_belong_to_somebody_on_the_ballot() -> None:
    with pytest.raises(NoSuchOption):
        publication(a_manifest(), pledges_payload([a_pledge(0, candidate_id="f" * 32)]))


def three(manifest: Manifest) -> list[Amendment]:
    first = withdrawal(manifest, TWO)
    second = extension(manifest, 0, FIRST.closes + HOUR, (first,))
    third = extension(manifest, 1, LAST.closes + HOUR, (first, second))
    return [first, second, third]


def test_amendments_are_numbered_and_name_the_one_before() -> None:
    manifest = a_manifest()
    first, second, third = three(manifest)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert [first.previous_hash, second.previous_hash, third.previous_hash] == [
        manifest.hash,
        first.hash,
        second.hash,
    ]


@pytest.mark.parametrize(
    ("keep", "named"),
    [([1, 2], 2), ([0, 2], 3), ([1, 0, 2], 2), ([0, 0], 1)],
)
def test_a_missing_or_doubled_amendment_is_named(keep: list[int], named: int) -> None:
    manifest = a_manifest()
    amendments = three(manifest)
    with pytest.raises(AmendmentOutOfSequence) as caught:
        effective(manifest, [amendments[index] for index in keep])
    assert caught.value.params == {"number": named}


@pytest.mark.parametrize(
    "changes", [{"made_at": DURING}, {"signature": "ff" * 64}, {"payload": {"option_id": ONE}}]
)
def test_a_changed_amendment_breaks_the_next_one(changes: dict[str, Any]) -> None:
    manifest = a_manifest()
    first, second, third = three(manifest)
    with pytest.raises(AmendmentOutOfSequence) as caught:
        effective(manifest, [replace(first, **changes), second, third])
    assert caught.value.params == {"number": 2}


def test_an_amendment_of_another_election_does_not_fit() -> None:
    other = a_manifest(an_election(id="a" * 32))
    with pytest.raises(AmendmentOutOfSequence):
        effective(a_manifest(), [withdrawal(other, TWO)])


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (AmendmentKind.WITHDRAWAL, {}),
        (AmendmentKind.WITHDRAWAL, {"option_id": 1}),
        (AmendmentKind.HOURS, {"window": "1", "closes": "2026-12-04T10:00:00Z"}),
        (AmendmentKind.HOURS, {"window": 1, "closes": "tomorrow"}),
        (AmendmentKind.PLEDGES, {"pledges": []}),
        (AmendmentKind.PLEDGES, {"pledges": {ONE: [{"theme": "복지"}]}}),
    ],
)
def test_a_payload_that_cannot_be_read_is_refused(kind: AmendmentKind, payload: dict[str, Any]) -> None:
    with pytest.raises(AmendmentMalformed) as caught:
        draw_up(a_manifest(), (), kind=kind, payload=payload, made_at=BEFORE)
    assert caught.value.params == {"number": 1}
    assert isinstance(caught.value, AmendmentRefused)


def test_everything_but_the_signature_is_signed() -> None:
    manifest = a_manifest()
    amendment = withdrawal(manifest, TWO)
    assert json.loads(amendment.signed_bytes()) == {
        "election_id": manifest.election_id,
        "number": 1,
        "kind": "withdrawal",
        "payload": {"option_id": TWO},
        "made_at": "2026-12-02T20:00:00Z",
        "previous_hash": manifest.hash,
    }
    other = amendment.signed("dd" * 64)
    assert other.signed_bytes() == amendment.signed_bytes()
    assert other.hash != amendment.hash
