"""The self-test as a process, for real: everything is tried once, and nothing of it stays."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.program import run

STEPS = ("program", "fonts", "icons", "words", "guide", "forms", "display", "keys", "store", "ballot")


def test_the_program_is_fit_for_a_polling_day_here(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "missing")
    homes = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    data, work = tmp_path / "data", tmp_path / "work"
    work.mkdir()

    done = run(
        "self-test",
        "--json",
        **dict.fromkeys(homes, nowhere),
        TMPDIR=str(work),
        OMP_DATA_DIR=str(data),
        PYTHONIOENCODING="ascii:backslashreplace",
    )

    said = json.loads(done.stdout)
    wrong = [line for line in said["lines"] if line["outcome"] == "wrong"]
    assert (done.returncode, said["ok"], wrong) == (0, True, [])
    assert tuple(dict.fromkeys(line["step"] for line in said["lines"])) == (
        *STEPS,
        "record",
        "centre",
        "parts",
    )
    # Neither display nor key store among the tests: that is noted, and no more.
    assert [line["step"] for line in said["lines"] if line["outcome"] == "note"] == ["display", "keys"]
    assert list(work.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["work"]
