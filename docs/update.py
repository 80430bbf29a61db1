"""Bring the pages that list what the program says in step with the program.

    .venv/bin/python -m docs.update

writes errors.md from the errors of all layers, audit-events.md from the events of the audit log, and
openapi.json from the routes of the centre. A test compares the pages with what would be written.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from omp_desktop.central.app import described
from omp_desktop.domain.audit_events import AuditEvent
from omp_desktop.domain.errors import ErrorText, OmpError, catalogue

FOLDER = Path(__file__).resolve().parent
PACKAGE = FOLDER.parent / "omp_desktop"
# An error with a code of its own, as it stands in the source.
_CODE = re.compile(r'^    code = "([^"]+)"$', re.MULTILINE)
_NOTE = "<!-- Written by docs/update.py: change the texts in the program and run it again. -->"

ERRORS_HEAD = """# Errors

Everything that the program expects to go wrong, in the words that people read: what happened, and after the
arrow what to do next. Words in braces are filled in. Everything else is a fault of the program; it goes into
the log with its traceback.

The code never changes its meaning. It stands on the screen where an official may have to pass it on."""
EVENTS_HEAD = """# Events of the audit log

Everything that the audit log (감사 기록) can hold. Each entry has a number, a time in whole seconds, who did
it, the event, its details and the hash of the entry before. Words in braces are details.

There is no entry for a vote that is sealed or cast, and none for a permit that is issued: their times would
tell who cast which ballot. [Why](decisions/0008-no-entry-for-an-issued-permit.md)."""


def codes_in_source() -> frozenset[str]:
    """The codes of all errors, read from the source without importing it."""
    return frozenset(code for path in PACKAGE.rglob("*.py") for code in _CODE.findall(_text(path)))


def import_errors() -> Mapping[str, type[OmpError]]:
    """Import every module that defines an error; the errors of the program by code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if _CODE.search(_text(path)):
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            importlib.import_module(".".join(parts))
    known = codes_in_source()
    return {code: error for code, error in catalogue().items() if code in known}


def errors_page() -> str:
    """The whole of errors.md."""
    errors = sorted(import_errors().items(), key=lambda item: (_area(item[0]), item[0]))
    blocks = [ERRORS_HEAD]
    for area, group in groupby(errors, key=lambda item: _area(item[0])):
        rows = [(f"`{code}`", _said(error.ko), _said(error.en)) for code, error in group]
        blocks += [f"## {area}", _table(("code", "한국어", "English"), rows)]
    return _page(blocks)


def events_page() -> str:
    """The whole of audit-events.md, in the order of the list in the program."""
    blocks = [EVENTS_HEAD]
    for area, group in groupby(AuditEvent, key=lambda event: _area(event.value)):
        rows = [(f"`{event.value}`", event.ko, event.en) for event in group]
        blocks += [f"## {area}", _table(("event", "한국어", "English"), rows)]
    return _page(blocks)


def openapi_page() -> str:
    """The whole of openapi.json: every address of the centre."""
    return json.dumps(described(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


PAGES = {"errors.md": errors_page, "audit-events.md": events_page, "openapi.json": openapi_page}


def _area(code: str) -> str:
    return code.partition(".")[0]


def _said(text: ErrorText) -> str:
    return f"{text.text}<br>→ {text.next_step}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def _page(blocks: Sequence[str]) -> str:
    return "\n\n".join([blocks[0], _NOTE, *blocks[1:]]) + "\n"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main() -> int:
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
