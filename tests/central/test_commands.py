"""`omp-desktop central …`: what the commands say, and with which exit code they end."""

from __future__ import annotations

import json
import socket
import stat
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from omp_desktop.central import keys
from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.migrations.runner import PACKAGED
from omp_desktop.central.settings import EXPLAINED, variable
from omp_desktop.cli import app
from tests.central.asking import Application, scene

SECRET = "geheim-und-lang"


def run(folder: Path, *words: str, lang: str = "en", **settings: str) -> Result:
    environment = {"OMP_DATA_DIR": str(folder), **settings}
    return CliRunner().invoke(app, ["central", *words, "--lang", lang], env=environment)


def said(result: Result) -> str:
    return result.stdout + result.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "centre"


@pytest.fixture
def kept(folder: Path) -> Path:
    """The folder of a centre that has an election with two stations and ten ballots."""
    return filled(folder)


def filled(folder: Path, *statements: tuple[str, object]) -> Path:
    """The same, with further statements of the first station."""
    assert run(folder, "migrate").exit_code == 0
    key_file = keys.KeyFile(folder / keys.FILE_NAME, named=False)
    with closing(CentreStore.in_folder(folder)) as store:
        centre = Centre(store, keys.centre_keys(store, key_file))
        with closing(Application(centre)) as asked:
            made = scene(asked)
            asked.receipt(made.office.ballots(10), made.office)
            if statements:
                asked.receipt(made.office.statements(*statements), made.office)
    return folder


# --- check-config ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_setting_is_explained_and_nothing_is_made(folder: Path, lang: str) -> None:
    result = run(folder, "check-config", lang=lang)
    assert result.exit_code == 0
    for name, explained in EXPLAINED.items():
        assert variable(name) in result.stdout
        assert explained.purpose.text("ko" if lang == "ko" else "en") in result.stdout
    assert not folder.exists()


def test_a_secret_is_never_shown_and_every_problem_is(folder: Path) -> None:
    result = run(
        folder,
        "check-config",
        OMP_DATABASE_URL=f"mysql://user:{SECRET}@db/x",
        OMP_HOST="0.0.0.0",  # noqa: S104 - that is what is refused
        OMP_TLS_KEY="/nowhere/key.pem",
    )
    assert result.exit_code == 1
    assert SECRET not in said(result)
    assert "OMP_DATABASE_URL is not in the right form" in result.stdout
    assert "OMP_TLS_CERTIFICATE and OMP_TLS_KEY go together" in result.stdout
    assert "/nowhere/key.pem" in result.stdout


def test_a_misspelt_setting_is_noticed(folder: Path) -> None:
    result = run(folder, "check-config", OMP_DATABSE_URL="x")
    assert result.exit_code == 0
    assert "OMP_DATABSE_URL is no setting" in result.stdout


def test_the_database_is_named_without_its_password(folder: Path) -> None:
    result = run(folder, "check-config", OMP_DATABASE_URL=f"postgresql://user:{SECRET}@db.example/centre")
    assert result.exit_code == 0
    assert "PostgreSQL db.example/centre" in result.stdout
    assert SECRET not in said(result)


