"""Reads <model>: the primary instance, binds, itext and actions."""

from collections.abc import Iterable, Iterator

from lxml import etree

from forms.contract import DataType
from forms.engine.model import MAX_ITEMS, MAX_NODES, Action, Bind, Expression, Initial, SchemaNode, Text, Translation
from forms.engine.reader import Reader
from forms.engine.xml import EVENTS, JAVAROSA, ODK, XFORMS, line, local, namespace
from forms.errors import FormSyntaxError, FormTooLarge, UnsupportedFeature

TEMPLATE = f"{{{JAVAROSA}}}template"
FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
VALUE_CHANGED = "xforms-value-changed"
# The old name of the first event (ODK XForms specification, note under "Events").
EVENT_NAMES = {"xforms-ready": FIRST_LOAD}
EVENTS_KNOWN = frozenset({FIRST_LOAD, LOAD, NEW_REPEAT, VALUE_CHANGED})
# What each knows as its parameter; nothing said here means anything goes.
PRELOADS = {
    "uid": frozenset[str](),
    "timestamp": frozenset({"start", "end"}),
    "date": frozenset({"today"}),
    "property": frozenset[str](),
}


class SchemaReader:
    """Builds the schema and the initial instance from the primary instance element."""

    def __init__(self, plain: frozenset[str], prefixes: dict[str, str]) -> None:
        self.plain = plain
        self.prefixes = prefixes
        self.nodes: list[SchemaNode] = []
        self.templates: dict[int, Initial] = {}
        self.repeated: set[int] = set()
        self.document = SchemaNode("", "", "", None, -1)
        self.count = 0

    def read(self, element: etree._Element) -> Initial:
        """The initial instance; the schema is then in document and nodes."""
        return self._read(element, self.document)

    def _schema(self, tag: str, parent: SchemaNode, *, attribute: bool = False) -> SchemaNode:
        space, _, name = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
        key = name if not space or space in self.plain else tag
        shown = name if key == name else f"{self.prefixes.get(space, 'ns')}:{name}"
        if attribute:
            key, shown = f"@{key}", f"@{shown}"
        node = parent.children.get(key)
        if node is None:
            node = SchemaNode(key, tag, f"{parent.path}/{shown}", parent, len(self.nodes))
            parent.children[key] = node
            self.nodes.append(node)
        return node

    def _read(self, element: etree._Element, parent: SchemaNode) -> Initial:
        tag = element.tag
        assert isinstance(tag, str)  # noqa: S101 - comments and PIs are removed by the parser
        schema = self._schema(tag, parent)
        self.count += 1 + len(element.attrib)
        if self.count > MAX_NODES:
            raise FormTooLarge(f"more than {MAX_NODES} nodes in the primary instance", line(element))
        initial = Initial(schema, "" if len(element) else (element.text or "").strip())
        for name, value in element.attrib.items():
            if name != TEMPLATE:
                attribute = self._schema(str(name), schema, attribute=True)
                initial.children.append(Initial(attribute, str(value)))
        seen: set[int] = set()
        for child in element:
            found = self._read(child, schema)
            if child.get(TEMPLATE) is not None:
                self.templates[id(found.schema)] = found
                continue
            if id(found.schema) in seen:
                self.repeated.add(id(found.schema))
            seen.add(id(found.schema))
            initial.children.append(found)
        return initial


def data_type(declared: str) -> DataType:
    """The data type of a bind; select types and unknown ones are strings (ODK XForms specification, "type")."""
    name = declared.rpartition(":")[2]
    try:
        return DataType({"integer": "int", "datetime": "dateTime"}.get(name, name))
    except ValueError:
        return DataType.STRING


def read_bind(element: etree._Element, reader: Reader) -> None:
    """Reads a <bind> into the schema node that it names."""
    where = line(element)
    nodeset = element.get("nodeset") or element.get("ref")
    if nodeset is None:
        raise FormSyntaxError("a bind without nodeset", where)
    try:
        schema = reader.resolve(nodeset, reader.top, where)
    except FormSyntaxError as problem:
        reader.object(problem)
        return
    where = f"bind {schema.path}"

    def expression(name: str, before: Expression | None) -> Expression | None:
        source = element.get(name)
        return before if source is None or not source.strip() else reader.expression(source, schema, f"{where} {name}")

    def message(name: str, before: Text) -> Text:
        source = element.get(f"{{{JAVAROSA}}}{name}") or ""
        return reader.message(source, schema, f"{where} jr:{name}") if source.strip() else before

    preload = element.get(f"{{{JAVAROSA}}}preload") or ""
    _check_preload(preload, element.get(f"{{{JAVAROSA}}}preloadParams") or "", where, reader)
    # A second bind of the same node adds to the first.
    first = schema.bind
    declared = element.get("type") or first.declared_type
    schema.bind = Bind(
        type=data_type(declared),
        declared_type=declared,
        relevant=expression("relevant", first.relevant),
        calculate=expression("calculate", first.calculate),
        readonly=expression("readonly", first.readonly),
        required=expression("required", first.required),
        constraint=expression("constraint", first.constraint),
        constraint_message=message("constraintMsg", first.constraint_message),
        required_message=message("requiredMsg", first.required_message),
        preload=preload or first.preload,
        preload_parameters=element.get(f"{{{JAVAROSA}}}preloadParams") or first.preload_parameters,
        attributes={**first.attributes, **foreign_attributes(element)},
    )


