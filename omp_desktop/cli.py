"""The commands. No logic: they open the data folder, call one service and say what came of it.

Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 cannot reach what it needs. Secrets are asked for or
read from a file, never taken from an argument.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from omp_desktop import __version__
from omp_desktop.bootstrap import Application
from omp_desktop.commands_central import central_app
from omp_desktop.commands_certifying import certification
from omp_desktop.commands_paper import paper_list
from omp_desktop.commands_self_test import self_test
from omp_desktop.commands_sending import election_app, reconcile, transfer_app
from omp_desktop.console import (
    NO,
    UNREACHABLE,
    WRONG_USE,
    YES,
    Language,
    Place,
    at,
    complain,
    exit_code,
    find_election,
    name_lines,
    progress_bar,
    refuse,
    sign_in,
    station,
)
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.files import replace_file
from omp_desktop.paths import DATA_DIR_VARIABLE
from omp_desktop.reports.cdf_results import results_json
from omp_desktop.reports.csv import results_csv
from omp_desktop.reports.result_status import result_status
from omp_desktop.scenarios import demonstration
from omp_desktop.scenarios.mock_vote import run_mock_vote
from omp_desktop.services.candidates import ImportResult
from omp_desktop.verification import verify_record

app = typer.Typer(
    name="omp-desktop",
    help="Polling-station program for elections with pledges.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
candidates_app = typer.Typer(help="Candidates of a draft.", no_args_is_help=True)
voters_app = typer.Typer(help="The voters list of a draft.", no_args_is_help=True)
record_app = typer.Typer(
    help="The election record, with which anybody verifies the count.", no_args_is_help=True
)
app.add_typer(record_app, name="record")
app.add_typer(candidates_app, name="candidates")
app.add_typer(voters_app, name="voters")
app.add_typer(central_app, name="central")
app.add_typer(election_app, name="election")
app.add_typer(transfer_app, name="transfer")
app.command()(reconcile)
app.command()(certification)
app.command()(paper_list)
app.command("self-test")(self_test)


class ResultsFormat(StrEnum):
    """Formats of exported results."""

    CSV = "csv"
    CDF = "cdf"


DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", envvar=DATA_DIR_VARIABLE, help="Folder with everything this station keeps."),
]
Lang_ = Annotated[Language | None, typer.Option("--lang", help="Language of texts and windows.")]
PinFile = Annotated[
    Path | None, typer.Option("--pin-file", help="File with the PIN; without it the PIN is asked for.")
]
AccountName = Annotated[str | None, typer.Option("--account", help="Who signs in, by name.")]
ElectionName = Annotated[
    str | None, typer.Option("--election", help="The election, by name or id; needed when there are several.")
]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Take the good lines and leave out the bad ones.")]


def _drafts(application: Application) -> list[Election]:
    return [e for e in application.elections.all() if e.state is ElectionState.DRAFT]


def _tell_import(place: Place, result: ImportResult) -> None:
    for note in result.notes:
        typer.echo(note.describe(place.lang), err=True)
    name_lines(result.problems, place.lang)
    place.say(
        f"가져온 줄: {result.taken}, 건너뛴 줄: {result.skipped}",
        f"Lines taken: {result.taken}, left out: {result.skipped}",
    )


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data_dir: DataDir = None,
    lang: Lang_ = None,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Open the program: first run, or the role chooser."""
    if version:
        typer.echo(__version__)
        raise typer.Exit(YES)
    if context.invoked_subcommand is None:
        _open_window("chooser", data_dir, lang)
    for name in ("data_dir", "lang"):
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            # A command has these options itself: passed over here, it would work in another folder.
            option = f"--{name.replace('_', '-')}"
            raise typer.BadParameter(
                f"write {option} behind the command: omp-desktop {context.invoked_subcommand} {option} …"
            )


@app.command()
def official(data_dir: DataDir = None, lang: Lang_ = None) -> None:
    """Open the official's window."""
    _open_window("official", data_dir, lang)


@app.command()
def candidate(data_dir: DataDir = None, lang: Lang_ = None) -> None:
    """Open the candidate's window."""
    _open_window("candidate", data_dir, lang)


@app.command()
def kiosk(
    data_dir: DataDir = None,
    lang: Lang_ = None,
    booth: Annotated[
        str | None, typer.Option("--booth", help="The booth, by name; the first without it.")
    ] = None,
) -> None:
    """Open a voter's screen over the whole screen."""
    _open_window("kiosk", data_dir, lang, booth=booth)


