"""Reads <h:body>: controls, groups and repeats."""

from collections.abc import Iterable

from lxml import etree

from forms.contract import Control, DataType
from forms.engine.datatypes import lexical
from forms.engine.model import (
    MAX_ITEMS,
    NO_TEXT,
    Action,
    BodyItem,
    GroupDefinition,
    Itemset,
    QuestionDefinition,
    Repeat,
    RepeatDefinition,
    SchemaNode,
    StaticChoice,
    Text,
)
from forms.engine.read_model import NEW_REPEAT, VALUE_CHANGED, foreign_attributes, is_action, read_actions
from forms.engine.reader import JAVAROSA_ITEXT, Reader
from forms.engine.xml import JAVAROSA, ODK, XFORMS, line, local, namespace
from forms.errors import FormSyntaxError, FormTooLarge, UnsupportedFeature
from forms.xpath.parser import parse
from forms.xpath.tree import Axis, Path, Start, Step

CONTROLS = {
    (XFORMS, "input"): Control.INPUT,
    (XFORMS, "select1"): Control.SELECT_ONE,
    (XFORMS, "select"): Control.SELECT_MULTIPLE,
    (XFORMS, "upload"): Control.UPLOAD,
    (XFORMS, "trigger"): Control.TRIGGER,
    (XFORMS, "range"): Control.RANGE,
    (ODK, "rank"): Control.RANK,
    (XFORMS, "rank"): Control.RANK,
}
_SELECTS = (Control.SELECT_ONE, Control.SELECT_MULTIPLE, Control.RANK)
_INSIDE = frozenset({"label", "hint", "help"})
INSIDE_SELECT = _INSIDE | {"item", "itemset", "choices"}
_OWN_ATTRIBUTES = frozenset({"ref", "bind", "nodeset", "appearance", "mediatype", "start", "end", "step"})


def mark_repeats(body: etree._Element, reader: Reader) -> None:
    """Tells the schema which nodes repeat, before any expression is compiled."""
    for element in body.iter(f"{{{XFORMS}}}repeat"):
        nodeset = element.get("nodeset") or element.get("ref")
        if nodeset is None:
            raise FormSyntaxError("a repeat without nodeset", line(element))
        reader.resolve(nodeset, _base(element, reader), line(element)).repeat = Repeat()


def _base(element: etree._Element, reader: Reader) -> SchemaNode:
    """What a relative ref in an element is relative to: the ref of the nearest element around it that has one."""
    for around in element.iterancestors():
        ref = around.get("nodeset") or around.get("ref")
        if ref is not None and local(around) in ("group", "repeat"):
            return reader.resolve(ref, _base(around, reader), line(around))
    return reader.top


