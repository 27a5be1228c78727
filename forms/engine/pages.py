"""The pages of a form as it stands: one a question, one a field-list, one where a repeat can grow."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from forms.contract import Page, PageKind
from forms.engine.instance import InstanceNode, blank, grow
from forms.engine.model import BodyItem, GroupDefinition, QuestionDefinition, RepeatDefinition, SchemaNode, Text
from forms.engine.state import State
from forms.xpath.values import to_boolean

FIELD_LISTS = frozenset({"field-list", "table-list"})


@dataclass(slots=True)
class Book:
    """Attributes:
    pages: the relevant ones, in order.
    page_of: by question node, the key of its page, relevant or not.
    sections_of: by question node.
    """

    pages: list[Page] = field(default_factory=list)
    page_of: dict[InstanceNode, str] = field(default_factory=dict)
    sections_of: dict[InstanceNode, tuple[str, ...]] = field(default_factory=dict)


def bind_book(state: State) -> Book:
    """Leafs through the whole body."""
    return _Binder(state).bind()


class _Binder:
    def __init__(self, state: State) -> None:
        self.state = state
        self.book = Book()

    def bind(self) -> Book:
        root = self.state.below(self.state.document, self.state.form.root)[0]
        self.walk(self.state.form.body, root, ())
        return self.book

    def locate(self, schema: SchemaNode, base: InstanceNode) -> InstanceNode | None:
        found = self.state.around(base, schema)
        return found[0] if found else None

    def walk(self, items: Iterable[BodyItem], base: InstanceNode, sections: tuple[str, ...]) -> None:
        for item in items:
            if isinstance(item, QuestionDefinition):
                self.question(item, base, sections)
            elif isinstance(item, GroupDefinition):
                self.group(item, base, sections)
            else:
                self.repeat(item, base, sections)

    def question(self, item: QuestionDefinition, base: InstanceNode, sections: tuple[str, ...]) -> None:
        node = self.locate(item.schema, base)
        if node is None:
            return
        self.book.page_of[node] = node.ref
        self.book.sections_of[node] = sections
        if node.live:
            self.book.pages.append(Page(node.ref, PageKind.QUESTION, (node.ref,), "", sections))

    def group(self, item: GroupDefinition, base: InstanceNode, sections: tuple[str, ...]) -> None:
        node = base if item.schema is None else self.locate(item.schema, base)
        if node is None:
            return
        label = self.label(item.label, node)
        if item.appearances & FIELD_LISTS:
            key = f"{node.ref}/{item.key}" if item.key else node.ref
            self.together(item.children, node, key, label, sections)
        else:
            self.walk(item.children, node, (*sections, label) if label else sections)

    def label(self, text: Text, node: InstanceNode) -> str:
        return self.state.texts.render(text, node) if text else ""

    def together(
        self, items: Iterable[BodyItem], base: InstanceNode, key: str, title: str, sections: tuple[str, ...]
    ) -> None:
        """One page for everything below."""
        nodes = [node for node, _ in self.flatten(items, base)]
        for node in nodes:
            self.book.page_of[node] = key
            self.book.sections_of[node] = (*sections, title) if title else sections
        refs = tuple(node.ref for node in nodes if node.live)
        if refs:
            self.book.pages.append(Page(key, PageKind.GROUP, refs, title, sections))
        for repeat, parent in self.repeats_in(items, base):
            self.place_to_grow(repeat, parent, (*sections, title) if title else sections)

    def repeats_in(
        self, items: Iterable[BodyItem], base: InstanceNode
    ) -> Iterable[tuple[RepeatDefinition, InstanceNode]]:
        """The repeats on a page, each with the node that its instances are below."""
        for item in items:
            if isinstance(item, GroupDefinition):
                inside = base if item.schema is None else self.locate(item.schema, base)
                if inside is not None:
                    yield from self.repeats_in(item.children, inside)
            elif isinstance(item, RepeatDefinition):
                for instance in self.state.around(base, item.schema):
                    yield from self.repeats_in(item.children, instance)
                parent = self.parent_of(item.schema, base)
                if parent is not None:
                    yield item, parent

    def flatten(
        self, items: Iterable[BodyItem], base: InstanceNode
    ) -> Iterable[tuple[InstanceNode, QuestionDefinition]]:
        for item in items:
            if isinstance(item, QuestionDefinition):
                node = self.locate(item.schema, base)
                if node is not None:
                    yield node, item
            elif isinstance(item, GroupDefinition):
                inside = base if item.schema is None else self.locate(item.schema, base)
                if inside is not None:
                    yield from self.flatten(item.children, inside)
            else:
                for instance in self.state.around(base, item.schema):
                    yield from self.flatten(item.children, instance)

    def parent_of(self, schema: SchemaNode, base: InstanceNode) -> InstanceNode | None:
        """The node that the instances of a repeat are below, in the repeat instances that base is in."""
        return base if schema.parent is base.schema or schema.parent is None else self.locate(schema.parent, base)

    def repeat(self, item: RepeatDefinition, base: InstanceNode, sections: tuple[str, ...]) -> None:
        parent = self.parent_of(item.schema, base)
        if parent is None:
            return
        for number, instance in enumerate(parent.kids[item.schema.name], 1):
            title = self.label(item.label, instance)
            inner = (*sections, f"{title} {number}") if title else sections
            if item.appearances & FIELD_LISTS:
                self.together(item.children, instance, instance.ref, inner[-1] if title else "", sections)
            else:
                self.walk(item.children, instance, inner)
        self.place_to_grow(item, parent, sections)

    def place_to_grow(self, item: RepeatDefinition, parent: InstanceNode, sections: tuple[str, ...]) -> None:
        """The page where one more instance can be added, when it can."""
        schema = item.schema
        if schema.repeat is None or schema.repeat.fixed or not self.can_grow(schema, parent):
            return
        key = f"{parent.ref}{schema.path[len(parent.schema.path) :]}"
        instances = parent.kids[schema.name]
        title = self.label(item.label, instances[-1] if instances else parent)
        refs = tuple(instance.ref for instance in instances)
        self.book.pages.append(Page(key, PageKind.REPEAT, refs, title, sections))

    def can_grow(self, schema: SchemaNode, parent: InstanceNode) -> bool:
        """Whether an instance would be relevant; asked of one that is not there when there is none."""
        if not parent.live:
            return False
        relevant = schema.bind.relevant
        if relevant is None or parent.kids[schema.name]:
            return all(kid.live for kid in parent.kids[schema.name][-1:])
        value = self.state.try_evaluate(relevant, grow(blank(schema), parent))
        return value is not None and to_boolean(value)
