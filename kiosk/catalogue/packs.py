"""The procedures this kiosk offers: packs that came with the program and packs that the portal served.

Beside the packs it keeps newer shared knowledge (cards, by-names, questions, days off) that was served, and goes on
with what came with the program where there is none or where it cannot be read.

A pack's folder never changes. What is on offer is chosen anew by refresh(), which is called between residents; a draft
goes on with the version it began with, so that version is kept even when the program that brought it is replaced.
"""

import logging
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from forms.errors import KnowledgeError
from forms.knowledge import Calendar, calendar, fold, read_calendar
from forms.knowledge.by_names import by_names, read_by_names
from forms.knowledge.catalogue import cards, read_cards
from forms.knowledge.handbook import Chapter, handbook, read_handbook
from forms.knowledge.questions import Questions, questions, read_questions
from kiosk.catalogue.finding import Finder, Found
from kiosk.catalogue.listing import Listing
from kiosk.errors import NotFound, PackRefused
from kiosk.settings import Settings, settings_or_defaults, take_from_catalogue
from kiosk.store.files import private_folder, sync_folder, sync_tree, write_whole
from kiosk.types import Clock, Words, utc_now
from sync.catalogue.names import SETTINGS
from sync.protocol.encoding import hash_of
from sync.protocol.errors import MalformedError
from sync.protocol.settings import read_settings_file

if TYPE_CHECKING:
    from forms.pack import Pack

_LOG = logging.getLogger(__name__)

T = TypeVar("T")
SHOWN = 24
KNOWLEDGE: dict[str, Callable[[bytes], object]] = {
    "by_names.csv": read_by_names,
    "catalogue.csv": read_cards,
    "handbook.toml": read_handbook,
    "holidays.csv": read_calendar,
    "questions.toml": read_questions,
    SETTINGS: partial(read_settings_file, afar=True),
}
ARCHIVES = ".archives"  # one file for each archive that was installed, named by its hash


class CodeOnly:
    """What a procedure is called when its pack is gone: its national code."""

    def __init__(self, code: str) -> None:
        self._code = code

    def in_language(self, code: str) -> str:  # noqa: ARG002 - the same in every language
        """The national code."""
        return self._code