def test_a_key_file_is_looked_at(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "signing.key"
    assert "there is no such file" in run(folder, "check-config", OMP_SIGNING_KEY_FILE=str(key)).stdout
    key.write_text("ab" * 32)
    key.chmod(0o644)
    result = run(folder, "check-config", OMP_SIGNING_KEY_FILE=str(key))
    assert result.exit_code == 1
    assert "mode 4 for others" in result.stdout
    key.chmod(0o600)
    assert run(folder, "check-config", OMP_SIGNING_KEY_FILE=str(key)).exit_code == 0


# --- serve and migrate -----------------------------------------------------------------------------------


def test_other_computers_need_tls_or_a_gateway(folder: Path) -> None:
    result = run(folder, "serve", "--host", "0.0.0.0")  # noqa: S104 - that is what is refused
    assert result.exit_code == 2
    assert "other computers reach the centre, so it needs TLS" in result.stderr
    assert "check-config" in result.stderr


def test_a_port_that_is_taken_is_named(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        result = run(folder, "serve", "--port", port)
    assert result.exit_code == 3
    assert f"127.0.0.1:{port}" in result.stderr


def test_a_database_that_cannot_be_reached_is_told_without_its_password(folder: Path) -> None:
    url = f"postgresql://user:{SECRET}@127.0.0.1:1/x"
    for command in ("serve", "migrate", "stations"):
        result = run(folder, command, OMP_DATABASE_URL=url, OMP_PORT="0")
        assert result.exit_code == 3, said(result)
        assert "The database cannot be reached" in result.stderr
        assert SECRET not in said(result)


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = run(tmp_path / "file", "serve", "--port", "0")
    assert result.exit_code == 3


def test_migrating_makes_the_tables_once_and_for_this_user_alone(folder: Path) -> None:
    assert f"none → {PACKAGED.head}" in run(folder, "migrate").stdout
    assert "Up to date already" in run(folder, "migrate").stdout
    assert stat.S_IMODE((folder / "centre.db").stat().st_mode) == 0o600


def test_a_server_does_not_start_with_a_key_that_its_database_does_not_know(kept: Path) -> None:
    (kept / "centre.key").unlink()
    result = run(kept, "serve", "--port", "0")
    assert result.exit_code == 3
    assert "signing key is not there" in result.stderr
    (kept / "centre.key").write_text("ab" * 32)
    (kept / "centre.key").chmod(0o600)
    result = run(kept, "serve", "--port", "0")
    assert result.exit_code == 3
    assert "not the one of this database" in result.stderr


@pytest.mark.parametrize("content", ["", "zz" * 32, "ab" * 31, "ab" * 33, "\udcff"])
def test_a_file_that_holds_no_key_is_refused(folder: Path, tmp_path: Path, content: str) -> None:
    key = tmp_path / "signing.key"
    key.write_bytes(content.encode("utf-8", "surrogateescape"))
    key.chmod(0o600)
    result = run(folder, "serve", "--port", "0", OMP_SIGNING_KEY_FILE=str(key))
    assert result.exit_code == 3
    assert "cannot be used" in result.stderr


# --- looking at what is there ----------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["stations", "quarantine", "reconcile"])
def test_a_folder_without_a_centre_is_told_and_left_as_it_is(folder: Path, command: str) -> None:
    result = run(folder, command)
    assert result.exit_code == 3
    assert "no file" in result.stderr
    assert not folder.exists()


def test_stations_are_shown_with_their_counts(kept: Path) -> None:
    result = run(kept, "stations")
    assert result.exit_code == 0
    assert "제1투표소" in result.stdout
    assert "ballots 10" in result.stdout
    rows = json.loads(run(kept, "stations", "--json").stdout)
    assert [row["totals"]["cast"] for row in rows if "totals" in row] == [10, 0]


def test_a_centre_that_agrees_with_itself_says_match(kept: Path) -> None:
    result = run(kept, "reconcile")
    assert (result.exit_code, "match" in result.stdout) == (0, True)
    assert run(kept, "quarantine", lang="ko").stdout == "없음\n"


def test_what_was_set_aside_is_shown_with_its_reason(folder: Path) -> None:
    filled(folder, ("pledge-added", {"pledge": "nonsense"}))
    result = run(folder, "quarantine")
    assert result.exit_code == 1
    assert "item.malformed" in result.stdout
    assert "An item that cannot be read." in result.stdout
    rows = json.loads(run(folder, "quarantine", "--json").stdout)
    assert {row["item"]["code"] for row in rows if "item" in row} == {"item.malformed"}


def test_a_difference_is_named_with_both_numbers(kept: Path) -> None:
    with closing(CentreStore.in_folder(kept)) as store, store.begin() as session:
        session.connection().exec_driver_sql("UPDATE count SET n = n + 1 WHERE name = 'cast'")
    result = run(kept, "reconcile")
    assert result.exit_code == 1
    assert "expected 11 · found 10" in result.stdout
