"""All parts in their states on one page, to be looked at beside the drawing of them.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.gui.components_page FOLDER

writes one picture per contrast mode.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from omp_desktop.gui import appearance, palettes, theme
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.widgets import (
    CandidateCard,
    Card,
    Hairline,
    Label,
    LineEdit,
    Notice,
    NumberBadge,
    Page,
    Pill,
    PushButton,
)
from omp_desktop.gui.widgets.focus_ring import _Ring

WIDTH, HEIGHT = 1280, 800
_BUTTONS = (
    ("주 단추", "primary", "투표권 발급", "ticket-check"),
    ("보조 단추", "secondary", "다시 대조", "scale"),
    ("위험 단추", "danger", "지우기", "trash-2"),
)
_STATES = ("보통", "마우스 위", "누름", "초점", "쓸 수 없음")
_PILLS = (
    ("ok", "circle-dot", "투표 진행 중"),
    ("info", "clock", "대기"),
    ("warn", "pencil", "저장 전"),
    ("err", "circle-pause", "보류"),
    ("plain", "circle-dashed", "발급 전"),
)
_NOTICES = (
    ("info", "", "12명이 기다립니다."),
    ("ok", "", "대조가 일치합니다."),
    ("warn", "", "시각이 3분 다릅니다."),
    ("err", "circle-pause", "묶음이 보류되었습니다."),
)
_SWATCHES = (
    ("text / page", "text", "page"),
    ("on / primary", "on_primary", "primary"),
    ("success", "success", "success_tint"),
    ("warning", "warning", "warning_tint"),
    ("danger", "danger", "danger_tint"),
    ("primary / tint", "primary", "tint"),
)


class ComponentsPage(Page):
    """The page; everything on it stands where the drawing has it."""

    def __init__(self) -> None:
        super().__init__()
        self.ringed: list[QWidget] = []
        self.resize(WIDTH, HEIGHT)
        self._label("부품과 상태", "title", QRect(32, 20, 400, 40))
        self._label("그림마다 같은 부품만 씁니다", "body", QRect(848, 28, 400, 24), tone="text2", right=True)
        self._buttons()
        self._swatches()
        self._marks()
        for index, (kind, icon, text) in enumerate(_NOTICES):
            notice = Notice(self)
            notice.kind, notice.iconName, notice.text = kind, icon, text
            notice.setGeometry(32 + index * 308, 416, 292, 48)
        self._candidates()

    def _label(self, text: str, role: str, place: QRect, *, tone: str = "text", right: bool = False) -> None:
        label = Label(self)
        label.role, label.tone = role, tone
        label.setText(text)
        if right:
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setGeometry(place)

    def _card(self, place: QRect) -> None:
        Card(self).setGeometry(place)

    def _buttons(self) -> None:
        self._card(QRect(32, 72, 872, 240))
        for column, state in enumerate(_STATES):
            self._label(state, "captionMedium", QRect(133 + column * 152, 84, 136, 20))
        for row, (title, kind, text, icon) in enumerate(_BUTTONS):
            top = 120 + row * 64
            self._label(title, "name", QRect(56, top + 12, 80, 24))
            for column, state in enumerate(_STATES):
                button = PushButton(self)
                button.kind, button.measure, button.iconName = kind, "form", icon
                button.setText(text)
                button.setGeometry(133 + column * 152, top, 136, 48)
                self._put_in_state(button, state)

    def _put_in_state(self, button: PushButton, state: str) -> None:
        if state == "마우스 위":
            button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        elif state == "누름":
            button.setDown(True)
        elif state == "초점":
            self.ringed.append(button)
        elif state == "쓸 수 없음":
            button.setEnabled(False)

    def _swatches(self) -> None:
        self._card(QRect(920, 72, 328, 240))
        self._label("색 · 대비", "captionStrong", QRect(944, 88, 200, 20))
        for index, (name, ink, ground) in enumerate(_SWATCHES):
            swatch = _Swatch(self, name, ink, ground)
            swatch.setGeometry(944 + (index % 2) * 148, 116 + (index // 2) * 64, 132, 48)

    def _marks(self) -> None:
        self._card(QRect(32, 324, 1216, 80))
        left = 56
        for kind, icon, text in _PILLS:
            pill = Pill(self)
            pill.say(kind, icon, text)
            pill.move(left, 350)
            left += pill.sizeHint().width() + 12
        self._line(524)
        for index, (number, look) in enumerate((("1", "plain"), ("2", "filled"), ("5", "outlined"))):
            badge = NumberBadge(self)
            badge.setText(number)
            badge.measure, badge.look = "chart", look
            badge.move(537 + index * 52, 344)
        self._line(693)
        for left, width, text, hint in (
            (840, 132, "", "이름(빈칸)"),
            (984, 132, "나다라", ""),
            (1128, 96, "4", ""),
        ):
            edit = LineEdit(self)
            edit.setText(text)
            edit.setPlaceholderText(hint)
            edit.invalid = text == "4"
            edit.setGeometry(left, 340, width, 48)

    def _line(self, left: int) -> None:
        line = Hairline(self)
        line.vertical = True
        line.setGeometry(left, 350, 1, 28)

    def _candidates(self) -> None:
        cards: Iterable[tuple[str, int, int, str, Callable[[CandidateCard], object]]] = (
            ("보통", 136, 476, "1", lambda card: None),
            ("누름", 756, 476, "2", lambda card: card.setDown(True)),
            ("초점", 136, 580, "4", self.ringed.append),
            ("고름", 756, 580, "4", lambda card: setattr(card, "chosen", True)),
            ("고르고 초점", 136, 684, "2", self._chosen_and_focus),
            ("사퇴", 756, 684, "5", lambda card: setattr(card, "withdrawn", True)),
        )
        for title, left, top, number, put in cards:
            self._label(title, "name", QRect(left - 104, top + 32, 100, 24))
            card = CandidateCard(self)
            card.set_option(number, "가나다", "너른들당" if number == "5" else "새아침당")
            card.setGeometry(left, top, 492, 88)
            put(card)

    def _chosen_and_focus(self, card: CandidateCard) -> None:
        card.chosen = True
        self.ringed.append(card)

    def show_rings(self) -> None:
        """Put a ring around everything that stands for the state of focus."""
        for target in self.ringed:
            _Ring(self).go_to(target)


class _Swatch(QWidget):
    def __init__(self, page: ComponentsPage, name: str, ink: str, ground: str) -> None:
        super().__init__(page)
        self._texts = (QLabel(self), QLabel(self))
        self._name, self._ink, self._ground = name, ink, ground
        for index, text in enumerate(self._texts):
            text.setGeometry(9, 5 + index * 19, 120, 20)

    def theme_changed(self) -> None:
        """Show pair and contrast of this mode."""
        look = theme.of(self)
        ink, ground = look.colour(self._ink), look.colour(self._ground)
        for text, role, words in zip(
            self._texts,
            ("captionStrong", "caption"),
            (self._name, f"{ground.name()[1:].upper()}  {palettes.contrast(ink, ground):.1f}"),
            strict=True,
        ):
            text.setFont(look.style(role).font())
            text.setText(words)
        border = look.colour("border").name()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(
            f"_Swatch {{ background: {ground.name()}; border: 1px solid {border}; border-radius: 8px; }}"
            f"QLabel {{ color: {ink.name()}; }}"
        )


def picture(folder: Path, name: PaletteName) -> Path:
    """Write the page in one contrast mode."""
    page = ComponentsPage()
    theme.dress(page, palette=name)
    page.show()
    page.show_rings()
    QApplication.processEvents()
    path = folder / f"components-{name}.png"
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
