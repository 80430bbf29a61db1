"""Problem documents: one list of codes, the same words on both sides."""

from __future__ import annotations

import msgspec
import pytest

from omp_desktop.domain.errors import OmpError
from omp_desktop.wire import errors, refusals
from omp_desktop.wire.problem import STATUS, TYPE_PREFIX, Problem, error_of, problem_of

PARAMS = {"where": "$.n", "most": 5, "protocol": 9}
FAMILIES = (errors.WireRefused, refusals.CentreRefused)


def every(family: type[OmpError]) -> set[type[OmpError]]:
    return {kind for kind in family.__subclasses__() if "code" in kind.__dict__}


def test_every_refusal_has_a_status() -> None:
    assert STATUS.keys() == set().union(*map(every, FAMILIES))


@pytest.mark.parametrize("kind", STATUS, ids=lambda kind: kind.code)
def test_a_refusal_comes_out_at_the_other_side_as_it_went_in(kind: type[OmpError]) -> None:
    sent = problem_of(kind(**PARAMS), "request-7")
    raw = msgspec.json.encode(sent)
    received = msgspec.json.decode(raw, type=Problem)
    error = error_of(received)
    assert received == sent
    assert (sent.type, sent.request) == (TYPE_PREFIX + kind.code, "request-7")
    assert type(error) is kind
    assert error.describe("ko") == kind(**PARAMS).describe("ko")


def problem(code: str, params: dict[str, str | int] | None = None) -> Problem:
    return Problem(type="x", title="x", status=400, detail="x", code=code, params=params or {})


@pytest.mark.parametrize("code", ["", "no-such-code", "centre.later-version", "access.not-allowed"])
def test_a_code_of_a_later_version_or_of_elsewhere_is_no_error_of_ours(code: str) -> None:
    assert error_of(problem(code)) is None


def test_a_document_without_its_parameters_is_no_error_of_ours() -> None:
    assert error_of(problem(errors.MessageTooLarge.code)) is None


@pytest.mark.parametrize("status", [408, 425, 429, 500, 503])
def test_what_a_station_tries_again_is_never_a_verdict_on_its_data(status: int) -> None:
    """A verdict holds a batch; these do not."""
    retried = {kind for kind, value in STATUS.items() if value == status}
    assert not retried & {refusals.BatchDigestMismatch, refusals.BatchSignatureWrong, errors.MessageMalformed}
