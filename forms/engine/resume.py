"""Takes a draft or submission back into a form, which may be newer than the one that wrote it."""

from collections.abc import Iterator

from lxml import etree

from forms.contract import LostAnswer
from forms.engine.datatypes import lexical
from forms.engine.instance import InstanceNode, blank, grow
from forms.engine.model import Initial, Part, SchemaNode
from forms.engine.state import State
from forms.engine.submission import DRAFT, SEED
from forms.engine.xml import local, read_xml
from forms.errors import FormSyntaxError

_CLOCK = frozenset({"today", "now"})


def resume(state: State, draft: bytes) -> tuple[LostAnswer, ...]:
    """Fills a fresh state. Raises FormSyntaxError for what is not an instance of this form."""
    root = read_xml(draft, "draft")
    form = state.form
    if root.tag != form.root.tag or (root.get("id") or "") != form.form_id:
        raise FormSyntaxError(f"an instance of another form: {root.get('id') or local(root)}", "draft")
    seed = root.get(SEED)
    state.seed = int(seed) if seed is not None and seed.isascii() and seed.isdigit() else 0
    loader = _Loader(state)
    state.plant(loader.load(root, form.initial))
    version = next((str(value) for name, value in root.attrib.items() if str(name).endswith("version")), "")
    if version == form.version:
        _wake(state)
    else:
        state.mark_everything()
    lost = loader.lost
    lost += _settle(state)
    return tuple(lost)


class _Loader:
    def __init__(self, state: State) -> None:
        self.state = state
        self.lost: list[LostAnswer] = []
        self.local = state.now().tzinfo

    def load(self, element: etree._Element, initial: Initial) -> InstanceNode:
        node = InstanceNode(initial.schema, None)
        self.fill(node, element, initial, "/" + initial.schema.path.rpartition("/")[2])
        return node

    def fill(self, node: InstanceNode, element: etree._Element, initial: Initial, ref: str) -> None:
        schema = node.schema
        children = [child for child in schema.children.values() if child.name[0] != "@"]
        if not children:
            node.value = self.value(schema, element.text or "", ref)
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
        if schema.repeat is None and not elements:
            return [grow(begin, parent) for begin in begins]
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
        if schema.repeat is not None and schema.repeat.template is not None:
            return schema.repeat.template
        return blank(schema)

    def value(self, schema: SchemaNode, text: str, ref: str) -> str:
        stored = lexical(text, schema.bind.type, self.local)
        if stored is None:
            self.lost.append(LostAnswer(ref, text, "the form asks for another kind of answer now"))
            return ""
        # Kept letter by letter: what is in a draft has been through lexical() before.
        return text

    def lose(self, element: etree._Element, ref: str, reason: str) -> None:
        for place, text in _leaves(element, ref):
            # The ids of a submission are not answers: the next one gets its own.
            if not place.endswith(("/meta/instanceID", "/meta/deprecatedID")):
                self.lost.append(LostAnswer(place, text, reason))


def _leaves(element: etree._Element, ref: str) -> Iterator[tuple[str, str]]:
    if not len(element):
        if element.text and not str(element.tag).startswith(f"{{{DRAFT}}}"):
            yield ref, element.text
        return
    for child in element:
        yield from _leaves(child, f"{ref}/{local(child)}")


def _wake(state: State) -> None:
    """The same version of the form: values are as they were left. Only what is not written down is computed, and what
    the clock may have changed."""
    for trigger in state.form.graph.ranked:
        nodes = state.below(state.document, trigger.target)
        if trigger.part is Part.RELEVANT:
            for node in nodes:
                _set_relevant(state, node)
        elif trigger.part is not Part.CALCULATE or trigger.expression.volatile & _CLOCK:
            state.mark(trigger, nodes)


def _set_relevant(state: State, node: InstanceNode) -> None:
    """Relevance without setting anything off: the values already are what they are with it."""
    from forms.xpath.values import to_boolean

    expression = node.schema.bind.relevant
    value = None if expression is None else state.try_evaluate(expression, node)
    node.relevant = True if value is None else to_boolean(value)
    _pass_on(node)


def _pass_on(node: InstanceNode) -> None:
    node.live = node.relevant and (node.parent is None or node.parent.live)
    for kids in node.kids.values():
        for kid in kids:
            _pass_on(kid)


def _settle(state: State) -> list[LostAnswer]:
    """Computes, and reports answers that were taken out because they are no longer among the choices."""
    before = {
        node: node.value
        for question in state.form.questions()
        for node in state.below(state.document, question.schema)
        if node.value and (question.itemset is not None or question.choices)
    }
    state.settle()
    for node in before:
        state.choices.refresh(node)
    state.settle()
    state.events.load()
    state.settle()
    state.changed.clear()
    reason = "it is no longer among the choices"
    return [LostAnswer(node.ref, value, reason) for node, value in before.items() if node.value != value]
