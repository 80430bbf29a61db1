"""What verify says, how it stops, and that no bytes at all make it stumble."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from omp_desktop.cli import app
from omp_desktop.record.bulk import Workers, usable_cores
from omp_desktop.record.checks import Check, Outcome, Result
from omp_desktop.record.closing_file import ClosingReport, read_closing_file
from omp_desktop.record.errors import (
    ClosingFileWrong,
    RecordUnreadable,
    VerificationCancelled,
    VerificationFailed,
)
from omp_desktop.record.layout import OPENINGS, STATIONS, SUMS
from omp_desktop.record.verify import Verification, Watch
from omp_desktop.verification import _Bars
from tests.record import sample as sample_of
from tests.record.conftest import Verify
from tests.record.insiders import page, put, rehash
from tests.record.sample import (
    CROWD,
    DEVICE_A1,
    DEVICE_A2,
    PLAN,
    build,
    report_of,
    sample,
    write_folder,
    write_zip,
)
from tests.unit.domain.examples import an_election

FLIPS = 60


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, output, complaints."""
    result = CliRunner().invoke(app, ["verify", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A good record."""
    return write_zip(sample().files(), tmp_path / "record.zip")


def results(path: Path, watch: Watch) -> list[Result]:
    """All results."""
    return list(Verification(path, watch=watch).results())


class Terminal(io.StringIO):
    """A terminal that keeps what it shows."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_and_the_next_check_begins_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with _Bars("en") as bars:
        bars.show(Check.FILES, 5, 10)
        bars.show(Check.BALLOTS, 1, 2)
        bars.show(Check.BALLOTS, 2, 2)
    shown = terminal.getvalue()
    assert "Reading the files" in shown
    assert "Checking the ballots" in shown
    assert shown.count("\n") == 2


def test_whoever_interrupts_gets_no_verdict(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_self: Verification) -> Iterator[Result]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(Verification, "results", interrupted)
    assert run(str(record)) == (130, "", "")


def test_of_many_devices_the_first_are_shown(tmp_path: Path) -> None:
    draft = sample()
    devices = draft.json["devices.json"]["devices"]
    devices += [
        {**devices[0], "device_id": number.to_bytes(16, "big").hex(), "name": f"booth {number}"}
        for number in range(60)
    ]
    code, said, _ = run(str(write_zip(draft.files(), tmp_path / "r.zip")), "--lang", "en")
    assert code == 0
    assert "and 13 more in devices.json and closings.json" in said


def test_a_mock_vote_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample_of, "an_election", partial(an_election, test_mode=True))
    record = write_zip(build(PLAN).files(), tmp_path / "record.zip")
    code, said, _ = run(str(record), "--lang", "en")
    assert code == 0
    assert "A mock vote: nothing in it counts." in said


def test_a_ballot_on_two_pages_of_its_device_is_no_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verify: Verify
) -> None:
    """What has no closing value at all is refused like a wrong one."""
    draft = sample()
    first, second = (page(draft, name) for name in draft.pages[:2])
    put(draft, replace(second, ballots=[*second.ballots, first.ballots[0]]))
    with monkeypatch.context() as patch:
        patch.setattr("omp_desktop.crypto.pages.entries_digest", lambda _hash, _entries: bytes(32))
        rehash(draft)
    code, said = verify(write_zip(draft.files(), tmp_path / "record.zip"))
    failed = {each["check"]: each["text"] for each in said["checks"] if each["outcome"] == "fails"}
    assert code == 1
    assert {"unique", "closings"} <= failed.keys()
    assert "stands twice" in failed["closings"]


def test_every_check_has_a_line_and_the_totals_follow(record: Path) -> None:
    code, said, _ = run(str(record), "--lang", "en")
    lines = said.splitlines()
    assert code == 0
    assert [line.partition(":")[0] for line in lines[: len(Check)]] == [f"✓ {check.value}" for check in Check]
    assert "13 ballots" in lines
    assert "Everything in the record holds." in lines


@pytest.mark.parametrize(
    ("lang", "words"), [("ko", "공고된 값과 비교하십시오"), ("en", "Compare these with the published notice")]
)
def test_without_a_published_hash_there_is_something_left_to_compare(
    record: Path, lang: str, words: str
) -> None:
    _, said, _ = run(str(record), "--lang", lang)
    good = sample()
    assert words in said
    assert good.manifest_hash in said
    assert good.keys.commission.public_key.hex() in said
    for key in good.keys.devices.values():
        assert key.public_key.hex() in said


def test_with_published_values_nothing_is_left_to_compare(record: Path, published: tuple[str, ...]) -> None:
    code, said, _ = run(str(record), "--lang", "en", *published)
    assert code == 0
    assert "Compare" not in said


def test_a_hash_is_taken_with_gaps_and_capitals(record: Path) -> None:
    good = sample().manifest_hash.upper()
    grouped = " ".join(good[at : at + 8] for at in range(0, 64, 8))
    assert run(str(record), "--manifest-hash", grouped)[0] == 0


