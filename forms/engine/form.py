"""Reads an XForm into a Form."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from lxml import etree

from forms.contract import DataType
from forms.engine.datatypes import lexical
from forms.engine.graph import Graph, Trigger
from forms.engine.model import (
    Action,
    BodyItem,
    Expression,
    Initial,
    Part,
    QuestionDefinition,
    Read,
    Repeat,
    SchemaNode,
    Text,
    Translation,
)
from forms.engine.read_body import BodyReader, mark_repeats
from forms.engine.read_model import FIRST_LOAD, LOAD, SchemaReader, is_action, read_actions, read_bind, read_itext
from forms.engine.reader import Reader
from forms.engine.secondary import Cells, FileMissing, Media, external_instance, inline_instance
from forms.engine.xml import XFORMS, XHTML, line, local, namespace, read_file, read_xml
from forms.errors import FormSyntaxError, UnsupportedFeature
from forms.xpath.nodes import Element, Node, document_of
from forms.xpath.work import refill

MODEL_ELEMENTS = frozenset({"instance", "bind", "itext", "submission", "setvalue"})


@dataclass(slots=True)
class Form:
    """A form, read. Nothing changes in it afterwards.

    Attributes:
        document: the schema's document node; initial: the instance a form filling begins with.
        nodes: every schema node, at its index.
        given_id: the id attribute as written, None when there is none and form_id stands for it.
        fingerprint: of the form's text, the same for the same form only.
        namespaces: of the primary instance, as the submission declares them.
        actions: wherever they stand, for the events of the whole form.
    """

    form_id: str
    version: str
    title: str
    document: SchemaNode
    initial: Initial
    nodes: list[SchemaNode]
    namespaces: dict[str | None, str]
    reader: Reader
    languages: tuple[str, ...] = ()
    translations: dict[str, dict[str, Translation]] = field(default_factory=dict)
    instances: dict[str, Node] = field(default_factory=dict)
    body: list[BodyItem] = field(default_factory=list)
    actions: tuple[Action, ...] = ()
    preloads: bool = False
    given_id: str | None = None
    fingerprint: str = ""
    graph: Graph = field(default_factory=lambda: Graph(()))

    @property
    def warnings(self) -> list[str]:
        """What is wrong with the form without making it unusable, each with its place."""
        return self.reader.warnings

    @property
    def root(self) -> SchemaNode:
        """The schema of the primary instance's root element."""
        return self.initial.schema

    def questions(self) -> Iterator[QuestionDefinition]:
        """Every question of the body, in document order of its node."""
        return (node.question for node in self.nodes if node.question is not None)


def read_form(source: bytes | Path, media: Media = None, *, lenient: bool = False) -> Form:
    """Reads an XForm; see forms.engine.load_form.

    lenient passes over what JavaRosa passes over, with a warning: paths and binds that lead nowhere, files that are
    missing, preloads and elements inside a control that nothing is known of, a form that forgot its namespace.
    """
    refill()
    data = read_file(source, "form") if isinstance(source, Path) else source
    if media is None and isinstance(source, Path):
        media = source.parent
    root = read_xml(data, "form")
    if local(root) != "html" or namespace(root) != XHTML:
        raise FormSyntaxError(f"the root element is <{local(root)}>, not <h:html>", "form")
    if lenient:
        _adopt(root)
    model = root.find(f"{{{XHTML}}}head/{{{XFORMS}}}model")
    body = root.find(f"{{{XHTML}}}body")
    if model is None or body is None:
        raise FormSyntaxError("no <model> in <h:head>, or no <h:body>", "form")
    title = root.findtext(f"{{{XHTML}}}head/{{{XHTML}}}title") or ""
    form = _read_structure(model, body, title.strip(), lenient=lenient)
    form.fingerprint = hashlib.sha256(data).hexdigest()[:32]
    _read_instances(model, form, media)
    _read_logic(model, body, form)
    form.graph = Graph(_triggers(form))
    form.reader.done = True
    return form


def _adopt(root: etree._Element) -> None:
    """Takes elements without a namespace for those of XForms, where a form has no others; instances are left alone."""
    if root.find(f"{{{XHTML}}}head/model") is None:
        return
    for instance in root.iter("instance"):
        instance.tag = f"{{{XFORMS}}}instance"
    for element in list(root.iter()):
        if not namespace(element) and not any(local(above) == "instance" for above in element.iterancestors()):
            element.tag = f"{{{XFORMS}}}{local(element)}"


def _primary(model: etree._Element) -> etree._Element:
    for instance in model.iterfind(f"{{{XFORMS}}}instance"):
        children = [child for child in instance if local(child)]
        if len(children) != 1:
            raise FormSyntaxError("the primary instance must have one child", line(instance))
        return children[0]
    raise FormSyntaxError("there is no primary instance", line(model))


def _read_structure(model: etree._Element, body: etree._Element, title: str, *, lenient: bool) -> Form:
    element = _primary(model)
    plain = frozenset({XFORMS, namespace(element)} - {""})
    schema = SchemaReader(plain, {str(space): prefix for prefix, space in element.nsmap.items() if prefix})
    initial = schema.read(element)
    # OpenRosa's older way to name a form.
    form_id = element.get("id") or namespace(element).replace(XFORMS, "")
    version = next((str(value) for name, value in element.attrib.items() if str(name).endswith("version")), "")
    namespaces = {prefix or "": str(space) for prefix, space in element.nsmap.items()}
    reader = Reader(schema.document, namespaces, plain, lenient=lenient)
    mark_repeats(body, reader)
    for node in schema.nodes:
        several = id(node) in schema.repeated and not node.name.startswith("@")
        parent_single = node.parent is None or node.parent.single
        node.single = parent_single and node.repeat is None and not several
        if node.repeat is not None:
            node.repeat.template = schema.templates.get(id(node))
    nsmap: dict[str | None, str] = {prefix: str(space) for prefix, space in element.nsmap.items()}
    form = Form(form_id, version, title, schema.document, initial, schema.nodes, nsmap, reader)
    form.given_id = element.get("id")
    return form


