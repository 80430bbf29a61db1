"""Liveness, readiness, metrics and the log: what can be seen of the centre, and what never can."""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import IntegrityError

from omp_desktop.central.app import create_app
from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.logs import JsonFormatter, log_to_stderr, logging_to
from omp_desktop.central.migrations.runner import PACKAGED
from omp_desktop.central.rows import table_of
from omp_desktop.central.schema import ParticipationRow
from omp_desktop.central.settings import CentreSettings
from omp_desktop.crypto import signing
from omp_desktop.logs import without_secrets
from tests.central.asking import Application, Scene, scene
from tests.central.senders import cast, voter

ID = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Scene]:
    """A centre whose tables were made by the migrations, as /readyz wants it."""
    with closing(CentreStore.in_folder(tmp_path)) as store:
        PACKAGED.migrate(store)
        with closing(application_on(store)) as app:
            yield scene(app)


def application_on(store: CentreStore, **changes: Any) -> Application:
    return Application(Centre(store, signing.generate(), CentreSettings.model_construct(**changes)))


def readiness(app: Application) -> tuple[int, dict[str, Any]]:
    answer = app.ask("GET", "/readyz")
    return answer.status, json.loads(answer.body)


def metrics(app: Application) -> dict[str, float]:
    """Values by name and labels."""
    answer = app.ask("GET", "/metrics")
    assert answer.status == 200
    return {
        f"{sample.name}{sorted(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(answer.body.decode("utf-8"))
        for sample in family.samples
    }


def test_a_centre_that_can_take_a_batch_is_ready(served: Scene) -> None:
    assert readiness(served.app) == (
        200,
        {"ready": True, "database": "ok", "schema": "ok", "disk": "ok", "draining": False},
    )


def test_a_centre_that_is_about_to_go_lives_and_is_not_ready(served: Scene) -> None:
    served.app.centre.draining.set()
    assert readiness(served.app)[0] == 503
    assert readiness(served.app)[1]["draining"]
    assert served.app.ask("GET", "/livez").status == 200
    # What still comes is still taken.
    assert served.app.receipt(served.office.statements(("note", {})), served.office).accepted == 1


def test_a_disk_without_room_is_told_before_it_is_full(served: Scene) -> None:
    settings = CentreSettings.model_construct(disk_free_mb=10**9)
    with closing(Application(replace(served.app.centre, settings=settings))) as app:
        status, found = readiness(app)
    assert (status, found["disk"], found["database"]) == (503, "full", "ok")


def test_a_database_that_is_away_is_told_and_the_process_lives(tmp_path: Path) -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    with closing(CentreStore(url)) as store, closing(application_on(store)) as app:
        status, found = readiness(app)
        assert (status, found["database"], found["ready"]) == (503, "away", False)
        assert app.ask("GET", "/livez").status == 200
        assert metrics(app)["omp_database_up[]"] == 0


def test_tables_that_are_not_there_are_told(tmp_path: Path) -> None:
    with closing(CentreStore.in_folder(tmp_path)) as store, closing(application_on(store)) as app:
        assert readiness(app)[1]["schema"] == "old"


def test_metrics_count_what_came_and_what_was_refused(served: Scene) -> None:
    app, office = served.app, served.office
    app.receipt(office.ballots(10), office)
    app.receipt(office.statements(("pledge-added", {"pledge": "nonsense"})), office)
    app.ask("GET", "/v1/hello")
    found = metrics(app)
    assert found["omp_kept['batches']"] == 4
    assert found["omp_kept['items_cast']"] == 10
    assert found["omp_kept['quarantined']"] == 1
    assert found["omp_kept['pages_waiting']"] == 1
    assert found["omp_refusals_total['wire.message-malformed']"] == 1
    put = "/v1/elections/{e}/stations/{s}/batches/{b}"
    assert found[f"omp_requests_total['{put}', '200', 'PUT']"] == 4
    assert found[f"omp_request_seconds_count['{put}']"] == 4
    assert found["omp_requests_in_progress[]"] == 0


