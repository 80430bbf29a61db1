"""Totals: not before the count, never unproved, and compared with the ballots at the centre."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from omp_desktop.domain.amendment import AmendmentKind, withdrawal_payload
from omp_desktop.domain.election import ResultsPolicy
from omp_desktop.domain.opening_rule import OpeningKind
from tests.central.public_scene import Scene, flipped, left_out, opened, scene
from tests.central.senders import CAST, HOUR, Body, amendment, cast, choice, held_election, poll_event

FIRST, SECOND = f"{1:032x}", f"{2:032x}"
BLANK = 2  # what `choice` says for every third ballot


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Scene]:
    with scene(tmp_path, held_election()) as made:
        yield made


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Scene]:
    with scene(tmp_path, held_election(results=ResultsPolicy.LIVE)) as made:
        yield made


def expected(here: Scene) -> dict[str, int]:
    """The votes by the choices that the ballots were made with."""
    chosen = [choice(at) for of in here.cast_ballots().values() for at in range(len(of))]
    return {each: sum(each in choices for choices in chosen) for each in (FIRST, SECOND)}


def votes(answer: dict[str, Any]) -> dict[str, int]:
    (contest,) = answer["contests"]
    return {option["candidate_id"]: option["votes"] for option in contest["options"]}


def withheld(here: Scene) -> dict[str, Any]:
    """The refusal, which must be one."""
    answer = here.ask("/results")
    assert (answer.status, answer.code) == (403, "centre.results-withheld")
    document: dict[str, Any] = msgspec.json.decode(answer.body)
    return document


def test_there_are_no_totals_before_the_count_and_the_refusal_says_why(here: Scene) -> None:
    assert withheld(here)["params"] == {"state": "published", "results": "after_close"}
    here.open_polls()
    here.vote(20, 20)
    said = withheld(here)
    assert said["params"]["state"] == "open"
    assert "no results before the polls are closed and counted" in said["title"]
    here.close_polls()
    assert withheld(here)["params"]["state"] == "closed"


def test_after_the_count_anybody_reads_the_totals(here: Scene) -> None:
    here.open_polls()
    here.vote(7, 5)
    here.close_polls()
    here.count()
    answer = here.ask("/results").json()
    assert votes(answer) == expected(here)
    assert (answer["kind"], answer["state"], answer["confirmation"]) == ("final", "counted", "confirmed")
    assert (answer["ballots"], answer["voted"], answer["listed"]) == (12, 12, 600)
    assert answer["trustees"] == [1, 2]
    (contest,) = answer["contests"]
    assert contest["holds"]
    assert contest["valid_votes"] + contest["blank"] == contest["ballots"] == 12
    assert here.ask("").json()["state"] == "counted"


def test_totals_are_provisional_until_the_commission_certifies_them(here: Scene) -> None:
    here.open_polls()
    here.vote(20, 20)
    here.close_polls()
    here.count()
    certified = ("poll-event", poll_event("certify", "counted", "certified"))
    _, second = here.offices
    here.send(second.statements(certified))
    answer = here.ask("/results").json()
    assert (answer["state"], answer["certified_at"]) == ("counted", None), "a station does not certify"
    here.send(here.commission.statements(certified))
    answer = here.ask("/results").json()
    assert (answer["state"], answer["certified_at"]) == ("certified", HOUR)


def test_an_opening_that_comes_while_a_station_votes_is_not_shown(here: Scene) -> None:
    here.open_polls()
    here.vote(7, 5)
    here.count()
    assert withheld(here)["params"]["state"] == "open"
    here.close_polls()
    assert here.ask("/results").status == 200


def test_a_station_that_was_counted_without_holds_the_totals_back_for_nobody(here: Scene) -> None:
    """Its PC is lost, and it never tells that its polls are closed."""
    here.open_polls()
    here.vote(7, 0)
    first, _ = here.offices
    here.send(first.statements(("poll-event", poll_event("close", "open", "closed"))))
    assert withheld(here)["params"]["state"] == "open"
    here.count()
    assert withheld(here)["params"]["state"] == "open"
    here.leave_out(here.offices[1])
    answer = here.ask("/results").json()
    assert (answer["state"], answer["ballots"]) == ("counted", 7)
    assert here.ask("").json()["state"] == "counted"
    assert here.ask("/record").status == 200


def test_ballots_of_a_station_that_is_left_out_are_not_missed_in_the_totals(here: Scene) -> None:
    """The centre has them all the same: only the commission can say that they do not count."""
    _, second = here.offices
    here.open_polls()
    here.vote(7, 5)
    here.close_polls()
    here.count(without=second)
    answer = here.ask("/results").json()
    assert (answer["confirmation"], answer["voted"], answer["left_out"]) == ("differs", 12, [])
    here.leave_out(second)
    answer = here.ask("/results").json()
    assert (answer["confirmation"], answer["ballots"], answer["voted"]) == ("confirmed", 7, 7)
    assert (answer["listed"], answer["left_out"]) == (600, [second.station_id])


def test_totals_with_ballots_of_a_station_that_is_left_out_are_said_to_differ(here: Scene) -> None:
    here.vote(7, 5)
    here.leave_out(here.offices[1])
    here.count()
    assert here.ask("/results").json()["confirmation"] == "differs"


def test_a_station_that_is_taken_in_again_is_missed_in_the_totals(here: Scene) -> None:
    _, second = here.offices
    here.vote(7, 5)
    here.leave_out(second)
    here.leave_out()
    here.count(without=second)
    assert here.ask("/results").json()["confirmation"] == "differs"


def test_an_older_list_of_stations_left_out_that_comes_late_changes_nothing(here: Scene) -> None:
    _, second = here.offices
    here.vote(7, 5)
    older = here.commission.statements(left_out())
    here.leave_out(second)
    here.send(older)
    here.count(without=second)
    assert here.ask("/results").json()["left_out"] == [second.station_id]


def test_bad_ballots_of_a_station_that_is_left_out_explain_nothing(here: Scene) -> None:
    """A ballot of the first station is on its way: that none is missing but a bad one would be wrong."""
    first, second = here.offices
    here.send(first.ballots(3))
    bad = second.kiosk.ballots(1)[0]
    here.send(second.page([(replace(bad, signature=flipped(bad.signature, 0)), CAST)]))
    here.check()
    here.leave_out(second)
    covered = {first.station_id: first.kiosk.ballots(4)}
    here.send(here.commission.statements(opened(here.election, covered)))
    assert here.ask("/results").json()["confirmation"] == "waiting"


def test_polls_that_are_opened_again_hide_the_totals_until_the_next_count(here: Scene) -> None:
    office = here.offices[0]
    here.vote(4, 4)
    here.close_polls()
    here.count(1)
    here.send(office.statements(("poll-event", poll_event("reopen", "closed", "open"))))
    assert withheld(here)["params"]["state"] == "open"
    here.send(office.ballots(3))
    here.check()
    here.close_polls()
    here.count(2)
    assert here.ask("/results").json()["ballots"] == 11


def test_votes_for_somebody_who_withdrew_are_told_and_invalid(here: Scene) -> None:
    (change,) = here.election.amendments((AmendmentKind.WITHDRAWAL, withdrawal_payload(SECOND)))
    here.send(here.commission.statements(("amendment", amendment(change))))
    here.vote(6, 0)
    here.count()
    (contest,) = here.ask("/results").json()["contests"]
    assert contest["invalid_withdrawn"] == expected(here)[SECOND] == 2
    assert contest["valid_votes"] == expected(here)[FIRST]
    assert [option["share"] for option in contest["options"]] == ["100.0", "–"]


def test_the_totals_wait_for_ballots_that_are_not_here_yet(here: Scene) -> None:
    first, second = here.offices
    here.send(first.ballots(4), first.participations(cast(4)))
    later = second.ballots(3)
    here.count()
    assert here.ask("/results").json()["confirmation"] == "waiting"
    here.send(later)
    here.check()
    assert here.ask("/results").json()["confirmation"] == "confirmed"


def test_an_opening_of_other_ballots_is_said_to_differ(here: Scene) -> None:
    office = here.offices[0]
    here.vote(4, 0)
    others = {office.station_id: office.kiosk.ballots(8)[4:]}
    here.send(here.commission.statements(opened(here.election, others)))
    assert here.ask("/results").json()["confirmation"] == "differs"


def test_an_opening_of_fewer_ballots_than_are_here_is_said_to_differ(here: Scene) -> None:
    office = here.offices[0]
    here.vote(4, 0)
    fewer = {office.station_id: office.kiosk.ballots(3)}
    here.send(here.commission.statements(opened(here.election, fewer)))
    assert here.ask("/results").json()["confirmation"] == "differs"


def test_an_opening_with_a_ballot_that_the_centre_finds_bad_is_said_to_differ(here: Scene) -> None:
    office = here.offices[0]
    made = office.kiosk.ballots(4)
    bad = replace(made[0], signature=flipped(made[0].signature, 0))
    here.send(office.page([(each, CAST) for each in (bad, *made[1:])]))
    here.check()
    here.send(here.commission.statements(opened(here.election, {office.station_id: made})))
    assert here.ask("/results").json()["confirmation"] == "differs"


def spoiled_share(opening: dict[str, Any]) -> None:
    share = opening["partials"][0]["contests"]["president"][0]
    share["response"] = "00" + share["response"][2:]


def other_totals(opening: dict[str, Any]) -> None:
    counted = opening["totals"]["president"]["votes"]
    counted[0], counted[1] = counted[0] + 1, counted[1] - 1


def one_trustee(opening: dict[str, Any]) -> None:
    del opening["partials"][1]


def one_trustee_twice(opening: dict[str, Any]) -> None:
    opening["partials"][1] = opening["partials"][0]


def strange_station(opening: dict[str, Any]) -> None:
    opening["units"] = {"ff" * 16: opening["ballots"]}


def units_that_do_not_add_up(opening: dict[str, Any]) -> None:
    station = next(iter(opening["units"]))
    opening["units"][station] += 1


def no_json_of_an_opening(opening: dict[str, Any]) -> None:
    opening.clear()


@pytest.mark.parametrize(
    "spoil",
    [
        spoiled_share,
        other_totals,
        one_trustee,
        one_trustee_twice,
        strange_station,
        units_that_do_not_add_up,
        no_json_of_an_opening,
    ],
)
def test_an_opening_that_does_not_prove_itself_is_never_shown(here: Scene, spoil: Any) -> None:
    here.vote(4, 0)
    kind, body = opened(here.election, here.cast_ballots())
    bad: Body = deepcopy(dict(body))
    spoil(bad["opening"])
    here.send(here.commission.statements((kind, bad)))
    assert withheld(here)
    here.count()
    assert votes(here.ask("/results").json()) == expected(here)


def test_a_control_that_believes_openings_shows_wrong_totals(
    here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omp_desktop.central.results.check_opening", lambda *_: None)
    here.vote(4, 0)
    kind, body = opened(here.election, here.cast_ballots())
    other_totals(body["opening"])
    here.send(here.commission.statements((kind, body)))
    assert votes(here.ask("/results").json()) != expected(here)


def test_an_opening_of_a_station_is_set_aside(here: Scene) -> None:
    here.vote(4, 0)
    here.send(here.offices[0].statements(opened(here.election, here.cast_ballots())))
    assert withheld(here)


def of_first(here: Scene, count: int, number: int) -> tuple[str, Body]:
    """A live opening of the first so many ballots of the first station."""
    office = here.offices[0]
    covered = {office.station_id: office.kiosk.ballots(count)}
    return opened(here.election, covered, number, OpeningKind.LIVE)


def test_where_the_rules_say_live_totals_are_shown_during_the_vote(live: Scene) -> None:
    live.open_polls()
    live.vote(20, 0)
    live.send(live.commission.statements(of_first(live, 9, 1)))
    answer = live.ask("/results").json()
    assert (answer["kind"], answer["state"], answer["ballots"]) == ("live", "open", 9)
    assert answer["confirmation"] == "not-compared"
    live.send(live.commission.statements(of_first(live, 20, 2)))
    answer = live.ask("/results").json()
    assert (answer["ballots"], answer["confirmation"]) == (20, "confirmed")
    live.close_polls()
    live.count(3)
    assert live.ask("/results").json()["kind"] == "final"


def test_a_live_opening_is_not_shown_where_the_rules_do_not_allow_it(here: Scene) -> None:
    here.open_polls()
    here.vote(20, 0)
    here.send(here.commission.statements(of_first(here, 9, 1)))
    assert withheld(here)["params"] == {"state": "open", "results": "after_close"}


def test_a_live_opening_that_would_show_a_few_ballots_is_not_shown(live: Scene) -> None:
    live.open_polls()
    live.vote(20, 0)
    live.send(live.commission.statements(of_first(live, 9, 1), of_first(live, 10, 2)))
    assert live.ask("/results").json()["ballots"] == 9


def with_a_station_left_out(live: Scene) -> None:
    """Totals during the vote covered nine ballots of the second station, which is left out afterwards."""
    first, second = live.offices
    live.open_polls()
    live.vote(20, 9)
    covered = {first.station_id: first.kiosk.ballots(9), second.station_id: second.kiosk.ballots(9)}
    live.send(live.commission.statements(opened(live.election, covered, 1, OpeningKind.LIVE)))
    assert live.ask("/results").json()["ballots"] == 18
    live.leave_out(second)


def test_totals_during_the_vote_are_not_shown_any_more_when_a_station_in_them_is_left_out(
    live: Scene,
) -> None:
    with_a_station_left_out(live)
    assert withheld(live)["params"] == {"state": "open", "results": "live"}
    live.send(live.commission.statements(of_first(live, 20, 2)))
    assert live.ask("/results").json()["ballots"] == 20


def test_totals_that_are_not_shown_any_more_show_no_few_ballots_together_with_later_ones(live: Scene) -> None:
    with_a_station_left_out(live)
    live.send(live.commission.statements(of_first(live, 10, 2)))
    assert withheld(live)


def test_a_control_without_the_opening_rule_shows_it(live: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("omp_desktop.central.results.too_small", lambda _units, _minimum: None)
    live.open_polls()
    live.vote(20, 0)
    live.send(live.commission.statements(of_first(live, 9, 1), of_first(live, 10, 2)))
    assert live.ask("/results").json()["ballots"] == 10
