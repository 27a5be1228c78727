"""Compiles the expressions and texts of a form: the part that every reader of a piece of the form shares."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml import etree

from forms.engine.analyse import VOLATILE, Analysis
from forms.engine.model import Expression, SchemaNode, Text
from forms.engine.xml import XFORMS, XHTML, line, local, namespace
from forms.errors import ExpressionError, FormError, FormSyntaxError, FormTooLarge, UnsupportedFeature
from forms.xpath import tree
from forms.xpath.compiler import compile_tree
from forms.xpath.parser import parse
from forms.xpath.paths import leading_names
from forms.xpath.scope import Scope
from forms.xpath.tree import Axis, Start

JAVAROSA_ITEXT = "jr:itext("
# Characters of all expressions of a form together, each counted as at least some: a hundred times what a form of three
# hundred questions has.
MAX_EXPRESSIONS = 2_000_000
LEAST = 40


class Reader:
    """Knows the schema and the namespaces; every expression of a form goes through it."""

    def __init__(
        self, root: SchemaNode, namespaces: Mapping[str, str], plain: frozenset[str], *, lenient: bool = False
    ) -> None:
        self.root = root
        self.lenient = lenient
        # What is wrong with the form without making it unusable, each with its place.
        self.warnings: list[str] = []
        self.plain = plain
        self.scope = Scope(namespaces, plain, self._single)
        # Ids of the secondary instances; None until they are read.
        self.instances: frozenset[str] | None = None
        # Paths that jr:choice-name() names, and ids that jr:itext() names, and where: checked when all is read.
        self.choice_questions: list[tuple[str, str]] = []
        self.text_ids: list[tuple[str, str]] = []
        # Characters of the expressions read.
        self.size = 0
        # Once the form is read, sessions share the reader and nothing in it changes.
        self.done = False

    @property
    def top(self) -> SchemaNode:
        """The root element, which relative references outside groups are relative to."""
        return next(iter(self.root.children.values()))

    def expression(self, source: str, target: SchemaNode, where: str) -> Expression:
        """Compiles an expression about a node of the primary instance; errors name the place."""
        self._count(source, where)
        try:
            syntax = parse(source)
            evaluate = compile_tree(syntax, self.scope)
            analysis = Analysis(self.root, self.scope, target)
            analysis.run(syntax)
            self._check_names(analysis)
        except FormError as problem:
            raise type(problem)(f"{problem}: {_shortened(source)}", where) from None
        for name in analysis.nowhere:
            self.object(ExpressionError(f"the path leads nowhere at {name}: {_shortened(source)}", where))
        if not self.done:
            self.choice_questions += [(path, where) for path in analysis.choice_questions]
        return Expression(source, where, evaluate, analysis.reads, frozenset(analysis.functions & VOLATILE))

    def object(self, problem: FormError) -> None:
        """Raises a problem that JavaRosa passes over in silence; only notes it when the reader is lenient."""
        if not self.lenient or self.done:
            raise problem
        self.warnings.append(str(problem))

    def _count(self, source: str, where: str) -> None:
        if self.done:
            return
        self.size += max(LEAST, len(source))
        if self.size > MAX_EXPRESSIONS:
            raise FormTooLarge(f"expressions of more than {MAX_EXPRESSIONS} characters together", where)

    def _check_names(self, analysis: Analysis) -> None:
        for name in analysis.instances:
            if self.instances is not None and name not in self.instances:
                raise ExpressionError(f"there is no instance {name!r}")

    def itemset(self, source: str, refs: Iterable[str], target: SchemaNode, where: str) -> Expression:
        """Compiles an itemset's nodeset. Choices out of a repeat also depend on the value and label in it."""
        nodeset = self.expression(source, target, where)
        if not nodeset.reads:
            return nodeset
        analysis = Analysis(self.root, self.scope, target)
        for ref in refs:
            below = parse(ref)
            if isinstance(below, tree.Path) and below.start is Start.CONTEXT:
                analysis.run(tree.Path(parse(source), below.steps))
        return replace(nodeset, reads=tuple({*nodeset.reads, *analysis.reads}))

    def over_items(self, source: str, where: str) -> Expression:
        """Compiles an expression about an item of a secondary instance."""
        self._count(source, where)
        try:
            return Expression(source, where, compile_tree(parse(source), self.scope))
        except FormError as problem:
            raise type(problem)(f"{problem}: {source}", where) from None

    def _single(self, path: tree.Path) -> int | None:
        """An absolute path to a node outside repeats is one look-up."""
        if path.start is not Start.ROOT:
            return None
        names = leading_names(path.steps, self.scope)
        if len(names) != len(path.steps) or not names:
            return None
        node: SchemaNode | None = self.root
        for name in names:
            node = node.children.get(name) if node is not None else None
        return node.index if node is not None and node.single else None

    def resolve(self, ref: str, base: SchemaNode, where: str) -> SchemaNode:
        """The schema node that a ref or nodeset names. Raises FormSyntaxError when there is none."""
        try:
            path = parse(ref)
        except FormError as problem:
            raise type(problem)(str(problem), where) from None
        if not isinstance(path, tree.Path) or not isinstance(path.start, Start):
            raise FormSyntaxError(f"{ref} is not a path", where)
        node: SchemaNode | None = self.root if path.start is Start.ROOT else base
        for step in path.steps:
            if step.predicates:
                raise UnsupportedFeature(f"a predicate in {ref}", where)
            if node is not None:
                node = self._follow(step, node)
        if node is None or node is self.root:
            raise FormSyntaxError(f"there is no node {ref.strip()} in the primary instance", where)
        return node

    def _follow(self, step: tree.Step, node: SchemaNode) -> SchemaNode | None:
        match step.axis:
            case Axis.CHILD:
                return node.children.get(self.scope.resolve(step.name))
            case Axis.ATTRIBUTE:
                return node.children.get("@" + self.scope.resolve(step.name))
            case Axis.SELF:
                return node
            case Axis.PARENT:
                return node.parent
        return None

    def message(self, source: str, target: SchemaNode, where: str) -> Text:
        """jr:constraintMsg and jr:requiredMsg: a literal, or ``jr:itext('id')``."""
        stripped = source.strip()
        if stripped.startswith(JAVAROSA_ITEXT):
            return self.itext_call(stripped, target, where)
        return Text((source,)) if stripped else Text()

    def itext_call(self, source: str, target: SchemaNode | None, where: str) -> Text:
        """``jr:itext('id')``, or ``jr:itext(path)`` over items."""
        try:
            call = parse(source)
        except FormError as problem:
            raise type(problem)(str(problem), where) from None
        if not (isinstance(call, tree.Call) and call.name == "jr:itext" and len(call.arguments) == 1):
            raise UnsupportedFeature(f"the text reference {source}", where)
        argument = call.arguments[0]
        if isinstance(argument, tree.Literal):
            self.text_ids.append((argument.value, where))
            return Text(itext=argument.value)
        inner = source.strip()[len(JAVAROSA_ITEXT) : -1]
        found = self.over_items(inner, where) if target is None else self.expression(inner, target, where)
        return Text(itext_from=found)

    def text(self, element: etree._Element, target: SchemaNode) -> Text:
        """A label, hint or value element: its ref, or its own text with outputs."""
        ref = element.get("ref")
        if ref is not None:
            if ref.strip().startswith(JAVAROSA_ITEXT):
                return self.itext_call(ref, target, line(element))
            return Text((self.expression(ref, target, line(element)),))
        return self.mixed(element, target)

    def mixed(self, element: etree._Element, target: SchemaNode) -> Text:
        """Text with <output value="…"/> in it; of XHTML mark-up the text is kept, as a screen here has no other.

        White space at the ends, which pyxform adds, is not part of the text.
        """
        parts = self._parts(element, target)
        if parts and isinstance(parts[0], str):
            parts[0] = parts[0].lstrip()
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
        return Text(tuple(part for part in parts if part != ""))

    def _parts(self, element: etree._Element, target: SchemaNode) -> list[str | Expression]:
        parts: list[str | Expression] = [element.text or ""]
        for child in element:
            if local(child) == "output" and namespace(child) == XFORMS:
                source = child.get("value") or child.get("ref") or ""
                parts.append(self.expression(source, target, line(child)))
            elif namespace(child) == XHTML:
                parts += self._parts(child, target)
            else:
                raise UnsupportedFeature(f"<{local(child)}> inside a text", line(child))
            parts.append(child.tail or "")
        return parts


def _shortened(source: str) -> str:
    return " ".join(source.split())[:200]
