"""The commands as processes: what they do, what they say, and with which exit code they end.

0 done, 1 the answer is no, 2 wrong use, 3 cannot reach what it needs.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
import pytest
import typer

from omp_desktop import __version__, cli
from omp_desktop.bootstrap import Application, Costs, keys_folder, open_application
from omp_desktop.domain.access import Role
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.voters_list import Voter
from omp_desktop.services.secrets import PassphraseSecrets, ThrowawaySecrets
from omp_desktop.services.session import Session
from omp_desktop.store.opening import store_file
from tests.e2e.program import on_a_terminal, run
from tests.services.scene import FAST_HASHER, FAST_KEY, PASSPHRASE, PIN, definition

COSTS = Costs(FAST_HASHER, FAST_KEY)
BAD_CANDIDATES = (
    "기호,후보자명,정당,상태\n1,갑돌,가나당,\n둘,을순,다라당,\n1,병수,,\n4,정아,가나당,\n5,무진,,\n"
)
BAD_VOTERS = (
    "roll_number,name,birth_date,address\n1,Kang,1990-03-14,Street 1\n1,Na,1985-11-02,Street 2\n"
    "3,,1990-01-01,Street 3\n4,Ra,31.2.1990,Street 4\n5,Ma,1969-12-31,Street 5\n"
)
DEFINITION = """
name.ko = "가상 회장 선거"
timezone = "Asia/Seoul"
[[window]]
opens = "2998-12-03 06:00"
closes = "2998-12-03 18:00"
[[contest]]
id = "president"
title.ko = "회장"
"""


@dataclass(frozen=True)
class Station:
    """A station between two starts of the program: nobody has it open."""

    folder: Path
    election_id: str
    pin_file: Path

    def opened(self) -> Application:
        return open_application(self.folder, costs=COSTS)

    def candidates(self) -> list[Candidate]:
        application = self.opened()
        try:
            return application.candidates.in_election(self.election_id)
        finally:
            application.close()

    def voters(self) -> list[Voter]:
        application = self.opened()
        try:
            with application.store.read() as uow:
                return list(uow.voters.page(self.election_id, ""))
        finally:
            application.close()


def set_up(application: Application) -> str:
    """A commission official, a station and a draft with one contest; returns the draft's id."""
    account = application.access.first_account("위원", Role.COMMISSION, PIN)
    official = Session(account)
    application.stations.add(official, "가상 제1투표소")
    told = replace(definition(), contests=definition().contests[:1])
    draft = application.elections.create(official, told)
    return draft.id


