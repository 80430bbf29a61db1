"""Personal codes in the official's window: there where voters check in themselves, saved for the letters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.domain.election import Identification
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.voters_tab import VotersTab
from omp_desktop.services.personal_codes import CodesView, PersonalCodesService
from tests.gui.official.office import Office
from tests.services.scene import Desk, Draft, People


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the official chooses as the file."""
    file = tmp_path / "letters.csv"
    monkeypatch.setattr(file_choice, "ask_new_file", lambda _w, _t, _n, _k, chosen: chosen(file))
    return file


@pytest.fixture
def own_way(desk: Desk, people: People, draft: Draft) -> Draft:
    """The draft lets voters check in themselves."""
    election = desk.elections.get(draft.id).election
    policy = replace(election.policy, identification=Identification.SELF)
    desk.elections.update_draft(people.commission, replace(election, policy=policy))
    return draft


def voters_tab(office: Office, election_id: str) -> VotersTab:
    office.elections.refresh()
    office.open(election_id)
    tab = office.tab("voters")
    assert isinstance(tab, VotersTab)
    return tab


def test_where_an_official_checks_everybody_in_there_is_nothing_about_codes(
    office: Office, draft: Draft
) -> None:
    assert not voters_tab(office, draft.id).codes.isVisible()


def test_codes_are_made_and_saved_and_the_tab_says_so(office: Office, own_way: Draft, letters: Path) -> None:
    codes = voters_tab(office, own_way.id).codes
    office.until(codes.makeButton.isVisible)
    assert not codes.anewButton.isVisible()
    office.click(codes.makeButton)
    office.until(codes.notice.isVisible)
    assert len(letters.read_text(encoding="utf-8-sig").splitlines()) == 1 + 12
    office.until(codes.anewButton.isVisible)
    assert PersonalCodesService(office.desk.core).view(own_way.id) == CodesView(12, 12)


def test_all_are_made_anew_after_a_question_only(office: Office, own_way: Draft, letters: Path) -> None:
    codes = voters_tab(office, own_way.id).codes
    office.until(codes.makeButton.isVisible)
    office.click(codes.makeButton)
    office.until(codes.anewButton.isVisible)
    before = letters.read_bytes()
    assert not codes.makeButton.isVisible()
    office.click(codes.anewButton)
    office.answer("Cancel")
    assert letters.read_bytes() == before
    office.click(codes.anewButton)
    office.answer("Make all anew")
    office.until(lambda: letters.read_bytes() != before)


def test_a_file_that_cannot_be_written_is_said_and_no_code_is_made(
    office: Office, own_way: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "no folder" / "letters.csv"
    monkeypatch.setattr(file_choice, "ask_new_file", lambda _w, _t, _n, _k, chosen: chosen(nowhere))
    codes = voters_tab(office, own_way.id).codes
    office.until(codes.makeButton.isVisible)
    office.click(codes.makeButton)
    assert "No code has changed" in office.said()
    assert PersonalCodesService(office.desk.core).view(own_way.id).with_code == 0
