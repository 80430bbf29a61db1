"""A mock vote counts exactly its deck, leaves no names behind, and refuses what cannot be cast."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from omp_desktop.bootstrap import open_application
from omp_desktop.domain.import_errors import DefinitionInvalid
from omp_desktop.record.closing_file import read_closing_file
from omp_desktop.scenarios.deck import DeckInvalid
from omp_desktop.scenarios.mock_vote import MockFolderInUse, MockVoteReport, run_mock_vote

DEFINITION = """
name.ko = "가상 선거"
name.en = "Fictional election"
timezone = "Asia/Seoul"
[[window]]
opens = "2026-12-03 06:00"
closes = "2026-12-03 18:00"
[[contest]]
id = "chair"
title.ko = "회장"
title.en = "Chair"
votes_allowed = 1
blank = true
"""
CANDIDATES = "기호,후보자명,정당,상태\n1,갑돌,가나당,\n2,을순,다라당,사퇴\n5,병수,무소속,\n"
REAL_CANDIDATES = Path(__file__).parents[3] / "shared" / "data" / "korea" / "president_20_candidates.csv"


def nobody_watches(_done: int, _total: int) -> None:
    pass


def play(
    folder: Path, deck: str, definition: str = DEFINITION, candidates: str = CANDIDATES
) -> MockVoteReport:
    files = {"definition.toml": definition, "candidates.csv": candidates, "deck.csv": deck}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    paths = [folder / name for name in files]
    return run_mock_vote(paths[0], paths[1], paths[2], folder / "out", nobody_watches)


def results(report: MockVoteReport) -> dict[str, int]:
    with report.results_file.open(encoding="utf-8") as file:
        return {row["number"]: int(row["votes"]) for row in csv.DictReader(file)}


def test_the_totals_are_those_of_the_deck(tmp_path: Path) -> None:
    report = play(tmp_path, "number,count\n1,7\n5,3\nblank,2\n")

    assert report.exact
    assert results(report) == {"1": 7, "5": 3, "blank": 2, "invalid": 2, "ballots": 12}


TRUSTEES = "[trustees]\ncount = 3\nquorum = 2\n"


def test_three_throw_away_trustees_of_whom_two_open_the_count(tmp_path: Path) -> None:
    report = play(
        tmp_path, "number,count\n1,3\nblank,1\n", DEFINITION.replace("[[contest]]", f"{TRUSTEES}[[contest]]")
    )

    assert report.exact
    with zipfile.ZipFile(report.record_file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        (opening,) = json.loads(archive.read("openings.json"))["openings"]
    assert (len(manifest["trustees"]), manifest["quorum"]) == (3, 2)
    assert [partial["trustee"] for partial in opening["partials"]] == [2, 3]


def test_the_record_and_the_closing_values_are_written_beside_the_results(tmp_path: Path) -> None:
    report = play(tmp_path, "number,count\n1,2\n")

    (device,) = read_closing_file(report.closing_file).devices
    with zipfile.ZipFile(report.record_file) as archive:
        (closing,) = json.loads(archive.read("closings.json"))["closings"]
    assert closing["value"] == device.value.hex()


def test_progress_is_told_ballot_by_ballot(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    for name, text in (("d.toml", DEFINITION), ("c.csv", CANDIDATES), ("k.csv", "number,count\n1,2\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")

    run_mock_vote(
        tmp_path / "d.toml",
        tmp_path / "c.csv",
        tmp_path / "k.csv",
        tmp_path / "out",
        lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 2), (2, 2)]


def test_a_deck_that_votes_for_a_withdrawn_candidate_is_refused_before_a_ballot_is_cast(
    tmp_path: Path,
) -> None:
    with pytest.raises(DeckInvalid) as refused:
        play(tmp_path, "number,count\n1,7\n2,1\n")

    assert [(p.line, p.problem) for p in refused.value.problems] == [(3, "deck.withdrawn")]
    assert not (tmp_path / "out" / "results.csv").exists()


def test_an_empty_deck_counts_nothing(tmp_path: Path) -> None:
    report = play(tmp_path, "number,count\n1,0\n")

    assert report.exact
    assert results(report)["ballots"] == 0
    assert report.ballots == 0


def test_a_folder_that_holds_something_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    kept = tmp_path / "out" / "letter.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")

    with pytest.raises(MockFolderInUse):
        play(tmp_path, "number,count\n1,1\n")

    assert [path.name for path in kept.parent.iterdir()] == ["letter.txt"]


def test_a_definition_without_hours_is_refused(tmp_path: Path) -> None:
    text = DEFINITION.replace('[[window]]\nopens = "2026-12-03 06:00"\ncloses = "2026-12-03 18:00"\n', "")

    with pytest.raises(DefinitionInvalid):
        play(tmp_path, "number,count\n1,1\n", definition=text)


def test_voters_of_a_mock_vote_cannot_vote_again(tmp_path: Path) -> None:
    play(tmp_path, "number,count\n1,1\n")

    app = open_application(tmp_path / "out" / "station")
    try:
        (election,) = app.elections.all()
        (hit,) = app.check_in.search(election.id, "100000001").hits
    finally:
        app.close()

    assert str(hit.state) == "cast"


def test_a_real_list_of_candidates_with_its_real_votes_comes_out_exactly(tmp_path: Path) -> None:
    if not REAL_CANDIDATES.exists():
        pytest.skip("the figures of the real election are not on this machine")
    with REAL_CANDIDATES.open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["득표수"]]
    votes = {row["기호"]: round(int(row["득표수"]) / 1_000_000) for row in rows}
    deck = "number,count\n" + "".join(f"{number},{count}\n" for number, count in votes.items())

    report = play(tmp_path, deck, candidates=REAL_CANDIDATES.read_text(encoding="utf-8-sig"))

    counted = results(report)
    assert {number: counted[number] for number in votes} == votes
    assert {"4", "9"}.isdisjoint(counted)
