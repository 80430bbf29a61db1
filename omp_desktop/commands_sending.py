"""`omp-desktop election …`, `transfer …`, `reconcile`: what goes between stations, commission and centre.

Exit codes as everywhere: 0 done, 1 the answer is no, 2 wrong use, 3 cannot reach what it needs.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from omp_desktop import paths
from omp_desktop.bootstrap import Application
from omp_desktop.console import (
    NO,
    UNREACHABLE,
    Language,
    Place,
    at,
    confirm_second,
    find_election,
    refuse,
    sign_in,
    station,
)
from omp_desktop.crypto.codes import canonical_characters
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.station import Station
from omp_desktop.paths import DATA_DIR_VARIABLE
from omp_desktop.services.device_requests import RequestedDevice
from omp_desktop.services.reconciliation import Comparison
from omp_desktop.services.session import OFFICIALS
from omp_desktop.services.transfer import Brought, relay_all
from omp_desktop.services.transfer_folder import find_transfers
from omp_desktop.store.opening import store_file

election_app = typer.Typer(help="The election package, carried in a file.", no_args_is_help=True)
transfer_app = typer.Typer(help="Batches and receipts, carried on a USB stick.", no_args_is_help=True)

# Its database, and its key where the database is elsewhere: central/engine.py, central/keys.py.
_OF_A_CENTRE: Final = ("centre.db", "centre.key")

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", envvar=DATA_DIR_VARIABLE, help="Folder with everything this PC keeps."),
]
Lang_ = Annotated[Language | None, typer.Option("--lang", help="Language of texts.")]
PinFile = Annotated[
    Path | None, typer.Option("--pin-file", help="File with the PIN; without it the PIN is asked for.")
]
AccountName = Annotated[str | None, typer.Option("--account", help="Who signs in, by name.")]
ElectionName = Annotated[
    str | None, typer.Option("--election", help="The election, by name or id; needed when there are several.")
]
AsJson = Annotated[bool, typer.Option("--json", help="For scripts.")]
RequestFile = Annotated[
    Path | None,
    typer.Option("--for", metavar="REQUEST", help="The request of the station that the package is for."),
]
StationName = Annotated[
    str | None, typer.Option("--station", help="The station that it becomes, by name or id.")
]
Fingerprint = Annotated[
    str | None,
    typer.Option("--fingerprint", help="As the station reads it aloud; asked for without it."),
]
Second = Annotated[str | None, typer.Option("--second", help="The second person, by name.")]
SecondPin = Annotated[
    Path | None, typer.Option("--second-pin-file", help="File with the second person's PIN.")
]


@election_app.command("export")
def export_election(  # noqa: PLR0913, PLR0917 - options of a command
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    request: RequestFile = None,
    station_name: StationName = None,
    fingerprint: Fingerprint = None,
    election: ElectionName = None,
    account: AccountName = None,
    pin_file: PinFile = None,
    second: Second = None,
    second_pin_file: SecondPin = None,
    data_dir: DataDir = None,
    lang: Lang_ = None,
) -> None:
    """At a station: write its request. At the commission, with --for: the package for that request."""
    with station(data_dir, lang, "election") as (place, application):
        if request is None:
            actor = sign_in(place, application, account, pin_file, OFFICIALS)
            asked = application.packages.write_request(actor, file)
            place.say(f"요청을 저장했습니다: {file}", f"Request saved: {file}")
            place.say(
                f"이 컴퓨터의 지문: {asked.fingerprint}", f"Fingerprint of this PC: {asked.fingerprint}"
            )
            return
        device = application.packages.look_at_request(request)
        chosen = find_election(place, _published(application), election)
        here = _station_of(place, application, chosen, station_name)
        _compare(place, device, fingerprint)
        actor = sign_in(place, application, account, pin_file)
        beside = confirm_second(place, application, actor, second, second_pin_file)
        revision = application.packages.export(actor, beside, chosen.id, here.id, device, file)
        place.say(
            f"선거 자료를 저장했습니다: {file} ({here.name}, {revision}차)",
            f"Package saved: {file} ({here.name}, revision {revision})",
        )


@election_app.command("import")
def import_election(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The package of this station.")],
    account: AccountName = None,
    pin_file: PinFile = None,
    data_dir: DataDir = None,
    lang: Lang_ = None,
) -> None:
    """Take this station's election package from a file: all of it, or nothing."""
    with station(data_dir, lang, "election") as (place, application):
        actor = sign_in(place, application, account, pin_file, OFFICIALS)
        taken = application.packages.take_file(actor, file)
        name = taken.election_name.text(place.lang)
        if not taken.changes:
            place.say(f"이미 가져온 자료입니다: {name}", f"It is here already: {name}")
        place.say(
            f"{name} · {taken.station.name} · 선거인 {taken.voters:,}명 · {taken.revision}차",
            f"{name} · {taken.station.name} · {taken.voters:,} voters · revision {taken.revision}",
        )
        place.say(f"공고 해시: {taken.manifest_hash}", f"Manifest hash: {taken.manifest_hash}")
        place.say(f"위원회 지문: {taken.commission}", f"Fingerprint of the commission: {taken.commission}")


