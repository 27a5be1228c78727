"""What the evaluator needs to know of a node, and the nodes of secondary instances.

Secondary instances are read-only. A flat one (rows with the same kind of leaves: choice lists, CSV files) is kept as
rows of strings with an index per column, because ten thousand node trees cost more than everything else a form does;
node objects for its cells appear only when an expression walks to them.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from forms.xpath.numbers import number_of
from forms.xpath.work import FEW, counted_text, spend


class Node(ABC):
    """An element or attribute. name is "local", or "{namespace}local" for foreign namespaces."""

    __slots__ = ()

    name: str
    parent: "Node | None"
    # Whether the node is relevant, and whether it belongs to the primary instance.
    live: bool = True
    primary: bool = False

    @abstractmethod
    def children(self, name: str, /) -> Sequence["Node"]:
        """Child elements of that name in document order; "*" for all of them."""

    @abstractmethod
    def text(self) -> str:
        """The string value: own text, or the text of everything below."""

    def number(self) -> float:
        """The number that the text says, NaN for none."""
        return number_of(self.text())

    def attribute(self, _name: str, /) -> Sequence["Node"]:
        """Attributes of that name; "*" for all of them."""
        return ()

    def text_of(self, name: str) -> str | None:
        """The string value of the first child of that name, None when there is none."""
        for child in self.children(name):
            return child.text()
        return None

    def find(self, _name: str, _key: str, _wanted: str | float, /) -> Sequence["Node"] | None:
        """Children of a name whose child key equals wanted (as string or number); None when there is no index."""
        return None


class Element(Node):
    """A node of a tree-shaped secondary instance, or its document node (name "")."""

    __slots__ = ("_by_name", "attributes", "kids", "name", "parent", "value")

    def __init__(self, name: str, parent: Node | None, value: str = "") -> None:
        self.name = name
        self.parent = parent
        self.value = value
        self.kids: list[Node] = []
        self.attributes: list[Node] = []
        self._by_name: dict[str, list[Node]] | None = None

    def children(self, name: str) -> Sequence[Node]:
        if name == "*":
            return self.kids
        if len(self.kids) <= FEW:
            return [kid for kid in self.kids if kid.name == name]
        if self._by_name is None:
            by_name: dict[str, list[Node]] = {}
            for kid in self.kids:
                by_name.setdefault(kid.name, []).append(kid)
            # One assignment, so that sessions on different threads may share the tree.
            self._by_name = by_name
        return self._by_name.get(name, ())

    def text(self) -> str:
        if not self.kids:
            return self.value
        spend(len(self.kids))
        return counted_text(self.value + "".join(kid.text() for kid in self.kids))

    def attribute(self, name: str) -> Sequence[Node]:
        return self.attributes if name == "*" else [node for node in self.attributes if node.name == name]


class Cell(Node):
    """One value of a Row."""

    __slots__ = ("name", "parent", "value")

    def __init__(self, name: str, parent: Node, value: str) -> None:
        self.name = name
        self.parent = parent
        self.value = value

    def children(self, _name: str, /) -> Sequence[Node]:
        return ()

    def text(self) -> str:
        return self.value


class Row(Node):
    """One item of a Table."""

    __slots__ = ("cells", "name", "parent")

    def __init__(self, name: str, parent: Node, cells: Mapping[str, str]) -> None:
        self.name = name
        self.parent = parent
        self.cells = cells

    def children(self, name: str) -> Sequence[Node]:
        if name == "*":
            return [Cell(key, self, value) for key, value in self.cells.items()]
        value = self.cells.get(name)
        return () if value is None else (Cell(name, self, value),)

    def text(self) -> str:
        return "".join(self.cells.values())

    def text_of(self, name: str) -> str | None:
        return self.cells.get(name)


class Table(Node):
    """The root element of a flat secondary instance: rows of leaves, every row called item_name."""

    __slots__ = ("_indexes", "item_name", "name", "parent", "rows")

    def __init__(self, name: str, parent: Node, item_name: str, rows: Sequence[Mapping[str, str]]) -> None:
        self.name = name
        self.parent = parent
        self.item_name = item_name
        self.rows = [Row(item_name, self, cells) for cells in rows]
        self._indexes: dict[tuple[str, type], dict[str | float, list[Row]]] = {}

    def children(self, name: str) -> Sequence[Node]:
        return self.rows if name in ("*", self.item_name) else ()

    def text(self) -> str:
        spend(len(self.rows))
        return counted_text("".join(row.text() for row in self.rows))

    def find(self, name: str, key: str, wanted: str | float) -> Sequence[Node] | None:
        if name not in ("*", self.item_name):
            return ()
        kind = type(wanted)
        index = self._indexes.get((key, kind))
        if index is None:
            index = {}
            for row in self.rows:
                text = row.cells.get(key, "")
                index.setdefault(text if kind is str else number_of(text), []).append(row)
            # One assignment, so that sessions on different threads may share the table.
            self._indexes[key, kind] = index
        return index.get(wanted, ())


def document_of(root: Element | Table) -> Element:
    """A document node above a root element, as instance() returns it."""
    document = Element("", None)
    document.kids.append(root)
    root.parent = document
    return document
