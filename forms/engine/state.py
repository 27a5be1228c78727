"""One form filling: the instance, what is computed about it, and the recomputation after a change."""

import heapq
from collections.abc import Iterable

from forms.contract import DataType, Environment
from forms.engine.analyse import LINGUAL
from forms.engine.choices import Choices
from forms.engine.datatypes import MAX_CALCULATED, from_calculation
from forms.engine.events import Events
from forms.engine.form import Form
from forms.engine.graph import Trigger
from forms.engine.host import Asked
from forms.engine.instance import InstanceNode, grow
from forms.engine.model import MAX_NODES, Expression, Part, SchemaNode
from forms.engine.parts import Parts
from forms.engine.repeats import MAX_INSTANCES, Repeats
from forms.engine.texts import Texts
from forms.errors import ExpressionError, FormError, FormTooLarge, TooMuchWork
from forms.xpath.context import Context
from forms.xpath.nodes import Node
from forms.xpath.values import Value, to_string
from forms.xpath.work import FEW, charge, exhausted, spend

# Times that one settling evaluates the same expression anew: a total that runs through all instances of a repeat, each
# reading the one before, may take as many as there are instances.
MAX_PASSES = 2 * MAX_INSTANCES
# Answers that one settling takes back before it stops to run actions for them.
MAX_TURNS = 200
# Characters of all values together.
MAX_TEXT = 20_000_000


