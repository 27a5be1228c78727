"""Which packs the portal lists now, and which it once did: what it lists no longer is withdrawn.

A pack that came with the program and was never listed stays. When a procedure that was listed is listed no longer in
any version, it is gone as a whole; the program's own version of it does not take its place. What was begun with it can
be finished: packs are only not offered.
"""

import json
import logging
import threading
from collections.abc import Collection, Iterable
from pathlib import Path

from kiosk.store.files import private_folder, write_whole
from sync.protocol.encoding import canonical_json

_LOG = logging.getLogger(__name__)

FILE = ".listed.json"
Key = tuple[str, str]


class Listing:
    """Any thread may ask. What was noted counts after refresh() of the catalogue, which asks anew.

    folder: of the packs that are kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def note(self, portal: str, listed: Iterable[Key]) -> None:
        """These (code, version) are in the portal's verified catalogue, and no others. portal: its key; another one
        begins anew. Raises OSError.
        """
        now = sorted(set(listed))
        with self._lock:
            former, _, known = self._read()
            ever = sorted({*now, *(known if former == portal else ())})
            value = {"portal": portal, "listed": [list(each) for each in now], "ever": [list(each) for each in ever]}
            write_whole(private_folder(self._folder) / FILE, canonical_json(value))

    def remaining(self, here: Collection[Key]) -> frozenset[Key]:
        """Those of the packs here that are not withdrawn.

        While nothing that the portal lists of a procedure can be used here, the former versions stay.
        """
        _, listed, ever = self._read()
        codes_ever = {code for code, _ in ever}
        codes_now = {code for code, _ in listed}
        usable = {code for code, version in here if (code, version) in listed}

        def stays(key: Key) -> bool:
            code = key[0]
            if code not in codes_ever or key in listed:
                return True
            return code in codes_now and (key not in ever or code not in usable)

        return frozenset(key for key in here if stays(key))

    def _read(self) -> tuple[str, frozenset[Key], frozenset[Key]]:
        """Portal, what it lists, what it ever did. A file that was damaged counts as none: better too much on offer."""
        try:
            value = json.loads((self._folder / FILE).read_bytes())
            listed, ever = (
                frozenset((str(code), str(version)) for code, version in value[name]) for name in ("listed", "ever")
            )
            return str(value["portal"]), listed, ever
        except FileNotFoundError:
            return "", frozenset(), frozenset()
        except (OSError, ValueError, KeyError, TypeError) as error:
            _LOG.error("the list of the portal's packs cannot be read: %s", type(error).__name__)
            return "", frozenset(), frozenset()
