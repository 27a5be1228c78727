"""Reading a form: hostile input is refused in bounded time, and what is not supported is refused by name and place."""

import time

import pytest

from forms.engine import load_form
from forms.errors import ExpressionError, FormError, FormSyntaxError, FormTooLarge, UnsupportedFeature
from tests.support.xforms import definition, inputs, start, xform

ITEM = "<item><label>x</label><value>x</value></item>"
GOOD = xform("<a/><b/>", "", inputs("/data/a"))


def wrapped(prolog: bytes, content: bytes = b"") -> bytes:
    return prolog + GOOD.replace(b"<a/>", b"<a>" + content + b"</a>")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        (b"", FormSyntaxError),
        (b"not xml", FormSyntaxError),
        (b"<html/>", FormSyntaxError),
        (wrapped(b'<!DOCTYPE x [<!ENTITY e "boo">]>', b"&e;"), FormSyntaxError),
        (wrapped(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', b"&e;"), FormSyntaxError),
        (wrapped(b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), FormSyntaxError),
        (wrapped(b"", b"&undefined;"), FormSyntaxError),
        (GOOD.replace(b"<b/>", b"<b>" * 1_000_000 + b"</b>" * 1_000_000), FormTooLarge),
        (GOOD.replace(b"<b/>", b"<b>" * 150 + b"</b>" * 150), FormTooLarge),
        (GOOD.replace(b"<b/>", b"<b/>" * 1_100_000), FormTooLarge),
        (b" " * (41 * 1024 * 1024), FormTooLarge),
    ],
    ids=["empty", "text", "html", "entity", "file", "dtd", "undefined", "deep", "deeper-than-forms", "wide", "large"],
)
def test_hostile_xml_is_refused_in_bounded_time(source: bytes, error: type[FormError]) -> None:
    begun = time.perf_counter()
    with pytest.raises(error):
        load_form(source)
    assert time.perf_counter() - begun < 20


def test_a_billion_laughs_is_not_laughed_at() -> None:
    entities = b"<!ENTITY a0 'ha'>" + b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    with pytest.raises(FormSyntaxError):
        load_form(wrapped(b"<!DOCTYPE x [" + entities + b"]>", b"&a11;"))


