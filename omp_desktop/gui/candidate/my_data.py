"""What stands on the ballot about the candidate."""

from __future__ import annotations

from PySide6.QtGui import QImage

from omp_desktop.domain.candidate import CandidateState
from omp_desktop.gui import language
from omp_desktop.gui.candidate.page import CandidatePage
from omp_desktop.gui.candidate.situation import Situation
from omp_desktop.gui.official.words import day_time, zone
from omp_desktop.gui.photos import read_photo
from omp_desktop.gui.widgets import Label, Notice, NumberBadge, Photo, Pill


class MyDataPage(CandidatePage):
    """Number, name, party, election and state. Nothing can be changed here, and it is said who can."""

    ui = ("candidate", "my_data.ui")
    key = "data"
    icon = "user-round"
    _photo_of = ""

    whoNotice: Notice
    photo: Photo
    numberBadge: NumberBadge
    nameLabel: Label
    partyLabel: Label
    statePill: Pill
    numberValue: Label
    nameValue: Label
    partyValue: Label
    contestValue: Label
    electionValue: Label
    hoursValue: Label
    pollsValue: Label

    def title(self) -> str:
        return self.tr("My data")

    def help_text(self) -> str:
        return self.tr(
            "This is what voters see about you on the ballot. Only the election commission can change it, "
            "and only until the election is published. Afterwards a candidate can still withdraw: ask the "
            "commission."
        )

    def retranslate(self) -> None:
        if self._situation is not None:
            self.situation_changed(self._situation)
            self._name_photo()

    def entered(self) -> None:
        """The photo is read when somebody looks at it, not every few seconds."""
        if self._situation is not None:
            candidate_id, service = self._situation.candidate.id, self.services.photos
            self.work(lambda: read_photo(service.photo(candidate_id)), self._show_photo)

    def _show_photo(self, image: QImage | None) -> None:
        self.photo.show_image(image, "")
        self.photo.setVisible(image is not None)
        self._name_photo()

    def _name_photo(self) -> None:
        name = self._situation.candidate.name if self._situation is not None else ""
        self.photo.setAccessibleName(self.tr("Photo of {name}").format(name=name))

    def situation_changed(self, situation: Situation) -> None:
        speak = language.of(self)
        candidate, election = situation.candidate, situation.election
        if self._photo_of != candidate.id:
            # Somebody else signed in.
            self._photo_of = candidate.id
            self.photo.hide()
            self.entered()
        party = candidate.party or self.tr("Independent")
        self.numberBadge.setText(str(candidate.number))
        self.nameLabel.setText(candidate.name)
        self.partyLabel.setText(party)
        withdrawn = candidate.state is CandidateState.WITHDRAWN
        self.statePill.kind, self.statePill.iconName = (
            ("warn", "user-x") if withdrawn else ("ok", "circle-check")
        )
        self.statePill.setText(self.tr("Withdrawn") if withdrawn else self.tr("Registered"))
        self.numberValue.setText(self.tr("Number {number}").format(number=candidate.number))
        self.nameValue.setText(candidate.name)
        self.partyValue.setText(party)
        contest = situation.contest
        self.contestValue.setText(contest.title.text(speak) if contest is not None else "")
        self.electionValue.setText(election.name.text(speak))
        self.pollsValue.setText(election.state.label(speak))
        where = zone(election.timezone)
        self.hoursValue.setText(
            "\n".join(
                f"{day_time(window.opens, where)} – {day_time(window.closes, where)}"
                for window in election.windows
            )
        )
        self.whoNotice.text = (
            self.tr(
                "You have withdrawn. Your name stays on the ballot as withdrawn and cannot be chosen. "
                "Questions: ask the election commission."
            )
            if withdrawn
            else self.tr(
                "Only the election commission can change these data, and only until the election is "
                "published. If something is wrong, tell the commission at once."
            )
        )
        self.whoNotice.kind = "warn" if withdrawn else "info"
