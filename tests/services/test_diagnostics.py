"""The diagnosis: it finds what is wrong, says what to do, and changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from omp_desktop.crypto.errors import CryptoSelfTestFailed
from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.language import LANGS
from omp_desktop.services import diagnostics
from omp_desktop.services.core import Core
from omp_desktop.services.diagnostics import Diagnostics
from omp_desktop.services.findings import Finding, codes, failed, well, wrong
from omp_desktop.services.key_errors import KeyStoreLocked
from omp_desktop.services.mirror import MirrorService
from omp_desktop.services.secrets import STORE_KEY, ThrowawaySecrets, device_key_name
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import StoreFailed
from tests.services.polling_day import Day
from tests.services.scene import OWN_VOTE_KEY, Desk, People, prepare, publish
from tests.services.scene import STORE_KEY as KEY_OF_STORE

Rows = Callable[[], dict[str, list[str]]]


class Disk(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def _key_in_its_place(core: Core) -> None:
    core.secrets_box.put(STORE_KEY, KEY_OF_STORE)


def problems(core: Core) -> dict[str, Finding]:
    return {finding.code: finding for finding in Diagnostics(core).doctor() if not finding.ok}


def found(core: Core) -> set[str]:
    return {finding.code for finding in Diagnostics(core).doctor()}


def raw(store: Store, statement: str, *drop: str) -> None:
    connection = connect(store.path, StoreKey(KEY_OF_STORE), 3000)
    for guard in drop:
        connection.execute(f"DROP TRIGGER {guard}")
    connection.execute(statement)
    connection.close()


def test_a_station_in_order_has_nothing_to_put_right(open_day: Day, core: Core) -> None:
    open_day.vote("1")
    open_day.permit("2")
    assert problems(core) == {}
    open_day.close()
    assert problems(core) == {}


def test_the_audit_log_is_read_no_longer_than_somebody_waits(open_day: Day, core: Core) -> None:
    del open_day
    stopped = {finding.code: finding.ok for finding in Diagnostics(core).station(lambda: True)}
    assert not stopped["audit.chain"]
    assert all(ok for code, ok in stopped.items() if code != "audit.chain")


def test_a_second_medium_is_looked_at(open_day: Day, core: Core, tmp_path: Path) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    mirror = MirrorService(core, separate=lambda *_: True)
    assert "mirror.none" in found(core)
    mirror.make(open_day.people.manager, medium)
    assert "mirror.works" in found(core)
    assert problems(core) == {}
    pulled_out = medium.rename(tmp_path / "pulled out")
    assert set(problems(core)) == {"mirror.works"}
    pulled_out.rename(medium)
    mirror.go_on_without(open_day.people.manager, open_day.observer, "매체가 고장 남")
    assert "Nothing is written to the second medium" in problems(core)["mirror.works"].text.en


def test_a_diagnosis_changes_nothing(open_day: Day, core: Core, state_of: Rows) -> None:
    open_day.vote("1")
    before = state_of()
    Diagnostics(core).doctor()
    assert state_of() == before


def test_an_empty_station_can_be_examined(core: Core) -> None:
    assert problems(core) == {}


def test_every_check_is_made_somewhere(open_day: Day, core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    open_day.vote("1")
    usual = found(core)
    monkeypatch.setattr(diagnostics, "SHORT_LOOK_BYTES", 0)
    monkeypatch.setattr(diagnostics, "SHORT_LOOK_BALLOTS", 0)
    # Of the readiness check alone, and of a second medium, which is none here.
    around = {"people", "centre", "printer", "booth", "mirror"}
    seen = (usual | found(core)) - {"mirror.none"}
    assert seen == {code for code in codes() if code.partition(".")[0] not in around}


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_says_what_to_do(open_day: Day, core: Core, lang: str) -> None:
    for finding in Diagnostics(core).doctor():
        assert finding.text.text(lang)  # type: ignore[arg-type]
        assert finding.next_step.text(lang)  # type: ignore[arg-type]
        assert finding.text.text(lang) in finding.describe(lang)  # type: ignore[arg-type]
        assert "{" not in finding.describe(lang)  # type: ignore[arg-type]


def test_the_words_are_there_in_both_languages() -> None:
    facts = dict.fromkeys(
        [
            "program",
            "python",
            "sqlite",
            "nacl",
            "file",
            "name",
            "free",
            "needed",
            "quality",
            "problem",
            "election",
            "ballots",
            "permits",
            "issued",
            "names",
            "count",
            "printer",
            "path",
        ],
        "x",
    )
    for code in codes():
        for finding in (well(code, **facts), wrong(code, **facts)):
            assert bool(finding.text.ko) is bool(finding.text.en)
            assert bool(finding.next_step.ko) is bool(finding.next_step.en)
        assert well(code, **facts).text.ko


def test_an_error_of_the_program_speaks_for_itself() -> None:
    finding = failed("keys.store", KeyStoreLocked())
    assert finding.describe("ko") == " ".join(
        (KeyStoreLocked().describe("ko").text, KeyStoreLocked().describe("ko").next_step)
    )


def test_missing_keys_are_named(open_day: Day, core: Core) -> None:
    core.secrets_box.delete(device_key_name(open_day.election.kiosk.id))
    assert set(problems(core)) == {"keys.store"}
    core.secrets_box.put(device_key_name(open_day.election.kiosk.id), bytes(32))
    core.secrets_box.delete(STORE_KEY)
    assert STORE_KEY in problems(core)["keys.store"].text.en


def test_a_locked_key_store_is_said_and_the_other_checks_go_on(
    open_day: Day, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> bytes:
        raise KeyStoreLocked

    monkeypatch.setattr(ThrowawaySecrets, "get", locked)
    assert set(problems(core)) == {"keys.store"}
    assert "election.numbers" in found(core)


def test_a_real_election_on_unprotected_keys_is_found(
    real_desk: Desk,
    real_people: People,
    real_core: Core,
    core: Core,
    usb: Path,
    tmp_path: Path,
) -> None:
    election = publish(real_desk, real_people, prepare(real_desk, real_people, tmp_path), usb)
    core.secrets_box.put(device_key_name(election.kiosk.id), bytes(32))
    assert set(problems(core)) == {"keys.protected"}


def test_a_full_disk_is_found_before_it_is_full(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**12, 10**12 - 10**8, 10**8))
    said = problems(core)["disk.space"].text
    assert said.en == "Only 100 MB are free on the disk; 1,000 MB are needed."
    assert said.ko == "디스크에 100 MB만 남아 있습니다. 1,000 MB 이상이 필요합니다."


def test_much_free_space_is_said_in_gigabytes(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(10**12, 10**12 - 83_153 * 10**6, 83_153 * 10**6))
    said = {finding.code: finding.text.en for finding in Diagnostics(core).doctor()}
    assert said["disk.space"] == "83 GB are free on the disk."


def test_a_doubtful_clock_is_found(core: Core, clock: FixedClock) -> None:
    clock.set(clock.now(), ClockQuality.SUSPECT)
    assert set(problems(core)) == {"clock.quality"}


def test_a_missing_font_is_found(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "FONTS", ("Gone-Regular.ttf",))
    assert "Gone-Regular.ttf" in problems(core)["program.fonts"].text.en


def test_an_encryption_that_computes_wrongly_is_found(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise CryptoSelfTestFailed(check="hashes")

    monkeypatch.setattr(diagnostics, "self_test", broken)
    assert set(problems(core)) == {"program.encryption"}


def test_a_copied_store_is_found(core: Core, data_dir: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(data_dir, copy)
    store = open_store(copy, KEY_OF_STORE, own_vote_key=OWN_VOTE_KEY)
    assert set(problems(replace(core, store=store))) == {"store.home"}


def test_a_damaged_store_is_found(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "quick_check", lambda _: ("wrong # of entries in index",))
    assert set(problems(core)) == {"store.sound"}


def test_a_store_that_refuses_work_is_said_and_the_rest_is_still_examined(
    open_day: Day, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Store) -> None:
        raise StoreFailed(reason="SQLITE_IOERR_FSYNC")

    monkeypatch.setattr(Store, "_check_usable", refuse)
    assert set(problems(core)) == {"keys.store", "store.settings", "store.sound"}
    assert "disk.space" in found(core)


def test_a_large_store_is_not_read_through_while_people_vote(
    open_day: Day, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnostics, "SHORT_LOOK_BYTES", 0)
    assert "store.sound-later" in found(core)
    open_day.close()
    assert "store.sound" in found(core)


def test_many_ballots_are_not_added_up_while_people_vote(
    open_day: Day, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_day.vote("1")
    monkeypatch.setattr(diagnostics, "SHORT_LOOK_BALLOTS", 0)
    assert "election.sums-later" in found(core)
    open_day.close()
    assert "election.sums" in found(core)


def test_an_audit_log_that_was_changed_is_found(open_day: Day, core: Core, store: Store) -> None:
    raw(store, "UPDATE audit_entry SET actor = 'somebody' WHERE seq = 3", "audit_entry_never_update")
    assert set(problems(core)) == {"audit.chain"}


def test_a_file_of_own_votes_that_cannot_be_used_is_found_and_says_that_voting_goes_on(
    open_day: Day, core: Core, data_dir: Path
) -> None:
    (data_dir / "own_vote.db").write_bytes(b"nothing")
    core.store.reopen()
    found_wrong = problems(core)
    assert set(found_wrong) == {"store.own-votes"}
    open_day.vote("1")


def test_an_order_of_writing_that_still_shows_is_found(
    open_day: Day, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omp_desktop.services import polls  # noqa: PLC0415 - only its rewriting is put aside

    monkeypatch.setattr(polls, "erase_order", lambda _: False)
    open_day.close()
    assert set(problems(core)) == {"store.order"}


def test_a_manifest_that_was_changed_is_found(open_day: Day, core: Core, store: Store) -> None:
    raw(store, "UPDATE manifest SET signature = zeroblob(64)", "manifest_frozen_update")
    assert set(problems(core)) == {"election.signatures"}


def test_votes_that_do_not_agree_are_found(open_day: Day, core: Core, store: Store) -> None:
    open_day.vote("1")
    raw(store, "UPDATE ballot SET status = 'void'", "ballot_is_final")
    assert {"election.numbers", "election.sums"} <= set(problems(core))


def test_sums_of_other_ballots_are_found(open_day: Day, core: Core, store: Store) -> None:
    open_day.vote("1", 0)
    with store.read() as uow:
        earlier = uow.aggregates.get(open_day.id)
    open_day.vote("2", 1)
    with store.uow() as uow:
        for contest_id, body in earlier.items():
            forged = body[:5] + (2).to_bytes(8, "big") + body[13:]
            uow.aggregates.put(open_day.id, contest_id, forged, 2)
        uow.commit()
    assert set(problems(core)) == {"election.sums"}
    open_day.close()
    assert set(problems(core)) == {"election.sums"}


def test_a_permit_without_its_voter_is_found(open_day: Day, core: Core, store: Store) -> None:
    with store.uow() as uow:
        uow.participations.issue(open_day.id, open_day.voter("3").id)
        uow.commit()
    assert set(problems(core)) == {"election.permits"}
