"""Keeping translations in step with the sources: what is stale, unfinished, or against the language of the house."""

import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from ui.theme.files import asset

ROOT = asset().parent
TARGETS = ("vi", "ar", "km")
STARTED = frozenset({"km"})
"""Languages of which not every text is translated yet: what is missing is shown in another one."""

_LOCALES = {"vi": "vi_VN", "ar": "ar", "km": "km_KH"}
_PLACE = re.compile(r"\{[a-z_]*\}")
_BANNED = ("không hợp lệ", "vui lòng", "lỗi 0x", "invalid", "error 0x")
_SENTENCE_CONTEXTS = frozenset({"sentences", "Sentences"})
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a catalogue. finished: a person has confirmed the translation."""

    context: str
    source: str
    translation: str
    finished: bool


def path_of(language: str, kind: str = "ts") -> Path:
    """Where the catalogue of a language is."""
    return asset("i18n", f"kiosk_{language}.{kind}")


def update(language: str, into: Path | None = None) -> Path:
    """Bring a catalogue up to date with the sources; texts that are gone are dropped. Returns its path."""
    target = into or path_of(language)
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    locale = ("-source-language", "en", "-target-language", _LOCALES[language])
    _run("lupdate", *sources, "-locations", "none", "-no-obsolete", "-silent", *locale, "-ts", str(target))
    return target


def release(language: str, into: Path | None = None) -> Path:
    """Compile a catalogue. Returns the path of the compiled file."""
    target = into or path_of(language, "qm")
    _run("lrelease", "-silent", str(path_of(language)), "-qm", str(target))
    return target


def messages(path: Path) -> Iterator[Message]:
    """The texts of a catalogue."""
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file, written by lupdate
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            text = "" if translation is None else (translation.text or "")
            finished = translation is not None and translation.get("type") != "unfinished" and bool(text)
            yield Message(name, message.findtext("source", ""), text, finished)


def findings(language: str) -> list[str]:
    """Everything that is wrong with a catalogue, one sentence each; empty when it may be shipped."""
    found = out_of_step(language)
    for message in messages(path_of(language)):
        if message.finished or language not in STARTED:
            found += [f"{message.context}: {message.source!r}: {what}" for what in faults(message)]
    return found


def untranslated(language: str) -> list[str]:
    """The texts that have no translation in a language yet, for whoever translates."""
    return [f"{each.context}: {each.source!r}" for each in messages(path_of(language)) if not each.finished]


def out_of_step(language: str) -> list[str]:
    """Where a catalogue and its compiled file differ from the sources."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        fresh.write_bytes(path_of(language).read_bytes())
        update(language, fresh)
        known = {(m.context, m.source) for m in messages(path_of(language))}
        wanted = {(m.context, m.source) for m in messages(fresh)}
        found += [f"{c}: {s!r} is new: run update" for c, s in sorted(wanted - known)]
        found += [f"{c}: {s!r} is gone: run update" for c, s in sorted(known - wanted)]
        compiled = release(language, Path(folder) / "fresh.qm").read_bytes()
        shipped = path_of(language, "qm")
        if not shipped.is_file() or shipped.read_bytes() != compiled:
            found.append(f"{shipped.name} is older than {path_of(language).name}: run release")
    return found


def faults(message: Message) -> list[str]:
    """What is wrong with one text."""
    if not message.finished:
        return ["not translated"]
    found = []
    if sorted(_PLACE.findall(message.source)) != sorted(_PLACE.findall(message.translation)):
        found.append("the places in braces differ")
    if not unicodedata.is_normalized("NFC", message.translation):
        found.append("not in NFC")
    lower = message.translation.lower()
    found += [f"says {word!r}" for word in _BANNED if word in lower]
    if message.context in _SENTENCE_CONTEXTS and len(message.translation.split()) > _MOST_WORDS:
        found.append(f"over {_MOST_WORDS} words")
    return found


def _run(tool: str, *arguments: str) -> None:
    import PySide6

    program = Path(str(PySide6.__file__)).parent / tool
    done = subprocess.run([str(program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{tool} ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