@pytest.fixture
def station(tmp_path: Path) -> Station:
    folder = tmp_path / "station"
    application = open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)), costs=COSTS)
    election_id = set_up(application)
    application.close()
    pin_file = tmp_path / "pin.txt"
    pin_file.write_text(f"{PIN}\n", encoding="utf-8")
    return Station(folder, election_id, pin_file)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a mock vote that was counted."""
    out = tmp_path_factory.mktemp("mock") / "out"
    played = mock_vote(out, "1,2", "2,1", "blank,1")
    assert played.returncode == 0, played.stderr
    return out


def mock_vote(out: Path, *deck: str, candidates: str = "") -> subprocess.CompletedProcess[str]:
    files = {
        "--definition": ("definition.toml", DEFINITION),
        "--candidates": (
            "candidates.csv",
            candidates or "number,name,party,status\n1,A,,\n2,B,,\n4,C,,사퇴\n",
        ),
        "--deck": ("deck.csv", "\n".join(("number,count", *deck))),
    }
    arguments: list[str | Path] = ["mock-vote", "--out", out, "--lang", "en"]
    for option, (name, text) in files.items():
        (out.parent / name).write_text(text, encoding="utf-8")
        arguments += [option, out.parent / name]
    return run(*arguments)


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "list.csv"
    file.write_text(text, encoding=encoding)
    return file


@pytest.mark.parametrize(("option", "value"), [("--data-dir", "elsewhere"), ("--lang", "en")])
def test_an_option_before_the_command_is_refused_and_not_passed_over(
    tmp_path: Path, option: str, value: str
) -> None:
    said = run(option, value, "doctor", OMP_DATA_DIR=str(tmp_path))
    assert said.returncode == 2
    assert f"write {option} behind the command" in said.stderr


def test_the_program_says_its_version() -> None:
    said = run("--version")

    assert (said.returncode, said.stdout.strip()) == (0, __version__)


def test_candidates_are_taken_from_a_file_as_excel_in_korea_saves_it(
    station: Station, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, "기호,후보자명,정당,상태,비고\n1,갑돌,가나당,,\n4,을순,,사퇴,\n", "cp949")

    said = run("candidates", "import", file, "--data-dir", station.folder, "--pin-file", station.pin_file)

    assert said.returncode == 0, said.stderr
    assert "가져온 줄: 2, 건너뛴 줄: 0" in said.stdout
    assert "다음 칸은 쓰지 않았습니다: 비고" in said.stderr
    assert [(c.number, c.name) for c in station.candidates()] == [(1, "갑돌"), (4, "을순")]


@pytest.mark.parametrize(
    ("lang", "said_so"),
    [
        (
            "ko",
            [
                "3번 줄, '기호' 칸: 수가 아닙니다: 둘 – 예: 3",
                "4번 줄, '기호' 칸: 2번 줄과 기호가 같습니다: 1 – 예: 3",
                "5번 줄, '정당' 칸: 2번 줄과 정당이 같습니다: 가나당 – 예: 가나다당",
            ],
        ),
        (
            "en",
            [
                "Line 3, column '기호': not a number: 둘 – for example 3",
                "Line 4, column '기호': same number as line 2: 1 – for example 3",
                "Line 5, column '정당': same party as line 2: 가나당 – for example 가나다당",
            ],
        ),
    ],
)
def test_every_bad_line_of_candidates_is_named_and_nothing_is_taken(
    station: Station, tmp_path: Path, lang: str, said_so: list[str]
) -> None:
    file = csv_file(tmp_path, BAD_CANDIDATES)

    said = run(
        "candidates",
        "import",
        file,
        "--data-dir",
        station.folder,
        "--pin-file",
        station.pin_file,
        "--lang",
        lang,
    )

    assert said.returncode == 1
    assert [line.strip() for line in said.stderr.splitlines() if line.startswith("  ")] == said_so
    assert station.candidates() == []


def test_told_to_skip_the_good_candidates_are_taken_and_the_bad_lines_named(
    station: Station, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, BAD_CANDIDATES)
    arguments = ("--data-dir", station.folder, "--pin-file", station.pin_file, "--lang", "en", "--skip-bad")

    said = run("candidates", "import", file, *arguments)

    assert said.returncode == 0
    assert "Lines taken: 2, left out: 3" in said.stdout
    assert said.stderr.count("  Line ") == 3
    assert [c.number for c in station.candidates()] == [1, 5]


def test_voters_are_taken_as_a_whole_or_told_to_skip_without_the_bad_lines(
    station: Station, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, BAD_VOTERS)
    arguments = ("--data-dir", station.folder, "--pin-file", station.pin_file, "--lang", "en")

    refused = run("voters", "import", file, *arguments)
    before = station.voters()
    skipped = run("voters", "import", file, *arguments, "--skip-bad")

    bad_lines = [
        "Line 3, column 'roll_number': same roll number as line 2: 1 – for example 12",
        "Line 4, column 'name': nothing entered – for example 김하나",
        "Line 5, column 'birth_date': not a birth date: 31.2.1990 – for example 1990-03-14",
    ]
    assert (refused.returncode, before) == (1, [])
    for said in (refused, skipped):
        assert [line.strip() for line in said.stderr.splitlines() if line.startswith("  Line")] == bad_lines
    assert skipped.returncode == 0
    assert "Lines taken: 2, left out: 3" in skipped.stdout
    assert [voter.roll_number for voter in station.voters()] == ["1", "5"]


def test_a_wrong_pin_takes_nothing_and_is_counted(station: Station, tmp_path: Path) -> None:
    file = csv_file(tmp_path, "roll_number,name,birth_date,address\n1,Kang,1990-03-14,Street 1\n")
    station.pin_file.write_text("314159", encoding="utf-8")

    said = run(
        "voters", "import", file, "--data-dir", station.folder, "--pin-file", station.pin_file, "--lang", "en"
    )

    assert said.returncode == 1
    assert "The PIN is wrong." in said.stderr
    assert "314159" not in said.stdout + said.stderr
    assert station.voters() == []
    application = station.opened()
    with application.store.read() as uow:
        (account,) = uow.accounts.all()
        assert uow.accounts.failures(account.id)[0] == 1
    application.close()


def test_a_pin_file_from_an_editor_on_windows_is_read(station: Station, tmp_path: Path) -> None:
    file = csv_file(tmp_path, "number,name,party\n1,A,\n")
    station.pin_file.write_text(f"{PIN}\r\n", encoding="utf-8-sig", newline="")

    said = run("candidates", "import", file, "--data-dir", station.folder, "--pin-file", station.pin_file)

    assert said.returncode == 0, said.stderr


@pytest.mark.parametrize(
    ("file", "election", "said_so"),
    [
        ("list.csv", "다른 선거", "Name the election with --election."),
        ("absent.csv", None, "There is no file absent.csv."),
        (".", None, "is a folder, not a file."),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(
    station: Station, tmp_path: Path, file: str, election: str | None, said_so: str
) -> None:
    csv_file(tmp_path, "number,name,party\n1,A,\n")
    named = () if election is None else ("--election", election)
    place = ("--data-dir", station.folder, "--pin-file", station.pin_file, "--lang", "en")

    said = run("candidates", "import", tmp_path / file, *place, *named)

    assert said.returncode == 2
    assert said_so in said.stderr
    assert station.candidates() == []


@pytest.mark.parametrize("content", ["", " \n", "9" * 2000, None])
def test_a_pin_file_without_a_pin_is_wrong_use_and_no_wrong_try(
    station: Station, tmp_path: Path, content: str | None
) -> None:
    if content is None:
        station.pin_file.unlink()
    else:
        station.pin_file.write_text(content, encoding="utf-8")
    place = ["--data-dir", str(station.folder), "--pin-file", str(station.pin_file), "--lang", "en"]

    said = in_process("candidates", "import", str(csv_file(tmp_path, "number,name,party\n1,A,\n")), *place)

    assert said == 2
    application = station.opened()
    with application.store.read() as uow:
        assert uow.accounts.failures(uow.accounts.all()[0].id)[0] == 0
    application.close()


def test_of_several_elections_one_has_to_be_named(
    station: Station, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    application = station.opened()
    official = Session(application.access.accounts()[0])
    other = application.elections.create(
        official, replace(definition(), name=LocalText("둘째 선거", "Second"))
    )
    application.close()
    file = str(csv_file(tmp_path, "contest,number,name,party\npresident,1,A,\n"))
    arguments = ["candidates", "import", file, "--data-dir", str(station.folder), "--lang", "en"]
    arguments += ["--pin-file", str(station.pin_file)]

    unnamed, told = in_process(*arguments), capsys.readouterr().err
    named = in_process(*arguments, "--election", "Second")

    assert (unnamed, named) == (2, 0)
    assert "Student council (fictional)" in told
    assert "Second" in told
    assert [c.election_id for c in station.candidates()] == []
    assert [c.number for c in replace(station, election_id=other.id).candidates()] == [1]


def test_a_pc_that_is_no_polling_station_has_no_voters_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "station"
    application = open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)), costs=COSTS)
    official = Session(application.access.first_account("위원", Role.COMMISSION, PIN))
    application.elections.create(official, definition())
    application.close()
    file = str(csv_file(tmp_path, BAD_VOTERS))

    ended = in_process("voters", "import", file, "--data-dir", str(folder), "--lang", "en")

    assert ended == 1
    assert "There is no station yet." in capsys.readouterr().err


def test_damaged_settings_are_told_once_and_do_not_stop_a_command(
    station: Station, capsys: pytest.CaptureFixture[str]
) -> None:
    (station.folder / "settings.json").write_text("{", encoding="utf-8")
    arguments = ("doctor", "--data-dir", str(station.folder), "--lang", "en")

    ended = [in_process(*arguments) for _ in range(2)]

    assert ended == [0, 0]
    assert capsys.readouterr().err.count("The settings file was damaged") == 1
    assert (station.folder / "settings.json.damaged-1").read_text(encoding="utf-8") == "{"


def test_a_mock_vote_ends_well_when_the_totals_are_those_of_the_deck(counted: Path) -> None:
    with (counted / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["contest", "number", "name", "party", "votes"],
        ["president", "1", "A", "", "2"],
        ["president", "2", "B", "", "1"],
        ["president", "blank", "", "", "1"],
        ["president", "invalid", "", "", "1"],
        ["president", "ballots", "", "", "4"],
    ]


def test_a_deck_that_votes_for_a_withdrawn_candidate_is_refused_before_anything_is_cast(
    tmp_path: Path,
) -> None:
    said = mock_vote(tmp_path / "out", "1,2", "4,1")

    assert said.returncode == 1
    assert "Line 3, column 'number': this candidate has withdrawn and cannot be chosen" in said.stderr
    assert not (tmp_path / "out" / "results.csv").exists()


def test_a_mock_vote_needs_a_folder_of_its_own(counted: Path) -> None:
    before = {file: file.read_bytes() for file in counted.rglob("*") if file.is_file()}

    said = mock_vote(counted, "1,2")

    assert said.returncode == 2
    assert "The folder for the mock vote is not empty." in said.stderr
    assert {file: file.read_bytes() for file in counted.rglob("*") if file.is_file()} == before


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def test_results_are_written_once_they_were_counted(counted: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.csv"

    said = run("results", "--data-dir", counted / "station", "--out", out, "--lang", "en")

    assert said.returncode == 0, said.stderr
    rows, deck = _rows(out), _rows(counted / "results.csv")
    assert [row[:5] for row in rows] == deck
    assert [row[5:] for row in rows] == [
        ["status", "certified_at", "certified_by"],
        *[["provisional", "", ""]] * (len(deck) - 1),
    ]
    assert "Provisional" in said.stdout
    if os.name != "nt":
        assert out.stat().st_mode & 0o777 == 0o600


def test_results_are_written_in_the_common_format(counted: Path, tmp_path: Path) -> None:
    out = tmp_path / "results.json"

    said = run("results", "--data-dir", counted / "station", "--format", "cdf", "--out", out, "--lang", "en")

    assert said.returncode == 0, said.stderr
    assert "no cast vote records" in said.stdout
    (election,) = json.loads(out.read_text(encoding="utf-8"))["Election"]
    selections = election["Contest"][0]["ContestSelection"]
    assert [count["Count"] for selection in selections for count in selection["VoteCounts"]] == [2, 1]


def test_there_are_no_results_before_the_count(station: Station, tmp_path: Path) -> None:
    out = tmp_path / "results.csv"

    said = run("results", "--data-dir", station.folder, "--out", out, "--lang", "en")

    assert said.returncode == 1
    assert "There are no totals before the polls are closed and counted." in said.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("out", "code"), [("station.db", 2), ("keys/store-key.key", 2), ("../absent/results.csv", 3)]
)
def test_results_never_take_the_place_of_what_the_station_keeps(counted: Path, out: str, code: int) -> None:
    folder = counted / "station"
    before = {
        file: file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.suffix != ".log"
    }

    ended = in_process("results", "--data-dir", str(folder), "--out", str(folder / out), "--lang", "en")

    assert ended == code
    assert {file: file.read_bytes() for file in before} == before


def test_a_station_in_order_passes_its_examination(station: Station) -> None:
    said = run("doctor", "--data-dir", station.folder, "--json", "--lang", "en")

    findings = json.loads(said.stdout)
    wrong = [finding for finding in findings if not finding["ok"]]
    assert (said.returncode, wrong) == (0, [])
    assert {"code", "ok", "text", "next"} == findings[0].keys()


def test_an_examination_that_finds_something_ends_with_no_and_says_what_to_do(counted: Path) -> None:
    # The clock of the mock vote stood in the far future: the computer's own is behind it.
    said = run("doctor", "--data-dir", counted / "station", "--lang", "en")

    assert said.returncode == 1
    assert "✗ This computer's clock is in doubt." in said.stdout
    assert "  Set time and time zone right." in said.stdout


@pytest.mark.parametrize(
    "command", [("doctor",), ("results", "--out", "r.csv"), ("voters", "import", "v.csv")]
)
def test_a_folder_without_a_station_is_refused_and_nothing_is_made_in_it(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    mistyped = tmp_path / "statoin"

    assert in_process(*command, "--data-dir", str(mistyped)) == 3
    assert not mistyped.exists()


def test_the_variable_names_the_folder_too(tmp_path: Path) -> None:
    said = run("doctor", "--lang", "ko", OMP_DATA_DIR=str(tmp_path / "없는 폴더"))

    assert said.returncode == 3
    assert f"폴더 {tmp_path / '없는 폴더'}에는 투표소 자료가 없습니다." in said.stderr


def test_a_folder_that_cannot_be_written_is_out_of_reach(station: Station) -> None:
    (station.folder / "logs").write_text("a file in the place of the folder", encoding="utf-8")

    said = run("doctor", "--data-dir", station.folder, "--lang", "en")

    assert said.returncode == 3
    assert f"The data folder {station.folder} cannot be used" in said.stderr
    assert "Traceback" not in said.stderr


def test_keys_that_cannot_be_had_are_out_of_reach(station: Station) -> None:
    for file in keys_folder(station.folder).iterdir():
        file.unlink()
    content = store_file(station.folder).read_bytes()

    said = run("doctor", "--data-dir", station.folder, "--lang", "en")

    assert said.returncode == 3
    assert "This PC has no key store." in said.stderr
    assert store_file(station.folder).read_bytes() == content


def test_a_damaged_store_is_out_of_reach_and_left_as_it_is(station: Station) -> None:
    raw = bytearray(store_file(station.folder).read_bytes())
    raw[5000] ^= 0xFF
    store_file(station.folder).write_bytes(raw)

    assert in_process("doctor", "--data-dir", str(station.folder)) == 3
    assert store_file(station.folder).read_bytes() == bytes(raw)


@pytest.mark.parametrize(
    "arguments",
    [
        ("candidates", "import"),
        ("results", "--format", "xlsx", "--out", "x"),
        ("doctor", "--lang", "fr"),
        ("vote",),
    ],
)
def test_what_the_program_does_not_know_is_wrong_use(arguments: tuple[str, ...]) -> None:
    assert in_process(*arguments) == 2


def test_no_command_takes_a_secret_as_an_argument() -> None:
    names = [name for command in every_command(typer.main.get_command(cli.app)) for name in names_of(command)]

    assert "--pin-file" in names
    secret = ("pin", "pass", "secret", "key", "code", "token")
    assert [n for n in names if any(word in n for word in secret) and not n.endswith("-file")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals that a program can make")
def test_secrets_are_asked_for_on_a_terminal_and_not_shown(tmp_path: Path) -> None:
    folder = tmp_path / "station"
    box = PassphraseSecrets.create(keys_folder(folder), PASSPHRASE, opslimit=1, memlimit=8192)
    application = open_application(folder, secrets=box, costs=COSTS)
    set_up(application)
    application.close()
    file = csv_file(tmp_path, "number,name,party\n1,A,\n")

    code, shown = on_a_terminal(
        ["candidates", "import", str(file), "--data-dir", str(folder), "--lang", "en"],
        ("Pass-phrase:", PASSPHRASE),
        ("PIN:", PIN),
    )

    assert code == 0, shown
    assert "Lines taken: 1, left out: 0" in shown
    assert PIN not in shown
    assert PASSPHRASE not in shown


def in_process(*arguments: str) -> int:
    """The exit code of a command that runs here: as many processes would take a minute."""
    try:
        cli.app([*arguments], standalone_mode=True)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def every_command(command: click.Command) -> Iterator[click.Command]:
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from every_command(inner)


def names_of(command: click.Command) -> list[str]:
    return [name for parameter in command.params for name in parameter.opts]