@pytest.mark.parametrize(
    ("body", "binds", "model", "feature"),
    [
        ("<secret ref='/data/a'/>", "", "", "<secret> in the body"),
        ("<input ref='/data/a' query=\"instance('x')/root/item\"/>", "", "", "external itemset"),
        ("<select1 ref='/data/a' appearance=\"search('x')\"/>", "", "", "search() appearance"),
        ("<input ref='/data/a' appearance='ex:org.example.app'/>", "", "", "external application"),
        ("<input ref='/data/a'><label><b>x</b></label></input>", "", "", "<b> inside a text"),
        ("", "<bind nodeset='/data/a' jr:preload='patient'/>", "", "jr:preload=patient"),
        ("", "<bind nodeset='/data/a' calculate='nosuch()'/>", "", "function nosuch()"),
        ("", "<bind nodeset='/data/a' calculate='following::x'/>", "", "axis following::"),
        ("", "", "<odk:setgeopoint event='odk-instance-first-load' ref='/data/a'/>", "odk:setgeopoint"),
        ("", "", "<setvalue event='xforms-submit' ref='/data/a'/>", "event xforms-submit"),
        ("", "", "<instance id='l' src='jr://instance/last-saved'/>", "instance source"),
        ("", "", "<submission base64RsaPublicKey='abc'/>", "encryption"),
        ("", "", "<odk:recordaudio event='odk-instance-load' ref='/data/a'/>", "odk:recordaudio"),
        ("", "", "<setvalue event='xforms-value-changed' ref='/data/a'/>", "xforms-value-changed in the model"),
        ("", "", "<odk:strange/>", "<strange> in the model"),
        ("<group><setvalue event='xforms-value-changed' ref='/data/a'/></group>", "", "", "outside a question"),
        ("<group><setvalue event='odk-new-repeat' ref='/data/a'/></group>", "", "", "outside a repeat"),
        ("<group intent='org.example.app'><input ref='/data/a'/></group>", "", "", "external application"),
        ("<input ref='/data/a' intent='org.example.app'/>", "", "", "external application"),
        ("<upload ref='/data/a' mediatype='osm/*'><tag key='x'/></upload>", "", "", "OpenStreetMap"),
        ("<input ref='/data/a'><alert>x</alert></input>", "", "", "<alert> in <input>"),
        ("<select1 ref='/data/a'><choices/></select1>", "", "", "<choices>"),
        (
            "<select ref='/data/a'><itemset nodeset='/data/a'><value ref='.'/><copy ref='.'/></itemset></select>",
            "",
            "",
            "<copy> in an itemset",
        ),
        (
            "",
            "<bind nodeset='/data/a' jr:preload='date' jr:preloadParams='prevperiod-week-0-head'/>",
            "",
            "preload=date",
        ),
        ("", "<bind nodeset='/data/a' jr:preload='timestamp' jr:preloadParams='now'/>", "", "jr:preload=timestamp"),
        ("", "<bind nodeset='/data/a' calculate='$x'/>", "", "variable"),
        ("", "<bind nodeset='/data/a' calculate='text()'/>", "", "node test text()"),
        ("", "<bind nodeset='/data/a' constraint=\"regex(., '(a)\\1')\"/>", "", "regular expression"),
        ("", "", "<instance id='l' src='jr://images/x.png'/>", "instance source"),
        ("", "<bind nodeset='/data/a' jr:constraintMsg=\"jr:itext('x', 'y')\"/>", "", "the text reference"),
        ("<input ref='/data/a[1]'/>", "", "", "a predicate in"),
        (
            f"<select ref='/data/a'>{ITEM}<itemset nodeset='/data/a'><value ref='.'/></itemset></select>",
            "",
            "",
            "choices both as items and as an itemset",
        ),
    ],
)
def test_an_unsupported_feature_is_refused_by_name_and_place(body: str, binds: str, model: str, feature: str) -> None:
    with pytest.raises(UnsupportedFeature) as refused:
        load_form(xform("<a/>", binds, body, model=model))
    assert feature in str(refused.value)
    assert refused.value.where


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (xform("<a/>", "<bind nodeset='/data/x'/>"), "/data/x"),
        (xform("<a/>", "", "<input ref='/data/x'/>"), "/data/x"),
        (xform("<a/>", "", "<input/>"), "without ref"),
        (xform("<a/>", "", "<repeat/>"), "repeat without nodeset"),
        (xform("<a/>", "", "", model="<instance id='l' src='jr://file-csv/l.csv'/>"), "l.csv is missing"),
        (xform("<a/>", "", "", model="<instance id='l' src='jr://file/../../etc/passwd'/>"), "instance source"),
        (xform("<g><x/></g>", "", "<input ref='/data/g'/>"), "nodes below"),
        (xform("<a/>", "<bind nodeset='/data/a' calculate=\"jr:choice-name('x', '/data/a')\"/>"), "not a question"),
        (xform("<a/>", "", "<input ref='/data/a'><label ref=\"jr:itext('no')\"/></input>"), "there is no text 'no'"),
        (xform("<a/>", "", "<select1 ref='/data/a'/>"), "a select without choices"),
        (xform("<a/>", "", "<range ref='/data/a' start='1' end='x' step='1'/>"), "a range whose end is no number"),
    ],
)
def test_a_broken_form_is_refused_with_the_place(source: bytes, part: str) -> None:
    with pytest.raises(FormError) as refused:
        load_form(source)
    assert part in str(refused.value)


def test_a_misspelt_path_in_an_expression_is_found_when_the_form_is_read() -> None:
    with pytest.raises(ExpressionError, match="nme") as refused:
        load_form(xform("<name/><b/>", "<bind nodeset='/data/b' relevant=\"/data/nme = 'x'\"/>"))
    assert refused.value.where == "bind /data/b relevant"


@pytest.mark.parametrize(
    ("csv", "error"),
    [
        (b"\xff\xfe", FormSyntaxError),
        (b"", FormSyntaxError),
        (b"a,a\n1,2\n", FormSyntaxError),
        (b"a,,b\n1,2,3\n", FormSyntaxError),
        (b",\n1,2\n", FormSyntaxError),
        (b'a,b\n"1,2\n', FormSyntaxError),
    ],
)
def test_a_broken_csv_is_refused(csv: bytes, error: type[FormError]) -> None:
    source = xform("<a/>", model="<instance id='l' src='jr://file-csv/l.csv'/>")
    with pytest.raises(error) as refused:
        load_form(source, {"l.csv": csv})
    assert "l.csv" in str(refused.value)


