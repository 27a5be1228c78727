"""Which nodes of the primary instance an expression reads, found from its syntax tree and the form's structure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from forms.engine.model import Read, SchemaNode
from forms.xpath import tree
from forms.xpath.patterns import check_pattern
from forms.xpath.scope import Scope
from forms.xpath.tree import Axis, Start
from forms.xpath.work import spend

CLOCK = frozenset({"today", "now"})
# What these give depends on the language of the session.
LINGUAL = frozenset({"jr:itext", "jr:choice-name", "format-date", "format-date-time"})
VOLATILE = CLOCK | LINGUAL | {"random", "uuid"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A schema node an expression may stand at.

    bound is the innermost ancestor-or-self that is known to be an ancestor-or-self of the expression's own node.
    """

    node: SchemaNode
    bound: SchemaNode
    guarded: bool = False


class Analysis:
    """Collects the reads of one expression about one schema node.

    Attributes:
        nowhere: names in paths at which they lead to no node.
        reads: in the order met, each once.
        functions: every function called.
        instances, choice_questions: what instance(), pulldata() and jr:choice-name() name in quotes.
    """

    def __init__(self, root: SchemaNode, scope: Scope, target: SchemaNode) -> None:
        self.root = root
        self.scope = scope
        self.target = target
        self.nowhere: list[str] = []
        self.functions: set[str] = set()
        self.instances: set[str] = set()
        self.choice_questions: set[str] = set()
        self._reads: dict[tuple[int, int, bool], Read] = {}
        self._above = {id(node) for node in target.ancestors()} | {id(root)}

    @property
    def reads(self) -> tuple[Read, ...]:
        return tuple(self._reads.values())

    def run(self, expression: tree.Expression) -> None:
        """Goes through an expression."""
        here = [_Place(self.target, self.target)]
        self._value(expression, here)

    def _value(self, expression: tree.Expression, here: list[_Place]) -> list[_Place] | None:
        """The places of a node-set in the primary instance; None for other values and other instances."""
        match expression:
            case tree.Path():
                return self._path(expression, here)
            case tree.Filter(primary, predicates):
                places = self._value(primary, here)
                self._predicates(predicates, places)
                return places
            case tree.Call(name, arguments):
                return self._call(name, arguments, here)
            case tree.Negate(operand):
                self._value(operand, here)
            case tree.Chain(first, rest):
                for operand in (first, *(operand for _, operand in rest)):
                    self._value(operand, here)
            case tree.Union(parts):
                return [place for part in parts for place in self._value(part, here) or ()]
        return None

    def _call(self, name: str, arguments: Sequence[tree.Expression], here: list[_Place]) -> list[_Place] | None:
        self.functions.add(name)
        match name, arguments:
            case ("instance" | "pulldata", (tree.Literal(instance), *_)):
                self.instances.add(instance)
            case "regex", (_, tree.Literal(pattern)):
                check_pattern(pattern)
            case "jr:choice-name", (_, tree.Literal(question)):
                self.choice_questions.add(question.strip())
        found = [self._value(argument, here) for argument in arguments]
        if name == "current":
            return [_Place(self.target, self.target)]
        if name in ("randomize", "indexed-repeat"):
            if name == "indexed-repeat":
                for place in found[0] or ():
                    self._add(Read(place.node, self.root, guarded=True))
            return found[0]
        if not found and name in ("string", "number", "normalize-space", "string-length"):
            self._note(here)
        return None

    def _path(self, path: tree.Path, here: list[_Place]) -> list[_Place] | None:
        plain = self._plain(path)
        if plain is not None:
            self._add(Read(plain.node, plain.bound))
            return [plain]
        if path.start is Start.ROOT:
            places: list[_Place] | None = [_Place(self.root, self.root)]
        elif path.start is Start.CONTEXT:
            places = here
        else:
            places = self._value(path.start, here)
        if places is None:
            for step in path.steps:
                self._predicates(step.predicates, None)
            return None
        if not places:
            return places
        # The rule of the same instance: absolute, and nothing but names so far.
        binds = path.start is Start.ROOT
        for step in path.steps:
            binds = binds and step.axis is Axis.CHILD and not step.predicates
            places = self._all_from(places, step, binds=binds)
            if not places:
                self.nowhere.append(step.name)
                return []
            self._predicates(step.predicates, places)
            if step.predicates:
                places = [_Place(place.node, place.bound, guarded=True) for place in places]
        self._note(places)
        return places

    def _plain(self, path: tree.Path) -> _Place | None:
        """The short way for what most paths are: names from the root to a node outside repeats."""
        if path.start is not Start.ROOT:
            return None
        spend(2 * len(path.steps))
        node = self.root
        for step in path.steps:
            if step.axis is not Axis.CHILD or step.predicates or step.name in ("*", "node()"):
                return None
            child = node.children.get(self.scope.resolve(step.name))
            if child is None:
                return None
            node = child
        if not node.single or node is self.root:
            return None
        bound = node
        while id(bound) not in self._above and bound.parent is not None:
            bound = bound.parent
        return _Place(node, bound)

    def _all_from(self, places: list[_Place], step: tree.Step, *, binds: bool) -> list[_Place]:
        """Each place once: ``//*//*`` comes to the same node by many ways."""
        found: dict[tuple[int, int, bool], _Place] = {}
        for place in places:
            for one in self._step(step, place, binds=binds):
                found[id(one.node), id(one.bound), one.guarded] = one
        return list(found.values())

    def _predicates(self, predicates: Iterable[tree.Expression], places: list[_Place] | None) -> None:
        above = self._above
        if places:
            # Absolute paths in here mean the instance that the predicate is asked about.
            self._above = {id(node) for place in places for node in place.bound.ancestors()} | {id(self.root)}
        for predicate in predicates:
            # Inside a predicate over another instance, relative paths are not ours: there is no place to stand.
            self._value(predicate, places or [])
        self._above = above

    def _step(self, step: tree.Step, place: _Place, *, binds: bool) -> list[_Place]:
        name = step.name if step.name in ("*", "node()") else self.scope.resolve(step.name)
        every = step.axis is Axis.ATTRIBUTE and name in ("*", "node()")
        relatives = _relatives(step.axis, place.node, name)
        spend(2 + 2 * len(relatives))
        found = [node for node in relatives if every or _named(node, name)]
        return [self._moved(place, node, binds=binds) for node in found]

    def _moved(self, place: _Place, node: SchemaNode, *, binds: bool) -> _Place:
        """Going down onto an ancestor of the target keeps the instance (the rule of absolute paths); up always does."""
        if place.node is place.bound and id(node) in self._above and (binds or node.repeat is None):
            return _Place(node, node, place.guarded)
        bound = place.bound
        ancestors = {id(one) for one in node.ancestors()} | {id(self.root)}
        while id(bound) not in ancestors and bound.parent is not None:
            bound = bound.parent
        return _Place(node, bound, place.guarded)

    def _note(self, places: Iterable[_Place]) -> None:
        for place in places:
            if place.node is not self.root:
                self._add(Read(place.node, place.bound, place.guarded))

    def _add(self, read: Read) -> None:
        spend(2)
        self._reads[id(read.node), id(read.bound), read.guarded] = read