@transfer_app.command("export")
def export_transfer(  # noqa: PLR0913, PLR0917 - options of a command
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The stick, or a folder on it.")],
    everything: Annotated[
        bool, typer.Option("--all", help="Batches that are confirmed already too.")
    ] = False,
    account: AccountName = None,
    pin_file: PinFile = None,
    data_dir: DataDir = None,
    lang: Lang_ = None,
) -> None:
    """Write what the centre has not confirmed to a stick."""
    with station(data_dir, lang, "transfer") as (place, application):
        actor = sign_in(place, application, account, pin_file, OFFICIALS)
        written = application.transfer.export(actor, folder, everything=everything)
        place.say(
            f"내보냈습니다: {written.folder} (묶음 {written.batches:,}개, 항목 {written.items:,}건)",
            f"Exported: {written.folder} ({written.batches:,} batches, {written.items:,} items)",
        )


@transfer_app.command("import")
def import_transfer(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The stick, or the transfer on it.")],
    account: AccountName = None,
    pin_file: PinFile = None,
    data_dir: DataDir = None,
    lang: Lang_ = None,
) -> None:
    """Take what a stick brings: at a station receipts, at commission and centre the batches of stations."""
    here = paths.place_of_data(data_dir)
    if _is_centre(here):
        with at(data_dir, lang, "transfer") as place:
            _tell_brought(place, _take_at_centre(place, folder))
        if not store_file(here).exists():
            return
    with station(data_dir, lang, "transfer") as (place, application):
        actor = sign_in(place, application, account, pin_file, OFFICIALS)
        _tell_brought(place, application.transfer.take(actor, folder))


def reconcile(
    election: ElectionName = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    lang: Lang_ = None,
) -> None:
    """Compare this station with the centre: 0 they match, 1 they differ, 3 the centre is out of reach."""
    with station(data_dir, lang, "reconcile") as (place, application):
        chosen = find_election(place, _published(application), election)
        compared = application.reconciliation.compare(chosen.id)
        if as_json:
            typer.echo(json.dumps(_as_json(compared, place), ensure_ascii=False))
        else:
            _tell_comparison(place, compared)
        if not compared.holds:
            raise typer.Exit(NO)


def _published(application: Application) -> list[Election]:
    return [e for e in application.elections.all() if e.state is not ElectionState.DRAFT]


def _station_of(place: Place, application: Application, election: Election, wanted: str | None) -> Station:
    stations = [station for station, _ in application.elections.get(election.id).stations]
    found = [s for s in stations if wanted in (None, s.id, s.name)]
    if len(found) != 1:
        names = ", ".join(s.name for s in stations) or "–"
        refuse(
            place,
            f"투표소를 --station 이름으로 지정하십시오. 있는 투표소: {names}",
            f"Name the station with --station. There are: {names}",
        )
    return found[0]


