"""What an expression sees when it is evaluated: the node it is about, and the form filling around it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeAlias

from forms.xpath.nodes import Node
from forms.xpath.values import Value


class Host(Protocol):
    """The form filling that expressions run in."""

    @property
    def root(self) -> Node:
        """The document node above the primary instance's root element."""

    @property
    def singles(self) -> Sequence[Node]:
        """Nodes outside repeats, at the index that the form gave them."""

    def instance(self, name: str) -> Node | None:
        """The document node of a secondary instance."""

    def now(self) -> datetime:
        """The moment, aware, in local time."""

    def new_uuid(self) -> str:
        """A fresh random UUID."""

    def random(self) -> float:
        """A random number in [0, 1)."""

    def shuffle_seed(self, node: Node) -> int:
        """A seed that stays the same for this node as long as the form filling lives."""

    def property(self, name: str) -> str:
        """A property of the device or user; "" when unknown."""

    def language(self) -> str:
        """The language of labels now."""

    def itext(self, text_id: str, node: Node) -> str:
        """A translated text."""

    def choice_label(self, node: Node, value: str, question: str) -> str:
        """The label of a choice of a question (a path)."""

    def version(self) -> str:
        """The version of the form."""


class Context:
    """The XPath evaluation context.

    Attributes:
        node: the context node of XPath 1.0.
        current: the node that the whole expression is about.
        anchor: the node of the primary instance whose repeat instances absolute paths mean.
        position, size: of the node in the list a predicate filters; 0 outside predicates.
    """

    __slots__ = ("anchor", "current", "host", "node", "position", "size")

    def __init__(self, host: Host, node: Node, current: Node | None = None) -> None:
        self.host = host
        self.node = node
        self.current = node if current is None else current
        self.anchor = self.current
        self.position = 0
        self.size = 0


Evaluate: TypeAlias = Callable[[Context], Value]
