"""The demonstration: two invented elections in a folder of their own, ready to be played with.

It runs on throw-away keys that lie in the folder, so every election in it is a mock vote. "Start over" throws
the folder away and makes a new one.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from omp_desktop import paths
from omp_desktop.bootstrap import FOLDER_ID, Application, Costs, keys_folder, open_application
from omp_desktop.domain.access import Role
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.clock import Clock
from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.domain.station import Device
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.services.elections import read_definition
from omp_desktop.services.secrets import PassphraseSecrets, ThrowawaySecrets
from omp_desktop.services.session import SecondPerson, Session

FOLDER: Final = "demonstration"
ELECTIONS: Final = ("president", "council")
# Its polls are open from the start; the other one is opened by whoever tries the program.
OPEN_ELECTION: Final = "council"
FIRST_VOTER: Final = "0001"
STATION: Final = "가람동 제3투표소"
DISTRICT: Final = "가람구"
KIOSKS: Final = 2
DAYS: Final = timedelta(days=30)
TRUSTEE: Final = "개표 관리인"
_MARKER: Final = "demonstration.txt"
_READY: Final = "ready.txt"


class NotADemonstration(OmpError):
    """A folder that is not a demonstration's was about to be used, or thrown away, as one."""

    code = "demonstration.other-folder"
    ko = ErrorText(
        "이 폴더에는 시연이 아닌 자료가 있습니다. 아무것도 바꾸지 않았습니다.",
        "--data-dir로 비어 있는 다른 폴더를 지정하십시오.",
    )
    en = ErrorText(
        "This folder holds something other than a demonstration. Nothing was changed.",
        "Name another, empty folder with --data-dir.",
    )


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that the role chooser shows with its PIN. `number` is a candidate's."""

    name: str
    role: Role
    pin: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the role chooser tells about the demonstration in `folder`."""

    folder: Path
    accounts: tuple[DemoAccount, ...]
    passphrase: str
    key_files: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A published election of the demonstration; candidates by contest and number."""

    id: str
    candidates: Mapping[tuple[str, int], Candidate]


def describe(folder: Path) -> Demonstration:
    """The demonstration's accounts and keys. The key files are there once it was prepared."""
    raw = _accounts_file()
    accounts = tuple(
        DemoAccount(entry["name"], Role(entry["role"]), entry["pin"], entry.get("number"))
        for entry in raw["account"]
    )
    files = {name: path for name in ELECTIONS for path in sorted(_medium(folder, name).glob("*.json"))}
    return Demonstration(folder, accounts, raw["passphrase"], files)


def open_demonstration(
    folder: Path, *, clock: Clock | None = None, costs: Costs | None = None
) -> Application:
    """Opens the demonstration in `folder`, made anew where there is none or one that was never finished.

    Raises NotADemonstration, and the errors of `open_application`.
    """
    ready = folder / _READY
    if not ready.exists():
        start_over(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _MARKER).touch()
    app = open_application(folder, secrets=ThrowawaySecrets(keys_folder(folder)), clock=clock, costs=costs)
    if not ready.exists():
        try:
            _prepare(app)
        except BaseException:
            app.close()
            raise
        ready.touch()
    return app


def start_over(folder: Path) -> None:
    """Throws a demonstration away. The application on it must be closed. Raises NotADemonstration."""
    if not folder.exists():
        return
    marked = (folder / _MARKER).exists() or not any(folder.iterdir())
    if not marked or _has_real_keys(folder):
        raise NotADemonstration()
    # The marker goes last: what an interruption leaves is still known as a demonstration.
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name == _MARKER):
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _has_real_keys(folder: Path) -> bool:
    """A demonstration has none. Where one was never finished, a real start may have followed."""
    return (folder / FOLDER_ID).exists() or PassphraseSecrets.exists(keys_folder(folder))


def _prepare(app: Application) -> None:
    raw = _accounts_file()
    pins = {Role(entry["role"]): entry["pin"] for entry in raw["account"]}
    names = {Role(entry["role"]): entry["name"] for entry in raw["account"]}
    first = app.access.first_account(names[Role.COMMISSION], Role.COMMISSION, pins[Role.COMMISSION])
    official = app.access.sign_in(first.id, pins[Role.COMMISSION])
    manager, observer = (
        app.access.add_account(official, names[role], role, pins[role])
        for role in (Role.MANAGER, Role.OBSERVER)
    )
    station = app.stations.add(official, STATION, DISTRICT)
    booths = [app.stations.add_kiosk(official, station.id) for _ in range(KIOSKS)]
    pledges = _toml("pledges.toml")["pledge"]
    prepared = {
        name: _prepare_election(app, official, station.id, name, raw["passphrase"], pledges)
        for name in ELECTIONS
    }
    for entry in raw["account"]:
        if Role(entry["role"]) is Role.CANDIDATE:
            own = prepared[entry["election"]].candidates[entry["contest"], entry["number"]]
            app.access.add_account(official, entry["name"], Role.CANDIDATE, entry["pin"], own.id)
    session = app.access.sign_in(manager.id, pins[Role.MANAGER])
    second = app.access.confirm_second(session, observer.id, pins[Role.OBSERVER])
    _let_vote(app, session, second, prepared[OPEN_ELECTION].id, booths[0])


def _let_vote(
    app: Application, manager: Session, second: SecondPerson, election_id: str, booth: Device
) -> None:
    """Opens the polls and sends the first voter to a booth: the voter's screen can be tried at once."""
    app.polls.zero_report(manager, election_id)
    app.polls.open(manager, second, election_id)
    (hit,) = app.check_in.search(election_id, FIRST_VOTER).hits
    app.check_in.issue(manager, [(election_id, hit.voter.id)], booth.id, IdentityMethod.RESIDENT_CARD)


def _prepare_election(  # noqa: PLR0913, PLR0917 - what the two elections share, each by name
    app: Application,
    official: Session,
    station_id: str,
    name: str,
    passphrase: str,
    pledges: list[dict[str, Any]],
) -> _Prepared:
    definition = read_definition(paths.resource("demo", f"{name}.toml"))
    # Whole minutes, as people set them; begun before now, so that the polls can be opened at once.
    opens = app.clock.now().replace(second=0, microsecond=0)
    election = app.elections.create(
        official, replace(definition, windows=(VotingWindow(opens, opens + DAYS),))
    )
    app.candidates.import_csv(official, election.id, paths.resource("demo", f"{name}-candidates.csv"))
    app.voters_list.import_csv(official, election.id, station_id, paths.resource("demo", "voters.csv"))
    found = {(c.contest_id, c.number): c for c in app.candidates.in_election(election.id)}
    for pledge in pledges:
        if pledge["election"] == name:
            candidate = found[pledge["contest"], pledge["number"]]
            app.pledges.add(official, candidate.id, pledge["theme"], pledge["title"], pledge["description"])
    medium = _medium(app.core.data_dir, name)
    medium.mkdir(mode=0o700, parents=True)
    app.elections.make_single_trustee_key(official, election.id, TRUSTEE, passphrase, medium)
    app.elections.publish(official, election.id)
    return _Prepared(election.id, found)


def _medium(folder: Path, election: str) -> Path:
    """Stands for the trustee's USB stick."""
    return folder / "trustee" / election


def _accounts_file() -> dict[str, Any]:
    return _toml("accounts.toml")


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(paths.resource("demo", name).read_text(encoding="utf-8"))
