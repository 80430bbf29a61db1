"""Style sheet for Qt's own parts: inputs, table heads, lists, scroll bars, tool tips, calendars.

Colours only: sizes of text come from `setFont`, because both on one widget fight.
"""

from string import Template

from omp_desktop import paths
from omp_desktop.gui.palettes import Palette


def sheet(colours: Palette, line: int) -> str:
    """The style sheet in these colours; `line` is the width of a control's border in px."""
    template = Template(paths.resource("styles", "omp.qss").read_text(encoding="utf-8"))
    names = {role: colour.name() for role, colour in colours.items() if role != "scrim"}
    return template.substitute(names, line=str(line), inset=str(max(2, line)))
