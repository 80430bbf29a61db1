"""What the tests run in processes of their own: real locks, real deaths."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from omp_desktop.domain.errors import OmpError
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.engine import open_store
from omp_desktop.store.opening import store_file
from tests.store.station import KEY, Polls, new_id, on_local_disk

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "tests.store.processes")


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """This module in a process of its own; ended at the end of the block."""
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line the process says; empty when it has ended."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: subprocess.Popen[str], line: str) -> None:
    """Gives the process a line."""
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def hold(folder: Path) -> None:
    """Holds the file for itself until it is told to go on."""
    with Connections(store_file(folder), StoreKey(KEY)).migration() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = value")
        say("holding")
        sys.stdin.readline()


def make(folder: Path) -> None:
    """Opens the store, all at the same moment, and says which it is."""
    say("ready")
    sys.stdin.readline()
    with open_store(folder, KEY, probe=on_local_disk).read() as uow:
        say(uow.settings.store_id)


def check_in(folder: Path, election_id: str, station_id: str, kiosk_id: str) -> None:
    """Tries to issue a permit to each voter, all at the same moment as the others."""
    store = open_store(folder, KEY, probe=on_local_disk)
    with store.read() as uow:
        voters = uow.voters.page(election_id)
    polls = Polls(store, election_id, station_id, kiosk_id, tuple(voters))
    say("ready")
    sys.stdin.readline()
    for voter in voters:
        try:
            polls.issue(voter)
        except OmpError as error:
            say(error.code)
        else:
            say("issued")


def vote_on(folder: Path, election_id: str, station_id: str, kiosk_id: str, how: str = "") -> None:
    """Votes for one voter after the other, and says each ballot's id once it is recorded.

    With `how` = "says before" it speaks too early: the control of the test that listens.
    """
    store = open_store(folder, KEY, probe=on_local_disk)
    with store.read() as uow:
        voters = uow.voters.page(election_id)
    polls = Polls(store, election_id, station_id, kiosk_id, tuple(voters))
    say("ready")
    for voter in voters:
        token, ballot_id = polls.issue(voter), polls.seal()
        if how == "says before":
            say(ballot_id)
            sys.stdin.readline()
        polls.cast(voter, token, ballot_id)
        say(ballot_id)


def write_settings(folder: Path, count: str) -> None:
    """Many short writes, all at the same moment as the others."""
    store = open_store(folder, KEY, probe=on_local_disk)
    say("ready")
    sys.stdin.readline()
    for _ in range(int(count)):
        with store.uow() as uow:
            uow.settings.set(new_id(), "x")
            uow.commit()
    say("done")


if __name__ == "__main__":
    name, place, *rest = sys.argv[1:]
    globals()[name](Path(place), *rest)
