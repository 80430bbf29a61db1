"""The sheets of an election as PDF: everything on them can be read, and belongs together on its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from omp_desktop.domain.language import Lang
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4, ROLL, Paper
from omp_desktop.reports.count_facts import CountedStation
from omp_desktop.reports.count_sheet import count_sheet
from omp_desktop.reports.document import Cell, Document, Grid, Section, Signatures, Table, Text, Title
from omp_desktop.reports.polling_record import polling_record
from omp_desktop.reports.readiness_sheet import readiness_sheet
from omp_desktop.reports.reconciliation_sheet import reconciliation_sheet
from tests.gui.print.pictures import ink_bounds, picture, texts
from tests.unit.reports.sheet_text import COUNT, PRESIDENT, lines, remark
from tests.unit.reports.test_other_sheets import CHECKED, COMPARED
from tests.unit.reports.test_polling_record import FACTS

NOTED = (remark(RemarkKind.COUNT, "참관인이 늦음", ("참관인이 5분 늦음", "더 자세히")),)
STATIONS = (CountedStation("제1투표소", 700, 500), CountedStation("제2투표소", 644, 557))
SHEETS: dict[str, Callable[[Lang], Document]] = {
    "count": lambda lang: count_sheet(replace(COUNT, remarks=NOTED, stations=STATIONS), PRESIDENT, lang),
    "polls": lambda lang: polling_record(FACTS, lang),
    "comparison": lambda lang: reconciliation_sheet(COMPARED, lang),
    "readiness": lambda lang: readiness_sheet(CHECKED, lang),
}


def bare(text: str) -> str:
    """Without what only keeps words together or apart."""
    return re.sub(r"[\s\u2060\ufffe_|:]", "", text)


def pages(document: Document, paper: Paper = A4) -> list[str]:
    return [bare(page) for page in texts(to_pdf(document, paper))]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_everything_that_a_sheet_says_can_be_read_in_its_pdf(name: str, lang: Lang) -> None:
    document = SHEETS[name](lang)
    said = "".join(pages(document))
    for line in lines(document):
        for cell in line.split(" | "):
            # A cell that goes over two pages of text has its end elsewhere.
            assert bare(cell)[:20] in said, cell


@pytest.mark.parametrize("name", SHEETS)
def test_on_a_roll_nothing_is_lost(name: str) -> None:
    document = SHEETS[name]("ko")
    said = "".join(pages(document, ROLL))
    for line in lines(document):
        for cell in line.split(" | "):
            # Heads of columns of words are not repeated there.
            assert bare(cell)[:8] in said or any(cell in part.heads for part in _tables(document)), cell


def _tables(document: Document) -> list[Table]:
    return [part for part in document.blocks if isinstance(part, Table)]


def test_fields_stand_in_frames_over_the_whole_width() -> None:
    grid = Grid(((Cell("Election", "Garam"), Cell("Votes", "12", figure=True)), (Cell("By hand"),)))
    pdf = to_pdf(Document("Form", "en", (grid,)), A4)
    left, _, right, _ = ink_bounds(picture(pdf))
    dots = 4 * 72 / 25.4
    assert (round(left / dots), round(right / dots)) == (20, 190)
    assert bare("".join(texts(pdf))) == "ElectionGaramVotes12Byhand"


def test_the_first_lines_on_a_paper_are_as_dark_as_all_others() -> None:
    image = picture(to_pdf(Document("Form", "en", (Grid(((Cell("Election", "Garam"),),)),)), A4))
    left, top, *_ = ink_bounds(image)
    # The first row and column are half a dot of the line.
    across = image.row(top + 1)[left + 20 : left + 200]
    down = [image.row(top + y)[left + 1] for y in range(20, 90)]
    assert max(across) < 64
    assert max(down) < 64


@pytest.mark.parametrize("above", range(24, 32))
def test_a_heading_is_never_the_last_on_a_page(above: int) -> None:
    blocks = (*(Text(str(n)) for n in range(above)), Section("Heading"), Table(("Head",), (("row",),), (1,)))
    found = pages(Document("Form", "en", blocks))
    assert [("Heading" in page, "row" in page) for page in found if "Heading" in page] == [(True, True)]


@pytest.mark.parametrize("above", range(22, 34))
def test_those_who_sign_do_so_on_one_page(above: int) -> None:
    names = ("Chair", "Lead", "Member", "Observer")
    blocks = (*(Text(str(n)) for n in range(above)), Section("Heading"), Signatures(names, paired=True))
    found = pages(Document("Form", "en", blocks))
    assert sum(all(name in page for name in ("Heading", *names)) for page in found) == 1


@pytest.mark.parametrize("above", range(22, 34))
def test_fields_stay_with_those_who_sign_for_them(above: int) -> None:
    form = (Section("Heading"), Grid(((Cell("Announced"),),)), Signatures(("Chair",)))
    found = pages(Document("Form", "en", (*(Text(str(n)) for n in range(above)), *form)))
    assert sum(all(part in page for part in ("Heading", "Announced", "Chair")) for page in found) == 1


def test_a_heading_that_begins_a_page_stays_there() -> None:
    long = Text("word " * 4000)
    assert pages(Document("Form", "en", (Title("T"), Section("Heading"), long)))


def test_a_copy_has_both_marks_beside_each_other_or_below() -> None:
    document = Document("Form", "en", (Title("T"),), mark="Provisional – not certified").copy()
    assert pages(document) == ["CopyProvisional–notcertifiedT"]
    assert pages(document, ROLL) == ["CopyProvisional–notcertifiedT"]