def test_no_metric_has_an_id_of_anybody(served: Scene) -> None:
    app, office = served.app, served.office
    app.receipt(office.ballots(10), office)
    app.receipt(office.participations(cast(10)), office)
    app.ask("GET", f"/v1/elections/{served.election.id}/ballots/ABCDE-ABCDE-ABCDE-ABCDE")
    app.ask("GET", f"/{'ab' * 16}/{'cd' * 16}")
    text = app.ask("GET", "/metrics").body.decode("utf-8")
    assert not ID.findall(text)
    assert "ABCDE" not in text


def test_methods_that_nobody_knows_do_not_fill_the_memory(served: Scene) -> None:
    for number in range(20):
        served.app.ask(f"M{number}", f"/{number}")
    assert len([name for name in metrics(served.app) if name.startswith("omp_requests_total")]) < 10


# --- the log ---------------------------------------------------------------------------------------------


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def test_the_log_has_one_object_for_each_request_with_its_number(served: Scene, tmp_path: Path) -> None:
    office, file = served.office, tmp_path / "logs" / "central.log"
    with logging_to(file):
        answer = served.app.put(office.ballots(10), office)
        served.app.ask("GET", "/livez")
        served.app.ask("GET", "/nothing")
    found = lines(file)
    assert [line["route"] for line in found] == ["/v1/elections/{e}/stations/{s}/batches/{b}", "other"]
    batch = found[0]
    assert batch["request"] == answer.headers["x-request-id"]
    assert (batch["election"], batch["station"]) == (served.election.id, office.station_id)
    assert (batch["status"], batch["method"]) == (200, "PUT")
    assert found[1]["code"] == "centre.nothing-there"


def test_the_log_names_no_device_no_batch_no_voter_and_no_ballot(served: Scene, tmp_path: Path) -> None:
    office, file = served.office, tmp_path / "central.log"
    voters = cast(10)
    ballots = office.ballots(10)
    with logging_to(file):
        served.app.receipt(ballots, office)
        served.app.receipt(office.participations(voters), office)
        served.app.put(ballots, served.election.office(0))
    text = file.read_text()
    hidden = [office.device_id, ballots.id, *(item["ballot"] for item in ballots.items)]
    hidden += [item["code"] for item in ballots.items] + [voter["voter"] for voter in voters]
    assert not [each for each in hidden if each in text]


def test_a_traceback_is_one_line_without_secrets() -> None:
    def fail() -> None:
        raise ValueError("password=geheim")

    try:
        fail()
    except ValueError as problem:
        info = (type(problem), problem, problem.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed\nsecret=abc", (), info)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    assert "ValueError" in json.loads(text)["trace"]
    assert "geheim" not in text
    assert "abc" not in text


def test_a_traceback_of_the_database_names_no_voter(here_postgres: Scene) -> None:
    """PostgreSQL writes the values that a constraint is against into its message."""
    table = table_of(ParticipationRow)
    row = {
        "election_id": here_postgres.election.id,
        "voter_id": voter(1),
        "station_id": here_postgres.office.station_id,
        "state": "issued",
        "hour": None,
        "store_epoch": 1,
        "sequence": 1,
    }
    with pytest.raises(IntegrityError) as twice, here_postgres.store.begin() as session:
        session.connection().execute(table.insert(), [row, row])
    trace = "".join(traceback.format_exception(twice.value))
    assert voter(1) in trace
    assert voter(1) not in without_secrets(trace)


def test_a_log_that_cannot_be_written_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("not a folder")
    with logging_to(tmp_path / "logs" / "central.log"):
        logging.getLogger("omp_desktop.x").info("goes on")
    told = [json.loads(line)["message"] for line in capsys.readouterr().err.splitlines()]
    assert told[0].startswith("There is no log file")
    assert told[1] == "goes on"


def test_a_process_beside_the_server_logs_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with log_to_stderr():
        logging.getLogger("omp_desktop.x").info("here")
    assert json.loads(capsys.readouterr().err)["message"] == "here"


def test_the_framework_tells_no_collector_what_is_asked(
    served: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own telemetry is on as soon as the environment names a collector; whole addresses go there."""
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    told = create_app(served.app.centre)._telemetry
    assert not any(told[name] for name in ("tracing", "metrics", "logs", "operation_spans", "auto_configure"))
    assert FastAPI()._telemetry["auto_configure"]  # the control