class State(Asked):
    """Attributes:
    document: the document node; root: the root element's node.
    singles: nodes outside repeats, by index of their schema node.
    changed: nodes whose state changed since it was last emptied.
    faults: by place, expressions that could not be evaluated with the answers as they are.
    text_size: characters of all values together.
    """

    def __init__(self, form: Form, environment: Environment, language: str) -> None:
        self.form = form
        self.environment = environment
        self.texts = Texts(self, language)
        self.choices = Choices(self)
        self.events = Events(self)
        self.repeats = Repeats(self)
        self.document = InstanceNode(form.document, None)
        self.singles: list[InstanceNode] = []
        self.changed: dict[InstanceNode, None] = {}
        self.faults: dict[str, str] = {}
        self.text_size = 0
        self.seed = 0
        self._dirty: dict[int, dict[InstanceNode, None]] = {}
        self._heap: list[int] = []
        self._later: dict[Trigger, dict[InstanceNode, None]] = {}
        self.taken_back: list[InstanceNode] = []
        self._acting = False
        self.parts = Parts(self)

    @property
    def settled(self) -> bool:
        """Whether nothing waits to be computed."""
        return not (self._heap or self._later)

    # Building.

    def plant(self, root: InstanceNode) -> None:
        """Takes a grown tree as the instance. Raises FormTooLarge."""
        root.parent = self.document
        self.document.kids = {root.name: [root]}
        found: dict[int, InstanceNode] = {}
        for node in root.walk():
            self.repeats.size += 1
            self.text_size += len(node.value)
            if node.schema.single:
                found[node.schema.index] = node
        if self.repeats.size > MAX_NODES or self.text_size > MAX_TEXT:
            raise FormTooLarge(f"more than {MAX_NODES} nodes or {MAX_TEXT} characters", "instance")
        missing = self.document
        self.singles = [found.get(schema.index, missing) for schema in self.form.nodes]

    def begin(self) -> None:
        """A new instance: defaults, preloads, everything computed, then the first-load actions."""
        self.seed = int(self.environment.random() * 2**31)
        self.plant(grow(self.form.initial, None))
        self.events.prepare(self.document.kids[self.form.root.name])
        self.mark_everything()
        self.settle()
        self.events.first_load()
        self.events.load()
        self.settle()
        self.changed.clear()
        for where, message in self.faults.items():
            raise ExpressionError(message, where)

    def finish(self) -> None:
        """What is filled in when the form is finalised."""
        self.events.preload("end", self.document.kids[self.form.root.name])

    # Finding nodes.

    def below(self, base: InstanceNode, schema: SchemaNode) -> list[InstanceNode]:
        """Every node of a kind at or below a node, relevant or not."""
        if schema.single and self.singles:
            return [self.singles[schema.index]]
        names: list[str] = []
        at: SchemaNode = schema
        while at is not base.schema:
            if at.parent is None:
                return []
            names.append(at.name)
            at = at.parent
        nodes = [base]
        for name in reversed(names):
            nodes = [kid for node in nodes for kid in node.kids[name]]
        if len(nodes) > FEW:
            charge(len(nodes))
        return nodes

    def around(self, node: InstanceNode, schema: SchemaNode) -> list[InstanceNode]:
        """Every node of a kind in the same repeat instances as a node."""
        above = {id(one) for one in schema.ancestors()}
        base: InstanceNode = node
        while id(base.schema) not in above and base.parent is not None:
            base = base.parent
        return self.below(base, schema)

    # Evaluating.

    def evaluate(self, expression: Expression, node: InstanceNode) -> Value:
        """Raises ExpressionError."""
        return expression.evaluate(Context(self, node))

    def try_evaluate(self, expression: Expression, node: InstanceNode) -> Value | None:
        """None, and a fault on record, when it cannot be evaluated."""
        try:
            return self.evaluate_once(expression, node)
        except TooMuchWork as problem:
            self.faults[expression.where] = str(problem)
            return None

    def evaluate_once(self, expression: Expression, node: InstanceNode) -> Value | None:
        """try_evaluate() that raises TooMuchWork: what is only unfinished must not look like no value."""
        try:
            spend(expression.cost)
            value = expression.evaluate(Context(self, node))
        except TooMuchWork:
            raise
        except FormError as problem:
            self.faults[expression.where] = str(problem)
            return None
        if self.faults:
            self.faults.pop(expression.where, None)
        return value

    def text_over(self, expression: Expression, item: Node, node: Node) -> str:
        """The string of an expression about an item, in which current() is node; "" when it cannot be evaluated."""
        try:
            return to_string(expression.evaluate(Context(self, item, node)))
        except FormError as problem:
            self.faults[expression.where] = str(problem)
            return ""

    def worked_out(self, expression: Expression, node: InstanceNode) -> str:
        """The value of an expression as the node stores it; "" when it cannot be evaluated."""
        return self.as_stored(self.try_evaluate(expression, node), expression, node)

    def as_stored(self, value: Value | None, expression: Expression, node: InstanceNode) -> str:
        if value is None:
            return ""
        kind = node.schema.bind.type
        text = from_calculation(value, kind, self.now().tzinfo if kind is DataType.DATE_TIME else None)
        if len(text) > MAX_CALCULATED:
            self.faults[expression.where] = f"a value of more than {MAX_CALCULATED} characters"
            return ""
        if self.text_size + len(text) - len(node.value) > MAX_TEXT:
            self.faults[expression.where] = f"values of more than {MAX_TEXT} characters together"
            return ""
        return text

    def speak(self, language: str) -> None:
        """Changes the language; what is computed from texts is computed anew."""
        before = self.texts.language
        self.texts.choose(language)
        if self.texts.language != before:
            self.mark_using(LINGUAL)
            self.settle()

    # Marking.

    def mark_using(self, functions: frozenset[str]) -> None:
        """Every expression that uses one of these functions is to be computed."""
        for trigger in (*self.form.graph.ranked, *self.form.graph.later):
            if trigger.expression.volatile & functions:
                self.mark(trigger, self.below(self.document, trigger.target))

    def mark_everything(self) -> None:
        """Everything is to be computed."""
        for trigger in (*self.form.graph.ranked, *self.form.graph.later):
            self.mark(trigger, self.below(self.document, trigger.target))

    def mark(self, trigger: Trigger, nodes: Iterable[InstanceNode]) -> None:
        """These nodes need this trigger evaluated."""
        if trigger.rank < 0:
            self._later.setdefault(trigger, {}).update(dict.fromkeys(nodes))
            return
        waiting = self._dirty.get(trigger.rank)
        if waiting is None:
            self._dirty[trigger.rank] = dict.fromkeys(nodes)
            heapq.heappush(self._heap, trigger.rank)
        else:
            waiting.update(dict.fromkeys(nodes))

    def mark_readers(self, node: InstanceNode) -> None:
        """Everything that reads this node is to be computed."""
        index = node.schema.index
        dirty, singles = self._dirty, self.singles
        for rank, place in self.form.graph.single_readers.get(index, ()):
            waiting = dirty.get(rank)
            if waiting is None:
                dirty[rank] = {singles[place]: None}
                heapq.heappush(self._heap, rank)
            else:
                waiting[singles[place]] = None
        for trigger, bound in self.form.graph.wide_readers.get(index, ()):
            if trigger.target.single:
                self.mark(trigger, (singles[trigger.target.index],))
                continue
            base: InstanceNode | None = node
            while base is not None and base.schema is not bound:
                base = base.parent
            if base is not None:
                self.mark(trigger, self.below(base, trigger.target))

    def mark_own(self, node: InstanceNode) -> None:
        """Every trigger on this node is to be computed."""
        for trigger in self.form.graph.on.get(node.schema.index, ()):
            self.mark(trigger, (node,))

    # Changing.

    def set_value(self, node: InstanceNode, value: str) -> bool:
        """Stores a value and marks what depends on it; False when it was that already."""
        if node.value == value:
            return False
        self.text_size += len(value) - len(node.value)
        node.value = value
        self.changed[node] = None
        self.mark_readers(node)
        for trigger in self.form.graph.on.get(node.schema.index, ()):
            if trigger.part is Part.CONSTRAINT:
                self.mark(trigger, (node,))
        return True

    def store(self, node: InstanceNode, value: str, depth: int = 0) -> None:
        """Stores a value and runs the actions that wait for it."""
        if not self.set_value(node, value):
            return
        self.events.answer_changed(node, depth + 1)

    def take_back(self, node: InstanceNode, value: str) -> None:
        """While settling: stores what is left of an answer; the actions that wait for it come when all else rests."""
        if self.set_value(node, value):
            self.taken_back.append(node)

    def set_live(self, node: InstanceNode) -> None:
        """After the relevance of a node changed: passes it on to what is below."""
        live = node.relevant and (node.parent is None or node.parent.live)
        if node.live == live:
            return
        node.live = live
        self.changed[node] = None
        self.mark_readers(node)
        if live:
            self.mark_own(node)
            self._mark_counts(node.schema)
        for kids in node.kids.values():
            for kid in kids:
                self.set_live(kid)

    def _mark_counts(self, schema: SchemaNode) -> None:
        """The repeats right below a node are to be fitted to their counts."""
        for child in schema.children.values():
            if child.repeat is not None and child.repeat.count is not None:
                for trigger in self.form.graph.on[child.index]:
                    if trigger.part is Part.COUNT:
                        self.mark(trigger, ())

    # Settling.

    def settle(self) -> None:
        """Computes what is marked until nothing is, and runs the actions that wait for what was taken back.

        When the operation has used up its allowance, a fault says so and what is left waits for the next one.
        """
        self._settle_marked()
        if self._acting:
            return
        self._acting = True
        turns = 0
        try:
            while self.taken_back:
                self.events.answer_changed(self.taken_back.pop(0), in_vain=turns > MAX_TURNS)
                self._settle_marked()
                turns += 1
        finally:
            self._acting = False

    def _settle_marked(self) -> None:
        passes: dict[Trigger, int] = {}
        while self._heap or self._later:
            while self._heap:
                rank = heapq.heappop(self._heap)
                trigger = self.form.graph.ranked[rank]
                nodes = self._dirty.pop(rank)
                if not self._rests(trigger, passes) and not self._compute_all(trigger, nodes):
                    return
            if self._later:
                waiting, self._later = self._later, {}
                self._settle_later({one: nodes for one, nodes in waiting.items() if not self._rests(one, passes)})
                if exhausted():
                    return

    def _rests(self, trigger: Trigger, passes: dict[Trigger, int]) -> bool:
        """Whether a trigger has had its turn too often."""
        passes[trigger] = passes.get(trigger, 0) + 1
        if passes[trigger] <= MAX_PASSES:
            return False
        self.faults[trigger.expression.where] = "a value that never comes to rest"
        return True

    def _compute_all(self, trigger: Trigger, nodes: dict[InstanceNode, None]) -> bool:
        """False when the allowance did not suffice; what is left is marked again."""
        compute, expression = self.parts.compute[trigger.kind], trigger.expression
        done = 0
        try:
            for node in nodes:
                if not node.gone:
                    compute(expression, node)
                done += 1
        except TooMuchWork as problem:
            self.faults[expression.where] = str(problem)
            self.mark(trigger, list(nodes)[done:])
            return False
        return True

    def _settle_later(self, waiting: dict[Trigger, dict[InstanceNode, None]]) -> None:
        for trigger, nodes in waiting.items():
            for node in nodes:
                if node.gone:
                    continue
                if trigger.part is Part.CHOICES:
                    self.changed[node] = None
                    self.choices.refresh(node)
                elif trigger.part is Part.TEXT:
                    self.changed[node] = None
        for trigger in waiting:
            if trigger.part is Part.COUNT:
                for parent in self.below(self.document, trigger.target.parent or self.form.document):
                    self.repeats.fit_count(trigger, parent)
