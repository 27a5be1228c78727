"""What a form may be made of, one test a feature: what is read is kept, shown and written."""

import pytest
from lxml import etree

from forms.contract import Choice, Control, DataType, PageKind
from forms.engine.session import Session
from tests.support.xforms import inputs, leaves, start, xform

ITEMS = "<item><label>Một</label><value>1</value></item><item><label>Hai</label><value>2</value></item>"
OPENROSA = "{http://openrosa.org/xforms}"


def choices(session: Session, ref: str) -> list[tuple[str, str]]:
    return [(choice.value, choice.label) for choice in session.choices(ref)]


# Controls.


@pytest.mark.parametrize(
    ("element", "control", "answer"),
    [
        ("<input ref='/data/a'><label>A</label></input>", Control.INPUT, "chữ"),
        (f"<select ref='/data/a'><label>A</label>{ITEMS}</select>", Control.SELECT_MULTIPLE, "2 1"),
        (f"<select1 ref='/data/a'><label>A</label>{ITEMS}</select1>", Control.SELECT_ONE, "2"),
        ("<upload ref='/data/a' mediatype='image/*'><label>A</label></upload>", Control.UPLOAD, "a.jpg"),
        ("<trigger ref='/data/a'><label>A</label></trigger>", Control.TRIGGER, "OK"),
        ("<range ref='/data/a' start='1' end='5' step='1'><label>A</label></range>", Control.RANGE, "3"),
        (f"<odk:rank ref='/data/a'><label>A</label>{ITEMS}</odk:rank>", Control.RANK, "2 1"),
        (f"<rank ref='/data/a'><label>A</label>{ITEMS}</rank>", Control.RANK, "1 2"),
    ],
    ids=["input", "select", "select1", "upload", "trigger", "range", "odk:rank", "rank"],
)
def test_a_control_asks_and_its_answer_is_written(element: str, control: Control, answer: str) -> None:
    session = start(xform("<a/>", "", element))
    assert (session.question("/data/a").control, session.question("/data/a").label) == (control, "A")
    assert session.answer("/data/a", answer).changed == {"/data/a"}
    root = etree.fromstring(session.finalise(instance_id="uuid:1"))
    assert root[0].text == answer


def test_a_group_gathers_and_a_repeat_repeats() -> None:
    body = f"""<group ref="/data/g"><label>Nhóm</label>{inputs("/data/g/a")}</group>
    <group ref="/data/r"><label>Lặp</label><repeat nodeset="/data/r">{inputs("/data/r/b")}</repeat></group>"""
    session = start(xform("<g><a/></g><r><b/></r>", "", body))
    assert [(page.key, page.kind, page.sections) for page in session.pages()] == [
        ("/data/g/a", PageKind.QUESTION, ("Nhóm",)),
        ("/data/r[1]/b", PageKind.QUESTION, ("Lặp 1",)),
        ("/data/r", PageKind.REPEAT, ()),
    ]
    assert session.add_repeat("/data/r") == "/data/r[2]"


def test_a_control_may_name_its_bind_and_a_group_need_no_node() -> None:
    body = (
        f"<group><label>Nhóm</label><group appearance='field-list'><input bind='x'/>{inputs('/data/b')}</group></group>"
    )
    session = start(xform("<a/><b/>", "<bind id='x' nodeset='/data/a' required='true()'/>", body))
    (page,) = session.pages()
    assert (page.kind, page.refs, page.sections) == (PageKind.GROUP, ("/data/a", "/data/b"), ("Nhóm",))
    assert session.question("/data/a").required


def test_references_may_be_relative() -> None:
    body = "<group ref='g'><label>G</label><input ref='a'><label>A</label></input></group>"
    session = start(xform("<g><a/><b/></g>", "<bind nodeset='g/b' calculate=\"concat(../a, '!')\"/>", body))
    session.answer("/data/g/a", "x")
    assert leaves(session)["/data/g/b"] == "x!"


def test_appearances_and_unknown_attributes_are_kept() -> None:
    body = """<input ref="/data/a" appearance="multiline numbers" rows="5" odk:new="1" kiosk:why="vì sao"
    accuracyThreshold="5"><label>A</label></input>"""
    binds = '<bind nodeset="/data/a" orx:max-pixels="640" odk:quality="low" entities:saveto="ten"/>'
    source = xform("<a/>", binds, body).replace(
        b"<h:html ", b"<h:html xmlns:entities='http://www.opendatakit.org/xforms/entities' ", 1
    )
    question = start(source).question("/data/a")
    assert question.appearances == {"multiline", "numbers"}
    assert question.attributes == {
        "rows": "5",
        "odk:new": "1",
        "kiosk:why": "vì sao",
        "accuracyThreshold": "5",
        "orx:max-pixels": "640",
        "odk:quality": "low",
        "entities:saveto": "ten",
    }


