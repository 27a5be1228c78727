"""What this portal publishes: its packs, and the shared knowledge that its administrator put into <data>/knowledge."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.utils import timezone

from forms.errors import KnowledgeError
from forms.knowledge import read_calendar
from forms.knowledge.by_names import read_by_names
from forms.knowledge.catalogue import read_cards
from forms.knowledge.handbook import read_handbook
from forms.knowledge.questions import read_questions
from sync.catalogue.names import SERVED, SETTINGS, knowledge_target, pack_of, pack_target
from sync.portal.catalogue import KeysAway, Repository
from sync.portal.registry import keys, packs, procedures
from sync.protocol.errors import MalformedError
from sync.protocol.settings import read_settings_file

log = logging.getLogger("sync.portal")
_LOOK_AGAIN = 5.0  # seconds between looks at the folders
_READERS: Mapping[str, Callable[[bytes], object]] = {
    "by_names.csv": read_by_names,
    "catalogue.csv": read_cards,
    "handbook.toml": read_handbook,
    "holidays.csv": read_calendar,
    "questions.toml": read_questions,
    SETTINGS: partial(read_settings_file, afar=True),
}
_lock = Lock()
_looked: dict[str, float] = {}


def publish(key_folder: Path | None = None) -> bool:
    """Publish what the folders hold now; whether that changed anything. key_folder: where private keys are kept, when
    they were taken away from the portal. Raises KeysAway.
    """
    found = repository(key_folder)
    wanted, broken = _wanted()
    keep = {name for name in found.published() if _stays(name, broken)}
    return found.publish(wanted, keys.sign_key(), keep=keep)


def mirror(into: Path, key_folder: Path | None = None) -> None:
    """Write the catalogue to a folder for kiosks that no line reaches. key_folder: as in publish(), which was just
    called then. Raises OSError, KeysAway when the key for the timestamp is not there.
    """
    if key_folder is None:
        _publish_what_can_be()
    repository(key_folder).mirror(into)


def keep_published() -> None:
    """Publish what changed, as far as the keys are here. Cheap when it was done a moment ago."""
    with _lock:
        if time.monotonic() - _looked.get("at", -_LOOK_AGAIN) < _LOOK_AGAIN:
            return
        _publish_what_can_be()
        _looked["at"] = time.monotonic()


def _publish_what_can_be() -> None:
    try:
        publish()
    except KeysAway as error:
        log.warning("catalogue: what changed is not published: %s", error)


def read(path: str) -> bytes | None:
    """A file of the catalogue as a kiosk asks for it, None when there is none of that name."""
    if not SERVED.fullmatch(path):
        return None
    if path.startswith("anchor") or path.endswith("timestamp.json"):
        keep_published()
    try:
        return (_folder() / path).read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return None


def repository(key_folder: Path | None = None, now: datetime | None = None) -> Repository:
    """The catalogue of this portal."""
    own = Path(settings.DATA) / "keys" / "catalogue"
    return Repository(_folder(), key_folder or own, now or timezone.now(), own)


def _folder() -> Path:
    return Path(settings.DATA) / "catalogue"


def _stays(name: str, broken: frozenset[str]) -> bool:
    """Whether a published file stays because what would replace it cannot be read: it was not withdrawn by anybody.

    broken: folders of packs and files of knowledge, by name; "" when not a single pack can be read.
    """
    pack = pack_of(name)
    return (pack is not None and ("" in broken or pack[0] in broken)) or name in broken


def _wanted() -> tuple[dict[str, bytes], frozenset[str]]:
    """What the folders hold, by target name, and what in them cannot be read."""
    wanted = {pack_target(pack.procedure, pack.version): pack.archive for pack in packs.offered()}
    broken = {folder.name for folder in procedures.folders()} - {pack.folder.name for pack in procedures.packs()}
    if not wanted:
        log.error("catalogue: there is no pack in %s: the published ones stay", settings.PACKS)
        broken.add("")
    for name, read_it in _READERS.items():
        try:
            data = (Path(settings.DATA) / "knowledge" / name).read_bytes()
            read_it(data)
        except FileNotFoundError:
            continue  # kiosks use what came with their program
        except (KnowledgeError, MalformedError, OSError) as error:
            log.error("catalogue: %s is left as it was: %s", name, error)
            broken.add(knowledge_target(name))
            continue
        wanted[knowledge_target(name)] = data
    return wanted, frozenset(broken)
