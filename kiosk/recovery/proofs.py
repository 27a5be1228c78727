"""What a row of a damaged store has to show before it is believed."""

import json

from lxml import etree
from nacl.signing import VerifyKey

from kiosk.recovery.rows import Row
from sync.protocol.answers import read_ack
from sync.protocol.encoding import hash_of
from sync.protocol.errors import ProtocolError
from sync.protocol.revision import Header, check_signature, read_revision


def genuine(row: Row, key: VerifyKey) -> Header | None:
    """The header of a sealed revision that we signed and that belongs to its row, else None."""
    body = bytes(row["body"])
    try:
        revision = read_revision(body)
        check_signature(body, key)
    except ProtocolError:
        return None
    header = revision.header
    mine = (str(header.dossier), header.number, revision.hash) == (row["dossier"], row["number"], row["hash"])
    return header if mine and hash_of(body) == row["hash"] else None


def is_acknowledged(row: Row, identity: Row) -> bool:
    """Whether the row holds our portal's signed word for these bytes."""
    try:
        ack = read_ack(bytes(row["ack"] or b""), VerifyKey(identity["portal_sign_key"]))
    except (ProtocolError, ValueError):
        return False
    return (ack.dossier, ack.number, ack.hash) == (row["dossier"], row["number"], row["hash"])


def is_xml(data: bytes) -> bool:
    """Whether answers are whole."""
    try:
        etree.fromstring(bytes(data), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return True


def is_json(text: str) -> bool:
    """Whether a column that holds JSON is whole."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
