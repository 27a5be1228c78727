"""What the screens show: pages in order, their titles, progress, the question as it stands, the summary."""

import pytest

from forms.contract import Control, DataType, PageKind, Progress, Verdict
from forms.errors import UnknownReference
from tests.support.xforms import inputs, start, xform, xlsform

SURVEY = [
    {"type": "note", "name": "hello", "label::vi": "Chào ${name}", "label::en": "Hello ${name}"},
    {
        "type": "text",
        "name": "name",
        "label::vi": "Họ tên",
        "label::en": "Full name",
        "hint::vi": "Như trên thẻ",
        "guidance_hint::vi": "Đọc to tên",
        "required": "yes",
        "required_message::vi": "Xin ghi họ tên.",
        "media::image::vi": "card.png",
        "appearance": "multiline",
    },
    {
        "type": "begin_group",
        "name": "birth",
        "label::vi": "Ngày sinh",
        "label::en": "Birth",
        "appearance": "field-list",
    },
    {"type": "date", "name": "day", "label::vi": "Ngày", "label::en": "Day", "constraint": ". <= today()"},
    {"type": "text", "name": "place", "label::vi": "Nơi sinh", "label::en": "Place", "relevant": "${day} != ''"},
    {"type": "end_group"},
    {"type": "begin_group", "name": "home", "label::vi": "Nơi ở", "label::en": "Home"},
    {"type": "begin_repeat", "name": "child", "label::vi": "Con", "label::en": "Child"},
    {"type": "integer", "name": "age", "label::vi": "Tuổi", "label::en": "Age"},
    {"type": "end_repeat"},
    {"type": "end_group"},
    {"type": "range", "name": "pain", "label::vi": "Mức", "label::en": "Level", "parameters": "start=1 end=5 step=1"},
    {"type": "image", "name": "photo", "label::vi": "Ảnh", "label::en": "Photo"},
    {"type": "acknowledge", "name": "ok", "label::vi": "Đồng ý", "label::en": "Agree"},
]
FORM = xlsform(SURVEY, settings={"default_language": "vi"})


def test_pages_come_in_the_order_of_the_form_with_their_sections() -> None:
    session = start(FORM)
    assert [(page.key, page.kind, page.sections) for page in session.pages()] == [
        ("/data/hello", PageKind.QUESTION, ()),
        ("/data/name", PageKind.QUESTION, ()),
        ("/data/birth", PageKind.GROUP, ()),
        ("/data/home/child[1]/age", PageKind.QUESTION, ("Nơi ở", "Con 1")),
        ("/data/home/child", PageKind.REPEAT, ("Nơi ở",)),
        ("/data/pain", PageKind.QUESTION, ()),
        ("/data/photo", PageKind.QUESTION, ()),
        ("/data/ok", PageKind.QUESTION, ()),
    ]


def test_a_field_list_shows_what_is_relevant_on_one_page() -> None:
    session = start(FORM)
    page = session.pages()[2]
    assert (page.title, page.refs) == ("Ngày sinh", ("/data/birth/day",))
    session.answer("/data/birth/day", "2020-01-01")
    assert session.pages()[2].refs == ("/data/birth/day", "/data/birth/place")
    assert session.question("/data/birth/place").page == "/data/birth"


def test_progress_counts_the_pages_that_are_there_now() -> None:
    session = start(FORM)
    assert session.progress("/data/pain") == Progress(6, 8)
    session.add_repeat("/data/home/child")
    assert session.progress("/data/pain") == Progress(7, 9)
    session.remove_repeat("/data/home/child[1]")
    assert session.progress("/data/pain") == Progress(6, 8)
    with pytest.raises(UnknownReference):
        session.progress("/data/home/child[2]/age")


