"""The dependency graph: which expressions to evaluate again, and in which order.

An expression of a bind is a Trigger. The order is topological over what triggers read: a value is computed after the
relevance of everything around it, and after all that its own expression reads. A circle is refused when the form is
read. Repeat counts, choices and texts come after the order: nothing that decides about them may wait for them, and
forms rightly let two selects filter each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from forms.engine.model import Expression, Part, Read, SchemaNode
from forms.errors import CyclicCalculation
from forms.xpath.work import spend

RANKED = (Part.RELEVANT, Part.CALCULATE, Part.READONLY, Part.REQUIRED, Part.CONSTRAINT)
# Expressions of a circle that its error names.
_SHOWN = 10


class Trigger:
    """An expression and what it decides.

    Attributes:
        kind: the place of the part among those that have a rank, -1 for Part.COUNT, CHOICES and TEXT.
        rank: place in the order of evaluation, -1 for those three.
    """

    __slots__ = ("expression", "kind", "part", "rank", "reads", "target")

    def __init__(self, part: Part, target: SchemaNode, expression: Expression, reads: Sequence[Read]) -> None:
        self.part = part
        self.target = target
        self.expression = expression
        self.reads = reads
        self.kind = RANKED.index(part) if part in RANKED else -1
        self.rank = -1

    def __repr__(self) -> str:
        return f"<Trigger {self.part.value} {self.target.path}>"


class Graph:
    """Triggers in order, and who reads what.

    Attributes:
        ranked: triggers of binds in the order of evaluation.
        later: triggers for repeat counts, choices and texts, in document order.
        readers: by index of the schema node read, the triggers that read it and the bound of the read.
        single_readers: those of them with a rank whose target is outside repeats: rank, and index of the target.
        wide_readers: the others.
        on: by index of the target, its triggers by part.
    """

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        triggers = list(triggers)
        self.ranked = _order([trigger for trigger in triggers if trigger.part in RANKED])
        for rank, trigger in enumerate(self.ranked):
            trigger.rank = rank
        self.later = [trigger for trigger in triggers if trigger.part not in RANKED]
        self.readers: dict[int, list[tuple[Trigger, SchemaNode]]] = defaultdict(list)
        self.single_readers: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.wide_readers: dict[int, list[tuple[Trigger, SchemaNode]]] = defaultdict(list)
        self.on: dict[int, list[Trigger]] = defaultdict(list)
        for trigger in (*self.ranked, *self.later):
            self.on[trigger.target.index].append(trigger)
            for read in trigger.reads:
                self.readers[read.node.index].append((trigger, read.bound))
                if trigger.rank >= 0 and trigger.target.single:
                    self.single_readers[read.node.index].append((trigger.rank, trigger.target.index))
                else:
                    self.wide_readers[read.node.index].append((trigger, read.bound))


def _order(triggers: list[Trigger]) -> list[Trigger]:
    """Depth-first topological order, keeping the order given where nothing decides."""
    calculates = {trigger.target.index: trigger for trigger in triggers if trigger.part is Part.CALCULATE}
    above = _Relevance(triggers)
    needs = {id(trigger): _needs(trigger, calculates, above) for trigger in triggers}
    order: list[Trigger] = []
    state: dict[int, int] = {}
    for first in triggers:
        # An explicit stack: a chain of a thousand calculates is not a thousand frames.
        stack: list[tuple[Trigger, int]] = [(first, 0)]
        while stack:
            trigger, at = stack.pop()
            if at == 0:
                if state.get(id(trigger)) is not None:
                    continue
                state[id(trigger)] = 1
            for place in range(at, len(needs[id(trigger)])):
                other = needs[id(trigger)][place]
                known = state.get(id(other))
                if known == 1:
                    raise _cycle([*(one for one, _ in stack), trigger], other)
                if known is None:
                    stack.append((trigger, place + 1))
                    stack.append((other, 0))
                    break
            else:
                state[id(trigger)] = 2
                order.append(trigger)
    return order


def _needs(trigger: Trigger, calculates: dict[int, Trigger], above: "_Relevance") -> list[Trigger]:
    found: dict[int, Trigger] = {}
    for read in trigger.reads:
        others = above.of(read.node)
        spend(1 + len(others))
        if not (trigger.part is Part.CONSTRAINT and read.node is trigger.target):
            own = calculates.get(read.node.index)
            others = others if own is None else [*others, own]
        for other in others:
            if not (other is trigger and read.guarded):
                found[id(other)] = other
    if trigger.part is not Part.RELEVANT:
        found.update((id(other), other) for other in above.of(trigger.target))
    return list(found.values())


class _Relevance:
    """The relevants on a node and on all around it."""

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self._own = {trigger.target.index: trigger for trigger in triggers if trigger.part is Part.RELEVANT}
        self._known: dict[int, list[Trigger]] = {}

    def of(self, node: SchemaNode) -> list[Trigger]:
        known = self._known.get(node.index)
        if known is None:
            known = [self._own[one.index] for one in node.ancestors() if one.index in self._own]
            self._known[node.index] = known
        return known


def _cycle(stack: Sequence[Trigger], back_to: Trigger) -> CyclicCalculation:
    circle = list(stack)[list(stack).index(back_to) :]
    shown = circle if len(circle) <= _SHOWN else [*circle[:_SHOWN], None]
    names = " → ".join("…" if one is None else f"{one.part.value} of {one.target.path}" for one in (*shown, back_to))
    return CyclicCalculation(f"these depend on each other in a circle: {names}", back_to.target.path)
