"""What the engine needs of the kiosk: somebody to tell the news to, and the attachments."""

from typing import BinaryIO, Protocol, TypeVar
from uuid import UUID

from sync.connection import Connection
from sync.protocol.answers import Ack
from sync.protocol.changes import Event

D_contra = TypeVar("D_contra", bound=Connection, contravariant=True)


class Sink(Protocol[D_contra]):
    """What the kiosk does when news arrives. Every method runs inside the engine's transaction, on the database thread.

    An event may come twice (after the portal was restored from a backup all of them do): applying it again must change
    nothing. A ValueError (InvalidTransition among them) sets that one event aside and lets the feed go on; any other
    error leaves the cursor where it was.
    """

    def knows(self, db: D_contra, dossier: UUID) -> bool:
        """Whether the dossier was made here. Events of others are skipped."""

    def acknowledged(self, db: D_contra, ack: Ack) -> None:
        """The portal holds this revision: the dossier is *sent*. May come again for the same revision."""

    def parked(self, db: D_contra, dossier: UUID, number: int, reason: str) -> None:
        """The portal refused this revision for ``reason`` (a word of docs/protocol.md); a person must look at it."""

    def apply(self, db: D_contra, event: Event) -> None:
        """A change of state, a correction request or a note. What is sealed is opened by the sink."""


class Blobs(Protocol):
    """Where the attachments' ciphertexts are."""

    def open(self, sha256: str) -> BinaryIO:
        """The stored ciphertext, from its beginning. Raises OSError when it is gone."""
