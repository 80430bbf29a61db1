"""Results as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from omp_desktop.domain.tally import ContestResult

HEADINGS: Final = ("contest", "number", "name", "party", "votes")
BLANK: Final = "blank"
INVALID: Final = "invalid"
BALLOTS: Final = "ballots"
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


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
                row = (option.number, _cell(option.name.text("ko")), _cell(option.party or ""), option.votes)
                writer.writerow((contest.contest_id, *row))
        for word, count in ((BLANK, contest.blank), (INVALID, contest.invalid), (BALLOTS, contest.ballots)):
            writer.writerow((contest.contest_id, word, "", "", count))
    return text.getvalue()


def _cell(text: str) -> str:
    """The text so that a spreadsheet shows it and never runs it as a formula.

    The full-width signs too: spreadsheets of East Asian systems take them for the plain ones
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text
