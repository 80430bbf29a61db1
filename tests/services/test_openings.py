"""Openings: k of n trustees, one after another, here and by file; what changed in between; who is missing."""

from __future__ import annotations

import json
import secrets as randomness
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.crypto.errors import (
    BadShare,
    KeyNotOfThisElection,
    OpeningMalformed,
    WrongPassphrase,
)
from omp_desktop.crypto.opening import verify_partial
from omp_desktop.crypto.trustees import generate_trustee
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.election_errors import IllegalTransition
from omp_desktop.services import openings
from omp_desktop.services.ballot_box import checked_box
from omp_desktop.services.counting import CountingService
from omp_desktop.services.counting_errors import (
    LiveTooSoon,
    OpeningFileUnreadable,
    OpeningFileWrong,
    OpeningNotBegun,
    OpeningUnreadable,
    RequestOutdated,
    ShareMissing,
    ShareOfAnotherOpening,
    ShareTwice,
    SmallTotal,
    SumsDiffer,
    TrusteeKeyInsideData,
)
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.opening_files import covered, make_share, read_request
from omp_desktop.store.engine import Store
from omp_desktop.store.records import StoredRequest
from tests.services.scene import OPENS, Desk, Draft, People
from tests.services.stages import Station
from tests.services.test_counting import raw, votes_of
from tests.services.trustees import FINAL, LIVE, NAMES, TrusteesDay, copied_day, trustees_day

Rows = Callable[[], dict[str, list[str]]]
Make = Callable[..., TrusteesDay]


@pytest.fixture
def make_day(desk: Desk, people: People, draft: Draft, clock: FixedClock, usb: Path) -> Make:
    def make(quorum: int = 2, count: int = 3, **changes: object) -> TrusteesDay:
        return trustees_day(desk, people, draft, clock, usb, quorum, count, **changes)  # type: ignore[arg-type]

    return make


def cast_eleven(day: TrusteesDay) -> TrusteesDay:
    """갑돌 5, 을순 3, 병수 2, one blank."""
    for number, president in enumerate([0] * 5 + [1] * 3 + [2] * 2 + [None], start=1):
        day.vote(str(number), president)
    return day


@pytest.fixture
def day(
    station: Station, make_day: Make, desk: Desk, people: People, clock: FixedClock, usb: Path
) -> TrusteesDay:
    """Two of three trustees; eleven of twelve voted; the polls are closed."""

    def play() -> TrusteesDay:
        closed = cast_eleven(make_day())
        closed.close()
        return closed

    return copied_day(station, "eleven votes and the close", (desk, people, clock, usb), play)


def elsewhere(day: TrusteesDay, trustee: int, folder: Path) -> Path:
    """A trustee makes the share on another PC, from the request file."""
    request = folder / "request.json"
    day.counting.openings.export_request(day.people.manager, day.id, FINAL, request)
    index, content = make_share(read_request(request), *day.key(trustee), randomness.token_bytes)
    assert index == trustee
    path = folder / f"share-{trustee}.json"
    path.write_bytes(content)
    return path


# k of n


@pytest.mark.parametrize(
    ("quorum", "count", "chosen"), [(1, 1, (1,)), (2, 3, (1, 3)), (2, 3, (3, 2)), (3, 5, (5, 2, 4))]
)
def test_any_quorum_of_trustees_opens_the_count(
    make_day: Make, quorum: int, count: int, chosen: tuple[int, ...]
) -> None:
    day = cast_eleven(make_day(quorum, count))
    day.close()
    assert day.begin().given == 0
    for place, trustee in enumerate(chosen, start=1):
        assert not day.counting.openings.status(day.id, FINAL).complete
        assert day.give(trustee).given == place
    assert day.counting.openings.status(day.id, FINAL).complete
    result = day.open_sums()
    assert votes_of(result.contests[0]) == {1: 5, 2: 3, 4: 2}
    assert result.holds
    assert day.polls.status(day.id).state is ElectionState.COUNTED