def _read_instances(model: etree._Element, form: Form, media: Media) -> None:
    plain = form.reader.plain
    cells = Cells()

    def name_of(tag: str) -> str:
        space, _, name = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
        return name if not space or space in plain else tag

    for instance in list(model.iterfind(f"{{{XFORMS}}}instance"))[1:]:
        name = instance.get("id") or ""
        where = f"instance {name}"
        if not name or name in form.instances:
            raise FormSyntaxError("a secondary instance needs an id of its own", line(instance))
        source = instance.get("src")
        children = [child for child in instance if local(child)]
        if source is not None:
            try:
                form.instances[name] = external_instance(source, media, where, name_of, cells)
            except FileMissing as problem:
                form.reader.object(problem)
                form.instances[name] = document_of(Element("root", None))
        elif len(children) == 1:
            form.instances[name] = inline_instance(children[0], name_of, cells)
        elif not children:
            form.instances[name] = document_of(Element("root", None))
        else:
            raise FormSyntaxError("a secondary instance must have one child", where)
    form.reader.instances = frozenset(form.instances)


def _read_logic(model: etree._Element, body: etree._Element, form: Form) -> None:
    reader = form.reader
    actions: list[etree._Element] = []
    bind_ids: dict[str, str] = {}
    for child in model:
        name = local(child)
        if is_action(child):
            actions.append(child)
        elif name not in MODEL_ELEMENTS or namespace(child) != XFORMS:
            raise UnsupportedFeature(f"<{name}> in the model", line(child))
        elif name == "itext":
            form.translations, form.languages = read_itext(child, reader)
        elif name == "submission" and child.get("base64RsaPublicKey"):
            raise UnsupportedFeature("encryption by base64RsaPublicKey", line(child))
        elif name == "bind":
            read_bind(child, reader)
            if child.get("id"):
                bind_ids[child.get("id") or ""] = child.get("nodeset") or ""
    in_model = read_actions(actions, reader, reader.top, bind_ids)
    for action in in_model:
        if not action.events <= {FIRST_LOAD, LOAD}:
            raise UnsupportedFeature(f"setvalue at the event {' '.join(action.events)} in the model", action.where)
    in_body = BodyReader(reader, bind_ids)
    form.body = in_body.body(body)
    form.actions = (*in_model, *in_body.actions)
    form.preloads = any(node.bind.preload for node in form.nodes)
    _check_names(form)
    for node in form.nodes:
        if node.repeat is not None and node.repeat.template is not None:
            _check_defaults(node.repeat.template, form)
    _check_defaults(form.initial, form)


def _check_defaults(initial: Initial, form: Form) -> None:
    """Notes values of the form itself that are not of their type: they are no answers."""
    bind = initial.schema.bind
    if initial.value and bind.calculate is None and not bind.preload:
        kept = lexical(initial.value, bind.type, UTC)
        if kept is None and not (bind.type is DataType.DATE_TIME and lexical(initial.value, DataType.DATE, UTC)):
            form.warnings.append(f"{initial.schema.path}: {initial.value!r} is no {bind.type.value} to begin with")
    for child in initial.children:
        _check_defaults(child, form)


def _check_names(form: Form) -> None:
    for text_id, where in form.reader.text_ids:
        if not any(text_id in texts for texts in form.translations.values()):
            raise FormSyntaxError(f"there is no text {text_id!r}", where)
    for path, where in form.reader.choice_questions:
        schema = form.reader.resolve(path, form.reader.root, where) if path.startswith("/") else None
        if schema is not None and (schema.question is None or not _has_choices(schema.question)):
            raise FormSyntaxError(f"jr:choice-name(): {path} is not a question with choices", where)


def _has_choices(question: QuestionDefinition) -> bool:
    return bool(question.choices) or question.itemset is not None


def _triggers(form: Form) -> Iterator[Trigger]:
    for node in form.nodes:
        bind = node.bind
        for part, expression in (
            (Part.RELEVANT, bind.relevant),
            (Part.CALCULATE, bind.calculate),
            (Part.READONLY, bind.readonly),
            (Part.REQUIRED, bind.required),
            (Part.CONSTRAINT, bind.constraint),
            (Part.COUNT, node.repeat.count if isinstance(node.repeat, Repeat) else None),
        ):
            if expression is not None:
                yield Trigger(part, node, expression, expression.reads)
        question = node.question
        if question is not None:
            if question.itemset is not None:
                yield Trigger(Part.CHOICES, node, question.itemset.nodeset, question.itemset.nodeset.reads)
            shown = list(_shown_expressions(form, question))
            if shown:
                reads: dict[Read, None] = {read: None for one in shown for read in one.reads}
                yield Trigger(Part.TEXT, node, shown[0], tuple(reads))


def _shown_expressions(form: Form, question: QuestionDefinition) -> Iterator[Expression]:
    """Every expression in what a person reads at a question, in any language."""
    bind = question.schema.bind
    labels = [choice.label for choice in question.choices]
    for text in (question.label, question.hint, bind.constraint_message, bind.required_message, *labels):
        yield from _expressions(text)
        if text.itext:
            for texts in form.translations.values():
                entry = texts.get(text.itext)
                for one in entry.forms.values() if entry else ():
                    yield from _expressions(one)


def _expressions(text: Text) -> Iterator[Expression]:
    yield from (part for part in text.parts if isinstance(part, Expression))
    if text.itext_from is not None:
        yield text.itext_from