def test_a_range_and_an_upload_say_their_parameters() -> None:
    body = """<range ref="/data/a" start="0.5" end="2" step="0.25"><label>A</label></range>
    <upload ref="/data/b" mediatype="application/pdf"><label>B</label></upload>"""
    session = start(xform("<a/><b/>", '<bind nodeset="/data/a" type="decimal"/>', body))
    assert session.question("/data/a").parameters == {"start": "0.5", "end": "2", "step": "0.25"}
    assert session.question("/data/b").media_type == "application/pdf"
    session.answer("/data/b", "giấy tờ.pdf")
    assert session.attachments() == ("giấy tờ.pdf",)


# Texts.

TEXTS = """<itext><translation lang="vi"><text id="q:label"><value>Họ tên</value><value form="long">Họ và tên</value>
<value form="short">Tên</value><value form="image">jr://images/a.png</value><value form="audio">jr://audio/a.mp3</value>
<value form="video">jr://video/a.mp4</value><value form="big-image">jr://images/b.png</value></text>
<text id="q:hint"><value>Như trên thẻ, <output value="/data/b"/></value><value form="guidance">Đọc to</value></text>
</translation><translation lang="en"><text id="q:label"><value>Name</value></text>
<text id="q:hint"><value>As on the card, <output value="/data/b"/></value></text></translation></itext>"""


def test_texts_have_forms_media_and_languages() -> None:
    body = """<input ref="/data/a"><label ref="jr:itext('q:label')"/><hint ref="jr:itext('q:hint')"/></input>"""
    session = start(xform("<a/><b>Lan</b>", "", body, model=TEXTS))
    question = session.question("/data/a")
    assert (question.label, question.hint, question.guidance) == ("Họ và tên", "Như trên thẻ, Lan", "Đọc to")
    assert question.media == {"image": "a.png", "audio": "a.mp3", "video": "a.mp4", "big-image": "b.png"}
    session.set_language("en")
    question = session.question("/data/a")
    # What nobody translated is said in the default language.
    assert (question.label, question.hint, question.guidance) == ("Name", "As on the card, Lan", "Đọc to")


def test_the_default_language_is_the_one_that_says_so() -> None:
    texts = """<itext><translation lang="en"><text id="a"><value>One</value></text></translation>
    <translation lang="vi" default="true()"><text id="a"><value>Một</value></text></translation></itext>"""
    session = start(xform("<a/>", "", "<input ref='/data/a'><label ref=\"jr:itext('a')\"/></input>", model=texts))
    assert (session.language, session.question("/data/a").label) == ("vi", "Một")


def test_texts_hold_outputs_in_labels_hints_messages_and_choices() -> None:
    item = "<item><label>Của <output value='/data/b'/></label><value>1</value></item>"
    body = f"""<select1 ref="/data/a">
    <label>Chào <output value="/data/b"/>, <h:b>quan <output ref="/data/c"/></h:b>!</label>
    <hint>Hỏi <output value="concat(/data/b, '?')"/></hint>{item}</select1>{inputs("/data/b")}"""
    session = start(xform("<a/><b>Lan</b><c>trọng</c>", "", body))
    question = session.question("/data/a")
    assert (question.label, question.hint) == ("Chào Lan, quan trọng!", "Hỏi Lan?")
    assert choices(session, "/data/a") == [("1", "Của Lan")]
    assert "/data/a" in session.answer("/data/b", "Huệ").changed
    assert choices(session, "/data/a") == [("1", "Của Huệ")]


def test_an_output_in_a_repeat_means_its_own_instance() -> None:
    body = """<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/a"><label>A</label></input>
    <input ref="/data/r/b"><label>Về <output value="/data/r/a"/> và <output value="../a"/></label></input>
    </repeat></group>"""
    session = start(xform("<r><a/><b/></r>", "", body))
    session.add_repeat("/data/r")
    session.answer("/data/r[2]/a", "hai")
    assert session.question("/data/r[2]/b").label == "Về hai và hai"
    assert session.question("/data/r[1]/b").label == "Về  và "


