"""What each expression of a bind decides about a node."""

from typing import TYPE_CHECKING

from forms.engine.instance import InstanceNode
from forms.engine.model import Expression
from forms.xpath.values import to_boolean

if TYPE_CHECKING:
    from forms.engine.state import State


class Parts:
    """compute: in the order of forms.engine.graph.RANKED. Each raises TooMuchWork, and nothing else."""

    def __init__(self, state: "State") -> None:
        self.state = state
        self.compute = (self._relevant, self._value, self._readonly, self._required, self._constraint)

    def _relevant(self, expression: Expression, node: InstanceNode) -> None:
        value = self.state.evaluate_once(expression, node)
        # What cannot be evaluated is shown rather than hidden.
        if node.relevant is not (value is None or to_boolean(value)):
            node.relevant = not node.relevant
            self.state.set_live(node)

    def _value(self, expression: Expression, node: InstanceNode) -> None:
        if node.live:
            value = self.state.evaluate_once(expression, node)
            self.state.set_value(node, self.state.as_stored(value, expression, node))

    def _readonly(self, expression: Expression, node: InstanceNode) -> None:
        value = self.state.evaluate_once(expression, node)
        readonly = value is not None and to_boolean(value)
        if node.own_readonly is not readonly:
            node.own_readonly = readonly
            self.state.changed.update(dict.fromkeys(node.walk()))

    def _required(self, expression: Expression, node: InstanceNode) -> None:
        value = self.state.evaluate_once(expression, node)
        required = value is not None and to_boolean(value)
        if node.required is not required:
            node.required = required
            self.state.changed[node] = None

    def _constraint(self, expression: Expression, node: InstanceNode) -> None:
        fits = True
        if node.live and node.value:
            value = self.state.evaluate_once(expression, node)
            # What cannot be checked does not pass.
            fits = value is not None and to_boolean(value)
        if node.fits is not fits:
            node.fits = fits
            self.state.changed[node] = None
