"""What the evaluator needs to know of a node, and the nodes of secondary instances.

Secondary instances are read-only. A flat one (rows with the same kind of leaves: choice lists, CSV files) is kept as
rows of strings with an index per column, because ten thousand node trees cost more than everything else a form does;
node objects for its cells appear only when an expression walks to them.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import overload

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


class Records(Sequence[Mapping[str, str]]):
    """The rows of a file as they were read, with one header. Rows may be short; what they lack is empty."""

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.header = header
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Mapping[str, str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Mapping[str, str]]: ...
    def __getitem__(self, place: int | slice) -> Mapping[str, str] | Sequence[Mapping[str, str]]:
        if isinstance(place, slice):
            return Records(self.header, self.rows[place])
        return {name: text for name, text in zip_longest(self.header, self.rows[place], fillvalue="") if name}

    def column(self, name: str) -> Iterable[str]:
        """The values of one column, in order."""
        if name not in self.header:
            return ("",) * len(self.rows)
        at = self.header.index(name)
        return [row[at] if len(row) > at else "" for row in self.rows]


def _column(cells: Sequence[Mapping[str, str]], name: str) -> Iterable[str]:
    return cells.column(name) if isinstance(cells, Records) else [row.get(name, "") for row in cells]


class Table(Node):
    """The root element of a flat secondary instance: rows of leaves, every row called item_name.

    Rows become nodes when they are asked for, each once. Sessions on different threads share a table: what is made up
    later is put in place by one operation.
    """

    __slots__ = ("_indexes", "_made", "_rows", "cells", "item_name", "name", "parent")

    def __init__(self, name: str, parent: Node, item_name: str, cells: Sequence[Mapping[str, str]]) -> None:
        self.name = name
        self.parent = parent
        self.item_name = item_name
        self.cells = cells
        self._made: dict[int, Row] = {}
        self._rows: list[Row] | None = None
        self._indexes: dict[tuple[str, type], dict[str | float, list[int]]] = {}

    def _row(self, place: int) -> Row:
        row = self._made.get(place)
        return self._made.setdefault(place, Row(self.item_name, self, self.cells[place])) if row is None else row

    @property
    def rows(self) -> list[Row]:
        """All of them."""
        if self._rows is None:
            self._rows = [self._row(place) for place in range(len(self.cells))]
        return self._rows

    def children(self, name: str) -> Sequence[Node]:
        return self.rows if name in ("*", self.item_name) else ()

    def text(self) -> str:
        spend(len(self.cells))
        return counted_text("".join(row.text() for row in self.rows))

    def find(self, name: str, key: str, wanted: str | float) -> Sequence[Node] | None:
        if name not in ("*", self.item_name):
            return ()
        kind = type(wanted)
        index = self._indexes.get((key, kind))
        if index is None:
            index = {}
            for place, text in enumerate(_column(self.cells, key)):
                index.setdefault(text if kind is str else number_of(text), []).append(place)
            self._indexes[key, kind] = index
        return [self._row(place) for place in index.get(wanted, ())]


def document_of(root: Element | Table) -> Element:
    """A document node above a root element, as instance() returns it."""
    document = Element("", None)
    document.kids.append(root)
    root.parent = document
    return document
