"""Instances of repeats: added, taken out and put between, by hand or because jr:count says so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from forms.engine.instance import InstanceNode, blank, grow
from forms.engine.model import MAX_NODES, Part, SchemaNode
from forms.errors import FormTooLarge
from forms.xpath.values import to_number

if TYPE_CHECKING:
    from forms.engine.graph import Trigger
    from forms.engine.state import State

# Instances that jr:count may make of one repeat. A typing mistake must not make a million.
MAX_INSTANCES = 1000


class Repeats:
    """Attributes:
    structure: counts additions and removals of instances.
    size: nodes of the primary instance.
    """

    def __init__(self, state: "State") -> None:
        self.state = state
        self.structure = 0
        self.size = 0

    def fit_count(self, trigger: "Trigger", parent: InstanceNode) -> None:
        """Adds or removes instances behind the last, until there are as many as jr:count says.

        Nothing happens while the repeat is irrelevant: what decides about the count often is so as well, and the
        answers are to be there when both come back.
        """
        kids = parent.kids[trigger.target.name]
        if not parent.live or (kids and not any(kid.live for kid in kids)):
            return
        probe = kids[0] if kids else InstanceNode(trigger.target, parent)
        value = self.state.try_evaluate(trigger.expression, probe)
        number = 0.0 if value is None else to_number(value)
        wanted = int(min(MAX_INSTANCES, max(0.0, number))) if number == number else 0
        while len(kids) > wanted:
            self.remove(kids[-1])
        if len(kids) < wanted:
            try:
                self.add(trigger.target, parent, len(kids), wanted - len(kids))
            except FormTooLarge as problem:
                self.state.faults[trigger.expression.where] = str(problem)

    def add(self, schema: SchemaNode, parent: InstanceNode, at: int, count: int = 1) -> list[InstanceNode]:
        """New instances before the one at a place (counted from 0), with everything in them to be computed.

        Raises FormTooLarge, and adds none, when the instance would have more than MAX_NODES nodes.
        """
        repeat = schema.repeat
        assert repeat is not None  # noqa: S101 - callers name repeats only
        state, siblings = self.state, parent.kids[schema.name]
        begin = repeat.template or blank(schema)
        new = [grow(begin, parent)]
        size = sum(1 for _ in new[0].walk()) * count
        if self.size + size > MAX_NODES:
            raise FormTooLarge(f"more than {MAX_NODES} nodes in the instance", schema.path)
        new += [grow(begin, parent) for _ in range(count - 1)]
        self.size += size
        siblings[at:at] = new
        self.structure += 1
        state.events.prepare(new)
        for one in (node for root in new for node in root.walk()):
            state.changed[one] = None
            state.mark_own(one)
            state.text_size += len(one.value)
        self._move(siblings[at + count :])
        self._mark_outside(schema, parent)
        for inner in schema.descendants()[1:]:
            for trigger in state.form.graph.on.get(inner.index, ()):
                if trigger.part is Part.COUNT:
                    state.mark(trigger, ())
        for root in new:
            state.events.run(repeat.actions, "odk-new-repeat", root)
        return new

    def remove(self, node: InstanceNode) -> None:
        """Takes an instance out; what is behind it moves up."""
        state, parent = self.state, node.parent
        assert parent is not None  # noqa: S101 - only repeat instances are removed
        for one in node.walk():
            one.gone = True
            state.text_size -= len(one.value)
            self.size -= 1
        siblings = parent.kids[node.name]
        at = siblings.index(node)
        del siblings[at]
        self.structure += 1
        state.changed[parent] = None
        self._move(siblings[at:])
        self._mark_outside(node.schema, parent)

    def _move(self, instances: Sequence[InstanceNode]) -> None:
        """These instances have another position now."""
        state = self.state
        for instance in instances:
            instance.forget_refs()
            for one in instance.walk():
                state.changed[one] = None
                state.mark_own(one)

    def _mark_outside(self, schema: SchemaNode, parent: InstanceNode) -> None:
        """Instances below a node came, went or moved: marks what reads into them from outside.

        Once for all of them: what reads within one instance only is marked with the instance.
        """
        state = self.state
        for inner in schema.descendants():
            for trigger, bound in state.form.graph.readers.get(inner.index, ()):
                base: InstanceNode | None = parent
                while base is not None and base.schema is not bound:
                    base = base.parent
                if base is not None:
                    state.mark(trigger, state.below(base, trigger.target))
