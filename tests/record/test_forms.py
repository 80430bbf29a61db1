"""What a verifier keeps of a record: forms give back what was written, marks find what stands twice."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from omp_desktop.crypto.pages import Entry
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.record import layout, unique
from omp_desktop.record.closing_file import ClosingReport
from omp_desktop.record.errors import RecordBad, RecordUnreadable
from omp_desktop.record.files import entry_of
from omp_desktop.record.form import json_bytes, parse_json
from omp_desktop.record.opened import openings_json, read_openings
from omp_desktop.record.page import RecordedPage
from omp_desktop.record.source import open_source
from omp_desktop.record.unique import Marks, marks_of
from tests.record.sample import TESTED, sample, write_folder, write_zip

READERS = {
    layout.AMENDMENTS: lambda value: layout.amendments_json(layout.read_amendments(value)),
    layout.DEVICES: lambda value: layout.devices_json(layout.read_devices(value)),
    layout.CLOSINGS: lambda value: layout.closings_json(layout.read_closings(value)),
    layout.STATIONS: lambda value: layout.stations_json(layout.read_stations(value)),
    layout.OPENINGS: lambda value: openings_json(read_openings(value)),
    layout.COUNTERSIGNATURES: lambda value: layout.Countersignatures.from_json(value).to_json(),
    layout.RECORD: lambda value: layout.RecordHead.from_json(value).to_json(),
}


@pytest.mark.parametrize("name", READERS)
def test_a_file_is_read_as_it_was_written(name: str) -> None:
    data = sample().files()[name]
    assert json_bytes(READERS[name](parse_json(data))) == data


def test_pages_are_read_as_they_were_written() -> None:
    files = sample().files()
    for name in sample().pages:
        assert json_bytes(RecordedPage.from_json(parse_json(files[name])).to_json()) == files[name]


def test_a_page_may_be_read_in_part() -> None:
    value = sample().json[sample().pages[0]]
    whole = RecordedPage.from_json(value)
    assert RecordedPage.from_json(value, slice(1, 3)).ballots == whole.ballots[1:3]


def test_a_nonce_is_part_of_no_representation() -> None:
    page = RecordedPage.from_json(sample().json[sample().pages[0]])
    (tested,) = (each for each in page.ballots if each.status is TESTED)
    assert tested.nonce is not None
    assert repr(tested.nonce) not in repr(tested)


def test_a_line_is_code_and_status() -> None:
    assert entry_of(bytes(32) + b"\x02") == Entry(bytes(32), TESTED)


@pytest.mark.parametrize("name", ["pages/x.json", f"pages/{'a' * 32}-1-1.json", "manifest.json", "pages/"])
def test_other_names_are_no_page(name: str) -> None:
    assert layout.place_of_page(name) is None


@pytest.mark.parametrize("number", [1, 999_999, 1_000_000])
def test_a_page_is_found_by_its_name(number: int) -> None:
    name = layout.page_name("ab" * 16, 3, number)
    assert layout.place_of_page(name) == ("ab" * 16, 3, number)


def test_a_name_with_needless_digits_is_no_page() -> None:
    assert layout.place_of_page(f"pages/{'a' * 32}-0000001-000001.json") is None


@pytest.mark.parametrize("at", ["2026-12-2T21:00:00Z", "2026-12-02T21:00:00+09:00", "yesterday"])
def test_a_time_has_one_spelling(at: str) -> None:
    value = sample().json[layout.AMENDMENTS]
    value["amendments"][0]["made_at"] = at
    with pytest.raises(FieldWrong):
        layout.read_amendments(value)


def test_a_closing_report_of_another_format_is_none() -> None:
    value = parse_json(sample().closing_report)
    with pytest.raises(FieldWrong, match="format"):
        ClosingReport.from_json({**value, "format": "omp-desktop closing 2"})


def test_a_whole_character_may_be_written_in_two_halves() -> None:
    assert parse_json(rb'["\ud83d\uddf3"]') == ["\N{BALLOT BOX WITH BALLOT}"]


def pages_of_sample() -> list[RecordedPage]:
    """The pages of the good record."""
    return [RecordedPage.from_json(sample().json[name]) for name in sample().pages]


def test_marks_find_what_stands_twice_among_thousands() -> None:
    marks = Marks()
    for number in range(1, 20_000):
        marks.add(number.to_bytes(8, "little"))
    pages = pages_of_sample()
    for page in (*pages, pages[2]):
        marks.add(marks_of(page, marks.key))
    marks.check(iter(pages))
    with pytest.raises(RecordBad) as caught:
        marks.check(iter([*pages, pages[2]]))
    assert caught.value.params["file"] == pages[2].head.name


def test_marks_that_meet_by_chance_are_looked_at_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every value has the same mark, none stands twice."""
    monkeypatch.setattr(unique, "_mark", lambda _value, _key: 0)
    marks = Marks()
    pages = pages_of_sample()
    for page in pages:
        marks.add(marks_of(page, marks.key))
    assert marks.count == 1
    marks.check(iter(pages))


def test_copies_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unique, "_SUSPECTS_MOST", 3)
    marks = Marks()
    pages = pages_of_sample()
    for page in (*pages, *pages, *pages):
        marks.add(marks_of(page, marks.key))
    with pytest.raises(RecordBad):
        marks.check(iter([*pages, *pages]))


def test_an_archive_for_large_files_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """zipfile writes the ends of a large archive where it believes that there are many files."""
    monkeypatch.setattr("zipfile.ZIP_FILECOUNT_LIMIT", 1)
    files = sample().files()
    path = write_zip(files, tmp_path / "large.zip")
    assert b"PK\x06\x06" in path.read_bytes()
    with open_source(path) as source:
        assert {name: source.read(name) for name in source.names} == files


def test_a_file_that_may_not_be_read_is_unreadable(tmp_path: Path) -> None:
    folder = write_folder(sample().files(), tmp_path / "record")
    with open_source(folder) as source:
        (folder / layout.SUMS).unlink()
        with pytest.raises(RecordUnreadable):
            source.read(layout.SUMS)


def test_a_file_that_becomes_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = write_folder(sample().files(), tmp_path / "record")
    with open_source(folder) as source:
        (folder / layout.SUMS).unlink()
        (folder / layout.SUMS).symlink_to(folder / layout.STATIONS)
        with pytest.raises(RecordBad):
            source.read(layout.SUMS)


def test_a_file_that_becomes_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = write_folder(sample().files(), tmp_path / "record")
    with open_source(folder) as source:
        (folder / layout.SUMS).unlink()
        os.mkfifo(folder / layout.SUMS)
        with pytest.raises(RecordBad):
            source.read(layout.SUMS)
