"""Both verifiers on every bad record there is; beside the other tests they are shown each third."""

from pathlib import Path

import pytest

from tests.record.mutations import Mutation
from tests.record.sample import sample
from tests.verifier.test_agreement import MUTATIONS, fails_for_both, named

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("mutation", MUTATIONS, ids=named)
def test_every_bad_record_fails_for_both_verifiers(mutation: Mutation, tmp_path: Path) -> None:
    report = tmp_path / "closing.json"
    report.write_bytes(sample().closing_report)
    fails_for_both(mutation, tmp_path, report)
