"""Tables on paper: nothing cut, figures at the right edge, heads on every page."""

from __future__ import annotations

import re

from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.reports.document import Document, Table, Text, Title
from tests.gui.print.pictures import texts

HEADS = ("No.", "Candidate", "Votes")
LONG_NAME = "Association of the nine villages and the great valley below the old bridge"


def pages(rows: tuple[tuple[str, str, str], ...], sums: int = 0) -> list[str]:
    table = Table(HEADS, rows, (1, 4, 2), frozenset({0, 2}), sums)
    document = Document("Table", "en", (Title("Result"), table, Text("below")))
    return [re.sub(r"[\s\u2060\ufffe]", "", page) for page in texts(to_pdf(document, A4))]


def test_every_cell_stands_on_the_paper() -> None:
    (page,) = pages((("1", LONG_NAME, "12,345"), ("2", "B", "7"), ("", "Sum", "12,352")), sums=1)
    for part in (*HEADS, LONG_NAME, "12,345", "Sum", "12,352", "below"):
        assert part.replace(" ", "") in page


def test_heads_stand_again_on_every_page_and_no_row_is_lost() -> None:
    found = pages(tuple((str(n), f"<{n}>", str(n)) for n in range(1, 121)))
    assert len(found) > 2
    assert all("Candidate" in page for page in found)
    assert [n for n in range(1, 121) if f"<{n}>" not in "".join(found)] == []


def test_a_table_without_rows_has_its_head() -> None:
    (page,) = pages(())
    assert "Candidate" in page
