"""requirements.lock: complete, pinned, hashed, and silent about where it was made."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENTRIES = re.split(r"\n(?=[a-zA-Z0-9])", LOCK.split("\n", 2)[2])


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for() -> set[str]:
    groups = [PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"]]
    groups += PROJECT["project"].get("optional-dependencies", {}).values()
    groups += PROJECT["dependency-groups"].values()
    found = (re.match(r"[\w.-]+", requirement) for group in groups for requirement in group)
    return {normal(match[0]) for match in found if match}


def test_everything_asked_for_is_locked() -> None:
    locked = {normal(entry.partition("==")[0].partition("[")[0]) for entry in ENTRIES}

    assert asked_for() - locked == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.partition("==")[0])
def test_each_package_is_pinned_and_hashed(entry: str) -> None:
    assert re.match(r"[\w.\[\]-]+==[\w.!+]+", entry)
    assert "--hash=sha256:" in entry


def test_it_names_no_address_and_no_folder_of_a_machine() -> None:
    assert not re.search(r"\w+://|(?<!no-emit-)index-url|find-links|(^|\s)/\w|[A-Z]:\\", LOCK)
