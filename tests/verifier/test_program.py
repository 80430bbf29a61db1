"""The stand-alone verifier as a program: what an observer types, sees, and gets back."""

from __future__ import annotations

import ast
import functools
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.verifier import frozen
from tests.verifier.frozen import RECORD
from tests.verifier.stranger import FILE, findings, omp_verify, run

HASH = RECORD["closing_file"]["manifest_hash"]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen record, unpacked; not to be changed."""
    return frozen.unpacked(tmp_path_factory.mktemp("record"))


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """A copy of the frozen record with another file, which its list does not know."""

    def change(name: str, content: bytes) -> Path:
        folder = frozen.unpacked(tmp_path / "changed")
        (folder / name).write_bytes(content)
        return folder

    return change


def report(tmp_path: Path, **changes: Any) -> Path:
    """The closing report of the frozen record as a file, with some members changed."""
    file = tmp_path / "closing.json"
    file.write_text(json.dumps({**RECORD["closing_file"], **changes}), encoding="utf-8")
    return file


# --- what is seen -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def said(record: Path) -> Callable[[str], str]:
    """What is printed about the frozen record in a language; it is verified once for each."""

    @functools.cache
    def verified(language: str) -> str:
        done = run(record, "--lang", language)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout

    return verified


def test_a_good_record_passes_every_check_and_shows_the_result(said: Callable[[str], str]) -> None:
    shown = said("both")
    lines = shown.splitlines()
    assert [line.split()[:2] for line in lines[: len(omp_verify.CHECKS)]] == [
        ["ok", check.name] for check in omp_verify.CHECKS
    ]
    assert "4 ballots were cast. · 투표지 4장이 투표되었습니다." in shown
    assert "2  2  가상인물2" in shown
    assert lines[-1] == "Everything holds. · 모두 맞습니다."


def test_a_mock_vote_is_called_one(said: Callable[[str], str]) -> None:
    assert "A MOCK VOTE" in said("both")


@pytest.mark.parametrize(("language", "last"), [("en", "Everything holds."), ("ko", "모두 맞습니다.")])
def test_one_language_can_be_chosen(said: Callable[[str], str], language: str, last: str) -> None:
    assert said(language).splitlines()[-1] == last


def test_what_was_not_given_is_shown_to_be_compared(said: Callable[[str], str]) -> None:
    shown = said("en")
    assert f"Compare these with the published notice:\n  {HASH}  manifest hash" in shown
    assert RECORD["ceremony"]["public_key"] in shown
    for device in RECORD["closing_file"]["devices"]:
        assert device["value"] in shown


def test_what_was_given_is_not_shown_again(record: Path, tmp_path: Path) -> None:
    done = run(record, "--manifest-hash", HASH.upper(), "--closing", report(tmp_path))
    assert done.returncode == 0
    assert "Compare" not in done.stdout


def test_one_process_finds_the_same_as_several(record: Path, said: Callable[[str], str]) -> None:
    assert run(record, "--processes", "1").stdout == said("both")


def test_a_bad_record_names_file_and_item_and_what_was_not_checked(
    changed: Callable[[str, bytes], Path],
) -> None:
    done = run(changed("sums.json", b"{}"))
    assert done.returncode == 1
    assert " FAIL  files              sums.json: size or hash is not the listed one · " in done.stdout
    assert "    -  ballots            not checked · 확인하지 못함" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("The record does NOT hold: files.")


def test_signs_that_could_rule_a_terminal_are_not_printed(tmp_path: Path) -> None:
    folder = frozen.unpacked(tmp_path / "record")
    (folder / "\x1b[2J").write_bytes(b"")
    shown = run(folder).stdout
    assert "\x1b" not in shown
    assert "\\u001b[2J" in shown


def test_a_terminal_without_korean_gets_escapes_and_no_error(record: Path) -> None:
    command = [sys.executable, "-I", "-X", "utf8=0", str(FILE), str(record)]
    done = subprocess.run(
        command, capture_output=True, check=False, env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    )
    assert (done.returncode, done.stderr) == (0, b"")


# --- what is held against the record ------------------------------------------------------------------------


def test_another_manifest_hash_fails(record: Path) -> None:
    found = findings(record, manifest_hash="00" * 32)
    assert found.failed == ["manifest"]


@pytest.mark.parametrize(
    "changes",
    [
        {"election_id": "00" * 16},
        {"manifest_hash": "00" * 32},
        {"devices": [{**RECORD["closing_file"]["devices"][0], "value": "00" * 32}]},
        {"devices": [{**RECORD["closing_file"]["devices"][0], "public_key": "00" * 32}]},
        {"devices": [{**RECORD["closing_file"]["devices"][0], "device_id": "00" * 16}]},
    ],
    ids=["election", "manifest", "value", "key", "device"],
)
def test_a_closing_report_that_differs_fails(record: Path, tmp_path: Path, changes: dict[str, Any]) -> None:
    assert findings(record, closings=(report(tmp_path, **changes),)).failed == ["closings"]


# --- exit codes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("record", "--manifest-hash", "short"),
        ("record", "--lang", "fr"),
        ("record", "--processes", "0"),
        ("record", "--unknown"),
    ],
    ids=str,
)
def test_wrong_use_is_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


def test_help_names_every_option() -> None:
    shown = run("--help").stdout
    assert all(option in shown for option in ("--manifest-hash", "--closing", "--lang", "--processes"))


def test_what_is_not_there_is_3(tmp_path: Path) -> None:
    done = run(tmp_path / "nothing")
    assert done.returncode == 3
    assert done.stdout.startswith("Cannot be read: ")
    assert done.stderr == ""


@pytest.mark.parametrize(
    "content",
    [None, b"", b"\xff\xfe", b"[" * 100_000, b"{}", b'{"format": "omp-desktop closing 2"}', b"1" * 10_000],
    ids=["no file", "empty", "no UTF-8", "nested", "no report", "another format", "a long number"],
)
def test_a_closing_file_that_cannot_be_read_is_3(record: Path, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "closing.json"
    if content is not None:
        file.write_bytes(content)
    done = run(record, "--closing", file)
    assert (done.returncode, done.stderr) == (3, "")


def test_a_check_that_breaks_off_has_not_passed(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_record: object) -> None:
        raise ZeroDivisionError

    checks = [
        check._replace(run=broken) if check.name == "closings" else check for check in omp_verify.CHECKS
    ]
    monkeypatch.setattr(omp_verify, "CHECKS", checks)
    found = findings(record)
    assert found.failed == ["closings"]
    assert "ZeroDivisionError" in found.words["closings"]


def test_a_reader_who_leaves_causes_no_error(record: Path) -> None:
    command = [sys.executable, "-I", str(FILE), str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


# --- what it needs ------------------------------------------------------------------------------------------


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse(FILE.read_bytes())
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or ".")
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_python_3_8_can_read_it() -> None:
    ast.parse(FILE.read_bytes(), feature_version=(3, 8))


def test_the_instructions_speak_both_languages_and_name_the_command() -> None:
    instructions = FILE.with_name("README.txt").read_text(encoding="utf-8")
    assert "선거 기록 확인하기" in instructions
    assert "Checking an election record" in instructions
    assert instructions.count("python3 -I omp_verify.py record.zip") == 2
