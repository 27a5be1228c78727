"""A form with one question of every kind, in the hands of a controller."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from forms.contract import FormDefinition, FormSession
from tests.support.forms_ui import Disk, form, items, start
from ui.form import FormController, FormScreen, screen_for

_FIELDS = (
    "<name/><birth/><relation/><who/><home><province/><commune/><street/></home><papers/><copies/><amount/>"
    "<number/><phone/><day/><hour/><moment/><place/><people/><stars/><order/><picture/><pledge/><story/><kept>Có</kept>"
)
_BINDS = """
<bind nodeset='/data/name' type='string' required='true()' jr:requiredMsg='Ông/bà ghi giúp họ tên.'
 constraint='string-length(.) &lt; 60' jr:constraintMsg='Họ tên dài quá 60 chữ. Ông/bà ghi ngắn lại giúp.'/>
<bind nodeset='/data/birth' type='string'/>
<bind nodeset='/data/relation' type='string' required='true()'/>
<bind nodeset='/data/who' type='string' required='true()' relevant="/data/relation = 'other'"/>
<bind nodeset='/data/home/province' type='string' required='true()'/>
<bind nodeset='/data/home/commune' type='string' required='true()'/>
<bind nodeset='/data/home/street' type='string' relevant="/data/home/commune != ''"/>
<bind nodeset='/data/papers' type='string'/>
<bind nodeset='/data/copies' type='int' constraint='. &lt;= 20' jr:constraintMsg='Nhiều nhất 20 bản sao.'/>
<bind nodeset='/data/amount' type='decimal'/><bind nodeset='/data/number' type='string'/>
<bind nodeset='/data/phone' type='string'/><bind nodeset='/data/day' type='date'/>
<bind nodeset='/data/hour' type='time'/><bind nodeset='/data/moment' type='dateTime'/>
<bind nodeset='/data/place' type='geopoint'/><bind nodeset='/data/people' type='int'/>
<bind nodeset='/data/stars' type='int'/><bind nodeset='/data/order' type='odk:rank'/>
<bind nodeset='/data/picture' type='binary'/><bind nodeset='/data/pledge' type='string' required='true()'/>
<bind nodeset='/data/story' type='string'/><bind nodeset='/data/kept' type='string' readonly='true()'/>
"""
_COMMUNES = """<instance id='communes'><root>
<item><name>c1</name><label>Xã Một</label><province>p1</province></item>
<item><name>c2</name><label>Xã Hai</label><province>p1</province></item>
<item><name>c3</name><label>Xã Ba</label><province>p2</province></item></root></instance>"""
_BODY = f"""
<input ref='/data/name' appearance='name'><label>Họ và tên</label><hint>Ví dụ: Nguyễn Thị Hoa</hint></input>
<input ref='/data/birth' appearance='partial-date'><label>Ngày sinh</label></input>
<select1 ref='/data/relation'><label>Ông/bà là ai?</label>{items("mother", "father", "other")}</select1>
<input ref='/data/who' kiosk:why='Để cán bộ biết.'><label>Quan hệ</label></input>
<group ref='/data/home' appearance='field-list'><label>Nơi ở</label>
 <select1 ref='/data/home/province' appearance='search'><label>Tỉnh</label>{items("p1", "p2")}</select1>
 <select1 ref='/data/home/commune' appearance='search'><label>Xã</label>
  <itemset nodeset="instance('communes')/root/item[province = /data/home/province]">
   <value ref='name'/><label ref='label'/></itemset></select1>
 <input ref='/data/home/street'><label>Thôn</label></input></group>
<select ref='/data/papers'><label>Giấy tờ</label>{items("a", "b", "c")}</select>
<input ref='/data/copies'><label>Số bản sao</label></input>
<input ref='/data/amount'><label>Số tiền</label></input>
<input ref='/data/number' appearance='digits'><label>Số định danh</label></input>
<input ref='/data/phone' appearance='phone'><label>Số điện thoại</label></input>
<input ref='/data/day'><label>Ngày cấp</label></input>
<input ref='/data/hour'><label>Giờ sinh</label></input>
<input ref='/data/moment'><label>Lúc sinh</label></input>
<input ref='/data/place'><label>Vị trí</label></input>
<range ref='/data/people' start='0' end='20' step='1'><label>Số người</label></range>
<range ref='/data/stars' start='1' end='5' step='1'><label>Mức</label></range>
<odk:rank xmlns:odk='http://www.opendatakit.org/xforms' ref='/data/order'>
 <label>Thứ tự</label>{items("x", "y", "z")}</odk:rank>
<upload ref='/data/picture' mediatype='image/*'><label>Ảnh</label></upload>
<trigger ref='/data/pledge'><label>Cam đoan</label></trigger>
<input ref='/data/story' appearance='multiline'><label>Nơi sinh</label></input>
<input ref='/data/kept'><label>Đã có</label></input>
"""


def every_kind_form() -> FormDefinition:
    """One question of every kind."""
    binds = _BINDS.replace("odk:rank", "string")
    return form(_FIELDS, f"{_COMMUNES}{binds}", _BODY)


@pytest.fixture(scope="session")
def every_kind() -> FormDefinition:
    """The form, read once."""
    return every_kind_form()


@pytest.fixture
def session(every_kind: FormDefinition) -> FormSession:
    """A new session of that form."""
    return start(every_kind)


@pytest.fixture
def disk() -> Disk:
    """Where the controller saves."""
    return Disk()


@pytest.fixture
def controller(qapp: QApplication, session: FormSession, disk: Disk) -> Iterator[FormController]:
    """A controller at the first page."""
    controller = FormController(session, disk.save)
    yield controller
    controller.close()


Show = Callable[..., FormScreen]


@pytest.fixture
def show(qtbot: QtBot, controller: FormController) -> Show:
    """show(place): the screen of a place, on the display; without one, of where the controller stands."""
    kept: list[FormScreen] = []

    def on_display(place: str = "", driver: FormController | None = None) -> FormScreen:
        used = driver or controller
        if place:
            used.place = place
        for old in kept:
            old.close()
        screen = screen_for(used)
        qtbot.addWidget(screen)
        screen.resize(1920, 1080)
        screen.show()
        screen.activateWindow()
        qtbot.waitExposed(screen)
        kept.append(screen)
        return screen

    return on_display
