"""The audit log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.audit import (
    FIRST_PREVIOUS,
    AuditEntry,
    AuditEvent,
    describe,
    make_entry,
    verify_chain,
)
from omp_desktop.domain.record_errors import ChainBroken

SIX = datetime(2026, 12, 3, 6, 0, tzinfo=UTC)


def a_log(length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(length):
        entries.append(
            make_entry(
                entries[-1] if entries else None,
                at=SIX + timedelta(minutes=number, microseconds=7),
                actor="manager",
                event=AuditEvent.POLLS_RESUMED,
                details={"ballots": number},
            )
        )
    return entries


def test_a_whole_log_holds() -> None:
    entries = a_log(5)
    assert verify_chain(entries) == entries[-1]


def test_an_empty_log_holds() -> None:
    assert verify_chain([]) is None


def test_the_log_begins_with_number_one_after_nothing() -> None:
    (first,) = a_log(1)
    assert (first.seq, first.previous_hash) == (1, FIRST_PREVIOUS)
    assert first.at == SIX


def test_the_hash_of_an_entry_stays_as_published() -> None:
    entry = make_entry(None, at=SIX, actor="system", event=AuditEvent.POLLS_OPENED)
    assert entry.details == {}
    assert entry.hash == "dcc2a58b2895f2eb769587d032aaf927f29979ff43992ee932c484ef9dd46a57"


def test_a_log_is_verified_page_by_page() -> None:
    entries = a_log(6)
    last = verify_chain(entries[:3])
    assert verify_chain(entries[3:], after=last) == entries[-1]


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 99},
        {"at": SIX + timedelta(days=1)},
        {"actor": "observer"},
        {"event": AuditEvent.POLLS_SUSPENDED},
        {"details": {"ballots": 3}},
        {"details": {"ballots": 2.0}},
        {"previous_hash": "1" * 64},
        {"hash": "1" * 64},
    ],
)
def test_a_changed_entry_is_named(changes: dict[str, object]) -> None:
    entries = a_log(5)
    entries[2] = replace(entries[2], **changes)
    with pytest.raises(ChainBroken) as caught:
        verify_chain(entries)
    assert caught.value.params == {"seq": 3}


@given(st.integers(0, 4))
def test_a_missing_entry_is_noticed_unless_it_is_the_last(gap: int) -> None:
    entries = a_log(6)
    del entries[gap]
    with pytest.raises(ChainBroken) as caught:
        verify_chain(entries)
    assert caught.value.params == {"seq": gap + 1}


def test_an_entry_forged_with_a_right_hash_does_not_fit_the_next() -> None:
    entries = a_log(3)
    entries[1] = make_entry(
        entries[0], at=entries[1].at, actor="manager", event=AuditEvent.POLLS_RESUMED, details={"ballots": 9}
    )
    with pytest.raises(ChainBroken) as caught:
        verify_chain(entries)
    assert caught.value.params == {"seq": 3}


def test_an_event_is_told_with_its_details() -> None:
    details = {"ballots": 12, "reason": "정전"}
    assert describe(AuditEvent.POLLS_SUSPENDED, details, "ko") == "투표를 중지했습니다(투표수 12, 사유: 정전)"
    assert (
        describe(AuditEvent.POLLS_SUSPENDED, details, "en") == "Voting suspended (12 ballots, reason: 정전)"
    )


def test_a_detail_that_was_not_written_shows_as_a_dash() -> None:
    assert describe(AuditEvent.POLLS_RESUMED, {}, "en") == "Voting resumed (– ballots)"


@pytest.mark.parametrize("event", list(AuditEvent))
def test_no_event_is_about_one_cast(event: AuditEvent) -> None:
    assert "cast" not in event.value.split(".")