def _check_preload(preload: str, parameters: str, where: str, reader: Reader) -> None:
    """Objects to what would silently stay empty."""
    known = PRELOADS.get(preload, frozenset())
    if preload and (preload not in PRELOADS or (known and parameters not in known)):
        reader.object(UnsupportedFeature(f"jr:preload={preload} jr:preloadParams={parameters}", where))


def foreign_attributes(element: etree._Element) -> dict[str, str]:
    """Attributes with a namespace, under the prefix that the form writes (``orx:max-pixels``); those of JavaRosa, which
    the engine reads itself, are left out."""
    found = {}
    for name, value in element.attrib.items():
        space, _, plain = str(name)[1:].rpartition("}") if str(name)[0] == "{" else ("", "", "")
        if space and space not in (JAVAROSA, EVENTS):
            prefix = next((prefix for prefix, uri in element.nsmap.items() if uri == space and prefix), space)
            found[f"{prefix}:{plain}"] = str(value)
    return found


def read_actions(
    elements: Iterable[etree._Element], reader: Reader, base: SchemaNode, ids: dict[str, str]
) -> tuple[Action, ...]:
    """The setvalue actions among the elements; any other action is refused."""
    return tuple(_action(element, reader, base, ids) for element in elements if is_action(element))


def is_action(element: etree._Element) -> bool:
    """Whether an element is an XForms or ODK action."""
    name = local(element)
    if name == "setvalue" and namespace(element) == XFORMS:
        return True
    if namespace(element) == ODK and name in ("setgeopoint", "recordaudio"):
        raise UnsupportedFeature(f"odk:{name}", line(element))
    return False


def _action(element: etree._Element, reader: Reader, base: SchemaNode, ids: dict[str, str]) -> Action:
    where = line(element)
    given = element.get("event") or element.get(f"{{{EVENTS}}}event") or ""
    events = frozenset(EVENT_NAMES.get(name, name) for name in given.split())
    if not events or not events <= EVENTS_KNOWN:
        raise UnsupportedFeature(f"setvalue at the event {given or '(none)'}", where)
    ref = element.get("ref") or ids.get(element.get("bind") or "")
    if ref is None:
        raise FormSyntaxError("setvalue names no node", where)
    target = reader.resolve(ref, base, where)
    source = element.get("value")
    value = None if source is None or not source.strip() else reader.expression(source, target, where)
    return Action(events, target, value, element.text or "", where)


def read_itext(element: etree._Element, reader: Reader) -> tuple[dict[str, dict[str, Translation]], tuple[str, ...]]:
    """Translations by language and id, and the languages with the default one first."""
    translations: dict[str, dict[str, Translation]] = {}
    default = ""
    count = 0
    root = reader.top
    for translation in _children(element, "translation"):
        language = translation.get("lang") or ""
        if not default or translation.get("default") is not None:
            default = language
        texts: dict[str, Translation] = {}
        for entry in _children(translation, "text"):
            target = _itext_target(entry.get("id") or "", reader, root)
            texts[entry.get("id") or ""] = _translation(entry, reader, target)
            count += 1
            if count > MAX_ITEMS:
                raise FormTooLarge(f"more than {MAX_ITEMS} texts", line(entry))
        translations[language] = texts
    others = [language for language in translations if language != default]
    return translations, (default, *others) if translations else ()


def _itext_target(text_id: str, reader: Reader, root: SchemaNode) -> SchemaNode:
    """pyxform names texts ``/path/to/question:label``; relative outputs in them are about that question."""
    node, path = root, text_id.partition(":")[0]
    if path.startswith("/"):
        at: SchemaNode | None = reader.root
        for name in path[1:].split("/"):
            at = at.children.get(name) if at is not None else None
        node = at or root
    return node


def _translation(entry: etree._Element, reader: Reader, target: SchemaNode) -> Translation:
    forms: dict[str, Text] = {}
    media: dict[str, str] = {}
    for value in _children(entry, "value"):
        form = value.get("form") or ""
        if form in ("image", "audio", "video", "big-image"):
            media[form] = media_name("".join(str(part) for part in value.itertext()))
        else:
            forms[form] = reader.mixed(value, target)
    return Translation(forms, media)


def media_name(uri: str) -> str:
    """``jr://images/a.png`` → ``a.png``: all media lie in one folder, so only the last part counts."""
    return uri.strip().rpartition("/")[2]


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local(child) == name and namespace(child) == XFORMS)
