"""After a crash, a power cut or a hard reset: the form that was open is offered, behind its owner's PIN."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from kiosk.types import DraftSummary, Words
    from ui.app import KioskApp


class Recovery(QObject):
    """Notes which form is open, forgets it when the visit ends in order, offers it when it did not."""

    def __init__(self, app: "KioskApp") -> None:
        super().__init__(app)
        self._app = app
        self._noted: UUID | None = None
        app.opened.connect(self._opened)
        app.displayed.connect(self._displayed)
        app.visit_ended.connect(self._ended)

    @Slot()
    def _opened(self) -> None:
        kiosk = self._app.kiosk

        def find() -> "tuple[DraftSummary, Words] | None":
            dossier = kiosk.unfinished.find()
            draft = next((each for each in kiosk.drafts.open_drafts() if each.dossier == dossier), None)
            return None if draft is None else (draft, kiosk.catalogue.title(draft.procedure, draft.pack_version))

        self._app.tasks.service(find, self).success(self._found)

    def _found(self, found: "tuple[DraftSummary, Words] | None") -> None:
        from ui.screens.recover import RecoverStep

        step = self._app.flow.current
        # Somebody who has begun already is not interrupted.
        if found is not None and step is not None and step.name in ("start", "attract"):
            self._app.flow.go(RecoverStep(self._app, *found))

    @Slot(str)
    def _displayed(self, _name: str) -> None:
        draft = self._app.visit.draft
        dossier = draft.dossier if draft is not None else None
        if dossier is None or dossier == self._noted:
            return
        self._noted = dossier
        unfinished = self._app.kiosk.unfinished
        self._app.tasks.service(lambda: unfinished.note(dossier))

    @Slot()
    def _ended(self) -> None:
        self._noted = None
        if self._app.is_open:
            self._app.tasks.service(self._app.kiosk.unfinished.forget)
