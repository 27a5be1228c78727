"""Random expressions without a form around them: every function, with the values at the edges of what it takes.

As in the forms, what the table of departures in docs/forms-engine.md names is kept out and marked with its row.
"""

import re
from random import Random

NUMBERS = ("0", "1", "-1", "2", "2.5", "-2.5", "0.5", "-0.5", "1.005", "100", "1000000", "-7", "0.1", "3", "12.345")
# comma: none; date-number: no dates; moment-text: no moments.
TEXTS = (
    *("''", "'a'", "'abc'", "'ABC'", "'12'", "' 3 '", "'-4'", "'1.50'", "'.5'", "'5.'", "'Đức Nguyễn'", "'a b c'"),
    *("'true'", "'0'", "'1'", "'false'", "'aXbXc'", "'+7'", "'1e3'", "'0x10'", "'--1'", "'1 2'", "'-'", "'.'"),
)
PATTERNS = (
    *("'[a-z]+'", "'a.c'", "'(a|b)*c?'", "'[^0-9]*'", r"'\d+'", r"'\s*x\s*'", "'.*'", "'^a.*c$'", "'[A-Z]{1,3}'"),
    *(r"'-?[0-9]+(\.[0-9]+)?'", r"'\p{L}+ \p{L}+'", "'a{2,}|b'", r"'[\w ]+'", "'(?i)abc'", r"'\p{Lu}.*'", "'x*?'"),
)
CHOICES = {
    "k": ("0", "1", "2", "3"),
    "D": ("'2026-11-23'", "'2024-02-29'", "'1969-12-31'", "'1950-03-04'", "'2000-01-01'"),
    "M": (
        "'2026-11-23T08:30:05.123+07:00'",
        "'2026-11-23T23:59:59.000Z'",
        "'1969-12-31T12:00:00.000+07:00'",
        "'2026-11-23T00:00:00.000+07:00'",
    ),
    "F": ("'%Y.%m.%d'", "'%y %n/%e %a %b'", "'%d%%%m'", "'%H:%M:%S'", "'%h.%M %3'"),
    "o": ("<", "<=", ">", ">=", "=", "!="),
    "R": PATTERNS,
    "s": ("1 = 1", "'a' = ''", "2 > 3"),
    "x": NUMBERS,
    # What is divided by 0 or by nearly nothing shows the last digit, and whether a 0 is below 0.
    "v": ("2", "3", "-4", "0.5", "7"),
    # Choices, which have no spaces around them.
    "l": ("'a'", "'b'", "'a b c'", "'12'", "'Đức Nguyễn'", "'nowhere'", "'-'"),
    "q": TEXTS,
}
# {n} number, {t} text, {b} boolean, and the names in CHOICES.
CALLS = {
    "n": (
        *(
            "number({t})",
            "int({n})",
            "round({n})",
            "round({n}, {k})",
            "abs({n})",
            "pow({n}, {k})",
            "string-length({t})",
        ),
        *(
            "({n} + {n})",
            "({n} - {n})",
            "({n} * {n})",
            "({n} div {v})",
            "({n} mod {v})",
            "-({n})",
            "count-selected({t})",
        ),
        *("if({b}, {n}, {n})", "coalesce({n}, {n})", "min({n}, {n}, {n})", "sqrt({n})", "number({b})", "int({t})"),
        *("int(decimal-date-time({D}))", "decimal-date-time({M})", "decimal-time({M})", "round({t})", "abs({t})"),
        *("({q} + {n})", "({q} * {q})", "exp10({k})", "round(sin({x}), 6)", "round(cos({x}), 6)", "round(tan({x}), 6)"),
        *("round(atan({x}), 6)", "round(asin({x}), 6)", "round(acos({x}), 6)", "round(atan2({x}, {x}), 6)"),
        # max-negative: one is never below 0.
        *(
            "round(exp({k}), 6)",
            "round(log(abs({x}) + 1), 6)",
            "round(log10(abs({x}) + 1), 6)",
            "round(pi(), 5)",
            "max({n}, {n}, 7)",
        ),
    ),
    "t": (
        *("concat({t}, {t})", "concat({t}, {t}, {t})", "substr({t}, {n})", "substr({t}, {n}, {n})", "string({t})"),
        *(
            "substring-before({t}, {t})",
            "substring-after({t}, {t})",
            "translate({t}, {t}, {t})",
            "normalize-space({t})",
        ),
        *(
            "selected-at({t}, {n})",
            "if({b}, {t}, {t})",
            "coalesce({t}, {t})",
            "string(int({n}))",
            "join({t}, {t}, {t})",
        ),
        *("format-date({D}, {F})", "format-date-time({M}, {F})", "digest({t}, 'MD5', 'hex')", "digest({t}, 'SHA-1')"),
        *("digest({t}, 'SHA-256', 'hex')", "digest({t}, 'SHA-384', 'base64')", "base64-decode('YWLEkA==')"),
    ),
    "b": (
        *(
            "{n} {o} {n}",
            "{t} = {t}",
            "{t} != {t}",
            "contains({t}, {t})",
            "starts-with({t}, {t})",
            "ends-with({t}, {t})",
        ),
        *("not({s})", "boolean({t})", "boolean({n})", "boolean-from-string({q})", "selected({q}, {l})", "true()"),
        "is-selected({q}, {l})",
        *("{q} {o} {x}", "({n} {o} {n}) and ({t} = {t})", "({n} {o} {n}) or ({t} = {t})", "{t} and {n}", "{t} or {n}"),
        *("date({D}) {o} date({D})", "checklist({k}, {k}, {n} {o} {n}, {t} = {t})", "regex({t}, {R})", "false()"),
        # weighted-limits: no limit below 0.
        "weighted-checklist({k}, {k}, {n} {o} {n}, {k}, {t} = {t}, {k})",
    ),
}
_PLACE = re.compile(r"\{(\w)\}")


def make_expression(random: Random, kind: str = "", depth: int = 2) -> str:
    """An expression of a kind (n, t or b), any kind for none."""
    kind = kind or random.choice("ntb")
    if kind in "nt" and (depth <= 0 or random.random() < 0.4):
        return random.choice(NUMBERS if kind == "n" else TEXTS)

    def filled(place: re.Match[str]) -> str:
        name = place[1]
        return random.choice(CHOICES[name]) if name in CHOICES else make_expression(random, name, depth - 1)

    return _PLACE.sub(filled, random.choice(CALLS[kind]))
