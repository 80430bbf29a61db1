"""Elections in which voters check in themselves, and the letters with their codes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

from omp_desktop.domain.election import Identification
from omp_desktop.services.personal_codes import PersonalCodesService
from omp_desktop.services.session import Session
from tests.services.scene import Desk


def read_letters(file: Path) -> dict[str, dict[str, str]]:
    """The lines of the file for the letters, by roll number."""
    text = file.read_bytes().decode("utf-8-sig")
    return {row["등재번호"]: row for row in csv.DictReader(io.StringIO(text))}


def let_voters_check_in(desk: Desk, official: Session, election_id: str, letters: Path) -> None:
    """The draft's policy lets them, and everybody gets a code; `letters` is written."""
    election = desk.elections.get(election_id).election
    policy = replace(election.policy, identification=Identification.SELF)
    desk.elections.update_draft(official, replace(election, policy=policy))
    PersonalCodesService(desk.core).make(official, election_id, letters, "ko")
