"""The application log: what the program did, for the person who looks after it.

It says nothing about who voted, what was chosen, or when a single ballot was cast; and what looks like a
secret or personal data by the name of its field is left out of every line, tracebacks included.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

FOLDER_NAME: Final = "logs"
LARGEST_FILE: Final = 1_000_000
"""Bytes; then the next file begins."""
OLDER_FILES: Final = 5
WITHHELD: Final = "[withheld]"

# Names of fields whose values never belong in a log; `store_key` and `X-Api-Key` end in one of the first.
_CONFIDENTIAL: Final = (
    "password|pass[_-]?phrase|pin|key|secret|seed|nonce|token|permit|authorization|cookie|signature"
)
_PERSONAL: Final = (
    "voter|voter[_-]?id|voter[_-]?name|name|birth[_-]?date|address|roll[_-]?number|choices?|selections?"
)
_NAME: Final = rf"(?:(?:[\w-]*[_-])?(?:{_CONFIDENTIAL})|{_PERSONAL})"
_WITHHELD_NAME: Final = re.compile(_NAME, re.IGNORECASE)
_NAMED_VALUE: Final = re.compile(
    rf"""(?<![\w-])(?P<name>{_NAME}["']?\s*[=:]\s*)(?!\[withheld\])"""
    r"""(?:b?"(?:[^"\\]|\\.)*"|b?'(?:[^'\\]|\\.)*'|(?:Bearer|Basic)\s+\S+|[^\s,;)}\]]+)""",
    re.IGNORECASE,
)
_USER_IN_ADDRESS: Final = re.compile(r"(?<=://)[^/\s@]+@")
# SQLAlchemy writes the values of a failed statement into its message.
_STATEMENT_VALUES: Final = re.compile(r"\[parameters: .*?(?=\n\(Background on this error|\Z)", re.DOTALL)
# PostgreSQL says which values a constraint is against.
_DATABASE_DETAIL: Final = re.compile(r"(?<=DETAIL:)[^\n]*")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")

_log = logging.getLogger(__name__)


def without_secrets(text: str) -> str:
    """The text with the value of every field that has a secret or personal name left out."""
    text = _STATEMENT_VALUES.sub(f"[parameters: {WITHHELD}]", text)
    text = _DATABASE_DETAIL.sub(f" {WITHHELD}", text)
    text = _USER_IN_ADDRESS.sub(f"{WITHHELD}@", text)
    return _NAMED_VALUE.sub(rf"\g<name>{WITHHELD}", text)


class SecretsFilter(logging.Filter):
    """Takes secrets out of a record's named values before anything is made of them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record through, with its named values cleaned."""
        if isinstance(record.args, Mapping):
            record.args = {name: _cleaned(name, value) for name, value in record.args.items()}
        return True


def _cleaned(name: str, value: object) -> object:
    return WITHHELD if _WITHHELD_NAME.fullmatch(name) else value


class LineFormatter(logging.Formatter):
    """One line per entry, in UTC; a message cannot pretend to be another entry."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The entry without secrets; lines after the first (tracebacks) are indented."""
        text = _CONTROL.sub("\ufffd", without_secrets(super().format(record)))
        return text.replace("\n", "\n    ")


class _LogFile(RotatingFileHandler):
    """A rotating file that only this user may read, and that never prints a record it could not write."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=LARGEST_FILE, backupCount=OLDER_FILES, encoding="utf-8", delay=True)
        self.addFilter(SecretsFilter())
        self.setFormatter(LineFormatter())

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding=self.encoding, errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Says where a line was lost; the standard handler would print its values."""
        if sys.stderr is not None:
            sys.stderr.write(f"A log line of {record.name} could not be written ({sys.exc_info()[0]}).\n")


@contextmanager
def log_to(folder: Path, program: str) -> Iterator[Path]:
    """While open, the log goes to `logs/PROGRAM.log` in the data folder; gives that file's path.

    Each program (official, kiosk, central …) has a file of its own: two processes cannot rotate one file.
    Raises OSError if the folder cannot be made.
    """
    logs = folder / FOLDER_NAME
    logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = logs / f"{program}.log"
    handler = _LogFile(file)
    levels = ((logging.getLogger(), logging.WARNING), (logging.getLogger("omp_desktop"), logging.INFO))
    before = [logger.level for logger, _ in levels]
    for logger, level in levels:
        logger.setLevel(level)
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(capture=True)
    try:
        yield file
    finally:
        logging.captureWarnings(capture=False)
        logging.getLogger().removeHandler(handler)
        for (logger, _), level in zip(levels, before, strict=True):
            logger.setLevel(level)
        handler.close()


@dataclass(frozen=True, slots=True)
class Crash:
    """An error that nobody expected: a fault of the program. It is already in the log."""

    error: BaseException
    thread: str


@contextmanager
def crash_hooks(on_crash: Callable[[Crash], None]) -> Iterator[None]:
    """While open, every unexpected error of any thread is logged and handed to `on_crash`, in that thread.

    PySide6 gives errors in slots to `sys.excepthook` as well. Interrupts from the keyboard go their usual
    way. An error in `on_crash` itself is logged and goes no further.
    """

    def report(error: BaseException, thread: str) -> None:
        _log.critical("Unexpected error in thread %s", thread, exc_info=error)
        try:
            on_crash(Crash(error, thread))
        except Exception:  # whatever it is, it must not hide the error it was to report
            _log.critical("The report of an unexpected error failed", exc_info=True)

    def of_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            report(error, threading.current_thread().name)
        else:
            before[0](kind, error, trace)

    def of_thread(hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None and issubclass(hook.exc_type, Exception):
            report(hook.exc_value, hook.thread.name if hook.thread else "?")
        else:
            before[1](hook)

    before = (sys.excepthook, threading.excepthook)
    sys.excepthook, threading.excepthook = of_program, of_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before
