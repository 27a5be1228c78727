"""Writes the instance as XML: the draft (everything, exactly) and the submission (what is relevant, for OpenRosa)."""

from enum import Enum, auto

from lxml import etree

from forms.engine.instance import InstanceNode
from forms.engine.state import State
from forms.engine.xml import OPENROSA

# Attributes in this namespace carry what a draft holds beyond the instance: on the root the seed of random orders, the
# language, and which form wrote it; on a leaf, that its value was computed and is nobody's answer.
DRAFT = "urn:kiosk-ho-so:draft"
SEED = f"{{{DRAFT}}}seed"
LANGUAGE = f"{{{DRAFT}}}language"
FORM = f"{{{DRAFT}}}form"
COMPUTED = f"{{{DRAFT}}}computed"


def write_instance(state: State) -> bytes:
    """The instance as it stands: what a submission would be made of, relevant nodes only."""
    root = _element(state, state.below(state.document, state.form.root)[0], None, _Parts.RELEVANT)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def write_draft(state: State) -> bytes:
    """The whole instance, irrelevant answers included, and what a draft needs beyond it."""
    root = _element(state, state.below(state.document, state.form.root)[0], None, _Parts.DRAFT)
    root.set(SEED, str(state.seed))
    root.set(LANGUAGE, state.texts.language)
    root.set(FORM, state.form.fingerprint)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def write_submission(state: State, instance_id: str, deprecated_id: str | None) -> bytes:
    """Relevant nodes only, meta filled (OpenRosa Metadata Schema: instanceID, deprecatedID, instanceName)."""
    node = state.below(state.document, state.form.root)[0]
    root = _element(state, node, None, _Parts.RELEVANT)
    meta = _meta(root)
    own = etree.QName(meta).namespace
    prefix = f"{{{own}}}" if own else ""
    identity = meta.find(f"{prefix}instanceID")
    if identity is None:
        identity = etree.SubElement(meta, f"{prefix}instanceID")
    identity.text = instance_id
    deprecated = meta.find(f"{prefix}deprecatedID")
    if deprecated_id is not None:
        if deprecated is None:
            deprecated = etree.Element(f"{prefix}deprecatedID")
            identity.addnext(deprecated)
        deprecated.text = deprecated_id
    elif deprecated is not None:
        meta.remove(deprecated)
    etree.cleanup_namespaces(root, keep_ns_prefixes=[name for name in state.form.namespaces if name])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _meta(root: etree._Element) -> etree._Element:
    for child in root:
        if etree.QName(child).localname == "meta":
            return child
    return etree.SubElement(root, f"{{{OPENROSA}}}meta", nsmap={"orx": OPENROSA})


class _Parts(Enum):
    """What is written of an instance."""

    RELEVANT = auto()
    DRAFT = auto()


def _element(state: State, node: InstanceNode, parent: etree._Element | None, parts: _Parts) -> etree._Element:
    tag = node.schema.tag
    element = _root(state, tag, parts) if parent is None else etree.SubElement(parent, tag)
    if node.value:
        element.text = node.value
        if parts is _Parts.DRAFT and (node.schema.bind.calculate is not None or node.schema.bind.preload):
            element.set(COMPUTED, "")
    for kids in node.kids.values():
        for kid in kids:
            if kid.name[0] == "@":
                element.set(kid.schema.tag, kid.value)
            elif kid.live or parts is _Parts.DRAFT:
                _element(state, kid, element, parts)
    return element


def _root(state: State, tag: str, parts: _Parts) -> etree._Element:
    namespaces = dict(state.form.namespaces)
    if parts is _Parts.DRAFT:
        namespaces[next(name for name in ("draft", "kiosk-draft", "kiosk-ho-so-draft") if name not in namespaces)] = (
            DRAFT
        )
    # lxml takes None as the prefix of the default namespace; its stubs do not know.
    return etree.Element(tag, nsmap=namespaces)  # type: ignore[arg-type]
