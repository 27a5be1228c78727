"""Makes revisions as a kiosk does, with real keys and real sealing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from nacl.public import PrivateKey, PublicKey
from nacl.secret import SecretBox
from nacl.signing import SigningKey
from nacl.utils import random as random_bytes

from sync.protocol.encoding import hash_of, to_base64
from sync.protocol.followup import mint
from sync.protocol.revision import Blob, Content, Header, Paper, seal_revision

MADE_AT = datetime(2026, 11, 20, 8, 30, 15, 123456, tzinfo=UTC)


@dataclass
class KioskKeys:
    """A kiosk as far as making revisions needs one."""

    kiosk: str = field(default_factory=lambda: str(uuid4()))
    prefix: str = "222"
    sign_key: SigningKey = field(default_factory=SigningKey.generate)
    box_key: PrivateKey = field(default_factory=PrivateKey.generate)
    minted: int = 0

    def code(self) -> str:
        """A follow-up code that this kiosk has not given out."""
        self.minted += 1
        return mint(self.prefix, self.minted, b"secret")


@dataclass(frozen=True)
class Made:
    """A sealed revision and its attachments' ciphertexts by hash."""

    dossier: UUID
    number: int
    code: str
    body: bytes
    hash: str
    blobs: tuple[Blob, ...]
    files: dict[str, bytes]


def make_revision(
    kiosk: KioskKeys,
    portal: PublicKey,
    *,
    dossier: UUID | None = None,
    code: str | None = None,
    number: int = 1,
    parent: str | None = None,
    pictures: tuple[bytes, ...] = (),
    instance: str = "<data><name>Nguyễn Thị Ánh</name></data>",
    corrects: str = "",
    procedure: str = "1.001193",
) -> Made:
    """A revision with its pictures encrypted."""
    dossier = dossier or uuid4()
    code = code or kiosk.code()
    files: dict[str, bytes] = {}
    papers = []
    for position, picture in enumerate(pictures):
        key = random_bytes(SecretBox.KEY_SIZE)
        ciphertext = bytes(SecretBox(key).encrypt(picture))
        files[hash_of(ciphertext)] = ciphertext
        papers.append(Paper(hash_of(ciphertext), to_base64(key), f"giấy {position}.jpg", "image/jpeg", "birth"))
    blobs = tuple(Blob(name, len(data)) for name, data in files.items())
    header = Header(kiosk.kiosk, dossier, number, parent, code, procedure, "2026.1", MADE_AT, blobs)
    consent = {"text_version": "1", "language": "vi", "given_at": "2026-11-20T08:30:15.123456Z", "given_by": "resident"}
    content = Content(str(dossier), number, instance, "vi", consent, tuple(papers), "", corrects)
    body = seal_revision(header, content, portal, kiosk.sign_key)
    return Made(dossier, number, code, body, hash_of(body), blobs, files)
