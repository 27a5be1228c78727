"""The controller: every answer on disk before the next page, nothing lost, corrections ask only what was flagged."""

from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from forms.contract import FormDefinition, FormSession
from forms.pack import load_pack
from tests.support.forms_ui import Disk, environment, form, start
from tests.support.packs import PACKS
from ui.form import CHECK, FormController


@dataclass(frozen=True)
class Flag:
    """What an officer flagged."""

    ref: str
    comment: str


def answer_all(controller: FormController) -> None:
    """Enough answers that nothing is wrong."""
    for ref, value in {
        "/data/name": "Nguyễn Thị Hoa",
        "/data/relation": "mother",
        "/data/home/province": "p1",
        "/data/home/commune": "c1",
        "/data/pledge": "OK",
    }.items():
        controller.answer(ref, value)


def test_every_answer_is_saved_with_the_page_it_was_given_on(controller: FormController, disk: Disk) -> None:
    controller.answer("/data/name", "Nguyễn Thị Hoa")
    xml, page = disk.written[-1]
    assert "Nguyễn Thị Hoa" in xml.decode()
    assert page == "/data/name"


def test_the_page_changes_only_after_the_disk_has_it(session: FormSession, qtbot: QtBot) -> None:
    disk = Disk(held=True)
    controller = FormController(session, disk.save)
    controller.answer("/data/name", "Hoa")
    controller.forward()
    assert controller.place == "/data/name"
    with qtbot.waitSignal(controller.moved, timeout=20_000):
        disk.release()
    assert controller.place == "/data/birth"
    assert disk.written[-1][1] == "/data/birth"


def test_a_disk_that_fails_keeps_the_page_and_the_answer(session: FormSession, qtbot: QtBot) -> None:
    disk = Disk()
    controller = FormController(session, disk.save)
    disk.broken = OSError("full")
    with qtbot.waitSignal(controller.save_failed, timeout=20_000), qtbot.assertNotEmitted(controller.moved):
        controller.answer("/data/name", "Hoa")
        controller.forward()
    assert controller.place == "/data/name"
    assert session.question("/data/name").value == "Hoa"
    disk.broken = None
    controller.forward()
    assert controller.place == "/data/birth"


