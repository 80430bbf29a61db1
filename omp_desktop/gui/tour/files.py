"""What people bring on a medium: the definition, candidates and voters of the day's own election."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from omp_desktop import paths

NAME: Final = "가람도서관 협동조합 총회"
VOTERS: Final = 30
_ZONE: Final = "Asia/Seoul"
_HOURS: Final = timedelta(hours=12)
_DEFINITION: Final = """\
timezone = "{zone}"
[name]
ko = "{name}"
en = "Garam Library Cooperative, general meeting"
[[window]]
opens = "{opens}"
closes = "{closes}"
[policy]
results = "after_close"
own_vote = "inclusion"
identification = "self"
minimum_open = 10
[[contest]]
id = "chair"
votes_allowed = 1
blank = true
[contest.title]
ko = "이사장"
en = "Chair"
[[contest]]
id = "auditors"
votes_allowed = 2
blank = true
[contest.title]
ko = "감사 (2명까지)"
en = "Auditors (up to two)"
[[contest]]
id = "rules"
votes_allowed = 1
blank = false
kind = "yes_no"
[contest.title]
ko = "야간 개관"
en = "Open in the evening"
"""
_WRONG_DEFINITION: Final = """\
timezone = "Asia/Garam"
[name]
ko = ""
[[window]]
opens = "2030-12-03 18:00"
closes = "2030-12-03 06:00"
[[contest]]
id = "chair"
votes_allowed = 0
[contest.title]
ko = "이사장"
"""
_CANDIDATES: Final = """\
contest,number,name,party,status
chair,2,도담길,,
chair,4,온새미,,
chair,4,가온누리,,
chair,5,미리내,,withdrawn
auditors,1,하늬바람,,
auditors,2,시나브로,,
auditors,3,다솜찬,,
auditors,5,너울가지,,
"""
_BAD_VOTERS: Final = "0009,,1991-05-17,나루길 9\n0010,한물결,1979-13-40,새터길 3\n"


@dataclass(frozen=True, slots=True)
class Files:
    """Where they lie. `media`: of each trustee their own; the last one does not come to the count.

    `letters` is written by the day itself.
    """

    definition: Path
    wrong_definition: Path
    candidates: Path
    photo: Path
    voters: Path
    media: tuple[Path, ...]
    post: Path
    letters: Path


def letters_in(folder: Path) -> Path:
    """Where the day saves the personal codes for the voters' letters."""
    return folder / "letters.csv"


def write_files(folder: Path, now: datetime) -> Files:
    """Write them; the voting hours begin at `now`, so that the polls can be opened at once."""
    media = (folder / "trustee" / "stick-1", folder / "trustee" / "stick-2", folder / "trustee-away")
    post = folder / "post"
    for medium in (*media, post):
        medium.mkdir(parents=True)
    opens = now.astimezone(ZoneInfo(_ZONE)).replace(second=0, microsecond=0)
    definition = _DEFINITION.format(
        zone=_ZONE,
        name=NAME,
        opens=opens.strftime("%Y-%m-%d %H:%M"),
        closes=(opens + _HOURS).strftime("%Y-%m-%d %H:%M"),
    )
    files = Files(
        folder / "library.toml",
        folder / "library-wrong.toml",
        folder / "candidates.csv",
        folder / "photo.png",
        folder / "voters.csv",
        media,
        post,
        letters_in(folder),
    )
    files.definition.write_text(definition, encoding="utf-8")
    files.wrong_definition.write_text(_WRONG_DEFINITION, encoding="utf-8")
    files.candidates.write_text(_CANDIDATES, encoding="utf-8")
    _draw_photo(files.photo)
    listed = paths.resource("demo", "voters.csv").read_text(encoding="utf-8").splitlines()[: VOTERS + 1]
    files.voters.write_text("\n".join(listed) + "\n" + _BAD_VOTERS, encoding="utf-8")
    return files


def _draw_photo(path: Path) -> None:
    """Head and shoulders of nobody."""
    picture = QImage(600, 800, QImage.Format.Format_RGB32)
    picture.fill(QColor("#dfe7f2"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#5b7599"))
    painter.drawEllipse(QPoint(300, 320), 130, 160)
    painter.drawEllipse(QPoint(300, 800), 260, 270)
    painter.end()
    picture.save(str(path))
