"""Reads the XML of an instance into nodes, and keeps account of everything in it that has no place in the form."""

from collections.abc import Iterator

from lxml import etree

from forms.contract import Control, LostAnswer
from forms.engine.datatypes import lexical
from forms.engine.instance import InstanceNode, blank, grow
from forms.engine.model import MAX_NODES, Initial, SchemaNode
from forms.engine.state import State
from forms.engine.submission import COMPUTED, DRAFT
from forms.engine.xml import local
from forms.errors import FormTooLarge


class Loader:
    """Attributes:
    verbatim: the very same form wrote it, so values are taken as they stand.
    answers: nodes that hold what somebody answered, or may have.
    unseen: nodes that the draft knew nothing of.
    lost: what has no place.
    """

    def __init__(self, state: State, *, verbatim: bool) -> None:
        self.state = state
        self.verbatim = verbatim
        self.answers: list[InstanceNode] = []
        self.unseen: list[InstanceNode] = []
        self.lost: list[LostAnswer] = []
        self.local = state.now().tzinfo
        self.count = 0

    def load(self, element: etree._Element, initial: Initial) -> InstanceNode:
        """The root node of the instance."""
        node = InstanceNode(initial.schema, None)
        self.fill(node, element, initial, "/" + initial.schema.path.rpartition("/")[2])
        return node

    def fill(self, node: InstanceNode, element: etree._Element, initial: Initial, ref: str) -> None:
        """Gives a node the value, the attributes and the children of an element."""
        self.count += 1
        if self.count > MAX_NODES:
            raise FormTooLarge(f"more than {MAX_NODES} nodes", "draft")
        schema = node.schema
        is_leaf = not any(child.name[0] != "@" for child in schema.children.values())
        if is_leaf:
            self.take(node, element, ref)
        elif not len(element) and element.text and element.text.strip():
            self.lost.append(LostAnswer(ref, element.text, "the form asks for this in several parts now"))
        elements: dict[str, list[etree._Element]] = {}
        for child in element:
            elements.setdefault(str(child.tag), []).append(child)
        starts: dict[int, list[Initial]] = {}
        for start in initial.children:
            starts.setdefault(id(start.schema), []).append(start)
        for child_schema in schema.children.values():
            begins = starts.get(id(child_schema), [])
            if child_schema.name[0] == "@":
                node.kids[child_schema.name] = [self.attribute(child_schema, node, element, begin) for begin in begins]
            else:
                found = elements.pop(child_schema.tag, [])
                node.kids[child_schema.name] = self.kids(child_schema, node, found, begins, ref)
        for unknown in elements.values():
            for one in unknown:
                self.lose(one, f"{ref}/{local(one)}", "the form has no such question any more")

    def take(self, node: InstanceNode, element: etree._Element, ref: str) -> None:
        """The value of a leaf."""
        text = element.text or ""
        if not text:
            return
        computed = element.get(COMPUTED) is not None
        stored = text if self.verbatim or computed else self.checked(node.schema, text)
        if stored is None:
            self.lost.append(LostAnswer(ref, text, "the form asks for another kind of answer now"))
            return
        node.value = stored
        # A submission does not say which values its form computed: those of computed nodes are taken for such.
        is_draft = element.getroottree().getroot().get(f"{{{DRAFT}}}form") is not None
        if not computed and (is_draft or node.schema.bind.calculate is None):
            self.answers.append(node)

    def checked(self, schema: SchemaNode, text: str) -> str | None:
        """As an answer to the question as it is now; None when it cannot be one."""
        question = schema.question
        if question is not None and question.control is Control.TRIGGER and text != "OK":
            return None
        return lexical(text, schema.bind.type, self.local)

    def attribute(
        self, schema: SchemaNode, parent: InstanceNode, element: etree._Element, begin: Initial
    ) -> InstanceNode:
        """Attributes of the root name the form and its version: those of the form as it is now count."""
        kept = None if parent.schema is self.state.form.root else element.get(schema.tag)
        return InstanceNode(schema, parent, begin.value if kept is None else kept)

    def kids(
        self,
        schema: SchemaNode,
        parent: InstanceNode,
        elements: list[etree._Element],
        begins: list[Initial],
        ref: str,
    ) -> list[InstanceNode]:
        """The nodes of one name below a node."""
        if schema.repeat is None and not elements:
            grown = [grow(begin, parent) for begin in begins]
            self.unseen += grown
            return grown
        if schema.repeat is None:
            for one in elements[len(begins) :]:
                self.lose(one, f"{ref}/{local(one)}", "the form asks this only once now")
            elements = elements[: len(begins)]
        nodes = []
        for position, element in enumerate(elements, 1):
            node = InstanceNode(schema, parent)
            begin = begins[position - 1] if position <= len(begins) else self.template(schema)
            name = schema.path.rpartition("/")[2]
            self.fill(node, element, begin, f"{ref}/{name}[{position}]" if schema.repeat else f"{ref}/{name}")
            nodes.append(node)
        return nodes

    def template(self, schema: SchemaNode) -> Initial:
        """What an instance beyond those of the form itself begins as."""
        if schema.repeat is not None and schema.repeat.template is not None:
            return schema.repeat.template
        return blank(schema)

    def lose(self, element: etree._Element, ref: str, reason: str) -> None:
        """Everything in an element goes on the report."""
        for place, text in _leaves(element, ref):
            # The ids of a submission are not answers: the next one gets its own.
            if not place.endswith(("/meta/instanceID", "/meta/deprecatedID")):
                self.lost.append(LostAnswer(place, text, reason))


def _leaves(element: etree._Element, ref: str) -> Iterator[tuple[str, str]]:
    if not len(element):
        if element.text and element.get(COMPUTED) is None:
            yield ref, element.text
        return
    for child in element:
        yield from _leaves(child, f"{ref}/{local(child)}")
