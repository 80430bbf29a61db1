"""The parts that screens are built of. `REGISTRY` is what .ui files may name."""

from PySide6.QtWidgets import QWidget

from omp_desktop.gui.widgets.button import ChoiceButton, PushButton
from omp_desktop.gui.widgets.candidate_card import CandidateCard
from omp_desktop.gui.widgets.codes import CodeDisplay, QrCode
from omp_desktop.gui.widgets.field import Field
from omp_desktop.gui.widgets.focus_ring import FocusRings
from omp_desktop.gui.widgets.gauge import Gauge
from omp_desktop.gui.widgets.header import HeaderBar
from omp_desktop.gui.widgets.inputs import (
    ComboBox,
    DateEdit,
    DateTimeEdit,
    LineEdit,
    SpinBox,
    TextEdit,
    TimeEdit,
)
from omp_desktop.gui.widgets.label import Icon, Label
from omp_desktop.gui.widgets.list_card import ListCard
from omp_desktop.gui.widgets.marks import NumberBadge, Pill
from omp_desktop.gui.widgets.next_step import NextStep
from omp_desktop.gui.widgets.notices import Banner, CheckItem, Notice, Tile
from omp_desktop.gui.widgets.photo import Photo
from omp_desktop.gui.widgets.rail import Rail, RailEntry
from omp_desktop.gui.widgets.reader import Reader
from omp_desktop.gui.widgets.rows import CheckRow, RadioRow, SegmentedButtons
from omp_desktop.gui.widgets.sheet import Sheet
from omp_desktop.gui.widgets.steps import (
    Countdown,
    ProgressBar,
    StepIndicator,
    StepItem,
    StepList,
    StrengthMeter,
)
from omp_desktop.gui.widgets.surfaces import Bar, Card, Hairline, Page
from omp_desktop.gui.widgets.table import TableView
from omp_desktop.gui.widgets.table_model import BadgeCell, ButtonCell, Column, LazyRows, PillCell, Row, Text
from omp_desktop.gui.widgets.tabs import TabStrip
from omp_desktop.gui.widgets.tally_chart import TallyChart, TallyRow, paint_tally
from omp_desktop.gui.widgets.turnout_chart import HourCount, TurnoutChart

_IN_UI_FILES: tuple[type[QWidget], ...] = (
    *(Banner, Bar, CandidateCard, Card, CheckItem, CheckRow, ChoiceButton),
    *(CodeDisplay, ComboBox, Countdown),
    *(DateEdit, DateTimeEdit, Field, Gauge, Hairline, HeaderBar, Icon, Label, LineEdit, ListCard, NextStep),
    *(Notice, NumberBadge, Page, Photo, Pill, ProgressBar, PushButton, QrCode, RadioRow, Rail, Reader),
    *(SegmentedButtons, SpinBox, StepIndicator, StepList, StrengthMeter, TabStrip, TableView, TallyChart),
    *(TextEdit, Tile, TimeEdit, TurnoutChart),
)
REGISTRY: dict[str, type[QWidget]] = {kind.__name__: kind for kind in _IN_UI_FILES}

__all__ = [
    "REGISTRY",
    "BadgeCell",
    "Banner",
    "Bar",
    "ButtonCell",
    "CandidateCard",
    "Card",
    "CheckItem",
    "CheckRow",
    "ChoiceButton",
    "CodeDisplay",
    "Column",
    "ComboBox",
    "Countdown",
    "DateEdit",
    "DateTimeEdit",
    "Field",
    "FocusRings",
    "Gauge",
    "Hairline",
    "HeaderBar",
    "HourCount",
    "Icon",
    "Label",
    "LazyRows",
    "LineEdit",
    "ListCard",
    "NextStep",
    "Notice",
    "NumberBadge",
    "Page",
    "Photo",
    "Pill",
    "PillCell",
    "ProgressBar",
    "PushButton",
    "QrCode",
    "RadioRow",
    "Rail",
    "RailEntry",
    "Reader",
    "Row",
    "SegmentedButtons",
    "Sheet",
    "SpinBox",
    "StepIndicator",
    "StepItem",
    "StepList",
    "StrengthMeter",
    "TabStrip",
    "TableView",
    "TallyChart",
    "TallyRow",
    "Text",
    "TextEdit",
    "Tile",
    "TimeEdit",
    "TurnoutChart",
    "paint_tally",
]
