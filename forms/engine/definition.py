"""FormDefinition of forms.contract."""

from forms.contract import Environment, LostAnswer
from forms.engine.form import Form
from forms.engine.resume import resume
from forms.engine.session import Session
from forms.engine.state import State
from forms.xpath.work import refill


class Definition:
    """See forms.contract.FormDefinition."""

    def __init__(self, form: Form) -> None:
        self.form = form

    @property
    def form_id(self) -> str:
        return self.form.form_id

    @property
    def version(self) -> str:
        return self.form.version

    @property
    def title(self) -> str:
        return self.form.title

    @property
    def languages(self) -> tuple[str, ...]:
        return self.form.languages

    def start(self, environment: Environment, language: str = "") -> Session:
        """Raises ExpressionError when the form's own expressions fail on an empty instance."""
        refill()
        state = State(self.form, environment, language)
        state.begin()
        return Session(state)

    def resume(
        self, draft: bytes, environment: Environment, language: str = ""
    ) -> tuple[Session, tuple[LostAnswer, ...]]:
        """Raises FormSyntaxError when the draft is not an instance of this form."""
        refill()
        state = State(self.form, environment, language)
        lost = resume(state, draft, language)
        return Session(state), lost
