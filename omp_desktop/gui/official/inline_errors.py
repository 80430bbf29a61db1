"""Errors beside the field that they are about; all others in a sheet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import Field

Cause = type[OmpError] | TextField


class InlineErrors:
    """Knows which field of a form an error belongs to: by its class, or by the field that it names."""

    def __init__(self, form: Form, places: Mapping[Cause, Field]) -> None:
        self._form = form
        self._places = dict(places)

    def clear(self) -> None:
        """Take all errors back."""
        for field in self._places.values():
            field.set_error("")

    def show(self, error: OmpError) -> None:
        """Say it at its field, and put the focus there; else in a sheet."""
        field = self._place(error)
        if field is None:
            self._form.show_error(error)
            return
        self._form.say_error(field, error)
        self._focus(field)

    @classmethod
    def say(cls, field: Field, text: str) -> None:
        """Say something else at a field, and put the focus there."""
        field.set_error(text)
        cls._focus(field)

    @staticmethod
    def _focus(field: Field) -> None:
        inner = field.input()
        if inner is not None:
            inner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, error: OmpError) -> Field | None:
        named = error.params.get("field")
        if isinstance(named, TextField) and named in self._places:
            return self._places[named]
        for cause, field in self._places.items():
            if isinstance(cause, type) and isinstance(error, cause):
                return field
        return None
