"""A good record holds, and no bad one does: the check that has to notice it fails and names the place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.record.checks import Check, Outcome
from tests.record.bad_containers import BAD_FOLDERS, BAD_ZIPS, BadContainer
from tests.record.conftest import Verify
from tests.record.mutations import Mutation, every_mutation
from tests.record.sample import sample, write_folder, write_zip

MUTATIONS = tuple(every_mutation())
LISTED = [mutation for mutation in MUTATIONS if mutation.check is Check.FILES]


def line(said: dict[str, Any], check: Check) -> dict[str, Any]:
    """What was said about one check."""
    (found,) = (each for each in said["checks"] if each["check"] == check.value)
    return found


def assert_refused(outcome: tuple[int, dict[str, Any]], check: Check, names: str) -> None:
    """Exit code 1, this check failed, and its line names the place."""
    code, said = outcome
    refused = line(said, check)
    assert code == 1
    assert not said["holds"]
    assert refused["outcome"] == Outcome.FAILS.value, said["checks"]
    assert names in " ".join((refused["file"], refused["item"], refused["text"]))


@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_a_good_record_holds(write: Any, tmp_path: Path, verify: Verify, published: tuple[str, ...]) -> None:
    record = write(sample().files(), tmp_path / "record")
    for options in ((), published):
        code, said = verify(record, *options)
        assert (code, said["holds"]) == (0, True)
        assert [each["check"] for each in said["checks"]] == [check.value for check in Check]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_bad_record_is_refused(
    mutation: Mutation, tmp_path: Path, verify: Verify, published: tuple[str, ...]
) -> None:
    record = write_zip(mutation.files(), tmp_path / "record.zip")
    outcome = verify(record, *(published if mutation.published else ()))
    assert_refused(outcome, mutation.check, mutation.names)


@pytest.mark.parametrize("mutation", LISTED, ids=lambda mutation: mutation.name)
def test_bad_files_in_a_folder_are_refused_as_well(
    mutation: Mutation, tmp_path: Path, verify: Verify
) -> None:
    record = write_folder(mutation.files(), tmp_path / "record")
    assert_refused(verify(record), mutation.check, mutation.names)


@pytest.mark.parametrize("bad", [*BAD_ZIPS, *BAD_FOLDERS], ids=lambda bad: bad.name)
def test_a_bad_archive_or_folder_is_refused(bad: BadContainer, tmp_path: Path, verify: Verify) -> None:
    bad.write(sample().files(), tmp_path / "record")
    assert_refused(verify(tmp_path / "record"), Check.FILES, bad.names)


def test_what_only_the_closing_report_shows_stays_hidden_without_it(tmp_path: Path, verify: Verify) -> None:
    """The control: with everybody's help a ballot goes unnoticed by whoever kept nothing."""
    (mutation,) = (each for each in MUTATIONS if each.name == "a ballot is removed by everybody")
    code, _ = verify(write_zip(mutation.files(), tmp_path / "record.zip"))
    assert code == 0


def test_there_are_mutations_of_every_class_and_for_every_check() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= 60
    assert {mutation.check for mutation in MUTATIONS} == set(Check)
    assert min(Counter(mutation.kind for mutation in MUTATIONS).values()) >= 3
