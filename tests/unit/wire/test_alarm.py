"""Alarms of the centre, each in a line."""

from __future__ import annotations

from omp_desktop.wire.alarm import AlarmLine

ALARM = AlarmLine("item.chain-fork", "ab" * 16, "cd" * 16, "2026-12-03T05:05:00.000000Z")


def test_an_alarm_comes_out_of_its_line_as_it_went_in() -> None:
    assert AlarmLine.parse(ALARM.text) == ALARM


def test_a_line_of_another_form_is_no_alarm_of_this_program() -> None:
    assert AlarmLine.parse(f"{ALARM.text} more") is None
    assert AlarmLine.parse("item.chain-fork") is None
