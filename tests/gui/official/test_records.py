"""Records: reading, searching and verifying the audit log; the findings about the station."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from omp_desktop.domain.audit import AuditEntry, AuditEvent, describe
from omp_desktop.domain.record_errors import ChainBroken
from omp_desktop.gui import language
from omp_desktop.gui.official.audit_search import SHOWN, Reader, find, latest
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from tests.gui.official.at_the_desk import Hands
from tests.services.polling_day import Day
from tests.services.scene import Desk, People

READER = Reader("ko", {"system": "프로그램"}, UTC)


@pytest.fixture
def log(desk: Desk) -> AuditLog:
    return AuditLog(desk.core)


def _write(core: Core, log: AuditLog, times: int) -> None:
    with core.store.uow() as uow:
        for number in range(times):
            log.append(uow, AuditEvent.CANDIDATE_REGISTERED, None, number=number + 1)
        uow.commit()


@pytest.fixture
def at_records(hands: Hands) -> Hands:
    hands.go("records")
    hands.settle()
    return hands


def _lines(hands: Hands) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in hands.records.auditTable.model().rows]


def test_the_log_shows_the_latest_first_with_names_and_words(at_records: Hands) -> None:
    newest = _lines(at_records)[0]
    assert newest[1] == "2026-12-01 09:00"
    assert newest[2:] == ["관리관", "Signed in (polling station manager)"]


def test_a_role_is_said_in_the_language_of_the_reader() -> None:
    assert describe(AuditEvent.SIGNED_IN, {"role": "observer"}, "ko") == "로그인했습니다(투표참관인)"


def test_the_kind_of_a_count_is_said_in_words() -> None:
    details = {"kind": "final", "number": 1, "ballots": 11}
    said = describe(AuditEvent.COUNT_BEGUN, details, "ko")
    assert said == "합계를 여는 일을 시작했습니다(최종 개표, 1번, 투표지 11장)"


def test_an_empty_log_is_a_page_without_entries(log: AuditLog) -> None:
    page = latest(log)
    assert (page.entries, page.total) == ((), 0)


def test_long_logs_come_in_pages(desk: Desk, log: AuditLog) -> None:
    _write(desk.core, log, SHOWN + 50)
    newest, older = latest(log), latest(log, skip=SHOWN)
    assert [newest.first, newest.last, newest.total] == [51, SHOWN + 50, SHOWN + 50]
    assert [entry.seq for entry in older.entries] == list(range(50, 0, -1))


def test_a_search_finds_words_names_numbers_and_dates(desk: Desk, log: AuditLog) -> None:
    _write(desk.core, log, 30)
    assert [entry.seq for entry in find(log, "기호 17번", READER).entries] == [17]
    assert find(log, "프로그램", READER).total == 30
    assert find(log, "2026-12-01", READER).total == 30
    assert find(log, "없는 말", READER).total == 0


def test_the_second_person_of_a_step_is_said_and_found(open_day: Day, log: AuditLog) -> None:
    observer = open_day.people.observer.account
    reader = Reader("en", {observer.id: observer.name}, UTC)
    (entry,) = find(log, observer.name, reader).entries
    assert entry.event is AuditEvent.POLLS_OPENED
    assert reader.what(entry) == f"Polls opened · with {observer.name}"


def test_a_search_shows_the_latest_of_many(desk: Desk, log: AuditLog) -> None:
    _write(desk.core, log, SHOWN + 5)
    found = find(log, "후보자를 등록", READER)
    assert (found.total, len(found.entries), found.entries[0].seq) == (SHOWN + 5, SHOWN, SHOWN + 5)


def test_a_cancelled_search_ends(desk: Desk, log: AuditLog) -> None:
    _write(desk.core, log, 5)
    assert find(log, "기호", READER, cancelled=lambda: True).total == 0


def test_one_turns_to_earlier_entries_and_back(desk: Desk, at_records: Hands, log: AuditLog) -> None:
    _write(desk.core, log, 2 * SHOWN)
    page = at_records.records
    page.refresh()
    at_records.settle()
    total = log.count()
    at_records.press("Earlier")
    assert _lines(at_records)[0][0] == f"{total - SHOWN:,}"
    at_records.press("Later")
    assert _lines(at_records)[0][0] == f"{total:,}"
    assert not page.laterButton.isEnabled()


def test_typing_searches_in_the_window(at_records: Hands) -> None:
    page = at_records.records
    at_records.type(page.searchEdit, "published")
    page._pause.timeout.emit()
    at_records.settle()
    assert [line[3][:18] for line in _lines(at_records)] == ["Election published"]
    at_records.type(page.searchEdit, "nothing like this")
    page._pause.timeout.emit()
    at_records.settle()
    assert page.auditTable.emptyText == "Nothing in the log matches"
    at_records.fits()


def test_a_whole_chain_is_verified(at_records: Hands, log: AuditLog) -> None:
    at_records.press("Verify the chain")
    at_records.until(at_records.records.outcomeNotice.isVisible)
    notice = at_records.records.outcomeNotice
    assert notice.kind == "ok"
    assert f"{log.count()} entries, none changed or missing" in notice.text
    at_records.settle()
    at_records.fits()


def test_the_outcome_of_the_verification_follows_the_language(at_records: Hands, log: AuditLog) -> None:
    at_records.press("Verify the chain")
    at_records.until(at_records.records.outcomeNotice.isVisible)
    language.set_language(at_records.window, "ko")
    assert f"{log.count()}건 가운데 바뀌거나 빠진 것이 없습니다" in at_records.records.outcomeNotice.text


def test_a_broken_chain_is_said_with_the_entry(at_records: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> AuditEntry | None:
        raise ChainBroken(seq=3)

    monkeypatch.setattr(AuditLog, "verify", broken)
    at_records.press("Verify the chain")
    at_records.until(at_records.records.outcomeNotice.isVisible)
    assert at_records.records.outcomeNotice.kind == "err"
    assert "3" in at_records.records.outcomeNotice.text


def test_the_doctor_lists_problems_first_with_what_to_do(at_records: Hands) -> None:
    page = at_records.records
    page.tabs.current = "doctor"
    at_records.until(lambda: page.doctorTable.model().rowCount() > 0)
    # The store of these tests was opened with a key that is in no key store.
    first = page.doctorTable.model().rows[0]
    assert first.cells[0].text.startswith("A key of this station is not in the key store")
    assert first.cells[0].sub != ""
    assert first.cells[1].text == "Problem"
    assert page.doctorPill.text() == "1 problem"
    at_records.fits()


def test_the_doctor_says_when_all_is_right(at_records: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    service = at_records.window._services.diagnostics
    sound = [finding for finding in service.doctor() if finding.ok]
    monkeypatch.setattr(type(service), "doctor", lambda _: sound)
    page = at_records.records
    page.tabs.current = "doctor"
    at_records.press("Check again")
    at_records.until(lambda: page.doctorPill.text() == "All right")
    assert len(page.doctorTable.model().rows) == len(sound)


def test_a_finding_of_another_kind_is_never_hidden(at_records: Hands) -> None:
    service = at_records.window._services.diagnostics
    wrong = next(finding for finding in service.doctor() if not finding.ok)
    at_records.records._on_findings((replace(wrong, code="new.kind"),))
    assert at_records.records.doctorTable.model().rowCount() == 1


def test_no_cast_is_in_the_log(open_day: Day, hands: Hands, people: People) -> None:
    del people
    before = hands.window._services.audit_log.count()
    open_day.vote("1")
    assert hands.window._services.audit_log.count() == before
