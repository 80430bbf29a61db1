"""Pages of which one is seen, in a box layout.

A QStackedWidget asks for the room of its largest page, seen or not; a box layout leaves hidden pages out.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def show_page(stack: QWidget, page: QWidget) -> None:
    """Show one of the widgets in the stack's layout and hide the others."""
    pages = [child for child in stack.children() if isinstance(child, QWidget)]
    if page not in pages:
        raise LookupError(f"{stack.objectName()} does not hold {page.objectName()}")
    # First hide, so that at no moment two of them ask for room.
    for each in pages:
        if each is not page:
            each.hide()
    page.show()
