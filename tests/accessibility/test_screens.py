"""Every screen and sheet of a running booth, as a screen reader finds them over the accessibility bus."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import cast

import pytest

from omp_desktop.domain.language import Lang
from tests.accessibility.atspi import Bus, Role, Seen, State, everything
from tests.accessibility.desktop import Desktop
from tests.accessibility.touring import CONTESTS
from tests.gui.voter.rig import FACTS
from tests.gui.voter.spoken import foreign
from tests.gui.voter.stand_in import PLEDGES, FakeAccess

_PRESSED = frozenset({Role.BUTTON, Role.RADIO_BUTTON, Role.CHECK_BOX})
_ENTERED = frozenset({Role.TEXT, Role.PASSWORD_TEXT, Role.COMBO_BOX})
_READ = frozenset({Role.LABEL, Role.IMAGE})
# The screens that wait greet in both languages.
_GREETINGS = frozenset({"desk", "waiting", "closed", "letter", "start"})


@dataclass(frozen=True)
class Tour:
    """What was shown on each screen, in order; `hidden`: what readers can find besides."""

    lang: Lang
    screens: dict[str, list[Seen]]
    hidden: dict[str, list[Seen]]


@pytest.fixture(scope="module", params=["ko", "en"])
def tour(desktop: Desktop, reader: Bus, request: pytest.FixtureRequest) -> Tour:
    """A whole tour in one language."""
    lang = cast(Lang, request.param)
    found: dict[str, list[Seen]] = {}
    with desktop.program("tests.accessibility.touring", lang) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for line in program.stdout:
            name = line.strip()
            # The contests after the first one are all called the same.
            found[f"{name}-{len(found)}" if name in found else name] = everything(reader.program(program.pid))
            program.stdin.write("\n")
            program.stdin.flush()
        assert program.wait() == 0
    return Tour(
        lang,
        {name: [seen for seen in all_of_it if seen.shown] for name, all_of_it in found.items()},
        {name: [seen for seen in all_of_it if not seen.shown] for name, all_of_it in found.items()},
    )


def _data() -> list[str]:
    """Words that officials, parties and candidates wrote."""
    words = [account.name for account in FakeAccess().accounts()]
    words += [
        FACTS.station,
        *(words for each in PLEDGES for words in (each.theme, each.title, each.description)),
    ]
    words += [option.party for contest in CONTESTS for option in contest.options if option.party]
    return words


def test_every_control_has_a_name_in_the_language_of_the_voter(tour: Tour) -> None:
    wrong = [
        f"{screen}: {seen}"
        for screen, parts in tour.screens.items()
        for seen in parts
        if seen.role in _PRESSED | _ENTERED
        and (not seen.name.strip() or foreign(seen.name, tour.lang, _data()))
    ]
    assert not wrong, "\n".join(wrong)


def test_everything_that_is_read_is_in_the_language_of_the_voter(tour: Tour) -> None:
    wrong = [
        f"{screen}: {seen}"
        for screen, parts in tour.screens.items()
        for seen in parts
        if seen.role in _READ | {Role.PANEL, Role.DIALOG}
        and screen not in _GREETINGS
        and foreign(seen.name, tour.lang, _data())
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_that_is_read_is_empty(tour: Tour) -> None:
    wrong = [
        f"{screen}: {seen}"
        for screen, parts in tour.screens.items()
        for seen in parts
        if seen.role in _READ and not seen.name.strip()
    ]
    assert not wrong, "\n".join(wrong)


def test_every_control_can_be_worked(tour: Tour) -> None:
    wrong = [
        f"{screen}: {seen}"
        for screen, parts in tour.screens.items()
        for seen in parts
        if (seen.role in _PRESSED and seen.enabled and "Press" not in seen.actions)
        or (seen.role in _PRESSED | _ENTERED and State.FOCUSABLE not in seen.states)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_two_controls_of_a_screen_have_the_same_name(tour: Tour) -> None:
    twice = [
        f"{screen}: {name}"
        for screen, parts in tour.screens.items()
        for name, number in Counter(seen.name for seen in parts if seen.role in _PRESSED | _ENTERED).items()
        if number > 1
    ]
    assert not twice, "\n".join(twice)


def test_each_screen_is_called_by_its_heading(tour: Tour) -> None:
    wrong = []
    for screen, parts in tour.screens.items():
        if any(seen.role is Role.DIALOG for seen in parts):
            continue
        labels = [seen.name for seen in parts if seen.role is Role.LABEL]
        if not any(seen.role is Role.PANEL and seen.name in labels for seen in parts):
            wrong.append(screen)
    assert not wrong


def test_what_lies_behind_a_sheet_is_not_read(tour: Tour) -> None:
    covered = [
        name for name, parts in tour.screens.items() if any(each.role is Role.DIALOG for each in parts)
    ]
    assert {"pledges", "sizes", "contrast", "help", "time", "unseal", "official", "own-vote"} <= set(covered)
    for name in covered:
        application, frame, dialog, *inside = tour.screens[name]
        assert (application.role, frame.role, dialog.role) == (Role.APPLICATION, Role.FRAME, Role.DIALOG), (
            name
        )
        assert State.MODAL in dialog.states, name
        assert dialog.name, name
        assert [each.name for each in inside if each.role is Role.BUTTON], name
        # The bar is behind it, and its help with it.
        assert _help(tour.lang) not in [each.name for each in inside if each.role is Role.BUTTON], name


def _help(lang: Lang) -> str:
    return "도움말" if lang == "ko" else "Help"


def test_a_question_is_told_with_its_sentence(tour: Tour) -> None:
    (dialog,) = [each for each in tour.screens["time"] if each.role is Role.DIALOG]
    expected = {
        "ko": ("시간이 더 필요하십니까?", "화면이 잠깁니다"),
        "en": ("Do you need more time?", "this screen locks"),
    }[tour.lang]
    assert dialog.name == expected[0]
    assert expected[1] in dialog.description


def test_the_bar_is_read_before_the_screen_and_rows_before_the_buttons_below(tour: Tour) -> None:
    names = [each.name for each in tour.screens["contest"]]
    first = names.index(_card(tour.lang))
    assert names.index(_help(tour.lang)) < first < names.index("다음" if tour.lang == "ko" else "Next")
    for screen, parts in tour.screens.items():
        more = [
            place
            for place, seen in enumerate(parts)
            if seen.name.startswith(("더 보기 – 후보", "More – ")) and seen.role is Role.BUTTON
        ]
        cards = [
            place for place, seen in enumerate(parts) if seen.role in {Role.RADIO_BUTTON, Role.CHECK_BOX}
        ]
        assert not more or max(cards, default=0) < more[0], screen


def _card(lang: Lang) -> str:
    return "기호 1번, 가나다, 새아침당" if lang == "ko" else "Number 1, Ga Nada, 새아침당"


def _cards(parts: list[Seen]) -> list[Seen]:
    return [
        each for each in parts if each.name.startswith(("기호 ", "Number ")) and each.role is not Role.LABEL
    ]


def test_where_one_may_be_chosen_cards_are_radio_buttons(tour: Tour) -> None:
    cards = _cards(tour.screens["contest"])
    assert {card.role for card in cards} == {Role.RADIO_BUTTON}
    assert [card.checked for card in cards] == [False] * 5
    assert [card.checked for card in _cards(tour.screens["contest-chosen"])] == [
        False,
        True,
        False,
        False,
        False,
    ]


def test_where_several_may_be_chosen_cards_are_check_boxes(tour: Tour) -> None:
    cards = _cards(tour.screens["next-contest"])
    assert {card.role for card in cards} == {Role.CHECK_BOX}
    assert len(cards) == len(CONTESTS[1].options)


def test_a_withdrawn_candidate_is_said_and_has_nothing_to_press(tour: Tour) -> None:
    withdrawn = _cards(tour.screens["contest"])[3]
    assert withdrawn.name.endswith("사퇴" if tour.lang == "ko" else "withdrawn")
    assert not withdrawn.enabled
    assert "Press" not in withdrawn.actions


def test_what_holds_of_several_possibilities_is_checked(tour: Tour) -> None:
    for screen in ("sizes", "contrast"):
        choices = [each for each in tour.screens[screen] if each.role is Role.RADIO_BUTTON]
        assert len(choices) == 4, screen
        assert sum(each.checked for each in choices) == 1, screen
    languages = [each for each in tour.screens["how-to"] if each.name in {"한국어", "English"}]
    assert {each.role for each in languages} == {Role.RADIO_BUTTON}
    assert [each.name for each in languages if each.checked] == ["한국어" if tour.lang == "ko" else "English"]


def test_each_page_of_the_review_leads_to_the_next_and_only_the_last_one_seals(tour: Tour) -> None:
    rest, seal = ("나머지 보기", "투표지 봉하기") if tour.lang == "ko" else ("See the rest", "Seal my ballot")
    pages = [parts for name, parts in tour.screens.items() if name.startswith(("next-review", "review-more"))]
    assert len(pages) > 1
    pressed = [
        [each.name for each in page if each.role is Role.BUTTON and each.name in {rest, seal}]
        for page in pages
    ]
    assert pressed == [[rest]] * (len(pages) - 1) + [[seal]]
    read = [{each.name for each in page if each.role is Role.LABEL} for page in pages]
    for contest in CONTESTS:
        title = contest.title.text(tour.lang)
        assert sum(any(name.startswith(title) for name in names) for names in read) == 1, title


def test_a_code_is_read_sign_by_sign_and_its_picture_is_named(tour: Tour) -> None:
    read = {
        each.role: each.name for each in tour.screens["sealed"] if each.role in _READ and "7 F 3" in each.name
    }
    assert read == {Role.LABEL: "7 F 3 A 9, 9 1 C 2 B, 0 B 5 E A, 4 8 D 6 N, A 9 1 0 Z"}
    assert [each.name for each in tour.screens["sealed"] if each.role is Role.IMAGE]


def test_the_pin_of_an_official_is_no_text(tour: Tour) -> None:
    assert [each.role for each in tour.screens["official"] if each.name == "PIN"] == [Role.PASSWORD_TEXT]
