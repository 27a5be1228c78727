"""Expressions that this engine and JavaRosa 5 see differently on purpose: rows of the table in docs/forms-engine.md."""

DATA = (
    "<zero>0</zero><five>5</five><deci>5.0</deci><morning>2026-11-23T07:00:00.000+07:00</morning>"
    "<noon>2026-11-23T12:00:00.000+07:00</noon><x>1</x><x>2</x>"
)
BINDS = "".join(
    f'<bind nodeset="/data/{name}" type="{kind}"/>'
    for name, kind in (
        ("zero", "int"),
        ("five", "int"),
        ("deci", "decimal"),
        ("morning", "dateTime"),
        ("noon", "dateTime"),
    )
)

# id of the row, expression, its value here (JavaRosa's answer is in the table)
EXPRESSIONS = [
    ("bool", "1 = 1", "true"),
    ("date-number", "number('2026-11-23')", "20780"),
    ("moment-number", "number('1970-01-01T12:00:00.000Z')", "0.5"),
    ("moment-order", "/data/noon > /data/morning", "true"),
    ("moment-text", "concat(/data/noon, '')", "2026-11-23T12:00:00.000+07:00"),
    ("date-order", "'2026-11-23' > '2026-11-22'", "true"),
    ("node-boolean", "if(/data/zero, 'yes', 'no')", "yes"),
    ("node-equal", "/data/five = '5.0'", "false"),
    ("number-text", "10000000 + 0.5", "10000000.5"),
    ("comma", "number('1,5')", "NaN"),
    ("first-node", "string(/data/x)", "1"),
    ("any-node", "/data/x = 2", "true"),
    ("xpath-functions", "floor(2.5) + ceiling(2.5) + string-length(substring('abc', 2))", "7"),
    ("max-negative", "max(-5, -3)", "-3"),
    ("mixed-arguments", "max(/data/x, 10)", "10"),
    ("boolean-from-string", "boolean-from-string('TRUE')", "false"),
    ("checklist", "checklist(1, 1, '0', '1')", "true"),
    ("date-fraction", "date(-0.5)", "1969-12-31"),
    ("weighted-limits", "weighted-checklist(1, -1, true(), 2)", "true"),
    ("round-places", "round(-16, -1)", "-20"),
    ("gregorian", "date('1500-01-01') + 0", "-171664"),
    ("area-text", "round(area('10 106 0 0; 10 107 0 0; 11 107 0 0; 10 106 0 0'), -9)", "6000000000"),
    ("bad-date", "date('abc')", ""),
    ("decimal-time", "decimal-time('06:00:00.000+07:00')", "0.25"),
    ("date-time", "string(date-time('2026-11-23'))", "2026-11-23T00:00:00.000+07:00"),
]
