"""Document order (XPath 1.0 section 5), for the node-sets that are put together out of several."""

from collections.abc import Hashable, Iterable

from forms.xpath.nodes import Cell, Node
from forms.xpath.work import spend


def _identity(node: Node) -> Hashable:
    """Cells are made anew each time they are walked to: they are the same when their row and name are."""
    return (id(node.parent), node.name) if isinstance(node, Cell) else id(node)


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """Each node once, in the order of the document; nodes of several documents in the order of these."""
    once = {_identity(node): node for node in nodes}
    if len(once) < 2:
        return list(once.values())
    places: dict[int, dict[Hashable, int]] = {}
    documents: dict[int, int] = {}

    def key(node: Node) -> tuple[int, ...]:
        chain: list[int] = []
        at = node
        while at.parent is not None:
            parent = at.parent
            siblings = places.get(id(parent))
            if siblings is None:
                kids = (*parent.attribute("*"), *parent.children("*"))
                spend(len(kids))
                siblings = places[id(parent)] = {_identity(kid): place for place, kid in enumerate(kids)}
            chain.append(siblings.get(_identity(at), 0))
            at = parent
        return (documents.setdefault(id(at), len(documents)), *reversed(chain))

    return sorted(once.values(), key=key)
