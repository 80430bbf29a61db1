"""Ballots are checked after they came: what is bad stays out of the sums, and nothing is counted twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import psycopg
import pytest

from omp_desktop.central import checker as checking
from omp_desktop.central.checker import Checker, read_page, settle
from omp_desktop.central.checker_process import start_checker
from omp_desktop.central.page_check import check_page
from omp_desktop.central.published import read_election
from omp_desktop.central.results import product_of
from omp_desktop.central.schema import AlarmRow, BallotRow, PageRow
from omp_desktop.crypto import signing
from omp_desktop.record.layout import BALLOT_PURPOSE
from omp_desktop.wire.refusals import CentreUnable
from tests.central.postgres import Postgres, bare
from tests.central.public_scene import Scene, flipped, scene, sums_of
from tests.central.senders import CAST, TESTED, VOID, MadeBallot, held_election
from tests.central.serving import wait_until

# In an encoded ballot: behind the head of 125 bytes a ciphertext of 64 bytes, then the proof.
_ALPHA, _PROOF = 125, 125 + 64


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Scene]:
    with scene(tmp_path, held_election()) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    with ExitStack() as stack:
        url: str | Path = tmp_path
        if request.param == "postgresql":
            postgres: Postgres = request.getfixturevalue("postgres")
            url = stack.enter_context(postgres.database())
        yield stack.enter_context(scene(url, held_election()))


def product_at(centre: Scene) -> object:
    with centre.centre.store.read() as session:
        return product_of(session, read_election(session, centre.election.id))


def proofs(centre: Scene) -> dict[str, str]:
    return {row.id: row.proof for row in centre.rows(BallotRow)}


def page_states(centre: Scene) -> list[str]:
    return [row.checked for row in centre.rows(PageRow)]


def test_good_cast_ballots_are_multiplied_into_the_sums_of_their_station(either: Scene) -> None:
    first, second = either.offices
    either.send(first.ballots(4), first.ballots(2), second.ballots(3))
    assert either.ballots_in_sums() == {}
    assert either.check() == 3
    assert either.ballots_in_sums() == {first.station_id: 6, second.station_id: 3}
    expected = sums_of(either.election, [each for office in (first, second) for each, _ in office.on_pages])
    assert product_at(either) == expected
    assert set(page_states(either)) == {"good"}
    assert set(proofs(either).values()) == {"good"}
    assert either.rows(AlarmRow) == []


def test_tested_and_void_ballots_are_checked_and_never_counted(here: Scene) -> None:
    office = here.offices[0]
    here.send(office.ballots(2, TESTED), office.ballots(1, VOID))
    here.check()
    assert set(proofs(here).values()) == {"good"}
    assert here.ballots_in_sums() == {}


def spoiled_proof(ballot: MadeBallot, centre: Scene) -> MadeBallot:
    return resigned(replace(ballot, body=flipped(ballot.body, _PROOF)), centre)


def spoiled_ciphertext(ballot: MadeBallot, centre: Scene) -> MadeBallot:
    return resigned(replace(ballot, body=flipped(ballot.body, _ALPHA)), centre)


def other_ciphertext(ballot: MadeBallot, centre: Scene) -> MadeBallot:
    """A ciphertext of another ballot in this one, so that the code is not that of the ciphertexts."""
    other = centre.offices[0].kiosk.ballots(9)[-1].body[_ALPHA:_PROOF]
    return resigned(replace(ballot, body=ballot.body[:_ALPHA] + other + ballot.body[_PROOF:]), centre)


def other_signature(ballot: MadeBallot, _centre: Scene) -> MadeBallot:
    return replace(ballot, signature=flipped(ballot.signature, 0))


def resigned(ballot: MadeBallot, centre: Scene) -> MadeBallot:
    """Signed by the kiosk as it is now: only the proofs can tell."""
    seed = centre.offices[0].kiosk.key.seed
    return replace(ballot, signature=signing.sign(seed, BALLOT_PURPOSE, ballot.body))


Spoil = Callable[[MadeBallot, Scene], MadeBallot]


@pytest.mark.parametrize("spoil", [spoiled_proof, spoiled_ciphertext, other_ciphertext, other_signature])
def test_a_bad_ballot_is_marked_told_and_stays_out_of_the_sums(here: Scene, spoil: Spoil) -> None:
    office = here.offices[0]
    good, bad = office.kiosk.ballots(4)[:3], spoil(office.kiosk.ballots(4)[3], here)
    here.send(office.page([(each, CAST) for each in (*good, bad)]))
    here.check()
    assert page_states(here) == ["bad"]
    assert {ballot_id for ballot_id, proof in proofs(here).items() if proof == "bad"} == {bad.id}
    assert here.ballots_in_sums() == {office.station_id: 3}
    assert product_at(here) == sums_of(here.election, good)
    (alarm,) = here.rows(AlarmRow)
    assert (alarm.code, alarm.station_id) == ("item.proof-wrong", office.station_id)
    assert bad.id not in alarm.subject
    assert bad.code not in alarm.subject


def test_a_tested_ballot_whose_nonce_does_not_open_it_is_bad(here: Scene) -> None:
    office = here.offices[0]
    first, second = office.kiosk.ballots(2)
    here.send(office.page([(replace(first, nonce=second.nonce), TESTED), (second, TESTED)]))
    here.check()
    assert proofs(here) == {first.id: "bad", second.id: "good"}


def test_an_item_that_was_set_aside_when_it_came_is_not_looked_for(here: Scene) -> None:
    office = here.offices[0]
    first, second = office.kiosk.ballots(2)
    content = json.loads(office.page([(first, CAST), (second, CAST)]).sealed.content)
    content["items"][0]["signature"] = "zz"
    here.send(office.frozen("B", content["items"], page=content["page"]))
    here.check()
    assert page_states(here) == ["good"]
    assert here.ballots_in_sums() == {office.station_id: 1}


def test_of_two_ballots_under_one_id_the_one_that_was_taken_is_checked(here: Scene) -> None:
    """The page has two lines with different codes, and both name one ballot id."""
    office = here.offices[0]
    first, second = sorted(office.kiosk.ballots(2), key=lambda each: each.code)
    content = json.loads(office.page([(first, CAST), (second, CAST)]).sealed.content)
    # The second item is the first ballot again under another signature; its line keeps the second code.
    false = replace(first, signature=flipped(first.signature, 0)).item()
    content["items"][1] = {**false, "code": second.code}
    here.send(office.frozen("B", content["items"], page=content["page"]))
    here.check()
    assert proofs(here) == {first.id: "good"}
    assert here.ballots_in_sums() == {office.station_id: 1}


def test_a_control_without_the_check_of_proofs_counts_a_bad_ballot(
    here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = here.offices[0]
    monkeypatch.setattr("omp_desktop.record.proving.verify_ballot", lambda _context, _ballot: None)
    here.send(office.page([(spoiled_proof(office.kiosk.ballots(1)[0], here), CAST)]))
    here.check()
    assert here.ballots_in_sums() == {office.station_id: 1}


def test_a_page_waits_for_the_key_of_its_kiosk(tmp_path: Path) -> None:
    with scene(tmp_path, held_election(), announced=False) as here:
        office = here.offices[0]
        here.send(office.ballots(2))
        assert here.check() == 0
        assert page_states(here) == ["waiting"]
        here.send(office.announce())
        assert here.check() == 1
        assert here.ballots_in_sums() == {office.station_id: 2}


def test_ballots_of_a_kiosk_of_another_station_are_bad(tmp_path: Path) -> None:
    with scene(tmp_path, held_election(), announced=False) as here:
        first, second = here.offices
        here.send(first.ballots(2), second.announce(first.kiosk))
        here.check()
        assert set(proofs(here).values()) == {"bad"}
        assert here.ballots_in_sums() == {}


def test_a_page_that_was_settled_by_another_process_is_left_alone(either: Scene) -> None:
    office = either.offices[0]
    either.send(office.ballots(3))
    place = either.places()[0]
    store = either.centre.store
    with store.read() as session:
        page = read_page(session, place)
    assert page is not None
    findings = check_page(page.context, page.keys, page.head, page.ballots)
    either.check()
    with store.begin() as session:
        assert not settle(session, page, findings, either.centre.now())
    assert either.ballots_in_sums() == {office.station_id: 3}


def test_a_control_that_does_not_look_again_counts_twice(here: Scene) -> None:
    office = here.offices[0]
    here.send(office.ballots(3))
    with here.centre.store.read() as session:
        page = read_page(session, here.places()[0])
    assert page is not None
    findings = check_page(page.context, page.keys, page.head, page.ballots)
    here.check()
    with here.centre.store.begin() as session:
        checking.add_to_sums(session, page, findings.sums)
    assert here.ballots_in_sums() == {office.station_id: 6}


def sums_of_two_settled_at_once(postgres: Postgres) -> dict[str, int]:
    """The second begins while the first has not committed yet. Both add to sums that are there."""
    with postgres.database() as url, scene(url, held_election()) as here:
        office, store = here.offices[0], here.centre.store
        here.send(office.ballots(1))
        here.check()
        here.send(office.ballots(2), office.ballots(3))
        pages = []
        with store.read() as session:
            for place in here.places()[1:]:
                page = read_page(session, place)
                assert page is not None
                pages.append((page, check_page(page.context, page.keys, page.head, page.ballots)))

        def settle_second() -> None:
            with store.begin() as session:
                settle(session, *pages[1], here.centre.now())

        second = Thread(target=settle_second)
        with store.begin() as session:
            settle(session, *pages[0], here.centre.now())
            session.flush()
            second.start()
            wait_until(lambda: waits_for_a_lock(url), "the second one waits for the first")
        second.join()
        return {"all": 6, "found": here.ballots_in_sums()[office.station_id]}


def waits_for_a_lock(url: str) -> bool:
    with psycopg.connect(bare(url)) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock'"
        ).fetchone()
    return found is not None and found[0] > 0


def test_two_pages_of_a_station_that_are_settled_at_once_are_both_in_the_sums(
    postgres: Postgres,
) -> None:
    sums = sums_of_two_settled_at_once(postgres)
    assert sums["found"] == sums["all"]


def test_a_control_without_the_lock_loses_a_page(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "lock_station", lambda _session, _page: None)
    sums = sums_of_two_settled_at_once(postgres)
    assert sums["found"] < sums["all"]


def test_several_checkers_at_once_count_each_ballot_once(either: Scene) -> None:
    first, second = either.offices
    either.send(*(office.ballots(2) for office in (first, second) for _ in range(6)))
    together = Barrier(3)

    def work() -> None:
        together.wait()
        either.checker().check_all()

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert either.ballots_in_sums() == {first.station_id: 12, second.station_id: 12}
    expected = sums_of(either.election, [each for office in (first, second) for each, _ in office.on_pages])
    assert product_at(either) == expected
    assert set(page_states(either)) == {"good"}


def test_what_is_not_committed_leaves_no_trace(either: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    office = either.offices[0]
    either.send(office.ballots(3))

    def cut(*_: object) -> None:
        raise CentreUnable

    with monkeypatch.context() as broken:
        broken.setattr(checking, "add_to_sums", cut)
        with pytest.raises(CentreUnable):
            either.checker().check_next()
    assert page_states(either) == ["waiting"]
    assert set(proofs(either).values()) == {"waiting"}
    assert either.check() == 1
    assert either.ballots_in_sums() == {office.station_id: 3}


def test_a_page_that_the_program_fails_at_stops_no_other(
    here: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = here.offices
    here.send(first.ballots(1), second.ballots(1))
    real = checking.check_page

    def failing(context: object, keys: object, head: object, ballots: object) -> object:
        if getattr(head, "device_id", None) == first.kiosk.id:
            raise ZeroDivisionError
        return real(context, keys, head, ballots)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "check_page", failing)
    assert here.check() == 2
    assert here.ballots_in_sums() == {second.station_id: 1}
    assert sorted(page_states(here)) == ["good", "waiting"]
    assert "A page could not be checked" in caplog.text
    monkeypatch.undo()
    assert here.check() == 1


def test_it_waits_without_asking_again_and_again_and_ends_when_asked(here: Scene) -> None:
    waits: list[float] = []

    def stopped(seconds: float) -> bool:
        waits.append(seconds)
        return len(waits) > 5

    here.checker().run(stopped)
    assert waits == [0, 1.0, 0, 1.0, 0, 1.0]


def test_a_database_that_is_away_is_waited_for(here: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    here.send(here.offices[0].ballots(1))
    looks = iter([False, False, False, False, True])
    real = Checker.check_next
    away = iter([True, False])

    def sometimes(self: Checker) -> bool:
        if next(away, False):
            raise CentreUnable
        return real(self)

    monkeypatch.setattr(Checker, "check_next", sometimes)
    here.checker().run(lambda _seconds: next(looks))
    assert page_states(here) == ["good"]


def test_a_checker_that_is_killed_is_replaced_by_another_and_nothing_is_counted_twice(
    tmp_path: Path,
) -> None:
    with scene(tmp_path, held_election()) as here:
        office = here.offices[0]
        here.send(*(office.ballots(20) for _ in range(12)))
        first = start_checker(here.centre.store.url)
        wait_until(lambda: "good" in page_states(here), "a page was checked")
        os.kill(first.pid or 0, signal.SIGKILL)
        first.join()
        second = start_checker(here.centre.store.url)
        wait_until(lambda: set(page_states(here)) == {"good"}, "all pages were checked")
        second.terminate()
        second.join(30)
        assert second.exitcode == 0
        assert here.ballots_in_sums() == {office.station_id: 240}
        assert product_at(here) == sums_of(here.election, [each for each, _ in office.on_pages])


# A server that starts a checker and is killed: what it printed is the checker's process.
_SERVER = """
import sys, time
from omp_desktop.central.checker_process import start_checker
print(start_checker(sys.argv[1]).pid, flush=True)
time.sleep(600)
"""


def test_a_checker_gives_way_to_its_server_and_ends_when_that_is_killed(tmp_path: Path) -> None:
    with scene(tmp_path, held_election()) as here:
        url = here.centre.store.url.render_as_string(hide_password=False)
        with subprocess.Popen([sys.executable, "-c", _SERVER, url], stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            checker = int(server.stdout.readline())
            here.send(here.offices[0].ballots(1))
            wait_until(lambda: page_states(here) == ["good"], "the checker works")
            assert os.getpriority(os.PRIO_PROCESS, checker) > os.getpriority(os.PRIO_PROCESS, server.pid)
            server.kill()
        wait_until(lambda: not runs(checker), "the checker ended")


def runs(process: int) -> bool:
    """Whether there is such a process, other than one that ended and that nobody asked about."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
