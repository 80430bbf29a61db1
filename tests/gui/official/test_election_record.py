"""The election record in the official's window: published, and verified line by line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.election_record import ElectionRecordView
from omp_desktop.record.checks import Check
from omp_desktop.record.closing_file import read_closing_file
from tests.gui.official.at_the_desk import Hands
from tests.services.polling_day import Day


@pytest.fixture
def counted(day: Day) -> Day:
    day.open()
    for roll in ("1", "2", "3"):
        day.vote(roll)
    day.close()
    day.count()
    return day


def _at_the_record(hands: Hands, day: Day) -> ElectionRecordView:
    hands.sign_in(day.people.manager)
    hands.window.choose_election(day.id)
    hands.settle()
    hands.go("records")
    hands.settle()
    page = hands.records
    page.tabs.chosen.emit("record")
    hands.settle()
    return page.record


def _choose(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr(file_choice, "ask_file", lambda _widget, _title, _kinds, chosen: chosen(file))
    monkeypatch.setattr(
        file_choice, "ask_new_file", lambda _widget, _title, _name, _kinds, chosen: chosen(file)
    )


def _states(view: ElectionRecordView) -> dict[str, str]:
    return {row.key: row.cells[1].text for row in view.checksTable.model().rows}


def test_the_record_is_written_and_every_check_holds(
    counted: Day, at_the_door: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = _at_the_record(at_the_door, counted)
    _choose(monkeypatch, tmp_path / "record.zip")
    at_the_door.click(view.exportButton)
    at_the_door.until(view.exportNotice.isVisible)
    assert "record.zip with 3 ballots" in view.exportNotice.text
    at_the_door.click(view.verifyRecordButton)
    at_the_door.until(view.verifyPill.isVisible)
    assert set(_states(view).values()) == {"Holds"}
    assert view.verifyPill.text() == "Everything holds"
    assert "Compare with the published notice" in view.printsLabel.text()
    at_the_door.fits()


def test_a_spoiled_record_names_what_is_wrong(
    counted: Day, at_the_door: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = _at_the_record(at_the_door, counted)
    file = tmp_path / "record.zip"
    _choose(monkeypatch, file)
    at_the_door.click(view.exportButton)
    at_the_door.until(view.exportNotice.isVisible)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("more.json", "{}")
    at_the_door.click(view.verifyRecordButton)
    at_the_door.until(view.verifyPill.isVisible)
    assert _states(view)[Check.FILES.value] == "Fails"
    assert view.verifyPill.text() == "The record is bad"
    (first, *_) = view.checksTable.model().rows
    assert "more.json" in first.cells[0].sub


def test_a_file_that_is_no_record_is_said(
    counted: Day, at_the_door: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = _at_the_record(at_the_door, counted)
    _choose(monkeypatch, tmp_path / "not-there.zip")
    at_the_door.click(view.verifyRecordButton)
    at_the_door.until(at_the_door.sheets)
    assert "not-there.zip" in at_the_door.said()


def test_the_closing_values_are_saved(
    counted: Day, at_the_door: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = _at_the_record(at_the_door, counted)
    file = tmp_path / "closing.json"
    _choose(monkeypatch, file)
    at_the_door.click(view.closingButton)
    at_the_door.until(file.exists)
    (closing,) = counted.polls.closing_report(counted.id).closings
    assert [device.value.hex() for device in read_closing_file(file).devices] == [closing.value]


def test_before_the_count_the_window_says_why_there_is_no_record(
    day: Day, at_the_door: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.open()
    view = _at_the_record(at_the_door, day)
    _choose(monkeypatch, tmp_path / "record.zip")
    at_the_door.click(view.exportButton)
    at_the_door.until(at_the_door.sheets)
    assert "no election record before the count" in at_the_door.said()
