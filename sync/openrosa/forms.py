"""Which form of a server takes what a pack asks: found by its id, and looked at field by field.

The list's hash is MD5 and covers the file as it is: the same workbook converted by another program gives another file
for the same questions. So equal hashes settle it, and otherwise the fields are compared.
"""

from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from sync.errors import TransportError
from sync.openrosa.server import ListedForm, Server, md5_of
from sync.protocol.errors import MalformedError

_XFORMS = "http://www.w3.org/2002/xforms"
_MODEL = f"{{{_XFORMS}}}model"
_INSTANCE = f"{{{_XFORMS}}}instance"
_BIND = f"{{{_XFORMS}}}bind"
_TEMPLATE = "{http://openrosa.org/javarosa}template"
_MOST_NAMED = 5


class Fit(StrEnum):
    """How a form of the server fits the pack's.

    SAME: it is the same file. FITS: it has every field of ours. LACKS: it lacks some; what is typed would be lost.
    GONE: it is on the list no longer. ABSENT: it never was.
    """

    SAME = "same"
    FITS = "fits"
    LACKS = "lacks"
    GONE = "gone"
    ABSENT = "absent"

    @property
    def takes(self) -> bool:
        """Whether dossiers can go there."""
        return self in (Fit.SAME, Fit.FITS)


@dataclass(frozen=True, slots=True)
class Match:
    """A form of the server beside a pack's. form, version, hash: of the server's; lacking: fields, at most five."""

    fit: Fit
    form: str = ""
    version: str = ""
    hash: str = ""
    lacking: tuple[str, ...] = ()


def match(server: Server, listed: ListedForm | None, ours: bytes) -> Match:
    """Look at the server's form; None: there is none of that id. Raises as Server does, MalformedError."""
    if listed is None:
        return Match(Fit.ABSENT)
    known = (listed.form_id, listed.version, listed.hash)
    if listed.hash and listed.hash == md5_of(ours):
        return Match(Fit.SAME, *known)
    missing = sorted(fields(ours) - fields(server.form(listed)))
    return Match(Fit.LACKS if missing else Fit.FITS, *known, tuple(missing[:_MOST_NAMED]))


def fields(form: bytes) -> frozenset[str]:
    """Paths of what can hold an answer, below the root, metadata left out. Raises MalformedError for what is no form.

    The root's name is left out too: it is no part of what an answer means.
    """
    root = _instance(form)
    return frozenset(_paths(root, "")) if root is not None else frozenset()


def pictures(form: bytes) -> frozenset[str]:
    """Names of the fields that hold the name of a file (bind type binary), without their paths."""
    model = _model(form)
    if model is None:
        return frozenset()
    return frozenset(
        bind.get("nodeset", "").rpartition("/")[2] for bind in model.iter(_BIND) if bind.get("type") == "binary"
    )


def newest(listed: tuple[ListedForm, ...], form: str) -> ListedForm | None:
    """The entry of a form; of several versions the last on the list."""
    found = [each for each in listed if each.form_id == form]
    return found[-1] if found else None


def _model(form: bytes) -> "etree._Element | None":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(form, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise MalformedError("the form is not XML") from error
    return next(root.iter(_MODEL), None)


def _instance(form: bytes) -> "etree._Element | None":
    model = _model(form)
    primary = model.find(_INSTANCE) if model is not None else None
    return next(primary.iterchildren("*"), None) if primary is not None else None


def _paths(parent: "etree._Element", above: str) -> "list[str]":
    found = []
    for child in parent.iterchildren("*"):
        name = etree.QName(child).localname
        if not above and name == "meta":
            continue
        path = f"{above}/{name}"
        below = _paths(child, path)
        found += below or [path]
    return found


def examined(server: Server, wanted: dict[str, tuple[str, bytes]]) -> dict[str, Match]:
    """One match for each procedure. wanted: procedure → (form id at the server, our form).

    A form that cannot be fetched or read counts as one that lacks everything. Raises as Server.forms() does.
    """
    listed = server.forms()
    found: dict[str, Match] = {}
    for procedure, (form, ours) in wanted.items():
        entry = newest(listed, form)
        try:
            found[procedure] = match(server, entry, ours)
        except (MalformedError, TransportError):
            found[procedure] = Match(Fit.LACKS, form, entry.version if entry else "")
    return found
