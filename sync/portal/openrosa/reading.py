"""The XML of a submission, which is hostile until checked."""

from dataclasses import dataclass

from lxml import etree

from sync.portal.registry.problems import Problem
from sync.protocol.encoding import hash_of

_META = "http://openrosa.org/xforms"
MAX_XML = 512 << 10
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Submission:
    """instance: its instanceID; replaces: its deprecatedID, "" for a first one."""

    xml: str
    hash: str
    form: str
    version: str
    instance: str
    replaces: str


def read(data: bytes) -> Submission:
    """Raises Problem malformed (no submission of a form) or too-large."""
    if len(data) > MAX_XML:
        raise Problem("too-large", f"the answers have more than {MAX_XML} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Problem("malformed", "the submission is no XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Problem("malformed", "a submission has no document type")
    form, instance = root.get("id", ""), _meta(root, "instanceID")
    if not form or not instance:
        raise Problem("malformed", "a submission names its form (id) and itself (instanceID)")
    names = (form, instance, root.get("version", ""), _meta(root, "deprecatedID"))
    if any(len(name) > _LONGEST for name in names):
        raise Problem("malformed", f"a name has at most {_LONGEST} characters")
    text = etree.tostring(root, encoding="unicode")
    return Submission(text, hash_of(data), form, names[2], instance, names[3])


def _meta(root: etree._Element, name: str) -> str:
    """From meta, with the namespace of OpenRosa or without, as old clients write it."""
    for element in root.iter():
        if str(element.tag).rpartition("}")[2] == "meta":
            found = element.find(f"{{{_META}}}{name}")
            if found is None:
                found = next((kid for kid in element.iterchildren("*") if etree.QName(kid).localname == name), None)
            if found is not None:
                return (found.text or "").strip()
    return ""
