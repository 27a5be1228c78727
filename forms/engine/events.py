"""What happens at a moment: preloads, and the setvalue actions of a form's events."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from forms.contract import DataType
from forms.engine.datatypes import lexical
from forms.engine.instance import InstanceNode
from forms.engine.model import Action
from forms.engine.read_model import FIRST_LOAD, LOAD, VALUE_CHANGED
from forms.xpath.work import charge, exhausted

if TYPE_CHECKING:
    from forms.engine.state import State

# Actions that set each other off one within the other.
MAX_DEPTH = 50
ENDLESS = "actions that set each other off without end"


class Events:
    """Runs actions in one form filling."""

    def __init__(self, state: "State") -> None:
        self.state = state

    def first_load(self, only: Iterable[InstanceNode] | None = None) -> None:
        """A new instance is there; or these nodes of one are new, because its form is."""
        new = None if only is None else {one.schema.index for node in only for one in node.walk()}
        actions = self.state.form.actions
        self.run([one for one in actions if new is None or one.target.index in new], FIRST_LOAD, None)

    def load(self) -> None:
        """An instance is there, new or taken up again."""
        self.run(self.state.form.actions, LOAD, None)

    def answer_changed(self, node: InstanceNode, depth: int = 1, *, in_vain: bool = False) -> None:
        """An answer is another now. in_vain: it goes on so for too long, and is only put on record."""
        question = node.schema.question
        if question is None or not question.actions:
            return
        if in_vain:
            self.state.faults[question.actions[0].where] = ENDLESS
        else:
            self.run(question.actions, VALUE_CHANGED, node, depth)

    def run(self, actions: Sequence[Action], event: str, at: InstanceNode | None, depth: int = 0) -> None:
        """Runs the actions of an event that happened at a node, or to the whole form when at is None."""
        state = self.state
        for action in actions:
            if event not in action.events:
                continue
            targets = state.below(state.document, action.target) if at is None else state.around(at, action.target)
            state.settle()
            for target in targets:
                charge(10)
                if depth > MAX_DEPTH or exhausted():
                    state.faults[action.where] = ENDLESS
                    return
                text = action.literal if action.value is None else state.worked_out(action.value, target)
                state.store(target, text, depth)

    def prepare(self, roots: Sequence[InstanceNode]) -> None:
        """Before anything is computed: the form's own values in the spelling of their types, then preloads.

        A value that is not of its type is none, as in JavaRosa; Form.warnings tells whoever builds the pack.
        """
        local = self.state.now().tzinfo
        for root in roots:
            for node in root.walk():
                if node.value and node.schema.bind.type is not DataType.STRING:
                    node.value = lexical(node.value, node.schema.bind.type, local) or ""
        self.preload("start", roots)

    def preload(self, moment: str, roots: Iterable[InstanceNode]) -> None:
        """Fills in what jr:preload says; moment is start or end."""
        if not self.state.form.preloads:
            return
        for root in roots:
            for node in root.walk():
                bind = node.schema.bind
                if bind.preload:
                    value = self._preloaded(bind.preload, bind.preload_parameters, moment)
                    node.value = node.value if value is None else value

    def _preloaded(self, preload: str, parameters: str, moment: str) -> str | None:
        environment = self.state.environment
        match preload, parameters:
            case "timestamp", _ if parameters == moment:
                return environment.now().isoformat(timespec="milliseconds")
            case "uid", _ if moment == "start":
                return f"uuid:{environment.new_uuid()}"
            case "date", _ if moment == "start":
                return environment.now().date().isoformat()
            case "property", _ if moment == "start":
                return self.state.property(parameters)
        return None
