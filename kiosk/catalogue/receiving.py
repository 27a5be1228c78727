"""Files of the portal's catalogue, brought in: each checked in full before it is kept, none in use before refresh()."""

from typing import TYPE_CHECKING

from kiosk.errors import PackRefused
from sync.catalogue.names import knowledge_of

if TYPE_CHECKING:
    from kiosk.catalogue.packs import Catalogue
    from sync.catalogue.client import Target


class Receiver:
    """A sync.catalogue.client.Keeper over the catalogue of this kiosk. Used by one thread.

    A file that this program cannot use is not fetched again before the next start.

    Attributes:
        refused: why, by the hash of each.
    """

    def __init__(self, catalogue: "Catalogue") -> None:
        self._catalogue = catalogue
        self.refused: dict[str, str] = {}

    def has(self, target: "Target") -> bool:
        """Whether it is here, came with the program, or was refused already."""
        if target.sha256 in self.refused:
            return True
        name = knowledge_of(target.name)
        return self._catalogue.has_knowledge(name, target.sha256) if name else self._catalogue.has(target.sha256)

    def keep(self, target: "Target", data: bytes) -> None:
        """Keep it for the next refresh(). Raises ValueError when it cannot be used, OSError."""
        name = knowledge_of(target.name)
        try:
            if name:
                self._catalogue.keep_knowledge(name, data)
            else:
                self._catalogue.install(data, target.sha256)
        except PackRefused as error:
            if isinstance(error.__cause__, OSError):
                raise error.__cause__ from error  # a full disk is no fault of the pack's
            self.refused[target.sha256] = str(error)
            raise ValueError(str(error)) from error
