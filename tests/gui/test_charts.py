"""Charts tell the truth: from zero, in proportion, in one colour."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from omp_desktop.gui import palettes, theme
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets import HourCount, TallyChart, TallyRow, TurnoutChart, paint_tally
from omp_desktop.gui.widgets.tally_chart import BARS_LEFT, RIGHT_ROOM, bar_rects
from omp_desktop.gui.widgets.turnout_chart import column_rects, label_rects

ROWS = (
    TallyRow("1", "가나다", "새아침당", 612, "38.47%", withdrawn=False),
    TallyRow("2", "라마바", "한결당", 588, "36.96%", withdrawn=False),
    TallyRow("4", "사아자", "바른길당", 271, "17.03%", withdrawn=False),
    TallyRow("5", "차카타", "너른들당", None, "–", withdrawn=True),
    TallyRow("7", "파하나", "무소속", 120, "7.54%", withdrawn=False),
)
PLACE = QRectF(10, 20, 560, 300)


def lengths(rows: tuple[TallyRow, ...] = ROWS) -> list[float | None]:
    return [bar.width() if bar else None for bar in bar_rects(PLACE, rows)]


def test_the_longest_bar_takes_the_room_that_is_left() -> None:
    assert lengths()[0] == PLACE.width() - 168 - 136 == 256
    assert (BARS_LEFT, RIGHT_ROOM) == (168, 136)


def test_bars_start_at_zero_and_are_in_proportion() -> None:
    for row, bar in zip(ROWS, bar_rects(PLACE, ROWS), strict=True):
        if bar is not None and row.votes is not None:
            assert bar.left() == PLACE.left() + 168
            assert bar.width() == pytest.approx(256 * row.votes / 612)


def test_rows_are_52_apart_and_bars_28_high() -> None:
    bars = [bar for bar in bar_rects(PLACE, ROWS) if bar]
    assert [bar.height() for bar in bars] == [28] * 4
    assert bars[1].top() - bars[0].top() == 52
    assert bars[0].top() == PLACE.top() + 12


def test_a_withdrawn_option_has_no_bar_and_no_say_in_the_scale() -> None:
    rows = (*ROWS[:3], TallyRow("5", "차카타", "너른들당", 5000, "–", withdrawn=True))
    assert lengths(rows)[0] == 256
    assert lengths(rows)[3] is None


def test_no_votes_is_a_bar_of_no_length() -> None:
    rows = (TallyRow("1", "가", "", 0, "0.00%", withdrawn=False),)
    assert lengths(rows) == [0.0]


def painted(rows: tuple[TallyRow, ...], name: palettes.PaletteName = "default") -> QImage:
    image = QImage(600, 340, QImage.Format.Format_RGB32)
    colours = palettes.palette(name)
    image.fill(colours["surface"])
    painter = QPainter(image)
    paint_tally(painter, PLACE, rows, colours)
    painter.end()
    return image


def centre_of_bar(image: QImage, row: int) -> QColor:
    bar = bar_rects(PLACE, ROWS)[row]
    assert bar is not None
    return image.pixelColor(bar.center().toPoint())


@pytest.mark.parametrize("name", palettes.NAMES)
def test_all_bars_have_one_colour(name: palettes.PaletteName) -> None:
    image = painted(ROWS, name)
    found = {centre_of_bar(image, row).name() for row in (0, 1, 2, 4)}
    assert found == {palettes.palette(name)["bar"].name()}


def test_only_greys_and_the_one_blue_are_used() -> None:
    image = painted(ROWS)
    hues = {
        image.pixelColor(x, y).hue()
        for x in range(0, 600, 3)
        for y in range(0, 340, 3)
        if image.pixelColor(x, y).saturation() > 60
    }
    # Everything with a colour is of the one hue (and mixtures of it at edges).
    blue = palettes.palette("default")["bar"].hue()
    assert all(abs(hue - blue) <= 12 for hue in hues)


def test_a_withdrawn_option_shows_its_pill_where_the_bar_would_be() -> None:
    image = painted(ROWS)
    place = (int(PLACE.left()) + 168 + 24, int(PLACE.top()) + 3 * 52 + 20)
    assert image.pixelColor(*place) == palettes.palette("default")["neutral"]


@pytest.fixture
def chart(qtbot: QtBot) -> TallyChart:
    made = TallyChart()
    qtbot.addWidget(made)
    theme.dress(made)
    made.set_rows(ROWS)
    return made


def test_the_chart_is_as_high_as_its_rows(chart: TallyChart) -> None:
    assert chart.sizeHint().height() == 260


def test_screen_readers_hear_the_figures(chart: TallyChart) -> None:
    assert chart.accessibleName().startswith("1 가나다: 612, 38.47%; ")
    assert "5 차카타: 사퇴" in chart.accessibleName()


def test_the_picture_has_two_dots_per_px(chart: TallyChart, tmp_path: Path) -> None:
    chart.save_png(tmp_path / "chart.png", 608)
    image = QImage(str(tmp_path / "chart.png"))
    assert (image.width(), image.height()) == (1216, (260 + 48) * 2)
    # The longest bar of the picture: 560 wide inside the margins.
    assert image.pixelColor((24 + 168 + 250) * 2, (24 + 26) * 2).name() == "#1f3a68"


def test_the_drawing_is_valid_and_shows_the_same(chart: TallyChart, tmp_path: Path) -> None:
    chart.save_svg(tmp_path / "chart.svg", 608)
    renderer = QSvgRenderer(str(tmp_path / "chart.svg"))
    assert renderer.isValid()
    image = QImage(608, 308, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, 608, 308))
    painter.end()
    assert image.pixelColor(24 + 168 + 250, 24 + 26).name() == "#1f3a68"
    assert image.pixelColor(24 + 168 + 260, 24 + 26).name() != "#1f3a68"


def test_the_same_function_paints_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(96)
    painter = QPainter(writer)
    paint_tally(painter, PLACE, ROWS, palettes.palette("default"))
    painter.end()
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("save", ["save_png", "save_svg"])
@pytest.mark.qt_log_ignore("QSvgPaintEngine|QPainter|QFile")
def test_a_file_that_cannot_be_written_is_an_error(chart: TallyChart, tmp_path: Path, save: str) -> None:
    with pytest.raises(OSError, match=r"chart\.x"):
        getattr(chart, save)(tmp_path / "missing" / "chart.x", 608)


HOURS = (HourCount("6시", 68), HourCount("7", 136), HourCount("8", 0), HourCount("9", None))


def test_columns_start_at_zero_and_are_in_proportion() -> None:
    first, second, third, fourth = column_rects(QRectF(0, 0, 400, 116), HOURS)
    assert first is not None
    assert second is not None
    assert first.bottom() == second.bottom() == 88
    assert first.height() * 2 == second.height() == 68
    assert (third, fourth) == (None, None)


def test_a_column_is_62_percent_of_the_step() -> None:
    first = column_rects(QRectF(0, 0, 400, 116), HOURS)[0]
    assert first is not None
    assert first.width() == pytest.approx(62)
    assert first.center().x() == pytest.approx(50)


@pytest.mark.parametrize("width", [320, 584, 900])
def test_a_whole_day_of_hours_is_written_without_a_cut(qtbot: QtBot, width: int) -> None:
    del qtbot
    hours = [HourCount(f"{hour}시" if hour == 23 else str(hour), None) for hour in (23, *range(23))]
    places = label_rects(QRectF(0, 0, width, 116), hours)
    assert places[0].left() >= 0
    for index, place in places.items():
        assert place.width() >= width_of(hours[index].label, OFFICIAL["captionStrong"])
    in_order = list(places.values())
    assert all(one.right() < other.left() for one, other in pairwise(in_order))
    assert in_order[-1].right() <= width


def test_hours_that_fit_are_all_written() -> None:
    assert list(label_rects(QRectF(0, 0, 400, 116), HOURS)) == [0, 1, 2, 3]
    assert label_rects(QRectF(0, 0, 400, 116), ()) == {}


def test_the_running_hour_is_an_outline(qtbot: QtBot) -> None:
    chart = TurnoutChart()
    qtbot.addWidget(chart)
    theme.dress(chart)
    chart.resize(400, 116)
    chart.set_hours(HOURS, running=1)
    image = chart.grab().toImage()
    tint = palettes.palette("default")["tint"]
    assert image.pixelColor(50, 80).name() == "#1f3a68"
    assert image.pixelColor(150, 60) == tint


def test_hours_to_come_are_not_read_aloud(qtbot: QtBot) -> None:
    chart = TurnoutChart()
    qtbot.addWidget(chart)
    chart.set_hours(HOURS)
    assert chart.accessibleName() == "6시: 68; 7: 136; 8: 0"


def test_no_hours_paint_nothing(qtbot: QtBot) -> None:
    chart = TurnoutChart()
    qtbot.addWidget(chart)
    chart.set_hours(())
    assert column_rects(QRectF(0, 0, 10, 10), ()) == []
    chart.grab()
