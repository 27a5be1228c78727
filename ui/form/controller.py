"""A form being filled in: owns the FormSession, saves every answer, knows the place and what is wrong there.

No widget is made here: the screens (ui.form.screen_for) show what the controller says and hand it answers. So a screen
can be thrown away and made again at any time (other language, other text size) without losing a letter.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from forms.contract import Answered, FormSession, Page, PageKind, Question, Verdict
from ui.form.saving import Save, Saving
from ui.form.sentences import for_question
from ui.widgets import Trouble

CHECK = "check-answers"
"""The place of the check-answers screen; every other place is the key of a page."""


class Flagged(Protocol):
    """A question that an officer flagged (kiosk.types.Flag)."""

    @property
    def ref(self) -> str:
        """Its reference."""

    @property
    def comment(self) -> str:
        """The officer's words."""


class FormController(QObject):
    """Drives one form.

    Attributes:
        session: the engine's session; ask it for questions, but answer through the controller.
        place: key of the page shown, or CHECK.
        together: keys of the pages that the screen shows at once, place first; empty when it shows one page.
        flagged: comments by reference; when not empty, only these questions are asked (a correction).
        upload: called with the reference when the resident wants to take a picture; None while no camera is there.

    Signals:
        moved(): place has changed: show screen_for(controller).
        changed(object): frozenset of references whose question changed because of an answer.
        saved(): the state is on disk.
        save_failed(object): the Exception; nothing was lost on screen, and the next answer tries again.
        troubled(object): tuple of Trouble found when Continue was pressed.
        completed(): Continue on the check-answers screen, nothing wrong, saved.
        left(): Back on the first page, saved.
    """

    moved = Signal()
    changed = Signal(object)
    saved = Signal()
    save_failed = Signal(object)
    troubled = Signal(object)
    completed = Signal()
    left = Signal()

    def __init__(
        self,
        session: FormSession,
        save: Save,
        *,
        page: str = "",
        flagged: Sequence[Flagged] = (),
        parent: QObject | None = None,
    ) -> None:
        """page: where to go on, as it was given to save; unknown or "" is the first page."""
        super().__init__(parent)
        self.session = session
        self.flagged: Mapping[str, str] = {flag.ref: flag.comment for flag in flagged}
        self.together: tuple[str, ...] = ()
        self.upload: Callable[[str], None] | None = None
        self._saving = Saving(session.draft, save, self._told)
        self._typed: dict[str, str] = {}
        self._reached: set[str] = set()
        self._moving = False
        self._from_check = False
        self._shown_troubles: tuple[Trouble, ...] = ()
        self._newest = 0
        keys = [each.key for each in self.pages()]
        self.place = page if page in keys or page == CHECK else (keys[0] if keys else CHECK)
        self._position = keys.index(self.place) if self.place in keys else 0

    # What there is

    def pages(self) -> tuple[Page, ...]:
        """The pages asked now; in a correction those with a flagged question, and those a change made necessary."""
        pages = self.session.pages()
        if not self.flagged:
            return pages
        self._reached.update(problem.page for problem in self.session.problems())
        return tuple(page for page in pages if page.key in self._reached or self._flagged_on(page))

    def page(self) -> Page | None:
        """The page shown; None on the check-answers screen, and when an answer has made the page irrelevant."""
        return next((each for each in self.pages() if each.key == self.place), None)

    def questions(self, page: Page) -> tuple[Question, ...]:
        """The questions to show on a page; in a correction without those nobody flagged."""
        if page.kind is PageKind.REPEAT:
            return ()
        questions = tuple(question for question in map(self.session.question, page.refs) if question.relevant)
        if not self.flagged:
            return questions
        wrong = {problem.ref for problem in self.session.problems()}
        kept = tuple(each for each in questions if each.ref in self.flagged or each.ref in wrong | set(self._typed))
        return kept or questions

    def position(self) -> tuple[int, int]:
        """Where the place stands among the pages asked now, and how many there are; (0, n) on the check screen."""
        keys = [each.key for each in self.pages()]
        return (keys.index(self.place) + 1 if self.place in keys else 0), len(keys)

    def part(self) -> tuple[int, int]:
        """The same in parts of the form. Their number hardly changes with the answers, as that of the pages does."""
        parts = [each.sections[0] if each.sections else each.title or each.key for each in self.pages()]
        position = self.position()[0]
        order = list(dict.fromkeys(parts))
        return (order.index(parts[position - 1]) + 1 if position else 0), len(order)

    def typed(self, ref: str) -> str | None:
        """What was typed for a question and could not be stored; None when what is stored is what was typed."""
        return self._typed.get(ref)

    def troubles(self) -> tuple[Trouble, ...]:
        """What Continue found wrong at this place, for a screen that is made again."""
        return self._shown_troubles

    def new_screen(self) -> int:
        """A number for a screen that begins to show this form; all earlier ones stop listening."""
        self._newest += 1
        return self._newest

    def is_newest(self, number: int) -> bool:
        """Whether no later screen has begun."""
        return number == self._newest

    @property
    def returns_to_check(self) -> bool:
        """The page was opened from the check-answers screen, and Continue leads back there."""
        return self._from_check

    @property
    def busy(self) -> bool:
        """Something is not on disk yet."""
        return self._saving.busy

    # Answers

    def answer(self, ref: str, value: str, typed: str = "") -> Answered:
        """Store an answer and save. typed: what stands in the field, kept when the engine cannot store value."""
        outcome = self.session.answer(ref, value)
        if outcome.verdict is Verdict.TYPE:
            self._typed[ref] = typed or value
        else:
            self._typed.pop(ref, None)
            self._save()
        if outcome.changed:
            self.changed.emit(outcome.changed)
        return outcome

    def hold(self, ref: str, typed: str) -> None:
        """Remember what stands in a field and is no answer yet (letters in a number), so that it is not lost."""
        self._typed[ref] = typed

    def add_repeat(self, ref: str) -> None:
        """One more instance; its first page is shown."""
        before = {each.key for each in self.session.pages()}
        self.session.add_repeat(ref)
        fresh = next((each.key for each in self.session.pages() if each.key not in before), self.place)
        self._go(fresh)

    def remove_repeat(self, ref: str) -> None:
        """Take an instance away."""
        self.session.remove_repeat(ref)
        self._typed = {key: value for key, value in self._typed.items() if not key.startswith(f"{ref}/")}
        self._save()
        self.changed.emit(frozenset({ref}))

    # Moving

    def forward(self, troubles: Sequence[Trouble] = ()) -> None:
        """Continue. troubles: what the widgets of the page cannot hand over as an answer."""
        if self._moving:
            return
        found = self._find_troubles(troubles)
        self._shown_troubles = found
        if found:
            self.troubled.emit(found)
            return
        if self.place == CHECK:
            self._wait(CHECK, self._complete)
        elif self._from_check:
            self._go(CHECK)
        else:
            self._go(self._neighbour(1) or CHECK)

    def back(self) -> None:
        """Back, whatever is on the page: nothing is checked, everything is kept."""
        if self._moving:
            return
        self._shown_troubles = ()
        if self._from_check:
            self._go(CHECK)
            return
        keys = [each.key for each in self.pages()]
        target = (keys[-1] if keys else None) if self.place == CHECK else self._neighbour(-1)
        if target is None:
            self._wait(self.place, self.left.emit)
        else:
            self._go(target)

    def skip(self, ref: str) -> None:
        """ "I do not know": take the answer back and go on."""
        self._typed.pop(ref, None)
        self.answer(ref, "")
        self.forward()

    def edit(self, page: str) -> None:
        """From the check-answers screen to one page; its Continue leads back."""
        self._from_check = True
        self._shown_troubles = ()
        self._go(page, keep_origin=True)

    def set_language(self, language: str) -> None:
        """Switch the form's own texts. The place stays; show the screen again."""
        self.session.set_language(language)
        self._shown_troubles = ()

    def close(self) -> None:
        """The visit is over: no signal is emitted any more."""
        self._saving.close()
        self._typed = {}
        self._shown_troubles = ()

    def open_troubles(self) -> tuple[Trouble, ...]:
        """Everything that keeps the form from being finalised, and what was typed and is no answer."""
        found = {
            problem.ref: Trouble(problem.ref, for_question(self.session.question(problem.ref), problem.verdict))
            for problem in self.session.problems()
        }
        for ref in self._typed:
            question = self.session.question(ref)
            if question.relevant:
                found.setdefault(ref, Trouble(ref, for_question(question, Verdict.TYPE)))
        return tuple(found.values())

    def page_of(self, ref: str) -> str:
        """The page that a question is asked on; "" when there is none."""
        return next((page.key for page in self.session.pages() if ref in page.refs), "")

    def is_asked(self, ref: str, page: str) -> bool:
        """Whether a question is asked now; in a correction not all are."""
        return any(each.key == page and ref in {q.ref for q in self.questions(each)} for each in self.pages())

    # Inside

    def _find_troubles(self, given: Sequence[Trouble]) -> tuple[Trouble, ...]:
        if self.place == CHECK:
            return self.open_troubles()
        pages = self._shown()
        if not pages or pages[0].kind is PageKind.REPEAT:
            return tuple(given)
        by_ref = {trouble.key: trouble for trouble in given}
        found = []
        for question in (question for page in pages for question in self.questions(page)):
            if question.ref in by_ref:
                found.append(by_ref[question.ref])
            elif question.ref in self._typed:
                found.append(Trouble(question.ref, for_question(question, Verdict.TYPE)))
            elif question.verdict is not Verdict.VALID:
                found.append(Trouble(question.ref, for_question(question, question.verdict)))
        return tuple(found)

    def _shown(self) -> tuple[Page, ...]:
        return tuple(each for each in self.pages() if each.key == self.place or each.key in self.together)

    def _neighbour(self, step: int) -> str | None:
        keys = [each.key for each in self.pages()]
        if self.place in keys:
            shown = [keys.index(page.key) for page in self._shown()]
            index = (max(shown) if step > 0 else min(shown)) + step
        else:
            # The page has become irrelevant under the resident: go on from where it stood.
            index = self._position if step > 0 else self._position - 1
        return keys[index] if 0 <= index < len(keys) else None

    def _go(self, place: str, *, keep_origin: bool = False) -> None:
        def arrive() -> None:
            self.place = place
            self.together = ()
            self._from_check = keep_origin
            self._shown_troubles = ()
            keys = [each.key for each in self.pages()]
            if place in keys:
                self._position = keys.index(place)
            self.moved.emit()

        self._wait(place, arrive)

    def _wait(self, place: str, then: Callable[[], None]) -> None:
        def on_disk() -> None:
            self._moving = False
            then()

        self._moving = True
        self._saving.request(place, on_disk)

    def _complete(self) -> None:
        self.completed.emit()

    def _save(self) -> None:
        self._saving.request(self.place)

    def _told(self, error: Exception | None) -> None:
        if error is None:
            self.saved.emit()
            return
        self._moving = False
        self.save_failed.emit(error)

    def _flagged_on(self, page: Page) -> bool:
        return any(ref in self.flagged for ref in page.refs)