def _named(node: SchemaNode, name: str) -> bool:
    return name == "node()" or (name == "*" and node.name[:1] != "@") or node.name.lstrip("@") == name


def _relatives(axis: Axis, node: SchemaNode, name: str) -> Sequence[SchemaNode]:
    if axis is Axis.CHILD and name not in ("*", "node()"):
        child = node.children.get(name)
        return () if child is None else (child,)
    return _AXES[axis](node)


def _elements(node: SchemaNode) -> list[SchemaNode]:
    return [child for child in node.children.values() if child.name[0] != "@"]


def _attributes(node: SchemaNode) -> list[SchemaNode]:
    return [child for child in node.children.values() if child.name[0] == "@"]


def _self(node: SchemaNode) -> list[SchemaNode]:
    return [node]


def _parent(node: SchemaNode) -> list[SchemaNode]:
    return [] if node.parent is None else [node.parent]


def _below(node: SchemaNode) -> list[SchemaNode]:
    return node.descendants()[1:]


def _above(node: SchemaNode) -> list[SchemaNode]:
    return node.ancestors()[1:]


def _siblings(node: SchemaNode) -> list[SchemaNode]:
    """The node itself too: its kind may repeat."""
    return [] if node.parent is None else _elements(node.parent)


_AXES: dict[Axis, Callable[[SchemaNode], list[SchemaNode]]] = {
    Axis.CHILD: _elements,
    Axis.ATTRIBUTE: _attributes,
    Axis.SELF: _self,
    Axis.PARENT: _parent,
    Axis.DESCENDANT: _below,
    Axis.DESCENDANT_OR_SELF: SchemaNode.descendants,
    Axis.ANCESTOR: _above,
    Axis.ANCESTOR_OR_SELF: SchemaNode.ancestors,
    Axis.FOLLOWING_SIBLING: _siblings,
    Axis.PRECEDING_SIBLING: _siblings,
}