def test_a_bad_record_says_what_to_do(tmp_path: Path) -> None:
    draft = sample()
    draft.json[STATIONS]["stations"][0]["cast"] += 1
    code, said, _ = run(str(write_zip(draft.files(), tmp_path / "r.zip")), "--lang", "en")
    assert code == 1
    assert "✗ participation: stations.json: 5a5a" in said
    assert "The record does not hold: participation" in said
    assert "Get the record again" in said


def test_what_needs_a_failed_check_is_not_made(tmp_path: Path) -> None:
    draft = sample()
    draft.json["devices.json"]["devices"][0]["public_key"] = "00" * 32
    found = results(write_zip(draft.files(), tmp_path / "r.zip"), Watch(processes=1))
    missed = [each.check for each in found if each.outcome is Outcome.NOT_MADE]
    assert missed == [
        Check.PAGES,
        Check.BALLOTS,
        Check.TESTED,
        Check.CLOSINGS,
        Check.PARTICIPATION,
        Check.SUMS,
        Check.OPENINGS,
        Check.COUNTERSIGNATURES,
    ]


def test_a_strangers_names_do_not_rule_the_terminal(tmp_path: Path) -> None:
    draft = sample()
    draft.json["devices.json"]["devices"][0]["name"] = "\x1b[2Jbooth\n" + "x" * 500
    code, said, _ = run(str(write_zip(draft.files(), tmp_path / "r.zip")))
    assert code == 0
    assert "\x1b" not in said
    assert "\\u001b[2Jbooth\\u000a" in said
    assert "x" * 201 not in said


@pytest.mark.parametrize("wrong", ["12", "z" * 64, ""])
def test_a_hash_that_is_none_is_wrong_use(record: Path, wrong: str) -> None:
    code, said, complaint = run(str(record), "--manifest-hash", wrong, "--lang", "en")
    assert (code, said) == (2, "")
    assert "64" in complaint


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    code, said, complaint = run(str(tmp_path / "nothing.zip"), "--lang", "en")
    assert (code, said) == (3, "")
    assert "cannot be read" in complaint


def test_a_device_is_no_record() -> None:
    with pytest.raises(RecordUnreadable):
        results(Path("/dev/null"), Watch(processes=1))


def test_a_closing_report_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "closing.json"
    file.write_bytes(sample().closing_report)
    report = read_closing_file(file)
    assert report.manifest_hash == sample().manifest_hash
    assert report.to_bytes() == sample().closing_report
    assert report.devices[0].device_id == DEVICE_A1


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": "omp-desktop closing 2"}', b"x" * 2**21])
def test_a_file_that_is_no_closing_report_is_wrong_use(content: bytes, record: Path, tmp_path: Path) -> None:
    file = tmp_path / "closing.json"
    file.write_bytes(content)
    with pytest.raises(ClosingFileWrong):
        read_closing_file(file)
    assert run(str(record), "--closing", str(file))[0] == 2


def test_a_closing_report_of_another_format_is_none() -> None:
    assert run("record.zip", "--closing", "not-there.json")[0] == 3


def test_the_closing_report_of_another_election_does_not_fit(record: Path, tmp_path: Path) -> None:
    file = tmp_path / "closing.json"
    file.write_bytes(ClosingReport("ff" * 16, sample().manifest_hash, ()).to_bytes())
    code, said, _ = run(str(record), "--closing", str(file), "--lang", "en")
    assert code == 1
    assert "✗ closings: closings.json: the closing report is of another election" in said


def test_a_device_that_the_closing_report_of_its_station_does_not_name_is_found(
    record: Path, tmp_path: Path
) -> None:
    """Its ballots came after the report was made, and everything else about them may be in order."""
    file = tmp_path / "closing.json"
    file.write_bytes(report_of(DEVICE_A1))
    code, said, _ = run(str(record), "--closing", str(file), "--lang", "en")
    assert code == 1
    found = f"✗ closings: closings.json: {DEVICE_A2}: the closing report of its station does not name it"
    assert found in said


def test_a_closing_report_says_nothing_of_other_stations(record: Path, tmp_path: Path) -> None:
    file = tmp_path / "closing.json"
    file.write_bytes(report_of(DEVICE_A1, DEVICE_A2))
    assert run(str(record), "--closing", str(file))[0] == 0