def test_continue_with_something_missing_stays_and_says_it_in_the_forms_words(
    controller: FormController, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(controller.troubled, timeout=20_000) as told:
        controller.forward()
    (trouble,) = told.args[0]
    assert (trouble.key, trouble.text) == ("/data/name", "Ông/bà ghi giúp họ tên.")
    assert controller.place == "/data/name"


def test_a_value_that_breaks_the_constraint_is_kept_and_explained(controller: FormController) -> None:
    controller.answer("/data/name", "a" * 70)
    controller.forward()
    assert controller.troubles()[0].text == "Họ tên dài quá 60 chữ. Ông/bà ghi ngắn lại giúp."
    assert controller.session.question("/data/name").value == "a" * 70


def test_text_that_is_no_number_is_remembered_and_stops_continue(controller: FormController) -> None:
    controller.place = "/data/copies"
    controller.answer("/data/copies", "hai")
    assert controller.typed("/data/copies") == "hai"
    controller.forward()
    assert controller.place == "/data/copies"
    assert "whole number" in controller.troubles()[0].text
    controller.answer("/data/copies", "2")
    assert controller.typed("/data/copies") is None
    controller.forward()
    assert controller.place == "/data/amount"


def test_pages_that_an_answer_makes_relevant_come_next(controller: FormController) -> None:
    controller.place = "/data/relation"
    controller.answer("/data/relation", "other")
    controller.forward()
    assert controller.place == "/data/who"
    controller.back()
    controller.answer("/data/relation", "mother")
    controller.forward()
    assert controller.place == "/data/home"


def test_back_asks_nothing_and_leads_out_at_the_first_page(controller: FormController, qtbot: QtBot) -> None:
    controller.place = "/data/birth"
    controller.back()
    assert controller.place == "/data/name"
    with qtbot.waitSignal(controller.left, timeout=20_000):
        controller.back()


def test_skipping_takes_the_answer_back_and_goes_on(controller: FormController) -> None:
    controller.place = "/data/birth"
    controller.answer("/data/birth", "1955")
    controller.skip("/data/birth")
    assert controller.session.question("/data/birth").value == ""
    assert controller.place == "/data/relation"


def test_a_changed_answer_returns_to_the_check_page(controller: FormController, qtbot: QtBot) -> None:
    answer_all(controller)
    controller.place = CHECK
    controller.edit("/data/birth")
    assert controller.place == "/data/birth"
    controller.answer("/data/birth", "1955")
    controller.forward()
    assert controller.place == CHECK
    controller.edit("/data/birth")
    controller.back()
    assert controller.place == CHECK
    with qtbot.waitSignal(controller.completed, timeout=20_000):
        controller.forward()


def test_nothing_is_completed_while_something_is_wrong_anywhere(controller: FormController, qtbot: QtBot) -> None:
    controller.place = CHECK
    with qtbot.assertNotEmitted(controller.completed), qtbot.waitSignal(controller.troubled, timeout=20_000) as told:
        controller.forward()
    keys = {trouble.key for trouble in told.args[0]}
    assert keys == {"/data/name", "/data/relation", "/data/home/province", "/data/home/commune", "/data/pledge"}


def test_a_number_that_is_none_keeps_the_form_from_being_completed(controller: FormController, qtbot: QtBot) -> None:
    answer_all(controller)
    controller.place = "/data/copies"
    controller.answer("/data/copies", "hai")
    controller.place = CHECK
    with qtbot.assertNotEmitted(controller.completed):
        controller.forward()
    assert [trouble.key for trouble in controller.troubles()] == ["/data/copies"]


def test_the_second_press_of_continue_while_saving_does_nothing(session: FormSession) -> None:
    disk = Disk(held=True)
    controller = FormController(session, disk.save)
    controller.answer("/data/name", "Hoa")
    for _ in range(3):
        controller.forward()
    disk.release()
    assert controller.place == "/data/birth"


def test_a_draft_goes_on_where_it_was_left(every_kind: FormDefinition, controller: FormController, disk: Disk) -> None:
    controller.answer("/data/name", "Hoa")
    controller.forward()
    xml, page = disk.written[-1]
    session, lost = every_kind.resume(xml, environment())
    again = FormController(session, Disk().save, page=page)
    assert (again.place, lost) == ("/data/birth", ())
    assert FormController(session, Disk().save, page="/data/gone").place == "/data/name"


def test_switching_the_language_keeps_the_place_and_what_was_typed() -> None:
    texts = (
        "<itext><translation lang='vi'><text id='a'><value>Tuổi</value></text></translation>"
        "<translation lang='en'><text id='a'><value>Age</value></text></translation></itext>"
    )
    definition = form(
        "<age/>",
        "<bind nodeset='/data/age' type='int'/>",
        "<input ref='/data/age'><label ref=\"jr:itext('a')\"/></input>",
        texts,
    )
    controller = FormController(start(definition, "vi"), Disk().save)
    controller.answer("/data/age", "bảy mươi")
    assert controller.session.question("/data/age").label == "Tuổi"
    controller.set_language("en")
    assert controller.session.question("/data/age").label == "Age"
    assert (controller.place, controller.typed("/data/age")) == ("/data/age", "bảy mươi")


class TestCorrection:
    """An officer flagged some questions: only these are asked."""

    @pytest.fixture
    def correcting(self, session: FormSession) -> FormController:
        filled = FormController(session, Disk().save)
        answer_all(filled)
        flags = (Flag("/data/home/commune", "Xã này đã sáp nhập."), Flag("/data/relation", "Ghi lại giúp."))
        return FormController(session, Disk().save, flagged=flags)

    def test_only_the_flagged_pages_are_asked(self, correcting: FormController) -> None:
        assert [page.key for page in correcting.pages()] == ["/data/relation", "/data/home"]
        assert correcting.position() == (1, 2)
        correcting.forward()
        correcting.forward()
        assert correcting.place == CHECK

    def test_a_group_shows_only_its_flagged_questions(self, correcting: FormController) -> None:
        page = correcting.pages()[1]
        assert [question.ref for question in correcting.questions(page)] == ["/data/home/commune"]
        assert correcting.flagged["/data/home/commune"] == "Xã này đã sáp nhập."

    def test_what_a_corrected_answer_makes_necessary_is_asked_too(self, correcting: FormController) -> None:
        correcting.answer("/data/relation", "other")
        correcting.forward()
        assert correcting.place == "/data/who"
        correcting.answer("/data/who", "bác ruột")
        correcting.forward()
        assert correcting.place == "/data/home"
        correcting.back()
        assert correcting.place == "/data/who"


def test_after_the_visit_nothing_is_saved_or_remembered(controller: FormController, disk: Disk) -> None:
    controller.hold("/data/copies", "hai")
    controller.close()
    before = len(disk.written)
    controller.answer("/data/name", "Hoa")
    assert len(disk.written) == before
    assert controller.typed("/data/copies") is None


def test_repeats_are_added_and_taken_away(qtbot: QtBot) -> None:
    definition = form(
        "<child jr:template=''><n/></child>",
        "<bind nodeset='/data/child/n' type='string'/>",
        "<group ref='/data/child'><label>Con</label><repeat nodeset='/data/child'>"
        "<input ref='/data/child/n'><label>Tên con</label></input></repeat></group>",
    )
    session = start(definition)
    controller = FormController(session, Disk().save)
    repeat = next(page for page in session.pages() if page.kind == "repeat")
    controller.place = repeat.key
    there = session.repeats(repeat.key)
    controller.add_repeat(repeat.key)
    assert session.repeats(repeat.key) == there + 1
    assert controller.place == f"/data/child[{there + 1}]/n"
    controller.remove_repeat(f"{repeat.key}[{there + 1}]")
    assert session.repeats(repeat.key) == there


def test_the_number_of_parts_stays_while_questions_come_and_go() -> None:
    session = start(load_pack(PACKS / "1.001193").form(), "vi")
    controller = FormController(session, Disk().save)
    pages, parts = len(controller.pages()), controller.part()
    (known,) = [page.refs[0] for page in controller.pages() if page.refs[0].endswith("/mother_known")]
    controller.answer(known, "yes")
    assert len(controller.pages()) > pages
    assert controller.part() == parts == (1, parts[1])
    assert 3 <= parts[1] <= 8
