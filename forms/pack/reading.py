"""Reads procedure.toml strictly: an unknown key is a mistake of whoever wrote it, and is said by name and place."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import TypeVar

from forms.errors import PackError
from forms.pack.model import (
    FORM_COMPILED,
    PROCEDURE,
    Fee,
    LegalBasis,
    Pack,
    PackWarning,
    Paper,
    Payment,
    Person,
    Procedure,
    Text,
    TimeLimit,
)

T = TypeVar("T")

# A national code, or capitals alone: a matter that has none, such as a petition, must not look as if it had one.
CODE = re.compile(r"\d\.\d{6}|[A-Z]{2,10}")
VERSION = re.compile(r"20\d{8}")
PAPER_KINDS = ("original", "copy", "show")
CARD_FIELDS = ("full_name", "birth_date", "sex", "id_number", "address", "issued_on")
# What else is known of a person once it was told: NAME_phone and so on, unless [persons.told] names the question.
TOLD_FIELDS = (
    "phone",
    "email",
    "ethnicity",
    "nationality",
    "residence_kind",
    "insurance_code",
    "death_date",
    "death_cause",
)
# What a transfer by VietQR can carry (forms.payment.vietqr), and a code of nine characters in place of {code}.
BANK_BIN = re.compile(r"[0-9]{6}")
ACCOUNT = re.compile(r"[A-Za-z0-9]{1,19}")
ACCOUNT_NAME = re.compile(r"[A-Z0-9][A-Z0-9 .,&()-]{2,69}")
PURPOSE = re.compile(r"[A-Za-z0-9 .-]{1,25}|(?=.{0,22}$)[A-Za-z0-9 .-]*\{code\}[A-Za-z0-9 .-]*")
MAX_BYTES = 256 * 1024
MAX_DOTS = 500
NO_TEXT = Text("", "")


def load_pack(folder: Path) -> Pack:
    """Read a built pack. The form itself is read at the first use of Pack.form().

    Raises PackError with every finding when procedure.toml cannot be used or form.xml is missing.
    """
    procedure = read_procedure(folder)
    if not (folder / FORM_COMPILED).is_file():
        raise PackError(folder.name, [f"{FORM_COMPILED} is missing; run: kiosk pack build {folder}"])
    return Pack(folder, procedure)


def read_procedure(folder: Path) -> Procedure:
    """Read procedure.toml. Raises PackError with every finding."""
    try:
        source = _source(folder / PROCEDURE)
    except FileNotFoundError as error:
        raise PackError(folder.name, [f"{PROCEDURE} is missing"]) from error
    except OSError as error:
        raise PackError(folder.name, [f"{PROCEDURE} cannot be read: {error.strerror}"]) from error
    except ValueError as error:
        raise PackError(folder.name, [f"{PROCEDURE}: {error}"]) from error
    return parse_procedure(source, folder.name)


def parse_procedure(source: str, name: str) -> Procedure:
    """A procedure from the text of procedure.toml. name: the pack's. Raises PackError with every finding."""
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        raise PackError(name, [f"{PROCEDURE}: {error}"]) from error
    reader = _Table(table, PROCEDURE, [])
    procedure = _procedure(reader)
    reader.close()
    if reader.findings:
        raise PackError(name, reader.findings)
    return procedure


def _source(path: Path) -> str:
    """The text, bounded before it is parsed: 40 KB of one dotted key keep tomllib busy for ten seconds.

    Raises OSError, ValueError.
    """
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES} bytes")
    if max(line.count(b".") for line in data.split(b"\n")) > MAX_DOTS:
        raise ValueError(f"has a line with more than {MAX_DOTS} dots")
    return unicodedata.normalize("NFC", data.decode("utf-8"))


def _procedure(table: "_Table") -> Procedure:
    return Procedure(
        code=table.pattern("code", CODE),
        version=table.pattern("version", VERSION),
        title=table.text("title"),
        summary=table.text("summary"),
        form_name=table.text("form_name"),
        category=table.string("category"),
        authority=table.text("authority"),
        fee=table.table("fee", _fee),
        time_limit=table.table("time_limit", _time_limit),
        effective_from=table.date("effective_from") or date.min,
        effective_to=table.date("effective_to", optional=True),
        life_events=table.strings("life_events"),
        keywords=table.strings("keywords"),
        legal_basis=table.tables("legal_basis", _legal_basis),
        papers=table.tables("papers", _paper),
        persons=table.tables("persons", _person),
        warnings=table.tables("warnings", _warning),
        next_steps=table.texts("next_steps"),
        consent_purposes=table.texts("consent_purposes"),
        signature=table.boolean("signature", default=True),
        payment=table.optional_table("payment", _payment),
        unverified=table.texts("unverified"),
    )


def _fee(table: "_Table") -> Fee:
    return Fee(table.own_text(), table.texts("exemptions"))


def _time_limit(table: "_Table") -> TimeLimit:
    return TimeLimit(table.own_text(), table.integer("working_days"), table.time("cutoff"))


