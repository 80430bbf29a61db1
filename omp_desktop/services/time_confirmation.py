"""What two people said about the time while the computer's clock was in doubt (시각 확인).

It counts for a quarter of an hour of that same clock, and ends with every step of the polls: whoever has to
vouch for the time does so where it matters, not once for the day.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from omp_desktop.store.columns import instant_text
from omp_desktop.store.unit_of_work import UnitOfWork

VALID_FOR: Final = timedelta(minutes=15)


def confirm_time(uow: UnitOfWork, election_id: str, now: datetime) -> None:
    """Keeps that people confirmed the time at `now`, inside the caller's transaction."""
    uow.settings.set(_name(election_id), instant_text(now))


def time_is_confirmed(uow: UnitOfWork, election_id: str, now: datetime) -> bool:
    """Whether a confirmation is in force at `now`."""
    stored = uow.settings.get(_name(election_id))
    return bool(stored) and timedelta(0) <= now - datetime.fromisoformat(stored or "") <= VALID_FOR


def forget_time(uow: UnitOfWork, election_id: str) -> None:
    """Ends it."""
    if uow.settings.get(_name(election_id)):
        uow.settings.set(_name(election_id), "")


def _name(election_id: str) -> str:
    return f"polls.{election_id}.time-confirmed"
