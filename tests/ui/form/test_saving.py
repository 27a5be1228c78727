"""One save at a time; whoever waits hears of a save that began after the request, and of none that failed."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from tests.support.forms_ui import Disk
from ui.form.saving import Saving


class Draft:
    """A state that the test changes."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self) -> bytes:
        return self.text.encode()


def told_nothing(_error: Exception | None) -> None:
    """For tests that look at the disk instead."""


def test_what_is_asked_for_meanwhile_is_joined_into_one_more_save() -> None:
    disk, draft = Disk(held=True), Draft()
    saving = Saving(draft, disk.save, told_nothing)
    for text in ("N", "Ng", "Nguyễn"):
        draft.text = text
        saving.request("/data/name")
    assert len(disk.waiting) == 1
    disk.release()
    assert [xml.decode() for xml, _page in disk.written] == ["N", "Nguyễn"]
    assert not saving.busy


def test_the_next_page_waits_for_a_save_that_holds_the_last_letter() -> None:
    disk, draft = Disk(held=True), Draft()
    saving = Saving(draft, disk.save, told_nothing)
    moved: list[bytes] = []
    saving.request("/data/name")
    draft.text = "Hoa"
    saving.request("/data/sex", lambda: moved.append(disk.written[-1][0]))
    disk._end(*disk.waiting.pop(0))
    assert not moved
    disk.release()
    assert moved == [b"Hoa"]
    assert disk.written[-1][1] == "/data/sex"


def test_a_failed_save_moves_nothing_and_the_next_one_can_succeed() -> None:
    disk = Disk()
    heard: list[Exception | None] = []
    moved: list[int] = []
    saving = Saving(Draft(), disk.save, heard.append)
    disk.broken = OSError("full")
    saving.request("/data/sex", lambda: moved.append(1))
    assert (moved, saving.busy) == ([], False)
    assert heard == [disk.broken]
    disk.broken = None
    saving.request("/data/name")
    assert (moved, heard[-1]) == ([], None)


def test_after_the_end_of_the_visit_nobody_is_told() -> None:
    disk = Disk(held=True)
    heard: list[Exception | None] = []
    moved: list[int] = []
    saving = Saving(Draft(), disk.save, heard.append)
    saving.request("/data/name", lambda: moved.append(1))
    saving.close()
    disk.release()
    saving.request("/data/name")
    assert (heard, moved, disk.waiting) == ([], [], [])


@given(st.lists(st.sampled_from(["type", "move", "disk", "fail"]), max_size=40))
def test_whoever_is_told_finds_on_disk_what_there_was_when_asking(steps: list[str]) -> None:
    disk, draft = Disk(held=True), Draft()
    saving = Saving(draft, disk.save, told_nothing)

    def arrive(text: str) -> None:
        assert disk.written[-1][0].decode().startswith(text)

    for step in steps:
        if step == "type":
            draft.text += "x"
            saving.request("p")
        elif step == "move":
            saving.request("q", partial(arrive, draft.text))
        elif disk.waiting:
            disk.broken = OSError() if step == "fail" else None
            disk._end(*disk.waiting.pop(0))
    disk.broken = None
    disk.release()
    assert not saving.busy