@app.command()
def demo(data_dir: DataDir = None, lang: Lang_ = None) -> None:
    """Try the program on two invented elections, in a folder of their own."""
    from omp_desktop.gui import app as windows  # noqa: PLC0415 - commands without a window never load Qt

    with at(data_dir, lang, "demo", windows.tell_stop) as place:
        folder = place.folder / demonstration.FOLDER
        raise typer.Exit(windows.run_demonstration(folder, place.lang, told=place.problem))


def _open_window(
    start_at: str, data_dir: Path | None, lang: Language | None, booth: str | None = None
) -> NoReturn:
    from omp_desktop.gui import app as windows  # noqa: PLC0415 - commands without a window never load Qt

    with at(data_dir, lang, start_at, windows.tell_stop) as place:
        start = windows.Start(start_at)
        raise typer.Exit(windows.run(place.folder, place.lang, start, booth=booth, told=place.problem))


@app.command()
def tour(
    out: Annotated[Path, typer.Option("--out", help="Folder for the pictures.")],
) -> None:
    """Play the day of an election through the real windows and save a picture of every screen."""
    from omp_desktop.gui import tour as windows_tour  # noqa: PLC0415 - commands without a window never load Qt

    try:
        pictures = windows_tour.take_tour(out, progress=typer.echo)
    except OmpError as error:
        complain(error, "ko")
        raise typer.Exit(exit_code(error)) from error
    typer.echo(f"{len(pictures)} pictures in {out}")


@candidates_app.command("import")
def import_candidates(  # noqa: PLR0913, PLR0917 - options of a command
    file: Annotated[Path, typer.Argument(metavar="CSV", help="기호,후보자명,정당,상태")],
    data_dir: DataDir = None,
    lang: Lang_ = None,
    election: ElectionName = None,
    account: AccountName = None,
    pin_file: PinFile = None,
    skip_bad: SkipBad = False,
) -> None:
    """Register the candidates of a CSV file: all of them, or none."""
    with station(data_dir, lang, "candidates") as (place, application):
        chosen = find_election(place, _drafts(application), election)
        actor = sign_in(place, application, account, pin_file)
        _tell_import(place, application.candidates.import_csv(actor, chosen.id, file, skip_bad))


@voters_app.command("import")
def import_voters(  # noqa: PLR0913, PLR0917 - options of a command
    file: Annotated[Path, typer.Argument(metavar="CSV", help="등재번호,성명,생년월일,주소")],
    data_dir: DataDir = None,
    lang: Lang_ = None,
    election: ElectionName = None,
    account: AccountName = None,
    pin_file: PinFile = None,
    skip_bad: SkipBad = False,
) -> None:
    """Put the voters of a CSV file on this station's list: all of them, or none."""
    with station(data_dir, lang, "voters") as (place, application):
        chosen = find_election(place, _drafts(application), election)
        here = application.stations.this_station()
        if here is None:
            refuse(
                place,
                "투표소가 아직 없습니다. 관리 창에서 투표소를 먼저 등록하십시오.",
                "There is no station yet. Register it in the official's window first.",
                NO,
            )
        actor = sign_in(place, application, account, pin_file)
        with progress_bar(place, "명부 읽는 중", "Reading the list") as progress:
            result = application.voters_list.import_csv(
                actor, chosen.id, here.id, file, skip_bad, progress=progress
            )
        _tell_import(place, result)


@app.command("mock-vote")
def mock_vote(
    definition: Annotated[Path, typer.Option("--definition", help="Definition of the election (TOML).")],
    candidates: Annotated[Path, typer.Option("--candidates", help="Candidates (CSV).")],
    deck: Annotated[Path, typer.Option("--deck", help="Ballots to cast: number,count (CSV).")],
    out: Annotated[Path, typer.Option("--out", help="New folder for the throw-away station.")],
    lang: Lang_ = None,
) -> None:
    """Cast a deck through the real services in a throw-away station, and compare the count with it."""
    spoken: Lang = lang.value if lang is not None else "ko"
    place = Place(out, spoken)
    try:
        with progress_bar(place, "투표하는 중", "Casting") as progress:
            report = run_mock_vote(definition, candidates, deck, out, progress)
    except OmpError as error:
        complain(error, spoken)
        raise typer.Exit(exit_code(error)) from error
    place.say(
        f"{report.ballots:,}표 · 초당 {report.ballots_per_second:.1f}표 · {report.results_file}",
        f"{report.ballots:,} ballots · {report.ballots_per_second:.1f} ballots/s · {report.results_file}",
    )
    if not report.exact:
        refuse(place, "집계가 표 목록과 다릅니다.", "The totals differ from the deck.", NO)
    place.say("집계가 표 목록과 정확히 같습니다.", "The totals equal the deck exactly.")


