"""Both verifiers, over every bad record that the project knows: the same verdict, for the same first check.

The records and what must catch them are in tests/record. The stand-alone verifier is asked in this process,
because starting it hundreds of times takes minutes; some records go through the process of an observer too.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.record import proving
from omp_desktop.record.checks import Outcome
from omp_desktop.record.closing_file import read_closing_file
from omp_desktop.record.verify import Expected, Verification, Watch
from tests.record.bad_containers import BAD_FOLDERS, BAD_ZIPS, BadContainer
from tests.record.mutations import Mutation, every_mutation
from tests.record.sample import DEVICE_A1, DEVICE_A2, report_of, sample, write_folder, write_zip
from tests.verifier.stranger import Findings, findings, omp_verify, run

MUTATIONS = tuple(every_mutation())
# The program's own verifier is always shown all (tests/record); `make faults` shows all to both.
SHOWN = MUTATIONS[::3]
CONTAINERS = (*BAD_ZIPS, *BAD_FOLDERS)
MARKS = {Outcome.HOLDS: "ok", Outcome.FAILS: "FAIL", Outcome.NOT_MADE: "-"}
# The kinds of records of which an observer's process gets one each.
BY_PROCESS = ("removed or added ballot", "changed status", "wrong JSON", "totals", "trustee")


def named(each: Mutation | BadContainer) -> str:
    return f"{each.kind}: {each.name}"


@pytest.fixture(scope="module", autouse=True)
def _remembered_powers() -> Iterator[None]:
    """The same is computed once: most values of the bad records are those of the good one."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((omp_verify, "powers"), (omp_verify, "on_curve"), (proving, "verify_ballot")):
            patch.setattr(module, name, _remembering(getattr(module, name)))
        yield


def _remembering(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its results; errors are not remembered."""
    known: dict[str, Any] = {}

    @functools.wraps(function)
    def asked(*arguments: Any) -> Any:
        # What is asked is plain values or has its values in its text.
        key = repr(arguments)
        if key not in known:
            known[key] = function(*arguments)
        return known[key]

    return asked


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closing report of the good record."""
    file = tmp_path_factory.mktemp("report") / "closing.json"
    file.write_bytes(sample().closing_report)
    return file


def programs(record: Path, closings: tuple[Path, ...], manifest_hash: str | None) -> Mapping[str, str]:
    """What the program's own verifier makes of a record, in the words of the other one."""
    known = Expected(manifest_hash, [read_closing_file(file) for file in closings])
    results = Verification(record, known, Watch(processes=1)).results()
    return {result.check.value: MARKS[result.outcome] for result in results}


def first_failed(marks: Mapping[str, str]) -> str:
    return next((name for name, mark in marks.items() if mark == "FAIL"), "")


def both(record: Path, closings: tuple[Path, ...] = (), manifest_hash: str | None = None) -> Findings:
    """What the stand-alone verifier found; the program must have failed at the same check first."""
    found = findings(record, closings, manifest_hash)
    theirs = programs(record, closings, manifest_hash)
    assert list(theirs) == list(found.marks)
    assert first_failed(theirs) == first_failed(found.marks), (theirs, found.words)
    return found


def written(mutation: Mutation, tmp_path: Path) -> Path:
    # Without packing: nobody looks at it here, and it takes longer than most checks.
    return write_folder(mutation.files(), tmp_path / "record")


def test_a_good_record_holds_for_both(tmp_path: Path, report: Path) -> None:
    draft = sample()
    record = write_zip(draft.files(), tmp_path / "record.zip")
    found = both(record, (report,), draft.manifest_hash)
    assert set(found.marks.values()) == {"ok"}, found.words


@pytest.mark.parametrize(
    ("reported", "failed"), [((DEVICE_A1,), ["closings"]), ((DEVICE_A1, DEVICE_A2), [])], ids=str
)
def test_a_device_that_its_station_did_not_report_fails_for_both(
    reported: tuple[str, ...], failed: list[str], tmp_path: Path
) -> None:
    record = write_folder(sample().files(), tmp_path / "record")
    file = tmp_path / "closing.json"
    file.write_bytes(report_of(*reported))
    assert both(record, (file,)).failed == failed


@pytest.mark.parametrize("mutation", SHOWN, ids=named)
def test_a_bad_record_fails_for_both(mutation: Mutation, tmp_path: Path, report: Path) -> None:
    fails_for_both(mutation, tmp_path, report)


def fails_for_both(mutation: Mutation, tmp_path: Path, report: Path) -> None:
    known = ((report,), sample().manifest_hash) if mutation.published else ()
    found = both(written(mutation, tmp_path), *known)
    assert mutation.check.value in found.failed
    assert mutation.names in found.words[mutation.check.value]


@pytest.mark.parametrize("container", CONTAINERS, ids=named)
def test_a_bad_container_fails_for_both(container: BadContainer, tmp_path: Path) -> None:
    record = tmp_path / "record"
    container.write(sample().files(), record)
    found = both(record)
    assert found.failed == ["files"]
    assert container.names in found.words["files"]


@pytest.mark.parametrize(
    "mutation",
    [next(mutation for mutation in MUTATIONS if mutation.kind == kind) for kind in BY_PROCESS],
    ids=named,
)
def test_an_observer_gets_1_and_the_name_of_the_check(
    mutation: Mutation, tmp_path: Path, report: Path
) -> None:
    known = ("--closing", report, "--manifest-hash", sample().manifest_hash) if mutation.published else ()
    done = run(written(mutation, tmp_path), *known, "--processes", "1")
    assert (done.returncode, done.stderr) == (1, "")
    (line,) = [each for each in done.stdout.splitlines() if f"FAIL  {mutation.check.value} " in each]
    assert mutation.names in line


@pytest.mark.parametrize("container", [BAD_ZIPS[-1], BAD_FOLDERS[2]], ids=named)
def test_an_observer_gets_1_for_a_bad_container(container: BadContainer, tmp_path: Path) -> None:
    record = tmp_path / "record"
    container.write(sample().files(), record)
    done = run(record)
    assert (done.returncode, done.stderr) == (1, "")
