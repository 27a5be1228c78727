"""What a catalogue may hold, by name, and where its files lie. Both ends use this page."""

import re

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from sync.protocol.encoding import canonical_json, from_base64, read_json_object, to_base64
from sync.protocol.errors import MalformedError, SignatureError

FOLDER = "catalogue"  # within a kiosk's folder on a stick
ANCHOR = "anchor.json"
METADATA = "metadata"
TARGETS = "targets"
TIMESTAMP = "timestamp.json"
PACK = re.compile(r"packs/[A-Za-z0-9.]{1,40}-[A-Za-z0-9.]{1,40}\.zip")
SETTINGS = "settings.toml"
KNOWLEDGE = ("by_names.csv", "catalogue.csv", "handbook.toml", "holidays.csv", "questions.toml", SETTINGS)
MAX_ANCHOR = 64 << 10
MAX_PACK = 32 << 20
MAX_KNOWLEDGE = 4 << 20
MAX_TARGETS = 5000
# Every path a kiosk may ask for: the anchor, metadata by version, targets by hash.
SERVED = re.compile(
    r"anchor\.json|metadata/(timestamp|[0-9]{1,9}\.(root|snapshot|targets))\.json"
    r"|targets/(packs|knowledge)/[0-9a-f]{64}\.[A-Za-z0-9._-]{1,100}"
)
_DOMAIN = b"catalogue-root-v1\n"


def pack_target(code: str, version: str) -> str:
    """The name of a pack's archive among the targets."""
    return f"packs/{code}-{version}.zip"


def pack_of(target: str) -> tuple[str, str] | None:
    """(code, version) of the pack whose archive a target is; None when it is none."""
    if not PACK.fullmatch(target):
        return None
    code, _, version = target.removeprefix("packs/").removesuffix(".zip").rpartition("-")
    return code, version


def knowledge_target(name: str) -> str:
    """The name of a file of shared knowledge among the targets."""
    return f"knowledge/{name}"


def knowledge_of(target: str) -> str:
    """The file of shared knowledge that a target is, "" when it is none."""
    folder, _, name = target.partition("/")
    return name if folder == "knowledge" and name in KNOWLEDGE else ""


def largest(target: str) -> int:
    """The most bytes a target of this name may have; 0 for a name that this version does not know."""
    if PACK.fullmatch(target):
        return MAX_PACK
    return MAX_KNOWLEDGE if knowledge_of(target) else 0


def sign_anchor(root: bytes, key: SigningKey) -> bytes:
    """The first root metadata under the portal's own signature: what ties the catalogue to the enrolled portal."""
    return canonical_json({"root": to_base64(root), "signature": to_base64(key.sign(_DOMAIN + root).signature)})


def read_anchor(data: bytes, key: VerifyKey) -> bytes:
    """The first root metadata. Raises MalformedError, SignatureError when another portal signed it."""
    value = read_json_object(data)
    if not isinstance(value.get("root"), str) or not isinstance(value.get("signature"), str):
        raise MalformedError("an anchor holds root and signature")
    root = from_base64(value["root"])
    try:
        key.verify(_DOMAIN + root, from_base64(value["signature"]))
    except (BadSignatureError, ValueError) as error:
        raise SignatureError("the catalogue is not our portal's") from error
    return root
