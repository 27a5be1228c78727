"""The primary instance of one form filling: nodes with values and the state the form computes for them."""

from collections.abc import Iterator, Sequence

from forms.engine.model import Initial, SchemaNode
from forms.xpath.nodes import Node
from forms.xpath.numbers import NAN, number_of
from forms.xpath.work import charge, counted_text, spend


class InstanceNode(Node):
    """A node of the primary instance.

    Attributes:
        kids: by name of child, the nodes of that name in order; more than one in repeats.
        relevant: what its own bind says.
        live: relevant together with all its ancestors.
        own_readonly: what its own bind says; readonly is inherited, see is_readonly.
        gone: taken out of the instance.
        fits: whether the constraint holds (true while there is no answer).
    """

    __slots__ = (
        "_number",
        "_ref",
        "_said",
        "fits",
        "gone",
        "kids",
        "live",
        "name",
        "own_readonly",
        "parent",
        "relevant",
        "required",
        "schema",
        "value",
    )

    primary = True
    parent: "InstanceNode | None"

    def __init__(self, schema: SchemaNode, parent: "InstanceNode | None", value: str = "") -> None:
        self.schema = schema
        self.name = schema.name
        self.parent = parent
        self.value = value
        self.kids: dict[str, list[InstanceNode]] = {}
        self.relevant = True
        self.live = True if parent is None else parent.live
        self.own_readonly = False
        self.required = False
        self.fits = True
        self.gone = False
        self._ref: str | None = None
        # The number that the value said when it was last asked for it.
        self._said = ""
        self._number = NAN

    def children(self, name: str) -> Sequence[Node]:
        if name == "*":
            charge(len(self.kids))
            return [kid for kids in self.kids.values() for kid in kids if kid.live and kid.name[0] != "@"]
        kids = self.kids.get(name)
        if not kids:
            return ()
        if len(kids) == 1:
            return kids if kids[0].live else ()
        charge(len(kids))
        return [kid for kid in kids if kid.live]

    def attribute(self, name: str) -> Sequence[Node]:
        if name == "*":
            return [kid for kids in self.kids.values() for kid in kids if kid.name[0] == "@"]
        return self.kids.get(f"@{name}", ())

    def text(self) -> str:
        if not self.kids:
            return self.value
        kids = self.children("*")
        spend(len(kids))
        return counted_text(self.value + "".join(kid.text() for kid in kids))

    def number(self) -> float:
        value = self.value
        if self.kids:
            return number_of(self.text())
        if value is not self._said:
            self._number = number_of(value)
            self._said = value
        return self._number

    def walk(self) -> "Iterator[InstanceNode]":
        """This node and all below it, in document order, relevant or not."""
        yield self
        for kids in self.kids.values():
            for kid in kids:
                yield from kid.walk()

    @property
    def ref(self) -> str:
        """The absolute path, with a position on repeats."""
        if self._ref is None:
            if self.parent is None or self.parent.parent is None:
                self._ref = self.schema.path
            else:
                own = self.schema.path[len(self.parent.schema.path) :]
                position = f"[{self.position}]" if self.schema.repeat is not None else ""
                self._ref = f"{self.parent.ref}{own}{position}"
        return self._ref

    @property
    def position(self) -> int:
        """Among the nodes of its name, from 1."""
        if self.parent is None:
            return 1
        siblings = self.parent.kids[self.name]
        return 1 if len(siblings) == 1 else next(n for n, node in enumerate(siblings, 1) if node is self)

    def forget_refs(self) -> None:
        """After renumbering."""
        for node in self.walk():
            node._ref = None

    @property
    def is_readonly(self) -> bool:
        """Own or inherited."""
        node: InstanceNode | None = self
        while node is not None:
            if node.own_readonly:
                return True
            node = node.parent
        return False


def blank(schema: SchemaNode) -> Initial:
    """A node and what must be below it, without values."""
    return Initial(schema, "", [blank(child) for child in schema.children.values() if child.repeat is None])


def grow(initial: Initial, parent: InstanceNode | None) -> InstanceNode:
    """An instance node, with everything below it, as the form declares its beginning."""
    node = InstanceNode(initial.schema, parent, initial.value)
    for schema in initial.schema.children.values():
        node.kids[schema.name] = []
    for child in initial.children:
        node.kids[child.schema.name].append(grow(child, node))
    return node
