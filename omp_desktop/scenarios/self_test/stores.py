"""Is a store of the first version brought up to date, with a backup, and one of a newer version refused?"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.election import Contest, Election
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.station import Station
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.scenarios.self_test.lines import Line, well, wrong
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import StoreNewer
from omp_desktop.store.migrations.runner import PACKAGED
from omp_desktop.store.opening import store_file
from omp_desktop.store.trial import first_version, make_newer

STEP: Final = "store"
_KEY_BYTES: Final = 32
_ID_BYTES: Final = 16
_OPENS: Final = datetime(2026, 1, 1, tzinfo=UTC)
_CONTEST: Final = Contest("trial", LocalText("시험", "Trial"))


@dataclass(frozen=True, slots=True)
class _Data:
    """What is put into the old store, and looked for in the new one."""

    election: Election
    candidate: Candidate
    station: Station

    def put_into(self, store: Store) -> None:
        with store.uow() as uow:
            uow.elections.add(self.election)
            uow.stations.add(self.station)
            uow.candidates.add(self.candidate)
            uow.commit()

    def are_in(self, store: Store) -> bool:
        with store.read() as uow:
            return (
                uow.elections.all() == [self.election]
                and uow.stations.get(self.station.id) == self.station
                and uow.candidates.get(self.candidate.id) == self.candidate
            )


def look_at_store(folder: Path) -> Iterator[Line]:
    """Makes a store in `folder` as the first version did, and opens it as this one does."""
    key, data = secrets.token_bytes(_KEY_BYTES), _invented()
    place = _new(folder / "store")
    _made_by_first_version(place, key, data)
    store = open_store(place, key)
    try:
        yield from _brought_up_to_date(store, data)
    finally:
        store.close()
    yield _backup_line(store.before_upgrade, _new(folder / "backup"), key, data)
    make_newer(place, key)
    yield _newer_line(place, key)


def _made_by_first_version(place: Path, key: bytes, data: _Data) -> None:
    store = open_store(place, key, migrations=first_version())
    data.put_into(store)
    store.close()


def _brought_up_to_date(store: Store, data: _Data) -> Iterator[Line]:
    first, head = first_version().head, PACKAGED.head
    if data.are_in(store):
        yield well(
            STEP,
            f"첫 판({first})의 암호화 저장소를 지금 판({head})으로 옮겼고 자료가 그대로입니다.",
            f"An encrypted store of the first version ({first}) was brought up to date ({head}) "
            "with its data as they were.",
        )
    else:
        yield wrong(
            STEP,
            f"첫 판({first})의 저장소를 지금 판({head})으로 옮기자 자료가 달라졌습니다.",
            f"The data of a store of the first version ({first}) changed when it was brought up to date "
            f"({head}).",
        )
    problems = store.integrity_check()
    if problems:
        yield wrong(
            STEP, f"옮긴 저장소가 온전하지 않습니다: {problems[0]}", f"The store is not sound: {problems[0]}"
        )
    else:
        yield well(
            STEP, "옮긴 저장소의 모든 쪽을 검사했습니다.", "Every page of it was checked and is sound."
        )


def _backup_line(backup: Path | None, apart: Path, key: bytes, data: _Data) -> Line:
    """Opened in a folder of its own, with the tables of its time."""
    if backup is None:
        return wrong(STEP, "옮기기 전에 백업을 만들지 않았습니다.", "No backup was made before.")
    shutil.copyfile(backup, store_file(apart))
    store = open_store(apart, key, migrations=first_version())
    try:
        whole = data.are_in(store)
    finally:
        store.close()
    if whole:
        return well(
            STEP,
            "옮기기 전에 만든 백업을 열어 읽었습니다.",
            "The backup that was made before was opened and read.",
        )
    return wrong(
        STEP, "옮기기 전에 만든 백업의 자료가 다릅니다.", "The backup that was made before holds other data."
    )


def _newer_line(place: Path, key: bytes) -> Line:
    try:
        open_store(place, key).close()
    except StoreNewer:
        return well(
            STEP, "더 새로운 프로그램의 저장소는 열지 않습니다.", "A store of a newer program is left alone."
        )
    return wrong(STEP, "더 새로운 프로그램의 저장소를 열었습니다.", "A store of a newer program was opened.")


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _invented() -> _Data:
    election = Election(
        id=secrets.token_hex(_ID_BYTES),
        name=LocalText("시험 선거", "Trial election"),
        timezone="Asia/Seoul",
        windows=(VotingWindow(_OPENS, _OPENS + timedelta(hours=12)),),
        contests=(_CONTEST,),
    )
    candidate = Candidate(secrets.token_hex(_ID_BYTES), election.id, _CONTEST.id, 1, "후보")
    return _Data(election, candidate, Station(secrets.token_hex(_ID_BYTES), "시험 투표소"))
