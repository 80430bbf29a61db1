"""The steps of the self-test that need no windows: what each says when all is well, and when it is not."""

from __future__ import annotations

import multiprocessing
import platform
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import keyring
import msgspec
import pytest
from sqlalchemy import Connection

from omp_desktop import __version__, parts, paths
from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.record.bulk import Workers
from omp_desktop.record.checks import Check, Result
from omp_desktop.record.checks import Outcome as Verdict
from omp_desktop.record.errors import VerificationFailed
from omp_desktop.record.verify import Verification
from omp_desktop.scenarios import centre_process
from omp_desktop.scenarios.centre_process import CentreProcess
from omp_desktop.scenarios.mock_vote import MockVoteReport
from omp_desktop.scenarios.self_test import ballot, program, stores
from omp_desktop.scenarios.self_test.apart import Apart, lines_apart
from omp_desktop.scenarios.self_test.ballot import look_at_ballot
from omp_desktop.scenarios.self_test.centre import look_at_centre
from omp_desktop.scenarios.self_test.keys import NAME, OWNER, look_at_keys
from omp_desktop.scenarios.self_test.lines import INSTALL_AGAIN, Line, Outcome, guarded, well
from omp_desktop.scenarios.self_test.program import look_at_parts, look_at_program
from omp_desktop.scenarios.self_test.stores import look_at_store
from omp_desktop.services import secrets
from omp_desktop.services.key_errors import (
    KeyStoreAbsent,
    KeyStoreFailed,
    KeyStoreHangs,
    KeyStoreLocked,
    KeyStoreRefused,
    KeyStoreUnsafe,
)
from omp_desktop.services.secrets import SERVICE_NAME, KeyringSecrets, PassphraseSecrets
from omp_desktop.store.engine import Store
from omp_desktop.store.migrations.runner import PACKAGED, Migrations
from omp_desktop.store.trial import first_version
from tests.scenarios import self_test_faults
from tests.services.test_secrets import Hanging, Memory

TRIAL = Apart("trial", LocalText("시험", "The trial"), INSTALL_AGAIN)


def outcomes(lines: list[Line]) -> list[str]:
    return [line.outcome.value for line in lines]


# --- a step that is ended early --------------------------------------------------------------------------


class Broken(OmpError):
    code = "test.self-test-broken"
    ko = ErrorText("고장 났습니다.", "고치십시오.")
    en = ErrorText("It is broken.", "Mend it.")


def raising(problem: Exception) -> Callable[[], Iterator[Line]]:
    def look() -> Iterator[Line]:
        yield well("trial", "하나", "one")
        raise problem

    return look


def test_an_error_of_the_program_is_the_last_line_of_its_step() -> None:
    lines = list(guarded("trial", raising(Broken())))

    assert outcomes(lines) == ["well", "wrong"]
    assert lines[1].text == LocalText("고장 났습니다.", "It is broken.")
    assert lines[1].next_step == LocalText("고치십시오.", "Mend it.")


def test_any_other_error_names_its_kind_and_place_and_no_secret() -> None:
    (_, line) = guarded("trial", raising(ImportError("libEGL.so.1: \n store_key=abc123")))

    assert line.outcome is Outcome.WRONG
    assert "ImportError, test_self_test.py:" in line.text.en
    assert "libEGL.so.1" in line.text.en
    assert "abc123" not in line.text.en
    assert "\n" not in line.text.en


# --- a step in a process of its own ----------------------------------------------------------------------


def test_lines_come_from_another_process() -> None:
    lines = list(lines_apart(TRIAL, self_test_faults.two_lines))

    assert [line.text.en for line in lines] == ["one", "two"]
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_is_a_line_after_what_it_said() -> None:
    lines = list(lines_apart(TRIAL, self_test_faults.one_line_and_death))

    assert outcomes(lines) == ["well", "wrong"]
    assert lines[1].text.en == "The trial: it ended early (exit code 7)."
    assert lines[1].next_step == INSTALL_AGAIN


