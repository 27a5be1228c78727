"""What people call a procedure, beside its titles: "sổ đỏ", "giấy độc thân", "cắt khẩu".

by_names.csv has one row for each name: the name, and the codes of the procedures it may mean, the likeliest first.
"""

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from forms.errors import KnowledgeError

FILE = "by_names.csv"
MAX_BYTES = 2 * 1024 * 1024
MAX_CODES = 8
MAX_NAME = 120
_HEAD = ["name", "codes"]

ByNames = Mapping[str, tuple[tuple[int, str], ...]]
"""By the code of a procedure: (place, name), place 0 where the name means this procedure first of all."""


@cache
def by_names() -> ByNames:
    """The names that came with the program."""
    return read_by_names((Path(__file__).parent / FILE).read_bytes())


def read_by_names(data: bytes) -> ByNames:
    """The names of a file, which may come from a portal. Raises KnowledgeError, naming the line."""
    if len(data) > MAX_BYTES:
        raise KnowledgeError("the file is too large", FILE)
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    try:
        rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        if next(rows, None) != _HEAD:
            raise KnowledgeError(f"the columns have to be {', '.join(_HEAD)}", FILE)
        for row in rows:
            where = f"{FILE} line {rows.line_num}"
            if len(row) != len(_HEAD) or not 0 < len(row[1].split()) <= MAX_CODES:
                raise KnowledgeError(f"a row is a name and one to {MAX_CODES} codes", where)
            if not 0 < len(row[0]) <= MAX_NAME or not row[0].isprintable():
                raise KnowledgeError("a name is empty, too long, or cannot be shown", where)
            for place, code in enumerate(row[1].split()):
                names[code].append((place, unicodedata.normalize("NFC", row[0])))
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError("the file cannot be read as CSV in UTF-8", FILE) from error
    return {code: tuple(found) for code, found in names.items()}