@app.command()
def results(
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    format_: Annotated[
        ResultsFormat,
        typer.Option("--format", help="csv, or cdf: NIST's common data format for election results (JSON)."),
    ] = ResultsFormat.CSV,
    data_dir: DataDir = None,
    lang: Lang_ = None,
    election: ElectionName = None,
) -> None:
    """Write the results of a counted election."""
    with station(data_dir, lang, "results") as (place, application):
        chosen = find_election(place, application.elections.all(), election)
        result = application.counting.result(chosen.id)
        if format_ is ResultsFormat.CDF:
            _write(place, out, results_json(chosen, result, application.clock.now()))
            place.say(
                "투표지 한 장 한 장은 복호화하지 않으므로 투표지별 기록은 들어 있지 않습니다.",
                "It holds no cast vote records: single ballots are never decrypted.",
            )
        else:
            status = result_status(result.certificate, chosen.timezone, as_certified=result.as_certified)
            _write(place, out, results_csv(result.contests, status))
            place.say(status.sentence("ko"), status.sentence("en"))
        place.say(f"결과를 저장했습니다: {out}", f"Results saved: {out}")


def _write(place: Place, file: Path, text: str) -> None:
    if file.resolve().is_relative_to(place.folder.resolve()):
        refuse(
            place,
            "투표소 자료 폴더 안에는 저장할 수 없습니다. --out에 다른 폴더를 지정하십시오.",
            "Nothing is written into the data folder of this station. Name another place with --out.",
            WRONG_USE,
        )
    try:
        replace_file(file, text.encode("utf-8"))
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        refuse(
            place,
            f"파일을 저장할 수 없습니다({reason}): {file}",
            f"The file cannot be written ({reason}): {file}",
            UNREACHABLE,
        )


@record_app.command("export")
def export_record(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The zip to write.")],
    data_dir: DataDir = None,
    lang: Lang_ = None,
    election: ElectionName = None,
) -> None:
    """Write the election record of a counted election."""
    with station(data_dir, lang, "record") as (place, application):
        chosen = find_election(place, application.elections.all(), election)
        with progress_bar(place, "선거 기록 쓰는 중", "Writing the record") as progress:
            written = application.record.export(chosen.id, file, progress)
        place.say(
            f"선거 기록을 저장했습니다: {written.file} (투표지 {written.ballots:,}장)",
            f"Election record saved: {written.file} ({written.ballots:,} ballots)",
        )
        place.say(f"공고 해시: {written.manifest_hash}", f"Manifest hash: {written.manifest_hash}")


@app.command()
def verify(
    record: Annotated[Path, typer.Argument(metavar="FILE", help="The record: zip archive or folder.")],
    manifest_hash: Annotated[
        str | None,
        typer.Option("--manifest-hash", metavar="HASH", help="The published hash of the manifest."),
    ] = None,
    closing: Annotated[
        list[Path] | None,
        typer.Option("--closing", metavar="FILE", help="A saved closing report; may be given several times."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
    lang: Lang_ = None,
) -> None:
    """Verify an election record: every file, signature, proof, sum and total."""
    spoken: Lang = lang.value if lang is not None else "ko"
    raise typer.Exit(verify_record(record, manifest_hash, closing or [], spoken, as_json=as_json))


@app.command()
def doctor(
    data_dir: DataDir = None,
    lang: Lang_ = None,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Check store, keys, clock, disk and the books of every election."""
    with station(data_dir, lang, "doctor") as (place, application):
        findings = application.diagnostics.doctor()
        if as_json:
            rows = [
                {
                    "code": f.code,
                    "ok": f.ok,
                    "text": f.text.text(place.lang),
                    "next": f.next_step.text(place.lang),
                }
                for f in findings
            ]
            typer.echo(json.dumps(rows, ensure_ascii=False))
        else:
            for finding in findings:
                typer.echo(f"{'✓' if finding.ok else '✗'} {finding.text.text(place.lang)}")
                if not finding.ok:
                    typer.echo(f"  {finding.next_step.text(place.lang)}")
        if not all(finding.ok for finding in findings):
            raise typer.Exit(NO)


def main() -> None:
    """The entry point of the program."""
    multiprocessing.freeze_support()  # a bundle starts itself again for each process of a verification
    for stream in (sys.stdout, sys.stderr):
        # A Korean console on Windows is CP949, which lacks some signs; a name must never end a command.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    app()