def test_a_label_may_be_a_path() -> None:
    session = start(xform("<a/><b>Nhãn</b>", "", "<input ref='/data/a'><label ref='/data/b'/></input>"))
    assert session.question("/data/a").label == "Nhãn"


# Instances.


def test_meta_may_stand_in_the_namespace_of_openrosa_or_in_none() -> None:
    for prefix in ("orx:", ""):
        meta = f"<{prefix}meta><{prefix}instanceID/><{prefix}instanceName/></{prefix}meta>"
        bind = f"<bind nodeset='/data/{prefix}meta/{prefix}instanceName' calculate=\"concat('Hồ sơ ', /data/a)\"/>"
        session = start(xform(f"<a/>{meta}", bind, inputs("/data/a")))
        session.answer("/data/a", "1")
        written = etree.fromstring(session.finalise(instance_id="uuid:2", deprecated_id="uuid:1"))
        space = OPENROSA if prefix else "{http://www.w3.org/2002/xforms}"
        found = written.find(f"{space}meta")
        assert found is not None
        texts = {etree.QName(child).localname: child.text for child in found}
        assert texts == {"instanceID": "uuid:2", "deprecatedID": "uuid:1", "instanceName": "Hồ sơ 1"}


def test_a_template_is_no_instance_and_makes_the_new_ones() -> None:
    body = f"<group ref='/data/r'><repeat nodeset='/data/r'>{inputs('/data/r/a')}</repeat></group>"
    session = start(xform("<r jr:template=''><a>mẫu</a></r><r><a>có sẵn</a></r>", "", body))
    assert leaves(session) == {"/data/r[1]/a": "có sẵn"}
    session.add_repeat("/data/r")
    assert leaves(session)["/data/r[2]/a"] == "mẫu"


