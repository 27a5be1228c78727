"""One form filling: the instance, what is computed about it, and the recomputation after a change."""

import heapq
from collections.abc import Iterable, Sequence
from datetime import datetime

from forms.contract import Environment
from forms.engine.choices import Choices
from forms.engine.datatypes import MAX_CALCULATED, from_calculation
from forms.engine.form import Form
from forms.engine.graph import Trigger
from forms.engine.instance import InstanceNode, blank, grow
from forms.engine.model import Action, Expression, Part, SchemaNode
from forms.engine.texts import Texts
from forms.errors import CyclicCalculation, ExpressionError
from forms.xpath.context import Context
from forms.xpath.nodes import Node
from forms.xpath.values import Value, to_boolean, to_number

# Instances that jr:count may make of one repeat. A typing mistake must not make a million.
MAX_INSTANCES = 1000
# Times that one settling evaluates the same expression anew: a total that runs through all instances of a repeat, each
# reading the one before, may take as many as there are instances.
MAX_PASSES = 2 * MAX_INSTANCES
MAX_ACTION_DEPTH = 50


class State:
    """Attributes:
    document: the document node; root: the root element's node.
    singles: nodes outside repeats, by index of their schema node.
    changed: nodes whose state changed since it was last emptied.
    faults: by place, expressions that could not be evaluated with the answers as they are.
    structure: counts additions and removals of instances.
    """

    def __init__(self, form: Form, environment: Environment, language: str) -> None:
        self.form = form
        self.environment = environment
        self.texts = Texts(self, language)
        self.choices = Choices(self)
        self.document = InstanceNode(form.document, None)
        self.singles: list[InstanceNode] = []
        self.changed: dict[InstanceNode, None] = {}
        self.faults: dict[str, str] = {}
        self.structure = 0
        self.seed = 0
        self._dirty: dict[int, dict[InstanceNode, None]] = {}
        self._heap: list[int] = []
        self._later: dict[Trigger, dict[InstanceNode, None]] = {}

    # What expressions may ask (forms.xpath.context.Host).

    @property
    def root(self) -> InstanceNode:
        return self.document

    def instance(self, name: str) -> Node | None:
        found = self.form.instances.get(name)
        if found is None and name == self.form.form_id:
            return self.document
        return found

    def now(self) -> datetime:
        return self.environment.now()

    def new_uuid(self) -> str:
        return self.environment.new_uuid()

    def random(self) -> float:
        return self.environment.random()

    def shuffle_seed(self, node: Node) -> int:
        place = node.schema.index if isinstance(node, InstanceNode) else 0
        return self.seed + place

    def property(self, name: str) -> str:
        return self.environment.properties.get(name, "")

    def language(self) -> str:
        return self.texts.language

    def itext(self, text_id: str, node: Node) -> str:
        return self.texts.translated(text_id, node)

    def choice_label(self, node: Node, value: str, question: str) -> str:
        return self.choices.label_of(node, value, question)

    def version(self) -> str:
        return self.form.version

    # Building.

    def plant(self, root: InstanceNode) -> None:
        """Takes a grown tree as the instance."""
        root.parent = self.document
        self.document.kids = {root.name: [root]}
        found: dict[int, InstanceNode] = {node.schema.index: node for node in root.walk() if node.schema.single}
        missing = self.document
        self.singles = [found.get(schema.index, missing) for schema in self.form.nodes]

    def begin(self) -> None:
        """A new instance: defaults, preloads, everything computed, then the first-load actions."""
        self.seed = int(self.environment.random() * 2**31)
        self.plant(grow(self.form.initial, None))
        self._preload("start")
        self.mark_everything()
        self.settle()
        self.run_actions(self.form.actions, "odk-instance-first-load", None)
        for question in self.form.questions():
            self.run_actions(question.actions, "odk-instance-first-load", None)
        for schema in self.form.nodes:
            if schema.repeat is not None:
                self.run_actions(schema.repeat.actions, "odk-instance-first-load", None)
        self.settle()
        self.changed.clear()
        for where, message in self.faults.items():
            raise ExpressionError(message, where)

    def _preload(self, moment: str) -> None:
        for schema in self.form.nodes:
            bind = schema.bind
            if not bind.preload:
                continue
            value = self._preloaded(bind.preload, bind.preload_parameters, moment)
            if value is not None:
                for node in self.below(self.document, schema):
                    node.value = value

    def _preloaded(self, preload: str, parameters: str, moment: str) -> str | None:
        now = self.environment.now()
        match preload, parameters:
            case "timestamp", _ if parameters == moment:
                return now.isoformat(timespec="milliseconds")
            case "uid", _ if moment == "start":
                return f"uuid:{self.environment.new_uuid()}"
            case "date", _ if moment == "start":
                return now.date().isoformat()
            case "property", _ if moment == "start":
                return self.property(parameters)
        return None

    def finish(self) -> None:
        """What is filled in when the form is finalised."""
        self._preload("end")

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
            value = expression.evaluate(Context(self, node))
        except ExpressionError as problem:
            self.faults[expression.where] = str(problem)
            return None
        if self.faults:
            self.faults.pop(expression.where, None)
        return value

    def _worked_out(self, expression: Expression, node: InstanceNode) -> str:
        """The value of an expression as the node stores it; "" when it cannot be evaluated."""
        value = self.try_evaluate(expression, node)
        if value is None:
            return ""
        text = from_calculation(value, node.schema.bind.type, self.now().tzinfo)
        if len(text) > MAX_CALCULATED:
            self.faults[expression.where] = f"a value of more than {MAX_CALCULATED} characters"
            return ""
        return text

    # Marking.

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
        for trigger, bound in self.form.graph.readers.get(node.schema.index, ()):
            if trigger.target.single:
                self.mark(trigger, (self.singles[trigger.target.index],))
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
        question = node.schema.question
        if question is not None and question.actions:
            if depth > MAX_ACTION_DEPTH:
                raise CyclicCalculation("actions that set each other off without end", node.ref)
            self.run_actions(question.actions, "xforms-value-changed", node, depth + 1)

    def run_actions(self, actions: Sequence[Action], event: str, at: InstanceNode | None, depth: int = 0) -> None:
        """Runs the actions of an event that happened at a node."""
        for action in actions:
            if event not in action.events:
                continue
            targets = self.below(self.document, action.target) if at is None else self.around(at, action.target)
            self.settle()
            for target in targets:
                text = action.literal if action.value is None else self._worked_out(action.value, target)
                self.store(target, text, depth)

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
        """Computes what is marked until nothing is."""
        passes: dict[int, int] = {}
        while self._heap or self._later:
            while self._heap:
                rank = heapq.heappop(self._heap)
                trigger = self.form.graph.ranked[rank]
                nodes = self._dirty.pop(rank)
                passes[rank] = passes.get(rank, 0) + 1
                if passes[rank] > MAX_PASSES:
                    self.faults[trigger.expression.where] = "a value that never comes to rest"
                    continue
                for node in nodes:
                    if not node.gone:
                        self._compute(trigger, node)
            if self._later:
                self._settle_later()

    def _settle_later(self) -> None:
        waiting, self._later = self._later, {}
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
                    self._fit_count(trigger, parent)

    def _compute(self, trigger: Trigger, node: InstanceNode) -> None:
        if trigger.part is Part.RELEVANT:
            value = self.try_evaluate(trigger.expression, node)
            if value is not None and node.relevant is not to_boolean(value):
                node.relevant = not node.relevant
                self.set_live(node)
        elif trigger.part is Part.CALCULATE:
            if node.live:
                self.set_value(node, self._worked_out(trigger.expression, node))
        else:
            self._compute_flag(trigger, node)

    def _compute_flag(self, trigger: Trigger, node: InstanceNode) -> None:
        if trigger.part is Part.CONSTRAINT:
            fits = True
            if node.live and node.value:
                value = self.try_evaluate(trigger.expression, node)
                # What cannot be checked does not pass.
                fits = value is not None and to_boolean(value)
            if node.fits is not fits:
                node.fits = fits
                self.changed[node] = None
            return
        value = self.try_evaluate(trigger.expression, node)
        flag = value is not None and to_boolean(value)
        if trigger.part is Part.REQUIRED:
            if node.required is not flag:
                node.required = flag
                self.changed[node] = None
        elif node.own_readonly is not flag:
            node.own_readonly = flag
            self.changed.update(dict.fromkeys(node.walk()))

    # Repeats.

    def _fit_count(self, trigger: Trigger, parent: InstanceNode) -> None:
        """Adds or removes instances behind the last, until there are as many as jr:count says.

        Nothing happens while the repeat is irrelevant: what decides about the count often is so as well, and the
        answers are to be there when both come back.
        """
        kids = parent.kids[trigger.target.name]
        if not parent.live or (kids and not any(kid.live for kid in kids)):
            return
        probe = kids[0] if kids else InstanceNode(trigger.target, parent)
        value = self.try_evaluate(trigger.expression, probe)
        number = 0.0 if value is None else to_number(value)
        wanted = int(min(MAX_INSTANCES, max(0.0, number))) if number == number else 0
        while len(kids) > wanted:
            self.remove(kids[-1])
        while len(kids) < wanted:
            self.add(trigger.target, parent)

    def add(self, schema: SchemaNode, parent: InstanceNode) -> InstanceNode:
        """A new instance behind the last, with everything in it to be computed."""
        repeat = schema.repeat
        assert repeat is not None  # noqa: S101 - callers name repeats only
        node = grow(repeat.template or blank(schema), parent)
        parent.kids[schema.name].append(node)
        self.structure += 1
        for one in node.walk():
            self.changed[one] = None
            self.mark_own(one)
            self.mark_readers(one)
        for inner in schema.descendants()[1:]:
            for trigger in self.form.graph.on.get(inner.index, ()):
                if trigger.part is Part.COUNT:
                    self.mark(trigger, ())
        self.run_actions(repeat.actions, "odk-new-repeat", node)
        return node

    def remove(self, node: InstanceNode) -> None:
        """Takes an instance out; what is behind it moves up."""
        parent = node.parent
        assert parent is not None  # noqa: S101 - only repeat instances are removed
        for one in node.walk():
            self.mark_readers(one)
            one.gone = True
        siblings = parent.kids[node.name]
        at = siblings.index(node)
        del siblings[at]
        self.structure += 1
        self.changed[parent] = None
        for later in siblings[at:]:
            later.forget_refs()
            for one in later.walk():
                self.changed[one] = None
                self.mark_own(one)
                self.mark_readers(one)