class BodyReader:
    """Reads the body once the binds are there."""

    def __init__(self, reader: Reader, bind_ids: dict[str, str]) -> None:
        self.reader = reader
        self.bind_ids = bind_ids
        self.groups = 0
        self.count = 0
        # Every action of the body, and those for new instances of each repeat around the place that is read.
        self.actions: list[Action] = []
        self._for_new: list[list[Action]] = []

    def body(self, element: etree._Element) -> list[BodyItem]:
        """What is in <h:body>."""
        self._read_actions(element, self.reader.top)
        return self.items(element, self.reader.top)

    def _read_actions(
        self, element: etree._Element, base: SchemaNode, *, of_question: bool = False
    ) -> tuple[Action, ...]:
        """The actions directly in an element."""
        actions = read_actions(element, self.reader, base, self.bind_ids)
        for action in actions:
            if VALUE_CHANGED in action.events and not of_question:
                raise UnsupportedFeature(f"setvalue at the event {VALUE_CHANGED} outside a question", action.where)
            if NEW_REPEAT in action.events:
                if not self._for_new:
                    raise UnsupportedFeature(f"setvalue at the event {NEW_REPEAT} outside a repeat", action.where)
                self._for_new[-1].append(action)
        self.actions += actions
        return actions

    def items(self, element: etree._Element, base: SchemaNode) -> list[BodyItem]:
        """The groups, repeats and questions directly in an element."""
        found: list[BodyItem] = []
        for child in element:
            self._count(child)
            name, space = local(child), namespace(child)
            control = CONTROLS.get((space, name))
            if control is not None:
                found.append(self.question(child, control, base))
            elif space == XFORMS and name == "group":
                found.append(self.group(child, base))
            elif space == XFORMS and name == "repeat":
                found.append(self.repeat(child, base, NO_TEXT, frozenset()))
            elif not (space == XFORMS and name in ("label", "hint")) and not is_action(child):
                raise UnsupportedFeature(f"<{name}> in the body", line(child))
        return found

    def _count(self, element: etree._Element) -> None:
        self.count += 1
        if self.count > MAX_ITEMS:
            raise FormTooLarge(f"more than {MAX_ITEMS} controls and choices in the body", line(element))

    def target(self, element: etree._Element, base: SchemaNode) -> SchemaNode | None:
        """The node an element is about."""
        ref = element.get("ref") or element.get("nodeset") or self.bind_ids.get(element.get("bind") or "")
        return None if ref is None else self.reader.resolve(ref, base, line(element))

    def group(self, element: etree._Element, base: SchemaNode) -> BodyItem:
        target = self.target(element, base)
        if element.get("intent"):
            raise UnsupportedFeature("a group filled in by an external application", line(element))
        appearances = frozenset((element.get("appearance") or "").split())
        label = self.text(element, "label", target or base)
        repeats = [child for child in element if local(child) == "repeat" and namespace(child) == XFORMS]
        others = [child for child in element if child not in repeats and local(child) not in ("label", "hint")]
        if len(repeats) == 1 and not others:
            return self.repeat(repeats[0], target or base, label, appearances)
        self._read_actions(element, target or base)
        self.groups += 1
        key = f"group:{self.groups}" if target is None else ""
        return GroupDefinition(target, key, label, appearances, self.items(element, target or base))

    def repeat(
        self, element: etree._Element, base: SchemaNode, label: Text, appearances: frozenset[str]
    ) -> RepeatDefinition:
        target = self.target(element, base)
        if target is None:
            raise FormSyntaxError("a repeat without nodeset", line(element))
        count = element.get(f"{{{JAVAROSA}}}count")
        repeat = target.repeat
        assert repeat is not None  # noqa: S101 - mark_repeats has been here
        if count is not None and count.strip():
            repeat.count = self.reader.expression(count, target, f"repeat {target.path} jr:count")
        repeat.fixed = count is not None or (element.get(f"{{{JAVAROSA}}}noAddRemove") or "").strip() == "true()"
        self._for_new.append([])
        self._read_actions(element, target)
        own = frozenset((element.get("appearance") or "").split())
        definition = RepeatDefinition(target, label, appearances | own, self.items(element, target))
        repeat.actions = tuple(self._for_new.pop())
        return definition

    def question(self, element: etree._Element, control: Control, base: SchemaNode) -> QuestionDefinition:
        target = self.target(element, base)
        if target is None:
            raise FormSyntaxError("a control without ref", line(element))
        appearances = frozenset((element.get("appearance") or "").split())
        self._refuse(element, appearances, target)
        self._check_inside(element, control, target)
        question = QuestionDefinition(
            schema=target,
            control=control,
            label=self.text(element, "label", target),
            hint=self.text(element, "hint", target),
            guidance=self.text(element, "help", target),
            appearances=appearances,
            attributes=target.bind.attributes | _unknown_attributes(element),
            parameters=self._parameters(element, target) if control is Control.RANGE else {},
            media_type=element.get("mediatype") or "",
            actions=self._read_actions(element, target, of_question=True),
        )
        if control in _SELECTS:
            self._choices(element, question)
            if not question.choices and question.itemset is None:
                raise FormSyntaxError("a select without choices", f"question {target.path}")
        target.question = question
        return question

    def _check_inside(self, element: etree._Element, control: Control, target: SchemaNode) -> None:
        known = INSIDE_SELECT if control in _SELECTS else _INSIDE
        for child in element:
            if not is_action(child) and (namespace(child) != XFORMS or local(child) not in known):
                feature = f"<{local(child)}> in <{local(element)}>"
                self.reader.object(UnsupportedFeature(feature, f"question {target.path}"))

    def _parameters(self, element: etree._Element, target: SchemaNode) -> dict[str, str]:
        """start, end and step of a range, which the specification wants there."""
        found = {name: (element.get(name) or "").strip() for name in ("start", "end", "step")}
        for name, value in found.items():
            if lexical(value, DataType.DECIMAL, None) in (None, ""):
                self.reader.object(FormSyntaxError(f"a range whose {name} is no number", f"question {target.path}"))
                # What pyxform takes when a spreadsheet does not say.
                found[name] = {"start": "1", "end": "10", "step": "1"}[name]
        return found

    def _refuse(self, element: etree._Element, appearances: Iterable[str], target: SchemaNode) -> None:
        where = f"question {target.path}"
        if element.get("query") is not None:
            raise UnsupportedFeature("choices from an external itemset (select_one_external)", where)
        if "search(" in (element.get("appearance") or ""):
            raise UnsupportedFeature("choices from the search() appearance", where)
        if any(name.startswith("ex:") for name in appearances) or element.get("intent"):
            raise UnsupportedFeature("a question answered by an external application", where)
        if (element.get("mediatype") or "").startswith("osm"):
            raise UnsupportedFeature("a question answered from a map of OpenStreetMap", where)
        if target.children and any(name[0] != "@" for name in target.children):
            raise FormSyntaxError("a question on a node that has nodes below it", where)

    def text(self, element: etree._Element, name: str, target: SchemaNode) -> Text:
        for child in element:
            if local(child) == name and namespace(child) == XFORMS:
                return self.reader.text(child, target)
        return NO_TEXT

    def _choices(self, element: etree._Element, question: QuestionDefinition) -> None:
        choices: list[StaticChoice] = []
        for child in element:
            if namespace(child) != XFORMS or local(child) not in ("item", "itemset", "choices"):
                continue
            if local(child) == "choices":
                raise UnsupportedFeature("<choices>", line(child))
            if local(child) == "itemset":
                question.itemset = self._itemset(child, question.schema)
                continue
            self._count(child)
            values = [inner for inner in child if local(inner) == "value"]
            if not values:
                raise FormSyntaxError("a choice without value", line(child))
            choices.append(StaticChoice((values[0].text or "").strip(), self.text(child, "label", question.schema)))
        question.choices = tuple(choices)
        if question.itemset is not None and choices:
            raise UnsupportedFeature("choices both as items and as an itemset", f"question {question.schema.path}")

    def _itemset(self, element: etree._Element, target: SchemaNode) -> Itemset:
        where = f"question {target.path} itemset"
        source = element.get("nodeset") or ""
        parts = {local(child): child for child in element}
        for name in parts.keys() - {"value", "label"}:
            raise UnsupportedFeature(f"<{name}> in an itemset", where)
        value_ref = parts["value"].get("ref") if "value" in parts else None
        if value_ref is None:
            raise FormSyntaxError("an itemset without value ref", where)
        label_ref = (parts["label"].get("ref") if "label" in parts else None) or value_ref
        refs = [ref for ref in (value_ref, label_ref) if not ref.strip().startswith(JAVAROSA_ITEXT)]
        nodeset = self.reader.itemset(source, refs, target, where)
        if label_ref.strip().startswith(JAVAROSA_ITEXT):
            label = self.reader.itext_call(label_ref.strip(), None, where)
        else:
            label = Text((self.reader.over_items(label_ref, where),))
        return Itemset(
            nodeset, self.reader.over_items(value_ref, where), label, _child_name(value_ref), _child_name(label_ref)
        )


def _child_name(ref: str) -> str:
    """The name when a ref is nothing but a child's name."""
    path = parse(ref)
    if isinstance(path, Path) and path.start is Start.CONTEXT and len(path.steps) == 1:
        step = path.steps[0]
        if step == Step(Axis.CHILD, step.name) and step.name not in ("*", "node()") and ":" not in step.name:
            return step.name
    return ""


def _unknown_attributes(element: etree._Element) -> dict[str, str]:
    """Attributes that the engine does not know, with the prefix that the form writes."""
    plain = {str(name): str(value) for name, value in element.attrib.items() if str(name)[0] != "{"}
    return {name: value for name, value in plain.items() if name not in _OWN_ATTRIBUTES} | foreign_attributes(element)