def _compare(place: Place, device: RequestedDevice, said: str | None) -> None:
    """What the station reads aloud must be what the request says."""
    if said is None:
        place.say(f"요청의 지문: {device.fingerprint}", f"Fingerprint of the request: {device.fingerprint}")
        question = {"ko": "투표소가 읽어 준 지문", "en": "Fingerprint as the station reads it"}
        said = str(typer.prompt(question[place.lang], err=True))
    if canonical_characters(said) != canonical_characters(device.fingerprint):
        refuse(
            place,
            "지문이 다릅니다. 자료를 만들지 않았습니다. 투표소에 전화하여 다시 비교하십시오.",
            "The fingerprints differ. No package was made. Call the station and compare again.",
            NO,
        )


def _is_centre(folder: Path) -> bool:
    """Whether the folder is a centre's. Its code is loaded only then."""
    return any((folder / name).exists() for name in _OF_A_CENTRE)


def _take_at_centre(place: Place, folder: Path) -> Brought:
    from omp_desktop.central import keys, sticks  # noqa: PLC0415 - a station never loads the centre
    from omp_desktop.central.centre import Centre  # noqa: PLC0415 - see above
    from omp_desktop.central.keys import KeyFile  # noqa: PLC0415 - see above
    from omp_desktop.central.serve import database_at_hand  # noqa: PLC0415 - see above
    from omp_desktop.central.settings import load_settings  # noqa: PLC0415 - see above

    settings = load_settings()
    with database_at_hand(place.folder, settings) as store:
        centre = Centre(store, keys.centre_keys(store, KeyFile.of(settings, place.folder)), settings)
        return relay_all(
            find_transfers(folder),
            partial(sticks.hand_in, centre),
            partial(sticks.check_list, centre),
            partial(sticks.sign_list, centre),
        )


def _tell_brought(place: Place, brought: Brought) -> None:
    for refused in brought.refused:
        typer.echo(f"✗ {refused.name}: {refused.problem.describe(place.lang).text}", err=True)
    if brought.relayed:
        place.say(
            f"중앙 서버에 넣은 묶음: {brought.relayed:,}개. 확인이 USB에 들어 있습니다.",
            f"Batches taken by the centre: {brought.relayed:,}. The receipts are on the stick.",
        )
    if brought.acknowledged or brought.again or not brought.relayed:
        place.say(
            f"확인된 묶음: {brought.acknowledged:,}개, 이미 확인되어 있던 묶음: {brought.again:,}개",
            f"Batches confirmed: {brought.acknowledged:,}, confirmed before: {brought.again:,}",
        )
    if brought.stopped is not None:
        said = brought.stopped.describe(place.lang)
        refuse(place, f"{said.text} {said.next_step}", f"{said.text} {said.next_step}", UNREACHABLE)
    if brought.refused:
        raise typer.Exit(NO)


def _tell_comparison(place: Place, compared: Comparison) -> None:
    ballots = compared.pairs[0]
    verdict = {"ko": "일치" if compared.holds else "다름", "en": "match" if compared.holds else "differ"}
    place.say(
        f"투표소 {ballots.station:,} · 중앙 {ballots.centre:,} · {verdict['ko']}",
        f"Station {ballots.station:,} · Centre {ballots.centre:,} · {verdict['en']}",
    )
    for pair in compared.pairs:
        mark, waits = "✓" if pair.holds else "✗", ""
        if pair.waiting:
            waits = {"ko": f" (전송 대기 {pair.waiting:,})", "en": f" ({pair.waiting:,} waiting)"}[place.lang]
        typer.echo(f"{mark} {pair.what.label(place.lang)}: {pair.station:,} / {pair.centre:,}{waits}")
    for problem in compared.problems:
        said = problem.describe(place.lang)
        typer.echo(f"✗ {said.text}\n  {said.next_step}")


def _as_json(compared: Comparison, place: Place) -> dict[str, object]:
    return {
        "election": compared.election_id,
        "match": compared.holds,
        "complete": compared.complete,
        "pairs": {
            pair.what.value: {
                "station": pair.station,
                "centre": pair.centre,
                "waiting": pair.waiting,
                "match": pair.holds,
            }
            for pair in compared.pairs
        },
        "problems": [
            {"code": problem.code, "text": problem.describe(place.lang).text} for problem in compared.problems
        ],
    }
