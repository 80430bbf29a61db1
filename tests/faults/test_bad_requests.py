"""Malformed and forged requests by the thousand: a problem document each, and not one changed row."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from omp_desktop.central.engine import CentreStore
from omp_desktop.central.settings import CentreSettings
from omp_desktop.wire import http
from omp_desktop.wire.problem import STATUS
from tests.central.asking import Scene, application, dump, scene
from tests.central.bad_requests import BadRequest, Maker
from tests.central.outcomes import sent
from tests.central.senders import cast

pytestmark = pytest.mark.faults

# With the rounds of a run of the faults alone: 10,000 malformed and 1,000 forged ones.
MALFORMED_IN_A_ROUND = 34
FORGED_IN_A_ROUND = 4
KNOWN = {error.code: status for error, status in STATUS.items()}


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Scene]:
    """A centre that refuses nobody for asking too often."""
    settings = CentreSettings(requests_per_second=10_000)
    with application(CentreStore.in_folder(tmp_path), settings) as asked:
        yield scene(asked)


def refused(here: Scene, requests: Iterator[BadRequest]) -> Counter[str]:
    """Sends them all, and how often each code was the answer."""
    before = dump(here.store.engine)
    codes: Counter[str] = Counter()
    for asked in requests:
        answer = here.app.ask(asked.method, asked.path, asked.body, asked.headers)
        assert answer.media_type == http.PROBLEM, (asked.name, answer.status, asked.path, asked.body[:500])
        assert KNOWN[answer.code] == answer.status < 500, (
            asked.name,
            answer.code,
            asked.path,
            asked.body[:500],
        )
        codes[answer.code] += 1
    assert dump(here.store.engine) == before
    return codes


def test_malformed_requests_are_refused_and_change_nothing(
    here: Scene, rounds: int, chance: random.Random
) -> None:
    made = Maker(here, chance.randrange(2**32)).malformed()
    codes = refused(here, islice(made, rounds * MALFORMED_IN_A_ROUND))
    assert {"wire.message-malformed", "wire.message-too-large", "centre.place-differs"} <= codes.keys()
    # Behind all of them the centre still does its work.
    assert sent(here, here.office.participations(cast(20))).accepted == 20


def test_forged_requests_are_refused_and_change_nothing(
    here: Scene, rounds: int, chance: random.Random
) -> None:
    made = Maker(here, chance.randrange(2**32)).forged()
    codes = refused(here, islice(made, rounds * FORGED_IN_A_ROUND))
    assert codes.keys() == {"centre.request-unsigned", "centre.batch-signature-wrong"}