def test_a_process_that_says_nothing_is_ended() -> None:
    (line,) = lines_apart(TRIAL, self_test_faults.no_answer, silent_seconds=1)

    assert line.text.en == "The trial: there was no answer for 1 seconds."
    assert multiprocessing.active_children() == []


def test_no_process_stays_where_nobody_listens_any_more() -> None:
    lines = lines_apart(TRIAL, self_test_faults.two_lines)
    next(lines)
    lines.close()  # type: ignore[attr-defined] - a generator

    assert multiprocessing.active_children() == []


# --- program and parts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frozen", "packaged", "words"),
    [
        (False, False, "run from the folder of its source"),
        (False, True, "installed as a package"),
        (True, True, "without the Python of this computer"),
    ],
)
def test_the_first_line_says_how_the_program_is_installed(
    monkeypatch: pytest.MonkeyPatch, frozen: bool, packaged: bool, words: str
) -> None:
    monkeypatch.setattr(paths, "is_frozen", lambda: frozen)
    monkeypatch.setattr(paths, "is_packaged", lambda: packaged)

    (line,) = look_at_program()

    assert __version__ in line.text.en
    assert words in line.text.en


def unnamed() -> dict[str, str]:
    raise FileNotFoundError


def test_systems_have_the_names_that_people_know(monkeypatch: pytest.MonkeyPatch) -> None:
    def named() -> str:
        (line,) = look_at_program()
        return line.text.en

    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "release", lambda: "6.1")
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"PRETTY_NAME": "Debian 12"})
    assert "Debian 12" in named()
    monkeypatch.setattr(platform, "freedesktop_os_release", unnamed)
    assert "Linux 6.1" in named()
    monkeypatch.setattr(platform, "system", lambda: "Windows")
    monkeypatch.setattr(platform, "release", lambda: "11")
    assert "Windows 11" in named()
    monkeypatch.setattr(platform, "mac_ver", lambda: ("14.1", ("", "", ""), "arm64"))
    assert "macOS 14.1" in named()


QT = parts.Part("Qt", "6.11.3", "LGPL-3.0-only", parts.PartKind.QT, ("Qt/LGPL-3.0.txt",))


@pytest.fixture
def licences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The licences of a bundle with one part."""
    folder = tmp_path / "_data" / parts.FOLDER
    (folder / "Qt").mkdir(parents=True)
    (folder / parts.LIST).write_bytes(msgspec.json.encode([QT]))
    (folder / "Qt" / "LGPL-3.0.txt").write_text("Lesser General Public License", encoding="utf-8")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    monkeypatch.setattr(paths, "is_frozen", lambda: True)
    return folder


@pytest.mark.usefixtures("licences")
def test_every_part_comes_with_its_licence() -> None:
    assert outcomes(list(look_at_parts())) == ["well"]


def test_a_part_whose_licence_is_empty_is_named(licences: Path) -> None:
    (licences / "Qt" / "LGPL-3.0.txt").write_text("\n", encoding="utf-8")

    lines = list(look_at_parts())

    assert outcomes(lines) == ["wrong"]
    assert "Qt" in lines[0].text.en


def test_a_bundle_without_its_list_is_incomplete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, licences: Path
) -> None:
    (licences / parts.LIST).write_bytes(b"[]")
    assert outcomes(list(look_at_parts())) == ["wrong"]

    (tmp_path / "_data" / parts.FOLDER).rename(tmp_path / "elsewhere")
    assert outcomes(list(guarded(program.PARTS, look_at_parts))) == ["wrong"]


def test_without_a_bundle_there_is_no_list() -> None:
    assert outcomes(list(look_at_parts())) == ["well"]


# --- key store -------------------------------------------------------------------------------------------


@pytest.fixture
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key files whose pass-phrase costs little."""
    defaults = PassphraseSecrets.create.__func__.__kwdefaults__  # type: ignore[attr-defined] - of a method
    monkeypatch.setitem(defaults, "opslimit", 1)
    monkeypatch.setitem(defaults, "memlimit", 8192)


