"""An answer as a person reads it."""

from forms.contract import Control, DataType
from forms.engine.instance import InstanceNode
from forms.engine.model import QuestionDefinition
from forms.engine.state import State
from forms.xpath.dates import parse_date, parse_date_time

_CHOOSING = (Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK)


def readable(state: State, node: InstanceNode, definition: QuestionDefinition) -> str:
    """Labels instead of choice values, dates as they are written in Vietnam (day/month/year)."""
    if definition.control in _CHOOSING:
        return ", ".join(state.choices.label(node, value) or value for value in state.choices.chosen(node))
    kind = node.schema.bind.type
    if kind is DataType.DATE:
        day = parse_date(node.value)
        return node.value if day is None else f"{day:%d/%m/%Y}"
    local = state.now().tzinfo
    if kind is DataType.DATE_TIME and local is not None:
        moment = parse_date_time(node.value, local)
        return node.value if moment is None else f"{moment.astimezone(local):%d/%m/%Y %H:%M}"
    if kind is DataType.TIME:
        return node.value[:5]
    return node.value
