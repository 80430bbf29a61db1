"""`omp-desktop certification`: what has to agree before a result is certified, and what was certified.

Exit codes as everywhere: 0 done, 1 the answer is no, 2 wrong use, 3 cannot reach what it needs. Certifying
itself takes two people before the window.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

import typer

from omp_desktop.console import NO, Language, Place, find_election, station
from omp_desktop.domain.election import Election
from omp_desktop.domain.json_fields import instant_text, local_json
from omp_desktop.paths import DATA_DIR_VARIABLE
from omp_desktop.reports.result_status import result_status
from omp_desktop.services.certificate import Certificate, Line, Verdict
from omp_desktop.services.certification import Look

_MARKS: Final = {Verdict.AGREES: "✓", Verdict.DIFFERS: "✗", Verdict.UNKNOWN: "?"}


def certification(
    election: Annotated[
        str | None,
        typer.Option("--election", help="The election, by name or id; needed when there are several."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
    data_dir: Annotated[
        Path | None,
        typer.Option("--data-dir", envvar=DATA_DIR_VARIABLE, help="Folder with everything this PC keeps."),
    ] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help="Language of texts.")] = None,
) -> None:
    """Look at what has to agree before a result is certified: 0 it does, 1 people have to say why not."""
    with station(data_dir, lang, "certification") as (place, application):
        chosen = find_election(place, application.elections.all(), election)
        service = application.certification
        certificate = service.certificate(chosen.id)
        shown: Look | Certificate = service.look(chosen.id) if certificate is None else certificate
        if as_json:
            typer.echo(json.dumps(_as_json(chosen, certificate, shown.lines), ensure_ascii=False))
        else:
            _tell(place, chosen, certificate, shown.lines)
        if isinstance(shown, Look) and (shown.needs_reason or shown.stopped):
            raise typer.Exit(NO)


def _tell(place: Place, election: Election, certificate: Certificate | None, lines: tuple[Line, ...]) -> None:
    status = result_status(certificate, election.timezone)
    place.say(status.sentence("ko"), status.sentence("en"))
    for line in lines:
        typer.echo(f"{_MARKS[line.verdict]} {line.check.label(place.lang)}: {line.said.text(place.lang)}")
    if certificate is not None and certificate.reason:
        place.say(f"사유: {certificate.reason}", f"Reason: {certificate.reason}")


def _as_json(
    election: Election, certificate: Certificate | None, lines: tuple[Line, ...]
) -> dict[str, object]:
    status = result_status(certificate, election.timezone)
    told: dict[str, object] = {
        "election": election.id,
        "status": status.word,
        "lines": [
            {"check": line.check.value, "verdict": line.verdict.value, "said": local_json(line.said)}
            for line in lines
        ],
    }
    if certificate is not None:
        told |= {
            "certified_at": instant_text(certificate.at),
            "certified_by": list(certificate.names),
            "reason": certificate.reason,
            "figures": certificate.figures,
        }
    return told
