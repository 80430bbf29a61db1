"""Drafts: what can still be edited, and every rule that a form or a file can break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from omp_desktop.domain.election import (
    Contest,
    Election,
    ElectionState,
    check_contests,
    check_policy,
    check_windows,
)
from omp_desktop.domain.election_errors import WindowEndsFirst
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.text import NAME_MAX, Field, clean_line
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.domain.voting_window import VotingWindow, local_minute, time_zone
from omp_desktop.services.election_errors import NotADraft
from omp_desktop.store.unit_of_work import UnitOfWork


def read_draft(uow: UnitOfWork, election_id: str) -> Election:
    """The election, if it can still be edited. Raises RecordMissing, NotADraft."""
    election = uow.elections.get(election_id)
    if election.state is not ElectionState.DRAFT:
        raise NotADraft()
    return election


def clean_draft(election: Election) -> Election:
    """The election with its texts in their normal form.

    A draft may still lack windows, contests or candidates: the check list before publishing asks for them.
    Raises TextMissing for a missing name, the errors of `clean_line`, TimezoneUnknown, WindowEndsFirst,
    WindowsOutOfOrder, WindowsOverlap, ContestIdInvalid, ContestIdTaken, VotesAllowedInvalid,
    MinimumOpenInvalid.
    """
    name = _clean(election.name, Field.ELECTION)
    if not name.text("ko"):
        raise TextMissing(field=Field.ELECTION)
    time_zone(election.timezone)
    _check_hours(election.windows, election.timezone)
    check_contests(election.contests)
    check_policy(election.policy)
    commissioners = (
        clean_line(person, limit=NAME_MAX, field=Field.NAME) for person in election.commissioners
    )
    return replace(
        election,
        name=name,
        contests=tuple(map(_clean_contest, election.contests)),
        commissioners=tuple(person for person in commissioners if person),
    )


def _check_hours(windows: Iterable[VotingWindow], timezone: str) -> None:
    for window in windows:
        if window.closes <= window.opens:
            raise WindowEndsFirst(
                opens=local_minute(window.opens, timezone),
                closes=local_minute(window.closes, timezone),
                example=local_minute(window.opens + timedelta(hours=12), timezone),
            )
    if windows:
        check_windows(tuple(windows))


def _clean_contest(contest: Contest) -> Contest:
    return replace(contest, title=_clean(contest.title, Field.CONTEST))


def _clean(text: LocalText, field: Field) -> LocalText:
    return LocalText(
        clean_line(text.ko, limit=NAME_MAX, field=field), clean_line(text.en, limit=NAME_MAX, field=field)
    )
