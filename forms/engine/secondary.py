"""Secondary instances: inline XML, and files beside the form (XML, CSV, GeoJSON) by their jr:// names.

Flat ones become a Table, see forms.xpath.nodes.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from forms.engine.xml import local, read_xml
from forms.errors import FormSyntaxError, FormTooLarge, UnsupportedFeature
from forms.xpath.nodes import Cell, Element, Node, Records, Table, document_of
from forms.xpath.values import write_number

MAX_FILE = 40 * 1024 * 1024
# JSON takes some thirty times its size in memory while it is read.
MAX_GEOJSON = 16 * 1024 * 1024
MAX_CELL = 1024 * 1024
MAX_COLUMNS = 1_000
# Values of all secondary instances of a form together: three times the hamlets of the country with ten columns each.
MAX_CELLS = 2_000_000

Media = Mapping[str, bytes] | Path | None
NameOf: TypeAlias = Callable[[str], str]


def read_media(media: Media, name: str, where: str) -> bytes:
    """A file beside the form. Raises FormSyntaxError when it is not there or lies outside the folder."""
    if not name or name in (".", "..") or "/" in name or "\\" in name or "\0" in name:
        raise FormSyntaxError(f"{name!r} is not the name of a file beside the form", where)
    if isinstance(media, Path):
        path = media / name
        if not path.is_file():
            raise FileMissing(f"the file {name} is missing beside the form", where)
        if path.stat().st_size > MAX_FILE:
            raise FormTooLarge(f"{name} is larger than {MAX_FILE} bytes", where)
        return path.read_bytes()
    if media is None or name not in media:
        raise FileMissing(f"the file {name} is missing beside the form", where)
    data = media[name]
    if len(data) > MAX_FILE:
        raise FormTooLarge(f"{name} is larger than {MAX_FILE} bytes", where)
    return data


class FileMissing(FormSyntaxError):
    """A file that the form names is not there."""


class Cells:
    """Counts the values of a form's secondary instances."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, number: int, what: str) -> None:
        """Raises FormTooLarge past MAX_CELLS."""
        self.count += number
        if self.count > MAX_CELLS:
            raise FormTooLarge(f"more than {MAX_CELLS} values in lists", what)


def external_instance(source: str, media: Media, where: str, name_of: NameOf, cells: Cells) -> Node:
    """The document node of ``jr://file-csv/NAME`` or ``jr://file/NAME``.

    Raises UnsupportedFeature for other sources.
    """
    scheme, _, name = source.strip().rpartition("/")
    if scheme not in ("jr://file", "jr://file-csv"):
        raise UnsupportedFeature(f"the instance source {source}", where)
    data = read_media(media, name, where)
    if scheme == "jr://file-csv" or name.endswith(".csv"):
        return document_of(read_csv(data, name, cells))
    if name.endswith(".geojson"):
        return document_of(read_geojson(data, name, cells))
    return inline_instance(read_xml(data, name), name_of, cells)


