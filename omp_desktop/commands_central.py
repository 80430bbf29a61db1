"""`omp-desktop central …`: the commands of whoever looks after the centre.

The centre is imported inside the commands, so that a polling station never loads a web server. Settings come
from the environment (central/settings.py); options of a command go before them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from omp_desktop import paths, settings
from omp_desktop.console import NO, UNREACHABLE, WRONG_USE, Language, Place, complain
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.paths import DATA_DIR_VARIABLE
from omp_desktop.scenarios.tied import end_with_input, say_in_utf8

if TYPE_CHECKING:
    from omp_desktop.central.settings import CentreSettings

central_app = typer.Typer(
    help="The central endpoint, to which all polling stations send.", no_args_is_help=True
)

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", envvar=DATA_DIR_VARIABLE, help="Folder with everything the centre keeps."),
]
Lang_ = Annotated[Language | None, typer.Option("--lang", help="Language of texts.")]
AsJson = Annotated[bool, typer.Option("--json", help="For scripts.")]


@central_app.command("serve")
def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port to listen on.")] = None,
    data_dir: DataDir = None,
    lang: Lang_ = None,
    tied: Annotated[bool, typer.Option("--tied", hidden=True)] = False,
) -> None:
    """Receive from stations and answer the public, until a signal ends it."""
    if tied:  # to whatever started it: the demonstration's centre never outlives the demonstration
        end_with_input()
        say_in_utf8()
    with _place(data_dir, lang) as place:
        from omp_desktop.central.serve import serve as serve_until_signal  # noqa: PLC0415 - see above

        def tell(text: LocalText) -> None:
            typer.echo(text.text(place.lang))

        serve_until_signal(place.folder, _settings(host=host, port=port), tell)


@central_app.command("migrate")
def migrate(data_dir: DataDir = None, lang: Lang_ = None) -> None:
    """Bring the database's tables up to date. Make a backup first."""
    with _place(data_dir, lang) as place:
        from omp_desktop.central.migrations.runner import PACKAGED  # noqa: PLC0415 - see above
        from omp_desktop.central.serve import database_at_hand  # noqa: PLC0415 - see above

        with database_at_hand(place.folder, _settings(), make=True) as store:
            before, after = PACKAGED.migrate(store)
        if before == after:
            place.say(f"이미 최신 판입니다({after}).", f"Up to date already ({after}).")
        else:
            place.say(f"표의 판: {before or '없음'} → {after}", f"Tables: {before or 'none'} → {after}")


@central_app.command("check-config")
def check_config(data_dir: DataDir = None, lang: Lang_ = None) -> None:
    """Explain every setting, and say what is wrong. Secrets are not shown."""
    with _place(data_dir, lang, make=False) as place:
        from omp_desktop.central.check_config import findings  # noqa: PLC0415 - see above

        found = findings(place.folder, os.environ)
        for line in found.settings:
            typer.echo(line.text(place.lang))
        for line in found.notes:
            typer.echo(f"! {line.text(place.lang)}")
        for line in found.problems:
            typer.echo(f"✗ {line.text(place.lang)}")
        if found.problems:
            raise typer.Exit(NO)
        place.say("✓ 설정이 올바릅니다.", "✓ The settings are right.")


@central_app.command("stations")
def stations(data_dir: DataDir = None, lang: Lang_ = None, as_json: AsJson = False) -> None:
    """Show what the centre has of every station."""
    _show("stations", data_dir, lang, as_json=as_json)


@central_app.command("quarantine")
def quarantine(data_dir: DataDir = None, lang: Lang_ = None, as_json: AsJson = False) -> None:
    """Show alarms and items that are kept apart. Exit code 1 if there are any."""
    if _show("set_aside", data_dir, lang, as_json=as_json):
        raise typer.Exit(NO)


@central_app.command("reconcile")
def reconcile(data_dir: DataDir = None, lang: Lang_ = None, as_json: AsJson = False) -> None:
    """Compare what the centre says with what it has. Exit code 1 if something differs."""
    if _show("differences", data_dir, lang, as_json=as_json):
        raise typer.Exit(NO)


def _show(what: str, data_dir: Path | None, lang: Language | None, *, as_json: bool) -> bool:
    """Prints the lines of one look at the database; whether any of them is wrong."""
    with _place(data_dir, lang, make=False) as place:
        from omp_desktop.central import inspection  # noqa: PLC0415 - see above
        from omp_desktop.central.migrations.runner import PACKAGED  # noqa: PLC0415 - see above
        from omp_desktop.central.serve import database_at_hand  # noqa: PLC0415 - see above

        with database_at_hand(place.folder, _settings()) as store:
            PACKAGED.check(store)
            with store.read() as session:
                lines = list(getattr(inspection, what)(session))
        if as_json:
            typer.echo(json.dumps([line.data for line in lines], ensure_ascii=False))
        else:
            for line in lines:
                typer.echo(line.text.text(place.lang))
            if not lines:
                place.say("없음", "Nothing")
        return any(line.wrong for line in lines)


def _settings(**given: Any) -> CentreSettings:
    from omp_desktop.central.settings import load_settings  # noqa: PLC0415 - see above

    return load_settings(**given)


@contextmanager
def _place(data_dir: Path | None, lang: Language | None, *, make: bool = True) -> Iterator[Place]:
    """The folder and language; expected errors become a sentence, a next step and an exit code."""
    spoken: Lang = lang.value if lang is not None else "ko"
    try:
        folder = paths.data_folder(data_dir) if make else paths.place_of_data(data_dir)
        if lang is None and folder.is_dir():
            spoken = settings.load(folder).settings.language
        yield Place(folder, spoken)
    except OmpError as error:
        for problem in getattr(error, "problems", ()):
            typer.echo(f"✗ {problem.text(spoken)}", err=True)
        complain(error, spoken)
        raise typer.Exit(_exit_code(error)) from error


def _exit_code(error: OmpError) -> int:
    from omp_desktop.central.errors import CentreSettingsWrong  # noqa: PLC0415 - see above

    return WRONG_USE if isinstance(error, CentreSettingsWrong) else UNREACHABLE
