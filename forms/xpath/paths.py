"""Location paths: steps, predicates, and the rule that an absolute path inside a repeat means the same instance.

The rule (ODK XForms specification, "A Big Deviation with XForms"): as long as the steps of an absolute path name the
ancestors of the context node, they mean those ancestors and not every node of that name.

``child[key = expression]`` over a secondary instance is answered from an index when the expression does not depend on
the child.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from forms.errors import ExpressionError
from forms.xpath import tree
from forms.xpath.context import Context, Evaluate
from forms.xpath.nodes import Node
from forms.xpath.scope import Scope
from forms.xpath.tree import Axis, Start
from forms.xpath.values import Value, to_boolean
from forms.xpath.work import counted, spend

Nodes: TypeAlias = Sequence[Node]
Walk: TypeAlias = Callable[[Context, Nodes], Nodes]
Compile: TypeAlias = Callable[[tree.Expression, Scope], Evaluate]


def compile_path(path: tree.Path, scope: Scope, compile_tree: Compile) -> Evaluate:
    """A closure that gives the nodes of a path."""
    steps = path.steps
    if path.start is Start.ROOT:
        names = leading_names(steps, scope)
        start = _from_root(names)
        steps = steps[len(names) :]
    elif path.start is Start.CONTEXT:
        start = _from_context
    else:
        start = _from_value(compile_tree(path.start, scope))
    walks = [_compile_step(step, scope, compile_tree) for step in steps]
    if len(walks) == 1:
        only = walks[0]

        def single(context: Context) -> Value:
            return only(context, start(context))

        return single

    def evaluate(context: Context) -> Value:
        nodes = start(context)
        for walk in walks:
            if not nodes:
                return nodes
            nodes = walk(context, nodes)
        return nodes

    return evaluate


def compile_filter(expression: tree.Filter, scope: Scope, compile_tree: Compile) -> Evaluate:
    """A closure for a primary expression with predicates."""
    start = _from_value(compile_tree(expression.primary, scope))
    predicates = [_compile_predicate(predicate, scope, compile_tree) for predicate in expression.predicates]

    def evaluate(context: Context) -> Value:
        nodes = start(context)
        for predicate in predicates:
            nodes = predicate(context, nodes)
        return nodes

    return evaluate


def leading_names(steps: Sequence[tree.Step], scope: Scope) -> tuple[str, ...]:
    """The names of the steps that only go down by name."""
    names: list[str] = []
    for step in steps:
        if step.axis is not Axis.CHILD or step.predicates or step.name in ("*", "node()"):
            break
        names.append(scope.resolve(step.name))
    return tuple(names)


def _from_context(context: Context) -> Nodes:
    return (context.node,)


def _from_value(evaluate: Evaluate) -> Callable[[Context], Nodes]:
    def start(context: Context) -> Nodes:
        value = evaluate(context)
        if isinstance(value, str | float | bool):
            raise ExpressionError("a path cannot start at something that is not a node-set")
        return value

    return start


def ancestry(node: Node) -> list[Node]:
    """The document node, ..., the node."""
    chain = [node]
    while node.parent is not None:
        node = node.parent
        chain.append(node)
    chain.reverse()
    return chain


def _from_root(names: tuple[str, ...]) -> Callable[[Context], Nodes]:
    def start(context: Context) -> Nodes:
        node = context.host.root
        taken = 0
        chain = ancestry(context.anchor) if context.anchor.primary else [node]
        for name, ancestor in zip(names, chain[1:], strict=False):
            if ancestor.name != name:
                break
            node = ancestor
            taken += 1
        if not node.live:
            return ()
        nodes: Nodes = (node,)
        for name in names[taken:]:
            nodes = nodes[0].children(name) if len(nodes) == 1 else [kid for one in nodes for kid in one.children(name)]
            counted(nodes)
        return nodes

    return start


def _compile_step(step: tree.Step, scope: Scope, compile_tree: Compile) -> Walk:
    name = step.name if step.name in ("*", "node()") else scope.resolve(step.name)
    select = _selector(step.axis, name)
    predicates = [_compile_predicate(predicate, scope, compile_tree) for predicate in step.predicates]
    if not predicates:
        return _walk_all(select, may_repeat=step.axis not in (Axis.CHILD, Axis.SELF, Axis.ATTRIBUTE))
    indexed = _compile_indexed(step, name, scope, compile_tree)
    if indexed is not None:
        return _walk_indexed(select, indexed, predicates)
    return _walk_filtered(select, predicates)


def _walk_all(select: Callable[[Node], Nodes], *, may_repeat: bool) -> Walk:
    def walk(_context: Context, nodes: Nodes) -> Nodes:
        if len(nodes) == 1:
            return counted(select(nodes[0]))
        if not may_repeat:
            return counted([node for one in nodes for node in select(one)])
        found: dict[int, Node] = {}
        for one in nodes:
            found.update((id(node), node) for node in counted(select(one)))
        return list(found.values())

    return walk


def _walk_filtered(select: Callable[[Node], Nodes], predicates: list[Walk]) -> Walk:
    def walk(context: Context, nodes: Nodes) -> Nodes:
        found: dict[int, Node] = {}
        for one in nodes:
            kept = counted(select(one))
            for predicate in predicates:
                kept = predicate(context, kept)
            found.update((id(node), node) for node in kept)
        return list(found.values())

    return walk


def _walk_indexed(
    select: Callable[[Node], Nodes],
    indexed: Callable[[Context, Node], tuple[Nodes, int] | None],
    predicates: list[Walk],
) -> Walk:
    general = _walk_filtered(select, predicates)

    def walk(context: Context, nodes: Nodes) -> Nodes:
        if len(nodes) != 1:
            return general(context, nodes)
        found = indexed(context, nodes[0])
        if found is None:
            return general(context, nodes)
        kept, answered = found
        for predicate in predicates[answered:]:
            kept = predicate(context, kept)
        return kept

    return walk


def _selector(axis: Axis, name: str) -> Callable[[Node], Nodes]:
    wanted = "*" if name == "node()" else name
    if axis is Axis.CHILD:

        def children(node: Node) -> Nodes:
            return node.children(wanted)

        return children
    if axis is Axis.ATTRIBUTE:

        def attributes(node: Node) -> Nodes:
            return node.attribute(wanted)

        return attributes
    relatives = _AXES[axis]

    def named(node: Node) -> Nodes:
        # The document node has no name: * does not match it.
        return [one for one in relatives(node) if one.name and wanted in ("*", one.name)]

    return relatives if name == "node()" else named


def _self(node: Node) -> Nodes:
    return (node,)


def _parent(node: Node) -> Nodes:
    return () if node.parent is None else (node.parent,)


def _descendant_or_self(node: Node) -> Nodes:
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(reversed(counted(one.children("*"))))
    return found


def _descendant(node: Node) -> Nodes:
    return _descendant_or_self(node)[1:]


def _ancestor_or_self(node: Node) -> Nodes:
    return ancestry(node)[::-1]


def _ancestor(node: Node) -> Nodes:
    return ancestry(node)[-2::-1]


def _siblings(node: Node) -> list[Node]:
    return [] if node.parent is None else list(counted(node.parent.children("*")))


def _following_sibling(node: Node) -> Nodes:
    siblings = _siblings(node)
    return siblings[siblings.index(node) + 1 :] if node in siblings else ()


def _preceding_sibling(node: Node) -> Nodes:
    siblings = _siblings(node)
    return siblings[: siblings.index(node)][::-1] if node in siblings else ()


_AXES: dict[Axis, Callable[[Node], Nodes]] = {
    Axis.SELF: _self,
    Axis.PARENT: _parent,
    Axis.DESCENDANT: _descendant,
    Axis.DESCENDANT_OR_SELF: _descendant_or_self,
    Axis.ANCESTOR: _ancestor,
    Axis.ANCESTOR_OR_SELF: _ancestor_or_self,
    Axis.FOLLOWING_SIBLING: _following_sibling,
    Axis.PRECEDING_SIBLING: _preceding_sibling,
}


def _compile_predicate(expression: tree.Expression, scope: Scope, compile_tree: Compile) -> Walk:
    if isinstance(expression, tree.Number):
        index = int(expression.value) - 1 if expression.value.is_integer() else -1

        def pick(_context: Context, nodes: Nodes) -> Nodes:
            return nodes[index : index + 1] if index >= 0 else ()

        return pick
    test = compile_tree(expression, scope)

    def keep(context: Context, nodes: Nodes) -> Nodes:
        inner = Context(context.host, context.node, context.current)
        inner.anchor = context.anchor
        inner.size = len(nodes)
        spend(2 * inner.size)
        kept = []
        for position, node in enumerate(nodes, 1):
            inner.node = node
            inner.position = position
            if node.primary:
                inner.anchor = node
            value = test(inner)
            if value == position if type(value) is float else to_boolean(value):
                kept.append(node)
        return kept

    return keep


def _compile_indexed(
    step: tree.Step, name: str, scope: Scope, compile_tree: Compile
) -> Callable[[Context, Node], tuple[Nodes, int] | None] | None:
    """For a step whose first predicate is ``key = expression``: the children by index, and how many predicates that
    answered (0 when the predicate says more than the comparison)."""
    predicate = step.predicates[0]
    answered = 1
    if isinstance(predicate, tree.Chain) and predicate.rest[0][0] == "and":
        predicate, answered = predicate.first, 0
    if step.axis is not Axis.CHILD or not isinstance(predicate, tree.Chain):
        return None
    if len(predicate.rest) != 1 or predicate.rest[0][0] != "=":
        return None
    left, right = predicate.first, predicate.rest[0][1]
    key_path, other = (left, right) if _is_child_name(left) else (right, left)
    if not _is_child_name(key_path) or not stands_alone(other):
        return None
    assert isinstance(key_path, tree.Path)  # noqa: S101 - for the type checker; _is_child_name says so
    key = scope.resolve(key_path.steps[-1].name)
    wanted = compile_tree(other, scope)

    def lookup(context: Context, parent: Node) -> tuple[Nodes, int] | None:
        if parent.primary:
            return None
        value = wanted(context)
        if isinstance(value, bool):
            return None
        if not isinstance(value, str | float):
            if len(value) > 1:
                return None
            value = value[0].text() if value else ""
        found = parent.find(name, key, value)
        return None if found is None else (found, answered)

    return lookup


def _is_child_name(expression: tree.Expression) -> bool:
    """Whether an expression is ``key`` or ``./key``."""
    if not isinstance(expression, tree.Path) or expression.start is not Start.CONTEXT:
        return False
    steps = expression.steps
    if len(steps) == 2 and steps[0] == tree.Step(Axis.SELF, "node()"):
        steps = steps[1:]
    return (
        len(steps) == 1
        and steps[0].axis is Axis.CHILD
        and not steps[0].predicates
        and steps[0].name not in ("*", "node()")
    )


# Functions whose value depends on the context node even when their arguments do not.
_CONTEXTUAL = frozenset({"position", "last", "once", "name", "local-name", "random", "uuid", "jr:choice-name"})
_CONTEXTUAL_WITHOUT_ARGUMENTS = frozenset({"string", "number", "string-length", "normalize-space", "boolean"})


def stands_alone(expression: tree.Expression) -> bool:
    """Whether an expression in a predicate has one value for all the nodes that the predicate is asked about."""
    match expression:
        case tree.Number() | tree.Literal():
            return True
        case tree.Path():
            return _path_stands_alone(expression)
        case tree.Call(name, arguments):
            depends = name in _CONTEXTUAL or (not arguments and name in _CONTEXTUAL_WITHOUT_ARGUMENTS)
            return not depends and all(stands_alone(argument) for argument in arguments)
        case tree.Negate(operand):
            return stands_alone(operand)
        case tree.Chain(first, rest):
            return stands_alone(first) and all(stands_alone(operand) for _, operand in rest)
        case tree.Union(parts):
            return all(stands_alone(part) for part in parts)
    return False


def _path_stands_alone(path: tree.Path) -> bool:
    if path.start is Start.CONTEXT or any(step.predicates for step in path.steps):
        return False
    return isinstance(path.start, Start) or stands_alone(path.start)
