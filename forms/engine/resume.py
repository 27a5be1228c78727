"""Takes a draft or submission back into a form, which may be newer than the one that wrote it.

The same form takes values as they were left, letter by letter. Another version of it computes everything anew, and
every answer of the draft is then either in the session or in the report.
"""

from collections.abc import Iterable

from lxml import etree

from forms.contract import LostAnswer
from forms.engine.analyse import CLOCK, LINGUAL
from forms.engine.graph import Trigger
from forms.engine.instance import InstanceNode
from forms.engine.loading import Loader
from forms.engine.model import MAX_NODES, Part
from forms.engine.state import State
from forms.engine.submission import FORM, LANGUAGE, SEED
from forms.engine.xml import local, read_xml
from forms.errors import FormSyntaxError
from forms.xpath.values import to_boolean

# Elements and attributes that are read of a draft: what a form of that size writes, with what it may have had before.
MAX_DRAFT = 3 * MAX_NODES
_SELF_MADE = frozenset({"random", "uuid"})


def resume(state: State, draft: bytes, language: str) -> tuple[LostAnswer, ...]:
    """Fills a fresh state, in a language or ("") in that of the draft.

    Raises FormSyntaxError for what is not an instance of this form, FormTooLarge.
    """
    root = read_xml(draft, "draft", MAX_DRAFT)
    form = state.form
    if root.tag != form.root.tag or (root.get("id") or "") != (form.given_id or ""):
        raise FormSyntaxError(f"an instance of another form: {root.get('id') or local(root)}", "draft")
    seed = root.get(SEED) or ""
    state.seed = int(seed) if seed.isascii() and seed.isdigit() and len(seed) <= 10 else 0
    state.texts.choose(language or root.get(LANGUAGE) or "")
    same = _is_same(state, root)
    loader = Loader(state, verbatim=same)
    state.plant(loader.load(root, form.initial))
    answers = [(node, node.ref, node.value) for node in loader.answers]
    # Not in a draft of the same form, but in a newer form, and where a submission left out what was irrelevant.
    state.events.prepare(loader.unseen)
    if same:
        _wake(state)
        if root.get(LANGUAGE) not in (None, state.texts.language):
            state.mark_using(LINGUAL)
    else:
        state.mark_everything()
    if loader.unseen:
        state.settle()
        state.events.first_load(only=loader.unseen)
    _settle(state)
    return (*loader.lost, *_overruled(answers))


def _is_same(state: State, root: etree._Element) -> bool:
    """Whether the same form wrote this: by its very text when a draft says so, else by its version."""
    written_by = root.get(FORM)
    if written_by is not None:
        return written_by == state.form.fingerprint
    version = next((str(value) for name, value in root.attrib.items() if str(name).endswith("version")), "")
    return version == state.form.version


def _wake(state: State) -> None:
    """The same form: values are as they were left. Only what is not written down is computed, and what the clock may
    have changed since."""
    woken: list[Trigger] = []
    for trigger in state.form.graph.ranked:
        nodes = state.below(state.document, trigger.target)
        if trigger.part is Part.RELEVANT:
            for node in nodes:
                _set_relevant(state, trigger, node)
            if trigger.expression.volatile & CLOCK:
                woken.append(trigger)
        elif trigger.part is not Part.CALCULATE or trigger.expression.volatile & CLOCK:
            state.mark(trigger, nodes)
    for trigger in woken:
        for node in state.below(state.document, trigger.target):
            _mark_inside(state, node)


def _set_relevant(state: State, trigger: Trigger, node: InstanceNode) -> None:
    """Relevance without setting anything off: the values already are what they are with it."""
    value = state.try_evaluate(trigger.expression, node)
    node.relevant = value is None or to_boolean(value)
    _pass_on(node)


def _pass_on(node: InstanceNode) -> None:
    node.live = node.relevant and (node.parent is None or node.parent.live)
    for kids in node.kids.values():
        for kid in kids:
            _pass_on(kid)


def _mark_inside(state: State, node: InstanceNode) -> None:
    """The relevance of a node may be another than when the draft was saved: what depends on that is computed again."""
    for one in node.walk():
        state.mark_readers(one)
        for trigger in state.form.graph.on.get(one.schema.index, ()):
            if trigger.part is Part.CALCULATE and not trigger.expression.volatile & _SELF_MADE:
                state.mark(trigger, (one,))


def _settle(state: State) -> None:
    """Computes, and takes out answers that are no longer among the choices."""
    state.settle()
    for question in state.form.questions():
        if question.itemset is not None or question.choices:
            for node in state.below(state.document, question.schema):
                state.choices.refresh(node, hidden=True)
    state.settle()
    state.events.load()
    state.settle()
    state.changed.clear()


def _overruled(answers: Iterable[tuple[InstanceNode, str, str]]) -> list[LostAnswer]:
    """Answers that were taken over, with their references, and did not stay."""
    lost = []
    for node, ref, value in answers:
        if node.gone:
            lost.append(LostAnswer(ref, value, "the form asks for fewer of these now"))
        elif node.value != value:
            question, bind = node.schema.question, node.schema.bind
            by_form = bind.calculate is not None or question is None or not (question.choices or question.itemset)
            reason = "the form fills this in itself now" if by_form else "it is no longer among the choices"
            lost.append(LostAnswer(ref, value, reason))
    return lost
