"""Style sheet for Qt's own parts: inputs, table heads, lists, scroll bars, tool tips, calendars.

Colours only: sizes of text come from `setFont`, because both on one widget fight.
"""

from string import Template

from omp_desktop import paths
from omp_desktop.gui.palettes import Palette

_STRONG = 2  # px: border with focus
_WHOLE_PADDINGS = (11, 12, 13)  # px: border and padding of inputs


def sheet(colours: Palette, line: int) -> str:
    """The style sheet in these colours; `line` is the width of a control's border in px."""
    template = Template(paths.resource("styles", "omp.qss").read_text(encoding="utf-8"))
    names = {role: colour.name() for role, colour in colours.items() if role != "scrim"}
    # In high contrast every border is strong, so a wrong value needs an even stronger one.
    widths = {"line": line, "strong": _STRONG, "error": _STRONG if line == 1 else 2 * _STRONG}
    # Border and padding together stay the same, so that no text moves when a border changes.
    paddings = {
        f"{name}_{whole}": whole - width for name, width in widths.items() for whole in _WHOLE_PADDINGS
    }
    return template.substitute(names, **widths, **paddings)
