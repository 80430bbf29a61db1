"""The election record of a real station: whole or not at all, and with nothing of a voter in it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from omp_desktop.domain.election import ElectionState
from omp_desktop.record import layout
from omp_desktop.record.closing_file import read_closing_file
from omp_desktop.record.page import RecordedPage
from omp_desktop.services import pages
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import SigningKeyMissing
from omp_desktop.services.record_errors import (
    RecordExportCancelled,
    RecordInsideData,
    RecordTooEarly,
    RecordUnwritable,
)
from omp_desktop.services.record_export import RecordExport
from tests.services.polling_day import Day
from tests.services.stages import Station


@pytest.fixture
def counted(station: Station, day: Day) -> Day:
    """Three cast ballots and a void one, counted."""

    def vote_and_count() -> None:
        day.open()
        for roll in ("1", "2", "3"):
            day.vote(roll)
        permit = day.permit("4")
        day.booth.begin(permit.token)
        day.booth.seal(permit.token, day.choices(None))
        day.close()
        day.count()

    station.step("three votes, a void one and the count", vote_and_count)
    return day


@pytest.fixture
def export(counted: Day) -> RecordExport:
    return RecordExport(counted.desk.core)


def _json(file: Path, name: str) -> object:
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read(name))


def test_the_record_lists_every_file_in_it(counted: Day, export: RecordExport, tmp_path: Path) -> None:
    written = export.export(counted.id, tmp_path / "record.zip")
    head = layout.RecordHead.from_json(_json(written.file, layout.RECORD))
    with zipfile.ZipFile(written.file) as archive:
        assert set(archive.namelist()) == {layout.RECORD, *head.files}
        assert set(layout.FILES) <= set(head.files)
        for name, listed in head.files.items():
            assert archive.getinfo(name).file_size == listed.size
    assert written.ballots == 3


def test_the_page_holds_cast_and_void_ballots_by_their_codes(
    counted: Day, export: RecordExport, tmp_path: Path
) -> None:
    written = export.export(counted.id, tmp_path / "record.zip")
    (name,) = [n for n in zipfile.ZipFile(written.file).namelist() if n.startswith("pages/")]
    page = RecordedPage.from_json(_json(written.file, name))
    assert sorted(ballot.status.value for ballot in page.ballots) == ["cast", "cast", "cast", "void"]
    codes = [ballot.code for ballot in page.ballots]
    assert codes == sorted(codes)


def test_the_export_is_noted_with_the_hash_of_the_file(
    counted: Day, export: RecordExport, tmp_path: Path
) -> None:
    written = export.export(counted.id, tmp_path / "record.zip")
    with counted.desk.core.store.read() as uow:
        entry = uow.audit.last()
    assert entry is not None
    assert entry.details["hash"] == written.sha256


def test_neither_voters_nor_times_are_in_the_record(
    counted: Day, export: RecordExport, tmp_path: Path
) -> None:
    written = export.export(counted.id, tmp_path / "record.zip")
    voter = counted.voter("1")
    with zipfile.ZipFile(written.file) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            raw = archive.read(name)
            assert voter.name.encode() not in raw
            assert voter.id.encode() not in raw


def test_before_the_count_there_is_no_record(day: Day, tmp_path: Path) -> None:
    day.open()
    day.vote("1")
    day.close()
    with pytest.raises(RecordTooEarly) as refused:
        RecordExport(day.desk.core).export(day.id, tmp_path / "record.zip")
    assert refused.value.params["state"] is ElectionState.CLOSED
    assert list(tmp_path.glob("*record*")) == []


def test_a_stopped_export_leaves_nothing_behind(counted: Day, export: RecordExport, tmp_path: Path) -> None:
    with pytest.raises(RecordExportCancelled):
        export.export(counted.id, tmp_path / "record.zip", cancelled=lambda: True)
    assert list(tmp_path.glob("*record*")) == []


def test_a_place_that_cannot_be_written_is_named(counted: Day, export: RecordExport, tmp_path: Path) -> None:
    with pytest.raises(RecordUnwritable):
        export.export(counted.id, tmp_path / "not-there" / "record.zip")


def test_an_earlier_record_is_replaced_as_a_whole(counted: Day, export: RecordExport, tmp_path: Path) -> None:
    file = tmp_path / "record.zip"
    first = export.export(counted.id, file).sha256
    with pytest.raises(RecordExportCancelled):
        export.export(counted.id, file, cancelled=lambda: True)
    assert export.export(counted.id, file).sha256 == first


def test_a_missing_signature_is_made_up_for(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.open()
    day.vote("1")
    monkeypatch.setattr("omp_desktop.services.polls.signing_seeds", lambda _core, _devices: {})
    day.close()
    day.count()
    export = RecordExport(day.desk.core)
    monkeypatch.setattr("omp_desktop.services.record_export.signing_seeds", lambda _core, _devices: {})
    with pytest.raises(SigningKeyMissing):
        export.export(day.id, tmp_path / "record.zip")
    monkeypatch.setattr("omp_desktop.services.record_export.signing_seeds", pages.signing_seeds)
    export.export(day.id, tmp_path / "record.zip")
    (closing,) = layout.read_closings(_json(tmp_path / "record.zip", layout.CLOSINGS))
    assert len(closing.signature) == 64


def test_the_closing_file_holds_the_values_of_the_report(
    counted: Day, export: RecordExport, tmp_path: Path
) -> None:
    file = tmp_path / "closing.json"
    file.write_bytes(export.closing_file(counted.id))
    (device,) = read_closing_file(file).devices
    (closing,) = counted.polls.closing_report(counted.id).closings
    assert device.value.hex() == closing.value


def test_while_polls_are_open_there_is_no_closing_file(day: Day) -> None:
    day.open()
    with pytest.raises(RecordTooEarly):
        RecordExport(day.desk.core).closing_file(day.id)


def test_a_real_record_is_not_saved_among_the_data_of_the_station(real_core: Core) -> None:
    with pytest.raises(RecordInsideData):
        RecordExport(real_core).export("ab" * 16, real_core.data_dir / "record.zip")