class Box(KeyringSecrets):
    """The key store of a test, asked as the system's would be."""

    def __init__(self, backend: Memory, answer_within: float = 5) -> None:
        super().__init__(OWNER, backend=backend, answer_within=answer_within)


@pytest.mark.usefixtures("real_keyring")
def test_a_real_key_store_keeps_the_trial_secret_and_forgets_it(tmp_path: Path) -> None:
    lines = list(look_at_keys(tmp_path))

    assert outcomes(lines) == ["well"]
    assert keyring.get_password(SERVICE_NAME, f"{OWNER}/{NAME}") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "problem",
    [
        KeyStoreAbsent(),
        KeyStoreFailed(kind="X"),
        KeyStoreLocked(),
        KeyStoreRefused(),
        KeyStoreUnsafe(backend="X"),
    ],
)
@pytest.mark.usefixtures("_cheap")
def test_a_key_store_that_cannot_be_used_is_noted_and_key_files_are_tried(
    tmp_path: Path, problem: OmpError
) -> None:
    class Refusing(Memory):
        def set_password(self, service: str, username: str, password: str) -> None:
            raise problem

    lines = list(look_at_keys(tmp_path, Box(Refusing())))

    assert outcomes(lines) == ["note", "well"]
    assert lines[0].text.en.startswith(problem.describe("en").text)
    assert "keys go into files under a pass-phrase" in lines[0].text.en
    assert lines[0].next_step.en == problem.describe("en").next_step
    assert "wrong pass-phrase does not open" in lines[1].text.en


@pytest.mark.usefixtures("_cheap")
def test_a_key_store_that_gives_no_answer_is_noted(tmp_path: Path) -> None:
    backend = Hanging()
    try:
        lines = list(look_at_keys(tmp_path, Box(backend, 0.01)))
    finally:
        backend.released.set()

    assert outcomes(lines) == ["note", "well"]
    assert KeyStoreHangs(seconds=1).describe("en").text in lines[0].text.en


@pytest.mark.usefixtures("_cheap")
def test_a_key_store_that_gives_another_secret_back_is_noted(tmp_path: Path) -> None:
    class Forgetful(Box):
        def get(self, name: str) -> bytes | None:
            super().get(name)
            return bytes(32)

    lines = list(look_at_keys(tmp_path, Forgetful(Memory())))

    assert outcomes(lines) == ["note", "well"]


def test_a_key_store_that_forgets_nothing_says_what_to_remove(tmp_path: Path) -> None:
    class Keeping(Memory):
        def delete_password(self, service: str, username: str) -> None:
            pass

    lines = list(look_at_keys(tmp_path, Box(Keeping())))

    assert outcomes(lines) == ["note"]
    assert f"{OWNER}/{NAME}" in lines[0].next_step.en


def test_the_trial_secret_is_removed_also_when_it_is_not_given_back(tmp_path: Path) -> None:
    class Late(Memory):
        """Keeps the secret, but does not say so."""

        def set_password(self, service: str, username: str, password: str) -> None:
            super().set_password(service, username, password)
            raise RuntimeError

    backend = Late()
    next(look_at_keys(tmp_path, Box(backend)))

    assert backend.kept == {}


def test_no_secret_is_said(tmp_path: Path) -> None:
    said: list[str] = []

    class Listening(Memory):
        def set_password(self, service: str, username: str, password: str) -> None:
            said.append(password)
            super().set_password(service, username, password)

    lines = list(look_at_keys(tmp_path, Box(Listening())))

    assert said
    assert not any(secret in repr(lines) for secret in said)


@pytest.mark.usefixtures("_cheap")
def test_what_reaches_the_key_store_must_have_come_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "_BRIDGES", {sys.platform: ("no_such_bridge",)})

    lines = list(look_at_keys(tmp_path))

    assert outcomes(lines) == ["wrong", "note", "well"]
    assert "no_such_bridge" in lines[0].text.en


def test_a_system_that_nobody_knows_needs_no_bridge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "_BRIDGES", {})

    assert secrets.missing_bridge() is None


