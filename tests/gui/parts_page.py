"""The parts that the page of components does not show: rows, inputs, tables, charts, steps, codes, frame.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.gui.parts_page FOLDER

writes one picture per contrast mode.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from omp_desktop.gui import appearance, palettes, theme
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.widgets import (
    BadgeCell,
    Banner,
    ButtonCell,
    CheckItem,
    CheckRow,
    CodeDisplay,
    Column,
    ComboBox,
    Countdown,
    DateTimeEdit,
    Field,
    HeaderBar,
    HourCount,
    Icon,
    LineEdit,
    ListCard,
    NextStep,
    Page,
    PillCell,
    ProgressBar,
    PushButton,
    QrCode,
    RadioRow,
    Rail,
    RailEntry,
    Row,
    SpinBox,
    StepIndicator,
    StepItem,
    StepList,
    StrengthMeter,
    TableView,
    TabStrip,
    TallyChart,
    TallyRow,
    Text,
    TextEdit,
    Tile,
    TurnoutChart,
)

WIDTH, HEIGHT = 1280, 1000
_TALLY = (
    TallyRow("1", "가나다", "새아침당", 612, "38.47%", withdrawn=False),
    TallyRow("2", "라마바", "한결당", 588, "36.96%", withdrawn=False),
    TallyRow("5", "차카타", "너른들당", None, "–", withdrawn=True),
)
_COUNTS = (68, 126, 164, 179, 157, 104, None, None)


class PartsPage(QWidget):
    """Everything else, at fixed places."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(WIDTH, HEIGHT)
        self._page = Page(self)
        self._page.setGeometry(208, 120, WIDTH - 208, HEIGHT - 120)
        self._frame()
        self._rows()
        self._inputs()
        self._table()
        self._charts()
        self._steps()
        self._codes()

    def _put(self, part: QWidget, left: int, top: int, width: int, height: int = 0) -> QWidget:
        part.setParent(self._page)
        part.setGeometry(QRect(left, top, width, height or part.sizeHint().height()))
        return part

    def _frame(self) -> None:
        banner = Banner(self)
        banner.title, banner.text = "모의투표", "여기서 던진 표는 어떤 결과에도 들어가지 않습니다."
        banner.iconName, banner.buttonText, banner.buttonIcon = "flask-conical", "처음부터 다시", "rotate-ccw"
        banner.setGeometry(0, 0, WIDTH, 48)
        rail = Rail(self)
        rail.set_entries(
            [RailEntry("a", "list-checks", "선거 관리"), RailEntry("b", "chart-bar", "개표 결과")]
        )
        rail.current = "b"
        rail.setGeometry(0, 48, 208, HEIGHT - 48)
        header = HeaderBar(self)
        header.set_station("가람동 제3투표소", "모의 대통령선거")
        header.set_state("ok", "circle-dot", "투표 진행 중")
        header.set_clock("14:32:07")
        header.set_quality("warn", "triangle-alert", "시각 의심")
        header.set_queue("plain", "cloud-off", "연결 안 됨 · 12건 대기")
        header.set_person("김서윤", "투표관리관")
        header.setGeometry(208, 48, WIDTH - 208, 72)

    def _rows(self) -> None:
        for number, (chosen, enabled) in enumerate(((True, True), (False, True), (False, False))):
            radio, check = RadioRow(), CheckRow()
            for row in (radio, check):
                row.setText(f"기표대 {number + 1}")
                row.setAutoExclusive(False)
                row.setChecked(chosen)
                row.setEnabled(enabled)
            radio.note = "비어 있음"
            radio.dense = True
            self._put(radio, 24, 16 + number * 52, 240)
            self._put(check, 280, 16 + number * 52, 160)
        for number, chosen in enumerate((True, False)):
            card = ListCard()
            card.caption, card.title = "돌봄", "동마다 저녁 돌봄 교실"
            card.pillText, card.pillKind, card.pillIcon = "저장 전", "warn", "pencil"
            card.setChecked(chosen)
            self._put(card, 456, 16 + number * 112, 240)

    def _inputs(self) -> None:
        for number, (label, inner, error) in enumerate(
            (
                ("이름", LineEdit(), "비워 둘 수 없습니다"),
                ("정당", ComboBox(), ""),
                ("여는 때", DateTimeEdit(), ""),
                ("번호", SpinBox(), ""),
            )
        ):
            field = Field()
            field.label, field.error = label, error
            field.hint = "" if error else "한 줄 도움말"
            QVBoxLayout(field).addWidget(inner)
            left, width = ((712, 164), (888, 164), (712, 220), (944, 108))[number]
            self._put(field, left, 12 + (number // 2) * 112, width, 104)
            if isinstance(inner, ComboBox):
                inner.addItems(["다솜당", "한결당"])
        text = TextEdit()
        text.setPlainText("초등학생이 저녁 8시까지 머물 수 있는 교실을 동마다 엽니다.")
        self._put(text, 24, 176, 416, 72)

    def _table(self) -> None:
        table = TableView()
        table.totalRow = True
        table.set_columns(
            [
                Column("기호", width=64),
                Column("이름", stretch=1),
                Column("상태", width=120),
                Column("득표", width=90, align="right"),
                Column("", width=96, align="right"),
            ]
        )
        pill = PillCell("ok", "circle-check", "등록")
        edit = ButtonCell("고치기")
        table.set_rows(
            [
                Row("1", (BadgeCell("1"), Text("가나다", "새아침당", "name"), pill, Text("612"), edit)),
                Row("2", (BadgeCell("2"), Text("라마바", "한결당", "name"), pill, Text("588"), edit)),
                Row("s", (Text(""), Text("합계", weight="total"), Text(""), Text("1,200", weight="total"))),
            ]
        )
        table.choose("1")
        self._put(table, 24, 264, 560, 200)
        empty = TableView()
        empty.set_columns([Column("묶음", width=90), Column("내용", stretch=1)])
        empty.emptyText = "묶음이 없습니다."
        self._put(empty, 600, 264, 216, 100)
        for number, (kind, words) in enumerate(
            (("problem", "개표 관리인이 2명뿐입니다"), ("ok", "기호가 겹치지 않습니다"))
        ):
            item = CheckItem()
            item.state, item.text = kind, words
            item.buttonText = "고치기" if kind == "problem" else ""
            self._put(item, 600, 376 + number * 40, 440, 36)

    def _charts(self) -> None:
        tally = TallyChart()
        tally.set_rows(_TALLY)
        self._put(tally, 24, 480, 480)
        turnout = TurnoutChart()
        turnout.set_hours(
            [HourCount(str(hour), count) for hour, count in enumerate(_COUNTS, start=6)], running=5
        )
        self._put(turnout, 520, 480, 320)
        tile = Tile()
        tile.label, tile.figure, tile.sub = "투표율", "78.0%", "1,612 / 선거인 2,066"
        self._put(tile, 856, 480, 189, 100)
        step = NextStep()
        step.iconName, step.text, step.aside = "user-check", "선거인을 확인하십시오", "마감까지 3시간"
        for kind, words in (("navy", "투표 중지"), ("inverse", "투표 마감")):
            button = PushButton()
            button.setText(words)
            button.kind, button.measure = kind, "form"
            step.add_button(button)
        self._put(step, 24, 676, 700)

    def _steps(self) -> None:
        steps = StepList()
        steps.set_steps(
            [
                StepItem("개표 관리인 정하기", "5명 가운데 3명", "done"),
                StepItem("열쇠 조각 만들기", "한 사람씩", "now"),
                StepItem("서로 확인", "조각 검사", "todo"),
            ]
        )
        self._put(steps, 856, 596, 200)
        tabs = TabStrip()
        tabs.set_tabs([(name, name) for name in ("개요", "후보자", "정책")])
        tabs.current = "후보자"
        self._put(tabs, 520, 612, 320, 48)
        indicator = StepIndicator()
        indicator.step, indicator.caption = 2, "후보 고르기"
        self._put(indicator, 24, 776, 700)

    def _codes(self) -> None:
        code = CodeDisplay()
        code.code = "7F3A9-91C20-B5E48-D6A91-07C4E"
        self._put(code, 24, 820, 600, 40)
        qr = QrCode()
        qr.payload, qr.maximum = "OMP1:7F3A991C20B5E48D6A9107C4E", 100
        self._put(qr, 740, 760, 100, 100)
        countdown = Countdown()
        countdown.start(15)
        countdown.stop()
        for _ in range(5):
            countdown.tick()
        self._put(countdown, 640, 836, 90, 8)
        meter = StrengthMeter()
        meter.level = 3
        self._put(meter, 640, 856, 90, 8)
        bar = ProgressBar()
        bar.setMaximum(10)
        bar.setValue(4)
        self._put(bar, 640, 816, 90, 8)
        icon = Icon()
        icon.iconName, icon.tile, icon.pixels = "landmark", "square", 28
        self._put(icon, 1000, 820, 56, 56)


def picture(folder: Path, name: PaletteName) -> Path:
    """Write the page in one contrast mode."""
    page = PartsPage()
    theme.dress(page, palette=name)
    page.show()
    QApplication.processEvents()
    path = folder / f"parts-{name}.png"
    page.grab().save(str(path))
    page.close()
    page.deleteLater()
    return path


def main(folder: Path) -> None:
    """Write the page in every contrast mode."""
    application = QApplication.instance() or QApplication([])
    if isinstance(application, QApplication):
        appearance.prepare(application)
    for name in palettes.NAMES:
        picture(folder, name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
