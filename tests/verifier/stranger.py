"""The stand-alone verifier as a module, and as the process that an observer starts."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from omp_desktop.paths import resource

FILE = resource("verifier", "omp_verify.py")


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("omp_verify", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Where its processes and annotations look for it.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


omp_verify = _loaded()


@dataclass(frozen=True)
class Findings:
    """What became of each check, by its name: "ok", "FAIL" or "-", and what was said about it."""

    marks: dict[str, str]
    words: dict[str, str]

    @property
    def failed(self) -> list[str]:
        """The checks that failed, in their order."""
        return [name for name, mark in self.marks.items() if mark == "FAIL"]


def findings(record: Path, closings: tuple[Path, ...] = (), manifest_hash: str | None = None) -> Findings:
    """Every check of the record, made in this process. Raises `omp_verify.Unreadable`."""
    given = omp_verify.Given(manifest_hash, tuple(map(omp_verify.closing_file, closings)))
    marks, words = {}, {}
    with closing(omp_verify.opened(record)) as source:
        for outcome in omp_verify.outcomes(omp_verify.Record(record, source, given)):
            name, fault = outcome.check.name, outcome.fault
            marks[name] = "ok" if outcome.passed else "-" if fault is None else "FAIL"
            words[name] = "" if fault is None else f"{fault.place}: {fault.en} · {fault.ko}"
    return Findings(marks, words)


def run(*arguments: object, check: bool = False) -> subprocess.CompletedProcess[str]:
    """The verifier as an observer runs it: a bare Python without any package, outside the project."""
    command = [sys.executable, "-I", "-S", "-W", "error", str(FILE), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=check, cwd="/", env={"PYTHONUTF8": "1"}
    )
