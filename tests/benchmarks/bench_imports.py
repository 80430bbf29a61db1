"""How long a voters list takes to come in, and how much memory, beside csv and executemany alone.

Each row is (what, value, floor, ratio, target); the ratio counts. SCALE multiplies the lines of the list.
The import runs in a process of its own, so that its memory is not mixed with that of other measurements.
"""

from __future__ import annotations

import csv
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from omp_desktop.domain.clock import FixedClock
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.store.engine import open_store
from omp_desktop.store.pragmas import apply_settings, for_ordinary_work
from tests.services.scene import STORE_KEY, TWO_DAYS_BEFORE, Desk, definition, sign_up

Row = tuple[str, float, float, float, float]

LINES = 500_000 * int(os.environ.get("SCALE") or 1)
MOST_MEMORY = 400.0  # MB
# Beside the floor: every line is checked, cleaned, searched for duplicates, and gets its search keys.
MOST_OF_FLOOR = 8.0
_COLUMNS = "id BLOB PRIMARY KEY, roll_number TEXT UNIQUE, name TEXT, birth_date TEXT, address TEXT"


def rows() -> Iterator[Row]:
    """All rows of this file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voters.csv"
        write_list(path)
        floor = _floor(path, Path(folder))
        seconds, megabytes = _import_elsewhere(path)
    yield f"voters list import, {LINES:,} lines (s)", seconds, floor, seconds / floor, MOST_OF_FLOOR
    yield (
        f"voters list import, {LINES:,} lines (MB)",
        megabytes,
        MOST_MEMORY,
        megabytes / MOST_MEMORY,
        1.0,
    )


def write_list(path: Path) -> None:
    """A list of LINES voters."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("등재번호,성명,생년월일,주소\n")
        file.writelines(
            f"{n},가상{n},19{n % 90 + 10}-{n % 12 + 1:02}-{n % 28 + 1:02},가상시 가상로 {n % 997}길 {n}\n"
            for n in range(1, LINES + 1)
        )


def _floor(path: Path, folder: Path) -> float:
    """csv and executemany into an encrypted file with the store's settings, in one transaction."""
    file = folder / "floor.db"
    file.touch()  # the store's driver opens what is there
    connection = connect(file, StoreKey(STORE_KEY), 3000)
    try:
        apply_settings(connection, for_ordinary_work())
        connection.execute(f"CREATE TABLE voter ({_COLUMNS})")
        began = time.perf_counter()
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines)
            next(reader)
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO voter VALUES (?, ?, ?, ?, ?)",
                ((secrets.token_bytes(16), *cells) for cells in reader),
            )
            connection.execute("COMMIT")
        return time.perf_counter() - began
    finally:
        connection.close()


def _import_elsewhere(path: Path) -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_imports", str(path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def _import_here(path: Path) -> tuple[float, float]:
    """Seconds for the service call, and the most memory of this process in MB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clock = FixedClock(TWO_DAYS_BEFORE)
        store = open_store(folder, STORE_KEY, reading=clock.read)
        desk = Desk(Core(store, clock, secrets.token_bytes, ThrowawaySecrets(folder / "keys"), folder))
        official = sign_up(desk).commission
        election = desk.elections.create(official, definition())
        station = desk.stations.add(official, "가상 제1투표소")
        began = time.perf_counter()
        result = desk.voters_list.import_csv(official, election.id, station.id, path)
        seconds = time.perf_counter() - began
        store.close()
    if result.skipped or not result.taken:
        raise RuntimeError("the list did not come in whole")
    return seconds, _most_memory()


def _most_memory() -> float:
    import resource  # noqa: PLC0415 - not on Windows, where this benchmark is not run

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_import_here(Path(sys.argv[1]))))
