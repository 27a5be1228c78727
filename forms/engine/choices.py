"""The choices of selects: what the filter lets through now, their labels, and answers that are no longer among them."""

from typing import TYPE_CHECKING

from forms.contract import Choice, Control
from forms.engine.instance import InstanceNode
from forms.engine.model import Itemset, QuestionDefinition, StaticChoice
from forms.errors import ExpressionError, FormError
from forms.xpath.context import Context
from forms.xpath.nodes import Node
from forms.xpath.values import to_string

if TYPE_CHECKING:
    from forms.engine.state import State


class Choices:
    """Keeps the lists that were worked out until something they depend on changes."""

    def __init__(self, state: "State") -> None:
        self.state = state
        self._nodes: dict[InstanceNode, list[tuple[str, Node]]] = {}
        self._values: dict[InstanceNode, frozenset[str]] = {}
        self._choices: dict[tuple[InstanceNode, str], tuple[Choice, ...]] = {}

    def forget(self, node: InstanceNode) -> None:
        """The choices of this question are to be worked out anew."""
        self._nodes.pop(node, None)
        self._values.pop(node, None)
        for key in [key for key in self._choices if key[0] is node]:
            del self._choices[key]

    def refresh(self, node: InstanceNode) -> None:
        """After something that the choices depend on changed: takes out answers that are no longer among them."""
        self.forget(node)
        if not node.value or not node.live:
            return
        allowed = self.values(node)
        kept = " ".join(value for value in self.chosen(node) if value in allowed)
        if kept != node.value:
            self.state.store(node, kept)

    def chosen(self, node: InstanceNode) -> list[str]:
        """The values of an answer."""
        question = node.schema.question
        if question is not None and question.control is Control.SELECT_ONE:
            return [node.value] if node.value else []
        return node.value.split()

    def values(self, node: InstanceNode) -> frozenset[str]:
        """Values of the choices now."""
        known = self._values.get(node)
        if known is None:
            question = node.schema.question
            if question is not None and question.itemset is None:
                known = frozenset(choice.value for choice in question.choices)
            else:
                known = frozenset(value for value, _ in self._items(node))
            self._values[node] = known
        return known

    def _items(self, node: InstanceNode) -> list[tuple[str, Node]]:
        known = self._nodes.get(node)
        if known is None:
            question = node.schema.question
            itemset = question.itemset if question is not None else None
            known = [] if itemset is None else self._evaluate(itemset, node)
            self._nodes[node] = known
        return known

    def _evaluate(self, itemset: Itemset, node: InstanceNode) -> list[tuple[str, Node]]:
        nodes = self.state.try_evaluate(itemset.nodeset, node)
        if nodes is None or isinstance(nodes, str | float | bool):
            return []
        child = itemset.value_child
        if child:
            pairs = [(item.text_of(child) or "", item) for item in nodes]
        else:
            evaluate = itemset.value.evaluate
            pairs = [(to_string(evaluate(Context(self.state, item, node))), item) for item in nodes]
        return [(value.strip(), item) for value, item in pairs if value.strip()]

    def list(self, node: InstanceNode) -> tuple[Choice, ...]:
        """The choices now, in the language now."""
        key = (node, self.state.texts.language)
        known = self._choices.get(key)
        if known is None:
            question = node.schema.question
            if question is None:
                return ()
            self.state.texts.dynamic = False
            known = self._work_out(question, node)
            if not self.state.texts.dynamic:
                self._choices[key] = known
        return known

    def _work_out(self, question: QuestionDefinition, node: InstanceNode) -> tuple[Choice, ...]:
        if question.itemset is None:
            return tuple(self._static(choice, node) for choice in question.choices)
        child = question.itemset.label_child
        if child:
            return tuple(Choice(value, item.text_of(child) or value) for value, item in self._items(node))
        itemset = question.itemset
        return tuple(self._dynamic(value, item, itemset, node) for value, item in self._items(node))

    def _static(self, choice: StaticChoice, node: InstanceNode) -> Choice:
        texts = self.state.texts
        media = texts.media(choice.label, node)
        return Choice(choice.value, texts.render(choice.label, node), media.get("image"), media.get("audio"))

    def _dynamic(self, value: str, item: Node, itemset: Itemset, node: InstanceNode) -> Choice:
        """The label of an item: its own text by id, in which answers are meant as the question sees them."""
        texts, label = self.state.texts, itemset.label
        if label.itext_from is None:
            return Choice(value, texts.render(label, item) or value)
        text_id = to_string(label.itext_from.evaluate(Context(self.state, item, node)))
        shown = texts.translated(text_id, node) or value
        media = texts.media_of(text_id)
        return Choice(value, shown, media.get("image"), media.get("audio"))

    def label_of(self, node: Node, value: str, path: str) -> str:
        """jr:choice-name(): the label of a value among the choices of a question, "" when there is none."""
        if not isinstance(node, InstanceNode):
            return ""
        try:
            schema = self.state.form.reader.resolve(path, node.schema, "jr:choice-name()")
        except FormError as problem:
            raise ExpressionError(str(problem)) from None
        for question in self.state.around(node, schema)[:1]:
            return next((choice.label for choice in self.list(question) if choice.value == value), "")
        return ""