def test_who_gave_a_share_and_who_did_not_is_said_by_name(day: TrusteesDay) -> None:
    day.begin()
    status = day.give(2)
    assert (status.given, status.quorum) == (1, 2)
    assert [(trustee.name, trustee.gave) for trustee in status.trustees] == [
        (NAMES[0], False),
        (NAMES[1], True),
        (NAMES[2], False),
    ]
    assert [trustee.index for trustee in status.missing] == [1, 3]


def test_with_one_trustee_lost_too_many_the_count_says_who_is_missing(
    day: TrusteesDay, state_of: Rows
) -> None:
    day.begin()
    day.give(2)
    before = state_of()
    with pytest.raises(ShareMissing) as missing:
        day.open_sums()
    assert dict(missing.value.params) == {"needed": 2, "given": 1, "missing": "1, 3", "more": 1}
    assert state_of() == before


def test_all_trustees_may_give_a_share_though_fewer_would_do(day: TrusteesDay, store: Store) -> None:
    day.begin()
    for trustee in (1, 2, 3):
        day.give(trustee)
    assert day.open_sums().holds
    with store.read() as uow:
        opening = json.loads(uow.aggregates.opening(day.id) or b"")
    assert [partial["trustee"] for partial in opening["partials"]] == [1, 2]


def test_the_opening_is_stored_as_the_record_wants_it(day: TrusteesDay, store: Store) -> None:
    day.begin()
    day.give(1)
    day.give(3)
    day.open_sums()
    with store.read() as uow:
        opening = json.loads(uow.aggregates.opening(day.id) or b"")
    assert sorted(opening) == ["ballots", "kind", "partials", "sums", "totals", "units"]
    assert (opening["kind"], opening["ballots"]) == ("final", 11)
    assert opening["units"] == {day.election.station.id: 11}
    assert sorted(opening["sums"]) == ["ballots", "contests"]
    assert sorted(opening["sums"]["contests"]["president"][0]) == ["alpha", "beta"]
    assert opening["totals"]["president"] == {"votes": [5, 3, 2], "blank": 1}


def test_a_count_goes_on_after_a_restart(day: TrusteesDay, desk: Desk) -> None:
    day.begin()
    day.give(3)
    day.counting = CountingService(desk.core)
    status = day.begin()
    assert [trustee.index for trustee in status.missing] == [1, 2]
    day.give(1)
    day.counting = CountingService(desk.core)
    assert day.open_sums().cast == 11


def test_the_whole_count_may_be_made_at_once_with_several_keys(day: TrusteesDay) -> None:
    day.begin()
    day.give(3)
    service, manager = day.counting, day.people.manager
    result = service.count_with_keys(manager, day.observer, day.id, [day.key(3), day.key(2)])
    assert result.holds


def test_too_few_keys_for_the_whole_count_are_told_and_can_be_followed_by_more(day: TrusteesDay) -> None:
    with pytest.raises(ShareMissing):
        day.counting.count(day.people.manager, day.observer, day.id, *day.key(1))
    day.give(2)
    assert day.open_sums().holds


def test_an_election_nobody_voted_in_takes_the_quorum_too(make_day: Make) -> None:
    day = make_day()
    day.close()
    day.begin()
    day.give(1)
    with pytest.raises(ShareMissing):
        day.open_sums()
    day.give(2)
    assert day.open_sums().cast == 0


# A share that is not good


def spoil_first_share(store: Store) -> None:
    """Trustee 2's share stands in the store under the number of trustee 1."""
    raw(
        store,
        "UPDATE opening_share"
        " SET body = (SELECT CAST(replace(s.body, '\"trustee\":2', '\"trustee\":1') AS BLOB)"
        " FROM opening_share AS s WHERE s.trustee = 2) WHERE trustee = 1",
        "opening_share_never_update",
    )


def test_a_wrong_pass_phrase_gives_no_share(day: TrusteesDay, state_of: Rows) -> None:
    day.begin()
    before = state_of()
    file, _ = day.key(1)
    with pytest.raises(WrongPassphrase):
        day.counting.openings.give_key(day.people.manager, day.id, FINAL, file, "not this one")
    assert state_of() == before


