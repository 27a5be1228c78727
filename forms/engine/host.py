"""What expressions may ask of a form filling."""

from datetime import datetime
from typing import TYPE_CHECKING

from forms.contract import Environment
from forms.engine.form import Form
from forms.engine.instance import InstanceNode
from forms.xpath.nodes import Node

if TYPE_CHECKING:
    from forms.engine.choices import Choices
    from forms.engine.texts import Texts


class Asked:
    """forms.xpath.context.Host, but for singles."""

    form: Form
    environment: Environment
    texts: "Texts"
    choices: "Choices"
    document: InstanceNode
    seed: int

    @property
    def root(self) -> InstanceNode:
        return self.document

    def instance(self, name: str) -> Node | None:
        found = self.form.instances.get(name)
        if found is None and name == self.form.form_id:
            return self.document
        return found

    def now(self) -> datetime:
        return self.environment.now()

    def new_uuid(self) -> str:
        return self.environment.new_uuid()

    def random(self) -> float:
        return self.environment.random()

    def shuffle_seed(self, node: Node) -> int:
        place = node.schema.index if isinstance(node, InstanceNode) else 0
        return self.seed + place

    def property(self, name: str) -> str:
        return self.environment.properties.get(name, "")

    def language(self) -> str:
        return self.texts.language

    def itext(self, text_id: str, node: Node) -> str:
        return self.texts.translated(text_id, node)

    def choice_label(self, node: Node, value: str, question: str) -> str:
        return self.choices.label_of(node, value, question)

    def version(self) -> str:
        return self.form.version
