"""What stands on paper: read by another program, as text and as pictures."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QDateTime

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.gui.print.pages import SPECIMEN_CODE, Slip, slip_page, specimen_page
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4, ROLL, Paper, paper, paper_named
from omp_desktop.reports.document import Document, Facts, Section, Signatures, Text, Title
from tests.gui.print.pictures import POINTS_PER_MM, ink_bounds, picture, qr_code_on, sizes, texts

CODE = "7F3A9-91C2B-0B5EA-48D6N-A910Z"
LONG = "가람마을 아홉 동네와 새터말 큰마을이 함께 뽑는 제23대 주민자치회 임원 및 감사 선거"
SLIP = Slip("가람동 제3투표소", LocalText("모의 대통령선거", "Mock presidential election"), CODE)
PAPERS = pytest.mark.parametrize("on", [A4, ROLL, paper(58, 200)], ids=["A4", "80 mm", "58 mm"])
LANGS = pytest.mark.parametrize("lang", ["ko", "en"])


def spaceless(pdf: bytes) -> str:
    """All text, without what only keeps words together or apart."""
    return re.sub(r"[\s\u2060\ufffe]", "", "".join(texts(pdf)))


def test_a_slip_carries_where_what_for_and_the_code_and_nothing_else() -> None:
    (page,) = texts(to_pdf(slip_page(SLIP, "ko"), A4))
    lines = [line.replace("\u2060", "").replace("\ufffe", "") for line in page.splitlines() if line.strip()]
    assert lines[0] == "투표 확인증"
    joined = "".join(lines).replace(" ", "")
    for part in (SLIP.station, SLIP.election.ko, CODE.replace("-", ""), "투표 확인 코드"):
        assert part.replace(" ", "") in joined
    # Beyond the code and the name of the station there is no figure: no time, no number of anything.
    rest = joined.replace(CODE.replace("-", ""), "").replace(SLIP.station.replace(" ", ""), "")
    assert not any(sign.isdigit() for sign in rest)


@LANGS
@PAPERS
def test_the_code_is_whole_as_text_and_as_a_qr_code(lang: Lang, on: Paper) -> None:
    pdf = to_pdf(slip_page(SLIP, lang), on)
    assert CODE.replace("-", "") in spaceless(pdf)
    assert qr_code_on(picture(pdf), CODE)


def test_another_code_is_not_seen_in_it() -> None:
    """The control of the test before."""
    assert not qr_code_on(picture(to_pdf(slip_page(SLIP, "ko"), ROLL)), CODE.replace("7", "8"))


def test_no_time_is_in_the_file() -> None:
    pdf = to_pdf(slip_page(SLIP, "ko"), A4)
    year = str(QDateTime.currentDateTimeUtc().date().year()).encode()
    assert re.findall(rb"D:\d{14}|\d{4}-\d\d-\d\dT[\d:]{8}", pdf) != []
    assert b"D:" + year not in pdf
    assert year + b"-" not in pdf


def test_the_fonts_are_in_the_file() -> None:
    pdf = to_pdf(slip_page(SLIP, "ko"), A4)
    names = re.findall(rb"/BaseFont /(\S+)", pdf)
    assert names
    assert all(name.startswith(b"Pretendard") for name in names)
    assert b"/FontFile2" in pdf


@LANGS
@PAPERS
def test_nothing_is_printed_in_the_margin(lang: Lang, on: Paper) -> None:
    long = Slip(LONG, LocalText(LONG, LONG), CODE)
    pdf = to_pdf(slip_page(long, lang).copy(), on)
    scale = 2.0
    for number in range(len(sizes(pdf))):
        image = picture(pdf, number, scale)
        left, top, right, bottom = ink_bounds(image)
        margin = on.margin * POINTS_PER_MM * scale - 1
        assert left >= margin
        assert top >= margin
        assert right <= image.width - margin
        assert bottom <= image.height - margin


@LANGS
def test_a_slip_is_one_length_of_a_roll(lang: Lang) -> None:
    assert sizes(to_pdf(slip_page(SLIP, lang), ROLL)) == [(80, 200)]


def test_pages_have_the_size_of_the_paper() -> None:
    assert sizes(to_pdf(slip_page(SLIP, "ko"), A4)) == [(210, 297)]
    assert sizes(to_pdf(slip_page(SLIP, "ko"), paper(148, 210))) == [(148, 210)]


@LANGS
def test_a_copy_says_so(lang: Lang) -> None:
    word = {"ko": "사본", "en": "Copy"}[lang]
    page = slip_page(SLIP, lang)
    assert word not in spaceless(to_pdf(page, A4))
    assert word in spaceless(to_pdf(page.copy(), A4))


@LANGS
@PAPERS
def test_the_test_page_is_a_specimen_with_every_sign_and_a_line_around(lang: Lang, on: Paper) -> None:
    pdf = to_pdf(specimen_page("Slips", lang), on)
    said = spaceless(pdf)
    assert {"ko": "견본", "en": "Specimen"}[lang] in said
    assert "Slips" in said
    assert SPECIMEN_CODE.replace("-", "") in said
    scale = 2.0
    left, top, right, bottom = ink_bounds(picture(pdf, 0, scale))
    wide = (on.width - 2 * on.margin) * POINTS_PER_MM * scale
    assert right - left == pytest.approx(wide, abs=4)
    assert bottom - top == pytest.approx((on.height - 2 * on.margin) * POINTS_PER_MM * scale, abs=4)


def test_a_long_document_goes_on_over_numbered_pages_and_loses_no_line() -> None:
    rows = tuple((f"항목 {number}", f"값{number}끝") for number in range(1, 121))
    page = Document(
        "x",
        "ko",
        (Title("긴 보고서"), Section("숫자"), Facts(rows, aligned=True), Text("끝"), Signatures(("관리관",))),
    )
    pages = texts(to_pdf(page, A4))
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert re.search(rf"{number}\s*/\s*{len(pages)}", text)
    joined = "".join(pages).replace("\u2060", "").replace("\ufffe", "")
    assert [f"값{number}끝" in joined for number in range(1, 121)] == [True] * 120


def test_a_value_that_is_wider_than_its_place_goes_below_its_label() -> None:
    page = Document("x", "en", (Facts((("Seal", "ABCD " * 12),), aligned=True),))
    assert spaceless(to_pdf(page, ROLL)).startswith("SealABCD")


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("A4", 210, 297),
        ("A4.Borderless", 210, 297),
        ("Letter", 215.9, 279.4),
        ("X80MMY200MM", 80, 200),
        ("80x297mm", 80, 297),
        ("Custom.72x150mm", 72, 150),
        ("om_x-72-mmy-150-mm_72x150mm", 72, 150),
        ("4x6", 101.6, 152.4),
        ("4x6in", 101.6, 152.4),
        ("w227h567", 80.1, 200.0),
        ("Env10", 210, 297),
        ("A4Rotated", 210, 297),
        ("1x1", 210, 297),
        ("", 210, 297),
    ],
)
def test_names_of_paper_are_understood_and_what_is_not_is_a4(name: str, width: float, height: float) -> None:
    found = paper_named(name)
    assert (found.width, found.height) == pytest.approx((width, height), abs=0.1)


def test_a_slip_and_its_page_do_not_show_the_code_where_they_are_logged() -> None:
    assert CODE not in f"{SLIP!r} {slip_page(SLIP, 'ko')!r}"