def test_a_question_says_all_that_a_screen_needs() -> None:
    session = start(FORM)
    question = session.question("/data/name")
    assert (question.label, question.hint, question.guidance) == ("Họ tên", "Như trên thẻ", "Đọc to tên")
    assert question.media == {"image": "card.png"}
    assert question.appearances == {"multiline"}
    assert (question.required, question.verdict, question.message) == (True, Verdict.REQUIRED, "Xin ghi họ tên.")
    assert session.question("/data/hello").control is Control.NOTE
    assert session.question("/data/birth/day").type is DataType.DATE
    assert session.question("/data/pain").parameters == {"start": "1", "end": "5", "step": "1"}
    assert session.question("/data/photo").media_type == "image/*"
    assert session.question("/data/ok").control is Control.TRIGGER


def test_a_label_follows_the_answer_and_the_language() -> None:
    session = start(FORM)
    changed = session.answer("/data/name", "Lan").changed
    assert "/data/hello" in changed
    assert session.question("/data/hello").label == "Chào Lan"
    session.set_language("en")
    assert session.question("/data/hello").label == "Hello Lan"
    assert session.pages()[2].title == "Birth"
    session.set_language("fr")
    assert session.language == "vi"


def test_a_text_that_nobody_translated_falls_back_to_the_default_language() -> None:
    session = start(FORM)
    session.set_language("en")
    question = session.question("/data/name")
    assert (question.hint, question.message) == ("Như trên thẻ", "Xin ghi họ tên.")


def test_attributes_that_the_engine_does_not_know_reach_the_screen() -> None:
    body = '<input ref="/data/a" kiosk:why="Để tra cứu" rows="3" appearance="x  y"><label>A</label></input>'
    question = start(xform("<a/>", "", body)).question("/data/a")
    assert question.attributes == {"kiosk:why": "Để tra cứu", "rows": "3"}
    assert question.appearances == {"x", "y"}


def test_the_summary_reads_as_a_person_does() -> None:
    source = xlsform(
        [
            {"type": "note", "name": "n", "label": "Ghi chú"},
            {"type": "select_multiple c", "name": "m", "label": "Chọn"},
            {"type": "date", "name": "d", "label": "Ngày"},
            {"type": "dateTime", "name": "dt", "label": "Lúc"},
            {"type": "time", "name": "t", "label": "Giờ"},
            {"type": "text", "name": "hidden", "label": "Ẩn", "relevant": "false()"},
            {"type": "text", "name": "fee", "label": "Lệ phí", "readonly": "yes", "calculation": "5000 * 2"},
        ],
        [{"list_name": "c", "name": "a", "label": "Táo"}, {"list_name": "c", "name": "b", "label": "Bưởi"}],
    )
    session = start(source)
    session.answer("/data/m", "b a")
    session.answer("/data/d", "2026-01-09")
    session.answer("/data/dt", "2026-01-09T08:05")
    session.answer("/data/t", "08:05:00.000+07:00")
    rows = {row.label: (row.text, row.readonly) for row in session.summary()}
    assert rows == {
        "Chọn": ("Bưởi, Táo", False),
        "Ngày": ("09/01/2026", False),
        "Lúc": ("09/01/2026 08:05", False),
        "Giờ": ("08:05", False),
        "Lệ phí": ("10000", True),
    }


def test_a_repeat_that_is_not_relevant_cannot_grow() -> None:
    source = xform(
        "<a/><r><x/></r>",
        """<bind nodeset="/data/r" relevant="/data/a = '1'"/>""",
        inputs("/data/a") + f'<group ref="/data/r"><repeat nodeset="/data/r">{inputs("/data/r/x")}</repeat></group>',
    )
    session = start(source)
    assert [page.key for page in session.pages()] == ["/data/a"]
    session.answer("/data/a", "1")
    session.remove_repeat("/data/r[1]")
    assert [page.key for page in session.pages()] == ["/data/a", "/data/r"]
    session.answer("/data/a", "2")
    assert [page.key for page in session.pages()] == ["/data/a"]