def read_csv(data: bytes, name: str, cells: Cells) -> Table:
    """A CSV file as root/item nodes.

    The first of comma, semicolon and tab that the header has separates the columns. Columns without a name at the end,
    as spreadsheets leave them, do not count.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FormSyntaxError(f"not UTF-8 at byte {problem.start}", name) from None
    header_line = text.partition("\n")[0]
    delimiter = next((one for one in ",;\t" if one in header_line), ",")
    if header_line.count(delimiter) > MAX_COLUMNS:
        raise FormTooLarge(f"more than {MAX_COLUMNS} columns", name)
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    try:
        header = _header(next(reader, []), name)
        width = len(header)
        while some := list(islice(reader, 1000)):
            cells.add(width * len(some), name)
            rows += [row for row in some if row]
    except csv.Error as problem:
        raise FormSyntaxError(f"row {reader.line_num}: {problem}", name) from None
    return Table("root", Element("", None), "item", Records(header, rows))


def _header(row: list[str], name: str) -> list[str]:
    header = [column.strip() for column in row]
    while header and not header[-1]:
        header.pop()
    if not header or "" in header or len(set(header)) != len(header):
        raise FormSyntaxError("the first row must name every column once", name)
    return header


# Attributes anywhere, or anything below the children of items.
_MORE_THAN_ROWS = etree.XPath("boolean(@* | */@* | */*/@* | */*/*)")


def inline_instance(element: etree._Element, name_of: NameOf, cells: Cells) -> Node:
    """The document node of an instance in XML; element is its root."""
    table = _as_table(element, name_of)
    if table is None:
        return document_of(_as_tree(element, None, name_of, cells))
    cells.add(sum(map(len, table.cells)), local(element))
    return document_of(table)


def _as_table(element: etree._Element, name_of: NameOf) -> Table | None:
    """Rows of leaves, or None when the instance is anything else."""
    tags: dict[str, str] = {}
    rows: list[dict[str, str]] = []
    item_tag: Any = None
    if _MORE_THAN_ROWS(element):
        return None
    for item in element:
        if item_tag is None:
            item_tag = item.tag
        if item.tag != item_tag or (item.text and item.text.strip()):
            return None
        row: dict[str, str] = {}
        for cell in item:
            tag: Any = cell.tag
            name = tags.get(tag) or tags.setdefault(tag, name_of(str(tag)))
            row[name] = cell.text or ""
        if not row or len(row) != len(item):
            return None
        rows.append(row)
    if not rows:
        return None
    return Table(name_of(str(element.tag)), Element("", None), name_of(str(item_tag)), rows)


def _as_tree(element: etree._Element, parent: Node | None, name_of: NameOf, cells: Cells) -> Element:
    # A node of a tree takes twice the memory of a value in a table.
    cells.add(2 + len(element.attrib), local(element))
    node = Element(name_of(str(element.tag)), parent, "" if len(element) else element.text or "")
    node.attributes = [Cell(name_of(str(name)), node, str(value)) for name, value in element.attrib.items()]
    node.kids = [_as_tree(child, node, name_of, cells) for child in element if local(child)]
    return node


def read_geojson(data: bytes, name: str, cells: Cells) -> Table:
    """A FeatureCollection as root/item nodes (ODK XForms specification, "Secondary Instances from GeoJSON")."""
    if len(data) > MAX_GEOJSON:
        raise FormTooLarge(f"larger than {MAX_GEOJSON} bytes", name)
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise FormSyntaxError(f"not JSON: {problem}", name) from None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise FormSyntaxError("not a FeatureCollection", name)
    features = document.get("features")
    if not isinstance(features, list):
        raise FormSyntaxError("a FeatureCollection without features", name)
    rows = [_feature(feature, name) for feature in features]
    cells.add(sum(len(row) for row in rows), name)
    return Table("root", Element("", None), "item", rows)


def _feature(feature: Any, name: str) -> dict[str, str]:
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise FormSyntaxError("a feature without geometry", name)
    row: dict[str, str] = {}
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        raise FormSyntaxError("properties that are not an object", name)
    for key, value in properties.items():
        if value is not None:
            row[str(key)] = _primitive(value, name)
    # The id of the feature counts before a property of that name, as in JavaRosa.
    if feature.get("id") is not None:
        row["id"] = _primitive(feature["id"], name)
    row["geometry"] = _geometry(feature["geometry"], name)
    return row


def _primitive(value: Any, name: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return write_number(value)
    if isinstance(value, str):
        return value
    raise FormSyntaxError("a property that is neither text nor number", name)


def _geometry(geometry: Mapping[str, Any], name: str) -> str:
    coordinates = geometry.get("coordinates")
    try:
        match geometry.get("type"):
            case "Point":
                return _point(coordinates)
            case "LineString":
                return ";".join(_point(point) for point in coordinates or ())
            case "Polygon" if coordinates and len(coordinates) == 1:
                return ";".join(_point(point) for point in coordinates[0])
    except (TypeError, ValueError, IndexError, OverflowError):
        raise FormSyntaxError("coordinates that cannot be read", name) from None
    raise UnsupportedFeature(f"the geometry {geometry.get('type')}", name)


def _point(coordinates: Sequence[Any] | None) -> str:
    longitude, latitude = (write_number(float(number)) for number in (coordinates or ())[:2])
    return f"{latitude} {longitude} 0 0"