class Catalogue:
    """The packs of this kiosk. Any thread may ask; packs are read at the first question."""

    def __init__(self, home: Path, packs: Path | None = None, now: Clock = utc_now) -> None:
        """packs: folder of the packs that came with the program; None for the installed ones."""
        self._home = home
        self._kept = home / "packs"
        self._kept_knowledge = home / "knowledge"
        self._built_in = packs
        self._now = now
        self._lock = threading.RLock()
        self._finding, self._reading = threading.Lock(), threading.Lock()
        self._all: dict[tuple[str, str], Pack] | None = None
        self._offered: tuple[Pack, ...] = ()
        self._found: Finder | None = None
        self._read_knowledge: dict[str, object] = {}
        self.listing = Listing(self._kept)

    def packs(self) -> tuple["Pack", ...]:
        """One pack for each procedure that is in force today, not withdrawn by the portal and not withheld by settings,
        ordered by title.
        """
        self._load()
        return self._offered

    def pack(self, code: str, version: str | None = None) -> "Pack":
        """The pack of a procedure: a version by name, or the one on offer. Raises NotFound."""
        found = self._load()
        if version is not None:
            if (code, version) not in found:
                raise NotFound(f"no pack {code} {version}")
            return found[code, version]
        for pack in self._offered:
            if pack.code == code:
                return pack
        raise NotFound(f"no procedure {code} is on offer")

    def title(self, code: str, version: str) -> Words:
        """The name of a procedure; its code when the pack is gone."""
        found = self._load()
        pack = found.get((code, version))
        return pack.procedure.title if pack else CodeOnly(code)

    def search(self, text: str, limit: int = SHOWN) -> tuple[Found, ...]:
        """The procedures that fit the words, best first: those that run here and those that are only known of.

        "" gives all that run here. See forms.knowledge.search for what counts.
        """
        if not text.strip():
            return tuple(self.found(pack.code) for pack in self.packs())
        return self._finder().search(text, limit)

    def prepare(self) -> None:
        """Make what search() needs, so that the first key typed does not wait for it."""
        self._finder()

    def found(self, code: str) -> Found:
        """A procedure by its code, whether it runs here or not; never raises."""
        return self._finder().found.get(code) or Found(code, None, None)

    def calendar(self) -> Calendar:
        """The working days: from the newest holidays file there is."""
        return self._knowledge("holidays.csv", read_calendar, calendar)

    def by_life_event(self) -> Mapping[str, tuple["Pack", ...]]:
        """The packs on offer by life event; one pack may stand under several."""
        found: dict[str, list[Pack]] = {}
        for pack in self.packs():
            for event in pack.procedure.life_events:
                found.setdefault(event, []).append(pack)
        return {event: tuple(packs) for event, packs in found.items()}

    def keep(self, pack: "Pack") -> None:
        """Keep a copy of a pack that a draft begins with, unless it is here already. Raises OSError."""
        target = self._kept / f"{pack.code}-{pack.version}"
        if target.exists():
            return
        temporary = private_folder(self._kept) / f".{secrets.token_hex(4)}.part"
        shutil.copytree(pack.folder, temporary)
        sync_tree(temporary)
        temporary.rename(target)
        sync_folder(self._kept)

    def has(self, sha256: str) -> bool:
        """Whether the archive with this hash was installed, or is that of a pack that came with the program."""
        return (self._kept / ARCHIVES / sha256).is_file() or sha256 in self._built_in_archives

    @cached_property
    def _built_in_archives(self) -> frozenset[str]:
        from forms.errors import PackError
        from forms.pack import pack_archive

        hashes = set()
        for folder in _folders(self._built_in or _installed_packs()):
            with suppress(PackError, OSError):  # logged when the packs are read
                hashes.add(hash_of(pack_archive(folder)))
        return frozenset(hashes)

    def install(self, archive: bytes, sha256: str) -> "Pack":
        """Keep a pack that the portal served; it is offered after the next refresh(). Raises PackRefused.

        A pack whose form this program cannot run is kept from residents as well.
        """
        from forms.errors import FormError, PackError
        from forms.pack import load_archive

        if hash_of(archive) != sha256:
            raise PackRefused("the archive is not what was announced")
        try:
            private_folder(self._kept)
            with tempfile.TemporaryDirectory(prefix=".trying-", dir=self._kept) as trial:
                load_archive(archive, Path(trial)).form()
            pack = load_archive(archive, self._kept)
            sync_tree(pack.folder)
            sync_folder(self._kept)
            write_whole(self._kept / ARCHIVES / sha256, pack.folder.name.encode())
        except (PackError, FormError) as error:
            raise PackRefused(f"the pack cannot be used: {error}") from error
        except OSError as error:
            raise PackRefused(f"the pack cannot be kept: {error.strerror}") from error
        return pack

    def questions(self) -> Questions:
        """What is asked before procedures that people confuse."""
        return self._knowledge("questions.toml", read_questions, questions)

    def handbook(self) -> tuple[Chapter, ...]:
        """The volunteer's handbook."""
        return self._knowledge("handbook.toml", read_handbook, handbook)

    def keep_knowledge(self, name: str, data: bytes) -> None:
        """Keep a newer file of shared knowledge; it is used after the next refresh().

        name: one of KNOWLEDGE. Raises PackRefused when it is not, or when the file cannot be read; OSError.
        """
        try:
            KNOWLEDGE[name](data)
        except (KeyError, KnowledgeError, MalformedError) as error:
            raise PackRefused(f"{name} cannot be used: {error}") from error
        write_whole(private_folder(self._kept_knowledge) / name, data)

    def has_knowledge(self, name: str, sha256: str) -> bool:
        """Whether the file of shared knowledge with this hash is kept, or is the program's and none is kept."""
        kept = self._kept_knowledge / name
        try:
            return hash_of((kept if kept.exists() else _installed_knowledge() / name).read_bytes()) == sha256
        except OSError:
            return False

    def forget_knowledge(self, served: Collection[str]) -> None:
        """After the next refresh() go back to the program's own files where the portal serves none. Raises OSError."""
        for name in KNOWLEDGE:
            if name not in served:
                (self._kept_knowledge / name).unlink(missing_ok=True)

    def refresh(self) -> None:
        """Take new packs, knowledge and settings into use. Call it between residents, never under one."""
        self._take_settings()
        with self._finding, self._lock, self._reading:
            self._all = None
            self._found = None
            self._read_knowledge.clear()

    def _take_settings(self) -> None:
        """What came for every kiosk, as long as it can be read: a damaged file leaves what is in force."""
        try:
            came: bytes | None = (self._kept_knowledge / SETTINGS).read_bytes()
            read_settings_file(came or b"", afar=True)
        except FileNotFoundError:
            came = None
        except (OSError, MalformedError) as error:
            _LOG.error("%s is left out: %s", SETTINGS, type(error).__name__)
            return
        try:
            take_from_catalogue(self._home, came)
        except OSError as error:
            _LOG.error("new settings are not in force: %s", error.strerror)

    def _finder(self) -> Finder:
        packs = self.packs()
        # A lock of its own: making the index takes a while, and the screens ask for packs and days off meanwhile.
        with self._finding:
            if self._found is None:
                names = self._knowledge("by_names.csv", read_by_names, by_names)
                self._found = Finder(packs, self._knowledge("catalogue.csv", read_cards, cards), names)
            return self._found

    def _knowledge(self, name: str, read: Callable[[bytes], T], built_in: Callable[[], T]) -> T:
        with self._reading:
            if name not in self._read_knowledge:
                self._read_knowledge[name] = self._newest(name, read) or built_in()
            return cast("T", self._read_knowledge[name])

    def _newest(self, name: str, read: Callable[[bytes], T]) -> T | None:
        try:
            return read((self._kept_knowledge / name).read_bytes())
        except FileNotFoundError:
            return None
        except (KnowledgeError, OSError) as error:
            _LOG.error("%s is left out, the one of the program is used: %s", name, type(error).__name__)
            return None

    def _load(self) -> dict[tuple[str, str], "Pack"]:
        with self._lock:
            if self._all is None:
                self._all = self._read()
                remaining = self.listing.remaining(self._all.keys())
                listed = [pack for key, pack in self._all.items() if key in remaining]
                settings = settings_or_defaults(self._home)
                self._offered = tuple(
                    pack for pack in _in_force(listed, self._now().date()) if _allowed(pack.code, settings)
                )
            return self._all

    def _read(self) -> dict[tuple[str, str], "Pack"]:
        from forms.errors import PackError
        from forms.pack import load_pack

        built_in = self._built_in or _installed_packs()
        found: dict[tuple[str, str], Pack] = {}
        for folder in [*_folders(built_in), *_folders(self._kept)]:
            try:
                pack = load_pack(folder)
            except (PackError, OSError) as error:
                _LOG.error("the pack in %s is left out: %s", folder.name, error)
                continue
            found.setdefault((pack.code, pack.version), pack)
        return found


def _installed_packs() -> Path:
    import forms

    return Path(next(iter(forms.__path__))) / "packs"


def _installed_knowledge() -> Path:
    import forms

    return Path(next(iter(forms.__path__))) / "knowledge"


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.name[0] != "." and (path / "procedure.toml").is_file())


def _allowed(code: str, settings: Settings) -> bool:
    only = settings.offered.split()
    return code not in settings.withheld.split() and (not only or code in only)


def _in_force(packs: Iterable["Pack"], today: date) -> tuple["Pack", ...]:
    """The newest version in force for each procedure. One whose law has ended is offered no more."""
    newest: dict[str, Pack] = {}
    for pack in packs:
        procedure = pack.procedure
        if procedure.effective_from > today or (procedure.effective_to and procedure.effective_to < today):
            continue
        known = newest.get(pack.code)
        rank = (procedure.effective_from, pack.version)
        if known is None or rank > (known.procedure.effective_from, known.version):
            newest[pack.code] = pack
    return tuple(sorted(newest.values(), key=lambda pack: fold(pack.procedure.title.in_language("vi"))))