def test_a_key_of_another_election_gives_no_share(day: TrusteesDay, state_of: Rows) -> None:
    day.begin()
    before = state_of()
    stranger, _ = generate_trustee(2, 2)
    with pytest.raises(KeyNotOfThisElection) as refused:
        day.counting.openings.give_secret(day.people.manager, day.id, FINAL, stranger)
    assert refused.value.params["trustee"] == 2
    assert state_of() == before


def test_the_same_trustee_twice_is_told_so(day: TrusteesDay, tmp_path: Path) -> None:
    day.begin()
    share = elsewhere(day, 1, tmp_path)
    day.give(1)
    with pytest.raises(ShareTwice) as refused:
        day.give(1)
    assert refused.value.params["trustee"] == 1
    with pytest.raises(ShareTwice):
        day.counting.openings.give_share(day.people.manager, day.id, FINAL, share)
    assert day.counting.openings.status(day.id, FINAL).given == 1


def test_a_share_given_twice_at_the_same_moment_is_stored_once(
    day: TrusteesDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.begin()

    def another_first(*given: object) -> None:
        monkeypatch.undo()
        day.give(1)
        verify_partial(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(openings, "verify_partial", another_first)
    with pytest.raises(ShareTwice):
        day.give(1)


def test_a_share_whose_proof_fails_is_refused_and_the_trustee_named(
    day: TrusteesDay, tmp_path: Path, state_of: Rows
) -> None:
    day.begin()
    share = elsewhere(day, 3, tmp_path)
    content = json.loads(share.read_bytes())
    first = content["share"]["contests"]["president"]
    first[0], first[1] = first[1], first[0]
    share.write_text(json.dumps(content), "utf-8")
    before = state_of()
    with pytest.raises(BadShare) as refused:
        day.counting.openings.give_share(day.people.manager, day.id, FINAL, share)
    assert (refused.value.params["trustee"], refused.value.params["contest"]) == (3, "president")
    assert state_of() == before


def test_a_stored_share_that_went_bad_is_passed_over_where_others_are_enough(
    day: TrusteesDay, store: Store
) -> None:
    day.begin()
    for trustee in (1, 2, 3):
        day.give(trustee)
    spoil_first_share(store)
    assert day.open_sums().holds


def test_a_stored_share_that_went_bad_is_named_where_others_are_not_enough(
    day: TrusteesDay, store: Store
) -> None:
    day.begin()
    day.give(1)
    day.give(2)
    spoil_first_share(store)
    with pytest.raises(BadShare) as named:
        day.open_sums()
    assert named.value.params["trustee"] == 1
    assert day.polls.status(day.id).state is ElectionState.CLOSED


def test_what_lies_in_the_store_and_cannot_be_read_is_told(day: TrusteesDay, store: Store) -> None:
    day.begin()
    day.give(1)
    day.give(2)
    raw(store, "UPDATE opening_share SET body = x'7b'", "opening_share_never_update")
    with pytest.raises(OpeningUnreadable):
        day.open_sums()
    raw(store, "UPDATE opening_request SET body = x'7b7d'", "opening_request_never_update")
    with pytest.raises(OpeningUnreadable):
        day.open_sums()
    with pytest.raises(OpeningUnreadable):
        covered(StoredRequest(day.id, 1, FINAL, b'{"sums":{"ballots":2},"units":{"a":3,"b":-1}}'))


# By file


def test_shares_made_on_other_pcs_open_the_count(day: TrusteesDay, tmp_path: Path) -> None:
    day.begin()
    for trustee in (3, 1):
        share = elsewhere(day, trustee, tmp_path)
        day.counting.openings.give_share(day.people.manager, day.id, FINAL, share)
    assert votes_of(day.open_sums().contests[0]) == {1: 5, 2: 3, 4: 2}


def test_a_share_for_other_sums_is_not_taken_for_a_bad_one(day: TrusteesDay, tmp_path: Path) -> None:
    day.begin()
    share = elsewhere(day, 1, tmp_path)
    content = json.loads(share.read_bytes())
    share.write_text(json.dumps({**content, "number": 7}), "utf-8")
    with pytest.raises(ShareOfAnotherOpening):
        day.counting.openings.give_share(day.people.manager, day.id, FINAL, share)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": "omp-desktop opening request 1"}',
        b'{"format": "omp-desktop opening share 1", "election_id": 4, "number": 1, "share": {}}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_file_that_is_no_share_is_told(day: TrusteesDay, tmp_path: Path, content: bytes) -> None:
    day.begin()
    path = tmp_path / "share.json"
    path.write_bytes(content)
    with pytest.raises(OpeningFileWrong):
        day.counting.openings.give_share(day.people.manager, day.id, FINAL, path)


def test_a_share_with_a_part_that_is_none_names_the_trustee(day: TrusteesDay, tmp_path: Path) -> None:
    day.begin()
    share = elsewhere(day, 1, tmp_path)
    content = json.loads(share.read_bytes())
    content["share"]["contests"]["president"] = [{"value": "zz"}]
    share.write_text(json.dumps(content), "utf-8")
    with pytest.raises(OpeningMalformed) as refused:
        day.counting.openings.give_share(day.people.manager, day.id, FINAL, share)
    assert refused.value.params["trustee"] == 1


def test_files_that_cannot_be_read_or_written_are_told(day: TrusteesDay, tmp_path: Path) -> None:
    day.begin()
    service, manager = day.counting.openings, day.people.manager
    with pytest.raises(OpeningFileUnreadable):
        service.give_share(manager, day.id, FINAL, tmp_path / "nothing.json")
    with pytest.raises(OpeningFileUnreadable):
        service.export_request(manager, day.id, FINAL, tmp_path / "no folder" / "request.json")
    with pytest.raises(OpeningFileUnreadable):
        read_request(tmp_path / "nothing.json")


@pytest.mark.parametrize(
    "change",
    [
        {"format": "omp-desktop opening share 1"},
        {"manifest": "{}"},
        {"manifest": 1},
        {"manifest": "\ud800"},
        {"kind": "sometime"},
        {"number": "1"},
        {"units": {"a": 3}},
        {"sums": {"ballots": 11, "contests": {}}},
        {"sums": []},
    ],
)
def test_a_trustee_makes_no_share_for_a_request_that_is_not_whole(
    day: TrusteesDay, tmp_path: Path, change: dict[str, object]
) -> None:
    day.begin()
    elsewhere(day, 1, tmp_path)
    request = tmp_path / "request.json"
    request.write_text(json.dumps({**json.loads(request.read_bytes()), **change}), "utf-8")
    with pytest.raises(OpeningFileWrong):
        make_share(read_request(request), *day.key(1), randomness.token_bytes)


@pytest.mark.parametrize(
    "change", [{"public_key": "no hex"}, {"election_id": "../../up"}, {"election_id": "\0"}], ids=str
)
def test_a_request_whose_manifest_is_no_manifest_is_refused(
    day: TrusteesDay, tmp_path: Path, change: dict[str, str]
) -> None:
    day.begin()
    elsewhere(day, 1, tmp_path)
    request = tmp_path / "request.json"
    content = json.loads(request.read_bytes())
    manifest = {**json.loads(content["manifest"]), **change}
    content["manifest"] = canonical_bytes(manifest).decode("utf-8")
    request.write_text(json.dumps(content), "utf-8")
    with pytest.raises(OpeningFileWrong):
        read_request(request)


def test_a_trustee_elsewhere_makes_no_share_for_few_ballots_during_the_vote(
    make_day: Make, tmp_path: Path
) -> None:
    day = make_day()
    for number in range(1, 6):
        day.vote(str(number))
    day.close()
    day.begin()
    elsewhere(day, 1, tmp_path)
    request = tmp_path / "request.json"
    request.write_text(json.dumps({**json.loads(request.read_bytes()), "kind": "live"}), "utf-8")
    with pytest.raises(LiveTooSoon) as refused:
        make_share(read_request(request), *day.key(1), randomness.token_bytes)
    assert refused.value.params["more"] == 5


def test_a_key_beside_the_data_of_the_trustee_s_pc_makes_no_share_of_a_real_election(
    day: TrusteesDay, data_dir: Path, tmp_path: Path
) -> None:
    day.begin()
    elsewhere(day, 1, tmp_path)
    mock = read_request(tmp_path / "request.json")
    real = replace(mock, manifest=replace(mock.manifest, test_mode=False))
    copied = data_dir / "key.json"
    copied.write_bytes(day.key(1)[0].read_bytes())
    openings, manager = day.counting.openings, day.people.manager
    with pytest.raises(TrusteeKeyInsideData):
        openings.make_share(manager, real, copied, day.key(1)[1], tmp_path)
    assert openings.make_share(manager, mock, copied, day.key(1)[1], tmp_path).trustee == 1


def test_who_may_make_a_share_elsewhere(day: TrusteesDay, tmp_path: Path) -> None:
    day.begin()
    elsewhere(day, 1, tmp_path)
    file = read_request(tmp_path / "request.json")
    with pytest.raises(NotAllowed):
        day.counting.openings.make_share(day.people.observer, file, *day.key(1), tmp_path)


# What changed in between, and who may


def one_more_voter(day: TrusteesDay) -> None:
    """The polls are opened again, somebody votes, and they close."""
    commission = day.people.commission
    day.clock.set(OPENS)
    second = day.people.beside(commission, day.people.observer)
    day.polls.reopen(commission, second, day.id, "잘못 마감함")
    day.vote("12", 1)
    day.close()


def test_sums_that_changed_after_the_count_was_begun_are_not_opened(day: TrusteesDay, state_of: Rows) -> None:
    day.begin()
    day.give(1)
    day.give(2)
    one_more_voter(day)
    before = state_of()
    with pytest.raises(RequestOutdated):
        day.open_sums()
    with pytest.raises(RequestOutdated):
        day.give(3)
    assert state_of() == before
    status = day.begin()
    assert (status.given, status.ballots, status.smallest) == (0, 12, 1)


def test_sums_that_change_while_they_are_compared_are_not_asked_for(
    day: TrusteesDay, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    def change_after(*given: object) -> object:
        monkeypatch.undo()
        box = checked_box(*given)  # type: ignore[arg-type]
        one_more_voter(day)
        return box

    monkeypatch.setattr(openings, "checked_box", change_after)
    with pytest.raises(RequestOutdated):
        day.begin()
    with store.read() as uow:
        assert uow.opening_requests.latest(day.id) is None


def test_sums_that_change_before_they_are_compared_again_are_not_opened(
    day: TrusteesDay, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_before(*given: object) -> object:
        monkeypatch.undo()
        one_more_voter(day)
        return checked_box(*given)  # type: ignore[arg-type]

    day.begin()
    day.counting = CountingService(desk.core)
    monkeypatch.setattr(openings, "checked_box", change_before)
    with pytest.raises(RequestOutdated):
        day.give(1)


def test_a_final_total_that_shows_one_voter_beside_shares_given_before_is_told_to_both_people(
    day: TrusteesDay,
) -> None:
    day.begin()
    one_more_voter(day)
    day.begin()
    day.give(1)
    day.give(2)
    with pytest.raises(SmallTotal) as asked:
        day.open_sums(confirm_small=False)
    assert asked.value.params["ballots"] == 1
    assert day.open_sums(confirm_small=True).cast == 12


def test_a_request_put_into_the_store_by_other_means_opens_nothing(
    day: TrusteesDay, store: Store, desk: Desk, state_of: Rows
) -> None:
    """Running sums and request hold one ballot's ciphertexts: only the ballots themselves tell."""
    day.begin()
    with store.read() as uow:
        request = uow.opening_requests.latest(day.id)
        sums = uow.aggregates.get(day.id)
    assert request is not None
    content = json.loads(request.body)
    president = content["sums"]["contests"]["president"]
    president[0], president[1] = president[1], president[0]
    forged = json.dumps(content, separators=(",", ":"), sort_keys=True).encode()
    body = sums["president"]
    swapped = body[:17] + body[81:145] + body[17:81] + body[145:]
    raw(store, "UPDATE opening_request SET body = ?", "opening_request_never_update", forged)
    raw(
        store,
        "UPDATE aggregate SET body = ? WHERE contest_id = 'president'",
        "aggregate_while_open_update",
        swapped,
    )
    before = state_of()
    day.counting = CountingService(desk.core)
    with pytest.raises(SumsDiffer):
        day.give(1)
    with pytest.raises(SumsDiffer):
        day.begin()
    assert state_of() == before


def test_nothing_is_given_before_the_count_is_begun(day: TrusteesDay, tmp_path: Path) -> None:
    with pytest.raises(OpeningNotBegun):
        day.give(1)
    with pytest.raises(OpeningNotBegun):
        day.open_sums()
    with pytest.raises(OpeningNotBegun):
        day.counting.openings.export_request(day.people.manager, day.id, FINAL, tmp_path / "request.json")


def test_open_polls_take_no_shares_for_the_final_count(make_day: Make) -> None:
    day = cast_eleven(make_day())
    with pytest.raises(IllegalTransition):
        day.begin()
    with pytest.raises(IllegalTransition):
        day.give(1)


def test_observers_begin_nothing(day: TrusteesDay) -> None:
    with pytest.raises(NotAllowed):
        day.counting.openings.begin(day.people.observer, day.id, FINAL)
    day.begin()
    with pytest.raises(NotAllowed):
        day.counting.openings.give_key(day.people.observer, day.id, FINAL, *day.key(1))


def test_beginning_and_every_share_stand_in_the_audit_log(day: TrusteesDay, store: Store) -> None:
    day.begin()
    day.give(3)
    with store.read() as uow:
        begun, given = uow.audit.page(0, 500)[-2:]
    assert (begun.event, begun.details["ballots"], begun.details["number"]) == (AuditEvent.COUNT_BEGUN, 11, 1)
    assert (given.event, given.details["trustee"]) == (AuditEvent.SHARE_GIVEN, 3)


def test_keys_and_pass_phrases_do_not_stay_at_the_station(day: TrusteesDay, data_dir: Path) -> None:
    day.begin()
    day.give(1)
    file, passphrase = day.key(1)
    secrets = [
        json.loads(file.read_bytes())["sealed"].encode(),
        passphrase.encode(),
        day.secrets[0].share,
        day.secrets[0].share.hex().encode(),
    ]
    contents = [path.read_bytes() for path in data_dir.rglob("*") if path.is_file()]
    assert not [secret for secret in secrets if any(secret in content for content in contents)]


def test_a_real_count_refuses_a_share_from_a_key_beside_the_ballots(
    day: TrusteesDay, store: Store, data_dir: Path
) -> None:
    day.begin()
    raw(store, "UPDATE election SET test_mode = 0", "election_frozen")
    copied = data_dir / "key.json"
    copied.write_bytes(day.key(1)[0].read_bytes())
    with pytest.raises(TrusteeKeyInsideData):
        day.counting.openings.give_key(day.people.manager, day.id, FINAL, copied, day.key(1)[1])
    assert day.give(1).given == 1


def test_a_count_that_was_begun_twice_at_the_same_moment_has_one_request(
    day: TrusteesDay, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    def another_first(*given: object) -> object:
        monkeypatch.undo()
        day.begin()
        return checked_box(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(openings, "checked_box", another_first)
    day.begin()
    with store.read() as uow:
        assert len(uow.opening_requests.all(day.id)) == 1


def test_a_secret_in_memory_gives_a_share_too(day: TrusteesDay) -> None:
    day.begin()
    for secret in day.secrets[:2]:
        day.counting.openings.give_secret(day.people.manager, day.id, FINAL, secret)
    assert day.open_sums().holds


def test_a_share_made_by_somebody_else_under_a_trustees_number_is_refused(day: TrusteesDay) -> None:
    day.begin()
    posing = replace(day.secrets[0], index=2)
    with pytest.raises(KeyNotOfThisElection):
        day.counting.openings.give_secret(day.people.manager, day.id, FINAL, posing)


def test_the_final_count_does_not_go_on_with_an_opening_of_the_vote(make_day: Make) -> None:
    day = cast_eleven(make_day(live=True))
    day.begin(LIVE)
    day.give(1, LIVE)
    day.vote("12")
    day.close()
    assert day.begin().given == 0
