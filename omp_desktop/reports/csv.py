"""Results and the audit log as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Final

from omp_desktop.domain.audit import AuditEntry, beside, describe
from omp_desktop.domain.csv_table import shown_cell
from omp_desktop.domain.language import Lang
from omp_desktop.domain.tally import ContestResult

HEADINGS: Final = ("contest", "number", "name", "party", "votes")
BLANK: Final = "blank"
INVALID: Final = "invalid"
BALLOTS: Final = "ballots"
EVENT_HEADINGS: Final = ("number", "time", "who", "event", "what", "details", "hash")


def results_csv(contests: Sequence[ContestResult]) -> str:
    """One row per option in the order of their numbers, then `blank`, `invalid` and `ballots` of the contest.

    Those words stand in the column `number`. `invalid` contains `blank`. A withdrawn candidate has a row only
    with votes cast before the withdrawal: nobody could choose the others, so nothing was counted for them.
    Lines end with a line feed; names are as they were registered.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for contest in contests:
        for option in contest.options:
            if option.votes or not option.withdrawn:
                row = (
                    option.number,
                    shown_cell(option.name.text("ko")),
                    shown_cell(option.party or ""),
                    option.votes,
                )
                writer.writerow((contest.contest_id, *row))
        for word, count in ((BLANK, contest.blank), (INVALID, contest.invalid), (BALLOTS, contest.ballots)):
            writer.writerow((contest.contest_id, word, "", "", count))
    return text.getvalue()


def events_csv(
    entries: Iterable[AuditEntry], names: Mapping[str, str], lang: Lang, zone: tzinfo
) -> Iterator[str]:
    """The audit log piece by piece, a row per entry in the log's order, under its headings.

    `names` are those of accounts by id; who has none is given by id. Times have the offset of `zone`.
    """
    yield _line(EVENT_HEADINGS)
    for entry in entries:
        said = describe(entry.event, entry.details, lang)
        second = entry.details.get("second")
        if second is not None:
            said = beside(said, names.get(str(second), str(second)), lang)
        yield _line(
            (
                entry.seq,
                entry.at.astimezone(zone).isoformat(),
                shown_cell(names.get(entry.actor, entry.actor)),
                entry.event.value,
                shown_cell(said),
                json.dumps(dict(entry.details), ensure_ascii=False),
                entry.hash,
            )
        )


def _line(cells: Sequence[str | int]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
