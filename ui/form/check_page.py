"""Check answers: every answer in words, grouped by section, each with a button to change it; problems on top."""

from itertools import groupby

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from forms.contract import SummaryRow
from ui.form.controller import FormController
from ui.form.formscreen import FormScreen
from ui.theme import look
from ui.widgets import Body, InlineError, Notice, SecondaryButton, Subheading, Text, Trouble


class _Label(Text):
    role = "hint"


class AnswerRow(QWidget):
    """Question, answer, and the button to change it."""

    def __init__(self, row: SummaryRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ref, self.page = row.ref, row.page
        self.label = _Label(row.label, self)
        self.error = InlineError(self)
        self.text = Body("", self)
        self.text.setText(row.text or self.tr("Not answered"))
        self.change = SecondaryButton(self.tr("Change"), "pencil", self)
        self.change.setAccessibleName(f"{self.change.label()}: {row.label}")
        policy = self.change.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
        self.change.setSizePolicy(policy)
        self.change.setVisible(not row.readonly)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self.error, 0, 0, 1, 2)
        self._grid.addWidget(self.label, 1, 0)
        self._grid.addWidget(self.text, 2, 0)
        self._grid.addWidget(self.change, 1, 1, 2, 1)
        self._grid.addWidget(rule, 3, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._restyle()

    def _restyle(self) -> None:
        self._grid.setHorizontalSpacing(look().px("gap"))
        self._grid.setVerticalSpacing(look().mm(1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()


class CheckAnswersPage(FormScreen):
    """The last screen of a form. In a correction it shows the questions that were asked again."""

    def __init__(self, controller: FormController) -> None:
        super().__init__(controller)
        self.rows: dict[str, AnswerRow] = {}
        self.set_heading(self.tr("Please check your answers"))
        self.add(Notice(self.tr("Is everything right? Press Change beside an answer to correct it."), "info", self))
        shown = [row for row in controller.session.summary() if self._asked(row)]
        for section, rows in groupby(shown, key=_section):
            if section:
                self.add(Subheading(section, self))
            self._add_rows(list(rows))
        # Problems are shown without waiting for Continue: everything has been asked by now.
        troubles = controller.open_troubles()
        if troubles:
            self.show_all_troubles(troubles)

    def show_all_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        by_ref = {trouble.key: trouble.text for trouble in troubles}
        for ref, row in self.rows.items():
            row.error.attach(row.change)
            row.error.show_error(by_ref.get(ref, ""))
        self.show_troubles(troubles)

    def show_trouble(self, key: str) -> None:
        page = self.controller.page_of(key)
        if page:
            self.controller.edit(page)

    def _asked(self, row: SummaryRow) -> bool:
        return not self.controller.flagged or self.controller.is_asked(row.ref, row.page)

    def _add_rows(self, rows: list[SummaryRow]) -> None:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px("gap_close"))
        for each in rows:
            row = AnswerRow(each, holder)
            row.change.clicked.connect(self._change)
            self.rows[each.ref] = row
            column.addWidget(row)
        self.add(holder)

    @Slot()
    def _change(self) -> None:
        row = next((each for each in self.rows.values() if each.change is self.sender()), None)
        if row is not None and self.is_current:
            self.controller.edit(row.page)


def _section(row: SummaryRow) -> str:
    return " · ".join(section for section in row.sections if section)
