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
from omp_desktop.reports.result_status import ResultStatus

HEADINGS: Final = ("contest", "number", "name", "party", "votes")
STATUS_HEADINGS: Final = ("status", "certified_at", "certified_by")
BLANK: Final = "blank"
INVALID: Final = "invalid"
BALLOTS: Final = "ballots"
EVENT_HEADINGS: Final = ("number", "time", "who", "event", "what", "details", "hash")


def results_csv(contests: Sequence[ContestResult], status: ResultStatus | None = None) -> str:
    """One row per option in the order of their numbers, then `blank`, `invalid` and `ballots` of the contest.

    Those words stand in the column `number`. `invalid` contains `blank`. A withdrawn candidate has a row only
    with votes cast before the withdrawal: nobody could choose the others, so nothing was counted for them.
    Lines end with a line feed; names are as they were registered.

    `status`: three more columns say on every line whether the result is `provisional` or `certified`, when
    (in the election's zone) and by whom: a line may be copied elsewhere.
    """
    said = () if status is None else (status.word, status.when, shown_cell(status.who))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS if status is None else (*HEADINGS, *STATUS_HEADINGS))
    for contest in contests:
        for option in contest.options:
            if option.votes or not option.withdrawn:
                row = (
                    option.number,
                    shown_cell(option.name.text("ko")),
                    shown_cell(option.party or ""),
                    option.votes,
                )
                writer.writerow((contest.contest_id, *row, *said))
        for word, count in ((BLANK, contest.blank), (INVALID, contest.invalid), (BALLOTS, contest.ballots)):
            writer.writerow((contest.contest_id, word, "", "", count, *said))
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
