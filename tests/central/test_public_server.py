"""A centre as a process: what anybody asks it, from the publication to the proof of the count."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.central.draining import begin, prepare, put
from tests.central.public_scene import opened
from tests.central.senders import Frozen, Sender, cast, held_election, pledge, poll_event
from tests.central.serving import ROOT, CentreProcess, environment, wait_until


def send(centre: CentreProcess, sender: Sender, *batches: Frozen) -> None:
    """Each has its receipt."""
    for batch in batches:
        answer = put(centre.url, sender, batch)
        assert answer.status == 200, answer


def step(centre: CentreProcess, offices: Sequence[Sender], *words: str) -> None:
    """Every station tells of a step of its polls."""
    for office in offices:
        send(centre, office, office.statements(("poll-event", poll_event(*words))))


def refused(centre: CentreProcess, path: str) -> dict[str, Any]:
    status, body = centre.get(path)
    assert status == 403, (status, body)
    document: dict[str, Any] = json.loads(body)
    return document


def download(centre: CentreProcess, election: str, folder: Path) -> Path:
    """The files of the list, as `curl` would take them."""
    for listed in centre.json(f"{election}/record")["files"]:
        status, body = centre.get(f"{election}/record/{listed['name']}")
        assert status == 200
        file = folder / listed["name"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return folder


def verified(record: Path, data: Path) -> subprocess.CompletedProcess[str]:
    """What `omp-desktop verify` says."""
    command = [sys.executable, "-m", "omp_desktop", "verify", str(record), "--lang", "en"]
    return subprocess.run(command, env=environment(data, {}), capture_output=True, check=False, text=True)


def addresses_of_the_page(election: str, candidate: str, code: str) -> list[str]:
    """What the operator's page tells people to copy, with the ids of this election."""
    page = (ROOT / "docs" / "centre.md").read_text(encoding="utf-8")
    section = page.partition("## What anybody can ask\n")[2].partition("\n## ")[0]
    commands = re.findall(r"^curl -s \$(CENTRE|ELECTION)(\S*)", section, re.MULTILINE)
    assert len(commands) >= 9
    start = {"CENTRE": "", "ELECTION": election}
    paths = [start[where] + path for where, path in commands]
    paths = [re.sub(r"candidates/[0-9a-f]{32}", f"candidates/{candidate}", path) for path in paths]
    return [re.sub(r"ballots/[0-9A-Z-]{29}", f"ballots/{code}", path) for path in paths]


def test_anybody_follows_an_election_from_the_publication_to_the_proof_of_its_count(tmp_path: Path) -> None:
    election, centre = held_election(), CentreProcess(tmp_path / "centre")
    commission, offices = election.commission(), [election.office(0), election.office(1)]
    prepare(centre.data, commission, centre.settings)
    address = f"/v1/elections/{election.id}"
    with centre:
        begin(centre, commission, offices)
        send(centre, commission, commission.statements(("pledge-added", pledge(1, "급식"))))
        assert [each["election_id"] for each in centre.json("/v1/elections")["elections"]] == [election.id]
        assert centre.json(address)["manifest_hash"] == election.manifest.hash
        first = centre.json(f"{address}/candidates")["candidates"][0]
        assert first["pledges"] == 1
        pledges = centre.json(f"{address}/candidates/{first['candidate_id']}/pledges")["pledges"]
        assert pledges[0]["title"] == "급식"
        assert not centre.json(f"{address}/can-vote")["can_vote"]

        step(centre, offices, "open", "published", "open")
        for at, office in enumerate(offices):
            send(centre, office, office.participations(cast(20, 20 * at)), office.ballots(20))
        assert centre.json(f"{address}/turnout")["voted"] == 40
        code = offices[0].on_pages[0][0].code
        found = wait_until(
            lambda: (said := centre.json(f"{address}/ballots/{code}"))["proof"] == "good" and said,
            "the ballot was checked",
        )
        assert centre.json(f"{address}/ballots/{quote(found['short_code'])}")["code"] == code
        withheld = refused(centre, f"{address}/results")
        assert withheld["code"] == "centre.results-withheld"
        assert withheld["params"] == {"state": "open", "results": "after_close"}

        step(centre, offices, "close", "open", "closed")
        for office in offices:
            send(centre, office, office.statements(office.closing()))
        assert refused(centre, f"{address}/record")["params"]["state"] == "closed"
        ballots = {office.station_id: [made for made, _ in office.on_pages] for office in offices}
        send(centre, commission, commission.statements(opened(election, ballots)))
        results = wait_until(
            lambda: (said := centre.json(f"{address}/results"))["confirmation"] == "confirmed" and said,
            "all ballots were checked",
        )
        assert results["ballots"] == results["voted"] == 40
        for path in addresses_of_the_page(address, first["candidate_id"], found["short_code"]):
            centre.json(path)
        record = download(centre, address, tmp_path / "record")
    done = verified(record, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 ballots" in done.stdout