@pytest.mark.usefixtures("_cheap")
def test_a_key_file_that_any_pass_phrase_opens_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[PassphraseSecrets] = []
    create = PassphraseSecrets.create

    def remembered(folder: Path, passphrase: str) -> PassphraseSecrets:
        made.append(create(folder, passphrase))
        return made[0]

    monkeypatch.setattr(PassphraseSecrets, "create", remembered)
    monkeypatch.setattr(PassphraseSecrets, "unlock", lambda _folder, _passphrase: made[0])

    lines = list(look_at_keys(tmp_path))

    assert outcomes(lines) == ["note", "wrong"]
    assert "A wrong pass-phrase opened" in lines[1].text.en


@pytest.mark.usefixtures("_cheap")
def test_a_key_file_that_holds_another_secret_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PassphraseSecrets, "get", lambda _box, _name: bytes(32))

    assert outcomes(list(look_at_keys(tmp_path))) == ["note", "wrong"]


# --- store -----------------------------------------------------------------------------------------------


def test_a_store_of_the_first_version_comes_up_to_date(tmp_path: Path) -> None:
    lines = list(look_at_store(tmp_path))

    assert outcomes(lines) == ["well"] * 4
    assert first_version().head in lines[0].text.en
    assert PACKAGED.head in lines[0].text.en
    assert first_version().head != PACKAGED.head


def test_a_migration_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Migrations.upgrade

    def failing(migrations: Migrations, connection: Connection, to: str | None = None) -> None:
        if migrations.head == PACKAGED.head:
            raise RuntimeError("no such step")
        whole(migrations, connection, to)

    monkeypatch.setattr(Migrations, "upgrade", failing)

    lines = list(guarded(stores.STEP, lambda: look_at_store(tmp_path)))

    assert outcomes(lines) == ["wrong"]
    assert "no such step" in lines[0].text.en


def test_a_migration_that_loses_data_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Migrations.upgrade

    def losing(migrations: Migrations, connection: Connection, to: str | None = None) -> None:
        whole(migrations, connection, to)
        if migrations.head == PACKAGED.head:
            connection.exec_driver_sql("UPDATE candidate SET name = 'another'")

    monkeypatch.setattr(Migrations, "upgrade", losing)

    lines = list(look_at_store(tmp_path))

    assert outcomes(lines) == ["wrong", "well", "well", "well"]
    assert "changed" in lines[0].text.en


def test_a_store_that_is_not_sound_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "integrity_check", lambda _store: ("page 7",))

    lines = list(look_at_store(tmp_path))

    assert outcomes(lines)[1] == "wrong"
    assert "page 7" in lines[1].text.en


def test_a_backup_with_other_data_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = stores._backup_line
    others = stores._invented()
    monkeypatch.setattr(stores, "_backup_line", lambda *given: whole(*given[:-1], others))

    lines = list(look_at_store(tmp_path))

    assert outcomes(lines) == ["well", "well", "wrong", "well"]


def test_a_store_that_was_not_backed_up_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = stores._backup_line
    monkeypatch.setattr(stores, "_backup_line", lambda _backup, *given: whole(None, *given))

    lines = list(look_at_store(tmp_path))

    assert outcomes(lines) == ["well", "well", "wrong", "well"]
    assert "No backup was made" in lines[2].text.en


def test_a_newer_store_that_is_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "make_newer", lambda _place, _key: None)

    lines = list(look_at_store(tmp_path))

    assert outcomes(lines) == ["well", "well", "well", "wrong"]


# --- ballot ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> MockVoteReport:
    """An election of one ballot, played once."""
    return ballot._play(tmp_path_factory.mktemp("played"))


@pytest.fixture
def _played_already(played: MockVoteReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ballot, "run_mock_vote", lambda *_args: played)


def test_a_ballot_is_cast_counted_and_verified(tmp_path: Path) -> None:
    lines = list(look_at_ballot(tmp_path))

    assert outcomes(lines) == ["well"] * 5
    assert f"all {len(Check)} checks hold" in lines[2].text.en


