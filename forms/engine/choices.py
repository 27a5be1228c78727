"""The choices of selects: what the filter lets through now, their labels, and answers that are no longer among them."""

from typing import TYPE_CHECKING, TypeAlias

from forms.contract import Choice, Control
from forms.engine.instance import InstanceNode
from forms.engine.model import Itemset, QuestionDefinition, StaticChoice
from forms.errors import ExpressionError, FormError
from forms.xpath.nodes import Node
from forms.xpath.work import charge

if TYPE_CHECKING:
    from forms.engine.state import State


Items: TypeAlias = list[tuple[str, Node]]

# Choices of all questions together that are kept. A list of ten thousand is worked out anew in some milliseconds.
MAX_KEPT = 300_000


class _Kept:
    """The choices of one question, as far as they were asked for.

    Attributes:
        items: of the itemset, by value in order; empty for inline choices.
        failed: the itemset could not be evaluated, so that nothing is known about what is a choice.
    """

    __slots__ = ("failed", "first", "items", "lists", "values")

    def __init__(self, items: Items | None) -> None:
        self.failed = items is None
        self.items = items or []
        self.values: frozenset[str] | None = None
        self.first: dict[str, Node] | None = None
        self.lists: dict[str, tuple[Choice, ...]] = {}


class Choices:
    """Keeps the lists that were worked out until something they depend on changes."""

    def __init__(self, state: "State") -> None:
        self.state = state
        self._kept: dict[InstanceNode, _Kept] = {}
        self._size = 0

    def forget(self, node: InstanceNode) -> None:
        """The choices of this question are to be worked out anew."""
        kept = self._kept.pop(node, None)
        if kept is not None:
            self._size -= len(kept.items)

    def _of(self, node: InstanceNode) -> _Kept:
        kept = self._kept.get(node)
        if kept is None:
            question = node.schema.question
            itemset = question.itemset if question is not None else None
            kept = _Kept([] if itemset is None else self._evaluate(itemset, node))
            self._size += len(kept.items)
            while self._size > MAX_KEPT and self._kept:
                self.forget(next(iter(self._kept)))
            self._kept[node] = kept
        return kept

    def refresh(self, node: InstanceNode, *, hidden: bool = False) -> None:
        """After something that the choices depend on changed: takes out answers that are no longer among them.

        Those of irrelevant questions rest, inline choices apart (hidden): they can only have changed with the form.
        """
        self.forget(node)
        question = node.schema.question
        inline = hidden and question is not None and question.itemset is None
        if not node.value or not (node.live or inline):
            return
        if self._of(node).failed:
            return
        allowed = self.values(node)
        kept = " ".join(value for value in self.chosen(node) if value in allowed)
        if kept != node.value:
            self.state.take_back(node, kept)

    def chosen(self, node: InstanceNode) -> list[str]:
        """The values of an answer."""
        question = node.schema.question
        if question is not None and question.control is Control.SELECT_ONE:
            return [node.value] if node.value else []
        return node.value.split()

    def values(self, node: InstanceNode) -> frozenset[str]:
        """Values of the choices now."""
        kept = self._of(node)
        if kept.values is None:
            question = node.schema.question
            inline = question.choices if question is not None else ()
            kept.values = frozenset((*(choice.value for choice in inline), *(value for value, _ in kept.items)))
        return kept.values

    def _evaluate(self, itemset: Itemset, node: InstanceNode) -> Items | None:
        nodes = self.state.try_evaluate(itemset.nodeset, node)
        if nodes is None or isinstance(nodes, str | float | bool):
            return None
        charge(len(nodes))
        child = itemset.value_child
        if child:
            pairs = [(item.text_of(child) or "", item) for item in nodes]
        else:
            pairs = [(self.state.text_over(itemset.value, item, node), item) for item in nodes]
        return [(value.strip(), item) for value, item in pairs if value.strip()]

    def list(self, node: InstanceNode) -> tuple[Choice, ...]:
        """The choices now, in the language now."""
        kept, texts = self._of(node), self.state.texts
        known = kept.lists.get(texts.language)
        if known is None:
            question = node.schema.question
            if question is None:
                return ()
            texts.dynamic = False
            known = self._work_out(question, kept.items, node)
            if not texts.dynamic:
                kept.lists[texts.language] = known
        return known

    def _work_out(self, question: QuestionDefinition, items: Items, node: InstanceNode) -> tuple[Choice, ...]:
        if question.itemset is None:
            return tuple(self._static(choice, node) for choice in question.choices)
        charge(len(items))
        child = question.itemset.label_child
        if child:
            return tuple(Choice(value, item.text_of(child) or value) for value, item in items)
        itemset = question.itemset
        return tuple(self._dynamic(value, item, itemset, node) for value, item in items)

    def _static(self, choice: StaticChoice, node: InstanceNode) -> Choice:
        texts = self.state.texts
        media = texts.media(choice.label, node)
        label = texts.render(choice.label, node) or choice.value
        return Choice(choice.value, label, media.get("image"), media.get("audio"))

    def _dynamic(self, value: str, item: Node, itemset: Itemset, node: InstanceNode) -> Choice:
        """The label of an item: its own text by id, in which answers are meant as the question sees them."""
        texts, label = self.state.texts, itemset.label
        if label.itext_from is None:
            return Choice(value, texts.render(label, item) or value)
        text_id = self.state.text_over(label.itext_from, item, node)
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
            return self.label(question, value)
        return ""

    def label(self, node: InstanceNode, value: str) -> str:
        """The label of one choice, without the labels of all the others."""
        question = node.schema.question
        if question is None:
            return ""
        if question.itemset is None:
            return next((self._static(one, node).label for one in question.choices if one.value == value), "")
        kept = self._of(node)
        if kept.first is None:
            kept.first = {}
            for known, item in kept.items:
                kept.first.setdefault(known, item)
        found = kept.first.get(value)
        return "" if found is None else self._work_out(question, [(value, found)], node)[0].label
