"""What a screen reader asks over the accessibility bus: objects with role, name, states and actions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from tests.accessibility.patience import PATIENCE, until

_DESKTOP = "/org/a11y/atspi/accessible/root"
_PREFIX = "org.a11y.atspi."
_REGISTRY = DBusAddress(
    "/org/a11y/atspi/registry", bus_name=f"{_PREFIX}Registry", interface=f"{_PREFIX}Registry"
)
_EVENTS = ("object:announcement", "object:state-changed")
# An object that went between two questions is said in different ways.
_GONE = frozenset(
    f"org.freedesktop.DBus.Error.{name}" for name in ("UnknownObject", "UnknownInterface", "NoReply")
)


class Role(IntEnum):
    """AtspiRole, as far as a voter's screen has them."""

    CHECK_BOX = 7
    COMBO_BOX = 11
    DIALOG = 16
    FILLER = 20
    FRAME = 23
    IMAGE = 27
    LABEL = 29
    LIST = 31
    LIST_ITEM = 32
    PANEL = 39
    PASSWORD_TEXT = 40
    BUTTON = 43
    RADIO_BUTTON = 44
    TEXT = 61
    WINDOW = 69
    APPLICATION = 75


# They are asked for no action: that takes longer than all else.
_STILL = frozenset({Role.FILLER, Role.LABEL, Role.IMAGE, Role.FRAME, Role.APPLICATION})


class State(IntEnum):
    """AtspiStateType, as far as a voter's screen has them."""

    ACTIVE = 1
    CHECKED = 4
    ENABLED = 8
    FOCUSABLE = 11
    FOCUSED = 12
    MODAL = 16
    SENSITIVE = 24
    SHOWING = 25
    VISIBLE = 30
    CHECKABLE = 41


class Gone(LookupError):
    """The object, or the program, is no longer there."""


@dataclass(frozen=True)
class Node:
    """One object of a program; every question is asked anew."""

    bus: Bus = field(repr=False)
    owner: str
    path: str

    @property
    def children(self) -> list[Node]:
        """What is in it."""
        return [Node(self.bus, *reference) for reference in self._call("Accessible", "GetChildren")[0]]

    def seen(self) -> Seen:
        """What a screen reader finds out about it."""
        low, high = self._call("Accessible", "GetState")[0]
        bits = low | high << 32
        role = Role(self._call("Accessible", "GetRole")[0])
        return Seen(
            self,
            role,
            str(self._property("Accessible", "Name")),
            str(self._property("Accessible", "Description")),
            frozenset(state for state in State if bits >> state & 1),
            () if role in _STILL else tuple(self._actions()),
        )

    def _actions(self) -> Iterator[str]:
        """Names of what can be done with it, as the toolkit calls them."""
        if f"{_PREFIX}Action" in self._call("Accessible", "GetInterfaces")[0]:
            for index in range(self._property("Action", "NActions")):
                yield str(self._call("Action", "GetName", "i", (index,))[0])

    def act(self, index: int = 0) -> None:
        """Do one of its actions; the first is what a reader does when its user presses Enter on it."""
        self._call("Action", "DoAction", "i", (index,))

    def text(self) -> str:
        """What a text field holds."""
        return str(self._call("Text", "GetText", "ii", (0, -1))[0])

    def write(self, text: str) -> None:
        """Put a text into a field."""
        self._call("EditableText", "SetTextContents", "s", (text,))

    def _call(self, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        return self.bus.ask(new_method_call(self._address(interface), member, signature or None, body))

    def _property(self, interface: str, name: str) -> Any:
        return self.bus.ask(Properties(self._address(interface)).get(name))[0][1]

    def _address(self, interface: str) -> DBusAddress:
        return DBusAddress(self.path, bus_name=self.owner, interface=_PREFIX + interface)


@dataclass(frozen=True)
class Seen:
    """What was told of an object at one moment."""

    node: Node = field(repr=False)
    role: Role
    name: str
    description: str
    states: frozenset[State]
    actions: tuple[str, ...]

    @property
    def shown(self) -> bool:
        """Whether a screen reader reads it at all."""
        return State.SHOWING in self.states

    @property
    def checked(self) -> bool:
        """Whether it is chosen."""
        return State.CHECKED in self.states

    @property
    def enabled(self) -> bool:
        """Whether something can be done with it."""
        return State.ENABLED in self.states


class Bus:
    """A connection to the accessibility bus, as a screen reader has one."""

    def __init__(self, connection: DBusConnection, signals: deque[Message]) -> None:
        """Begin to listen."""
        self._connection = connection
        self._signals = signals
        self.ask(message_bus.AddMatch(f"type='signal',interface='{_PREFIX}Event.Object'"))
        for event in _EVENTS:
            self.ask(new_method_call(_REGISTRY, "RegisterEvent", "sass", (event, [], "")))

    def ask(self, message: Message) -> Any:
        """Send a call; its answer. Raises Gone."""
        try:
            return unwrap_msg(self._connection.send_and_get_reply(message, timeout=PATIENCE))
        except DBusErrorResponse as error:
            if error.name in _GONE:
                raise Gone(str(error)) from error
            raise

    def program(self, process: int) -> Node:
        """The program with this process id, once it has told of itself."""
        return until(lambda: self._program(process), f"the program {process} on the bus")

    def events(self, member: str) -> list[Message]:
        """Signals of this name that have come since they were last asked for; all others are dropped."""
        came = [each for each in self._signals if each.header.fields[HeaderFields.member] == member]
        self._signals.clear()
        return came

    def announced(self) -> list[str]:
        """What readers were told to say since signals were last asked for."""
        return [str(message.body[3][1]) for message in self.events("Announcement")]

    def _program(self, process: int) -> Node | None:
        assert _REGISTRY.bus_name
        for node in Node(self, _REGISTRY.bus_name, _DESKTOP).children:
            if self.ask(message_bus.GetConnectionUnixProcessID(node.owner))[0] == process:
                return node
        return None


@contextmanager
def listening(address: str) -> Iterator[Bus]:
    """A screen reader on the accessibility bus."""
    with open_dbus_connection(address) as connection:
        rule = MatchRule(type="signal", interface=f"{_PREFIX}Event.Object")
        with connection.filter(rule, bufsize=10_000) as signals:
            yield Bus(connection, signals)


def everything(node: Node) -> list[Seen]:
    """An object and all in it, in order, also what is not shown."""
    try:
        found = [node.seen()]
        for child in node.children:
            found += everything(child)
    except Gone:
        return []
    return found


def shown(node: Node) -> list[Seen]:
    """What a screen reader reads of a program, in order."""
    return [seen for seen in everything(node) if seen.shown]
