"""What `central stations`, `quarantine` and `reconcile` show: lines in words, and the same for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from omp_desktop.central import quarantine, reconcile, state
from omp_desktop.central.keys import known_key
from omp_desktop.central.published import read_elections
from omp_desktop.central.schema import StationRow
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import catalogue
from omp_desktop.domain.json_fields import local_json
from omp_desktop.domain.language import LocalText
from omp_desktop.wire import refusals
from omp_desktop.wire.station import StationOverview

_WORD_OF = {each.value: each for each in ElectionState}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `wrong`: somebody has to look at it. `data`: the same for scripts."""

    text: LocalText
    data: dict[str, Any]
    wrong: bool = False


def stations(session: Session) -> Iterator[Line]:
    """Every station of every election, as far as the centre knows."""
    for election in read_elections(session):
        name = election.manifest.name
        yield Line(
            LocalText(f"{name.text('ko')} ({election.id})", f"{name.text('en')} ({election.id})"),
            {"election": election.id, "name": local_json(name)},
        )
        for station in state.stations(session, election.id):
            yield _station(election.id, station)


def set_aside(session: Session) -> Iterator[Line]:
    """Every alarm, and every item that is kept apart."""
    names = _names(session)
    for alarm in quarantine.alarms(session):
        why = _why(alarm.code)
        place = names.get(alarm.station_id, alarm.station_id)
        yield Line(
            LocalText(
                f"{alarm.at} {place}: {why.ko} ({alarm.code}, {alarm.subject})",
                f"{alarm.at} {place}: {why.en} ({alarm.code}, {alarm.subject})",
            ),
            {"alarm": asdict(alarm)},
            wrong=True,
        )
    for item in quarantine.kept(session):
        why = _why(item.code)
        place = names.get(item.station_id, item.station_id)
        yield Line(
            LocalText(
                f"  {place}: 묶음 {item.batch_id}의 항목 {item.item + 1} – {why.ko} ({item.bytes:,}바이트)",
                f"  {place}: item {item.item + 1} of batch {item.batch_id} – {why.en} ({item.bytes:,} bytes)",
            ),
            {"item": asdict(item)},
            wrong=True,
        )


def differences(session: Session) -> Iterator[Line]:
    """Every difference between what the centre says and what it has, and a line for what matches."""
    key = known_key(session)
    names = _names(session)
    for election_id in reconcile.elections(session):
        found = reconcile.reconcile(session, election_id, key or b"")
        for each in found:
            place = names.get(each.station_id, each.station_id)
            subject, about = each.subject, f" {each.about}" if each.about else ""
            yield Line(
                LocalText(
                    f"{place}: {subject.ko}{about} – 있어야 할 수 {each.expected:,} · 있는 수 {each.found:,}",
                    f"{place}: {subject.en}{about} – expected {each.expected:,} · found {each.found:,}",
                ),
                {"election": election_id, **asdict(each)},
                wrong=True,
            )
        if not found:
            counted = state.stations(session, election_id)
            cast = sum(station.totals.cast for station in counted)
            voted = sum(station.totals.voted for station in counted)
            yield Line(
                LocalText(
                    f"{election_id}: 투표한 사람 {voted:,} · 투표지 {cast:,} · 일치",
                    f"{election_id}: voters {voted:,} · ballots {cast:,} · match",
                ),
                {"election": election_id, "voted": voted, "cast": cast, "match": True},
            )


def _station(election_id: str, station: StationOverview) -> Line:
    totals = station.totals
    polls = _WORD_OF.get(station.poll_state)
    where = polls.label("ko") if polls else "소식 없음", polls.label("en") if polls else "no news"
    missing = sum(len(chain.missing) for chain in station.chains)
    forks = sum(chain.forks for chain in station.chains)
    return Line(
        LocalText(
            f"  {station.name} [{where[0]}] 명부 {station.listed:,} · 투표 {totals.voted:,} · "
            f"투표지 {totals.cast:,} · 묶음 {totals.batches:,} · 빠진 묶음 {missing:,} · "
            f"따로 보관 {totals.quarantined:,} · "
            f"검사한 쪽 {station.pages_checked:,} · 틀린 쪽 {station.pages_bad:,}",
            f"  {station.name} [{where[1]}] listed {station.listed:,} · voted {totals.voted:,} · "
            f"ballots {totals.cast:,} · batches {totals.batches:,} · missing {missing:,} · "
            f"set aside {totals.quarantined:,} · "
            f"pages checked {station.pages_checked:,} · bad {station.pages_bad:,}",
        ),
        {"election": election_id, **msgspec.to_builtins(station)},
        wrong=bool(missing or forks or totals.quarantined or station.pages_bad),
    )


def _names(session: Session) -> dict[str, str]:
    return {row.id: row.name for row in session.execute(select(StationRow.id, StationRow.name))}


def _why(code: str) -> LocalText:
    error = catalogue().get(code, refusals.ItemMalformed)
    return LocalText(error.ko.text, error.en.text)
