"""Requests made from the description of the addresses: every answer is one that it describes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import requests
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, settings, strategies
from requests.auth import AuthBase
from schemathesis.specs.openapi.checks import positive_data_acceptance

from omp_desktop.central.app import create_app, described
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.migrations.runner import PACKAGED
from omp_desktop.central.schema import BatchRow, StatementRow
from omp_desktop.wire.envelope import pack
from omp_desktop.wire.http import PACKED, PROBLEM
from tests.central.public_scene import Scene, scene
from tests.central.senders import Sender, held_election, request

EXAMPLES = 4


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A centre with an election that was counted."""
    folder = tmp_path_factory.mktemp("centre")
    store = CentreStore.in_folder(folder)
    PACKAGED.migrate(store)
    store.close()
    with scene(folder, held_election()) as made:
        made.vote(4, 3)
        made.close_polls()
        made.count()
        yield made


@pytest.fixture(scope="module")
def app(here: Scene) -> FastAPI:
    """Its application, for somebody who asks often."""
    often = here.centre.settings.model_copy(update={"requests_per_second": 10_000})
    return create_app(replace(here.centre, settings=often))


# Envelopes that somebody else made, and anything else that can be packed or not.
_ENVELOPE = {"content": {"protocol": 1}, "signature": "00" * 64}
schemathesis.openapi.format(
    "binary",
    strategies.one_of(
        strategies.just(pack(json.dumps(_ENVELOPE).encode("ascii"))),
        strategies.binary(max_size=200).map(pack),
        strategies.binary(max_size=200),
    ),
)


@schemathesis.serializer(PACKED)
def as_it_is(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    """A packed body is bytes already; what is none travels as text."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_dict(described())


few = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class SignedBy(AuthBase):
    """Signs a request as it is about to travel."""

    sender: Sender

    def __call__(self, prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        body = prepared.body or b""
        raw = body if isinstance(body, bytes) else str(body).encode("utf-8")
        made = request(self.sender, str(prepared.method), str(prepared.url), raw)
        del made["Content-Type"]
        prepared.headers.update(made)
        return prepared


def ask(
    case: schemathesis.Case, here: Scene, app: FastAPI, by: Sender | None = None
) -> schemathesis.Response:
    """The answer, which must be one that is described; half of the names are those of something there."""
    office = here.offices[0]
    known = {
        "e": here.election.id,
        "s": office.station_id,
        "d": office.device_id,
        "c": f"{1:032x}",
        "code": office.on_pages[0][0].code,
        "file": "sums.json",
    }
    for name, value in case.path_parameters.items():
        if name in known and sum(str(value).encode("utf-8", "replace")) % 2:
            case.path_parameters[name] = known[name]
    with requests.Session() as session:
        session.auth = None if by is None else SignedBy(by)
        answer = case.call(app=app, session=session)
    # The description cannot say what has to be inside a packed body.
    case.validate_response(answer, excluded_checks=[positive_data_acceptance])
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert answer.headers["content-type"][0] == PROBLEM
        assert answer.json()["status"] == answer.status_code
    return answer


@schema.parametrize()
@few
def test_every_answer_is_one_that_is_described(case: schemathesis.Case, here: Scene, app: FastAPI) -> None:
    before = len(here.rows(BatchRow)), len(here.rows(StatementRow))
    ask(case, here, app)
    assert (len(here.rows(BatchRow)), len(here.rows(StatementRow))) == before


@schema.include(func=lambda context: "401" in context.operation.definition.raw["responses"]).parametrize()
@few
def test_every_answer_to_the_commission_is_too(case: schemathesis.Case, here: Scene, app: FastAPI) -> None:
    assert ask(case, here, app, here.commission).status_code != 401
