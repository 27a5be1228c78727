"""FormSession of forms.contract."""

import re
from collections.abc import Sequence

from forms.contract import (
    Answered,
    Choice,
    Control,
    Page,
    Problem,
    Progress,
    Question,
    SummaryRow,
    Verdict,
)
from forms.engine.datatypes import lexical
from forms.engine.instance import InstanceNode
from forms.engine.model import Expression, QuestionDefinition, SchemaNode
from forms.engine.pages import Book, bind_book
from forms.engine.state import MAX_TEXT, State
from forms.engine.submission import write_draft, write_submission
from forms.engine.summary import readable
from forms.errors import FormError, FormTooLarge, NotComplete, UnknownReference
from forms.xpath.values import to_string
from forms.xpath.work import operation

_STEP = re.compile(r"/([^/\[\]]+)(?:\[(\d{1,6})\])?")
_SELECTS = (Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK)


class Session:
    """See forms.contract.FormSession."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._book: Book | None = None
        self._refs: dict[str, InstanceNode] = {}
        self._refs_at = -1
        self._expressions: dict[str, Expression] = {}

    # Language.

    @property
    def language(self) -> str:
        return self.state.texts.language

    @operation
    def set_language(self, language: str) -> None:
        self.state.speak(language)
        self._book = None

    # Finding.

    def _node(self, ref: str) -> InstanceNode:
        if self._refs_at != self.state.repeats.structure:
            self._refs.clear()
            self._refs_at = self.state.repeats.structure
        node = self._refs.get(ref)
        if node is None:
            node = self._refs[ref] = self._look_up(ref)
        return node

    def _look_up(self, ref: str) -> InstanceNode:
        node = self.state.document
        at = 0
        for step in _STEP.finditer(ref):
            if step.start() != at:
                break
            at = step.end()
            kids = self._kids(node, step[1])
            position = int(step[2] or 1)
            if kids is None or not 1 <= position <= len(kids) or (step[2] and kids[0].schema.repeat is None):
                raise UnknownReference("there is no such node now", ref)
            node = kids[position - 1]
        if at != len(ref) or node.parent is None:
            raise UnknownReference("not a reference", ref)
        return node

    def _kids(self, node: InstanceNode, name: str) -> list[InstanceNode] | None:
        kids = node.kids.get(name)
        if kids is None and ":" in name:
            shown = next((child for child in node.schema.children.values() if child.path.endswith(f"/{name}")), None)
            kids = None if shown is None else node.kids[shown.name]
        return kids

    def _question_node(self, ref: str) -> tuple[InstanceNode, QuestionDefinition]:
        node = self._node(ref)
        if node.schema.question is not None:
            return node, node.schema.question
        bind = node.schema.bind
        if node.schema.children or bind.calculate or bind.readonly or bind.preload:
            raise UnknownReference("nothing is asked there", ref)
        # XLSForm's "hidden": on no page, but a scanned card may know what is kept there.
        return node, QuestionDefinition(node.schema, Control.INPUT)

    def _bound(self) -> Book:
        if self._book is None:
            self._book = bind_book(self.state)
        return self._book

    # Pages.

    @operation
    def pages(self) -> tuple[Page, ...]:
        return tuple(self._bound().pages)

    @operation
    def progress(self, page: str) -> Progress:
        """Raises UnknownReference for a page that is not relevant now."""
        pages = self._bound().pages
        for position, one in enumerate(pages, 1):
            if one.key == page:
                return Progress(position, len(pages))
        raise UnknownReference("there is no such page now", page)

    # Questions.

    @operation
    def question(self, ref: str) -> Question:
        node, definition = self._question_node(ref)
        texts = self.state.texts
        readonly = node.is_readonly
        is_note = definition.control is Control.INPUT and readonly
        verdict = self.verdict(node)
        return Question(
            ref=node.ref,
            page=self._bound().page_of.get(node, node.ref),
            control=Control.NOTE if is_note else definition.control,
            type=node.schema.bind.type,
            label=texts.render(definition.label, node),
            value=node.value,
            hint=texts.render(definition.hint, node),
            guidance=texts.render(definition.hint, node, "guidance") or texts.render(definition.guidance, node),
            appearances=definition.appearances,
            relevant=node.live,
            required=node.required,
            readonly=readonly,
            verdict=verdict,
            message=self._message(node, verdict),
            media=texts.media(definition.label, node),
            media_type=definition.media_type,
            attributes=definition.attributes,
            parameters=definition.parameters,
        )

    @operation
    def choices(self, ref: str) -> Sequence[Choice]:
        node, _ = self._question_node(ref)
        return self.state.choices.list(node)

    def verdict(self, node: InstanceNode) -> Verdict:
        """What is wrong with the value of a node now."""
        if not node.live:
            return Verdict.VALID
        if node.value == "":
            return Verdict.REQUIRED if node.required else Verdict.VALID
        return Verdict.VALID if node.fits else Verdict.CONSTRAINT

    def _message(self, node: InstanceNode, verdict: Verdict) -> str:
        bind = node.schema.bind
        if verdict is Verdict.REQUIRED:
            return self.state.texts.render(bind.required_message, node)
        if verdict is Verdict.CONSTRAINT:
            return self.state.texts.render(bind.constraint_message, node)
        return ""

    @operation
    def answer(self, ref: str, value: str) -> Answered:
        """See the contract. Also raises FormError for a question that is read-only now."""
        node, definition = self._question_node(ref)
        if node.is_readonly:
            raise FormError("read-only: the form fills this in itself", ref)
        stored = self._lexical(node, definition, value)
        if stored is None:
            return Answered(Verdict.TYPE, "", frozenset())
        return self._after_change(node, stored)

    def _after_change(self, node: InstanceNode, stored: str) -> Answered:
        state = self.state
        if state.text_size + len(stored) - len(node.value) > MAX_TEXT:
            raise FormTooLarge(f"answers of more than {MAX_TEXT} characters together", node.ref)
        state.changed.clear()
        state.store(node, stored)
        state.settle()
        self._book = None
        changed = frozenset(one.ref for one in state.changed if not one.gone)
        verdict = self.verdict(node)
        return Answered(verdict, self._message(node, verdict), changed)

    def _lexical(self, node: InstanceNode, definition: QuestionDefinition, value: str) -> str | None:
        local = self.state.now().tzinfo
        if definition.control is Control.TRIGGER:
            return value if value in ("", "OK") else None
        stored = lexical(value, node.schema.bind.type, local)
        if not stored or definition.control not in _SELECTS:
            return stored
        chosen = [stored] if definition.control is Control.SELECT_ONE else stored.split()
        if len(set(chosen)) != len(chosen) or not self.state.choices.values(node).issuperset(chosen):
            return None
        return " ".join(chosen)

    # Repeats.

    def _repeat(self, ref: str) -> tuple[InstanceNode, SchemaNode]:
        """The parent node and the schema of a repeat named without its last position."""
        above, _, name = ref.rpartition("/")
        parent = self._node(above) if above else self.state.document
        kids = parent.schema.children.get(name)
        if kids is None or kids.repeat is None:
            raise UnknownReference("not a repeat", ref)
        return parent, kids

    @operation
    def add_repeat(self, ref: str) -> str:
        parent, schema = self._repeat(ref)
        return self._add(schema, parent, len(parent.kids[schema.name]), ref)

    @operation
    def insert_repeat(self, ref: str) -> str:
        node, parent = self._instance(ref)
        return self._add(node.schema, parent, node.position - 1, ref)

    def _instance(self, ref: str) -> tuple[InstanceNode, InstanceNode]:
        """An instance of a repeat, named with its position, and the node it is below."""
        node = self._node(ref)
        if node.schema.repeat is None or node.parent is None or not ref.endswith("]"):
            raise UnknownReference("not an instance of a repeat", ref)
        return node, node.parent

    def _add(self, schema: SchemaNode, parent: InstanceNode, at: int, ref: str) -> str:
        self._check_free(schema, ref)
        self.state.changed.clear()
        (node,) = self.state.repeats.add(schema, parent, at)
        self.state.settle()
        self._book = None
        return node.ref

    @operation
    def remove_repeat(self, ref: str) -> None:
        node, _ = self._instance(ref)
        self._check_free(node.schema, ref)
        self.state.changed.clear()
        self.state.repeats.remove(node)
        self.state.settle()
        self._book = None

    def _check_free(self, schema: SchemaNode, ref: str) -> None:
        if schema.repeat is not None and schema.repeat.fixed:
            raise FormError("the form itself decides how many instances there are", ref)

    def repeats(self, ref: str) -> int:
        parent, schema = self._repeat(ref)
        return len(parent.kids[schema.name])

    # The whole.

    def _in_page_order(self) -> list[InstanceNode]:
        return [node for node in self._bound().page_of if node.live]

    @operation
    def problems(self) -> tuple[Problem, ...]:
        book = self._bound()
        found = []
        for node in self._in_page_order():
            verdict = self.verdict(node)
            if verdict is not Verdict.VALID and not (verdict is Verdict.REQUIRED and node.is_readonly):
                label = self.state.texts.render(_definition(node).label, node)
                found.append(Problem(node.ref, book.page_of[node], label, verdict, self._message(node, verdict)))
        return tuple(found)

    @operation
    def summary(self) -> tuple[SummaryRow, ...]:
        book = self._bound()
        rows = []
        for node in self._in_page_order():
            definition, readonly = _definition(node), node.is_readonly
            if readonly and not node.value:
                continue
            label = self.state.texts.render(definition.label, node)
            text = readable(self.state, node, definition)
            rows.append(SummaryRow(node.ref, book.page_of[node], book.sections_of[node], label, text, readonly))
        return tuple(rows)

    @operation
    def value_of(self, expression: str) -> str:
        compiled = self._expressions.get(expression)
        if compiled is None:
            compiled = self.state.form.reader.expression(expression, self.state.form.root, "expression")
            if len(self._expressions) < 1000:
                self._expressions[expression] = compiled
        root = self.state.below(self.state.document, self.state.form.root)[0]
        return to_string(self.state.evaluate(compiled, root))

    @operation
    def attachments(self) -> tuple[str, ...]:
        nodes = self._in_page_order()
        return tuple(node.value for node in nodes if node.value and _definition(node).control is Control.UPLOAD)

    def draft(self) -> bytes:
        return write_draft(self.state)

    @operation
    def finalise(self, *, instance_id: str, deprecated_id: str | None = None) -> bytes:
        self.state.settle()
        if not self.state.settled:
            raise FormTooLarge("the expressions of this form are too much work to finish")
        problems = self.problems()
        if problems:
            raise NotComplete(problems)
        self.state.finish()
        return write_submission(self.state, instance_id, deprecated_id)


def _definition(node: InstanceNode) -> QuestionDefinition:
    question = node.schema.question
    assert question is not None  # noqa: S101 - only questions are on pages
    return question
