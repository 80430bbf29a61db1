"""The centre's log: one JSON object in a line, to stderr and to a file that stays.

A line has a time, a level, a message and the request's number; for requests method, address as a pattern,
election and station. Never a body, a query, a voter, a ballot or a confirmation code.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from omp_desktop.logs import LARGEST_FILE, OLDER_FILES, SecretsFilter, without_secrets

FIELDS: Final = ("request", "method", "route", "election", "station", "status", "ms", "code")
if TYPE_CHECKING:
    _StreamHandler = logging.StreamHandler[TextIO]
else:
    _StreamHandler = logging.StreamHandler
_FOR_EVER: Final = ExitStack()
_LEVELS: Final = ((None, logging.WARNING), ("omp_desktop", logging.INFO))


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; tracebacks without what looks like a secret."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        line |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) is not None}
        if record.exc_info:
            line["trace"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class _Discreet(logging.Handler):
    """Never prints a record that it could not write: it may hold anything."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Says where a line was lost."""
        if sys.stderr is not None:
            sys.stderr.write(f"A log line of {record.name} could not be written ({sys.exc_info()[0]}).\n")


class _Stream(_Discreet, _StreamHandler):
    """To stderr."""


class _LogFile(_Discreet, RotatingFileHandler):
    """A rotating file that only this user may read."""

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding=self.encoding, errors="backslashreplace")


@contextmanager
def logging_to(file: Path | None) -> Iterator[None]:
    """While open, everything goes to stderr, and to `file` unless it cannot be written."""
    handlers: list[logging.Handler] = [_Stream(sys.stderr)]
    problem = None
    if file is not None:
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handlers.append(_LogFile(file, maxBytes=LARGEST_FILE, backupCount=OLDER_FILES, encoding="utf-8"))
        except OSError as error:
            problem = error.strerror or type(error).__name__
    root = logging.getLogger()
    before = [logging.getLogger(name).level for name, _ in _LEVELS]
    for name, level in _LEVELS:
        logging.getLogger(name).setLevel(level)
    for handler in handlers:
        handler.addFilter(SecretsFilter())
        handler.setFormatter(JsonFormatter())
        root.addHandler(handler)
    if problem is not None:
        logging.getLogger(__name__).warning("There is no log file: %s", problem)
    try:
        yield
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
        for (name, _), level in zip(_LEVELS, before, strict=True):
            logging.getLogger(name).setLevel(level)


def log_to_stderr() -> ExitStack:
    """For a process that works for the server; until the stack is closed, or for the rest of the process."""
    _FOR_EVER.enter_context(logging_to(None))
    return _FOR_EVER