@pytest.mark.parametrize(
    "csv",
    [
        'name,label\r\na,"Xã, Một"\r\n',
        '\ufeffname;label\na;"Xã, Một"\n',
        "name\tlabel\na\tXã, Một\n",
        "name;label\na;Xã, Một;thừa\n",
        'name,label,,\na,"Xã, Một",,\n',
    ],
)
def test_csv_is_read_as_the_specification_says(csv: str) -> None:
    source = xform("<a/>", model="<instance id='l' src='jr://file-csv/l.csv'/>")
    assert start(source, {"l.csv": csv.encode()}).value_of("instance('l')/root/item[name='a']/label") == "Xã, Một"


def test_geojson_becomes_items_with_odk_geometry() -> None:
    geojson = b"""{"type": "FeatureCollection", "features": [
      {"type": "Feature", "id": "a", "properties": {"id": "z", "name": "Cho", "size": 3, "none": null},
       "geometry": {"type": "Point", "coordinates": [106.5, 10.25]}},
      {"type": "Feature", "properties": {"name": "Duong"},
       "geometry": {"type": "LineString", "coordinates": [[106, 10], [107, 11]]}}]}"""
    source = xform("<a/>", model="<instance id='g' src='jr://file/g.geojson'/>")
    session = start(source, {"g.geojson": geojson})
    assert session.value_of("instance('g')/root/item[id='a']/geometry") == "10.25 106.5 0 0"
    assert session.value_of("instance('g')/root/item[name='Duong']/geometry") == "10 106 0 0;11 107 0 0"
    assert session.value_of("instance('g')/root/item[size=3]/name") == "Cho"


@pytest.mark.parametrize(
    "geojson",
    [
        b"{",
        b"[]",
        b'{"type": "FeatureCollection"}',
        b'{"type":"FeatureCollection","features":[{"a":1}]}',
        b"[" * 100_000,
    ],
)
def test_a_broken_geojson_is_refused(geojson: bytes) -> None:
    with pytest.raises(FormSyntaxError):
        load_form(xform("<a/>", model="<instance id='g' src='jr://file/g.geojson'/>"), {"g.geojson": geojson})


def test_an_xml_file_with_attributes_and_depth_is_a_tree() -> None:
    tree = b"<places><region code='1'><city><name>A</name></city></region><region code='2'/></places>"
    source = xform("<a/>", model="<instance id='p' src='jr://file/p.xml'/>")
    session = start(source, {"p.xml": tree})
    assert session.value_of("instance('p')/places/region[@code='1']/city/name") == "A"
    assert session.value_of("count(instance('p')/places/region)") == "2"


def test_the_definition_says_what_it_is() -> None:
    form = definition(xform("<a/>", version="2026112301"))
    assert (form.form_id, form.version, form.title, form.languages) == ("test", "2026112301", "Test", ())


def test_a_hostile_answer_is_bounded() -> None:
    session = start(xform("<a/><b/>", "<bind nodeset='/data/a' constraint=\"regex(., '(a*)*b')\"/>", inputs("/data/a")))
    begun = time.perf_counter()
    assert session.answer("/data/a", "a" * 10_000_000).verdict == "type"
    assert session.answer("/data/a", "a" * 90_000).verdict == "constraint"
    assert session.answer("/data/a", "\x00\x01nul\ud800").changed
    assert session.question("/data/a").value == "nul"
    session.draft()
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "geometry",
    [
        '{"type": "MultiPoint", "coordinates": [[1, 2]]}',
        '{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [1, 2]], [[1, 2], [3, 4], [5, 6], [1, 2]]]}',
        '{"type": "GeometryCollection", "geometries": []}',
    ],
)
def test_a_geometry_that_odk_does_not_know_is_refused(geometry: str) -> None:
    geojson = f'{{"type": "FeatureCollection", "features": [{{"type": "Feature", "geometry": {geometry}}}]}}'
    source = xform("<a/>", model="<instance id='g' src='jr://file/g.geojson'/>")
    with pytest.raises(UnsupportedFeature, match="the geometry"):
        load_form(source, {"g.geojson": geojson.encode()})
