"""What each station of an election has delivered, and what is missing before all of it can be counted.

This PC's own station lies in its store; the others are what the commission collected (collecting.py). Read
from short tables: the ballots themselves are looked at when they are collected, and again before the count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from omp_desktop.crypto.pages import Chain
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import LANGS, Labelled, LocalText
from omp_desktop.domain.manifest import ManifestStation
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.services.collected_closing import closing_holds
from omp_desktop.services.collecting_errors import StationsIncomplete
from omp_desktop.services.poll_reports import count
from omp_desktop.services.publication import Published
from omp_desktop.services.stated import Stated, read_stated
from omp_desktop.store.records import WHOLE_BATCH, ChainLink, CollectedPage, CollectedProblem
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.batch import NO_BATCH

_OVER: Final = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})


class Missing(Labelled):
    """What a station has not delivered, the first thing to look after first."""

    NOTHING = "nothing", "도착한 자료가 없음", "nothing has arrived"
    NOT_CLOSED = "not-closed", "투표를 마감하지 않음", "its polls are not closed"
    REFUSED = "refused", "받지 않은 자료가 있음", "some of it was not taken"
    GAP = "gap", "중간에 빠진 묶음이 있음", "batches are missing in between"
    PAGES = "pages", "투표지 쪽이 빠짐", "pages of ballots are missing"
    CLOSING = "closing", "기표대의 마감 값이 없음", "the closing value of a booth is missing"
    CLOSING_WRONG = "closing-wrong", "마감 값이 투표지와 다름", "a closing value is not that of the ballots"
    NUMBERS = "numbers", "투표지와 투표자의 수가 다름", "ballots and voters who voted are not as many"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One station.

    `poll_state`: a state of the polls, or "" before any news; `left_out`: why two people count without it, or
    ""; `problems`: what was not taken over.
    """

    station_id: str
    name: str
    here: bool
    listed: int
    issued: int
    cancelled: int
    voted: int
    ballots: int
    poll_state: str
    missing: tuple[Missing, ...]
    problems: tuple[CollectedProblem, ...] = ()
    left_out: str = ""

    @property
    def complete(self) -> bool:
        """Whether everything of the station is here and fits."""
        return not self.missing

    @property
    def blocks(self) -> bool:
        """Whether the count waits for it: for another station, while it is not whole and not left out."""
        return not self.here and not self.complete and not self.left_out


@dataclass(frozen=True, slots=True)
class _Here:
    """What is here of one other station."""

    stated: Stated
    chain: Sequence[ChainLink]
    pages: Sequence[CollectedPage]
    problems: tuple[CollectedProblem, ...]
    voters: Mapping[ParticipationState, int]
    compared: Mapping[str, str]

    @property
    def ballots(self) -> int:
        return sum(page.counts.cast for page in self.pages)


@dataclass
class _Collected:
    """Everything that was collected, by station."""

    stated: dict[str, Stated]
    voters: dict[str, dict[ParticipationState, int]]
    # Closing values that were computed from the ballots, by kiosk.
    compared: dict[str, str]
    chain: dict[str, list[ChainLink]] = field(default_factory=dict)
    pages: dict[str, list[CollectedPage]] = field(default_factory=dict)
    problems: dict[str, list[CollectedProblem]] = field(default_factory=dict)

    def of(self, station_id: str) -> _Here:
        return _Here(
            self.stated.get(station_id, Stated()),
            self.chain.get(station_id, ()),
            self.pages.get(station_id, ()),
            tuple(self.problems.get(station_id, ())),
            self.voters.get(station_id, {}),
            self.compared,
        )


def deliveries(uow: UnitOfWork, published: Published) -> tuple[Delivery, ...]:
    """Every station of the manifest, this one first, then in the manifest's order."""
    election_id = published.manifest.election_id
    this = uow.stations.this_station()
    collected = _collected(uow, election_id)
    left_out = uow.left_out.all(election_id)
    found = [
        _own(uow, election_id, station)
        if this is not None and station.id == this.id
        else _other(published, station, collected.of(station.id), left_out.get(station.id, ""))
        for station in published.manifest.stations
    ]
    return tuple(sorted(found, key=lambda delivery: not delivery.here))