SECONDARY = "<root><item><name>1</name><label>Một</label></item><item><name>2</name><label>Hai</label></item></root>"
GEOJSON = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "geometry": {"type": "Point", "coordinates": [106.5, 10.5]},
  "properties": {"name": "1", "label": "Một"}},
 {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [1, 2]]]},
  "properties": {"name": "2", "label": "Hai"}}]}"""


@pytest.mark.parametrize(
    ("instance", "media"),
    [
        (f"<instance id='l'>{SECONDARY}</instance>", {}),
        ("<instance id='l'>" + SECONDARY.replace("<root>", '<root xmlns="">') + "</instance>", {}),
        ("<instance id='l' src='jr://file/l.xml'/>", {"l.xml": SECONDARY}),
        ("<instance id='l' src='jr://file-csv/l.csv'/>", {"l.csv": "name,label\n1,Một\n2,Hai\n"}),
        ("<instance id='l' src='jr://file/l.geojson'/>", {"l.geojson": GEOJSON}),
        (
            f"<instance id='l' src='jr://file-csv/l.csv'>{SECONDARY[:6]}</root></instance>",
            {"l.csv": "name,label\n1,Một\n2,Hai\n"},
        ),
    ],
    ids=["inline", "inline-no-namespace", "jr://file", "jr://file-csv", "GeoJSON", "src-and-inline"],
)
def test_a_list_may_stand_in_the_form_or_beside_it(instance: str, media: dict[str, str]) -> None:
    body = """<select1 ref="/data/a"><itemset nodeset="instance('l')/root/item[name != /data/b]"><value ref="name"/>
    <label ref="label"/></itemset></select1>"""
    session = start(
        xform("<a/><b/>", "", body + inputs("/data/b"), model=instance), {k: v.encode() for k, v in media.items()}
    )
    assert choices(session, "/data/a") == [("1", "Một"), ("2", "Hai")]
    session.answer("/data/b", "1")
    assert choices(session, "/data/a") == [("2", "Hai")]
    if media.get("l.geojson"):
        assert session.value_of("instance('l')/root/item[name=2]/geometry") == "2 1 0 0;4 3 0 0;6 5 0 0;2 1 0 0"


def test_choices_carry_texts_by_id_and_pictures() -> None:
    texts = """<itext><translation lang="vi"><text id="c1"><value>Một</value><value form="image">jr://images/1.png</value>
    <value form="audio">jr://audio/1.mp3</value></text></translation></itext>
    <instance id="l"><root><item><key>1</key><itextId>c1</itextId></item></root></instance>"""
    itemset = """<select1 ref="/data/a"><itemset nodeset="instance('l')/root/item"><value ref="key"/>
    <label ref="jr:itext(itextId)"/></itemset></select1>"""
    inline = """<select ref="/data/b"><item><label ref="jr:itext('c1')"/><value>1</value></item></select>"""
    session = start(xform("<a/><b/>", "", itemset + inline, model=texts))
    for ref in ("/data/a", "/data/b"):
        assert session.choices(ref) == (Choice("1", "Một", "1.png", "1.mp3"),)


def test_an_instance_may_be_a_tree_with_attributes() -> None:
    tree = '<root><p code="1"><d><name>x</name></d><d><name>y</name></d></p><p code="2"/></root>'
    model = f"<instance id='l'>{tree}</instance>"
    session = start(xform("<a/>", "", "", model=model))
    assert session.value_of("count(instance('l')/root/p[@code = 1]/d)") == "2"
    assert session.value_of("instance('l')/root/p/d[2]/name") == "y"
    assert session.value_of("count(instance('l')//name)") == "2"


# Binds.


@pytest.mark.parametrize(
    ("declared", "kind", "answer"),
    [
        ("string", DataType.STRING, "chữ"),
        ("int", DataType.INT, "12"),
        ("integer", DataType.INT, "12"),
        ("xsd:int", DataType.INT, "12"),
        ("decimal", DataType.DECIMAL, "1.5"),
        ("boolean", DataType.BOOLEAN, "true"),
        ("date", DataType.DATE, "2026-11-23"),
        ("time", DataType.TIME, "08:30:00.000+07:00"),
        ("dateTime", DataType.DATE_TIME, "2026-11-23T08:30:00.000+07:00"),
        ("geopoint", DataType.GEOPOINT, "10.5 106.5 0 0"),
        ("geotrace", DataType.GEOTRACE, "10.5 106.5 0 0;10.6 106.6 0 0"),
        ("geoshape", DataType.GEOSHAPE, "1 1 0 0;2 2 0 0;3 3 0 0;1 1 0 0"),
        ("barcode", DataType.BARCODE, "893"),
        ("binary", DataType.BINARY, "a.jpg"),
        ("intent", DataType.INTENT, "x"),
        ("select", DataType.STRING, "a b"),
        ("select1", DataType.STRING, "a"),
        ("odk:rank", DataType.STRING, "a b"),
    ],
)
def test_a_bind_has_a_type(declared: str, kind: DataType, answer: str) -> None:
    session = start(xform("<a/>", f"<bind nodeset='/data/a' type='{declared}'/>", inputs("/data/a")))
    assert session.question("/data/a").type is kind
    assert session.answer("/data/a", answer).changed == {"/data/a"}
    assert session.question("/data/a").value == answer


def test_a_form_says_where_to_send_without_being_sent_there() -> None:
    model = '<submission action="https://example.org/x" method="post" orx:auto-send="true" orx:auto-delete="true"/>'
    session = start(xform("<a/>", "", inputs("/data/a"), model=model))
    assert b"<a" in session.finalise(instance_id="uuid:1")


def test_namespaces_and_attributes_of_nodes_are_kept() -> None:
    source = xform("<a kind='x' kiosk:note='y'>1</a><kiosk:b>2</kiosk:b>", "", inputs("/data/a"))
    session = start(source)
    for written in (session.draft(), session.finalise(instance_id="uuid:1")):
        root = etree.fromstring(written)
        node, other = root[0], root[1]
        assert (node.get("kind"), node.get("{https://example.org/kiosk}note")) == ("x", "y")
        assert (other.tag, other.prefix, other.text) == ("{https://example.org/kiosk}b", "kiosk", "2")
        assert root.nsmap["jr"] == "http://openrosa.org/javarosa"


def test_the_audit_log_stays_empty() -> None:
    session = start(
        xform(
            "<a/><orx:meta><orx:audit/></orx:meta>",
            "<bind nodeset='/data/orx:meta/orx:audit' type='binary' odk:location-priority='balanced'/>",
        )
    )
    assert b"<orx:audit/>" in session.finalise(instance_id="uuid:1")


def test_help_is_guidance() -> None:
    session = start(xform("<a/>", "", "<input ref='/data/a'><label>A</label><help>Đọc to</help></input>"))
    assert session.question("/data/a").guidance == "Đọc to"
