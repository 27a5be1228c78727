"""Node-set functions of the ODK XForms specification."""

from collections.abc import Sequence

from forms.errors import ExpressionError
from forms.xpath.context import Context, Evaluate
from forms.xpath.functions.registry import function, lazy_function
from forms.xpath.nodes import Node
from forms.xpath.values import Value, to_number, to_string
from forms.xpath.work import counted

_PARK_MILLER = 2_147_483_647


def _nodes(name: str, value: Value) -> Sequence[Node]:
    if isinstance(value, str | float | bool):
        raise ExpressionError(f"{name}() needs a node-set")
    return value


@function("count", 1, 1)
def _count(_context: Context, arguments: Sequence[Value]) -> Value:
    return float(len(_nodes("count", arguments[0])))


@function("count-non-empty", 1, 1)
def _count_non_empty(_context: Context, arguments: Sequence[Value]) -> Value:
    return float(sum(1 for node in counted(_nodes("count-non-empty", arguments[0])) if node.text()))


def place_among_siblings(node: Node) -> int:
    """The position of a node among its siblings of the same name, from 1."""
    if node.parent is None:
        return 1
    for place, sibling in enumerate(counted(node.parent.children(node.name)), 1):
        if sibling is node:
            return place
    return 1


@function("position", 0, 1)
def _position(context: Context, arguments: Sequence[Value]) -> Value:
    if arguments:
        nodes = _nodes("position", arguments[0])
        return float(place_among_siblings(nodes[0])) if nodes else float("nan")
    return float(context.position or place_among_siblings(context.node))


@function("last", 0, 0)
def _last(context: Context, _arguments: Sequence[Value]) -> Value:
    return float(context.size or 1)


@function("current", 0, 0)
def _current(context: Context, _arguments: Sequence[Value]) -> Value:
    return (context.current,)


@function("instance", 1, 1)
def _instance(context: Context, arguments: Sequence[Value]) -> Value:
    name = to_string(arguments[0])
    document = context.host.instance(name)
    if document is None:
        raise ExpressionError(f"there is no instance {name!r}")
    return (document,)


@function("name", 0, 1)
def _name(context: Context, arguments: Sequence[Value]) -> Value:
    return _local_name(context, arguments)


@function("local-name", 0, 1)
def _local_name(context: Context, arguments: Sequence[Value]) -> Value:
    nodes = _nodes("local-name", arguments[0]) if arguments else (context.node,)
    return nodes[0].name.rpartition("}")[2] if nodes else ""


def park_miller_shuffle(nodes: Sequence[Node], seed: int) -> list[Node]:
    """The inside-out Fisher-Yates shuffle with the Park-Miller generator (multiplier 16807), number for number the
    one of JavaRosa."""
    state = seed % _PARK_MILLER if seed >= 0 else -(-seed % _PARK_MILLER)
    if state <= 0:
        state += _PARK_MILLER - 1
    out: list[Node] = list(counted(nodes))
    for place, node in enumerate(nodes):
        state = state * 16_807 % _PARK_MILLER
        other = int((state - 1) / (_PARK_MILLER - 1) * (place + 1))
        if other != place:
            out[place] = out[other]
        out[other] = node
    return out


@function("randomize", 1, 2)
def _randomize(context: Context, arguments: Sequence[Value]) -> Value:
    nodes = _nodes("randomize", arguments[0])
    if len(arguments) == 2:
        number = to_number(arguments[1])
        seed = 0 if number != number else int(max(-(2**63), min(2**63 - 1, number)))
    else:
        seed = context.host.shuffle_seed(context.current)
    return park_miller_shuffle(nodes, seed)


@lazy_function("indexed-repeat", 3, 11)
def _indexed_repeat(arguments: Sequence[Evaluate]) -> Evaluate:
    """``indexed-repeat(node, repeat, index, …)``: the node inside the instances of the repeats that are named.

    Both paths are evaluated without the rule of the same instance, so each gives the nodes of all instances.
    """
    if len(arguments) % 2 == 0:
        raise ExpressionError("indexed-repeat() takes a node and pairs of repeat and index")
    target, pairs = arguments[0], [(arguments[at], arguments[at + 1]) for at in range(1, len(arguments), 2)]

    def evaluate(context: Context) -> Value:
        everywhere = Context(context.host, context.node, context.current)
        everywhere.anchor = context.host.root
        nodes = list(_nodes("indexed-repeat", target(everywhere)))
        for repeat, index in pairs:
            instances = _nodes("indexed-repeat", repeat(everywhere))
            wanted = max(1, int(_or_zero(to_number(index(context)))))
            chosen = _at_place(instances, wanted)
            nodes = [node for node in nodes if _is_below(node, chosen)]
        return nodes[:1]

    return evaluate


def _at_place(instances: Sequence[Node], wanted: int) -> set[int]:
    """The instances that stand at a place, counted from 1, among those of their own parent."""
    chosen: set[int] = set()
    for one in {id(one.parent): one for one in instances}.values():
        siblings = (one,) if one.parent is None else counted(one.parent.children(one.name))
        chosen.update(id(sibling) for sibling in siblings[wanted - 1 : wanted])
    return chosen & {id(one) for one in instances}


def _or_zero(number: float) -> float:
    return number if abs(number) < 1e9 else 0.0


def _is_below(node: Node, ancestors: set[int]) -> bool:
    at: Node | None = node
    while at is not None:
        if id(at) in ancestors:
            return True
        at = at.parent
    return False