def require_complete(uow: UnitOfWork, published: Published) -> None:
    """Raises StationsIncomplete, naming the other stations that the count waits for, with what is missing."""
    waited = [each for each in deliveries(uow, published) if each.blocks]
    if waited:
        named = [
            LocalText(*(f"{each.name}({each.missing[0].label(lang)})" for lang in LANGS)) for each in waited
        ]
        raise StationsIncomplete(
            stations=LocalText(*(", ".join(name.text(lang) for name in named) for lang in LANGS))
        )


def _own(uow: UnitOfWork, election_id: str, station: ManifestStation) -> Delivery:
    counts = count(uow, election_id, station.id)
    state = uow.elections.get(election_id).state
    missing = [] if state in _OVER else [Missing.NOT_CLOSED]
    if not counts.agree:
        missing.append(Missing.NUMBERS)
    return Delivery(
        station.id,
        station.name,
        here=True,
        listed=station.voters,
        issued=counts.issued,
        cancelled=counts.cancelled,
        voted=counts.voted,
        ballots=counts.ballots,
        poll_state=state.value,
        missing=tuple(missing),
    )


def _other(published: Published, station: ManifestStation, here: _Here, left_out: str) -> Delivery:
    return Delivery(
        station.id,
        station.name,
        here=False,
        listed=station.voters,
        issued=here.voters.get(ParticipationState.ISSUED, 0),
        cancelled=here.voters.get(ParticipationState.CANCELLED, 0),
        voted=here.voters.get(ParticipationState.CAST, 0),
        ballots=here.ballots,
        poll_state=here.stated.poll_state,
        missing=tuple(_missing(published, station.id, here)),
        problems=here.problems,
        left_out=left_out,
    )


def _missing(published: Published, station_id: str, here: _Here) -> list[Missing]:
    if not here.chain and not here.problems:
        return [Missing.NOTHING]
    missing = []
    if here.stated.poll_state not in {state.value for state in _OVER}:
        missing.append(Missing.NOT_CLOSED)
    taken = {link.batch_id for link in here.chain}
    if any(each.item == WHOLE_BATCH and each.batch_id not in taken for each in here.problems):
        missing.append(Missing.REFUSED)
    if not _unbroken(here.chain):
        missing.append(Missing.GAP)
    missing.extend(_closings(published, station_id, here))
    voted, told = here.voters.get(ParticipationState.CAST, 0), here.stated.counts
    if not voted == here.ballots == told.get("ballots", voted) == told.get("voted", voted):
        missing.append(Missing.NUMBERS)
    return missing


def _closings(published: Published, station_id: str, here: _Here) -> list[Missing]:
    """What is missing of its kiosks' chains of pages; the same thing only once."""
    found: list[Missing] = []
    pages = {
        device_id: list(own)
        for device_id, own in groupby(here.pages, key=lambda page: page.page.place.device_id)
    }
    for device_id in sorted(pages.keys() | here.stated.closings.keys()):
        closing, own = here.stated.closings.get(device_id), pages.get(device_id, [])
        kiosk = here.stated.kiosks.get(device_id)
        if closing is None or closing.signature is None or kiosk is None:
            found.append(Missing.CLOSING)
            continue
        chain = Chain(published.context.base_hash, station_id, device_id, kiosk.public_key)
        if sum(end.pages for end in closing.epochs) > len(own):
            found.append(Missing.PAGES)
        elif not (closing_holds(chain, closing, own) and here.compared.get(device_id) == closing.value):
            found.append(Missing.CLOSING_WRONG)
    return list(dict.fromkeys(found))


def _unbroken(chain: Sequence[ChainLink]) -> bool:
    """Whether every chain of batches begins at 1, has no gap, and each batch names the one before."""
    for _, links in groupby(chain, key=lambda link: (link.device_id, link.lane, link.store_epoch)):
        number, before = 0, NO_BATCH
        for link in links:
            if (link.sequence, link.previous) != (number + 1, before):
                return False
            number, before = link.sequence, link.digest
    return True


def _collected(uow: UnitOfWork, election_id: str) -> _Collected:
    collected = _Collected(
        read_stated(uow, election_id),
        uow.collected_voters.counts(election_id),
        uow.collected.compared(election_id),
    )
    for link in uow.collected.chain(election_id):
        collected.chain.setdefault(link.station_id, []).append(link)
    for page in uow.collected.pages(election_id):
        collected.pages.setdefault(page.page.station_id, []).append(page)
    for problem in uow.collected.problems(election_id):
        collected.problems.setdefault(problem.station_id, []).append(problem)
    return collected
