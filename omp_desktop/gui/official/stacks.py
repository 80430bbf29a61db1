"""Stacks whose hidden pages take no room."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget


def show_page(stack: QStackedWidget, page: QWidget) -> None:
    """Show one page of the stack; only this one decides how much room the stack needs.

    Qt asks for the room of the largest page, seen or not.
    """
    preferred, ignored = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
    for place in range(stack.count()):
        each = stack.widget(place)
        policy = preferred if each is page else ignored
        if each is not None:
            each.setSizePolicy(policy, policy)
    stack.setCurrentWidget(page)
