"""What all commands share: the folder and language, words for errors, exit codes, signing in, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, NoReturn

import typer

from omp_desktop import logs, paths, settings
from omp_desktop.bootstrap import Application, find_secrets, keys_folder, open_application
from omp_desktop.domain.access import SECOND_PEOPLE, Role, role_names
from omp_desktop.domain.election import Election
from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.import_errors import (
    ImportFileIsFolder,
    ImportFileMissing,
    ImportFileUnreadable,
    ProblemsFound,
)
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.line_problem import LineProblem
from omp_desktop.paths import DataFolderTaken, DataFolderUnusable, ProgramIncomplete
from omp_desktop.record.errors import ClosingFileWrong, RecordUnreadable, VerificationFailed
from omp_desktop.scenarios.mock_vote import MockFolderInUse
from omp_desktop.services import key_errors
from omp_desktop.services.centre_errors import DeviceKeyMissing, NotConnected, PackageFileWrong
from omp_desktop.services.core import SecretsBox
from omp_desktop.services.key_errors import KeysPassphraseNeeded
from omp_desktop.services.secrets import PassphraseSecrets
from omp_desktop.services.session import COMMISSION_ONLY, SecondPerson, Session
from omp_desktop.services.transfer_errors import TransferUnreadable, TransferUnwritable
from omp_desktop.store import errors as store_errors
from omp_desktop.store.opening import store_file
from omp_desktop.wire.unreachable import CentreUnreachable

YES, NO, WRONG_USE, UNREACHABLE = 0, 1, 2, 3
_PIN_FILE_MOST: Final = 1_000  # bytes


class NoStationThere(OmpError):
    """A command that works on a station was given a folder without one; none is made for it."""

    code = "console.no-station-there"
    ko = ErrorText(
        "폴더 {folder}에는 투표소 자료가 없습니다.",
        "--data-dir 또는 OMP_DATA_DIR를 확인하십시오. 새 투표소는 'omp-desktop'을 실행하여 만듭니다.",
    )
    en = ErrorText(
        "There is no station in the folder {folder}.",
        "Check --data-dir or OMP_DATA_DIR. A new station is made by running 'omp-desktop'.",
    )


_WRONG_USE: Final = (ClosingFileWrong, ImportFileMissing, ImportFileIsFolder, MockFolderInUse)
_UNREACHABLE: Final = (
    DataFolderTaken,
    DataFolderUnusable,
    ProgramIncomplete,
    ImportFileUnreadable,
    NoStationThere,
    RecordUnreadable,
    VerificationFailed,
    CentreUnreachable,
    DeviceKeyMissing,
    NotConnected,
    PackageFileWrong,
    TransferUnreadable,
    TransferUnwritable,
    *key_errors.WITHOUT_KEY_STORE,
    key_errors.KeysPassphraseNeeded,
    key_errors.KeysFileDamaged,
    key_errors.KeysFileUnwritable,
    key_errors.StoreKeyMissing,
    store_errors.MirrorFailed,
    store_errors.StoreBusy,
    store_errors.StoreFull,
    store_errors.StoreFailed,
    store_errors.StoreDamaged,
    store_errors.StoreKeyWrong,
    store_errors.StoreNewer,
    store_errors.StoreNotUpgraded,
    store_errors.StoreNotWritable,
    store_errors.StoreSettingsWrong,
    store_errors.NotAStore,
    store_errors.StoreOnNetworkDrive,
)


class Language(StrEnum):
    """The languages of the program."""

    KO = "ko"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """The data folder and language of one command; `problem` is what was found and said on the way."""

    folder: Path
    lang: Lang
    problem: OmpError | None = None

    def say(self, ko: str, en: str) -> None:
        """One line of output."""
        typer.echo(LocalText(ko, en).text(self.lang))


def _nowhere_else(_error: OmpError, _lang: Lang) -> None:
    """The terminal is enough."""


@contextmanager
def at(
    data_dir: Path | None,
    lang: Language | None,
    name: str,
    tell: Callable[[OmpError, Lang], None] = _nowhere_else,
) -> Iterator[Place]:
    """The folder and language; expected errors become a sentence, a next step and an exit code.

    `tell` says the error elsewhere than on the terminal, too.
    """
    spoken: Lang = lang.value if lang is not None else "ko"
    try:
        folder = paths.data_folder(data_dir)
        loaded = settings.load(folder)
        spoken = lang.value if lang is not None else loaded.settings.language
        if loaded.problem is not None:
            complain(loaded.problem, spoken)
        with _log_to(folder, name):
            yield Place(folder, spoken, loaded.problem)
    except OmpError as error:
        complain(error, spoken)
        tell(error, spoken)
        raise typer.Exit(exit_code(error)) from error


@contextmanager
def station(data_dir: Path | None, lang: Language | None, name: str) -> Iterator[tuple[Place, Application]]:
    """The station of the folder, opened as `at` says. A folder without one is refused and left as it is."""
    try:
        folder = paths.place_of_data(data_dir)
        if not store_file(folder).exists():
            raise NoStationThere(folder=str(folder))
    except OmpError as error:
        complain(error, lang.value if lang is not None else "ko")
        raise typer.Exit(exit_code(error)) from error
    with at(data_dir, lang, name) as place:
        application = _open(place)
        try:
            yield place, application
        finally:
            application.close()


@contextmanager
def _log_to(folder: Path, name: str) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(logs.log_to(folder, name))
        except OSError as problem:
            reason = problem.strerror or type(problem).__name__
            raise DataFolderUnusable(folder=str(folder), reason=reason) from problem
        yield


def complain(error: OmpError, lang: Lang) -> None:
    said = error.describe(lang)
    typer.echo(said.text, err=True)
    if isinstance(error, ProblemsFound):
        name_lines(error.problems, lang)
    typer.echo(said.next_step, err=True)


def name_lines(problems: Iterable[LineProblem], lang: Lang) -> None:
    """Every bad line of a file, for whoever brought it."""
    for problem in problems:
        typer.echo(f"  {problem.describe(lang)}", err=True)


def exit_code(error: OmpError) -> int:
    if isinstance(error, _WRONG_USE):
        return WRONG_USE
    return UNREACHABLE if isinstance(error, _UNREACHABLE) else NO


def _open(place: Place) -> Application:
    application = open_application(place.folder, secrets=unlocked_secrets(place))
    before = application.store.before_upgrade
    if before is not None:
        words = LocalText(
            f"자료의 형식을 이 버전에 맞게 바꾸었습니다. 바꾸기 전의 사본: {before}",
            f"The data were brought into the form of this version. A copy from before: {before}",
        )
        typer.echo(words.text(place.lang), err=True)
    return application


def unlocked_secrets(place: Place) -> SecretsBox:
    """Where the keys of the folder are kept; a pass-phrase is asked for at a terminal.

    Raises KeysPassphraseNeeded where nobody can be asked, and what unlocking raises.
    """
    try:
        return find_secrets(place.folder)
    except KeysPassphraseNeeded as needed:
        if sys.stdin is None or not sys.stdin.isatty():
            raise
        words = needed.describe(place.lang)
        typer.echo(words.text, err=True)
        prompt = LocalText("암호 문구", "Pass-phrase").text(place.lang)
        passphrase = typer.prompt(prompt, hide_input=True, err=True)
        return PassphraseSecrets.unlock(keys_folder(place.folder), passphrase)


def refuse(place: Place, ko: str, en: str, code: int = WRONG_USE) -> NoReturn:
    typer.echo(LocalText(ko, en).text(place.lang), err=True)
    raise typer.Exit(code)


def sign_in(
    place: Place,
    application: Application,
    name: str | None,
    pin_file: Path | None,
    roles: AbstractSet[Role] = COMMISSION_ONLY,
) -> Session:
    """The account of that name with one of these roles, or the only one."""
    accounts = [a for a in application.access.accounts() if a.active and a.role in roles]
    chosen = [a for a in accounts if name is None or a.name == name]
    if len(chosen) != 1:
        who = role_names(roles)
        refuse(
            place,
            f"{who.ko} 계정을 --account 이름으로 지정하십시오.",
            f"Name an account of a {who.en} with --account.",
        )
    return application.access.sign_in(chosen[0].id, _pin(place, pin_file))


def confirm_second(
    place: Place, application: Application, actor: Session, name: str | None, pin_file: Path | None
) -> SecondPerson:
    """The second person of that name, who enters a PIN of their own."""
    others = [a for a in application.access.accounts() if a.active and a.role in SECOND_PEOPLE]
    chosen = [a for a in others if a.id != actor.account.id and name in (None, a.name)]
    if len(chosen) != 1:
        refuse(
            place,
            "함께 확인할 사람을 --second 이름으로 지정하십시오.",
            "Name the second person with --second.",
        )
    return application.access.confirm_second(actor, chosen[0].id, _pin(place, pin_file))


def _pin(place: Place, pin_file: Path | None) -> str:
    if pin_file is None:
        return str(typer.prompt("PIN", hide_input=True, err=True))
    try:
        with pin_file.open("rb") as file:
            raw = file.read(_PIN_FILE_MOST + 1)
        # An editor on Windows begins the file with a mark, which is no part of the PIN.
        pin = raw.decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        raw, pin = b"", ""
    if not pin or len(raw) > _PIN_FILE_MOST:
        refuse(
            place,
            f"PIN 파일을 읽을 수 없습니다: {pin_file.name}",
            f"The PIN file cannot be read: {pin_file.name}",
        )
    return pin


def find_election(place: Place, elections: list[Election], wanted: str | None) -> Election:
    """The election of that name or id, or the only one."""
    found = [e for e in elections if wanted is None or wanted in (e.id, e.name.ko, e.name.en)]
    if len(found) != 1:
        names = ", ".join(e.name.text(place.lang) for e in elections) or "–"
        refuse(
            place,
            f"선거를 --election 이름으로 지정하십시오. 있는 선거: {names}",
            f"Name the election with --election. There are: {names}",
        )
    return found[0]


@contextmanager
def progress_bar(place: Place, ko: str, en: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing otherwise."""
    label = LocalText(ko, en).text(place.lang)
    with typer.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def report(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield report
