"""Candidates: numbers are data with gaps allowed, one candidate per party and contest, independents apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from omp_desktop.domain.candidate_errors import (
    AlreadyWithdrawn,
    CandidateFrozen,
    NameMissing,
    NumberInvalid,
    NumberTaken,
    PartyTaken,
    PhotoTooLarge,
    PhotoUnreadable,
    RemovalTooLate,
    WithdrawalTooEarly,
    WithdrawalTooLate,
)
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Labelled
from omp_desktop.domain.text import NAME_MAX, Field, clean_line, fold

NUMBER_LEAST = 1
NUMBER_MOST = 999
PARTY_MAX = 80
PHOTO_BYTES_MOST = 300_000
_PHOTO_BEGINS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_KILOBYTE = 1_000

_INDEPENDENT = frozenset({"", "무소속", "independent"})
_WITHDRAWAL_STATES = frozenset(
    {ElectionState.PUBLISHED, ElectionState.OPEN, ElectionState.SUSPENDED, ElectionState.CLOSING}
)


class CandidateState(Labelled):
    """Whether a candidate can be chosen."""

    REGISTERED = "registered", "등록", "registered"
    WITHDRAWN = "withdrawn", "사퇴", "withdrawn"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate of one contest. `party` is None for an independent (무소속)."""

    id: str
    election_id: str
    contest_id: str
    number: int
    name: str
    party: str | None = None
    state: CandidateState = CandidateState.REGISTERED


def clean_candidate(candidate: Candidate) -> Candidate:
    """The candidate with name and party in their normal form.

    Raises NameMissing, NumberInvalid, and the errors of `clean_line`.
    """
    if not NUMBER_LEAST <= candidate.number <= NUMBER_MOST:
        raise NumberInvalid(number=candidate.number, least=NUMBER_LEAST, most=NUMBER_MOST)
    name = clean_line(candidate.name, limit=NAME_MAX, field=Field.CANDIDATE)
    if not name:
        raise NameMissing
    return replace(candidate, name=name, party=party_name(candidate.party or ""))


def party_name(text: str) -> str | None:
    """The party in its normal form; None for an empty text, 무소속 and "independent"."""
    party = clean_line(text, limit=PARTY_MAX, field=Field.PARTY)
    return None if fold(party) in _INDEPENDENT else party


def check_new_candidate(candidate: Candidate, existing: Iterable[Candidate]) -> None:
    """Refuse a candidate that does not fit beside `existing` (other contests and itself are passed over).

    A withdrawn candidate keeps number and party: both stay on the ballot. Raises NameMissing, NumberInvalid,
    NumberTaken, PartyTaken. Source: one candidate per party, as in the Public Official Election Act, art. 47.
    """
    clean = clean_candidate(candidate)
    rivals = [c for c in existing if c.contest_id == clean.contest_id and c.id != clean.id]
    if any(rival.number == clean.number for rival in rivals):
        raise NumberTaken(number=clean.number)
    if clean.party is None:
        return
    for rival in rivals:
        if rival.party is not None and fold(rival.party) == fold(clean.party):
            raise PartyTaken(party=clean.party, number=rival.number)


def check_editable(state: ElectionState) -> None:
    """Refuse to register or change candidates after publication (CandidateFrozen)."""
    if state is not ElectionState.DRAFT:
        raise CandidateFrozen


def check_removal(state: ElectionState) -> None:
    """Refuse to delete a candidate after publication (RemovalTooLate): then a candidate withdraws."""
    if state is not ElectionState.DRAFT:
        raise RemovalTooLate


def withdraw(candidate: Candidate, state: ElectionState) -> Candidate:
    """The candidate after a withdrawal (사퇴): still listed, no longer selectable.

    Raises WithdrawalTooEarly in a draft, WithdrawalTooLate after the polls closed, AlreadyWithdrawn.
    """
    if state is ElectionState.DRAFT:
        raise WithdrawalTooEarly
    if state not in _WITHDRAWAL_STATES:
        raise WithdrawalTooLate
    if candidate.state is CandidateState.WITHDRAWN:
        raise AlreadyWithdrawn(number=candidate.number)
    return replace(candidate, state=CandidateState.WITHDRAWN)


def check_photo(photo: bytes) -> None:
    """A picture file as it is kept: JPEG or PNG, of no more than PHOTO_BYTES_MOST bytes.

    Raises PhotoUnreadable, PhotoTooLarge.
    """
    if not photo.startswith(_PHOTO_BEGINS):
        raise PhotoUnreadable()
    if len(photo) > PHOTO_BYTES_MOST:
        raise PhotoTooLarge(size=_kilobytes(len(photo)), most=_kilobytes(PHOTO_BYTES_MOST))


def _kilobytes(count: int) -> str:
    return f"{-(-count // _KILOBYTE):,} kB"
