"""What expressions mean: operators, conversions and every function, against the specification's own words."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.errors import ExpressionError, FormError, FormTooLarge, UnsupportedFeature
from forms.xpath.functions import EAGER, LAZY
from tests.support.xforms import evaluate, start, xform

DATA = (
    "<empty/><zero>0</zero><five>5</five><fiveone>5.0</fiveone><date>2026-11-23</date>"
    "<moment>2026-11-23T10:00:00.000+07:00</moment><text>abc</text><list>a b c</list><yes>true</yes>"
    "<shape>10.0 106.0 0 0;10.1 106.1 0 0;10.0 106.1 0 0;10.0 106.0 0 0</shape>"
    "<row><x>1</x><y/></row><row><x>2</x><y/></row><row><x>3</x><y/></row>"
)
BODY = '<group ref="/data/row"><repeat nodeset="/data/row"><input ref="/data/row/x"/></repeat></group>'

CASES = [
    # operators and precedence
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("10 - 2 - 3", "5"),
    ("8 div 2 div 2", "2"),
    ("5 mod 2", "1"),
    ("-5 mod 2", "-1"),
    ("5 mod -2", "1"),
    ("- - 3", "3"),
    ("1 + 1 = 2 and 2 > 1", "true"),
    ("true() or false() and false()", "true"),
    ("1 = 2 or 3 = 3", "true"),
    ("3 > 2 > 1", "false"),
    ("1 div 0", "Infinity"),
    ("-1 div 0", "-Infinity"),
    ("0 div 0", "NaN"),
    ("/data/five * /data/five", "25"),
    ("/data/empty + 1", "NaN"),
    # an element may be called like an operator
    ("count(/data/div)", None),
    # numbers as text
    ("0.1 + 0.2", "0.30000000000000004"),
    ("100000000000 * 10", "1000000000000"),
    ("0.0000001", "0.0000001"),
    ("1.50", "1.5"),
    ("-0.0", "0"),
    ("number(' 5 ')", "5"),
    ("number('1e3')", "NaN"),
    ("number('1,5')", "NaN"),
    ("number(true())", "1"),
    # equality of strings, numbers, booleans and nodes
    ("/data/five = 5", "true"),
    ("/data/five = '5.0'", "false"),
    ("/data/five = /data/fiveone", "false"),
    ("/data/five + 0 = /data/fiveone + 0", "true"),
    ("/data/row/x = 2", "true"),
    ("/data/row/x != 2", "true"),
    ("/data/row/x > 2", "true"),
    ("/data/empty = ''", "true"),
    ("/data/empty = 0", "false"),
    ("'' = 0", "false"),
    ("true() = 'x'", "true"),
    # dates
    ("today()", "2026-11-23"),
    ("now()", "2026-11-23T08:30:00.000+07:00"),
    ("number('1970-01-02')", "1"),
    ("number('1970-01-01T12:00:00.000Z')", "0.5"),
    ("number('2026-02-31')", "NaN"),
    ("today() - date('1950-06-15')", "27920"),
    ("'2026-11-22' < today()", "true"),
    ("/data/moment <= today()", "true"),
    ("now() >= today()", "true"),
    ("/data/moment > '2026-11-23T09:00:00.000+07:00'", "true"),
    ("/data/date = today()", "true"),
    ("date(today() + 30)", "2026-12-23"),
    ("date('2026-11-23T23:30:00.000Z')", "2026-11-24"),
    ("date('')", ""),
    ("date('31.02.2026')", ""),
    ("date-time(0.5)", "1970-01-01T19:00:00.000+07:00"),
    ("decimal-date-time('1970-01-01T12:00:00.000Z')", "0.5"),
    ("decimal-date-time('1970-01-02') * 24", "17"),
    ("decimal-time('06:00:00.000+07:00')", "0.25"),
    ("decimal-time('2026-11-23T18:00:00.000+07:00')", "0.75"),
    ("format-date('2026-11-03', '%Y %y %m %n %d %e %b %a')", "2026 26 11 11 03 3 Nov Tue"),
    ("format-date-time('2026-11-03T08:09:07.123+07:00', '%H %h %M %S %3 %%')", "08 8 09 07 123 %"),
    ("format-date('', '%Y')", ""),
    ("format-date(today() + 1, '%d/%m/%Y')", "24/11/2026"),
    # strings
    ("string(5)", "5"),
    ("concat('a', 1, true())", "a1true"),
    ("concat(/data/row/x)", "123"),
    ("join('-', /data/row/x, 'z')", "1-2-3-z"),
    ("substr('hello', 1, 3)", "el"),
    ("substr('hello', -3)", "llo"),
    ("substr('hello', 1, -1)", "ell"),
    ("substring('12345', 2, 3)", "234"),
    ("substring('12345', 1.5, 2.6)", "234"),
    ("substring('12345', 0 div 0)", ""),
    ("substring-before('a-b', '-')", "a"),
    ("substring-before('a-b', 'x')", ""),
    ("substring-after('a-b', '-')", "b"),
    ("substring-after('a-b', '')", "a-b"),
    ("translate('bar', 'abc', 'AB')", "BAr"),
    ("string-length('Đặng')", "4"),
    ("normalize-space('  a \t b ')", "a b"),
    ("contains('abc', 'b')", "true"),
    ("starts-with('abc', 'ab')", "true"),
    ("ends-with('abc', 'bc')", "true"),
    ("string-length(uuid())", "36"),
    ("string-length(uuid(7))", "7"),
    ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
    ("digest('abc', 'SHA-1')", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="),
    ("digest('abc', 'SHA-256', 'base64')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    ("string-length(digest('a', 'SHA-384', 'hex'))", "96"),
    ("string-length(digest('a', 'SHA-512', 'hex'))", "128"),
    ("base64-decode('xJDhurduZw==')", "Đặng"),
    ("regex('abc', '[a-z]+')", "true"),
    ("regex('abc1', '[a-z]+')", "false"),
    # booleans
    ("boolean('false')", "true"),
    ("boolean(0)", "false"),
    ("boolean(/data/empty)", "false"),
    ("boolean(/data/zero)", "true"),
    ("not(/data/text)", "false"),
    ("boolean-from-string('true')", "true"),
    ("boolean-from-string('1')", "true"),
    ("boolean-from-string('TRUE')", "false"),
    ("if(/data/empty, 'y', 'n')", "n"),
    ("if(/data/text, 'y', 'n')", "y"),
    ("coalesce(/data/empty, /data/text)", "abc"),
    ("coalesce('', '')", ""),
    ("coalesce('NaN', 'x')", "NaN"),
    ("coalesce(0 div 0, 'x')", "x"),
    ("checklist(1, 2, '1', '0', '')", "true"),
    ("checklist(-1, 1, '1', '1')", "false"),
    ("checklist(2, -1, /data/row/x)", "true"),
    ("weighted-checklist(5, 9, '1', 2, '0', 9, '1', 3)", "true"),
    ("weighted-checklist(6, 9, '1', 2, '0', 9, '1', 3)", "false"),
    # numbers
    ("int(3.7)", "3"),
    ("int(-3.7)", "-3"),
    ("floor(-2.5)", "-3"),
    ("ceiling(-2.5)", "-2"),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-2"),
    ("round(1.005, 2)", "1.01"),
    ("round(155, -1)", "160"),
    ("sum(/data/row/x)", "6"),
    ("sum(/data/row/y)", "0"),
    ("max(/data/row/x)", "3"),
    ("max(-5, -3)", "-3"),
    ("min(/data/row/x, 0)", "0"),
    ("max(/data/empty)", "NaN"),
    ("pow(2, 10)", "1024"),
    ("abs(-3)", "3"),
    ("sqrt(9)", "3"),
    ("sqrt(-1)", "NaN"),
    ("log(exp(1))", "1"),
    ("log10(1000)", "3"),
    ("log(0)", "-Infinity"),
    ("exp10(2)", "100"),
    ("sin(0) + cos(0) + tan(0)", "1"),
    ("asin(0) + acos(1) + atan(0) + atan2(0, 1)", "0"),
    ("round(pi(), 4)", "3.1416"),
    ("random() < 1", "true"),
    # nodes
    ("count(/data/row)", "3"),
    ("count(/data/row[x > 1])", "2"),
    ("count(//x)", "3"),
    ("count(/data/row/*)", "6"),
    ("count(/data/row | /data/five)", "4"),
    ("count-non-empty(/data/row/x)", "3"),
    ("count-non-empty(/data/row/y)", "0"),
    ("/data/row[2]/x", "2"),
    ("/data/row[position() = 3]/x", "3"),
    ("/data/row[last()]/x", "3"),
    ("(/data/row/x)[2]", "2"),
    ("/data/row[x = 2]/following-sibling::row/x", "3"),
    ("/data/row[x = 2]/preceding-sibling::row/x", "1"),
    ("position(/data/row[2])", "2"),
    ("indexed-repeat(/data/row/x, /data/row, 3)", "3"),
    ("name(/data/five)", "five"),
    ("local-name(/data/five)", "five"),
    ("count(/data/five/ancestor::*)", "1"),
    ("count(/data/row[1]/x/ancestor-or-self::*)", "3"),
    ("count(/data/row/descendant::x)", "3"),
    ("count(/data/row/descendant-or-self::*)", "9"),
    ("/data/child::five/self::five", "5"),
    ("name(/data/five/parent::*)", "data"),
    ("name(/data/five/..)", "data"),
    ("/data/attribute::id", "test"),
    ("/data/five/.", "5"),
    ("3 <= 3 and 2 < 3 and 3 >= 3 and 2 != 3", "true"),
    ("count(/data/five | /data/zero | /data/five)", "2"),
    ("/data/five | /data/zero", "0"),
    ("concat(/data/row[3]/x | /data/text | /data/row[1]/x | /data/@id)", "testabc13"),
    ("name((/data/row/x | /data/row)[2])", "x"),
    ("string(current())", None),
    ("count(/data/@version)", "1"),
    ("/data/@id", "test"),
    # selects
    ("selected(/data/list, 'b')", "true"),
    ("selected(/data/list, 'z')", "false"),
    ("selected('', '')", "true"),
    ("selected('Nguyễn Văn Đức', 'Nguyễn Văn Đức')", "true"),
    ("selected('ab c', 'b')", "false"),
    ("selected-at(/data/list, 0 div 0)", "a"),
    ("selected-at(/data/list, 1.9)", "b"),
    ("min(1, -1 div 0)", "-Infinity"),
    ("round(2.5, '')", "3"),
    ("round(-16, -1)", "-20"),
    ("selected-at(/data/list, 1)", "b"),
    ("selected-at(/data/list, 9)", ""),
    ("selected-at(/data/list, -1)", ""),
    ("count-selected(/data/list)", "3"),
    ("count-selected('')", "0"),
    # geography
    ("round(distance('10.0 106.0 0 0;10.1 106.1 0 0'))", "15623"),
    ("round(area(/data/shape))", "61018123"),
    ("enclosed-area(/data/shape) = area(/data/shape)", "true"),
    ("geofence('10.03 106.08 0 0', /data/shape)", "true"),
    ("geofence('10.08 106.02 0 0', /data/shape)", "false"),
    ("geofence('', /data/shape)", "false"),
    ("geofence('10.03 106.08', '')", "false"),
    ("is-selected(/data/list, 'c')", "true"),
    # form
    ("version()", "1"),
    ("property('deviceid')", ""),
    ("once('a')", None),
]


@pytest.mark.parametrize(("expression", "expected"), [case for case in CASES if case[1] is not None])
def test_expression_means_what_the_specification_says(expression: str, expected: str) -> None:
    assert evaluate(expression, DATA, body=BODY) == expected


def test_every_function_is_in_a_case() -> None:
    """A function nobody tried is a function that may not work."""
    tried = " ".join(expression for expression, _ in CASES)
    elsewhere = {"jr:itext", "jr:choice-name", "instance", "pulldata", "randomize"}
    missing = {name for name in EAGER.keys() | LAZY.keys() if f"{name}(" not in tried} - elsewhere
    assert missing == set()


@pytest.mark.parametrize(
    ("expression", "error"),
    [
        ("nosuch(1)", UnsupportedFeature),
        ("extract-signed('a', 'b')", UnsupportedFeature),
        ("/data/five/namespace::x", UnsupportedFeature),
        ("/data/five/text()", UnsupportedFeature),
        ("$variable", UnsupportedFeature),
        ("regex('a', '(a)\\1')", UnsupportedFeature),
        ("regex('a', 'a++')", UnsupportedFeature),
        ("not()", ExpressionError),
        ("if(1, 2)", ExpressionError),
        ("1 +", ExpressionError),
        ("", ExpressionError),
        ("(1", ExpressionError),
        ("/data/nosuch", ExpressionError),
        ("instance('nosuch')/root", ExpressionError),
        ("zz:five", ExpressionError),
        ("regex('a', '[a')", ExpressionError),
        ("digest('a', 'MD4')", ExpressionError),
        ("format-date(today(), '%Q')", ExpressionError),
        ("sum(5)", ExpressionError),
        ("'a' | 'b'", ExpressionError),
        ("(" * 200 + "1" + ")" * 200, FormTooLarge),
        ("1" + " + 1" * 100_000, FormTooLarge),
    ],
)
def test_what_cannot_be_evaluated_is_refused_by_name(expression: str, error: type[FormError]) -> None:
    with pytest.raises(error):
        evaluate(expression, DATA, body=BODY)


def test_a_long_sum_and_deep_conditions_are_no_trouble() -> None:
    assert evaluate(" + ".join(["1"] * 20_000)) == "20000"
    deep = "0"
    for number in range(63):
        deep = f"if(/data/a = '{number}', 'tỉnh {number}', {deep})"
    assert evaluate(deep, "<a>0</a>") == "tỉnh 0"


NUMBERS = [
    "0",
    "1",
    "-1",
    "2.5",
    "9" * 320,
    "0." + "0" * 320 + "1",
    "1 div 0",
    "-1 div 0",
    "0 div 0",
    "1000000000000000",
]
TEXTS = [
    "''",
    "'a b'",
    "'2026-11-23'",
    "'2026-11-23T10:00:00.000+07:00'",
    "'9999-12-31T23:59:59Z'",
    "'1 1;2 2'",
    "'%Y'",
]
NODES = ["/data/five", "/data/empty", "/data/row/x", "/data/row", ".", "..", "/data/row[9]", "current()"]
OPERATORS = ["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"]


def calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from(sorted(EAGER.keys() | LAZY.keys()))
    written = st.tuples(names, st.lists(inner, max_size=4)).map(lambda call: f"{call[0]}({', '.join(call[1])})")
    chains = st.tuples(inner, st.sampled_from(OPERATORS), inner).map(
        lambda three: f"({three[0]} {three[1]} {three[2]})"
    )
    filtered = st.tuples(st.sampled_from(NODES[2:4]), inner).map(lambda pair: f"{pair[0]}[{pair[1]}]")
    return written | chains | filtered


ANYTHING = st.recursive(st.sampled_from([*NUMBERS, *TEXTS, *NODES]), calls, max_leaves=6)
SESSION = start(xform(DATA, "", BODY))


@settings(max_examples=400, deadline=None)
@given(ANYTHING)
def test_no_expression_does_more_than_raise_a_form_error(expression: str) -> None:
    try:
        value = SESSION.value_of(expression)
    except FormError:
        return
    assert isinstance(value, str)


def test_doubling_a_text_does_not_take_the_memory() -> None:
    names = [f"c{n}" for n in range(60)]
    binds = "".join(
        f'<bind nodeset="/data/{name}" calculate="concat({above}, {above})"/>'
        for name, above in zip(names, ["/data/a", *(f"/data/{name}" for name in names)], strict=False)
    )
    session = start(xform("<a/>" + "".join(f"<{name}/>" for name in names), binds, '<input ref="/data/a"/>'))
    session.answer("/data/a", "x")
    assert session.value_of("string-length(/data/c10)") == "2048"
    assert max(len(node.value) for node in session.state.singles) <= 1_000_000
    assert session.state.faults


def test_pulldata_and_instance_find_the_row() -> None:
    session = start(
        xform(
            "<a>2</a><b/>",
            """<bind nodeset="/data/b" calculate="pulldata('list', 'name', 'code', /data/a)"/>""",
            model='<instance id="list" src="jr://file-csv/list.csv"/>',
        ),
        {"list.csv": "code,name,size\n1,Một,10\n2,Hai,20\n2,Hai nữa,30\n".encode()},
    )
    assert session.value_of("/data/b") == "Hai"
    assert session.value_of("instance('list')/root/item[code = /data/a]/name") == "Hai"
    assert session.value_of("count(instance('list')/root/item[code = /data/a])") == "2"
    assert session.value_of("instance('list')/root/item[size = 30]/name") == "Hai nữa"
    assert session.value_of("instance('list')/root/item[code = /data/a and size > 20]/name") == "Hai nữa"
    assert session.value_of("instance('list')/root/item[/data/a = code][2]/name") == "Hai nữa"
    assert session.value_of("sum(instance('list')/root/item/size)") == "60"
    assert session.value_of("pulldata('list', 'name', 'code', '9')") == ""
    cells = "instance('list')/root/item[2]/size | instance('list')/root/item/name | instance('list')/root/item[2]/size"
    assert session.value_of(f"concat({cells})") == "MộtHai20Hai nữa"
    assert math.isnan(float(session.value_of("max(instance('list')/root/item[code = '9']/size)")))


def test_a_namespaced_name_is_matched_by_its_namespace() -> None:
    instance = (
        "<orx:meta><orx:instanceName>Lan</orx:instanceName></orx:meta><meta><instanceName>x</instanceName></meta>"
    )
    session = start(xform(instance))
    assert session.value_of("/data/orx:meta/orx:instanceName") == "Lan"
    assert session.value_of("/data/meta/instanceName") == "x"