@pytest.mark.parametrize("present", [0, 1, 2])
def test_a_record_of_an_election_without_ballots_holds(present: int, tmp_path: Path) -> None:
    """Nothing to open: the final opening has totals of zero, and nobody has to take part in it."""
    draft = sample()
    shares = {contest: [] for contest in draft.json[SUMS]["contests"]}
    partials = [{"trustee": index, "ballots": 0, "contests": shares} for index in range(1, 1 + present)]
    empty = {"ballots": 0, "contests": {contest: [] for contest in draft.json[SUMS]["contests"]}}
    for name in draft.pages:
        del draft.json[name]
    draft.json["closings.json"]["closings"] = []
    draft.json["countersignatures.json"] = {"centre_key": None, "pages": []}
    for station in draft.json[STATIONS]["stations"]:
        station["cast"] = 0
    draft.json[SUMS] = empty
    final = draft.json[OPENINGS]["openings"][-1]
    final |= {"ballots": 0, "sums": empty, "units": {}, "partials": partials}
    for totals in final["totals"].values():
        totals["votes"] = [0] * len(totals["votes"])
        totals["blank"] = None if totals["blank"] is None else 0
    draft.json[OPENINGS]["openings"] = [final]
    code, said, _ = run(str(write_zip(draft.files(), tmp_path / "r.zip")), "--lang", "en")
    assert code == 0, said


@pytest.mark.parametrize("seed", range(4))
def test_no_flipped_bytes_make_it_stumble(seed: int, tmp_path: Path, verify: Verify) -> None:
    """Anywhere in the archive, one to three bytes at a time: refused or, where nothing reads them, held."""
    raw = write_zip(sample().files(), tmp_path / "record.zip").read_bytes()
    chance = random.Random(seed)  # noqa: S311 - the same flips in every run
    for _ in range(FLIPS // 4):
        changed = bytearray(raw)
        for _ in range(chance.randint(1, 3)):
            changed[chance.randrange(len(raw))] ^= chance.randint(1, 255)
        (tmp_path / "flipped.zip").write_bytes(changed)
        code, said = verify(tmp_path / "flipped.zip")
        assert code == (0 if said["holds"] else 1)


@pytest.mark.parametrize("seed", range(4))
def test_no_flipped_bytes_behind_the_hashes_make_it_stumble(
    seed: int, tmp_path: Path, verify: Verify
) -> None:
    """The same inside files that are listed as they are then."""
    chance = random.Random(1_000 + seed)  # noqa: S311 - the same flips in every run
    for _ in range(FLIPS // 4):
        draft = sample()
        name, data = chance.choice(sorted(draft.members().items()))
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        draft.raw[name] = bytes(changed)
        code, said = verify(write_folder(draft.files(), tmp_path / f"{chance.random()}"))
        assert code == (0 if said["holds"] else 1)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that is worth two processes, with one bad ballot on its last page."""
    draft = build(CROWD)
    ballots = draft.json[draft.pages[-1]]["ballots"]
    ballots[-1]["signature"] = "00" * 64
    return write_zip(draft.files(), tmp_path_factory.mktemp("crowd") / "record.zip")


def test_other_processes_find_the_same(crowd: Path) -> None:
    alone, together = (results(crowd, Watch(processes=count)) for count in (1, 2))
    assert [each.problem and str(each.problem) for each in alone] == [
        each.problem and str(each.problem) for each in together
    ]
    assert [each.check for each in together if each.outcome is Outcome.FAILS] == [Check.BALLOTS]


def test_there_are_no_more_processes_than_every_system_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: range(128), raising=False)
    assert usable_cores() == 61
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usable_cores() == 1


def test_progress_reaches_its_end(crowd: Path) -> None:
    seen: dict[Check, list[tuple[int, int]]] = {}

    def progress(check: Check, done: int, total: int) -> None:
        seen.setdefault(check, []).append((done, total))

    results(crowd, Watch(progress=progress, processes=2))
    assert set(seen) == {Check.FILES, Check.BALLOTS}
    for steps in seen.values():
        assert len(steps) > 1
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1]


@pytest.mark.parametrize("processes", [1, 2])
def test_somebody_may_stop_it(crowd: Path, processes: int) -> None:
    asked: list[Check] = []

    def progress(check: Check, _done: int, _total: int) -> None:
        asked.append(check)

    watch = Watch(progress=progress, cancelled=lambda: Check.BALLOTS in asked, processes=processes)
    with pytest.raises(VerificationCancelled):
        results(crowd, watch)
    assert asked.count(Check.BALLOTS) == 1


def test_a_process_that_ends_is_said() -> None:
    with Workers(2, lambda: False) as workers, pytest.raises(VerificationFailed):
        list(workers.results(os._exit, [(1,), (1,)], worth_it=True))


def test_a_page_that_changes_meanwhile_is_noticed(tmp_path: Path) -> None:
    folder = write_folder(sample().files(), tmp_path / "record")
    name = sample().pages[0]
    found = []
    for result in Verification(folder, watch=Watch(processes=1)).results():
        if result.check is Check.PAGES:
            data = (folder / name).read_bytes()
            (folder / name).write_bytes(data.replace(b"cast", b"void", 1))
        found.append(result)
    (bad,) = (each for each in found if each.check is Check.BALLOTS)
    assert bad.problem is not None
    assert bad.problem.params["file"] == name
