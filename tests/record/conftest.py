"""Running `verify` as a person would, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from omp_desktop.cli import app
from tests.record.sample import sample

Verify = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def verify() -> Verify:
    """Verifies the record at a path; exit code and what `--json` says. A traceback fails the test."""

    def run(record: Path, *options: str) -> tuple[int, dict[str, Any]]:
        result = CliRunner().invoke(app, ["verify", str(record), "--json", "--lang", "en", *options])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, json.loads(result.stdout)

    return run


@pytest.fixture
def published(tmp_path: Path) -> tuple[str, ...]:
    """Options of whoever knows the published hash and kept the closing report of the sample."""
    good = sample()
    report = tmp_path / "closing.json"
    report.write_bytes(good.closing_report)
    return "--manifest-hash", good.manifest_hash, "--closing", str(report)