def _legal_basis(table: "_Table") -> LegalBasis:
    return LegalBasis(
        table.own_text(),
        table.date("effective_from", optional=True),
        table.date("effective_to", optional=True),
        table.boolean("effective_verified", default=True),
    )


def _paper(table: "_Table") -> Paper:
    return Paper(
        id=table.string("id"),
        name=table.own_text(),
        kind=table.choice("kind", PAPER_KINDS),
        when=table.string("when", default=""),
        when_text=table.text("when_text", optional=True),
        always=table.boolean("always", default=False),
        capture=table.boolean("capture", default=False),
    )


def _person(table: "_Table") -> Person:
    return Person(
        id=table.string("id"),
        label=table.own_text(),
        fields=table.mapping("fields", CARD_FIELDS),
        when=table.string("when", default=""),
        told=table.mapping("told", TOLD_FIELDS),
        may_be=table.strings("may_be"),
    )


def _payment(table: "_Table") -> Payment:
    return Payment(
        bank_bin=table.pattern("bank_bin", BANK_BIN),
        bank=table.text("bank"),
        account=table.pattern("account", ACCOUNT),
        account_name=table.pattern("account_name", ACCOUNT_NAME),
        purpose=table.pattern("purpose", PURPOSE),
        amount=table.string("amount", default=""),
    )


def _warning(table: "_Table") -> PackWarning:
    return PackWarning(table.string("when"), table.own_text())


class _Table:
    """One table of the file; remembers what was read, so that close() can name what nobody asked for."""

    def __init__(self, values: Mapping[str, object], place: str, findings: list[str]) -> None:
        self._values = values
        self._place = place
        self._read: set[str] = set()
        self.findings = findings

    def close(self) -> None:
        for key in self._values.keys() - self._read:
            self._find(key, "is not a key of a procedure")

    def _find(self, key: str, message: str) -> None:
        self.findings.append(f"{self._place}: {key} {message}")

    def _get(self, key: str, kind: type[T], default: T | None = None) -> T | None:
        self._read.add(key)
        value = self._values.get(key, default)
        if value is None:
            self._find(key, "is missing")
        elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self._find(key, f"should be a {kind.__name__}")
        else:
            return value
        return None

    def string(self, key: str, default: str | None = None) -> str:
        return self._get(key, str, default) or ""

    def pattern(self, key: str, pattern: re.Pattern[str]) -> str:
        value = self.string(key)
        if value and not pattern.fullmatch(value):
            self._find(key, f"should look like {pattern.pattern}, not {value!r}")
        return value

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.string(key)
        if value and value not in choices:
            self._find(key, f"should be one of {', '.join(choices)}, not {value!r}")
        return value

    def integer(self, key: str) -> int:
        return self._get(key, int) or 0

    def boolean(self, key: str, *, default: bool) -> bool:
        return bool(self._get(key, bool, default))

    def date(self, key: str, *, optional: bool = False) -> date | None:
        if optional and key not in self._values:
            return None
        return self._get(key, date)

    def time(self, key: str) -> time | None:
        return self._get(key, time) if key in self._values else None

    def strings(self, key: str) -> tuple[str, ...]:
        values = self._get(key, list, [])
        if any(not isinstance(value, str) for value in values or ()):
            self._find(key, "should be a list of strings")
        return tuple(str(value) for value in values or ())

    def mapping(self, key: str, names: tuple[str, ...] | None) -> dict[str, str]:
        values = self._get(key, dict, {}) or {}
        for name, value in values.items():
            if not isinstance(value, str):
                self._find(f"{key}.{name}", "should be a string")
            elif names is not None and name not in names:
                self._find(f"{key}.{name}", f"is not one of {', '.join(names)}")
        return {str(name): str(value) for name, value in values.items()}

    def own_text(self) -> Text:
        """vi, en and verified of this table itself."""
        return Text(self.string("vi"), self.string("en"), self.boolean("verified", default=True))

    def text(self, key: str, *, optional: bool = False) -> Text:
        if optional and key not in self._values:
            return NO_TEXT
        return self.table(key, _Table.own_text, NO_TEXT)

    def texts(self, key: str) -> tuple[Text, ...]:
        return self.tables(key, _Table.own_text)

    def table(self, key: str, read: Callable[["_Table"], T], otherwise: T | None = None) -> T:
        values = self._get(key, dict)
        table = _Table(values or {}, f"{self._place}: {key}", self.findings if values is not None else [])
        result = read(table)
        table.close()
        return result if values is not None or otherwise is None else otherwise

    def optional_table(self, key: str, read: Callable[["_Table"], T]) -> T | None:
        return self.table(key, read) if key in self._values else None

    def tables(self, key: str, read: Callable[["_Table"], T]) -> tuple[T, ...]:
        results = []
        for number, values in enumerate(self._get(key, list, []) or (), start=1):
            if not isinstance(values, dict):
                self._find(f"{key}[{number}]", "should be a table")
                continue
            table = _Table(values, f"{self._place}: {key}[{number}]", self.findings)
            results.append(read(table))
            table.close()
        return tuple(results)
