from __future__ import annotations

import logging
import re
import stat
import sys
import threading
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from omp_desktop import logs

LOG = logging.getLogger("omp_desktop.test")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """A log in use; the file it writes."""
    with logs.log_to(tmp_path, "official") as file:
        yield file


def our_handler() -> logging.Handler:
    return next(h for h in logging.getLogger().handlers if isinstance(h, RotatingFileHandler))


def test_an_entry_has_its_time_in_utc(written: Path) -> None:
    LOG.info("The polls are open")

    line = written.read_text(encoding="utf-8")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO omp_desktop\.test \[MainThread\] The polls are open\n",
        line,
    )


def test_the_hour_does_not_depend_on_the_place(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = logging.LogRecord("omp_desktop.test", logging.INFO, "", 0, "Opened", None, None)
    record.created, record.msecs = 1_796_252_400.0, 0.0

    assert logs.LineFormatter().format(record).startswith("2026-12-02T23:00:00.000Z")


@pytest.mark.parametrize(
    "text",
    [
        "password=S3CRET",
        "PIN: S3CRET",
        "passphrase='S3CRET words'",
        'api_key = "S3CRET"',
        "X-Api-Key: S3CRET",
        "Authorization: Bearer S3CRET",
        "{'token': 'S3CRET'}",
        '{"store_key": "S3CRET"}',
        "Permit(token='S3CRET')",
        "Voter(name='S3CRET', birth_date=S3CRET)",
        "roll_number=S3CRET",
        "address: 'S3CRET street 1'",
        "choices=S3CRET",
        "seed=b'S3CRET\\x00'",
        "https://user:S3CRET@central.example/v1",
        "[SQL: insert] [parameters: ('S3CRET', 'S3CRET')]\n(Background on this error at: …)",
        "[parameters: {'a': 'S3CRET'}]",
    ],
)
def test_what_is_named_like_a_secret_is_withheld(written: Path, text: str) -> None:
    LOG.warning(text)

    line = written.read_text(encoding="utf-8")
    assert "S3CRET" not in line
    assert "[withheld]" in line


@pytest.mark.parametrize(
    "text",
    ["mapping: fine", "spinner=fine", "keyboard: fine", "https://central.example:8088/v1", "monkey=fine"],
)
def test_what_only_looks_similar_stays(written: Path, text: str) -> None:
    LOG.warning(text)

    assert text in written.read_text(encoding="utf-8")


def test_a_named_value_is_withheld_before_the_text_is_made(written: Path) -> None:
    LOG.warning("Signed in %(who)s with %(pin)s", {"who": "account 1", "pin": "S3CRET"})

    assert "Signed in account 1 with [withheld]" in written.read_text(encoding="utf-8")


def test_tracebacks_are_cleaned_too(written: Path) -> None:
    LOG.error("It failed", exc_info=ValueError("passphrase='S3CRET'"))

    text = written.read_text(encoding="utf-8")
    assert "S3CRET" not in text
    assert "    ValueError: passphrase=[withheld]" in text


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\x85", "\x1b[2K"])
def test_a_message_cannot_pretend_to_be_another_entry(written: Path, end: str) -> None:
    LOG.warning("harmless%s2026-12-03T06:00:00.000Z INFO polls closed", end)

    assert not [line for line in written.read_text("utf-8").splitlines()[1:] if not line.startswith("    ")]


def test_other_libraries_are_heard_from_warnings_on(written: Path) -> None:
    logging.getLogger("urllib3").info("a request")
    logging.getLogger("urllib3").warning("a failure")

    assert "a failure" in written.read_text(encoding="utf-8")
    assert "a request" not in written.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows files have no mode")
def test_the_log_is_closed_to_others(written: Path) -> None:
    LOG.info("Started")

    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_the_log_rotates_and_keeps_only_so_many(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(our_handler(), "maxBytes", 200)
    for number in range(60):
        LOG.info("Entry %d of many", number)

    names = sorted(path.name for path in written.parent.iterdir())
    assert names == ["official.log", *(f"official.log.{n}" for n in range(1, logs.OLDER_FILES + 1))]
    assert "Entry 59" in written.read_text(encoding="utf-8")


def impossible_entry() -> logging.LogRecord:
    """An entry whose text cannot be made: a fault of the program, with values in it."""
    return logging.LogRecord("omp_desktop.test", logging.INFO, "", 0, "%d votes", ("S3CRET",), None)


def test_a_line_that_cannot_be_written_is_told_without_its_values(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    our_handler().handle(impossible_entry())

    told = capsys.readouterr().err
    assert "A log line of omp_desktop.test could not be written" in told
    assert "S3CRET" not in told


def test_without_a_console_a_lost_line_is_no_second_error(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    our_handler().handle(impossible_entry())
    LOG.warning("Still writing")

    assert "Still writing" in written.read_text(encoding="utf-8")


@pytest.fixture
def crashes() -> Iterator[list[logs.Crash]]:
    seen: list[logs.Crash] = []
    with logs.crash_hooks(seen.append):
        yield seen


def test_an_unexpected_error_is_logged_and_handed_on(
    crashes: list[logs.Crash], caplog: pytest.LogCaptureFixture
) -> None:
    error = ZeroDivisionError("unexpected")
    sys.excepthook(type(error), error, None)

    assert [(crash.error, crash.thread) for crash in crashes] == [(error, "MainThread")]
    assert "Unexpected error in thread MainThread" in caplog.text


def test_an_error_in_another_thread_is_handed_on(crashes: list[logs.Crash]) -> None:
    def fails() -> None:
        raise ZeroDivisionError("unexpected")

    thread = threading.Thread(target=fails, name="sync")
    thread.start()
    thread.join()

    assert [crash.thread for crash in crashes] == ["sync"]


def test_leaving_a_thread_goes_its_usual_way(monkeypatch: pytest.MonkeyPatch) -> None:
    usual: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda hook: usual.append(hook.exc_type))
    seen: list[logs.Crash] = []
    with logs.crash_hooks(seen.append):
        thread = threading.Thread(target=sys.exit)
        thread.start()
        thread.join()

    assert usual == [SystemExit]
    assert seen == []


def test_an_interrupt_goes_its_usual_way(monkeypatch: pytest.MonkeyPatch) -> None:
    usual: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: usual.append(kind))
    seen: list[logs.Crash] = []
    with logs.crash_hooks(seen.append):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert usual == [KeyboardInterrupt]
    assert seen == []


def test_a_report_that_fails_is_logged_and_goes_no_further(caplog: pytest.LogCaptureFixture) -> None:
    def fails(_: logs.Crash) -> None:
        raise RuntimeError("no window to show it in")

    with logs.crash_hooks(fails):
        sys.excepthook(ZeroDivisionError, ZeroDivisionError(), None)

    assert "The report of an unexpected error failed" in caplog.text


def test_afterwards_the_hooks_are_as_before() -> None:
    before = (sys.excepthook, threading.excepthook)
    with logs.crash_hooks(lambda _: None):
        assert sys.excepthook is not before[0]

    assert (sys.excepthook, threading.excepthook) == before


def test_afterwards_logging_is_as_before(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers), logging.getLogger("omp_desktop").level)
    with logs.log_to(tmp_path, "kiosk"):
        assert list(root.handlers) != before[1]

    assert (root.level, list(root.handlers), logging.getLogger("omp_desktop").level) == before
