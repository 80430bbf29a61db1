"""What stands on a screen, as it is said."""

from __future__ import annotations

import pytest

from omp_desktop.domain.language import Lang
from omp_desktop.gui.speech.reading import as_said


@pytest.mark.parametrize(
    ("lang", "sentences", "said"),
    [
        ("en", ["Step 1 of 4 · Check in", "Check in"], "Step 1 of 4, Check in."),
        ("en", ["Pledges 1 – 2 of 4"], "Pledges 1 to 2 of 4."),
        ("ko", ["투표 시간 06:00 – 18:00"], "투표 시간 06:00에서 18:00."),
        ("ko", ["더 보기 – 2명"], "더 보기, 2명."),
        ("en", ["Touch ‘Start’.\nThen touch again!"], "Select ‘Start’. Then select again!"),
        (
            "en",
            ["Code 7F3A9-91C2B-0B5EA"],
            "Code 7 F 3 A 9, 9 1 C 2 B, 0 B 5 E A.",
        ),
        ("en", ["Personal code: 4831 02"], "Personal code: 4 8 3 1, 0 2."),
        ("ko", ["2026-12-03 06:00부터"], "2026-12-03 06:00부터."),
        ("en", ["", "  "], ""),
    ],
)
def test_signs_become_pauses_and_codes_are_spelt(lang: Lang, sentences: list[str], said: str) -> None:
    assert as_said(sentences, lang) == said