def test_a_count_that_differs_ends_the_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, played: MockVoteReport
) -> None:
    monkeypatch.setattr(ballot, "run_mock_vote", lambda *_args: replace(played, exact=False))

    assert outcomes(list(look_at_ballot(tmp_path))) == ["well", "wrong"]


def test_a_record_that_does_not_hold_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, played: MockVoteReport
) -> None:
    changed = tmp_path / "record.zip"
    with zipfile.ZipFile(played.record_file) as whole, zipfile.ZipFile(changed, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            archive.writestr(name, content[:-1] if name == "sums.json" else content)
    report = replace(played, record_file=changed)
    monkeypatch.setattr(ballot, "run_mock_vote", lambda *_args: report)

    lines = list(look_at_ballot(tmp_path))

    assert outcomes(lines) == ["well", "well", "wrong", "well", "well"]
    assert "sums.json" in lines[2].text.en


@pytest.mark.usefixtures("_played_already")
def test_a_verification_that_notices_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blind = [Result(check, Verdict.HOLDS) for check in Check]
    monkeypatch.setattr(Verification, "results", lambda _verification: iter(blind))

    lines = list(look_at_ballot(tmp_path))

    assert outcomes(lines) == ["well", "well", "well", "wrong", "well"]
    assert "was changed passes" in lines[3].text.en


@pytest.mark.usefixtures("_played_already")
def test_processes_that_do_not_start_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_options: object) -> Iterator[object]:
        raise VerificationFailed

    monkeypatch.setattr(Workers, "_in_processes", refused)

    lines = list(guarded(ballot.BALLOT, lambda: look_at_ballot(tmp_path)))

    assert outcomes(lines) == ["well", "well", "well", "well", "wrong"]


# --- centre ----------------------------------------------------------------------------------------------


def test_a_centre_that_answers_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    did: list[str] = []

    def start(process: CentreProcess) -> None:
        did.append("start")
        process.port = 4711

    monkeypatch.setattr(CentreProcess, "start", start)
    monkeypatch.setattr(CentreProcess, "stop", lambda _process: did.append("stop"))

    (line,) = look_at_centre(tmp_path)

    assert line.outcome is Outcome.WELL
    assert "port 4711" in line.text.en
    assert did == ["start", "stop"]


def test_a_centre_that_is_not_installed_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centre_process, "_PARTS", ("no_such_part",))

    (line,) = look_at_centre(tmp_path)

    assert line.outcome is Outcome.NOTE
    assert "does not need it" in line.text.en


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import sys; sys.exit('no room\\n')", "exit 1: no room"),
        ("raise SystemExit(4)", "exit 4)"),
    ],
)
def test_a_centre_that_ends_at_once_is_said_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, words: str
) -> None:
    monkeypatch.setattr(centre_process, "own_command", lambda: [sys.executable, "-c", program])

    (line,) = look_at_centre(tmp_path)

    assert line.outcome is Outcome.WRONG
    assert words in line.text.en
    assert "firewall" in line.next_step.en


def test_the_last_words_of_a_centre_are_read_whatever_the_system_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp949")
    (tmp_path / "centre").mkdir()
    (tmp_path / "centre" / "centre.db").write_bytes(b"no database" * 1000)

    (line,) = look_at_centre(tmp_path)

    assert line.outcome is Outcome.WRONG
    assert "확인하십시오" in line.text.ko


def test_a_centre_opens_no_window_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def started(_command: list[str], **how: Any) -> NoReturn:
        asked.update(how)
        raise OSError

    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    monkeypatch.setattr(subprocess, "Popen", started)

    (line,) = look_at_centre(tmp_path)

    assert line.outcome is Outcome.WRONG
    assert asked["creationflags"] == 0x08000000


def test_a_centre_that_has_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "centre").write_text("in the way", encoding="utf-8")

    (line,) = look_at_centre(tmp_path)

    assert line.outcome is Outcome.WRONG
