"""From a draft to a form on the screen: the pack's version, a new or resumed session, and a way to save."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from forms.contract import Environment, FormSession
from forms.knowledge import place_properties

if TYPE_CHECKING:
    from forms.pack import Pack
    from kiosk.app import Kiosk
    from kiosk.types import Draft
    from ui.flow import Shell, Step
    from ui.form import Save


def environment(site: str = "") -> Environment:
    """The world as a form may see it. site: the code of the kiosk's site, whose commune forms begin with."""
    source = random.SystemRandom()
    return Environment(
        now=lambda: datetime.now().astimezone(),
        new_uuid=lambda: f"uuid:{uuid4()}",
        random=source.random,
        properties=place_properties(site),
    )


def load(kiosk: "Kiosk", draft: "Draft", language: str) -> tuple["Pack", FormSession]:
    """The pack and a session with the draft's answers; on the service thread."""
    pack = kiosk.catalogue.pack(draft.procedure, draft.pack_version)
    form = pack.form()
    world = environment(kiosk.identity.site)
    if draft.xml is None:
        return pack, form.start(world, language)
    session, _lost = form.resume(draft.xml, world, language)
    return pack, session


def saver(shell: "Shell", draft: "Draft") -> "Save":
    """What the form's controller saves with: on the service thread, answered on the main thread."""
    drafts = shell.kiosk.drafts

    def save(xml: bytes, page: str, done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        shell.service(lambda: drafts.save(draft.dossier, xml, page)).success(lambda _at: done()).failure(failed)

    return save


def open_form(step: "Step", *, at_check: bool = False) -> None:
    """Open visit.draft and show where it goes on: the card page for a new one, else the page that was open.

    at_check: begin on the check page, where each answer has its "Change".
    """
    shell = step.shell
    draft = shell.visit.draft
    if draft is None:
        raise RuntimeError("no draft to open")
    if shell.visit.controller is not None:
        _show(shell, fresh=draft.xml is None)
        return
    kiosk, language = shell.kiosk, shell.visit.language

    def opened(result: "tuple[Pack, FormSession]") -> None:
        from ui.form import CHECK, FormController

        pack, session = result
        shell.visit.pack = pack
        shell.visit.controller = FormController(
            session, saver(shell, draft), page=CHECK if at_check else draft.page, flagged=draft.flagged
        )
        _show(shell, fresh=draft.xml is None)

    step.work(lambda: load(kiosk, draft, language), opened)


def _show(shell: "Shell", *, fresh: bool) -> None:
    from ui.screens.card import CardStep
    from ui.screens.questions import QuestionsStep

    pack = shell.visit.pack
    if fresh and pack is not None and pack.procedure.persons:
        shell.flow.go(CardStep(shell))
    else:
        shell.flow.go(QuestionsStep(shell))
