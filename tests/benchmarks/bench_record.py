"""How long a record takes to verify beside its bare group operations, on how many cores, in how much memory.

Each row is (what, value, floor, ratio, target); the ratio counts. The ballots are real encryptions of three
contests (9 ciphertexts). Every verification runs in a process of its own, whose peak memory is read. The
floor of several processes is as many verifications side by side, each alone in its process: what the machine
gives at this moment.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from omp_desktop.record.bulk import usable_cores
from omp_desktop.record.layout import PAGE_BALLOTS_MOST, ListedFile
from omp_desktop.record.proving import Piece, prove
from tests.benchmarks.bench_crypto import bare, row
from tests.record.insiders import context
from tests.record.sample import CAST, CROWD, DEVICE_B1, PLAN, Draft, build, write_zip

Row = tuple[str, float, float, float, float]

FEW = 1_000
SOME = 2_000
MANY = 10_000
ROUNDS = 3
CIPHERTEXTS = 9
PAIRS_OF_SUMS = 1 + 2 + 1  # the votes allowed in each contest
ROOT = Path(__file__).resolve().parents[2]
# Verifies a record in a process of its own; says seconds in all and of the ballots, and its peak in KiB.
PROGRAM = """
import json, re, sys, time
from pathlib import Path
from omp_desktop.record.checks import Check, Outcome
from omp_desktop.record.verify import Verification, Watch

if __name__ == "__main__":
    began = before = time.perf_counter()
    seconds = {}
    watch = Watch(processes=int(sys.argv[2]))
    for result in Verification(Path(sys.argv[1]), watch=watch).results():
        if result.outcome is not Outcome.HOLDS:
            raise SystemExit(f"{result.check}: {result.problem}")
        now = time.perf_counter()
        seconds[result.check.value], before = now - before, now
    # Not the peak of getrusage for itself: it begins with that of whoever started the process.
    status, peak = Path("/proc/self/status"), 0
    if status.exists():
        import resource
        own = int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
        peak = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    json.dump({"all": before - began, "ballots": seconds["ballots"], "peak": peak}, sys.stdout)
"""


def rows(scale: int = 1) -> Iterator[Row]:
    """All rows of this file; `scale` multiplies the ballots of the large record."""
    yield one_ballot(build(CROWD))
    with tempfile.TemporaryDirectory() as folder:
        few, some, many = (
            write_zip(record(ballots).files(), Path(folder) / f"{ballots}.zip")
            for ballots in (FEW, SOME, MANY * scale)
        )
        yield from on_all_cores(few, some)
        yield from in_flat_memory(few, many, MANY * scale)


def on_all_cores(few: Path, some: Path) -> Iterator[Row]:
    """The best of some rounds of one verification in many processes, and of many side by side, in turns."""
    cores = usable_cores()
    together, alone = [], []
    for _ in range(ROUNDS):
        together.append(verified(some, cores))
        with ThreadPoolExecutor(cores) as side_by_side:
            alone.append(list(side_by_side.map(lambda _: verified(few, 1), range(cores))))
    for part, what in (("ballots", "verify ballots"), ("all", "verify a whole record")):
        each = min(run[part] for run in together) / SOME * 1_000
        floor = min(max(one[part] for one in runs) for runs in alone) / FEW / cores * 1_000
        yield f"{what} in {cores} processes (ms per ballot)", each, floor, each / floor, 1 / 0.9


def in_flat_memory(few: Path, many: Path, ballots: int) -> Iterator[Row]:
    """The largest peak of all processes, of a small and of a large record. Only Linux tells it."""
    cores = usable_cores()
    before, after = (verified(file, cores)["peak"] / 1_024 for file in (few, many))
    mebibytes = many.stat().st_size / 2**20
    what = f"peak memory, {ballots:,} ballots ({mebibytes:,.0f} MiB) beside {FEW:,} (MiB)"
    if before:
        yield what, after, before, after / before, 1.3


def one_ballot(draft: Draft) -> Row:
    """A page as it is read from a record, to proofs, signatures and sums of all its ballots."""
    name = draft.pages[-1]
    data = draft.members()[name]
    piece = Piece(name, data, ListedFile(len(data), hashlib.sha256(data).hexdigest()), range(40))
    known = context(draft)
    keys = {device: pair.public_key for device, pair in draft.keys.devices.items()}
    operations = bare(
        of_g=2 * CIPHERTEXTS + PAIRS_OF_SUMS + 1,
        powers=6 * CIPHERTEXTS + 3 * PAIRS_OF_SUMS + 2 + 1,  # the blank one twice; the signature
        products=4 * CIPHERTEXTS + 2 * PAIRS_OF_SUMS + 2 * CIPHERTEXTS + 2 * CIPHERTEXTS,
    )

    def floor() -> None:
        for _ in piece.ballots:
            operations()

    what = f"verify {len(piece.ballots)} ballots of a record, {CIPHERTEXTS} ciphertexts (ms)"
    return row(what, lambda: prove(known, keys, piece), floor, 1.3, per_round=1)


def record(ballots: int) -> Draft:
    """A record with so many ballots more than the sample, on full pages."""
    pages = range(2, 2 + ballots // PAGE_BALLOTS_MOST)
    return build((*PLAN, *((DEVICE_B1, 1, number, (CAST,) * PAGE_BALLOTS_MOST) for number in pages)))


def verified(file: Path, processes: int) -> dict[str, float]:
    """What PROGRAM measured."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "program.py"
        program.write_text(PROGRAM, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(program), str(file), str(processes)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured
